"""Limits that are false must stay open, whatever the finder says."""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.extended import Extended
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.limit import Limit, Side
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import to_json

EXPAND: Any = ["expand", "4"]


def end(text: str) -> Extended:
    return "oo" if text == "oo" else "-oo" if text == "-oo" else parse_term(text)


def is_established(expression: str, point: str, side: Side, value: str, *trees: Any) -> bool:
    limit = Limit(Scope(), parse_term(expression), "x", end(point), side, end(value))
    return isinstance(established(limit, {"trees": list(trees)}, Budget(10, 1024)), Established)


@pytest.mark.parametrize(
    ("expression", "value", "wrong"),
    [("log(x*x**pi)/log(x)", "1 + pi", "1"), ("log(x**(-2)*x**sqrt(2))/log(x)", "sqrt(2) - 2", "-2")],
)
def test_a_logarithm_of_a_power_with_an_irrational_exponent_keeps_it(
    expression: str, value: str, wrong: str
) -> None:
    assert is_established(expression, "oo", "-", value, EXPAND)
    assert not is_established(expression, "oo", "-", wrong, EXPAND)


@pytest.mark.parametrize("precision", ["1e30000000", "nan", "inf", "1/0", "2**9", True, None, 10**9, -1])
def test_numbers_of_the_data_are_short_digits(precision: Any) -> None:
    assert not is_established("x", "0", "+", "0", ["expand", precision])
    near: Any = ["between", ["var", "x"], ["var", "x"], precision, EXPAND, EXPAND]
    assert not is_established("x", "0", "+", "1", near)


def plain(text: str) -> Any:
    return to_json(parse_term(text))


def substituted(g: str, h: str, side: str = "+", name: str = "y", *trees: Any) -> Any:
    first, second = trees or (EXPAND, EXPAND)
    return ["substitute", name, plain(g), plain(h), side, "20", first, second]


def test_a_substitution_follows_the_inner_limit() -> None:
    f = "exp(x + exp(-x)) - exp(x)"
    assert is_established(f, "oo", "-", "1", substituted("(exp(y) - 1)/y", "exp(-x)"))


@pytest.mark.parametrize(
    ("f", "value", "tree"),
    [
        ("exp(x + exp(-x)) - exp(x)", "1", substituted("(exp(y) - 1)/y", "exp(-x)", "-")),  # h > 0
        ("exp(x + exp(-x)) - exp(x)", "2", substituted("(exp(y) - 1)/y", "exp(-x)")),
        ("exp(x + exp(-x)) - exp(x)", "2", substituted("(exp(2*y) - 1)/y", "exp(-x)")),  # not that function
        ("abs(1/x)*x", "-1", substituted("abs(y)/y", "1/x", "-")),
        ("abs(sin(x)/x)/(sin(x)/x)", "1", substituted("abs(y)/y", "sin(x)/x")),  # h turns round its limit
        ("x", "0", substituted("y", "1/x")),
        ("exp(-x)", "0", substituted("x", "exp(-x)", "+", "x")),  # the variable itself
        ("exp(-x)", "0", substituted("y", "exp(-x)", "+-")),
        ("exp(-x)", "0", substituted("y", "exp(-x)", "+", "2*y")),
        ("exp(-x)", "0", substituted("y", "exp(-x)", "+", "pi")),
        ("exp(-x)", "0", ["substitute", "y", plain("y"), plain("exp(-x)"), "+", "20", EXPAND]),
    ],
)
def test_a_wrong_substitution_is_refused(f: str, value: str, tree: Any) -> None:
    assert not is_established(f, "oo", "-", value, tree)
