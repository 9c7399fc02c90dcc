"""Runs a proof assistant on text that nobody vouches for: in its own session, under limits, and killed as a group.

The process gets an empty environment, no standard input, limits on address space or resident memory, processor time and
file size, and a wall-clock limit after which its whole process group is killed. Where the system has namespaces it gets
no network, no sight of other processes, and one folder of its own to write to (`isolation.py`, whose `level()` is
told in verdicts). It dies with the process that started it, even when that one is killed by `kill -9`. What it prints
goes to files of limited size. Nothing here decides what is proved.
"""

from __future__ import annotations

import contextlib
import os
import resource
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from porism.provers.isolation import isolated

MAX_OUTPUT = 64_000_000  # bytes: 200 lemmas that rest on machine integers print 4 MB of assumptions
MAX_FILE_BYTES = 512_000_000  # a compiled batch of 200 proofs has 10 MB
BASE_MEMORY_MB = 1024  # what importing Coquelicot and Interval takes before any proof starts

GONE_S = 10.0  # in which a process that was killed is gone, memory of gigabytes and all
WATCH_S = 0.02  # between two looks at the resident memory: 4 GB a second are 80 MB too many at most

Outcome = Literal["ok", "error", "timeout", "memory"]


@dataclass(frozen=True)
class Run:
    """How a process ended and what it printed; `outcome` is `ok` only for exit code 0."""

    outcome: Outcome
    stdout: str
    stderr: str
    seconds: float


def run_limited(
    command: Sequence[str],
    folder: Path,
    seconds: float,
    memory_mb: int,
    *,
    variables: Mapping[str, str] | None = None,
    watch_resident: bool = False,
    reads: Sequence[Path] = (),
    writes: Sequence[Path] = (),
) -> Run:
    """Runs `command` in `folder`, at most `seconds` of wall-clock time and `memory_mb` beyond the imports.

    `variables` join the empty environment. With `watch_resident` the limit is on resident memory, its children's
    included, looked at every few milliseconds: Lean reserves more addresses than it will ever use. It can write in
    `folder` and `writes`; in a user's home or among temporary files it can read what its command line names and `reads`.
    """
    started = time.monotonic()
    with (folder / "stdout.txt").open("w+b") as out, (folder / "stderr.txt").open("w+b") as err:
        process = start_limited(
            command, folder, seconds, None if watch_resident else memory_mb, variables=variables,
            stdin=subprocess.DEVNULL, stdout=out, stderr=err, reads=reads, writes=writes,
        )  # fmt: skip
        timed_out, too_large = True, False
        try:
            if watch_resident:
                timed_out, too_large = _watched(process, seconds, memory_mb)
            else:
                timed_out = not _has_ended(process, seconds)
        finally:
            kill_group(process)
        texts = [_text(stream) for stream in (out, err)]
    elapsed = time.monotonic() - started
    if too_large:
        outcome: Outcome = "memory"
    elif timed_out or process.returncode in (-signal.SIGXCPU, 128 + signal.SIGXCPU):
        outcome = "timeout"
    elif process.returncode == 0:
        outcome = "ok"
    elif _ran_out_of_memory(texts[1], process.returncode):
        outcome = "memory"
    else:
        outcome = "error"
    return Run(outcome, texts[0], texts[1], elapsed)


def start_limited(
    command: Sequence[str],
    folder: Path,
    cpu_seconds: float,
    memory_mb: int | None,
    *,
    stdin: int | IO[bytes],
    stdout: int | IO[bytes],
    stderr: int | IO[bytes],
    variables: Mapping[str, str] | None = None,
    reads: Sequence[Path] = (),
    writes: Sequence[Path] = (),
) -> subprocess.Popen[bytes]:
    """Starts `command` in `folder` as the leader of its own session; the caller watches the clock and kills the group.

    Without `memory_mb` the address space is unlimited. `variables` join the empty environment.
    """
    limits = [
        (resource.RLIMIT_CPU, int(cpu_seconds) + 2),
        (resource.RLIMIT_FSIZE, MAX_FILE_BYTES),
        (resource.RLIMIT_CORE, 0),
    ]
    if memory_mb is not None:
        limits.append((resource.RLIMIT_AS, (memory_mb + BASE_MEMORY_MB) << 20))
    environment = {
        "PATH": "/usr/local/bin:/usr/bin:/bin",
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LC_ALL": "C.UTF-8",
        **(variables or {}),
    }
    return subprocess.Popen(
        isolated(command, folder, limits, variables=variables or {}, reads=reads, writes=writes),
        cwd=folder, env=environment, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=True,
    )  # fmt: skip


def _has_ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Whether the process ends within the time. It is not reaped: until then its number names no other group."""
    ended = os.pidfd_open(process.pid)
    try:
        return bool(select.select([ended], [], [], seconds)[0])
    finally:
        os.close(ended)


def _watched(process: subprocess.Popen[bytes], seconds: float, memory_mb: int) -> tuple[bool, bool]:
    """Whether the time ran out, and whether the process grew too large, whichever is first."""
    deadline = time.monotonic() + seconds
    while not _has_ended(process, WATCH_S):
        if resident_mb(process.pid) > memory_mb:
            return False, True
        if time.monotonic() > deadline:
            return True, False
    return False, False


def resident_mb(pid: int) -> float:
    """The resident memory of a process that was not reaped yet and of all that it started; 0 once it has ended."""
    found, waiting = 0, [str(pid)]
    while waiting:
        process = Path("/proc") / waiting.pop()
        with contextlib.suppress(OSError):  # it has ended
            pages = (process / "statm").read_text(encoding="ascii").split()
            found += int(pages[1]) if len(pages) > 1 else 0
            for task in (process / "task").iterdir():
                waiting += (task / "children").read_text(encoding="ascii").split()
    return found * os.sysconf("SC_PAGE_SIZE") / 1e6


def kill_group(process: subprocess.Popen[bytes]) -> None:
    """Ends the process, everything in its group, and every descendant that has left the group; then they are gone.

    `start_new_session` made it the leader of its group.
    """
    with _descendants(process.pid) as others:
        with contextlib.suppress(ProcessLookupError):  # nobody is left
            os.killpg(process.pid, signal.SIGKILL)
        for other in others:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(other, signal.SIGKILL)
        process.wait()
        deadline = time.monotonic() + GONE_S
        for other in others:
            select.select([other], [], [], max(0.0, deadline - time.monotonic()))


@contextlib.contextmanager
def _descendants(pid: int) -> Iterator[list[int]]:
    """File descriptors of all living descendants, which name them even after a number is used again."""
    found, waiting = list[int](), [pid]
    while waiting:
        parent = waiting.pop()
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                for child in map(int, task.read_text(encoding="ascii").split()):
                    found.append(os.pidfd_open(child))
                    waiting.append(child)
    try:
        yield found
    finally:
        for descriptor in found:
            os.close(descriptor)


def _text(file: IO[bytes]) -> str:
    """What was printed; not by the file's name, which may be a link by now."""
    file.seek(0)
    return file.read(MAX_OUTPUT).decode("utf-8", "replace")


def _ran_out_of_memory(stderr: str, code: int) -> bool:
    """Names the reason for an `Unknown`, so the wording of a message may serve."""
    return code in (-signal.SIGKILL, 128 + signal.SIGKILL) or any(
        s in stderr for s in ("Out of memory", "out of memory", "Stack overflow")
    )
