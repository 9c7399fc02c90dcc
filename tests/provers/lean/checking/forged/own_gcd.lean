-- attack: a wrong Nat.gcd of its own, which the kernel computes by name
-- refused by: recheck
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
def Nat.gcd (m n : Nat) : Nat := 0
theorem zero (m n : Nat) : Eq (Nat.gcd m n) 0 := Eq.refl 0
attribute [irreducible] Nat.gcd
theorem by_name : Eq (Nat.gcd 4 6) 2 := Eq.refl 2
theorem cheat : False :=
  Bool.false_ne_true (congrArg (fun n => Nat.beq n 2) (Eq.trans (Eq.symm (zero 4 6)) by_name))
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
