import Mathlib

open scoped Topology

/-- `cos(x)**2 + sin(x)**2 == 1  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_16c47272c716 (x : ℝ) : Real.cos x ^ 2 + Real.sin x ^ 2 = 1 := by
  linear_combination Real.sin_sq_add_cos_sq x

-- porism claim_16c47272c716 {"claim":{"hypotheses":[],"relation":["==",["+",["^",["cos",["var","x"]],["num","2"]],["^",["sin",["var","x"]],["num","2"]]],["num","1"]],"variables":{"x":"real"}}}
