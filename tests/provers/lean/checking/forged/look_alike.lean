-- attack: a name that looks like the theorem's, with a Greek letter
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
theorem gοal_NONCE_0 : True :=
  True.intro
