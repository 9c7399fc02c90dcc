import Mathlib

open scoped Topology

/-- `x**(1/3)*x**(2/3) == x  for x positive`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_2efaaab9b339 (x : ℝ) (hx : 0 < x) : x ^ (1 / 3 : ℝ) * x ^ (2 / 3 : ℝ) = x := by
  have e₁ : (x ^ (1 / 3 : ℝ)) ^ 3 = x := by
    rw [← Real.rpow_natCast, ← Real.rpow_mul hx.le]; norm_num
  have e₂ : x ^ (2 / 3 : ℝ) = (x ^ (1 / 3 : ℝ)) ^ 2 := by
    rw [← Real.rpow_natCast, ← Real.rpow_mul hx.le]; norm_num
  linear_combination e₁ + (x ^ (1 / 3 : ℝ)) * e₂

-- porism claim_2efaaab9b339 {"claim":{"hypotheses":[],"relation":["==",["*",["^",["var","x"],["num","1/3"]],["^",["var","x"],["num","2/3"]]],["var","x"]],"variables":{"x":"positive"}}}
