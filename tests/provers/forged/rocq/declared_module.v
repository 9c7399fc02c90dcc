(* attack: a module that is only declared; guard: forbidden-word; audit: axioms *)
Abort.
Module Type T. Axiom cheat : 0 = 1. End T.
Declare Module A : T.
Lemma GOAL : 0 = 1. Proof. exact A.cheat.
