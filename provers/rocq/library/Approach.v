(* Limits of real functions along a filter, as one approaches a point from one side or goes to infinity: parts of a function,
   and L'Hospital's rule, whose proof follows W. Rudin (1976), Principles of Mathematical Analysis, Theorem 5.13. *)
Require Import Reals Lra Lia Psatz Field.
From Coquelicot Require Import Coquelicot.
From Porism Require Import Order Exponential Slopes Continuity Flow.
Open Scope R_scope.

(* Points near the end of the approach *)
Lemma porism_near_right : forall a b, a < b -> at_right a (fun x => a < x /\ x < b).
Proof.
  intros a b H. exists (mkposreal (b - a) (Rlt_Rminus a b H)). intros y B Y. split; [exact Y|].
  unfold ball in B; simpl in B; unfold AbsRing_ball, abs, minus, plus, opp in B; simpl in B. apply Rabs_def2 in B. lra.
Qed.
Lemma porism_near_left : forall a b, a < b -> at_left b (fun x => a < x /\ x < b).
Proof.
  intros a b H. exists (mkposreal (b - a) (Rlt_Rminus a b H)). intros y B Y. split; [|exact Y].
  unfold ball in B; simpl in B; unfold AbsRing_ball, abs, minus, plus, opp in B; simpl in B. apply Rabs_def2 in B. lra.
Qed.
Lemma porism_near_right_all : forall a, at_right a (fun x => a < x /\ True).
Proof. intro a. apply (filter_imp (fun x => a < x /\ x < a + 1)); [tauto | apply porism_near_right; lra]. Qed.
Lemma porism_near_left_all : forall b, at_left b (fun x => True /\ x < b).
Proof. intro b. apply (filter_imp (fun x => b - 1 < x /\ x < b)); [tauto | apply porism_near_left; lra]. Qed.
Lemma porism_near_oo : forall a, Rbar_locally p_infty (fun x => a < x /\ True).
Proof. intro a. exists a. tauto. Qed.
Lemma porism_near_moo : forall b, Rbar_locally m_infty (fun x => True /\ x < b).
Proof. intro b. exists b. tauto. Qed.
Lemma porism_near_oo_all : Rbar_locally p_infty (fun x => True /\ True).
Proof. exists 0. tauto. Qed.
Lemma porism_near_moo_all : Rbar_locally m_infty (fun x => True /\ True).
Proof. exists 0. tauto. Qed.

(* Where the function is continuous at the point itself *)
Lemma porism_lim_right : forall (f : R -> R) (p v : R),
  (forall x, x = p -> continuity_pt f x /\ f x = v) -> filterlim f (at_right p) (locally v).
Proof.
  intros f p v H. destruct (H p eq_refl) as [C <-]. apply continuity_pt_filterlim in C.
  apply (filterlim_filter_le_1 (F := locally p)); [|exact C]. apply filter_le_within.
Qed.
Lemma porism_lim_left : forall (f : R -> R) (p v : R),
  (forall x, x = p -> continuity_pt f x /\ f x = v) -> filterlim f (at_left p) (locally v).
Proof.
  intros f p v H. destruct (H p eq_refl) as [C <-]. apply continuity_pt_filterlim in C.
  apply (filterlim_filter_le_1 (F := locally p)); [|exact C]. apply filter_le_within.
Qed.

Section Parts.
Context {T : Type} (F : (T -> Prop) -> Prop) {FF : Filter F}.
Variables u v : T -> R.

Lemma porism_lim_const : forall c : R, filterlim (fun _ : T => c) F (locally c).
Proof. intro c. apply filterlim_const. Qed.
Lemma porism_lim_same : forall a b : R, a = b -> filterlim u F (locally a) -> filterlim u F (locally b).
Proof. intros a b <- H. exact H. Qed.
Lemma porism_lim_ext : forall G : (R -> Prop) -> Prop, F (fun x => u x = v x) -> filterlim u F G -> filterlim v F G.
Proof. intros G E H. exact (filterlim_ext_loc u v E H). Qed.
Lemma porism_lim_continuous : forall (f : R -> R) (a : R), filterlim u F (locally a) -> continuity_pt f a ->
  filterlim (fun x => f (u x)) F (locally (f a)).
