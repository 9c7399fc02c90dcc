prelude
import Porism.Integers
import Porism.Fields

/-!
# The rational numbers

A rational number is a fraction a/d in lowest terms: an integer a and a positive number d, such that no smaller positive
number e is the denominator of a fraction n/e equal to a/d, that is with n·d = a·e. Equal fractions have the same least
denominator and then the same numerator, so two rational numbers are equal as soon as a·e = b·d (`of_cross`). The least
denominator is found by search (`lowest`), which proofs never run: numbers are compared by cross multiplication.

A sum, a product and an inverse are those of the fractions, brought to lowest terms; each law of ℚ is so a law of
fractions of integers. x ≤ y says that the numerator of y − x is not negative. `OrderedField.rationals` is ℚ as an
ordered field, nothing being assumed.

**Trusted by a reader of our theorems.** That `Rational` with `add`, `mul`, `neg` and `Le` is ℚ. That it is an ordered
field is proved.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u

namespace Integer

/-- |i|. -/
def magnitude (i : Integer) : Nat := Integer.rec (motive := fun _ => Nat) (fun n => n) Nat.succ i

theorem magnitude_difference_zero (b : Nat) : Eq (magnitude (difference 0 b)) b :=
  Nat.rec (motive := fun b => Eq (magnitude (difference 0 b)) b) rfl (fun _ _ => rfl) b

theorem natural_mul (m n : Nat) : Eq (natural (Nat.mul m n)) (mul (natural m) (natural n)) :=
  Ring.integers.semiring.natural_mul m n

theorem magnitude_neg (i : Integer) : Eq (magnitude (neg i)) (magnitude i) :=
  match i with
  | natural n => magnitude_difference_zero n
  | negative _ => rfl

theorem neg_mul (i j : Integer) : Eq (mul (neg i) j) (neg (mul i j)) :=
  identity Ring.integers 2 (.cons i (.cons j .nil)) (.mul (.neg (.variable 0)) (.variable 1))
    (.neg (.mul (.variable 0) (.variable 1))) rfl

theorem mul_neg (i j : Integer) : Eq (mul i (neg j)) (neg (mul i j)) :=
  identity Ring.integers 2 (.cons i (.cons j .nil)) (.mul (.variable 0) (.neg (.variable 1)))
    (.neg (.mul (.variable 0) (.variable 1))) rfl

theorem neg_neg (i : Integer) : Eq (neg (neg i)) i :=
  identity Ring.integers 1 (.cons i .nil) (.neg (.neg (.variable 0))) (.variable 0) rfl

/-- |i·j| = |i|·|j|. -/
theorem magnitude_mul (i j : Integer) : Eq (magnitude (mul i j)) (Nat.mul (magnitude i) (magnitude j)) :=
  match i, j with
  | natural m, natural n => congrArg magnitude (natural_mul m n).symm
  | natural m, negative n => (congrArg magnitude (mul_neg (natural m) (natural (Nat.succ n)))).trans
      ((magnitude_neg _).trans (congrArg magnitude (natural_mul m (Nat.succ n)).symm))
  | negative m, natural n => (congrArg magnitude (neg_mul (natural (Nat.succ m)) (natural n))).trans
      ((magnitude_neg _).trans (congrArg magnitude (natural_mul (Nat.succ m) n).symm))
  | negative m, negative n => (congrArg magnitude (neg_mul (natural (Nat.succ m)) (negative n))).trans
      ((magnitude_neg _).trans ((congrArg magnitude (mul_neg (natural (Nat.succ m)) (natural (Nat.succ n)))).trans
        ((magnitude_neg _).trans (congrArg magnitude (natural_mul (Nat.succ m) (Nat.succ n)).symm))))

/-- i, with the sign of s: |s| is replaced by n. -/
def signed (s : Integer) (n : Nat) : Integer :=
  Integer.rec (motive := fun _ => Integer) (fun _ => natural n) (fun _ => neg (natural n)) s

/-- n·d = |s|·e carries over to n with the sign of s. -/
theorem signed_mul (s : Integer) (n d e : Nat) (h : Eq (Nat.mul n d) (Nat.mul (magnitude s) e)) :
    Eq (mul (signed s n) (natural d)) (mul s (natural e)) :=
  match s, h with
  | natural m, h => (natural_mul n d).symm.trans ((congrArg natural h).trans (natural_mul m e))
  | negative m, h => (neg_mul (natural n) (natural d)).trans ((congrArg neg ((natural_mul n d).symm.trans
      ((congrArg natural h).trans (natural_mul (Nat.succ m) e)))).trans
        (neg_mul (natural (Nat.succ m)) (natural e)).symm)

theorem zero_of_magnitude (i : Integer) (h : Eq (magnitude i) 0) : Eq i (natural 0) :=
  match i, h with
  | natural _, h => congrArg natural h
  | negative _, h => False.elim (Nat.succ_ne_zero h)

/-- i·d = 0 with d > 0 only for i = 0. -/
theorem zero_of_mul (i : Integer) (d : Nat) (h : Eq (mul i (natural (Nat.succ d))) (natural 0)) : Eq i (natural 0) :=
  zero_of_magnitude i (Nat.mul_right_cancel d (magnitude i) 0
    ((magnitude_mul i (natural (Nat.succ d))).symm.trans ((congrArg magnitude h).trans (Nat.zero_mul (Nat.succ d)).symm)))

