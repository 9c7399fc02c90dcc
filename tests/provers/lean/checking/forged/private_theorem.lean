-- attack: the theorem as a private axiom of the module
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
private axiom goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2)
