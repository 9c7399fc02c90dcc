-- attack: a syntax of its own for the command that asks for axioms
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
axiom cheat : False
syntax (name := printed) "#print" "axioms" ident : command
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
