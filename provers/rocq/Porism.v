(* Lemmas and tactics that generated proofs use. Nothing here is trusted: the kernel proves the lemmas, and the tactics only
   find proofs. Statements of claims do not mention this file. *)
Require Import Reals Lra Lia Psatz Field.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
Open Scope R_scope.

(* The sign of a sum, product, power or function value, from the signs of its parts. *)
Ltac porism_sign :=
  first
  [ assumption
  | lra
  | match goal with
    | |- 0 < exp _ => apply exp_pos
    | |- 0 < PI => exact PI_RGT_0
    | |- 0 < sqrt _ => apply sqrt_lt_R0; porism_sign
    | |- 0 <= sqrt _ => apply sqrt_pos
    | |- 0 <= Rabs _ => apply Rabs_pos
    | |- 0 < Rabs _ => apply Rabs_pos_lt; assumption
    | |- 0 < Rpower _ _ => apply exp_pos
    | |- 0 < cosh _ => unfold cosh; apply Rdiv_lt_0_compat; [apply Rplus_lt_0_compat; apply exp_pos | lra]
    | |- 0 <= _ * _ => apply Rmult_le_pos; porism_sign
    | |- 0 < _ * _ => apply Rmult_lt_0_compat; porism_sign
    | |- 0 < _ / _ => apply Rdiv_lt_0_compat; porism_sign
    | |- 0 <= _ / _ => apply Rmult_le_pos; [porism_sign | left; apply Rinv_0_lt_compat; porism_sign]
    | |- 0 < / _ => apply Rinv_0_lt_compat; porism_sign
    | |- 0 <= ?a ^ 2 => apply pow2_ge_0
    | |- 0 <= ?a ^ 4 => replace (a ^ 4) with ((a ^ 2) ^ 2) by ring; apply pow2_ge_0
    | |- 0 < _ ^ _ => apply pow_lt; porism_sign
    | |- 0 <= _ ^ _ => apply pow_le; porism_sign
    | |- 0 < _ + _ => first [ apply Rplus_lt_0_compat; porism_sign | apply Rplus_lt_le_0_compat; porism_sign
                            | apply Rplus_le_lt_0_compat; porism_sign ]
    | |- 0 <= _ + _ => apply Rplus_le_le_0_compat; porism_sign
    | |- 0 <= _ => left; porism_sign
    end ].
