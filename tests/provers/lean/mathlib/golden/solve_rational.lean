import Mathlib

open scoped Topology

/-- `x**2 - 3*x + 2 == 0 at x = 2  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_b8ce44c3ff07 : (2 ^ 2 - 3 * 2 + 2 : ℝ) = 0 := by
  norm_num

/-- `x**2 - 3*x + 2 == 0 at x = 1  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_e53eb78766d9 : (1 ^ 2 - 3 * 1 + 2 : ℝ) = 0 := by
  norm_num

/-- `x**2 - 3*x + 2 == 0 only for x = 2; x = 1  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem statement_a04be48979a0 (x : ℝ) : x ^ 2 - 3 * x + 2 = 0 → x = 2 ∨ x = 1 := by
  intro given₀
  have key₀ : (x - 2) * (x - 1) = 0 := by
    linear_combination given₀
  rcases mul_eq_zero.mp key₀ with root₁ | root₁'
  · left
    exact sub_eq_zero.mp root₁
  · right
    exact sub_eq_zero.mp root₁'

-- porism statement_b8ce44c3ff07 {"statement":{"family":{"bound":[],"conditions":[],"exactly_one":false,"value":["num","2"]},"kind":"solution","left":["+",["num","2"],["^",["var","x"],["num","2"]],["*",["num","-3"],["var","x"]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"unknown":"x"}}
-- porism statement_e53eb78766d9 {"statement":{"family":{"bound":[],"conditions":[],"exactly_one":false,"value":["num","1"]},"kind":"solution","left":["+",["num","2"],["^",["var","x"],["num","2"]],["*",["num","-3"],["var","x"]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"unknown":"x"}}
-- porism statement_a04be48979a0 {"statement":{"families":[{"bound":[],"conditions":[],"exactly_one":false,"value":["num","2"]},{"bound":[],"conditions":[],"exactly_one":false,"value":["num","1"]}],"kind":"solution set","left":["+",["num","2"],["^",["var","x"],["num","2"]],["*",["num","-3"],["var","x"]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"unknown":"x"}}
