"""What the tactic search tries in Lean with Mathlib: templates by a goal's features. Nothing here is trusted.

The tactics are ordinary ones of Lean and Mathlib; each is one line that `tactic_guard.py` lets through.
"""

from __future__ import annotations

from porism.provers.tactics.generator import Template, template


def _closing(text: str, cost: float, *when: str, of: str = "") -> Template:
    return template(f"solve | {text}", cost, *when, of=of, closes=True)


TEMPLATES = (
    # the logical form
    template("intro h", 0, "forall", closes=True),
    template("intro h", 0, "implies", closes=True),
    template("refine ⟨?_, ?_⟩", 0, "and", closes=True),
    # equations
    _closing("ring", 0.1, "="),
    _closing("assumption", 0.1),
    _closing("norm_num", 0.3),
    _closing("linarith", 0.3),
    _closing("(field_simp; ring)", 0.4, "=", "division"),
    template("field_simp", 1.2, "=", "division"),
    _closing("simp", 0.6),
    _closing("simp_all", 1.2, "equation"),
    _closing("linear_combination {equation}", 0.7, "=", "equation"),
    _closing("linear_combination ({variable}) * {equation}", 1.2, "=", "equation", "variable"),
    template("subst_vars", 1.2, "equation"),
    template("rw [{equation}]", 1.5, "equation"),
    template("rw [← {equation}]", 1.8, "equation"),
    # inequalities
    _closing("positivity", 0.2, "≤"),
    _closing("positivity", 0.2, "<"),
    _closing("positivity", 0.2, "≠"),
    _closing("nlinarith", 0.9, "≤"),
    _closing("nlinarith", 0.9, "<"),
    _closing("nlinarith [sq_nonneg ({pair})]", 0.8, "≤", "two variables"),
    _closing("nlinarith [sq_nonneg ({pair}), sq_nonneg ({variable})]", 1.6, "≤", "two variables"),
    _closing("nlinarith [sq_nonneg ({variable} - 1), sq_nonneg ({variable} + 1)]", 1.0, "≤", "variable"),
    template("gcongr", 1.5, "≤"),
    template("rw [div_add_div _ _ (by positivity) (by positivity), le_div_iff₀ (by positivity)]", 1.8, "≤", "division"),
    template("rw [le_div_iff₀ (by positivity)]", 1.6, "≤", "division"),
    template("rw [div_le_iff₀ (by positivity)]", 1.6, "≤", "division"),
    # functions
    _closing("exact abs_add_le _ _", 0.4, "≤"),
    _closing("exact abs_nonneg _", 0.4, "≤"),
    _closing("exact Real.sin_sq_add_cos_sq _", 0.4, "=", "sin"),
    template("rw [Real.sin_sq]", 1.0, "sin"),
    template("rw [Real.sin_two_mul]", 1.0, "sin"),
    template("rw [Real.cos_two_mul]", 1.0, "cos"),
    template("rw [Real.sin_add]", 1.2, "sin"),
    template("rw [Real.cos_add]", 1.2, "cos"),
    template("simp only [Real.sin_add, Real.sin_sub, Real.cos_add, Real.cos_sub]", 1.2, "sin"),
    template("rw [Real.tan_eq_sin_div_cos]", 1.0, "tan"),
    template("rw [Real.exp_add]", 1.0, "exp"),
    template("rw [Real.exp_log (by positivity)]", 1.0, "exp", "log"),
    template("rw [Real.log_mul (by positivity) (by positivity)]", 1.0, "log"),
    template("rw [Real.log_exp]", 1.0, "log"),
    _closing("linarith [Real.add_one_le_exp ({argument})]", 1.0, "≤", of="Real.exp"),
    _closing("linarith [Real.log_le_sub_one_of_pos (show 0 < {argument} by positivity)]", 1.2, "≤", of="Real.log"),
    template("have := Real.sin_sq_add_cos_sq ({argument})", 1.4, of="Real.sin"),
    template("have := Real.sin_le_one ({argument})", 1.8, "≤", of="Real.sin"),
    template("have := Real.neg_one_le_sin ({argument})", 1.8, "≤", of="Real.sin"),
    _closing("exact Real.mul_self_sqrt (by positivity)", 0.5, "=", "sqrt"),
    _closing("exact Real.sq_sqrt (by positivity)", 0.5, "=", "sqrt"),
    _closing("exact Real.sqrt_sq_eq_abs _", 0.5, "=", "sqrt"),
    template("have := Real.sq_sqrt (show 0 ≤ {argument} by positivity)", 1.5, of="Real.sqrt"),
    # cases
    template("rcases le_total 0 {variable} with h | h", 3.0, "≤", "variable"),
)  # fmt: skip