Proof. intros f a H C. apply continuity_pt_filterlim in C. exact (filterlim_comp _ _ _ u f F _ _ H C). Qed.
Lemma porism_lim_comp : forall (f : R -> R) (G H : (R -> Prop) -> Prop), filterlim u F G -> filterlim f G H ->
  filterlim (fun x => f (u x)) F H.
Proof. intros f G H A B. exact (filterlim_comp _ _ _ u f F G H A B). Qed.
Lemma porism_lim_all : forall G : (R -> Prop) -> Prop, (forall x, u x = v x) -> filterlim u F G -> filterlim v F G.
Proof. intros G E H. exact (filterlim_ext u v E H). Qed.
Lemma porism_lim_two : forall (a b c : Rbar) (f : R -> R -> R),
  filterlim u F (Rbar_locally a) -> filterlim v F (Rbar_locally b) ->
  filterlim (fun z => f (fst z) (snd z)) (filter_prod (Rbar_locally a) (Rbar_locally b)) (Rbar_locally c) ->
  filterlim (fun x => f (u x) (v x)) F (Rbar_locally c).
Proof. intros a b c f A B C. eapply filterlim_comp_2; [exact A | exact B | exact C]. Qed.

(* Sums *)
Lemma porism_lim_plus : forall a b : R, filterlim u F (locally a) -> filterlim v F (locally b) ->
  filterlim (fun x => u x + v x) F (locally (a + b)).
Proof. intros a b A B. exact (porism_lim_two a b (a + b) Rplus A B (filterlim_Rbar_plus a b (a + b) eq_refl)). Qed.
Lemma porism_lim_plus_oo_r : forall a : R, filterlim u F (locally a) -> filterlim v F (Rbar_locally p_infty) ->
  filterlim (fun x => u x + v x) F (Rbar_locally p_infty).
Proof. intros a A B. exact (porism_lim_two a p_infty p_infty Rplus A B (filterlim_Rbar_plus a p_infty p_infty eq_refl)). Qed.
Lemma porism_lim_plus_oo_l : forall b : R, filterlim u F (Rbar_locally p_infty) -> filterlim v F (locally b) ->
  filterlim (fun x => u x + v x) F (Rbar_locally p_infty).
Proof. intros a A B. exact (porism_lim_two p_infty a p_infty Rplus A B (filterlim_Rbar_plus p_infty a p_infty eq_refl)). Qed.
Lemma porism_lim_plus_oo : filterlim u F (Rbar_locally p_infty) -> filterlim v F (Rbar_locally p_infty) ->
  filterlim (fun x => u x + v x) F (Rbar_locally p_infty).
Proof. intros A B. exact (porism_lim_two p_infty p_infty p_infty Rplus A B (filterlim_Rbar_plus p_infty p_infty p_infty eq_refl)). Qed.
Lemma porism_lim_opp : forall a : R, filterlim u F (locally a) -> filterlim (fun x => - u x) F (locally (- a)).
Proof. intros a A. exact (filterlim_comp _ _ _ u Ropp F _ _ A (filterlim_Rbar_opp a)). Qed.
Lemma porism_lim_opp_oo : filterlim u F (Rbar_locally p_infty) -> filterlim (fun x => - u x) F (Rbar_locally m_infty).
Proof. intro A. exact (filterlim_comp _ _ _ u Ropp F _ _ A (filterlim_Rbar_opp p_infty)). Qed.
Lemma porism_lim_opp_moo : filterlim (fun x => - u x) F (Rbar_locally m_infty) -> filterlim u F (Rbar_locally p_infty).
Proof.
  intro A. apply (filterlim_ext (fun x => - - u x)); [intro; apply Ropp_involutive|].
  exact (filterlim_comp _ _ _ (fun x => - u x) Ropp F _ _ A (filterlim_Rbar_opp m_infty)).
Qed.
Lemma porism_lim_moo : filterlim (fun x => - u x) F (Rbar_locally p_infty) -> filterlim u F (Rbar_locally m_infty).
Proof.
  intro A. apply (filterlim_ext (fun x => - - u x)); [intro; apply Ropp_involutive|].
  exact (filterlim_comp _ _ _ (fun x => - u x) Ropp F _ _ A (filterlim_Rbar_opp p_infty)).
Qed.

(* Products *)
Lemma porism_lim_mult : forall a b : R, filterlim u F (locally a) -> filterlim v F (locally b) ->
  filterlim (fun x => u x * v x) F (locally (a * b)).
