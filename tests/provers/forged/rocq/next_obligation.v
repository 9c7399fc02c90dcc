(* attack: the next obligation, admitted by hand; guard: forbidden-word; audit: axioms *)
Abort.
Require Import Program. Obligation Tactic := idtac. Program Definition cheat : 0 = 1 := _. Next Obligation. Admitted.
Lemma GOAL : 0 = 1. Proof. exact cheat.
