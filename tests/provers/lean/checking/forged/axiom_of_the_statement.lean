-- attack: the statement itself as an axiom of the theorem's name
-- refused by: axioms
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
axiom goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2)
