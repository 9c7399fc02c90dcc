"""A prover that decides by the claim's form, or misbehaves, for tests of the hall without real mathematics.

It proves what it is told to prove: the verdict depends on the *number* on the left side alone, e.g. `1 == x`.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Sequence

from porism.kernels import Kernel
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import MINT, Checker, Proved, Refuted, Unknown, Verdict
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.term import Variable, subterms

STAND_IN = Checker("stand-in", "1", "exact")
STAND_IN_KERNEL = Kernel("stand-in kernel", "Stand-in", "tests.hall.standin", "tests.hall.standin")


def prove(claim: Claim, budget: Budget) -> Verdict:
    """Decide by the name of the claim's variable: `hangs`, `eats`, `dies`, `raises`, `false`, `open`; else proved."""
    sides = (claim.relation.left, claim.relation.right)
    names = {t.name for side in sides for t in subterms(side) if isinstance(t, Variable)}
    if trace := os.environ.get("PORISM_TEST_TRACE"):
        with open(trace, "a", encoding="utf-8") as file:
            file.write(f"{claim.hash}\n")
    certificate = Certificate("stand-in", [])
    if "hangs" in names:
        while True:
            pass
    if "eats" in names:
        hoard = list[bytes]()
        while True:
            hoard.append(bytes(1_000_000) + b"\1")
    if "dies" in names:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "raises" in names:
        raise ValueError("stand-in was told to raise")
    if "slow" in names:
        time.sleep(0.05)
    if "false" in names:
        return Refuted(claim, (), certificate, (STAND_IN,), 0.0, key=MINT)
    if "open" in names:
        return Unknown(claim, "undecided", "stand-in was told so")
    return Proved(claim, (), certificate, (STAND_IN,), 0.0, key=MINT)


def verdicts(tasks: Sequence[Task], budget: Budget) -> list[Verdict]:
    """Accept every claim except those with a variable `weak`; refute `contrary`, hang on `stuck`."""
    verdicts = list[Verdict]()
    for task in tasks:
        if "stuck" in dict(task.claim.variables):
            time.sleep(1000)
        if "weak" in dict(task.claim.variables):
            verdicts.append(Unknown(task.claim, "unsupported", "stand-in kernel was told so"))
            continue
        checker = Checker("stand-in kernel", "1", "kernel")
        if "contrary" in dict(task.claim.variables):
            verdicts.append(Refuted(task.claim, (), Certificate("stand-in", []), (checker,), 0.0, key=MINT))
            continue
        certificate = task.certificate or Certificate("stand-in", [])
        verdicts.append(Proved(task.claim, task.conditions, certificate, (checker,), 0.0, key=MINT))
    return verdicts


def echo(value: object) -> object:
    """The value itself."""
    return value


def sleep_in_a_session_of_its_own() -> None:
    """Start a grandchild that escapes the worker's process group, and wait for it."""
    import subprocess

    subprocess.run(["sleep", "12345"], start_new_session=True, check=True)


def attempted(name: str, claim: Claim, budget: Budget) -> Verdict:
    """As a strategy: the first two hang, one crashes, the last proves."""
    match name:
        case "quick witness" | "laws":
            time.sleep(1000)
        case "side conditions":
            os._exit(3)
        case "cvc5":
            return prove(claim, budget)
    return Unknown(claim, "undecided", "stand-in")
