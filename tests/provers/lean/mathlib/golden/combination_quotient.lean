import Mathlib

open scoped Topology

/-- `x/y == 2  for x real, y real  assuming 2*y == x`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_71f48d1bfc53 (x y : ℝ) (h₁ : 2 * y = x) (hy : y ≠ 0) : x / y = 2 := by
  have key₁ : -2 * y + x = 0 := by
    linear_combination -h₁
  have e₂ : x / y - 2 = (-2 * y + x) / y := by
    field_simp <;> ring
  exact sub_eq_zero.mp (by rw [e₂, key₁, zero_div])

-- porism claim_71f48d1bfc53 {"claim":{"hypotheses":[["==",["*",["num","2"],["var","y"]],["var","x"]]],"relation":["==",["*",["var","x"],["^",["var","y"],["num","-1"]]],["num","2"]],"variables":{"x":"real","y":"real"}}}
