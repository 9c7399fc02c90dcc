"""Finders and provers side by side: proposals are proved as they come, until the caller has what it wants.

    finders, SLOTS at a time ──► proposals, best rank first ──► their parts, PROVERS at a time ──► a Result for each

A proposal of rank 0 is tried at once; one of a higher rank waits a while for a better one. A proof for a higher rank is held
back while a lower one is still being tried, for `HOLD_S` at most. A proposal that says less than one under way, its parts
being some of the other's, waits for that one's end, and takes over what became of the parts they share. The order in which
the results come is the order of proof, not of proposal; a caller that stops asking stops everything that runs.
"""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from porism.agreement import objection
from porism.provers.calculus.verdict import Open, StatementVerdict
from porism.provers.protocol import Budget
from porism.provers.verdict import Unknown, Verdict
from porism.result import Answered, Result
from porism.stages import GRACE_S
from porism.symbolic.claim import Claim
from porism.symbolic.proposals import Part, Proposal
from porism.workers import Call, Failed, Outcome, shared_pool

PROVER = "porism.calculus_worker:verdict"
PROVERS = min(2, os.cpu_count() or 1)
SLOTS = max(3, os.cpu_count() or 1)  # finders at once; while a proof is under way, no second one is started
PATIENCE_S = 4.0  # a proposal of a higher rank waits so long for a better one
HOLD_S = 2.0
FIRST_SHARE = 0.75  # of the time is for the finders; the rest remains for the provers


@dataclass(frozen=True)
class Finder:
    """`name` is shown as the proposer where it fails; `target` is called in a worker with the question's arguments."""

    name: str
    target: str


@dataclass(eq=False)
class _Trial:
    """A proposal whose parts are being proved."""

    proposal: Proposal
    asked: int = 0  # so many parts have been handed to a prover
    answers: dict[int, Answered] = field(default_factory=dict)

    @property
    def ended(self) -> bool:
        return len(self.answers) == len(self.proposal.parts)

    def covers(self, proposal: Proposal) -> bool:
        """Whether every part of the proposal is one of these."""
        return all(part in self.proposal.parts for part in proposal.parts)

    def next_part(self) -> int | None:
        """The first part that is neither answered nor under way."""
        return next((k for k in range(self.asked, len(self.proposal.parts)) if k not in self.answers), None)

    def take_over(self, other: _Trial) -> None:
        """The other's answers to parts that are the same."""
        for k, part in enumerate(self.proposal.parts):
            if part in other.proposal.parts:
                self.answers[k] = other.answers[other.proposal.parts.index(part)]


def race(
    question: str,
    finders: Sequence[Finder],
    arguments: tuple[Any, ...],
    deadline: float,
    memory_mb: int,
    failures: list[str],
) -> Generator[Result]:
    """The result of each proposal, as they end; the finders' and proposals' failures are added to `failures`."""
    if not finders:
        return
    running = _Race(question, tuple(finders), arguments, deadline, memory_mb, failures)
    try:
        yield from running.results()
    finally:
        running.stop()


