"""Rocq as a worker calls it, many claims at once; importing this module loads everything that it needs."""

from __future__ import annotations

from collections.abc import Sequence

from porism.provers.calculus.verdict import Theorem
from porism.provers.protocol import Budget, Task, WholeTask
from porism.provers.rocq import replay
from porism.provers.rocq.prover import RocqProver, check_body
from porism.provers.rocq.structured import theorems as whole
from porism.provers.rocq.warm.pool import Pool
from porism.provers.verdict import Verdict

_POOL = Pool()  # its processes start when a batch has a failing proof, and end with the worker
_PROVER = RocqProver(pool=_POOL)


def verdicts(tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
    """Rocq's verdict on each claim, in order."""
    return _PROVER.prove_many(tasks, budget)


def replayed(tasks: Sequence[Task], files: Sequence[str], budget: Budget) -> list[Verdict]:
    """Rocq's verdict on each claim, in order, by the proof in its file."""
    return replay.replayed(tasks, files, budget)


def theorems(tasks: Sequence[WholeTask], budget: Budget) -> list[Theorem | str]:
    """For each statement its theorem, or why Rocq's kernel has none."""
    return whole.theorems(tasks, budget)


def candidate(task: Task, body: str, budget: Budget) -> Verdict:
    """Rocq's verdict on the claim by a proof body from outside."""
    return check_body(task.claim, task.conditions or (), body, budget, task.certificate)
