(* Sines, cosines and the values that they have at arcs. *)
Require Import Reals Lra Lia Psatz Field.
From Porism Require Import Order.
Open Scope R_scope.

Lemma porism_cos_pos : forall x, 0 < PI / 2 + x -> 0 < PI / 2 - x -> 0 < cos x.
Proof. intros; apply cos_gt_0; lra. Qed.
Lemma porism_cos_nonneg : forall x, 0 <= PI / 2 + x -> 0 <= PI / 2 - x -> 0 <= cos x.
Proof. intros; apply cos_ge_0; lra. Qed.
Lemma porism_sin_pos : forall x, 0 < x -> 0 < PI - x -> 0 < sin x.
Proof. intros; apply sin_gt_0; lra. Qed.
Lemma porism_sin_nonneg : forall x, 0 <= x -> 0 <= PI - x -> 0 <= sin x.
Proof. intros; apply sin_ge_0; lra. Qed.

Lemma porism_pythagoras : forall x, sin x ^ 2 + cos x ^ 2 - 1 = 0.
Proof. intro x. generalize (sin2_cos2 x). unfold Rsqr. lra. Qed.
Lemma porism_chebyshev : forall x y, cos (x + y) = 2 * cos y * cos x - cos (x - y).
Proof. intros x y. rewrite cos_plus, cos_minus. ring. Qed.
Ltac porism_angle_sums := repeat first [ rewrite sin_plus | rewrite cos_plus ]; rewrite ?sin_neg, ?cos_neg, ?sin_0, ?cos_0.
Lemma porism_cos_asin : forall x y, -1 <= x <= 1 -> y = 1 - x ^ 2 -> cos (asin x) = sqrt y.
Proof. intros x y H ->. rewrite cos_asin by exact H. apply f_equal. unfold Rsqr. ring. Qed.
Lemma porism_sin_atan : forall x y, y = 1 + x ^ 2 -> sin (atan x) = x / sqrt y.
Proof. intros x y ->. rewrite sin_atan. unfold Rsqr. do 2 f_equal. ring. Qed.
Lemma porism_cos_atan : forall x y, y = 1 + x ^ 2 -> cos (atan x) = 1 / sqrt y.
Proof. intros x y ->. rewrite cos_atan. unfold Rsqr. do 2 f_equal. ring. Qed.

Lemma porism_sin_2atan : forall x, sin (2 * atan x) = 2 * x / (1 + x ^ 2).
Proof.
  intro x. rewrite sin_2a, sin_atan, cos_atan. unfold Rsqr. assert (H : 0 < 1 + x * x) by nra.
  transitivity (2 * x / (sqrt (1 + x * x) * sqrt (1 + x * x))); [field; apply porism_pos_ne, sqrt_lt_R0, H|].
  rewrite sqrt_sqrt by lra. f_equal. f_equal. ring.
Qed.
Lemma porism_cos_2atan : forall x, cos (2 * atan x) = (1 - x ^ 2) / (1 + x ^ 2).
Proof.
  intro x. rewrite cos_2a, sin_atan, cos_atan. unfold Rsqr. assert (H : 0 < 1 + x * x) by nra.
  transitivity ((1 - x ^ 2) / (sqrt (1 + x * x) * sqrt (1 + x * x))); [field; apply porism_pos_ne, sqrt_lt_R0, H|].
  rewrite sqrt_sqrt by lra. f_equal. f_equal. ring.
Qed.

Lemma porism_asin_cos : forall x, 0 <= x -> 0 <= PI - x -> asin (cos x) = PI / 2 - x.
Proof. intros x H1 H2. rewrite asin_acos by apply COS_bound. rewrite acos_cos by lra. reflexivity. Qed.
