(* attack: a functor applied to a module that is only declared; guard: forbidden-word; audit: axioms *)
Abort.
Module Type T. Parameter cheat : 0 = 1. End T.
Module F (X : T). Definition won := X.cheat. End F.
Declare Module A : T. Module G := F A.
Lemma GOAL : 0 = 1. Proof. exact G.won.
