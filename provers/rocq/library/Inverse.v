(* Inverse functions: their signs and bounds, and that an arc is the only one with its sine or tangent. *)
Require Import Reals Lra.
From Interval Require Import Tactic.
From Porism Require Import Order Hyperbolic.
Open Scope R_scope.

(* Arcs by uniqueness *)
Lemma porism_asin_unique : forall u a, 0 <= PI / 2 + a -> 0 <= PI / 2 - a -> sin a = u -> asin u = a.
Proof. intros u a H1 H2 <-. apply asin_sin. lra. Qed.
Lemma porism_atan_unique : forall u a, 0 < PI / 2 + a -> 0 < PI / 2 - a -> sin a = u * cos a -> atan u = a.
Proof.
  intros u a H1 H2 E. assert (C : 0 < cos a) by (apply cos_gt_0; lra).
  replace u with (tan a) by (unfold tan; rewrite E; field; lra). apply atan_tan. lra.
Qed.
Lemma porism_arc_strict : forall a, 0 < PI + a -> 0 < PI - a -> 0 < cos a -> 0 < PI / 2 + a /\ 0 < PI / 2 - a.
Proof.
  intros a H1 H2 C. split.
  - destruct (Rlt_or_le 0 (PI / 2 + a)) as [H|H]; [exact H|]. exfalso.
    generalize (cos_le_0 (- a)). rewrite cos_neg. lra.
  - destruct (Rlt_or_le 0 (PI / 2 - a)) as [H|H]; [exact H|]. exfalso. generalize (cos_le_0 a). lra.
Qed.
Lemma porism_arc_weak : forall a, 0 < PI + a -> 0 < PI - a -> 0 <= cos a -> 0 <= PI / 2 + a /\ 0 <= PI / 2 - a.
Proof.
  intros a H1 H2 C. split.
  - destruct (Rle_or_lt 0 (PI / 2 + a)) as [H|H]; [exact H|]. exfalso.
    generalize (cos_lt_0 (- a)). rewrite cos_neg. lra.
  - destruct (Rle_or_lt 0 (PI / 2 - a)) as [H|H]; [exact H|]. exfalso. generalize (cos_lt_0 a). lra.
Qed.

(* Signs and bounds of arcs *)
Lemma porism_atan_below_strict : forall u v a, atan v = a -> 0 < v - u -> 0 < a - atan u.
Proof. intros u v a <- H. generalize (atan_increasing u v). lra. Qed.
Lemma porism_atan_below : forall u v a, atan v = a -> 0 <= v - u -> 0 <= a - atan u.
Proof. intros u v a <- [H|H]; [generalize (atan_increasing u v); lra | replace v with u by lra; lra]. Qed.
Lemma porism_atan_above_strict : forall u v a, atan v = a -> 0 < u - v -> 0 < atan u - a.
Proof. intros u v a <- H. generalize (atan_increasing v u). lra. Qed.
Lemma porism_atan_above : forall u v a, atan v = a -> 0 <= u - v -> 0 <= atan u - a.
Proof. intros u v a <- [H|H]; [generalize (atan_increasing v u); lra | replace v with u by lra; lra]. Qed.
Lemma porism_atan_pos : forall u, 0 < u -> 0 < atan u.
Proof. intros u H. generalize (atan_increasing 0 u H). rewrite atan_0. lra. Qed.
Lemma porism_atan_nonneg : forall u, 0 <= u -> 0 <= atan u.
Proof. intros u [H| <-]; [left; now apply porism_atan_pos | rewrite atan_0; lra]. Qed.
Lemma porism_asin_below : forall u a, 0 <= 1 + u -> 0 <= 1 - u -> 0 <= PI / 2 + a -> 0 <= PI / 2 - a -> 0 <= sin a - u ->
  0 <= a - asin u.
Proof.
  intros u a H1 H2 H3 H4 S. destruct (Rle_or_lt 0 (a - asin u)) as [H|H]; [exact H|]. exfalso.
  generalize (asin_bound u). intro B. generalize (sin_increasing_1 a (asin u)). rewrite sin_asin by lra. lra.
Qed.
Lemma porism_asin_below_strict : forall u a, 0 <= 1 + u -> 0 <= 1 - u -> 0 <= PI / 2 + a -> 0 <= PI / 2 - a ->
  0 < sin a - u -> 0 < a - asin u.