class _Race:
    def __init__(
        self,
        question: str,
        finders: tuple[Finder, ...],
        arguments: tuple[Any, ...],
        deadline: float,
        memory_mb: int,
        failures: list[str],
    ) -> None:
        self.question, self.finders, self.arguments = question, finders, arguments
        self.start, self.deadline, self.memory_mb, self.failures = (
            time.monotonic(),
            deadline,
            memory_mb,
            failures,
        )
        self.pool = shared_pool(min(len(finders), SLOTS), ("porism.symbolic.sympy_bridge",))
        self.provers = shared_pool(PROVERS, (PROVER.partition(":")[0],))
        self.queue, self.waiting = list(range(len(finders))), set[int]()
        self.ready, self.trials, self.held = list[Proposal](), list[_Trial](), list[tuple[float, _Trial]]()
        self.ended = list[_Trial]()
        share = max((deadline - self.start) * FIRST_SHARE, 0.1)
        self.last_find = self.start + share
        self.patience = self.start + min(PATIENCE_S, share / 2)

    def results(self) -> Iterator[Result]:
        while time.monotonic() < self.deadline:
            self._find()
            self._try()
            yield from map(self._result, self._collected())
            if not (self.queue or self.waiting or self.ready or self.trials or self.held):
                return
        for trial in (*(t for _, t in self.held), *self.trials):
            yield self._result(trial)

    def stop(self) -> None:
        """Kill the workers that are busy; the others stay warm for the next question."""
        if self.waiting:
            self.pool.drop_busy()
        if self.trials:
            self.provers.drop_busy()

    def _find(self) -> None:
        """Start finders, and take what they propose."""
        while self.queue and self.pool.idle and not (self.trials and self.waiting):
            k = self.queue.pop(0)
            seconds = max(self.last_find - time.monotonic(), 0.1)
            self.pool.submit(k, Call(self.finders[k].target, self.arguments, seconds, self.memory_mb))
            self.waiting.add(k)
        for tag, outcome in self.pool.collect(0.0 if self.trials else 0.02):
            k = int(str(tag))
            self.waiting.discard(k)
            if isinstance(outcome, Failed):
                self.failures.append(f"{self.finders[k].name}: {_said(outcome)}")
                continue
            for proposal in outcome.value:
                if differs := objection(self.arguments, proposal):
                    self.failures.append(f"{proposal.proposer}: {differs}")
                else:
                    self.ready.append(proposal)
        self.ready.sort(key=lambda proposal: proposal.rank)  # stable: within a rank as they came

    def _try(self) -> None:
        """Give the provers parts: of the proposals under way, and of new ones."""
        while self.provers.idle:
            trial = next((t for t in self.trials if t.next_part() is not None), None) or self._next_trial()
            if trial is None:
                return
            k = trial.next_part()
            if k is None:  # without parts of its own there is nothing to prove
                self._end(trial)
                continue
            if trial not in self.trials:
                self.trials.append(trial)
            crowd = max(1.0, (len(self.waiting) + PROVERS) / (os.cpu_count() or 1))
            self.provers.submit(
                (id(trial), k), proof_call(trial.proposal.parts[k], self.deadline, self.memory_mb, crowd)
            )
            trial.asked = k + 1

    def _next_trial(self) -> _Trial | None:
        searching = bool(self.queue or self.waiting)
        for k, proposal in enumerate(self.ready):
            if proposal.rank and searching and time.monotonic() < self.patience:
                return None  # they are in the order of their ranks
            if not any(t.covers(proposal) for t in self.trials):
                self.ready.pop(k)
                trial = _Trial(proposal)
                for other in self.ended:
                    trial.take_over(other)
                return trial
        return None

    def _end(self, trial: _Trial) -> None:
        self.ended.append(trial)
        self.held.append((time.monotonic(), trial))

    def _collected(self) -> Iterator[_Trial]:
        """The trials that have ended, a proved one held back while a better one runs."""
        for tag, outcome in self.provers.collect(0.02) if self.trials else ():
            name, k = cast("tuple[int, int]", tag)
            trial = next(t for t in self.trials if id(t) == name)
            trial.answers[k] = answer(trial.proposal.parts[k], outcome)
            if trial.ended:
                self.trials.remove(trial)
                self._end(trial)
        for since, trial in sorted(self.held, key=lambda pair: pair[1].proposal.rank):
            better = any(t.proposal.rank < trial.proposal.rank for t in self.trials)
            if not better or time.monotonic() > since + HOLD_S:
                self.held.remove((since, trial))
                yield trial

    def _result(self, trial: _Trial) -> Result:
        parts = tuple(
            trial.answers.get(k) or answer(part, Failed("timeout", "no time was left", 0.0))
            for k, part in enumerate(trial.proposal.parts)
        )
        seconds = time.monotonic() - self.start
        return Result(self.question, trial.proposal.value, parts, trial.proposal.proposer, seconds)


def proof_call(part: Part, deadline: float, memory_mb: int, crowd: float = 1.0) -> Call:
    """The call of the provers for a part; its own limit is for a core alone, which `crowd` workers share."""
    seconds = max(min(deadline - time.monotonic(), part.limit_s * crowd), 0.1)
    return Call(PROVER, (part, Budget(seconds, memory_mb)), seconds, memory_mb, GRACE_S)


def answer(part: Part, outcome: Outcome) -> Answered:
    """The part with what became of its call."""
    verdict: Verdict | StatementVerdict
    if not isinstance(outcome, Failed):
        verdict = outcome.value
    elif isinstance(part.statement, Claim):
        verdict = Unknown(part.statement, outcome.reason, outcome.detail, outcome.seconds)
    else:
        verdict = Open(part.statement, outcome.reason, outcome.detail, outcome.seconds)
    return Answered(part.role, verdict, part.about)


def settled(part: Part, deadline: float, memory_mb: int) -> Answered:
    """The part with the provers' verdict, from a worker."""
    pool = shared_pool(PROVERS, (PROVER.partition(":")[0],))
    return answer(part, pool.call(proof_call(part, deadline, memory_mb)))


def _said(failure: Failed) -> str:
    """Why a finder gave no answer; an input that it does not support, or no answer of an oracle, is no crash."""
    kind, _, detail = failure.detail.partition(": ")
    return detail if kind in ("UnsupportedError", "OracleError") else f"{failure.reason}, {failure.detail}"
