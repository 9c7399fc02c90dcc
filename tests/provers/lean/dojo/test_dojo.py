"""The LeanDojo adapter on the real package, with a stand-in for `lake` and `lean` that speaks from golden files.

What is exercised: LeanDojo's import, its git repositories and its protocol; ours around it: time-outs, crashes, lines that
are no answers, given-up proofs, the audit. What is not: Lean. `test_toolchain.py` does that where there is one.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from porism.provers.lean.dojo.bridge import DojoSession, DojoTactics, read_goals
from porism.provers.lean.dojo.project import LeanTheorem
from porism.provers.protocol import Task
from porism.provers.tactics.protocol import Crashed, Error, Finished, Outcome, State, Timeout
from porism.provers.tactics.search import Limits, search
from porism.provers.verdict import Proved, Unknown, Verdict
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError, UnsupportedError
from tests.provers.tactics.toy import Always

pytest.importorskip("lean_dojo", reason="no LeanDojo: pip install 'porism[dojo]'")

HERE = Path(__file__).parent
TASK = Task(Claim.parse("x**2 + y**2 >= 2*x*y", {"x": "positive"}))
SCRIPT = ("constructor", "positivity", "nlinarith [sq_nonneg (x - y)]")

Opens = Callable[[str], DojoTactics]


def stated(claim: Claim) -> LeanTheorem:
    if claim != TASK.claim:
        raise UnsupportedError("the stand-in knows one theorem")
    return LeanTheorem("(x y : ℝ) (h₁ : 0 < x)", "0 ≤ x ∧ 2 * x * y ≤ x ^ 2 + y ^ 2")


@pytest.fixture
def adapter(tmp_path: Path) -> Iterator[Opens]:
    adapters = list[DojoTactics]()

    def make(golden: str) -> DojoTactics:
        programs, project = tmp_path / "bin", tmp_path / "project"
        for folder in (programs, project, project / ".lake" / "packages"):
            folder.mkdir(parents=True, exist_ok=True)
        (project / "lean-toolchain").write_text("leanprover/lean4:v4.29.0\n")
        (project / "lakefile.toml").write_text('name = "project"\n')
        for name in ("lake", "lean"):
            program = programs / name
            arguments = f'"{HERE / "standin.py"}" {name} "{HERE / "golden" / golden}.jsonl"'
            program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I {arguments} "$@"\n')
            program.chmod(0o755)
        adapters.append(DojoTactics(stated, project, f"{programs}:/usr/local/bin:/usr/bin:/bin"))
        return adapters[-1]

    yield make
    for each in adapters:
        each.close()


def opened(adapter: DojoTactics) -> DojoSession:
    session = adapter.open(TASK)
    assert isinstance(session, DojoSession), session
    return session


def after(session: DojoSession, *script: str) -> Outcome:
    outcome: Outcome = session.initial
    for tactic in script:
        assert isinstance(outcome, State), outcome
        outcome = session.run(outcome, tactic, 20)
    return outcome


def state(outcome: Outcome) -> State:
    assert isinstance(outcome, State), outcome
    return outcome


def test_a_proof_is_found_checked_and_shown(adapter: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACCESS_TOKEN", "a token that would be sent to a network that is not there")
    lean = adapter("proof")
    session = opened(lean)
    assert session.initial.goals[0].conclusion == "0 ≤ x ∧ 2 * x * y ≤ x ^ 2 + y ^ 2"
    both = state(after(session, "constructor"))
    assert [goal.conclusion for goal in both.goals] == ["0 ≤ x", "2 * x * y ≤ x ^ 2 + y ^ 2"]
    assert both.goals[1].hypotheses == (("x, y", "ℝ"), ("h₁", "0 < x"))
    failed = session.run(session.initial, "ring", 20)
    assert isinstance(failed, Error)
    assert "ring failed" in failed.message
    assert after(session, *SCRIPT) == Finished(SCRIPT)
    verdict = lean.check(TASK, SCRIPT, 20)
    assert isinstance(verdict, Proved)
    assert verdict.checkers[0].assumptions == ("propext", "Classical.choice", "Quot.sound")
    assert "theorem claim_" in dict(verdict.artifacts)["lean-tactics"]
    assert dict(verdict.artifacts)["lean-tactics"].endswith("  positivity\n  nlinarith [sq_nonneg (x - y)]\n")


def test_a_timeout_kills_everything_and_the_script_is_replayed(adapter: Opens) -> None:
    session = opened(adapter("misbehaves"))
    right = state(after(session, "constructor", "positivity"))
    assert session._talk is not None
    first = session._talk.process.pid
    started = time.monotonic()
    assert isinstance(session.run(right, "simp_all", 0.5), Timeout)
    assert time.monotonic() - started < 60  # the stand-in sleeps for ten minutes
    assert not Path(f"/proc/{first}").exists()
    assert not any(str(session._folder) in line for line in commands())
    assert after(session, "constructor") == state(session.run(session.initial, "constructor", 20))
    assert session._talk.process.pid != first
    assert session.run(right, "nlinarith [sq_nonneg (x - y)]", 20) == Finished(SCRIPT)


def commands() -> list[str]:
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=False)
    return listed.stdout.splitlines()


def test_crashes_and_garbage_are_not_the_end(adapter: Opens) -> None:
    session = opened(adapter("misbehaves"))
    right = state(after(session, "constructor", "positivity"))
    for tactic, detail in (("tauto", "Crash"), ("trivial", "JSON"), ("decide", ""), ("push_cast", "")):
        crashed = session.run(right, tactic, 20)
        assert isinstance(crashed, Crashed), tactic
        assert detail in crashed.detail
    # a line that is no answer is passed over, and a proof that was given up is an error
    assert state(session.run(right, "field_simp", 20)).key == right.key
    given_up = session.run(right, "norm_num", 20)
    assert isinstance(given_up, Error)
    assert "sorry" in given_up.message
    assert session.run(right, "nlinarith [sq_nonneg (x - y)]", 20) == Finished(SCRIPT)


def test_the_search_runs_on_it(adapter: Opens) -> None:
    lean = adapter("proof")
    session = opened(lean)
    generator = Always("sorry", "ring", *SCRIPT[:2], "skip", "linarith", SCRIPT[2])
    verdicts = list[Verdict]()

    def accept(script: tuple[str, ...]) -> bool:
        verdicts.append(lean.check(TASK, script, 20))
        return isinstance(verdicts[-1], Proved)

    found = search(session, generator, limits=Limits(seconds=300.0, tactic_seconds=20.0), accept=accept)
    assert (found.ending, found.script) == ("found", SCRIPT)
    assert isinstance(verdicts[-1], Proved)
    assert any("sorry" in tactic for tactic, _, _ in found.tree.graph.nodes[0]["failures"])


def test_only_tactics_reach_lean(adapter: Opens) -> None:
    session = opened(adapter("proof"))
    for text in (
        "sorry",
        "exact sorryAx _ false",
        "run_tac foo",
        "simp\naxiom a : False",
        "set_option x true in simp",
    ):
        assert isinstance(session.run(session.initial, text, 20), Error)
    assert isinstance(session.run(session.initial, f"simp [{'x, ' * 2000}x]", 20), Error)
    session.close()
    with pytest.raises(PorismError, match="closed"):
        session.run(session.initial, "simp", 20)


def test_what_lean_has_against_the_statement_is_shown(adapter: Opens) -> None:
    found = adapter("unknown_identifier").open(TASK)
    assert isinstance(found, Unknown)
    assert found.reason == "crash"
    assert "unknown identifier 'Real.lgo'" in found.detail


def test_what_the_build_printed_is_shown(adapter: Opens) -> None:
    found = adapter("build_fails").open(TASK)
    assert isinstance(found, Unknown)
    assert "unknown constant 'Lean.Elab.Tactic.pruneSolvedGoals'" in found.detail


def test_a_claim_without_a_theorem_is_unsupported(adapter: Opens) -> None:
    other = Task(Claim.parse("x == x"))
    lean = adapter("proof")
    for found in (lean.open(other), lean.check(other, ["rfl"], 20)):
        assert isinstance(found, Unknown)
        assert found.reason == "unsupported"


@pytest.mark.parametrize(
    ("golden", "reason"),
    [
        ("sorry_with_quotes", "axioms"),
        ("sorry_with_backticks", "axioms"),
        ("sorry_without_a_warning", "axioms"),
        ("native", "axioms"),
        ("another_theorem", "audit"),
        ("two_messages", "audit"),
        ("a_warning_in_the_audit", "audit"),
        ("prose", "audit"),
        ("says_nothing", "audit"),
        ("audit_fails_with_clean_axioms", "audit"),
        ("proof_fails", "undecided"),
        ("statement_fails", "crash"),
    ],
)
def test_nothing_else_is_a_proof(adapter: Opens, golden: str, reason: str) -> None:
    verdict = adapter(golden).check(TASK, SCRIPT, 20)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == reason


@pytest.mark.parametrize("script", [[], ["sorry"], ["constructor", "admit"], ["simp\n\naxiom wrong : False"]])
def test_a_script_that_is_no_script_is_refused(adapter: Opens, script: list[str]) -> None:
    verdict = adapter("proof").check(TASK, script, 20)
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "refused"


def test_what_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PORISM_LEAN_PROJECT", raising=False)
    found = DojoTactics(stated, path="/nowhere").open(TASK)
    assert isinstance(found, Unknown)
    assert found.reason == "missing"
    assert "lake" in found.detail
    program = tmp_path / "lake"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for project, word in ((None, "PORISM_LEAN_PROJECT"), (tmp_path, "lean-toolchain")):
        reason = DojoTactics(stated, project, str(tmp_path)).missing()
        assert reason is not None
        assert word in reason


def test_importing_the_adapter_does_not_import_leandojo() -> None:
    program = (
        "import sys, porism.provers.lean.dojo.bridge; sys.exit(bool({'lean_dojo', 'ray'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


@pytest.mark.parametrize("text", ["", "no goals", "x : ℝ", "⊢", "garbage\n⊢ True", "\n\n"])
def test_a_text_that_shows_no_goal(text: str) -> None:
    assert read_goals(text) == ()
