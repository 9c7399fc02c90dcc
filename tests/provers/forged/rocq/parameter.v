(* attack: a parameter; guard: forbidden-word; audit: axioms *)
Parameter cheat : 0 = 1.
exact cheat.
