import Mathlib

open scoped Topology

/-- `1/(x**2 + 1) - 1 == -x**2/(x**2 + 1)  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_b99918458a08 (x : ℝ) : (x ^ 2 + 1)⁻¹ - 1 = -(x ^ 2 / (x ^ 2 + 1)) := by
  have hd₁ : x ^ 2 + 1 ≠ 0 := by positivity
  field_simp <;> ring

-- porism claim_b99918458a08 {"claim":{"hypotheses":[],"relation":["==",["+",["num","-1"],["^",["+",["num","1"],["^",["var","x"],["num","2"]]],["num","-1"]]],["*",["num","-1"],["^",["var","x"],["num","2"]],["^",["+",["num","1"],["^",["var","x"],["num","2"]]],["num","-1"]]]],"variables":{"x":"real"}}}
