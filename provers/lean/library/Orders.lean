prelude
import Porism.Fields

/-!
# Chapter 9: signs in an ordered field

A fact of the order is written as a sign: `Positive F true a` is 0 < a and `Positive F false a` is 0 ≤ a. Sums and products
of elements with signs have signs, whichever they are; an element that is not 0 has a positive square; b has the sign
of its reciprocal u, b·u = 1. Two laws decide by cases: 0 ≤ t or 0 ≤ −t, and |a| ≤ b from a² ≤ b².
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u v

namespace OrderedField

/-- 0 < a or 0 ≤ a, as `strict` says. -/
def Positive (F : OrderedField.{u}) (strict : Bool) (a : F.field.ring.carrier) : Prop :=
  Bool.rec (motive := fun _ => Prop) (F.le F.field.ring.zero a) (F.lt F.field.ring.zero a) strict

variable (F : OrderedField.{u})

/-- A positive element is not negative. -/
theorem nonneg (s : Bool) {a : F.field.ring.carrier} : F.Positive s a → F.le F.field.ring.zero a :=
  Bool.rec (motive := fun s => F.Positive s a → F.le F.field.ring.zero a) (fun h => h) (fun h => h.left) s

theorem positive_add (s t : Bool) {a b : F.field.ring.carrier} (h : F.Positive s a) (k : F.Positive t b) :
    F.Positive (cond s Bool.true t) (F.field.ring.add a b) :=
  Bool.rec (motive := fun s => F.Positive s a → F.Positive (cond s Bool.true t) (F.field.ring.add a b))
    (fun h => Bool.rec (motive := fun t => F.Positive t b → F.Positive t (F.field.ring.add a b))
      (fun k => F.add_nonneg h k) (fun k => F.add_pos_of_nonneg_of_pos h k) t k)
    (fun h => F.add_pos_of_pos_of_nonneg h (F.nonneg t k)) s h

theorem positive_mul (s t : Bool) {a b : F.field.ring.carrier} (h : F.Positive s a) (k : F.Positive t b) :
    F.Positive (cond s t Bool.false) (F.field.ring.mul a b) :=
  Bool.rec (motive := fun s => F.Positive s a → F.Positive (cond s t Bool.false) (F.field.ring.mul a b))
    (fun h => F.mul_nonneg a b h (F.nonneg t k))
    (fun h => Bool.rec (motive := fun t => F.Positive t b → F.Positive t (F.field.ring.mul a b))
      (fun k => F.mul_nonneg a b h.left k) (fun k => F.mul_pos h k) t k) s h

theorem positive_natural (n : Nat) : F.Positive (Nat.ble 1 n) (F.field.ring.natural n) :=
  Nat.rec (motive := fun n => F.Positive (Nat.ble 1 n) (F.field.ring.natural n))
    (F.natural_nonneg 0) (fun k _ => F.natural_pos k) n

/-- The square of what is not zero is positive. -/
theorem square_pos {a : F.field.ring.carrier} (h : Not (Eq a F.field.ring.zero)) :
    F.lt F.field.ring.zero (F.field.ring.mul a a) :=
  ⟨F.square_nonneg a, fun e => F.field.mul_ne_zero a a h h e.symm⟩

/-- What has a positive square is not zero. -/
theorem ne_zero_of_square_pos {a : F.field.ring.carrier} (h : F.lt F.field.ring.zero (F.field.ring.mul a a)) :
    Not (Eq a F.field.ring.zero) :=
  fun e => h.right ((F.field.ring.zero_mul a).symm.trans (congrArg (fun t => F.field.ring.mul t a) e.symm))

theorem ne_of_square_pos {a b : F.field.ring.carrier}
    (h : F.lt F.field.ring.zero (F.field.ring.mul (F.field.ring.sub a b) (F.field.ring.sub a b))) : Not (Eq a b) :=
  fun e => F.ne_zero_of_square_pos h
    ((congrArg (fun t => F.field.ring.sub t b) e).trans (F.field.ring.add_neg b))

theorem square_pos_of_ne {a b : F.field.ring.carrier} (h : Not (Eq a b)) :
    F.lt F.field.ring.zero (F.field.ring.mul (F.field.ring.sub a b) (F.field.ring.sub a b)) :=
  F.square_pos (fun e => h (F.field.ring.eq_of_sub_eq_zero a b e))

