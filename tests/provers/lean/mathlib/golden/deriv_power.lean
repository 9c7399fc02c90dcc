import Mathlib

open scoped Topology

/-- `diff(x**3, x) == 3*x**2  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_56d8e67558e6 (x : ℝ) : HasDerivAt (fun x : ℝ => x ^ 3) (3 * x ^ 2) x := by
  exact ((hasDerivAt_id' x).pow 3).congr_deriv (by ring)

-- porism claim_56d8e67558e6 {"claim":{"hypotheses":[],"relation":["==",["diff",["^",["var","x"],["num","3"]],["var","x"]],["*",["num","3"],["^",["var","x"],["num","2"]]]],"variables":{"x":"real"}}}