/-- A positive factor may be left out. -/
theorem mul_right_cancel (i j : Integer) (d : Nat)
    (h : Eq (mul i (natural (Nat.succ d))) (mul j (natural (Nat.succ d)))) : Eq i j :=
  Ring.eq_of_sub_eq_zero Ring.integers i j (zero_of_mul _ d
    ((identity Ring.integers 3 (.cons i (.cons j (.cons (natural (Nat.succ d)) .nil)))
      (.mul (.sub (.variable 0) (.variable 1)) (.variable 2))
      (.sub (.mul (.variable 0) (.variable 2)) (.mul (.variable 1) (.variable 2))) rfl).trans
      ((congrArg (fun t => add t (neg (mul j (natural (Nat.succ d))))) h).trans (add_neg _))))

/-- i is one of 1, 2, 3, … -/
inductive Positive (i : Integer) : Prop where
  | intro (n : Nat) (h : Eq (natural (Nat.succ n)) i) : Positive i

theorem Positive.of_lt {n : Nat} (h : Nat.Lt 0 n) : Positive (natural n) :=
  match h with
  | ⟨k, e⟩ => ⟨k, congrArg natural ((Nat.add_comm (Nat.succ 0) k).symm.trans e)⟩

theorem Positive.mul {i j : Integer} (h : Positive i) (k : Positive j) : Positive (mul i j) :=
  match h, k with
  | ⟨m, e⟩, ⟨n, f⟩ => ⟨Nat.add (Nat.mul (Nat.succ m) n) m,
      (natural_mul (Nat.succ m) (Nat.succ n)).trans (congr2 Integer.mul e f)⟩

theorem cancel {i j d : Integer} (h : Positive d) (e : Eq (mul i d) (mul j d)) : Eq i j :=
  match h with
  | ⟨k, f⟩ => mul_right_cancel i j k (substitution (fun d => Eq (mul i d) (mul j d)) f.symm e)

/-- i is one of 0, 1, 2, … -/
inductive Nonnegative (i : Integer) : Prop where
  | intro (n : Nat) (h : Eq (natural n) i) : Nonnegative i

theorem Nonnegative.add {i j : Integer} (h : Nonnegative i) (k : Nonnegative j) : Nonnegative (add i j) :=
  match h, k with
  | ⟨m, e⟩, ⟨n, f⟩ => ⟨Nat.add m n, (Ring.integers.semiring.natural_add m n).trans (congr2 Integer.add e f)⟩

theorem Nonnegative.mul {i j : Integer} (h : Nonnegative i) (k : Nonnegative j) : Nonnegative (mul i j) :=
  match h, k with
  | ⟨m, e⟩, ⟨n, f⟩ => ⟨Nat.mul m n, (natural_mul m n).trans (congr2 Integer.mul e f)⟩

theorem not_negative {m n : Nat} (h : Eq (natural m) (negative n)) : False :=
  substitution (fun i => Integer.rec (motive := fun _ => Prop) (fun _ => True) (fun _ => False) i) h True.intro

/-- Whether i·d is negative is for positive d whether i is. -/
theorem Nonnegative.of_mul {i d : Integer} (h : Positive d) (e : Nonnegative (Integer.mul i d)) : Nonnegative i :=
  match h with
  | ⟨k, f⟩ =>
    have at_k : Nonnegative (Integer.mul i (natural (Nat.succ k))) :=
      substitution (fun d => Nonnegative (Integer.mul i d)) f.symm e
    match i, at_k with
    | natural n, _ => ⟨n, rfl⟩
    | negative m, ⟨n, g⟩ => False.elim (not_negative (m := n) (n := Nat.add (Nat.mul (Nat.succ m) k) m)
        (g.trans ((neg_mul (natural (Nat.succ m)) (natural (Nat.succ k))).trans
          (congrArg neg (natural_mul (Nat.succ m) (Nat.succ k)).symm))))

theorem zero_of_nonnegative {i : Integer} (h : Nonnegative i) (k : Nonnegative (neg i)) : Eq i (natural 0) :=
  match i, h, k with
  | natural n, _, ⟨m, e⟩ => Nat.rec (motive := fun n => Eq (natural m) (neg (natural n)) → Eq (natural n) (natural 0))
      (fun _ => rfl) (fun j _ e => False.elim (not_negative (m := m) (n := j) e)) n e
  | negative n, ⟨m, e⟩, _ => False.elim (not_negative e)

end Integer

namespace Nat

/-- The least of the numbers s, s + 1, …, s + fuel − 1 that p accepts, else s + fuel. -/
def search (p : Nat → Bool) (fuel : Nat) : Nat → Nat :=
  Nat.rec (motive := fun _ => Nat → Nat) (fun s => s)
    (fun _ r s => Bool.rec (motive := fun _ => Nat) (r (Nat.succ s)) s (p s)) fuel

theorem le_search (p : Nat → Bool) (fuel : Nat) : (s : Nat) → Le s (search p fuel s) :=
  Nat.rec (motive := fun fuel => (s : Nat) → Le s (search p fuel s)) (fun s => Le.refl s)
    (fun f ih s => Bool.rec (motive := fun b => Le s (Bool.rec (motive := fun _ => Nat) (search p f (Nat.succ s)) s b))
      (Le.trans ⟨1, rfl⟩ (ih (Nat.succ s))) (Le.refl s) (p s)) fuel

/-- Either j = s or j is one of the numbers from s + 1 on. -/
theorem from_succ (s k j : Nat) (h : Eq (Nat.add s (Nat.succ k)) j) : Eq (Nat.add (Nat.succ s) k) j :=
  (succ_add s k).trans h

