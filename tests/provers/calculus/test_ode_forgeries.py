"""What is proved on an interval is not said of the whole line; constants are not restricted by hypotheses."""

from __future__ import annotations

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.statements.ode import Ode, OdeGeneral, OdeSolution
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import to_json

EULER = Ode(parse_term("x*y1 - 2*y"), "x", ("y", "y1"))


def test_all_solutions_between_singular_points_are_not_all_solutions() -> None:
    # C1*x**2 for x < 0 and C2*x**2 for x > 0 is a solution on the whole line, for any C1 and C2.
    data = {
        "coefficients": [to_json(parse_term(c)) for c in ("-2", "x")],
        "rest": ["num", "0"],
        "point": ["num", "1"],
    }
    half = OdeGeneral(Scope.of({"x": Domain("positive")}), EULER, ("C1",), parse_term("C1*x**2"))
    whole = OdeGeneral(Scope.of({"x": Domain("real")}), EULER, ("C1",), parse_term("C1*x**2"))
    assert isinstance(established(half, data, Budget(10, 1024)), Established)
    assert not isinstance(established(whole, data, Budget(5, 1024)), Established)
    assert [str(r) for r in half.assumed] == ["x != 0"]


def test_a_solution_says_on_which_interval_it_holds() -> None:
    scope = Scope.of({"x": parse_domain("(-1/2, oo)")})
    ode = Ode(parse_term("y1 - 1/y"), "x", ("y", "y1"))
    initial = ((0, parse_term("0"), parse_term("1")),)
    solution = OdeSolution(scope, ode, (), parse_term("sqrt(2*x + 1)"), initial)
    assert isinstance(established(solution, None, Budget(10, 1024)), Established)
    assert [str(r) for r in solution.assumed] == ["-1/2 < x"]


def test_constants_are_not_restricted() -> None:
    data = {"coefficients": [["num", "-1"], ["num", "1"]], "rest": ["num", "0"], "point": ["num", "1"]}
    ode, hypotheses = Ode(parse_term("y1 - y"), "x", ("y", "y1")), (Relation.parse("C1 == 0"),)
    forged = OdeGeneral(Scope.of({"x": Domain("real")}, hypotheses), ode, ("C1",), parse_term("C1*x"))
    assert not isinstance(established(forged, data, Budget(5, 1024)), Established)
