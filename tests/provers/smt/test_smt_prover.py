"""Solvers search and the exact checker decides: what they merely assert is never proved, forged answers change nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from porism.provers.protocol import Budget
from porism.provers.smt import prover
from porism.provers.smt.prover import SmtProver
from porism.provers.verdict import Proved, Refuted, Unknown
from porism.symbolic.claim import Claim
from porism.symbolic.smt.farkas import derivation
from porism.symbolic.smt.script import Script, negation
from porism.symbolic.smt.solvers import Answer, Model, Silent, Unsatisfiable, answers
from porism.symbolic.term import number

pytest.importorskip("z3")
pytest.importorskip("cvc5")

BUDGET = Budget(10.0)

LINEAR: dict[str, tuple[dict[str, str], list[str]]] = {
    "x <= 1 + y": ({}, ["x + y <= 1", "y >= 0"]),
    "x <= 5": ({}, ["x <= 3*y", "y <= 1"]),
    "x < 3": ({}, ["2*x + y == 4", "y > -2"]),
    "x <= 1": ({}, ["x + y <= 3", "y >= 0", "x <= 0", "z >= y"]),
    "x + 2*y - 3*z <= 100": ({"x": "[0, 3]", "y": "[0, 4]"}, ["z >= x - y", "2*z + w >= 1", "w <= 3*x"]),
    "x/3 + y/7 < 1": ({"x": "[0, 1]", "y": "[0, 1]"}, []),
    "a + b + c >= 6": ({}, ["a >= 1", "b >= a + 1", "c == a + b"]),
    "n + 1 > 0": ({"n": "natural"}, []),
}
FALSE: dict[str, tuple[dict[str, str], list[str]]] = {
    "x**2 >= 2*x": ({"x": "positive"}, []),
    "x**2 != 2": ({}, []),
    "x < 3": ({}, ["2*x + y == 4", "y >= -2"]),
    "x**3 + y**3 == 1": ({}, ["x**2 + y**2 == 1"]),
    "sqrt(x) <= x": ({"x": "positive"}, []),
    "abs(x + y) == abs(x) + abs(y)": ({}, []),
    "1/x + 1/y == 4/(x + y)": ({"x": "positive", "y": "positive"}, []),
    "n**2 != 144": ({"n": "natural"}, ["n > 3"]),
    "a*b*c <= 10**6": ({"a": "natural", "b": "natural", "c": "natural"}, ["a + b + c == 400"]),
}


@pytest.mark.parametrize("text", LINEAR)
def test_linear_claims_are_proved_by_multipliers(text: str) -> None:
    verdict = SmtProver().prove(Claim.parse(text, *LINEAR[text]), None, BUDGET)
    assert isinstance(verdict, Proved)
    assert [c.name for c in verdict.checkers] == ["porism-exact"]
    assert [step[0] for step in verdict.certificate.data["steps"]] == ["sign"]


@pytest.mark.parametrize("text", FALSE)
def test_false_claims_are_refuted_at_a_point_that_the_checker_accepts(text: str) -> None:
    verdict = SmtProver().prove(Claim.parse(text, *FALSE[text]), None, BUDGET)
    assert isinstance(verdict, Refuted)
    assert [c.name for c in verdict.checkers] == ["porism-exact"]


@pytest.mark.parametrize(
    ("text", "domains"),
    [("n**2 >= n", {"n": "integer"}), ("2*n + 1 != 2*m", {"n": "integer", "m": "integer"})],
)
def test_what_solvers_assert_is_not_proved(text: str, domains: dict[str, str]) -> None:
    verdict = SmtProver().prove(Claim.parse(text, domains), None, BUDGET)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "asserted"
    assert "z3" in verdict.detail


def test_a_claim_with_roots_is_not_even_asserted() -> None:
    # False at x = y = -1, and the script has no such points.
    verdict = SmtProver().prove(Claim.parse("sqrt(x)*sqrt(y) == sqrt(x*y)"), None, BUDGET)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "undecided"


def test_what_is_no_arithmetic_is_unsupported() -> None:
    for text in ("sin(x) <= 1", "x**y >= 0", "pi > 3"):
        verdict = SmtProver().prove(Claim.parse(text), None, BUDGET)
        assert isinstance(verdict, Unknown)
        assert verdict.reason == "unsupported"
    assert "complex" in (SmtProver().supports(Claim.parse("z == z", {"z": "complex"})) or "")


@pytest.mark.parametrize(
    "forged",
    [
        Unsatisfiable("liar 1", frozenset()),
        Unsatisfiable("liar 1", frozenset(range(50))),
        Model("liar 1", {"x": number(3)}),
        Model("liar 1", {"y": number(3)}),
        Model("liar 1", {}),
        Silent("liar 1", "tired"),
    ],
)
def test_a_solver_that_lies_changes_no_verdict(forged: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    def lie(script: Script, seconds: float, solvers: tuple[str, ...]) -> Iterator[Answer]:
        yield forged

    monkeypatch.setattr(prover, "answers", lie)
    for text in ("x <= 1", "x**2 >= 0", "x == x + 1"):
        verdict = SmtProver().prove(Claim.parse(text), None, BUDGET)
        if text == "x**2 >= 0":
            assert not isinstance(verdict, Refuted)
        else:
            assert not isinstance(verdict, Proved)


def test_multipliers_need_the_facts_that_are_named() -> None:
    script = negation(Claim.parse("x <= 5", {}, ["x <= 3*y", "y <= 1"]))
    assert derivation(script, {0, 1}) is not None
    assert derivation(script, {0}) is None
    assert derivation(script, set()) is None
    assert derivation(negation(Claim.parse("x*y <= 5", {}, ["x*y <= 3"])), {0}) is None


def test_without_solvers_the_answer_is_the_command_that_installs_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(prover, "installed", dict)
    verdict = SmtProver().prove(Claim.parse("x == x"), None, BUDGET)
    assert isinstance(verdict, Unknown)
    assert (verdict.reason, "pip install 'porism[smt]'" in verdict.detail) == ("missing", True)


def test_names_of_a_claim_do_not_reach_the_solvers() -> None:
    script = negation(Claim.parse("assert_ + exit >= 0", {}, ["exit > 1"]))
    assert "exit" not in script.text
    assert sorted(script.variables.values()) == ["assert_", "exit"]
    assert all(isinstance(answer, Model) for answer in answers(script, 5.0))
