import Mathlib

open scoped Topology

/-- `0 <= n*(n + 1)  for n natural`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_f78d0f6b9a85 (n : ℕ) : 0 ≤ (n : ℤ) * ((n : ℤ) + 1) := by
  positivity

-- porism claim_f78d0f6b9a85 {"claim":{"hypotheses":[],"relation":["<=",["num","0"],["*",["var","n"],["+",["num","1"],["var","n"]]]],"variables":{"n":"natural"}}}
