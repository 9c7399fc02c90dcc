(* attack: an axiom named as an operation on machine integers; guard: forbidden-word; audit: axioms *)
Abort.
Module PrimInt63. Axiom add : 0 = 1. End PrimInt63.
Lemma GOAL : 0 = 1. Proof. exact PrimInt63.add.
