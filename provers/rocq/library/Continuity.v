(* Continuity, by the structure of the function; what holds near a point. *)
Require Import Reals Lra Lia Psatz Field.
From Coquelicot Require Import Coquelicot.
From Porism Require Import Order Slopes.
Open Scope R_scope.

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
