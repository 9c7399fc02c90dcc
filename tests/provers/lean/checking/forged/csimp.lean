-- attack: a rule of the compiler that replaces one function by another
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
def one : Nat := 1
def two : Nat := 2
@[csimp] theorem same : Eq @one @two := Eq.refl 1
theorem cheat : False := Bool.false_ne_true (congrArg (fun n => Nat.beq n 2) same)
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
