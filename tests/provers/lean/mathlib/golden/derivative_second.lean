import Mathlib

open scoped Topology

/-- `diff(diff(sin(x)**2, x), x) = 2*(cos(x)**2 - sin(x)**2)  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_8a23203066c5 (x : ℝ) :
    HasDerivAt (fun x : ℝ => Real.sin x ^ 2) (2 * Real.cos x * Real.sin x) x ∧
    HasDerivAt (fun x : ℝ => 2 * Real.cos x * Real.sin x) (2 * (Real.cos x ^ 2 - Real.sin x ^ 2)) x := by
  refine ⟨?_, ?_⟩
  · exact (((hasDerivAt_id' x).sin).pow 2).congr_deriv (by ring)
  · exact (((hasDerivAt_const x (2 : ℝ)).mul ((hasDerivAt_id' x).cos)).mul ((hasDerivAt_id' x).sin)).congr_deriv (by ring)

-- porism statement_8a23203066c5 {"statement":{"expression":["^",["sin",["var","x"]],["num","2"]],"kind":"derivative","orders":["x","x"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"value":["*",["num","2"],["+",["^",["cos",["var","x"]],["num","2"]],["*",["num","-1"],["^",["sin",["var","x"]],["num","2"]]]]]}}
