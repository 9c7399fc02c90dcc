-- attack: code that runs when the compiled proof is imported
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
initialize IO.println "'audited_NONCE_0' does not depend on any axioms"
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
