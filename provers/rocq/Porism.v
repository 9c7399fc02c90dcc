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

(* Facts up to a factor, differences *)
Lemma porism_lt_of : forall a b q, 0 < q -> 0 < b -> a = q * b -> 0 < a.
Proof. intros a b q Hq Hb ->. now apply Rmult_lt_0_compat. Qed.
Lemma porism_le_of : forall a b q, 0 < q -> 0 <= b -> a = q * b -> 0 <= a.
Proof. intros a b q Hq Hb ->. apply Rmult_le_pos; [now left | assumption]. Qed.
Lemma porism_ne_of : forall a b q, q < 0 \/ 0 < q -> b <> 0 -> a = q * b -> a <> 0.
Proof. intros a b q Hq Hb ->. apply Rmult_integral_contrapositive_currified; [lra | assumption]. Qed.
Lemma porism_pos_of : forall a, 0 <= a -> a <> 0 -> 0 < a.
Proof. intros; lra. Qed.
Lemma porism_le_minus : forall a b, a <= b -> 0 <= b - a.
Proof. intros; lra. Qed.
Lemma porism_pos_ne : forall a, 0 < a -> a <> 0.
Proof. intros; lra. Qed.
Lemma porism_neg_ne : forall a, 0 < - a -> a <> 0.
Proof. intros; lra. Qed.
Lemma porism_even_nonneg : forall a n, 0 <= a ^ (2 * n).
Proof. intros a n. rewrite pow_mult. apply pow_le, pow2_ge_0. Qed.
Lemma porism_even_pos : forall a n, a <> 0 -> 0 < a ^ (2 * n).
Proof. intros a n H. rewrite pow_mult. apply pow_lt. apply pow2_gt_0. exact H. Qed.

Lemma porism_of_abs : forall a, Rabs a <> 0 -> a <> 0.
Proof. intros a H ->. apply H, Rabs_R0. Qed.
Lemma porism_lt_from : forall a b, 0 < b - a -> a < b.
Proof. intros; lra. Qed.
Lemma porism_le_from : forall a b, 0 <= b - a -> a <= b.
Proof. intros; lra. Qed.

(* What is not 0 *)
Ltac porism_nonzero :=
  first
  [ assumption
  | match goal with
    | |- _ /\ _ => split; porism_nonzero
    | |- exp _ <> 0 => apply porism_pos_ne, exp_pos
    | |- Rpower _ _ <> 0 => apply porism_pos_ne, exp_pos
    | |- PI <> 0 => exact PI_neq0
    | |- _ * _ <> 0 => apply Rmult_integral_contrapositive_currified; porism_nonzero
    | |- / _ <> 0 => apply Rinv_neq_0_compat; porism_nonzero
    | |- _ / _ <> 0 => apply Rmult_integral_contrapositive_currified; [ porism_nonzero | apply Rinv_neq_0_compat; porism_nonzero ]
    | |- _ ^ _ <> 0 => apply pow_nonzero; porism_nonzero
    | |- - _ <> 0 => apply Ropp_neq_0_compat; porism_nonzero
    | |- sqrt _ <> 0 => apply porism_pos_ne, sqrt_lt_R0; porism_sign
    end
  | lra
  | match goal with H : ?a <> 0 |- ?b <> 0 => let Z := fresh in intro Z; apply H; (lra || (ring_simplify; rewrite <- Z; ring)) end
  | apply porism_pos_ne; porism_sign
  | match goal with H : ?a <> 0 |- ?b <> 0 => let Z := fresh in intro Z; apply H; nra end ].
Ltac porism_field := first [ ring | field; porism_nonzero ].

(* Signs of sums and products of what is known *)
Ltac porism_product :=
  first
  [ assumption
  | match goal with
    | |- 0 <= _ * _ => apply Rmult_le_pos; porism_product
    | |- 0 < _ * _ => apply Rmult_lt_0_compat; porism_product
    | |- 0 <= _ / _ => apply Rmult_le_pos; [ porism_product | left; apply Rinv_0_lt_compat; porism_product ]
    | |- 0 < _ / _ => apply Rdiv_lt_0_compat; porism_product
    | |- 0 <= _ ^ _ => apply pow_le; porism_product
    | |- 0 < _ ^ _ => apply pow_lt; porism_product
    end
  | lra
  | porism_sign ].
Ltac porism_sum :=
  first
  [ assumption
  | match goal with
    | |- 0 <= _ + _ => apply Rplus_le_le_0_compat; porism_sum
    | |- 0 < _ + _ => first [ apply Rplus_lt_le_0_compat; porism_sum | apply Rplus_le_lt_0_compat; porism_sum ]
    | |- 0 <= _ => left; assumption
    end
  | porism_product ].
