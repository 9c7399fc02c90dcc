(* attack: a canonical structure that says which 0 is meant; guard: forbidden-word; audit: audit *)
Abort.
Structure pointed := P { sort : Type; zero : sort }. Canonical number := P nat 1. Notation "0" := (zero _).
Lemma GOAL : 0 = 1 :> nat. Proof. reflexivity.
