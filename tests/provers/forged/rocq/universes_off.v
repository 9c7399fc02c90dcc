(* attack: the type of all types, universes not checked; guard: forbidden-word; audit: axioms *)
Abort.
Require Import Coq.Logic.Hurkens.
Unset Universe Checking.
Definition absurd : False := TypeNeqSmallType.paradox Type eq_refl.
Lemma GOAL : 0 = 1. Proof. destruct absurd.
