(* Derivatives by one computation: a function of one moving variable is given as data, and so are its derivative and what
   it needs (no divisor is 0, arguments of ln and sqrt are positive). One theorem says that the derivative is one wherever
   the needs are met. Its instances are the goals by conversion: Ltac reads nothing of the function, and no step is said. *)
Require Import Reals List ZArith Lra.
From Coquelicot Require Import Coquelicot.
From Porism Require Import Order Slopes.
Open Scope R_scope.

Inductive porism_elementary :=
| e_exp | e_ln | e_sin | e_cos | e_tan | e_sqrt | e_abs | e_atan | e_sinh | e_cosh | e_tanh.
(* Functions whose derivative has a root; what stands under it is given too, as it is written. *)
Inductive porism_rooted := e_asin | e_acos | e_arcsinh.
Inductive porism_function :=
| d_x | d_k (i : positive) | d_c (c : Z)
| d_a (a b : porism_function) | d_s (a b : porism_function) | d_m (a b : porism_function) | d_d (a b : porism_function)
| d_n (a : porism_function) | d_p (a : porism_function) (n : nat)
| d_f (f : porism_elementary) (a : porism_function)
| d_w (f : porism_rooted) (a w : porism_function)
| d_r (a b : porism_function).

Lemma porism_one_square : forall a, 1 + a ^ 2 <> 0.
Proof. intro a. generalize (pow2_ge_0 a). lra. Qed.
Lemma porism_cosh_ne : forall a, cosh a <> 0.
Proof. intro a. apply porism_pos_ne. porism_sign. Qed.
Lemma porism_sqrt_ne : forall a, 0 < a -> sqrt a <> 0.
Proof. intros a H. now apply porism_pos_ne, sqrt_lt_R0. Qed.

