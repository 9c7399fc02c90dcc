import Mathlib

open scoped Topology

/-- `diff(x**y, x) == y*x**(y - 1)  for x positive, y real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_07a6a19d2171 (x y : ℝ) (hx : 0 < x) :
    HasDerivAt (fun x : ℝ => x ^ y) (y * x ^ (y - 1 : ℝ)) x := by
  exact ((hasDerivAt_id' x).rpow_const (Or.inl hx.ne')).congr_deriv (by ring)

-- porism claim_07a6a19d2171 {"claim":{"hypotheses":[],"relation":["==",["diff",["^",["var","x"],["var","y"]],["var","x"]],["*",["var","y"],["^",["var","x"],["+",["num","-1"],["var","y"]]]]],"variables":{"x":"positive","y":"real"}}}
