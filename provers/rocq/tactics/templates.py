"""What the tactic search tries in Rocq: templates by a goal's features, and what a certificate of the exact checker suggests.

The tactics are Rocq's, Coquelicot's, Interval's and those of `library/`. Nothing here is trusted.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from porism.provers.protocol import Task
from porism.provers.rocq.checking.body_guard import one_sentence
from porism.provers.rocq.planning.bodies import planned
from porism.provers.rocq.planning.derivation import all_steps
from porism.provers.rocq.stating.emit import term_text, variable_name
from porism.provers.rocq.tactics.adapter import stated
from porism.provers.tactics.generator import (
    Generator,
    Scripted,
    Suggestion,
    Template,
    TemplateGenerator,
    template,
)
from porism.provers.tactics.lemmas import rocq_library
from porism.provers.tactics.ranked import Form, Ranked
from porism.provers.tactics.ranking import Ranking, learned
from porism.symbolic.derivative import derivative
from porism.symbolic.errors import PorismError
from porism.symbolic.term import ZERO, Number, Term, from_json, multiply, negate, number, substitute

MAX_HINTS = 24  # suggestions that one certificate gives


def _closing(text: str, cost: float, *when: str) -> Template:
    return template(f"solve [ {text} ]", cost, *when, closes=True)


_ANGLES = "rewrite ?sin_plus, ?sin_minus, ?cos_plus, ?cos_minus"
_RIGHT_ANGLES = "rewrite ?sin_PI, ?cos_PI, ?sin_PI2, ?cos_PI2, ?sin_PI3, ?cos_PI3, ?sin_PI6, ?cos_PI6"
_HYPERBOLIC = "unfold tanh, sinh, cosh, Rminus; rewrite ?Ropp_plus_distr, ?exp_plus, ?exp_Ropp, ?Ropp_involutive, ?exp_0"

_SINE_SQUARE = "sin {variable} ^ 2 = 1 - cos {variable} ^ 2"
_MULTIPLES = tuple(
    template(f"replace ({n} * {{variable}}) with ({total}) by ring", cost, function, "variable")
    for n, total, cost in (
        (2, "{variable} + {variable}", 0.9),
        (3, "{variable} + {variable} + {variable}", 1.0),
        (4, "{variable} + {variable} + ({variable} + {variable})", 1.1),
    )
    for function in ("sin", "cos", "tan", "sinh", "cosh", "tanh")
)

TEMPLATES = (
    # the logical form
    template("intros", 0, "forall", closes=True),
    template("intro", 0, "implies", closes=True),
    # what is proved first may be used for the rest
    template("refine ((fun porism_a porism_b => conj porism_a (porism_b porism_a)) _ _)", 0, "and", closes=True),
    # equations
    _closing("ring", 0.1, "="),
    _closing("assumption", 0.1),
    _closing("porism_field", 0.2, "="),
    _closing("lra", 0.3),
    _closing("congruence", 0.5, "=", "equation"),
    _closing("porism_exp_sums", 0.6, "=", "exp"),
    _closing("porism_ln_product", 0.6, "=", "ln"),
    _closing("porism_angle_sums; porism_field", 0.7, "=", "sin"),
    _closing("porism_angle_sums; porism_field", 0.7, "=", "cos"),
    _closing("rewrite ?sin_plus, ?sin_minus, ?cos_plus, ?cos_minus; porism_field", 0.8, "=", "sin"),
    _closing("rewrite ?cos_plus, ?cos_minus; porism_field", 0.8, "=", "cos"),
    _closing("rewrite ?sin_2a, ?cos_2a; pose proof (porism_pythagoras {variable}); nra", 0.9, "=", "sin", "variable"),
    _closing("rewrite ?sin_2a, ?cos_2a; pose proof (porism_pythagoras {variable}); nra", 0.9, "=", "cos", "variable"),
    _closing(
        "unfold tan; field_simplify_eq; [ pose proof (porism_pythagoras {variable}); nra | porism_nonzero ]",
        1.0, "=", "tan", "variable",
    ),
    _closing("porism_abs_product", 0.7, "=", "Rabs"),
    _closing("split_Rabs; lra", 0.8, "Rabs"),
    _closing("split_Rabs; nra", 1.5, "Rabs"),
    _closing("apply porism_sqrt_unique; [ porism_sign | ring ]", 0.8, "=", "sqrt"),
    _closing("symmetry; apply porism_sqrt_unique; [ porism_sign | ring ]", 0.8, "=", "sqrt"),
    _closing("nra", 1.6, "="),
    _closing("ring [ {equations} ]", 0.4, "=", "equation"),
    _closing("field [ {equations} ]; porism_nonzero", 0.5, "=", "equation", "division"),
    _closing(f"{_ANGLES}; ring [ {{equations}} ]", 0.6, "=", "equation", "sin"),
    _closing(f"{_ANGLES}; ring [ {{equations}} ]", 0.6, "=", "equation", "cos"),
    _closing(f"unfold tan; {_ANGLES}; field [ {{equations}} ]; porism_nonzero", 0.7, "=", "equation", "division"),
    _closing(f"{_ANGLES}; {_RIGHT_ANGLES}; porism_field", 0.8, "=", "PI"),
    _closing("unfold Rminus; rewrite ?Ropp_plus_distr, ?exp_plus, ?exp_Ropp, ?Ropp_involutive; porism_field", 0.8, "=", "exp"),
    _closing(f"{_HYPERBOLIC}; porism_field", 0.7, "=", "sinh"),
    _closing(f"{_HYPERBOLIC}; porism_field", 0.7, "=", "cosh"),
    _closing(f"{_HYPERBOLIC}; porism_field", 0.7, "=", "tanh"),
    _closing("rewrite sin_asin by lra; porism_field", 0.6, "=", "asin"),
    _closing("rewrite acos_asin by lra; porism_field", 0.7, "=", "acos"),
    _closing("rewrite tan_atan; porism_field", 0.6, "=", "atan"),
    # inequalities
    _closing("porism_sign", 0.2, "≤"),
    _closing("porism_sign", 0.2, "<"),
    _closing("nra", 1.0, "≤"),
    _closing("nra", 1.0, "<"),
    _closing("porism_nonzero", 0.3, "≠"),
    _closing("let Z := fresh in intro Z; lra", 0.5, "≠"),
    _closing("let Z := fresh in intro Z; nra", 1.5, "≠"),
    _closing("porism_numeric", 1.8, "≤"),
    _closing("porism_numeric", 1.8, "<"),
    _closing("interval with (i_prec 64, i_bisect {variable}, i_autodiff {variable})", 2.2, "≤", "variable"),
    _closing("interval with (i_prec 64, i_bisect {variable}, i_autodiff {variable})", 2.2, "<", "variable"),
    _closing("apply Rabs_triang", 0.4, "≤", "Rabs"),
    _closing("apply Rabs_pos", 0.4, "≤", "Rabs"),
    _closing("apply Rle_abs", 0.4, "≤", "Rabs"),
    template("apply porism_le_from; field_simplify", 3.5, "≤", "division"),
    # derivatives
    _closing("eapply porism_slope_is; [ porism_slope | porism_replace 0; porism_field ]", 0.4, "is_derive"),
    _closing("eapply porism_slope_is; [ porism_slope | cbn; porism_field ]", 0.4, "is_derive"),
    template("eapply porism_slope_is; [ porism_slope | ]", 1.0, "is_derive"),
    template("auto_derive", 1.5, "is_derive"),
    _closing("auto_derive; [ porism_sign | porism_field ]", 0.6, "is_derive"),
    _closing("auto_derive; [ repeat split; porism_nonzero | porism_field ]", 0.7, "is_derive"),
    _closing("auto_derive; [ exact I | porism_field ]", 0.6, "is_derive"),
    # steps: use an equation
    template("rewrite {equation}", 1.5, "equation"),
    template("rewrite <- {equation}", 1.8, "equation"),
    template("subst", 1.2, "equation"),
    # steps: functions by their definitions and laws
    template("unfold tan", 0.9, "tan"),
    *_MULTIPLES,
    template("unfold tanh", 0.8, "tanh"),
    template("unfold sinh, cosh", 0.9, "sinh"),
    template("unfold sinh, cosh", 0.9, "cosh"),
    template("unfold Rpower", 1.2, "Rpower"),
    template(
        "replace (sin {argument} ^ 2) with (1 - cos {argument} ^ 2) by (pose proof (porism_pythagoras {argument}); lra)",
        1.0, of="sin",
    ),
    template(f"assert ({_SINE_SQUARE}) by (pose proof (porism_pythagoras {{variable}}); lra)", 0.8, "=", "sin", "variable"),
    template(f"assert ({_SINE_SQUARE}) by (pose proof (porism_pythagoras {{variable}}); lra)", 0.8, "=", "cos", "variable"),
    template("pose proof (porism_pythagoras {argument})", 1.4, of="sin"),
    template("pose proof (porism_pythagoras {argument})", 1.4, of="cos"),
    template("porism_angle_sums", 1.2, "sin"),
    template("porism_angle_sums", 1.2, "cos"),
    template("rewrite ?exp_plus, ?exp_Ropp", 1.2, "exp"),
    template("replace (2 * {variable}) with ({variable} + {variable}) by ring", 1.4, "exp", "variable"),
    template("pose proof (exp_pos {argument})", 1.6, of="exp"),
    template("pose proof (exp_ineq1_le {argument})", 1.8, of="exp"),
    template("rewrite exp_ln by porism_sign", 1.0, "exp", "ln"),
    template("rewrite ln_exp", 1.0, "exp", "ln"),
    template("rewrite ln_mult by porism_sign", 1.3, "ln"),
    template("pose proof (porism_ln_le {argument} ltac:(porism_sign))", 1.8, of="ln"),
    template("pose proof (porism_ln_ge {argument} ltac:(porism_sign))", 2.0, of="ln"),
    template("rewrite sqrt_mult by porism_sign", 1.3, "sqrt"),
    template("pose proof (sqrt_pos {argument}); pose proof (pow2_sqrt {argument} ltac:(porism_sign))", 1.5, of="sqrt"),
    template("apply porism_le_squares with (s := {right} ^ 2 - ({left}) ^ 2)", 3.0, "≤", "sqrt"),
    template("rewrite (Rabs_pos_eq {argument}) by porism_sign", 1.0, of="Rabs"),
    template("rewrite (Rabs_left1 {argument}) by lra", 1.2, of="Rabs"),
    template("unfold Rabs at 1; destruct (Rcase_abs {argument})", 2.2, of="Rabs"),
    template("pose proof (SIN_bound {argument})", 1.6, of="sin"),
    template("pose proof (COS_bound {argument})", 1.6, of="cos"),
    template("pose proof (pow2_ge_0 (sin {argument}))", 2.0, of="sin"),
    template("pose proof (porism_sin_sq_le {argument})", 2.4, "≤", of="sin"),
    template("pose proof (porism_sin_le {argument} ltac:(porism_sign))", 1.8, "≤", of="sin"),
    template("pose proof (porism_cos_ge {argument})", 1.8, "≤", of="cos"),
    template("pose proof (porism_atan_le {argument} ltac:(porism_sign))", 1.8, "≤", of="atan"),
    # steps: monotonicity, sides, squares, cases
    template("apply f_equal", 2.0, "="),
    template("apply exp_increasing", 1.6, "<", "exp"),
    template("apply ln_increasing", 1.6, "<", "ln"),
    template("apply sqrt_le_1_alt", 1.6, "≤", "sqrt"),
    template("apply sqrt_lt_1_alt", 1.6, "<", "sqrt"),
    template("field_simplify_eq", 2.2, "=", "division"),
    template("apply (Rmult_le_reg_r {variable}); [ porism_sign | ]", 2.6, "≤", "division", "variable"),
    template("pose proof (pow2_ge_0 ({pair}))", 2.4, "≤", "two variables"),
    template("pose proof (pow2_ge_0 ({variable} - 1))", 2.8, "≤", "variable"),
    template("destruct (Rle_or_lt 0 {variable})", 3.5, "≤", "variable"),
    template("destruct (Rle_or_lt 1 {variable})", 4.0, "≤", "variable"),
)  # fmt: skip

_BY_SIGNS = "first [ eassumption | porism_sign | porism_nonzero | porism_field | lra ]"
#: How the likeliest lemmas of the library are tried.
FORMS = (
    Form(f"solve [ eapply {{lemma}}; {_BY_SIGNS} ]", 1.3, closes=True),
    Form("solve [ rewrite {lemma}; porism_field ]", 1.4, closes=True, equation=True),
    Form("apply {lemma}", 2.4),
)  # fmt: skip


def rocq_generator(task: Task) -> Generator:
    """The proof that is planned for the claim, if one is, and the templates with what the certificate suggests."""
    templates = template_generator(task)
    try:
        return Scripted(planned_script(task), templates)
    except (PorismError, ArithmeticError, ValueError, TypeError, RecursionError):
        return templates


def template_generator(task: Task, ranking: Ranking | None = None) -> Generator:
    """The templates with what the task's certificate suggests, and the lemmas of the library that the ranking puts first."""
    templates = TemplateGenerator(TEMPLATES, list(certificate_hints(task)))
    return Ranked(templates, ranking or learned(rocq_library()), FORMS)


