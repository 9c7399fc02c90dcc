import Mathlib

open scoped Topology

/-- `sqrt(2) < 3/2`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_54daf3a2518f : Real.sqrt 2 < 3 / 2 := by
  rw [Real.sqrt_lt' (by norm_num)]
  norm_num

-- porism claim_54daf3a2518f {"claim":{"hypotheses":[],"relation":["<",["^",["num","2"],["num","1/2"]],["num","3/2"]],"variables":{}}}
