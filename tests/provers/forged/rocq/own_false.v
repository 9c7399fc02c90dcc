(* attack: a False of its own, which is true; guard: forbidden-word; audit: axioms *)
Abort.
Module Own. Inductive False : Prop := won. End Own. Import Own.
Lemma absurd : False. Proof. exact won. Qed.
Axiom from_own : False -> 0 = 1.
Lemma GOAL : 0 = 1. Proof. exact (from_own absurd).
