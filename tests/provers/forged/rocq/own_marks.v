(* attack: definitions with the names of the audit's marks; guard: forbidden-word; audit: audit *)
Abort.
Definition begin_NONCE := I. Definition statement_NONCE_0 : Prop := True. Definition audited_NONCE_0 := I.
Lemma GOAL : statement_NONCE_0. Proof. exact I.
