-- attack: the theorem's name with an invisible character
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
theorem goal_NONCE_​0 : True := True.intro
