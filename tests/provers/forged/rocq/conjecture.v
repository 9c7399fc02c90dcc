(* attack: a conjecture; guard: forbidden-word; audit: axioms *)
Conjecture cheat : 0 = 1.
exact cheat.
