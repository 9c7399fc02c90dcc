"""The audit against stand-ins for lake and lean: what is accepted, and everything that is not."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from porism.mathlib_text import checked
from porism.provers.exact.prover import ExactProver
from porism.provers.findings import Accepted, Finding, Rejected
from porism.provers.lean.mathlib import project
from porism.provers.lean.mathlib.audit import Item, check_items
from porism.provers.lean.mathlib.emit import Theorem, stated_theorem, theorem
from porism.provers.lean.mathlib.file import file_text
from porism.provers.lean.mathlib.guard import BodyRefused, guarded
from porism.provers.lean.mathlib.prover import MathlibProver, replayed
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved, Unknown
from porism.symbolic.claim import Claim
from porism.symbolic.errors import FormatError
from tests.provers.lean.mathlib.standin import StandIn

SQUARE = Claim.parse("(x + 1)**2 == x**2 + 2*x + 1")
CUBE = Claim.parse("(x + 1)**3 == x**3 + 3*x**2 + 3*x + 1")
AXIOMS = ("propext", "Classical.choice", "Quot.sound")


@pytest.fixture
def standin(tmp_path: Path) -> StandIn:
    return StandIn(tmp_path / "lean").finished()


def found(
    standin: StandIn, *theorems: Theorem, seconds: float = 20.0, start_s: float = 20.0
) -> list[Finding]:
    place = project.located(standin.folder)
    assert not isinstance(place, str)
    items = [Item(t, t.body) for t in theorems or [theorem(SQUARE)]]
    return check_items(place.toolchain(), items, seconds, 4000, start_s=start_s)


def message(data: str, severity: str = "error", line: int = 6, kind: str = "[anonymous]") -> str:
    place = f'{{"line":{line},"column":2}}'
    return f'{{"severity":"{severity}","pos":{place},"kind":"{kind}","fileName":"f","data":"{data}"}}\n'


def test_a_theorem_is_accepted_with_its_axioms(standin: StandIn) -> None:
    assert found(standin) == [Accepted(AXIOMS)]
    seen = standin.seen()
    assert "def Porism.Statement_" in seen
    assert "∀ (x : ℝ), x ^ 2 + 2 * x + 1 = (x + 1) ^ 2" in seen
    assert "#print axioms Porism.audited_" in seen


def test_no_axioms_at_all_are_fewer(standin: StandIn) -> None:
    standin.say(axioms="does not depend on any axioms")
    assert found(standin) == [Accepted(())]


@pytest.mark.parametrize(
    ("files", "reason", "detail"),
    [
        ({"axioms": "depends on axioms: [propext, sorryAx]"}, "axioms", "sorry"),
        ({"axioms": "depends on axioms: [propext, cheat]"}, "axioms", "cheat"),
        ({"axioms": "depends on axioms: [Lean.ofReduceBool]"}, "axioms", "ofReduceBool"),
        ({"axioms": "depends on axioms: [Lean.trustCompiler, propext]"}, "axioms", "trustCompiler"),
        ({"axioms": "depends on axioms: [propext"}, "audit", "not what the audit prints"),
        ({"axioms": "is a theorem"}, "audit", "not what the audit prints"),
        ({"proof": message("declaration uses `sorry`", "warning", kind="hasSorry")}, "axioms", "sorry"),
        ({"proof": message("unsolved goals"), "proof_code": "1"}, "undecided", "unsolved goals"),
        ({"proof": "not json\n", "proof_code": "1"}, "undecided", "not json"),
        ({"proof_code": "139"}, "undecided", "did not accept"),
        ({"statement_code": "1"}, "crash", "statement"),
        ({"audit_code": "1"}, "audit", "did not accept"),
        ({"audit_noise": message("hello", "information")}, "audit", "not what the audit prints"),
        (
            {"audit_noise": "'Porism.audited' depends on axioms: [propext]\n"},
            "audit",
            "not what the audit prints",
        ),
    ],
)
def test_anything_else_is_not_accepted(
    standin: StandIn, files: dict[str, str], reason: str, detail: str
) -> None:
    standin.say(**files)
    (finding,) = found(standin)
    assert isinstance(finding, Rejected)
    assert finding.reason == reason
    assert detail in finding.detail


def test_what_the_proofs_process_prints_is_never_a_success(standin: StandIn) -> None:
    """A file that prints the audit's message itself: a wrong type is found by the audit's own process."""
    forged = "'Porism.audited_NONCE_0' depends on axioms: [propext]"
    standin.say(
        proof=message(forged, "information") * 2,
        axioms="depends on axioms: [propext, sorryAx]",
    )
    (finding,) = found(standin)
    assert isinstance(finding, Rejected)
    standin.say(audit_code="1", axioms="depends on axioms: [propext]")
    (finding,) = found(standin)
    assert isinstance(finding, Rejected)


def test_a_failing_theorem_harms_no_other(standin: StandIn) -> None:
    good, bad = theorem(SQUARE), theorem(CUBE)
    # The script fails only while it sees two theorems, on the line of the second.
    text = (standin.programs / "lean").read_text(encoding="utf-8")
    line = message("ring failed", line=10).replace('"', '\\"').replace("\n", "")
    once = f'grep -q "^theorem.*_1 " "$file" && {{ echo "{line}"; exit 1; }}'
    (standin.programs / "lean").write_text(text.replace("  nonce=", f"  {once}\n  nonce="), encoding="utf-8")
    first, second = found(standin, good, bad)
    assert first == Accepted(AXIOMS)
    assert isinstance(second, Rejected)
    assert "ring failed" in second.detail


def test_a_proof_that_takes_too_long_is_killed_with_everything_it_started(standin: StandIn) -> None:
    standin.say(sleep="300.25")
    started = time.monotonic()
    (finding,) = found(standin, seconds=1.0, start_s=4.0)
    assert isinstance(finding, Rejected)
    assert finding.reason == "timeout"
    assert time.monotonic() - started < 60
    deadline = time.monotonic() + 20  # what was killed is gone soon, not at once
    while _sleeping() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _sleeping()


def _sleeping() -> bool:
    return any(_read(p).startswith(b"sleep\x00300.25") for p in Path("/proc").glob("[0-9]*/cmdline"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


FORGED_BODIES = [
    "  sorry", "  admit", "  native_decide", "  decide", "  exact sorryAx _ false", "  run_tac Lean.logInfo m!\"x\"",
    "  by_elab return default", "  exact?", "  apply?", "  simp\n#exit", "  ring\naxiom cheat : False",
    "  ring\n\ninstance : Add ℝ := ⟨fun _ _ => 0⟩", "  set_option debug.skipKernelTC true in\n  exact trivial",
    "  ring -- a comment", "  ring /- a comment -/", "  exact «sorry»", "  open Lean in ring", "  eval% 1",
    "  ring\n  #eval IO.println 1", "  exact (unsafe unsafeCast ())", "  macro \"ring\" : tactic => `(tactic| sorry)",
    "  exact Lean.Elab.Term.x", "  have := @Real.exp", "  ring; initialize x : Nat ← pure 1", "", "ring", "  cheat",
    "  exact x.sorry", "  exact Real.exp.cheat", "  local notation \"a\" => 1", "  ring\n  theorem t : True := trivial",
    "  notation", "  exact `x", "  exact $x", "  exact \"text\"", "  attribute [simp] x", "  attribute [instance] e₁ in ring",
]  # fmt: skip


@pytest.mark.parametrize("body", FORGED_BODIES)
def test_a_body_that_is_no_proof_of_ours_never_reaches_lean(standin: StandIn, body: str) -> None:
    stated = theorem(SQUARE)
    place = project.located(standin.folder)
    assert not isinstance(place, str)
    (finding,) = check_items(place.toolchain(), [Item(stated, body)], 5.0, 4000, start_s=20.0)
    assert isinstance(finding, Rejected)
    assert finding.reason == "refused"
    assert standin.seen() == ""


def test_a_lemma_can_be_allowed_by_its_name_and_a_command_cannot() -> None:
    guarded(
        "  exact Real.add_pow_le_pow_mul_pow_of_add_eq_one x",
        ["x"],
        ["Real.add_pow_le_pow_mul_pow_of_add_eq_one"],
    )
    for name in ("sorry", "run_tac", "Lean.sorry", "set_option", "a b", "#eval", "unsafe"):
        with pytest.raises(BodyRefused):
            guarded("  ring", ["x"], [name])


def test_a_file_is_checked_and_an_edited_statement_is_refused(standin: StandIn, tmp_path: Path) -> None:
    file = tmp_path / "claims.lean"
    file.write_text(file_text([(SQUARE, theorem(SQUARE)), (CUBE, theorem(CUBE))]), encoding="utf-8")
    assert [f.status for f in checked(file, standin.folder, 20.0, 4000)] == ["proved", "proved"]
    file.write_text(file.read_text(encoding="utf-8").replace("(x + 1) ^ 3 :=", "x ^ 3 :="), encoding="utf-8")
    with pytest.raises(FormatError, match="wrong statement"):
        list(checked(file, standin.folder, 20.0, 4000))
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(FormatError, match="UTF-8"):
        list(checked(file, standin.folder, 20.0, 4000))


def test_a_theorem_about_no_point_is_not_called_proved(standin: StandIn, tmp_path: Path) -> None:
    """1/(x − x) = 5 is a theorem in Lean, for want of an x with x − x ≠ 0."""
    nowhere = Claim.parse("1/(x - x) == 5")
    stated = stated_theorem(nowhere)
    vacuous = Theorem(
        stated.name,
        stated.binders,
        stated.conclusion,
        stated.names,
        ("exact absurd rfl h₁",),
        str(nowhere),
        "",
    )
    file = tmp_path / "nowhere.lean"
    file.write_text(file_text([(nowhere, vacuous)]), encoding="utf-8")
    (finding,) = checked(file, standin.folder, 20.0, 4000)
    assert (finding.status, "no point" in finding.reason) == ("unknown", True)


def test_without_a_toolchain_the_finding_says_so_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PORISM_LEAN_PROJECT", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    file = tmp_path / "claims.lean"
    file.write_text(file_text([(SQUARE, theorem(SQUARE))]), encoding="utf-8")
    (finding,) = checked(file, None, 20.0, 4000)
    assert (finding.status, "porism lean setup" in finding.reason) == ("unknown", True)
    verdict = MathlibProver().prove(SQUARE, None, Budget(5.0))
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "missing"
    assert "porism lean setup" in verdict.detail


def test_the_prover_mints_what_the_audit_accepted(standin: StandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORISM_LEAN_PROJECT", str(standin.folder / "project"))
    monkeypatch.setenv("PATH", f"{standin.programs}{os.pathsep}{os.environ['PATH']}")
    project.version.cache_clear()
    try:
        prover, budget = MathlibProver(), Budget(20.0, 4000)
        quotient = Claim.parse("x/x == 1")
        exact = ExactProver().prove(quotient, None, budget)
        assert isinstance(exact, Proved)
        square, without, proved, special = prover.prove_many(
            [
                Task(SQUARE),
                Task(quotient),
                Task(quotient, exact.certificate, exact.conditions),
                Task(Claim.parse("gamma(x + 1) == x*gamma(x)", {"x": "positive"})),
            ],
            budget,
        )
        assert isinstance(square, Proved)
        assert (square.trust, square.checkers[0].name, square.checkers[0].assumptions) == (
            "kernel",
            "mathlib",
            AXIOMS,
        )
        assert isinstance(without, Unknown)  # it may be defined nowhere
        assert isinstance(proved, Proved)
        assert [str(c) for c in proved.conditions] == ["x != 0"]
        assert isinstance(special, Unknown)
        assert special.reason == "unsupported"
        file = dict(square.artifacts)["mathlib"]
        again, other = replayed(
            [Task(SQUARE), Task(SQUARE)], [file, file.replace("ring", "norm_num")], budget
        )
        assert isinstance(again, Proved)
        assert isinstance(other, Unknown)
        standin.say(axioms="depends on axioms: [cheat]")
        assert isinstance(prover.prove(SQUARE, None, budget), Unknown)
    finally:
        project.version.cache_clear()


@pytest.mark.mathlib
def test_every_golden_file_is_accepted_by_lean() -> None:
    from tests.provers.lean.mathlib.golden_claims import GOLDEN

    refused = [
        (file.stem, finding.reason)
        for file in sorted(GOLDEN.glob("*.lean"))
        for finding in checked(file, None, 60.0, 8000)
        if finding.status != "proved"
    ]
    assert refused == []
