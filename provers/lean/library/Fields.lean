prelude
import Porism.Combination

/-!
# Chapter 8: fields and ordered fields

A field is a commutative ring with 0 ≠ 1 in which every element but 0 has an inverse. An ordered field has besides a
total order that agrees with sums and with products of elements that are not negative. `a < b` is said as
`a ≤ b and a ≠ b`. That two elements are equal or not is a law here, `eq_or_ne`, because our proofs assume nothing that is
not written down; in mathematics as it is usually done it holds of any two things.

Equations between elements are proved here as everywhere: `identity` decides them by computation.

**Trusted by a reader of our theorems.** The structures `Field` and `OrderedField` are what "every field" and "every
ordered field" mean in a statement. ℚ and ℝ are ordered fields; ℂ is a field.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u v

/-- `a` or `b`. -/
inductive Or (a b : Prop) : Prop where
  | inl (h : a) : Or a b
  | inr (h : b) : Or a b

/-- A field. -/
structure Field : Type (u + 1) where
  ring : Ring.{u}
  zero_ne_one : Not (Eq ring.zero ring.one)
  eq_or_ne : (a b : ring.carrier) → Or (Eq a b) (Not (Eq a b))
  inverse : (a : ring.carrier) → Not (Eq a ring.zero) → Invertible ring a

/-- An ordered field. -/
structure OrderedField : Type (u + 1) where
  field : Field.{u}
  le : field.ring.carrier → field.ring.carrier → Prop
  le_refl : (a : field.ring.carrier) → le a a
  le_trans : (a b c : field.ring.carrier) → le a b → le b c → le a c
  le_antisymm : (a b : field.ring.carrier) → le a b → le b a → Eq a b
  le_total : (a b : field.ring.carrier) → Or (le a b) (le b a)
  add_le_add : (a b c : field.ring.carrier) → le a b → le (field.ring.add a c) (field.ring.add b c)
  mul_nonneg : (a b : field.ring.carrier) → le field.ring.zero a → le field.ring.zero b →
    le field.ring.zero (field.ring.mul a b)

theorem Eq.ne_symm {α : Sort v} {a b : α} (h : Not (Eq a b)) : Not (Eq b a) := fun e => h e.symm

namespace Field

/-- A product is zero only if a factor is. -/
theorem mul_ne_zero (K : Field.{u}) (a b : K.ring.carrier) (h : Not (Eq a K.ring.zero)) (k : Not (Eq b K.ring.zero)) :
    Not (Eq (K.ring.mul a b) K.ring.zero) :=
  fun e => k (Invertible.cancel (K.inverse a h) e)

/-- One factor of a product that is zero is zero. -/
theorem eq_zero_or_eq_zero (K : Field.{u}) (a b : K.ring.carrier) (h : Eq (K.ring.mul a b) K.ring.zero) :
    Or (Eq a K.ring.zero) (Eq b K.ring.zero) :=
  match K.eq_or_ne a K.ring.zero with
  | .inl e => .inl e
  | .inr k => .inr (Invertible.cancel (K.inverse a k) h)

theorem eq_zero_of_square (K : Field.{u}) (a : K.ring.carrier) (h : Eq (K.ring.mul a a) K.ring.zero) :
    Eq a K.ring.zero :=
  match K.eq_zero_or_eq_zero a a h with
  | .inl e => e
  | .inr e => e

/-- What has an inverse is not zero. -/
theorem ne_zero_of_invertible (K : Field.{u}) (a : K.ring.carrier) (h : Invertible K.ring a) :
    Not (Eq a K.ring.zero) :=
  match h with
  | ⟨s, e⟩ => fun z => K.zero_ne_one
      (((K.ring.zero_mul s).symm.trans (congrArg (fun t => K.ring.mul t s) z.symm)).trans
        (e.trans K.ring.semiring.natural_one))

end Field

namespace OrderedField

/-- `a < b`. -/
def lt (F : OrderedField.{u}) (a b : F.field.ring.carrier) : Prop := And (F.le a b) (Not (Eq a b))

variable (F : OrderedField.{u})

theorem le_of_eq {a b : F.field.ring.carrier} (h : Eq a b) : F.le a b :=
  substitution (fun t => F.le a t) h (F.le_refl a)

