import Mathlib

open scoped Topology

/-- `Sum(k**2, (k, 1, n)) = n*(n + 1)*(2*n + 1)/6  for n natural`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_6ec91ff1d312 (n : ℕ) :
    ∑ k ∈ Finset.range n, ((k : ℚ) + 1) ^ 2 = (n : ℚ) * ((n : ℚ) + 1) * (2 * (n : ℚ) + 1) / 6 := by
  induction n with
  | zero => norm_num
  | succ n ih =>
    rw [Finset.sum_range_succ, ih]
    push_cast
    ring

-- porism statement_6ec91ff1d312 {"statement":{"kind":"sum value","lower":[1,{}],"scope":{"hypotheses":[],"variables":{"n":"natural"}},"summand":[[["^",["var","k"],["num","2"]],[]]],"upper":[0,{"n":1}],"value":[[["*",["num","1/6"],["var","n"],["+",["num","1"],["var","n"]],["+",["num","1"],["*",["num","2"],["var","n"]]]],[]]],"variable":"k"}}
