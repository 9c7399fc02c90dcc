(* Inequalities of single functions. *)
Require Import Reals Lra Lia Psatz Field.
From Coquelicot Require Import Coquelicot.
From Porism Require Import Order Slopes Flow.
Open Scope R_scope.

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
