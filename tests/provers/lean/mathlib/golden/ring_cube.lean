import Mathlib

open scoped Topology

/-- `x**3 + y**3 + 3*x*y**2 + 3*y*x**2 == (x + y)**3  for x real, y real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_26eec727adc4 (x y : ℝ) :
    x ^ 3 + y ^ 3 + 3 * x * y ^ 2 + 3 * y * x ^ 2 = (x + y) ^ 3 := by
  ring

-- porism claim_26eec727adc4 {"claim":{"hypotheses":[],"relation":["==",["+",["^",["var","x"],["num","3"]],["^",["var","y"],["num","3"]],["*",["num","3"],["var","x"],["^",["var","y"],["num","2"]]],["*",["num","3"],["var","y"],["^",["var","x"],["num","2"]]]],["^",["+",["var","x"],["var","y"]],["num","3"]]],"variables":{"x":"real","y":"real"}}}