Proof.
  intros u a H1 H2 H3 H4 S. destruct (Rlt_or_le 0 (a - asin u)) as [H|[H|H]]; [exact H | |]; exfalso.
  - generalize (asin_bound u). intro B. generalize (sin_increasing_1 a (asin u)). rewrite sin_asin by lra. lra.
  - assert (E : a = asin u) by lra. rewrite E, sin_asin in S by lra. lra.
Qed.
Lemma porism_asin_above : forall u a, 0 <= 1 + u -> 0 <= 1 - u -> 0 <= PI / 2 + a -> 0 <= PI / 2 - a -> 0 <= u - sin a ->
  0 <= asin u - a.
Proof.
  intros u a H1 H2 H3 H4 S. generalize (porism_asin_below (- u) (- a)). rewrite asin_opp, sin_neg. lra.
Qed.
Lemma porism_asin_above_strict : forall u a, 0 <= 1 + u -> 0 <= 1 - u -> 0 <= PI / 2 + a -> 0 <= PI / 2 - a ->
  0 < u - sin a -> 0 < asin u - a.
Proof.
  intros u a H1 H2 H3 H4 S. generalize (porism_asin_below_strict (- u) (- a)). rewrite asin_opp, sin_neg. lra.
Qed.

(* Signs of other functions that increase *)
Lemma porism_ln_pos : forall a, 0 < a - 1 -> 0 < ln a.
Proof. intros a H. rewrite <- ln_1. apply ln_increasing; lra. Qed.
Lemma porism_ln_nonneg : forall a, 0 <= a - 1 -> 0 <= ln a.
Proof.
  intros a [H|H]; [left; apply porism_ln_pos, H|]. replace a with 1 by lra. rewrite ln_1. lra.
Qed.
Lemma porism_ln_neg : forall a, 0 < a -> 0 < 1 - a -> 0 < - ln a.
Proof. intros a H1 H2. generalize (ln_increasing a 1 H1). rewrite ln_1. lra. Qed.
Lemma porism_ln_nonpos : forall a, 0 < a -> 0 <= 1 - a -> 0 <= - ln a.
Proof.
  intros a H1 [H|H]; [left; now apply porism_ln_neg|]. replace a with 1 by lra. rewrite ln_1. lra.
Qed.
Lemma porism_sinh_pos : forall a, 0 < a -> 0 < sinh a.
Proof. intros a H. rewrite <- sinh_0. now apply sinh_lt. Qed.
Lemma porism_sinh_nonneg : forall a, 0 <= a -> 0 <= sinh a.
Proof. intros a [H| <-]; [left; now apply porism_sinh_pos | rewrite sinh_0; lra]. Qed.
Lemma porism_tanh_pos : forall a, 0 < a -> 0 < tanh a.
Proof. intros a H. apply Rdiv_lt_0_compat; [now apply porism_sinh_pos | apply porism_cosh_pos]. Qed.
Lemma porism_tanh_nonneg : forall a, 0 <= a -> 0 <= tanh a.
Proof. intros a [H| <-]; [left; now apply porism_tanh_pos|]. unfold tanh. rewrite sinh_0. unfold Rdiv. lra. Qed.
Lemma porism_arcsinh_pos : forall a, 0 < a -> 0 < arcsinh a.
Proof. intros a H. rewrite <- arcsinh_0. now apply arcsinh_lt. Qed.
Lemma porism_arcsinh_nonneg : forall a, 0 <= a -> 0 <= arcsinh a.
Proof. intros a [H| <-]; [left; now apply porism_arcsinh_pos | rewrite arcsinh_0; lra]. Qed.

(* Closed terms with arcs, which `interval` does not know *)
Lemma porism_asin_atan : forall u, -1 < u < 1 -> asin u = atan (u / sqrt (1 - u ^ 2)).
Proof.
  intros u H. replace (1 - u ^ 2) with (1 - Rsqr u) by (unfold Rsqr; ring). now apply asin_atan.
Qed.
Ltac porism_closed :=
  unfold arcsinh;
  repeat match goal with |- context [acos ?u] => rewrite (acos_asin u) by (split; interval with (i_prec 64)) end;
  rewrite ?asin_1, ?asin_0;
  repeat match goal with |- context [asin ?u] => first
    [ rewrite (porism_asin_atan u) by (split; interval with (i_prec 64))
    | replace (asin u) with (- (PI / 2)) by
        (replace u with (- (1)) by field; rewrite asin_opp, asin_1; reflexivity)
    | replace (asin u) with (PI / 2) by (replace u with 1 by field; rewrite asin_1; reflexivity) ] end;
  interval with (i_prec 64).
