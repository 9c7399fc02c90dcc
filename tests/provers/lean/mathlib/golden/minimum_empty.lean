import Mathlib

open scoped Topology

/-- `no point satisfies the constraints  for x ∈ [1, oo)  assuming x <= 0`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem statement_2810720433b9 (x : ℝ) (hx : 1 ≤ x) (h₁ : x ≤ 0) : False := by
  linarith

-- porism statement_2810720433b9 {"statement":{"kind":"infeasible","scope":{"hypotheses":[["<=",["var","x"],["num","0"]]],"variables":{"x":["interval",["num","1"],null,true,false]}}}}
