"""The rule for families of solutions: what it accepts, and every forgery that it must refuse."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import Any

import pytest
import sympy

from porism.provers.calculus.checker import check
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established, statement_record
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.parse import parse_term
from porism.symbolic.proposals.systems import SystemQuestion, proposals
from porism.symbolic.statements import Scope, System, statement_from_json


def asked(
    texts: list[str], unknowns: str, parameters: str = "", mode: str = "generic", domain: str = "complex"
) -> tuple[System, Any]:
    names = (*unknowns.split(), *parameters.split())
    scope = Scope.of({x: Domain(domain) for x in names})
    symbols = tuple((x, sympy.Symbol(x)) for x in names)
    question = SystemQuestion(
        tuple(map(Relation.parse, texts)), tuple(unknowns.split()), scope, symbols, mode
    )
    (part,) = proposals(question)[0].parts
    assert isinstance(part.statement, System)
    return part.statement, part.data


def accepted(statement: System, data: Any) -> bool:
    return isinstance(established(statement, data, Budget(20)), Established)


def families(*given: dict[str, str]) -> tuple[tuple[tuple[str, Any], ...], ...]:
    return tuple(tuple((x, parse_term(t)) for x, t in f.items()) for f in given)


CASES: list[tuple[list[str], str, str, str, str, int, list[str]]] = [
    (["x + y == 1", "2*x + 2*y == 2"], "x y", "", "generic", "complex", 1, []),
    (["x + y + z == 6", "x - y + z == 2"], "x y z", "", "generic", "complex", 1, []),
    (["a*x + b*y == u", "c*x + d*y == v"], "x y", "a b c d u v", "generic", "complex", 1, ["b*c - a*d != 0"]),
    (["a*x == b"], "x", "a b", "generic", "complex", 1, ["a != 0"]),
    (["a*x == b"], "x", "a b", "complete", "complex", 2, []),
    (["x == a", "x == b"], "x", "a b", "generic", "complex", 0, ["a - b != 0"]),
    (["x == a", "x == b"], "x", "a b", "complete", "complex", 1, []),
    (["x*y == 0", "x*z == 0"], "x y z", "", "generic", "complex", 2, []),
    (["x**2 + y**2 == 1"], "x y", "", "generic", "complex", 2, []),
    (["x**2 + y**2 == 0"], "x y", "", "generic", "real", 1, []),
    (["x**2 + y**2 + 1 == 0"], "x y", "", "generic", "real", 0, []),
    (["x + y == a", "x*y == b"], "x y", "a b", "generic", "complex", 2, []),
    (["x**2 == y**2", "(x - 1)/(y - 1) == 1"], "x y", "", "generic", "complex", 1, ["y - 1 != 0"]),
    (["x*cos(t) - y*sin(t) == a", "x*sin(t) + y*cos(t) == b"], "x y", "a b t", "generic", "real", 1, []),
    (["sqrt(2)*x + y == 1", "x == sqrt(2)*y"], "x y", "", "generic", "complex", 1, []),
    (["I*x + y == 1", "x == I*y"], "x y", "", "generic", "complex", 0, []),
    (["x**2 == y*z", "y**2 == x*z"], "x y z", "", "generic", "complex", 5, []),
    (["a*x**2 + b*x + c == 0"], "x", "a b c", "complete", "complex", 4, []),
]


@pytest.mark.parametrize(("texts", "unknowns", "parameters", "mode", "domain", "count", "conditions"), CASES)
def test_families_are_accepted_again(
    texts: list[str],
    unknowns: str,
    parameters: str,
    mode: str,
    domain: str,
    count: int,
    conditions: list[str],
) -> None:
    statement, data = asked(texts, unknowns, parameters, mode, domain)
    verdict = established(statement, data, Budget(20))
    assert isinstance(verdict, Established)
    assert len(statement.families) <= count
    assert bool(statement.families) == bool(count)
    assert len(verdict.conditions) == len(conditions)
    record = json.loads(json.dumps(statement_record(verdict)))
    again = statement_from_json(record["statement"])
    assert again == statement
    certificates = [part["certificate"] for part in record["parts"]]
    assert check(again, record["data"], certificates) == verdict.conditions


def test_the_two_by_two_system_with_every_case() -> None:
    statement, data = asked(["a*x + b*y == u", "c*x + d*y == v"], "x y", "a b c d u v", "complete")
    assert accepted(statement, data)
    assert not accepted(replace(statement, families=statement.families[1:]), data)


@pytest.mark.parametrize(
    "wrong",
    [
        families({"x": "2 - y"}),  # no solution
        families({"x": "1 - y", "y": "0"}),  # one point only, and refers to y
        families({"x": "1", "y": "0"}),  # one of many
        families({}),  # everything
        families(),  # nothing
        families({"x": "1 - y"}, {"x": "y"}),  # one family too many
        families({"x": "1 - y", "z": "0"}),  # a variable of no equation
        families({"x": "1 - z"}),
        families({"x": "1 - y + 0/y"}),  # undefined at y = 0
        families({"x": "1 - sqrt(y**2)"}),
    ],
)
def test_wrong_families_of_a_line_are_refused(wrong: Any) -> None:
    statement, data = asked(["x + y == 1"], "x y")
    assert accepted(statement, data)
    assert not accepted(replace(statement, families=wrong), data)


def test_a_proviso_may_not_be_dropped() -> None:
    statement, data = asked(["a*x == b"], "x", "a b")
    assert statement.provisos
    assert not accepted(replace(statement, provisos=()), data)


@pytest.mark.parametrize("proviso", ["x != 0", "a == 0", "a < 0", "b != 0", "1/a != 0"])
def test_another_proviso_is_refused(proviso: str) -> None:
    statement, data = asked(["a*x == b"], "x", "a b")
    assert not accepted(replace(statement, provisos=(Relation.parse(proviso),)), data)


def test_a_sum_of_squares_needs_real_unknowns() -> None:
    statement, data = asked(["x**2 + y**2 == 0"], "x y", domain="real")
    assert accepted(statement, data)
    for x in ("x", "y"):
        assert not accepted(replace(statement, scope=statement.scope.where(x, Domain("complex"))), data)


def _other_case(tree: Any) -> None:
    tree["zero"], tree["nonzero"] = tree["nonzero"], tree["zero"]


def _only_nonzero(tree: Any) -> None:
    tree["zero"] = tree["nonzero"]


def _split_by_one(tree: Any) -> None:
    tree["split"] = [["1", [0, 0, 0]]]


def _said_empty(tree: Any) -> None:
    tree["zero"] = {"steps": [], "empty": 0}


def _another_family(tree: Any) -> None:
    tree["zero"] = {"steps": [], "family": 0}


def _no_such_family(tree: Any) -> None:
    tree["zero"] = {"steps": [], "family": 99}


@pytest.mark.parametrize(
    "forge", [_other_case, _only_nonzero, _split_by_one, _said_empty, _another_family, _no_such_family]
)
def test_a_forged_tree_is_refused(forge: Any) -> None:
    statement, data = asked(["a*x == b"], "x", "a b", "complete")
    data = copy.deepcopy(data)
    assert "split" in data["tree"]
    forge(data["tree"])
    assert not accepted(statement, data)


@pytest.mark.parametrize(
    "step",
    [
        ["sum", [[99, [["1", [0, 0]]]]]],
        ["sum", [[0, [["1", [0]]]]]],
        ["root", 0, [["1", [0, 0]]], 3],
        ["cancel", 0, [["1", [0, 0]]]],
        ["squares", 0, [["1", [["1", [1, 0]]]]]],
        ["squares", 0, [["-1", [["1", [1, 0]]]]]],
        ["nonzero", [["1", [1, 0]]], [["1", [0, 0]]], [["1", [0, 0]]], []],
        ["no such step"],
    ],
)
def test_a_step_that_does_not_follow_is_refused(step: Any) -> None:
    statement, data = asked(["x + y == 1"], "x y")
    data = copy.deepcopy(data)
    data["tree"]["steps"].insert(0, step)
    assert not accepted(statement, data)


def test_a_factor_is_not_forgotten() -> None:
    statement, data = asked(["x*y == 0"], "x y")
    assert accepted(statement, data)
    data = copy.deepcopy(data)
    data["tree"]["factors"][1].pop()
    data["tree"]["cases"].pop()
    assert not accepted(replace(statement, families=statement.families[:1]), data)


def test_a_family_on_which_the_system_is_undefined_is_refused() -> None:
    statement, data = asked(["a*x == 0"], "x", "a")
    undefined = replace(statement, relations=(Relation.parse("a*x + 0/x == 0"),))
    assert not accepted(undefined, data)
