import Mathlib

open scoped Topology

/-- `exp(y)**2*exp(x - y) == exp(x + y)  for x real, y real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_bb7252bf5eb6 (x y : ℝ) : Real.exp y ^ 2 * Real.exp (x - y) = Real.exp (x + y) := by
  have e₁ : Real.exp (x - y) * Real.exp y = Real.exp x := by
    rw [← Real.exp_add, sub_add_cancel]
  linear_combination Real.exp y * e₁ - (Real.exp_add x y)

-- porism claim_bb7252bf5eb6 {"claim":{"hypotheses":[],"relation":["==",["*",["^",["exp",["var","y"]],["num","2"]],["exp",["+",["var","x"],["*",["num","-1"],["var","y"]]]]],["exp",["+",["var","x"],["var","y"]]]],"variables":{"x":"real","y":"real"}}}
