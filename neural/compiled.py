"""JAX functions compiled aside: a limit of time can end the wait for the compiler.

    kernel = Kernel(function);  kernel(*arrays, pause=clock.check)

Each tuple of shapes is compiled once a process, in a thread of its own; meanwhile `pause` is called and may raise. The
compiler goes on, so that the next call finds its work done.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import Any, Final

import jax

LOOK_S: Final = 0.01
_compilers: Final = ThreadPoolExecutor(2, thread_name_prefix="porism-compiler")


def no_pause() -> None:
    """Nothing happens between parts of the work."""


class Kernel:
    """A function of arrays, compiled for each shape when it is first called.

    >>> import jax.numpy as jnp
    >>> double = Kernel(lambda a: 2 * a)
    >>> double(jnp.ones(2))
    Array([2., 2.], dtype=float32)
    """

    def __init__(self, function: Callable[..., Any]) -> None:
        self._jitted, self._lock = jax.jit(function), Lock()
        self._compiled = dict[tuple[Any, ...], Future[Callable[..., Any]]]()

    def __call__(
        self, *arrays: Any, pause: Callable[[], None] = no_pause
    ) -> Any:  # Any: what the function takes
        """The function's value; `pause` is called until the kernel is compiled."""
        key = tuple((a.shape, a.dtype.name) for a in arrays)
        with self._lock:
            if key not in self._compiled:
                describe: Any = jax.ShapeDtypeStruct
                shapes = [describe(a.shape, a.dtype) for a in arrays]
                self._compiled[key] = _compilers.submit(lambda: self._jitted.lower(*shapes).compile())
            future = self._compiled[key]
        while not future.done():
            pause()
            wait([future], LOOK_S)
        return future.result()(*arrays)
