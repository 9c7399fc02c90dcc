import Mathlib

open scoped Topology

/-- `x**2 != -1  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_8bfb5c2a5a39 (x : ℝ) : x ^ 2 ≠ -1 := by
  have h₁' : -1 < x ^ 2 := by
    rw [← sub_pos, show x ^ 2 - (-1) = x ^ 2 + 1 by ring]
    positivity
  exact h₁'.ne'

-- porism claim_8bfb5c2a5a39 {"claim":{"hypotheses":[],"relation":["!=",["^",["var","x"],["num","2"]],["num","-1"]],"variables":{"x":"real"}}}
