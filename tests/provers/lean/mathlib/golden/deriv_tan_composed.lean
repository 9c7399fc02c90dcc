import Mathlib

open scoped Topology

/-- `diff(tan(x**2), x) == 2*x*(tan(x**2)**2 + 1)  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_6b1a7f5dca4c (x : ℝ) (h₁ : Real.cos (x ^ 2) ≠ 0) :
    HasDerivAt (fun x : ℝ => Real.tan (x ^ 2)) (2 * x * (Real.tan (x ^ 2) ^ 2 + 1)) x := by
  have hv₁ : 1 / Real.cos (x ^ 2) ^ 2 * (2 * x) = 2 * x * (Real.tan (x ^ 2) ^ 2 + 1) := by
    have key₁ : -2 * Real.tan (x ^ 2) ^ 2 * Real.cos (x ^ 2) ^ 2 * x - 2 * Real.cos (x ^ 2) ^ 2 * x + 2 * x = 0 := by
      linear_combination (-2 * Real.tan (x ^ 2) * Real.cos (x ^ 2) * x - 2 * Real.sin (x ^ 2) * x) * (Real.tan_mul_cos h₁)
          - 2 * x * (Real.sin_sq_add_cos_sq (x ^ 2))
    have e₂ : 1 / Real.cos (x ^ 2) ^ 2 * (2 * x) - 2 * x * (Real.tan (x ^ 2) ^ 2 + 1) = (-2 * Real.tan (x ^ 2) ^ 2 * Real.cos (x ^ 2) ^ 2 * x - 2 * Real.cos (x ^ 2) ^ 2 * x + 2 * x) / (Real.cos (x ^ 2) ^ 2) := by
      field_simp <;> ring
    exact sub_eq_zero.mp (by rw [e₂, key₁, zero_div])
  exact (HasDerivAt.comp (h := fun x : ℝ => x ^ 2) x (Real.hasDerivAt_tan h₁) ((hasDerivAt_id' x).pow 2)).congr_deriv (Eq.trans (by ring) hv₁)

-- porism claim_6b1a7f5dca4c {"claim":{"hypotheses":[],"relation":["==",["diff",["tan",["^",["var","x"],["num","2"]]],["var","x"]],["*",["num","2"],["var","x"],["+",["num","1"],["^",["tan",["^",["var","x"],["num","2"]]],["num","2"]]]]],"variables":{"x":"real"}}}
