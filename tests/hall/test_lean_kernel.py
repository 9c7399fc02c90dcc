"""Lean as the kernel of the pipeline: by name, and by default where Rocq is not installed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from porism import kernels
from porism.kernels import LEAN, ROCQ, Kernel
from porism.ledger import Ledger
from porism.pipeline import prove, run
from porism.proof_files import write_proofs
from porism.provers.verdict import Proved, verdict_record
from porism.recheck import rechecked
from porism.stages import stages_with
from porism.symbolic.errors import PorismError

LINES = [
    "(x + y)**2 == x**2 + 2*x*y + y**2",
    "1/x - 1/(x + 1) == 1/(x*(x + 1))",
    "exp(x) >= x + 1",
]


def installed(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    honest = kernels.version

    def version(kernel: Kernel) -> str | None:
        return honest(kernel) if kernel.name in names else None

    monkeypatch.setattr(kernels, "version", version)


@pytest.fixture
def no_rocq(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(monkeypatch, "lean")


def test_which_kernels_are_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"rocq": "8.16.1", "lean": "4.35.0"}
    monkeypatch.setattr(kernels, "version", lambda kernel: there.get(kernel.name))
    assert (stages_with("auto").kernels, stages_with("lean").kernels) == ((ROCQ, LEAN), (LEAN,))
    del there["rocq"]
    assert stages_with("auto").kernels == (LEAN,)
    del there["lean"]
    monkeypatch.setattr(
        kernels, "missing", lambda kernel: "Lean is not installed; pip install 'porism[lean]'"
    )
    assert stages_with("auto").kernels == ()
    with pytest.raises(PorismError, match=r"pip install 'porism\[lean\]'"):
        stages_with("lean")


@pytest.mark.lean
@pytest.mark.usefixtures("no_rocq")
def test_a_batch_without_rocq_is_proved_by_lean_and_checked_again(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text("".join(json.dumps({"claim": line}) + "\n" for line in LINES), encoding="utf-8")
    run(file, tmp_path / "ledger", timeout_s=20.0)
    found = sorted((f.checker, f.outcome) for f in rechecked(tmp_path / "ledger"))
    assert found == [("exact", "accepted")] * 3 + [("lean", "accepted")] * 2
    with Ledger.open(tmp_path / "ledger") as ledger:
        paths = write_proofs(ledger, tmp_path / "proofs")
    assert [p.suffix for p in paths] == [".lean", ".lean"]
    assert (tmp_path / "proofs" / "Porism" / "Combination.lean").is_file()
    chapters = (tmp_path / "proofs" / "Porism" / "chapters.txt").read_text(encoding="ascii").split()
    assert all((tmp_path / "proofs" / "Porism" / f"{chapter}.lean").is_file() for chapter in chapters)
    assert chapters[-1] == "Library"  # which a proof imports


@pytest.mark.lean
def test_a_stored_proof_of_something_else_is_rejected(tmp_path: Path) -> None:
    verdict = prove(LINES[0], kernel="lean", timeout_s=20.0)
    assert isinstance(verdict, Proved)
    assert verdict.trust == "kernel"
    record = verdict_record(verdict, "square")
    text = record["artifacts"][0][1]
    forged = record | {"id": "forged", "artifacts": [["lean", text.replace("v_x 2", "v_x 3")]]}
    claimed = record | {"id": "claimed", "artifacts": [["rocq", text]]}
    file = tmp_path / "records.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in (record, forged, claimed)), encoding="utf-8")
    found = {(f.id, f.outcome) for f in rechecked(file) if f.checker != "exact"}
    assert found == {("square", "accepted"), ("forged", "rejected"), ("claimed", "rejected")}


@pytest.mark.lean
@pytest.mark.rocq
def test_two_kernels_check_a_claim_and_each_proof_is_checked_again(tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.write_text("".join(json.dumps({"claim": line}) + "\n" for line in LINES), encoding="utf-8")
    run(file, tmp_path / "ledger", timeout_s=20.0)
    with Ledger.open(tmp_path / "ledger") as ledger:
        trust = sorted(entry.record["trust"] for entry in ledger.entries())
    assert trust == ["cross-checked", "cross-checked", "kernel"]
    found = [(f.checker, f.outcome) for f in rechecked(tmp_path / "ledger")]
    assert [found.count((name, "accepted")) for name in ("exact", "rocq", "lean")] == [3, 3, 2]
