"""Answers: the first proved proposal is taken, a liar is exposed, a hang or crash is a reason."""

from __future__ import annotations

import copy
import json

import pytest
import sympy

from porism.answers import Finder, answered
from porism.result import Result
from porism.reverify import accepted_again
from porism.symbolic.errors import UnsupportedError

X = sympy.Symbol("x")
FINDERS = "tests.hall.finders"
INTEGRAND = X * sympy.exp(X)


def ask(*names: str, f: sympy.Expr = INTEGRAND, timeout_s: float = 60.0) -> Result:
    finders = [Finder(name, f"{FINDERS}:{name}") for name in names]
    return answered("∫ f dx", finders, (f, X), timeout_s=timeout_s, memory_mb=2000)


def test_an_answer_carries_its_proof() -> None:
    result = ask("honest")
    assert (result.status, result.proposer) == ("proved", "honest")
    assert sympy.simplify(result.value.diff(X) - X * sympy.exp(X)) == 0
    assert result.conditions == ()
    assert result.verify()
    record = json.loads(result.to_json())
    assert (record["status"], record["complete"]) == ("proved", "unknown")
    assert [c["name"] for c in record["provenance"]["checkers"]] == ["porism-exact"]


def test_conditions_are_sympy_relations() -> None:
    result = ask("honest", f=1 / X)
    assert result.conditions == (sympy.Ne(X, 0),)
    assert "where     x != 0" in repr(result)


def test_a_liar_is_refuted_and_never_proved() -> None:
    result = ask("lying")
    assert result.status == "refuted"
    assert not result.verify()
    assert result.certificate[0]["parts"][0]["witness"] is not None


def test_the_first_proved_proposal_is_taken() -> None:
    assert ask("lying_then_honest").proposer == "honest"


def test_a_proposal_that_says_less_waits_for_the_one_that_says_more() -> None:
    result = ask("thorough_then_brief")
    assert (result.proposer, result.complete, [p.role for p in result.parts]) == (
        "thorough",
        "complete",
        ["answer", "complete"],
    )


def test_a_broken_finder_leaves_the_others_their_chance() -> None:
    assert ask("broken", "honest").status == "proved"


def test_a_hanging_finder_is_stopped_when_another_has_proved() -> None:
    assert ask("hanging", "honest").status == "proved"
    assert ask("honest", "hanging").status == "proved"  # and its worker does not serve the next question


@pytest.mark.parametrize(
    ("name", "reason"),
    [("broken", "broken: crash, RuntimeError: out of order"), ("silent", "no finder had a proposal")],
)
def test_nothing_found_says_why(name: str, reason: str) -> None:
    result = ask(name)
    assert (result.status, result.value) == ("unknown", None)
    assert reason in result.reason


def test_a_hang_is_a_timeout() -> None:
    result = ask("hanging", timeout_s=1.5)
    assert (result.status, result.value) == ("unknown", None)
    assert "timeout" in result.reason


@pytest.mark.parametrize("forgery", ["statement", "conditions", "certificate", "status"])
def test_a_forged_record_is_not_accepted_again(forgery: str) -> None:
    parts = copy.deepcopy(ask("honest", f=1 / X).certificate)
    assert accepted_again(parts, 60.0)
    match forgery:
        case "statement":
            parts[0]["statement"]["value"] = ["var", "x"]
        case "conditions":
            parts[0]["conditions"] = []
        case "certificate":
            parts[0]["parts"][0]["certificate"]["data"]["steps"] = [["no such step"]]
        case _:
            parts[0]["status"] = "refuted"
    assert not accepted_again(parts, 60.0)


def test_a_result_shows_itself() -> None:
    bundle = ask("honest")._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/latex", "text/html"}
    assert "✓ proved" in bundle["text/plain"]
    assert "<script" not in bundle["text/html"]


def test_a_kernel_that_was_not_asked_has_no_text() -> None:
    result = ask("honest")
    for text_of in (result.to_rocq, result.to_lean):
        with pytest.raises(UnsupportedError, match="kernel='(rocq|lean)'"):
            text_of()


def test_the_last_resort_starts_only_when_nothing_is_proved() -> None:
    last = [Finder("honest", f"{FINDERS}:honest")]
    for name, proposer in (("lying", "honest"), ("broken", "honest"), ("silent", "honest")):
        found = answered(
            "∫ f dx",
            [Finder(name, f"{FINDERS}:{name}")],
            (INTEGRAND, X),
            timeout_s=60.0,
            memory_mb=2000,
            last_resort=last,
        )
        assert (found.status, found.proposer) == ("proved", proposer)
    hopeless = [Finder("broken", f"{FINDERS}:broken")]
    first = [Finder("honest", f"{FINDERS}:honest")]
    found = answered("∫ f dx", first, (INTEGRAND, X), timeout_s=60.0, memory_mb=2000, last_resort=hopeless)
    assert (found.status, found.reason) == ("proved", "")
    found = answered("∫ f dx", (), (INTEGRAND, X), timeout_s=60.0, memory_mb=2000, last_resort=last)
    assert found.status == "proved"
