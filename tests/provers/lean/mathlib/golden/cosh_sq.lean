import Mathlib

open scoped Topology

/-- `cosh(x)**2 - sinh(x)**2 == 1  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_0a8181d94bf9 (x : ℝ) : Real.cosh x ^ 2 - Real.sinh x ^ 2 = 1 := by
  have e₁ : Real.exp (-x) * Real.exp x = 1 := by
    rw [← Real.exp_add, neg_add_cancel, Real.exp_zero]
  linear_combination e₁ + (Real.cosh x + Real.exp (-x) / 2 + Real.exp x / 2) * (Real.cosh_eq x)
      + (-Real.sinh x + Real.exp (-x) / 2 - Real.exp x / 2) * (Real.sinh_eq x)

-- porism claim_0a8181d94bf9 {"claim":{"hypotheses":[],"relation":["==",["+",["^",["cosh",["var","x"]],["num","2"]],["*",["num","-1"],["^",["sinh",["var","x"]],["num","2"]]]],["num","1"]],"variables":{"x":"real"}}}
