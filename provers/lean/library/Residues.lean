prelude
import Porism.Rings

/-!
# Congruence: numbers that stand for differences

Two elements are congruent modulo m if multiples of m can be added to both that make them equal. With c + 1 = m the number
c stands for −1. If x stands for p − q, that is x + q ≡ p, and y for s − t, then x + y, c·x, x·y and x + c·y stand for the
sum, the negative, the product and the difference. So one natural number does the work of two, and one remainder at the
end tells whether p = q, as soon as m is larger than both.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u

/-- `a` and `b` differ by a multiple of `m`. -/
inductive Congruent (S : Semiring.{u}) (m a b : S.carrier) : Prop where
  | intro (s t : S.carrier) (h : Eq (S.add a (S.mul m s)) (S.add b (S.mul m t))) : Congruent S m a b

namespace Congruent
variable {S : Semiring.{u}} {m a b c d : S.carrier}

theorem of_eq (h : Eq a b) : Congruent S m a b := ⟨S.zero, S.zero, congrArg (fun t => S.add t (S.mul m S.zero)) h⟩

theorem symm (h : Congruent S m a b) : Congruent S m b a :=
  match h with
  | ⟨s, t, e⟩ => ⟨t, s, e.symm⟩

theorem right_comm (S : Semiring.{u}) (a b c : S.carrier) : Eq (S.add (S.add a b) c) (S.add (S.add a c) b) :=
  (S.add_assoc a b c).trans ((congrArg (S.add a) (S.add_comm b c)).trans (S.add_assoc a c b).symm)

