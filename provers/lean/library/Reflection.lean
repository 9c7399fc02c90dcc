prelude
import Porism.Kronecker

/-!
# Chapter 6: expressions, and identities that hold in every commutative ring

An `Expression` is built from numbers and variables by sum, product, negation, difference and power. To stay among the
natural numbers it is evaluated to a pair (p, q) that stands for p − q. `isZero` computes such a pair at the separating
point of chapter 5, and compares two numbers. `zero_of_isZero` says that the expression is then 0 in every commutative
ring, whatever values its variables have; `identity` is the same for an equation.

`natParts` is `parts` over the natural numbers, written with `Nat.add` and `Nat.mul` so that the kernel has the
least to unfold; the two are equal by definition.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u v w

/-- Expressions in variables with numbers 0, 1, 2, … -/
inductive Expression : Type where
  | number (n : Nat)
  | variable (i : Nat)
  | add (a b : Expression)
  | mul (a b : Expression)
  | neg (a : Expression)
  | sub (a b : Expression)
  | pow (a : Expression) (k : Nat)

namespace Expression

/-- The value in a ring, the variables having the values `v`. -/
def value (R : Ring.{u}) (v : Nat → R.carrier) (e : Expression) : R.carrier :=
  Expression.rec (motive := fun _ => R.carrier) R.natural v (fun _ _ a b => R.add a b) (fun _ _ a b => R.mul a b)
    (fun _ a => R.neg a) (fun _ _ a b => R.sub a b) (fun _ k a => R.pow a k) e

namespace Pair
variable {C : Type u} (o : Operations C)
def add (a b : Prod C C) : Prod C C := ⟨o.add a.fst b.fst, o.add a.snd b.snd⟩
def neg (a : Prod C C) : Prod C C := ⟨a.snd, a.fst⟩
def mul (a b : Prod C C) : Prod C C :=
  ⟨o.add (o.mul a.fst b.fst) (o.mul a.snd b.snd), o.add (o.mul a.fst b.snd) (o.mul a.snd b.fst)⟩
def pow (a : Prod C C) (k : Nat) : Prod C C :=
  Nat.rec (motive := fun _ => Prod C C) ⟨o.constant 1, o.zero⟩ (fun _ r => mul o r a) k
end Pair

/-- Positive and negative part. -/
def parts {C : Type u} (o : Operations C) (v : Nat → C) (e : Expression) : Prod C C :=
  Expression.rec (motive := fun _ => Prod C C) (fun n => ⟨o.constant n, o.zero⟩) (fun i => ⟨v i, o.zero⟩)
    (fun _ _ a b => Pair.add o a b) (fun _ _ a b => Pair.mul o a b) (fun _ a => Pair.neg a)
    (fun _ _ a b => Pair.add o a (Pair.neg b)) (fun _ k a => Pair.pow o a k) e

section
variable {C : Type u} {D : Type v} {o : Operations C} {p : Operations D} {f : C → D}

def image (f : C → D) (a : Prod C C) : Prod D D := ⟨f a.fst, f a.snd⟩

theorem pair_eq {a a' b b' : D} (h : Eq a a') (k : Eq b b') : Eq (Prod.mk a b) (Prod.mk a' b') := congr2 Prod.mk h k

theorem image_add (h : Homomorphism o p f) (a b : Prod C C) :
    Eq (image f (Pair.add o a b)) (Pair.add p (image f a) (image f b)) :=
  pair_eq (h.add a.fst b.fst) (h.add a.snd b.snd)

theorem image_mul (h : Homomorphism o p f) (a b : Prod C C) :
    Eq (image f (Pair.mul o a b)) (Pair.mul p (image f a) (image f b)) :=
  pair_eq ((h.add (o.mul a.fst b.fst) (o.mul a.snd b.snd)).trans (congr2 p.add (h.mul a.fst b.fst) (h.mul a.snd b.snd)))
    ((h.add (o.mul a.fst b.snd) (o.mul a.snd b.fst)).trans (congr2 p.add (h.mul a.fst b.snd) (h.mul a.snd b.fst)))

