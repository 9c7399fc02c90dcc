-- attack: an inductive type that takes itself as an argument
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
inductive Bad : Type where
  | mk (f : Bad → False) : Bad
theorem no (b : Bad) : False := Bad.rec (motive := fun _ => False) (fun f h => f (Bad.mk f)) b
theorem cheat : False := no (Bad.mk no)
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
