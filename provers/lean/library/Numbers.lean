prelude
import Porism.Rationals

/-!
# Facts about concrete numbers

a/d and b/e with d, e > 0 compare as a·e and b·d do, that is as the sign of b·d − a·e says. Each theorem here takes one
Boolean about this integer, which the kernel computes, and says how the two rational numbers compare.

`Rational.ratio a d` is a/d; for d = 0 it is 0, and no theorem speaks about that.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section

namespace Rational

/-- a/d for d > 0; 0 for d = 0. -/
def ratio (a : Integer) (d : Nat) : Rational :=
  Nat.rec (motive := fun _ => Rational) (natural 0) (fun k _ => lowest a (Nat.succ k) ⟨k, Nat.add_comm 1 k⟩) d

theorem is_ratio (a : Integer) (d : Nat) : Nat.Lt 0 d → Is (ratio a d) a (Integer.natural d) :=
  Nat.rec (motive := fun d => Nat.Lt 0 d → Is (ratio a d) a (Integer.natural d))
    (fun h => match h with
      | ⟨k, e⟩ => False.elim (Nat.succ_ne_zero ((Nat.add_comm k 1).trans e)))
    (fun k _ _ => is_lowest a (Nat.succ k) ⟨k, Nat.add_comm 1 k⟩) d

/-- b·d − a·e, whose sign is that of b/e − a/d. -/
def excess (a : Integer) (d : Nat) (b : Integer) (e : Nat) : Integer :=
  Integer.add (Integer.mul b (Integer.natural d)) (Integer.neg (Integer.mul a (Integer.natural e)))

theorem is_difference (a : Integer) (d : Nat) (b : Integer) (e : Nat) (hd : Nat.Lt 0 d) (he : Nat.Lt 0 e) :
    Is (Ring.rationals.sub (ratio b e) (ratio a d)) (excess a d b e)
      (Integer.mul (Integer.natural e) (Integer.natural d)) :=
  Is.change (is_add (is_ratio b e he) (is_neg (is_ratio a d hd)))
    ((Integer.Positive.of_lt he).mul (Integer.Positive.of_lt hd))
    (congrArg (fun t => Integer.mul (Integer.add (Integer.mul b (Integer.natural d)) t)
      (Integer.mul (Integer.natural e) (Integer.natural d))) (Integer.neg_mul a (Integer.natural e)))

theorem zero_of_excess (a : Integer) (d : Nat) (b : Integer) (e : Nat) (hd : Nat.Lt 0 d) (he : Nat.Lt 0 e)
    (h : Eq (ratio a d) (ratio b e)) : Eq (excess a d b e) (Integer.natural 0) :=
  have zero : Eq (Ring.rationals.sub (ratio b e) (ratio a d)) (natural 0) :=
    (congrArg (fun t => Ring.rationals.sub t (ratio a d)) h.symm).trans (add_neg (ratio a d))
  have is := is_difference a d b e hd he
  Integer.cancel (below_positive (Ring.rationals.sub (ratio b e) (ratio a d)))
    (is.cross.symm.trans ((congrArg (fun r => Integer.mul (numerator r)
        (Integer.mul (Integer.natural e) (Integer.natural d))) zero).trans
      ((Ring.integers.zero_mul _).trans (Ring.integers.zero_mul _).symm)))

/-- Whether 0 < d, 0 < e and p(b·d − a·e). -/
def compared (p : Integer → Bool) (a : Integer) (d : Nat) (b : Integer) (e : Nat) : Bool :=
  Bool.rec (motive := fun _ => Bool) Bool.false
    (Bool.rec (motive := fun _ => Bool) Bool.false (p (excess a d b e)) (Nat.ble 1 e)) (Nat.ble 1 d)