/-- What p accepts is not before what the search finds. -/
theorem search_le (p : Nat → Bool) (fuel : Nat) : (s k : Nat) → Eq (p (Nat.add s k)) Bool.true →
    Le (search p fuel s) (Nat.add s k) :=
  Nat.rec (motive := fun fuel => (s k : Nat) → Eq (p (Nat.add s k)) Bool.true → Le (search p fuel s) (Nat.add s k))
    (fun s k _ => ⟨k, rfl⟩)
    (fun f ih s k h => Bool.rec
      (motive := fun b => Eq (p s) b → Le (Bool.rec (motive := fun _ => Nat) (search p f (Nat.succ s)) s b) (Nat.add s k))
      (fun no => Nat.rec (motive := fun k => Eq (p (Nat.add s k)) Bool.true → Le (search p f (Nat.succ s)) (Nat.add s k))
        (fun yes => False.elim (Bool.false_ne_true (no.symm.trans yes)))
        (fun j _ yes => substitution (fun t => Le (search p f (Nat.succ s)) t) (succ_add s j)
          (ih (Nat.succ s) j (substitution (fun t => Eq (p t) Bool.true) (succ_add s j).symm yes))) k h)
      (fun _ => ⟨k, rfl⟩) (p s) rfl) fuel

/-- If p accepts one of the numbers s, …, s + fuel, it accepts what the search finds. -/
theorem search_found (p : Nat → Bool) (fuel : Nat) : (s k r : Nat) → Eq (Nat.add k r) fuel →
    Eq (p (Nat.add s k)) Bool.true → Eq (p (search p fuel s)) Bool.true :=
  Nat.rec (motive := fun fuel => (s k r : Nat) → Eq (Nat.add k r) fuel →
      Eq (p (Nat.add s k)) Bool.true → Eq (p (search p fuel s)) Bool.true)
    (fun s k r e h => substitution (fun t => Eq (p (Nat.add s t)) Bool.true) (add_eq_zero k r e) h)
    (fun f ih s k r e h => Bool.rec
      (motive := fun b => Eq (p s) b → Eq (p (Bool.rec (motive := fun _ => Nat) (search p f (Nat.succ s)) s b)) Bool.true)
      (fun no => Nat.rec (motive := fun k => Eq (Nat.add k r) (Nat.succ f) → Eq (p (Nat.add s k)) Bool.true →
          Eq (p (search p f (Nat.succ s))) Bool.true)
        (fun _ yes => False.elim (Bool.false_ne_true (no.symm.trans yes)))
        (fun j _ e yes => ih (Nat.succ s) j r (succ_inj ((succ_add j r).symm.trans e))
          (substitution (fun t => Eq (p t) Bool.true) (succ_add s j).symm yes)) k e h)
      (fun yes => yes) (p s) rfl) fuel

end Nat

namespace Nat

theorem le_antisymm {a b : Nat} (h : Le a b) (k : Le b a) : Eq a b :=
  match h, k with
  | ⟨i, p⟩, ⟨j, q⟩ =>
    have none : Eq i 0 := add_eq_zero i j (add_left_cancel _ _ a
      ((add_assoc a i j).symm.trans ((congrArg (fun t => Nat.add t j) p).trans q)))
    (congrArg (Nat.add a) none).symm.trans p

/-- x/d, if d divides x. -/
def quotient (x d : Nat) : Nat := search (fun n => Nat.beq (Nat.mul n d) x) x 0

def divides (d x : Nat) : Bool := Nat.beq (Nat.mul (quotient x d) d) x

theorem divides_of_eq (x d n : Nat) (h : Lt 0 d) (e : Eq (Nat.mul n d) x) : Eq (divides d x) Bool.true :=
  match h with
  | ⟨k, f⟩ =>
    have room : Eq (Nat.add n (Nat.mul n k)) x :=
      (add_comm n (Nat.mul n k)).trans ((congrArg (Nat.mul n) ((add_comm k (succ 0)).trans f)).trans e)
    search_found (fun n => Nat.beq (Nat.mul n d) x) x 0 n (Nat.mul n k) room
      (substitution (fun t => Eq (Nat.beq t x) Bool.true)
        (e.symm.trans (congrArg (fun t => Nat.mul t d) (zero_add n).symm)) (beq_self x))

/-- The least positive e such that d divides m·e. -/
def lowest (m d : Nat) : Nat := search (fun e => divides d (Nat.mul m e)) d 1

theorem lowest_positive (m d : Nat) : Lt 0 (lowest m d) := le_search (fun e => divides d (Nat.mul m e)) d 1

theorem lowest_found (m d : Nat) (h : Lt 0 d) : Eq (divides d (Nat.mul m (lowest m d))) Bool.true :=
  match h with
  | ⟨k, f⟩ => search_found (fun e => divides d (Nat.mul m e)) d 1 k 1 ((add_comm k 1).trans f)
      (substitution (fun t => Eq (divides d (Nat.mul m t)) Bool.true) f.symm (divides_of_eq (Nat.mul m d) d m h rfl))

theorem lowest_le (m d e n : Nat) (h : Lt 0 d) (k : Lt 0 e) (f : Eq (Nat.mul n d) (Nat.mul m e)) : Le (lowest m d) e :=
  match k with
  | ⟨j, g⟩ => substitution (Le (lowest m d)) g (search_le (fun e => divides d (Nat.mul m e)) d 1 j
      (substitution (fun t => Eq (divides d (Nat.mul m t)) Bool.true) g.symm (divides_of_eq (Nat.mul m e) d n h f)))

