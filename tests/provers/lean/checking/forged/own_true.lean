-- attack: a True that means False, and its introduction
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
def True : Prop := False
theorem True.intro : True := True.intro
theorem cheat : False := True.intro
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
