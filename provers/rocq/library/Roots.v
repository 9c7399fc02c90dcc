(* Solutions of equations: what follows from an equation by factors, multiples and inverse functions. *)
Require Import Reals Lra Lia Psatz Field ZArith.
From Coquelicot Require Import Coquelicot.
From Porism Require Import Order Numeric Circular Uniqueness Integers.
Open Scope R_scope.

Lemma porism_multiple : forall l r m a b, l = r -> (l - r) * m = a - b -> a = b.
Proof. intros l r m a b -> H. apply Rminus_diag_uniq. rewrite <- H. ring. Qed.
(* The goal, an equation, as another one that is the same up to its order and up to ring *)
Ltac porism_as Q :=
  first
  [ exact Q | symmetry; exact Q
  | apply Rminus_diag_uniq;
    match type of Q with ?A = ?B =>
      first [ transitivity (A - B); [ unfold Rdiv; ring | rewrite Q; ring ] | transitivity (B - A); [ unfold Rdiv; ring | rewrite Q; ring ]
            | transitivity (A - B); [ field; porism_nonzero | rewrite Q; ring ]
            | transitivity (B - A); [ field; porism_nonzero | rewrite Q; ring ] ] end ].
Ltac porism_find :=
  match goal with
  | |- _ /\ _ => split; porism_find
  | |- exists _, _ => fail 1
  | |- _ => first [ assumption | symmetry; assumption | lra | match goal with H : _ = _ |- _ = _ => solve [ porism_as H ] end ]
  end.
Ltac porism_one := first [ solve [ porism_find ] | left; porism_one | right; porism_one ].
(* A product that is 0 *)
Ltac porism_product_zero H :=
  lazymatch type of H with
  | 0 = _ => symmetry in H; porism_product_zero H
  | ?a * ?b = 0 => let K := fresh in destruct (Rmult_integral _ _ H) as [K|K]; clear H; porism_product_zero K
  | ?a / ?b = 0 => let K := fresh in destruct (Rmult_integral _ _ H) as [K|K];
      [ clear H; porism_product_zero K | exfalso; revert K; apply Rinv_neq_0_compat; porism_nonzero ]
  | - ?a = 0 => let K := fresh in assert (K : a = 0) by lra; clear H; porism_product_zero K
  | ?a ^ S ?n = 0 => apply porism_root_zero in H; porism_product_zero H
  | ?a ^ ?n = 0 => let m := eval compute in n in change (a ^ m = 0) in H; apply porism_root_zero in H; porism_product_zero H
  | exp _ = 0 => exfalso; revert H; apply porism_pos_ne, exp_pos
  | _ => first [ exfalso; lra | porism_one ]
  end.
(* Inverse functions *)
Lemma porism_exp_is : forall u c, exp u = c -> 0 < c /\ u = ln c.
Proof. intros u c <-. split; [apply exp_pos | symmetry; apply ln_exp]. Qed.
Lemma porism_ln_is : forall u c, 0 < u -> ln u = c -> u = exp c.
Proof. intros u c H <-. symmetry. now apply exp_ln. Qed.
Lemma porism_abs_is : forall u c, Rabs u = c -> u = c \/ u = - c.
Proof. intros u c <-. destruct (Rle_or_lt 0 u); [left; rewrite Rabs_pos_eq | right; rewrite Rabs_left]; lra. Qed.
Lemma porism_square_is : forall u c, u ^ 2 = c -> (0 <= c /\ u = sqrt c) \/ (0 <= c /\ u = - sqrt c).
Proof.
  intros u c <-. assert (H := pow2_ge_0 u). destruct (Rle_or_lt 0 u); [left | right]; (split; [exact H|]).
  - symmetry. now apply sqrt_pow2.
  - replace (u ^ 2) with ((- u) ^ 2) by ring. rewrite sqrt_pow2; lra.
