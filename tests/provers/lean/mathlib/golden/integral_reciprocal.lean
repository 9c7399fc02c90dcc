import Mathlib

open scoped Topology

/-- `Integral(1/x, (x, 1, 2)) = log(2)`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem statement_7d1d43123fa9 :
    IntervalIntegrable (fun x : ℝ => x⁻¹) MeasureTheory.volume 1 2 ∧
    (∫ x in (1 : ℝ)..2, x⁻¹) = Real.log 2 := by
  have order₀ : (1 : ℝ) ≤ 2 := by
    norm_num
  have slope₀ : ∀ x ∈ Set.uIcc (1 : ℝ) 2, HasDerivAt (fun x : ℝ => Real.log x) x⁻¹ x := by
    intro x mem₀
    rw [Set.uIcc_of_le order₀] at mem₀
    obtain ⟨low₀, high₀⟩ := mem₀
    have hv₁ : 1 / x = x⁻¹ := by
      have hd₁ : x ≠ 0 := (show (0 : ℝ) < x by linarith).ne'
      field_simp <;> ring
    exact ((hasDerivAt_id' x).log (show (0 : ℝ) < x by linarith).ne').congr_deriv (Eq.trans (by ring) hv₁)
  have cont₀ : ContinuousOn (fun x : ℝ => x⁻¹) (Set.uIcc (1 : ℝ) 2) := by
    intro x mem₀
    rw [Set.uIcc_of_le order₀] at mem₀
    obtain ⟨low₀, high₀⟩ := mem₀
    exact ((hasDerivAt_id' x).inv (show (0 : ℝ) < x by linarith).ne').continuousAt.continuousWithinAt
  have int₀ : IntervalIntegrable (fun x : ℝ => x⁻¹) MeasureTheory.volume 1 2 := cont₀.intervalIntegrable
  refine ⟨int₀, (intervalIntegral.integral_eq_sub_of_hasDerivAt slope₀ int₀).trans ?_⟩
  show Real.log 2 - Real.log 1 = Real.log 2
  linear_combination -Real.log_one

-- porism statement_7d1d43123fa9 {"statement":{"high":["num","2"],"integrand":["^",["var","x"],["num","-1"]],"kind":"definite_integral","low":["num","1"],"scope":{"hypotheses":[],"variables":{}},"value":["log",["num","2"]],"variable":"x"}}
