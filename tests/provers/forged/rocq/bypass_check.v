(* attack: recursion that never ends, by an attribute; guard: character; audit: axioms *)
#[bypass_check(guard)] Fixpoint f (n : nat) : 0 = 1 := f n.
exact (f 0%nat).
