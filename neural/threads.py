"""One BLAS thread for many small factorisations: two threads wait for each other longer than they compute.

XLA, which does the large matrix products, has its own threads and is not touched. Without `threadpoolctl` nothing is
changed; `OPENBLAS_NUM_THREADS=1` in the environment does the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def one_blas_thread() -> Iterator[None]:
    """Within it NumPy's linear algebra runs on one thread; afterwards as before."""
    try:
        from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # publishes no types
    except ImportError:
        yield
        return
    with threadpool_limits(limits=1, user_api="blas"):
        yield