theorem image_pow (h : Homomorphism o p f) (a : Prod C C) (k : Nat) :
    Eq (image f (Pair.pow o a k)) (Pair.pow p (image f a) k) :=
  Nat.rec (motive := fun k => Eq (image f (Pair.pow o a k)) (Pair.pow p (image f a) k))
    (pair_eq (h.constant 1) h.zero)
    (fun k ih => (image_mul h (Pair.pow o a k) a).trans (congrArg (fun t => Pair.mul p t (image f a)) ih)) k

/-- A homomorphism maps the parts of an expression to its parts elsewhere. -/
theorem image_parts (h : Homomorphism o p f) (v : Nat → C) (w : Nat → D) (e : (i : Nat) → Eq (f (v i)) (w i)) :
    (a : Expression) → Eq (image f (parts o v a)) (parts p w a)
  | .number n => pair_eq (h.constant n) h.zero
  | .variable i => pair_eq (e i) h.zero
  | .add a b => (image_add h (parts o v a) (parts o v b)).trans
      (congr2 (Pair.add p) (image_parts h v w e a) (image_parts h v w e b))
  | .mul a b => (image_mul h (parts o v a) (parts o v b)).trans
      (congr2 (Pair.mul p) (image_parts h v w e a) (image_parts h v w e b))
  | .neg a => congrArg Pair.neg (image_parts h v w e a)
  | .sub a b => (image_add h (parts o v a) (Pair.neg (parts o v b))).trans
      (congr2 (fun s t => Pair.add p s (Pair.neg t)) (image_parts h v w e a) (image_parts h v w e b))
  | .pow a k => (image_pow h (parts o v a) k).trans
      (congrArg (fun t => Pair.pow p t k) (image_parts h v w e a))
end

section
variable (R : Ring.{u})

/-- The element is the difference of the pair. -/
def Is (x : R.carrier) (a : Prod R.carrier R.carrier) : Prop := Eq (R.add x a.snd) a.fst

theorem is_natural (x : R.carrier) : Is R x ⟨x, R.zero⟩ := R.semiring.add_zero x

theorem is_add {x y : R.carrier} {a b : Prod R.carrier R.carrier} (h : Is R x a) (k : Is R y b) :
    Is R (R.add x y) (Pair.add R.semiring.operations a b) :=
  (R.semiring.add_add_add_comm x y a.snd b.snd).trans (congr2 R.add h k)

theorem is_neg {x : R.carrier} {a : Prod R.carrier R.carrier} (h : Is R x a) : Is R (R.neg x) (Pair.neg a) :=
  (congrArg (R.add (R.neg x)) h.symm).trans
    ((R.add_assoc (R.neg x) x a.snd).symm.trans
      ((congrArg (fun t => R.add t a.snd) ((R.add_comm (R.neg x) x).trans (R.add_neg x))).trans (R.zero_add a.snd)))

