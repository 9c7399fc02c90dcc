import Mathlib

open scoped Topology

/-- `diff(x*log(x), x) == log(x) + 1  for x positive`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_3cef6d9e4ce9 (x : ℝ) (hx : 0 < x) :
    HasDerivAt (fun x : ℝ => x * Real.log x) (Real.log x + 1) x := by
  have hv₁ : Real.log x + x * (1 / x) = Real.log x + 1 := by
    have hd₁ : x ≠ 0 := hx.ne'
    field_simp <;> ring
  exact ((hasDerivAt_id' x).mul ((hasDerivAt_id' x).log hx.ne')).congr_deriv (Eq.trans (by ring) hv₁)

-- porism claim_3cef6d9e4ce9 {"claim":{"hypotheses":[],"relation":["==",["diff",["*",["var","x"],["log",["var","x"]]],["var","x"]],["+",["num","1"],["log",["var","x"]]]],"variables":{"x":"positive"}}}
