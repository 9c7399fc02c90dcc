-- attack: two theorems that prove each other
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
mutual
theorem cheat : False := other
theorem other : False := cheat
end
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
