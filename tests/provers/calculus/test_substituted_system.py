"""Systems in which equations give the other unknowns: what finders find is proved, and what is forged is refused."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.parse import parse_relation, parse_term
from porism.symbolic.proposals.substituted_systems import substituted
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.statement import statement_from_json
from porism.symbolic.statements.substituted_system import SubstitutedSystem
from porism.symbolic.term import number, to_json

SYSTEMS = [
    ("exp(x) + y == 1", "x == y"),
    ("sin(x) == y", "y == 1/2"),
    ("log(x) + log(y) == log(6)", "x + y == 5"),
    ("x + y == 1", "abs(x) + abs(y) == 3"),
    ("sqrt(x) + sqrt(y) == 5", "x - y == 5"),
    ("y == exp(x)", "y == 2 - x"),
    ("exp(x) + y == 1", "x - y == 0", "x != 3"),
]


def stated(*texts: str) -> tuple[Relation, ...]:
    return tuple(relation(*parse_relation(t)) for t in texts)


def found(*texts: str, **domains: str) -> tuple[SubstitutedSystem, dict[str, Any]]:
    scope = Scope.of({name: Domain(domains.get(name, "real")) for name in ("x", "y")})
    return next(substituted(stated(*texts), ("x", "y"), scope))


def is_proved(statement: SubstitutedSystem, data: Any) -> bool:
    return isinstance(established(statement, data, Budget(15.0, 2048)), Established)


@pytest.mark.parametrize("texts", SYSTEMS, ids=str)
def test_what_is_found_is_proved(texts: tuple[str, ...]) -> None:
    statement, data = found(*texts)
    assert is_proved(statement, data)
    assert statement_from_json(statement.to_json()) == statement


def test_a_missing_and_an_extra_family_are_refused() -> None:
    statement, data = found("x + y == 1", "abs(x) + abs(y) == 3")
    fewer = replace(statement, families=statement.families[:1])
    assert not is_proved(fewer, data | {"steady": data["steady"][:1]})
    more = replace(statement, families=(*statement.families, Family(number(7))))
    assert not is_proved(more, data | {"steady": [*data["steady"], None]})


@pytest.mark.parametrize("term", ["exp(x)", "1 - exp(x) + x", "1 - exp(y)", "1 - exp(z)"])
def test_another_value_of_the_other_unknown_is_refused(term: str) -> None:
    statement, data = found("exp(x) + y == 1", "x == y")
    assert data["steps"][0][1] == statement.others[0][0]
    name = statement.others[0][0]
    steps = [[data["steps"][0][0], name, data["steps"][0][2], to_json(parse_term(term))]]
    forged = replace(statement, others=((name, parse_term(term)),))
    assert not is_proved(forged, data | {"steps": steps})
    assert not is_proved(forged, data)
    assert not is_proved(statement, data | {"steps": steps})


def test_a_relation_that_fails_at_a_member_is_refused() -> None:
    statement, data = found("exp(x) + y == 1", "x == y")
    for other in ("x != 0", "y != x", "x == 1", "1/x == y"):
        forged = replace(statement, relations=(*statement.relations, *stated(other)))
        assert not is_proved(forged, data)


def test_a_member_outside_a_domain_is_refused() -> None:
    statement, data = found("x + y == 1", "abs(x) + abs(y) == 3")
    for name in ("x", "y"):
        assert not is_proved(replace(statement, scope=statement.scope.where(name, Domain("positive"))), data)


def test_unknowns_are_each_given_once() -> None:
    statement, data = found("exp(x) + y == 1", "x == y")
    assert not is_proved(replace(statement, unknowns=("x", "y", "y")), data)
    assert not is_proved(replace(statement, unknowns=("x", "y", "z")), data)
    assert not is_proved(replace(statement, main=statement.others[0][0]), data)
    assert not is_proved(statement, data | {"steps": data["steps"] * 2})
    assert not is_proved(statement, data | {"main": data["steps"][0][0]})


def test_a_parameter_and_a_hypothesis_are_refused() -> None:
    statement, data = found("exp(x) + y == 1", "x == y")
    assert not is_proved(replace(statement, relations=stated("exp(x) + y == a", "x == y")), data)
    narrowed = replace(statement, scope=Scope(statement.scope.variables, stated("x < 5")))
    assert not is_proved(narrowed, data)