Module Differential.
  Definition elementary (f : porism_elementary) (a : R) : R :=
    match f with
    | e_exp => exp a | e_ln => ln a | e_sin => sin a | e_cos => cos a | e_tan => tan a | e_sqrt => sqrt a
    | e_abs => Rabs a | e_atan => atan a | e_sinh => sinh a | e_cosh => cosh a | e_tanh => tanh a
    end.
  Definition outer (f : porism_elementary) (a : R) : R :=
    match f with
    | e_exp => exp a | e_ln => / a | e_sin => cos a | e_cos => - sin a | e_tan => / cos a ^ 2 | e_sqrt => / (2 * sqrt a)
    | e_abs => a / Rabs a | e_atan => / (1 + a ^ 2) | e_sinh => cosh a | e_cosh => sinh a | e_tanh => / cosh a ^ 2
    end.
  Definition smooth (f : porism_elementary) (a : R) : Prop :=
    match f with
    | e_ln | e_sqrt => 0 < a
    | e_tan => cos a <> 0
    | e_abs => a <> 0
    | _ => True
    end.
  Definition rooted (f : porism_rooted) (a : R) : R :=
    match f with e_asin => asin a | e_acos => acos a | e_arcsinh => arcsinh a end.
  Definition outer_rooted (f : porism_rooted) (w : R) : R :=
    match f with e_acos => - / sqrt w | _ => / sqrt w end.
  Definition smooth_rooted (f : porism_rooted) (a w : R) : Prop :=
    match f with e_arcsinh => a ^ 2 + 1 = w | _ => 1 - a ^ 2 = w /\ 0 < w end.

  Fixpoint at_ (l : list R) (t : porism_function) (x : R) {struct t} : R :=
    match t with
    | d_x => x | d_k i => BinList.nth 0 i l | d_c c => IZR c
    | d_a a b => at_ l a x + at_ l b x
    | d_s a b => at_ l a x - at_ l b x
    | d_m a b => at_ l a x * at_ l b x
    | d_d a b => at_ l a x / at_ l b x
    | d_n a => - at_ l a x
    | d_p a n => at_ l a x ^ n
    | d_f f a => elementary f (at_ l a x)
    | d_w f a _ => rooted f (at_ l a x)
    | d_r a b => Rpower (at_ l a x) (at_ l b x)
    end.
  Fixpoint slope (l : list R) (t : porism_function) (x : R) {struct t} : R :=
    match t with
    | d_x => 1 | d_k _ | d_c _ => 0
    | d_a a b => slope l a x + slope l b x
    | d_s a b => slope l a x - slope l b x
    | d_m a b => slope l a x * at_ l b x + at_ l a x * slope l b x
    | d_d a b => (slope l a x * at_ l b x - at_ l a x * slope l b x) / at_ l b x ^ 2
    | d_n a => - slope l a x
    | d_p a n => IZR (Z.of_nat n) * at_ l a x ^ pred n * slope l a x
    | d_f f a => outer f (at_ l a x) * slope l a x
    | d_w f a w => outer_rooted f (at_ l w x) * slope l a x
    | d_r a b => Rpower (at_ l a x) (at_ l b x) * (slope l b x * ln (at_ l a x) + at_ l b x * (slope l a x / at_ l a x))
    end.
  Fixpoint holds (l : list R) (t : porism_function) (x : R) {struct t} : Prop :=
    match t with
    | d_x | d_k _ | d_c _ => True
    | d_a a b | d_s a b | d_m a b => holds l a x /\ holds l b x
    | d_d a b => holds l a x /\ holds l b x /\ at_ l b x <> 0
    | d_n a | d_p a _ => holds l a x
    | d_f f a => holds l a x /\ smooth f (at_ l a x)
    | d_w f a w => holds l a x /\ smooth_rooted f (at_ l a x) (at_ l w x)
    | d_r a b => holds l a x /\ holds l b x /\ 0 < at_ l a x
    end.
  (* The same, one premise after the other, so that an instance takes their proofs as arguments. *)
  Fixpoint needs (l : list R) (t : porism_function) (x : R) (goal : Prop) {struct t} : Prop :=
    match t with
    | d_x | d_k _ | d_c _ => goal
    | d_a a b | d_s a b | d_m a b => needs l a x (needs l b x goal)
    | d_d a b => needs l a x (needs l b x (at_ l b x <> 0 -> goal))
    | d_n a | d_p a _ => needs l a x goal
    | d_f f a =>
        needs l a x
          match f with
          | e_ln | e_sqrt => 0 < at_ l a x -> goal
          | e_tan => cos (at_ l a x) <> 0 -> goal
          | e_abs => at_ l a x <> 0 -> goal
          | _ => goal
          end
    | d_w f a w =>
        needs l a x
          match f with
          | e_arcsinh => at_ l a x ^ 2 + 1 = at_ l w x -> goal
          | _ => 1 - at_ l a x ^ 2 = at_ l w x -> 0 < at_ l w x -> goal
          end
    | d_r a b => needs l a x (needs l b x (0 < at_ l a x -> goal))
    end.

  Lemma needs_holds l t x : forall goal : Prop, (holds l t x -> goal) -> needs l t x goal.
  Proof.
    induction t as [| i | c | a A b B | a A b B | a A b B | a A b B | a A | a A n | f a A | f a A w W | a A b B];
      cbn [holds needs]; intros goal H; auto.
    all: try (apply A; intro; apply B; solve [auto]).
    all: apply A; intro; destruct f; cbn [smooth smooth_rooted] in H; auto.
  Qed.

  Lemma inside a w : 1 - a ^ 2 = w -> 0 < w -> -1 < a < 1.
  Proof. intros <- H. split; nra. Qed.

  Lemma is_slope l t x : holds l t x -> is_derive (at_ l t) x (slope l t x).
  Proof.
    induction t as [| i | c | a A b B | a A b B | a A b B | a A b B | a A | a A n | f a A | f a A w W | a A b B];
      cbn [holds]; intro H.
    - apply porism_d_id.
    - apply (porism_d_const x).
    - apply (porism_d_const x).
    - apply (porism_d_plus (at_ l a) (at_ l b)); tauto.
    - apply (porism_d_minus (at_ l a) (at_ l b)); tauto.
    - apply (porism_d_mult (at_ l a) (at_ l b)); tauto.
    - apply (porism_d_div (at_ l a) (at_ l b)); tauto.
    - apply (porism_d_opp (at_ l a)); tauto.
    - destruct n as [| n].
      + apply (porism_slope_is _ _ 0); [apply (porism_d_const x 1) | cbn [slope]; simpl; ring].
      + cbn [slope]. rewrite <- INR_IZR_INZ. apply (porism_d_pow (at_ l a)). tauto.
    - destruct H as [Ha Hf]. destruct f; cbn [smooth] in Hf; cbn [slope outer].
      + apply (porism_d_exp (at_ l a)); auto.
      + apply (porism_d_ln (at_ l a)); auto.
      + apply (porism_d_sin (at_ l a)); auto.
      + apply (porism_d_cos (at_ l a)); auto.
      + apply (porism_d_tan (at_ l a)); auto.
      + apply (porism_d_sqrt (at_ l a)); auto.
      + apply (porism_d_abs (at_ l a)); auto.
      + apply (porism_d_atan (at_ l a)); auto.
      + apply (porism_d_sinh (at_ l a)); auto.
      + apply (porism_d_cosh (at_ l a)); auto.
      + apply (porism_d_tanh (at_ l a)); auto.
    - destruct H as [Ha Hf]. destruct f; cbn [smooth_rooted] in Hf; cbn [slope outer_rooted].
      + destruct Hf as [E P]. rewrite <- E. apply (porism_d_asin (at_ l a)); [auto | exact (inside _ _ E P)].
      + destruct Hf as [E P]. rewrite <- E. apply (porism_d_acos (at_ l a)); [auto | exact (inside _ _ E P)].
      + apply (porism_d_arcsinh (at_ l a)); auto.
    - apply (porism_d_Rpower (at_ l a) (at_ l b)); tauto.
  Qed.

  Theorem slope_is : forall l t x, needs l t x (forall d, slope l t x = d -> is_derive (at_ l t) x d).
  Proof. intros l t x. apply needs_holds. intros H d <-. now apply is_slope. Qed.
End Differential.

Ltac porism_computed := vm_cast_no_check (eq_refl true).
