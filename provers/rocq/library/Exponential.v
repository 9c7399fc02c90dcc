(* Exponentials of sums and logarithms of products. *)
Require Import Reals Lra Lia Psatz Field.
From Porism Require Import Order.
Open Scope R_scope.

Lemma porism_exp_nat : forall n x, exp (INR n * x) = exp x ^ n.
Proof.
  induction n as [|n IH]; intro x; [simpl; rewrite Rmult_0_l; apply exp_0|].
  rewrite S_INR, Rmult_plus_distr_r, Rmult_1_l, exp_plus, IH. simpl. ring.
Qed.
Ltac porism_exp_sums :=
  repeat rewrite exp_plus; rewrite ?exp_Ropp, ?porism_exp_nat, ?exp_0; first [ reflexivity | porism_field ].
Lemma porism_ln_sqrt : forall x, 0 < x -> ln (sqrt x) = ln x / 2.
Proof. intros x H. rewrite <- Rpower_sqrt by exact H. unfold Rpower. rewrite ln_exp. field. Qed.
Ltac porism_ln_product :=
  repeat first [ rewrite ln_mult by porism_sign | rewrite ln_Rinv by porism_sign | rewrite ln_pow by porism_sign
               | rewrite ln_exp | rewrite porism_ln_sqrt by porism_sign | rewrite ln_1 ];
  simpl INR; porism_field.
