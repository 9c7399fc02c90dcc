"""The ledger: what is committed is there, and a ledger that is not ours is refused with the cure."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from porism.ledger import FILE_NAME, SCHEMA_VERSION, Ledger, Record
from porism.symbolic.errors import LedgerError


def record(identifier: str, status: str = "unknown") -> Record:
    return {"id": identifier, "hash": f"{identifier}00", "status": status, "trust": None, "reason": "σ ≤ π"}


def test_what_is_committed_is_read_back_in_order(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        run = ledger.start("run", "a.jsonl", "digest", {"seed": 1}, 3)
        for position, identifier in ((2, "b"), (1, "a"), (3, "c")):
            ledger.commit(run, position, record(identifier))
        ledger.commit_bad_line(run, 4, 7, "no claim")
        ledger.commit_bad_line(run, 4, 7, "no claim")
        ledger.commit_laws(run, [{"law": "x"}, {"law": "y"}])
        ledger.finish(run)
    with Ledger.open(tmp_path, create=False) as ledger:
        assert [(e.id, e.position) for e in ledger.entries(run)] == [("b", 2), ("a", 1), ("c", 3)]
        assert [e.record for e in ledger.entries(identifier="a")] == [record("a")]
        assert ledger.recorded(run, 2) == ("b", "b00")
        assert ledger.recorded(run, 9) is None
        assert ledger.bad_lines(run) == [(4, 7, "no claim")]
        assert ledger.laws(run) == [{"law": "x"}, {"law": "y"}]
        (only,) = ledger.runs()
        assert (only.kind, only.total, only.settings) == ("run", 3, {"seed": 1})
        assert only.finished


def test_a_position_is_decided_once(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        run = ledger.start("run", "a", "d", {})
        ledger.commit(run, 1, record("a"))
        with pytest.raises(LedgerError, match="run 1 has a verdict at position 1 already"):
            ledger.commit(run, 1, record("b"))


def test_a_commit_is_seen_by_another_process_at_once(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        run = ledger.start("run", "a", "d", {})
        ledger.commit(run, 1, record("a"))
        with Ledger.open(tmp_path, create=False) as reader:
            assert [e.id for e in reader.entries(run)] == ["a"]


def test_a_ledger_of_another_schema_is_refused(tmp_path: Path) -> None:
    Ledger.open(tmp_path).__exit__()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(
        LedgerError, match=r"schema version 2, this Porism writes version 1; .* another folder"
    ):
        Ledger.open(tmp_path)


def test_a_database_of_somebody_else_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "other.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE birds (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="schema version 0"):
        Ledger.open(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "text.sqlite"
    path.write_text("no database at all, but long enough to be one" * 100)
    with pytest.raises(LedgerError, match="cannot be used as a ledger"):
        Ledger.open(path)


def test_reading_where_there_is_no_ledger_names_the_cure(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"no ledger at .*; make one with `porism run"):
        Ledger.open(tmp_path, create=False)
    assert list(tmp_path.iterdir()) == []


def test_resuming_needs_the_same_input(tmp_path: Path) -> None:
    with Ledger.open(tmp_path) as ledger:
        assert ledger.resume("run", "a", "digest") is None
        ledger.start("discover", "planets.csv", "other", {})
        run = ledger.start("run", "a", "digest", {})
        resumed = ledger.resume("run", "a", "digest")
        assert resumed is not None
        assert (resumed.run, resumed.finished) == (run, None)
        with pytest.raises(LedgerError, match="start a new run without --resume"):
            ledger.resume("run", "b", "changed")


def test_two_processes_do_not_write_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from porism.ledger import Ledger\n"
        "with Ledger.open(Path(sys.argv[1])) as ledger, ledger.writing(): print('wrote')"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    with Ledger.open(tmp_path) as ledger, ledger.writing():
        second = subprocess.run(command, capture_output=True, text=True)
    assert "another process is writing" in second.stderr
    assert subprocess.run(command, capture_output=True, text=True).stdout == "wrote\n"


@pytest.mark.parametrize("change", [
    "DROP TABLE verdicts", "ALTER TABLE verdicts RENAME COLUMN record TO other", "UPDATE verdicts SET record = '{'",
    "UPDATE verdicts SET record = '[]'", "UPDATE verdicts SET record = x'00ff'", "UPDATE verdicts SET id = x'00'",
    "UPDATE verdicts SET record = CAST(x'7bff7d' AS TEXT)",
])  # fmt: skip
def test_rows_of_another_shape_are_a_damaged_ledger(tmp_path: Path, change: str) -> None:
    with Ledger.open(tmp_path) as ledger:
        run = ledger.start("prove", "x == x", "", {})
        ledger.commit(run, 1, {"id": "a", "hash": "00", "status": "unknown", "trust": None})
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute(change)
    connection.close()
    with Ledger.open(tmp_path, create=False) as ledger, pytest.raises(LedgerError, match="cannot be used"):
        list(ledger.entries())


@pytest.mark.parametrize(
    "change", ["UPDATE runs SET settings = '[]'", "UPDATE runs SET kind = x'00'", "DROP TABLE runs"]
)
def test_damaged_runs_are_refused_too(tmp_path: Path, change: str) -> None:
    with Ledger.open(tmp_path) as ledger:
        ledger.start("prove", "x == x", "", {})
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(change)
    connection.close()
    with Ledger.open(tmp_path, create=False) as ledger, pytest.raises(LedgerError, match="cannot be used"):
        ledger.runs()
