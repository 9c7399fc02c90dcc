import Mathlib

open scoped Topology

/-- `1 - cos(x) == 2*sin(x/2)**2  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_73d8ded631d1 (x : ℝ) : 1 - Real.cos x = 2 * Real.sin (x / 2) ^ 2 := by
  have e₁ : Real.cos x = 2 * Real.cos (x / 2) ^ 2 - 1 := by
    have law₀ := Real.cos_two_mul (x / 2); rwa [show 2 * (x / 2) = x by ring] at law₀
  linear_combination -2 * (Real.sin_sq_add_cos_sq (x / 2)) - e₁

-- porism claim_73d8ded631d1 {"claim":{"hypotheses":[],"relation":["==",["+",["num","1"],["*",["num","-1"],["cos",["var","x"]]]],["*",["num","2"],["^",["sin",["*",["num","1/2"],["var","x"]]],["num","2"]]]],"variables":{"x":"real"}}}
