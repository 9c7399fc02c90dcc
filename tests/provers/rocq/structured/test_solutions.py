"""Solutions and sets of solutions as Rocq's theorems; and no theorem for a false one, whatever its data say."""

from __future__ import annotations

from typing import Any

import pytest

import porism
from porism.provers.calculus.verdict import Established, Theorem
from porism.provers.protocol import Budget, WholeTask
from porism.provers.rocq.structured.solutions import set_text, solution_theorem
from porism.provers.rocq.structured.theorems import theorems
from porism.stages import _task
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import Solution, SolutionSet
from porism.symbolic.term import number

BUDGET = Budget(seconds=30.0)
REAL = Domain("real")
N = (("n", Domain("integer")),)


def sides(equation: str) -> tuple[Any, Any]:
    left, right = equation.split("==")
    return parse_term(left), parse_term(right)


def solves(equation: str, value: str, domain: Domain = REAL, bound: Any = ()) -> Solution:
    return Solution(Scope.of({"x": domain}), *sides(equation), "x", Family(parse_term(value), bound))


def only(equation: str, *values: str, domain: Domain = REAL) -> SolutionSet:
    families = tuple(Family(parse_term(v)) for v in values)
    return SolutionSet(Scope.of({"x": domain}), *sides(equation), "x", families)


def tasks_of(equation: str, domain: str | None = None) -> list[WholeTask]:
    parts = [p.verdict for p in porism.solve(equation, "x", domain).parts]
    found = [v for v in parts if isinstance(v, Established)]
    return [WholeTask(v.statement, v.data, v.conditions, tuple(map(_task, v.parts))) for v in found]


@pytest.mark.rocq
def test_equations_are_theorems() -> None:
    asked = [
        *tasks_of("x**2 - 5*x + 6 == 0"),
        *tasks_of("x**2 + x + 1 == 0"),
        *tasks_of("(x**2 - 4)/(x - 2) == 5"),
        *tasks_of("1/x == 0"),
        *tasks_of("exp(x) == 5"),
        *tasks_of("cos(x) == 1/3"),
    ]
    assert len(asked) == 12
    found = theorems(asked, BUDGET)
    assert [f if isinstance(f, str) else "" for f in found] == [""] * len(asked)


FALSE = [
    solves("x**2 == 4", "3"),
    solves("x**2 == 4", "-2", Domain("positive")),  # outside the domain
    solves("x**2 == 4", "2", interval(number(0), number(2), True, False)),
    solves("(x**2 - 4)/(x - 2) == 4", "2"),  # a pole
    solves("sqrt(x) == -2", "4"),  # extraneous, from squaring
    solves("sqrt(x - 5) == sqrt(2*x - 7)", "2"),  # true of complex numbers; Rocq's roots are both 0
    solves("log(x) == log(-x)", "1"),
    solves("log(x) == 0*x", "-1"),  # Rocq's ln(-1) is 0
    solves("1/x == x", "0"),  # Rocq's 1/0 is 0
    solves("sin(x) == 1/2", "pi/6 + pi*n", bound=N),
    solves("sin(x) == 0", "pi*n", bound=(("n", REAL),)),  # n is no integer
    solves("asin(x) == pi/2", "2"),
]


@pytest.mark.rocq
@pytest.mark.parametrize("said", FALSE, ids=str)
def test_false_solutions_are_not(said: Solution) -> None:
    (found,) = theorems([WholeTask(said, None)], BUDGET)
    assert not isinstance(found, Theorem)


def leaf(index: int = 0) -> dict[str, Any]:
    return {"rule": "found", "family": index, "at": {}}


def handmade() -> list[WholeTask]:
    (whole,) = (t for t in tasks_of("x**2 - 5*x + 6 == 0") if isinstance(t.statement, SolutionSet))
    (rooted,) = (t for t in tasks_of("x**2 == 9", "positive") if isinstance(t.statement, SolutionSet))
    one, two = only("x**2 - 5*x + 6 == 0", "2"), only("x**2 - 5*x + 6 == 0", "2", "4")
    return [
        WholeTask(one, whole.data, (), whole.parts),  # a root left out
        WholeTask(two, whole.data, (), whole.parts),
        WholeTask(only("x**2 - 5*x + 6 == 0"), whole.data, (), whole.parts),
        WholeTask(only("x**2 == 9", "3"), rooted.data, (), rooted.parts),  # on the whole line there are two
        WholeTask(only("x == x", "0"), leaf()),
        WholeTask(only("x**3 == x", "0", "1"), leaf()),
        WholeTask(only("abs(x) == 1", "1"), {"rule": "invert", "of": 0, "side": "left", "name": "n", "real": True,
                                              "cases": [leaf(), leaf()]}),
        # True over the real numbers, but log(x) == pi*I is solved by -1: Rocq must not speak of it.
        WholeTask(only("log(x)**2 == -pi**2"), {"rule": "absurd", "of": 0, "using": []}),
        WholeTask(only("sqrt(x)**2 == -1"), {"rule": "absurd", "of": 0, "using": []}),
    ]  # fmt: skip


@pytest.mark.rocq
def test_false_sets_are_not() -> None:
    found = theorems(handmade(), BUDGET)
    assert not [t for t in found if isinstance(t, Theorem)]


def test_what_the_theorems_say() -> None:
    said = solution_theorem(solves("(x**2 - 4)/(x - 2) == 5", "3")).text
    assert "3 - 2 <> 0" in said or "1 <> 0" in said or said.endswith("= 5)")
    whole = set_text(only("1/x == 4", "1/4"))
    assert whole == "forall (v_x : R), (1 / v_x = 4) -> ((v_x <> 0) -> (((v_x = 1 / 4))))"
    logarithm = set_text(only("log(x) == 0", "1"))  # that x is positive is to be proved
    assert "(0 < v_x) /\\ " in logarithm


@pytest.mark.parametrize(
    "said",
    [
        only("x**2 == -1", domain=Domain("complex")),
        only("x == 1", "1", domain=Domain("integer")),
        SolutionSet(
            Scope.of({"x": REAL}),
            *sides("cos(x) == x"),
            "x",
            (Family(parse_term("t"), (("t", interval(number(0), number(1), False, False)),), (), True),),
        ),
        SolutionSet(
            Scope.of({"x": REAL}),
            *sides("x**2 == 1"),
            "x",
            (Family(parse_term("z"), (("z", Domain("complex")),), (Relation.parse("z**2 == 1"),)),),
        ),
    ],
)
def test_what_is_not_said(said: SolutionSet) -> None:
    with pytest.raises(UnsupportedError):
        set_text(said)
