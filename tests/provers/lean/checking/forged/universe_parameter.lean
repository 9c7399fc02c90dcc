-- attack: a theorem for every universe, with the contradiction as a premise
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
universe u
theorem goal_NONCE_0 (h : PULift.{u, 0} False) : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim (PULift.down h)
