"""The rule for systems with finitely many solutions: what it accepts, and every forgery that it must refuse."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
import sympy

from porism.provers.calculus.checker import check
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established, statement_record
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.proposals.systems import SystemQuestion, proposals
from porism.symbolic.statements import FiniteSystem, Scope, statement_from_json
from porism.symbolic.statements.exact_number import Root
from porism.symbolic.term import number, square_root


def asked(
    texts: list[str], names: str, domain: str = "real", **domains: str
) -> tuple[FiniteSystem, Any, Any]:
    unknowns = tuple(names.split())
    scope = Scope.of({x: Domain(domains.get(x, domain)) for x in unknowns})
    symbols = tuple((x, sympy.Symbol(x)) for x in unknowns)
    question = SystemQuestion(tuple(map(Relation.parse, texts)), unknowns, scope, symbols)
    found = proposals(question)[0]
    (part,) = found.parts
    assert isinstance(part.statement, FiniteSystem)
    return part.statement, part.data, found.value


def accepted(statement: FiniteSystem, data: Any) -> bool:
    return isinstance(established(statement, data, Budget(20)), Established)


CASES: list[tuple[list[str], str, str, int]] = [
    (["x + y == 3", "x - y == 1"], "x y", "complex", 1),
    (["x + y == 3", "x + y == 4"], "x y", "complex", 0),
    (["x**2 + y**2 == 5", "x*y == 2"], "x y", "real", 4),
    (["x**2 + y**2 == 1", "y == x**3"], "x y", "real", 2),
    (["x**2 + y**2 == 1", "y == x**3"], "x y", "complex", 6),
    (["x**2 + y**2 == 0", "x == y"], "x y", "complex", 1),
    (["x**2 + y**2 + 1 == 0", "x == y"], "x y", "real", 0),
    (["1/x + 1/y == 1", "x + y == 4"], "x y", "real", 1),
    (["x*y == x", "x != 0", "x**2 == y"], "x y", "complex", 2),
    (["(x - 1)*(x - 2) == 0", "1/(x - 1) == y"], "x y", "complex", 1),
    (["x**2 == 2", "y**2 == 3", "z == x*y"], "x y z", "real", 4),
    (["x**3 == 2", "y == x**2"], "x y", "complex", 3),
    (["x + y + z == 6", "x*y + y*z + z*x == 11", "x*y*z == 6"], "x y z", "complex", 6),
    (["x**5 - x - 1 == 0", "y == x**2"], "x y", "real", 1),
    (["0 == 1"], "x", "complex", 0),
    (["x/x == 1", "x**2 == x"], "x", "complex", 1),
]


@pytest.mark.parametrize(("texts", "names", "domain", "count"), CASES)
def test_all_solutions_are_listed_and_accepted_again(
    texts: list[str], names: str, domain: str, count: int
) -> None:
    statement, data, value = asked(texts, names, domain)
    assert len(statement.points) == len(value) == count
    verdict = established(statement, data, Budget(20))
    assert isinstance(verdict, Established)
    assert verdict.conditions == ()
    record = json.loads(json.dumps(statement_record(verdict)))
    again = statement_from_json(record["statement"])
    assert again == statement
    assert check(again, record["data"], [part["certificate"] for part in record["parts"]]) == ()


@pytest.mark.parametrize(
    ("domains", "count"),
    [
        ({}, 4),
        ({"x": "positive"}, 2),
        ({"x": "positive", "y": "positive"}, 1),
        ({"x": "integer"}, 4),
        ({"x": "natural", "y": "real"}, 2),
        ({"x": "nonzero"}, 4),
        ({"x": "nonnegative", "y": "integer"}, 0),
    ],
)
def test_unknowns_may_have_a_sign_or_be_integers(domains: dict[str, str], count: int) -> None:
    statement, data, _ = asked(["x**2 == 1", "y**2 == 2"], "x y", **domains)
    assert len(statement.points) == count
    assert accepted(statement, data)


Forgery = Callable[[FiniteSystem, Any], tuple[FiniteSystem, Any]]


def _missing(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return replace(s, points=s.points[1:]), d | {"minimal": d["minimal"][1:]}


def _twice(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return replace(s, points=(*s.points, s.points[0])), d | {"minimal": [*d["minimal"], d["minimal"][0]]}


def _one_for_another(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return replace(s, points=(s.points[0], *s.points[:-1])), d | {
        "minimal": [d["minimal"][0], *d["minimal"][:-1]]
    }


def _shifted(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    first = (number(7), *s.points[0][1:])
    return replace(s, points=(first, *s.points[1:])), d


def _swapped(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    (a, b), (c, e) = s.points[0], s.points[1]
    return replace(s, points=((a, e), (c, b), *s.points[2:])), d


def _another_equation(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return replace(s, relations=(*s.relations, Relation.parse("x == y"))), d


def _fewer_equations(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return replace(s, relations=s.relations[:1]), d


def _an_order(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return replace(s, relations=(*s.relations, Relation.parse("x < 5"))), d


def _a_hypothesis(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return replace(s, scope=Scope(s.scope.variables, (Relation.parse("x > 0"),))), d


def _positive(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return replace(s, scope=s.scope.where("x", Domain("positive"))), d


def _a_factor_of_p(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return s, d | {"polynomial": ["-1", "1"]}


def _no_solution(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return replace(s, points=()), d | {"minimal": [], "polynomial": ["1"]}


def _zero_form(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return s, d | {"form": ["0"] * len(s.unknowns)}


def _steps_lost(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return s, d | {"steps": d["steps"][1:]}


def _cancelled(s: FiniteSystem, d: Any) -> tuple[FiniteSystem, Any]:
    return s, d | {"steps": [["cancel", 0, [["1", [0, 0]]]], *d["steps"]]}


FORGERIES: list[Forgery] = [
    _missing, _twice, _one_for_another, _shifted, _swapped, _another_equation, _fewer_equations, _an_order,
    _a_hypothesis, _positive, _a_factor_of_p, _no_solution, _zero_form, _steps_lost, _cancelled,
]  # fmt: skip


@pytest.mark.parametrize("forgery", FORGERIES, ids=lambda f: str(f.__name__))
def test_a_forgery_is_refused(forgery: Forgery) -> None:
    statement, data, _ = asked(["x**2 + y**2 == 5", "x*y == 2"], "x y")
    forged, forged_data = forgery(statement, copy.deepcopy(data))
    assert not accepted(forged, forged_data)
    with pytest.raises(Rejected):
        check(forged, forged_data, [])


@pytest.mark.parametrize("forgery", [_missing, _twice, _one_for_another, _shifted, _swapped])
def test_forged_algebraic_numbers_are_refused(forgery: Forgery) -> None:
    statement, data, _ = asked(["x**2 + y**2 == 1", "y == x**3"], "x y")
    assert all(isinstance(c, Root) for p in statement.points for c in p)
    assert not accepted(*forgery(statement, copy.deepcopy(data)))


@pytest.mark.parametrize(
    "box",
    [
        (Fraction(-2), Fraction(2)),  # both real roots
        (Fraction(3), Fraction(4)),  # none
        (Fraction(-1), Fraction(-1, 2)),  # the other one
    ],
)
def test_a_box_with_another_root_is_refused(box: tuple[Fraction, Fraction]) -> None:
    statement, data, _ = asked(["x**5 - 5*x**3 + 4*x - 1 == 0", "y == x"], "x y")
    root = statement.points[-1][0]
    assert isinstance(root, Root)
    wrong = Root(root.coefficients, *box)
    points = (*statement.points[:-1], (wrong, statement.points[-1][1]))
    assert not accepted(replace(statement, points=points), data)


def test_a_term_that_is_no_root_of_its_polynomial_is_refused() -> None:
    statement, data, _ = asked(["x**2 == 2", "y == 1"], "x y")
    near = number("141421356237309504880168872420969807856967/100000000000000000000000000000000000000000")
    assert accepted(statement, data)
    points = tuple((near, p[1]) if p[0] == square_root(number(2)) else p for p in statement.points)
    assert points != statement.points
    assert not accepted(replace(statement, points=points), data)


def test_a_divisor_that_vanishes_is_no_solution() -> None:
    """x·y = x and x² = y have (0, 0), but not with 1/x beside them."""
    with_zero, data, _ = asked(["x*y == x", "x**2 == y"], "x y")
    assert accepted(with_zero, data)
    more = (*with_zero.relations, Relation.parse("1/x == 1/x"))
    assert not accepted(replace(with_zero, relations=more), data)
