prelude
import Porism.Combination
import Porism.Residues

/-!
# Formulas: the same check, in less time

Chapter 6 computes with pairs (p, q) for p − q, and takes the expression apart constructor by constructor, once for each
variable. Here one natural number does the work of a pair, with c for −1: at the separating point for p + q, with the value c
there, p − q is zero if its value is zero modulo c + 1. And a `Fold` is a going-through with the operations left open, a
formula: to put operations in is one substitution, which Lean's kernel does at once. A formula is compared once with the
expression that it gives when Expression's constructors are put in, and then serves every evaluation.

`identity_of_folds` and `combination_of_fold` are `identity` and `combination` by formulas. Where powers of differences are
high, the pairs are better: c has as many digits as the whole value, and so c to the k-th power k times as many.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u

namespace Expression

/-- The types that it computes in. -/
abbrev Kind : Type 1 := Type

/-- What can be computed by going through an expression once. -/
def Fold : Type 1 := (C : Kind) → (Nat → C) → (Nat → C) → (C → C → C) → (C → C → C) → (C → C) → (C → C → C) →
  (C → Nat → C) → C

/-- Going through `e`. -/
def fold (e : Expression) : Fold := fun C number var add mul neg sub pow =>
  Expression.rec (motive := fun _ => C) number var (fun _ _ a b => add a b) (fun _ _ a b => mul a b)
    (fun _ a => neg a) (fun _ _ a b => sub a b) (fun _ k a => pow a k) e

namespace Fold

/-- The value at natural numbers when all signs are made positive: the sum of the parts. -/
def size (f : Fold) (v : Nat → Nat) : Nat :=
  f Nat (fun n => n) v Nat.add Nat.mul (fun a => a) Nat.add Nat.pow

/-- The value at natural numbers when `c` stands for −1. -/
def signed (f : Fold) (c : Nat) (v : Nat → Nat) : Nat :=
  f Nat (fun n => n) v Nat.add Nat.mul (Nat.mul c) (fun a b => Nat.add a (Nat.mul c b)) Nat.pow

/-- The size as a function of the first `n` variables. -/
def sizes (n : Nat) (f : Fold) (w : Nat → Nat) : Nat := size f (Polynomial.first 0 n w)

/-- Whether the polynomial is zero: at one point that separates, its value modulo a number larger than both its parts. -/
def isZero (n : Nat) (f : Fold) : Bool :=
  Nat.beq (Nat.mod
      (signed f (sizes n f (Kronecker.point n (sizes n f)))
        (Polynomial.first 0 n (Kronecker.point n (sizes n f))))
      (Nat.succ (sizes n f (Kronecker.point n (sizes n f)))))
    0

end Fold

abbrev NN : Semiring.{0} := Semiring.naturals

theorem size_mul (p q s t : Nat) : Eq (Nat.mul (Nat.add p q) (Nat.add s t))
    (Nat.add (Nat.add (Nat.mul p s) (Nat.mul q t)) (Nat.add (Nat.mul p t) (Nat.mul q s))) :=
  -- (p + q) s + (p + q) t = (p s + q s) + (q t + p t) = (p s + q t) + (q s + p t)
  (Nat.mul_add (Nat.add p q) s t).trans
    ((congr2 Nat.add (NN.add_mul p q s) ((NN.add_mul p q t).trans (Nat.add_comm (Nat.mul p t) (Nat.mul q t)))).trans
      ((NN.add_add_add_comm (Nat.mul p s) (Nat.mul q s) (Nat.mul q t) (Nat.mul p t)).trans
        (congrArg (Nat.add (Nat.add (Nat.mul p s) (Nat.mul q t))) (Nat.add_comm (Nat.mul q s) (Nat.mul p t)))))

theorem size_pow (x : Nat) (a : Prod Nat Nat) (h : Eq x (Nat.add a.fst a.snd)) (k : Nat) :
    Eq (Nat.pow x k) (Nat.add (Pair.pow NN.operations a k).fst (Pair.pow NN.operations a k).snd) :=
  Nat.rec (motive := fun k => Eq (Nat.pow x k)
      (Nat.add (Pair.pow NN.operations a k).fst (Pair.pow NN.operations a k).snd)) rfl
    (fun k ih => (congr2 Nat.mul ih h).trans
      (size_mul (Pair.pow NN.operations a k).fst (Pair.pow NN.operations a k).snd a.fst a.snd)) k

