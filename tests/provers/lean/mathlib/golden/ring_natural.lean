import Mathlib

open scoped Topology

/-- `n**2 + 2*n + 1 == (n + 1)**2  for n natural`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_b73c98e5cec7 (n : ℕ) : n ^ 2 + 2 * n + 1 = (n + 1) ^ 2 := by
  ring

-- porism claim_b73c98e5cec7 {"claim":{"hypotheses":[],"relation":["==",["+",["num","1"],["^",["var","n"],["num","2"]],["*",["num","2"],["var","n"]]],["^",["+",["num","1"],["var","n"]],["num","2"]]],"variables":{"n":"natural"}}}
