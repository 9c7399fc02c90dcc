-- attack: a definition with another implementation
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
def truth : Bool := Bool.false
def lie : Bool := Bool.true
attribute [implemented_by lie] truth
theorem cheat : False := Bool.false_ne_true (Eq.refl truth)
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
