prelude
import Porism.Naturals

/-!
# Chapter 3: commutative semirings and commutative rings

Each is a set with operations and laws. `natural n` is 1 + 1 + ⋯ + 1, which the two laws `natural_zero` and
`natural_succ` say; it is an operation so that the numeral 1000 is one symbol. The natural numbers are a semiring, and
every ring is one when subtraction is forgotten.

**Trusted by a reader of our theorems.** The structure `Ring` is what "every commutative ring" means in a statement. Its
laws are those of any textbook; ℤ, ℚ, ℝ and ℂ satisfy them.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u v w

/-- A commutative semiring: sums and products with their laws, and no subtraction. -/
structure Semiring : Type (u + 1) where
  carrier : Type u
  zero : carrier
  one : carrier
  add : carrier → carrier → carrier
  mul : carrier → carrier → carrier
  natural : Nat → carrier
  natural_zero : Eq (natural 0) zero
  natural_succ : (n : Nat) → Eq (natural (Nat.succ n)) (add (natural n) one)
  zero_add : (a : carrier) → Eq (add zero a) a
  add_comm : (a b : carrier) → Eq (add a b) (add b a)
  add_assoc : (a b c : carrier) → Eq (add (add a b) c) (add a (add b c))
  one_mul : (a : carrier) → Eq (mul one a) a
  zero_mul : (a : carrier) → Eq (mul zero a) zero
  mul_comm : (a b : carrier) → Eq (mul a b) (mul b a)
  mul_assoc : (a b c : carrier) → Eq (mul (mul a b) c) (mul a (mul b c))
  mul_add : (a b c : carrier) → Eq (mul a (add b c)) (add (mul a b) (mul a c))

namespace Semiring

theorem add_zero (S : Semiring.{u}) (a : S.carrier) : Eq (S.add a S.zero) a :=
  (S.add_comm a S.zero).trans (S.zero_add a)

theorem mul_one (S : Semiring.{u}) (a : S.carrier) : Eq (S.mul a S.one) a :=
  (S.mul_comm a S.one).trans (S.one_mul a)

theorem mul_zero (S : Semiring.{u}) (a : S.carrier) : Eq (S.mul a S.zero) S.zero :=
  (S.mul_comm a S.zero).trans (S.zero_mul a)

theorem add_mul (S : Semiring.{u}) (a b c : S.carrier) :
    Eq (S.mul (S.add a b) c) (S.add (S.mul a c) (S.mul b c)) :=
  (S.mul_comm (S.add a b) c).trans ((S.mul_add c a b).trans (congr2 S.add (S.mul_comm c a) (S.mul_comm c b)))

theorem add_left_comm (S : Semiring.{u}) (a b c : S.carrier) :
    Eq (S.add a (S.add b c)) (S.add b (S.add a c)) :=
  (S.add_assoc a b c).symm.trans ((congrArg (fun t => S.add t c) (S.add_comm a b)).trans (S.add_assoc b a c))

theorem add_add_add_comm (S : Semiring.{u}) (a b c d : S.carrier) :
    Eq (S.add (S.add a b) (S.add c d)) (S.add (S.add a c) (S.add b d)) :=
  (S.add_assoc a b (S.add c d)).trans ((congrArg (S.add a) (S.add_left_comm b c d)).trans
    (S.add_assoc a c (S.add b d)).symm)

theorem mul_left_comm (S : Semiring.{u}) (a b c : S.carrier) :
    Eq (S.mul a (S.mul b c)) (S.mul b (S.mul a c)) :=
  (S.mul_assoc a b c).symm.trans ((congrArg (fun t => S.mul t c) (S.mul_comm a b)).trans (S.mul_assoc b a c))

theorem natural_one (S : Semiring.{u}) : Eq (S.natural 1) S.one :=
  (S.natural_succ 0).trans ((congrArg (fun t => S.add t S.one) S.natural_zero).trans (S.zero_add S.one))

theorem natural_add (S : Semiring.{u}) (a b : Nat) :
    Eq (S.natural (Nat.add a b)) (S.add (S.natural a) (S.natural b)) :=
  Nat.rec (motive := fun b => Eq (S.natural (Nat.add a b)) (S.add (S.natural a) (S.natural b)))
    ((congrArg (S.add (S.natural a)) S.natural_zero).trans (S.add_zero (S.natural a))).symm
    (fun k ih => (S.natural_succ (Nat.add a k)).trans
      ((congrArg (fun t => S.add t S.one) ih).trans
        ((S.add_assoc (S.natural a) (S.natural k) S.one).trans
          (congrArg (S.add (S.natural a)) (S.natural_succ k).symm)))) b

