import Mathlib

open scoped Topology

/-- `diff(tan(x), x) == tan(x)**2 + 1  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_012bd3464255 (x : ℝ) (h₁ : Real.cos x ≠ 0) :
    HasDerivAt (fun x : ℝ => Real.tan x) (Real.tan x ^ 2 + 1) x := by
  have hv₁ : 1 / Real.cos x ^ 2 = Real.tan x ^ 2 + 1 := by
    have key₁ : -Real.tan x ^ 2 * Real.cos x ^ 2 - Real.cos x ^ 2 + 1 = 0 := by
      linear_combination (-Real.tan x * Real.cos x - Real.sin x) * (Real.tan_mul_cos h₁)
          - (Real.sin_sq_add_cos_sq x)
    have e₂ : 1 / Real.cos x ^ 2 - (Real.tan x ^ 2 + 1) = (-Real.tan x ^ 2 * Real.cos x ^ 2 - Real.cos x ^ 2 + 1) / (Real.cos x ^ 2) := by
      field_simp <;> ring
    exact sub_eq_zero.mp (by rw [e₂, key₁, zero_div])
  exact (Real.hasDerivAt_tan h₁).congr_deriv (Eq.trans (by ring) hv₁)

-- porism claim_012bd3464255 {"claim":{"hypotheses":[],"relation":["==",["diff",["tan",["var","x"]],["var","x"]],["+",["num","1"],["^",["tan",["var","x"]],["num","2"]]]],"variables":{"x":"real"}}}
