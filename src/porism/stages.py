"""The two stages a claim passes: the exact prover, then the kernels of proof assistants. Each runs in worker processes.

    claim ──exact──► Proved | Refuted | Unknown     Proved ──each kernel, many at once──► Proved | Unknown ──merge──►

A stage is named by a *target*, `module:function`, which the worker imports: `exact_worker.py`, `rocq_worker.py` and
`lean_worker.py` are the ones in use. What happens to a worker becomes a verdict here: `Unknown` with reason `timeout`,
`memory` or `crash`. A kernel that fails leaves every exact verdict, and every other kernel's, as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, TypeAlias

from porism import kernels
from porism.kernels import Kernel
from porism.provers.calculus.verdict import Established, Theorem
from porism.provers.merge import attributed, merge
from porism.provers.protocol import Budget, Task, WholeTask
from porism.provers.verdict import Proved, Provenance, Unknown, Verdict
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError, SoundnessAlarm
from porism.workers import Call, Failed, Outcome, WorkerPool

AskedKernel: TypeAlias = Literal["auto", "rocq", "lean", "mathlib"] | None

GRACE_S = 0.5  # how far a prover may overrun its own budget before it is killed


@dataclass(frozen=True)
class Stages:
    """Who decides: the function `exact(claim, budget)` gives a verdict, each of `kernels` one for each task."""

    exact: str = "porism.exact_worker:verdict"
    kernels: tuple[Kernel, ...] = ()

    def exact_call(self, claim: Claim, budget: Budget) -> Call:
        """The call that decides one claim."""
        return Call(self.exact, (claim, budget), budget.seconds, budget.memory_mb, GRACE_S)

    def kernel_calls(self, proved: Sequence[Proved], budget: Budget) -> list[Call]:
        """The calls that hand accepted certificates to each kernel, many at once: its start costs more than a proof."""
        tasks = tuple(map(_task, proved))
        seconds = len(tasks) * budget.seconds
        return [Call(k.target, (tasks, budget), k.start_s + seconds, budget.memory_mb) for k in self.kernels]

    def theorem_calls(self, established: Sequence[Established], budget: Budget) -> list[Call]:
        """The calls that hand established statements to the kernels that have theorems of such."""
        if not established:
            return []
        seconds = len(established) * budget.seconds
        tasks = tuple(
            WholeTask(v.statement, v.data, v.conditions, tuple(map(_task, v.parts))) for v in established
        )
        asked = (tasks, budget)
        return [
            Call(k.theorems, asked, k.start_s + seconds, budget.memory_mb)
            for k in self.kernels
            if k.has_theorems
        ]

    def exact_pool(self, size: int) -> WorkerPool:
        """Workers that have loaded the exact prover before their first claim's clock starts."""
        return WorkerPool(size, (self.exact.partition(":")[0],))

    def kernel_pool(self) -> WorkerPool:
        """One worker for each kernel."""
        return WorkerPool(len(self.kernels), tuple(kernel.worker for kernel in self.kernels))


def stages_with(kernel: AskedKernel, strict: bool = False) -> Stages:
    """The stages with the kernel that is asked for; `auto` takes all that are installed.

    `strict` needs Rocq among them, and its second checker.
    """
    chosen = _asked(kernel)
    if not strict:
        return Stages(kernels=chosen)
    if not any(k.name == "rocq" for k in chosen):
        raise PorismError(
            f"the strict level was asked for, which only Rocq has; expected kernel 'auto' or 'rocq', found {kernel!r}"
            + (f": {kernels.missing(kernels.ROCQ)}" if kernel == "auto" else "")
        )
    if missing := kernels.strict_missing():
        raise PorismError(f"the strict level was asked for, but {missing}")
    return Stages(kernels=tuple(map(kernels.at_strict_level, chosen)))


def _asked(kernel: AskedKernel) -> tuple[Kernel, ...]:
    if kernel is None:
        return ()
    if kernel == "auto":
        return tuple(k for k in kernels.KERNELS if kernels.version(k))
    chosen = kernels.BY_NAME.get(kernel)
    if chosen is None:
        names = ", ".join(repr(name) for name in kernels.BY_NAME)
        raise PorismError(f"expected kernel to be 'auto', {names} or None, found {kernel!r}")
    if not kernels.version(chosen):
        raise PorismError(f"kernel {kernel!r} was asked for, but there is none: {kernels.missing(chosen)}")
    return (chosen,)


def exact_outcome(outcome: Outcome, claim: Claim) -> Verdict:
    """The verdict that an exact call's outcome amounts to."""
    if isinstance(outcome, Failed):
        return Unknown(claim, outcome.reason, outcome.detail, outcome.seconds)
    verdict: Verdict = outcome.value
    return verdict


def with_kernels(stages: Stages, outcomes: Sequence[Outcome], proved: Sequence[Proved]) -> list[Verdict]:
    """Each exact verdict merged with the word of each kernel, or with the reason why that has none.

    Two checkers that contradict each other raise `SoundnessAlarm`.
    """
    answers = _answers(stages, outcomes, proved)
    return [_merged(verdict, given) for verdict, given in zip(proved, answers, strict=True)]


def theorems_of(outcomes: Sequence[Outcome]) -> list[Theorem]:
    """The theorems among what the calls returned; a call that failed has none."""
    values = [outcome.value for outcome in outcomes if not isinstance(outcome, Failed)]
    return [theorem for value in values for theorem in value if isinstance(theorem, Theorem)]


def with_kernels_in_batch(
    stages: Stages, outcomes: Sequence[Outcome], proved: Sequence[Proved]
) -> list[tuple[Verdict, SoundnessAlarm | None]]:
    """The same for a batch: a claim on which checkers contradict each other is `Unknown`, and its alarm stands beside it."""
    found = list[tuple[Verdict, SoundnessAlarm | None]]()
    for verdict, given in zip(proved, _answers(stages, outcomes, proved), strict=True):
        try:
            found.append((_merged(verdict, given), None))
        except SoundnessAlarm as alarm:
            found.append((Unknown(verdict.claim, "contradiction", str(alarm), verdict.seconds), alarm))
    return found


def _task(verdict: Proved) -> Task:
    return Task(verdict.claim, verdict.certificate, verdict.conditions)


def _answers(
    stages: Stages, outcomes: Sequence[Outcome], proved: Sequence[Proved]
) -> list[list[tuple[str, Verdict]]]:
    """For each exact verdict, each kernel's name and word."""
    found: list[list[tuple[str, Verdict]]] = [[] for _ in proved]
    for kernel, outcome in zip(stages.kernels, outcomes, strict=True):
        words = (
            [Unknown(v.claim, outcome.reason, outcome.detail) for v in proved]
            if isinstance(outcome, Failed)
            else outcome.value
        )
        for given, word in zip(found, words, strict=True):
            given.append((kernel.shown, word))
    return found


def _merged(verdict: Verdict, given: Sequence[tuple[str, Verdict]]) -> Verdict:
    for name, word in given:
        verdict = merge(verdict, word, name)
    return verdict


def dated(verdict: Verdict, proposer: str, seed: int | None) -> Verdict:
    """The verdict with who proposed its claim, and now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return attributed(verdict, Provenance(proposer, seed, now))
