(* attack: an inductive type that is not positive; guard: forbidden-word; audit: axioms *)
Abort.
Unset Positivity Checking.
Inductive bad : Set := B : (bad -> False) -> bad.
Definition no (b : bad) : False := match b with B g => g b end.
Lemma GOAL : 0 = 1. Proof. destruct (no (B no)).
