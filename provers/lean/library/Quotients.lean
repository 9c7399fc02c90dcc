prelude
import Porism.Formulas

/-!
# Quotients: an element as one expression over another

x is the quotient of the expressions n and d if the value of d has an inverse and d·x = n. What has no divisor in it is a
quotient by 1, and an element u with b·u = 1 turns the quotient of b round. Sums, products and powers of quotients are
quotients, as at school. Two quotients are equal if n·d′ − n′·d is zero, which is decided by its formula: no cofactors are
needed, and the elements u do not occur in what is computed.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u

/-- The element `x` is n/d. -/
structure Quotient (R : Ring.{u}) (v : Nat → R.carrier) (n d : Expression) (x : R.carrier) : Prop where
  intro ::
  unit : Invertible R (Expression.value R v d)
  equation : Eq (R.mul (Expression.value R v d) x) (Expression.value R v n)

namespace Quotient
variable {R : Ring.{u}} {v : Nat → R.carrier} {n d n' d' : Expression} {x y : R.carrier}

theorem mul_mul_mul_comm (R : Ring.{u}) (a b c d : R.carrier) :
    Eq (R.mul (R.mul a b) (R.mul c d)) (R.mul (R.mul a c) (R.mul b d)) :=
  (R.mul_assoc a b (R.mul c d)).trans ((congrArg (R.mul a) (R.semiring.mul_left_comm b c d)).trans
    (R.mul_assoc a c (R.mul b d)).symm)

/-- A polynomial is a quotient by 1. -/
theorem polynomial (e : Expression) : Quotient R v e (.number 1) (Expression.value R v e) :=
  ⟨Invertible.one R, (congrArg (fun t => R.mul t (Expression.value R v e)) R.semiring.natural_one).trans (R.one_mul _)⟩

/-- What multiplies n/d to 1 is d/n. -/
theorem inverse (h : Quotient R v n d x) (k : Eq (R.mul x y) (R.natural 1)) : Quotient R v d n y :=
  ⟨substitution (Invertible R) h.equation (Invertible.mul h.unit ⟨y, k⟩),
   (congrArg (fun t => R.mul t y) h.equation.symm).trans ((R.mul_assoc (Expression.value R v d) x y).trans
     ((congrArg (R.mul (Expression.value R v d)) (k.trans R.semiring.natural_one)).trans (R.semiring.mul_one _)))⟩

theorem mul (h : Quotient R v n d x) (k : Quotient R v n' d' y) :
    Quotient R v (.mul n n') (.mul d d') (R.mul x y) :=
  ⟨Invertible.mul h.unit k.unit, (mul_mul_mul_comm R _ _ x y).trans (congr2 R.mul h.equation k.equation)⟩

