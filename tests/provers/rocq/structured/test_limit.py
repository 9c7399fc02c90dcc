"""Limits and solutions of differential equations as theorems of Rocq; what is false has none."""

from __future__ import annotations

import pytest

from porism.provers.calculus.verdict import Theorem
from porism.provers.protocol import Budget, WholeTask
from porism.provers.rocq.structured.theorems import theorems
from porism.symbolic.domain import Domain, interval
from porism.symbolic.extended import Extended
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.limit import Limit, Side
from porism.symbolic.statements.ode import Ode, OdeSolution
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import number

BUDGET = Budget(seconds=20.0)


def end(text: str) -> Extended:
    return "oo" if text == "oo" else "-oo" if text == "-oo" else parse_term(text)


def tends(f: str, point: str, side: Side, value: str) -> WholeTask:
    return WholeTask(Limit(Scope(), parse_term(f), "x", end(point), side, end(value)), {"trees": []})


def solves(equation: str, solution: str) -> WholeTask:
    ode = Ode(parse_term(equation), "x", ("y", "y1"))
    return WholeTask(OdeSolution(Scope(), ode, ("C1",), parse_term(solution)), None)


def starts(
    equation: str, solution: str, *initial: tuple[int, str, str], order: int = 1, domain: Domain | None = None
) -> WholeTask:
    ode = Ode(parse_term(equation), "x", ("y", "y1", "y2")[: order + 1])
    values = tuple((i, parse_term(p), parse_term(v)) for i, p, v in initial)
    scope = Scope.of({"x": domain or Domain("real")})
    return WholeTask(OdeSolution(scope, ode, (), parse_term(solution), values), None)


TRUE = [
    tends("sin(x)/x", "0", "+-", "1"),
    tends("(1 - cos(x))/x**2", "0", "+", "1/2"),
    tends("(x**2 - 1)/(x - 1)", "1", "+-", "2"),
    tends("1/x", "0", "+", "oo"),
    tends("1/x", "0", "-", "-oo"),
    tends("x**2*exp(-x)", "oo", "-", "0"),
    tends("log(x)/x", "oo", "-", "0"),
    tends("(x*cos(x) - sin(x))/(x**2*sin(x))", "0", "+-", "-1/3"),  # what the sine is near its zero
    tends("tan(x)*(x - pi/2)", "pi/2", "+-", "-1"),
    tends("(exp(x) - exp(sin(x)))/(x - sin(x))", "0", "+", "1"),  # a zero of order 3
    tends("(atan(x) - x)/x**3", "0", "+-", "-1/3"),
    solves("y1 - y", "C1*exp(x)"),
    starts("y1 - y**2", "1/(1 - x)", (0, "0", "1"), domain=interval(None, number(1), False, False)),
    starts("y2 + y", "sin(x)", (0, "0", "0"), (1, "0", "1"), order=2),
    starts("y2 + y", "sin(x)", (0, "0", "0"), (0, "pi/2", "1"), order=2),
    starts("x*y1 + y", "2/x", (0, "1", "2"), domain=Domain("positive")),
]
FALSE = [
    tends("sin(x)/x", "0", "+-", "0"),
    tends("sin(x)/x", "0", "+-", "2"),
    tends("1/x", "0", "+-", "oo"),
    tends("1/x", "0", "+", "-oo"),
    tends("1/x", "0", "+", "0"),
    tends("log(x)", "0", "-", "0"),  # Rocq's logarithm of a negative number is 0
    tends("sqrt(x)", "0", "+-", "0"),  # and so is its root
    tends("sqrt(-1 - x)", "oo", "-", "0"),
    tends("abs(x)/x", "0", "+-", "1"),
    tends("sin(x)", "oo", "-", "0"),
    tends("x", "oo", "+", "oo"),
    tends("1/(x - x)", "0", "+", "0"),
    tends("(x*cos(x) - sin(x))/(x**2*sin(x))", "0", "+-", "1/3"),
    tends("tan(x)*(x - pi/2)", "pi/2", "+-", "1"),
    tends("1/(x - sin(x))", "0", "+-", "oo"),
    tends("1/(1 - cos(x))", "0", "+-", "-oo"),
    tends("sqrt(cos(x) - 1)", "0", "+-", "0"),  # negative near the point, where Rocq's root is 0
    tends("log(x - sin(x))/log(x - sin(x))", "0", "-", "1"),
    solves("y1 - y", "C1*exp(2*x)"),
    solves("y1", "log(x)/log(x)*x"),
    starts("y1 - y**2", "1/(1 - x)", (0, "0", "1")),  # a pole inside
    starts("y1 - y**2", "1/(1 - x)", (0, "0", "2"), domain=interval(None, number(1), False, False)),
    starts("y1 - y**2", "1/(1 - x)", (0, "2", "-1"), domain=interval(None, number(1), False, False)),
    starts("y2 + y", "sin(x)", (0, "0", "0"), (1, "0", "-1"), order=2),
    starts("y2 + y", "sin(2*x)", (0, "0", "0"), order=2),
    starts("x*y1 + y", "2/x", (0, "-1", "-2"), domain=Domain("positive")),
    starts("x*y1 + y", "0", (0, "0", "1")),
    starts("y1/x - y/x", "0", (0, "1", "0")),  # 1/x on the whole line
    starts("y1 - y", "sqrt(x)", (0, "0", "0")),
    starts("y1 - 1/x", "log(x)", (0, "-1", "0"), domain=interval(None, number(0), False, False)),
]


@pytest.mark.rocq
def test_what_is_true_has_a_theorem_and_nothing_else_has() -> None:
    found = theorems([*TRUE, *FALSE], BUDGET)
    assert [str(a) for a in found[: len(TRUE)] if not isinstance(a, Theorem)] == []
    assert [str(a.statement) for a in found[len(TRUE) :] if isinstance(a, Theorem)] == []
