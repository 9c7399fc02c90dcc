"""Batch runs: nothing is lost, nothing is done twice, and no claim takes the run with it."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from porism.alarm import reported
from porism.ledger import Ledger
from porism.provers.protocol import Budget
from porism.runner import Decided, Event, Started, batch, fingerprint
from porism.stages import Stages
from porism.symbolic.batch import BadLine
from porism.symbolic.errors import FormatError, LedgerError, SoundnessAlarm
from tests.hall.standin import STAND_IN_KERNEL

STAND_IN = Stages("tests.hall.standin:prove")
WITH_KERNEL = Stages("tests.hall.standin:prove", (STAND_IN_KERNEL,))
BUDGET = Budget(2.0, 300)


def claims(path: Path, names: Sequence[str]) -> Path:
    lines = [json.dumps({"id": name, "claim": f"{name} == {k}"}) for k, name in enumerate(names)]
    path.write_text("\n".join(lines) + "\n")
    return path


def run(
    path: Path, folder: Path, stages: Stages = STAND_IN, jobs: int = 2, resume: bool = False
) -> list[Event]:
    with Ledger.open(folder) as ledger:
        return list(batch(path, ledger, stages, BUDGET, jobs=jobs, resume=resume))


def decided(events: Sequence[Event]) -> dict[str, Decided]:
    return {e.record["id"]: e for e in events if isinstance(e, Decided)}


def test_each_claim_gets_its_verdict_and_the_misbehaving_ones_a_reason(tmp_path: Path) -> None:
    names = ["a", "false", "open", "hangs", "eats", "dies", "raises", "b"]
    found = decided(run(claims(tmp_path / "in.jsonl", names), tmp_path))
    assert {name: found[name].record["status"] for name in ("a", "b", "false", "open")} == {
        "a": "proved", "b": "proved", "false": "refuted", "open": "unknown",
    }  # fmt: skip
    reasons = {
        name: found[name].record["reason"].partition(":")[0] for name in ("hangs", "eats", "dies", "raises")
    }
    assert reasons == {"hangs": "timeout", "eats": "memory", "dies": "crash", "raises": "crash"}
    assert found["hangs"].record["reason"] == "timeout: no answer within 2 s"


def test_one_job_reports_in_the_order_of_the_file(tmp_path: Path) -> None:
    names = [f"x{k}" for k in range(30)]
    assert list(decided(run(claims(tmp_path / "in.jsonl", names), tmp_path, jobs=1))) == names


def test_a_verdict_is_on_disk_before_it_is_reported(tmp_path: Path) -> None:
    path = claims(tmp_path / "in.jsonl", [f"x{k}" for k in range(10)])
    with Ledger.open(tmp_path) as ledger, Ledger.open(tmp_path) as reader:
        reported = 0
        for event in batch(path, ledger, STAND_IN, BUDGET, jobs=2):
            reported += isinstance(event, Decided)
            assert sum(1 for _ in reader.entries()) == reported


def test_the_kernel_raises_trust_and_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    names = ["a", "weak", "false", *(f"x{k}" for k in range(100))]
    found = decided(run(claims(tmp_path / "in.jsonl", names), tmp_path, WITH_KERNEL))
    assert found["a"].record["trust"] == "kernel"
    assert [c["name"] for c in found["a"].record["checkers"]] == ["stand-in", "stand-in kernel"]
    assert found["weak"].record["trust"] == "exact"
    assert found["weak"].record["artifacts"] == [
        ["kernel note", "Stand-in: unsupported: stand-in kernel was told so"]
    ]
    assert found["false"].record["status"] == "refuted"
    assert len(found) == len(names)


def test_a_contradiction_stops_the_run_with_a_report(tmp_path: Path) -> None:
    path = claims(tmp_path / "in.jsonl", ["a", "contrary", *(f"x{k}" for k in range(100))])
    with (
        Ledger.open(tmp_path) as ledger,
        pytest.raises(
            SoundnessAlarm,
            match=r"stopped at contrary: two checkers contradict each other .*alarm-1\.json.*--resume",
        ),
    ):
        list(batch(path, ledger, WITH_KERNEL, BUDGET, jobs=1))
    (evidence,) = json.loads((tmp_path / "alarm-1.json").read_text())
    assert (evidence["id"], evidence["proved"]["status"], evidence["refuted"]["status"]) == (
        "contrary",
        "proved",
        "refuted",
    )
    assert evidence["proved"]["checkers"][0]["name"] == "stand-in"
    assert evidence["refuted"]["checkers"][0]["name"] == "stand-in kernel"
    with Ledger.open(tmp_path) as ledger:
        found = {entry.id: entry.record for entry in ledger.entries(1)}
        assert found["contrary"]["status"] == "unknown"
        assert found["contrary"]["reason"].startswith("contradiction: two checkers contradict each other")
        assert found["a"]["trust"] == "kernel"
        assert ledger.runs()[0].finished is None
        assert len(found) < 102


def test_after_an_alarm_resume_goes_on_and_the_claim_stays_unknown(tmp_path: Path) -> None:
    path = claims(tmp_path / "in.jsonl", ["contrary", *(f"x{k}" for k in range(60))])
    with pytest.raises(SoundnessAlarm):
        run(path, tmp_path, WITH_KERNEL, jobs=1)
    found = decided(run(path, tmp_path, WITH_KERNEL, resume=True))
    assert found["contrary"].record["status"] == "unknown"
    assert len(found) == 61
    assert {d.record["trust"] for name, d in found.items() if name != "contrary"} == {"kernel"}


def test_the_alarm_is_raised_where_no_report_can_be_written(tmp_path: Path) -> None:
    raised = reported([("a", SoundnessAlarm("they disagree"))], tmp_path / "missing", 3)
    assert "they disagree; the evidence could not be written to" in str(raised)


def test_a_kernel_that_hangs_leaves_every_exact_verdict(tmp_path: Path) -> None:
    hasty = Stages(WITH_KERNEL.exact, (replace(STAND_IN_KERNEL, start_s=0.5),))
    found = decided(run(claims(tmp_path / "in.jsonl", ["stuck", "a"]), tmp_path, hasty))
    assert {d.record["trust"] for d in found.values()} == {"exact"}
    assert found["a"].record["artifacts"][0][1].startswith("Stand-in: timeout: no answer")


def test_a_bad_line_is_reported_and_recorded_and_the_others_are_decided(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text('{"claim": "a == 1"}\n{"claim": "a =="}\nnonsense\n{"id": "last", "claim": "b == 1"}\n')
    events = run(path, tmp_path)
    bad = [e for e in events if isinstance(e, BadLine)]
    assert [(b.line, b.column) for b in bad] == [(2, 5), (3, 1)]
    assert set(decided(events)) == {"line1", "last"}
    with Ledger.open(tmp_path) as ledger:
        assert [(line, place) for line, place, _ in ledger.bad_lines(1)] == [(2, 5), (3, 1)]


def test_what_contradicts_the_file_is_a_surprise(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    lines = [("a", "proved"), ("false", "proved"), ("open", "proved"), ("b", None)]
    path.write_text(
        "".join(
            json.dumps({"id": n, "claim": f"{n} == 1"} | ({"expect": e} if e else {})) + "\n"
            for n, e in lines
        )
    )
    found = decided(run(path, tmp_path))
    assert {name for name, event in found.items() if event.surprises} == {"false"}
    assert found["a"].record["expect"] == "proved"


def test_a_resumed_run_reports_what_is_recorded_and_decides_the_rest(tmp_path: Path) -> None:
    path = claims(tmp_path / "in.jsonl", [f"x{k}" for k in range(20)])
    with Ledger.open(tmp_path) as ledger:
        events = batch(path, ledger, STAND_IN, BUDGET, jobs=2)
        for _ in range(12):
            next(events)
        events.close()
        before = {e.id for e in ledger.entries()}
    assert 0 < len(before) < 20
    after = run(path, tmp_path, resume=True)
    assert after[0] == Started(1, 20, len(before))
    found = decided(after)
    assert {name for name, event in found.items() if event.resumed} == before
    assert len(found) == 20
    again = run(path, tmp_path, resume=True)
    assert all(event.resumed for event in decided(again).values())


def test_a_resumed_run_refuses_a_changed_file(tmp_path: Path) -> None:
    path = claims(tmp_path / "in.jsonl", ["a"])
    run(path, tmp_path)
    claims(path, ["b"])
    with pytest.raises(LedgerError, match="start a new run without --resume"):
        run(path, tmp_path, resume=True)
    assert len(decided(run(path, tmp_path))) == 1  # a new run in the same ledger


def test_a_file_that_is_not_there_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"cannot read .*missing.jsonl"):
        run(tmp_path / "missing.jsonl", tmp_path)


def test_a_file_of_another_kind_opens_no_run(tmp_path: Path) -> None:
    for name, text in (("notes.txt", "x == 1\n"), ("no_header.csv", "a,b\n1,2\n")):
        (tmp_path / name).write_text(text)
        with pytest.raises(FormatError):
            run(tmp_path / name, tmp_path)
    with Ledger.open(tmp_path) as ledger:
        assert ledger.runs() == []


def test_a_fingerprint_counts_lines_with_and_without_a_last_newline(tmp_path: Path) -> None:
    counts = []
    for text in ("", "a", "a\n", "a\nb"):
        (tmp_path / "f").write_text(text)
        counts.append(fingerprint(tmp_path / "f")[1])
    assert counts == [0, 1, 1, 2]


@pytest.mark.slow
def test_a_run_killed_at_random_moments_repeats_nothing_and_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"{'slow' if k % 3 else 'x'}" for k in range(150)]
    path = tmp_path / "in.jsonl"
    path.write_text(
        "".join(json.dumps({"id": f"c{k}", "claim": f"{n} == {k}"}) + "\n" for k, n in enumerate(names))
    )
    trace = tmp_path / "trace"
    trace.touch()
    monkeypatch.setenv("PORISM_TEST_TRACE", str(trace))
    command = [sys.executable, "-m", "tests.hall.batch_process", str(path), str(tmp_path)]
    rng, reported, kills = random.Random(7), list[str](), 0
    while True:
        with Ledger.open(tmp_path) as ledger:
            finished = {e.hash for e in ledger.entries()}
        traced = len(trace.read_text().split())
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True) as process:
            try:
                output, _ = process.communicate(timeout=rng.uniform(0.05, 1.5) if kills < 12 else 120)
            except subprocess.TimeoutExpired:
                kills += 1
                process.send_signal(
                    signal.SIGKILL
                )  # the process alone: its workers must notice by themselves
                output, _ = process.communicate()
        reported += output.split()
        time.sleep(0.05)
        repeated = finished & set(trace.read_text().split()[traced:])
        assert repeated == set(), "a claim was decided again although its verdict was on disk"
        with Ledger.open(tmp_path) as ledger:
            recorded = [e.id for e in ledger.entries()]
        assert set(reported) <= set(recorded), "a verdict was reported that is not on disk"
        if process.returncode == 0:
            break
    assert kills >= 3
    assert Counter(recorded) == Counter(f"c{k}" for k in range(150))
    assert max(Counter(reported).values()) == 1
    with Ledger.open(tmp_path) as ledger:
        assert len(ledger.runs()) == 1
        assert ledger.runs()[0].finished
    assert os.path.exists(tmp_path / "ledger.porism.sqlite")
