import Mathlib

open scoped Topology

/-- `4*cos(x)**3*sin(x) - 4*sin(x)**3*cos(x) == sin(4*x)  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_de07f932b59c (x : ℝ) :
    4 * Real.cos x ^ 3 * Real.sin x - 4 * Real.sin x ^ 3 * Real.cos x = Real.sin (4 * x) := by
  have e₁ : Real.sin (4 * x) = 2 * Real.sin (2 * x) * Real.cos (2 * x) := by
    have law₀ := Real.sin_two_mul (2 * x); rwa [show 2 * (2 * x) = 4 * x by ring] at law₀
  linear_combination -4 * Real.sin x * Real.cos x * (Real.sin_sq_add_cos_sq x) - e₁
      - 2 * Real.cos (2 * x) * (Real.sin_two_mul x)
      - 4 * Real.sin x * Real.cos x * (Real.cos_two_mul x)

-- porism claim_de07f932b59c {"claim":{"hypotheses":[],"relation":["==",["+",["*",["num","-4"],["^",["sin",["var","x"]],["num","3"]],["cos",["var","x"]]],["*",["num","4"],["^",["cos",["var","x"]],["num","3"]],["sin",["var","x"]]]],["sin",["*",["num","4"],["var","x"]]]],"variables":{"x":"real"}}}
