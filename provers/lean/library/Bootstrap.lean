prelude

/-!
# Chapter 1: what Lean's front end needs before the first definition

The wheel that carries Lean's kernel carries none of Lean's own library, so every file here begins with `prelude` and
stands on the declarations below. The elaborator looks them up by these names: the unit types and pairs serve structural
recursion, `Eq` and `HEq` the constructors' injectivity, `Decidable` and `Nat.decEq` the matching on literals.

**Trusted.** Lean's kernel computes `Nat.add`, `Nat.sub`, `Nat.mul`, `Nat.pow`, `Nat.mod`, `Nat.beq` and `Nat.ble` on literals with
GMP, by name, and never looks at the definitions. They stand here once, in their textbook form, by recursion on one
argument; a test compares them with Python's integers. `lcAny` and `lcErased` are names that the compiler wants; they are
`unsafe`, so no theorem can use them.
-/

set_option genInjectivity false
set_option genSizeOf false
set_option linter.all false
noncomputable section
universe u v w

unsafe axiom lcAny : Type
unsafe axiom lcErased : Type

set_option bootstrap.inductiveCheckResultingUniverse false in
inductive PUnit : Sort u where
  | unit : PUnit

abbrev Unit : Type := PUnit
@[match_pattern] abbrev Unit.unit : Unit := PUnit.unit

set_option bootstrap.inductiveCheckResultingUniverse false in
structure PProd (α : Sort u) (β : Sort v) where
  fst : α
  snd : β

structure Prod (α : Type u) (β : Type v) where
  fst : α
  snd : β

structure PULift.{r, s} (α : Sort s) : Sort (max s r 1) where
  up ::
  down : α

def id {α : Sort u} (a : α) : α := a

inductive Eq {α : Sort u} : α → α → Prop where
  | refl (a : α) : Eq a a

inductive HEq {α : Sort u} : α → {β : Sort u} → β → Prop where
  | refl (a : α) : HEq a a

@[match_pattern] def rfl {α : Sort u} {a : α} : Eq a a := Eq.refl a

abbrev Eq.ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : Eq a b) : motive b :=
  Eq.rec m h

theorem Eq.symm {α : Sort u} {a b : α} (h : Eq a b) : Eq b a := Eq.rec (motive := fun x _ => Eq x a) rfl h

theorem Eq.trans {α : Sort u} {a b c : α} (h : Eq a b) (k : Eq b c) : Eq a c :=
  Eq.rec (motive := fun x _ => Eq a x) h k

theorem congrArg {α : Sort u} {β : Sort v} {a b : α} (f : α → β) (h : Eq a b) : Eq (f a) (f b) :=
  Eq.rec (motive := fun x _ => Eq (f a) (f x)) rfl h

abbrev cast {α β : Sort u} (h : Eq α β) (a : α) : β := Eq.rec (motive := fun x _ => x) a h

theorem eq_of_heq {α : Sort u} {a b : α} (h : HEq a b) : Eq a b :=
  have aux : {β : Sort u} → (b : β) → HEq a b → (e : Eq α β) → Eq (cast e a) b :=
    fun {β} b k => HEq.rec (motive := fun {γ} (c : γ) _ => (e : Eq α γ) → Eq (cast e a) c)
      (fun _ => Eq.refl a) k
  aux b h (Eq.refl α)

theorem heq_of_eq {α : Sort u} {a b : α} (h : Eq a b) : HEq a b :=
  Eq.rec (motive := fun x _ => HEq a x) (HEq.refl a) h

inductive True : Prop where
  | intro : True

inductive False : Prop

def Not (a : Prop) : Prop := a → False

theorem False.elim {C : Prop} (h : False) : C := False.rec (fun _ => C) h
structure And (a b : Prop) : Prop where
  intro ::
  left : a
  right : b

inductive Decidable (p : Prop) : Type where
  | isFalse (h : Not p) : Decidable p
  | isTrue (h : p) : Decidable p

inductive Bool : Type where
  | false : Bool
  | true : Bool

def cond {α : Sort u} (c : Bool) (x y : α) : α := Bool.rec (motive := fun _ => α) y x c

set_option genCtorIdx false in
inductive Nat : Type where
  | zero : Nat
  | succ (n : Nat) : Nat

class OfNat (α : Type u) (_ : Nat) where
  ofNat : α

instance instOfNatNat (n : Nat) : OfNat Nat n := ⟨n⟩

