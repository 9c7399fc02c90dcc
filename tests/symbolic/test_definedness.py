"""Defining conditions: complete and necessary, by the oracle, and each stated once, inner first."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from porism.symbolic.claim import Claim, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import LimitError
from porism.symbolic.meaning import balls, value
from porism.symbolic.term import Number, Power, Term, number, subterms
from tests.strategies import NAMES, terms

CONDITIONS = {
    "x == 1": [],
    "1/x == 1": ["x != 0"],
    "1/(x - 1) + log(y) == x**-2": ["x != 0", "x - 1 != 0", "y != 0"],
    "1/x**2 == 1/x": ["x != 0"],
    "x**(-1/2) == 1": ["x != 0"],
    "sqrt(x) == 1": [],
    "tan(x) == sec(x)": ["cos(x) != 0"],
    "cot(2*x) == csc(2*x)": ["sin(2*x) != 0"],
    "tanh(x) == sech(x)": ["cosh(x) != 0"],
    "coth(x) == csch(x)": ["sinh(x) != 0"],
    "atan(x) == 1": ["x**2 + 1 != 0"],
    "atanh(x) == 1": ["x + 1 != 0", "1 - x != 0"],
    "log(log(x)) == 1": ["x != 0", "log(x) != 0"],
    "1/2 == 1": [],
    "1/0 == 1": ["0 != 0"],
    "diff(log(x), x) == 1/x": ["x != 0"],
    "diff(sqrt(x), x) == 1": ["x != 0"],
    "diff(abs(x), x) == 1": ["abs(x) != 0"],
    "exp(1/(1/x)) == 1": ["x != 0", "1/x != 0"],
    "0*(1/x) == 0": ["x != 0"],
}


@pytest.mark.parametrize("text", CONDITIONS)
def test_conditions(text: str) -> None:
    found = [str(c) for c in defining_conditions(Claim.parse(text))]
    assert sorted(found) == sorted(CONDITIONS[text])
    assert len(found) == len(set(found))


def test_inner_conditions_come_first() -> None:
    conditions = [str(c) for c in defining_conditions(Claim.parse("1/(1 - 1/x) == 2"))]
    assert conditions == ["x != 0", "1 - 1/x != 0"]


def test_hypotheses_have_conditions_too() -> None:
    conditions = defining_conditions(Claim.parse("x == 1", {}, ["1/y > 0"]))
    assert [str(c) for c in conditions] == ["y != 0"]


@settings(max_examples=300)
@given(terms(depth=2), st.sampled_from(["0", "1", "-1", "1/2"]), st.sampled_from(["0", "-1", "2"]))
def test_a_term_has_a_value_exactly_where_its_conditions_hold(term: Term, x: str, y: str) -> None:
    """Up to powers with a variable exponent, whose condition is not of the form t ≠ 0, and balls that overflow."""
    assume(all(not isinstance(t, Power) or isinstance(t.exponent, Number) for t in subterms(term)))
    at = balls({name: number(v) for name, v in zip(NAMES, (x, y, "1", "1/2", "-2"), strict=True)})
    try:
        conditions = defining_conditions(Claim.make(relation("==", term, number(0))))
    except LimitError:
        assume(False)
    values = [value(c.left, at) - value(c.right, at) for c in conditions]
    if value(term, at).is_finite():
        # cos at (2**87)*i is finite but no ball of this precision holds it, while its inverse, about 0, is one.
        assert all(v != 0 for v in values if v.is_finite())
    else:
        assert any(not v.is_finite() or v.contains(0) for v in values)
