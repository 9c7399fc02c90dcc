import Mathlib

open scoped Topology

/-- `2 <= x + 1/x  for x positive`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_ddba0d669fa8 (x : ℝ) (hx : 0 < x) : 2 ≤ x + x⁻¹ := by
  have hd₁ : x ≠ 0 := hx.ne'
  have e₂ : x + x⁻¹ - 2 = (x ^ 2 - 2 * x + 1) / x := by
    field_simp <;> ring
  have key₃ : (0 : ℝ) ≤ x ^ 2 - 2 * x + 1 := by
    nlinarith [sq_nonneg (x - 1)]
  rw [← sub_nonneg, e₂]
  exact div_nonneg key₃ (show (0 : ℝ) < x by positivity)

-- porism claim_ddba0d669fa8 {"claim":{"hypotheses":[],"relation":["<=",["num","2"],["+",["var","x"],["^",["var","x"],["num","-1"]]]],"variables":{"x":"positive"}}}
