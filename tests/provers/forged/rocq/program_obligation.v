(* attack: an obligation of Program that is admitted; guard: forbidden-word; audit: axioms *)
Abort.
Require Import Program. Program Definition cheat : 0 = 1 := _. Admit Obligations.
Lemma GOAL : 0 = 1. Proof. exact cheat.
