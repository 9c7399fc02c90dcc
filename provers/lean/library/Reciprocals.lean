prelude
import Porism.Induction

/-!
# Reciprocals of rational numbers, and denominators that are never zero

`Rational.reciprocal r` is 1/r, and 0 for r = 0. That a denominator is not zero is proved where a theorem divides by it,
from its form: natural numbers n + 1, factorials, and products, powers and negatives of what is not zero.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section

namespace Rational

/-- 1/r for r ≠ 0, and 0 for r = 0: the reciprocal of a/d is ±d/|a|. -/
def reciprocal (r : Ring.rationals.carrier) : Ring.rationals.carrier :=
  Integer.rec (motive := fun _ => Rational)
    (fun n => Nat.rec (motive := fun _ => Rational) (natural 0)
      (fun n _ => lowest (below r) (Nat.succ n) ⟨n, Nat.add_comm 1 n⟩) n)
    (fun n => lowest (Integer.neg (below r)) (Nat.succ n) ⟨n, Nat.add_comm 1 n⟩) (numerator r)

theorem mul_reciprocal (r : Ring.rationals.carrier) (h : Not (Eq r (Ring.rationals.natural 0))) :
    Eq (Ring.rationals.mul r (reciprocal r)) (Ring.rationals.natural 1) :=
  Integer.rec (motive := fun i => Eq (numerator r) i → Eq (mul r (Integer.rec (motive := fun _ => Rational)
      (fun n => Nat.rec (motive := fun _ => Rational) (natural 0)
        (fun n _ => lowest (below r) (Nat.succ n) ⟨n, Nat.add_comm 1 n⟩) n)
      (fun n => lowest (Integer.neg (below r)) (Nat.succ n) ⟨n, Nat.add_comm 1 n⟩) i)) (natural 1))
    (fun n => Nat.rec (motive := fun n => Eq (numerator r) (Integer.natural n) → Eq (mul r (
        Nat.rec (motive := fun _ => Rational) (natural 0)
          (fun n _ => lowest (below r) (Nat.succ n) ⟨n, Nat.add_comm 1 n⟩) n)) (natural 1))
      (fun e => False.elim (h (zero_of_numerator r e)))
      (fun n _ e => of_is (is_mul ⟨(below_positive r), congrArg (fun i => Integer.mul i (below r)) e⟩
          (is_lowest (below r) (Nat.succ n) ⟨n, Nat.add_comm 1 n⟩)) (is_natural 1)
        (identity Ring.integers 2 (.cons (Integer.natural (Nat.succ n)) (.cons (below r) .nil))
          (.mul (.mul (.variable 0) (.variable 1)) (.number 1))
          (.mul (.number 1) (.mul (.variable 1) (.variable 0))) rfl)) n)
    (fun n e => of_is (is_mul ⟨(below_positive r), congrArg (fun i => Integer.mul i (below r)) e⟩
        (is_lowest (Integer.neg (below r)) (Nat.succ n) ⟨n, Nat.add_comm 1 n⟩)) (is_natural 1)
      (identity Ring.integers 2 (.cons (Integer.natural (Nat.succ n)) (.cons (below r) .nil))
        (.mul (.mul (.neg (.variable 0)) (.neg (.variable 1))) (.number 1))
        (.mul (.number 1) (.mul (.variable 1) (.variable 0))) rfl))
    (numerator r) rfl

/-- What equals n + 1 is not zero. -/
theorem ne_zero_of_natural (r : Rational) (n : Nat) (e : Eq r (natural (Nat.succ n))) : Not (Eq r (natural 0)) :=
  fun z => Nat.succ_ne_zero (congrArg (fun r => Integer.magnitude (numerator r)) (e.symm.trans z))

theorem mul_ne_zero (r s : Rational) (h : Not (Eq r (natural 0))) (k : Not (Eq s (natural 0))) :
    Not (Eq (mul r s) (natural 0)) :=
  Field.mul_ne_zero Field.rationals r s h k

theorem neg_ne_zero (r : Rational) (h : Not (Eq r (natural 0))) : Not (Eq (neg r) (natural 0)) :=
  fun z => h ((identity Ring.rationals 1 (.cons r .nil) (.variable 0) (.neg (.neg (.variable 0))) rfl).trans
    ((congrArg neg z).trans (identity Ring.rationals 0 .nil (.neg (.number 0)) (.number 0) rfl)))

theorem ne_zero_of_neg (r : Rational) (h : Not (Eq (neg r) (natural 0))) : Not (Eq r (natural 0)) :=
  fun z => h ((congrArg neg z).trans (identity Ring.rationals 0 .nil (.neg (.number 0)) (.number 0) rfl))

theorem one_ne_zero : Not (Eq (natural 1) (natural 0)) := fun e => zero_ne_one e.symm

theorem pow_ne_zero (r : Rational) (h : Not (Eq r (natural 0))) (k : Nat) :
    Not (Eq (Ring.rationals.pow r k) (natural 0)) :=
  Nat.rec (motive := fun k => Not (Eq (Ring.rationals.pow r k) (natural 0))) one_ne_zero
    (fun k ih => mul_ne_zero (Ring.rationals.pow r k) r ih h) k

theorem factorial_ne_zero (n : Nat) : Not (Eq (natural (Nat.factorial n)) (natural 0)) :=
  Nat.rec (motive := fun n => Not (Eq (natural (Nat.factorial n)) (natural 0))) one_ne_zero
    (fun n ih z => mul_ne_zero (natural (Nat.succ n)) (natural (Nat.factorial n))
      (ne_zero_of_natural (natural (Nat.succ n)) n rfl) ih
      ((Ring.rationals.natural_factorial n).symm.trans z)) n

theorem reciprocal_ne_zero (r : Rational) (h : Not (Eq r (natural 0))) : Not (Eq (reciprocal r) (natural 0)) :=
  fun z => one_ne_zero ((mul_reciprocal r h).symm.trans
    ((congrArg (mul r) z).trans (Ring.rationals.semiring.mul_zero r)))

end Rational
