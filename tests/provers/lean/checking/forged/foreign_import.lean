-- attack: an import of something that is not Porism's
-- refused by: proof
prelude
import Porism.Library
import Init
import Lean
set_option genInjectivity false
set_option linter.all false
noncomputable section
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => by decide
