"""A batch run: claims from a file, decided on all cores, each verdict on disk before it is reported.

    read_batch ──► exact workers (`jobs`) ──► Refuted, Unknown ─────────────────────────► commit ──► Decided
     (one claim                     └──► Proved ──► kernel worker, many at a time ────┘
      per idle worker)

The run is a generator of events: `Started`, then `Decided`, `BadLine` and `Progress` as they come. Verdicts come in the
order in which they are settled, not in the order of the file: a slow claim holds nobody up, and each carries its id.
Memory is bounded: a claim is read when a worker is free for it and the queue before the kernel is short. Position in
the ledger is the line in the file.

Two checkers that contradict each other on a claim stop the run: what is settled by then is on disk, the claim itself as
unknown, both verdicts are in a file beside the ledger (`alarm.py`), and a `SoundnessAlarm` is raised.

A resumed run first reports the verdicts that the ledger has, so that its output is complete, and then decides the rest.
It refuses a file that has changed.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import TypeAlias

from porism.alarm import reported
from porism.ledger import Ledger, Record
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Verdict, verdict_record
from porism.stages import Stages, dated, exact_outcome, with_kernels_in_batch
from porism.symbolic.batch import BadLine, BatchItem, read_batch
from porism.symbolic.errors import FormatError, LedgerError, SoundnessAlarm
from porism.workers import Outcome, WorkerPool

CHUNK = 40  # claims for which the kernel is started: loading its libraries twice (5 s) is then 0.13 s a claim
LARGEST_CHUNK = 100  # what a kill can cost
MAX_WAITING = 200  # proved claims before the kernel; the reader pauses beyond
POLL_S = 0.1


@dataclass(frozen=True)
class Started:
    """The run's number, the lines of its input, and how many verdicts the ledger had already."""

    run: int
    lines: int
    recorded: int


@dataclass(frozen=True)
class Decided:
    """A verdict that is on disk; `expect` is what the file said it would be."""

    position: int
    record: Record
    expect: str | None
    resumed: bool = False

    @property
    def surprises(self) -> bool:
        """Whether the verdict contradicts what the file expected; an unknown contradicts nothing."""
        decided = ("proved", "refuted")
        return (
            self.record["status"] in decided
            and self.expect in decided
            and self.record["status"] != self.expect
        )


@dataclass(frozen=True)
class Progress:
    """How many lines are done, and how many wait for the kernel."""

    done: int
    waiting: int


Event: TypeAlias = Started | Decided | BadLine | Progress


def batch(
    path: Path,
    ledger: Ledger,
    stages: Stages,
    budget: Budget,
    *,
    jobs: int,
    resume: bool = False,
    seed: int | None = None,
) -> Generator[Event, None, None]:
    """Decide every claim of a file; close the generator, or let it be collected, to stop early."""
    digest, lines = fingerprint(path)
    source, items = str(path), read_batch(path)
    items = chain([*islice(items, 1)], items)  # a file of another kind is refused before a run is opened
    with ledger.writing():
        cut_off = ledger.resume("run", source, digest) if resume else None
        recorded = 0
        if cut_off is None:
            settings: Record = {
                "timeout_s": budget.seconds,
                "memory_mb": budget.memory_mb,
                "seed": seed,
                "jobs": jobs,
            }
            run = ledger.start(
                "run", source, digest, settings | {"kernels": [k.name for k in stages.kernels]}, lines
            )
        else:
            run = cut_off.run
            recorded = sum(1 for _ in ledger.entries(run))
        yield Started(run, lines, recorded)
        for entry in ledger.entries(run) if recorded else ():
            yield Decided(entry.position, entry.record, entry.record.get("expect"), resumed=True)
        yield from decide(items, ledger, run, stages, budget, jobs=jobs, seed=seed, done=recorded)
        ledger.finish(run)


def decide(
    items: Iterator[BatchItem | BadLine],
    ledger: Ledger,
    run: int,
    stages: Stages,
    budget: Budget,
    *,
    jobs: int,
    proposer: str = "user",
    seed: int | None = None,
    done: int = 0,
) -> Iterator[Decided | BadLine | Progress]:
    """Decide the items of a run that is open, except those that its ledger has."""
    with stages.exact_pool(jobs) as pool, stages.kernel_pool() as kernel_pool:
        yield from _Flow(ledger, run, stages, budget, pool, kernel_pool, proposer, seed, done).events(items)


