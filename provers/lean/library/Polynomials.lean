prelude
import Porism.Rings

/-!
# Chapter 4: polynomials that exist only in proofs

A polynomial in no variable is a natural number, one in n + 1 variables a list of polynomials in n variables, its
coefficients by ascending power of the first variable. Nothing is ever computed with these lists; they say what an
expression *is* so that chapter 5 can compare two of them. The one theorem is that evaluation at any point of any
commutative semiring is a homomorphism. The coefficients need no laws for it, which is why lists of different lengths
for one polynomial do no harm.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u v w

/-- Operations without laws; `constant n` stands for the number n. -/
structure Operations (C : Type u) : Type u where
  zero : C
  add : C → C → C
  mul : C → C → C
  constant : Nat → C

/-- `f` turns the operations `o` into the operations `p`. -/
structure Homomorphism {C : Type u} {D : Type v} (o : Operations C) (p : Operations D) (f : C → D) : Prop where
  zero : Eq (f o.zero) p.zero
  add : (a b : C) → Eq (f (o.add a b)) (p.add (f a) (f b))
  mul : (a b : C) → Eq (f (o.mul a b)) (p.mul (f a) (f b))
  constant : (n : Nat) → Eq (f (o.constant n)) (p.constant n)

/-- The operations of a semiring. -/
def Semiring.operations (S : Semiring.{u}) : Operations S.carrier := ⟨S.zero, S.add, S.mul, S.natural⟩

namespace Dense

/-- Coefficients are added one by one; the longer list's end stays. -/
def add {C : Type u} (o : Operations C) : List C → List C → List C
  | .nil, b => b
  | .cons a as, .nil => .cons a as
  | .cons a as, .cons b bs => .cons (o.add a b) (add o as bs)

/-- Each coefficient is multiplied by `c`. -/
def scale {C : Type u} (o : Operations C) (c : C) : List C → List C
  | .nil => .nil
  | .cons a as => .cons (o.mul c a) (scale o c as)

/-- (a + x·A)·B = a·B + x·(A·B). -/
def mul {C : Type u} (o : Operations C) : List C → List C → List C
  | .nil, _ => .nil
  | .cons a as, b => add o (scale o a b) (.cons o.zero (mul o as b))

def operations {C : Type u} (o : Operations C) : Operations (List C) :=
  ⟨.nil, add o, mul o, fun n => .cons (o.constant n) .nil⟩

def value {C : Type u} {D : Type v} (p : Operations D) (x : D) (f : C → D) (l : List C) : D :=
  List.rec (motive := fun _ => D) p.zero (fun a _ r => p.add (f a) (p.mul x r)) l

variable {C : Type u} (o : Operations C) (S : Semiring.{v}) (x : S.carrier) (f : C → S.carrier)

theorem value_add (h : Homomorphism o S.operations f) : (a b : List C) →
    Eq (value S.operations x f (add o a b)) (S.add (value S.operations x f a) (value S.operations x f b))
  | .nil, b => (S.zero_add (value S.operations x f b)).symm
  | .cons a as, .nil => (S.add_zero (value S.operations x f (.cons a as))).symm
  | .cons a as, .cons b bs =>
    (congr2 S.add (h.add a b) ((congrArg (S.mul x) (value_add h as bs)).trans
      (S.mul_add x (value S.operations x f as) (value S.operations x f bs)))).trans
      (S.add_add_add_comm (f a) (f b) (S.mul x (value S.operations x f as)) (S.mul x (value S.operations x f bs)))

theorem value_scale (h : Homomorphism o S.operations f) (c : C) : (a : List C) →
    Eq (value S.operations x f (scale o c a)) (S.mul (f c) (value S.operations x f a))
  | .nil => (S.mul_zero (f c)).symm
  | .cons a as =>
    (congr2 S.add (h.mul c a) ((congrArg (S.mul x) (value_scale h c as)).trans
      (S.mul_left_comm x (f c) (value S.operations x f as)))).trans
      (S.mul_add (f c) (f a) (S.mul x (value S.operations x f as))).symm

theorem value_mul (h : Homomorphism o S.operations f) : (a b : List C) →
    Eq (value S.operations x f (mul o a b)) (S.mul (value S.operations x f a) (value S.operations x f b))
  | .nil, b => (S.zero_mul (value S.operations x f b)).symm
  | .cons a as, b =>
    (value_add o S x f h (scale o a b) (.cons o.zero (mul o as b))).trans
      ((congr2 S.add (value_scale o S x f h a b)
        ((congr2 S.add h.zero (congrArg (S.mul x) (value_mul h as b))).trans
          ((S.zero_add (S.mul x (S.mul (value S.operations x f as) (value S.operations x f b)))).trans
            (S.mul_assoc x (value S.operations x f as) (value S.operations x f b)).symm))).trans
        (S.add_mul (f a) (S.mul x (value S.operations x f as)) (value S.operations x f b)).symm)

