prelude
import Porism.Combination

/-!
# The integers

ℤ as an inductive type: 0, 1, 2, … and −1, −2, …, each number once. `difference a b` is a − b; every integer is one, and

    a − b = c − d   if   a + d = c + b,          (a − b)·(c − d) = (ac + bd) − (ad + bc),

so that each law of ℤ is a law of the natural numbers. `Ring.integers` is ℤ as a commutative ring, nothing being assumed:
a theorem about it has no hypothesis about structures.

**Trusted by a reader of our theorems.** That `Integer` with `add`, `mul` and `neg` is ℤ. That it is a commutative ring is
proved, but ℤ is not the only one.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u

namespace Nat

/-- f(f(⋯f(x))), n times. -/
def iterate {α : Type u} (f : α → α) (x : α) (n : Nat) : α := Nat.rec (motive := fun _ => α) x (fun _ r => f r) n

theorem iterate_succ {α : Type u} (f : α → α) (x : α) (n : Nat) : Eq (f (iterate f x n)) (iterate f (f x) n) :=
  Nat.rec (motive := fun n => Eq (f (iterate f x n)) (iterate f (f x) n)) rfl (fun _ ih => congrArg f ih) n

theorem succ_sub_succ (a b : Nat) : Eq (Nat.sub (Nat.succ a) (Nat.succ b)) (Nat.sub a b) :=
  iterate_succ Nat.pred (Nat.succ a) b

theorem add_sub_cancel (b k : Nat) : Eq (Nat.sub (Nat.add b k) b) k :=
  Nat.rec (motive := fun b => Eq (Nat.sub (Nat.add b k) b) k) (zero_add k)
    (fun b ih => (congrArg (fun t => Nat.sub t (Nat.succ b)) (succ_add b k)).trans
      ((succ_sub_succ (Nat.add b k) b).trans ih)) b

theorem ble_add (b k : Nat) : Eq (Nat.ble b (Nat.add b k)) Bool.true :=
  Nat.rec (motive := fun b => Eq (Nat.ble b (Nat.add b k)) Bool.true) rfl
    (fun b ih => (congrArg (Nat.ble (Nat.succ b)) (succ_add b k)).trans ih) b

theorem ble_succ_add (a k : Nat) : Eq (Nat.ble (Nat.add a (Nat.succ k)) a) Bool.false :=
  Nat.rec (motive := fun a => Eq (Nat.ble (Nat.add a (Nat.succ k)) a) Bool.false)
    (congrArg (fun t => Nat.ble t 0) (zero_add (Nat.succ k)))
    (fun a ih => (congrArg (fun t => Nat.ble t (Nat.succ a)) (succ_add a (Nat.succ k))).trans ih) a

/-- What `Nat.ble` accepts is in order. -/
theorem le_of_ble (a : Nat) : (b : Nat) → Eq (Nat.ble a b) Bool.true → Le a b :=
  Nat.rec (motive := fun a => (b : Nat) → Eq (Nat.ble a b) Bool.true → Le a b)
    (fun b _ => ⟨b, zero_add b⟩)
    (fun a ih b => Nat.rec (motive := fun b => Eq (Nat.ble (Nat.succ a) b) Bool.true → Le (Nat.succ a) b)
      (fun h => False.elim (Bool.false_ne_true h))
      (fun b _ h => Le.succ (ih b h)) b) a

/-- How two numbers compare, with their distance. -/
inductive Compared (a b : Nat) : Prop where
  | above (k : Nat) (h : Eq (Nat.add b k) a) : Compared a b
  | below (k : Nat) (h : Eq (Nat.add a (Nat.succ k)) b) : Compared a b

theorem compare (a : Nat) : (b : Nat) → Compared a b :=
  Nat.rec (motive := fun a => (b : Nat) → Compared a b)
    (fun b => Nat.rec (motive := fun b => Compared 0 b) (.above 0 rfl) (fun k _ => .below k (zero_add (Nat.succ k))) b)
    (fun a ih b => Nat.rec (motive := fun b => Compared (Nat.succ a) b)
      (.above (Nat.succ a) (zero_add (Nat.succ a)))
      (fun b _ => match ih b with
        | .above k h => .above k ((succ_add b k).trans (congrArg Nat.succ h))
        | .below k h => .below k ((succ_add a (Nat.succ k)).trans (congrArg Nat.succ h))) b) a

