import Mathlib

open scoped Topology

/-- `x**3 - x**2 == 0 at x = 0  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_4f1d150a5d4b : (0 ^ 3 - 0 ^ 2 : ℝ) = 0 := by
  norm_num

/-- `x**3 - x**2 == 0 at x = 1  for x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_9b39887eac8a : (1 ^ 3 - 1 ^ 2 : ℝ) = 0 := by
  norm_num

/-- `x**3 - x**2 == 0 only for x = 0; x = 1  for x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem statement_e66e04b76481 (x : ℝ) : x ^ 3 - x ^ 2 = 0 → x = 0 ∨ x = 1 := by
  intro given₀
  have key₀ : x * x * (x - 1) = 0 := by
    linear_combination given₀
  rcases mul_eq_zero.mp key₀ with root₁ | root₁'
  · rcases mul_eq_zero.mp root₁ with root₂ | root₂'
    · left
      exact root₂
    · left
      exact root₂'
  · right
    exact sub_eq_zero.mp root₁'

-- porism statement_4f1d150a5d4b {"statement":{"family":{"bound":[],"conditions":[],"exactly_one":false,"value":["num","0"]},"kind":"solution","left":["+",["^",["var","x"],["num","3"]],["*",["num","-1"],["^",["var","x"],["num","2"]]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"unknown":"x"}}
-- porism statement_9b39887eac8a {"statement":{"family":{"bound":[],"conditions":[],"exactly_one":false,"value":["num","1"]},"kind":"solution","left":["+",["^",["var","x"],["num","3"]],["*",["num","-1"],["^",["var","x"],["num","2"]]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"unknown":"x"}}
-- porism statement_e66e04b76481 {"statement":{"families":[{"bound":[],"conditions":[],"exactly_one":false,"value":["num","0"]},{"bound":[],"conditions":[],"exactly_one":false,"value":["num","1"]}],"kind":"solution set","left":["+",["^",["var","x"],["num","3"]],["*",["num","-1"],["^",["var","x"],["num","2"]]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"x":"real"}},"unknown":"x"}}
