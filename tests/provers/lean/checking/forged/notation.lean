-- attack: a notation by which = is True
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
notation:1000 x " ≐ " y => True
infix:50 " = " => fun x y => True
theorem goal_NONCE_0 : 1 = 2 := True.intro
