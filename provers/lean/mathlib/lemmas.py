"""Every name of Mathlib that an emitted proof may use, with what it states; and the tactics.

The table is for a reader's audit, and it is what `guard.py` lets into a proof. Names are used in the form they have in the
Mathlib that `project.py` pins. `P` stands for `Real` and `Complex`, where both exist.
"""

from __future__ import annotations

LEMMAS: dict[str, str] = {
    # exponential and logarithm
    "Real.exp_add": "exp (x + y) = exp x * exp y", "Complex.exp_add": "exp (x + y) = exp x * exp y",
    "Real.exp_zero": "exp 0 = 1", "Complex.exp_zero": "exp 0 = 1",
    "Real.exp_nat_mul": "exp (n * x) = exp x ^ n", "Complex.exp_nat_mul": "exp (n * x) = exp x ^ n",
    "Real.exp_log": "0 < x → exp (log x) = x", "Complex.exp_log": "x ≠ 0 → exp (log x) = x",
    "Real.log_exp": "log (exp x) = x",
    "Real.exp_pos": "0 < exp x", "Real.exp_ne_zero": "exp x ≠ 0", "Complex.exp_ne_zero": "exp x ≠ 0",
    "Complex.exp_mul_I": "exp (x * I) = cos x + sin x * I", "Complex.I_sq": "I ^ 2 = -1",
    "Complex.exp_pi_mul_I": "exp (π * I) = -1",
    "Real.log_one": "log 1 = 0",
    "Real.log_mul": "x ≠ 0 → y ≠ 0 → log (x * y) = log x + log y",
    "Real.log_div": "x ≠ 0 → y ≠ 0 → log (x / y) = log x - log y",
    "Real.log_inv": "log x⁻¹ = -log x", "Real.log_pow": "log (x ^ n) = n * log x",
    "Real.log_rpow": "0 < x → log (x ^ y) = y * log x", "Real.log_sqrt": "0 ≤ x → log (√x) = log x / 2",
    "Real.add_one_le_exp": "x + 1 ≤ exp x", "Real.log_le_sub_one_of_pos": "0 < x → log x ≤ x - 1",
    "Real.exp_one_gt_d9": "2.7182818283 < exp 1", "Real.exp_one_lt_d9": "exp 1 < 2.7182818286",
    # circular functions
    **{f"{p}.{name}": what for p in ("Real", "Complex") for name, what in {
        "sin_add": "sin (x + y) = sin x * cos y + cos x * sin y",
        "cos_add": "cos (x + y) = cos x * cos y - sin x * sin y",
        "sin_sub": "sin (x - y) = sin x * cos y - cos x * sin y",
        "cos_sub": "cos (x - y) = cos x * cos y + sin x * sin y",
        "sin_neg": "sin (-x) = -sin x", "cos_neg": "cos (-x) = cos x", "sin_zero": "sin 0 = 0", "cos_zero": "cos 0 = 1",
        "sin_two_mul": "sin (2 * x) = 2 * sin x * cos x", "cos_two_mul": "cos (2 * x) = 2 * cos x ^ 2 - 1",
        "sin_three_mul": "sin (3 * x) = 3 * sin x - 4 * sin x ^ 3",
        "cos_three_mul": "cos (3 * x) = 4 * cos x ^ 3 - 3 * cos x",
        "sin_sq_add_cos_sq": "sin x ^ 2 + cos x ^ 2 = 1", "tan_mul_cos": "cos x ≠ 0 → tan x * cos x = sin x",
    }.items()},
    "Real.sin_pi": "sin π = 0", "Real.cos_pi": "cos π = -1",
    "Real.sin_pi_div_two": "sin (π / 2) = 1", "Real.cos_pi_div_two": "cos (π / 2) = 0",
    "Real.sin_pi_div_three": "sin (π / 3) = √3 / 2", "Real.cos_pi_div_three": "cos (π / 3) = 1 / 2",
    "Real.sin_pi_div_four": "sin (π / 4) = √2 / 2", "Real.cos_pi_div_four": "cos (π / 4) = √2 / 2",
    "Real.sin_pi_div_six": "sin (π / 6) = 1 / 2", "Real.cos_pi_div_six": "cos (π / 6) = √3 / 2",
    "Real.sin_nat_mul_pi": "sin (n * π) = 0 for n : ℕ", "Real.sin_int_mul_pi": "sin (n * π) = 0 for n : ℤ",
    "Real.cos_nat_mul_pi": "cos (n * π) = (-1) ^ n for n : ℕ", "Real.cos_int_mul_pi": "cos (n * π) = (-1) ^ n for n : ℤ",
    "Real.arctan_zero": "arctan 0 = 0", "Real.arctan_one": "arctan 1 = π / 4",
    "Real.sin_le_one": "sin x ≤ 1", "Real.neg_one_le_sin": "-1 ≤ sin x",
    "Real.cos_le_one": "cos x ≤ 1", "Real.neg_one_le_cos": "-1 ≤ cos x",
    "Real.sin_le": "0 ≤ x → sin x ≤ x", "Real.one_sub_sq_div_two_le_cos": "1 - x ^ 2 / 2 ≤ cos x",
    "Real.pi_pos": "0 < π", "Real.pi_gt_three": "3 < π",
    "Real.pi_gt_d6": "3.141592 < π", "Real.pi_lt_d6": "π < 3.141593",
    "Real.pi_gt_d20": "3.14159265358979323846 < π", "Real.pi_lt_d20": "π < 3.14159265358979323847",
    # hyperbolic functions
    "Real.sinh_eq": "sinh x = (exp x - exp (-x)) / 2", "Real.cosh_eq": "cosh x = (exp x + exp (-x)) / 2",
    "Real.tanh_eq_sinh_div_cosh": "tanh x = sinh x / cosh x", "Real.cosh_pos": "0 < cosh x",
    # roots, powers, absolute values
    "Real.sq_sqrt": "0 ≤ a → √a ^ 2 = a", "Real.sqrt_sq": "0 ≤ a → √(a ^ 2) = a", "Real.sqrt_nonneg": "0 ≤ √x",
    "Real.sqrt_sq_eq_abs": "√(x ^ 2) = |x|", "Real.sqrt_mul": "0 ≤ x → √(x * y) = √x * √y",
    "Real.sqrt_pos": "0 < √x ↔ 0 < x",
    "Real.sqrt_lt'": "0 < y → (√x < y ↔ x < y ^ 2)", "Real.lt_sqrt": "0 ≤ y → (y < √x ↔ y ^ 2 < x)",
    "Real.rpow_add": "0 < x → x ^ (y + z) = x ^ y * x ^ z", "Real.rpow_mul": "0 ≤ x → x ^ (y * z) = (x ^ y) ^ z",
    "Real.mul_rpow": "0 ≤ x → 0 ≤ y → (x * y) ^ z = x ^ z * y ^ z",
    "Real.rpow_natCast": "x ^ (n : ℝ) = x ^ n", "Real.rpow_zero": "x ^ 0 = 1",
    "Real.rpow_sub_one": "x ≠ 0 → x ^ (y - 1) = x ^ y / x", "Real.rpow_one": "x ^ 1 = x",
    "Real.rpow_pos_of_pos": "0 < x → 0 < x ^ y",
    "sq_abs": "|a| ^ 2 = a ^ 2", "abs_of_nonneg": "0 ≤ a → |a| = a", "abs_mul": "|a * b| = |a| * |b|",
    "abs_neg": "|-a| = |a|", "abs_nonneg": "0 ≤ |a|", "le_abs_self": "a ≤ |a|", "neg_abs_le": "-|a| ≤ a",
    # ordered fields
    "sq_nonneg": "0 ≤ a ^ 2", "mul_nonneg": "0 ≤ a → 0 ≤ b → 0 ≤ a * b", "mul_pos": "0 < a → 0 < b → 0 < a * b",
    "pow_nonneg": "0 ≤ a → 0 ≤ a ^ n", "pow_pos": "0 < a → 0 < a ^ n", "zero_le_one": "0 ≤ 1", "zero_lt_one": "0 < 1",
    "sub_nonneg": "0 ≤ a - b ↔ b ≤ a", "sub_pos": "0 < a - b ↔ b < a",
    "div_nonneg": "0 ≤ a → 0 ≤ b → 0 ≤ a / b", "div_pos": "0 < a → 0 < b → 0 < a / b",
    "le_of_mul_le_mul_left": "a * b ≤ a * c → 0 < a → b ≤ c", "lt_of_mul_lt_mul_left": "a * b < a * c → 0 ≤ a → b < c",
    "one_ne_zero": "1 ≠ 0", "mul_eq_zero": "a * b = 0 ↔ a = 0 ∨ b = 0", "mul_ne_zero": "a ≠ 0 → b ≠ 0 → a * b ≠ 0",
    "pow_ne_zero": "a ≠ 0 → a ^ n ≠ 0", "sub_ne_zero": "a - b ≠ 0 ↔ a ≠ b", "sub_eq_zero": "a - b = 0 ↔ a = b",
    "zero_div": "0 / a = 0", "sub_add_cancel": "a - b + b = a",
    "sub_eq_add_neg": "a - b = a + -b", "neg_neg": "- -a = a", "neg_add_cancel": "-a + a = 0", "mul_comm": "a * b = b * a",
    "lt_of_le_of_ne": "a ≤ b → a ≠ b → a < b", "pow_succ": "a ^ (n + 1) = a ^ n * a", "Nat.cast_nonneg": "0 ≤ (n : R)",
    # derivatives
    "hasDerivAt_id'": "HasDerivAt (fun x => x) 1 x", "hasDerivAt_const": "HasDerivAt (fun _ => c) 0 x",
    "HasDerivAt": "the derivative of f at x is f'",
    "HasDerivAt.comp": "the chain rule; its argument h is the inner function",
    "HasDerivAt.congr_deriv": "HasDerivAt f f' x → f' = g' → HasDerivAt f g' x",
    "HasDerivAt.rpow": "f, g differentiable, 0 < f x: the derivative of f ^ g",
    "HasDerivAt.rpow_const": "f differentiable, f x ≠ 0 ∨ 1 ≤ p: the derivative of f ^ p",
    "Real.hasDerivAt_tan": "cos x ≠ 0 → HasDerivAt tan (1 / cos x ^ 2) x",
    "Real.hasDerivAt_arcsin": "x ≠ -1 → x ≠ 1 → HasDerivAt arcsin (1 / √(1 - x ^ 2)) x",
    "Real.hasDerivAt_arccos": "x ≠ -1 → x ≠ 1 → HasDerivAt arccos (-(1 / √(1 - x ^ 2))) x",
    "Real.hasDerivAt_arsinh": "HasDerivAt arsinh (√(1 + x ^ 2))⁻¹ x",
    "Or.inl": "a → a ∨ b", "Eq.trans": "a = b → b = c → a = c",
    # integrals, sums, limits
    "intervalIntegral.integral_eq_sub_of_hasDerivAt":
        "(∀ x ∈ uIcc a b, HasDerivAt f (f' x) x) → IntervalIntegrable f' volume a b → ∫ x in a..b, f' x = f b - f a",
    "IntervalIntegrable": "f is integrable on the interval between a and b", "MeasureTheory.volume": "Lebesgue measure",
    "ContinuousOn.intervalIntegrable": "ContinuousOn u (uIcc a b) → IntervalIntegrable u μ a b",
    "Continuous.intervalIntegrable": "Continuous u → IntervalIntegrable u μ a b",
    "HasDerivAt.continuousAt": "HasDerivAt f f' x → ContinuousAt f x",
    "ContinuousAt.continuousWithinAt": "ContinuousAt f x → ContinuousWithinAt f s x",
    "Set.uIcc_of_le": "a ≤ b → uIcc a b = Icc a b", "Set.mem_Icc": "x ∈ Icc a b ↔ a ≤ x ∧ x ≤ b",
    "Set.uIcc": "the closed interval between a and b", "Set.Icc": "a closed interval", "ContinuousOn": "continuity on a set",
    "Finset.sum_range_succ": "∑ k ∈ range (n + 1), f k = ∑ k ∈ range n, f k + f n",
    "Finset.sum_range_zero": "∑ k ∈ range 0, f k = 0", "Finset.range": "0, …, n - 1",
    "Filter.Tendsto": "f tends to a filter along a filter", "Filter.atTop": "towards ∞", "Filter.atBot": "towards -∞",
    "Continuous.tendsto'": "Continuous f → f x = y → Tendsto f (𝓝 x) (𝓝 y)", "Continuous": "continuity",
    "nhdsWithin_le_nhds": "𝓝[s] a ≤ 𝓝 a", "Filter.Tendsto.mono_left": "Tendsto f l m → l' ≤ l → Tendsto f l' m",
    "Filter.Tendsto.congr'": "f =ᶠ[l] g → Tendsto f l m → Tendsto g l m",
    "self_mem_nhdsWithin": "s ∈ 𝓝[s] a", "ContinuousAt": "continuity at a point",
    "Filter.Tendsto.mono_right": "Tendsto f l m → m ≤ m' → Tendsto f l m'", "nhds": "the neighbourhoods of a point",
    "congrArg": "a = b → f a = f b", "Set.mem_compl_singleton_iff": "x ∈ {a}ᶜ ↔ x ≠ a", "Set.mem_Ioi": "x ∈ Ioi a ↔ a < x",
    "Set.mem_Iio": "x ∈ Iio a ↔ x < a", "eq_neg_of_add_eq_zero_left": "a + b = 0 → a = -b",
}  # fmt: skip

