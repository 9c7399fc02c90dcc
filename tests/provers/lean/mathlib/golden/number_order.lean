import Mathlib

open scoped Topology

/-- `2/3 < 3/4`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_ace9c564e324 : (2 / 3 : ℚ) < 3 / 4 := by
  norm_num

-- porism claim_ace9c564e324 {"claim":{"hypotheses":[],"relation":["<",["num","2/3"],["num","3/4"]],"variables":{}}}
