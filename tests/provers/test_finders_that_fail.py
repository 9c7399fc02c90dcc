"""A finder that fails decides nothing, and a package that is missing is named with its cure."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator

import pytest

from porism.provers.exact import prover
from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim

SQUARES = "x**2 + x*y + y**2 + x*z + z**2 + y*z >= -1"


def prove(text: str) -> Verdict:
    return ExactProver().prove(Claim.parse(text), None, Budget(20.0))


def test_a_missing_package_is_the_reason_and_its_command_the_cure(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "clarabel", None)
    without = prove(SQUARES)
    assert isinstance(without, Unknown)
    assert without.reason == "missing"
    assert without.detail.endswith("clarabel cannot be imported; pip install clarabel")
    assert isinstance(prove("x**2 + y**2 >= 2*x*y"), Proved)  # it needs no semidefinite program
    monkeypatch.undo()
    assert isinstance(prove(SQUARES), Proved)


@pytest.mark.parametrize(
    ("error", "detail"),
    [
        (ImportError("no", name="flint.types"), "flint cannot be imported; pip install python-flint"),
        (ImportError("no", name="porism.symbolic.parse"), None),
        (ValueError("flint"), None),
    ],
)
def test_only_a_package_of_others_is_missing(
    error: Exception, detail: str | None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def failing(claim: Claim, **_: object) -> Iterator[Certificate]:
        raise error

    for finder in ("_quick", "derivations", "_searched"):
        monkeypatch.setattr(prover, finder, failing)
    with caplog.at_level(logging.DEBUG, logger=prover.__name__):
        verdict = prove("x == x")
    assert isinstance(verdict, Unknown)
    assert verdict.reason == ("missing" if detail else "undecided")
    assert verdict.detail.count("cannot be imported") == (1 if detail else 0)
    assert verdict.detail.endswith(detail or "was found")
    assert caplog.text.count("a finder failed") == 3
