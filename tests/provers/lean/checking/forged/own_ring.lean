-- attack: a Ring of its own with one element, in a namespace that is opened
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
namespace Hijack
structure Ring where
  natural : Nat → PUnit.{1}
theorem _root_.goal_NONCE_0 : ∀ (R : Ring), Eq (R.natural 1) (R.natural 2) :=
  fun R => Eq.refl PUnit.unit
end Hijack
