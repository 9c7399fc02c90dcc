"""Whole files of forged proofs, `forged/*.lean`, each by another trick: no wall lets one through.

The first line of a file names its attack, the second who refuses it when the guard is switched off:

    proof      Lean does not compile it
    audit      the file that compares what was proved with what was asked does not compile, or Lean crashes there
    axioms     the audit sees an axiom
    recheck    only the kernel without Lean's front end refuses it
"""

from __future__ import annotations

import os
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from porism.provers.findings import Accepted, Rejected
from porism.provers.lean.checking import audit, locate
from porism.provers.lean.checking.audit import Item, check_batch
from porism.provers.lean.checking.guard import BodyRefused, guarded
from porism.provers.lean.emit import goal
from porism.provers.lean.prover import item
from porism.provers.sandbox import run_limited
from porism.symbolic.claim import Claim

FILES = {
    p.stem: p.read_text(encoding="utf-8") for p in sorted(Path(__file__).with_name("forged").glob("*.lean"))
}
FALSE = "∀ (R : Ring.{0}), Eq (R.natural 1) (R.natural 2)"
REASONS = {"proof": "undecided", "audit": "audit", "axioms": "axioms", "recheck": "recheck"}


def wall(name: str) -> str:
    """Who refuses the file when the guard is switched off."""
    return FILES[name].splitlines()[1].removeprefix("-- refused by: ")


COMPILES = [name for name in FILES if wall(name) != "proof"]


def test_each_file_names_its_attack_and_is_another() -> None:
    assert len(FILES) >= 60
    attacks = [text.splitlines()[0] for text in FILES.values()]
    assert all(attack.startswith("-- attack: ") for attack in attacks)
    assert len(set(attacks)) == len(FILES)
    assert {wall(name) for name in FILES} == set(REASONS)


@pytest.mark.parametrize("name", FILES)
def test_the_guard_refuses_the_file_and_each_of_its_commands(name: str) -> None:
    text = FILES[name].split("noncomputable section\n", 1)[1]
    for smuggled in (text, f"check\n{text}", f"fun R => check {text}"):
        with pytest.raises(BodyRefused):
            guarded(smuggled)


def found(text: str) -> Accepted | Rejected:
    """What is found when the text takes the place of the file of proofs."""
    finding = check_batch([Item(FALSE, text)], 10.0, 1024)
    return finding[0] if isinstance(finding, dict) else finding


def all_found(names: list[str]) -> dict[str, Accepted | Rejected]:
    with ThreadPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        return dict(zip(names, pool.map(lambda name: found(FILES[name]), names), strict=True))


@pytest.fixture
def without_guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """The body of an item is the whole file of proofs."""
    monkeypatch.setattr(
        audit, "proof_text", lambda nonce, items: (items[0].body.replace("NONCE", nonce), [1])
    )


@pytest.mark.lean
def test_without_the_guard_each_is_refused_by_the_wall_it_names(without_guard: None) -> None:
    findings = all_found(list(FILES))
    assert [name for name, f in findings.items() if isinstance(f, Accepted)] == []
    reasons = {name: f.reason for name, f in findings.items() if isinstance(f, Rejected)}
    assert reasons == {name: REASONS[wall(name)] for name in FILES}


@pytest.mark.lean
@pytest.mark.parametrize("every", [3, pytest.param(1, marks=pytest.mark.slow)])
def test_without_the_guard_and_the_audit_the_kernel_alone_refuses_them(
    every: int, without_guard: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a proof's file declares runs in the audit's process (`command_elaborator`), so the audit may say anything."""
    monkeypatch.setattr(audit, "audit_text", lambda nonce, count: "prelude\n")
    monkeypatch.setattr(audit, "expected_axioms", lambda nonce, count: [])
    names = [name for k, name in enumerate(COMPILES) if k % every == 0 or name == "command_elaborator"]
    findings = all_found(names)
    reasons = {name: f.reason if isinstance(f, Rejected) else "accepted" for name, f in findings.items()}
    assert reasons == dict.fromkeys(names, "recheck")


@pytest.mark.lean
def test_an_honest_file_passes_the_same_road(without_guard: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that the refusals above are no accident of the road."""
    true = item(goal(Claim.parse("(x + y)**2 == x**2 + 2*x*y + y**2")))
    text = audit.IMPORTS + audit.theorem_text(true, "NONCE_0")
    assert check_batch([Item(true.statement, text)], 10.0, 1024) == Accepted()
    monkeypatch.setattr(audit, "audit_text", lambda nonce, count: "prelude\n")
    monkeypatch.setattr(audit, "expected_axioms", lambda nonce, count: [])
    assert check_batch([Item(true.statement, text)], 10.0, 1024) == Accepted()
    besides = text + "axiom unused : False\n"
    refused = check_batch([Item(true.statement, besides)], 10.0, 1024)
    assert isinstance(refused, Rejected)
    assert refused.reason == "recheck"


@pytest.mark.lean
def test_a_compiled_file_that_was_damaged_proves_nothing_else(tmp_path: Path) -> None:
    """An honest proof's file with some bytes changed, put before the kernel for a false statement.

    With 200 such files the kernel refused 122, Lean could not read 2, and 76 ended its process (November 2026).
    """
    lean, library = locate.lean(), locate.library_folder()
    assert isinstance(lean, locate.Lean)
    assert library is not None
    honest = item(goal(Claim.parse("(x + y)**2 == x**2 + 2*x*y + y**2")))
    false = Item(honest.statement.replace("(R.natural 2)", "(R.natural 3)"), honest.body)
    assert false.statement != honest.statement
    for module, text in (
        ("Statement_N", audit.statement_text("N", [false])),
        ("True_N", audit.statement_text("N", [honest])),
        ("Proof_N", audit.proof_text("N", [honest])[0]),
    ):
        (tmp_path / f"{module}.lean").write_text(text, encoding="utf-8")
        arguments = (*audit.OPTIONS, "-R", ".", "-o", f"{module}.olean", f"{module}.lean")
        assert locate.run_lean(lean, arguments, tmp_path, (library,), 60.0, 1000).outcome == "ok"

    def said(statement: str, file: Path) -> tuple[str, str]:
        assert isinstance(lean, locate.Lean)
        assert lean.shared is not None
        arguments = map(str, (library, tmp_path, statement, file, "N", 1))
        command = (*locate.script("recheck.py", lean.shared), *arguments)
        run = run_limited(command, tmp_path, 30.0, 1000, watch_resident=True)
        return run.outcome, run.stdout

    whole = tmp_path / "Proof_N.olean"
    assert said("True_N", whole) == ("ok", "accepted 1\n")
    assert said("Statement_N", whole)[0] == "error"
    dice, data = random.Random(1), whole.read_bytes()
    for k in range(12):
        damaged = bytearray(data)
        for _ in range(1 + k % 4):
            damaged[dice.randrange(len(damaged))] = dice.randrange(256)
        place = tmp_path / "damaged.olean"
        place.write_bytes(damaged if k else data[: len(data) // 2])
        assert said("Statement_N", place)[0] != "ok"
