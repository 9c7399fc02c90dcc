"""Made claims are claims: canonical, bounded, the same for the same seed; variants share a skeleton, others do not."""

from __future__ import annotations

from random import Random

import pytest

from porism.datasets.claim_mutations import MAX_SIZE, composed, neighbour, skeleton
from porism.datasets.claim_templates import made
from porism.symbolic.claim import Claim
from porism.symbolic.term import subterms

CLAIMS = [Claim.parse(m.claim, m.vars, m.assume) for m in made(2, seed=9)]


def size(claim: Claim) -> int:
    return sum(1 for side in (claim.relation.left, claim.relation.right) for _ in subterms(side))


def test_what_is_made_is_a_canonical_claim_within_bounds() -> None:
    dice, found = Random(5), list[Claim]()
    for claim in CLAIMS * 5:
        made_of = (neighbour(claim, dice), composed(claim, dice.choice(CLAIMS), dice))
        found += [c for c in made_of if c is not None]
    assert len(found) > 200
    for claim in found:
        assert Claim.from_json(claim.to_json()) == claim
        assert size(claim) <= MAX_SIZE


def test_the_same_seed_makes_the_same() -> None:
    first, second = ([neighbour(claim, Random(3)) for claim in CLAIMS] for _ in range(2))
    assert first == second
    assert any(changed is not None and changed != claim for changed, claim in zip(first, CLAIMS, strict=True))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sin(2*x) == 2*sin(x)*cos(x)", "sin(6*u) == -sin(3*u)*cos(3*u)"),
        ("x**2 + y**2 >= 2*x*y", "3*a**2 + b**4 >= a*b/7"),
        ("(x + 1)**2 == x**2 + 2*x + 1", "t**4 - 2*t + 5 == (t - 3)**3"),
        ("exp(x) > 0", "exp(y) >= 1"),
    ],
)
def test_variants_have_one_skeleton(one: str, other: str) -> None:
    assert skeleton(Claim.parse(one)) == skeleton(Claim.parse(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sin(x) <= x", "cos(x) <= x"),
        ("x <= 1/y", "x <= y"),
        ("sqrt(x) <= y", "x**2 <= y"),
        ("x + y == z", "x + y + w == z"),
    ],
)
def test_other_shapes_have_other_skeletons(one: str, other: str) -> None:
    assert skeleton(Claim.parse(one)) != skeleton(Claim.parse(other))


def test_hypotheses_are_part_of_the_skeleton() -> None:
    assert skeleton(Claim.parse("x == 1")) != skeleton(Claim.parse("x == 1", {}, ["x > 0"]))
