"""Trials answer as a fresh context would, in whatever order they are asked, and remember nothing of a rejected step."""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.exact.trials import MAX_CONTEXTS, Trials
from porism.symbolic.derivations.problem import step
from porism.symbolic.parse import parse_term
from porism.symbolic.term import to_json

REALS = {"x": "real", "y": "real"}
LAWS = {
    "square": step("rewrite", "root_square", parse_term("x")),
    "positive": step("rewrite", "abs_of_nonneg", parse_term("x")),
    "other": step("rewrite", "abs_mul", parse_term("x"), parse_term("y")),
}
QUESTIONS: list[tuple[list[str], str, bool]] = [
    ([], "sqrt(x**2) - abs(x)", False),
    (["square"], "sqrt(x**2) - abs(x)", True),
    (["square", "positive"], "0", False),  # x is not known to be positive: the step is rejected
    (["square"], "sqrt(x**2) - x", False),
    (["square", "other"], "sqrt(x**2)*abs(y) - abs(x*y)", True),
    (["other"], "sqrt(x**2)*abs(y) - abs(x*y)", False),
    (["other", "square"], "sqrt(x**2)*abs(y) - abs(x*y)", True),
    (["positive"], "0", False),
]


def asked(trials: Trials, laws: list[str], goal: str, variables: dict[str, Any] = REALS) -> bool:
    return trials.follows(variables, [], [LAWS[n] for n in laws], "=", to_json(parse_term(goal)), 2)


@pytest.mark.parametrize("order", [1, -1], ids=["forwards", "backwards"])
def test_what_was_asked_before_makes_no_difference(order: int) -> None:
    kept = Trials()
    for laws, goal, expected in [*QUESTIONS, *QUESTIONS][::order]:
        assert asked(kept, laws, goal) is expected
        assert asked(Trials(), laws, goal) is expected


def test_facts_and_domains_are_part_of_the_question() -> None:
    trials = Trials()
    assert not asked(trials, ["square", "positive"], "sqrt(x**2) - x")
    assert asked(trials, ["square", "positive"], "sqrt(x**2) - x", {"x": "positive", "y": "real"})
    assert not asked(trials, ["square", "positive"], "sqrt(x**2) - x")


def test_only_a_few_contexts_are_kept() -> None:
    trials = Trials()
    for grain in range(1, 3 * MAX_CONTEXTS):
        trials.follows(REALS, [], [], "=", to_json(parse_term("x - x")), grain)
    assert len(trials.kept) <= MAX_CONTEXTS


def test_malformed_questions_are_no() -> None:
    assert not Trials().follows(REALS, [], [["no such rule"]], "=", ["num", "0"], 2)
    assert not Trials().follows(REALS, [], [], "=", ["nonsense"], 2)
    assert not Trials().follows({"x": "no domain"}, [], [], "=", ["num", "0"], 2)
