import Mathlib

open scoped Topology

/-- `lim(x**2*cos(x), x -> 2) = 4*cos(2)`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_11ecd6437a7e :
    Filter.Tendsto (fun x : ℝ => x ^ 2 * Real.cos x) (𝓝[≠] 2) (𝓝 (4 * Real.cos 2)) := by
  have cont₀ : ∀ x : ℝ, ContinuousAt (fun x : ℝ => x ^ 2 * Real.cos x) x := fun x => (((hasDerivAt_id' x).pow 2).mul ((hasDerivAt_id' x).cos)).continuousAt
  have value₀ : 2 ^ 2 * Real.cos 2 = 4 * Real.cos 2 := by
    ring
  have lim₀ : Filter.Tendsto (fun x : ℝ => x ^ 2 * Real.cos x) (𝓝[≠] 2) (𝓝 (4 * Real.cos 2)) :=
    ((cont₀ 2).tendsto.mono_left nhdsWithin_le_nhds).mono_right (congrArg nhds value₀).le
  exact lim₀

-- porism statement_11ecd6437a7e {"statement":{"expression":["*",["^",["var","x"],["num","2"]],["cos",["var","x"]]],"kind":"limit","point":["num","2"],"scope":{"hypotheses":[],"variables":{}},"side":"+-","value":["*",["num","4"],["cos",["num","2"]]],"variable":"x"}}
