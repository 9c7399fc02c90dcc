(* attack: the type of all types, with the universes as they are; guard: forbidden-word; audit: undecided *)
Abort.
Require Import Coq.Logic.Hurkens.
Lemma GOAL : 0 = 1. Proof. destruct (TypeNeqSmallType.paradox Type eq_refl).
