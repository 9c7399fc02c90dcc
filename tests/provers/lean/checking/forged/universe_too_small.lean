-- attack: an inductive type in a universe that is too small for it
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
set_option bootstrap.inductiveCheckResultingUniverse false
inductive Box : Type where
  | mk (a : Type) (x : a) : Box
theorem cheat : False := Box.rec (motive := fun _ => False) (fun a x => x) (Box.mk Box (Box.mk Nat 0))
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