Lemma porism_cos_pos : forall x, 0 < PI / 2 + x -> 0 < PI / 2 - x -> 0 < cos x.
Proof. intros; apply cos_gt_0; lra. Qed.
Lemma porism_cos_nonneg : forall x, 0 <= PI / 2 + x -> 0 <= PI / 2 - x -> 0 <= cos x.
Proof. intros; apply cos_ge_0; lra. Qed.
Lemma porism_sin_pos : forall x, 0 < x -> 0 < PI - x -> 0 < sin x.
Proof. intros; apply sin_gt_0; lra. Qed.
Lemma porism_sin_nonneg : forall x, 0 <= x -> 0 <= PI - x -> 0 <= sin x.
Proof. intros; apply sin_ge_0; lra. Qed.
Lemma porism_asinh_pos : forall x y z, y = x ^ 2 + 1 -> z = x + sqrt y -> 0 < z.
Proof.
  intros x y z -> ->. generalize (sqrt_lt_1 (x ^ 2) (x ^ 2 + 1)). rewrite <- (Rabs_pos_eq (sqrt (x ^ 2))) by apply sqrt_pos.
  replace (x ^ 2) with (Rsqr x) by (unfold Rsqr; ring). rewrite sqrt_Rsqr_abs, Rabs_Rabsolu.
  generalize (Rle_0_sqr x) (Rle_abs (- x)). rewrite Rabs_Ropp. intros P Q S. specialize (S P). lra.
Qed.

