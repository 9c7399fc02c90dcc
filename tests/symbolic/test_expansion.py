"""Expansions: limits of random terms against their values near the point, with many digits."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest

from porism.symbolic.claim import relation
from porism.symbolic.coefficients import coefficient, coefficient_term
from porism.symbolic.decisions import Decisions, NoExpansion
from porism.symbolic.errors import PorismError
from porism.symbolic.expansion import Expander, place
from porism.symbolic.meaning import Ball, holds, value
from porism.symbolic.parse import parse_term
from porism.symbolic.term import (
    PI,
    Apply,
    Term,
    Variable,
    add,
    divide,
    multiply,
    number,
    power,
)

X = Variable("x")
FUNCTIONS = (
    "exp",
    "log",
    "sin",
    "cos",
    "tan",
    "atan",
    "asin",
    "abs",
    "sinh",
    "tanh",
    "asinh",
    "acos",
    "atanh",
)


def random_term(rng: random.Random, depth: int) -> Term:
    if depth == 0:
        atoms: list[Term] = [X, X, X, number(rng.randint(-3, 3)), number(Fraction(1, 2)), PI]
        return rng.choice(atoms)
    left, right = (random_term(rng, depth - 1 - (rng.random() < 0.3 and depth > 1)) for _ in range(2))
    match rng.randrange(6):
        case 0:
            return add(left, right)
        case 1:
            return multiply(left, right)
        case 2:
            return divide(left, right)
        case 3:
            return power(left, number(rng.choice(["2", "3", "-1", "1/2", "-1/2", "1/3"])))
        case _:
            return Apply(rng.choice(FUNCTIONS), left)


def near(term: Term, centre: Term | None, sign: int, exponent: int) -> Ball:
    """The value at centre + sign·10^−exponent, or at sign·10^exponent."""
    tiny = Fraction(1, 10**exponent)
    at = number(sign / tiny) if centre is None else add(centre, number(sign * tiny))
    return value(term, {"x": value(at, {}, 4000)}, 4000)


@pytest.mark.parametrize("seed", range(4))
def test_a_limit_is_what_values_near_the_point_tend_to(seed: int) -> None:
    rng = random.Random(seed)
    compared = 0
    for _ in range(400):
        term = random_term(rng, rng.choice([1, 2, 2]))
        centre, sign = rng.choice([(number(0), 1), (number(0), -1), (number(1), -1), (None, 1), (None, -1)])
        decisions = Decisions()
        try:
            expander = Expander(Fraction(3), decisions, "x", place(centre, sign, decisions))
            expansion = expander.expansion(term)
            reached = expander.limit(expansion)
        except (NoExpansion, PorismError, ArithmeticError):
            continue
        if any(holds(need, {}, 400) is False for need in decisions.needs):
            continue
        exponents = (8, 40) if centre is not None else (2, 3)
        balls = [near(term, centre, sign, e) for e in exponents]
        if not all(ball.is_finite() for ball in balls):
            continue
        compared += 1
        first, last = (complex(ball) for ball in balls) if reached not in ("oo", "-oo") else (0j, 0j)
        if expansion.real:
            assert all(ball.imag.contains(0) for ball in balls), f"{term} is real"
        if isinstance(reached, str):
            growth = [ball.real * (1 if reached == "oo" else -1) for ball in balls]
            assert growth[1] > 0, f"{term} -> {reached}"
            assert growth[1] > growth[0] or growth[1] > 10**6, f"{term} -> {reached}"
        else:
            limit = complex(value(reached, {}, 400))
            gaps = abs(first - limit), abs(last - limit)
            assert gaps[1] < 1e-6 or gaps[1] < gaps[0] * 0.999, (
                f"{term} at {centre} {sign} -> {reached}, found {last}"
            )
    assert compared > 5


def test_the_needs_say_what_was_guessed() -> None:
    decisions = Decisions({"a": number(2)})
    expander = Expander(Fraction(4), decisions, "x", place(None, 1, decisions))
    assert expander.limit(expander.expansion(parse_term("exp(a*x)"))) == "oo"
    assert relation("<", number(0), Variable("a")) in decisions.needs


def test_coefficients_collect_powers() -> None:
    for text, shown in (("sqrt(2)*sqrt(2)", "2"), ("pi*pi - pi**2", "0"), ("4**(1/2)", "2")):
        assert str(coefficient_term(coefficient(parse_term(text)))) == shown


@pytest.mark.parametrize(
    "text", ["sin(x)", "exp(sin(x))", "1/(sin(x) - sin(x))", "log(sin(x) + 2)", "sqrt(x)*cos(x)"]
)
def test_what_has_no_limit_at_infinity_is_refused(text: str) -> None:
    decisions = Decisions()
    expander = Expander(Fraction(6), decisions, "x", place(None, 1, decisions))
    with pytest.raises(NoExpansion):
        expander.limit(expander.expansion(parse_term(text)))
