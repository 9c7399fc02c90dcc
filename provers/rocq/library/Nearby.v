(* The sign of a function near the end of an approach: that of its limit, or, where this is 0, by whether it rises or falls. *)
Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Porism Require Import Order Slopes Continuity Approach.
Open Scope R_scope.

Section Sign.
Context (F : (R -> Prop) -> Prop) {FF : Filter F}.
Variable u : R -> R.
Lemma porism_eventually_pos : forall a : R, 0 < a -> filterlim u F (locally a) -> F (fun x => 0 < u x).
Proof.
  intros a P A. apply (A (fun y => 0 < y)). exists (mkposreal a P). intros y B.
  unfold ball in B; simpl in B; unfold AbsRing_ball, abs, minus, plus, opp in B; simpl in B. apply Rabs_def2 in B. lra.
Qed.
Lemma porism_eventually_neg : forall a : R, 0 < - a -> filterlim u F (locally a) -> F (fun x => u x < 0).
Proof.
  intros a P A. apply (A (fun y => y < 0)). exists (mkposreal (- a) P). intros y B.
  unfold ball in B; simpl in B; unfold AbsRing_ball, abs, minus, plus, opp in B; simpl in B. apply Rabs_def2 in B. lra.
Qed.
Lemma porism_eventually_oo : filterlim u F (Rbar_locally p_infty) -> F (fun x => 0 < u x).
Proof. intro A. apply (A (fun y => 0 < y)). exists 0. trivial. Qed.
Lemma porism_eventually_moo : filterlim (fun x => - u x) F (Rbar_locally p_infty) -> F (fun x => u x < 0).
Proof.
  intro A. apply (filter_imp (fun x => 0 < - u x)); [intros; lra|]. apply (A (fun y => 0 < y)). exists 0. trivial.
Qed.
End Sign.
(* s is the side: near the point any two points have others beyond them, nearer to it. *)
Definition porism_side (F : (R -> Prop) -> Prop) (s : R) : Prop := F (fun x => F (fun y => 0 < s * (x - y))).
Lemma porism_side_right : forall p, porism_side (at_right p) 1.
Proof.
  intro p. unfold porism_side. apply (filter_imp (fun x => p < x /\ True)); [|apply porism_near_right_all]. intros x [X _].
  apply (filter_imp (fun y => p < y /\ y < x)); [intros; lra | now apply porism_near_right].
Qed.
Lemma porism_side_left : forall p, porism_side (at_left p) (-1).
Proof.
  intro p. unfold porism_side. apply (filter_imp (fun x => True /\ x < p)); [|apply porism_near_left_all]. intros x [_ X].
  apply (filter_imp (fun y => x < y /\ y < p)); [intros; lra | now apply porism_near_left].
Qed.
Lemma porism_side_oo : porism_side (Rbar_locally p_infty) (-1).
Proof.
  unfold porism_side. apply (filter_imp (fun x => True /\ True)); [|exact porism_near_oo_all]. intros x _.
  apply (filter_imp (fun y => x < y /\ True)); [intros; lra | apply porism_near_oo].
Qed.
Lemma porism_side_moo : porism_side (Rbar_locally m_infty) 1.
Proof.
  unfold porism_side. apply (filter_imp (fun x => True /\ True)); [|exact porism_near_moo_all]. intros x _.
  apply (filter_imp (fun y => True /\ y < x)); [intros; lra | apply porism_near_moo].
Qed.
Section Rising.
Context (F : (R -> Prop) -> Prop) {FF : ProperFilter F}.
Hypothesis HF : porism_approach F.
Variable s : R.
Hypothesis HS : porism_side F s.
Lemma porism_rising : forall u du : R -> R, F (fun x => is_derive u x (du x) /\ 0 < s * du x) -> filterlim u F (locally 0) ->
  F (fun x => 0 < u x).
Proof.
  intros u du D L. destruct (HF _ D) as [z [_ J]].
  set (N := fun x => forall c, Rmin x z <= c <= Rmax x z -> is_derive u c (du c) /\ 0 < s * du c).
  assert (M : forall x y, N x -> N y -> 0 < s * (x - y) -> u y < u x).
  { intros x y X Y S.
    assert (I : forall c, Rmin y x <= c <= Rmax y x -> is_derive u c (du c) /\ 0 < s * du c).
    { intros c C. assert (P : Rmin x z <= c <= Rmax x z \/ Rmin y z <= c <= Rmax y z).
      { unfold Rmin, Rmax in *. destruct (Rle_dec y x), (Rle_dec x z), (Rle_dec y z); lra. }
      destruct P as [P|P]; [exact (X c P) | exact (Y c P)]. }
    destruct (MVT_gen u y x du) as [c [C E]].
    - intros c C. apply I. lra.
    - intros c C. apply porism_c_of_slope. eexists. exact (proj1 (I c C)).
    - destruct (I c C) as [_ G]. assert (s <> 0) by (intro Z; rewrite Z in S; lra).
      assert (0 < (s * s) * (u x - u y)) by (rewrite E; replace ((s * s) * (du c * (x - y))) with ((s * du c) * (s * (x - y))) by ring; now apply Rmult_lt_0_compat).
      assert (0 < s * s) by nra. nra. }
  apply (filter_imp (fun x => N x /\ F (fun y => 0 < s * (x - y)))); [|apply filter_and; [exact J | exact HS]].
  intros x [X T].
  destruct (filter_ex (F := F) _ (filter_and _ _ J (filter_and _ _ T HS))) as [m [Nm [Tm Sm]]].
  apply Rle_lt_trans with (u m); [|exact (M x m X Nm Tm)].
  refine (closed_filterlim_loc (F := F) u (fun v : R => v <= u m) 0 L _ (closed_le (u m))).
  apply (filter_imp (fun y => N y /\ 0 < s * (m - y))); [|apply filter_and; [exact J | exact Sm]].
  intros y [Y S]. apply Rlt_le. exact (M m y Nm Y S).
Qed.
Lemma porism_falling : forall u du : R -> R, F (fun x => is_derive u x (du x) /\ 0 < - (s * du x)) -> filterlim u F (locally 0) ->
  F (fun x => u x < 0).
Proof.
  intros u du D L. apply (filter_imp (fun x => 0 < - u x)); [intros; lra|].
  apply (porism_rising (fun x => - u x) (fun x => - du x)).
  - revert D. apply filter_imp. intros x [A B]. split; [|lra]. exact (is_derive_opp u x (du x) A).
  - replace 0 with (- 0) by ring. now apply porism_lim_opp.
Qed.
End Rising.
