-- attack: a wrong Nat.shiftLeft of its own, which the kernel computes by name
-- refused by: recheck
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
def Nat.shiftLeft (m n : Nat) : Nat := 0
theorem zero (m n : Nat) : Eq (Nat.shiftLeft m n) 0 := Eq.refl 0
attribute [irreducible] Nat.shiftLeft
theorem by_name : Eq (Nat.shiftLeft 1 3) 8 := Eq.refl 8
theorem cheat : False :=
  Bool.false_ne_true (congrArg (fun n => Nat.beq n 8) (Eq.trans (Eq.symm (zero 1 3)) by_name))
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
