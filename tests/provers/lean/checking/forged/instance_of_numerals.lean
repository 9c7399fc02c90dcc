-- attack: an instance by which every numeral is 1
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
def everything_is_one (n : Nat) : OfNat Nat n := OfNat.mk (@OfNat.ofNat Nat 1 (instOfNatNat 1))
attribute [instance 100000] everything_is_one
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => Eq.refl (R.natural 1)
