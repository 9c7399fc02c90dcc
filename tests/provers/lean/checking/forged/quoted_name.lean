-- attack: the theorem's name with a point inside quotes
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
theorem «goal_NONCE_0.» : True := True.intro
theorem «goal_NONCE_0 » : True := True.intro
