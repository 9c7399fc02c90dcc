import Mathlib

open scoped Topology

/-- `Integral(x*exp(x), x) = exp(x)*(x - 1) + C  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_25af94106de8 (x : ℝ) :
    HasDerivAt (fun x : ℝ => Real.exp x * (x - 1)) (x * Real.exp x) x := by
  exact (((hasDerivAt_id' x).exp).mul ((hasDerivAt_id' x).sub (hasDerivAt_const x (1 : ℝ)))).congr_deriv (by ring)

-- porism statement_25af94106de8 {"statement":{"integrand":["*",["var","x"],["exp",["var","x"]]],"kind":"antiderivative","scope":{"hypotheses":[],"variables":{"x":"real"}},"value":["*",["exp",["var","x"]],["+",["num","-1"],["var","x"]]],"variable":"x"}}
