"""Signs that are said to be known are the signs, at every point at which the facts hold."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from porism.datasets.lean_statements.signs import Facts
from porism.symbolic.claim import Relation, relation
from porism.symbolic.meaning import balls, holds, value
from porism.symbolic.parse import parse_term
from porism.symbolic.term import (
    PI,
    Apply,
    Number,
    Power,
    Term,
    Variable,
    add,
    divide,
    multiply,
    number,
    power,
    subtract,
)

VALUES = [Fraction(v) for v in ("-2", "-1", "-1/2", "0", "1/3", "1", "2", "3")]


@st.composite
def real_terms(draw: st.DrawFn, depth: int = 2) -> Term:
    """Terms over real x and y and a natural n, real-valued where they are defined."""

    def inner() -> Term:
        return draw(real_terms(depth - 1))

    match draw(st.integers(0, 10 if depth else 2)):
        case 0 | 1:
            return Variable(draw(st.sampled_from("xyn")))
        case 2:
            return draw(st.sampled_from(VALUES).map(Number) | st.just(PI))
        case 3 | 4:
            return add(inner(), inner())
        case 5:
            return subtract(inner(), inner())
        case 6 | 7:
            return multiply(inner(), inner())
        case 8:
            return power(inner(), number(draw(st.sampled_from([0, 1, 2, 3, 4, -1, -2]))))
        case 9:
            return draw(
                st.sampled_from([Apply("abs", inner()), Apply("exp", inner()), Apply("cosh", inner())])
            )
        case _:
            return draw(st.sampled_from([divide(inner(), inner()), Power(Apply("abs", inner()), inner())]))


@st.composite
def facts(draw: st.DrawFn) -> list[Relation]:
    """Bounds, mostly on variables."""
    sides = st.sampled_from([Variable(v) for v in "xyn"]) | real_terms(1)
    kinds = st.sampled_from(["<", "<=", "==", "!="])
    return [
        relation(draw(kinds), draw(sides), draw(sides | st.just(number(0))))
        for _ in range(draw(st.integers(0, 3)))
    ]


@settings(max_examples=150, deadline=None)
@given(real_terms(), facts(), st.tuples(*[st.sampled_from(VALUES)] * 2), st.integers(0, 3))
def test_known_signs_are_true(
    term: Term, known: list[Relation], xy: tuple[Fraction, Fraction], n: int
) -> None:
    at = balls({"x": Number(xy[0]), "y": Number(xy[1]), "n": number(n)}, 128)
    found = Facts(naturals=["n"])
    for one in known:
        found.learn(one)
    if any(holds(one, at, 128) is not True for one in known):
        return
    ball = value(term, at, 128)
    if not ball.is_finite():
        return
    if found.is_nonnegative(term):
        assert not ball.real < 0
    if found.is_positive(term):
        assert not ball.real <= 0
    if found.is_nonzero(term):
        assert ball != 0


@pytest.mark.parametrize(
    ("known", "term"),
    [
        (["0 < x"], "x"),
        (["3 < x"], "x - 3"),
        (["3 < x"], "2*x - 1"),
        (["3 <= x", "0 <= y"], "x + y"),
        (["y < x"], "3*x - 3*y"),
        (["0 < n"], "n"),
        (["n != 0"], "n"),
        (["2 < n"], "n - 2"),
        (["x < 0"], "-x"),
        (["x != 0"], "x**2"),
        ([], "x**2 + 1"),
        ([], "exp(x) + n"),
        ([], "log(2)"),
        (["x == y + 2"], "x - y"),
    ],
)
def test_positive_terms_are_found(known: list[str], term: str) -> None:
    facts_ = Facts(naturals=["n"])
    for text in known:
        facts_.learn(Relation.parse(text))
    assert facts_.is_positive(parse_term(term))
    assert facts_.is_nonzero(parse_term(term))


@pytest.mark.parametrize("term", ["z**2 + 1", "z**2", "abs(z)", "z*z", "1 + I**2", "exp(z)", "z - z + 1"])
def test_nothing_is_known_of_complex_values(term: str) -> None:
    known = Facts(complexes=["z"])
    known.learn(Relation.parse("z != 0"))
    known.learn(Relation.parse("0 < z"))
    assert not known.is_nonnegative(parse_term(term))
    assert not known.is_positive(parse_term(term))
