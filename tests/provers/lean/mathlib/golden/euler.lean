import Mathlib

open scoped Topology

/-- `cos(x) + I*sin(x) == exp(I*x)  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_9bbccd46d91f (x : ℝ) :
    Complex.cos (x : ℂ) + Complex.sin (x : ℂ) * Complex.I = Complex.exp ((x : ℂ) * Complex.I) := by
  linear_combination -(Complex.exp_mul_I (x : ℂ))

-- porism claim_9bbccd46d91f {"claim":{"hypotheses":[],"relation":["==",["+",["cos",["var","x"]],["*",["const","i"],["sin",["var","x"]]]],["exp",["*",["const","i"],["var","x"]]]],"variables":{"x":"real"}}}
