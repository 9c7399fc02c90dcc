-- attack: Eq as a variable that the theorem binds
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
theorem goal_NONCE_0 {Eq : Nat → Nat → Prop} (h : ∀ (m n : Nat), Eq m n) : Eq 1 2 :=
  h 1 2
