prelude
import Porism.Bootstrap

/-!
# Chapter 2: natural numbers

The laws of a commutative semiring, by induction; the order `a ≤ b`, which says that `a + k = b` for some `k`; and the one
fact on which the decision procedure of chapter 5 rests, the uniqueness of digits:

    a + X·A = b + X·B  with  a, b < X   implies   a = b and A = B.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u v w

/-- Equal arguments give equal values. -/
theorem congr2 {α : Sort u} {β : Sort v} {γ : Sort w} (f : α → β → γ) {a a' : α} {b b' : β}
    (h : Eq a a') (k : Eq b b') : Eq (f a b) (f a' b') :=
  @Eq.rec α a (fun x _ => Eq (f a b) (f x b')) (@Eq.rec β b (fun y _ => Eq (f a b) (f a y)) rfl b' k) a' h

/-- What holds of `a` holds of what equals `a`. -/
theorem substitution {α : Sort u} (P : α → Prop) {a b : α} (h : Eq a b) (p : P a) : P b :=
  @Eq.rec α a (fun x _ => P x) p b h

namespace Nat

theorem zero_add (n : Nat) : Eq (Nat.add 0 n) n :=
  Nat.rec (motive := fun n => Eq (Nat.add 0 n) n) rfl (fun _ ih => congrArg Nat.succ ih) n

theorem succ_add (m n : Nat) : Eq (Nat.add (Nat.succ m) n) (Nat.succ (Nat.add m n)) :=
  Nat.rec (motive := fun n => Eq (Nat.add (Nat.succ m) n) (Nat.succ (Nat.add m n))) rfl
    (fun _ ih => congrArg Nat.succ ih) n

theorem add_comm (m n : Nat) : Eq (Nat.add m n) (Nat.add n m) :=
  Nat.rec (motive := fun n => Eq (Nat.add m n) (Nat.add n m)) (zero_add m).symm
    (fun k ih => (congrArg Nat.succ ih).trans (succ_add k m).symm) n

theorem add_assoc (a b c : Nat) : Eq (Nat.add (Nat.add a b) c) (Nat.add a (Nat.add b c)) :=
  Nat.rec (motive := fun c => Eq (Nat.add (Nat.add a b) c) (Nat.add a (Nat.add b c))) rfl
    (fun _ ih => congrArg Nat.succ ih) c

theorem zero_mul (n : Nat) : Eq (Nat.mul 0 n) 0 :=
  Nat.rec (motive := fun n => Eq (Nat.mul 0 n) 0) rfl (fun _ ih => ih) n

theorem mul_add (a b c : Nat) : Eq (Nat.mul a (Nat.add b c)) (Nat.add (Nat.mul a b) (Nat.mul a c)) :=
  Nat.rec (motive := fun c => Eq (Nat.mul a (Nat.add b c)) (Nat.add (Nat.mul a b) (Nat.mul a c))) rfl
    (fun k ih => (congrArg (fun t => Nat.add t a) ih).trans (add_assoc (Nat.mul a b) (Nat.mul a k) a)) c

theorem succ_mul (a b : Nat) : Eq (Nat.mul (Nat.succ a) b) (Nat.add (Nat.mul a b) b) :=
  Nat.rec (motive := fun b => Eq (Nat.mul (Nat.succ a) b) (Nat.add (Nat.mul a b) b)) rfl
    (fun k ih => congrArg Nat.succ
      ((congrArg (fun t => Nat.add t a) ih).trans
        ((add_assoc (Nat.mul a k) k a).trans
          ((congrArg (Nat.add (Nat.mul a k)) (add_comm k a)).trans
            (add_assoc (Nat.mul a k) a k).symm)))) b

theorem mul_comm (m n : Nat) : Eq (Nat.mul m n) (Nat.mul n m) :=
  Nat.rec (motive := fun n => Eq (Nat.mul m n) (Nat.mul n m)) (zero_mul m).symm
    (fun k ih => (congrArg (fun t => Nat.add t m) ih).trans (succ_mul k m).symm) n

theorem mul_assoc (a b c : Nat) : Eq (Nat.mul (Nat.mul a b) c) (Nat.mul a (Nat.mul b c)) :=
  Nat.rec (motive := fun c => Eq (Nat.mul (Nat.mul a b) c) (Nat.mul a (Nat.mul b c))) rfl
    (fun k ih => (congrArg (fun t => Nat.add t (Nat.mul a b)) ih).trans
      (mul_add a (Nat.mul b k) b).symm) c

theorem one_mul (n : Nat) : Eq (Nat.mul 1 n) n :=
  Nat.rec (motive := fun n => Eq (Nat.mul 1 n) n) rfl (fun _ ih => congrArg Nat.succ ih) n

theorem succ_inj {m n : Nat} (h : Eq (Nat.succ m) (Nat.succ n)) : Eq m n := congrArg Nat.pred h

theorem succ_ne_zero {n : Nat} (h : Eq (Nat.succ n) 0) : False :=
  Bool.false_ne_true (congrArg (fun k => Nat.beq k 0) h)

theorem add_right_cancel (a b c : Nat) : Eq (Nat.add a c) (Nat.add b c) → Eq a b :=
  Nat.rec (motive := fun c => Eq (Nat.add a c) (Nat.add b c) → Eq a b) (fun h => h)
    (fun _ ih h => ih (succ_inj h)) c

/-- No number is larger than itself. -/
theorem no_cycle (a : Nat) : (m : Nat) → Eq a (Nat.succ (Nat.add a m)) → False :=
  Nat.rec (motive := fun a => (m : Nat) → Eq a (Nat.succ (Nat.add a m)) → False)
    (fun _ h => succ_ne_zero h.symm)
    (fun k ih m h => ih m ((succ_inj h).trans (succ_add k m))) a

/-- `a ≤ b`: something added to `a` gives `b`. -/
inductive Le (a b : Nat) : Prop where
  | intro (k : Nat) (h : Eq (Nat.add a k) b) : Le a b

/-- `a < b`. -/
def Lt (a b : Nat) : Prop := Le (Nat.succ a) b

theorem Le.refl (a : Nat) : Le a a := ⟨0, rfl⟩

theorem Le.trans {a b c : Nat} (h : Le a b) (k : Le b c) : Le a c :=
  match h, k with
  | ⟨i, p⟩, ⟨j, q⟩ => ⟨Nat.add i j, ((add_assoc a i j).symm.trans (congrArg (fun t => Nat.add t j) p)).trans q⟩

theorem Le.of_eq {a b : Nat} (h : Eq a b) : Le a b := ⟨0, h⟩

theorem le_add_right (a b : Nat) : Le a (Nat.add a b) := ⟨b, rfl⟩
theorem le_add_left (a b : Nat) : Le b (Nat.add a b) := ⟨a, add_comm b a⟩

theorem Le.succ {a b : Nat} (h : Le a b) : Le (Nat.succ a) (Nat.succ b) :=
  match h with
  | ⟨k, p⟩ => ⟨k, (succ_add a k).trans (congrArg Nat.succ p)⟩

theorem lt_of_le_of_lt {a b c : Nat} (h : Le a b) (k : Lt b c) : Lt a c := Le.trans (Le.succ h) k

theorem positive_of_lt {a b : Nat} (h : Lt a b) : Lt 0 b :=
  lt_of_le_of_lt ⟨a, zero_add a⟩ h

/-- A number below `X` is not something plus `X`. -/
theorem too_large (a b c X : Nat) (h : Lt a X) (e : Eq a (Nat.add b (Nat.add c X))) : False :=
  match h with
  | ⟨k, p⟩ =>
    no_cycle a (Nat.add k (Nat.add b c))
      (e.trans ((add_assoc b c X).symm.trans ((add_comm (Nat.add b c) X).trans
        ((congrArg (fun t => Nat.add t (Nat.add b c)) p.symm).trans
          ((add_assoc (Nat.succ a) k (Nat.add b c)).trans (succ_add a (Nat.add k (Nat.add b c))))))))

/-- Two expansions with digits below `X` are equal only if their digits are. -/
theorem digits (a b X : Nat) (ha : Lt a X) (hb : Lt b X) (A : Nat) : (B : Nat) →
    Eq (Nat.add a (Nat.mul X A)) (Nat.add b (Nat.mul X B)) → And (Eq a b) (Eq A B) :=
  Nat.rec (motive := fun A => (B : Nat) →
      Eq (Nat.add a (Nat.mul X A)) (Nat.add b (Nat.mul X B)) → And (Eq a b) (Eq A B))
    (fun B => Nat.rec (motive := fun B => Eq a (Nat.add b (Nat.mul X B)) → And (Eq a b) (Eq 0 B))
      (fun h => ⟨h, rfl⟩)
      (fun k _ h => False.elim (too_large a b (Nat.mul X k) X ha h)) B)
    (fun A ih B =>
      Nat.rec (motive := fun B => Eq (Nat.add a (Nat.mul X (Nat.succ A))) (Nat.add b (Nat.mul X B)) →
          And (Eq a b) (Eq (Nat.succ A) B))
        (fun h => False.elim (too_large b a (Nat.mul X A) X hb h.symm))
        (fun k _ h =>
          have r := ih k (add_right_cancel (Nat.add a (Nat.mul X A)) (Nat.add b (Nat.mul X k)) X
            (((add_assoc a (Nat.mul X A) X).trans h).trans (add_assoc b (Nat.mul X k) X).symm))
          ⟨r.left, congrArg Nat.succ r.right⟩) B) A

end Nat
