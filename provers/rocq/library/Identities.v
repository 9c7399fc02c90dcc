(* Identities of rational functions, decided by one computation: the equation's two sides are given as data, their value
   is the equation by conversion, and `is_identity` multiplies out. Ltac reads nothing of the goal, which is what `ring` and
   `field` spend their time on. Everything that is not a rational operation is a variable. Only Rocq's own library is
   needed: a file of such identities starts in half the time. *)
Require Import Reals List ZArith Bool InitialRing Ring_polynom RealField.
Open Scope R_scope.

Inductive porism_term :=
| t_x (i : positive) | t_c (c : Z)
| t_a (a b : porism_term) | t_s (a b : porism_term) | t_m (a b : porism_term) | t_d (a b : porism_term)
| t_i (a : porism_term) | t_n (a : porism_term)
| t_p (a : porism_term) (n : nat).

(* The data as it is written, `<{ 3 * @1 ^ 2 - @2 / 7 }>`: a grammar of four levels, which Rocq reads in half the time *)
Declare Custom Entry porism_term.
Notation "<{ a }>" := a (a custom porism_term at level 50).
Notation "a + b" := (t_a a b) (in custom porism_term at level 50, left associativity).
Notation "a - b" := (t_s a b) (in custom porism_term at level 50, left associativity).
Notation "a * b" := (t_m a b) (in custom porism_term at level 40, left associativity).
Notation "a / b" := (t_d a b) (in custom porism_term at level 40, left associativity).
Notation "- a" := (t_n a) (in custom porism_term at level 35, a at level 35).
Notation "/ a" := (t_i a) (in custom porism_term at level 35, a at level 35).
Notation "a ^ n" := (t_p a n) (in custom porism_term at level 30, n bigint).
Notation "( a )" := a (in custom porism_term at level 0, a custom porism_term at level 50).
Notation "c" := (t_c c) (in custom porism_term at level 0, c bigint).
Notation "@ i" := (t_x i) (in custom porism_term at level 0, i bigint).