theorem add (h : Quotient R v n d x) (k : Quotient R v n' d' y) :
    Quotient R v (.add (.mul n d') (.mul n' d)) (.mul d d') (R.add x y) :=
  have first : Eq (R.mul (R.mul (Expression.value R v d) (Expression.value R v d')) x)
      (R.mul (Expression.value R v n) (Expression.value R v d')) :=
    (congrArg (fun t => R.mul t x) (R.mul_comm (Expression.value R v d) (Expression.value R v d'))).trans
      ((R.mul_assoc (Expression.value R v d') (Expression.value R v d) x).trans
        ((congrArg (R.mul (Expression.value R v d')) h.equation).trans (R.mul_comm _ _)))
  have second : Eq (R.mul (R.mul (Expression.value R v d) (Expression.value R v d')) y)
      (R.mul (Expression.value R v n') (Expression.value R v d)) :=
    (R.mul_assoc (Expression.value R v d) (Expression.value R v d') y).trans
      ((congrArg (R.mul (Expression.value R v d)) k.equation).trans (R.mul_comm _ _))
  ⟨Invertible.mul h.unit k.unit, (R.mul_add _ x y).trans (congr2 R.add first second)⟩

theorem neg_mul (R : Ring.{u}) (a b : R.carrier) : Eq (R.mul a (R.neg b)) (R.neg (R.mul a b)) :=
  R.add_right_cancel (R.mul a (R.neg b)) (R.neg (R.mul a b)) (R.mul a b)
    ((R.mul_add a (R.neg b) b).symm.trans ((congrArg (R.mul a) ((R.add_comm (R.neg b) b).trans (R.add_neg b))).trans
      ((R.semiring.mul_zero a).trans ((R.add_comm (R.neg (R.mul a b)) (R.mul a b)).trans (R.add_neg (R.mul a b))).symm)))

theorem neg (h : Quotient R v n d x) : Quotient R v (.neg n) d (R.neg x) :=
  ⟨h.unit, (neg_mul R _ x).trans (congrArg R.neg h.equation)⟩

theorem sub (h : Quotient R v n d x) (k : Quotient R v n' d' y) :
    Quotient R v (.add (.mul n d') (.mul (.neg n') d)) (.mul d d') (R.sub x y) := h.add k.neg

theorem pow (k : Nat) (h : Quotient R v n d x) : Quotient R v (.pow n k) (.pow d k) (R.pow x k) :=
  ⟨Invertible.pow h.unit k,
   Nat.rec (motive := fun k => Eq (R.mul (R.pow (Expression.value R v d) k) (R.pow x k)) (R.pow (Expression.value R v n) k))
     (R.one_mul R.one)
     (fun k ih => (mul_mul_mul_comm R (R.pow (Expression.value R v d) k) (Expression.value R v d) (R.pow x k) x).trans
       (congr2 R.mul ih h.equation)) k⟩

/-- What has an inverse may be cancelled. -/
theorem cancelled (R : Ring.{u}) {a : R.carrier} (h : Invertible R a) (x y : R.carrier) (e : Eq (R.mul a x) (R.mul a y)) :
    Eq x y :=
  R.eq_of_sub_eq_zero x y (h.cancel
    ((R.mul_add a x (R.neg y)).trans ((congrArg (R.add (R.mul a x)) (neg_mul R a y)).trans
      ((congrArg (fun t => R.add t (R.neg (R.mul a y))) e).trans (R.add_neg (R.mul a y))))))

end Quotient

/-- Two quotients whose numerators agree over a common denominator are equal. -/
theorem equal_quotients (R : Ring.{u}) (n : Nat) (x : List R.carrier) {p q s t : Expression} {a b : R.carrier}
    (left : Quotient R (Polynomial.first R.zero n (List.entry R.zero x)) p q a)
    (right : Quotient R (Polynomial.first R.zero n (List.entry R.zero x)) s t b)
    (f : Expression.Fold) (same : Eq (Expression.fold (.sub (.mul p t) (.mul s q))) f)
    (h : Eq (Expression.Fold.isZero n f) Bool.true) : Eq a b :=
  have crossed := R.eq_of_sub_eq_zero _ _ (Expression.zero_of_fold n (.sub (.mul p t) (.mul s q))
    (substitution (fun g => Eq (Expression.Fold.isZero n g) Bool.true) same.symm h) R (List.entry R.zero x))
  have numerator := (congrArg (fun z => R.mul z a)
      (R.mul_comm (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) q)
        (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) t))).trans
    ((R.mul_assoc _ _ a).trans ((congrArg
      (R.mul (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) t)) left.equation).trans
        (R.mul_comm _ _)))
  have denominator := (R.mul_comm (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) s)
      (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) q)).trans
    ((congrArg (R.mul (Expression.value R (Polynomial.first R.zero n (List.entry R.zero x)) q)) right.equation.symm).trans
      (R.mul_assoc _ _ b).symm)
  Quotient.cancelled R (Invertible.mul left.unit right.unit) a b (numerator.trans (crossed.trans denominator))
