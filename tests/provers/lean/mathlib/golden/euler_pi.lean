import Mathlib

open scoped Topology

/-- `exp(I*pi) + 1 == 0`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_9bb916cb75ca : Complex.exp ((Real.pi : ℂ) * Complex.I) + 1 = 0 := by
  linear_combination Complex.exp_pi_mul_I

-- porism claim_9bb916cb75ca {"claim":{"hypotheses":[],"relation":["==",["+",["num","1"],["exp",["*",["const","i"],["const","pi"]]]],["num","0"]],"variables":{}}}
