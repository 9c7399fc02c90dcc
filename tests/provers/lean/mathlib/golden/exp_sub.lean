import Mathlib

open scoped Topology

/-- `exp(y)**2*exp(x - y) == exp(x + y)  for x real, y real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_bb7252bf5eb6 (x y : ℝ) : Real.exp y ^ 2 * Real.exp (x - y) = Real.exp (x + y) := by
  have e₁ : Real.exp (-y) * Real.exp y = 1 := by
    rw [← Real.exp_add, neg_add_cancel, Real.exp_zero]
  have e₂ : Real.exp (x - y) = Real.exp x * Real.exp (-y) := by
    rw [sub_eq_add_neg, Real.exp_add]
  linear_combination Real.exp y * Real.exp x * e₁ + Real.exp y ^ 2 * e₂ - (Real.exp_add x y)

-- porism claim_bb7252bf5eb6 {"claim":{"hypotheses":[],"relation":["==",["*",["^",["exp",["var","y"]],["num","2"]],["exp",["+",["var","x"],["*",["num","-1"],["var","y"]]]]],["exp",["+",["var","x"],["var","y"]]]],"variables":{"x":"real","y":"real"}}}
