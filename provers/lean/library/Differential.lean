prelude
import Porism.Combination

/-!
# Chapter 13: derivations, and "F′ = f" by computation

A derivation of a commutative ring is a map d with d(a + b) = d a + d b and d(a·b) = d a·b + a·d b. The model to have
in mind is the ring of all functions that are smooth near a point, with d/dx: it is no field, and in it the laws that
a theorem assumes of exp, log, sin, … are literally true as long as the point is no pole, branch point or cut of theirs.

How an element's derivative is known is a `Law`:

    given i e               d vᵢ = e
    chain i m w c a l       m·d vᵢ = c·d a, and w is the inverse of m

where vᵢ is the i-th element of a list, and e, m, w, c, a are expressions in these elements. That w·m = 1 is seen by
chapter 7, from the equations that `l` names with their cofactors. In a list of laws the later ones stand first: the
derivative of `a` is computed from the laws behind its own. `exp` is chain with m = 1 and c = exp a, `log` with
m = a and c = 1. An inverse u of b needs no law of its own, b·u = 1 being enough (`Derivation.inverse`), nor does a root
(`Derivation.root`).

`slope` is the symbolic derivative, by the rules of calculus; `Derivation.value_slope` says that it is the derivative.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u v

/-- A derivation of a commutative ring. -/
structure Derivation (R : Ring.{u}) : Type u where
  apply : R.carrier → R.carrier
  add : (a b : R.carrier) → Eq (apply (R.add a b)) (R.add (apply a) (apply b))
  mul : (a b : R.carrier) → Eq (apply (R.mul a b)) (R.add (R.mul (apply a) b) (R.mul a (apply b)))

namespace Derivation
variable {R : Ring.{u}} (D : Derivation R)

theorem zero : Eq (D.apply R.zero) R.zero :=
  R.add_right_cancel (D.apply R.zero) R.zero (D.apply R.zero)
    ((D.add R.zero R.zero).symm.trans ((congrArg D.apply (R.zero_add R.zero)).trans (R.zero_add (D.apply R.zero)).symm))

theorem one : Eq (D.apply R.one) R.zero :=
  R.add_right_cancel (D.apply R.one) R.zero (D.apply R.one)
    (((congr2 R.add ((R.mul_comm (D.apply R.one) R.one).trans (R.one_mul (D.apply R.one))).symm
        (R.one_mul (D.apply R.one)).symm).trans
      ((D.mul R.one R.one).symm.trans (congrArg D.apply (R.one_mul R.one)))).trans (R.zero_add (D.apply R.one)).symm)

/-- Whole numbers are constant. -/
theorem natural (n : Nat) : Eq (D.apply (R.natural n)) R.zero :=
  Nat.rec (motive := fun n => Eq (D.apply (R.natural n)) R.zero)
    ((congrArg D.apply R.natural_zero).trans D.zero)
    (fun k ih => (congrArg D.apply (R.natural_succ k)).trans
      ((D.add (R.natural k) R.one).trans ((congr2 R.add ih D.one).trans (R.zero_add R.zero)))) n

theorem neg (a : R.carrier) : Eq (D.apply (R.neg a)) (R.neg (D.apply a)) :=
  R.add_right_cancel (D.apply (R.neg a)) (R.neg (D.apply a)) (D.apply a)
    ((D.add (R.neg a) a).symm.trans
      ((congrArg D.apply ((R.add_comm (R.neg a) a).trans (R.add_neg a))).trans
        (D.zero.trans ((R.add_comm (R.neg (D.apply a)) (D.apply a)).trans (R.add_neg (D.apply a))).symm)))

theorem sub (a b : R.carrier) : Eq (D.apply (R.sub a b)) (R.sub (D.apply a) (D.apply b)) :=
  (D.add a (R.neg b)).trans (congrArg (R.add (D.apply a)) (D.neg b))

theorem one_eq : Eq R.one (R.natural 1) := R.semiring.natural_one.symm

theorem natural_zero_eq : Eq R.zero (R.natural 0) := R.natural_zero.symm

theorem natural_next (k : Nat) : Eq (R.natural (Nat.succ k)) (R.add (R.natural k) (R.natural 1)) :=
  (R.natural_succ k).trans (congrArg (R.add (R.natural k)) one_eq)

