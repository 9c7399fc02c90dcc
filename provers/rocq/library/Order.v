(* Signs of sums, products, powers and values; what is not 0; signs and zeros by an identity. *)
Require Import Reals Lra Lia Psatz Field.
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
Proof. intros a n H. rewrite pow_mult. apply pow_lt. simpl. rewrite Rmult_1_r. apply Rlt_0_sqr, H. Qed.

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
