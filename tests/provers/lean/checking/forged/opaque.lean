-- attack: an opaque proof of False
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
class Inhabited.{u} (a : Sort u) where
  default : a
instance nobody (a : Prop) : Inhabited a := Inhabited.mk nobody.default
opaque cheat : False
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
