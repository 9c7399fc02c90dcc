import Mathlib

open scoped Topology

/-- `pi < 22/7`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_52f64cc13c92 : Real.pi < 22 / 7 := by
  linarith [Real.pi_lt_d6]

-- porism claim_52f64cc13c92 {"claim":{"hypotheses":[],"relation":["<",["const","pi"],["num","22/7"]],"variables":{}}}
