import Mathlib

open scoped Topology

/-- `2*log(1 - x) == log((1 - x)**2)  for x ∈ [0, 1)`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_366441b4fd4a (x : ℝ) (hx₀ : 0 ≤ x) (hx₁ : x < 1) (h₁ : 1 - x ≠ 0) :
    0 < 1 - x ∧ 2 * Real.log (1 - x) = Real.log ((1 - x) ^ 2) := by
  have ho₁ : 0 < 1 - x := by
    linarith
  refine ⟨ho₁, ?_⟩
  have e₁ : Real.log ((1 - x) ^ 2) = 2 * Real.log (1 - x) := by
    exact_mod_cast Real.log_pow 2 (1 - x)
  linear_combination -e₁

-- porism claim_366441b4fd4a {"claim":{"hypotheses":[],"relation":["==",["*",["num","2"],["log",["+",["num","1"],["*",["num","-1"],["var","x"]]]]],["log",["^",["+",["num","1"],["*",["num","-1"],["var","x"]]],["num","2"]]]],"variables":{"x":["interval",["num","0"],["num","1"],true,false]}}}
