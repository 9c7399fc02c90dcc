(* attack: an instance that says which 0 is meant; guard: forbidden-word; audit: audit *)
Abort.
Class Zero := zero : nat. #[global] Instance one : Zero := 1. Notation "0" := zero.
Lemma GOAL : 0 = 1. Proof. reflexivity.
