-- attack: the kernel is told not to look, for one theorem
-- refused by: recheck
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
unsafe def loop : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) := loop
set_option debug.skipKernelTC true in
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  loop
