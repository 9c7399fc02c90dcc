import Mathlib

open scoped Topology

/-- `abs(x) == sqrt(x**2)  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_e23862620b8b (x : ℝ) : |x| = Real.sqrt (x ^ 2) := by
  linear_combination -(Real.sqrt_sq_eq_abs x)

-- porism claim_e23862620b8b {"claim":{"hypotheses":[],"relation":["==",["abs",["var","x"]],["^",["^",["var","x"],["num","2"]],["num","1/2"]]],"variables":{"x":"real"}}}