@dataclass
class _Flow:
    """The state of a run that is going on."""

    ledger: Ledger
    run: int
    stages: Stages
    budget: Budget
    pool: WorkerPool
    kernel_pool: WorkerPool
    proposer: str
    seed: int | None
    done: int
    waiting: deque[tuple[BatchItem, Proved]] = field(default_factory=deque)  # for the kernel
    at_kernel: list[tuple[BatchItem, Proved]] = field(default_factory=list)
    words: dict[int, Outcome] = field(
        default_factory=dict
    )  # of the kernels that have answered, by their place
    outcomes: list[tuple[object, Outcome]] = field(default_factory=list)  # of exact calls, not yet committed
    deciding: int = 0

    def events(self, items: Iterator[BatchItem | BadLine]) -> Iterator[Decided | BadLine | Progress]:
        exhausted = False
        while True:
            while not exhausted and self.pool.idle and len(self.waiting) < MAX_WAITING:
                item = next(items, None)
                if item is None:
                    exhausted = True
                elif isinstance(item, BadLine):
                    self.ledger.commit_bad_line(self.run, item.line, item.column, item.reason)
                    self.done += 1
                    yield item
                elif not self.is_recorded(item):
                    self.pool.submit(item, self.stages.exact_call(item.claim, self.budget))
                    self.deciding += 1
            yield from self.settle()  # while the workers are busy with what they were just given
            idle = exhausted and not self.deciding
            if idle and not self.waiting and not self.at_kernel and not self.outcomes:
                yield Progress(self.done, 0)
                return
            self.feed_kernel(flush=idle)
            if self.deciding:
                self.outcomes = self.pool.collect(POLL_S)
                self.deciding -= len(self.outcomes)
            yield from self.kernel_verdicts(0.0 if self.deciding or self.outcomes else POLL_S)
            yield Progress(self.done, len(self.waiting) + len(self.at_kernel))

    def is_recorded(self, item: BatchItem) -> bool:
        found = self.ledger.recorded(self.run, item.line)
        if found is not None and found != (item.id, item.claim.hash):
            raise LedgerError(
                f"line {item.line} is {item.id} ({item.claim.hash[:12]}) in the file, but {found[0]} "
                f"({found[1][:12]}) in {self.ledger.path}; start a new run without --resume"
            )
        return found is not None

    def settle(self) -> Iterator[Decided]:
        """Commit what the exact workers have answered, or put it before the kernel."""
        outcomes, self.outcomes = self.outcomes, []
        for tag, outcome in outcomes:
            if not isinstance(tag, BatchItem):
                raise TypeError(f"an exact call is tagged by its item, not by {tag!r}")
            verdict = exact_outcome(outcome, tag.claim)
            if isinstance(verdict, Proved) and self.stages.kernels:
                self.waiting.append((tag, verdict))
            else:
                yield self.commit(tag, verdict)

    def feed_kernel(self, flush: bool) -> None:
        if not self.at_kernel and (len(self.waiting) >= CHUNK or (flush and self.waiting)):
            self.at_kernel = [self.waiting.popleft() for _ in range(min(LARGEST_CHUNK, len(self.waiting)))]
            proved = [v for _, v in self.at_kernel]
            for place, call in enumerate(self.stages.kernel_calls(proved, self.budget)):
                self.kernel_pool.submit(place, call)

    def kernel_verdicts(self, wait_s: float) -> Iterator[Decided]:
        if not self.at_kernel:
            return
        for place, outcome in self.kernel_pool.collect(wait_s):
            if not isinstance(place, int):
                raise TypeError(f"a kernel call is tagged by the kernel's place, not by {place!r}")
            self.words[place] = outcome
        if len(self.words) < len(self.stages.kernels):
            return
        batch, self.at_kernel = self.at_kernel, []
        outcomes, self.words = [self.words[k] for k in range(len(self.words))], {}
        merged = with_kernels_in_batch(self.stages, outcomes, [v for _, v in batch])
        alarms = list[tuple[str, SoundnessAlarm]]()
        for (item, _), (verdict, alarm) in zip(batch, merged, strict=True):
            yield self.commit(item, verdict)
            alarms += [(item.id, alarm)] if alarm is not None else []
        if alarms:
            raise reported(alarms, self.ledger.path.parent, self.run)

    def commit(self, item: BatchItem, verdict: Verdict) -> Decided:
        record = verdict_record(dated(verdict, self.proposer, self.seed), item.id)
        if item.expect is not None:
            record["expect"] = item.expect
        self.ledger.commit(self.run, item.line, record)
        self.done += 1
        return Decided(item.line, record, item.expect)


def readable(path: Path) -> Path:
    """The path, if a file of claims can be read there; asked before a ledger is made for it."""
    try:
        path.open("rb").close()
    except OSError as error:
        raise FormatError(
            f"cannot read {path}: {error.strerror}; give the path of a .jsonl or .csv file"
        ) from None
    return path


def fingerprint(path: Path) -> tuple[str, int]:
    """(SHA-256 of a file, its number of lines), read once in pieces."""
    digest, lines, last = hashlib.sha256(), 0, b"\n"
    with readable(path).open("rb") as file:
        while piece := file.read(1 << 20):
            digest.update(piece)
            lines += piece.count(b"\n")
            last = piece[-1:]
    return digest.hexdigest(), lines + (last != b"\n")


def usable_cores() -> int:
    """The cores that this process may run on."""
    return len(os.sched_getaffinity(0))
