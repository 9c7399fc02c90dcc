"""An external system as a process: its input on stdin, its output back, a wall clock and a bound on memory.

The process leads its own group; when it ends, is too slow or too large, the whole group is killed, and it dies with the
worker that started it. Memory is the resident memory of the group, looked at every tenth of a second: Lisp systems reserve
far more address space than they use, so a limit on address space would stop them at the start.
"""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from porism.symbolic.oracles.question import OracleError

_PAGE_BYTES = resource.getpagesize()
MAX_OUTPUT = 1_000_000  # characters that are looked at
TICK_S = 0.01
SCRIPT = "script.input"  # the input lies in the process's folder too, for systems that read a file


def output(command: list[str], text: str, seconds: float, memory_mb: int, package: str) -> str:
    """What the command prints for this input; `OracleError` if it is missing, too slow or too large."""
    program = shutil.which(command[0])
    if program is None:
        raise OracleError(f"{command[0]} is not installed; apt-get install {package}")
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as answer:
        given = Path(folder) / SCRIPT
        given.write_text(text)
        with given.open("rb") as source:
            process = subprocess.Popen(
                [*_dying_with_parent(), program, *command[1:]],
                stdin=source, stdout=answer, stderr=subprocess.DEVNULL, cwd=folder, start_new_session=True,
                env={"PATH": os.environ.get("PATH", ""), "HOME": folder, "LANG": "C.UTF-8"},
            )  # fmt: skip
        try:
            _wait(process, time.monotonic() + seconds, memory_mb)
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        answer.seek(0)
        return answer.read(MAX_OUTPUT).decode(errors="replace")


def _wait(process: subprocess.Popen[bytes], deadline: float, memory_mb: int) -> None:
    looked = 0.0
    while process.poll() is None:
        now = time.monotonic()
        if now > deadline:
            raise OracleError("no answer in time")
        if now > looked + 0.1:
            looked = now
            if _group_mb(process.pid) > memory_mb:
                raise OracleError(f"more than {memory_mb} MB of memory")
        time.sleep(TICK_S)


def _group_mb(group: int) -> float:
    """The resident memory of all processes of a group."""
    pages = 0
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, IndexError, ValueError):
            fields = (entry / "stat").read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[2]) == group:
                pages += int(fields[21])
    return pages * _PAGE_BYTES / 1e6


@cache
def _dying_with_parent() -> tuple[str, ...]:
    """The prefix that lets a command be killed when its parent dies, or nothing where the system has no such tool."""
    tool = shutil.which("setpriv")
    return (tool, "--pdeathsig", "KILL") if tool else ()
