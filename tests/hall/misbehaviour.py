"""Functions that a worker must survive."""

from __future__ import annotations

import os
import signal
import sys


def hang() -> None:
    """Never return, and hold the interpreter."""
    while True:
        pass


def hoard() -> None:
    """Take memory bit by bit."""
    hoard = list[bytes]()
    while True:
        hoard.append(bytes(1_000_000) + b"\1")


def hoard_at_once() -> int:
    """Ask for 80 GB at once."""
    return len([0] * 10**10)


def die() -> None:
    """End as a segmentation fault does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def leave() -> None:
    """End the process without a word."""
    os._exit(7)


def heavy_modules() -> list[str]:
    """Which heavy packages this process has loaded."""
    return sorted({"jax", "torch", "ray", "sympy"} & set(sys.modules))


def fail() -> None:
    """Raise."""
    raise ValueError("no")