/-- Equal sides may be put for the sides of `a ≤ b`. -/
theorem le_congr {a b c d : F.field.ring.carrier} (h : Eq a c) (k : Eq b d) (le : F.le a b) : F.le c d :=
  substitution (fun t => F.le c t) k (substitution (fun t => F.le t b) h le)

theorem lt_congr {a b c d : F.field.ring.carrier} (h : Eq a c) (k : Eq b d) (lt : F.lt a b) : F.lt c d :=
  substitution (fun t => F.lt c t) k (substitution (fun t => F.lt t b) h lt)

theorem le_of_lt {a b : F.field.ring.carrier} (h : F.lt a b) : F.le a b := h.left

theorem ne_of_lt {a b : F.field.ring.carrier} (h : F.lt a b) : Not (Eq a b) := h.right

theorem ne_of_gt {a b : F.field.ring.carrier} (h : F.lt b a) : Not (Eq a b) := fun e => h.right e.symm

theorem lt_irrefl (a : F.field.ring.carrier) (h : F.lt a a) : False := h.right rfl

theorem not_lt_of_le {a b : F.field.ring.carrier} (h : F.le a b) (k : F.lt b a) : False :=
  k.right (F.le_antisymm b a k.left h)

theorem lt_of_lt_of_le {a b c : F.field.ring.carrier} (h : F.lt a b) (k : F.le b c) : F.lt a c :=
  ⟨F.le_trans a b c h.left k,
   fun e => h.right (F.le_antisymm a b h.left (substitution (fun t => F.le b t) e.symm k))⟩

theorem lt_of_le_of_lt {a b c : F.field.ring.carrier} (h : F.le a b) (k : F.lt b c) : F.lt a c :=
  ⟨F.le_trans a b c h k.left,
   fun e => k.right (F.le_antisymm b c k.left (substitution (fun t => F.le t b) e h))⟩

theorem lt_trans {a b c : F.field.ring.carrier} (h : F.lt a b) (k : F.lt b c) : F.lt a c :=
  F.lt_of_lt_of_le h k.left

/-- `0 ≤ b − a` says the same as `a ≤ b`. -/
theorem sub_nonneg {a b : F.field.ring.carrier} (h : F.le a b) : F.le F.field.ring.zero (F.field.ring.sub b a) :=
  F.le_congr (F.field.ring.add_neg a) rfl (F.add_le_add a b (F.field.ring.neg a) h)

theorem le_of_sub_nonneg {a b : F.field.ring.carrier} (h : F.le F.field.ring.zero (F.field.ring.sub b a)) : F.le a b :=
  F.le_congr (F.field.ring.zero_add a)
    (identity F.field.ring 2 (.cons a (.cons b .nil)) (.add (.sub (.variable 1) (.variable 0)) (.variable 0))
      (.variable 1) rfl)
    (F.add_le_add F.field.ring.zero (F.field.ring.sub b a) a h)

theorem sub_pos {a b : F.field.ring.carrier} (h : F.lt a b) : F.lt F.field.ring.zero (F.field.ring.sub b a) :=
  ⟨F.sub_nonneg h.left, fun e => h.right (F.field.ring.eq_of_sub_eq_zero b a e.symm).symm⟩

theorem lt_of_sub_pos {a b : F.field.ring.carrier} (h : F.lt F.field.ring.zero (F.field.ring.sub b a)) : F.lt a b :=
  ⟨F.le_of_sub_nonneg h.left, fun e => h.right
    ((F.field.ring.add_neg a).symm.trans (congrArg (fun t => F.field.ring.sub t a) e))⟩

/-- Sums of what is not negative. -/
theorem add_nonneg {a b : F.field.ring.carrier} (h : F.le F.field.ring.zero a) (k : F.le F.field.ring.zero b) :
    F.le F.field.ring.zero (F.field.ring.add a b) :=
  F.le_trans _ b _ k (F.le_congr (F.field.ring.zero_add b) rfl (F.add_le_add F.field.ring.zero a b h))

theorem add_pos_of_pos_of_nonneg {a b : F.field.ring.carrier} (h : F.lt F.field.ring.zero a)
    (k : F.le F.field.ring.zero b) : F.lt F.field.ring.zero (F.field.ring.add a b) :=
  F.lt_of_lt_of_le h (F.le_congr (F.field.ring.zero_add a) (F.field.ring.add_comm b a)
    (F.add_le_add F.field.ring.zero b a k))