theorem is_mul {x y : R.carrier} {a b : Prod R.carrier R.carrier} (h : Is R x a) (k : Is R y b) :
    Is R (R.mul x y) (Pair.mul R.semiring.operations a b) :=
  -- x y + (p t + q s) with p = x + q and s = y + t, where a = (p, q) and b = (s, t)
  have first : Eq (R.add (R.mul x y) (R.mul a.fst b.snd))
      (R.add (R.mul x b.fst) (R.mul a.snd b.snd)) :=
    (congrArg (R.add (R.mul x y)) ((congrArg (fun t => R.mul t b.snd) h.symm).trans
      (R.semiring.add_mul x a.snd b.snd))).trans
      ((R.add_assoc (R.mul x y) (R.mul x b.snd) (R.mul a.snd b.snd)).symm.trans
        (congrArg (fun t => R.add t (R.mul a.snd b.snd))
          ((R.mul_add x y b.snd).symm.trans (congrArg (R.mul x) k))))
  have second : Eq (R.add (R.mul x b.fst) (R.mul a.snd b.fst)) (R.mul a.fst b.fst) :=
    (R.semiring.add_mul x a.snd b.fst).symm.trans (congrArg (fun t => R.mul t b.fst) h)
  (R.add_assoc (R.mul x y) (R.mul a.fst b.snd) (R.mul a.snd b.fst)).symm.trans
    ((congrArg (fun t => R.add t (R.mul a.snd b.fst)) first).trans
      ((R.add_assoc (R.mul x b.fst) (R.mul a.snd b.snd) (R.mul a.snd b.fst)).trans
        ((congrArg (R.add (R.mul x b.fst)) (R.add_comm (R.mul a.snd b.snd) (R.mul a.snd b.fst))).trans
          ((R.add_assoc (R.mul x b.fst) (R.mul a.snd b.fst) (R.mul a.snd b.snd)).symm.trans
            (congrArg (fun t => R.add t (R.mul a.snd b.snd)) second)))))

theorem is_pow {x : R.carrier} {a : Prod R.carrier R.carrier} (h : Is R x a) (k : Nat) :
    Is R (R.pow x k) (Pair.pow R.semiring.operations a k) :=
  Nat.rec (motive := fun k => Is R (R.pow x k) (Pair.pow R.semiring.operations a k))
    ((R.semiring.add_zero R.one).trans R.semiring.natural_one.symm)
    (fun _ ih => is_mul R ih h) k

/-- In a ring an expression's value is the difference of its parts. -/
theorem is_parts (v : Nat → R.carrier) : (e : Expression) → Is R (value R v e) (parts R.semiring.operations v e)
  | .number n => is_natural R (R.natural n)
  | .variable i => is_natural R (v i)
  | .add a b => is_add R (is_parts v a) (is_parts v b)
  | .mul a b => is_mul R (is_parts v a) (is_parts v b)
  | .neg a => is_neg R (is_parts v a)
  | .sub a b => is_add R (is_parts v a) (is_neg R (is_parts v b))
  | .pow a k => is_pow R (is_parts v a) k
end

/-- Positive and negative part at a point of natural numbers. -/
def natParts (v : Nat → Nat) (e : Expression) : Prod Nat Nat :=
  Expression.rec (motive := fun _ => Prod Nat Nat) (fun n => ⟨n, 0⟩) (fun i => ⟨v i, 0⟩)
    (fun _ _ a b => ⟨Nat.add a.fst b.fst, Nat.add a.snd b.snd⟩)
    (fun _ _ a b => ⟨Nat.add (Nat.mul a.fst b.fst) (Nat.mul a.snd b.snd),
      Nat.add (Nat.mul a.fst b.snd) (Nat.mul a.snd b.fst)⟩)
    (fun _ a => ⟨a.snd, a.fst⟩)
    (fun _ _ a b => ⟨Nat.add a.fst b.snd, Nat.add a.snd b.fst⟩)
    (fun _ k a => Nat.rec (motive := fun _ => Prod Nat Nat) ⟨1, 0⟩
      (fun _ r => ⟨Nat.add (Nat.mul r.fst a.fst) (Nat.mul r.snd a.snd),
        Nat.add (Nat.mul r.fst a.snd) (Nat.mul r.snd a.fst)⟩) k) e

theorem natParts_eq (v : Nat → Nat) (e : Expression) :
    Eq (natParts v e) (parts Semiring.naturals.operations v e) := rfl

/-- The sum of the parts. -/
def size (n : Nat) (e : Expression) (w : Nat → Nat) : Nat :=
  Nat.add (natParts (Polynomial.first 0 n w) e).fst (natParts (Polynomial.first 0 n w) e).snd

