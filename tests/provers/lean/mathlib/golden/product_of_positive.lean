import Mathlib

open scoped Topology

/-- `1 < x**2  for x ∈ (1, oo)`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_3cb5f85752d7 (x : ℝ) (hx : 1 < x) : 1 < x ^ 2 := by
  nlinarith [mul_pos (show (0 : ℝ) < x - 1 by linarith) (show (0 : ℝ) < x + 1 by linarith)]

-- porism claim_3cb5f85752d7 {"claim":{"hypotheses":[],"relation":["<",["num","1"],["^",["var","x"],["num","2"]]],"variables":{"x":["interval",["num","1"],null,false,false]}}}