theorem add_pos_of_nonneg_of_pos {a b : F.field.ring.carrier} (h : F.le F.field.ring.zero a)
    (k : F.lt F.field.ring.zero b) : F.lt F.field.ring.zero (F.field.ring.add a b) :=
  F.lt_congr rfl (F.field.ring.add_comm b a) (F.add_pos_of_pos_of_nonneg k h)

theorem mul_pos {a b : F.field.ring.carrier} (h : F.lt F.field.ring.zero a) (k : F.lt F.field.ring.zero b) :
    F.lt F.field.ring.zero (F.field.ring.mul a b) :=
  ⟨F.mul_nonneg a b h.left k.left,
   fun e => F.field.mul_ne_zero a b (F.ne_of_gt h) (F.ne_of_gt k) e.symm⟩

theorem neg_nonneg {a : F.field.ring.carrier} (h : F.le a F.field.ring.zero) :
    F.le F.field.ring.zero (F.field.ring.neg a) :=
  F.le_congr rfl (F.field.ring.zero_add (F.field.ring.neg a)) (F.sub_nonneg h)

/-- Squares are not negative. -/
theorem square_nonneg (a : F.field.ring.carrier) : F.le F.field.ring.zero (F.field.ring.mul a a) :=
  match F.le_total F.field.ring.zero a with
  | .inl h => F.mul_nonneg a a h h
  | .inr h => F.le_congr rfl
      (identity F.field.ring 1 (.cons a .nil) (.mul (.neg (.variable 0)) (.neg (.variable 0)))
        (.mul (.variable 0) (.variable 0)) rfl)
      (F.mul_nonneg _ _ (F.neg_nonneg h) (F.neg_nonneg h))

theorem zero_lt_one : F.lt F.field.ring.zero F.field.ring.one :=
  ⟨F.le_congr rfl (F.field.ring.one_mul F.field.ring.one) (F.square_nonneg F.field.ring.one), F.field.zero_ne_one⟩

theorem natural_nonneg (n : Nat) : F.le F.field.ring.zero (F.field.ring.natural n) :=
  Nat.rec (motive := fun n => F.le F.field.ring.zero (F.field.ring.natural n))
    (F.le_of_eq F.field.ring.natural_zero.symm)
    (fun k ih => F.le_congr rfl (F.field.ring.natural_succ k).symm (F.add_nonneg ih F.zero_lt_one.left)) n

theorem natural_pos (n : Nat) : F.lt F.field.ring.zero (F.field.ring.natural (Nat.succ n)) :=
  F.lt_congr rfl (F.field.ring.natural_succ n).symm
    (F.add_pos_of_nonneg_of_pos (F.natural_nonneg n) F.zero_lt_one)

theorem mul_nonpos {m a : F.field.ring.carrier} (hm : F.le F.field.ring.zero m) (h : F.le a F.field.ring.zero) :
    F.le (F.field.ring.mul m a) F.field.ring.zero :=
  F.le_of_sub_nonneg (F.le_congr rfl
    ((identity F.field.ring 2 (.cons m (.cons a .nil)) (.mul (.variable 0) (.neg (.variable 1)))
      (.neg (.mul (.variable 0) (.variable 1))) rfl).trans (F.field.ring.zero_add _).symm)
    (F.mul_nonneg m (F.field.ring.neg a) hm (F.neg_nonneg h)))

/-- A positive factor may be left out. -/
theorem mul_nonneg_cancel {m a : F.field.ring.carrier} (hm : F.lt F.field.ring.zero m)
    (h : F.le F.field.ring.zero (F.field.ring.mul m a)) : F.le F.field.ring.zero a :=
  match F.le_total F.field.ring.zero a with
  | .inl k => k
  | .inr k => F.le_of_eq (Invertible.cancel (F.field.inverse m (F.ne_of_gt hm))
      (F.le_antisymm _ _ (F.mul_nonpos hm.left k) h)).symm

theorem mul_pos_cancel {m a : F.field.ring.carrier} (hm : F.lt F.field.ring.zero m)
    (h : F.lt F.field.ring.zero (F.field.ring.mul m a)) : F.lt F.field.ring.zero a :=
  ⟨F.mul_nonneg_cancel hm h.left,
   fun e => h.right ((F.field.ring.semiring.mul_zero m).symm.trans (congrArg (F.field.ring.mul m) e))⟩

end OrderedField