/-- Whether the polynomial is zero: its parts agree at one point that separates. -/
def isZero (n : Nat) (e : Expression) : Bool :=
  Nat.beq (natParts (Polynomial.first 0 n (Kronecker.point n (size n e))) e).fst
    (natParts (Polynomial.first 0 n (Kronecker.point n (size n e))) e).snd

/-- The parts as polynomials have the parts' values at every point. -/
theorem value_parts (S : Semiring.{u}) (n : Nat) (v : Nat → S.carrier) (e : Expression) :
    Eq (image (Polynomial.value S.operations n v) (parts (Polynomial.operations n) (Polynomial.indeterminate n) e))
      (parts S.operations (Polynomial.first S.zero n v) e) :=
  image_parts (Polynomial.homomorphism S n v) (Polynomial.indeterminate n) (Polynomial.first S.zero n v)
    (Polynomial.value_indeterminate S n v) e

/-- What `isZero` accepts is zero in every commutative ring, at all values of the variables. -/
theorem zero_of_isZero (n : Nat) (e : Expression) (h : Eq (isZero n e) Bool.true) (R : Ring.{u})
    (v : Nat → R.carrier) : Eq (value R (Polynomial.first R.zero n v) e) R.zero :=
  have at_point := fun w => value_parts Semiring.naturals n w e
  have decided := Kronecker.one_point_decides R.semiring n (Kronecker.point n (size n e)) v
    (parts (Polynomial.operations n) (Polynomial.indeterminate n) e).fst
    (parts (Polynomial.operations n) (Polynomial.indeterminate n) e).snd
    (Kronecker.Separates.mono n (Kronecker.point n (size n e)) (size n e) _
      (fun w => Nat.Le.trans (Nat.Le.of_eq (congrArg Prod.fst (at_point w))) (Nat.le_add_right _ _))
      (Kronecker.point_separates n (size n e)))
    (Kronecker.Separates.mono n (Kronecker.point n (size n e)) (size n e) _
      (fun w => Nat.Le.trans (Nat.Le.of_eq (congrArg Prod.snd (at_point w))) (Nat.le_add_left _ _))
      (Kronecker.point_separates n (size n e)))
    ((congrArg Prod.fst (at_point (Kronecker.point n (size n e)))).trans
      ((Nat.eq_of_beq _ _ h).trans (congrArg Prod.snd (at_point (Kronecker.point n (size n e)))).symm))
  have in_ring := value_parts R.semiring n v e
  have same : Eq (parts R.semiring.operations (Polynomial.first R.zero n v) e).fst
      (parts R.semiring.operations (Polynomial.first R.zero n v) e).snd :=
    (congrArg Prod.fst in_ring).symm.trans (decided.trans (congrArg Prod.snd in_ring))
  R.add_right_cancel (value R (Polynomial.first R.zero n v) e) R.zero
    (parts R.semiring.operations (Polynomial.first R.zero n v) e).snd
    (((is_parts R (Polynomial.first R.zero n v) e).trans same).trans (R.zero_add _).symm)

end Expression

/-- The entries of a list, then zeros. -/
def List.entry {α : Type u} (zero : α) (l : List α) (i : Nat) : α :=
  List.rec (motive := fun _ => Nat → α) (fun _ => zero)
    (fun x _ r i => Nat.rec (motive := fun _ => α) x (fun j _ => r j) i) l i

theorem Ring.eq_of_sub_eq_zero (R : Ring.{u}) (a b : R.carrier) (h : Eq (R.sub a b) R.zero) : Eq a b :=
  R.add_right_cancel a b (R.neg b) (h.trans (R.add_neg b).symm)

/-- A polynomial identity holds in every commutative ring. -/
theorem identity (R : Ring.{u}) (n : Nat) (x : List R.carrier) (a b : Expression)
    (h : Eq (Expression.isZero n (Expression.sub a b)) Bool.true) :
    Eq (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) a)
      (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) b) :=
  R.eq_of_sub_eq_zero _ _
    (Expression.zero_of_isZero n (Expression.sub a b) h R (List.entry R.zero x))
