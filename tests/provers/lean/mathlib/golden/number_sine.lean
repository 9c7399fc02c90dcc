import Mathlib

open scoped Topology

/-- `sin(pi/6) == 1/2`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_e5c58e02af1d : Real.sin (Real.pi / 6) = 1 / 2 := by
  linear_combination Real.sin_pi_div_six

-- porism claim_e5c58e02af1d {"claim":{"hypotheses":[],"relation":["==",["sin",["*",["num","1/6"],["const","pi"]]],["num","1/2"]],"variables":{}}}
