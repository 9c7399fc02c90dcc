-- attack: the kernel's quotients, which the library does not have, and their soundness as an axiom
-- refused by: proof
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
init_quot
axiom Quot.sound (x y : Bool) : Eq (Quot.mk (fun _ _ : Bool => True) x) (Quot.mk (fun _ _ : Bool => True) y)
theorem cheat : False := Bool.false_ne_true (congrArg (Quot.lift (fun b => b) (fun _ _ _ => rfl)) (Quot.sound Bool.false Bool.true))
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
