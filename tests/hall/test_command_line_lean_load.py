"""`porism lean load`: the table, the batch file that `porism run` takes, and input errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.hall.test_command_line import lines, porism

TEXT = """import Mathlib
open Real

theorem square (x : ℝ) : 0 ≤ x ^ 2 := by positivity
theorem both (x y : ℝ) (h₀ : x + y = 3) (h₁ : x - y = 1) : x = 2 ∧ y = 1 := by sorry
theorem quotient (x : ℝ) : x / x = 1 := by sorry
theorem divides (n : ℕ) : 1 ∣ n := by simp
"""


@pytest.fixture
def lean_file(tmp_path: Path) -> Path:
    path = tmp_path / "Test.lean"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_statements_become_a_batch_that_run_takes(lean_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    done = porism("lean", "load", str(lean_file), "--out", str(out))
    assert done.returncode == 0
    assert [line.split()[0] for line in done.stdout.splitlines()[1:]] == ["2", "1", "1", "4"]
    assert "relation" in done.stdout
    assert "4 claims" in done.stderr
    assert [item["id"] for item in lines(out.read_text())] == ["square", "both.1", "both.2", "quotient"]
    beside = lines((tmp_path / "claims.statements.jsonl").read_text(encoding="utf-8"))
    assert [s.get("agreement", s.get("reason")) for s in beside] == [
        "exact",
        "exact",
        "where defined",
        "RELATION",
    ]
    run = porism("run", str(out), "--out", str(tmp_path / "ledger"), "--kernel", "none", "--json", "-j", "1")
    assert {r["id"]: r["status"] for r in lines(run.stdout)} == dict.fromkeys(
        ("square", "both.1", "both.2", "quotient"), "proved"
    )


def test_json_is_one_statement_a_line(lean_file: Path) -> None:
    done = porism("lean", "load", str(lean_file), "--json", "--quiet")
    assert [json.loads(line)["name"] for line in done.stdout.splitlines()] == [
        "square",
        "both",
        "quotient",
        "divides",
    ]
    assert done.stderr == ""


def test_what_cannot_be_read_is_an_input_error_and_leaves_no_file(lean_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.jsonl"
    for arguments in (
        (str(tmp_path / "nothing.lean"), "--out", str(out)),
        (str(lean_file), "--out", str(tmp_path / "c.csv")),
    ):
        done = porism("lean", "load", *arguments)
        assert done.returncode == 2
        assert done.stdout == ""
    assert not out.exists()
