import Mathlib

open scoped Topology

/-- `tan(x)**2 + 1 == 1/cos(x)**2  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_91c10f6b8f71 (x : ℝ) (h₁ : Real.cos x ≠ 0) :
    Real.tan x ^ 2 + 1 = (Real.cos x ^ 2)⁻¹ := by
  have key₁ : Real.tan x ^ 2 * Real.cos x ^ 2 + Real.cos x ^ 2 - 1 = 0 := by
    linear_combination (Real.tan x * Real.cos x + Real.sin x) * (Real.tan_mul_cos h₁)
        + Real.sin_sq_add_cos_sq x
  have e₂ : Real.tan x ^ 2 + 1 - (Real.cos x ^ 2)⁻¹ = (Real.tan x ^ 2 * Real.cos x ^ 2 + Real.cos x ^ 2 - 1) / (Real.cos x ^ 2) := by
    field_simp <;> ring
  exact sub_eq_zero.mp (by rw [e₂, key₁, zero_div])

-- porism claim_91c10f6b8f71 {"claim":{"hypotheses":[],"relation":["==",["+",["num","1"],["^",["tan",["var","x"]],["num","2"]]],["^",["cos",["var","x"]],["num","-2"]]],"variables":{"x":"real"}}}
