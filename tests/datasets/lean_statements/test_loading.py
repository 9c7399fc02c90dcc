"""Loaders: data sets and folders, batch records that Porism's own reader takes back, files that are not what they seem."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from porism.datasets.lean_statements import Agreement, LeanStatement, Reason, load, summary
from porism.datasets.lean_statements.goals import goal_translated
from porism.datasets.lean_statements.loading import batch_records, entries, statement_record
from porism.datasets.lean_statements.refusal import Refusal
from porism.symbolic.batch import BatchItem, read_batch
from porism.symbolic.errors import FormatError
from tests.datasets.lean_statements.test_files import fresh


def entry(name: str, goal: str | None = None, statement: str | None = None) -> dict[str, Any]:
    """An entry in the shape of LeanDojo Benchmark 4."""
    tactic = {
        "tactic": "simp",
        "annotated_tactic": ["simp", []],
        "state_before": goal,
        "state_after": "no goals",
    }
    found: dict[str, Any] = {
        "url": "a repository",
        "commit": "0" * 40,
        "file_path": "Some/File.lean",
        "full_name": name,
        "start": [12, 1],
        "end": [13, 8],
        "traced_tactics": [] if goal is None else [tactic],
    }
    return found if statement is None else found | {"theorem_statement": statement}


GOAL = "x y : ℝ\nh₀ : x + y = 3\nh₁ :\n  x - y =\n    1\n⊢ 2 * x = 4"


def benchmark(folder: Path) -> Path:
    """A small benchmark with both splits, which share entries."""
    shown = [
        entry("sum_and_difference", GOAL),
        entry("term_mode"),
        entry("stated", statement="theorem stated (x : ℝ) : Real.sqrt (x ^ 2) = |x| :="),
        entry("abstract", "α : Type u_1\ninst✝ : Ring α\na : α\n⊢ a + 0 = a"),
        entry("two_goals", "x : ℝ\n⊢ x = x\n\nx : ℝ\n⊢ x = x"),
    ]
    for split in ("random", "novel_premises"):
        (folder / split).mkdir()
        for part, rows in (("train", shown[:3]), ("val", shown[3:]), ("test", [])):
            (folder / split / f"{part}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def test_a_benchmark_is_read_once(tmp_path: Path) -> None:
    found = {s.name: s for s in load(benchmark(tmp_path))}
    assert {name: s.reason for name, s in found.items()} == {
        "sum_and_difference": None,
        "term_mode": Reason.NO_STATEMENT,
        "stated": None,
        "abstract": Reason.INSTANCE,
        "two_goals": Reason.NO_STATEMENT,
    }
    first = found["sum_and_difference"]
    assert (first.file, first.line, first.column, first.source) == ("Some/File.lean", 12, 1, "first goal")
    assert first.translation is not None
    assert [str(c) for c in first.translation.claims] == [
        "2*x == 4  for x real, y real  assuming x + y == 3, x - y == 1"
    ]
    assert found["stated"].source == "statement"


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        ("n : ℕ\n⊢ n + 1 > n", "n < n + 1"),
        ("x : ℝ\nh : 0 < x\n⊢ √x ^ 2 = x", "x == x"),
        ("x : ℝ\n⊢ ∀ (y : ℝ), 0 < y → x < x + y", "x < x + y"),
        ("n : ℕ\nx : ℝ\nh : x = ↑n + 1\n⊢ x - 1 = ↑n", "x - 1 == n"),
        ("x : ℝ\nhx : 0 < x\n⊢ Real.log x ^ 2 = Real.log x * Real.log x", "log(x)*log(x) == log(x)**2"),
        ("case inl\nx✝ x : ℝ\n⊢ x✝ ^ 2 ≥ 0", "0 <= x**2"),
        # A numeral's type is not displayed, so what only numerals say is not known.
        ("⊢ 1 / 2 = 0", "ELABORATION"),
        ("x : ℝ\nh : ↑(1 / 2) = x\n⊢ x = 0", "ELABORATION"),
        ("x : ℝ\n⊢ x ^ (1 / 2) = 1", "ELABORATION"),
        ("x : ℝ\n⊢ x ^ 2 = x * x", "x*x == x**2"),
        # The argument of a short name must be seen to be real: log ↑x can be the complex one.
        ("n : ℕ\n⊢ log ↑n = log ↑n", "ELABORATION"),
        ("x : ℝ\n⊢ sin x ≤ 1", "sin(x) <= 1"),
        ("x : ℝ\ny : ℝ := x + 1\n⊢ y = x + 1", "FUNCTION"),
        ("a b : ℕ\n⊢ a - b ≤ a", "(a - b + abs(a - b))/2 <= a"),
        ("x : ℝ\nno hypothesis\n⊢ x = x", "SYNTAX"),
        ("x : ℝ", "NO_STATEMENT"),
        ("", "NO_STATEMENT"),
        ("x : ℝ ⊢ x = x", "SYNTAX"),
        ("\x00 : \x00\n⊢ x = x", "SYNTAX"),
        ("G : Type u\ninst : Group G\n⊢ 1 = 1", "INSTANCE"),
        ("x : ℝ\n⊢ " + "(" * 50_000, "LIMIT"),
        ("⊢" * 1000, "NO_STATEMENT"),
        ("x" * 200_000, "LIMIT"),
    ],
)
def test_displayed_goals(goal: str, expected: str) -> None:
    try:
        found = " ; ".join(c.text for c in goal_translated(goal).claims)
    except Refusal as refusal:
        found = refusal.reason.name
    assert found == expected


def test_a_folder_of_lean_files(tmp_path: Path) -> None:
    (tmp_path / "Test").mkdir()
    for name in ("one", "two"):
        header = "import Mathlib\nopen Real Nat\n\n"
        (tmp_path / "Test" / f"{name}.lean").write_text(
            header + f"theorem {name} (x : ℝ) : x = x := by\n  rfl\n"
        )
    (tmp_path / ".lake").mkdir()
    (tmp_path / ".lake" / "foreign.lean").write_text("theorem foreign : 1 = 1 := rfl\n")
    assert [(s.name, Path(s.file).name, s.line) for s in load(tmp_path)] == [
        ("one", "one.lean", 4),
        ("two", "two.lean", 4),
    ]


@pytest.mark.parametrize(
    "content", ["", "{}", '{"a": 1}', "[1, 2]", '["a"]', "[{]", '[{"a": 1}', "null", "[" * 5000]
)
def test_what_is_no_benchmark_is_an_input_error(tmp_path: Path, content: str) -> None:
    file = tmp_path / "train.json"
    file.write_text(content)
    with pytest.raises(FormatError):
        list(load(file))


@pytest.mark.parametrize(
    "odd",
    [
        {},
        {"full_name": 3, "file_path": None, "start": "x", "traced_tactics": "y"},
        {"full_name": "t", "traced_tactics": [{"state_before": 7}]},
        {"full_name": "t", "traced_tactics": [3]},
        {"full_name": "t\n\x00", "theorem_statement": "def x := 3"},
        {"full_name": "t", "theorem_statement": ""},
    ],
)
def test_odd_entries_are_counted_and_not_raised(tmp_path: Path, odd: dict[str, Any]) -> None:
    file = tmp_path / "val.json"
    file.write_text(json.dumps([odd, entry("good", GOAL)]))
    first, second = load(file)
    assert first.translation is None
    assert second.translation is not None


def test_missing_paths_and_other_files_are_input_errors(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("theorem")
    for path in (tmp_path / "nothing.lean", tmp_path / "notes.txt", tmp_path):
        with pytest.raises(FormatError):
            list(load(path))


def test_arrays_are_streamed_in_pieces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("porism.datasets.lean_statements.loading._CHUNK", 7)
    file = tmp_path / "a.json"
    rows = [{"n": n, "text": "é" * n} for n in range(40)]
    file.write_text(
        " [\n" + ",\n".join(json.dumps(r, ensure_ascii=False) for r in rows) + "]\n", encoding="utf-8"
    )
    assert list(entries(file)) == rows


def test_the_batch_file_says_what_the_claims_say(tmp_path: Path) -> None:
    statements, taken = [s for _, s in fresh()], set[str]()
    file = tmp_path / "claims.jsonl"
    lines = [record for s in statements for record in batch_records(s, taken)]
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    read = list(read_batch(file))
    claims = [c for s in statements if s.translation is not None for c in s.translation.claims]
    assert [item.claim for item in read if isinstance(item, BatchItem)] == claims
    assert len(read) == len(taken) == len(claims)


def test_ids_are_unique_and_printable() -> None:
    [one] = [s for _, s in fresh() if s.name == "linear_system"]
    taken = set[str]()
    ids = [r["id"] for _ in range(2) for r in batch_records(one, taken)]
    assert ids == ["linear_system.1", "linear_system.2", "linear_system.1~2", "linear_system.2~2"]
    odd = LeanStatement("\x00" + "n" * 500, "f", 1, 1, "", one.translation)
    assert all(len(r["id"]) <= 200 and r["id"].isprintable() for r in batch_records(odd, taken))


def test_counts_add_up_to_the_file() -> None:
    statements = [s for _, s in fresh()]
    counts = summary(statements)
    assert sum(counts.values()) == len(statements)
    assert counts[Agreement.EXACT] > 100
    assert counts[Reason.INTEGER_DIVISION] == 3


def test_a_statements_record_is_plain_json() -> None:
    for _, statement in fresh():
        record = json.loads(json.dumps(statement_record(statement, ["id"])))
        assert ("reason" in record) != ("agreement" in record)
