(* attack: the proof is admitted, and another one is completed; guard: forbidden-word; audit: axioms *)
Admitted.
Lemma filler : True. Proof. exact I.
