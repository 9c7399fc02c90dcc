"""Least and greatest values and bounds that are not reached as theorems of Rocq; what is false has none."""

from __future__ import annotations

import pytest

from porism.provers.calculus.verdict import Theorem
from porism.provers.protocol import Budget, WholeTask
from porism.provers.rocq.structured.theorems import theorems
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.infimum import Infimum
from porism.symbolic.statements.optimum import Optimum, Sense, sense_of
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import number, to_json

BUDGET = Budget(seconds=20.0)
BOX = Scope.of(
    {"x": interval(number(-1), number(1), True, True), "y": interval(number(0), number(1), True, True)}
)
POSITIVE = Scope.of({"x": Domain("positive")})
LINE = Scope.of({"x": Domain("real")})


def best(scope: Scope, f: str, value: str, sense: Sense = "min", **point: str) -> WholeTask:
    at = tuple((name, parse_term(text)) for name, text in point.items())
    return WholeTask(Optimum(scope, parse_term(f), sense, parse_term(value), at), None)


def bound(scope: Scope, f: str, value: str | None, path: str, sense: str = "min") -> WholeTask:
    said = Infimum(scope, parse_term(f), sense_of(sense), None if value is None else parse_term(value))
    return WholeTask(said, {"path": {"x": to_json(parse_term(path))}})


def above(hypothesis: str) -> Scope:
    return Scope.of({"x": Domain("real")}, (Relation.parse(hypothesis),))


TRUE = [
    best(LINE, "x**2 - 2*x", "-1", x="1"),
    best(BOX, "x - 2*y", "-3", x="-1", y="1"),
    best(BOX, "x - 2*y", "1", "max", x="1", y="0"),
    best(POSITIVE, "x + 1/x", "2", x="1"),
    best(Scope.of({"x": Domain("nonnegative")}), "x*exp(-x)", "0", x="0"),
    best(above("x >= 2"), "x**2", "4", x="2"),
    bound(POSITIVE, "x", "0", "t"),
    bound(POSITIVE, "1 - x", "1", "t", "max"),
    bound(LINE, "x + 1", None, "-1 - t"),
    bound(LINE, "x", None, "t", "max"),
]
FALSE = [
    best(LINE, "x**2 - 2*x", "0", x="0"),  # attained, but not the least
    best(LINE, "x**2 - 2*x", "-2", x="1"),  # a bound, but not attained
    best(BOX, "x - 2*y", "-5", x="-3", y="1"),  # outside the scope
    best(BOX, "x - 2*y", "-3", "max", x="-1", y="1"),
    best(LINE, "1/x**2", "0", x="0"),  # 1/0 is 0 in Rocq
    best(LINE, "log(x)**2", "0", x="-1"),  # and so is ln (-1)
    best(LINE, "sqrt(x)", "0", x="0"),  # not real for all x
    best(POSITIVE, "x", "0", x="0"),
    best(above("log(x) >= 0"), "x**2", "0", x="0"),
    best(above("1/x <= 1"), "x**2", "0", x="0"),
    best(LINE, "x**2", "0", x="0", y="0"),
    best(BOX, "x**2", "0", x="0"),
    bound(POSITIVE, "x", "1", "t"),
    bound(POSITIVE, "x", "-1", "t"),
    bound(LINE, "x", "0", "t"),
    bound(LINE, "x**2", "0", "t"),  # reached
    bound(LINE, "x**2", None, "t"),
    bound(LINE, "x**2", None, "t", "max"),  # t*t is below t at first
    bound(POSITIVE, "x", None, "-t"),
    bound(LINE, "sqrt(x)", None, "-t"),
    bound(LINE, "x", None, "y"),
]


@pytest.mark.rocq
def test_what_is_true_has_a_theorem_and_nothing_else_has() -> None:
    found = theorems([*TRUE, *FALSE], BUDGET)
    assert [f"{a}" for a in found[: len(TRUE)] if not isinstance(a, Theorem)] == []
    assert [str(a.statement) for a in found[len(TRUE) :] if isinstance(a, Theorem)] == []
