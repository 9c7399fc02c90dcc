import Mathlib

open scoped Topology

/-- `x + 1 <= exp(x)  for x real`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_7f60dee907a2 (x : ℝ) : x + 1 ≤ Real.exp x := by
  linarith [Real.add_one_le_exp x]

-- porism claim_7f60dee907a2 {"claim":{"hypotheses":[],"relation":["<=",["+",["num","1"],["var","x"]],["exp",["var","x"]]],"variables":{"x":"real"}}}
