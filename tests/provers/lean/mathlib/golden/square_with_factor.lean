import Mathlib

open scoped Topology

/-- `x*y**2 + y*x**2 <= x**3 + y**3  for x positive, y positive`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_b1d386a3182c (x y : ℝ) (hx : 0 < x) (hy : 0 < y) :
    x * y ^ 2 + y * x ^ 2 ≤ x ^ 3 + y ^ 3 := by
  nlinarith [mul_nonneg (show (0 : ℝ) ≤ x + y by positivity) (sq_nonneg (x - y))]

-- porism claim_b1d386a3182c {"claim":{"hypotheses":[],"relation":["<=",["+",["*",["var","x"],["^",["var","y"],["num","2"]]],["*",["var","y"],["^",["var","x"],["num","2"]]]],["+",["^",["var","x"],["num","3"]],["^",["var","y"],["num","3"]]]],"variables":{"x":"positive","y":"positive"}}}
