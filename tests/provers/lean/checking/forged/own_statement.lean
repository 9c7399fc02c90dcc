-- attack: the name of our statement, for True
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
def statement_NONCE_0 : Prop := True
theorem goal_NONCE_0 : True := True.intro
