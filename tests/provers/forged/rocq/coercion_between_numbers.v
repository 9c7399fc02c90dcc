(* attack: a coercion that sends every natural number to 1; guard: forbidden-word; audit: audit *)
Abort.
Definition one (n : nat) : R := 1. Coercion one : nat >-> R.
Lemma GOAL : (0%nat : R) = 1. Proof. reflexivity.
