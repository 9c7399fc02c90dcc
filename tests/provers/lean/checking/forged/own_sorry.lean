-- attack: the axiom that sorry stands for, under its name
-- refused by: axioms
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
universe u
axiom sorryAx (a : Sort u) (synthetic : Bool) : a
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  sorryAx _ Bool.true