/-- A square is zero only if its root is. -/
theorem eq_zero_of_square_nonpos {a : F.field.ring.carrier}
    (h : F.le F.field.ring.zero (F.field.ring.neg (F.field.ring.mul a a))) : Eq a F.field.ring.zero :=
  F.field.eq_zero_of_square a (F.le_antisymm _ _
    (F.le_of_sub_nonneg (F.le_congr rfl (F.field.ring.zero_add _).symm h)) (F.square_nonneg a))

/-- A factor of a positive product is positive if the other is not negative. -/
theorem pos_of_mul_pos {m a : F.field.ring.carrier} (hm : F.le F.field.ring.zero m)
    (h : F.lt F.field.ring.zero (F.field.ring.mul m a)) : F.lt F.field.ring.zero a :=
  F.mul_pos_cancel ⟨hm, fun e => h.right ((F.field.ring.zero_mul a).symm.trans
    (congrArg (fun t => F.field.ring.mul t a) e))⟩ h

/-- Whether t is negative or not: what follows in both cases follows. -/
theorem by_sign (t : F.field.ring.carrier) (P : Prop) (first : F.le F.field.ring.zero t → P)
    (second : F.le F.field.ring.zero (F.field.ring.neg t) → P) : P :=
  match F.le_total F.field.ring.zero t with
  | .inl h => first h
  | .inr h => second (F.neg_nonneg h)

/-- b − a is not negative if b and b² − a² are not. -/
theorem le_of_squares {a b : F.field.ring.carrier} (h : F.le F.field.ring.zero b)
    (k : F.le F.field.ring.zero (F.field.ring.sub (F.field.ring.mul b b) (F.field.ring.mul a a))) :
    F.le F.field.ring.zero (F.field.ring.sub b a) :=
  match F.le_total F.field.ring.zero (F.field.ring.sub b a) with
  | .inl le => le
  | .inr le =>
    -- with s = a − b ≥ 0:  −s² = (b² − a²) + (b + b)·s
    have s := F.neg_nonneg le
    F.le_of_eq (F.field.eq_zero_of_square (F.field.ring.sub b a) (F.le_antisymm _ _
      (F.le_of_sub_nonneg (F.le_congr rfl
        ((identity F.field.ring 2 (.cons a (.cons b .nil))
          (.add (.sub (.mul (.variable 1) (.variable 1)) (.mul (.variable 0) (.variable 0)))
            (.mul (.add (.variable 1) (.variable 1)) (.neg (.sub (.variable 1) (.variable 0)))))
          (.neg (.mul (.sub (.variable 1) (.variable 0)) (.sub (.variable 1) (.variable 0)))) rfl).trans
          (F.field.ring.zero_add _).symm)
        (F.add_nonneg k (F.mul_nonneg _ _ (F.add_nonneg h h) s))))
      (F.square_nonneg _))).symm

theorem lt_of_squares {a b : F.field.ring.carrier} (h : F.le F.field.ring.zero b)
    (k : F.lt F.field.ring.zero (F.field.ring.sub (F.field.ring.mul b b) (F.field.ring.mul a a))) :
    F.lt F.field.ring.zero (F.field.ring.sub b a) :=
  ⟨F.le_of_squares h k.left, fun e => k.right
    (((F.field.ring.zero_mul (F.field.ring.add b a)).symm.trans
      (congrArg (fun t => F.field.ring.mul t (F.field.ring.add b a)) e)).trans
      (identity F.field.ring 2 (.cons a (.cons b .nil))
        (.mul (.sub (.variable 1) (.variable 0)) (.add (.variable 1) (.variable 0)))
        (.sub (.mul (.variable 1) (.variable 1)) (.mul (.variable 0) (.variable 0))) rfl))⟩

/-- Elements that are not negative are equal if their squares are. -/
theorem eq_of_squares {a b : F.field.ring.carrier} (h : F.le F.field.ring.zero a) (k : F.le F.field.ring.zero b)
    (e : Eq (F.field.ring.mul a a) (F.field.ring.mul b b)) : Eq a b :=
  F.le_antisymm a b
    (F.le_of_sub_nonneg (F.le_of_squares k (F.sub_nonneg (F.le_of_eq e))))
    (F.le_of_sub_nonneg (F.le_of_squares h (F.sub_nonneg (F.le_of_eq e.symm))))

