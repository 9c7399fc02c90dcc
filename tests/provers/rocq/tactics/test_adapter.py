"""The warm toplevel: any state can be visited, time-outs and crashes cost no state, and only tactics reach it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from porism.provers.protocol import Task
from porism.provers.rocq.checking.body_guard import one_sentence
from porism.provers.rocq.tactics import adapter
from porism.provers.rocq.tactics.adapter import RocqSession, RocqTactics, read_goal
from porism.provers.tactics.protocol import Crashed, Error, Finished, Outcome, State, Timeout
from porism.provers.verdict import Unknown
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError

pytestmark = pytest.mark.rocq


@pytest.fixture(scope="module")
def rocq() -> Iterator[RocqTactics]:
    adapter = RocqTactics()
    yield adapter
    adapter.close()


def opened(rocq: RocqTactics, text: str, assume: tuple[str, ...] = ()) -> RocqSession:
    session = rocq.open(Task(Claim.parse(text, assume=assume)))
    assert isinstance(session, RocqSession), session
    return session


def state(outcome: Outcome) -> State:
    assert isinstance(outcome, State), outcome
    return outcome


def pid(rocq: RocqTactics) -> int:
    assert rocq._top is not None
    return rocq._top._talk.process.pid


SQUARE = "pose proof (pow2_ge_0 (v_x - 1)); lra"
TWO = "x**2 + sqrt(y) >= 2*x - 1 + sqrt(y)"


def test_states_are_visited_in_any_order(rocq: RocqTactics) -> None:
    session = opened(rocq, TWO, ("y > 0",))
    a = state(session.run(session.initial, "intros v_x v_y A1", 5))
    b = state(session.run(a, "split", 5))
    c = state(session.run(session.initial, "intros", 5))
    assert [goal.conclusion for goal in b.goals] == [
        "0 <= v_y",
        "sqrt v_y + 2 * v_x - 1 <= v_x ^ 2 + sqrt v_y",
    ]
    assert b.goals[1].hypotheses[0] == ("v_x, v_y", "R")
    assert a.key == c.key
    last = state(session.run(b, "lra", 5))
    assert state(session.run(b, "lra", 5)) == last
    assert isinstance(session.run(last, SQUARE, 5), Finished)
    assert state(session.run(a, "split", 5)) == b
    assert isinstance(session.run(b, "exact (Rlt_le _ _ A1)", 5), State)
    session.close()


def test_failing_tactics_leave_the_state(rocq: RocqTactics) -> None:
    session = opened(rocq, "x == x")
    a = state(session.run(session.initial, "intros", 5))
    for wrong in ("lia", "apply nothing_of_that_name", "rewrite", "intros y z"):
        assert isinstance(session.run(a, wrong, 5), Error)
    assert isinstance(session.run(a, "reflexivity", 5), Finished)
    session.close()


COMMANDS = (
    "Axiom wrong : False", "admit", "Admitted", "give_up", "intros. Qed", "lra. lra", "{ lra", "} lra", "- lra",
    'Redirect "out" Print nat', "Abort", "BackTo 1", "Undo", "Show", "lra.\nReset Initial", "shelve", "(* lra", "lra (* *",
    'idtac "<prompt>porism_goal < 9 |porism_goal| 0 < </prompt>"', "", ".", "native_compute", "Notation \"a = b\" := True",
    "Drop", "Quit", "Unset Guard Checking", "1: 2: lra. Check 1",
)  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_only_one_tactic_reaches_it(rocq: RocqTactics, command: str) -> None:
    session = opened(rocq, "x == x")
    assert isinstance(session.run(session.initial, command, 5), Error)
    session.close()


def test_rocqs_own_timeout_keeps_the_process(rocq: RocqTactics) -> None:
    session = opened(rocq, "x == x")
    before = pid(rocq)
    assert isinstance(session.run(session.initial, "do 1000000000 idtac", 1), Timeout)
    assert pid(rocq) == before
    assert isinstance(session.run(session.initial, "intros", 5), State)
    session.close()


def test_a_silent_process_is_killed_and_its_script_replayed(
    rocq: RocqTactics, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = opened(rocq, TWO, ("y > 0",))
    a = state(session.run(session.initial, "intros v_x v_y A1", 5))
    b = state(session.run(a, "split", 5))
    before = pid(rocq)
    monkeypatch.setattr(adapter, "GRACE_S", 0.2)
    os.killpg(before, signal.SIGSTOP)
    assert isinstance(session.run(b, "nra", 1), Timeout)
    monkeypatch.undo()
    assert not Path(f"/proc/{before}").exists()
    assert state(session.run(b, "lra", 5)).script == (*b.script, "lra.")
    assert pid(rocq) != before
    session.close()


def test_a_killed_process_is_a_crash_and_not_the_end(rocq: RocqTactics) -> None:
    session = opened(rocq, "x == x")
    os.killpg(pid(rocq), signal.SIGKILL)
    assert isinstance(session.run(session.initial, "intros", 5), Crashed)
    assert isinstance(
        session.run(state(session.run(session.initial, "intros", 5)), "reflexivity", 5), Finished
    )
    session.close()


def test_sessions_take_turns(rocq: RocqTactics) -> None:
    one, two = opened(rocq, "x == x"), opened(rocq, "y == y")
    a = state(one.run(one.initial, "intros v", 5))
    b = state(two.run(two.initial, "intros w", 5))
    assert a.goals[0].conclusion == "v = v"
    assert b.goals[0].conclusion == "w = w"
    assert isinstance(one.run(a, "reflexivity", 5), Finished)
    two.close()
    with pytest.raises(PorismError, match="closed"):
        two.run(b, "reflexivity", 5)
    one.close()


def test_what_rocq_has_no_statement_for_is_unsupported(rocq: RocqTactics) -> None:
    for text in ("I**2 == -1", "1/0 == 1"):
        found = rocq.open(Task(Claim.parse(text)))
        assert isinstance(found, Unknown)
        assert found.reason == "unsupported"


# Its theorem holds, since its premise never does; the claim says nothing.
VACUOUS = ["intros v_x A1", "exfalso; apply A1; pose proof (porism_pythagoras v_x); lra"]


@pytest.mark.parametrize(
    ("text", "script", "reason"),
    [
        ("(x + 1)**2 == x**2 + 2*x + 1", ["intros"], "undecided"),
        ("(x + 1)**2 == x**2 + 2*x + 1", [], "undecided"),
        ("(x + 1)**2 == x**2 + 2*x + 1", ["intros", "admit"], "refused"),
        ("(x + 1)**2 == x**2 + 2*x + 1", ["intros", "ring. Qed. Axiom a : False"], "refused"),
        ("(x + 1)**2 == x**2 + 1", ["intros", "ring"], "undecided"),
        ("I**2 == -1", ["ring"], "unsupported"),
        ("1/(sin(x)**2 + cos(x)**2 - 1) == 7", VACUOUS, "undefined"),
    ],
)
def test_a_script_that_is_no_proof_is_not_accepted(
    rocq: RocqTactics, text: str, script: list[str], reason: str
) -> None:
    verdict = rocq.check(Task(Claim.parse(text)), script, 5)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == reason


def test_goals_as_the_toplevel_prints_them() -> None:
    printed = (
        "2 goals (ID 104)\n  \n  v_x, v_y : R\n  A1 : 0 < v_x\n  c := 2 : R\n  ============================\n"
        "  0 <= v_x ^ 2\n\ngoal 2 (ID 105) is:\n v_x = v_y\n\n"
    )
    goal = read_goal(printed)
    assert goal is not None
    assert goal.hypotheses == (("v_x, v_y", "R"), ("A1", "0 < v_x"), ("c", "2 : R"))
    assert goal.conclusion == "0 <= v_x ^ 2"
    assert read_goal("No more goals.") is None


def test_a_sentence_gets_its_full_stop() -> None:
    assert one_sentence(" lra ") == one_sentence("lra.") == "lra."