Module Rational.
  Fixpoint term_beq (s t : porism_term) {struct s} : bool :=
    match s, t with
    | t_x i, t_x j => Pos.eqb i j
    | t_c c, t_c d => Z.eqb c d
    | t_a a b, t_a a' b' | t_s a b, t_s a' b' | t_m a b, t_m a' b' | t_d a b, t_d a' b' => term_beq a a' && term_beq b b'
    | t_i a, t_i a' | t_n a, t_n a' => term_beq a a'
    | t_p a n, t_p a' n' => Nat.eqb n n' && term_beq a a'
    | _, _ => false
    end.

  Lemma term_beq_eq : forall s t, term_beq s t = true -> s = t.
  Proof.
    induction s; destruct t; simpl; try discriminate; intro H; try (apply andb_prop in H as [H1 H2]).
    all: try (apply Pos.eqb_eq in H); try (apply Z.eqb_eq in H); try (apply Nat.eqb_eq in H1); f_equal; auto.
  Qed.

  (* Polynomials *)
  Definition pc (c : Z) : Pol Z := Pc c.
  Definition px (i : positive) : Pol Z := mk_X 0%Z 1%Z i.
  Definition padd : Pol Z -> Pol Z -> Pol Z := Padd 0%Z Z.add Zeq_bool.
  Definition psub : Pol Z -> Pol Z -> Pol Z := Psub 0%Z Z.add Z.sub Z.opp Zeq_bool.
  Definition pmul : Pol Z -> Pol Z -> Pol Z := Pmul 0%Z 1%Z Z.add Z.mul Zeq_bool.
  Definition popp : Pol Z -> Pol Z := Popp Z.opp.
  Definition peq : Pol Z -> Pol Z -> bool := Peq Zeq_bool.
  Fixpoint ppow (p : Pol Z) (n : nat) : Pol Z :=
    match n with O => Pc 1%Z | S O => p | S m => pmul p (ppow p m) end.
  Definition at_ (l : list R) (p : Pol Z) : R := Pphi 0 Rplus Rmult IZR l p.

  Definition extension := Eq_ext Rplus Rmult Ropp.
  Definition almost := Rth_ARth (Eqsth R) extension RTheory.
  Lemma at_pc l c : at_ l (pc c) = IZR c. Proof. reflexivity. Qed.
  Lemma at_px l i : at_ l (px i) = BinList.nth 0 i l.
  Proof. symmetry. apply (mkX_ok (Eqsth R) extension almost R_rm). Qed.
  Lemma at_padd l p q : at_ l (padd p q) = at_ l p + at_ l q.
  Proof. apply (Padd_ok (Eqsth R) extension almost R_rm). Qed.
  Lemma at_psub l p q : at_ l (psub p q) = at_ l p - at_ l q.
  Proof. apply (Psub_ok (Eqsth R) extension almost R_rm). Qed.
  Lemma at_pmul l p q : at_ l (pmul p q) = at_ l p * at_ l q.
  Proof. apply (Pmul_ok (Eqsth R) extension almost R_rm). Qed.
  Lemma at_popp l p : at_ l (popp p) = - at_ l p.
  Proof. apply (Popp_ok (Eqsth R) extension almost R_rm). Qed.
  Lemma at_peq l p q : peq p q = true -> at_ l p = at_ l q.
  Proof. intro H. apply (Peq_ok (Eqsth R) extension R_rm _ _ H). Qed.
  Lemma at_ppow l p n : at_ l (ppow p n) = at_ l p ^ n.
  Proof.
    induction n as [|[|n] IH]; [reflexivity | simpl; symmetry; apply Rmult_1_r |].
    change (at_ l (pmul p (ppow p (S n))) = at_ l p * at_ l p ^ S n). rewrite at_pmul, IH. reflexivity.
  Qed.

  (* The value of a porism_term, and its numerator and denominator *)
  Fixpoint value (l : list R) (t : porism_term) : R :=
    match t with
    | t_x i => BinList.nth 0 i l
    | t_c c => IZR c
    | t_a a b => value l a + value l b
    | t_s a b => value l a - value l b
    | t_m a b => value l a * value l b
    | t_d a b => value l a / value l b
    | t_i a => / value l a
    | t_n a => - value l a
    | t_p a n => value l a ^ n
    end.

  Fixpoint fraction (t : porism_term) : Pol Z * Pol Z :=
    match t with
    | t_x i => (px i, Pc 1%Z)
    | t_c c => (pc c, Pc 1%Z)
    | t_a a b => let (n, d) := fraction a in let (m, e) := fraction b in
        if peq d e then (padd n m, d) else (padd (pmul n e) (pmul m d), pmul d e)
    | t_s a b => let (n, d) := fraction a in let (m, e) := fraction b in
        if peq d e then (psub n m, d) else (psub (pmul n e) (pmul m d), pmul d e)
    | t_m a b => let (n, d) := fraction a in let (m, e) := fraction b in (pmul n m, pmul d e)
    | t_d a b => let (n, d) := fraction a in let (m, e) := fraction b in (pmul n e, pmul d m)
    | t_i a => let (n, d) := fraction a in (d, n)
    | t_n a => let (n, d) := fraction a in (popp n, d)
    | t_p a k => let (n, d) := fraction a in (ppow n k, ppow d k)
    end.

  (* What is not 0: a hypothesis, a product, a quotient or a power of such, an integer, a hypothesis up to an integer factor *)
  Fixpoint leading (p : Pol Z) : Z := match p with Pc c => c | Pinj _ q => leading q | PX q _ _ => leading q end.
  Definition proportional (p q : Pol Z) : bool :=
    let c := leading p in let d := leading q in
    negb (Z.eqb d 0) && peq (pmul (Pc d) p) (pmul (Pc c) q).
  Fixpoint whole (t : porism_term) : bool :=
    match t with
    | t_x _ | t_c _ => true
    | t_a a b | t_s a b | t_m a b => whole a && whole b
    | t_d _ _ | t_i _ => false
    | t_n a | t_p a _ => whole a
    end.
  Fixpoint is_nonzero (hs : list porism_term) (t : porism_term) {struct t} : bool :=
    existsb (term_beq t) hs ||
    match t with
    | t_c c => negb (Z.eqb c 0)
    | t_m a b | t_d a b => is_nonzero hs a && is_nonzero hs b
    | t_i a | t_n a | t_p a _ => is_nonzero hs a
    | _ => false
    end ||
    (whole t && existsb (fun h => whole h && proportional (fst (fraction h)) (fst (fraction t))) hs).
  Fixpoint is_defined (hs : list porism_term) (t : porism_term) : bool :=
    match t with
    | t_x _ | t_c _ => true
    | t_a a b | t_s a b | t_m a b => is_defined hs a && is_defined hs b
    | t_d a b => is_defined hs a && is_defined hs b && is_nonzero hs b
    | t_i a => is_defined hs a && is_nonzero hs a
    | t_n a | t_p a _ => is_defined hs a
    end.
  Definition is_identity (hs : list porism_term) (a b : porism_term) : bool :=
    is_defined hs a && is_defined hs b &&
    let (n, d) := fraction a in let (m, e) := fraction b in
    if peq d e then peq n m else peq (pmul n e) (pmul m d).

  Fixpoint given (l : list R) (hs : list porism_term) (goal : Prop) : Prop :=
    match hs with nil => goal | h :: t => value l h <> 0 -> given l t goal end.

  Definition says (l : list R) (hs : list porism_term) (a b : porism_term) : Prop := given l hs (value l a = value l b).

  (* What was decided holds *)
  Definition represents (l : list R) (t : porism_term) : Prop :=
    at_ l (snd (fraction t)) <> 0 /\ value l t * at_ l (snd (fraction t)) = at_ l (fst (fraction t)).
  Lemma one_nonzero l : at_ l (Pc 1%Z) <> 0.
  Proof. exact R1_neq_R0. Qed.
  Lemma represents_ratio l t : represents l t -> value l t = at_ l (fst (fraction t)) / at_ l (snd (fraction t)).
  Proof. intros [H <-]. field. exact H. Qed.

  Ltac fractions := unfold represents in *; cbn [fraction value];
    repeat match goal with
    | |- context [fraction ?t] => destruct (fraction t) as [? ?]; cbn [fst snd] in *
    end; repeat match goal with H : _ /\ _ |- _ => destruct H as [? ?] end; cbn [fst snd] in *.
  Ltac arithmetic := rewrite ?at_padd, ?at_psub, ?at_popp, ?at_ppow, ?at_pmul in *.

  Lemma represents_add l a b : represents l a -> represents l b -> represents l (t_a a b).
  Proof.
    intros. fractions. destruct (peq _ _) eqn:E; cbn [fst snd]; arithmetic.
    - apply at_peq with (l := l) in E. split; [assumption |]. rewrite Rmult_plus_distr_r. congruence.
    - split; [now apply Rmult_integral_contrapositive_currified |].
      rewrite <- H2, <- H1. ring.
  Qed.
  Lemma represents_sub l a b : represents l a -> represents l b -> represents l (t_s a b).
  Proof.
    intros. fractions. destruct (peq _ _) eqn:E; cbn [fst snd]; arithmetic.
    - apply at_peq with (l := l) in E. split; [assumption |]. rewrite Rmult_minus_distr_r. congruence.
    - split; [now apply Rmult_integral_contrapositive_currified |].
      rewrite <- H2, <- H1. ring.
  Qed.
  Lemma represents_mul l a b : represents l a -> represents l b -> represents l (t_m a b).
  Proof.
    intros. fractions. arithmetic. split; [now apply Rmult_integral_contrapositive_currified |].
    rewrite <- H2, <- H1. ring.
  Qed.
  Lemma represents_opp l a : represents l a -> represents l (t_n a).
  Proof. intros. fractions. arithmetic. split; [assumption |]. rewrite <- H0. ring. Qed.
  Lemma represents_pow l a n : represents l a -> represents l (t_p a n).
  Proof. intros. fractions. arithmetic. split; [now apply pow_nonzero |]. rewrite <- H0. symmetry. apply Rpow_mult_distr. Qed.
  Lemma represents_inv l a : value l a <> 0 -> represents l a -> represents l (t_i a).
  Proof.
    intros. fractions. assert (at_ l p <> 0) by (rewrite <- H1; now apply Rmult_integral_contrapositive_currified).
    split; [assumption |]. rewrite <- H1. field. assumption.
  Qed.
  Lemma represents_div l a b : value l b <> 0 -> represents l a -> represents l b -> represents l (t_d a b).
  Proof.
    intros. fractions. arithmetic.
    assert (at_ l p1 <> 0) by (rewrite <- H2; now apply Rmult_integral_contrapositive_currified).
    split; [now apply Rmult_integral_contrapositive_currified |]. rewrite <- H2, <- H3. field. assumption.
  Qed.
  Lemma represents_var l i : represents l (t_x i).
  Proof. split; [apply one_nonzero |]. cbn. rewrite at_px. apply Rmult_1_r. Qed.
  Lemma represents_const l c : represents l (t_c c).
  Proof. split; [apply one_nonzero |]. cbn. apply Rmult_1_r. Qed.

  Create HintDb porism_represents.
  #[local] Hint Resolve represents_add represents_sub represents_mul represents_opp represents_pow represents_inv
    represents_div represents_var represents_const : porism_represents.
  Ltac conditions := repeat match goal with H : _ && _ = true |- _ => apply andb_prop in H as [? ?] end.

  Lemma represents_whole l t : whole t = true -> represents l t.
  Proof. induction t; cbn [whole]; intro H; conditions; try discriminate; auto with porism_represents. Qed.

  Lemma proportional_nonzero l p q : proportional p q = true -> at_ l p <> 0 -> at_ l q <> 0.
  Proof.
    unfold proportional. intros H Hp Hq. conditions. apply at_peq with (l := l) in H0. arithmetic.
    rewrite Hq, Rmult_0_r in H0. apply Rmult_integral in H0. apply negb_true_iff, Z.eqb_neq in H.
    destruct H0 as [Z0 | Z0]; [apply H; now apply eq_IZR | exact (Hp Z0)].
  Qed.

  Lemma nonzero_of_whole l t : whole t = true -> value l t <> 0 <-> at_ l (fst (fraction t)) <> 0.
  Proof.
    intro H. destruct (represents_whole l t H) as [K E]. rewrite <- E. split; intros F G.
    - apply Rmult_integral in G. tauto.
    - apply F. rewrite G. apply Rmult_0_l.
  Qed.

  Lemma is_nonzero_ok l hs : (forall h, In h hs -> value l h <> 0) -> forall t, is_nonzero hs t = true -> value l t <> 0.
  Proof.
    intro hold.
    assert (same : forall t, existsb (term_beq t) hs = true -> value l t <> 0).
    { intros t H. apply existsb_exists in H as (h & I1 & I2). apply term_beq_eq in I2. subst. now apply hold. }
    assert (up_to : forall t,
      whole t && existsb (fun h => whole h && proportional (fst (fraction h)) (fst (fraction t))) hs = true
      -> value l t <> 0).
    { intros t H. conditions. apply existsb_exists in H0 as (h & I1 & I2). conditions.
      apply nonzero_of_whole; [assumption |]. apply (proportional_nonzero l _ _ H1). apply nonzero_of_whole; auto. }
    induction t; cbn [is_nonzero]; intro H.
    all: apply orb_prop in H as [H | H]; [apply orb_prop in H as [H | H] | auto]; [auto |].
    all: try discriminate; conditions; cbn [value].
    - apply negb_true_iff, Z.eqb_neq in H. now apply not_0_IZR.
    - apply Rmult_integral_contrapositive_currified; auto.
    - apply Rmult_integral_contrapositive_currified; [| apply Rinv_neq_0_compat]; auto.
    - apply Rinv_neq_0_compat; auto.
    - apply Ropp_neq_0_compat; auto.
    - apply pow_nonzero; auto.
  Qed.

  Lemma is_defined_ok l hs : (forall h, In h hs -> value l h <> 0) -> forall t, is_defined hs t = true -> represents l t.
  Proof.
    intros hold t. induction t; cbn [is_defined]; intro H; conditions; auto with porism_represents.
    - apply represents_div; auto. now apply (is_nonzero_ok l hs).
    - apply represents_inv; auto. now apply (is_nonzero_ok l hs).
  Qed.

  Lemma ratios l n d m e : at_ l d <> 0 -> at_ l e <> 0 -> (if peq d e then peq n m else peq (pmul n e) (pmul m d)) = true ->
    at_ l n / at_ l d = at_ l m / at_ l e.
  Proof.
    intros Hd He H. destruct (peq d e) eqn:E; apply at_peq with (l := l) in H.
    - apply at_peq with (l := l) in E. now rewrite H, E.
    - arithmetic. apply (Rmult_eq_reg_r (at_ l d * at_ l e)); [| now apply Rmult_integral_contrapositive_currified].
      transitivity (at_ l n * at_ l e); [field; assumption |]. rewrite H. field. assumption.
  Qed.

  Lemma given_all l (goal : Prop) : forall hs, ((forall h, In h hs -> value l h <> 0) -> goal) -> given l hs goal.
  Proof.
    induction hs as [| h hs IH]; cbn; intro H; [apply H; tauto |].
    intro F. apply IH. intro G. apply H. intros k [<- | I1]; auto.
  Qed.

  Theorem identity : forall l hs a b, is_identity hs a b = true -> says l hs a b.
  Proof.
    intros l hs a b H. apply given_all. intro hold. unfold is_identity in H. conditions.
    apply (is_defined_ok l hs hold) in H, H1. rewrite (represents_ratio _ _ H), (represents_ratio _ _ H1).
    destruct H as [Ha _], H1 as [Hb _]. destruct (fraction a), (fraction b). apply ratios; assumption.
  Qed.

End Rational.

(* `porism_identity ATOMS NONZERO LEFT RIGHT` for the goal `h <> 0 -> ... -> left = right` *)
Ltac porism_identity l hs a b := refine (Rational.identity l hs a b _); vm_cast_no_check (eq_refl true).
(* For a goal that says so in the data *)
Ltac porism_stated := intros; apply Rational.identity; vm_cast_no_check (eq_refl true).