theorem trans (h : Congruent S m a b) (k : Congruent S m b c) : Congruent S m a c :=
  match h, k with
  | ⟨s, t, e⟩, ⟨s', t', f⟩ => ⟨S.add s s', S.add t' t,
    (congrArg (S.add a) (S.mul_add m s s')).trans ((S.add_assoc a (S.mul m s) (S.mul m s')).symm.trans
      ((congrArg (fun z => S.add z (S.mul m s')) e).trans ((right_comm S b (S.mul m t) (S.mul m s')).trans
        ((congrArg (fun z => S.add z (S.mul m t)) f).trans ((S.add_assoc c (S.mul m t') (S.mul m t)).trans
          (congrArg (S.add c) (S.mul_add m t' t)).symm)))))⟩

theorem add_right (c : S.carrier) (h : Congruent S m a b) : Congruent S m (S.add a c) (S.add b c) :=
  match h with
  | ⟨s, t, e⟩ => ⟨s, t, (right_comm S a c (S.mul m s)).trans
    ((congrArg (fun z => S.add z c) e).trans (right_comm S b (S.mul m t) c))⟩

theorem add_left (c : S.carrier) (h : Congruent S m a b) : Congruent S m (S.add c a) (S.add c b) :=
  (of_eq (S.add_comm c a)).trans ((h.add_right c).trans (of_eq (S.add_comm b c)))

theorem add (h : Congruent S m a b) (k : Congruent S m c d) : Congruent S m (S.add a c) (S.add b d) :=
  (h.add_right c).trans (k.add_left b)

theorem mul_left (c : S.carrier) (h : Congruent S m a b) : Congruent S m (S.mul c a) (S.mul c b) :=
  match h with
  | ⟨s, t, e⟩ => ⟨S.mul c s, S.mul c t,
    (congrArg (S.add (S.mul c a)) (S.mul_left_comm m c s)).trans ((S.mul_add c a (S.mul m s)).symm.trans
      ((congrArg (S.mul c) e).trans ((S.mul_add c b (S.mul m t)).trans
        (congrArg (S.add (S.mul c b)) (S.mul_left_comm m c t)).symm)))⟩

theorem mul_right (c : S.carrier) (h : Congruent S m a b) : Congruent S m (S.mul a c) (S.mul b c) :=
  (of_eq (S.mul_comm a c)).trans ((h.mul_left c).trans (of_eq (S.mul_comm c b)))

/-- A multiple of `m` makes no difference. -/
theorem multiple (m a k : S.carrier) : Congruent S m (S.add a (S.mul m k)) a :=
  ⟨S.zero, k, (congrArg (S.add (S.add a (S.mul m k))) (S.mul_zero m)).trans (S.add_zero _)⟩

variable {x y p q s t : S.carrier}

theorem sum (h : Congruent S m (S.add x q) p) (k : Congruent S m (S.add y t) s) :
    Congruent S m (S.add (S.add x y) (S.add q t)) (S.add p s) :=
  (of_eq (S.add_add_add_comm x y q t)).trans (h.add k)

theorem negative (c : S.carrier) (one : Eq (S.add c S.one) m) (h : Congruent S m (S.add x q) p) :
    Congruent S m (S.add (S.mul c x) p) q :=
  have whole : Eq (S.add (S.mul c x) x) (S.mul m x) :=
    (congrArg (S.add (S.mul c x)) (S.one_mul x).symm).trans
      ((S.add_mul c S.one x).symm.trans (congrArg (fun z => S.mul z x) one))
  (h.symm.add_left (S.mul c x)).trans
    ((of_eq ((S.add_assoc (S.mul c x) x q).symm.trans ((congrArg (fun z => S.add z q) whole).trans
      (S.add_comm (S.mul m x) q)))).trans (multiple m q x))

theorem product (h : Congruent S m (S.add x q) p) (k : Congruent S m (S.add y t) s) :
    Congruent S m (S.add (S.mul x y) (S.add (S.mul p t) (S.mul q s))) (S.add (S.mul p s) (S.mul q t)) :=
  -- x y + (p t + q s) ≡ x y + ((x + q) t + q s) = x (y + t) + (q t + q s) ≡ x s + (q t + q s) = (x + q) s + q t
  have first : Congruent S m (S.add (S.mul x y) (S.add (S.mul p t) (S.mul q s)))
      (S.add (S.mul x y) (S.add (S.mul (S.add x q) t) (S.mul q s))) :=
    ((h.mul_right t).symm.add_right (S.mul q s)).add_left (S.mul x y)
  have second : Eq (S.add (S.mul x y) (S.add (S.mul (S.add x q) t) (S.mul q s)))
      (S.add (S.mul x (S.add y t)) (S.add (S.mul q t) (S.mul q s))) :=
    (congrArg (fun z => S.add (S.mul x y) (S.add z (S.mul q s))) (S.add_mul x q t)).trans
      ((congrArg (S.add (S.mul x y)) (S.add_assoc (S.mul x t) (S.mul q t) (S.mul q s))).trans
        ((S.add_assoc (S.mul x y) (S.mul x t) (S.add (S.mul q t) (S.mul q s))).symm.trans
          (congrArg (fun z => S.add z (S.add (S.mul q t) (S.mul q s))) (S.mul_add x y t).symm)))
  have third := (k.mul_left x).add_right (S.add (S.mul q t) (S.mul q s))
  have fourth : Eq (S.add (S.mul x s) (S.add (S.mul q t) (S.mul q s))) (S.add (S.mul (S.add x q) s) (S.mul q t)) :=
    (congrArg (S.add (S.mul x s)) (S.add_comm (S.mul q t) (S.mul q s))).trans
      ((S.add_assoc (S.mul x s) (S.mul q s) (S.mul q t)).symm.trans
        (congrArg (fun z => S.add z (S.mul q t)) (S.add_mul x q s).symm))
  first.trans ((of_eq second).trans (third.trans ((of_eq fourth).trans ((h.mul_right s).add_right (S.mul q t)))))

end Congruent

/-- Among the natural numbers. -/
abbrev Nat.Congruent (m a b : Nat) : Prop := _root_.Congruent Semiring.naturals m a b

namespace Nat

theorem add_sub_of_ble (n : Nat) : (m : Nat) → Eq (Nat.ble n m) Bool.true → Eq (Nat.add (Nat.sub m n) n) m :=
  have pred_sub : (m k : Nat) → Eq (Nat.pred (Nat.sub (Nat.succ m) k)) (Nat.sub m k) := fun m k =>
    Nat.rec (motive := fun k => Eq (Nat.pred (Nat.sub (Nat.succ m) k)) (Nat.sub m k)) rfl
      (fun _ ih => congrArg Nat.pred ih) k
  Nat.rec (motive := fun n => (m : Nat) → Eq (Nat.ble n m) Bool.true → Eq (Nat.add (Nat.sub m n) n) m)
    (fun _ _ => rfl)
    (fun n ih m => Nat.rec
      (motive := fun m => Eq (Nat.ble (Nat.succ n) m) Bool.true → Eq (Nat.add (Nat.sub m (Nat.succ n)) (Nat.succ n)) m)
      (fun h => False.elim (Bool.false_ne_true h))
      (fun m _ h => congrArg Nat.succ ((congrArg (fun z => Nat.add z n) (pred_sub m n)).trans (ih m h))) m) n

/-- A number is congruent to its remainder. -/
theorem congruent_mod (m n : Nat) : Congruent n m (Nat.mod m n) :=
  Nat.rec
    (motive := fun fuel => (m : Nat) → Congruent n m (Nat.rec (motive := fun _ => Nat → Nat) (fun m => m)
      (fun _ r m => Bool.rec (motive := fun _ => Nat) m (r (Nat.sub m n)) (Nat.ble n m)) fuel m))
    (fun m => Congruent.of_eq rfl)
    (fun fuel ih m =>
      Bool.rec (motive := fun b => Eq (Nat.ble n m) b → Congruent n m (Bool.rec (motive := fun _ => Nat) m
          (Nat.rec (motive := fun _ => Nat → Nat) (fun m => m)
            (fun _ r m => Bool.rec (motive := fun _ => Nat) m (r (Nat.sub m n)) (Nat.ble n m)) fuel (Nat.sub m n)) b))
        (fun _ => Congruent.of_eq rfl)
        (fun h => Congruent.trans
          (Congruent.of_eq ((add_sub_of_ble n m h).symm.trans (congrArg (Nat.add (Nat.sub m n)) (Semiring.naturals.mul_one n).symm)))
          (Congruent.trans (Congruent.multiple (S := Semiring.naturals) n (Nat.sub m n) Semiring.naturals.one) (ih (Nat.sub m n))))
        (Nat.ble n m) rfl) m m

/-- Congruent numbers below the modulus are equal. -/
theorem eq_of_congruent {m a b : Nat} (ha : Lt a m) (hb : Lt b m) (h : Congruent m a b) : Eq a b :=
  match h with
  | ⟨s, t, e⟩ => (digits a b m ha hb s t e).left

end Nat
