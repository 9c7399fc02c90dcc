import Mathlib

open scoped Topology

/-- `x**4 == 1  for x real  assuming x**2 == 1`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_6d850c86ee55 (x : ℝ) (h₁ : x ^ 2 = 1) : x ^ 4 = 1 := by
  linear_combination (x ^ 2 + 1) * h₁

-- porism claim_6d850c86ee55 {"claim":{"hypotheses":[["==",["^",["var","x"],["num","2"]],["num","1"]]],"relation":["==",["^",["var","x"],["num","4"]],["num","1"]],"variables":{"x":"real"}}}
