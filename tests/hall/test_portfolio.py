"""The race of strategies: the first that decides wins, what hangs does not hold the others up, nothing false is proved."""

from __future__ import annotations

import pytest

from porism import portfolio
from porism.pipeline import prove
from porism.portfolio import decided
from porism.provers.portfolio.order import Usual
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted, Unknown
from porism.symbolic.claim import Claim


def test_strategies_decide_what_one_alone_does_not() -> None:
    budget = Budget(20.0)
    assert isinstance(decided(Claim.parse("x**2 + y**2 >= 2*x*y"), budget, 2, Usual()), Proved)
    false = Claim.parse("3*b + y < 32", {}, ["b < 8", "y < 9"])
    assert isinstance(decided(false, budget, 2, Usual()), Refuted)


def test_what_nobody_decides_is_unknown_with_the_reasons() -> None:
    verdict = decided(Claim.parse("zeta == eta"), Budget(0.0), 2, Usual())
    assert isinstance(verdict, Unknown)
    assert verdict.reason == "timeout"


def test_a_strategy_that_hangs_does_not_hold_the_others_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "TARGET", "tests.hall.standin:attempted")
    verdict = decided(Claim.parse("x == 1"), Budget(10.0), 2, Usual())
    assert isinstance(verdict, Proved)


def test_prove_takes_jobs() -> None:
    verdict = prove("x <= 5", assume=["x <= 3*y", "y <= 1"], jobs=2, kernel=None, timeout_s=20)
    assert isinstance(verdict, Proved)
    assert verdict.trust == "exact"
