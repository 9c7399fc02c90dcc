"""Strategies for one claim raced on several cores: the first that decides it wins, the others are stopped.

    claim ─► strategies in their order ─► workers, each with a slice of time ─► Proved | Refuted, else the next slice

Every strategy gets a second in its turn, then four seconds, then sixteen, and so on while the budget lasts, so that one
that hangs costs the others little. What decides is the exact checker inside the strategy's process, or nothing; a
kernel is asked afterwards and can only raise the trust of a proof (`stages.py`).
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Sequence

from porism.provers.merge import merge
from porism.provers.portfolio.order import Order, learned, strategies_for
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted, Unknown, Verdict
from porism.stages import GRACE_S
from porism.symbolic.claim import Claim
from porism.workers import Call, Failed, WorkerPool

FIRST_SLICE_S = 1.0
GROWTH = 4.0
TARGET = "porism.provers.portfolio.strategies:attempt"
#: Reasons why a strategy that said so need not be asked again with more time.
FINAL = ("unsupported", "missing", "undecided", "asserted", "undefined")


def decided(claim: Claim, budget: Budget, jobs: int, order: Order | None = None) -> Verdict:
    """The first verdict that a strategy reaches within the budget, on `jobs` cores; `Unknown` where none does."""
    deadline = time.monotonic() + budget.seconds
    left, slice_s = strategies_for(claim, order or learned()), FIRST_SLICE_S
    reasons = Counter[str]()
    with WorkerPool(jobs, (TARGET.partition(":")[0],)) as pool:
        while left and time.monotonic() < deadline:
            reasons.clear()
            verdict, left = _passed(claim, left, slice_s, deadline, budget.memory_mb, pool, reasons)
            if verdict is not None:
                return verdict
            slice_s *= GROWTH
    spent = budget.seconds - max(0.0, deadline - time.monotonic())
    said = ", ".join(f"{reason} ({n})" for reason, n in reasons.most_common())
    reason = "asserted" if reasons["asserted"] else "timeout" if left else "undecided"
    return Unknown(claim, reason, f"no strategy decided the claim: {said}", spent)


def _passed(
    claim: Claim,
    strategies: Sequence[str],
    slice_s: float,
    deadline: float,
    memory_mb: int,
    pool: WorkerPool,
    reasons: Counter[str],
) -> tuple[Verdict | None, list[str]]:
    """(the verdict of the first strategy that decides, those that may decide with more time)."""
    waiting, running, again = list(strategies), 0, list[str]()
    while waiting or running:
        while waiting and pool.idle:
            seconds = min(slice_s, deadline - time.monotonic())
            if seconds <= 0:
                again += waiting
                waiting = []
                break
            name = waiting.pop(0)
            pool.submit(
                name, Call(TARGET, (name, claim, Budget(seconds, memory_mb)), seconds, memory_mb, GRACE_S)
            )
            running += 1
        found: Verdict | None = None
        for tag, outcome in pool.collect(0.1):
            running -= 1
            if isinstance(outcome, Failed):
                reasons[outcome.reason] += 1
                again += [str(tag)] if outcome.reason == "timeout" else []
                continue
            match outcome.value:
                case Proved() | Refuted() as verdict:
                    if found is None:
                        found = verdict
                    else:
                        merge(found, verdict)  # two that contradict each other are an alarm
                case Unknown(_, reason):
                    reasons[reason] += 1
                    again += [] if reason in FINAL else [str(tag)]
        if found is not None:
            pool.drop_busy()
            return found, []
    return None, again
