-- attack: an axiom that arrives as an instance
-- refused by: axioms
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
class Absurd : Prop where
  absurd : False
axiom hidden : Absurd
attribute [instance] hidden
theorem cheat : False := Absurd.absurd
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
