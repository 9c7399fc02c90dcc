"""Checking again with a kernel: stored proofs are re-run, and a record that only claims one is rejected."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from porism import kernels
from porism.ledger import Ledger, Record
from porism.pipeline import prove, run
from porism.provers.verdict import verdict_record
from porism.recheck import Rechecked, rechecked
from porism.solving import solve

ROCQ = {"name": "rocq", "version": "8.16.1", "level": "kernel", "assumptions": ["classical reals"]}


def written(records: Iterable[Record], path: Path) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))
    return path


def at_rocq(found: Iterable[Rechecked]) -> list[tuple[str, str]]:
    return [(f.id, f.outcome) for f in found if f.checker == "rocq"]


@pytest.fixture
def exact() -> Record:
    return verdict_record(prove("x/x == 1", kernel=None, isolate=False), "cancel")


@pytest.fixture
def no_rocq(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernels, "version", lambda kernel: None)


@pytest.mark.usefixtures("no_rocq")
def test_without_rocq_certificates_are_checked_and_proofs_are_said_not_to_be_re_run(
    exact: Record, tmp_path: Path
) -> None:
    claimed = exact | {
        "trust": "kernel",
        "checkers": [*exact["checkers"], ROCQ],
        "artifacts": [["rocq", "?"]],
    }
    found = list(rechecked(written([exact, claimed], tmp_path / "records.jsonl")))
    assert [(f.checker, f.outcome) for f in found] == [
        ("exact", "accepted"), ("exact", "accepted"), ("rocq", "not re-run"),
    ]  # fmt: skip
    assert "apt-get install coq" in found[-1].reason


def test_a_record_that_only_claims_a_kernel_is_rejected(exact: Record, tmp_path: Path) -> None:
    forged = [
        exact | {"trust": "kernel"},
        exact | {"trust": "cross-checked"},
        exact | {"trust": "kernel", "checkers": [*exact["checkers"], ROCQ]},
        exact | {"checkers": [*exact["checkers"], ROCQ], "artifacts": [["rocq", "?"]]},
        exact | {"artifacts": [["rocq", "?"]]},
        exact | {"trust": "kernel", "checkers": [ROCQ, ROCQ], "artifacts": [["rocq", "?"]]},
        exact | {"trust": "kernel", "checkers": [ROCQ], "artifacts": [["rocq", "?"], ["rocq", "?"]]},
        exact | {"checkers": "rocq"},
        exact | {"artifacts": None},
    ]
    found = list(rechecked(written(forged, tmp_path / "records.jsonl")))
    assert [(f.id, f.outcome) for f in found if f.checker == "kernel"] == [("cancel", "rejected")] * len(
        forged
    )
    # Whoever asks for certificates alone is told about these alone.
    found = list(rechecked(tmp_path / "records.jsonl", kernel=None))
    assert {(f.checker, f.outcome) for f in found} == {("exact", "accepted")}


@pytest.mark.rocq
def test_kernel_proofs_of_a_ledger_are_accepted_again_and_forged_ones_are_not(tmp_path: Path) -> None:
    claims = ["x/x == 1", "x**2 + y**2 >= 2*x*y", "exp(I*x) == cos(x) + I*sin(x)", "x == 1"]
    path = written(
        ({"id": f"c{k}", "claim": claim} for k, claim in enumerate(claims)), tmp_path / "claims.jsonl"
    )
    summary = run(path, tmp_path / "out", kernel="rocq")
    assert dict(summary.counts) == {"proved": 3, "refuted": 1}
    assert sorted(at_rocq(rechecked(tmp_path / "out"))) == [("c0", "accepted"), ("c1", "accepted")]
    with Ledger.open(tmp_path / "out") as ledger:
        records = {entry.id: entry.record for entry in ledger.entries()}
    first, second = records["c0"], records["c1"]
    ((kind, file), *_), ((_, other), *_) = first["artifacts"], second["artifacts"]

    def with_file(text: str) -> Record:
        return first | {"id": "forged", "artifacts": [[kind, text]]}

    without_axioms = [c if c["level"] == "exact" else c | {"assumptions": []} for c in first["checkers"]]
    forged = [
        with_file(other),
        with_file(file.replace("Lemma", "Axiom wrong : False.\nLemma")),
        with_file(file.partition("Proof.\n")[0] + "Proof.\nidtac.\nQed.\n"),
        with_file(file.partition("Proof.\n")[0] + "Proof.\nadmit.\nQed.\n"),
        with_file(""),
        first | {"id": "forged", "checkers": without_axioms},
    ]
    found = at_rocq(rechecked(written([second, *forged], tmp_path / "forged.jsonl")))
    assert sorted(found) == [("c1", "accepted")] + [("forged", "rejected")] * len(forged)


# --- results


@pytest.fixture(scope="module")
def answer() -> Record:
    record: Record = json.loads(solve("sqrt(x + 7) == x - 5", "x", timeout_s=60).to_json())
    return record


def test_a_result_is_accepted_again(answer: Record, tmp_path: Path) -> None:
    found = list(rechecked(written([answer], tmp_path / "answers.jsonl")))
    assert [(f.outcome, f.status) for f in found] == [("accepted", "proved")]


@pytest.mark.parametrize(
    "forgery", ["lost root", "other root", "no parts", "unproved part", "no role", "certificate"]
)
def test_a_forged_result_is_rejected(answer: Record, forgery: str, tmp_path: Path) -> None:
    forged = json.loads(json.dumps(answer))
    complete = next(part for part in forged["parts"] if part["role"] == "complete")
    first = forged["parts"][0]
    match forgery:
        case "lost root":
            complete["statement"]["families"] = []
        case "other root":
            first["statement"]["family"]["value"] = ["num", "2"]
        case "no parts":
            forged["parts"] = []
        case "unproved part":
            first["status"] = "unknown"
        case "no role":
            del first["role"]
        case _:
            complete["parts"] = complete["parts"][1:]
    found = list(rechecked(written([forged], tmp_path / "answers.jsonl")))
    assert [f.outcome for f in found] == ["rejected"]
