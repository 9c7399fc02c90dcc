-- attack: meta code that adds to the environment
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
run_cmd Lean.addDecl (.axiomDecl { name := `cheat, levelParams := [], type := .const `False [], isUnsafe := false })
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
