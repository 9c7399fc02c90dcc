(* attack: the audit's marks, printed by a tactic; guard: string; audit: axioms *)
idtac "begin_NONCE" "     : nat" "Closed under the global context" "end_NONCE" "     : nat".
Admitted.
Lemma filler : True. Proof. exact I.
