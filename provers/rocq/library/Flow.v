(* The mean value theorem, for the sign of a function along a segment. *)
Require Import Reals Lra Lia Psatz Field.
From Coquelicot Require Import Coquelicot.
From Porism Require Import Order.
Open Scope R_scope.

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

(* The argument of a function in the goal is c, written otherwise *)
Ltac porism_argument f c :=
  cbv beta; repeat match goal with |- context [f ?u] => lazymatch u with c => fail | _ => replace u with c by porism_field end end.

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
