(* Closed terms, by interval arithmetic. The precision keeps the processor's floating point numbers out of the proof. *)
Require Import Reals.
From Interval Require Import Tactic.
Open Scope R_scope.

Ltac porism_numeric := interval with (i_prec 64).
