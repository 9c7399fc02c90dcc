import Mathlib

open scoped Topology

/-- `2*2**n == 2**(n + 1)  for n natural`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_851d1c5d541d (n : ℕ) : 2 * (2 : ℕ) ^ n = (2 : ℕ) ^ (n + 1) := by
  ring

-- porism claim_851d1c5d541d {"claim":{"hypotheses":[],"relation":["==",["*",["num","2"],["^",["num","2"],["var","n"]]],["^",["num","2"],["+",["num","1"],["var","n"]]]],"variables":{"n":"natural"}}}
