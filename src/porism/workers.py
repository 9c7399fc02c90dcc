"""Worker processes that can be killed: every prover runs in one, with a wall clock and a memory limit.

    pool.submit(tag, call)  ──pickle──►  a warm process imports `call.target` and calls it
    pool.collect(wait_s)    ◄──pickle──  Returned(value) | Failed("timeout" | "memory" | "crash", detail)

A process is started once and reused, since importing SymPy costs half a second. FLINT and `coqc` cannot be interrupted
from Python, so the only limit that holds is a kill: the parent watches the clock and the resident memory, and kills the
process, its group and its descendants. Workers die with their parent, even when that one is killed by `kill -9`.

They are started with `python -c`, not with `multiprocessing`, whose children import the user's own script again: so
`porism.prove` works at the top level of a script and in a notebook. The pool has no thread of its own; everything
happens in `collect`. Linux only where limits are concerned (`/proc`, `prctl`).
"""

from __future__ import annotations

import atexit
import ctypes
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import IO, Any, Literal, TypeAlias

START_LIMIT_S = 120.0  # a cold disk may take this long to import SymPy; a task's own clock starts afterwards
ONE_QUESTION = threading.Lock()  # the shared pools serve one thread at a time
TICK_S = 0.02  # how often memory is looked at: a process writes at most some 100 MB in this time
_PAGE_BYTES = resource.getpagesize()
_PR_SET_PDEATHSIG = 1  # <sys/prctl.h>
_BOOT = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from porism.workers import serve; serve(int(sys.argv[2]), int(sys.argv[3]), json.loads(sys.argv[4]))"
)


@dataclass(frozen=True)
class Call:
    """`target` is `module:function`; its arguments and its value are pickled.

    It is killed `grace_s` after its time: a target that keeps its own budget then answers with a better reason.
    """

    target: str
    arguments: tuple[Any, ...]  # Any: whatever the target takes
    timeout_s: float = 30.0
    memory_mb: int = 2048
    grace_s: float = 0.0

    def here(self) -> Returned:
        """The call in this process, without limits; what the target raises comes through."""
        start = time.monotonic()
        return Returned(_function(self.target)(*self.arguments), time.monotonic() - start)


@dataclass(frozen=True)
class Returned:
    """The value of a call that ended in time."""

    value: Any  # Any: whatever the target returns
    seconds: float


@dataclass(frozen=True)
class Failed:
    """A call without a value, and why."""

    reason: Literal["timeout", "memory", "crash"]
    detail: str
    seconds: float


Outcome: TypeAlias = Returned | Failed


class WorkerPool:
    """`size` processes that take one call at a time each; use it as a context manager."""

    def __init__(self, size: int, preload: Sequence[str] = ()) -> None:
        self._preload = tuple(preload)
        self._workers: list[_Worker | None] = [None] * size
        self._busy = dict[int, _Task]()

    def __enter__(self) -> WorkerPool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def idle(self) -> int:
        """How many calls can be submitted at once."""
        return len(self._workers) - len(self._busy)

    def submit(self, tag: object, call: Call) -> None:
        """Hand `call` to an idle worker; `collect` gives the outcome back under `tag`."""
        slot = next(s for s in range(len(self._workers)) if s not in self._busy)
        worker = self._workers[slot]
        if worker is None or worker.process.poll() is not None:
            worker = self._workers[slot] = _Worker.start(self._preload)
        self._busy[slot] = _Task(tag, call, started=time.monotonic() if worker.ready else None)
        # A worker that died meanwhile is seen by `collect`.
        with suppress(BrokenPipeError, ConnectionResetError):
            worker.connection.send((call.target, call.arguments, call.memory_mb))

    def collect(self, wait_s: float) -> list[tuple[object, Outcome]]:
        """The outcomes that arrive within `wait_s`, as soon as there is one."""
        until = time.monotonic() + wait_s
        while self._busy:
            remaining = max(0.0, min(TICK_S, until - time.monotonic()))
            wait([worker.connection for slot in self._busy if (worker := self._workers[slot])], remaining)
            finished = list[tuple[object, Outcome]]()
            for slot in list(self._busy):
                outcome = self._outcome(slot)
                if outcome is not None:
                    finished.append((self._busy.pop(slot).tag, outcome))
            if finished or time.monotonic() >= until:
                return finished
        return []

    def call(self, call: Call) -> Outcome:
        """The outcome of one call, waited for."""
        self.submit(None, call)
        while True:
            for _, outcome in self.collect(wait_s=60.0):
                return outcome

    def calls(self, calls: Sequence[Call]) -> list[Outcome]:
        """The outcomes of as many calls as there are workers, all idle, in order; waited for."""
        found = dict[int, Outcome]()
        for k, call in enumerate(calls):
            self.submit(k, call)
        while len(found) < len(calls):
            found.update((k, outcome) for k, outcome in self.collect(wait_s=60.0) if isinstance(k, int))
        return [found[k] for k in range(len(calls))]

    def drop_busy(self) -> None:
        """Kill the workers that are busy, with their calls; the idle ones stay warm."""
        for slot in list(self._busy):
            worker = self._workers[slot]
            if worker is not None:
                worker.kill()
            self._workers[slot] = None
        self._busy.clear()

    def close(self) -> None:
        """Kill every worker and what it has started."""
        for worker in self._workers:
            if worker is not None:
                worker.kill()
        self._workers = [None] * len(self._workers)
        self._busy.clear()

    def _outcome(self, slot: int) -> Outcome | None:
        """What happened to the call in `slot`, None while it runs on."""
        worker, task, now = self._workers[slot], self._busy[slot], time.monotonic()
        if worker is None:
            return Failed("crash", "the worker was closed", 0.0)
        seconds = now - (task.started or worker.born)
        outcome: Outcome | None = None
        try:
            while outcome is None and worker.connection.poll():
                message = worker.connection.recv()
                if message == "ready":
                    worker.ready, task.started = True, now
                elif isinstance(message, Failed):
                    outcome = Failed(message.reason, message.detail, seconds)
                else:
                    outcome = Returned(message[0], seconds)
        except (EOFError, ConnectionResetError):
            outcome = Failed("crash", worker.cause_of_death(), seconds)
        if outcome is None:
            memory_mb = worker.resident_mb()
            if memory_mb > task.call.memory_mb:
                outcome = Failed("memory", f"more than {task.call.memory_mb} MB of memory", seconds)
            elif task.started is not None and seconds > task.call.timeout_s + task.call.grace_s:
                outcome = Failed("timeout", f"no answer within {task.call.timeout_s:g} s", seconds)
            elif task.started is None and seconds > START_LIMIT_S:
                outcome = Failed("crash", f"the worker did not start within {START_LIMIT_S:g} s", seconds)
        # A worker that failed may be in any state; one that has grown (SymPy's caches) is replaced in time.
        if isinstance(outcome, Failed) or (outcome and worker.resident_mb() > task.call.memory_mb / 2):
            worker.kill()
            self._workers[slot] = None
        return outcome


