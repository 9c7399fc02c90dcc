"""Lean with Mathlib as a worker calls it, many claims at once; importing this module loads everything that it needs."""

from __future__ import annotations

from collections.abc import Sequence

from porism.provers.lean.mathlib import prover
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Verdict

_PROVER = prover.MathlibProver()


def verdicts(tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
    """Its verdict on each claim, in order."""
    return _PROVER.prove_many(tasks, budget)


def replayed(tasks: Sequence[Task], files: Sequence[str], budget: Budget) -> list[Verdict]:
    """Its verdict on each claim, in order, if its file is the proof that Porism writes for it."""
    return prover.replayed(tasks, files, budget)
