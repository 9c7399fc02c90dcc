"""The table of provers: peers are taken at their word and no further, and what is wrong is counted and looked at again."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from porism.symbolic.claim import Claim

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> dict[str, ModuleType]:
    """The modules, imported as the scripts do."""
    from importlib import import_module

    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return {name: import_module(f"asking.{name}") for name in ("outcome", "ours", "peers", "table")}


POLYNOMIAL = Claim.parse("(x + y)**2 >= 4*x*y")
CASES = [
    (POLYNOMIAL, "z3", "proved"),
    (Claim.parse("(x + y)**2 > 4*x*y"), "z3", "refuted"),
    (Claim.parse("x/x == 1"), "z3", "proved"),
    (Claim.parse("sqrt(x*y) == sqrt(x)*sqrt(y)"), "z3", "unknown"),  # it holds where nothing is negative
    (Claim.parse("sqrt(x*y) == sqrt(x)*sqrt(y)", {"x": "positive", "y": "positive"}), "z3", "proved"),
    (Claim.parse("log(x) <= x"), "z3", "unsupported"),
    (Claim.parse("sin(x) <= 1"), "z3", "unsupported"),
    (Claim.parse("sin(x) <= 1"), "cvc5", "proved"),
    (Claim.parse("diff(x**2, x) == 2*x"), "cvc5", "unsupported"),
    (Claim.parse("x + y <= 3", {}, ["x <= 1", "y <= 2"]), "cvc5", "proved"),
    (Claim.parse("sin(x)**2 + cos(x)**2 == 1"), "sympy", "proved"),
    (Claim.parse("sin(x)**2 + cos(x)**2 == 2"), "sympy", "refuted"),
    (Claim.parse("diff(x**2, x) == 2*x"), "sympy", "proved"),
    (Claim.parse("x*z == 6*y**2", {}, ["x == 2*y", "z == 3*y"]), "sympy", "proved"),
    (Claim.parse("x**2 + 1 > 0"), "sympy", "proved"),
    (Claim.parse("x**2 <= 1", {"x": "[0, 1]"}), "sympy", "proved"),
    (Claim.parse("x**2 >= x"), "sympy", "refuted"),
]


@pytest.mark.parametrize(("claim", "peer", "status"), CASES)
def test_a_peer_is_taken_at_its_word(
    asking: dict[str, ModuleType], claim: Claim, peer: str, status: str
) -> None:
    for package in ("z3", "cvc5"):
        if peer == package:
            pytest.importorskip(package, reason="pip install 'porism[smt]'")
    assert asking["peers"].asked(peer, claim, 5.0).status == status


def test_what_is_wrong_is_counted_and_looked_at_again(asking: dict[str, ModuleType]) -> None:
    table, outcome = asking["table"], asking["outcome"].Outcome
    true, false = POLYNOMIAL, Claim.parse("x**2 >= x")
    questions = [table.Question("a", "p", true, True), table.Question("b", "p", false, False)]
    found = {
        ("a", "pipeline"): outcome("proved", 12.0, trust="kernel"),
        ("b", "pipeline"): outcome("refuted", 0.1),
        ("a", "sympy"): outcome("refuted", 0.1),
        ("b", "sympy"): outcome("proved", 0.1),
    }
    result: dict[str, Any] = table.summary(questions, ["pipeline", "sympy"], found, 10.0)
    assert result["portfolio"] == {"proved_in_time": 0.0, "kernel": 1.0, "refuted": 1.0}
    assert [result["provers"][p]["all"]["wrong"] for p in ("pipeline", "sympy")] == [0, 2]
    assert [row["balls"].split(" at ")[0] for row in result["wrong"]] == ["it fails", "it fails"]
    assert result["wrong"][0]["balls"] == "it fails at 0 of 200 points"


def test_a_run_goes_on_where_it_was(asking: dict[str, ModuleType], tmp_path: Path) -> None:
    table, state = asking["table"], tmp_path / "state.jsonl"
    questions = [table.Question("a", "p", POLYNOMIAL, True)]
    state.write_text(json.dumps({"id": "a", "prover": "exact", "status": "unknown", "seconds": 1.0}) + "\n")
    found = table.outcomes(questions, ["exact", "z3"], 5.0, 1, state)
    assert found["a", "exact"].status == "unknown"  # as it was written
    assert len(state.read_text().splitlines()) == 2
    assert table.outcomes(questions, ["exact", "z3"], 5.0, 1, state) == found
