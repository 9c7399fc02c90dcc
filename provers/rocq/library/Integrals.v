(* The fundamental theorem of calculus, for integrals that may be improper at their ends. *)
Require Import Reals Lra.
From Coquelicot Require Import Coquelicot.
From Porism Require Import Order Approach.
Open Scope R_scope.

Section Fundamental.
Variables (f F : R -> R) (Fa Fb : (R -> Prop) -> Prop) (A B : R) (l h : R -> Prop).
Context {FFa : Filter Fa} {FFb : Filter Fb}.
Hypothesis Hl : forall x y, l x -> x <= y -> l y.
Hypothesis Hh : forall x y, h y -> x <= y -> h x.
Hypothesis Ha : Fa (fun x => l x /\ h x).
Hypothesis Hb : Fb (fun x => l x /\ h x).
Hypothesis D : forall x, l x -> h x -> is_derive F x (f x).
Hypothesis C : forall x, l x -> h x -> continuity_pt f x.
Lemma porism_inside : forall s t, l s /\ h s -> l t /\ h t -> is_RInt f s t (F t - F s).
Proof.
  intros s t [S1 S2] [T1 T2].
  assert (I : forall x, Rmin s t <= x <= Rmax s t -> l x /\ h x).
  { intros x [X Y]. split.
    - apply (Hl (Rmin s t)); [|exact X]. unfold Rmin. destruct (Rle_dec s t); assumption.
    - apply (Hh _ (Rmax s t)); [|exact Y]. unfold Rmax. destruct (Rle_dec s t); assumption. }
  apply (is_RInt_derive F f).
  - intros x X. destruct (I x X). now apply D.
  - intros x X. destruct (I x X). apply continuity_pt_filterlim. now apply C.
Qed.
Lemma porism_ftc : filterlim F Fa (locally A) -> filterlim F Fb (locally B) -> is_RInt_gen f Fa Fb (B - A).
Proof.
  intros LA LB S HS.
  assert (Z : filterlim (fun z => F (snd z) - F (fst z)) (filter_prod Fa Fb) (locally (B - A))).
  { apply (porism_lim_plus (filter_prod Fa Fb) (fun z => F (snd z)) (fun z => - F (fst z))).
    - exact (filterlim_comp _ _ _ snd F (filter_prod Fa Fb) Fb _ filterlim_snd LB).
    - apply (porism_lim_opp (filter_prod Fa Fb) (fun z => F (fst z))).
      exact (filterlim_comp _ _ _ fst F (filter_prod Fa Fb) Fa _ filterlim_fst LA). }
  unfold filtermapi. apply (filter_imp (fun z => ((l (fst z) /\ h (fst z)) /\ (l (snd z) /\ h (snd z))) /\ S (F (snd z) - F (fst z)))).
  - intros [s t] [[P Q] H]. exists (F t - F s). split; [now apply porism_inside | exact H].
  - apply filter_and; [|exact (Z S HS)]. exact (Filter_prod _ _ _ (fun x => l x /\ h x) (fun x => l x /\ h x) Ha Hb (fun x y P Q => conj P Q)).
Qed.
Lemma porism_ftc_value : forall v, filterlim F Fa (locally A) -> filterlim F Fb (locally B) -> B - A = v -> is_RInt_gen f Fa Fb v.
Proof. intros v LA LB <-. exact (porism_ftc LA LB). Qed.
End Fundamental.