theorem add_left_cancel (a b c : Nat) (h : Eq (Nat.add c a) (Nat.add c b)) : Eq a b :=
  add_right_cancel a b c ((add_comm a c).trans (h.trans (add_comm c b)))

theorem add_eq_zero (a b : Nat) (h : Eq (Nat.add a b) 0) : Eq a 0 :=
  Nat.rec (motive := fun b => Eq (Nat.add a b) 0 → Eq a 0) (fun h => h)
    (fun _ _ h => False.elim (succ_ne_zero h)) b h

/-- A product with a positive number determines the other factor. -/
theorem mul_right_cancel (c a : Nat) : (b : Nat) → Eq (Nat.mul a (Nat.succ c)) (Nat.mul b (Nat.succ c)) → Eq a b :=
  Nat.rec (motive := fun a => (b : Nat) → Eq (Nat.mul a (Nat.succ c)) (Nat.mul b (Nat.succ c)) → Eq a b)
    (fun b => Nat.rec (motive := fun b => Eq (Nat.mul 0 (Nat.succ c)) (Nat.mul b (Nat.succ c)) → Eq 0 b) (fun _ => rfl)
      (fun b _ h => False.elim (succ_ne_zero (h.symm.trans (zero_mul (Nat.succ c))))) b)
    (fun a ih b => Nat.rec (motive := fun b =>
        Eq (Nat.mul (Nat.succ a) (Nat.succ c)) (Nat.mul b (Nat.succ c)) → Eq (Nat.succ a) b)
      (fun h => False.elim (succ_ne_zero (h.trans (zero_mul (Nat.succ c)))))
      (fun b _ h => congrArg Nat.succ (ih b (add_right_cancel _ _ (Nat.succ c)
        ((succ_mul a (Nat.succ c)).symm.trans (h.trans (succ_mul b (Nat.succ c))))))) b) a

end Nat

/-- The integers: `natural n` is n, `negative n` is −(n + 1). -/
inductive Integer : Type where
  | natural (n : Nat)
  | negative (n : Nat)

namespace Integer

/-- a − b. -/
def difference (a b : Nat) : Integer :=
  Bool.rec (motive := fun _ => Integer) (negative (Nat.pred (Nat.sub b a))) (natural (Nat.sub a b)) (Nat.ble b a)

/-- The integer where it is positive, else 0. -/
def above (i : Integer) : Nat := Integer.rec (motive := fun _ => Nat) (fun n => n) (fun _ => 0) i

/-- Its negative where it is negative, else 0. -/
def below (i : Integer) : Nat := Integer.rec (motive := fun _ => Nat) (fun _ => 0) Nat.succ i

def add (i j : Integer) : Integer := difference (Nat.add i.above j.above) (Nat.add i.below j.below)

def mul (i j : Integer) : Integer :=
  difference (Nat.add (Nat.mul i.above j.above) (Nat.mul i.below j.below))
    (Nat.add (Nat.mul i.above j.below) (Nat.mul i.below j.above))

def neg (i : Integer) : Integer := difference i.below i.above

theorem difference_above (b k : Nat) : Eq (difference (Nat.add b k) b) (natural k) :=
  (congrArg (Bool.rec (motive := fun _ => Integer) (negative (Nat.pred (Nat.sub b (Nat.add b k))))
    (natural (Nat.sub (Nat.add b k) b))) (Nat.ble_add b k)).trans (congrArg natural (Nat.add_sub_cancel b k))

theorem difference_below (a k : Nat) : Eq (difference a (Nat.add a (Nat.succ k))) (negative k) :=
  (congrArg (Bool.rec (motive := fun _ => Integer) (negative (Nat.pred (Nat.sub (Nat.add a (Nat.succ k)) a)))
    (natural (Nat.sub a (Nat.add a (Nat.succ k))))) (Nat.ble_succ_add a k)).trans
    (congrArg (fun t => negative (Nat.pred t)) (Nat.add_sub_cancel a (Nat.succ k)))

