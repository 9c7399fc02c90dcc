import Mathlib

open scoped Topology

/-- `diff(sin(x**2)/x, x) == 2*cos(x**2) - sin(x**2)/x**2  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_c1d7fdcea668 (x : ℝ) (hx : x ≠ 0) :
    HasDerivAt (fun x : ℝ => Real.sin (x ^ 2) / x) (2 * Real.cos (x ^ 2) - Real.sin (x ^ 2) / x ^ 2) x := by
  have hv₁ : (Real.cos (x ^ 2) * (2 * x) * x - Real.sin (x ^ 2)) / x ^ 2 = 2 * Real.cos (x ^ 2) - Real.sin (x ^ 2) / x ^ 2 := by
    field_simp <;> ring
  exact ((((hasDerivAt_id' x).pow 2).sin).div (hasDerivAt_id' x) hx).congr_deriv (Eq.trans (by ring) hv₁)

-- porism claim_c1d7fdcea668 {"claim":{"hypotheses":[],"relation":["==",["diff",["*",["^",["var","x"],["num","-1"]],["sin",["^",["var","x"],["num","2"]]]],["var","x"]],["+",["*",["num","2"],["cos",["^",["var","x"],["num","2"]]]],["*",["num","-1"],["^",["var","x"],["num","-2"]],["sin",["^",["var","x"],["num","2"]]]]]],"variables":{"x":"real"}}}
