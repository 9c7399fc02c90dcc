"""Whole statements as theorems: minted for what the kernel accepted, refused for anything else, checked again from records."""

from __future__ import annotations

from typing import Any

import pytest
import sympy

import porism
from porism.provers.calculus.verdict import Established, Theorem
from porism.provers.lean.checking import locate
from porism.provers.lean.sums import induction as sums
from porism.provers.lean.sums import laws
from porism.provers.lean.sums.theorems import theorems
from porism.provers.protocol import Budget, WholeTask
from porism.provers.verdict import Checker
from porism.result import Result
from porism.reverify import _theorems_hold, accepted_again
from porism.symbolic.domain import Domain
from porism.symbolic.errors import TrustError
from porism.symbolic.parse import parse_term
from porism.symbolic.statements import statement_from_json
from porism.symbolic.statements.hypergeometric import Linear, plain
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.sum_value import NoSum, SumValue

BUDGET = Budget(seconds=20.0)
SCOPE = Scope.of({"n": Domain("natural")})


def total(summand: str, value: str, first: int = 0) -> SumValue:
    sides = plain(parse_term(summand)), plain(parse_term(value))
    return SumValue(SCOPE, sides[0], "k", Linear(first), Linear(0, (("n", 1),)), sides[1])


@pytest.mark.lean
def test_one_statement_that_has_no_theorem_harms_no_other() -> None:
    asked = [
        total("k", "n*(n + 1)/2"),
        NoSum(SCOPE, plain(parse_term("(-1)**k")), "k", Linear(0)),
        total("k", "n*(n + 2)/2"),
        total("k**3", "n**2*(n + 1)**2/4"),
    ]
    found = theorems([WholeTask(statement, None) for statement in asked], BUDGET)
    assert [isinstance(t, Theorem) for t in found] == [True, False, False, True]
    assert found[1] == "a sum without value has no theorem of its own"
    assert "differ" in str(found[2])


@pytest.mark.lean
def test_what_the_kernel_refuses_is_no_theorem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sums, "proved", lambda *arguments: laws.attempted(*arguments)[0])
    found = theorems(
        [WholeTask(total("k", "n*(n + 2)/2"), None), WholeTask(total("2**k", "2**n"), None)], BUDGET
    )
    assert [isinstance(t, Theorem) for t in found] == [False, False]


def test_without_lean_there_is_no_theorem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "missing", lambda: "Lean is not installed")
    assert theorems([WholeTask(total("k", "n*(n + 1)/2"), None)], BUDGET) == ["Lean is not installed"]


def test_a_theorem_is_minted_by_provers_only() -> None:
    with pytest.raises(TrustError):
        Theorem(total("k", "n"), Checker("lean", "4.35.0", "kernel"), "")


@pytest.fixture(scope="module")
def answer() -> Result:
    n, k = sympy.symbols("n k", integer=True, nonnegative=True)
    return porism.summation(k * 2**k, (k, 0, n), kernel="lean")


@pytest.mark.lean
def test_a_sum_is_proved_as_a_whole_and_checked_again(answer: Result) -> None:
    (part,) = answer.parts
    assert isinstance(part.verdict, Established)
    assert part.verdict.trust == "kernel"
    assert [theorem.checker.name for theorem in part.verdict.theorems] == ["lean"]
    assert "Ring.sum_eq" in answer.to_lean()
    with pytest.raises(TrustError):
        part.verdict.with_theorem(_theorem_of(total("k**3", "n**2*(n + 1)**2/4")))
    assert accepted_again(answer.certificate, 60.0)


@pytest.mark.lean
def test_a_record_cannot_claim_a_theorem(answer: Result) -> None:
    (part,) = answer.certificate
    statement = statement_from_json(part["statement"])
    (theorem,) = part["theorems"]
    assert _theorems_hold(part, statement, ())
    forged: list[dict[str, Any]] = [
        {"theorems": []},
        {"theorems": [{**theorem, "file": theorem["file"].replace("Nat.add v_n 1", "Nat.add v_n 2")}]},
        {"theorems": [{**theorem, "checker": {"name": "mine"}}]},
        {"theorems": [theorem, theorem], "trust": "cross-checked"},
        {"theorems": "none", "trust": "kernel"},
        {"trust": "cross-checked"},
        {"trust": "exact"},
    ]
    assert [_theorems_hold({**part, **change}, statement, ()) for change in forged] == [False] * len(forged)
    assert not accepted_again([{**part, **forged[1]}], 60.0)


def _theorem_of(statement: SumValue) -> Theorem:
    (found,) = theorems([WholeTask(statement, None)], BUDGET)
    assert isinstance(found, Theorem)
    return found
