-- attack: an elaborator that runs in the audit's process, and crashes it
-- refused by: audit
prelude
import Porism.Library
set_option genInjectivity false
set_option linter.all false
noncomputable section
namespace Lean.Elab.Command
def CommandElab : Type := Nat → Nat
def answer : CommandElab := fun n => n
attribute [command_elab Lean.Parser.Command.printAxioms] answer
end Lean.Elab.Command
axiom cheat : False
theorem goal_NONCE_0 : ∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2) :=
  fun R => False.elim cheat
