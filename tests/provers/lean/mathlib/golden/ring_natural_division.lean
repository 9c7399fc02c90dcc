import Mathlib

open scoped Topology

/-- `n + n*(n + 1)/2 + 1 == (n + 1)*(n + 2)/2  for n natural`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_6ca72d778394 (n : ℕ) :
    (n : ℚ) + (n : ℚ) * ((n : ℚ) + 1) / 2 + 1 = ((n : ℚ) + 1) * ((n : ℚ) + 2) / 2 := by
  ring

-- porism claim_6ca72d778394 {"claim":{"hypotheses":[],"relation":["==",["+",["num","1"],["var","n"],["*",["num","1/2"],["var","n"],["+",["num","1"],["var","n"]]]],["*",["num","1/2"],["+",["num","1"],["var","n"]],["+",["num","2"],["var","n"]]]],"variables":{"n":"natural"}}}
