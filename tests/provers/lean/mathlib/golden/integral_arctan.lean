import Mathlib

open scoped Topology

/-- `Integral(1/(x**2 + 1), (x, 0, 1)) = atan(1)`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem statement_83103bac6230 :
    IntervalIntegrable (fun x : ℝ => (x ^ 2 + 1)⁻¹) MeasureTheory.volume 0 1 ∧
    (∫ x in (0 : ℝ)..1, (x ^ 2 + 1)⁻¹) = Real.arctan 1 := by
  have order₀ : (0 : ℝ) ≤ 1 := by
    norm_num
  have slope₀ : ∀ x ∈ Set.uIcc (0 : ℝ) 1, HasDerivAt (fun x : ℝ => Real.arctan x) (x ^ 2 + 1)⁻¹ x := by
    intro x mem₀
    rw [Set.uIcc_of_le order₀] at mem₀
    obtain ⟨low₀, high₀⟩ := mem₀
    have hv₁ : 1 / (1 + x ^ 2) = (x ^ 2 + 1)⁻¹ := by
      have hd₁ : 1 + x ^ 2 ≠ 0 := by positivity
      have hd₂ : x ^ 2 + 1 ≠ 0 := by positivity
      field_simp <;> ring
    exact ((hasDerivAt_id' x).arctan).congr_deriv (Eq.trans (by ring) hv₁)
  have cont₀ : ContinuousOn (fun x : ℝ => (x ^ 2 + 1)⁻¹) (Set.uIcc (0 : ℝ) 1) := by
    intro x mem₀
    rw [Set.uIcc_of_le order₀] at mem₀
    obtain ⟨low₀, high₀⟩ := mem₀
    exact ((((hasDerivAt_id' x).pow 2).add (hasDerivAt_const x (1 : ℝ))).inv (show x ^ 2 + 1 ≠ 0 by positivity)).continuousAt.continuousWithinAt
  have int₀ : IntervalIntegrable (fun x : ℝ => (x ^ 2 + 1)⁻¹) MeasureTheory.volume 0 1 := cont₀.intervalIntegrable
  refine ⟨int₀, (intervalIntegral.integral_eq_sub_of_hasDerivAt slope₀ int₀).trans ?_⟩
  show Real.arctan 1 - Real.arctan 0 = Real.arctan 1
  linear_combination -Real.arctan_zero

-- porism statement_83103bac6230 {"statement":{"high":["num","1"],"integrand":["^",["+",["num","1"],["^",["var","x"],["num","2"]]],["num","-1"]],"kind":"definite_integral","low":["num","0"],"scope":{"hypotheses":[],"variables":{}},"value":["atan",["num","1"]],"variable":"x"}}
