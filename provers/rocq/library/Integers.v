(* Real numbers that are integers: what is one, what lies between two of them, and functions at multiples of pi. *)
Require Import Reals Lra Lia.
From Porism Require Import Order Circular.
Open Scope R_scope.

Lemma porism_integer_plus : forall a b, (exists z : Z, a = IZR z) -> (exists z : Z, b = IZR z) -> exists z : Z, a + b = IZR z.
Proof. intros a b [y ->] [z ->]. exists (y + z)%Z. now rewrite plus_IZR. Qed.
Lemma porism_integer_minus : forall a b, (exists z : Z, a = IZR z) -> (exists z : Z, b = IZR z) -> exists z : Z, a - b = IZR z.
Proof. intros a b [y ->] [z ->]. exists (y - z)%Z. now rewrite minus_IZR. Qed.
Lemma porism_integer_opp : forall a, (exists z : Z, a = IZR z) -> exists z : Z, - a = IZR z.
Proof. intros a [y ->]. exists (- y)%Z. now rewrite opp_IZR. Qed.
Lemma porism_integer_mult : forall a b, (exists z : Z, a = IZR z) -> (exists z : Z, b = IZR z) -> exists z : Z, a * b = IZR z.
Proof. intros a b [y ->] [z ->]. exists (y * z)%Z. now rewrite mult_IZR. Qed.
Lemma porism_integer_pow : forall a n, (exists z : Z, a = IZR z) -> exists z : Z, a ^ n = IZR z.
Proof.
  intros a n H. induction n as [|n IH]; [now exists 1%Z|]. simpl. now apply porism_integer_mult.
Qed.
Ltac porism_integer :=
  first
  [ assumption
  | match goal with
    | |- exists _, IZR ?n = _ => exists n; reflexivity
    | |- exists _, _ + _ = _ => apply porism_integer_plus; porism_integer
    | |- exists _, _ - _ = _ => apply porism_integer_minus; porism_integer
    | |- exists _, _ * _ = _ => apply porism_integer_mult; porism_integer
    | |- exists _, - _ = _ => apply porism_integer_opp; porism_integer
    | |- exists _, _ ^ _ = _ => apply porism_integer_pow; porism_integer
    end ].

(* Between two integers that follow each other there is none. *)
Lemma porism_integer_nonneg : forall a, (exists z : Z, a = IZR z) -> 0 < a + 1 -> 0 <= a.
Proof. intros a [z ->] H. apply IZR_le. assert ((-1 < z)%Z) by (apply lt_IZR; lra). lia. Qed.
Lemma porism_integer_split : forall a, (exists z : Z, a = IZR z) -> 0 <= a - 1 \/ 0 <= - a.
Proof.
  intros a [z ->]. destruct (Z_le_gt_dec 1 z) as [H|H]; [left | right].
  - apply IZR_le in H. lra.
  - assert (L : (z <= 0)%Z) by lia. apply IZR_le in L. lra.
Qed.
Lemma porism_integer_between : forall a n, (exists z : Z, a = IZR z) -> 0 < a - IZR n -> 0 < IZR (n + 1) - a -> False.
Proof. intros a n [z ->] H1 H2. assert ((n < z)%Z) by (apply lt_IZR; lra). assert ((z < n + 1)%Z) by (apply lt_IZR; lra). lia. Qed.

(* Half turns *)
Lemma porism_sin_turns : forall x m, (exists z : Z, m = IZR z) -> x = m * PI -> sin x = 0.
Proof. intros x m [z ->] ->. apply sin_eq_0_1. now exists z. Qed.
Lemma porism_cos_turns : forall x m, (exists z : Z, m = IZR z) -> x = m * PI -> cos x ^ 2 - 1 = 0.
Proof.
  intros x m H E. generalize (porism_pythagoras x). rewrite (porism_sin_turns x m H E). intro P. lra.
Qed.
