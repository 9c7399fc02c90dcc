-- attack: a Ring with a Greek letter in its name
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
structure Rιng where
  natural : Nat → PUnit.{1}
theorem goal_NONCE_0 : ∀ (R : Rιng), Eq (R.natural 1) (R.natural 2) :=
  fun R => Eq.refl PUnit.unit