def planned_script(task: Task) -> list[str]:
    """The proof that `bodies.py` plans, a sentence each; raises `NotSeen` where it plans none."""
    steps = all_steps(task.certificate.data) if task.certificate else ()
    return [one_sentence(line) for line in planned(stated(task), steps)]


def certificate_hints(task: Task) -> Iterator[Suggestion]:
    """Tactics that say a step of the exact checker's derivation; a step that says nothing to Rocq is passed over.

    >>> from porism.symbolic.certificate import Certificate
    >>> from porism.symbolic.claim import Claim
    >>> steps = [["solve", ["var", "x"], ["+", ["var", "x"], ["num", "-3"]]]]
    >>> task = Task(Claim.parse("x**2 == 9", assume=["x == 3"]), Certificate("derivation", {"steps": steps}))
    >>> [hint.tactic for hint in certificate_hints(task)]
    ['assert (v_x = 3) by lra; subst v_x']
    """
    if task.certificate is None:
        return
    given = 0
    for step in all_steps(task.certificate.data):
        try:
            for hint in _step_hints(step):
                given += 1
                yield hint
        except (PorismError, ArithmeticError, ValueError, TypeError):
            continue  # a step that Rocq's text has no words for
        if given >= MAX_HINTS:
            return


def _step_hints(step: Any) -> Iterator[Suggestion]:
    match step:
        case ["sign", str(kind), t, multiplier, list(summands), []] if summands:
            term, factor = from_json(t), from_json(multiplier)
            parts = [_summand(part) for part in summands]
            if parts == [term]:
                return
            if factor == number(1):
                known = "; ".join(f"assert (0 <= {_open(part)}) by porism_sign" for part in parts)
                yield Suggestion(f"{known}; solve [ lra ]", 0.6, closes=True)
                if kind == ">":
                    return
            lemma, head = (
                ("porism_lt_by", "porism_lt_from") if kind == ">" else ("porism_le_by", "porism_le_from")
            )
            total = " + ".join(map(term_text, parts))
            proof = f"apply ({lemma} _ {term_text(factor)} ({total})); [ porism_sign | porism_sum | porism_field ]"
            yield Suggestion(f"solve [ {_from(head)}; {proof} ]", 0.7, closes=True)
        case ["solve", ["var", str(name)], zero]:
            value = _solved(from_json(zero), name)
            if value is not None:
                fact = f"assert ({variable_name(name)} = {term_text(value)}) by lra"
                yield Suggestion(f"{fact}; subst {variable_name(name)}", 0.5)
        case ["nonzero", t, _, _]:
            yield Suggestion(f"assert ({term_text(from_json(t))} <> 0) by porism_nonzero", 1.2)
        case _:
            return


def _from(lemma: str) -> str:
    """A tactic that brings `a <= b` to `0 <= b - a`, and leaves a goal that has this form already."""
    return f"first [ apply {lemma} | idtac ]"


def _summand(part: Any) -> Term:
    coefficient, factors = part
    return multiply(number(Fraction(coefficient)), *map(from_json, factors))


def _open(term: Term) -> str:
    text = term_text(term)
    return text[1:-1] if text.startswith("(") and text.endswith(")") and text.count("(") == 1 else text


def _solved(zero: Term, name: str) -> Term | None:
    """The value of a variable in an equation `zero = 0` in which it stands with a constant factor."""
    slope = derivative(zero, name)
    if not isinstance(slope, Number) or slope.value == 0:
        return None
    return multiply(number(1 / slope.value), negate(substitute(zero, {name: ZERO})))