@dataclass
class _Task:
    tag: object
    call: Call
    started: float | None  # None while the worker is still importing


@dataclass
class _Worker:
    """One process, the socket to it, and the file that its stderr goes to."""

    process: subprocess.Popen[bytes]
    connection: Connection
    stderr: IO[bytes]
    ready: bool = False
    born: float = field(default_factory=time.monotonic)

    @staticmethod
    def start(preload: Sequence[str]) -> _Worker:
        ours, theirs = socket.socketpair()
        stderr = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the worker
        with theirs:
            process = subprocess.Popen(
                [sys.executable, "-P", "-c", _BOOT, json.dumps(sys.path), str(theirs.fileno()), str(os.getpid()),
                 json.dumps(preload)],
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=stderr,
                pass_fds=[theirs.fileno()], start_new_session=True,
                # One thread each, and the same order of sets in every worker: the same claim takes the same path.
                env=os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"},
            )  # fmt: skip
        return _Worker(process, Connection(ours.detach()), stderr)

    def resident_mb(self) -> float:
        try:
            pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        except (OSError, IndexError):  # it has just ended
            return 0.0
        return pages * _PAGE_BYTES / 1e6

    def cause_of_death(self) -> str:
        try:
            code = self.process.wait(5.0)
        except subprocess.TimeoutExpired:
            return "the worker closed its connection"
        self.stderr.seek(0)
        last = self.stderr.read()[-300:].decode(errors="replace").strip().splitlines()[-1:]
        how = f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
        return f"the worker ended with {how}" + (f": {last[0]}" if last else "")

    def kill(self) -> None:
        for pid in (*_descendants(self.process.pid), self.process.pid):
            for kill in (os.killpg, os.kill):  # a descendant may lead a group, or belong to a stranger's
                with suppress(ProcessLookupError, PermissionError):
                    kill(pid, signal.SIGKILL)
        self.process.wait()
        self.connection.close()
        self.stderr.close()


def shared_pool(size: int, preload: tuple[str, ...]) -> WorkerPool:
    """Warm workers that are kept while this process lives, for callers that hold `ONE_QUESTION`."""
    return _kept_pool(os.getpid(), size, preload)


@cache
def _kept_pool(process: int, size: int, preload: tuple[str, ...]) -> WorkerPool:
    pool = WorkerPool(size, preload)

    def close() -> None:
        if os.getpid() == process:  # a forked child has pools of its own
            pool.close()

    atexit.register(close)
    return pool


def serve(descriptor: int, parent: int, preload: Sequence[str]) -> None:
    """Answer calls that arrive on a socket until it closes: the main function of a worker process."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        return  # it died before we asked to die with it
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    connection = Connection(descriptor)
    for name in preload:
        import_module(name)
    connection.send("ready")
    while True:
        try:
            target, arguments, memory_mb = connection.recv()
        except EOFError:
            return
        connection.send(_answer(target, arguments, memory_mb))


def _answer(target: str, arguments: tuple[Any, ...], memory_mb: int) -> tuple[Any] | Failed:
    # The parent watches the resident memory; this stops a single huge allocation, which it could not see in time.
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE_BYTES + 2 * memory_mb * 1_000_000
    resource.setrlimit(
        resource.RLIMIT_AS, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard)
    )
    try:
        return (_function(target)(*arguments),)
    except MemoryError:
        return Failed("memory", f"more than {memory_mb} MB of memory", 0.0)
    except Exception as error:  # noqa: BLE001  # whatever a prover raises is this claim's failure, not the run's
        return Failed("crash", f"{type(error).__name__}: {str(error)[:300]}", 0.0)


def _function(target: str) -> Callable[..., Any]:
    module, _, name = target.partition(":")
    function: Callable[..., Any] = getattr(import_module(module), name)
    return function


def _descendants(pid: int) -> list[int]:
    """The process ids below `pid`, deepest first."""
    children = dict[int, list[int]]()
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            # "pid (command) state ppid …": the command may hold spaces and parentheses
            parent = stat.read_text(errors="replace").rpartition(")")[2].split()[1]
            children.setdefault(int(parent), []).append(int(stat.parent.name))

    def below(ancestor: int) -> list[int]:
        return [p for child in children.get(ancestor, ()) for p in (*below(child), child)]

    return below(pid)
