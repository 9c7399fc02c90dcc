prelude
import Porism.Reflection

/-!
# Chapter 7: equations from equations

If l₁ = r₁, …, lₖ = rₖ hold at some values of the variables, and

    m·(a − b) = c₁·(l₁ − r₁) + ⋯ + cₖ·(lₖ − rₖ)

is an identity, and the value of m has an inverse, then a = b at these values. The cofactors cᵢ are a certificate: however
they were found, chapter 6 decides whether the identity holds. With premises b·u = 1 this also serves quotients,
a/b being a·u.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u

/-- An element with an inverse. -/
inductive Invertible (R : Ring.{u}) (m : R.carrier) : Prop where
  | intro (s : R.carrier) (h : Eq (R.mul m s) (R.natural 1)) : Invertible R m

namespace Invertible

theorem cancel {R : Ring.{u}} {m a : R.carrier} (h : Invertible R m) (k : Eq (R.mul m a) R.zero) : Eq a R.zero :=
  match h with
  | ⟨s, e⟩ =>
    ((R.semiring.one_mul a).symm.trans (congrArg (fun t => R.mul t a) (e.trans R.semiring.natural_one).symm)).trans
      (((congrArg (fun t => R.mul t a) (R.mul_comm m s)).trans (R.mul_assoc s m a)).trans
        ((congrArg (R.mul s) k).trans (R.semiring.mul_zero s)))

theorem mul {R : Ring.{u}} {a b : R.carrier} (h : Invertible R a) (k : Invertible R b) : Invertible R (R.mul a b) :=
  match h, k with
  | ⟨s, e⟩, ⟨t, f⟩ => ⟨R.mul t s,
    (R.mul_assoc a b (R.mul t s)).trans ((congrArg (R.mul a) (R.mul_assoc b t s).symm).trans
      ((congrArg (fun z => R.mul a (R.mul z s)) (f.trans R.semiring.natural_one)).trans
        ((congrArg (R.mul a) (R.one_mul s)).trans e)))⟩

theorem one (R : Ring.{u}) : Invertible R (R.natural 1) :=
  ⟨R.one, (congrArg (fun t => R.mul t R.one) R.semiring.natural_one).trans
    ((R.one_mul R.one).trans R.semiring.natural_one.symm)⟩

theorem pow {R : Ring.{u}} {a : R.carrier} (h : Invertible R a) (k : Nat) : Invertible R (R.pow a k) :=
  Nat.rec (motive := fun k => Invertible R (R.pow a k))
    (substitution (Invertible R) R.semiring.natural_one (one R)) (fun _ ih => mul ih h) k

end Invertible

namespace Expression

/-- A cofactor, and an equation's two sides. -/
abbrev Term := Prod Expression (Prod Expression Expression)

/-- Σ cofactor·(left − right). -/
def combine (l : List Term) : Expression :=
  List.rec (motive := fun _ => Expression) (.number 0)
    (fun t _ r => .add (.mul t.fst (.sub t.snd.fst t.snd.snd)) r) l

/-- All the equations left = right hold. -/
def Holds (R : Ring.{u}) (v : Nat → R.carrier) (l : List Term) : Prop :=
  List.rec (motive := fun _ => Prop) True
    (fun t _ r => And (Eq (value R v t.snd.fst) (value R v t.snd.snd)) r) l

/-- Then the combination is zero. -/
theorem combine_zero (R : Ring.{u}) (v : Nat → R.carrier) : (l : List Term) → Holds R v l →
    Eq (value R v (combine l)) R.zero
  | .nil, _ => R.natural_zero
  | .cons t l, h =>
    (congr2 R.add
      ((congrArg (R.mul (value R v t.fst)) ((congrArg (fun z => R.sub z (value R v t.snd.snd)) h.left).trans
        (R.add_neg (value R v t.snd.snd)))).trans (R.semiring.mul_zero (value R v t.fst)))
      (combine_zero R v l h.right)).trans (R.zero_add R.zero)

end Expression

/-- An equation from equations by cofactors, up to an invertible factor `m`. -/
theorem combination (R : Ring.{u}) (n : Nat) (x : List R.carrier) (a b m : Expression)
    (l : List Expression.Term)
    (h : Eq (Expression.isZero n (.sub (.mul m (.sub a b)) (Expression.combine l))) Bool.true)
    (unit : Invertible R (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) m))
    (holds : Expression.Holds R (Polynomial.first R.zero n (List.entry R.zero x)) l) :
    Eq (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) a)
      (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) b) :=
  R.eq_of_sub_eq_zero _ _ (unit.cancel
    ((R.eq_of_sub_eq_zero _ _ (Expression.zero_of_isZero n
        (.sub (.mul m (.sub a b)) (Expression.combine l)) h R (List.entry R.zero x))).trans
      (Expression.combine_zero R (Polynomial.first R.zero n (List.entry R.zero x)) l holds)))
