import Mathlib

open scoped Topology

/-- `min(x**2 - 2*x) = -1 at x = 1  for x real`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem statement_a97a20c5290b : IsLeast {y : ℝ | ∃ x : ℝ, y = x ^ 2 - 2 * x} (-1 : ℝ) := by
  refine ⟨⟨1, by norm_num⟩, ?_⟩
  rintro _ ⟨x, rfl⟩
  nlinarith [sq_nonneg (x - 1)]

-- porism statement_a97a20c5290b {"statement":{"kind":"optimum","objective":["+",["^",["var","x"],["num","2"]],["*",["num","-2"],["var","x"]]],"point":[["x",["num","1"]]],"scope":{"hypotheses":[],"variables":{"x":"real"}},"sense":"min","value":["num","-1"]}}