Qed.
Lemma porism_pow_root : forall n t, 0 < t -> Rpower (t ^ S n) (1 / INR (S n)) = t.
Proof.
  intros n t H. rewrite <- Rpower_pow by exact H. rewrite Rpower_mult.
  replace (INR (S n) * (1 / INR (S n))) with 1 by (field; apply not_0_INR; lia). now apply Rpower_1.
Qed.
Lemma porism_odd_is : forall n u c, 0 < c -> u ^ (2 * n + 1) = c -> u = Rpower c (1 / INR (2 * n + 1)).
Proof.
  intros n u c H <-. assert (P : 0 < u).
  { destruct (Rtotal_order u 0) as [L|[->|L]]; [exfalso | exfalso | exact L].
    - replace (2 * n + 1)%nat with (S (2 * n)) in H by lia. simpl pow in H. generalize (porism_even_nonneg u n). intro E.
      replace (n + (n + 0))%nat with (2 * n)%nat in H by lia. nra.
    - rewrite pow_i in H by lia. lra. }
  replace (2 * n + 1)%nat with (S (2 * n)) by lia. symmetry. now apply porism_pow_root.
Qed.
Lemma porism_odd_neg_is : forall n u c, c < 0 -> u ^ (2 * n + 1) = c -> u = - Rpower (- c) (1 / INR (2 * n + 1)).
Proof.
  intros n u c H E. enough (- u = Rpower (- c) (1 / INR (2 * n + 1))) by lra.
  apply porism_odd_is; [lra|]. rewrite <- E. replace (2 * n + 1)%nat with (S (2 * n)) by lia. simpl pow.
  replace (n + (n + 0))%nat with (2 * n)%nat by lia. rewrite !pow_mult. replace ((- u) ^ 2) with (u ^ 2) by ring. ring.
Qed.
Lemma porism_even_is : forall n u c, 0 < c -> u ^ (2 * S n) = c ->
  u = Rpower c (1 / INR (2 * S n)) \/ u = - Rpower c (1 / INR (2 * S n)).
Proof.
  intros n u c H E. assert (Z : u <> 0) by (intros ->; rewrite pow_i in E by lia; lra).
  assert (A : forall t, 0 < t -> t ^ (2 * S n) = c -> t = Rpower c (1 / INR (2 * S n))).
  { intros t T <-. symmetry. replace (2 * S n)%nat with (S (2 * n + 1)) by lia. now apply porism_pow_root. }
  destruct (Rtotal_order u 0) as [L|[L|L]]; [right | lra | left; now apply A].
  enough (- u = Rpower c (1 / INR (2 * S n))) by lra. apply A; [lra|]. rewrite <- E, !pow_mult. f_equal. ring.
Qed.
Lemma porism_asin_is : forall u c, -1 <= u -> u <= 1 -> asin u = c -> u = sin c.
Proof. intros u c H K <-. symmetry. apply sin_asin. lra. Qed.
Lemma porism_acos_is : forall u c, -1 <= u -> u <= 1 -> acos u = c -> u = cos c.
Proof. intros u c H K <-. symmetry. apply cos_acos. lra. Qed.
Lemma porism_atan_is : forall u c, atan u = c -> u = tan c.
Proof. intros u c <-. symmetry. apply tan_atan. Qed.
Lemma porism_sinh_is : forall u c, sinh u = c -> u = arcsinh c.
Proof. intros u c <-. symmetry. apply arcsinh_sinh. Qed.
Lemma porism_arcsinh_is : forall u c, arcsinh u = c -> u = sinh c.
Proof. intros u c <-. symmetry. apply sinh_arcsinh. Qed.
(* Turns *)
Lemma porism_turn : forall p u, 0 < p -> exists k : Z, - p <= u - 2 * p * IZR k < p.
Proof.
  intros p u P. exists (up ((u - p) / (2 * p))). destruct (archimed ((u - p) / (2 * p))) as [A B].
  apply (Rmult_lt_compat_r (2 * p)) in A; [|lra]. apply (Rmult_le_compat_r (2 * p)) in B; [|lra].
  unfold Rdiv in A, B. rewrite Rmult_minus_distr_r in B. rewrite Rmult_assoc, Rinv_l in A, B by lra. lra.
