"""The kernels that are asked after the exact prover: what each is called, how it is reached, and how it is installed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module


@dataclass(frozen=True)
class Kernel:
    """A proof assistant. `worker` is the module of ours that a worker process imports to ask it.

    That module has `verdicts(tasks, budget)` and `replayed(tasks, files, budget)`, both a verdict for each task; `room`
    is the module with `version() -> str | None`, `missing() -> str | None`, the reason with the cure, and `INSTALL`, the
    command that installs it. `start_s` is what loading its libraries from a cold disk may take.
    """

    name: str
    shown: str
    worker: str
    room: str
    start_s: float = 30.0
    has_theorems: bool = False  # whether the worker has `theorems(tasks, budget)`, for whole statements

    @property
    def target(self) -> str:
        """The function that decides claims."""
        return f"{self.worker}:verdicts"

    @property
    def theorems(self) -> str:
        """The function that proves whole statements."""
        return f"{self.worker}:theorems"

    @property
    def replay(self) -> str:
        """The function that checks stored proofs again."""
        return f"{self.worker}:replayed"

    @property
    def candidate(self) -> str:
        """The function that checks a proof body from outside, where the worker has one."""
        return f"{self.worker}:candidate"

    @property
    def install(self) -> str:
        """The command that installs it."""
        return str(import_module(self.room).INSTALL)


ROCQ = Kernel("rocq", "Rocq", "porism.rocq_worker", "porism.provers.rocq.locate", has_theorems=True)
LEAN = Kernel("lean", "Lean", "porism.lean_worker", "porism.provers.lean.checking.locate", has_theorems=True)
MATHLIB = Kernel("mathlib", "Mathlib", "porism.mathlib_worker", "porism.provers.lean.mathlib.project", 400.0)
#: Those that are asked unless one is named, in the order in which their words on one claim are merged.
KERNELS = (ROCQ, LEAN)
#: All of them; Mathlib takes seconds to load and is asked by name only.
BY_NAME = {kernel.name: kernel for kernel in (*KERNELS, MATHLIB)}
#: Rocq with `coqchk` besides.
STRICT_ROCQ = replace(ROCQ, worker="porism.rocq_strict_worker", start_s=120.0)


def at_strict_level(kernel: Kernel) -> Kernel:
    """The kernel with a second checker for what it accepts, where it has one."""
    return STRICT_ROCQ if kernel.name == ROCQ.name else kernel


def strict_missing() -> str | None:
    """Why the strict level cannot be reached, with the cure; None where it can."""
    asked: Callable[[], str | None] = import_module("porism.provers.rocq.checking.coqchk").missing
    return asked()


@cache
def version(kernel: Kernel) -> str | None:
    """The version that is installed, if any."""
    asked: Callable[[], str | None] = import_module(kernel.room).version
    return asked()


def missing(kernel: Kernel) -> str | None:
    """Why the kernel cannot be used, with the cure; None where it can."""
    asked: Callable[[], str | None] = import_module(kernel.room).missing
    return asked()
