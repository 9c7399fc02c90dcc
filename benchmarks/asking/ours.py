"""Porism's provers, as workers call them. A kernel gets many claims at once, with the exact prover's certificates."""

from __future__ import annotations

import time
from collections.abc import Sequence

import porism
from asking.outcome import Outcome, Status
from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget, Prover, Task
from porism.provers.verdict import Proved, Refuted, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation

KERNELS = ("rocq", "lean")
_REASONS: dict[str, Status] = {"timeout": "timeout", "unsupported": "unsupported", "missing": "missing"}


def exact(claim: Claim, seconds: float) -> Outcome:
    """The exact prover alone."""
    start = time.perf_counter()
    return _outcome(ExactProver().prove(claim, None, Budget(seconds)), time.perf_counter() - start)


def smt(claim: Claim, seconds: float) -> Outcome:
    """Z3 and cvc5 as proposers: the exact checker decides on what they find."""
    from porism.provers.smt.prover import SmtProver

    start = time.perf_counter()
    return _outcome(SmtProver().prove(claim, None, Budget(seconds)), time.perf_counter() - start)


def pipeline(claim: Claim, seconds: float) -> Outcome:
    """`porism.prove` as users call it: the exact prover, then every kernel that is installed."""
    start = time.perf_counter()
    verdict = porism.prove(claim, timeout_s=seconds)
    return _outcome(verdict, time.perf_counter() - start)


def kernel(name: str, asked: Sequence[tuple[Claim, Outcome | None]], seconds: float) -> list[Outcome]:
    """A kernel's word on each claim; the seconds are the batch's, divided by the number of its claims."""
    tasks = [_task(claim, found) for claim, found in asked]
    start = time.perf_counter()
    verdicts = _kernel(name).prove_many(tasks, Budget(seconds))
    each = (time.perf_counter() - start) / max(1, len(tasks))
    return [_outcome(verdict, each) for verdict in verdicts]


def _kernel(name: str) -> Prover:
    if name == "rocq":
        from porism.provers.rocq.prover import RocqProver

        return RocqProver()
    from porism.provers.lean.prover import LeanProver

    return LeanProver()


def _task(claim: Claim, found: Outcome | None) -> Task:
    if found is None or found.certificate is None:
        return Task(claim)
    conditions = tuple(Relation.from_json(c) for c in found.conditions)
    return Task(claim, Certificate.from_json(found.certificate), conditions)


def _outcome(verdict: Verdict, seconds: float) -> Outcome:
    match verdict:
        case Proved():
            return Outcome(
                "proved",
                seconds,
                ", ".join(checker.name for checker in verdict.checkers),
                verdict.trust,
                verdict.certificate.to_json(),
                tuple(c.to_json() for c in verdict.conditions),
            )
        case Refuted():
            return Outcome("refuted", seconds, ", ".join(f"{name} = {t}" for name, t in verdict.witness))
        case _:
            status = _REASONS.get(verdict.reason, "unknown")
            return Outcome(status, seconds, f"{verdict.reason}: {verdict.detail}"[:300])
