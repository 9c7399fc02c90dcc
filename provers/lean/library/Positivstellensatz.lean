prelude
import Porism.Orders

/-!
# Chapter 10: inequalities by certificates

Some polynomials are not negative where the premises p₁ ≥ 0 (or > 0), p₂ ≥ 0, … hold: the numbers 0, 1, 2, …, squares, the
premises themselves, and with two such polynomials their sum and product. They form a cone. A `Cone` says how one of them
is built; whether it is strictly positive is then computed (`strict`). If

    m·t = c + Σ cofactor·(left − right)

is an identity, m and c are in the cone and the equations left = right hold, then t ≥ 0 provided m is strictly positive,
and t > 0 provided c is. How m, c and the cofactors were found does not matter: chapter 6 decides whether the identity
holds. Farkas' lemma is the case in which c is a sum of premises times numbers, and its infeasible form is t = −1.

References: J. Farkas (1902); J. Krivine (1964), Anneaux préordonnés; G. Stengle (1974), A Nullstellensatz and a
Positivstellensatz in semialgebraic geometry.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u

/-- The variables' values, the first `n` entries of a list. -/
abbrev OrderedField.point (F : OrderedField.{u}) (n : Nat) (x : List F.field.ring.carrier) : Nat → F.field.ring.carrier :=
  Polynomial.first F.field.ring.zero n (List.entry F.field.ring.zero x)

/-- How an element of the cone is built; premises are named by their number. -/
inductive Cone : Type where
  | number (n : Nat)
  | square (e : Expression)
  | premise (i : Nat)
  | add (a b : Cone)
  | mul (a b : Cone)

namespace Cone

/-- A polynomial that is > 0 (`Bool.true`) or ≥ 0 (`Bool.false`). -/
abbrev Premise := Prod Bool Expression

/-- The i-th premise; beyond the last one 0 ≥ 0. -/
def entry (l : List Premise) (i : Nat) : Premise := List.entry ⟨Bool.false, .number 0⟩ l i

/-- The polynomial that is built. -/
def expression (l : List Premise) (c : Cone) : Expression :=
  Cone.rec (motive := fun _ => Expression) Expression.number (fun e => .mul e e) (fun i => (entry l i).snd)
    (fun _ _ a b => .add a b) (fun _ _ a b => .mul a b) c

/-- Whether it is strictly positive by its construction. -/
def strict (l : List Premise) (c : Cone) : Bool :=
  Cone.rec (motive := fun _ => Bool) (fun n => Nat.ble 1 n) (fun _ => Bool.false) (fun i => (entry l i).fst)
    (fun _ _ a b => cond a Bool.true b) (fun _ _ a b => cond a b Bool.false) c

section
variable (F : OrderedField.{u}) (v : Nat → F.field.ring.carrier)

/-- All the premises hold. -/
def Holds (l : List Premise) : Prop :=
  List.rec (motive := fun _ => Prop) True
    (fun p _ r => And (F.Positive p.fst (Expression.value F.field.ring v p.snd)) r) l

theorem entry_holds : (l : List Premise) → Holds F v l → (i : Nat) →
    F.Positive (entry l i).fst (Expression.value F.field.ring v (entry l i).snd)
  | .nil, _, _ => F.natural_nonneg 0
  | .cons p l, h, i => Nat.rec
      (motive := fun i => F.Positive (entry (.cons p l) i).fst
        (Expression.value F.field.ring v (entry (.cons p l) i).snd))
      h.left (fun j _ => entry_holds l h.right j) i

/-- What is in the cone has the sign that was computed. -/
theorem sound (l : List Premise) (h : Holds F v l) :
    (c : Cone) → F.Positive (strict l c) (Expression.value F.field.ring v (expression l c))
  | .number n => F.positive_natural n
  | .square e => F.square_nonneg (Expression.value F.field.ring v e)
  | .premise i => entry_holds F v l h i
  | .add a b => F.positive_add (strict l a) (strict l b) (sound l h a) (sound l h b)
  | .mul a b => F.positive_mul (strict l a) (strict l b) (sound l h a) (sound l h b)

theorem sound_strict (l : List Premise) (h : Holds F v l) (c : Cone) (s : Eq (strict l c) Bool.true) :
    F.lt F.field.ring.zero (Expression.value F.field.ring v (expression l c)) :=
  substitution (fun b => F.Positive b (Expression.value F.field.ring v (expression l c))) s (sound F v l h c)

end

/-- Whether m·t = c + Σ cofactor·(left − right), and the cone's element `s`, which is m or c, is strictly positive. -/
def check (n : Nat) (l : List Premise) (t : Expression) (m c s : Cone) (e : List Expression.Term) : Bool :=
  cond (strict l s)
    (Expression.isZero n (.sub (.mul (expression l m) t) (.add (expression l c) (Expression.combine e)))) Bool.false

theorem cond_left (a b : Bool) : Eq (cond a b Bool.false) Bool.true → Eq a Bool.true :=
  Bool.rec (motive := fun a => Eq (cond a b Bool.false) Bool.true → Eq a Bool.true) (fun h => h) (fun _ => rfl) a