def Nat.add (m n : Nat) : Nat := Nat.rec (motive := fun _ => Nat) m (fun _ r => Nat.succ r) n
def Nat.mul (m n : Nat) : Nat := Nat.rec (motive := fun _ => Nat) Nat.zero (fun _ r => Nat.add r m) n
def Nat.pow (m n : Nat) : Nat := Nat.rec (motive := fun _ => Nat) (Nat.succ Nat.zero) (fun _ r => Nat.mul r m) n
def Nat.pred (n : Nat) : Nat := Nat.rec (motive := fun _ => Nat) Nat.zero (fun k _ => k) n
def Nat.sub (m n : Nat) : Nat := Nat.rec (motive := fun _ => Nat) m (fun _ r => Nat.pred r) n
def Nat.beq (m n : Nat) : Bool :=
  Nat.rec (motive := fun _ => Nat → Bool)
    (fun n => Nat.rec (motive := fun _ => Bool) Bool.true (fun _ _ => Bool.false) n)
    (fun _ r n => Nat.rec (motive := fun _ => Bool) Bool.false (fun k _ => r k) n) m n
def Nat.ble (m n : Nat) : Bool :=
  Nat.rec (motive := fun _ => Nat → Bool) (fun _ => Bool.true)
    (fun _ r n => Nat.rec (motive := fun _ => Bool) Bool.false (fun k _ => r k) n) m n

/-- The remainder: `n` is taken away while it can be, at most `m` times; `Nat.mod m 0` is `m`. -/
def Nat.mod (m n : Nat) : Nat :=
  Nat.rec (motive := fun _ => Nat → Nat) (fun m => m)
    (fun _ r m => Bool.rec (motive := fun _ => Nat) m (r (Nat.sub m n)) (Nat.ble n m)) m m

/-- Sums of numerals as the elaborator writes them when it compares `n + 2` with `m + 1`; ours are `Nat.add`. -/
class HAdd (α : Type u) (β : Type v) (γ : Type w) where
  hAdd : α → β → γ

class Add (α : Type u) where
  add : α → α → α

instance instHAdd {α : Type u} [Add α] : HAdd α α α := ⟨Add.add⟩
instance instAddNat : Add Nat := ⟨Nat.add⟩

def dite {α : Sort u} (c : Prop) (h : Decidable c) (t : c → α) (e : Not c → α) : α :=
  Decidable.rec (motive := fun _ => α) e t h

theorem Bool.false_ne_true (h : Eq Bool.false Bool.true) : False :=
  @Eq.rec Bool Bool.false (fun b _ => Bool.rec (motive := fun _ => Prop) True False b) True.intro Bool.true h

theorem Nat.eq_of_beq (m : Nat) : (n : Nat) → Eq (Nat.beq m n) Bool.true → Eq m n :=
  Nat.rec (motive := fun m => (n : Nat) → Eq (Nat.beq m n) Bool.true → Eq m n)
    (fun n => Nat.rec (motive := fun n => Eq (Nat.beq Nat.zero n) Bool.true → Eq Nat.zero n)
      (fun _ => rfl)
      (fun k _ h => False.elim (Bool.false_ne_true h)) n)
    (fun a ih n => Nat.rec (motive := fun n => Eq (Nat.beq (Nat.succ a) n) Bool.true → Eq (Nat.succ a) n)
      (fun h => False.elim (Bool.false_ne_true h))
      (fun k _ h => congrArg Nat.succ (ih k h)) n) m

theorem Nat.beq_self (m : Nat) : Eq (Nat.beq m m) Bool.true :=
  Nat.rec (motive := fun m => Eq (Nat.beq m m) Bool.true) rfl (fun _ ih => ih) m

def Nat.decEq (m n : Nat) : Decidable (Eq m n) :=
  Bool.rec (motive := fun b => Eq (Nat.beq m n) b → Decidable (Eq m n))
    (fun h => Decidable.isFalse (fun e =>
      have t : Eq (Nat.beq m n) Bool.true := Eq.rec (motive := fun x _ => Eq (Nat.beq m x) Bool.true) (Nat.beq_self m) e
      Bool.false_ne_true (Eq.trans (Eq.symm h) t)))
    (fun h => Decidable.isTrue (Nat.eq_of_beq m n h))
    (Nat.beq m n) rfl

inductive List (α : Type u) : Type u where
  | nil : List α
  | cons (head : α) (tail : List α) : List α

def List.length {α : Type u} : List α → Nat
  | List.nil => Nat.zero
  | List.cons _ t => Nat.succ (length t)
