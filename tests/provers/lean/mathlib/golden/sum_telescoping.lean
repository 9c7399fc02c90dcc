import Mathlib

open scoped Topology

/-- `Sum(1/(k*(k + 1)), (k, 1, n)) = n/(n + 1)  for n natural`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_414dc7fc4499 (n : ℕ) :
    ∑ k ∈ Finset.range n, 1 / (((k : ℚ) + 1) * ((k : ℚ) + 2)) = (n : ℚ) / ((n : ℚ) + 1) := by
  induction n with
  | zero => norm_num
  | succ n ih =>
    rw [Finset.sum_range_succ, ih]
    push_cast
    have hd₁ : (n : ℚ) + 1 ≠ 0 := by positivity
    have hd₂ : (n : ℚ) + 2 ≠ 0 := by positivity
    field_simp <;> ring

-- porism statement_414dc7fc4499 {"statement":{"kind":"sum value","lower":[1,{}],"scope":{"hypotheses":[],"variables":{"n":"natural"}},"summand":[[["*",["^",["var","k"],["num","-1"]],["^",["+",["num","1"],["var","k"]],["num","-1"]]],[]]],"upper":[0,{"n":1}],"value":[[["*",["var","n"],["^",["+",["num","1"],["var","n"]],["num","-1"]]],[]]],"variable":"k"}}
