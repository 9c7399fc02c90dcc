"""The two stages a claim passes: the exact prover, then a proof assistant's kernel. Each runs in a worker process.

    claim ──exact──► Proved | Refuted | Unknown          Proved ──kernel, many at once──► Proved | Unknown ──merge──►

A stage is named by a *target*, `module:function`, which the worker imports: `exact_worker.py`, `rocq_worker.py` and
`lean_worker.py` are the ones in use. What happens to a worker becomes a verdict here: `Unknown` with reason `timeout`,
`memory` or `crash`. A kernel that fails leaves every exact verdict as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Literal, TypeAlias

from porism.provers.merge import attributed, merge
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved, Provenance, Unknown, Verdict
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError, SoundnessAlarm
from porism.workers import Call, Failed, Outcome, WorkerPool

Kernel: TypeAlias = Literal["auto", "rocq", "lean"] | None

GRACE_S = 0.5  # how far a prover may overrun its own budget before it is killed
KERNEL_START_S = 30.0  # loading Coquelicot and Interval from a cold disk
ROCQ = "porism.rocq_worker:verdicts"
LEAN = "porism.lean_worker:verdicts"
INSTALL_ROCQ = "apt-get install coq libcoq-coquelicot libcoq-interval"
INSTALL_LEAN = "pip install 'porism[lean]'"


@dataclass(frozen=True)
class Stages:
    """Which functions decide: `exact(claim, budget)` gives a verdict, `kernel(tasks, budget)` (or None) a list."""

    exact: str = "porism.exact_worker:verdict"
    kernel: str | None = None

    def exact_call(self, claim: Claim, budget: Budget) -> Call:
        """The call that decides one claim."""
        return Call(self.exact, (claim, budget), budget.seconds, budget.memory_mb, GRACE_S)

    def kernel_call(self, proved: Sequence[Proved], budget: Budget) -> Call:
        """The call that hands accepted certificates to the kernel, many at once: its start costs more than a proof."""
        tasks = tuple(Task(v.claim, v.certificate, v.conditions) for v in proved)
        seconds = KERNEL_START_S + len(tasks) * budget.seconds
        return Call(self.kernel or "", (tasks, budget), seconds, budget.memory_mb)

    def exact_pool(self, size: int) -> WorkerPool:
        """Workers that have loaded the exact prover before their first claim's clock starts."""
        return WorkerPool(size, (self.exact.partition(":")[0],))

    def kernel_pool(self) -> WorkerPool:
        """One worker for the kernel, none without a kernel."""
        return WorkerPool(1, (self.kernel.partition(":")[0],)) if self.kernel else WorkerPool(0)


def stages_with(kernel: Kernel) -> Stages:
    """The stages with the kernel that is asked for; `auto` takes Rocq where it is installed, else Lean."""
    match kernel:
        case None:
            return Stages()
        case "auto":
            return Stages(kernel=ROCQ if rocq_version() else LEAN if lean_version() else None)
        case "rocq" if rocq_version():
            return Stages(kernel=ROCQ)
        case "rocq":
            raise PorismError(f"kernel 'rocq' was asked for, but coqc is not installed: {INSTALL_ROCQ}")
        case "lean" if lean_version():
            return Stages(kernel=LEAN)
        case "lean":
            raise PorismError(f"kernel 'lean' was asked for, but there is none: {lean_missing()}")
        case _:
            raise PorismError(f"expected kernel to be 'auto', 'rocq', 'lean' or None, found {kernel!r}")


def exact_outcome(outcome: Outcome, claim: Claim) -> Verdict:
    """The verdict that an exact call's outcome amounts to."""
    if isinstance(outcome, Failed):
        return Unknown(claim, outcome.reason, outcome.detail, outcome.seconds)
    verdict: Verdict = outcome.value
    return verdict


def kernel_outcome(outcome: Outcome, proved: Sequence[Proved]) -> list[Verdict]:
    """Each exact verdict merged with the kernel's, or with the reason why that has none.

    Two checkers that contradict each other raise `SoundnessAlarm`.
    """
    if isinstance(outcome, Failed):
        return [merge(v, Unknown(v.claim, outcome.reason, f"kernel: {outcome.detail}")) for v in proved]
    return [merge(v, answer) for v, answer in zip(proved, outcome.value, strict=True)]


def kernel_outcome_in_batch(outcome: Outcome, proved: Sequence[Proved]) -> list[Verdict]:
    """The same for a batch, which a contradiction on one claim does not stop: that claim is `Unknown`."""
    if isinstance(outcome, Failed):
        return kernel_outcome(outcome, proved)
    verdicts = list[Verdict]()
    for verdict, answer in zip(proved, outcome.value, strict=True):
        try:
            verdicts.append(merge(verdict, answer))
        except SoundnessAlarm as alarm:
            verdicts.append(Unknown(verdict.claim, "contradiction", str(alarm), verdict.seconds))
    return verdicts


def dated(verdict: Verdict, proposer: str, seed: int | None) -> Verdict:
    """The verdict with who proposed its claim, and now."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return attributed(verdict, Provenance(proposer, seed, now))


@cache
def rocq_version() -> str | None:
    """The version of Rocq that is installed, if any."""
    from porism.provers.rocq.locate import version

    return version()


@cache
def lean_version() -> str | None:
    """The version of Lean that is installed, if any."""
    from porism.provers.lean.locate import version

    return version()


def lean_missing() -> str | None:
    """Why Lean cannot be used, with the cure."""
    from porism.provers.lean.locate import missing

    return missing()