Proof. intros a b A B. exact (porism_lim_two a b (a * b) Rmult A B (filterlim_Rbar_mult a b (a * b) eq_refl)). Qed.
Lemma porism_lim_mult_oo : forall a : R, 0 < a -> filterlim u F (locally a) -> filterlim v F (Rbar_locally p_infty) ->
  filterlim (fun x => u x * v x) F (Rbar_locally p_infty).
Proof.
  intros a P A B. refine (porism_lim_two a p_infty p_infty Rmult A B (filterlim_Rbar_mult a p_infty p_infty _)).
  unfold is_Rbar_mult, Rbar_mult'. destruct (Rle_dec 0 a) as [L|L]; [|lra].
  destruct (Rle_lt_or_eq_dec 0 a L); [reflexivity | lra].
Qed.
Lemma porism_lim_mult_oo_oo : filterlim u F (Rbar_locally p_infty) -> filterlim v F (Rbar_locally p_infty) ->
  filterlim (fun x => u x * v x) F (Rbar_locally p_infty).
Proof. intros A B. exact (porism_lim_two p_infty p_infty p_infty Rmult A B (filterlim_Rbar_mult p_infty p_infty p_infty eq_refl)). Qed.
Lemma porism_lim_inv : forall a : R, a <> 0 -> filterlim u F (locally a) -> filterlim (fun x => / u x) F (locally (/ a)).
Proof.
  intros a N A. assert (P : Finite a <> 0) by (intro E; injection E; exact N).
  exact (filterlim_comp _ _ _ u Rinv F _ _ A (filterlim_Rbar_inv a P)).
Qed.
Lemma porism_lim_inv_oo : filterlim u F (Rbar_locally p_infty) -> filterlim (fun x => / u x) F (locally 0).
Proof. intro A. refine (filterlim_comp _ _ _ u Rinv F _ _ A (filterlim_Rbar_inv p_infty _)). discriminate. Qed.
Lemma porism_lim_inv_zero : F (fun x => 0 < u x) -> filterlim u F (locally 0) ->
  filterlim (fun x => / u x) F (Rbar_locally p_infty).
Proof.
  intros P A. refine (filterlim_comp _ _ _ u Rinv F (at_right 0) _ _ filterlim_Rinv_0_right).
  intros S H. change (F (fun x => S (u x))).
  apply (filter_imp (fun x => 0 < u x /\ (0 < u x -> S (u x)))); [intros x [X Y]; exact (Y X)|].
  apply filter_and; [exact P|].
  exact (A _ H).
Qed.
Lemma porism_lim_pow : forall (a : R) n, filterlim u F (locally a) -> filterlim (fun x => u x ^ n) F (locally (a ^ n)).
Proof. intros a n A. apply (porism_lim_continuous (fun x => x ^ n)); [exact A|]. apply derivable_continuous_pt, derivable_pt_pow. Qed.
End Parts.
Section More.
Context (F : (R -> Prop) -> Prop) {FF : Filter F}.
Variable u : R -> R.
Lemma porism_lim_pow_oo : forall n, filterlim u F (Rbar_locally p_infty) -> filterlim (fun x => u x ^ S n) F (Rbar_locally p_infty).
Proof.
  induction n as [|n IH]; intro A.
  - apply (filterlim_ext u); [intro; simpl; ring | exact A].
  - apply (porism_lim_mult_oo_oo F u (fun x => u x ^ S n)); [exact A | exact (IH A)].
Qed.
Lemma porism_lim_waves : forall w : R -> R, (forall x, Rabs (w x) <= 1) -> F (fun x => Rabs (w x) <= 1).
Proof. intros w H. apply filter_forall. exact H. Qed.
Lemma porism_lim_zero_mult : forall (v : R -> R) b, F (fun x => Rabs (v x) <= b) -> filterlim u F (locally 0) ->
  filterlim (fun x => u x * v x) F (locally 0).
