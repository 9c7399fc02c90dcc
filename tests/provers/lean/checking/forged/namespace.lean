-- attack: the theorem in a namespace, so that its name is another
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
namespace Elsewhere
axiom goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2)
end Elsewhere
