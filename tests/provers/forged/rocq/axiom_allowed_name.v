(* attack: an axiom with the last name of an allowed one; guard: forbidden-word; audit: axioms *)
Axiom sig_forall_dec : 0 = 1.
exact sig_forall_dec.
