import Mathlib

open scoped Topology

/-- `log(x) + log(y) == log(x*y)  for x positive, y positive`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_6ce8e94d5621 (x y : ℝ) (hx : 0 < x) (hy : 0 < y) :
    Real.log x + Real.log y = Real.log (x * y) := by
  linear_combination -(Real.log_mul hx.ne' hy.ne')

-- porism claim_6ce8e94d5621 {"claim":{"hypotheses":[],"relation":["==",["+",["log",["var","x"]],["log",["var","y"]]],["log",["*",["var","x"],["var","y"]]]],"variables":{"x":"positive","y":"positive"}}}
