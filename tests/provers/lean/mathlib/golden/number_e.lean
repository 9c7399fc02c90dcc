import Mathlib

open scoped Topology

/-- `E < 3`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_48970d039165 : Real.exp 1 < 3 := by
  linarith [Real.exp_pos 1, Real.exp_one_lt_d9]

-- porism claim_48970d039165 {"claim":{"hypotheses":[],"relation":["<",["const","e"],["num","3"]],"variables":{}}}