end Nat

/-- A rational number: a fraction with the least positive denominator. -/
structure Rational : Type where
  numerator : Integer
  denominator : Nat
  positive : Nat.Lt 0 denominator
  least : (n : Integer) → (e : Nat) → Nat.Lt 0 e →
    Eq (Integer.mul n (Integer.natural denominator)) (Integer.mul numerator (Integer.natural e)) → Nat.Le denominator e

namespace Rational

theorem ext (r s : Rational) (h : Eq r.numerator s.numerator) (k : Eq r.denominator s.denominator) : Eq r s :=
  @Eq.rec Integer r.numerator
    (fun b _ => (e : Nat) → Eq r.denominator e → (q : Nat.Lt 0 e) →
      (m : (n : Integer) → (f : Nat) → Nat.Lt 0 f →
        Eq (Integer.mul n (Integer.natural e)) (Integer.mul b (Integer.natural f)) → Nat.Le e f) →
      Eq r (Rational.mk b e q m))
    (fun e k => @Eq.rec Nat r.denominator
      (fun e _ => (q : Nat.Lt 0 e) →
        (m : (n : Integer) → (f : Nat) → Nat.Lt 0 f →
          Eq (Integer.mul n (Integer.natural e)) (Integer.mul r.numerator (Integer.natural f)) → Nat.Le e f) →
        Eq r (Rational.mk r.numerator e q m))
      (fun _ _ => rfl) e k)
    s.numerator h s.denominator k s.positive s.least

/-- The denominator as an integer. -/
def below (r : Rational) : Integer := Integer.natural r.denominator

theorem below_positive (r : Rational) : Integer.Positive r.below := Integer.Positive.of_lt r.positive

/-- Fractions that are equal by cross multiplication are the same number. -/
theorem of_cross (r s : Rational) (h : Eq (Integer.mul r.numerator s.below) (Integer.mul s.numerator r.below)) :
    Eq r s :=
  have d : Eq r.denominator s.denominator := Nat.le_antisymm
    (r.least s.numerator s.denominator s.positive h.symm) (s.least r.numerator r.denominator r.positive h)
  ext r s (Integer.cancel s.below_positive
    (h.trans (congrArg (fun t => Integer.mul s.numerator (Integer.natural t)) d))) d

/-- r = a/d. -/
structure Is (r : Rational) (a d : Integer) : Prop where
  positive : Integer.Positive d
  cross : Eq (Integer.mul r.numerator d) (Integer.mul a r.below)

theorem is_self (r : Rational) : Is r r.numerator r.below := ⟨r.below_positive, rfl⟩

/-- a/d = b/e if a·e = b·d. -/
theorem Is.change {r : Rational} {a b d e : Integer} (h : Is r a d) (k : Integer.Positive e)
    (f : Eq (Integer.mul a e) (Integer.mul b d)) : Is r b e :=
  ⟨k, Integer.cancel h.positive
    (combination Ring.integers 6
      (.cons r.numerator (.cons r.below (.cons a (.cons d (.cons b (.cons e .nil))))))
      (.mul (.mul (.variable 0) (.variable 5)) (.variable 3)) (.mul (.mul (.variable 4) (.variable 1)) (.variable 3))
      (.number 1)
      (.cons ⟨.variable 5, ⟨.mul (.variable 0) (.variable 3), .mul (.variable 2) (.variable 1)⟩⟩
        (.cons ⟨.variable 1, ⟨.mul (.variable 2) (.variable 5), .mul (.variable 4) (.variable 3)⟩⟩ .nil))
      rfl (Invertible.one Ring.integers) ⟨h.cross, ⟨f, True.intro⟩⟩)⟩

theorem Is.unique {r s : Rational} {a d : Integer} (h : Is r a d) (k : Is s a d) : Eq r s :=
  of_cross r s (Is.change h s.below_positive (k.cross.symm)).cross

theorem of_is {r s : Rational} {a b d e : Integer} (h : Is r a d) (k : Is s b e)
    (f : Eq (Integer.mul a e) (Integer.mul b d)) : Eq r s :=
  Is.unique (h.change k.positive f) k

/-- a/d in lowest terms. -/
def lowest (a : Integer) (d : Nat) (h : Nat.Lt 0 d) : Rational :=
  have spec : Eq (Integer.mul
      (Integer.signed a (Nat.quotient (Nat.mul a.magnitude (Nat.lowest a.magnitude d)) d)) (Integer.natural d))
      (Integer.mul a (Integer.natural (Nat.lowest a.magnitude d))) :=
    Integer.signed_mul a _ d _ (Nat.eq_of_beq _ _ (Nat.lowest_found a.magnitude d h))
  { numerator := Integer.signed a (Nat.quotient (Nat.mul a.magnitude (Nat.lowest a.magnitude d)) d)
    denominator := Nat.lowest a.magnitude d
    positive := Nat.lowest_positive a.magnitude d
    least := fun n e k f => Nat.lowest_le a.magnitude d e n.magnitude h k
      ((Integer.magnitude_mul n (Integer.natural d)).symm.trans ((congrArg Integer.magnitude
        (Integer.cancel (Integer.Positive.of_lt (Nat.lowest_positive a.magnitude d))
          (combination Ring.integers 6
            (.cons n (.cons (Integer.natural d) (.cons a (.cons (Integer.natural e)
              (.cons (Integer.natural (Nat.lowest a.magnitude d))
                (.cons (Integer.signed a (Nat.quotient (Nat.mul a.magnitude (Nat.lowest a.magnitude d)) d)) .nil))))))
            (.mul (.mul (.variable 0) (.variable 1)) (.variable 4))
            (.mul (.mul (.variable 2) (.variable 3)) (.variable 4)) (.number 1)
            (.cons ⟨.variable 1, ⟨.mul (.variable 0) (.variable 4), .mul (.variable 5) (.variable 3)⟩⟩
              (.cons ⟨.variable 3, ⟨.mul (.variable 5) (.variable 1), .mul (.variable 2) (.variable 4)⟩⟩ .nil))
            rfl (Invertible.one Ring.integers) ⟨f, ⟨spec, True.intro⟩⟩))).trans
        (Integer.magnitude_mul a (Integer.natural e)))) }

