(* Derivatives, by the structure of the function. *)
Require Import Reals Lra Lia Psatz Field.
From Coquelicot Require Import Coquelicot.
From Porism Require Import Order Circular Hyperbolic.
Open Scope R_scope.

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
