-- attack: a theorem with a universe of its own, about rings in that universe
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
universe u
theorem goal_NONCE_0 : ∀ (R : Ring.{u}), Eq (R.natural 1) (R.natural 1) :=
  fun R => Eq.refl (R.natural 1)
