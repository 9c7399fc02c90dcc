"""Points of a claim: in the domain, on the hypotheses that are equations, the same for a seed."""

from __future__ import annotations

import itertools
import random

import pytest
from hypothesis import given, settings

from porism.symbolic.claim import Claim
from porism.symbolic.domain import Domain
from porism.symbolic.meaning import balls, belongs, holds, value
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.sampling import random_value, sample_points, special_values
from porism.symbolic.term import variables
from tests.strategies import domains

DOMAINS = [
    "real",
    "positive",
    "nonnegative",
    "nonzero",
    "integer",
    "natural",
    "complex",
    "[0, 1]",
    "(0, 1)",
    "(-oo, 2)",
    "[pi, 4)",
]


@pytest.mark.parametrize("text", DOMAINS)
def test_points_lie_in_the_domain(text: str) -> None:
    domain = parse_domain(text)
    claim = Claim.parse("sin(x) == y", {"x": text, "y": text})
    rng = random.Random(1)
    points = [p[n] for p in sample_points(claim, 60) for n in ("x", "y")]
    for point in itertools.chain(
        points, special_values(domain, claim), (random_value(domain, rng) for _ in range(60))
    ):
        assert not variables(point)
        # an end such as pi may be one that balls cannot tell from the point itself
        assert belongs(value(point, {}), domain) is True or point in (domain.low, domain.high), point


@settings(max_examples=40)
@given(domains())
def test_random_values_lie_in_any_domain(domain: Domain) -> None:
    rng = random.Random(0)
    for _ in range(20):
        assert belongs(value(random_value(domain, rng), {}), domain) is not False


def test_a_seed_gives_the_same_points_and_another_one_others() -> None:
    claim = Claim.parse("x + y == z")
    assert list(sample_points(claim, 30, seed=4)) == list(sample_points(claim, 30, seed=4))
    assert list(sample_points(claim, 30, seed=4)) != list(sample_points(claim, 30, seed=5))


def test_a_claim_without_variables_has_one_point() -> None:
    assert list(sample_points(Claim.parse("pi < 4"), 20)) == [{}]


def test_trigonometric_claims_are_tried_at_parts_of_pi() -> None:
    quarter = parse_term("pi/4")
    assert quarter in special_values(Domain("real"), Claim.parse("tan(x) == 1"))
    assert quarter not in special_values(Domain("real"), Claim.parse("x**2 == 1"))


def test_the_ends_of_an_interval_come_first_where_they_belong() -> None:
    claim = Claim.parse("x == x")
    assert special_values(parse_domain("[2, 5)"), claim)[0] == parse_term("2")
    assert parse_term("5") not in special_values(parse_domain("[2, 5)"), claim)


@pytest.mark.parametrize(
    "hypotheses",
    [
        ["a + b + c == 0"],
        ["x + y + z == pi"],
        ["2*x - 3*y == 1", "x + z == 4"],
        ["x*y == 6"],
        ["a/b == c"],
        ["x == y**2 + 1"],
    ],
)
def test_points_are_moved_onto_hypotheses_that_are_linear_in_a_variable(hypotheses: list[str]) -> None:
    claim = Claim.parse("1 == 1", {}, hypotheses)
    points = list(sample_points(claim, 40))
    met = [p for p in points if all(holds(h, balls(p)) is not False for h in claim.hypotheses)]
    assert len(met) >= len(points) // 3
