(* attack: a coercion from numbers to propositions; guard: forbidden-word; audit: audit *)
Abort.
Definition as_true (n : nat) : Prop := True. Coercion as_true : nat >-> Sortclass.
Lemma GOAL : 3%nat. Proof. exact I.
