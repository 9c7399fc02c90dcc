"""A time limit on one step of a finder, so that the finder can go on with the next; the worker's own limit stands behind."""

from __future__ import annotations

import signal
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class _Late(BaseException):
    """Not an `Exception`: SymPy catches those."""


def limited(seconds: float, step: Callable[[], T]) -> T | None:
    """The step's value, or None if it takes longer or fails.

    >>> limited(1.0, lambda: 2 + 2)
    4
    """

    def late(*_: Any) -> None:
        raise _Late

    try:
        before = signal.signal(signal.SIGALRM, late)
    except ValueError:  # not in the main thread: there is no alarm
        return _tried(step)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return _tried(step)
    except _Late:
        return None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0.0)
        signal.signal(signal.SIGALRM, before)


def _tried(step: Callable[[], T]) -> T | None:
    try:
        return step()
    except Exception:  # noqa: BLE001  # what a CAS raises is the end of this step only
        return None
