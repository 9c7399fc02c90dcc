(* attack: an axiom in a module named as an allowed one's; guard: forbidden-word; audit: axioms *)
Abort.
Module Classical_Prop. Axiom classic : 0 = 1. End Classical_Prop.
Lemma GOAL : 0 = 1. Proof. exact Classical_Prop.classic.
