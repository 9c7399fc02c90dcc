"""Templates: filled only with what the goal has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porism.provers.tactics.generator import (
    MAX_FILLINGS,
    Scripted,
    Suggestion,
    Template,
    TemplateGenerator,
    arguments,
    conclusion_form,
    features,
    sides,
)
from porism.provers.tactics.protocol import Goal, State

GOAL = Goal((("v_x, v_y", "R"), ("A1", "0 < v_x"), ("E", "v_x = v_y")), "sqrt (v_x ^ 2) <= v_y + sqrt v_y")
STATE = State((), (GOAL,))


def tactics(*templates: Template, state: State = STATE) -> list[str]:
    return [s.tactic for s in TemplateGenerator(templates).suggestions(state)]


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("apply {name}", ["apply A1", "apply E"]),
        ("rewrite {equation}", ["rewrite E"]),
        ("ring [ {equations} ]", ["ring [ E ]"]),
        ("case {variable}", ["case v_x", "case v_y"]),
        ("use ({pair})", ["use (v_x - v_y)"]),
        ("trans {left} to {right}", ["trans sqrt (v_x ^ 2) to v_y + sqrt v_y"]),
        ("ring", ["ring"]),
    ],
)
def test_slots(text: str, filled: list[str]) -> None:
    assert tactics(Template(text)) == filled


def test_arguments_of_a_function() -> None:
    assert tactics(Template("pose {argument}", of="sqrt")) == ["pose (v_x ^ 2)", "pose v_y"]
    assert tactics(Template("pose {argument}", of="sin")) == []


def test_features_that_are_missing_leave_a_template_out() -> None:
    assert tactics(Template("ring", when=frozenset({"="}))) == []
    assert tactics(Template("lra", when=frozenset({"≤", "hypothesis"}))) == ["lra"]


def test_cheap_ones_first_and_each_once() -> None:
    assert tactics(Template("b", 2), Template("a", 1), Template("b", 3)) == ["a", "b"]


def test_no_goal_no_tactics() -> None:
    assert tactics(Template("ring"), state=State((), ())) == []


def test_hints_wait_until_the_variables_are_there() -> None:
    generator = TemplateGenerator([Template("intros", when=frozenset({"forall"}))], [Suggestion("subst")])
    closed = State((), (Goal((), "forall x : R, x = x"),))
    assert [s.tactic for s in generator.suggestions(closed)] == ["intros"]
    assert [s.tactic for s in generator.suggestions(STATE)] == ["subst"]


def test_a_script_is_followed_as_far_as_the_state_is_its_own() -> None:
    generator = Scripted(["intros.", "ring."], TemplateGenerator([Template("lra")]))

    def tactics_after(*script: str) -> list[str]:
        return [s.tactic for s in generator.suggestions(State(script, (GOAL,)))]

    assert tactics_after() == ["intros.", "lra"]
    assert tactics_after("intros.") == ["ring.", "lra"]
    assert tactics_after("intro.") == tactics_after("intros.", "ring.") == ["lra"]


def test_many_fillings_are_cut() -> None:
    many = Goal(((" ".join(f"x{k}" for k in range(50)), "R"),), "x0 = x1")
    assert len(tactics(Template("use {pair}"), state=State((), (many,)))) == MAX_FILLINGS


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("∀ (x : ℝ), x = x", "forall"),
        ("forallx = 1", "="),
        ("a <= b", "≤"),
        ("a ≥ b", "≤"),
        ("a > b", "<"),
        ("a <> b", "≠"),
        ("0 <= a <= 1", "between"),
        ("a = b /\\ b = c", "and"),
        ("(a = b) -> c", "implies"),
        ("a = b <-> c = d", "iff"),
        ("a < b \\/ b < a", "or"),
        ("f (a = b)", ""),
        ("", ""),
        (")))", ""),
    ],
)
def test_the_form_of_a_conclusion(text: str, form: str) -> None:
    assert conclusion_form(text) == form


@given(st.text(max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    goal = Goal(((text, "R"), ("H", text)), text)
    features(goal)
    sides(text)
    arguments(text, "sin")
    assert isinstance(goal.key, str)
