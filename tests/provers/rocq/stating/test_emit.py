"""The Rocq text of a term, held against a reader of our own and the evaluator that says what claims mean."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

import flint
import pytest
from flint import acb
from hypothesis import HealthCheck, assume, given, settings

from porism.provers.rocq.stating.emit import obligations, relation_text, term_text, unfolded
from porism.symbolic import meaning
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import ZERO, Term, number, variables
from tests.strategies import terms

POINT = {"x": "2/3", "y": "5/4", "z": "-1/3", "a_1": "3", "theta": "1/7"}

GOLDEN = {
    "1/3": "(1 / 3)",
    "-2": "(- 2)",
    "-1/3": "(- (1 / 3))",
    "x": "v_x",
    "x**3": "(v_x ^ 3)",
    "1/x": "(1 / v_x)",
    "x**-2": "(1 / v_x ^ 2)",
    "sqrt(x)": "(sqrt v_x)",
    "x**(3/2)": "(sqrt v_x ^ 3)",
    "x**(-1/2)": "(1 / sqrt v_x)",
    "x**(1/3)": "(Rpower v_x (1 / 3))",
    "x**y": "(Rpower v_x v_y)",
    "2**x": "(Rpower 2 v_x)",
    "exp(-x)": "(exp (- v_x))",
    "E": "(exp 1)",
    "pi/4": "(PI / 4)",
    "a - (b + c)": "(v_a - (v_b + v_c))",
    "a - (b - c)*d": "(v_a - v_d * (v_b - v_c))",
    "-(a + b)*2": "(- (2 * (v_a + v_b)))",
    "-(a + b)*2 + c": "(v_c - 2 * (v_a + v_b))",
    "(a + b)**2/(3*c*d)": "((v_a + v_b) ^ 2 / (3 * v_c * v_d))",
    "sin(x)**2": "(sin v_x ^ 2)",
    "(-x)**2": "(v_x ^ 2)",
    "cot(x)": "(cos v_x / sin v_x)",
    "sech(2*x)": "(1 / cosh (2 * v_x))",
    "atanh(x)": "(ln ((1 + v_x) / (1 - v_x)) / 2)",
    "acosh(x)": "(ln (v_x + sqrt (v_x ^ 2 - 1)))",
    "asinh(x)": "(arcsinh v_x)",
    "abs(x - 1)": "(Rabs (v_x - 1))",
}


@pytest.mark.parametrize("text", GOLDEN)
def test_golden_terms(text: str) -> None:
    assert _plain(term_text(parse_term(text))) == _plain(GOLDEN[text])


def _plain(text: str) -> str:
    """Up to the order in sums: the value is what matters there, and the law below tests it."""
    return " ".join(sorted(re.sub(r"[()+]", " ", text).split()))


def test_relations() -> None:
    assert relation_text(Relation.parse("x != 0")) == "v_x <> 0"
    assert relation_text(Relation.parse("x + 1 >= y")) == "v_y <= v_x + 1"
    assert relation_text(relation("==", parse_term("x"), parse_term("2*y"))) in (
        "v_x = 2 * v_y",
        "2 * v_y = v_x",
    )


@pytest.mark.parametrize("text", ["I", "x + I", "x**501", "sqrt(x)*exp(I)"])
def test_what_rocq_has_no_text_for(text: str) -> None:
    with pytest.raises(UnsupportedError):
        term_text(parse_term(text))


OWED = {
    "sqrt(x)": ["0 <= x"],
    "1/sqrt(x)": ["0 < x"],
    "x**(1/3)": ["0 < x"],
    "x**y": ["0 < x"],
    "log(x)": ["0 < x"],
    "asin(x)": ["-1 <= x", "x <= 1"],
    "acosh(x)": ["1 <= x"],
    "atanh(x)": ["-1 < x", "x < 1"],
    "sqrt(2)": [],
    "log(sqrt(x))": ["0 <= x", "0 < sqrt(x)"],
    "diff(sqrt(x), x)": ["0 < x"],
    "diff(sqrt(y)*x, x)": ["0 <= y"],
    "diff(asin(x), x)": ["-1 < x", "x < 1"],
    "x**3/y": [],
}


@pytest.mark.parametrize("text", OWED)
def test_obligations(text: str) -> None:
    assert [str(o) for o in obligations(parse_term(text))] == OWED[text]


@settings(max_examples=400, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(terms(depth=3))
def test_the_text_has_the_value_of_the_term_where_the_obligations_hold(term: Term) -> None:
    at = meaning.balls({name: number(POINT[name]) for name in variables(term)})
    try:
        text = term_text(unfolded(term))
        assert (
            text == term_text(term) or "acosh" in str(term) or "atanh" in str(term) or unfolded(term) != term
        )
        owed = [*defining_conditions(Claim.make(relation("==", term, ZERO))), *obligations(term)]
    except PorismError:
        assume(False)
    assume(all(meaning.holds(o, at) is True for o in owed))
    expected = meaning.value(term, at)
    assume(expected.is_finite())
    found = Reader(text, {f"v_{name}": value for name, value in at.items()}).value()
    assert found.overlaps(expected), (text, found, expected)
    assert found.imag.contains(0)


class Reader:
    """Reads a text as Rocq's `R_scope`: application, `^`, unary minus, `*` and `/`, `+` and `-`, tightest first."""

    FUNCTIONS: ClassVar[dict[str, Callable[[acb], acb]]] = {
        **{name: getattr(acb, name) for name in ("exp", "sin", "cos", "tan", "sinh", "cosh", "tanh")},
        **{name: getattr(acb, name) for name in ("asin", "acos", "atan", "sqrt")},
        "ln": acb.log,
        "arcsinh": acb.asinh,
        "Rabs": lambda z: acb(abs(z)),
    }

    def __init__(self, text: str, point: dict[str, acb]) -> None:
        self.tokens = re.findall(r"[A-Za-z_][A-Za-z_0-9]*|[0-9]+|\S", text)
        self.point = point

    def value(self) -> acb:
        before, flint.ctx.prec = flint.ctx.prec, 128
        try:
            found = self.sum()
        finally:
            flint.ctx.prec = before
        assert not self.tokens
        return found

    def sum(self) -> acb:
        total = self.product()
        while self.tokens and self.tokens[0] in "+-":
            sign, part = self.tokens.pop(0), self.product()
            total = total + part if sign == "+" else total - part
        return total

    def product(self) -> acb:
        total = self.signed()
        while self.tokens and self.tokens[0] in "*/":
            sign, part = self.tokens.pop(0), self.signed()
            total = total * part if sign == "*" else total / part
        return total

    def signed(self) -> acb:
        if self.tokens[0] == "-":
            self.tokens.pop(0)
            return -self.signed()
        base = self.application()
        if self.tokens and self.tokens[0] == "^":
            self.tokens.pop(0)
            return base ** int(self.tokens.pop(0))
        return base

    def application(self) -> acb:
        token = self.tokens[0]
        if token in self.FUNCTIONS:
            self.tokens.pop(0)
            return self.FUNCTIONS[token](self.atom())
        if token == "Rpower":
            self.tokens.pop(0)
            base, exponent = self.atom(), self.atom()
            return (exponent * base.log()).exp()
        return self.atom()

    def atom(self) -> acb:
        token = self.tokens.pop(0)
        if token == "(":
            found = self.sum()
            assert self.tokens.pop(0) == ")"
            return found
        if token == "PI":
            return acb.pi()
        return self.point[token] if token in self.point else acb(int(token))
