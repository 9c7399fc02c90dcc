-- attack: the file calls itself a module and keeps its axiom private
-- refused by: proof
module
prelude
public import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
axiom cheat : False
public theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
