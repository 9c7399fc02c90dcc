import Mathlib

open scoped Topology

/-- `diff(sqrt(x), x) == 1/(2*sqrt(x))  for x positive`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_d2565c93e364 (x : ℝ) (hx : 0 < x) :
    HasDerivAt (fun x : ℝ => Real.sqrt x) (1 / (2 * Real.sqrt x)) x := by
  exact ((hasDerivAt_id' x).sqrt hx.ne').congr_deriv (by ring)

-- porism claim_d2565c93e364 {"claim":{"hypotheses":[],"relation":["==",["diff",["^",["var","x"],["num","1/2"]],["var","x"]],["*",["num","1/2"],["^",["var","x"],["num","-1/2"]]]],"variables":{"x":"positive"}}}
