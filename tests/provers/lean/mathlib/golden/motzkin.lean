import Mathlib

open scoped Topology

/-- `3*x**2*y**2 <= x**2*y**4 + x**4*y**2 + 1  for x real, y real`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_f2840cbfdbb1 (x y : ℝ) : 3 * x ^ 2 * y ^ 2 ≤ x ^ 2 * y ^ 4 + x ^ 4 * y ^ 2 + 1 := by
  refine le_of_mul_le_mul_left ?_ (show (0 : ℝ) < y ^ 2 + x ^ 2 + 1 by positivity)
  linarith [sq_nonneg (1 - x ^ 2 * y ^ 2), sq_nonneg (y - y * x ^ 2), sq_nonneg (x - x * y ^ 2),
      sq_nonneg (x * y - x * y ^ 3 / 2 - y * x ^ 3 / 2), sq_nonneg (x * y ^ 3 - y * x ^ 3)]

-- porism claim_f2840cbfdbb1 {"claim":{"hypotheses":[],"relation":["<=",["*",["num","3"],["^",["var","x"],["num","2"]],["^",["var","y"],["num","2"]]],["+",["num","1"],["*",["^",["var","x"],["num","2"]],["^",["var","y"],["num","4"]]],["*",["^",["var","x"],["num","4"]],["^",["var","y"],["num","2"]]]]],"variables":{"x":"real","y":"real"}}}
