-- attack: an axiom behind a definition behind an axiom's type
-- refused by: axioms
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
axiom Promise : Prop
axiom kept : Promise
axiom means : Eq Promise False
def broken : False := cast means kept
theorem cheat : False := broken
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
