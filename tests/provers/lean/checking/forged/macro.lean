-- attack: a macro by which every theorem is proved
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
macro_rules
  | `(theorem $name : $type := $body) => `(axiom $name : $type)
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  True.intro
