(* attack: output written into the audit's folder; guard: forbidden-word; audit: axioms or undecided *)
Redirect "../audit/assumptions" Check I.
Admitted.
Lemma filler : True. Proof. exact I.
