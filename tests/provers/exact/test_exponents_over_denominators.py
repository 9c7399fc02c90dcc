"""exp of a sum over a denominator is the product of its parts: what follows from that, and what must not."""

from __future__ import annotations

import pytest

from porism.provers.exact.trials import Trials
from porism.symbolic.parse import parse_term
from porism.symbolic.term import subtract, to_json, variables


def seen(left: str, right: str, grain: int = 2, domain: str = "positive") -> bool:
    goal = subtract(parse_term(left), parse_term(right))
    return Trials().follows(dict.fromkeys(sorted(variables(goal)), domain), [], [], "=", to_json(goal), grain)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("exp((a + b)/c)", "exp(a/c)*exp(b/c)"),
        ("exp((a*n + b)/n)", "exp(a)*exp(b/n)"),
        ("exp(1/n)**2", "exp(2/n)"),
        ("exp((log(a) + n*log(b))/n)", "b*exp(log(a)/n)"),
        ("exp(-(a + b)/(c + 1))*exp(a/(c + 1))*exp(b/(c + 1))", "1"),
        ("exp((a + b)/(2*c))**2", "exp(a/c)*exp(b/c)"),
        ("exp((a + a*c)/(1 + c))", "exp(a)"),
    ],
)
def test_equal_exponentials_are_seen_to_be_equal(left: str, right: str) -> None:
    assert seen(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("exp((a + b)/c)", "exp(a/c) + exp(b/c)"),
        ("exp((a - b)/c)", "exp(a/c)*exp(b/c)"),
        ("exp((a + b)/c)", "exp(a/c)*exp(b)"),
        ("exp(a/(b + c))", "exp(a/b)*exp(a/c)"),
        ("exp(a/c)", "exp(2*a/c)"),
        ("exp(a/c)", "exp(-a/c)"),
        ("exp((a + b)/(2*c))", "exp(a/c)*exp(b/c)"),
        ("exp(a/c)", "exp(c/a)"),
        ("exp((log(a) + log(b))/n)", "a*b"),
        ("exp(I*pi*(a + b)/c)", "1"),
        ("exp(2*I*pi/n)", "1"),
    ],
)
def test_different_exponentials_are_never_seen_to_be_equal(left: str, right: str) -> None:
    assert not seen(left, right)
    assert not seen(left, right, domain="natural")