theorem is_lowest (a : Integer) (d : Nat) (h : Nat.Lt 0 d) : Is (lowest a d h) a (Integer.natural d) :=
  ⟨Integer.Positive.of_lt h, Integer.signed_mul a _ d _ (Nat.eq_of_beq _ _ (Nat.lowest_found a.magnitude d h))⟩

theorem product_positive {d e : Nat} (h : Nat.Lt 0 d) (k : Nat.Lt 0 e) : Nat.Lt 0 (Nat.mul d e) :=
  match h, k with
  | ⟨i, p⟩, ⟨j, q⟩ => substitution (fun t => Nat.Lt 0 (Nat.mul t e)) p
      (substitution (fun t => Nat.Lt 0 (Nat.mul (Nat.add 1 i) t)) q
        (substitution (fun t => Nat.Lt 0 t) (congr2 Nat.mul (Nat.add_comm i 1) (Nat.add_comm j 1))
          ⟨Nat.add (Nat.mul (Nat.succ i) j) i, Nat.add_comm 1 _⟩))

def add (r s : Rational) : Rational :=
  lowest (Integer.add (Integer.mul r.numerator s.below) (Integer.mul s.numerator r.below))
    (Nat.mul r.denominator s.denominator) (product_positive r.positive s.positive)

def mul (r s : Rational) : Rational :=
  lowest (Integer.mul r.numerator s.numerator) (Nat.mul r.denominator s.denominator)
    (product_positive r.positive s.positive)

def neg (r : Rational) : Rational where
  numerator := Integer.neg r.numerator
  denominator := r.denominator
  positive := r.positive
  least := fun n e h k => r.least (Integer.neg n) e h
    ((Integer.neg_mul n r.below).trans ((congrArg Integer.neg k).trans
      ((congrArg Integer.neg (Integer.neg_mul r.numerator (Integer.natural e))).trans (Integer.neg_neg _))))

/-- The number n. -/
def natural (n : Nat) : Rational := ⟨Integer.natural n, 1, ⟨0, rfl⟩, fun _ _ h _ => h⟩

theorem is_natural (n : Nat) : Is (natural n) (Integer.natural n) (Integer.natural 1) := is_self (natural n)

/-- a/d + b/e = (a·e + b·d)/(d·e). -/
theorem is_add {r s : Rational} {a b d e : Integer} (h : Is r a d) (k : Is s b e) :
    Is (add r s) (Integer.add (Integer.mul a e) (Integer.mul b d)) (Integer.mul d e) :=
  Is.change (is_lowest _ _ (product_positive r.positive s.positive)) (h.positive.mul k.positive)
    ((combination Ring.integers 8
      (.cons r.numerator (.cons r.below (.cons s.numerator (.cons s.below
        (.cons a (.cons d (.cons b (.cons e .nil))))))))
      (.mul (.add (.mul (.variable 0) (.variable 3)) (.mul (.variable 2) (.variable 1)))
        (.mul (.variable 5) (.variable 7)))
      (.mul (.add (.mul (.variable 4) (.variable 7)) (.mul (.variable 6) (.variable 5)))
        (.mul (.variable 1) (.variable 3)))
      (.number 1)
      (.cons ⟨.mul (.variable 3) (.variable 7), ⟨.mul (.variable 0) (.variable 5), .mul (.variable 4) (.variable 1)⟩⟩
        (.cons ⟨.mul (.variable 1) (.variable 5), ⟨.mul (.variable 2) (.variable 7), .mul (.variable 6) (.variable 3)⟩⟩
          .nil))
      rfl (Invertible.one Ring.integers) ⟨h.cross, ⟨k.cross, True.intro⟩⟩).trans
      (congrArg (Integer.mul (Integer.add (Integer.mul a e) (Integer.mul b d)))
        (Integer.natural_mul r.denominator s.denominator).symm))

