import Mathlib

open scoped Topology

/-- `x**y*x**z == x**(y + z)  for x positive, y real, z real`

The cofactors of the combination were computed by Porism. The claim's certificate was accepted by
porism-exact. -/
theorem claim_2a161655da3a (x y z : ℝ) (hx : 0 < x) : x ^ y * x ^ z = x ^ (y + z : ℝ) := by
  linear_combination -(Real.rpow_add hx y z)

-- porism claim_2a161655da3a {"claim":{"hypotheses":[],"relation":["==",["*",["^",["var","x"],["var","y"]],["^",["var","x"],["var","z"]]],["^",["var","x"],["+",["var","y"],["var","z"]]]],"variables":{"x":"positive","y":"real","z":"real"}}}
