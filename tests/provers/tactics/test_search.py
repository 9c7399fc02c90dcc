"""The search: what it finds is a script of the session, no state is searched twice, and every limit ends it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from porism.provers.tactics.generator import Suggestion
from porism.provers.tactics.protocol import Finished, State
from porism.provers.tactics.search import MAX_CRASHES, Limits, Node, Progress, search
from tests.provers.tactics.toy import Always, ToySession


@given(st.lists(st.integers(0, 9), min_size=1, max_size=3), st.integers(0, 5))
def test_a_found_script_finishes_the_theorem_when_it_is_run_again(numbers: list[int], seed: int) -> None:
    found = search(ToySession(*numbers), Always("1", "3"), seed=seed)
    assert found.ending == "found"
    session, state = ToySession(*numbers), ToySession(*numbers).initial
    for tactic in found.script[:-1]:
        following = session.run(state, tactic, 1.0)
        assert isinstance(following, State)
        state = following
    assert isinstance(session.run(state, found.script[-1], 1.0), Finished)
    assert list(found.script) == found.tree.script()


def test_no_state_is_expanded_twice() -> None:
    session = ToySession(3, 7)
    found = search(session, Always("swap", "4", "2"))
    assert found.ending == "exhausted"  # 7 + 2k is never 10
    assert len(session.ran) == len(set(session.ran))
    expanded = {script for script, _ in session.ran}
    assert len(expanded) == found.nodes


def test_the_same_seed_tries_the_same_tactics() -> None:
    sessions = [ToySession(0, 1, 2) for _ in range(3)]
    for session, seed in zip(sessions, (7, 7, 8), strict=True):
        search(session, Always("2", "1", "3"), seed=seed)
    assert sessions[0].ran == sessions[1].ran
    assert sessions[0].ran != sessions[2].ran


class Deepest:
    """A ranker of one's own."""

    def rank(self, node: Node) -> float:
        return -float(len(node.state.script))


def test_the_ranker_decides_what_is_searched_first() -> None:
    session = ToySession(0)
    search(session, Always("1"), Deepest())
    broad = ToySession(0, 0)
    assert search(broad, Always("1"), Deepest()).ending == "found"
    assert [len(script) for script, _ in session.ran] == list(range(10))


def test_a_script_that_is_not_taken_is_passed_over() -> None:
    seen = list[tuple[str, ...]]()

    def accept(script: tuple[str, ...]) -> bool:
        seen.append(script)
        return len(script) == 2

    found = search(ToySession(0), Always("10", "5"), accept=accept)
    assert found.script == ("5", "5")
    assert seen[0] == ("10",)
    statuses = [status for _, status in found.tree.graph.nodes(data="status")]
    assert statuses.count("refused") == len(seen) - 1
    assert statuses.count("finished") == 1


def test_nothing_is_found_where_nothing_is_taken() -> None:
    found = search(ToySession(0), Always("10", "5"), accept=lambda script: False)
    assert (found.ending, found.script, found.tree.proof()) == ("exhausted", (), [])


@pytest.mark.parametrize(
    ("limits", "ending"),
    [
        (Limits(nodes=5), "nodes"),
        (Limits(tactics=7), "tactics"),
        (Limits(seconds=0.0), "time"),
        (Limits(depth=2), "exhausted"),
    ],
)
def test_every_limit_ends_the_search(limits: Limits, ending: str) -> None:
    found = search(ToySession(-(10**9)), Always("1", "split"), limits=limits)
    assert (found.ending, found.script) == (ending, ())
    assert found.tactics <= limits.tactics


def test_it_can_be_stopped() -> None:
    seen = list[Progress]()
    found = search(ToySession(-(10**9)), Always("1", "2"), stop=lambda: len(seen) > 5, progress=seen.append)
    assert found.ending == "stopped"
    assert len(seen) == 6
    assert [p.nodes for p in seen] == sorted(p.nodes for p in seen)


def test_a_process_that_only_crashes_ends_it() -> None:
    found = search(ToySession(-(10**9)), Always("crash", "1"))
    assert found.ending == "crashed"
    kinds = [kind for _, data in found.tree.graph.nodes(data=True) for _, kind, _ in data["failures"]]
    assert kinds == ["crash"] * (MAX_CRASHES + 1)


def test_one_timeout_costs_no_proof() -> None:
    started = time.monotonic()
    found = search(ToySession(8), Always("slow", "2"))
    assert found.script == ("2",)
    assert found.tree.graph.nodes[0]["failures"][0][:2] == ("slow", "timeout")
    assert time.monotonic() - started < 30  # the toy does not wait


class Closing:
    """`10` is said to close the goal, and is followed by more."""

    def suggestions(self, state_: State) -> list[Suggestion]:
        return [Suggestion("10", closes=True), Suggestion("1")]


def test_a_goal_that_was_closed_is_not_worked_on() -> None:
    session = ToySession(0, 0)
    assert search(session, Closing()).script == ("10", "10")
    assert [tactic for _, tactic in session.ran] == ["10", "10"]