/-- a − b = c − d if a + d = c + b. -/
theorem difference_eq (a b c d : Nat) (h : Eq (Nat.add a d) (Nat.add c b)) : Eq (difference a b) (difference c d) :=
  match Nat.compare a b with
  | .above k e =>
    have f : Eq (Nat.add d k) c := Nat.add_right_cancel _ _ b
      ((Nat.add_assoc d k b).trans ((congrArg (Nat.add d) ((Nat.add_comm k b).trans e)).trans
        ((Nat.add_comm d a).trans h)))
    (congrArg (fun t => difference t b) e.symm).trans ((difference_above b k).trans
      ((difference_above d k).symm.trans (congrArg (fun t => difference t d) f)))
  | .below k e =>
    have f : Eq (Nat.add c (Nat.succ k)) d := Nat.add_left_cancel _ _ a
      ((Semiring.add_left_comm Semiring.naturals a c (Nat.succ k)).trans
        ((congrArg (Nat.add c) e).trans h.symm))
    (congrArg (difference a) e.symm).trans ((difference_below a k).trans
      ((difference_below c k).symm.trans (congrArg (difference c) f)))

/-- The parts of a − b differ by a − b. -/
theorem parts (a b : Nat) : Eq (Nat.add (difference a b).above b) (Nat.add a (difference a b).below) :=
  match Nat.compare a b with
  | .above k e => substitution (fun t => Eq (Nat.add (difference t b).above b) (Nat.add t (difference t b).below)) e
      ((congrArg (fun i => Nat.add (above i) b) (difference_above b k)).trans
        ((Nat.add_comm k b).trans (congrArg (fun i => Nat.add (Nat.add b k) (below i)) (difference_above b k).symm)))
  | .below k e => substitution (fun t => Eq (Nat.add (difference a t).above t) (Nat.add a (difference a t).below)) e
      ((congrArg (fun i => Nat.add (above i) (Nat.add a (Nat.succ k))) (difference_below a k)).trans
        ((Nat.zero_add _).trans (congrArg (fun i => Nat.add a (below i)) (difference_below a k).symm)))

/-- What holds of all differences holds of all integers. -/
theorem of_difference (P : Integer → Prop) (h : (a b : Nat) → P (difference a b)) : (i : Integer) → P i
  | natural n => h n 0
  | negative n => h 0 (Nat.succ n)

theorem add_difference (a b c d : Nat) :
    Eq (add (difference a b) (difference c d)) (difference (Nat.add a c) (Nat.add b d)) :=
  difference_eq _ _ _ _ ((Semiring.add_add_add_comm Semiring.naturals _ _ _ _).trans
    ((congr2 Nat.add (parts a b) (parts c d)).trans (Semiring.add_add_add_comm Semiring.naturals _ _ _ _)))

theorem neg_difference (a b : Nat) : Eq (neg (difference a b)) (difference b a) :=
  difference_eq _ _ _ _ ((Nat.add_comm _ _).trans ((parts a b).symm.trans (Nat.add_comm _ _)))

/-- (p − n)·(c − d) depends on p − n only. -/
theorem product_left (p n a b c d : Nat) (h : Eq (Nat.add p b) (Nat.add a n)) :
    Eq (difference (Nat.add (Nat.mul p c) (Nat.mul n d)) (Nat.add (Nat.mul p d) (Nat.mul n c)))
      (difference (Nat.add (Nat.mul a c) (Nat.mul b d)) (Nat.add (Nat.mul a d) (Nat.mul b c))) :=
  have S := Semiring.naturals
  have collected : (x y z t : Nat) → Eq
      (Nat.add (Nat.add (Nat.mul x c) (Nat.mul y d)) (Nat.add (Nat.mul z d) (Nat.mul t c)))
      (Nat.add (Nat.mul (Nat.add x t) c) (Nat.mul (Nat.add y z) d)) := fun x y z t =>
    (congrArg (Nat.add (Nat.add (Nat.mul x c) (Nat.mul y d))) (Nat.add_comm (Nat.mul z d) (Nat.mul t c))).trans
      ((Semiring.add_add_add_comm Semiring.naturals _ _ _ _).trans
        (congr2 Nat.add (Semiring.add_mul Semiring.naturals x t c).symm (Semiring.add_mul Semiring.naturals y z d).symm))
  difference_eq _ _ _ _ ((collected p n a b).trans
    ((congr2 Nat.add (congrArg (fun t => Nat.mul t c) h)
      (congrArg (fun t => Nat.mul t d) ((Nat.add_comm n a).trans (h.symm.trans (Nat.add_comm p b))))).trans
      (collected a b p n).symm))

