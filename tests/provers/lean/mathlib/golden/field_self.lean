import Mathlib

open scoped Topology

/-- `x/x == 1  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_b764d7c3fcdf (x : ℝ) (hx : x ≠ 0) : x / x = 1 := by
  field_simp <;> ring

-- porism claim_b764d7c3fcdf {"claim":{"hypotheses":[],"relation":["==",["*",["var","x"],["^",["var","x"],["num","-1"]]],["num","1"]],"variables":{"x":"real"}}}
