import Mathlib

open scoped Topology

/-- `sin(pi*n) == 0  for n integer`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_43c059a41c47 (n : ℤ) : Real.sin (Real.pi * (n : ℝ)) = 0 := by
  have e₁ : Real.sin (Real.pi * (n : ℝ)) = 0 := by
    rw [mul_comm]; exact Real.sin_int_mul_pi n
  linear_combination e₁

-- porism claim_43c059a41c47 {"claim":{"hypotheses":[],"relation":["==",["sin",["*",["const","pi"],["var","n"]]],["num","0"]],"variables":{"n":"integer"}}}