/-- The product rule for a power, once it is known for the power before: with n = k + 1 and p = aᵏ. -/
theorem pow_next (a n p : R.carrier) :
    Eq (R.add (R.mul (R.mul (R.mul n p) (D.apply a)) a) (R.mul (R.mul p a) (D.apply a)))
      (R.mul (R.mul (R.add n (R.natural 1)) (R.mul p a)) (D.apply a)) :=
  identity R 4 (.cons a (.cons (D.apply a) (.cons n (.cons p .nil))))
    (.add (.mul (.mul (.mul (.variable 2) (.variable 3)) (.variable 1)) (.variable 0))
      (.mul (.mul (.variable 3) (.variable 0)) (.variable 1)))
    (.mul (.mul (.add (.variable 2) (.number 1)) (.mul (.variable 3) (.variable 0))) (.variable 1)) rfl

theorem pow_first (a : R.carrier) :
    Eq (R.add (R.mul (R.natural 0) a) (R.mul (R.natural 1) (D.apply a)))
      (R.mul (R.mul (R.natural 1) (R.natural 1)) (D.apply a)) :=
  identity R 2 (.cons a (.cons (D.apply a) .nil))
    (.add (.mul (.number 0) (.variable 0)) (.mul (.number 1) (.variable 1)))
    (.mul (.mul (.number 1) (.number 1)) (.variable 1)) rfl

theorem pow_one (a : R.carrier) :
    Eq (D.apply (R.mul R.one a)) (R.mul (R.mul (R.natural 1) R.one) (D.apply a)) :=
  (D.mul R.one a).trans
    ((congr2 R.add (congrArg (fun t => R.mul t a) (D.one.trans natural_zero_eq))
        (congrArg (fun t => R.mul t (D.apply a)) one_eq)).trans
      ((pow_first D a).trans (congrArg (fun t => R.mul (R.mul (R.natural 1) t) (D.apply a)) one_eq.symm)))

theorem pow_step (a p n m : R.carrier) (next : Eq m (R.add n (R.natural 1)))
    (h : Eq (D.apply (R.mul p a)) (R.mul (R.mul n p) (D.apply a))) :
    Eq (D.apply (R.mul (R.mul p a) a)) (R.mul (R.mul m (R.mul p a)) (D.apply a)) :=
  (D.mul (R.mul p a) a).trans
    ((congrArg (fun t => R.add (R.mul t a) (R.mul (R.mul p a) (D.apply a))) h).trans
      ((pow_next D a n p).trans (congrArg (fun t => R.mul (R.mul t (R.mul p a)) (D.apply a)) next.symm)))

/-- d(aᵏ⁺¹) = n(k)·aᵏ·d a, where n(0) = 1 and n(k + 1) = n(k) + 1. -/
theorem pow_of (a : R.carrier) (n : Nat → R.carrier) (first : Eq (n Nat.zero) (R.natural 1))
    (next : (k : Nat) → Eq (n (Nat.succ k)) (R.add (n k) (R.natural 1))) : (k : Nat) →
    Eq (D.apply (R.mul (R.pow a k) a)) (R.mul (R.mul (n k) (R.pow a k)) (D.apply a))
  | .zero => (pow_one D a).trans (congrArg (fun t => R.mul (R.mul t R.one) (D.apply a)) first.symm)
  | .succ k => pow_step D a (R.pow a k) (n k) (n (.succ k)) (next k) (pow_of a n first next k)

/-- d(aᵏ⁺¹) = (k + 1)·aᵏ·d a. -/
theorem pow_succ (a : R.carrier) (k : Nat) :
    Eq (D.apply (R.mul (R.pow a k) a)) (R.mul (R.mul (R.natural (Nat.succ k)) (R.pow a k)) (D.apply a)) :=
  pow_of D a (fun j => R.natural (Nat.succ j)) rfl (fun j => natural_next (R := R) (Nat.succ j)) k

theorem root_next (r n p z : R.carrier) :
    Eq (R.mul (R.mul n (R.mul p r)) z) (R.mul r (R.mul (R.mul n p) z)) :=
  identity R 4 (.cons r (.cons z (.cons n (.cons p .nil))))
    (.mul (.mul (.variable 2) (.mul (.variable 3) (.variable 0))) (.variable 1))
    (.mul (.variable 0) (.mul (.mul (.variable 2) (.variable 3)) (.variable 1))) rfl

/-- A law without a factor on the left. -/
theorem chain (f c a : R.carrier) (h : Eq (D.apply f) (R.mul c (D.apply a))) :
    Eq (R.mul (R.natural 1) (D.apply f)) (R.mul c (D.apply a)) :=
  (congrArg (fun t => R.mul t (D.apply f)) R.semiring.natural_one).trans ((R.one_mul (D.apply f)).trans h)

