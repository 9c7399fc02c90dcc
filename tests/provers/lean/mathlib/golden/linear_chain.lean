import Mathlib

open scoped Topology

/-- `x < y  for x real, y real, z real  assuming x < z, z < y`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_0a2ffdb17e6f (x y z : ℝ) (h₁ : x < z) (h₂ : z < y) : x < y := by
  linarith

-- porism claim_0a2ffdb17e6f {"claim":{"hypotheses":[["<",["var","x"],["var","z"]],["<",["var","z"],["var","y"]]],"relation":["<",["var","x"],["var","y"]],"variables":{"x":"real","y":"real","z":"real"}}}
