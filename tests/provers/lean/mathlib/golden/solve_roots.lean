import Mathlib

open scoped Topology

/-- `x**2 - 2 == 0 at x = sqrt(2)  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem statement_52e5fbd88f58 : Real.sqrt 2 ^ 2 - 2 = 0 := by
  linear_combination Real.sq_sqrt (show (0 : ℝ) ≤ 2 by norm_num)

/-- `x**2 - 2 == 0 at x = -sqrt(2)  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem statement_cff33624432e : (-Real.sqrt 2) ^ 2 - 2 = 0 := by
  linear_combination Real.sq_sqrt (show (0 : ℝ) ≤ 2 by norm_num)

/-- `x**2 - 2 == 0 only for x = sqrt(2); x = -sqrt(2)  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_bde3d58b0dd9 (x : ℝ) : x ^ 2 - 2 = 0 → x = Real.sqrt 2 ∨ x = -Real.sqrt 2 := by
  intro given₀
  have key₀ : (x - Real.sqrt 2) * (x + Real.sqrt 2) = 0 := by
    linear_combination -(Real.sq_sqrt (show (0 : ℝ) ≤ 2 by norm_num)) + given₀
  rcases mul_eq_zero.mp key₀ with root₁ | root₁'
  · left
    exact sub_eq_zero.mp root₁
  · right
    exact eq_neg_of_add_eq_zero_left root₁'

-- porism statement_52e5fbd88f58 {"statement":{"family":{"bound":[],"conditions":[],"exactly_one":false,"value":["^",["num","2"],["num","1/2"]]},"kind":"solution","left":["+",["num","-2"],["^",["var","x"],["num","2"]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"unknown":"x"}}
-- porism statement_cff33624432e {"statement":{"family":{"bound":[],"conditions":[],"exactly_one":false,"value":["*",["num","-1"],["^",["num","2"],["num","1/2"]]]},"kind":"solution","left":["+",["num","-2"],["^",["var","x"],["num","2"]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"unknown":"x"}}
-- porism statement_bde3d58b0dd9 {"statement":{"families":[{"bound":[],"conditions":[],"exactly_one":false,"value":["^",["num","2"],["num","1/2"]]},{"bound":[],"conditions":[],"exactly_one":false,"value":["*",["num","-1"],["^",["num","2"],["num","1/2"]]]}],"kind":"solution set","left":["+",["num","-2"],["^",["var","x"],["num","2"]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"unknown":"x"}}