Qed.
Lemma porism_sin_turn : forall x k, sin (x + 2 * PI * IZR k) = sin x.
Proof.
  intros x k. replace (2 * PI * IZR k) with (2 * IZR k * PI) by ring. destruct (Z_le_dec 0 k) as [H|H].
  - rewrite <- (Z2Nat.id k) by lia. rewrite <- INR_IZR_INZ. apply sin_period.
  - rewrite <- (sin_period (x + 2 * IZR k * PI) (Z.to_nat (- k))). f_equal.
    rewrite INR_IZR_INZ, Z2Nat.id, opp_IZR by lia. ring.
Qed.
Lemma porism_cos_turn : forall x k, cos (x + 2 * PI * IZR k) = cos x.
Proof.
  intros x k. rewrite <- !sin_shift. replace (PI / 2 - (x + 2 * PI * IZR k)) with (PI / 2 - x + 2 * PI * IZR (- k)) by (rewrite opp_IZR; ring).
  apply porism_sin_turn.
Qed.
Lemma porism_tan_turn : forall x k, tan (x + PI * IZR k) = tan x.
Proof.
  intros x k. destruct (Z.Even_or_Odd k) as [[m ->]|[m ->]].
  - rewrite mult_IZR. replace (PI * (2 * IZR m)) with (2 * PI * IZR m) by ring. unfold tan. now rewrite porism_sin_turn, porism_cos_turn.
  - rewrite plus_IZR, mult_IZR. replace (x + PI * (2 * IZR m + 1)) with (x + PI + 2 * PI * IZR m) by ring.
    unfold tan. rewrite porism_sin_turn, porism_cos_turn, neg_sin, neg_cos. unfold Rdiv.
    rewrite Rinv_opp. ring.
Qed.
Lemma porism_sin_is : forall u c, sin u = c -> -1 <= c /\ c <= 1 /\ exists k : Z,
  u = asin c + 2 * PI * IZR k \/ u = PI - asin c + 2 * PI * IZR k.
Proof.
  intros u c <-. destruct (SIN_bound u) as [A B]. split; [exact A|]. split; [exact B|].
  destruct (porism_turn PI u PI_RGT_0) as [k K]. set (v := u - 2 * PI * IZR k) in *.
  assert (S : sin u = sin v) by (replace u with (v + 2 * PI * IZR k) by (unfold v; ring); apply porism_sin_turn).
  assert (P := PI_RGT_0). rewrite S. destruct (Rle_or_lt (- (PI / 2)) v) as [L|L]; [destruct (Rle_or_lt v (PI / 2)) as [M|M]|].
  - exists k. left. rewrite asin_sin by lra. unfold v. ring.
  - exists k. right. rewrite <- sin_PI_x, asin_sin by lra. unfold v. ring.
  - exists (k - 1)%Z. right. replace (sin v) with (sin (- PI - v)).
    + rewrite asin_sin by lra. rewrite minus_IZR. unfold v. ring.
    + replace (- PI - v) with (PI - v + 2 * PI * IZR (-1)) by (simpl; ring). rewrite porism_sin_turn. apply sin_PI_x.
Qed.
Lemma porism_cos_is : forall u c, cos u = c -> -1 <= c /\ c <= 1 /\ exists k : Z,
  u = acos c + 2 * PI * IZR k \/ u = - acos c + 2 * PI * IZR k.
Proof.
  intros u c <-. destruct (COS_bound u) as [A B]. split; [exact A|]. split; [exact B|].
  destruct (porism_turn PI u PI_RGT_0) as [k K]. set (v := u - 2 * PI * IZR k) in *.
  assert (S : cos u = cos v) by (replace u with (v + 2 * PI * IZR k) by (unfold v; ring); apply porism_cos_turn).
  exists k. rewrite S. destruct (Rle_or_lt 0 v) as [L|L].
  - left. rewrite acos_cos by lra. unfold v. ring.
  - right. rewrite <- cos_neg, acos_cos by lra. unfold v. ring.
