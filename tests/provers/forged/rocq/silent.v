(* attack: messages switched off for whoever loads the file; guard: forbidden-word; audit: audit or axioms *)
Abort.
#[global] Set Silent.
Axiom cheat : 0 = 1.
Lemma GOAL : 0 = 1. Proof. exact cheat.
