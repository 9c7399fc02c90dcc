-- attack: a comment that swallows the statement
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
theorem goal_NONCE_0 : True /- ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) -/ :=
  True.intro /- /- -/ -/ -- -/
