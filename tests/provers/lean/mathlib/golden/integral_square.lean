import Mathlib

open scoped Topology

/-- `Integral(x**2, (x, 0, 1)) = 1/3`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_781e49666126 :
    IntervalIntegrable (fun x : ℝ => x ^ 2) MeasureTheory.volume 0 1 ∧
    (∫ x in (0 : ℝ)..1, x ^ 2) = 1 / 3 := by
  have order₀ : (0 : ℝ) ≤ 1 := by
    norm_num
  have slope₀ : ∀ x ∈ Set.uIcc (0 : ℝ) 1, HasDerivAt (fun x : ℝ => x ^ 3 / 3) (x ^ 2) x := by
    intro x mem₀
    rw [Set.uIcc_of_le order₀] at mem₀
    obtain ⟨low₀, high₀⟩ := mem₀
    exact (((hasDerivAt_id' x).pow 3).div (hasDerivAt_const x (3 : ℝ)) (show (3 : ℝ) ≠ 0 by norm_num)).congr_deriv (by ring)
  have cont₀ : ContinuousOn (fun x : ℝ => x ^ 2) (Set.uIcc (0 : ℝ) 1) := by
    intro x mem₀
    rw [Set.uIcc_of_le order₀] at mem₀
    obtain ⟨low₀, high₀⟩ := mem₀
    exact ((hasDerivAt_id' x).pow 2).continuousAt.continuousWithinAt
  have int₀ : IntervalIntegrable (fun x : ℝ => x ^ 2) MeasureTheory.volume 0 1 := cont₀.intervalIntegrable
  refine ⟨int₀, (intervalIntegral.integral_eq_sub_of_hasDerivAt slope₀ int₀).trans ?_⟩
  show (1 ^ 3 / 3 - 0 ^ 3 / 3 : ℝ) = 1 / 3
  norm_num

-- porism statement_781e49666126 {"statement":{"high":["num","1"],"integrand":["^",["var","x"],["num","2"]],"kind":"definite_integral","low":["num","0"],"scope":{"hypotheses":[],"variables":{}},"value":["num","1/3"],"variable":"x"}}