theorem homomorphism (h : Homomorphism o S.operations f) :
    Homomorphism (operations o) S.operations (value S.operations x f) where
  zero := rfl
  add := value_add o S x f h
  mul := value_mul o S x f h
  constant := fun n =>
    (congr2 S.add (h.constant n) (S.mul_zero x)).trans (S.add_zero (S.natural n))

end Dense

/-- Polynomials in `n` variables: lists of lists of … of natural numbers. -/
def Polynomial (n : Nat) : Type := Nat.rec (motive := fun _ => Type) Nat (fun _ T => List T) n

namespace Polynomial

def operations (n : Nat) : Operations (Polynomial n) :=
  Nat.rec (motive := fun n => Operations (Polynomial n)) Semiring.naturals.operations
    (fun _ o => Dense.operations o) n

/-- The variable with number `i`; 0 beyond the last one. -/
def indeterminate (n : Nat) : Nat → Polynomial n :=
  Nat.rec (motive := fun n => Nat → Polynomial n) (fun _ => (0 : Nat))
    (fun n g i => Nat.rec (motive := fun _ => List (Polynomial n))
      (.cons ((operations n).constant 0) (.cons ((operations n).constant 1) .nil))
      (fun j _ => .cons (g j) .nil) i) n

def value {D : Type u} (p : Operations D) (n : Nat) : (Nat → D) → Polynomial n → D :=
  Nat.rec (motive := fun n => (Nat → D) → Polynomial n → D) (fun _ c => p.constant c)
    (fun _ r v l => Dense.value p (v 0) (r (fun i => v (Nat.succ i))) l) n

/-- Evaluation at any point of any commutative semiring is a homomorphism. -/
theorem homomorphism (S : Semiring.{u}) (n : Nat) : (v : Nat → S.carrier) →
    Homomorphism (operations n) S.operations (value S.operations n v) :=
  Nat.rec (motive := fun n => (v : Nat → S.carrier) →
      Homomorphism (operations n) S.operations (value S.operations n v))
    (fun _ => ⟨S.natural_zero, S.natural_add, S.natural_mul, fun _ => rfl⟩)
    (fun n ih v => Dense.homomorphism (operations n) S (v 0) (value S.operations n (fun i => v (Nat.succ i)))
      (ih (fun i => v (Nat.succ i)))) n

/-- The first `n` values of `v`, then zeros. -/
def first {D : Type u} (zero : D) (n : Nat) : (Nat → D) → Nat → D :=
  Nat.rec (motive := fun _ => (Nat → D) → Nat → D) (fun _ _ => zero)
    (fun _ r v i => Nat.rec (motive := fun _ => D) (v 0) (fun j _ => r (fun k => v (Nat.succ k)) j) i) n

/-- The i-th variable has the i-th coordinate as its value. -/
theorem value_indeterminate (S : Semiring.{u}) (n : Nat) : (v : Nat → S.carrier) → (i : Nat) →
    Eq (value S.operations n v (indeterminate n i)) (first S.zero n v i) :=
  Nat.rec (motive := fun n => (v : Nat → S.carrier) → (i : Nat) →
      Eq (value S.operations n v (indeterminate n i)) (first S.zero n v i))
    (fun _ _ => S.natural_zero)
    (fun n ih v i => Nat.rec (motive := fun i =>
        Eq (value S.operations (Nat.succ n) v (indeterminate (Nat.succ n) i)) (first S.zero (Nat.succ n) v i))
      (have h := homomorphism S n (fun i => v (Nat.succ i))
       (congr2 S.add ((h.constant 0).trans S.natural_zero)
        (congrArg (S.mul (v 0)) ((congr2 S.add ((h.constant 1).trans S.natural_one) (S.mul_zero (v 0))).trans
          (S.add_zero S.one)))).trans ((S.zero_add (S.mul (v 0) S.one)).trans (S.mul_one (v 0))))
      (fun j _ => (congr2 S.add (ih (fun i => v (Nat.succ i)) j) (S.mul_zero (v 0))).trans
        (S.add_zero (first S.zero n (fun i => v (Nat.succ i)) j))) i) n

end Polynomial
