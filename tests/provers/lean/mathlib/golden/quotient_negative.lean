import Mathlib

open scoped Topology

/-- `x + 1 <= 1/(1 - x)  for x ∈ [0, 1)`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_783fcda7220a (x : ℝ) (hx₀ : 0 ≤ x) (hx₁ : x < 1) (h₁ : 1 - x ≠ 0) :
    x + 1 ≤ (1 - x)⁻¹ := by
  have e₁ : (1 - x)⁻¹ - (x + 1) = (x ^ 2) / (1 - x) := by
    field_simp <;> ring
  have key₂ : (0 : ℝ) ≤ x ^ 2 := by
    nlinarith [sq_nonneg x]
  rw [← sub_nonneg, e₁]
  exact div_nonneg key₂ (show (0 : ℝ) < 1 - x by linarith)

-- porism claim_783fcda7220a {"claim":{"hypotheses":[],"relation":["<=",["+",["num","1"],["var","x"]],["^",["+",["num","1"],["*",["num","-1"],["var","x"]]],["num","-1"]]],"variables":{"x":["interval",["num","0"],["num","1"],true,false]}}}