theorem natural_mul (S : Semiring.{u}) (a b : Nat) :
    Eq (S.natural (Nat.mul a b)) (S.mul (S.natural a) (S.natural b)) :=
  Nat.rec (motive := fun b => Eq (S.natural (Nat.mul a b)) (S.mul (S.natural a) (S.natural b)))
    (S.natural_zero.trans ((congrArg (S.mul (S.natural a)) S.natural_zero).trans (S.mul_zero (S.natural a))).symm)
    (fun k ih => (S.natural_add (Nat.mul a k) a).trans
      ((congr2 S.add ih (S.mul_one (S.natural a)).symm).trans
        ((S.mul_add (S.natural a) (S.natural k) S.one).symm.trans
          (congrArg (S.mul (S.natural a)) (S.natural_succ k).symm)))) b

def pow (S : Semiring.{u}) (a : S.carrier) (k : Nat) : S.carrier :=
  Nat.rec (motive := fun _ => S.carrier) S.one (fun _ r => S.mul r a) k

/-- The natural numbers. -/
def naturals : Semiring.{0} where
  carrier := Nat
  zero := 0
  one := 1
  add := Nat.add
  mul := Nat.mul
  natural := fun n => n
  natural_zero := rfl
  natural_succ := fun _ => rfl
  zero_add := Nat.zero_add
  add_comm := Nat.add_comm
  add_assoc := Nat.add_assoc
  one_mul := Nat.one_mul
  zero_mul := Nat.zero_mul
  mul_comm := Nat.mul_comm
  mul_assoc := Nat.mul_assoc
  mul_add := Nat.mul_add

end Semiring

/-- A commutative ring with one. `natural n` is 1 + ⋯ + 1. -/
structure Ring : Type (u + 1) where
  carrier : Type u
  zero : carrier
  one : carrier
  add : carrier → carrier → carrier
  mul : carrier → carrier → carrier
  neg : carrier → carrier
  natural : Nat → carrier
  natural_zero : Eq (natural 0) zero
  natural_succ : (n : Nat) → Eq (natural (Nat.succ n)) (add (natural n) one)
  zero_add : (a : carrier) → Eq (add zero a) a
  add_comm : (a b : carrier) → Eq (add a b) (add b a)
  add_assoc : (a b c : carrier) → Eq (add (add a b) c) (add a (add b c))
  add_neg : (a : carrier) → Eq (add a (neg a)) zero
  one_mul : (a : carrier) → Eq (mul one a) a
  mul_comm : (a b : carrier) → Eq (mul a b) (mul b a)
  mul_assoc : (a b c : carrier) → Eq (mul (mul a b) c) (mul a (mul b c))
  mul_add : (a b c : carrier) → Eq (mul a (add b c)) (add (mul a b) (mul a c))

namespace Ring

/-- The difference a − b = a + (−b). -/
def sub (R : Ring.{u}) (a b : R.carrier) : R.carrier := R.add a (R.neg b)

def pow (R : Ring.{u}) (a : R.carrier) (k : Nat) : R.carrier :=
  Nat.rec (motive := fun _ => R.carrier) R.one (fun _ r => R.mul r a) k

/-- a + c = b + c implies a = b. -/
theorem add_right_cancel (R : Ring.{u}) (a b c : R.carrier) (h : Eq (R.add a c) (R.add b c)) : Eq a b :=
  have undo : (x : R.carrier) → Eq (R.add (R.add x c) (R.neg c)) x := fun x =>
    (R.add_assoc x c (R.neg c)).trans ((congrArg (R.add x) (R.add_neg c)).trans
      ((R.add_comm x R.zero).trans (R.zero_add x)))
  (undo a).symm.trans ((congrArg (fun t => R.add t (R.neg c)) h).trans (undo b))

theorem zero_mul (R : Ring.{u}) (a : R.carrier) : Eq (R.mul R.zero a) R.zero :=
  R.add_right_cancel (R.mul R.zero a) R.zero (R.mul a R.zero)
    ((congrArg (fun t => R.add t (R.mul a R.zero)) (R.mul_comm R.zero a)).trans
      ((R.mul_add a R.zero R.zero).symm.trans
        ((congrArg (R.mul a) (R.zero_add R.zero)).trans (R.zero_add (R.mul a R.zero)).symm)))

/-- A ring whose subtraction is forgotten. -/
def semiring (R : Ring.{u}) : Semiring.{u} where
  carrier := R.carrier
  zero := R.zero
  one := R.one
  add := R.add
  mul := R.mul
  natural := R.natural
  natural_zero := R.natural_zero
  natural_succ := R.natural_succ
  zero_add := R.zero_add
  add_comm := R.add_comm
  add_assoc := R.add_assoc
  one_mul := R.one_mul
  zero_mul := R.zero_mul
  mul_comm := R.mul_comm
  mul_assoc := R.mul_assoc
  mul_add := R.mul_add

end Ring
