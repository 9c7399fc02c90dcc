(* attack: a string in a comment hides where the comment ends; guard: string; audit: axioms *)
(* " *) " *) Admitted. (* " *) " *)
Lemma filler : True. Proof. exact I.
