import Mathlib

open scoped Topology

/-- `1/(x - 1) - 1/(x + 1) == 2/(x**2 - 1)  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_925a18d8c3cb (x : ℝ) (h₁ : x - 1 ≠ 0) (h₂ : x + 1 ≠ 0) (h₃ : x ^ 2 - 1 ≠ 0) :
    (x - 1)⁻¹ - (x + 1)⁻¹ = 2 / (x ^ 2 - 1) := by
  field_simp <;> ring

-- porism claim_925a18d8c3cb {"claim":{"hypotheses":[],"relation":["==",["+",["^",["+",["num","-1"],["var","x"]],["num","-1"]],["*",["num","-1"],["^",["+",["num","1"],["var","x"]],["num","-1"]]]],["*",["num","2"],["^",["+",["num","-1"],["^",["var","x"],["num","2"]]],["num","-1"]]]],"variables":{"x":"real"}}}
