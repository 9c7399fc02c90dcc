-- attack: a False of its own that is true, opened before the theorem
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
namespace Hijack
inductive False : Prop where
  | mk : False
end Hijack
open Hijack
theorem cheat : False := Hijack.False.mk
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