/-- The size is the sum of the parts. -/
theorem size_parts (v : Nat → Nat) : (e : Expression) →
    Eq (Fold.size (fold e) v) (Nat.add (parts NN.operations v e).fst (parts NN.operations v e).snd)
  | .number _ => rfl
  | .variable _ => rfl
  | .add a b => (congr2 Nat.add (size_parts v a) (size_parts v b)).trans (NN.add_add_add_comm _ _ _ _)
  | .mul a b => (congr2 Nat.mul (size_parts v a) (size_parts v b)).trans (size_mul _ _ _ _)
  | .neg a => (size_parts v a).trans (Nat.add_comm _ _)
  | .sub a b => (congr2 Nat.add (size_parts v a) ((size_parts v b).trans (Nat.add_comm _ _))).trans
      (NN.add_add_add_comm _ _ _ _)
  | .pow a k => size_pow (Fold.size (fold a) v) (parts NN.operations v a) (size_parts v a) k

/-- With c for −1 the value stands for the difference of the parts, modulo c + 1. -/
theorem signed_parts (c : Nat) (v : Nat → Nat) : (e : Expression) →
    Congruent NN (Nat.succ c) (Nat.add (Fold.signed (fold e) c v) (parts NN.operations v e).snd)
      (parts NN.operations v e).fst
  | .number _ => Congruent.of_eq rfl
  | .variable _ => Congruent.of_eq rfl
  | .add a b => Congruent.sum (signed_parts c v a) (signed_parts c v b)
  | .mul a b => Congruent.product (signed_parts c v a) (signed_parts c v b)
  | .neg a => Congruent.negative (S := NN) c rfl (signed_parts c v a)
  | .sub a b => Congruent.sum (signed_parts c v a) (Congruent.negative (S := NN) c rfl (signed_parts c v b))
  | .pow a k => Nat.rec
      (motive := fun k => Congruent NN (Nat.succ c)
        (Nat.add (Nat.pow (Fold.signed (fold a) c v) k) (Pair.pow NN.operations (parts NN.operations v a) k).snd)
        (Pair.pow NN.operations (parts NN.operations v a) k).fst)
      (Congruent.of_eq rfl) (fun _ ih => Congruent.product ih (signed_parts c v a)) k

/-- What vanishes modulo c + 1, where c is its size, has equal parts. -/
theorem parts_equal (c : Nat) (v : Nat → Nat) (e : Expression) (size : Eq c (Fold.size (fold e) v))
    (h : Eq (Nat.beq (Nat.mod (Fold.signed (fold e) c v) (Nat.succ c)) 0) Bool.true) :
    Eq (parts NN.operations v e).fst (parts NN.operations v e).snd :=
  have whole := size.trans (size_parts v e)
  have zero : Congruent NN (Nat.succ c) (Fold.signed (fold e) c v) Nat.zero :=
    Congruent.trans (Nat.congruent_mod (Fold.signed (fold e) c v) (Nat.succ c))
      (Congruent.of_eq (Nat.eq_of_beq (Nat.mod (Fold.signed (fold e) c v) (Nat.succ c)) 0 h))
  Nat.eq_of_congruent
    (Nat.Le.succ (Nat.Le.trans (Nat.le_add_right _ _) (Nat.Le.of_eq whole.symm)))
    (Nat.Le.succ (Nat.Le.trans (Nat.le_add_left _ _) (Nat.Le.of_eq whole.symm)))
    (Congruent.symm (Congruent.trans
      (Congruent.of_eq (S := NN) (Nat.zero_add (parts NN.operations v e).snd).symm)
      (Congruent.trans (Congruent.symm (Congruent.add_right (parts NN.operations v e).snd zero)) (signed_parts c v e))))

