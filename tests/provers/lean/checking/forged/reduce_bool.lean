-- attack: Lean.reduceBool, which the kernel computes by running compiled code
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
def Lean.reduceBool (b : Bool) : Bool := b
unsafe def lie : Bool := Bool.true
end
@[implemented_by lie] def truth : Bool := Bool.false
noncomputable section
theorem by_definition (b : Bool) : Eq b (Lean.reduceBool b) := Eq.refl b
attribute [irreducible] Lean.reduceBool
theorem by_running : Eq (Lean.reduceBool truth) Bool.true := Eq.refl Bool.true
theorem cheat : False := Bool.false_ne_true (Eq.trans (by_definition truth) by_running)
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