theorem mul_le_mul_right {a b c : F.field.ring.carrier} (h : F.le a b) (k : F.le F.field.ring.zero c) :
    F.le (F.field.ring.mul a c) (F.field.ring.mul b c) :=
  F.le_of_sub_nonneg (F.le_congr rfl
    (identity F.field.ring 3 (.cons a (.cons b (.cons c .nil))) (.mul (.sub (.variable 1) (.variable 0)) (.variable 2))
      (.sub (.mul (.variable 1) (.variable 2)) (.mul (.variable 0) (.variable 2))) rfl)
    (F.mul_nonneg _ _ (F.sub_nonneg h) k))

theorem mul_lt_mul_left {a b c : F.field.ring.carrier} (h : F.lt a b) (k : F.lt F.field.ring.zero c) :
    F.lt (F.field.ring.mul c a) (F.field.ring.mul c b) :=
  F.lt_of_sub_pos (F.lt_congr rfl
    (identity F.field.ring 3 (.cons a (.cons b (.cons c .nil))) (.mul (.variable 2) (.sub (.variable 1) (.variable 0)))
      (.sub (.mul (.variable 2) (.variable 1)) (.mul (.variable 2) (.variable 0))) rfl)
    (F.mul_pos k (F.sub_pos h)))

theorem pow_nonneg {a : F.field.ring.carrier} (h : F.le F.field.ring.zero a) (n : Nat) :
    F.le F.field.ring.zero (F.field.ring.pow a n) :=
  Nat.rec (motive := fun n => F.le F.field.ring.zero (F.field.ring.pow a n)) F.zero_lt_one.left
    (fun _ ih => F.mul_nonneg _ _ ih h) n

theorem pow_pos {a : F.field.ring.carrier} (h : F.lt F.field.ring.zero a) (n : Nat) :
    F.lt F.field.ring.zero (F.field.ring.pow a n) :=
  Nat.rec (motive := fun n => F.lt F.field.ring.zero (F.field.ring.pow a n)) F.zero_lt_one
    (fun _ ih => F.mul_pos ih h) n

/-- Powers grow with their base. -/
theorem pow_le {a b : F.field.ring.carrier} (h : F.le F.field.ring.zero a) (k : F.le a b) (n : Nat) :
    F.le (F.field.ring.pow a n) (F.field.ring.pow b n) :=
  Nat.rec (motive := fun n => F.le (F.field.ring.pow a n) (F.field.ring.pow b n)) (F.le_refl F.field.ring.one)
    (fun n ih => F.le_trans _ _ _ (F.mul_le_mul_right ih h)
      (F.le_congr (F.field.ring.mul_comm _ _) (F.field.ring.mul_comm _ _)
        (F.mul_le_mul_right k (F.pow_nonneg (F.le_trans _ _ _ h k) n)))) n

theorem pow_lt {a b : F.field.ring.carrier} (h : F.le F.field.ring.zero a) (k : F.lt a b) (n : Nat) :
    F.lt (F.field.ring.pow a (Nat.succ n)) (F.field.ring.pow b (Nat.succ n)) :=
  F.lt_of_le_of_lt (F.mul_le_mul_right (F.pow_le h k.left n) h)
    (F.mul_lt_mul_left k (F.pow_pos (F.lt_of_le_of_lt h k) n))

/-- Elements that are not negative are equal if their powers are. -/
theorem eq_of_powers {a b : F.field.ring.carrier} (n : Nat) (h : F.le F.field.ring.zero a) (k : F.le F.field.ring.zero b)
    (e : Eq (F.field.ring.pow a (Nat.succ n)) (F.field.ring.pow b (Nat.succ n))) : Eq a b :=
  match F.field.eq_or_ne a b with
  | .inl same => same
  | .inr ne => match F.le_total a b with
    | .inl le => False.elim ((F.pow_lt h ⟨le, ne⟩ n).right e)
    | .inr le => False.elim ((F.pow_lt k ⟨le, fun s => ne s.symm⟩ n).right e.symm)

end OrderedField

/-- What follows from each of two cases follows. -/
theorem Or.elim {a b c : Prop} (h : Or a b) (first : a → c) (second : b → c) : c :=
  match h with
  | .inl x => first x
  | .inr y => second y

/-- A step of a proof: first `a`, then `b` from it. -/
theorem establish {a b : Prop} (first : a) (next : a → b) : b := next first
