import Mathlib

open scoped Topology

/-- `diff(asinh(x), x) == 1/sqrt(x**2 + 1)  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_38be76ec9a20 (x : ℝ) :
    HasDerivAt (fun x : ℝ => Real.arsinh x) (Real.sqrt (x ^ 2 + 1))⁻¹ x := by
  have hv₁ : (Real.sqrt (1 + x ^ 2))⁻¹ = (Real.sqrt (x ^ 2 + 1))⁻¹ := by
    have hd₁ : Real.sqrt (1 + x ^ 2) ≠ 0 := by positivity
    have hd₂ : Real.sqrt (x ^ 2 + 1) ≠ 0 := by positivity
    have e₅ : Real.sqrt (x ^ 2 + 1) = Real.sqrt (1 + x ^ 2) := by
      rw [show x ^ 2 + 1 = 1 + x ^ 2 by ring]
    have key₃ : Real.sqrt (x ^ 2 + 1) - Real.sqrt (1 + x ^ 2) = 0 := by
      linear_combination e₅
    have e₄ : (Real.sqrt (1 + x ^ 2))⁻¹ - (Real.sqrt (x ^ 2 + 1))⁻¹ = (Real.sqrt (x ^ 2 + 1) - Real.sqrt (1 + x ^ 2)) / (Real.sqrt (1 + x ^ 2) * Real.sqrt (x ^ 2 + 1)) := by
      field_simp <;> ring
    exact sub_eq_zero.mp (by rw [e₄, key₃, zero_div])
  exact (Real.hasDerivAt_arsinh x).congr_deriv (Eq.trans (by ring) hv₁)

-- porism claim_38be76ec9a20 {"claim":{"hypotheses":[],"relation":["==",["diff",["asinh",["var","x"]],["var","x"]],["^",["+",["num","1"],["^",["var","x"],["num","2"]]],["num","-1/2"]]],"variables":{"x":"real"}}}