/-- b·u = 1 implies d u = −u²·d b. -/
theorem inverse (b u : R.carrier) (h : Eq (R.mul b u) (R.natural 1)) :
    Eq (R.mul (R.natural 1) (D.apply u)) (R.mul (R.neg (R.mul u u)) (D.apply b)) :=
  have k : Eq (R.add (R.mul (D.apply b) u) (R.mul b (D.apply u))) (R.natural 0) :=
    (D.mul b u).symm.trans ((congrArg D.apply h).trans ((D.natural 1).trans natural_zero_eq))
  combination R 4 (.cons b (.cons u (.cons (D.apply b) (.cons (D.apply u) .nil))))
    (.mul (.number 1) (.variable 3)) (.mul (.neg (.mul (.variable 1) (.variable 1))) (.variable 2)) (.number 1)
    (.cons ⟨.variable 1, ⟨.add (.mul (.variable 2) (.variable 1)) (.mul (.variable 0) (.variable 3)), .number 0⟩⟩
      (.cons ⟨.neg (.variable 3), ⟨.mul (.variable 0) (.variable 1), .number 1⟩⟩ .nil))
    rfl (Invertible.one R) ⟨k, ⟨h, True.intro⟩⟩

theorem root_succ (r a : R.carrier) (k : Nat) (h : Eq (R.mul (R.pow r k) r) a) :
    Eq (R.mul (R.mul (R.natural (Nat.succ k)) a) (D.apply r)) (R.mul r (D.apply a)) :=
  have d : Eq (D.apply a) (R.mul (R.mul (R.natural (Nat.succ k)) (R.pow r k)) (D.apply r)) :=
    (congrArg D.apply h).symm.trans (D.pow_succ r k)
  (congrArg (fun t => R.mul (R.mul (R.natural (Nat.succ k)) t) (D.apply r)) h.symm).trans
    ((root_next r (R.natural (Nat.succ k)) (R.pow r k) (D.apply r)).trans (congrArg (R.mul r) d.symm))

/-- rⁿ = a implies n·a·d r = r·d a, for n ≠ 0. -/
theorem root (r a : R.carrier) (n : Nat) (positive : Eq (Nat.beq (Nat.succ (Nat.pred n)) n) Bool.true)
    (h : Eq (R.pow r n) a) : Eq (R.mul (R.mul (R.natural n) a) (D.apply r)) (R.mul r (D.apply a)) :=
  Eq.rec (motive := fun m _ => Eq (R.pow r m) a →
      Eq (R.mul (R.mul (R.natural m) a) (D.apply r)) (R.mul r (D.apply a)))
    (fun k => root_succ D r a (Nat.pred n) k) (Nat.eq_of_beq (Nat.succ (Nat.pred n)) n positive) h

end Derivation

namespace Expression

/-- A variable's number, and an expression for its derivative. -/
abbrev Slopes := List (Prod Nat Expression)

/-- The derivative of the variable `i`. -/
def slopeOf (t : Slopes) (i : Nat) : Expression :=
  List.rec (motive := fun _ => Expression) (.number 0) (fun p _ r => cond (Nat.beq p.fst i) p.snd r) t

/-- Whether the derivative of the variable `i` is known. -/
def isKnown (t : Slopes) (i : Nat) : Bool :=
  List.rec (motive := fun _ => Bool) Bool.false (fun p _ r => cond (Nat.beq p.fst i) Bool.true r) t

/-- Whether the derivatives of all variables of the expression are known. -/
def isCovered (t : Slopes) (e : Expression) : Bool :=
  Expression.rec (motive := fun _ => Bool) (fun _ => Bool.true) (fun i => isKnown t i)
    (fun _ _ a b => cond a b Bool.false) (fun _ _ a b => cond a b Bool.false) (fun _ a => a)
    (fun _ _ a b => cond a b Bool.false) (fun _ _ a => a) e