Proof.
  intros v b B A. assert (N : 0 < Rabs b + 1) by (generalize (Rabs_pos b); lra).
  apply filterlim_locally. intro e. assert (E : 0 < e / (Rabs b + 1)) by (apply Rdiv_lt_0_compat; [apply cond_pos | exact N]).
  generalize (proj1 (filterlim_locally (F := F) u 0) A (mkposreal _ E)). intro Z.
  apply (filter_imp (fun x => Rabs (v x) <= b /\ ball 0 (mkposreal _ E) (u x))); [|apply filter_and; assumption].
  intros x [X Y]. unfold ball in *; simpl in *; unfold AbsRing_ball, abs, minus, plus, opp in *; simpl in *.
  replace (u x + - 0) with (u x) in Y by ring. replace (u x * v x + - 0) with (u x * v x) by ring.
  rewrite Rabs_mult. generalize (Rle_abs b) (Rabs_pos (v x)) (Rabs_pos (u x)). intros P Q S.
  apply Rle_lt_trans with (Rabs (u x) * (Rabs b + 1)); [apply Rmult_le_compat_l; lra|].
  apply (Rmult_lt_reg_r (/ (Rabs b + 1))); [apply Rinv_0_lt_compat; exact N|].
  rewrite Rmult_assoc, Rinv_r by lra. unfold Rdiv in Y. lra.
Qed.
Lemma porism_lim_exp_oo : filterlim u F (Rbar_locally p_infty) -> filterlim (fun x => exp (u x)) F (Rbar_locally p_infty).
Proof. intro A. exact (filterlim_comp _ _ _ u exp F _ _ A is_lim_exp_p). Qed.
Lemma porism_lim_exp_moo : filterlim (fun x => - u x) F (Rbar_locally p_infty) -> filterlim (fun x => exp (u x)) F (locally 0).
Proof. intro A. apply porism_lim_moo in A; [|exact FF]. exact (filterlim_comp _ _ _ u exp F _ _ A is_lim_exp_m). Qed.
Lemma porism_lim_ln_oo : filterlim u F (Rbar_locally p_infty) -> filterlim (fun x => ln (u x)) F (Rbar_locally p_infty).
Proof. intro A. exact (filterlim_comp _ _ _ u ln F _ _ A is_lim_ln_p). Qed.
Lemma porism_lim_ln_zero : F (fun x => 0 < u x) -> filterlim u F (locally 0) ->
  filterlim (fun x => - ln (u x)) F (Rbar_locally p_infty).
Proof.
  intros P A. apply (porism_lim_ext F (fun x => ln (/ u x))).
  - apply (filter_imp (fun x => 0 < u x)); [|exact P]. intros x X. now apply ln_Rinv.
  - apply (filterlim_comp _ _ _ (fun x => / u x) ln F (Rbar_locally p_infty)); [|exact is_lim_ln_p].
    now apply porism_lim_inv_zero.
Qed.
Lemma porism_lim_sqrt_oo : filterlim u F (Rbar_locally p_infty) -> filterlim (fun x => sqrt (u x)) F (Rbar_locally p_infty).
Proof. intro A. exact (filterlim_comp _ _ _ u sqrt F _ _ A filterlim_sqrt_p). Qed.
Lemma porism_lim_abs_oo : filterlim u F (Rbar_locally p_infty) -> filterlim (fun x => Rabs (u x)) F (Rbar_locally p_infty).
Proof.
  intros A S [M H]. refine (A (fun y => S (Rabs y)) _). exists (Rmax M 0). intros y Y. apply H. rewrite Rabs_pos_eq; generalize (Rmax_l M 0) (Rmax_r M 0); lra.
Qed.
Lemma porism_lim_atan_oo : filterlim u F (Rbar_locally p_infty) -> filterlim (fun x => atan (u x)) F (locally (PI / 2)).
Proof.
  intro A. apply (porism_lim_ext F (fun x => PI / 2 - atan (/ u x))).
  - assert (P : F (fun x => 0 < u x)) by (apply (A (fun y => 0 < y)); exists 0; intros y Y; exact Y).
    apply (filter_imp (fun x => 0 < u x)); [|exact P]. intros x X. rewrite atan_inv by exact X. ring.
  - apply (porism_lim_same F _ (PI / 2 - atan 0)); [rewrite atan_0; change (PI / 2 - 0 = PI / 2); ring|].
    apply (porism_lim_plus F (fun _ => PI / 2) (fun x => - atan (/ u x))); [apply filterlim_const|].
    apply (porism_lim_opp F (fun x => atan (/ u x))).
    apply (porism_lim_continuous F (fun x => / u x) atan); [|apply derivable_continuous_pt, derivable_pt_atan].
    now apply porism_lim_inv_oo.
