import Mathlib

open scoped Topology

/-- `Integral(sin(x), (x, 0, pi)) = 2`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem statement_f4ec7daa9e92 :
    IntervalIntegrable (fun x : ℝ => Real.sin x) MeasureTheory.volume 0 Real.pi ∧
    (∫ x in (0 : ℝ)..Real.pi, Real.sin x) = 2 := by
  have order₀ : 0 ≤ Real.pi := by
    positivity
  have slope₀ : ∀ x ∈ Set.uIcc (0 : ℝ) Real.pi, HasDerivAt (fun x : ℝ => -Real.cos x) (Real.sin x) x := by
    intro x mem₀
    rw [Set.uIcc_of_le order₀] at mem₀
    obtain ⟨low₀, high₀⟩ := mem₀
    exact (((hasDerivAt_id' x).cos).neg).congr_deriv (by ring)
  have cont₀ : ContinuousOn (fun x : ℝ => Real.sin x) (Set.uIcc (0 : ℝ) Real.pi) := by
    intro x mem₀
    rw [Set.uIcc_of_le order₀] at mem₀
    obtain ⟨low₀, high₀⟩ := mem₀
    exact ((hasDerivAt_id' x).sin).continuousAt.continuousWithinAt
  have int₀ : IntervalIntegrable (fun x : ℝ => Real.sin x) MeasureTheory.volume 0 Real.pi := cont₀.intervalIntegrable
  refine ⟨int₀, (intervalIntegral.integral_eq_sub_of_hasDerivAt slope₀ int₀).trans ?_⟩
  show -Real.cos Real.pi - (-Real.cos 0) = 2
  linear_combination -Real.cos_pi + Real.cos_zero

-- porism statement_f4ec7daa9e92 {"statement":{"high":["const","pi"],"integrand":["sin",["var","x"]],"kind":"definite_integral","low":["num","0"],"scope":{"hypotheses":[],"variables":{}},"value":["num","2"],"variable":"x"}}