/-- a/d · b/e = (a·b)/(d·e). -/
theorem is_mul {r s : Rational} {a b d e : Integer} (h : Is r a d) (k : Is s b e) :
    Is (mul r s) (Integer.mul a b) (Integer.mul d e) :=
  Is.change (is_lowest _ _ (product_positive r.positive s.positive)) (h.positive.mul k.positive)
    ((combination Ring.integers 8
      (.cons r.numerator (.cons r.below (.cons s.numerator (.cons s.below
        (.cons a (.cons d (.cons b (.cons e .nil))))))))
      (.mul (.mul (.variable 0) (.variable 2)) (.mul (.variable 5) (.variable 7)))
      (.mul (.mul (.variable 4) (.variable 6)) (.mul (.variable 1) (.variable 3)))
      (.number 1)
      (.cons ⟨.mul (.variable 2) (.variable 7), ⟨.mul (.variable 0) (.variable 5), .mul (.variable 4) (.variable 1)⟩⟩
        (.cons ⟨.mul (.variable 4) (.variable 1), ⟨.mul (.variable 2) (.variable 7), .mul (.variable 6) (.variable 3)⟩⟩
          .nil))
      rfl (Invertible.one Ring.integers) ⟨h.cross, ⟨k.cross, True.intro⟩⟩).trans
      (congrArg (Integer.mul (Integer.mul a b)) (Integer.natural_mul r.denominator s.denominator).symm))

theorem is_neg {r : Rational} {a d : Integer} (h : Is r a d) : Is (neg r) (Integer.neg a) d :=
  ⟨h.positive, (Integer.neg_mul r.numerator d).trans
    ((congrArg Integer.neg h.cross).trans (Integer.neg_mul a r.below).symm)⟩

theorem natural_succ (n : Nat) : Eq (natural (Nat.succ n)) (add (natural n) (natural 1)) :=
  of_is (is_natural (Nat.succ n)) (is_add (is_natural n) (is_natural 1))
    ((congrArg (fun i => Integer.mul i (Integer.mul (Integer.natural 1) (Integer.natural 1)))
        (Ring.integers.natural_succ n)).trans
      (identity Ring.integers 1 (.cons (Integer.natural n) .nil)
        (.mul (.add (.variable 0) (.number 1)) (.mul (.number 1) (.number 1)))
        (.mul (.add (.mul (.variable 0) (.number 1)) (.mul (.number 1) (.number 1))) (.number 1)) rfl))

theorem add_comm (r s : Rational) : Eq (add r s) (add s r) :=
  of_is (is_add r.is_self s.is_self) (is_add s.is_self r.is_self)
    (identity Ring.integers 4 (.cons r.numerator (.cons r.below (.cons s.numerator (.cons s.below .nil))))
      (.mul (.add (.mul (.variable 0) (.variable 3)) (.mul (.variable 2) (.variable 1)))
        (.mul (.variable 3) (.variable 1)))
      (.mul (.add (.mul (.variable 2) (.variable 1)) (.mul (.variable 0) (.variable 3)))
        (.mul (.variable 1) (.variable 3))) rfl)

theorem mul_comm (r s : Rational) : Eq (mul r s) (mul s r) :=
  of_is (is_mul r.is_self s.is_self) (is_mul s.is_self r.is_self)
    (identity Ring.integers 4 (.cons r.numerator (.cons r.below (.cons s.numerator (.cons s.below .nil))))
      (.mul (.mul (.variable 0) (.variable 2)) (.mul (.variable 3) (.variable 1)))
      (.mul (.mul (.variable 2) (.variable 0)) (.mul (.variable 1) (.variable 3))) rfl)

theorem zero_add (r : Rational) : Eq (add (natural 0) r) r :=
  of_is (is_add (is_natural 0) r.is_self) r.is_self
    (identity Ring.integers 2 (.cons r.numerator (.cons r.below .nil))
      (.mul (.add (.mul (.number 0) (.variable 1)) (.mul (.variable 0) (.number 1))) (.variable 1))
      (.mul (.variable 0) (.mul (.number 1) (.variable 1))) rfl)

theorem one_mul (r : Rational) : Eq (mul (natural 1) r) r :=
  of_is (is_mul (is_natural 1) r.is_self) r.is_self
    (identity Ring.integers 2 (.cons r.numerator (.cons r.below .nil))
      (.mul (.mul (.number 1) (.variable 0)) (.variable 1))
      (.mul (.variable 0) (.mul (.number 1) (.variable 1))) rfl)

theorem add_neg (r : Rational) : Eq (add r (neg r)) (natural 0) :=
  of_is (is_add r.is_self (is_neg r.is_self)) (is_natural 0)
    (identity Ring.integers 2 (.cons r.numerator (.cons r.below .nil))
      (.mul (.add (.mul (.variable 0) (.variable 1)) (.mul (.neg (.variable 0)) (.variable 1))) (.number 1))
      (.mul (.number 0) (.mul (.variable 1) (.variable 1))) rfl)

section
variable (r s t : Rational)

/-- The numerators and denominators of three numbers. -/
def six : List Integer :=
  .cons r.numerator (.cons r.below (.cons s.numerator (.cons s.below (.cons t.numerator (.cons t.below .nil)))))

theorem add_assoc : Eq (add (add r s) t) (add r (add s t)) :=
  of_is (is_add (is_add r.is_self s.is_self) t.is_self) (is_add r.is_self (is_add s.is_self t.is_self))
    (identity Ring.integers 6 (six r s t)
      (.mul (.add (.mul (.add (.mul (.variable 0) (.variable 3)) (.mul (.variable 2) (.variable 1))) (.variable 5))
          (.mul (.variable 4) (.mul (.variable 1) (.variable 3))))
        (.mul (.variable 1) (.mul (.variable 3) (.variable 5))))
      (.mul (.add (.mul (.variable 0) (.mul (.variable 3) (.variable 5)))
          (.mul (.add (.mul (.variable 2) (.variable 5)) (.mul (.variable 4) (.variable 3))) (.variable 1)))
        (.mul (.mul (.variable 1) (.variable 3)) (.variable 5))) rfl)

