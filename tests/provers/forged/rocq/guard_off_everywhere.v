(* attack: the guard condition switched off for whoever loads the file; guard: forbidden-word; audit: axioms *)
Abort.
#[global] Unset Guard Checking.
Fixpoint f (n : nat) : 0 = 1 := f n.
Lemma GOAL : 0 = 1. Proof. exact (f 0%nat).
