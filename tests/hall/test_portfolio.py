"""The race of strategies: the first that decides wins, what hangs does not hold the others up, nothing false is proved."""

from __future__ import annotations

import pytest

from porism import portfolio
from porism.pipeline import prove
from porism.portfolio import decided
from porism.provers.portfolio.order import Usual
from porism.provers.protocol import Budget
from porism.provers.verdict import MINT, Proved, Refuted, Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import SoundnessAlarm
from porism.workers import Call, Returned
from tests.hall.standin import STAND_IN


def test_strategies_decide_what_one_alone_does_not() -> None:
    budget = Budget(120.0)
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
    verdict = prove("x <= 5", assume=["x <= 3*y", "y <= 1"], jobs=2, kernel=None, timeout_s=120)
    assert isinstance(verdict, Proved)
    assert verdict.trust == "exact"


class Pool:
    """A pool whose workers all answer at the same time: the first refutes, the others prove."""

    def __init__(self, *_: object) -> None:
        self.asked = list[tuple[object, Call]]()

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    @property
    def idle(self) -> int:
        return 2 - len(self.asked)

    def submit(self, tag: object, call: Call) -> None:
        self.asked.append((tag, call))

    def collect(self, wait_s: float) -> list[tuple[object, Returned]]:
        claim, certificate = Claim.parse("x == 1"), Certificate("stand-in", [])
        answers: list[Verdict] = [
            Refuted(claim, (), certificate, (STAND_IN,), 0.0, key=MINT),
            Proved(claim, (), certificate, (STAND_IN,), 0.0, key=MINT),
        ]
        return [(tag, Returned(verdict, 0.0)) for (tag, _), verdict in zip(self.asked, answers, strict=True)]


def test_two_strategies_that_contradict_each_other_are_an_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(portfolio, "WorkerPool", Pool)
    with pytest.raises(SoundnessAlarm, match="two checkers contradict each other on x == 1"):
        decided(Claim.parse("x == 1"), Budget(10.0), 2, Usual())
