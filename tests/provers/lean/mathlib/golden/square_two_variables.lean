import Mathlib

open scoped Topology

/-- `2*x*y <= x**2 + y**2  for x real, y real`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_3cca72be602b (x y : ℝ) : 2 * x * y ≤ x ^ 2 + y ^ 2 := by
  nlinarith [sq_nonneg (x - y)]

-- porism claim_3cca72be602b {"claim":{"hypotheses":[],"relation":["<=",["*",["num","2"],["var","x"],["var","y"]],["+",["^",["var","x"],["num","2"]],["^",["var","y"],["num","2"]]]],"variables":{"x":"real","y":"real"}}}
