"""Rocq at the strict level as a worker calls it: `coqchk` reads every compiled proof again; see `rocq_worker.py`."""

from __future__ import annotations

from collections.abc import Sequence

from porism.provers.calculus.verdict import Theorem
from porism.provers.protocol import Budget, Task, WholeTask
from porism.provers.rocq import replay
from porism.provers.rocq.prover import RocqProver
from porism.provers.rocq.structured import theorems as whole
from porism.provers.verdict import Verdict

_PROVER = RocqProver(strict=True)


def verdicts(tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
    """Rocq's verdict on each claim, in order."""
    return _PROVER.prove_many(tasks, budget)


def replayed(tasks: Sequence[Task], files: Sequence[str], budget: Budget) -> list[Verdict]:
    """Rocq's verdict on each claim, in order, by the proof in its file."""
    return replay.replayed(tasks, files, budget, strict=True)


def theorems(tasks: Sequence[WholeTask], budget: Budget) -> list[Theorem | str]:
    """For each statement its theorem, which `coqchk` has read again, or why there is none; its checker is the kernel."""
    return whole.theorems(tasks, budget, strict=True)