Qed.
Lemma porism_lim_inv_moo : filterlim (fun x => - u x) F (Rbar_locally p_infty) -> filterlim (fun x => / u x) F (locally 0).
Proof.
  intro A. apply (filterlim_ext (fun x => - / - u x)); [intro; rewrite Rinv_opp; apply Ropp_involutive|].
  apply (porism_lim_same F _ (- 0)); [apply Ropp_0|]. apply (porism_lim_opp F (fun x => / - u x)).
  now apply (porism_lim_inv_oo F (fun x => - u x)).
Qed.
Lemma porism_lim_inv_zero_neg : F (fun x => 0 < - u x) -> filterlim u F (locally 0) ->
  filterlim (fun x => - / u x) F (Rbar_locally p_infty).
Proof.
  intros P A. apply (filterlim_ext (fun x => / - u x)); [intro; apply Rinv_opp|].
  apply (porism_lim_inv_zero F (fun x => - u x)); [exact P|]. apply (porism_lim_same F _ (- 0)); [apply Ropp_0|].
  now apply porism_lim_opp.
Qed.
Lemma porism_lim_abs_moo : filterlim (fun x => - u x) F (Rbar_locally p_infty) -> filterlim (fun x => Rabs (u x)) F (Rbar_locally p_infty).
Proof.
  intro A. apply (filterlim_ext (fun x => Rabs (- u x))); [intro; apply Rabs_Ropp|].
  intros S [M H]. refine (A (fun y => S (Rabs y)) _). exists (Rmax M 0). intros y Y. apply H.
  rewrite Rabs_pos_eq; generalize (Rmax_l M 0) (Rmax_r M 0); lra.
Qed.
Lemma porism_lim_sqrt : forall a : R, filterlim u F (locally a) -> filterlim (fun x => sqrt (u x)) F (locally (sqrt a)).
Proof. intros a A. exact (filterlim_comp _ _ _ u sqrt F _ _ A (continuous_sqrt a)). Qed.
End More.
Lemma porism_lim_atan_moo : forall (F : (R -> Prop) -> Prop) {FF : Filter F} (u : R -> R),
  filterlim (fun x => - u x) F (Rbar_locally p_infty) -> filterlim (fun x => atan (u x)) F (locally (- (PI / 2))).
Proof.
  intros F FF u A. apply (filterlim_ext (fun x => - atan (- u x))); [intro; rewrite atan_opp; apply Ropp_involutive|].
  apply (porism_lim_opp F (fun x => atan (- u x))). exact (porism_lim_atan_oo F (fun x => - u x) A).
Qed.
Ltac porism_rearranged := intros; cbv beta; unfold Rpower; 
  first [ reflexivity | ring | unfold Rdiv; ring | unfold Rdiv; rewrite ?Rinv_mult; ring | porism_field ].

(* L'Hospital's rule. An approach has, in each of its neighbourhoods S, a point y and a neighbourhood whose points are joined
   to y inside S. *)
Definition porism_approach (F : (R -> Prop) -> Prop) : Prop := forall S : R -> Prop, F S ->
  exists y : R, S y /\ F (fun x => forall c, Rmin x y <= c <= Rmax x y -> S c).
Lemma porism_approach_right : forall p, porism_approach (at_right p).
Proof.
  intros p S [d H]. exists (p + d / 2). assert (D := cond_pos d).
  assert (B : forall c, p < c <= p + d / 2 -> S c).
  { intros c C. apply H; [|lra]. unfold ball; simpl; unfold AbsRing_ball, abs, minus, plus, opp; simpl. apply Rabs_def1; lra. }
  split; [apply B; lra|]. apply (filter_imp (fun x => p < x /\ x < p + d / 2)); [|apply porism_near_right; lra].
  intros x X c C. apply B. rewrite Rmin_left, Rmax_right in C by lra. lra.
Qed.
Lemma porism_approach_left : forall p, porism_approach (at_left p).
Proof.
  intros p S [d H]. exists (p - d / 2). assert (D := cond_pos d).
  assert (B : forall c, p - d / 2 <= c < p -> S c).
  { intros c C. apply H; [|lra]. unfold ball; simpl; unfold AbsRing_ball, abs, minus, plus, opp; simpl. apply Rabs_def1; lra. }
  split; [apply B; lra|]. apply (filter_imp (fun x => p - d / 2 < x /\ x < p)); [|apply porism_near_left; lra].
  intros x X c C. apply B. rewrite Rmin_right, Rmax_left in C by lra. lra.
