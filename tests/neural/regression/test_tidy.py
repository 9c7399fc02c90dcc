"""`tidy` keeps the value, is idempotent, and writes what a person would write."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from porism.neural.regression.formula import Formula
from porism.neural.regression.tidy import absorbed, tidy
from porism.symbolic.parse import parse_term
from porism.symbolic.term import PI, Apply, E, Term, Variable, add, multiply, number, power

COLUMNS = {
    name: np.random.default_rng(k).uniform(0.5, 2.0, 9) * np.array([1, 1, 1, 1, 1, -1, -1, 1, -1])
    for k, name in enumerate("xyz")
}
LEAVES = st.sampled_from([*map(Variable, "xyz"), PI, E, *map(number, ("2", "1/2", "-1", "3", "-2/3"))])
EXPONENTS = st.sampled_from([number(q) for q in ("2", "-1", "1/2", "-1/2", "3", "3/2")])


def _larger(smaller: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    several = st.lists(smaller, min_size=2, max_size=3)
    return st.one_of(
        several.map(lambda parts: add(*parts)),
        several.map(lambda parts: multiply(*parts)),
        st.builds(power, smaller, EXPONENTS),
        st.builds(Apply, st.sampled_from(["exp", "sin", "log", "tanh"]), smaller),
    )


TERMS = st.recursive(LEAVES, _larger, max_leaves=10)


@settings(max_examples=200)
@given(TERMS)
def test_tidy_keeps_the_value_where_it_is_real(term: Term) -> None:
    before, after = (Formula(t).value(COLUMNS) for t in (term, tidy(term)))
    # Values that are differences of huge ones, or nearly so, have no digits to compare.
    usable = np.isfinite(before) & (np.abs(before) < 1e6) & (np.abs(before) > 1e-6)
    np.testing.assert_allclose(
        after[usable], before[usable], rtol=1e-6, atol=1e-7, err_msg=f"{term} became {tidy(term)}"
    )


@settings(max_examples=200)
@given(TERMS)
def test_tidy_is_idempotent(term: Term) -> None:
    assert tidy(tidy(term)) == tidy(term)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("x*sqrt(x)/x**2", "1/sqrt(x)"),
        ("m*x**2*(w**2/4 + v**2/4)", "m*x**2*(v**2 + w**2)/4"),
        ("1/(2*pi*exp(x) - 2*pi)", "1/(2*pi*(exp(x) - 1))"),
        ("1/sqrt(2*pi*exp(x**2))", "sqrt(2)*exp(-x**2/2)/(2*sqrt(pi))"),
        ("exp(x)*exp(-x)*exp(2*y)", "exp(2*y)"),
        ("sqrt(2/3)", "sqrt(6)/3"),
        ("2*pi*(x - y) + 2*pi*y", "2*pi*x"),
        ("E*exp(x)", "exp(x + 1)"),
        ("sqrt((x - y)**2)", "sqrt((x - y)**2)"),
        ("sqrt(x**3)", "x**(3/2)"),
        ("0*x + 1", "1"),
        ("x*(y - y)**(-1)", "x*(1/0)"),
    ],
)
def test_what_a_person_would_write(before: str, after: str) -> None:
    assert str(tidy(parse_term(before))) == after


def test_a_factor_is_absorbed_by_the_sum_beside_it() -> None:
    term = parse_term("x*sqrt(y**2/x**2 - 2*y*cos(z)/x + 1)")
    assert absorbed(term) == tidy(parse_term("sqrt(x**2 + y**2 - 2*x*y*cos(z))"))
    assert absorbed(parse_term("x*sin(y)")) == parse_term("x*sin(y)")
