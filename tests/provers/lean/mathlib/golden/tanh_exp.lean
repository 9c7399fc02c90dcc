import Mathlib

open scoped Topology

/-- `(exp(2*x) - 1)/(exp(2*x) + 1) == tanh(x)  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_a60425d20c23 (x : ℝ) :
    (Real.exp (2 * x) - 1) / (Real.exp (2 * x) + 1) = Real.tanh x := by
  have hd₁ : Real.exp (2 * x) + 1 ≠ 0 := by positivity
  have hd₂ : Real.cosh x ≠ 0 := (Real.cosh_pos x).ne'
  have e₅ : Real.tanh x * Real.cosh x = Real.sinh x := by
    have cosh₀ := (Real.cosh_pos x).ne'; rw [Real.tanh_eq_sinh_div_cosh]; field_simp
  have e₆ : Real.exp (-x) * Real.exp x = 1 := by
    rw [← Real.exp_add, neg_add_cancel, Real.exp_zero]
  have e₇ : Real.exp (2 * x) = Real.exp x ^ 2 := by
    exact_mod_cast Real.exp_nat_mul x 2
  have key₃ : -Real.tanh x * Real.cosh x * Real.exp (2 * x) - Real.tanh x * Real.cosh x + Real.cosh x * Real.exp (2 * x) - Real.cosh x = 0 := by
    linear_combination (-Real.exp (2 * x) - 1) * e₅ + Real.exp x * e₆
        + (-Real.sinh x + Real.cosh x) * e₇ + (Real.exp x ^ 2 - 1) * (Real.cosh_eq x)
        + (-Real.exp x ^ 2 - 1) * (Real.sinh_eq x)
  have e₄ : (Real.exp (2 * x) - 1) / (Real.exp (2 * x) + 1) - Real.tanh x = (-Real.tanh x * Real.cosh x * Real.exp (2 * x) - Real.tanh x * Real.cosh x + Real.cosh x * Real.exp (2 * x) - Real.cosh x) / ((Real.exp (2 * x) + 1) * Real.cosh x) := by
    field_simp <;> ring
  exact sub_eq_zero.mp (by rw [e₄, key₃, zero_div])

-- porism claim_a60425d20c23 {"claim":{"hypotheses":[],"relation":["==",["*",["^",["+",["num","1"],["exp",["*",["num","2"],["var","x"]]]],["num","-1"]],["+",["num","-1"],["exp",["*",["num","2"],["var","x"]]]]],["tanh",["var","x"]]],"variables":{"x":"real"}}}
