-- attack: an Eq of its own in the namespace in which the theorem stands
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
namespace Hijack
inductive Eq {a : Type} (x y : a) : Prop where
  | mk : Eq x y
theorem _root_.goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => Eq.mk
end Hijack
