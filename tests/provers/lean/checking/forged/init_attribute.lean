-- attack: initializers by their attributes
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
def IO (a : Type) : Type := a
@[init] def first : IO Unit := Unit.unit
@[builtin_init] def second : IO Unit := Unit.unit
theorem cheat : False := first
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
