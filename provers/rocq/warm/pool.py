"""Warm `coqtop`s: proofs and tactics are tried in them before anything is compiled. What is tried is not decided here.

    pool.tried(items, seconds)                   a trial of each body, sentence by sentence, up to `Qed`
    pool.closing(statements, tactics, seconds)   for each statement the first tactic that proves it, asked by `Succeed`

A worker is a process with the libraries loaded, started when it is first needed: 2 s and 0.9 GB. It goes back to where the
libraries were loaded after each item. One that does not answer in time, ends, or has grown past `MAX_MB` is replaced by a
new one, and the item that it was given has failed. Bodies pass `body_guard` before they are said.

`coqc` and the audit decide, in `checking/audit.py`; what seems to fail here saves a batch from being compiled again.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from math import ceil
from queue import LifoQueue
from types import TracebackType
from typing import Literal, TypeAlias, TypeVar

from porism.provers.rocq.checking.body_guard import BodyRefused, guarded_body, one_sentence
from porism.provers.rocq.checking.items import Item
from porism.provers.rocq.warm.toplevel import GRACE_S, Toplevel
from porism.provers.sandbox import resident_mb
from porism.provers.tactics.conversation import Gone, Silent
from porism.provers.tactics.protocol import Error, Timeout

MAX_WORKERS = 4
MAX_MB = 2500.0  # resident, between two items: what was read before stays in the process
_NAME = "porism_tried"
_BULLET = re.compile(r"[{}]|[-+*]+")

Ending: TypeAlias = Literal["closed", "failed", "timeout", "crash"]
Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Trial:
    """What became of a body: `closed` if every sentence and `Qed` were accepted; `detail` says why not."""

    ending: Ending
    detail: str = ""
    seconds: float = 0.0


class Pool:
    """Some warm `coqtop`s; a context manager, whose processes end with it or with this program."""

    def __init__(self, workers: int | None = None) -> None:
        """As many workers as there are cores, `MAX_WORKERS` at most, unless `workers` says so; none is started yet."""
        count = min(MAX_WORKERS, os.cpu_count() or 1) if workers is None else workers
        if count < 1:
            raise ValueError(f"a pool has at least 1 worker, not {count}")
        self.workers = tuple(Worker() for _ in range(count))
        self._threads: ThreadPoolExecutor | None = None  # a process dies with the thread that started it
        self._free: LifoQueue[Worker] = LifoQueue()  # the one that was used last is likely to be started
        for worker in self.workers:
            self._free.put(worker)

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the processes; a pool that is used again starts new ones."""
        for worker in self.workers:
            worker.close()
        if self._threads is not None:
            self._threads.shutdown()
            self._threads = None

    def tried(self, items: Sequence[Item], seconds: float) -> list[Trial]:
        """A trial of each item's body, in order; `seconds` of wall-clock time for each."""
        return self._each([partial(Worker.tried, item=item, seconds=seconds) for item in items])

    def closing(self, statements: Sequence[str], tactics: Sequence[str], seconds: float) -> list[str | None]:
        """For each statement the first of `tactics` that proves it after `intros`; `seconds` for each statement."""
        chosen = [one_sentence(tactic) for tactic in tactics]
        return self._each(
            [partial(Worker.closing, statement=s, tactics=chosen, seconds=seconds) for s in statements]
        )

    def _each(self, questions: Sequence[Callable[[Worker], Answer]]) -> list[Answer]:
        def asked(question: Callable[[Worker], Answer]) -> Answer:
            with self._one() as worker:
                return question(worker)

        if self._threads is None:
            self._threads = ThreadPoolExecutor(len(self.workers), "porism-rocq")
        return list(self._threads.map(asked, questions))

    @contextmanager
    def _one(self) -> Iterator[Worker]:
        worker = self._free.get()
        try:
            yield worker
        finally:
            self._free.put(worker)


class Worker:
    """One warm `coqtop`, replaced when it has to be."""

    def __init__(self) -> None:
        self._top: Toplevel | None = None
        self._base = 0

    @property
    def pid(self) -> int | None:
        """The number of the process, None if none is alive."""
        return self._top.pid if self._top is not None and self._top.alive else None

    def close(self) -> None:
        """Ends the process."""
        if self._top is not None:
            self._top.close()

    def tried(self, item: Item, seconds: float) -> Trial:
        """What becomes of the item's body."""
        try:
            body = guarded_body(item.body)
        except BodyRefused as error:
            return Trial("failed", str(error))
        script = [f"Lemma {_NAME} : {item.statement}.", *sentences(body), "Qed."]
        started = time.monotonic()
        try:
            with self._cleared() as top:
                started = time.monotonic()  # starting a process is not the proof's time
                answer = _said(top, script, started + seconds)
        except Silent:
            return Trial("timeout", "coqtop did not answer", time.monotonic() - started)
        except Gone as error:
            return Trial("crash", f"coqtop ended: {error}"[:300], time.monotonic() - started)
        passed = time.monotonic() - started
        match answer:
            case Timeout():
                return Trial("timeout", f"no proof within {seconds:g} s", passed)
            case Error(message):
                return Trial("failed", message[:300], passed)
            case _:
                return Trial("closed", "", passed)

    def closing(self, statement: str, tactics: Sequence[str], seconds: float) -> str | None:
        """The first of the tactics that proves the statement after `intros`, None if none does in time."""
        left = list(tactics)
        deadline = time.monotonic() + seconds
        while left and time.monotonic() < deadline:
            try:
                with self._cleared() as top:
                    opening = (f"Lemma {_NAME} : {statement}.", "intros.")
                    if not isinstance(_said(top, opening, deadline), str):
                        return None
                    while left and time.monotonic() < deadline:
                        tactic = left.pop(0)
                        told = _said(top, (f"Succeed (solve [ {tactic.rstrip('.')} ]).",), deadline)
                        if isinstance(told, str):
                            return tactic
            except (Silent, Gone):  # the others are tried in a new process
                continue
        return None

    @contextmanager
    def _cleared(self) -> Iterator[Toplevel]:
        """The process as it was when the libraries were loaded, or a new one; raises `Gone` and `Silent`."""
        if self._top is None or not self._top.alive:
            self._top = Toplevel(silent=True)
            self._base = self._top.state
        top = self._top
        yield top
        if resident_mb(top.pid) > MAX_MB:
            top.close()
        elif top.state != self._base:
            top.back_to(self._base)


def sentences(body: str) -> Iterator[str]:
    """What a toplevel reads one by one of a guarded body: its lines, bullets and braces for themselves.

    >>> list(sentences("split .\\n- ring .\\n-{ lra .\\n}\\n"))
    ['split .', '-', 'ring .', '-', '{', 'lra .', '}']
    """
    for line in body.splitlines():
        rest = line.strip()
        while found := _BULLET.match(rest):
            yield found.group()
            rest = rest[found.end() :].lstrip()
        if rest:
            yield rest


def _said(top: Toplevel, script: Iterable[str], deadline: float) -> str | Error | Timeout:
    """The answer to the last sentence, or the first that is none."""
    answer: str | Error | Timeout = ""
    for sentence in script:
        left = deadline - time.monotonic()
        if left <= 0:
            return Timeout(left)
        bullet = _BULLET.fullmatch(sentence)
        limit = ceil(left)
        answer = top.tell(sentence if bullet else f"Timeout {limit} {sentence}", limit + GRACE_S)
        if not isinstance(answer, str):
            return answer
    return answer