Qed.
Lemma porism_approach_oo : porism_approach (Rbar_locally p_infty).
Proof.
  intros S [M H]. exists (M + 1). split; [apply H; lra|]. exists (M + 1). intros x X c C. apply H.
  rewrite Rmin_right, Rmax_left in C by lra. lra.
Qed.
Lemma porism_approach_moo : porism_approach (Rbar_locally m_infty).
Proof.
  intros S [M H]. exists (M - 1). split; [apply H; lra|]. exists (M - 1). intros x X c C. apply H.
  rewrite Rmin_left, Rmax_right in C by lra. lra.
Qed.
(* Cauchy's mean value theorem *)
Lemma porism_cauchy : forall (w v dw dv : R -> R) x y e,
  (forall c, Rmin x y <= c <= Rmax x y -> is_derive w c (dw c) /\ is_derive v c (dv c) /\ dv c <> 0 /\ Rabs (dw c / dv c) <= e) ->
  Rabs (w x - w y) <= e * Rabs (v x - v y).
Proof.
  intros w v dw dv x y e H.
  set (g := fun t => (w x - w y) * v t - (v x - v y) * w t).
  assert (D : forall c, Rmin x y <= c <= Rmax x y -> is_derive g c ((w x - w y) * dv c - (v x - v y) * dw c)).
  { intros c C. destruct (H c C) as [A [B _]]. unfold g. eapply porism_slope_is.
    - apply (porism_d_minus (fun t => (w x - w y) * v t) (fun t => (v x - v y) * w t)).
      + exact (porism_d_mult (fun _ => w x - w y) v c 0 (dv c) (porism_d_const c _) B).
      + exact (porism_d_mult (fun _ => v x - v y) w c 0 (dw c) (porism_d_const c _) A).
    - cbv beta. ring. }
  destruct (MVT_gen g x y (fun c => (w x - w y) * dv c - (v x - v y) * dw c)) as [c [C E]].
  - intros c C. apply D. lra.
  - intros c C. apply porism_c_of_slope. eexists. exact (D c C).
  - destruct (H c C) as [_ [_ [N L]]].
    destruct (Req_dec x y) as [->|X]; [replace (w y - w y) with 0 by ring; replace (v y - v y) with 0 by ring;
      rewrite Rabs_R0; lra|].
    assert (Z : (w x - w y) * dv c = (v x - v y) * dw c).
    { unfold g in E. assert (0 = ((w x - w y) * dv c - (v x - v y) * dw c) * (y - x)) by (rewrite <- E; ring).
      symmetry in H0. apply Rmult_integral in H0. destruct H0; lra. }
    replace (w x - w y) with ((dw c / dv c) * (v x - v y)).
    + rewrite Rabs_mult. apply Rmult_le_compat_r; [apply Rabs_pos | exact L].
    + apply (Rmult_eq_reg_r (dv c)); [|exact N]. rewrite Z. field. exact N.
Qed.
Section Hospital.
Context (F : (R -> Prop) -> Prop) {FF : ProperFilter F}.
Hypothesis HF : porism_approach F.
Variables (v dv : R -> R).
Section Null.
Variables (w dw : R -> R).
Hypothesis D : F (fun x => is_derive w x (dw x) /\ is_derive v x (dv x) /\ dv x <> 0).
Hypothesis L : filterlim (fun x => dw x / dv x) F (locally 0).
Definition porism_small (e x : R) : Prop :=
  is_derive w x (dw x) /\ is_derive v x (dv x) /\ dv x <> 0 /\ Rabs (dw x / dv x) <= e.
Lemma porism_is_small : forall e : posreal, F (porism_small e).
Proof.
  intro e. apply (filter_imp (fun x => (is_derive w x (dw x) /\ is_derive v x (dv x) /\ dv x <> 0) /\ ball 0 e (dw x / dv x))).
  - intros x [[A [B C]] S]. refine (conj A (conj B (conj C _))).
    unfold ball in S; simpl in S; unfold AbsRing_ball, abs, minus, plus, opp in S; simpl in S.
    replace (dw x / dv x + - 0) with (dw x / dv x) in S by ring. now left.
  - apply filter_and; [exact D | exact (proj1 (filterlim_locally (F := F) _ 0) L e)].
Qed.
Lemma porism_null_zero : filterlim w F (locally 0) -> filterlim v F (locally 0) ->
  filterlim (fun x => w x / v x) F (locally 0).
Proof.
  intros W V. apply filterlim_locally. intro e.
  assert (E : 0 < e / 2) by (generalize (cond_pos e); lra).
  destruct (HF _ (porism_is_small (mkposreal _ E))) as [y0 [_ T]].
  assert (B : F (fun x => Rabs (w x) <= e / 2 * Rabs (v x))).
  { apply (filter_imp (fun x => forall c, Rmin x y0 <= c <= Rmax x y0 -> porism_small (e / 2) c)); [|exact T].
    intros x X.
    assert (Z : filterlim (fun y => Rabs (w x - w y) - e / 2 * Rabs (v x - v y)) F (locally (Rabs (w x) - e / 2 * Rabs (v x)))).
    { apply (porism_lim_plus F (fun y => Rabs (w x - w y)) (fun y => - (e / 2 * Rabs (v x - v y)))).
      - replace (Rabs (w x)) with (Rabs (w x + - 0)) by (f_equal; ring).
        apply (porism_lim_continuous F (fun y => w x - w y) Rabs); [|apply Rcontinuity_abs].
        apply (porism_lim_plus F (fun _ => w x) (fun y => - w y)); [apply filterlim_const | now apply porism_lim_opp].
      - apply (porism_lim_opp F (fun y => e / 2 * Rabs (v x - v y))).
        apply (porism_lim_mult F (fun _ => e / 2) (fun y => Rabs (v x - v y))); [apply filterlim_const|].
        replace (Rabs (v x)) with (Rabs (v x + - 0)) by (f_equal; ring).
        apply (porism_lim_continuous F (fun y => v x - v y) Rabs); [|apply Rcontinuity_abs].
        apply (porism_lim_plus F (fun _ => v x) (fun y => - v y)); [apply filterlim_const | now apply porism_lim_opp]. }
    enough (Rabs (w x) - e / 2 * Rabs (v x) <= 0) by lra.
    refine (closed_filterlim_loc (F := F) _ _ _ Z _ (closed_le 0)).
    apply (filter_imp (fun x => forall c, Rmin x y0 <= c <= Rmax x y0 -> porism_small (e / 2) c)); [|exact T].
    intros y Y. enough (Rabs (w x - w y) <= e / 2 * Rabs (v x - v y)) by lra.
    apply porism_cauchy with (dw := dw) (dv := dv). intros c C.
    assert (P : Rmin x y0 <= c <= Rmax x y0 \/ Rmin y y0 <= c <= Rmax y y0).
    { unfold Rmin, Rmax in *. destruct (Rle_dec x y), (Rle_dec x y0), (Rle_dec y y0); lra. }
    destruct P as [P|P]; [exact (X c P) | exact (Y c P)]. }
  apply (filter_imp (fun x => Rabs (w x) <= e / 2 * Rabs (v x))); [|exact B].
  intros x X. unfold ball; simpl; unfold AbsRing_ball, abs, minus, plus, opp; simpl.
  replace (w x / v x + - 0) with (w x / v x) by ring. generalize (cond_pos e). intro P.
  destruct (Req_dec (v x) 0) as [N|N].
  - rewrite N, Rabs_R0 in X. assert (w x = 0) by (apply Rabs_eq_0; generalize (Rabs_pos (w x)); lra).
    rewrite H. unfold Rdiv. rewrite Rmult_0_l, Rabs_R0. exact P.
  - unfold Rdiv. rewrite Rabs_mult, Rabs_inv. apply (Rmult_lt_reg_r (Rabs (v x))); [now apply Rabs_pos_lt|].
    rewrite Rmult_assoc, Rinv_l by now apply Rabs_no_R0. generalize (Rabs_pos_lt (v x) N). nra.
Qed.
Lemma porism_null_oo : filterlim (fun x => Rabs (v x)) F (Rbar_locally p_infty) ->
  filterlim (fun x => w x / v x) F (locally 0).
Proof.
  intro V. apply filterlim_locally. intro e. assert (E : 0 < e / 4) by (generalize (cond_pos e); lra).
  destruct (HF _ (porism_is_small (mkposreal _ E))) as [y [_ T]].
  set (K := 4 * (Rabs (w y) + e / 4 * Rabs (v y)) / e).
  apply (filter_imp (fun x => (forall c, Rmin x y <= c <= Rmax x y -> porism_small (e / 4) c) /\ Rmax K 0 < Rabs (v x))).
  2: { apply filter_and; [exact T|]. apply V. exists (Rmax K 0). trivial. }
  intros x [X Y]. unfold ball; simpl; unfold AbsRing_ball, abs, minus, plus, opp; simpl.
  replace (w x / v x + - 0) with (w x / v x) by ring. generalize (cond_pos e) (Rmax_l K 0) (Rmax_r K 0). intros P Q S.
  assert (C := porism_cauchy w v dw dv x y (e / 4) X).
  assert (A : Rabs (w x) <= Rabs (w x - w y) + Rabs (w y)) by (replace (w x) with ((w x - w y) + w y) at 1 by ring; apply Rabs_triang).
  assert (B : Rabs (v x - v y) <= Rabs (v x) + Rabs (v y)).
  { replace (v x - v y) with (v x + - v y) by ring. rewrite <- (Rabs_Ropp (v y)). apply Rabs_triang. }
  assert (G : K * e = 4 * (Rabs (w y) + e / 4 * Rabs (v y))) by (unfold K; field; lra).
  assert (M : Rabs (w x) < e * Rabs (v x)) by nra.
  unfold Rdiv. rewrite Rabs_mult, Rabs_inv. apply (Rmult_lt_reg_r (Rabs (v x))); [lra|].
  rewrite Rmult_assoc, Rinv_l by lra. lra.
Qed.
End Null.
Variables (u du : R -> R) (l : R).
Hypothesis D : F (fun x => is_derive u x (du x) /\ is_derive v x (dv x) /\ dv x <> 0 /\ v x <> 0).
Hypothesis L : filterlim (fun x => du x / dv x) F (locally l).
Lemma porism_hospital : (filterlim u F (locally 0) /\ filterlim v F (locally 0))
  \/ filterlim (fun x => Rabs (v x)) F (Rbar_locally p_infty) -> filterlim (fun x => u x / v x) F (locally l).
Proof.
  intro H. set (w := fun x => u x - l * v x).
  assert (Q : filterlim (fun x => w x / v x) F (locally 0)).
  { assert (D' : F (fun x => is_derive w x (du x - l * dv x) /\ is_derive v x (dv x) /\ dv x <> 0)).
    { apply (filter_imp (fun x => is_derive u x (du x) /\ is_derive v x (dv x) /\ dv x <> 0 /\ v x <> 0)); [|exact D].
      intros x [A [B [C _]]]. refine (conj _ (conj B C)). unfold w. eapply porism_slope_is.
      - apply (porism_d_minus u (fun t => l * v t)); [exact A|].
        exact (porism_d_mult (fun _ => l) v x 0 (dv x) (porism_d_const x l) B).
      - cbv beta. ring. }
    assert (L' : filterlim (fun x => (du x - l * dv x) / dv x) F (locally 0)).
    { apply (porism_lim_ext F (fun x => du x / dv x + - l)).
      - apply (filter_imp (fun x => is_derive u x (du x) /\ is_derive v x (dv x) /\ dv x <> 0 /\ v x <> 0)); [|exact D].
        intros x [_ [_ [C _]]]. field. exact C.
      - replace 0 with (l + - l) by ring. apply (porism_lim_plus F (fun x => du x / dv x) (fun _ => - l)); [exact L | apply filterlim_const]. }
    destruct H as [[U V]|V].
    - apply porism_null_zero with (dw := fun x => du x - l * dv x); try assumption.
      unfold w. replace 0 with (0 + - (l * 0)) by ring. apply (porism_lim_plus F u (fun x => - (l * v x))); [exact U|].
      apply (porism_lim_opp F (fun x => l * v x)). apply (porism_lim_mult F (fun _ => l) v); [apply filterlim_const | exact V].
    - now apply porism_null_oo with (dw := fun x => du x - l * dv x). }
  apply (porism_lim_ext F (fun x => w x / v x + l)).
  - apply (filter_imp (fun x => is_derive u x (du x) /\ is_derive v x (dv x) /\ dv x <> 0 /\ v x <> 0)); [|exact D].
    intros x [_ [_ [_ N]]]. unfold w. field. exact N.
  - apply (porism_lim_same F _ (0 + l)); [apply Rplus_0_l|]. apply (porism_lim_plus F (fun x => w x / v x) (fun _ => l)); [exact Q | apply filterlim_const].
Qed.
End Hospital.
