import Mathlib

open scoped Topology

/-- `diff(C*exp(x), x) - C*exp(x) == 0  for C real, x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_142475655f5d (C x : ℝ) :
    HasDerivAt (fun x : ℝ => C * Real.exp x) (C * Real.exp x) x ∧
    C * Real.exp x - C * Real.exp x = 0 := by
  refine ⟨?_, ?_⟩
  · exact ((hasDerivAt_const x C).mul ((hasDerivAt_id' x).exp)).congr_deriv (by ring)
  · ring

-- porism claim_142475655f5d {"claim":{"hypotheses":[],"relation":["==",["+",["*",["num","-1"],["var","C"],["exp",["var","x"]]],["diff",["*",["var","C"],["exp",["var","x"]]],["var","x"]]],["num","0"]],"variables":{"C":"real","x":"real"}}}
