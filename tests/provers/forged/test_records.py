"""Forged records and ledgers, `records/*.json`: `porism check` rejects each, for the reason that the file names.

    {"attack": …, "rule": words of the rejection, "by": who rejects it, "record": …, "row": columns of the ledger's row}

`by` is `exact` (hash, text, conditions and witness are computed again, and the certificate is checked), `kernel` (what the
record says of kernels does not fit together), `rocq` or `lean` (the stored proof is put before it), `result` (an answer of
`solve`) or `ledger`: a row whose columns contradict its record, which `porism show` does not take either.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from porism.cli import commands
from porism.ledger import FILE_NAME, Ledger
from porism.recheck import rechecked
from porism.symbolic.errors import LedgerError

FILES: dict[str, dict[str, Any]] = {
    p.stem: json.loads(p.read_text(encoding="utf-8"))
    for p in sorted(Path(__file__).with_name("records").glob("*.json"))
}
ROWS = [name for name, forged in FILES.items() if forged["by"] == "ledger"]


def of(*who: str) -> list[str]:
    return [name for name, forged in FILES.items() if forged["by"] in who]


def rejections(names: list[str], folder: Path) -> dict[str, list[tuple[str, str]]]:
    """For each file (checker, reason) of its rejections, all of them checked in one run."""
    place = folder / "records.jsonl"
    with place.open("w", encoding="utf-8") as file:
        for name in names:
            record = FILES[name]["record"]
            named = {"question": name} if "question" in record else {"id": name}
            file.write(json.dumps(record | named, ensure_ascii=False) + "\n")
    found: dict[str, list[tuple[str, str]]] = {name: [] for name in names}
    for outcome in rechecked(place):
        if outcome.outcome == "rejected":
            found[outcome.id].append((outcome.checker, outcome.reason))
    return found


def contradictions(names: list[str], folder: Path) -> dict[str, list[tuple[str, str]]]:
    """The files that are not rejected once, by whom and for the reason that they name."""
    found = rejections(names, folder)
    return {
        name: found[name]
        for name in names
        for checker in [FILES[name]["by"].replace("result", "exact")]
        if [(c, FILES[name]["rule"] in reason) for c, reason in found[name]] != [(checker, True)]
    }


def test_each_file_names_its_attack_and_is_another() -> None:
    assert len(FILES) >= 40
    assert len({forged["attack"] for forged in FILES.values()}) == len(FILES)
    assert set(Counter(forged["by"] for forged in FILES.values())) == {
        "exact", "kernel", "rocq", "lean", "result", "ledger",
    }  # fmt: skip


def test_forged_records_are_rejected_for_the_reason_named(tmp_path: Path) -> None:
    assert contradictions(of("exact", "kernel", "result"), tmp_path) == {}


@pytest.mark.rocq
def test_forged_proofs_of_rocq_are_rejected_for_the_reason_named(tmp_path: Path) -> None:
    assert contradictions(of("rocq"), tmp_path) == {}


@pytest.mark.lean
def test_forged_proofs_of_lean_are_rejected_for_the_reason_named(tmp_path: Path) -> None:
    assert contradictions(of("lean"), tmp_path) == {}


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_contradicts_its_record_is_shown_and_checked_by_nobody(name: str, tmp_path: Path) -> None:
    forged = FILES[name]
    with Ledger.open(tmp_path) as ledger:
        ledger.commit(ledger.start("run", "a", "d", {}), 1, forged["record"])
        assert len(list(ledger.entries())) == 1
    ((column, value),) = forged["row"].items()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute(f"UPDATE verdicts SET {column} = ?", (value,))  # a name of the table's
    connection.close()
    with pytest.raises(LedgerError, match=forged["rule"]):
        list(rechecked(tmp_path))
    for command in ("check", "show", "report"):
        done = CliRunner().invoke(commands, [command, str(tmp_path)])
        assert isinstance(done.exception, LedgerError), command
        assert forged["rule"] in str(done.exception)


def test_a_second_verdict_in_one_place_is_refused(tmp_path: Path) -> None:
    record = FILES["hash_edited"]["record"]
    with Ledger.open(tmp_path) as ledger:
        run = ledger.start("run", "a", "d", {})
        ledger.commit(run, 1, record)
        with pytest.raises(LedgerError, match="has a verdict at position 1 already"):
            ledger.commit(run, 1, record | {"status": "refuted"})


def test_the_command_names_what_it_rejects(tmp_path: Path) -> None:
    place = tmp_path / "records.jsonl"
    place.write_text(json.dumps(FILES["conditions_dropped"]["record"]) + "\n")
    done = CliRunner().invoke(commands, ["check", str(place), "--kernel", "none"])
    assert done.exit_code == 2
    assert "rejected: the certificate shows other conditions" in done.stderr
