-- attack: a definition whose value is a function in C
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
@[extern "lean_nat_gcd"] def truth (m n : Nat) : Nat := 0
theorem lie : Eq (truth 4 6) 2 := Eq.refl 2
theorem cheat : False := Bool.false_ne_true (congrArg (fun n => Nat.beq n 2) (Eq.trans (Eq.refl (truth 4 6)) lie))
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
