(* attack: a hypothesis outside of any section; guard: forbidden-word; audit: axioms *)
Hypothesis cheat : 0 = 1.
exact cheat.
