"""Solutions of differential equations: honest ones are accepted, forged ones are not."""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Disproved, Established
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.parse import parse_term as term
from porism.symbolic.statements import (
    OdeGeneral,
    OdeImplicit,
    OdeIndependence,
    OdeSolution,
    Scope,
    statement_from_json,
)
from porism.symbolic.statements.ode import Ode
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import number, to_json

REAL = Scope()
POSITIVE = Scope.of({"x": Domain("positive")})


def ode(text: str, order: int = 1) -> Ode:
    return Ode(term(text), "x", ("y", "y1", "y2", "y3")[: order + 1])


def is_proved(statement: Statement, data: Any = None) -> bool:
    assert statement_from_json(statement.to_json()) == statement
    return isinstance(established(statement, data, Budget(10.0, 2048)), Established)


GROWTH, OSCILLATOR, LOGISTIC, ROOT = (
    ode("y1 - y"),
    ode("y2 + y", 2),
    ode("y1 - y*(1-y)"),
    ode("y1 - 2*sqrt(y)"),
)

RIGHT = [
    (GROWTH, "C1*exp(x)"),
    (OSCILLATOR, "C1*cos(x) + C2*sin(x)"),
    (LOGISTIC, "1/(1 + C1*exp(-x))"),
    (LOGISTIC, "0"),
    (LOGISTIC, "1"),
    (ROOT, "0"),
    (ode("y - x*y1 - y1**2"), "C1*x + C1**2"),
    (ode("y - x*y1 - y1**2"), "-x**2/4"),
    (ode("x*y1 + y"), "C1/x"),
]
WRONG = [
    (GROWTH, "C1*exp(-x)"),
    (GROWTH, "C1*exp(x) + 1"),
    (OSCILLATOR, "C1*cos(x) + C2*sin(2*x)"),
    (OSCILLATOR, "C1*cos(x) + C2"),
    (LOGISTIC, "1/(1 + C1*exp(x))"),
    (LOGISTIC, "2"),
    (ROOT, "(x + C1)**2"),  # not where x + C1 < 0
    (ode("y - x*y1 - y1**2"), "C1*x + C1"),
    (ode("y - x*y1 - y1**2"), "x**2/4"),
    (ode("1/y1 - 1"), "0"),  # not defined anywhere
]


@pytest.mark.parametrize(("equation", "y"), RIGHT)
def test_solutions(equation: Ode, y: str) -> None:
    assert is_proved(OdeSolution(REAL, equation, ("C1", "C2"), term(y)))


@pytest.mark.parametrize(("equation", "y"), WRONG)
def test_what_is_no_solution(equation: Ode, y: str) -> None:
    assert not is_proved(OdeSolution(REAL, equation, ("C1", "C2"), term(y)))


def test_a_wrong_solution_is_disproved() -> None:
    wrong = OdeSolution(REAL, ROOT, ("C1",), term("(x + C1)**2"))
    assert isinstance(established(wrong, None, Budget(10.0, 2048)), Disproved)
    right = OdeSolution(REAL.assuming(Relation.parse("x + C1 >= 0")), ROOT, ("C1",), term("(x + C1)**2"))
    assert is_proved(right)


def test_the_unknown_function_is_not_in_its_solution() -> None:
    for y in ("y", "y1", "C1*exp(x) + y - y"):
        assert not is_proved(OdeSolution(REAL, GROWTH, ("C1",), term(y)))
    assert not is_proved(OdeSolution(REAL, ode("y1 - C1*y"), ("C1",), term("exp(C1*x)")))
    assert not is_proved(OdeSolution(REAL, GROWTH, ("x",), term("exp(x)")))
    assert not is_proved(OdeSolution(Scope.of({"x": Domain("integer")}), GROWTH, (), term("0")))


def point(**at: str) -> dict[str, Any]:
    return {"point": {x: to_json(term(t)) for x, t in at.items()}, "radius": "1/8"}


def test_independent_constants() -> None:
    both = ("C1", "C2")
    at = point(x="1", C1="1", C2="2")
    assert is_proved(OdeIndependence(REAL, OSCILLATOR, both, term("C1*cos(x) + C2*sin(x)")), at)
    for y in (
        "C1*cos(x) + C2*cos(x)",
        "(C1 + C2)*cos(x)",
        "C1*cos(x) + C2*sin(x)*0",
        "C1*C2*cos(x)",
        "cos(x + C1 - C2)",
    ):
        assert not is_proved(OdeIndependence(REAL, OSCILLATOR, both, term(y)), at)
    assert not is_proved(OdeIndependence(REAL, OSCILLATOR, ("C1",), term("C1*cos(x)")), point(x="1", C1="1"))
    assert not is_proved(
        OdeIndependence(REAL, OSCILLATOR, ("C1", "C1"), term("C1*cos(x)")), point(x="1", C1="1")
    )


@pytest.mark.parametrize(
    "data",
    [
        None,
        {},
        point(x="1", C1="1"),
        point(x="1", C1="1", C2="x"),
        point(x="1", C1="1", C2="2") | {"radius": "0"},
        point(x="1", C1="1", C2="2") | {"radius": "-1"},
        point(x="-1", C1="1", C2="2"),  # not in the scope
        point(x="1/16", C1="1", C2="2"),  # the box is not
    ],
)
def test_forged_points_are_refused(data: Any) -> None:
    statement = OdeIndependence(POSITIVE, OSCILLATOR, ("C1", "C2"), term("C1*cos(x) + C2*sin(x)"))
    assert not is_proved(statement, data)
    assert is_proved(statement, point(x="1", C1="1", C2="2"))


