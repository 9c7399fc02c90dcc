"""Goals and states: what counts as the same."""

from __future__ import annotations

import pytest

from porism.provers.tactics.protocol import Goal, State

GOAL = Goal((("v_x, v_y", "R"), ("A1", "0 < v_x"), ("A2", "v_x = v_y")), "0 < v_y")


@pytest.mark.parametrize(
    "same",
    [
        Goal((("v_y", "R"), ("v_x", "R"), ("A1", "0 < v_x"), ("A2", "v_x = v_y")), "0 < v_y"),
        Goal((("v_x, v_y", "R"), ("H", "v_x = v_y"), ("H0", "0  <\n v_x")), "0 < v_y"),
    ],
)
def test_order_names_and_blanks_make_no_difference(same: Goal) -> None:
    assert same.key == GOAL.key


@pytest.mark.parametrize(
    "other",
    [
        Goal((("v_x, v_y", "R"), ("A1", "0 < v_x")), "0 < v_y"),
        Goal((("v_x, v_y", "R"), ("A1", "0 < v_y"), ("A2", "v_x = v_y")), "0 < v_y"),
        Goal((("v_x, v_y", "nat"), ("A1", "0 < v_x"), ("A2", "v_x = v_y")), "0 < v_y"),
        Goal(GOAL.hypotheses, "0 < v_x"),
    ],
)
def test_other_facts_make_another_goal(other: Goal) -> None:
    assert other.key != GOAL.key


def test_a_name_that_something_mentions_is_kept() -> None:
    first = Goal((("f", "R -> R"), ("H", "f 0 = 1")), "f 0 = 1")
    assert first.key != Goal((("g", "R -> R"), ("H", "f 0 = 1")), "f 0 = 1").key


def test_the_order_of_goals_makes_no_difference() -> None:
    one, two = Goal((), "a"), Goal((), "b")
    assert State(("x",), (one, two)).key == State(("y", "z"), (two, one)).key
    assert State((), (one, one)).key != State((), (one,)).key
