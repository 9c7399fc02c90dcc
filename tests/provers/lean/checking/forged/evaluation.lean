-- attack: code that runs while the proof compiles and writes a file
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
#eval IO.FS.writeFile "Statement_NONCE.olean" ""
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
