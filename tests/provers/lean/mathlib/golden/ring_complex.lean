import Mathlib

open scoped Topology

/-- `z**2 - w**2 == (w + z)*(z - w)  for w complex, z complex`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_deb233ce2306 (w z : ℂ) : z ^ 2 - w ^ 2 = (w + z) * (z - w) := by
  ring

-- porism claim_deb233ce2306 {"claim":{"hypotheses":[],"relation":["==",["+",["^",["var","z"],["num","2"]],["*",["num","-1"],["^",["var","w"],["num","2"]]]],["*",["+",["var","w"],["var","z"]],["+",["var","z"],["*",["num","-1"],["var","w"]]]]],"variables":{"w":"complex","z":"complex"}}}
