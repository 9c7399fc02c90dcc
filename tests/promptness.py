"""What must be refused at once, in a test that no busy machine can fail."""

import gc
import time
from collections.abc import Iterator
from contextlib import contextmanager

HANG_S = 10.0
"""Seconds of this thread's own processor time that no input of a test may take.

What hangs takes minutes; what is prompt takes a fraction of a second (`benchmarks/fuzzing.py`
measures it).  The room between is for slow machines.
"""


@contextmanager
def promptly() -> Iterator[None]:
    """Fail where the body computes for longer than `HANG_S`.

    The collector rests meanwhile: what it takes is a matter of everything else the run holds.
    """
    gc.disable()
    start = time.thread_time()
    try:
        yield
    finally:
        gc.enable()
    assert time.thread_time() - start < HANG_S