#: Methods after a dot: `h.mul`, `hx.ne'`.
METHODS: frozenset[str] = frozenset({
    "add", "sub", "mul", "div", "neg", "inv", "pow", "comp", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "sqrt",
    "arcsin", "arccos", "arctan", "arsinh", "rpow", "rpow_const", "abs", "congr_deriv", "ne'", "ne", "le", "symm", "mp", "mpr",
    "resolve_left", "mono_left", "mono_right", "tendsto", "continuousAt", "continuousWithinAt",
    "tendsto'", "intervalIntegrable", "continuousOn", "congr'", "trans", "ne_zero",
})  # fmt: skip

#: Tactics and the words around them. None of them runs code that a proof brings along.
TACTICS: frozenset[str] = frozenset({
    "h",  # a named argument of HasDerivAt.comp
    "by", "ring", "ring1", "ring_nf", "field_simp", "linear_combination", "linarith", "nlinarith", "positivity", "norm_num",
    "omega", "exact_mod_cast", "push_cast", "norm_cast", "exact", "refine", "apply", "intro", "have", "show", "from", "rw",
    "rwa", "simp", "only",
    "at", "fun_prop", "constructor", "rcases", "obtain", "with", "left", "right", "induction", "zero", "succ",
    "fun", "calc", "congr", "filter_upwards", "unfold", "rintro", "rfl", "using", "exp", "cases",
    "subst", "le_refl", "trivial", "gcongr", "ne_of_gt", "ne_of_lt", "le_of_lt", "lt_irrefl", "absurd", "inl", "inr",
})  # fmt: skip
