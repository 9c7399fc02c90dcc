import Mathlib

open scoped Topology

/-- `Sum(2**k, (k, 0, n)) = 2**(n + 1) - 1  for n natural`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_c60c126455b6 (n : ℕ) :
    ∑ k ∈ Finset.range (n + 1), (2 : ℤ) ^ k = (2 : ℤ) ^ (n + 1) - 1 := by
  induction n with
  | zero => norm_num
  | succ n ih =>
    rw [Finset.sum_range_succ, ih]
    push_cast
    ring

-- porism statement_c60c126455b6 {"statement":{"kind":"sum value","lower":[0,{}],"scope":{"hypotheses":[],"variables":{"n":"natural"}},"summand":[[["^",["num","2"],["var","k"]],[]]],"upper":[0,{"n":1}],"value":[[["+",["num","-1"],["^",["num","2"],["+",["num","1"],["var","n"]]]],[]]],"variable":"k"}}
