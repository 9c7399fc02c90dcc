"""Whether the calculus checkers accept a statement with given data, told quickly where they do not.

refused by the rule  →  an obligation that is seen to be false at a point  →  the provers' and the checkers' own word
"""

from __future__ import annotations

import functools
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from porism.provers.calculus.checker import check, obligations
from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.claim import Claim
from porism.symbolic.meaning import truth
from porism.symbolic.sampling import sample_points
from porism.symbolic.statements import Statement

POINTS = 24


class TooLong(BaseException):
    """More CPU time than anything here may take."""


@contextmanager
def cpu_limit(seconds: float) -> Iterator[None]:
    """Raise `TooLong` after so much CPU time of this process; the clock on the wall says nothing on a loaded machine."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooLong(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@functools.lru_cache(maxsize=20_000)
def is_seen_false(claim: Claim) -> bool:
    """Whether a sampled point of its scope refutes the claim."""
    return any(truth(claim, point) is False for point in sample_points(claim, POINTS))


def accepted(statement: Statement, data: Any, seconds: float = 2.0) -> str:
    """`refused`, `false` (an obligation is), `open` (not proved in the time) or `accepted`."""
    try:
        expected = obligations(statement, data)
    except Refused:
        return "refused"
    if any(is_seen_false(o.claim) for o in expected):
        return "false"
    verdict = established(statement, data, Budget(seconds, 2048))
    return "accepted" if isinstance(verdict, Established) else "open"


def is_checked(statement: Statement, data: Any, certificates: Any) -> bool:
    """Whether the checker accepts these certificates; it raises `Rejected` and nothing else."""
    try:
        check(statement, data, certificates)
    except Rejected:
        return False
    return True
