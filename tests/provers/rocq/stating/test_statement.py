"""The theorem of a claim: what is assumed, what is proved, and in which order."""

from __future__ import annotations

import pytest

from porism.provers.rocq.stating.statement import IsDerivative, statement
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.errors import UnsupportedError

GOLDEN: dict[str, tuple[dict[str, str], list[str], str]] = {
    "sin(x)**2 + cos(x)**2 == 1": ({}, [], "forall (v_x : R), (cos v_x ^ 2 + sin v_x ^ 2 = 1)"),
    "1 < 2": ({}, [], "(1 < 2)"),
    "1/x == 1/x": ({}, [], "forall (v_x : R), (v_x <> 0) -> (1 / v_x = 1 / v_x)"),
    "x <= 1": (
        {"x": "[0, 1)"},
        ["x != 1/2"],
        "forall (v_x : R), (0 <= v_x) -> (v_x < 1) -> (v_x <> 1 / 2) -> (v_x <= 1)",
    ),
    "log(x) <= 1": ({"x": "positive"}, [], "forall (v_x : R), (0 < v_x) -> (v_x <> 0) -> (ln v_x <= 1)"),
    "log(x) <= x": ({}, [], "forall (v_x : R), (v_x <> 0) -> (0 < v_x) /\\ (ln v_x <= v_x)"),
    "diff(x**2, x) == 2*x": (
        {},
        [],
        "forall (v_x : R), (is_derive (fun v_x : R => (v_x ^ 2)) v_x (2 * v_x)) /\\ (2 * v_x = 2 * v_x)",
    ),
}


@pytest.mark.parametrize("text", GOLDEN)
def test_golden_statements(text: str) -> None:
    domains, assume, expected = GOLDEN[text]
    assert statement(Claim.parse(text, domains, assume)).text == expected


def test_no_premise_stands_before_the_obligations_of_its_subterms() -> None:
    # Rocq's ln is 0 for x ≤ 0, so `ln x <> 0` before `0 < x` would prove `0 < x` by a convention.
    text = statement(Claim.parse("1/log(x) == 1/log(x)")).text
    assert (
        text == "forall (v_x : R), (v_x <> 0) -> (0 < v_x) /\\ ((ln v_x <> 0) -> (1 / ln v_x = 1 / ln v_x))"
    )


def test_a_hypothesis_does_not_prove_its_own_obligations() -> None:
    # Over ℂ the hypothesis holds for x = −1 too; in Rocq it would give 0 ≤ x.
    text = statement(Claim.parse("x >= 0", assume=["sqrt(x)*sqrt(x) == x"])).text
    assert text == "forall (v_x : R), (0 <= v_x) /\\ ((sqrt v_x * sqrt v_x = v_x) -> (0 <= v_x))"


def test_an_intervals_end_must_be_proved_real_and_defined() -> None:
    text = statement(Claim.parse("x > 0", {"x": "[log(2), oo)"})).text
    assert text == "forall (v_x : R), (ln 2 <= v_x) -> (0 < v_x)"
    text = statement(Claim.parse("x > 0", {"x": "[1/log(2), oo)"})).text
    assert text == "forall (v_x : R), (ln 2 <> 0) /\\ ((1 / ln 2 <= v_x) -> (0 < v_x))"


def test_conditions_of_the_verdict_become_premises() -> None:
    claim = Claim.parse("sqrt(x) <= 1 + x")
    text = statement(claim, [Relation.parse("x >= 0")]).text
    assert text == "forall (v_x : R), (0 <= v_x) -> (sqrt v_x <= v_x + 1)"
    assert statement(claim).text == "forall (v_x : R), (0 <= v_x) /\\ (sqrt v_x <= v_x + 1)"


def test_derivatives_inside_derivatives_hold_nearby() -> None:
    stated = statement(Claim.parse("diff(diff(x*sin(y), x), y) == cos(y)"))
    facts = [s.proposition for s in stated.steps if isinstance(s.proposition, IsDerivative)]
    assert [(f.variable, f.near) for f in facts] == [("x", ("y",)), ("y", ())]
    assert (
        "locally v_y (fun v_y : R => is_derive (fun v_x : R => (v_x * sin v_y)) v_x (sin v_y))" in stated.text
    )


def test_obligations_are_strict_under_a_derivative() -> None:
    text = statement(Claim.parse("diff(x*sqrt(x), x) == 3*sqrt(x)/2", {"x": "nonnegative"})).text
    assert "(0 < v_x) /\\" in text


UNSUPPORTED: dict[str, tuple[dict[str, str], list[str], str]] = {
    "z == z": ({"z": "complex"}, [], "z is complex"),
    "x*I == I*x": ({}, [], "imaginary unit"),
    "x == x": ({}, ["diff(x**2, x) == 2"], "stands in a hypothesis"),
    "1/(x - x) + 0**-1 == x": ({}, [], "defined nowhere"),
    "x**600 >= 0": ({}, [], "600"),
}


@pytest.mark.parametrize("text", UNSUPPORTED)
def test_unsupported_claims_say_why(text: str) -> None:
    domains, assume, reason = UNSUPPORTED[text]
    claim = Claim.parse(text, domains, assume)
    with pytest.raises(UnsupportedError, match=reason):
        _ = statement(claim).text