def linear(at: str, rest: str, *coefficients: str) -> dict[str, Any]:
    plain = [to_json(term(c)) for c in coefficients]
    return {"coefficients": plain, "rest": to_json(term(rest)), "point": to_json(term(at))}


def all_solutions(
    equation: Ode, y: str, data: Any, scope: Scope = REAL, constants: tuple[str, ...] = ("C1", "C2")
) -> bool:
    return is_proved(OdeGeneral(scope, equation, constants, term(y)), data)


def test_all_solutions_of_a_linear_equation() -> None:
    data = linear("0", "0", "1", "0", "1")
    assert all_solutions(OSCILLATOR, "C1*cos(x) + C2*sin(x)", data)
    for y in ("C1*cos(x)", "C1*cos(x) + C2*cos(x)", "C1*cos(x) + C2**2*sin(x)", "C1*cos(x) + abs(C2)*sin(x)"):
        assert not all_solutions(OSCILLATOR, y, data)
    assert not all_solutions(OSCILLATOR, "C1*exp(I*x) + C2*exp(-I*x)", data)  # real constants do not give cos
    assert not all_solutions(OSCILLATOR, "C1*cos(x)", data, constants=("C1",))
    positive = Scope.of({"C1": Domain("positive")})
    assert not all_solutions(OSCILLATOR, "C1*cos(x) + C2*sin(x)", data, positive)
    for restricted in ("C1 >= 1", "y > 0"):
        scope = REAL.assuming(Relation.parse(restricted))
        assert not all_solutions(OSCILLATOR, "C1*cos(x) + C2*sin(x)", data, scope)
    for forged in (
        linear("0", "0", "1", "0", "2"),
        linear("0", "1", "1", "0", "1"),
        linear("0", "0", "1", "1"),
        {},
        None,
    ):
        assert not all_solutions(OSCILLATOR, "C1*cos(x) + C2*sin(x)", forged)


def test_a_singular_point_separates_intervals() -> None:
    euler = ode("x**2*y2 + x*y1 - y", 2)
    data = linear("1", "0", "-1", "x", "x**2")
    assert all_solutions(euler, "C1*x + C2/x", data, POSITIVE)
    assert not all_solutions(euler, "C1*x + C2/x", data)
    closed = Scope.of({"x": interval(number(0), None, True, False)})
    assert not all_solutions(euler, "C1*x + C2/x", data, closed)
    assert not all_solutions(
        euler, "C1*x + C2/x", linear("-1", "0", "-1", "x", "x**2"), POSITIVE
    )  # a point outside
    # y = C1 x^3 is not everything on the line: the pieces may have different constants
    assert not all_solutions(ode("x*y1 - 3*y"), "C1*x**3", linear("1", "0", "-3", "x"), constants=("C1",))
    gap = REAL.assuming(Relation.parse("x != 0"))
    assert not all_solutions(ode("x*y1 - 3*y"), "C1*x**3", linear("1", "0", "-3", "x"), gap, ("C1",))


def test_nonlinear_equations_have_no_such_theorem() -> None:
    assert not all_solutions(ode("y1 - y**2"), "-1/(x + C1)", linear("0", "0", "-y", "1"), constants=("C1",))
    assert not all_solutions(LOGISTIC, "1/(1 + C1*exp(-x))", linear("0", "0", "-1", "1"), constants=("C1",))


def test_initial_values() -> None:
    zero, one = number(0), number(1)

    def fitted(y: str, *initial: Any, scope: Scope = REAL, equation: Ode = OSCILLATOR) -> bool:
        return is_proved(OdeSolution(scope, equation, (), term(y), initial))

    assert fitted("cos(x) + 2*sin(x)", (0, zero, one), (1, zero, number(2)))
    assert not fitted("cos(x) + 2*sin(x)", (0, zero, one), (1, zero, one))
    assert not fitted("cos(x) + 2*sin(x)", (0, zero, number(2)))
    blow_up = ode("y1 - y**2")
    before = Scope.of({"x": interval(None, one, False, False)})
    assert fitted("1/(1 - x)", (0, zero, one), scope=before, equation=blow_up)
    assert not fitted("1/(1 - x)", (0, zero, one), equation=blow_up)  # not across the pole
    assert not fitted(
        "1/(1 - x)", (0, number(2), number(-1)), scope=before, equation=blow_up
    )  # a point outside
    assert not fitted("abs(x)", (0, zero, zero), equation=ode("y1 - x/abs(x)"))  # no derivative at 0


def test_implicit_solutions() -> None:
    circle = ode("y*y1 + x")
    assert is_proved(OdeImplicit(REAL, circle, (), term("x**2 + y**2")))
    assert not is_proved(OdeImplicit(REAL, circle, (), term("x**2 - y**2")))
    assert not is_proved(OdeImplicit(REAL, circle, (), term("x**2")))
    assert not is_proved(OdeImplicit(REAL, circle, (), term("y1 + y")))
    exact = ode("2*x*y + 1 + (x**2 + 2*y)*y1")
    assert is_proved(OdeImplicit(REAL, exact, (), term("x**2*y + x + y**2")))
    assert not is_proved(OdeImplicit(REAL, exact, (), term("x**2*y + y**2")))
    assert not is_proved(OdeImplicit(REAL, OSCILLATOR, (), term("y + x")))