/-- What is zero by its formula is zero in every commutative ring, at all values of the variables. -/
theorem zero_of_fold (n : Nat) (e : Expression) (h : Eq (Fold.isZero n (fold e)) Bool.true) (R : Ring.{u})
    (v : Nat → R.carrier) : Eq (value R (Polynomial.first R.zero n v) e) R.zero :=
  have at_point := fun w => value_parts Semiring.naturals n w e
  have whole := fun w => size_parts (Polynomial.first 0 n w) e
  have decided := Kronecker.one_point_decides R.semiring n (Kronecker.point n (Fold.sizes n (fold e))) v
    (parts (Polynomial.operations n) (Polynomial.indeterminate n) e).fst
    (parts (Polynomial.operations n) (Polynomial.indeterminate n) e).snd
    (Kronecker.Separates.mono n (Kronecker.point n (Fold.sizes n (fold e))) (Fold.sizes n (fold e)) _
      (fun w => Nat.Le.trans (Nat.Le.of_eq (congrArg Prod.fst (at_point w)))
        (Nat.Le.trans (Nat.le_add_right _ _) (Nat.Le.of_eq (whole w).symm)))
      (Kronecker.point_separates n (Fold.sizes n (fold e))))
    (Kronecker.Separates.mono n (Kronecker.point n (Fold.sizes n (fold e))) (Fold.sizes n (fold e)) _
      (fun w => Nat.Le.trans (Nat.Le.of_eq (congrArg Prod.snd (at_point w)))
        (Nat.Le.trans (Nat.le_add_left _ _) (Nat.Le.of_eq (whole w).symm)))
      (Kronecker.point_separates n (Fold.sizes n (fold e))))
    ((congrArg Prod.fst (at_point (Kronecker.point n (Fold.sizes n (fold e))))).trans
      ((parts_equal _ _ e rfl h).trans (congrArg Prod.snd (at_point (Kronecker.point n (Fold.sizes n (fold e))))).symm))
  have in_ring := value_parts R.semiring n v e
  have same : Eq (parts R.semiring.operations (Polynomial.first R.zero n v) e).fst
      (parts R.semiring.operations (Polynomial.first R.zero n v) e).snd :=
    (congrArg Prod.fst in_ring).symm.trans (decided.trans (congrArg Prod.snd in_ring))
  R.add_right_cancel (value R (Polynomial.first R.zero n v) e) R.zero
    (parts R.semiring.operations (Polynomial.first R.zero n v) e).snd
    (((is_parts R (Polynomial.first R.zero n v) e).trans same).trans (R.zero_add _).symm)

end Expression

namespace Expression.Fold

/-- The formula's value in a ring. -/
def value (f : Fold) (R : Ring.{0}) (v : Nat → R.carrier) : R.carrier :=
  f R.carrier R.natural v R.add R.mul R.neg R.sub R.pow

/-- The formula as an expression. -/
def reified (f : Fold) : Expression :=
  f Expression Expression.number Expression.variable Expression.add Expression.mul Expression.neg Expression.sub
    Expression.pow

/-- The difference of two formulas. -/
def difference (f g : Fold) : Fold := fun C num var add mul neg sub pow =>
  sub (f C num var add mul neg sub pow) (g C num var add mul neg sub pow)

end Expression.Fold

/-- A polynomial identity holds in every commutative ring, its sides given as formulas. -/
theorem identity_of_folds (R : Ring.{0}) (n : Nat) (x : List R.carrier) (f g : Expression.Fold)
    (left : Eq (Expression.fold (Expression.Fold.reified f)) f) (right : Eq (Expression.fold (Expression.Fold.reified g)) g)
    (h : Eq (Expression.Fold.isZero n (Expression.Fold.difference f g)) Bool.true) :
    Eq (Expression.Fold.value f R (Polynomial.first R.zero n (List.entry R.zero x)))
      (Expression.Fold.value g R (Polynomial.first R.zero n (List.entry R.zero x))) :=
  have expressions := R.eq_of_sub_eq_zero _ _ (Expression.zero_of_fold n
    (.sub (Expression.Fold.reified f) (Expression.Fold.reified g))
    (substitution (fun k => Eq (Expression.Fold.isZero n k) Bool.true)
      (congr2 Expression.Fold.difference left right).symm h) R (List.entry R.zero x))
  (congrArg (fun k => Expression.Fold.value k R (Polynomial.first R.zero n (List.entry R.zero x))) left).symm.trans
    (expressions.trans
      (congrArg (fun k => Expression.Fold.value k R (Polynomial.first R.zero n (List.entry R.zero x))) right))

/-- An equation from equations by cofactors, what has to vanish given as a formula. -/
theorem combination_of_fold (R : Ring.{u}) (n : Nat) (x : List R.carrier) (a b m : Expression)
    (l : List Expression.Term) (f : Expression.Fold)
    (same : Eq (Expression.fold (.sub (.mul m (.sub a b)) (Expression.combine l))) f)
    (h : Eq (Expression.Fold.isZero n f) Bool.true)
    (unit : Invertible R (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) m))
    (holds : Expression.Holds R (Polynomial.first R.zero n (List.entry R.zero x)) l) :
    Eq (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) a)
      (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) b) :=
  R.eq_of_sub_eq_zero _ _ (unit.cancel
    ((R.eq_of_sub_eq_zero _ _ (Expression.zero_of_fold n
        (.sub (.mul m (.sub a b)) (Expression.combine l))
        (substitution (fun g => Eq (Expression.Fold.isZero n g) Bool.true) same.symm h) R (List.entry R.zero x))).trans
      (Expression.combine_zero R (Polynomial.first R.zero n (List.entry R.zero x)) l holds)))
