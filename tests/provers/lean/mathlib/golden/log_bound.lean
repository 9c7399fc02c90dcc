import Mathlib

open scoped Topology

/-- `log(x) <= x - 1  for x positive`

The facts of the combination are those of the certificate that Porism's finders gave. The claim's
certificate was accepted by porism-exact. -/
theorem claim_b6adb9aa8f26 (x : ℝ) (hx : 0 < x) : Real.log x ≤ x - 1 := by
  linarith [Real.log_le_sub_one_of_pos hx]

-- porism claim_b6adb9aa8f26 {"claim":{"hypotheses":[],"relation":["<=",["log",["var","x"]],["+",["num","-1"],["var","x"]]],"variables":{"x":"positive"}}}
