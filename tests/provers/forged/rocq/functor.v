(* attack: a functor that would need what is to be proved; guard: forbidden-word; audit: audit *)
Abort.
Module Type T. Parameter cheat : 0 = 1. End T.
Module F (X : T).
Lemma GOAL : 0 = 1. Proof. exact X.cheat. Qed.
End F.
Lemma filler : True. Proof. exact I.
