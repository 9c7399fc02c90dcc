import Mathlib

open scoped Topology

/-- `a + 2*x == 0 at x = -a/2  for a real, x real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_35443f69fd59 (a : ℝ) : a + 2 * (-(a / 2)) = 0 := by
  ring

/-- `a + 2*x == 0 only for x = -a/2  for a real, x real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem statement_47567049e2eb (a x : ℝ) : a + 2 * x = 0 → x = -(a / 2) := by
  intro given₀
  have key₀ : x + a / 2 = 0 := by
    linear_combination (1 / 2) * given₀
  exact eq_neg_of_add_eq_zero_left key₀

-- porism statement_35443f69fd59 {"statement":{"family":{"bound":[],"conditions":[],"exactly_one":false,"value":["*",["num","-1/2"],["var","a"]]},"kind":"solution","left":["+",["var","a"],["*",["num","2"],["var","x"]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"a":"real","x":"real"}},"unknown":"x"}}
-- porism statement_47567049e2eb {"statement":{"families":[{"bound":[],"conditions":[],"exactly_one":false,"value":["*",["num","-1/2"],["var","a"]]}],"kind":"solution set","left":["+",["var","a"],["*",["num","2"],["var","x"]]],"provisos":[],"right":["num","0"],"scope":{"hypotheses":[],"variables":{"a":"real","x":"real"}},"unknown":"x"}}