theorem mul_assoc : Eq (mul (mul r s) t) (mul r (mul s t)) :=
  of_is (is_mul (is_mul r.is_self s.is_self) t.is_self) (is_mul r.is_self (is_mul s.is_self t.is_self))
    (identity Ring.integers 6 (six r s t)
      (.mul (.mul (.mul (.variable 0) (.variable 2)) (.variable 4))
        (.mul (.variable 1) (.mul (.variable 3) (.variable 5))))
      (.mul (.mul (.variable 0) (.mul (.variable 2) (.variable 4)))
        (.mul (.mul (.variable 1) (.variable 3)) (.variable 5))) rfl)

theorem mul_add : Eq (mul r (add s t)) (add (mul r s) (mul r t)) :=
  of_is (is_mul r.is_self (is_add s.is_self t.is_self))
    (is_add (is_mul r.is_self s.is_self) (is_mul r.is_self t.is_self))
    (identity Ring.integers 6 (six r s t)
      (.mul (.mul (.variable 0) (.add (.mul (.variable 2) (.variable 5)) (.mul (.variable 4) (.variable 3))))
        (.mul (.mul (.variable 1) (.variable 3)) (.mul (.variable 1) (.variable 5))))
      (.mul (.add (.mul (.mul (.variable 0) (.variable 2)) (.mul (.variable 1) (.variable 5)))
          (.mul (.mul (.variable 0) (.variable 4)) (.mul (.variable 1) (.variable 3))))
        (.mul (.variable 1) (.mul (.variable 3) (.variable 5)))) rfl)
end

end Rational

/-- ℚ as a ring. -/
def Ring.rationals : Ring.{0} where
  carrier := Rational
  zero := Rational.natural 0
  one := Rational.natural 1
  add := Rational.add
  mul := Rational.mul
  neg := Rational.neg
  natural := Rational.natural
  natural_zero := rfl
  natural_succ := Rational.natural_succ
  zero_add := Rational.zero_add
  add_comm := Rational.add_comm
  add_assoc := Rational.add_assoc
  add_neg := Rational.add_neg
  one_mul := Rational.one_mul
  mul_comm := Rational.mul_comm
  mul_assoc := Rational.mul_assoc
  mul_add := Rational.mul_add

namespace Rational

theorem zero_ne_one : Not (Eq (natural 0) (natural 1)) :=
  fun h => Nat.succ_ne_zero (congrArg (fun r => Integer.magnitude (numerator r)) h).symm

theorem zero_of_numerator (r : Rational) (h : Eq r.numerator (Integer.natural 0)) : Eq r (natural 0) :=
  of_is r.is_self (is_natural 0)
    ((congrArg (fun i => Integer.mul i (Integer.natural 1)) h).trans
      (identity Ring.integers 1 (.cons r.below .nil) (.mul (.number 0) (.number 1)) (.mul (.number 0) (.variable 0)) rfl))

/-- The inverse of a/d is ±d/|a|. -/
theorem inverse (r : Rational) (h : Not (Eq r (natural 0))) : Invertible Ring.rationals r :=
  Integer.rec (motive := fun i => Eq r.numerator i → Invertible Ring.rationals r)
    (fun n => Nat.rec (motive := fun n => Eq r.numerator (Integer.natural n) → Invertible Ring.rationals r)
      (fun e => False.elim (h (zero_of_numerator r e)))
      (fun n _ e =>
        have positive : Nat.Lt 0 (Nat.succ n) := ⟨n, Nat.add_comm 1 n⟩
        ⟨lowest r.below (Nat.succ n) positive,
          of_is (is_mul ⟨r.below_positive, congrArg (fun i => Integer.mul i r.below) e⟩
              (is_lowest r.below (Nat.succ n) positive)) (is_natural 1)
            (identity Ring.integers 2 (.cons (Integer.natural (Nat.succ n)) (.cons r.below .nil))
              (.mul (.mul (.variable 0) (.variable 1)) (.number 1))
              (.mul (.number 1) (.mul (.variable 1) (.variable 0))) rfl)⟩) n)
    (fun n e =>
        have positive : Nat.Lt 0 (Nat.succ n) := ⟨n, Nat.add_comm 1 n⟩
        ⟨lowest (Integer.neg r.below) (Nat.succ n) positive,
          of_is (is_mul ⟨r.below_positive, congrArg (fun i => Integer.mul i r.below) e⟩
              (is_lowest (Integer.neg r.below) (Nat.succ n) positive)) (is_natural 1)
            (identity Ring.integers 2 (.cons (Integer.natural (Nat.succ n)) (.cons r.below .nil))
              (.mul (.mul (.neg (.variable 0)) (.neg (.variable 1))) (.number 1))
              (.mul (.number 1) (.mul (.variable 1) (.variable 0))) rfl)⟩)
    r.numerator rfl

/-- The numerator is 0, 1, 2, … -/
def Nonnegative (r : Rational) : Prop := Integer.Nonnegative r.numerator

/-- x ≤ y: the numerator of y − x is not negative. -/
def Le (x y : Rational) : Prop := Nonnegative (Ring.rationals.sub y x)

theorem nonnegative_of_is {r : Rational} {a d : Integer} (h : Is r a d) (k : Integer.Nonnegative a) : Nonnegative r :=
  Integer.Nonnegative.of_mul h.positive
    (substitution Integer.Nonnegative h.cross.symm (k.mul ⟨r.denominator, rfl⟩))