theorem mul_difference (a b c d : Nat) : Eq (mul (difference a b) (difference c d))
    (difference (Nat.add (Nat.mul a c) (Nat.mul b d)) (Nat.add (Nat.mul a d) (Nat.mul b c))) :=
  have turned : (x y z t : Nat) → Eq
      (difference (Nat.add (Nat.mul x z) (Nat.mul y t)) (Nat.add (Nat.mul x t) (Nat.mul y z)))
      (difference (Nat.add (Nat.mul z x) (Nat.mul t y)) (Nat.add (Nat.mul z y) (Nat.mul t x))) := fun x y z t =>
    congr2 difference (congr2 Nat.add (Nat.mul_comm x z) (Nat.mul_comm y t))
      ((Nat.add_comm _ _).trans (congr2 Nat.add (Nat.mul_comm y z) (Nat.mul_comm x t)))
  (product_left _ _ a b (difference c d).above (difference c d).below (parts a b)).trans
    ((turned a b _ _).trans ((product_left _ _ c d a b (parts c d)).trans (turned c d a b)))

theorem add_comm (i j : Integer) : Eq (add i j) (add j i) :=
  congr2 difference (Nat.add_comm _ _) (Nat.add_comm _ _)

theorem mul_comm (i j : Integer) : Eq (mul i j) (mul j i) :=
  congr2 difference (congr2 Nat.add (Nat.mul_comm _ _) (Nat.mul_comm _ _))
    ((Nat.add_comm _ _).trans (congr2 Nat.add (Nat.mul_comm _ _) (Nat.mul_comm _ _)))

theorem zero_add (i : Integer) : Eq (add (natural 0) i) i :=
  of_difference (fun i => Eq (add (natural 0) i) i)
    (fun a b => (add_difference 0 0 a b).trans (congr2 difference (Nat.zero_add a) (Nat.zero_add b))) i

theorem one_mul (i : Integer) : Eq (mul (natural 1) i) i :=
  have once : (x y : Nat) → Eq (Nat.add (Nat.mul 1 x) (Nat.mul 0 y)) x := fun x y =>
    congr2 Nat.add (Nat.one_mul x) (Nat.zero_mul y)
  of_difference (fun i => Eq (mul (natural 1) i) i)
    (fun a b => (mul_difference 1 0 a b).trans (congr2 difference (once a b) (once b a))) i

theorem add_neg (i : Integer) : Eq (add i (neg i)) (natural 0) :=
  of_difference (fun i => Eq (add i (neg i)) (natural 0))
    (fun a b => (congrArg (add (difference a b)) (neg_difference a b)).trans
      ((add_difference a b b a).trans (difference_eq _ _ 0 0 ((Nat.add_comm a b).trans (Nat.zero_add _).symm)))) i

theorem add_assoc (i j k : Integer) : Eq (add (add i j) k) (add i (add j k)) :=
  of_difference (fun i => Eq (add (add i j) k) (add i (add j k))) (fun a b =>
    of_difference (fun j => Eq (add (add (difference a b) j) k) (add (difference a b) (add j k))) (fun c d =>
      of_difference (fun k => Eq (add (add (difference a b) (difference c d)) k)
          (add (difference a b) (add (difference c d) k))) (fun e f =>
        (congrArg (fun t => add t (difference e f)) (add_difference a b c d)).trans
          ((add_difference _ _ e f).trans
            ((congr2 difference (Nat.add_assoc a c e) (Nat.add_assoc b d f)).trans
              ((add_difference a b _ _).symm.trans
                (congrArg (add (difference a b)) (add_difference c d e f).symm))))) k) j) i

