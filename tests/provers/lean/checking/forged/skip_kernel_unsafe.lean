-- attack: the kernel is told not to look at a theorem that uses an unsafe definition
-- refused by: recheck
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
unsafe def loop : False := loop
set_option debug.skipKernelTC true
theorem cheat : False := loop
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