theorem cond_right (a b : Bool) : Eq (cond a b Bool.false) Bool.true → Eq b Bool.true :=
  Bool.rec (motive := fun a => Eq (cond a b Bool.false) Bool.true → Eq b Bool.true)
    (fun h => False.elim (Bool.false_ne_true h)) (fun h => h) a

/-- The identity, at values of the variables at which the equations hold: m·t = c. -/
theorem product (F : OrderedField.{u}) (n : Nat) (x : List F.field.ring.carrier) (l : List Premise)
    (t : Expression) (m c s : Cone) (e : List Expression.Term) (h : Eq (check n l t m c s e) Bool.true)
    (equations : Expression.Holds F.field.ring (F.point n x) e) :
    Eq (Expression.value F.field.ring (F.point n x) (.mul (expression l m) t))
      (Expression.value F.field.ring (F.point n x) (expression l c)) :=
  (F.field.ring.eq_of_sub_eq_zero _ _ (Expression.zero_of_isZero n
      (.sub (.mul (expression l m) t) (.add (expression l c) (Expression.combine e)))
      (cond_right _ _ h) F.field.ring (List.entry F.field.ring.zero x))).trans
    ((congrArg (F.field.ring.add _) (Expression.combine_zero F.field.ring _ e equations)).trans
      (F.field.ring.semiring.add_zero _))

end Cone

/-- A polynomial is not negative where the premises and the equations hold. -/
theorem nonneg_of_certificate (F : OrderedField.{u}) (n : Nat) (x : List F.field.ring.carrier) (t : Expression)
    (l : List Cone.Premise) (m c : Cone) (e : List Expression.Term) (h : Eq (Cone.check n l t m c m e) Bool.true)
    (premises : Cone.Holds F (F.point n x) l) (equations : Expression.Holds F.field.ring (F.point n x) e) :
    F.le F.field.ring.zero (Expression.value F.field.ring (F.point n x) t) :=
  F.mul_nonneg_cancel (Cone.sound_strict F _ l premises m (Cone.cond_left _ _ h))
    (substitution (fun a => F.le F.field.ring.zero a) (Cone.product F n x l t m c m e h equations).symm
      (F.nonneg (Cone.strict l c) (Cone.sound F _ l premises c)))

/-- A polynomial is positive where the premises and the equations hold. -/
theorem positive_of_certificate (F : OrderedField.{u}) (n : Nat) (x : List F.field.ring.carrier) (t : Expression)
    (l : List Cone.Premise) (m c : Cone) (e : List Expression.Term) (h : Eq (Cone.check n l t m c c e) Bool.true)
    (premises : Cone.Holds F (F.point n x) l) (equations : Expression.Holds F.field.ring (F.point n x) e) :
    F.lt F.field.ring.zero (Expression.value F.field.ring (F.point n x) t) :=
  F.pos_of_mul_pos (F.nonneg (Cone.strict l m) (Cone.sound F _ l premises m))
    (substitution (fun a => F.lt F.field.ring.zero a) (Cone.product F n x l t m c c e h equations).symm
      (Cone.sound_strict F _ l premises c (Cone.cond_left _ _ h)))

/-- Two polynomials are equal where the premises and the equations hold, if −(a − b)² is not negative there. -/
theorem equal_of_certificate (F : OrderedField.{u}) (n : Nat) (x : List F.field.ring.carrier) (a b : Expression)
    (l : List Cone.Premise) (m c : Cone) (e : List Expression.Term)
    (h : Eq (Cone.check n l (.neg (.mul (.sub a b) (.sub a b))) m c m e) Bool.true)
    (premises : Cone.Holds F (F.point n x) l) (equations : Expression.Holds F.field.ring (F.point n x) e) :
    Eq (Expression.value F.field.ring (F.point n x) a) (Expression.value F.field.ring (F.point n x) b) :=
  F.field.ring.eq_of_sub_eq_zero _ _ (F.eq_zero_of_square_nonpos
    (nonneg_of_certificate F n x (.neg (.mul (.sub a b) (.sub a b))) l m c e h premises equations))

/-- Premises and equations of which a certificate says that −1 is not negative do not all hold. -/
theorem infeasible (F : OrderedField.{u}) (n : Nat) (x : List F.field.ring.carrier)
    (l : List Cone.Premise) (m c : Cone) (e : List Expression.Term)
    (h : Eq (Cone.check n l (.neg (.number 1)) m c m e) Bool.true)
    (premises : Cone.Holds F (F.point n x) l) (equations : Expression.Holds F.field.ring (F.point n x) e) : False :=
  F.not_lt_of_le (nonneg_of_certificate F n x (.neg (.number 1)) l m c e h premises equations)
    (F.lt_of_sub_pos (F.lt_congr rfl
      ((identity F.field.ring 0 .nil (.number 1) (.sub (.number 0) (.neg (.number 1))) rfl).trans
        (congrArg (fun z => F.field.ring.sub z (F.field.ring.neg (F.field.ring.natural 1))) F.field.ring.natural_zero))
      (F.natural_pos 0)))
