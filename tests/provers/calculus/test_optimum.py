"""The rules for optima, empty scopes and infima: accepted ones, and every forgery that must be refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest

from porism.provers.calculus.checker import check, obligations
from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Disproved, Established, Open, statement_record
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.statements import Infeasible, Infimum, Optimum, Scope, Statement, statement_from_json
from porism.symbolic.term import to_json

LINES = ("x + 2*y >= 3", "2*x + y >= 3")


def scope(*hypotheses: str, **domains: str) -> Scope:
    return Scope.of(
        {name: parse_domain(text) for name, text in domains.items()}, tuple(map(Relation.parse, hypotheses))
    )


def optimum(f: str, value: str, where: Scope, sense: Any = "min", **point: str) -> Optimum:
    at = tuple((name, parse_term(text)) for name, text in point.items())
    return Optimum(where, parse_term(f), sense, parse_term(value), at)


def infimum(f: str, bound: str | None, where: Scope, sense: Any = "min") -> Infimum:
    return Infimum(where, parse_term(f), sense, None if bound is None else parse_term(bound))


def path(**terms: str) -> dict[str, Any]:
    return {"path": {name: to_json(parse_term(text)) for name, text in terms.items()}}


TRUE: list[tuple[Statement, Any]] = [
    (optimum("x + y", "2", scope(*LINES), x="1", y="1"), None),
    (optimum("-x - y", "-2", scope(*LINES), "max", x="1", y="1"), None),
    (optimum("x**2 - 2*x", "-1", scope(), x="1"), None),
    (optimum("x", "2", scope("x >= 3/2", x="integer"), x="2"), None),
    (optimum("sqrt(x)", "0", scope(x="nonnegative"), x="0"), None),
    (optimum("x*exp(-x)", "exp(-1)", scope(x="real"), "max", x="1"), None),
    (optimum("5", "5", scope("x >= 1"), x="7"), None),
    (Infeasible(scope("x >= 1", "x <= 0")), None),
    (Infeasible(scope("x < 0", x="positive")), None),
    (infimum("x", None, scope("x <= 1")), path(x="-t")),
    (infimum("x", None, scope("x >= 1"), "max"), path(x="t + 1")),
    (infimum("x", "0", scope(x="positive")), path(x="t")),
    (infimum("exp(-x)", "0", scope()), path(x="1/t")),
    (infimum("x", "1", scope(x="(0, 1)"), "max"), path(x="1 - t/2")),
]


@pytest.mark.parametrize(("statement", "data"), TRUE, ids=[str(s)[:60] for s, _ in TRUE])
def test_a_true_statement_is_established_and_accepted_again(statement: Statement, data: Any) -> None:
    verdict = established(statement, data, Budget(20))
    assert isinstance(verdict, Established), verdict
    assert verdict.conditions == ()
    record = json.loads(json.dumps(statement_record(verdict)))
    again = statement_from_json(record["statement"])
    assert again == statement
    certificates = [part["certificate"] for part in record["parts"]]
    assert check(again, record["data"], certificates) == ()
    with pytest.raises(Rejected, match="no certificate for|more certificates than"):
        check(again, record["data"], certificates[:-1])


FALSE: list[tuple[str, Statement, Any]] = [
    ("a bound that is too high", optimum("x + y", "3", scope(*LINES), x="1", y="2"), None),
    ("a bound that is not attained", optimum("x + y", "1", scope(*LINES), x="1", y="1"), None),
    ("a point outside", optimum("x + y", "2", scope(*LINES), x="2", y="0"), None),
    ("a point on the open end", optimum("x", "0", scope(x="positive"), x="0"), None),
    ("the minimum for the maximum", optimum("x", "0", scope(x="[0, 1]"), "max", x="0"), None),
    ("the maximum for the minimum", optimum("x", "1", scope(x="[0, 1]"), "min", x="1"), None),
    ("a half integer", optimum("x", "3/2", scope("x >= 3/2", x="integer"), x="3/2"), None),
    ("an integer written as a root", optimum("x", "2", scope("x >= 3/2", x="integer"), x="sqrt(4)"), None),
    ("an objective with a pole", optimum("1/x", "1", scope(x="[-1, 1]"), x="1"), None),
    ("an objective that is not real", optimum("sqrt(x)", "0", scope(), x="0"), None),
    ("a removable pole", optimum("x**2/x", "0", scope(x="[0, 1]"), x="0"), None),
    ("a point that is missing", optimum("x + y", "2", scope(*LINES), x="1"), None),
    ("a coordinate too many", optimum("x", "0", scope(x="[0, 1]"), x="0", z="1"), None),
    ("a coordinate given twice", Optimum(scope(x="[0, 1]"), parse_term("x"), "min", parse_term("0"),
     (("x", parse_term("0")), ("x", parse_term("1")))), None),
    ("a coordinate that is no number", optimum("x", "0", scope("x*y >= 0", x="[0, 1]"), x="0", y="x"), None),
    ("a value that is no number", optimum("x", "y", scope("y == x", x="[0, 1]"), x="0", y="0"), None),
    ("a coordinate that is not real", optimum("5", "5", scope("x**2 <= 1"), x="I"), None),
    ("a complex variable", optimum("abs(x)", "0", scope(x="complex"), x="0"), None),
    ("a hypothesis undefined at the point", optimum("x**2", "0", scope("1/x != 5"), x="0"), None),
    ("an excluded point", optimum("x**2", "0", scope(x="nonzero"), x="0"), None),
    ("a scope with points", Infeasible(scope("x >= 1", "x <= 1")), None),
    ("a scope with one point far away", Infeasible(scope("x + y >= 100", "x <= 1", "y <= 99")), None),
    ("no constraints", Infeasible(scope(x="positive")), None),
    ("a bound for no bound", infimum("x", None, scope("x >= 1")), path(x="-t")),
    ("a path that leaves the scope", infimum("x", None, scope("x >= -5")), path(x="-t")),
    ("a path that is too short", infimum("x", None, scope("x <= 1")), path(x="-t/(1 + t)")),
    ("a path that goes up", infimum("x", None, scope("x <= 1")), path(x="1")),
    ("a path with a foreign parameter", infimum("x", None, scope("x <= 1")), path(x="-s")),
    ("a path without a coordinate", infimum("x + y", None, scope("x <= 1")), path(x="-t")),
    ("a path of integers", infimum("x", None, scope(x="integer")), path(x="-t")),
    ("a path that is not real", infimum("x**2", None, scope()), path(x="I*sqrt(t)")),
    ("no path", infimum("x", None, scope("x <= 1")), None),
    ("a malformed path", infimum("x", None, scope("x <= 1")), {"path": {"x": ["num", "0"], "y": 3}}),
    ("an infimum that is attained", infimum("x", "0", scope(x="[0, 1]")), path(x="t")),
    ("a bound that is not approached", infimum("x", "-1", scope(x="positive")), path(x="t")),
    ("a bound that is passed", infimum("x", "1", scope(x="positive")), path(x="1 + t")),
    ("a path that reaches the open end", infimum("x", "0", scope(x="positive")), path(x="0")),
    ("a bound with a variable", infimum("x", "y", scope("y < x")), path(x="t", y="0")),
    ("an objective undefined inside", infimum("x**2/x", "0", scope(x="(-1, 1)")), path(x="t/2")),
    ("an empty scope has no infimum", infimum("x", "0", scope("x < 0", x="positive")), path(x="t")),
    ("an empty scope has no optimum", optimum("x", "0", scope("x < 0", x="positive"), x="1"), None),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "data"), [row[1:] for row in FALSE], ids=[row[0] for row in FALSE])
def test_a_false_statement_is_not_established(statement: Statement, data: Any) -> None:
    assert not isinstance(established(statement, data, Budget(3)), Established)


@pytest.mark.parametrize("name", ["a bound that is too high", "a point outside", "a scope with points"])
def test_a_statement_that_is_false_somewhere_is_disproved(name: str) -> None:
    statement = next(row[1] for row in FALSE if row[0] == name)
    assert isinstance(established(statement, None, Budget(5)), Disproved)


# certificates that a finder hands over


def sign(kind: str, t: str, summands: Sequence[tuple[str, Sequence[str]]]) -> Certificate:
    plain = [[c, [to_json(parse_term(f)) for f in factors]] for c, factors in summands]
    return Certificate(
        "derivation", {"steps": [["sign", kind, to_json(parse_term(t)), ["num", "1"], plain, []]]}
    )


def test_a_certificate_of_the_finder_is_used() -> None:
    statement = optimum("x + y", "2", scope(*LINES), x="1", y="1")
    given = sign(">=", "x + y - 2", [("1/3", ["x + 2*y - 3"]), ("1/3", ["2*x + y - 3"])])
    verdict = established(statement, None, Budget(10), (given,))
    assert isinstance(verdict, Established)
    assert verdict.parts[0].certificate == given


@pytest.mark.parametrize(
    "given",
    [
        sign(">=", "x + y - 3", [("1/3", ["x + 2*y - 3"]), ("1/3", ["2*x + y - 3"])]),
        sign(">=", "x + y - 2", [("2/3", ["x + 2*y - 3"]), ("-1/3", ["2*x + y - 3"])]),
        sign(">=", "x + y - 2", [("1", ["x + y - 2"])]),
        Certificate("derivation", {"steps": [["no such step"]]}),
        Certificate("witness", {"point": {}}),
    ],
)
def test_a_wrong_certificate_of_the_finder_proves_nothing(given: Certificate) -> None:
    right = optimum("x + y", "2", scope(*LINES), x="1", y="1")
    wrong = optimum("x + y", "3", scope(*LINES), x="1", y="2")
    verdict = established(right, None, Budget(10), (given,))
    assert isinstance(verdict, Established)  # by search
    assert verdict.parts[0].certificate != given
    assert not isinstance(established(wrong, None, Budget(3), (given,)), Established)
    with pytest.raises(Rejected):
        check(right, None, [given.to_json() for _ in obligations(right, None)])


def test_a_refusal_says_why() -> None:
    with pytest.raises(Refused, match="complex"):
        obligations(optimum("abs(x)", "0", scope(x="complex"), x="0"), None)
    verdict = established(infimum("x", None, scope("x <= 1")), path(x="-s"), Budget(3))
    assert isinstance(verdict, Open)
    assert "holds s" in verdict.detail


@pytest.mark.parametrize(
    "change",
    [
        {"sense": "least"},
        {"point": [["1x", ["num", "0"]]]},
        {"point": [["x"]]},
        {"value": "0"},
        {"objective": None},
    ],
)
def test_a_malformed_statement_is_refused(change: dict[str, Any]) -> None:
    plain = optimum("x", "0", scope(x="[0, 1]"), x="0").to_json() | change
    with pytest.raises(FormatError):
        statement_from_json(plain)


def test_the_contradiction_takes_a_real_variable_of_the_hypotheses() -> None:
    assert str(Infeasible(scope("z**2 == 2", "y > 1", z="complex")).contradiction) == "y < y"
    assert str(Infeasible(scope("z**2 == 2", z="complex", x="complex")).contradiction) == "x1 < x1"


def test_the_parameter_of_a_path_is_new() -> None:
    assert infimum("t", None, scope("t1 <= 1")).parameter == "t2"