theorem of_compared (p : Integer → Bool) (a : Integer) (d : Nat) (b : Integer) (e : Nat)
    (h : Eq (compared p a d b e) Bool.true) :
    And (Nat.Lt 0 d) (And (Nat.Lt 0 e) (Eq (p (excess a d b e)) Bool.true)) :=
  Bool.rec
    (motive := fun x => Eq (Nat.ble 1 d) x →
      Eq (Bool.rec (motive := fun _ => Bool) Bool.false
        (Bool.rec (motive := fun _ => Bool) Bool.false (p (excess a d b e)) (Nat.ble 1 e)) x) Bool.true →
      And (Nat.Lt 0 d) (And (Nat.Lt 0 e) (Eq (p (excess a d b e)) Bool.true)))
    (fun _ h => False.elim (Bool.false_ne_true h))
    (fun hd => Bool.rec
      (motive := fun x => Eq (Nat.ble 1 e) x →
        Eq (Bool.rec (motive := fun _ => Bool) Bool.false (p (excess a d b e)) x) Bool.true →
        And (Nat.Lt 0 d) (And (Nat.Lt 0 e) (Eq (p (excess a d b e)) Bool.true)))
      (fun _ h => False.elim (Bool.false_ne_true h))
      (fun he h => ⟨Nat.le_of_ble 1 d hd, ⟨Nat.le_of_ble 1 e he, h⟩⟩)
      (Nat.ble 1 e) rfl)
    (Nat.ble 1 d) rfl h

def isZero (i : Integer) : Bool := Nat.beq i.magnitude 0
def isNatural (i : Integer) : Bool := Integer.rec (motive := fun _ => Bool) (fun _ => Bool.true) (fun _ => Bool.false) i
def isPositive (i : Integer) : Bool :=
  Integer.rec (motive := fun _ => Bool) (fun n => Nat.ble 1 n) (fun _ => Bool.false) i
def isNonzero (i : Integer) : Bool := Nat.ble 1 i.magnitude

theorem natural_of (i : Integer) : Eq (isNatural i) Bool.true → Integer.Nonnegative i :=
  Integer.rec (motive := fun i => Eq (isNatural i) Bool.true → Integer.Nonnegative i)
    (fun n _ => ⟨n, rfl⟩) (fun _ h => False.elim (Bool.false_ne_true h)) i

theorem natural_of_positive (i : Integer) : Eq (isPositive i) Bool.true → Integer.Nonnegative i :=
  Integer.rec (motive := fun i => Eq (isPositive i) Bool.true → Integer.Nonnegative i)
    (fun n _ => ⟨n, rfl⟩) (fun _ h => False.elim (Bool.false_ne_true h)) i

theorem nonzero_of_positive (i : Integer) : Eq (isPositive i) Bool.true → Eq (isNonzero i) Bool.true :=
  Integer.rec (motive := fun i => Eq (isPositive i) Bool.true → Eq (isNonzero i) Bool.true)
    (fun _ h => h) (fun _ h => False.elim (Bool.false_ne_true h)) i

variable (a : Integer) (d : Nat) (b : Integer) (e : Nat)

/-- a/d = b/e. -/
theorem eq_of_compared (h : Eq (compared isZero a d b e) Bool.true) : Eq (ratio a d) (ratio b e) :=
  have parts := of_compared isZero a d b e h
  have zero : Eq (excess a d b e) (Integer.natural 0) :=
    Integer.zero_of_magnitude _ (Nat.eq_of_beq _ _ parts.right.right)
  of_is (is_ratio a d parts.left) (is_ratio b e parts.right.left)
    (Ring.eq_of_sub_eq_zero Ring.integers _ _ zero).symm

/-- a/d ≠ b/e. -/
theorem ne_of_compared (h : Eq (compared isNonzero a d b e) Bool.true) : Not (Eq (ratio a d) (ratio b e)) :=
  have parts := of_compared isNonzero a d b e h
  fun same => Bool.false_ne_true (substitution (fun i => Eq (isNonzero i) Bool.true)
    (zero_of_excess a d b e parts.left parts.right.left same) parts.right.right)

/-- a/d ≤ b/e. -/
theorem le_of_compared (h : Eq (compared isNatural a d b e) Bool.true) :
    OrderedField.rationals.le (ratio a d) (ratio b e) :=
  have parts := of_compared isNatural a d b e h
  nonnegative_of_is (is_difference a d b e parts.left parts.right.left) (natural_of _ parts.right.right)

/-- a/d < b/e. -/
theorem lt_of_compared (h : Eq (compared isPositive a d b e) Bool.true) :
    OrderedField.rationals.lt (ratio a d) (ratio b e) :=
  have parts := of_compared isPositive a d b e h
  ⟨nonnegative_of_is (is_difference a d b e parts.left parts.right.left) (natural_of_positive _ parts.right.right),
   fun same => Bool.false_ne_true (substitution (fun i => Eq (isNonzero i) Bool.true)
    (zero_of_excess a d b e parts.left parts.right.left same) (nonzero_of_positive _ parts.right.right))⟩

end Rational
