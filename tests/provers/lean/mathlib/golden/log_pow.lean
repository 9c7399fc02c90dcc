import Mathlib

open scoped Topology

/-- `3*log(x) == log(x**3)  for x positive`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_4884ad0c02b0 (x : ℝ) (hx : 0 < x) : 3 * Real.log x = Real.log (x ^ 3) := by
  have e₁ : Real.log (x ^ 3) = 3 * Real.log x := by
    exact_mod_cast Real.log_pow 3 x
  linear_combination -e₁

-- porism claim_4884ad0c02b0 {"claim":{"hypotheses":[],"relation":["==",["*",["num","3"],["log",["var","x"]]],["log",["^",["var","x"],["num","3"]]]],"variables":{"x":"positive"}}}
