import Mathlib

open scoped Topology

/-- `x != 0  for x real  assuming x**2 == 4`

The proof needs no certificate. -/
theorem claim_b8435cdde217 (x : ℝ) (h₁ : x ^ 2 = 4) : x ≠ 0 := by
  intro h₂
  have h₃ : (1 : ℝ) = 0 := by
    linear_combination -(1 / 4) * h₁ + (x / 4) * h₂
  exact one_ne_zero h₃

-- porism claim_b8435cdde217 {"claim":{"hypotheses":[["==",["^",["var","x"],["num","2"]],["num","4"]]],"relation":["!=",["var","x"],["num","0"]],"variables":{"x":"real"}}}