theorem nonnegative_add {r s : Rational} (h : Nonnegative r) (k : Nonnegative s) : Nonnegative (add r s) :=
  nonnegative_of_is (is_add r.is_self s.is_self)
    ((Integer.Nonnegative.mul h ⟨s.denominator, rfl⟩).add (Integer.Nonnegative.mul k ⟨r.denominator, rfl⟩))

theorem nonnegative_mul {r s : Rational} (h : Nonnegative r) (k : Nonnegative s) : Nonnegative (mul r s) :=
  nonnegative_of_is (is_mul r.is_self s.is_self) (Integer.Nonnegative.mul h k)

theorem le_refl (x : Rational) : Le x x := substitution Nonnegative (add_neg x).symm ⟨0, rfl⟩

theorem le_trans (x y z : Rational) (h : Le x y) (k : Le y z) : Le x z :=
  substitution Nonnegative
    (identity Ring.rationals 3 (.cons x (.cons y (.cons z .nil)))
      (.add (.sub (.variable 2) (.variable 1)) (.sub (.variable 1) (.variable 0)))
      (.sub (.variable 2) (.variable 0)) rfl)
    (nonnegative_add k h)

theorem turned (x y : Rational) : Eq (Ring.rationals.sub x y) (neg (Ring.rationals.sub y x)) :=
  identity Ring.rationals 2 (.cons x (.cons y .nil)) (.sub (.variable 0) (.variable 1))
    (.neg (.sub (.variable 1) (.variable 0))) rfl

theorem le_antisymm (x y : Rational) (h : Le x y) (k : Le y x) : Eq x y :=
  (Ring.eq_of_sub_eq_zero Ring.rationals y x (zero_of_numerator (Ring.rationals.sub y x)
    (Integer.zero_of_nonnegative h (substitution Nonnegative (turned x y) k)))).symm

theorem le_total (x y : Rational) : Or (Le x y) (Le y x) :=
  Integer.rec (motive := fun i => Eq i (numerator (Ring.rationals.sub y x)) → Or (Le x y) (Le y x))
    (fun n e => .inl ⟨n, e⟩)
    (fun n e => .inr (substitution Nonnegative (turned x y).symm ⟨Nat.succ n, congrArg Integer.neg e⟩))
    (numerator (Ring.rationals.sub y x)) rfl

theorem add_le_add (x y z : Rational) (h : Le x y) : Le (add x z) (add y z) :=
  substitution Nonnegative
    (identity Ring.rationals 3 (.cons x (.cons y (.cons z .nil))) (.sub (.variable 1) (.variable 0))
      (.sub (.add (.variable 1) (.variable 2)) (.add (.variable 0) (.variable 2))) rfl) h

theorem nonnegative_of_le {x : Rational} (h : Le (natural 0) x) : Nonnegative x :=
  substitution Nonnegative
    (identity Ring.rationals 1 (.cons x .nil) (.sub (.variable 0) (.number 0)) (.variable 0) rfl) h

theorem le_of_nonnegative {x : Rational} (h : Nonnegative x) : Le (natural 0) x :=
  substitution Nonnegative
    (identity Ring.rationals 1 (.cons x .nil) (.variable 0) (.sub (.variable 0) (.number 0)) rfl) h

theorem mul_nonneg (x y : Rational) (h : Le (natural 0) x) (k : Le (natural 0) y) : Le (natural 0) (mul x y) :=
  le_of_nonnegative (nonnegative_mul (nonnegative_of_le h) (nonnegative_of_le k))

end Rational

namespace Rational

theorem eq_or_ne (x y : Rational) : Or (Eq x y) (Not (Eq x y)) :=
  have apart : Not (Eq (numerator (Ring.rationals.sub x y)) (Integer.natural 0)) → Not (Eq x y) := fun h e =>
    h (congrArg numerator ((congrArg (fun t => Ring.rationals.sub t y) e).trans (add_neg y)))
  Integer.rec (motive := fun i => Eq (numerator (Ring.rationals.sub x y)) i → Or (Eq x y) (Not (Eq x y)))
    (fun n => Nat.rec
      (motive := fun n => Eq (numerator (Ring.rationals.sub x y)) (Integer.natural n) → Or (Eq x y) (Not (Eq x y)))
      (fun e => .inl (Ring.eq_of_sub_eq_zero Ring.rationals x y (zero_of_numerator _ e)))
      (fun _ _ e => .inr (apart (fun z =>
        Nat.succ_ne_zero (congrArg Integer.magnitude (e.symm.trans z))))) n)
    (fun _ e => .inr (apart (fun z => Nat.succ_ne_zero (congrArg Integer.magnitude (e.symm.trans z)))))
    (numerator (Ring.rationals.sub x y)) rfl

end Rational

/-- ℚ as a field. -/
def Field.rationals : Field.{0} where
  ring := Ring.rationals
  zero_ne_one := Rational.zero_ne_one
  eq_or_ne := Rational.eq_or_ne
  inverse := Rational.inverse

/-- ℚ as an ordered field. -/
def OrderedField.rationals : OrderedField.{0} where
  field := Field.rationals
  le := Rational.Le
  le_refl := Rational.le_refl
  le_trans := Rational.le_trans
  le_antisymm := Rational.le_antisymm
  le_total := Rational.le_total
  add_le_add := Rational.add_le_add
  mul_nonneg := Rational.mul_nonneg
