"""Definite integrals as theorems of Rocq: accepted with the right data, and with no data where they are false."""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.calculus.verdict import Theorem
from porism.provers.protocol import Budget, WholeTask
from porism.provers.rocq.structured.definite_integral import goal
from porism.provers.rocq.structured.theorems import theorems
from porism.symbolic.claim import Relation
from porism.symbolic.errors import PorismError
from porism.symbolic.extended import Extended
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.definite_integral import DefiniteIntegral
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import to_json

BUDGET = Budget(seconds=20.0)


def end(text: str) -> Extended:
    return "oo" if text == "oo" else "-oo" if text == "-oo" else parse_term(text)


def asked(f: str, over: str, value: str, *primitives: str, breaks: tuple[str, ...] = ()) -> WholeTask:
    low, high = map(end, over.split(".."))
    said = DefiniteIntegral(Scope(), parse_term(f), "x", low, high, "none" if value == "none" else end(value))
    pieces = [{"F": to_json(parse_term(F)), "trees": [None, None]} for F in primitives]
    return WholeTask(said, {"breaks": [to_json(parse_term(c)) for c in breaks], "pieces": pieces})


TRUE = [
    asked("x**2", "0..3", "9", "x**3/3"),
    asked("1/x", "1..2", "log(2)", "log(x)"),
    asked("abs(x)", "-1..2", "5/2", "-x**2/2", "x**2/2", breaks=("0",)),
    asked("a*x", "0..1", "a/2", "a*x**2/2"),
    asked("1/sqrt(x)", "0..1", "2", "2*sqrt(x)"),
    asked("exp(-x)", "0..oo", "1", "-exp(-x)"),
    asked("1/(1 + x**2)", "-oo..oo", "pi", "atan(x)"),
]
FALSE = [
    asked("x**2", "0..3", "10", "x**3/3"),
    asked("x**2", "0..3", "10", "x**3/3 + 1"),
    asked("x**2", "3..0", "-9", "x**3/3"),  # the ends are not in order
    asked("1/x**2", "-1..1", "-2", "-1/x"),  # a pole inside
    asked("1/x**2", "-1..1", "-2", "-1/x", "-1/x", breaks=("0",)),
    asked("1/x", "-1..1", "0", "log(abs(x))"),  # a principal value
    asked("1/x", "-1..1", "0", "log(abs(x))", "log(abs(x))", breaks=("0",)),
    asked("1/(1 + x**2)", "-1..1", "-pi/2", "-atan(1/x)"),  # the antiderivative jumps inside
    asked("log(x)", "-1..0", "0", "0"),  # Rocq's logarithm of a negative number is 0
    asked("sqrt(x)", "-1..0", "0", "0"),  # its root as well
    asked("x/x - 1/(x - 1)*(x - 1)", "0..2", "1", "0"),
    asked("1/(x - x)", "0..1", "0", "0"),  # and 1/0 is 0
    asked("sqrt(x**2 - 1)*0 + asin(x)", "2..3", "pi/2", "pi*x/2"),
    asked("1/x", "1..oo", "0", "log(x)"),  # diverges
    asked("cos(x)", "0..oo", "0", "sin(x)"),
    asked("1", "0..1", "1/(1 - 1)", "x"),
    asked("1/x", "1..oo", "oo", "log(x)"),  # true, and not said
    asked("x**2", "0..3", "none", "x**3/3"),
    asked("x**2", "0..3", "9", "x**3/3", breaks=("1",)),  # breaks that do not fit
    asked("x", "0..x", "x**2/2", "x**2/2"),
]


@pytest.mark.rocq
def test_what_is_true_has_a_theorem_and_nothing_else_has() -> None:
    found = theorems([*TRUE, *FALSE], BUDGET)
    assert [str(a) for a in found[: len(TRUE)] if not isinstance(a, Theorem)] == []
    assert [str(a.statement) for a in found[len(TRUE) :] if isinstance(a, Theorem)] == []


def test_the_proposition_owes_what_the_integrand_owes() -> None:
    said = goal(asked("1/x", "1..2", "log(2)", "log(x)"))
    inside = "(forall (v_x : R), (1 < v_x) -> (v_x < 2) -> (v_x <> 0) /\\ (continuity_pt (fun v_x : R => (1 / v_x)) v_x))"
    assert inside in said.statement
    assert "is_RInt_gen (fun v_x : R => (1 / v_x)) (at_right 1) (at_left 2) (ln 2)" in said.statement


@pytest.mark.parametrize(
    ("data", "conditions"),
    [
        ({"breaks": [], "pieces": [{"F": to_json(parse_term("x")), "known": [["gauss", []]]}]}, ()),
        (
            {
                "breaks": [],
                "pieces": [{"F": to_json(parse_term("x"))}],
                "reflected": to_json(parse_term("2")),
            },
            (),
        ),
        ({"breaks": [], "pieces": []}, ()),
        ({"breaks": [], "pieces": [{"F": to_json(parse_term("x"))}]}, (Relation.parse("x > 2"),)),
    ],
)
def test_other_rules_and_conditions_on_the_variable_are_not_said(
    data: Any, conditions: tuple[Relation, ...]
) -> None:
    said = asked("1", "0..1", "1").statement
    with pytest.raises(PorismError):
        goal(WholeTask(said, data, conditions))
