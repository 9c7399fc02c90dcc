import Mathlib

open scoped Topology

/-- `a**3 + b**3 + c**3 == 3*a*b*c  for a real, b real, c real  assuming a + b + c == 0`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_6562ee794fd2 (a b c : ℝ) (h₁ : a + b + c = 0) :
    a ^ 3 + b ^ 3 + c ^ 3 = 3 * a * b * c := by
  linear_combination (c ^ 2 - c * b - c * a + b ^ 2 - b * a + a ^ 2) * h₁

-- porism claim_6562ee794fd2 {"claim":{"hypotheses":[["==",["+",["var","a"],["var","b"],["var","c"]],["num","0"]]],"relation":["==",["+",["^",["var","a"],["num","3"]],["^",["var","b"],["num","3"]],["^",["var","c"],["num","3"]]],["*",["num","3"],["var","a"],["var","b"],["var","c"]]],"variables":{"a":"real","b":"real","c":"real"}}}