theorem mul_add (i j k : Integer) : Eq (mul i (add j k)) (add (mul i j) (mul i k)) :=
  have spread : (x y z t p q : Nat) → Eq (Nat.add (Nat.mul x (Nat.add z p)) (Nat.mul y (Nat.add t q)))
      (Nat.add (Nat.add (Nat.mul x z) (Nat.mul y t)) (Nat.add (Nat.mul x p) (Nat.mul y q))) := fun x y z t p q =>
    (congr2 Nat.add (Nat.mul_add x z p) (Nat.mul_add y t q)).trans
      (Semiring.add_add_add_comm Semiring.naturals _ _ _ _)
  of_difference (fun i => Eq (mul i (add j k)) (add (mul i j) (mul i k))) (fun a b =>
    of_difference (fun j => Eq (mul (difference a b) (add j k)) (add (mul (difference a b) j) (mul (difference a b) k)))
      (fun c d =>
      of_difference (fun k => Eq (mul (difference a b) (add (difference c d) k))
          (add (mul (difference a b) (difference c d)) (mul (difference a b) k))) (fun e f =>
        (congrArg (mul (difference a b)) (add_difference c d e f)).trans
          ((mul_difference a b _ _).trans
            ((congr2 difference (spread a b c d e f) (spread a b d c f e)).trans
              ((add_difference _ _ _ _).symm.trans
                (congr2 add (mul_difference a b c d).symm (mul_difference a b e f).symm))))) k) j) i

theorem mul_assoc (i j k : Integer) : Eq (mul (mul i j) k) (mul i (mul j k)) :=
  have assoc : (a b c d e f : Nat) → Eq
      (Nat.add (Nat.mul (Nat.add (Nat.mul a c) (Nat.mul b d)) e) (Nat.mul (Nat.add (Nat.mul a d) (Nat.mul b c)) f))
      (Nat.add (Nat.mul a (Nat.add (Nat.mul c e) (Nat.mul d f))) (Nat.mul b (Nat.add (Nat.mul c f) (Nat.mul d e)))) :=
    fun a b c d e f =>
    have left : (x y z t g : Nat) → Eq (Nat.mul (Nat.add (Nat.mul x z) (Nat.mul y t)) g)
        (Nat.add (Nat.mul x (Nat.mul z g)) (Nat.mul y (Nat.mul t g))) := fun x y z t g =>
      (Semiring.add_mul Semiring.naturals (Nat.mul x z) (Nat.mul y t) g).trans
        (congr2 Nat.add (Nat.mul_assoc x z g) (Nat.mul_assoc y t g))
    (congr2 Nat.add (left a b c d e) (left a b d c f)).trans
      ((Semiring.add_add_add_comm Semiring.naturals _ _ _ _).trans
        (congr2 Nat.add (Nat.mul_add a _ _).symm
          ((Nat.add_comm _ _).trans (Nat.mul_add b _ _).symm)))
  of_difference (fun i => Eq (mul (mul i j) k) (mul i (mul j k))) (fun a b =>
    of_difference (fun j => Eq (mul (mul (difference a b) j) k) (mul (difference a b) (mul j k))) (fun c d =>
      of_difference (fun k => Eq (mul (mul (difference a b) (difference c d)) k)
          (mul (difference a b) (mul (difference c d) k))) (fun e f =>
        (congrArg (fun t => mul t (difference e f)) (mul_difference a b c d)).trans
          ((mul_difference _ _ e f).trans
            ((congr2 difference (assoc a b c d e f) (assoc a b c d f e)).trans
              ((mul_difference a b _ _).symm.trans
                (congrArg (mul (difference a b)) (mul_difference c d e f).symm))))) k) j) i

end Integer

/-- ℤ. -/
def Ring.integers : Ring.{0} where
  carrier := Integer
  zero := Integer.natural 0
  one := Integer.natural 1
  add := Integer.add
  mul := Integer.mul
  neg := Integer.neg
  natural := Integer.natural
  natural_zero := rfl
  natural_succ := fun _ => rfl
  zero_add := Integer.zero_add
  add_comm := Integer.add_comm
  add_assoc := Integer.add_assoc
  add_neg := Integer.add_neg
  one_mul := Integer.one_mul
  mul_comm := Integer.mul_comm
  mul_assoc := Integer.mul_assoc
  mul_add := Integer.mul_add
