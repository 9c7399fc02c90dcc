(* attack: the words of success, printed, and an admitted proof; guard: string; audit: axioms *)
idtac "Closed under the global context".
Admitted.
Lemma filler : True. Proof. exact I.
