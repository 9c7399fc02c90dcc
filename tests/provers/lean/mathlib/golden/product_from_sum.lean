import Mathlib

open scoped Topology

/-- `a*b + a*c + b*c <= 1/3  for a real, b real, c real  assuming a + b + c == 1`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_84fcf0afa206 (a b c : ℝ) (h₁ : a + b + c = 1) : a * b + a * c + b * c ≤ 1 / 3 := by
  nlinarith [sq_nonneg (1 - 3 * b / 2 - 3 * c / 2), sq_nonneg (c - b),
      (show (b + c) * (a + b + c) = (b + c) * 1 by rw [h₁])]

-- porism claim_84fcf0afa206 {"claim":{"hypotheses":[["==",["+",["var","a"],["var","b"],["var","c"]],["num","1"]]],"relation":["<=",["+",["*",["var","a"],["var","b"]],["*",["var","a"],["var","c"]],["*",["var","b"],["var","c"]]],["num","1/3"]],"variables":{"a":"real","b":"real","c":"real"}}}
