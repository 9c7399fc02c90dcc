"""Whole statements as Rocq's theorems: minted for what the kernel accepted, refused for anything else, checked again."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

import porism
from porism.provers.calculus.verdict import Established, Theorem
from porism.provers.protocol import Budget, WholeTask
from porism.provers.rocq import locate
from porism.provers.rocq.checking import coqchk
from porism.provers.rocq.structured import theorems as module
from porism.provers.rocq.structured.goal import Goal
from porism.provers.rocq.structured.theorems import theorems
from porism.result import Result
from porism.reverify import _theorems_hold, accepted_again
from porism.symbolic.claim import Relation
from porism.symbolic.parse import parse_term
from porism.symbolic.statements import statement_from_json
from porism.symbolic.statements.antiderivative import Antiderivative
from porism.symbolic.statements.scope import Scope

BUDGET = Budget(seconds=20.0)


def primitive(integrand: str, value: str) -> Antiderivative:
    return Antiderivative(Scope(), parse_term(integrand), "x", parse_term(value))


@pytest.mark.rocq
def test_one_statement_that_is_no_theorem_harms_no_other() -> None:
    asked = [
        WholeTask(primitive("cos(x)", "sin(x)"), None),
        WholeTask(primitive("cos(x)", "-sin(x)"), None),
        WholeTask(primitive("1/x", "log(x)"), None, (Relation.parse("x != 0"), Relation.parse("x > 0"))),
    ]
    found = theorems(asked, BUDGET)
    assert [isinstance(t, Theorem) for t in found] == [True, False, True]


@pytest.mark.rocq
def test_a_theorem_with_more_conditions_than_the_statement_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        module, "GOALS", {"antiderivative": lambda task: Goal("1 = 1", "ring.", (Relation.parse("x > 0"),))}
    )
    (found,) = theorems([WholeTask(primitive("2/x", "log(x**2)"), None)], BUDGET)
    assert found == "its theorem has a condition that the statement does not need: 0 < x"


@pytest.mark.rocq
def test_the_kernel_decides_and_the_guard_reads_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    said = primitive("cos(x)", "sin(x)")
    bodies = iter(["intros; lra.", "Admitted."])

    def goal(task: WholeTask) -> Goal:
        return Goal("1 = 2", next(bodies))

    monkeypatch.setattr(module, "GOALS", {said.kind: goal})
    first, second = theorems([WholeTask(said, None), WholeTask(said, None)], BUDGET)
    assert str(first).startswith("undecided: ")
    assert str(second).startswith("refused: ")


def test_without_rocq_there_is_no_theorem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "missing", lambda: "coqc is not installed")
    assert theorems([WholeTask(primitive("1", "x"), None)], BUDGET) == ["coqc is not installed"]


@pytest.fixture(scope="module")
def answer() -> Result:
    x = sympy.Symbol("x")
    return porism.integrate(x * sympy.cos(x), x, kernel="rocq")


@pytest.mark.rocq
def test_an_answer_has_its_theorem_and_is_checked_again(answer: Result) -> None:
    (part,) = answer.parts
    assert isinstance(part.verdict, Established)
    assert part.verdict.trust == "kernel"
    assert "is_derive" in answer.to_rocq()
    assert accepted_again(answer.certificate, 60.0)


@pytest.mark.rocq
def test_a_record_cannot_claim_a_theorem(answer: Result) -> None:
    (part,) = answer.certificate
    statement = statement_from_json(part["statement"])
    (theorem,) = part["theorems"]
    assert _theorems_hold(part, statement, ())
    forged: list[dict[str, Any]] = [
        {"theorems": []},
        {"theorems": [{**theorem, "file": theorem["file"].replace("sin", "cos")}]},
        {"theorems": [{**theorem, "checker": {"name": "lean"}}]},
        {"trust": "cross-checked"},
    ]
    assert [_theorems_hold({**part, **change}, statement, ()) for change in forged] == [False] * len(forged)


@pytest.mark.rocq
def test_the_strict_level_has_the_last_word(answer: Result, monkeypatch: pytest.MonkeyPatch) -> None:
    (part,) = answer.certificate
    statement = statement_from_json(part["statement"])
    assert _theorems_hold(part, statement, (), strict=True)
    monkeypatch.setattr(coqchk, "refusal", lambda *_: ("strict", "coqchk did not accept the compiled proof"))
    assert not _theorems_hold(part, statement, (), strict=True)
