"""Completeness that is false must stay open: hypotheses that are undefined at a solution lose it."""

from __future__ import annotations

from typing import Any

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import SolutionSet
from porism.symbolic.term import to_json


def plain(text: str) -> Any:
    return to_json(parse_term(text))


def is_complete(equation: str, roots: list[str], data: Any) -> bool:
    stated = Relation.parse(equation)
    families = tuple(Family(parse_term(r)) for r in roots)
    scope = Scope.of({"x": Domain("real")})
    statement = SolutionSet(scope, stated.left, stated.right, "x", families)
    return isinstance(established(statement, data, Budget(10, 1024)), Established)


def test_an_equation_is_not_divided_by_what_is_zero_at_a_root() -> None:
    found = {"rule": "found", "family": 0, "at": {}, "using": [3]}
    linear = {
        "rule": "derive",
        "relation": Relation.parse("x == -2").to_json(),
        "using": [1, 2],
        "cases": [found],
    }
    divided = {
        "rule": "multiple",
        "of": 0,
        "by": plain("1/(x - 2)"),
        "left": plain("(x**2 - 4)/(x - 2)"),
        "right": plain("0"),
        "cases": [{"rule": "defined", "of": 1, "cases": [linear]}],
    }
    assert not is_complete("x**2 - 4 == 0", ["-2"], divided)
