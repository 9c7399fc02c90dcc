import Mathlib

open scoped Topology

/-- `(n + 1)**2 - n**2 == 2*n + 1  for n natural`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_e3729c38c7e4 (n : ℕ) : ((n : ℤ) + 1) ^ 2 - (n : ℤ) ^ 2 = 2 * (n : ℤ) + 1 := by
  ring

-- porism claim_e3729c38c7e4 {"claim":{"hypotheses":[],"relation":["==",["+",["^",["+",["num","1"],["var","n"]],["num","2"]],["*",["num","-1"],["^",["var","n"],["num","2"]]]],["+",["num","1"],["*",["num","2"],["var","n"]]]],"variables":{"n":"natural"}}}
