import Mathlib

open scoped Topology

/-- `x**2 + 1 == 0 only for no solution  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_2a6229d24215 (x : ℝ) : x ^ 2 + 1 ≠ 0 := by
  positivity

-- porism statement_2a6229d24215 {"statement":{"families":[],"kind":"solution set","left":["+",["num","1"],["^",["var","x"],["num","2"]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"unknown":"x"}}
