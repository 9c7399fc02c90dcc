-- attack: the name of our audit, for True
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
theorem audited_NONCE_0 : True := True.intro
theorem goal_NONCE_0 : True := True.intro