(* Closed terms. The precision keeps the processor's floating point numbers out of the proof. *)
Ltac porism_numeric := interval with (i_prec 64).

(* Circular functions *)
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

(* Exponential and logarithm *)
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

(* Roots and absolute values *)
Lemma porism_sqrt_unique : forall a b, 0 <= b -> b * b = a -> sqrt a = b.
Proof. intros a b H <-. now apply sqrt_square. Qed.
Lemma porism_abs_neg : forall a b, 0 <= b -> b = - a -> Rabs a = b.
Proof. intros a b H ->. apply Rabs_left1. lra. Qed.
Ltac porism_abs_product :=
  repeat first [ rewrite Rabs_mult | rewrite Rabs_inv | rewrite <- RPow_abs ];
  repeat match goal with |- context [Rabs ?a] =>
    first [ rewrite (Rabs_pos_eq a) by porism_sign | rewrite (Rabs_left1 a) by lra ] end;
  porism_field.

(* Derivatives, by the structure of the function *)
Section Slopes.
Variables (u v : R -> R) (x du dv : R).
Hypotheses (Hu : is_derive u x du) (Hv : is_derive v x dv).
Lemma porism_d_id : is_derive (fun t : R => t) x 1.
Proof. apply (is_derive_id (K := R_AbsRing)). Qed.
Lemma porism_d_const : forall c : R, is_derive (fun t : R => c) x 0.
Proof. intro c. apply (is_derive_const (K := R_AbsRing) (V := R_NormedModule)). Qed.
Lemma porism_d_plus : is_derive (fun t => u t + v t) x (du + dv).
Proof. apply (is_derive_plus (K := R_AbsRing) (V := R_NormedModule)); assumption. Qed.
Lemma porism_d_minus : is_derive (fun t => u t - v t) x (du - dv).
Proof. apply (is_derive_minus (K := R_AbsRing) (V := R_NormedModule)); assumption. Qed.
Lemma porism_d_opp : is_derive (fun t => - u t) x (- du).
Proof. apply (is_derive_opp (K := R_AbsRing) (V := R_NormedModule)); assumption. Qed.
Lemma porism_d_mult : is_derive (fun t => u t * v t) x (du * v x + u x * dv).
Proof. apply (is_derive_mult (K := R_AbsRing)); try assumption. exact Rmult_comm. Qed.
Lemma porism_d_inv : u x <> 0 -> is_derive (fun t => / u t) x (- du / u x ^ 2).
Proof. intro H. apply is_derive_inv; assumption. Qed.
Lemma porism_d_div : v x <> 0 -> is_derive (fun t => u t / v t) x ((du * v x - u x * dv) / v x ^ 2).
Proof. intro H. apply is_derive_div; assumption. Qed.
Lemma porism_d_pow : forall n, is_derive (fun t => u t ^ S n) x (INR (S n) * u x ^ n * du).
Proof.
  intro n. replace (INR (S n) * u x ^ n * du) with (INR (S n) * du * u x ^ pred (S n)) by (unfold pred; ring).
  apply is_derive_pow. exact Hu.
Qed.
Lemma porism_d_comp : forall f df, is_derive f (u x) df -> is_derive (fun t => f (u t)) x (df * du).
Proof.
  intros f df Hf. replace (df * du) with (scal du df) by (unfold scal; simpl; unfold mult; simpl; ring).
  apply (is_derive_comp (K := R_AbsRing) (V := R_NormedModule)); assumption.
Qed.
End Slopes.
Lemma porism_slope_is : forall (f : R -> R) (x a b : R), is_derive f x a -> a = b -> is_derive f x b.
Proof. intros f x a b H <-. exact H. Qed.
Section Functions.
Variables (u : R -> R) (x du : R).
Hypothesis Hu : is_derive u x du.
Ltac composed f := apply (porism_d_comp u x du Hu f).
Lemma porism_d_exp : is_derive (fun t => exp (u t)) x (exp (u x) * du).
Proof. composed exp. apply is_derive_exp. Qed.
Lemma porism_d_ln : 0 < u x -> is_derive (fun t => ln (u t)) x (/ u x * du).
Proof. intro H. composed ln. apply is_derive_ln. exact H. Qed.
Lemma porism_d_sin : is_derive (fun t => sin (u t)) x (cos (u x) * du).
Proof. composed sin. apply is_derive_sin. Qed.
Lemma porism_d_cos : is_derive (fun t => cos (u t)) x (- sin (u x) * du).
Proof. composed cos. apply is_derive_cos. Qed.
Lemma porism_d_tan : cos (u x) <> 0 -> is_derive (fun t => tan (u t)) x (/ cos (u x) ^ 2 * du).
Proof.
  intro H. composed tan. replace (/ cos (u x) ^ 2) with (tan (u x) ^ 2 + 1); [apply is_derive_tan; exact H|].
  unfold tan. generalize (porism_pythagoras (u x)). intro P.
  replace ((sin (u x) / cos (u x)) ^ 2 + 1) with ((sin (u x) ^ 2 + cos (u x) ^ 2) / cos (u x) ^ 2) by (field; exact H).
  replace (sin (u x) ^ 2 + cos (u x) ^ 2) with 1 by lra. field. exact H.
Qed.
Lemma porism_d_sqrt : 0 < u x -> is_derive (fun t => sqrt (u t)) x (/ (2 * sqrt (u x)) * du).
Proof. intro H. replace (/ (2 * sqrt (u x)) * du) with (du / (2 * sqrt (u x))) by (unfold Rdiv; ring). now apply is_derive_sqrt. Qed.
Lemma porism_d_abs : u x <> 0 -> is_derive (fun t => Rabs (u t)) x (u x / Rabs (u x) * du).
Proof.
  intro H. replace (u x / Rabs (u x)) with (sign (u x)); [now apply is_derive_Rabs|].
  destruct (Rtotal_order (u x) 0) as [L|[L|L]]; [rewrite sign_eq_m1, Rabs_left by exact L; field; lra | lra |].
  rewrite sign_eq_1, Rabs_right by lra. field. lra.
Qed.
Lemma porism_d_atan : is_derive (fun t => atan (u t)) x (/ (1 + u x ^ 2) * du).
Proof.
  composed atan. replace (/ (1 + u x ^ 2)) with (/ (1 + Rsqr (u x))) by (unfold Rsqr; do 2 f_equal; ring). apply is_derive_atan.
Qed.
Lemma porism_d_asin : -1 < u x < 1 -> is_derive (fun t => asin (u t)) x (/ sqrt (1 - u x ^ 2) * du).
Proof.
  intro H. composed asin. apply is_derive_Reals.
  replace (/ sqrt (1 - u x ^ 2)) with (1 / sqrt (1 - Rsqr (u x))) by (unfold Rsqr, Rdiv; rewrite Rmult_1_l; do 3 f_equal; ring).
  apply (derive_pt_eq_1 _ _ _ (derivable_pt_asin (u x) H)). apply derive_pt_asin.
Qed.
Lemma porism_d_sinh : is_derive (fun t => sinh (u t)) x (cosh (u x) * du).
Proof. composed sinh. apply is_derive_Reals. apply derivable_pt_lim_sinh. Qed.
Lemma porism_d_cosh : is_derive (fun t => cosh (u t)) x (sinh (u x) * du).
Proof. composed cosh. apply is_derive_Reals. apply derivable_pt_lim_cosh. Qed.
Lemma porism_d_arcsinh : forall s, s = u x ^ 2 + 1 -> is_derive (fun t => arcsinh (u t)) x (/ sqrt s * du).
Proof. intros s ->. composed arcsinh. apply is_derive_Reals. apply derivable_pt_lim_arcsinh. Qed.
End Functions.
Lemma porism_cosh_pos : forall x, 0 < cosh x.
Proof. intro x. unfold cosh. generalize (exp_pos x) (exp_pos (- x)). lra. Qed.
Lemma porism_d_tanh : forall (u : R -> R) (x du : R),
  is_derive u x du -> is_derive (fun t => tanh (u t)) x (/ cosh (u x) ^ 2 * du).
Proof.
  intros u x du Hu. unfold tanh. generalize (porism_cosh_pos (u x)); intro P.
  eapply porism_slope_is; [apply porism_d_div; [apply porism_d_sinh; exact Hu | apply porism_d_cosh; exact Hu | lra]|].
  assert (Q : cosh (u x) * cosh (u x) = 1 + sinh (u x) * sinh (u x)).
  { unfold cosh, sinh. rewrite exp_Ropp. field. apply porism_pos_ne, exp_pos. }
  transitivity ((cosh (u x) * cosh (u x) - sinh (u x) * sinh (u x)) * du / cosh (u x) ^ 2); [cbv beta; field; lra|].
  rewrite Q. field. lra.
Qed.
Lemma porism_d_acos : forall (u : R -> R) (x du : R),
  is_derive u x du -> -1 < u x < 1 -> is_derive (fun t => acos (u t)) x (- / sqrt (1 - u x ^ 2) * du).
Proof.
  intros u x du Hu H. apply (porism_d_comp u x du Hu acos). apply is_derive_Reals.
  replace (- / sqrt (1 - u x ^ 2)) with (-1 / sqrt (1 - Rsqr (u x))) by
    (replace (Rsqr (u x)) with (u x ^ 2) by (unfold Rsqr; ring); unfold Rdiv; ring).
  apply (derive_pt_eq_1 _ _ _ (derivable_pt_acos (u x) H)). apply derive_pt_acos.
Qed.
Lemma porism_d_Rpower : forall (u v : R -> R) (x du dv : R), is_derive u x du -> is_derive v x dv -> 0 < u x ->
  is_derive (fun t => Rpower (u t) (v t)) x (Rpower (u x) (v x) * (dv * ln (u x) + v x * (du / u x))).
Proof.
  intros u v x du dv Hu Hv H. unfold Rpower.
  eapply porism_slope_is; [apply porism_d_exp; apply porism_d_mult; [exact Hv | apply porism_d_ln; [exact Hu | exact H]]|].
  cbv beta. field. lra.
Qed.
Ltac porism_slope :=
  match goal with
  | |- is_derive (fun t => t) _ _ => apply porism_d_id
  | |- is_derive ?f ?x _ => (* a constant: `fun t => ?c` would also match what depends on t *)
      let a := eval cbv beta in (f 0) in let b := eval cbv beta in (f 1) in constr_eq a b; apply (porism_d_const x a)
  | |- is_derive (fun t => @?u t + @?v t) _ _ => eapply (porism_d_plus u v); porism_slope
  | |- is_derive (fun t => @?u t - @?v t) _ _ => eapply (porism_d_minus u v); porism_slope
  | |- is_derive (fun t => - @?u t) _ _ => eapply (porism_d_opp u); porism_slope
  | |- is_derive (fun t => @?u t * @?v t) _ _ => eapply (porism_d_mult u v); porism_slope
  | |- is_derive (fun t => / @?u t) _ _ => eapply (porism_d_inv u); [ porism_slope | cbv beta; porism_nonzero ]
  | |- is_derive (fun t => @?u t / @?v t) _ _ =>
      eapply (porism_d_div u v); [ porism_slope | porism_slope | cbv beta; porism_nonzero ]
  | |- is_derive (fun t => @?u t ^ S ?n) _ _ => eapply (porism_d_pow u); porism_slope
  | |- is_derive (fun t => exp (@?u t)) _ _ => eapply (porism_d_exp u); porism_slope
  | |- is_derive (fun t => ln (@?u t)) _ _ => eapply (porism_d_ln u); [ porism_slope | cbv beta; porism_sign ]
  | |- is_derive (fun t => sin (@?u t)) _ _ => eapply (porism_d_sin u); porism_slope
  | |- is_derive (fun t => cos (@?u t)) _ _ => eapply (porism_d_cos u); porism_slope
  | |- is_derive (fun t => tan (@?u t)) _ _ => eapply (porism_d_tan u); [ porism_slope | cbv beta; porism_nonzero ]
  | |- is_derive (fun t => sqrt (@?u t)) _ _ => eapply (porism_d_sqrt u); [ porism_slope | cbv beta; porism_sign ]
  | |- is_derive (fun t => Rabs (@?u t)) _ _ =>
      eapply (porism_d_abs u); [ porism_slope | cbv beta; porism_nonzero ]
  | |- is_derive (fun t => atan (@?u t)) _ _ => eapply (porism_d_atan u); porism_slope
  | |- is_derive (fun t => asin (@?u t)) _ _ => eapply (porism_d_asin u); [ porism_slope | cbv beta; split; lra ]
  | |- is_derive (fun t => acos (@?u t)) _ _ => eapply (porism_d_acos u); [ porism_slope | cbv beta; split; lra ]
  | |- is_derive (fun t => sinh (@?u t)) _ _ => eapply (porism_d_sinh u); porism_slope
  | |- is_derive (fun t => cosh (@?u t)) _ _ => eapply (porism_d_cosh u); porism_slope
  | |- is_derive (fun t => tanh (@?u t)) _ _ => eapply (porism_d_tanh u); porism_slope
  | |- is_derive (fun t => arcsinh (@?u t)) _ _ => eapply (porism_d_arcsinh u); [ porism_slope | cbv beta; reflexivity ]
  | |- is_derive (fun t => Rpower (@?u t) (@?v t)) _ _ =>
      eapply (porism_d_Rpower u v); [ porism_slope | porism_slope | cbv beta; porism_sign ]
  end.

(* Signs by an identity *)
Lemma porism_le_by : forall t m s, 0 < m -> 0 <= s -> t * m = s -> 0 <= t.
Proof. intros t m s Hm Hs <-. apply (Rmult_le_reg_r m); [exact Hm | rewrite Rmult_0_l; exact Hs]. Qed.
Lemma porism_lt_by : forall t m s, 0 < m -> 0 < s -> t * m = s -> 0 < t.
Proof. intros t m s Hm Hs <-. apply (Rmult_lt_reg_r m); [exact Hm | rewrite Rmult_0_l; exact Hs]. Qed.
Lemma porism_zero_by : forall t m, m <> 0 -> t * m = 0 -> t = 0.
Proof. intros t m Hm H. destruct (Rmult_integral _ _ H); [assumption | contradiction]. Qed.
Lemma porism_ne_by : forall t g s, s <> 0 -> t * g = s -> t <> 0.
Proof. intros t g s Hs H ->. apply Hs. rewrite <- H. apply Rmult_0_l. Qed.
Lemma porism_lt_minus : forall a b, a < b -> 0 < b - a.
Proof. intros; lra. Qed.
Lemma porism_le_squares : forall a b s, 0 <= b -> 0 <= s -> b ^ 2 - a ^ 2 = s -> a <= b.
Proof. intros a b s Hb Hs E. nra. Qed.
Lemma porism_lt_squares : forall a b s, 0 <= b -> 0 < s -> b ^ 2 - a ^ 2 = s -> a < b.
Proof. intros a b s Hb Hs E. nra. Qed.
Ltac porism_linear := first [ lra | unfold Rdiv in *; lra ].

(* Inequalities of functions *)
Lemma porism_ln_le : forall x, 0 < x -> ln x <= x - 1.
Proof. intros x H. generalize (exp_ineq1_le (ln x)). rewrite exp_ln by exact H. lra. Qed.
Lemma porism_ln_ge : forall x, 0 < x -> 1 - 1 / x <= ln x.
Proof.
  intros x H. generalize (porism_ln_le (/ x) (Rinv_0_lt_compat x H)). rewrite ln_Rinv by exact H. unfold Rdiv. lra.
Qed.
Lemma porism_sin_le : forall x, 0 <= x -> sin x <= x.
Proof. intros x [H| <-]; [left; now apply sin_lt_x | rewrite sin_0; lra]. Qed.
Lemma porism_sin_sq_le : forall x, sin x ^ 2 <= x ^ 2.
Proof.
  assert (P : forall x, 0 <= x -> sin x ^ 2 <= x ^ 2).
  { intros x H. assert (U := porism_sin_le x H). assert (L : - x <= sin x).
    { destruct (Rle_or_lt x PI) as [B|B]; [generalize (sin_ge_0 x H B); lra|].
      generalize (SIN_bound x) PI2_1; lra. }
    nra. }
  intro x. destruct (Rle_or_lt 0 x) as [H|H]; [now apply P|].
  replace (sin x ^ 2) with (sin (- x) ^ 2) by (rewrite sin_neg; ring).
  replace (x ^ 2) with ((- x) ^ 2) by ring. apply P. lra.
Qed.
Lemma porism_cos_ge : forall x, 1 - x ^ 2 / 2 <= cos x.
Proof.
  intro x. replace (cos x) with (1 - 2 * sin (x / 2) ^ 2).
  - generalize (porism_sin_sq_le (x / 2)). lra.
  - replace (cos x) with (cos (2 * (x / 2))) by (f_equal; field). rewrite cos_2a_sin. ring.
Qed.

(* The mean value theorem, for the sign of a function along a segment *)
Lemma porism_segment : forall (f : R -> R) a b, a < b ->
  (forall s, a <= s <= b -> continuity_pt f s) -> (forall s, a < s < b -> exists d : R, is_derive f s d) ->
  exists c, a < c < b /\ f b - f a = Derive f c * (b - a).
Proof.
  intros f a b Hab Hc Hd.
  assert (pr1 : forall c, a < c < b -> derivable_pt f c).
  { intros c Hcc. apply ex_derive_Reals_0. destruct (Hd c Hcc) as [d D]. now exists d. }
  assert (pr2 : forall c, a < c < b -> derivable_pt id c) by (intros; apply derivable_pt_id).
  destruct (MVT f id a b pr1 pr2 Hab Hc) as [c [P E]].
  { intros; apply derivable_continuous_pt, derivable_pt_id. }
  exists c. split; [exact P|].
  rewrite (derive_pt_eq_0 id c 1 (pr2 c P) (derivable_pt_lim_id c)) in E. unfold id in E.
  assert (Q : Derive f c = derive_pt f c (pr1 c P)) by (first [ apply Derive_Reals | symmetry; apply Derive_Reals ]).
  rewrite Q. lra.
Qed.
Lemma porism_exists : forall (f : R -> R) (P : R -> Prop) (S : R -> Prop),
  (forall s, P s -> exists d : R, is_derive f s d /\ S d) -> forall s, P s -> exists d : R, is_derive f s d.
Proof. intros f P S H s Hs. destruct (H s Hs) as [d [D _]]. now exists d. Qed.
Section Flow.
Variables (f : R -> R) (a x : R).
Ltac flow Hs H0 conclusion :=
  let c := fresh in let P := fresh in let E := fresh in let d := fresh in let D := fresh in let S := fresh in
  destruct Hs as [c [P E]]; destruct (H0 c P) as [d [D S]]; rewrite (is_derive_unique _ _ _ D) in E; conclusion.
Lemma porism_flow_le_up : a <= x -> (forall s, a <= s <= x -> continuity_pt f s) ->
  (forall s, a < s < x -> exists d : R, is_derive f s d /\ 0 <= d) -> 0 <= f a -> 0 <= f x.
Proof.
  intros [L| <-] C D H; [|exact H].
  flow (porism_segment f a x L C (porism_exists _ _ _ D)) D ltac:(nra).
Qed.
Lemma porism_flow_lt_up : a < x -> (forall s, a <= s <= x -> continuity_pt f s) ->
  (forall s, a < s < x -> exists d : R, is_derive f s d /\ 0 < d) -> 0 <= f a -> 0 < f x.
Proof.
  intros L C D H.
  flow (porism_segment f a x L C (porism_exists _ _ _ D)) D ltac:(nra).
Qed.
Lemma porism_flow_eq_up : a <= x -> (forall s, a <= s <= x -> continuity_pt f s) ->
  (forall s, a < s < x -> exists d : R, is_derive f s d /\ d = 0) -> f a = 0 -> f x = 0.
Proof.
  intros [L| <-] C D H; [|exact H].
  flow (porism_segment f a x L C (porism_exists _ _ _ D)) D
    ltac:(subst; lra).
Qed.
Lemma porism_flow_le_down : x <= a -> (forall s, x <= s <= a -> continuity_pt f s) ->
  (forall s, x < s < a -> exists d : R, is_derive f s d /\ d <= 0) -> 0 <= f a -> 0 <= f x.
Proof.
  intros [L|E] C D H; [|rewrite E; exact H].
  flow (porism_segment f x a L C (porism_exists _ _ _ D)) D ltac:(nra).
Qed.
Lemma porism_flow_lt_down : x < a -> (forall s, x <= s <= a -> continuity_pt f s) ->
  (forall s, x < s < a -> exists d : R, is_derive f s d /\ d < 0) -> 0 <= f a -> 0 < f x.
Proof.
  intros L C D H.
  flow (porism_segment f x a L C (porism_exists _ _ _ D)) D ltac:(nra).
Qed.
Lemma porism_flow_eq_down : x <= a -> (forall s, x <= s <= a -> continuity_pt f s) ->
  (forall s, x < s < a -> exists d : R, is_derive f s d /\ d = 0) -> f a = 0 -> f x = 0.
Proof.
  intros [L|E] C D H; [|rewrite E; exact H].
  flow (porism_segment f x a L C (porism_exists _ _ _ D)) D
    ltac:(subst; lra).
Qed.
End Flow.
Lemma porism_atan_le : forall x, 0 <= x -> atan x <= x.
Proof.
  intros x H. enough (0 <= x - atan x) by lra.
  refine (porism_flow_le_up (fun s => s - atan s) 0 x H _ _ _).
  - intros s _. apply continuity_pt_minus; [apply derivable_continuous_pt, derivable_pt_id | apply derivable_continuous_pt, derivable_pt_atan].
  - intros s [P _]. exists (1 - / (1 + s ^ 2) * 1). split.
    + apply (porism_d_minus (fun t => t)); [apply porism_d_id | apply porism_d_atan, porism_d_id].
    + enough (/ (1 + s ^ 2) <= 1) by lra. rewrite <- Rinv_1. apply Rinv_le_contravar; nra.
  - cbv beta. rewrite atan_0. lra.
Qed.

(* Continuity, by the structure of the function *)
Lemma porism_c_of_slope : forall f x, (exists d, is_derive f x d) -> continuity_pt f x.
Proof. intros f x [d D]. apply derivable_continuous_pt. exists d. now apply is_derive_Reals. Qed.
Lemma porism_c_comp : forall (u f : R -> R) x, continuity_pt u x -> continuity_pt f (u x) -> continuity_pt (fun t => f (u t)) x.
Proof. intros u f x Hu Hf. exact (continuity_pt_comp u f x Hu Hf). Qed.
Lemma porism_c_id : forall x, continuity_pt (fun t => t) x.
Proof. intro x. apply derivable_continuous_pt, derivable_pt_id. Qed.
Lemma porism_c_const : forall x c, continuity_pt (fun _ => c) x.
Proof. intros x c. apply derivable_continuous_pt, derivable_pt_const. Qed.
Lemma porism_c_pow : forall u x n, continuity_pt u x -> continuity_pt (fun t => u t ^ n) x.
Proof.
  intros u x n H. apply (porism_c_comp u (fun t => t ^ n)); [exact H|].
  apply derivable_continuous_pt, derivable_pt_pow.
Qed.
Lemma porism_c_Rpower : forall (u v : R -> R) x, continuity_pt u x -> continuity_pt v x -> 0 < u x ->
  continuity_pt (fun t => Rpower (u t) (v t)) x.
Proof.
  intros u v x Hu Hv H. unfold Rpower. apply (porism_c_comp (fun t => v t * ln (u t)) exp).
  - apply (continuity_pt_mult v (fun t => ln (u t))); [exact Hv|]. apply (porism_c_comp u ln); [exact Hu|].
    apply porism_c_of_slope. exists (/ u x). now apply is_derive_ln.
  - apply derivable_continuous_pt, derivable_pt_exp.
Qed.
Ltac porism_c_known f lemma := apply (porism_c_of_slope f); eexists; lemma.
Ltac porism_continuous :=
  let porism_c_composed u f :=
    apply (porism_c_comp u f);
    [ porism_continuous | cbv beta; apply porism_c_of_slope; eexists;
      match goal with |- is_derive _ ?x ?d => change (is_derive (fun t : R => f t) x d) end; porism_slope ] in
  match goal with
  | |- continuity_pt (fun t => t) _ => apply porism_c_id
  | |- continuity_pt ?f ?x =>
      let a := eval cbv beta in (f 0) in let b := eval cbv beta in (f 1) in constr_eq a b; apply (porism_c_const x a)
  | |- continuity_pt (fun t => @?u t + @?v t) _ => apply (continuity_pt_plus u v); porism_continuous
  | |- continuity_pt (fun t => @?u t - @?v t) _ => apply (continuity_pt_minus u v); porism_continuous
  | |- continuity_pt (fun t => - @?u t) _ => apply (continuity_pt_opp u); porism_continuous
  | |- continuity_pt (fun t => @?u t * @?v t) _ => apply (continuity_pt_mult u v); porism_continuous
  | |- continuity_pt (fun t => / @?u t) _ => apply (continuity_pt_inv u); [ porism_continuous | cbv beta; porism_nonzero ]
  | |- continuity_pt (fun t => @?u t / @?v t) _ =>
      apply (continuity_pt_div u v); [ porism_continuous | porism_continuous | cbv beta; porism_nonzero ]
  | |- continuity_pt (fun t => @?u t ^ ?n) _ => apply (porism_c_pow u); porism_continuous
  | |- continuity_pt (fun t => sqrt (@?u t)) _ =>
      apply (porism_c_comp u sqrt); [ porism_continuous | cbv beta; apply continuity_pt_sqrt; porism_sign ]
  | |- continuity_pt (fun t => Rabs (@?u t)) _ =>
      apply (porism_c_comp u Rabs); [ porism_continuous | apply Rcontinuity_abs ]
  | |- continuity_pt (fun t => ln (@?u t)) _ =>
      apply (porism_c_comp u ln); [ porism_continuous | cbv beta; porism_c_known ln ltac:(apply is_derive_ln; porism_sign) ]
  | |- continuity_pt (fun t => Rpower (@?u t) (@?v t)) _ =>
      apply (porism_c_Rpower u v); [ porism_continuous | porism_continuous | cbv beta; porism_sign ]
  | |- continuity_pt (fun t => exp (@?u t)) _ => porism_c_composed u exp
  | |- continuity_pt (fun t => sin (@?u t)) _ => porism_c_composed u sin
  | |- continuity_pt (fun t => cos (@?u t)) _ => porism_c_composed u cos
  | |- continuity_pt (fun t => tan (@?u t)) _ => porism_c_composed u tan
  | |- continuity_pt (fun t => sinh (@?u t)) _ => porism_c_composed u sinh
  | |- continuity_pt (fun t => cosh (@?u t)) _ => porism_c_composed u cosh
  | |- continuity_pt (fun t => tanh (@?u t)) _ => porism_c_composed u tanh
  | |- continuity_pt (fun t => atan (@?u t)) _ => porism_c_composed u atan
  | |- continuity_pt (fun t => asin (@?u t)) _ => porism_c_composed u asin
  | |- continuity_pt (fun t => acos (@?u t)) _ => porism_c_composed u acos
  | |- continuity_pt (fun t => arcsinh (@?u t)) _ => porism_c_composed u arcsinh
  end.
(* The argument of a function in the goal is c, written otherwise *)
Ltac porism_argument f c :=
  cbv beta; repeat match goal with |- context [f ?u] => lazymatch u with c => fail | _ => replace u with c by porism_field end end.
(* What holds near a point *)
Lemma porism_near : forall (x : R) (C P : R -> Prop), locally x C -> (forall s, C s -> P s) -> locally x P.
Proof. intros x C P HC H. exact (filter_imp C P H HC). Qed.
Lemma porism_near_and : forall (x : R) (C D : R -> Prop), locally x C -> locally x D -> locally x (fun s => C s /\ D s).
Proof. intros x C D HC HD. exact (filter_and C D HC HD). Qed.
Lemma porism_near_pos : forall (g : R -> R) x, continuity_pt g x -> 0 < g x -> locally x (fun s => 0 < g s).
Proof.
  intros g x C H. apply continuity_pt_filterlim in C.
  exact (C (fun y => 0 < y) (open_gt 0 (g x) H)).
Qed.
Lemma porism_near_ne : forall (g : R -> R) x, continuity_pt g x -> g x <> 0 -> locally x (fun s => g s <> 0).
Proof.
  intros g x C H. apply continuity_pt_filterlim in C.
  exact (C (fun y => y <> 0) (open_neq 0 (g x) H)).
Qed.
(* A goal about another text of the same value *)
Ltac porism_replace t :=
  cbv beta;
  repeat match goal with |- context [Rpower ?a ?b] => first
    [ replace (Rpower a b) with 1 by (replace b with 0 by porism_field; symmetry; apply Rpower_O; porism_sign)
    | replace (Rpower a b) with a by (replace b with 1 by porism_field; symmetry; apply Rpower_1; porism_sign) ] end;
  match goal with
  | |- 0 <= ?a => replace a with t by (porism_field || (repeat (f_equal; try porism_field)))
  | |- 0 < ?a => replace a with t by (porism_field || (repeat (f_equal; try porism_field)))
  | |- ?a = 0 => replace a with t by (porism_field || (repeat (f_equal; try porism_field)))
  end.
Lemma porism_asin_cos : forall x, 0 <= x -> 0 <= PI - x -> asin (cos x) = PI / 2 - x.
Proof. intros x H1 H2. rewrite asin_acos by apply COS_bound. rewrite acos_cos by lra. reflexivity. Qed.

(* Equations by uniqueness *)
Lemma porism_root_zero : forall a n, a ^ S n = 0 -> a = 0.
Proof. intros a n H. destruct (Req_dec a 0) as [E|E]; [exact E|]. now apply (pow_nonzero a (S n)) in E. Qed.
Lemma porism_sine_zero : forall x, - PI < x < PI -> sin x = 0 -> x = 0.
Proof.
  intros x H E. destruct (Rtotal_order x 0) as [L|[L|L]]; [| exact L |].
  - generalize (sin_gt_0 (- x)). rewrite sin_neg. lra.
  - generalize (sin_gt_0 x). lra.
Qed.
Lemma porism_root_unique : forall n u b t, b * INR (S n) = ln u -> 0 < t -> t ^ S n = u -> exp b = t.
Proof.
  intros n u b t Hb Ht Hu. rewrite <- Hu, ln_pow in Hb by exact Ht.
  replace b with (ln t); [now apply exp_ln|]. apply (Rmult_eq_reg_r (INR (S n))); [|apply not_0_INR; lia]. lra.
Qed.
