(* The hyperbolic functions and their inverses. *)
Require Import Reals Lra Lia Psatz Field.
From Porism Require Import Order.
Open Scope R_scope.

Lemma porism_asinh_pos : forall x y z, y = x ^ 2 + 1 -> z = x + sqrt y -> 0 < z.
Proof.
  intros x y z -> ->. generalize (sqrt_lt_1 (x ^ 2) (x ^ 2 + 1)). rewrite <- (Rabs_pos_eq (sqrt (x ^ 2))) by apply sqrt_pos.
  replace (x ^ 2) with (Rsqr x) by (unfold Rsqr; ring). rewrite sqrt_Rsqr_abs, Rabs_Rabsolu.
  generalize (Rle_0_sqr x) (Rle_abs (- x)). rewrite Rabs_Ropp. intros P Q S. specialize (S P). lra.
Qed.

Lemma porism_cosh_pos : forall x, 0 < cosh x.
Proof. intro x. unfold cosh. generalize (exp_pos x) (exp_pos (- x)). lra. Qed.
