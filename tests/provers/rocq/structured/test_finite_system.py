"""Systems as Rocq's theorems; no theorem for a false one, and the propositions of false ones are refuted in Rocq."""

from __future__ import annotations

from dataclasses import replace

import pytest

from porism.provers.calculus.verdict import Theorem
from porism.provers.protocol import Budget, WholeTask
from porism.provers.rocq.checking.audit import Accepted
from porism.provers.rocq.checking.batches import check_items
from porism.provers.rocq.checking.items import Item
from porism.provers.rocq.structured.finite_system import goal, proposition
from porism.provers.rocq.structured.theorems import theorems
from porism.symbolic.claim import Relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.statements import FiniteSystem
from porism.symbolic.statements.exact_number import Exact
from tests.provers.calculus.test_finite_system import asked

BUDGET = Budget(seconds=30.0)


def task(relations: str, names: str, domain: str = "real", **domains: str) -> WholeTask:
    """With the solutions and the data that are found for it."""
    statement, data, _ = asked(relations.split("; "), names, domain, **domains)
    return WholeTask(statement, data)


def points(*written: str) -> tuple[tuple[Exact, ...], ...]:
    return tuple(tuple(map(parse_term, point.split(", "))) for point in written)


def said(found: WholeTask) -> FiniteSystem:
    assert isinstance(found.statement, FiniteSystem)
    return found.statement


TRUE = [
    task("x + y == 3; x - y == 1", "x y"),
    task("x + y == 3; x + y == 4", "x y"),
    task("x**2 + y**2 == 5; x*y == 2", "x y"),
    task("1/x + 1/y == 1; x + y == 4", "x y"),
    task("x**2 + y**2 == 0; x - y == 0", "x y"),
    task("x**2 + y**2 + 1 == 0; x == y", "x y"),
    task("x*y == x; x != 0; x**2 == y", "x y"),
    task("x**2 == 4; y == x + 1", "x y", x="positive"),
    task("x + y + z == 6; x - y == 0; z - 2*x == 2", "x y z"),
]


@pytest.mark.rocq
def test_systems_are_theorems() -> None:
    found = theorems(TRUE, BUDGET)
    assert [f if isinstance(f, str) else "" for f in found] == [""] * len(TRUE)


def forged() -> list[WholeTask]:
    """The data of true systems under false statements."""
    linear, circle, poles, sign = TRUE[0], TRUE[2], TRUE[3], TRUE[7]
    of = circle.statement
    assert isinstance(of, FiniteSystem)
    changed = [
        (linear, replace(said(linear), points=points("2, 2"))),
        (linear, replace(said(linear), points=())),
        (linear, replace(said(linear), points=points("2, 1", "2, 1"))),
        (linear, replace(said(linear), points=points("2, 1", "3, 0"))),
        (linear, replace(said(linear), points=points("1, 2"))),
        (linear, replace(said(linear), unknowns=("y", "x"))),
        (linear, replace(said(linear), relations=said(linear).relations[:1])),
        (circle, replace(of, points=of.points[1:])),
        (circle, replace(of, points=(*of.points[1:], of.points[1]))),
        (circle, replace(of, relations=(Relation.parse("x**2 + y**2 == 5"), Relation.parse("x*y == -2")))),
        (poles, replace(said(poles), points=(*said(poles).points, *points("0, 4")))),
        (sign, replace(said(sign), points=points("2, 3", "-2, -1"))),
        (TRUE[1], replace(said(TRUE[1]), points=points("3, 0"))),
        (TRUE[5], replace(said(TRUE[5]), points=points("0, 0"))),
    ]
    return [WholeTask(statement, given.data) for given, statement in changed]


@pytest.mark.rocq
def test_false_systems_are_not() -> None:
    made = forged()
    for asked_for, found in zip(made, theorems(made, BUDGET), strict=True):
        assert not isinstance(found, Theorem), asked_for.statement


@pytest.mark.rocq
def test_propositions_of_false_systems_are_refuted_in_rocq() -> None:
    """By a point that lies in exactly one of the two sides, or by two points that are not different."""
    linear, poles, sign = said(TRUE[0]), said(TRUE[3]), said(TRUE[7])
    at = "intro H. destruct (H ({}) ({})) as [L R]. first [ lra | exfalso; destruct R as [R R']; lra ]."
    cases = [
        (replace(linear, points=points("2, 2")), at.format(2, 2)),
        (replace(linear, points=()), at.format(2, 1)),
        (replace(linear, points=points("2, 1", "2, 1")), "intro H. destruct H as [[H|H] _]; lra."),
        (
            replace(poles, points=points("0, 4")),
            "intro H. destruct (H 0 4) as [_ R]. assert (B : 0 = 0 /\\ 4 = 4) by (split; reflexivity). "
            "destruct (R B) as [A _]. apply A. reflexivity.",
        ),
        (replace(sign, points=points("-2, -1")), at.format(-2, -1)),
    ]
    items = [Item(f"~ ({proposition(statement)})", body) for statement, body in cases]
    found = check_items(items, 30.0, 4096)
    assert [type(f) for f in found] == [Accepted] * len(items), found


def test_propositions() -> None:
    assert proposition(said(TRUE[7])) == (
        "(forall v_x v_y : R, ((0 < v_x) /\\ (v_x ^ 2 = 4) /\\ (v_x + 1 = v_y)) <-> ((v_x = 2 /\\ v_y = 3)))"
    )


@pytest.mark.parametrize(
    ("relations", "names", "domain"),
    [
        ("x + y == 3; x - y == 1", "x y", "complex"),
        ("x + y == 3; x - y == 1", "x y", "integer"),
        ("x**5 - x - 1 == 0; y == x**2", "x y", "real"),
    ],
)
def test_what_is_not_said(relations: str, names: str, domain: str) -> None:
    with pytest.raises(UnsupportedError):
        goal(task(relations, names, domain))
