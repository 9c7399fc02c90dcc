-- attack: a premise False that a section adds to the theorem
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
variable (cheat : False)
include cheat
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
