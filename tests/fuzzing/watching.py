"""One input of a target run under watch: what it raised, its CPU time, and what it tried to do to the system.

An audit hook notes code that is executed or compiled, processes, sockets, and files that are opened for writing or changed,
while an input runs. Everything that a reader loads on first use has to be loaded before (`warmed`).
"""

from __future__ import annotations

import os
import random
import sys
import time
from dataclasses import dataclass
from typing import Any

from tests.fuzzing.targets import TARGETS
from tests.provers.mutation.judging import TooLong, cpu_limit

FORBIDDEN = (
    "exec",
    "compile",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
    "subprocess.Popen",
    "pty.spawn",
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "os.remove",
    "os.rename",
    "os.rmdir",
    "os.chmod",
    "os.symlink",
    "os.link",
    "shutil.rmtree",
    "ctypes.dlopen",
    "code.__new__",
    "pickle.find_class",
    "marshal.loads",
    "urllib.Request",
    "webbrowser.open",
)
ABORT_S = 20.0  # CPU seconds after which an input is given up
_armed = False
_seen: list[str] = []


@dataclass(frozen=True)
class Outcome:
    """What became of an input: `fault` is empty where it returned or raised what it may."""

    fault: str
    cpu_s: float


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if not _armed:
        return
    if event in FORBIDDEN:
        _seen.append(f"{event} {arguments!r}"[:200])
    elif event == "open" and _writes(arguments):
        _seen.append(f"open {arguments!r}"[:200])


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = (*arguments, None, None, None)[:3]
    if isinstance(mode, str):
        return bool(set(mode) & set("wax+"))
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def watch() -> None:
    """Add the hook, which cannot be taken away again: to be called in a process that does nothing else."""
    sys.addaudithook(_hook)


def seed_of(name: str, index: int) -> str:
    """The seed of an input, from which it can be drawn again."""
    return f"{name} {index}"


def warmed(name: str, count: int = 30) -> None:
    """Run some inputs, so that what is loaded on first use is loaded."""
    for index in range(count):
        outcome_of(name, -1 - index)


def outcome_of(name: str, index: int) -> Outcome:
    """Run the input with this number."""
    global _armed  # an audit hook has no other way to know
    target, rng = TARGETS[name], random.Random(seed_of(name, index))
    given = target.draw(rng)
    _seen.clear()
    fault, start = "", time.process_time()
    _armed = True
    try:
        with cpu_limit(ABORT_S):
            target.run(given)
    except target.allowed:
        pass
    except TooLong:
        fault = f"more than {ABORT_S} CPU seconds"
    except Exception as error:  # noqa: BLE001  # what is looked for
        fault = f"{type(error).__name__}: {str(error)[:200]}"
    finally:
        _armed = False
    return Outcome(fault or "; ".join(_seen[:3]), time.process_time() - start)
