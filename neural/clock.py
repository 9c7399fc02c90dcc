"""A limit of time that long work looks at often, so that it ends when it was said to.

    clock = Clock.ending_in(5.0);  …  clock.check()     raises OutOfTime from then on

Work between two looks should take a hundredth of a second or so. What was found before the limit is kept by whoever catches
`OutOfTime`.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass


class OutOfTime(Exception):
    """The limit has come; raised by `Clock.check` and caught where results are kept."""


@dataclass(frozen=True)
class Clock:
    """A moment of `time.monotonic` that is not to be passed.

    >>> Clock().check()
    >>> Clock(0.0).check()
    Traceback (most recent call last):
    porism.neural.clock.OutOfTime
    """

    end: float = math.inf

    @classmethod
    def ending_in(cls, seconds: float) -> Clock:
        """A clock that ends so many seconds from now."""
        return cls(time.monotonic() + seconds)

    def check(self) -> None:
        """Raise `OutOfTime` if the limit has come."""
        if time.monotonic() >= self.end:
            raise OutOfTime
