import Mathlib

open scoped Topology

/-- `lim((x**2 - 1)/(x - 1), x -> 1) = 2`

The proof needs no certificate. The claim's certificate was accepted by porism-exact. -/
theorem statement_ea9952e7cee9 :
    Filter.Tendsto (fun x : ℝ => (x ^ 2 - 1) / (x - 1)) (𝓝[≠] 1) (𝓝 (2 : ℝ)) := by
  have cont₀ : ∀ x : ℝ, ContinuousAt (fun x : ℝ => x + 1) x := fun x => ((hasDerivAt_id' x).add (hasDerivAt_const x (1 : ℝ))).continuousAt
  have value₀ : (1 + 1 : ℝ) = 2 := by
    norm_num
  have lim₀ : Filter.Tendsto (fun x : ℝ => x + 1) (𝓝[≠] 1) (𝓝 (2 : ℝ)) :=
    ((cont₀ 1).tendsto.mono_left nhdsWithin_le_nhds).mono_right (congrArg nhds value₀).le
  refine lim₀.congr' ?_
  filter_upwards [self_mem_nhdsWithin] with x mem₀
  have away₀ : x - 1 ≠ 0 := sub_ne_zero.mpr (Set.mem_compl_singleton_iff.mp mem₀)
  show x + 1 = (x ^ 2 - 1) / (x - 1)
  field_simp <;> ring

-- porism statement_ea9952e7cee9 {"statement":{"expression":["*",["^",["+",["num","-1"],["var","x"]],["num","-1"]],["+",["num","-1"],["^",["var","x"],["num","2"]]]],"kind":"limit","point":["num","1"],"scope":{"hypotheses":[],"variables":{}},"side":"+-","value":["num","2"],"variable":"x"}}
