"""The rule for limits that do not exist: two ways with different limits, and ways that show nothing."""

from __future__ import annotations

import json
from typing import Any

import pytest

from porism.provers.calculus.checker import check
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.domain import Domain
from porism.symbolic.extended import Extended
from porism.symbolic.parse import parse_term
from porism.symbolic.proposals.limits import limit_values
from porism.symbolic.statements.limit import Side
from porism.symbolic.statements.no_limit import NoLimit
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import statement_from_json
from porism.symbolic.term import to_json

BUDGET = Budget(20.0, 2000)
EXPAND: Any = ["expand", "6"]


def end(text: str) -> Extended:
    return "oo" if text == "oo" else "-oo" if text == "-oo" else parse_term(text)


def way(x: str, f: str, first: Any = EXPAND, second: Any = EXPAND) -> list[Any]:
    return ["sequence", to_json(parse_term(x)), to_json(parse_term(f)), first, second]


def is_proved(f: str, point: str, side: Side, *ways: Any, scope: Scope | None = None, **sample: str) -> bool:
    statement = NoLimit(scope or Scope(), parse_term(f), "x", end(point), side)
    return isinstance(established(statement, {"sample": sample, "ways": list(ways)}, BUDGET), Established)


@pytest.mark.parametrize(
    ("f", "point", "side"),
    [
        ("sin(1/x)", "0", "+-"),
        ("sin(1/x)", "0", "-"),
        ("x*cos(x)", "oo", "+"),
        ("sin(x)**2", "-oo", "+"),
        ("tan(x)", "oo", "+"),
        ("exp(cos(x))", "oo", "+"),
        ("sin(log(x))", "0", "+"),
        ("cos(1/(x - 1))", "1", "+"),
        ("abs(x)/x", "0", "+-"),
        ("1/x", "0", "+-"),
        ("atan(1/x)", "0", "+-"),
    ],
)
def test_what_the_finder_proposes_is_proved_and_checked_again(f: str, point: str, side: Side) -> None:
    proposals = limit_values(parse_term(f), "x", end(point), side, Scope(), {})
    part = proposals[0].parts[-1]
    assert isinstance(part.statement, NoLimit)
    verdict = established(part.statement, part.data, BUDGET)
    assert isinstance(verdict, Established), verdict
    again = statement_from_json(json.loads(json.dumps(part.statement.to_json())))
    certificates = [p.certificate.to_json() for p in verdict.parts]
    assert check(again, part.data, certificates) == verdict.conditions == ()


UP, DOWN = way("1/(2*pi*n + pi/2)", "1"), way("1/(2*pi*n + 3*pi/2)", "-1")


def test_two_sequences_show_it() -> None:
    assert is_proved("sin(1/x)", "0", "+", UP, DOWN)
    assert is_proved("sin(1/x)", "0", "+-", UP, DOWN)


@pytest.mark.parametrize(
    ("f", "point", "side", "ways"),
    [
        ("sin(1/x)", "0", "-", [UP, DOWN]),  # from the other side
        ("sin(1/x)", "1", "+", [UP, DOWN]),  # they lead to another point
        ("sin(1/x)", "0", "+", [UP, UP]),  # the same limit
        ("sin(1/x)", "0", "+", [UP, way("1/(2*pi*n + pi/2)", "-1")]),  # a wrong value
        ("sin(1/x)", "0", "+", [UP]),
        ("sin(1/x)", "0", "+", [UP, DOWN, UP]),
        ("sin(1/x)", "0", "+", [UP, way("1/(2*pi + pi/2)", "1")]),  # stays away from the point
        ("x", "0", "+", [way("1/(n + 1)", "1/(n + 1)"), way("0", "0")]),  # the point itself
        ("abs(x)/x", "0", "+-", [way("0*n", "0"), way("1/(n + 1)", "1")]),
        (
            "x*sin(1/x)",
            "0",
            "+",
            [way("1/(2*pi*n + pi/2)", "1/(2*pi*n + pi/2)"), way("1/(2*pi*(n + 1))", "0")],
        ),
        ("1/x**2", "0", "+-", [["side", "+", EXPAND], ["side", "-", EXPAND]]),  # oo and oo
        ("abs(x)/x", "0", "+", [["side", "+", EXPAND], ["side", "-", EXPAND]]),  # one side has a limit
        ("abs(x)/x", "0", "+-", [["side", "+", EXPAND], ["side", "+", EXPAND]]),
        ("abs(x)/x", "0", "+-", [["side", "+", EXPAND], ["side", "+-", EXPAND]]),
        ("sin(x)/x", "0", "+-", [["side", "+", EXPAND], ["side", "-", ["expand", "9"]]]),
        ("cos(x)", "oo", "-", [way("2*pi*n", "1"), way("-2*pi*n - pi", "-1")]),  # to −∞
        ("cos(x)", "oo", "+", [way("2*pi*n", "1"), way("2*pi*n + pi", "-1")]),  # a side that infinity has not
        ("cos(x)", "oo", "-", [way("2*pi*n*I", "1"), way("2*pi*n + pi", "-1")]),  # not real
        ("cos(x)", "oo", "-", [way("2*pi*n*x", "1"), way("2*pi*n + pi", "-1")]),
        ("1/x", "oo", "-", [way("n", "1/n"), way("n + 1", "1/(n + 1)")]),  # undefined at n = 0
        ("exp(x)", "oo", "-", [way("n", "exp(n)"), way("n", "exp(n)", EXPAND, ["parts", EXPAND])]),
        ("cos(x)", "oo", "-", [["point", "0"], UP]),
        ("cos(x)", "oo", "-", [["sequence"], UP]),
    ],
)
def test_ways_that_show_nothing_are_refused(f: str, point: str, side: Side, ways: list[Any]) -> None:
    assert not is_proved(f, point, side, *ways)


def test_the_index_is_a_name_of_its_own() -> None:
    scope = Scope.of({"n": Domain("real")})
    statement = NoLimit(scope, parse_term("sin(n*x)"), "x", "oo", "-")
    assert statement.index == "n1"
    assert not is_proved("sin(n*x)", "oo", "-", UP, DOWN, scope=scope, n="2")


def test_parameters_for_which_the_limits_agree_are_conditions_or_refused() -> None:
    scope = Scope.of({"a": Domain("real")})
    ways = (way("2*pi*n + pi/2", "a"), way("2*pi*n + 3*pi/2", "-a"))
    assert not is_proved("a*sin(x)", "oo", "-", *ways, scope=scope, a="2")  # a may be 0
    positive = Scope.of({"a": Domain("positive")})
    assert is_proved("a*sin(x)", "oo", "-", *ways, scope=positive, a="2")
