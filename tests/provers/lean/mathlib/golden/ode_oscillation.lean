import Mathlib

open scoped Topology

/-- `y = C1*sin(x) + C2*cos(x) solves y + y2 = 0  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_9fc8ef1e876b (C1 C2 x : ℝ) :
    HasDerivAt (fun x : ℝ => C1 * Real.sin x + C2 * Real.cos x) (C1 * Real.cos x - C2 * Real.sin x) x ∧
    HasDerivAt (fun x : ℝ => C1 * Real.cos x - C2 * Real.sin x) (-(C1 * Real.sin x) - C2 * Real.cos x) x ∧
    C1 * Real.sin x + C2 * Real.cos x - C1 * Real.sin x - C2 * Real.cos x = 0 := by
  refine ⟨?_, ?_, ?_⟩
  · exact (((hasDerivAt_const x C1).mul ((hasDerivAt_id' x).sin)).add ((hasDerivAt_const x C2).mul ((hasDerivAt_id' x).cos))).congr_deriv (by ring)
  · exact (((hasDerivAt_const x C1).mul ((hasDerivAt_id' x).cos)).sub ((hasDerivAt_const x C2).mul ((hasDerivAt_id' x).sin))).congr_deriv (by ring)
  · ring

-- porism statement_9fc8ef1e876b {"statement":{"constants":["C1","C2"],"initial":[],"kind":"ODE solution","ode":[["+",["var","y"],["var","y2"]],"x",["y","y1","y2"]],"scope":{"hypotheses":[],"variables":{"x":"real"}},"solution":["+",["*",["var","C1"],["sin",["var","x"]]],["*",["var","C2"],["cos",["var","x"]]]]}}
