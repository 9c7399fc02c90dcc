import Mathlib

open scoped Topology

/-- `x + y <= 3  for x real, y real  assuming x <= 1, y <= 2`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_c9c9c03fbe6f (x y : ℝ) (h₁ : x ≤ 1) (h₂ : y ≤ 2) : x + y ≤ 3 := by
  linarith

-- porism claim_c9c9c03fbe6f {"claim":{"hypotheses":[["<=",["var","x"],["num","1"]],["<=",["var","y"],["num","2"]]],"relation":["<=",["+",["var","x"],["var","y"]],["num","3"]],"variables":{"x":"real","y":"real"}}}
