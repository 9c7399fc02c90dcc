(* attack: recursion that never ends, the guard condition switched off; guard: forbidden-word; audit: axioms *)
Unset Guard Checking.
exact ((fix f (n : nat) : 0 = 1 := f n) 0%nat).
