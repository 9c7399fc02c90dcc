import Mathlib

open scoped Topology

/-- `0 < x*y  for x positive, y positive`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_6157dd8f6e41 (x y : ℝ) (hx : 0 < x) (hy : 0 < y) : 0 < x * y := by
  positivity

-- porism claim_6157dd8f6e41 {"claim":{"hypotheses":[],"relation":["<",["num","0"],["*",["var","x"],["var","y"]]],"variables":{"x":"positive","y":"positive"}}}
