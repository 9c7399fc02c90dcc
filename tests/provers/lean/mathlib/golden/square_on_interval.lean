import Mathlib

open scoped Topology

/-- `x*(1 - x) <= 1/4  for x ∈ [0, 1]`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_d5b95a19586e (x : ℝ) (hx₀ : 0 ≤ x) (hx₁ : x ≤ 1) : x * (1 - x) ≤ 1 / 4 := by
  nlinarith [sq_nonneg (2 * x - 1)]

-- porism claim_d5b95a19586e {"claim":{"hypotheses":[],"relation":["<=",["*",["var","x"],["+",["num","1"],["*",["num","-1"],["var","x"]]]],["num","1/4"]],"variables":{"x":["interval",["num","0"],["num","1"],true,true]}}}
