"""The script for miniF2F, on statements written anew in its style."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from porism.datasets.lean_statements import load

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
STATEMENTS = """
import Mathlib

theorem mathd_algebra_9001 (x : ℝ) (h : 3 * x + 4 = 19) : x = 5 := by
  sorry

theorem mathd_algebra_9002 (x y : ℝ) (h₀ : x + y = 7) (h₁ : x * y = 12) : x ^ 2 + y ^ 2 = 25 := by
  sorry

theorem algebra_sqsum_geq_twice_9003 (a b : ℝ) : 2 * a * b ≤ a ^ 2 + b ^ 2 := by
  sorry

theorem mathd_algebra_9004 (x : ℝ) (h : x ^ 2 = 9) : x = 3 := by
  sorry

theorem mathd_algebra_9005 (f : ℝ → ℝ) (h : ∀ x, f (f x) = x + 1) : f 0 ≠ 0 := by
  sorry

theorem mathd_numbertheory_9006 (n : ℕ) : n % 2 = 0 ∨ n % 2 = 1 := by
  sorry
"""


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return import_module("minif2f")


def test_statements_are_counted_by_kind(script: ModuleType, tmp_path: Path) -> None:
    file = tmp_path / "Tiny.lean"
    file.write_text(STATEMENTS, encoding="utf-8")
    statements = list(load(file))
    assert len(statements) == 6
    rows = [script.judged(s, 10.0, None) for s in statements if "algebra" in s.name]
    by_kind = script.counts(rows)
    assert list(by_kind) == ["algebra", "mathd_algebra", "all"]
    found = {word: by_kind["all"][word] for word in script.WORDS}
    assert (found["statements"], found["translated"], found["proved"], found["refuted"]) == (5, 4, 3, 1)
    assert found["kernel"] == 0  # no kernel was asked
    assert [row.get("reason") is None for row in rows] == [True, True, True, True, False]
