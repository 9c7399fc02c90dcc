"""Trusted: a limit does not exist, since the function has different limits along two ways to the point.

    data = {"sample": {parameter: number}, "ways": [way, way]}

    ["side", "+" or "-", tree]              the limit from one side of a point that is approached from both
    ["sequence", x, f, tree of x, tree of f]
                                            x(n) → p for natural n, never p itself, and f(n) = function at x(n)

A sequence is given by terms in a natural number n, whose name the rule chooses (`NoLimit.index`). If the function had the limit
L, every way would lead to L; the rule computes the limits along the two ways, and asks for a proof that they differ.

References: W. Rudin (1976), Principles of Mathematical Analysis, Theorem 4.2.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from porism.provers.calculus.limit import Approach, approaches, decisions_of, equal, tends
from porism.provers.calculus.obligation import Obligation, Refused
from porism.symbolic.claim import relation
from porism.symbolic.decisions import Decisions
from porism.symbolic.domain import Domain
from porism.symbolic.extended import Extended
from porism.symbolic.statements.no_limit import NoLimit
from porism.symbolic.term import Term, from_json, substitute, variables


def obligations(statement: NoLimit, data: Any) -> Iterator[Obligation]:
    """That both ways lead to the point, and to different limits."""
    decisions = decisions_of(data, statement.scope)
    known = list(approaches(statement.scope, statement.variable, statement.point, statement.side))
    first, second = data["ways"]
    found: list[Obligation] = []
    a, b = (_reached(statement, known, way, decisions, found) for way in (first, second))
    yield from found
    yield from _different(a, b, statement)
    yield from (Obligation(statement.scope.claim(need)) for need in decisions.needs)


def _reached(
    statement: NoLimit, known: list[Approach], way: Any, decisions: Decisions, found: list[Obligation]
) -> Extended:
    """The limit along a way."""
    match way:
        case ["side", side, tree] if len(known) == 2 and side in ("+", "-"):
            at = known[0] if side == "+" else known[1]
            return tends(statement.expression, tree, at, decisions, found)[0]
        case ["sequence", x, f, *trees]:
            return _along(statement, known, from_json(x), from_json(f), trees, decisions, found)
        case _:
            raise Refused(f"unknown way {str(way)[:60]}")


def _along(
    statement: NoLimit,
    known: list[Approach],
    x: Term,
    f: Term,
    trees: list[Any],
    decisions: Decisions,
    found: list[Obligation],
) -> Extended:
    """The limit of f(n), where f(n) is the function at x(n) and x(n) leads to the point as stated."""
    n, point = statement.index, statement.point
    if statement.variable in variables(x) | variables(f):
        raise Refused(f"a sequence depends on {statement.variable}")
    tree_of_x, tree_of_f = trees
    inside = statement.scope.where(n, Domain("natural"))
    if not isinstance(point, str):
        signs = {at.sign for at in known}
        kind = "!=" if len(signs) == 2 else "<"
        ends = (point, x) if signs != {-1} else (x, point)
        found.append(Obligation(inside.claim(relation(kind, *ends)), everywhere=True))
    found.append(Obligation(inside.claim(relation("<=", x, x)), everywhere=True))  # x is real
    at_x = substitute(statement.expression, {statement.variable: x})
    found.append(Obligation(inside.claim(relation("==", at_x, f)), everywhere=True))
    far = Approach(statement.scope, n, None, 1)
    found.extend(equal(tends(x, tree_of_x, far, decisions, found)[0], point, statement.scope))
    return tends(f, tree_of_f, far, decisions, found)[0]


def _different(a: Extended, b: Extended, statement: NoLimit) -> Iterator[Obligation]:
    if isinstance(a, str) or isinstance(b, str):
        if a == b:
            raise Refused(f"both ways lead to {a}")
    else:
        yield Obligation(statement.scope.claim(relation("!=", a, b)), everywhere=True)
