(* Square roots and absolute values. *)
Require Import Reals Lra Lia Psatz Field.
From Porism Require Import Order.
Open Scope R_scope.

Lemma porism_sqrt_unique : forall a b, 0 <= b -> b * b = a -> sqrt a = b.
Proof. intros a b H <-. now apply sqrt_square. Qed.
Lemma porism_abs_neg : forall a b, 0 <= b -> b = - a -> Rabs a = b.
Proof. intros a b H ->. apply Rabs_left1. lra. Qed.
Ltac porism_abs_product :=
  repeat first [ rewrite Rabs_mult | rewrite Rabs_inv | rewrite <- RPow_abs ];
  repeat match goal with |- context [Rabs ?a] =>
    first [ rewrite (Rabs_pos_eq a) by porism_sign | rewrite (Rabs_left1 a) by lra ] end;
  porism_field.
