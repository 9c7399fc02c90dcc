(* attack: an axiom found as an instance; guard: forbidden-word; audit: axioms *)
Abort.
Class Cheat := cheat : 0 = 1. Axiom given : Cheat. #[global] Existing Instance given.
Lemma GOAL : 0 = 1. Proof. exact cheat.
