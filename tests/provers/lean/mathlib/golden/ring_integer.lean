import Mathlib

open scoped Topology

/-- `x**2 - 1 == (x - 1)*(x + 1)  for x integer`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_5c6b737cda5b (x : ℤ) : x ^ 2 - 1 = (x - 1) * (x + 1) := by
  ring

-- porism claim_5c6b737cda5b {"claim":{"hypotheses":[],"relation":["==",["+",["num","-1"],["^",["var","x"],["num","2"]]],["*",["+",["num","-1"],["var","x"]],["+",["num","1"],["var","x"]]]],"variables":{"x":"integer"}}}
