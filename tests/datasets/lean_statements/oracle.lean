/-!
Numbers for Lean's own elaborator: ℕ is `Nat`, the types `Z`, `Q`, `R` and all operations are axioms, so that nothing computes and two
terms are equal by `Eq.refl` only if the elaborator has put the same numerals, operations and coercions in the same places. Classes,
default instances and their priorities are as in Lean's library and Mathlib: `+` is `binop% HAdd.hAdd`, `=` is `binrel% Eq`, `^` is
`rightact% HPow.hPow` with `Monoid.Pow` as default, numerals default to ℕ, unary minus to ℤ. It follows the first declarations of
`provers/lean/library/Bootstrap.lean`.
-/

abbrev outParam (α : Sort u) : Sort u := α

class HAdd (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAdd : α → β → γ
class Add (α : Type u) where
  add : α → α → α
@[default_instance] instance instHAdd {α : Type u} [Add α] : HAdd α α α := ⟨Add.add⟩

class HSub (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hSub : α → β → γ
class Sub (α : Type u) where
  sub : α → α → α
@[default_instance] instance instHSub {α : Type u} [Sub α] : HSub α α α := ⟨Sub.sub⟩

class HMul (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hMul : α → β → γ
class Mul (α : Type u) where
  mul : α → α → α
@[default_instance] instance instHMul {α : Type u} [Mul α] : HMul α α α := ⟨Mul.mul⟩

class HDiv (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hDiv : α → β → γ
class Div (α : Type u) where
  div : α → α → α
@[default_instance] instance instHDiv {α : Type u} [Div α] : HDiv α α α := ⟨Div.div⟩

class HMod (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hMod : α → β → γ
class Mod (α : Type u) where
  mod : α → α → α
@[default_instance] instance instHMod {α : Type u} [Mod α] : HMod α α α := ⟨Mod.mod⟩

class HPow (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hPow : α → β → γ
class Pow (α : Type u) (β : Type v) where
  pow : α → β → α
@[default_instance] instance instHPow {α : Type u} {β : Type v} [Pow α β] : HPow α β α := ⟨Pow.pow⟩
class Monoid (M : Type u) where
  npow : M → Nat → M
@[default_instance 10000] instance Monoid.Pow {M : Type u} [Monoid M] : Pow M Nat := ⟨Monoid.npow⟩
class Neg (α : Type u) where
  neg : α → α
class Inv (α : Type u) where
  inv : α → α
class LE (α : Type u) where
  le : α → α → Prop
class LT (α : Type u) where
  lt : α → α → Prop
def Ne {α : Sort u} (a b : α) : Prop := Not (Eq a b)
class CoeT (α : Sort u) (_ : α) (β : Sort v) where
  coe : β
class Abs (α : Type u) where
  abs : α → α
def absolute {α : Type u} [Abs α] (a : α) : α := Abs.abs a
def ascribed {α : Type u} (a : α) : α := a
axiom Z : Type
axiom Q : Type
axiom R : Type
axiom N.add : Nat → Nat → Nat
axiom N.sub : Nat → Nat → Nat
axiom N.mul : Nat → Nat → Nat
axiom N.div : Nat → Nat → Nat
axiom N.mod : Nat → Nat → Nat
axiom N.pow : Nat → Nat → Nat
axiom N.le : Nat → Nat → Prop
axiom N.lt : Nat → Nat → Prop
instance : Add Nat := ⟨N.add⟩
instance : Sub Nat := ⟨N.sub⟩
instance : Mul Nat := ⟨N.mul⟩
instance : Div Nat := ⟨N.div⟩
instance : Mod Nat := ⟨N.mod⟩
instance : Monoid Nat := ⟨N.pow⟩
instance : LE Nat := ⟨N.le⟩
instance : LT Nat := ⟨N.lt⟩
axiom Z.add : Z → Z → Z
axiom Z.sub : Z → Z → Z
axiom Z.mul : Z → Z → Z
axiom Z.div : Z → Z → Z
axiom Z.mod : Z → Z → Z
axiom Z.pow : Z → Nat → Z
axiom Z.le : Z → Z → Prop
axiom Z.lt : Z → Z → Prop
axiom Z.neg : Z → Z
axiom Z.abs : Z → Z
axiom Z.lit : Nat → Z
instance : Add Z := ⟨Z.add⟩
instance : Sub Z := ⟨Z.sub⟩
instance : Mul Z := ⟨Z.mul⟩
instance : Div Z := ⟨Z.div⟩
instance : Mod Z := ⟨Z.mod⟩
instance : Monoid Z := ⟨Z.pow⟩
instance : LE Z := ⟨Z.le⟩
instance : LT Z := ⟨Z.lt⟩
@[default_instance 500] instance : Neg Z := ⟨Z.neg⟩
instance : Abs Z := ⟨Z.abs⟩
instance (n : Nat) : OfNat Z n := ⟨Z.lit n⟩
axiom Q.add : Q → Q → Q
axiom Q.sub : Q → Q → Q
axiom Q.mul : Q → Q → Q
axiom Q.div : Q → Q → Q
axiom Q.mod : Q → Q → Q
axiom Q.pow : Q → Nat → Q
axiom Q.le : Q → Q → Prop
axiom Q.lt : Q → Q → Prop
axiom Q.neg : Q → Q
axiom Q.abs : Q → Q
axiom Q.lit : Nat → Q
axiom Q.inv : Q → Q
axiom Q.zpow : Q → Z → Q
instance : Add Q := ⟨Q.add⟩
instance : Sub Q := ⟨Q.sub⟩
instance : Mul Q := ⟨Q.mul⟩
instance : Div Q := ⟨Q.div⟩
instance : Monoid Q := ⟨Q.pow⟩
instance : LE Q := ⟨Q.le⟩
instance : LT Q := ⟨Q.lt⟩
instance : Neg Q := ⟨Q.neg⟩
instance : Abs Q := ⟨Q.abs⟩
instance (n : Nat) : OfNat Q n := ⟨Q.lit n⟩
instance : Inv Q := ⟨Q.inv⟩
instance : Pow Q Z := ⟨Q.zpow⟩
axiom R.add : R → R → R
axiom R.sub : R → R → R
axiom R.mul : R → R → R
axiom R.div : R → R → R
axiom R.mod : R → R → R
axiom R.pow : R → Nat → R
axiom R.le : R → R → Prop
axiom R.lt : R → R → Prop
axiom R.neg : R → R
axiom R.abs : R → R
axiom R.lit : Nat → R
axiom R.inv : R → R
axiom R.zpow : R → Z → R
instance : Add R := ⟨R.add⟩
instance : Sub R := ⟨R.sub⟩
instance : Mul R := ⟨R.mul⟩
instance : Div R := ⟨R.div⟩
instance : Monoid R := ⟨R.pow⟩
instance : LE R := ⟨R.le⟩
instance : LT R := ⟨R.lt⟩
instance : Neg R := ⟨R.neg⟩
instance : Abs R := ⟨R.abs⟩
instance (n : Nat) : OfNat R n := ⟨R.lit n⟩
instance : Inv R := ⟨R.inv⟩
instance : Pow R Z := ⟨R.zpow⟩
axiom R.rpow : R → R → R
instance : Pow R R := ⟨R.rpow⟩
axiom R.sqrt : R → R
axiom R.exp : R → R
axiom R.log : R → R
axiom R.sin : R → R
axiom N.toZ : Nat → Z
instance (x : Nat) : CoeT Nat x Z := ⟨N.toZ x⟩
axiom N.toQ : Nat → Q
instance (x : Nat) : CoeT Nat x Q := ⟨N.toQ x⟩
axiom N.toR : Nat → R
instance (x : Nat) : CoeT Nat x R := ⟨N.toR x⟩
axiom Z.toQ : Z → Q
instance (x : Z) : CoeT Z x Q := ⟨Z.toQ x⟩
axiom Z.toR : Z → R
instance (x : Z) : CoeT Z x R := ⟨Z.toR x⟩
axiom Q.toR : Q → R
instance (x : Q) : CoeT Q x R := ⟨Q.toR x⟩
axiom S : Type → Type
axiom range : Nat → S Nat
class Locally (α : Type) where
  mark : Nat
instance : Locally Nat := ⟨Nat.zero⟩
instance : Locally Z := ⟨Nat.zero⟩
axiom icc {α : Type} [Locally α] : α → α → S α
class Additive (α : Type) where
  mark : Nat
instance : Additive Nat := ⟨Nat.zero⟩
instance : Additive Z := ⟨Nat.zero⟩
instance : Additive Q := ⟨Nat.zero⟩
instance : Additive R := ⟨Nat.zero⟩
axiom fold {α β : Type} [Additive β] : S α → (α → β) → β