/-- The derivative, by the rules of calculus. -/
def slope (t : Slopes) (e : Expression) : Expression :=
  Expression.rec (motive := fun _ => Expression) (fun _ => .number 0) (fun i => slopeOf t i)
    (fun _ _ a' b' => .add a' b') (fun a b a' b' => .add (.mul a' b) (.mul a b')) (fun _ a' => .neg a')
    (fun _ _ a' b' => .sub a' b')
    (fun a k a' => Nat.rec (motive := fun _ => Expression) (.number 0)
      (fun j _ => .mul (.mul (.number (Nat.succ j)) (.pow a j)) a') k) e

/-- The table tells derivatives at the values `v`. -/
def Tells {R : Ring.{u}} (D : Derivation R) (v : Nat → R.carrier) (t : Slopes) : Prop :=
  List.rec (motive := fun _ => Prop) True (fun p _ r => And (Eq (D.apply (v p.fst)) (value R v p.snd)) r) t

end Expression

theorem Bool.and_left {a b : Bool} : Eq (cond a b Bool.false) Bool.true → Eq a Bool.true :=
  Bool.rec (motive := fun a => Eq (cond a b Bool.false) Bool.true → Eq a Bool.true) (fun h => h) (fun _ => rfl) a

theorem Bool.and_right {a b : Bool} : Eq (cond a b Bool.false) Bool.true → Eq b Bool.true :=
  Bool.rec (motive := fun a => Eq (cond a b Bool.false) Bool.true → Eq b Bool.true)
    (fun h => False.elim (Bool.false_ne_true h)) (fun h => h) a

namespace Derivation
open Expression
variable {R : Ring.{u}} (D : Derivation R) (v : Nat → R.carrier)

theorem tells_known (i : Nat) : (t : Slopes) → Tells D v t → Eq (isKnown t i) Bool.true →
    Eq (D.apply (v i)) (value R v (slopeOf t i))
  | .nil, _, h => False.elim (Bool.false_ne_true h)
  | .cons p t, tells, h =>
    Bool.rec (motive := fun b => Eq (Nat.beq p.fst i) b → Eq (cond b Bool.true (isKnown t i)) Bool.true →
        Eq (D.apply (v i)) (value R v (cond b p.snd (slopeOf t i))))
      (fun _ k => tells_known i t tells.right k)
      (fun e _ => (congrArg (fun j => D.apply (v j)) (Nat.eq_of_beq p.fst i e).symm).trans tells.left)
      (Nat.beq p.fst i) rfl h

/-- The symbolic derivative is the derivative. -/
theorem value_slope (t : Slopes) (tells : Tells D v t) : (e : Expression) → Eq (isCovered t e) Bool.true →
    Eq (D.apply (value R v e)) (value R v (slope t e))
  | .number n, _ => (D.natural n).trans natural_zero_eq
  | .variable i, h => tells_known D v i t tells h
  | .add a b, h => (D.add (value R v a) (value R v b)).trans
      (congr2 R.add (value_slope t tells a (Bool.and_left h)) (value_slope t tells b (Bool.and_right h)))
  | .mul a b, h => (D.mul (value R v a) (value R v b)).trans
      (congr2 R.add (congrArg (fun s => R.mul s (value R v b)) (value_slope t tells a (Bool.and_left h)))
        (congrArg (R.mul (value R v a)) (value_slope t tells b (Bool.and_right h))))
  | .neg a, h => (D.neg (value R v a)).trans (congrArg R.neg (value_slope t tells a h))
  | .sub a b, h => (D.sub (value R v a) (value R v b)).trans
      (congr2 R.sub (value_slope t tells a (Bool.and_left h)) (value_slope t tells b (Bool.and_right h)))
  | .pow a k, h =>
    Nat.rec (motive := fun k => Eq (D.apply (value R v (.pow a k))) (value R v (slope t (.pow a k))))
      (D.one.trans natural_zero_eq)
      (fun j _ => (D.pow_succ (value R v a) j).trans
        (congrArg (R.mul (R.mul (R.natural (Nat.succ j)) (R.pow (value R v a) j))) (value_slope t tells a h))) k

end Derivation

/-- How the derivative of an element is known; see the chapter's head. -/
inductive Law : Type where
  | given (i : Nat) (e : Expression)
  | chain (i : Nat) (m w c a : Expression) (l : List Expression.Term)

namespace Law
open Expression

/-- The derivatives that the laws give. -/
def slopes (laws : List Law) : Slopes :=
  List.rec (motive := fun _ => Slopes) .nil
    (fun law _ t => Law.rec (motive := fun _ => Slopes) (fun i e => .cons ⟨i, e⟩ t)
      (fun i _ w c a _ => .cons ⟨i, .mul w (.mul c (slope t a))⟩ t) law) laws

/-- Whether each law's factor has its inverse, and each argument's derivative is known. -/
def check (n : Nat) (laws : List Law) : Bool :=
  List.rec (motive := fun _ => Bool) Bool.true
    (fun law rest r => Law.rec (motive := fun _ => Bool) (fun _ _ => r)
      (fun _ m w _ a l => cond (isCovered (slopes rest) a)
        (cond (isZero n (.sub (.sub (.mul w m) (.number 1)) (combine l))) r Bool.false) Bool.false) law) laws

/-- The laws hold, and so do the equations that they name. -/
def Holds {R : Ring.{u}} (D : Derivation R) (v : Nat → R.carrier) (laws : List Law) : Prop :=
  List.rec (motive := fun _ => Prop) True
    (fun law _ r => Law.rec (motive := fun _ => Prop) (fun i e => And (Eq (D.apply (v i)) (value R v e)) r)
      (fun i m _ c a l => And (Eq (R.mul (value R v m) (D.apply (v i))) (R.mul (value R v c) (D.apply (value R v a))))
        (And (Expression.Holds R v l) r)) law) laws

/-- From m·z = s and w·m = 1 to z = w·s. -/
theorem divided {R : Ring.{u}} {m w z s : R.carrier} (h : Eq (R.mul m z) s) (k : Eq (R.mul w m) (R.natural 1)) :
    Eq z (R.mul w s) :=
  (R.one_mul z).symm.trans ((congrArg (fun t => R.mul t z) (R.semiring.natural_one.symm.trans k.symm)).trans
    ((R.mul_assoc w m z).trans (congrArg (R.mul w) h)))

/-- Laws that hold tell derivatives. -/
theorem tells_at {R : Ring.{u}} (D : Derivation R) (n : Nat) (v : Nat → R.carrier)
    (zero : (e : Expression) → Eq (isZero n e) Bool.true → Eq (value R v e) R.zero) : (laws : List Law) →
    Eq (check n laws) Bool.true → Holds D v laws → Tells D v (slopes laws)
  | .nil, _, _ => True.intro
  | .cons (.given i e) rest, h, holds => ⟨holds.left, tells_at D n v zero rest h holds.right⟩
  | .cons (.chain i m w c a l) rest, h, holds =>
    have known := tells_at D n v zero rest (Bool.and_right (Bool.and_right h)) holds.right.right
    have inverse : Eq (R.mul (value R v w) (value R v m)) (R.natural 1) :=
      R.eq_of_sub_eq_zero _ _ ((R.eq_of_sub_eq_zero _ _
        (zero (.sub (.sub (.mul w m) (.number 1)) (combine l)) (Bool.and_left (Bool.and_right h)))).trans
          (combine_zero R v l holds.right.left))
    ⟨(divided holds.left inverse).trans
      (congrArg (fun t => R.mul (value R v w) (R.mul (value R v c) t))
        (D.value_slope v (slopes rest) known a (Bool.and_left h))), known⟩

/-- The same at the entries of a list. -/
theorem tells {R : Ring.{u}} (D : Derivation R) (n : Nat) (x : List R.carrier) (laws : List Law)
    (h : Eq (check n laws) Bool.true) (holds : Holds D (Polynomial.first R.zero n (List.entry R.zero x)) laws) :
    Tells D (Polynomial.first R.zero n (List.entry R.zero x)) (slopes laws) :=
  tells_at D n _ (fun e k => zero_of_isZero n e k R (List.entry R.zero x)) laws h holds

/-- The derivative of an expression in the entries. -/
theorem derivative {R : Ring.{u}} (D : Derivation R) (n : Nat) (x : List R.carrier) (laws : List Law)
    (h : Eq (check n laws) Bool.true) (holds : Holds D (Polynomial.first R.zero n (List.entry R.zero x)) laws)
    (e : Expression) (covered : Eq (isCovered (slopes laws) e) Bool.true) :
    Eq (D.apply (value R (Polynomial.first R.zero n (List.entry R.zero x)) e))
      (value R (Polynomial.first R.zero n (List.entry R.zero x)) (slope (slopes laws) e)) :=
  D.value_slope _ (slopes laws) (tells D n x laws h holds) e covered

/-- The derivative of an element that is known to equal such an expression. -/
theorem again {R : Ring.{u}} (D : Derivation R) (n : Nat) (x : List R.carrier) (laws : List Law)
    (h : Eq (check n laws) Bool.true) (holds : Holds D (Polynomial.first R.zero n (List.entry R.zero x)) laws)
    (e : Expression) (covered : Eq (isCovered (slopes laws) e) Bool.true) (w : R.carrier)
    (k : Eq w (value R (Polynomial.first R.zero n (List.entry R.zero x)) e)) :
    Eq (D.apply w) (value R (Polynomial.first R.zero n (List.entry R.zero x)) (slope (slopes laws) e)) :=
  (congrArg D.apply k).trans (derivative D n x laws h holds e covered)

end Law
