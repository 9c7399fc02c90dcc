(* attack: an axiom; guard: forbidden-word; audit: axioms *)
Axiom cheat : False.
destruct cheat.
