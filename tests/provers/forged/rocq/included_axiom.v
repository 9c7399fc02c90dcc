(* attack: a module type with an axiom, included in a module; guard: forbidden-word; audit: axioms *)
Abort.
Module Type T. Axiom cheat : 0 = 1. End T.
Module A. Include T. End A.
Lemma GOAL : 0 = 1. Proof. exact A.cheat.
