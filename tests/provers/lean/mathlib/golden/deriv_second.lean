import Mathlib

open scoped Topology

/-- `diff(diff(sin(x), x), x) == -sin(x)  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_d7255d4a4a38 (x : ℝ) :
    HasDerivAt (fun x : ℝ => Real.sin x) (Real.cos x) x ∧
    HasDerivAt (fun x : ℝ => Real.cos x) (-Real.sin x) x := by
  refine ⟨?_, ?_⟩
  · exact ((hasDerivAt_id' x).sin).congr_deriv (by ring)
  · exact ((hasDerivAt_id' x).cos).congr_deriv (by ring)

-- porism claim_d7255d4a4a38 {"claim":{"hypotheses":[],"relation":["==",["diff",["diff",["sin",["var","x"]],["var","x"]],["var","x"]],["*",["num","-1"],["sin",["var","x"]]]],"variables":{"x":"real"}}}
