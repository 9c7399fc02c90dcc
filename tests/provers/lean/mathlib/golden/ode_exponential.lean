import Mathlib

open scoped Topology

/-- `y = C1*exp(x) solves y1 - y = 0  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_93e095033c54 (C1 x : ℝ) :
    HasDerivAt (fun x : ℝ => C1 * Real.exp x) (C1 * Real.exp x) x ∧
    C1 * Real.exp x - C1 * Real.exp x = 0 := by
  refine ⟨?_, ?_⟩
  · exact ((hasDerivAt_const x C1).mul ((hasDerivAt_id' x).exp)).congr_deriv (by ring)
  · ring

-- porism statement_93e095033c54 {"statement":{"constants":["C1"],"initial":[],"kind":"ODE solution","ode":[["+",["var","y1"],["*",["num","-1"],["var","y"]]],"x",["y","y1"]],"scope":{"hypotheses":[],"variables":{"x":"real"}},"solution":["*",["var","C1"],["exp",["var","x"]]]}}
