(* attack: flags that change what the audit prints; guard: forbidden-word; audit: axioms *)
Abort.
#[global] Set Printing All. #[global] Set Printing Width 20. #[global] Set Printing Depth 1.
Axiom cheat : 0 = 1. Notation "'Closed'" := cheat.
Lemma GOAL : 0 = 1. Proof. exact cheat.
