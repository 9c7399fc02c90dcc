import Mathlib

open scoped Topology

/-- `Real**2 + fun**2 + 2*Real*fun == (Real + fun)**2  for Real real, fun real`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem claim_12c1d04bffb5 (v_Real v_fun : ℝ) :
    v_Real ^ 2 + v_fun ^ 2 + 2 * v_Real * v_fun = (v_Real + v_fun) ^ 2 := by
  ring

-- porism claim_12c1d04bffb5 {"claim":{"hypotheses":[],"relation":["==",["+",["^",["var","Real"],["num","2"]],["^",["var","fun"],["num","2"]],["*",["num","2"],["var","Real"],["var","fun"]]],["^",["+",["var","Real"],["var","fun"]],["num","2"]]],"variables":{"Real":"real","fun":"real"}}}
