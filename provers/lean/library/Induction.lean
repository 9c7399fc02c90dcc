prelude
import Porism.Rationals

/-!
# Sums, by induction

`R.sum f n` is f(0) + f(1) + ⋯ + f(n − 1). Factorials and binomial coefficients are natural numbers, defined by their
recurrences; in a ring R they stand as `R.natural (Nat.factorial n)`. Powers are `R.pow`.

`Ring.sum_eq`: a sum whose upper limit moves has the value V if V is right at the start and each summand is the
difference of two values,

    f(0) + ⋯ + f(c − 1) = V(0),    V(m) + f(m + c) = V(m + 1)    ⇒    f(0) + ⋯ + f(m + c − 1) = V(m) for all m.

The two premises are identities between numbers, factorials, powers and inverses, so chapter 7 decides them.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u

namespace Nat

/-- n! = 1·2·⋯·n. -/
def factorial (n : Nat) : Nat := Nat.rec (motive := fun _ => Nat) 1 (fun k r => Nat.mul (Nat.succ k) r) n

/-- The number of ways to choose k of n things, by Pascal's rule C(n + 1, k + 1) = C(n, k) + C(n, k + 1). -/
def binomial (n : Nat) : Nat → Nat :=
  Nat.rec (motive := fun _ => Nat → Nat)
    (fun k => Nat.rec (motive := fun _ => Nat) 1 (fun _ _ => 0) k)
    (fun _ r k => Nat.rec (motive := fun _ => Nat) 1 (fun j _ => Nat.add (r j) (r (Nat.succ j))) k) n

end Nat

namespace Ring
variable (R : Ring.{u})

/-- f(0) + ⋯ + f(count − 1). -/
def sum (f : Nat → R.carrier) (count : Nat) : R.carrier :=
  Nat.rec (motive := fun _ => R.carrier) (R.natural 0) (fun j r => R.add r (f j)) count

theorem natural_add (m n : Nat) : Eq (R.natural (Nat.add m n)) (R.add (R.natural m) (R.natural n)) :=
  R.semiring.natural_add m n

theorem natural_mul (m n : Nat) : Eq (R.natural (Nat.mul m n)) (R.mul (R.natural m) (R.natural n)) :=
  R.semiring.natural_mul m n

/-- (n + 1)! = (n + 1)·n!. -/
theorem natural_factorial (n : Nat) :
    Eq (R.natural (Nat.factorial (Nat.succ n))) (R.mul (R.natural (Nat.succ n)) (R.natural (Nat.factorial n))) :=
  R.semiring.natural_mul (Nat.succ n) (Nat.factorial n)

/-- (a·(m + o) + p)! written with m. -/
theorem natural_factorial_moved (a m o p : Nat) :
    Eq (R.natural (Nat.factorial (Nat.add (Nat.mul a (Nat.add m o)) p)))
      (R.natural (Nat.factorial (Nat.add (Nat.mul a m) (Nat.add (Nat.mul a o) p)))) :=
  congrArg (fun t => R.natural (Nat.factorial t))
    ((congrArg (fun t => Nat.add t p) (Nat.mul_add a m o)).trans (Nat.add_assoc (Nat.mul a m) (Nat.mul a o) p))

/-- (a·b)^m = a^m·b^m. -/
theorem mul_pow (a b : R.carrier) (m : Nat) : Eq (R.pow (R.mul a b) m) (R.mul (R.pow a m) (R.pow b m)) :=
  Nat.rec (motive := fun m => Eq (R.pow (R.mul a b) m) (R.mul (R.pow a m) (R.pow b m)))
    (R.one_mul R.one).symm
    (fun m ih => (congrArg (fun t => R.mul t (R.mul a b)) ih).trans
      (identity R 4 (.cons (R.pow a m) (.cons (R.pow b m) (.cons a (.cons b .nil))))
        (.mul (.mul (.variable 0) (.variable 1)) (.mul (.variable 2) (.variable 3)))
        (.mul (.mul (.variable 0) (.variable 2)) (.mul (.variable 1) (.variable 3))) rfl)) m

theorem natural_mul_pow (a b m : Nat) :
    Eq (R.pow (R.natural (Nat.mul a b)) m) (R.mul (R.pow (R.natural a) m) (R.pow (R.natural b) m)) :=
  (congrArg (fun t => R.pow t m) (R.natural_mul a b)).trans (R.mul_pow (R.natural a) (R.natural b) m)

theorem neg_pow (a : R.carrier) (m : Nat) :
    Eq (R.pow (R.neg a) m) (R.mul (R.pow (R.neg (R.natural 1)) m) (R.pow a m)) :=
  (congrArg (fun t => R.pow t m) (identity R 1 (.cons a .nil) (.neg (.variable 0))
    (.mul (.neg (.number 1)) (.variable 0)) rfl)).trans (R.mul_pow (R.neg (R.natural 1)) a m)

theorem one_pow (m : Nat) : Eq (R.pow (R.natural 1) m) (R.natural 1) :=
  Nat.rec (motive := fun m => Eq (R.pow (R.natural 1) m) (R.natural 1)) R.semiring.natural_one.symm
    (fun _ ih => (congrArg (fun t => R.mul t (R.natural 1)) ih).trans
      (identity R 0 .nil (.mul (.number 1) (.number 1)) (.number 1) rfl)) m

/-- (a^c)^m = (a^m)^c. -/
theorem pow_pow (a : R.carrier) (c m : Nat) : Eq (R.pow (R.pow a c) m) (R.pow (R.pow a m) c) :=
  Nat.rec (motive := fun c => Eq (R.pow (R.pow a c) m) (R.pow (R.pow a m) c))
    ((congrArg (fun t => R.pow t m) R.semiring.natural_one.symm).trans
      ((R.one_pow m).trans R.semiring.natural_one))
    (fun c ih => (R.mul_pow (R.pow a c) a m).trans (congrArg (fun t => R.mul t (R.pow a m)) ih)) c

/-- a·u = 1 gives a^m·u^m = 1. -/
theorem inverse_pow (a w : R.carrier) (h : Eq (R.mul a w) (R.natural 1)) (m : Nat) :
    Eq (R.mul (R.pow a m) (R.pow w m)) (R.natural 1) :=
  (R.mul_pow a w m).symm.trans ((congrArg (fun t => R.pow t m) h).trans (R.one_pow m))

/-- (−1)^m is 1 or −1. -/
theorem sign_square (m : Nat) : Eq (R.pow (R.pow (R.neg (R.natural 1)) m) 2) (R.natural 1) :=
  (R.pow_pow (R.neg (R.natural 1)) 2 m).symm.trans
    ((congrArg (fun t => R.pow t m)
      (identity R 0 .nil (.pow (.neg (.number 1)) 2) (.number 1) rfl)).trans (R.one_pow m))

/-- The value of a sum, by induction on the number of summands. -/
theorem sum_eq (f V : Nat → R.carrier) (c : Nat) (base : Eq (R.sum f c) (V 0))
    (step : (m : Nat) → Eq (R.add (V m) (f (Nat.add m c))) (V (Nat.add m 1))) (m : Nat) :
    Eq (R.sum f (Nat.add m c)) (V m) :=
  Nat.rec (motive := fun m => Eq (R.sum f (Nat.add m c)) (V m))
    ((congrArg (R.sum f) (Nat.zero_add c)).trans base)
    (fun m ih => (congrArg (R.sum f) (Nat.succ_add m c)).trans
      ((congrArg (fun t => R.add t (f (Nat.add m c))) ih).trans (step m))) m

end Ring
