import Mathlib

open scoped Topology

/-- `exp(x)*exp(y) == exp(x + y)  for x real, y real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_564d04a91168 (x y : ℝ) : Real.exp x * Real.exp y = Real.exp (x + y) := by
  linear_combination -(Real.exp_add x y)

-- porism claim_564d04a91168 {"claim":{"hypotheses":[],"relation":["==",["*",["exp",["var","x"]],["exp",["var","y"]]],["exp",["+",["var","x"],["var","y"]]]],"variables":{"x":"real","y":"real"}}}