Qed.
Lemma porism_tan_is : forall u c, cos u <> 0 -> tan u = c -> exists k : Z, u = atan c + PI * IZR k.
Proof.
  intros u c N <-. destruct (porism_turn (PI / 2) u PI2_RGT_0) as [k K]. set (v := u - 2 * (PI / 2) * IZR k) in *.
  assert (T : tan u = tan v) by (replace u with (v + PI * IZR k) by (unfold v; field); apply porism_tan_turn).
  exists k. rewrite T. rewrite atan_tan; [unfold v; field|]. split; [|lra].
  destruct (Rle_lt_or_eq_dec (- (PI / 2)) v) as [L|L]; [lra | lra |]. exfalso. apply N.
  replace u with (- (PI / 2) + PI * IZR k) by (rewrite L; unfold v; field).
  destruct (Z.Even_or_Odd k) as [[m ->]|[m ->]].
  - rewrite mult_IZR. replace (PI * (2 * IZR m)) with (2 * PI * IZR m) by ring. rewrite porism_cos_turn, cos_neg. apply cos_PI2.
  - rewrite plus_IZR, mult_IZR. replace (- (PI / 2) + PI * (2 * IZR m + 1)) with (PI / 2 + 2 * PI * IZR m) by field.
    rewrite porism_cos_turn. apply cos_PI2.
Qed.
(* Goals of generated proofs *)
Ltac porism_member := repeat split; first [ assumption | porism_integer | lra | porism_find ].
Ltac porism_split Z :=
  match type of Z with
  | _ /\ _ => let A := fresh in destruct Z as [A Z]; porism_split Z
  | _ \/ _ => destruct Z as [Z|Z]; porism_split Z
  | _ => idtac
  end.
Ltac porism_witness k :=
  exists (IZR k); first [ split; [ exists k; reflexivity | porism_find ] ].
Ltac porism_with k := first [ solve [ porism_witness k ] | left; porism_with k | right; porism_with k ].
Ltac porism_turns Z :=
  match type of Z with
  | _ /\ _ => let A := fresh in destruct Z as [A Z]; porism_turns Z
  | exists _, _ => let k := fresh "k" in destruct Z as [k Z]; first [ destruct Z as [Z|Z]; porism_with k | porism_with k ]
  end.
Ltac porism_undefined H :=
  match goal with K : ?a <> 0 |- _ => solve [ apply K; first [ exact H | symmetry; exact H | lra | porism_as H ] ] end.
Ltac porism_apart := match goal with H : ?a <> ?b, K : ?c = ?d |- _ => first [ apply H; porism_as K ] end.
Lemma porism_neg_lt : forall c, 0 < - c -> c < 0.
Proof. intros; lra. Qed.
Ltac porism_root_power H := rewrite ?pow2_sqrt by exact H; first [ reflexivity | ring_simplify; reflexivity ].
Ltac porism_root_index Z := simpl Nat.mul in Z; simpl Nat.add in Z; rewrite ?INR_IZR_INZ in Z; simpl Z.of_nat in Z.
(* Where inequalities hold *)
Ltac porism_in_piece := first [ exact I | porism_one ].
Ltac porism_outside Y := repeat match type of Y with _ \/ _ => destruct Y as [Y|Y] end; try lra.
(* Points of a system *)
Ltac porism_at_numbers := first [ lra | solve [ apply Rgt_not_eq; lra ] | solve [ apply Rlt_not_eq; lra ] | solve [ field ] ].
Lemma porism_plus_zero : forall a b, a = 0 -> b = 0 -> a + b = 0.
Proof. intros a b A B. now rewrite A, B, Rplus_0_l. Qed.
Lemma porism_times_zero : forall a b, b = 0 -> a * b = 0.
Proof. intros a b B. now rewrite B, Rmult_0_r. Qed.
Ltac porism_zero_sum := repeat apply porism_plus_zero; apply porism_times_zero; first [ assumption | reflexivity ].
