"""Best-first search for a proof by tactics, over any adapter of the protocol.

    queue of states, best rank first ─► the state's tactics, in the generator's order ─► new states, each kept once

A tactic that is still to be tried ranks as its state does, plus its cost: after each new state the rest of the tactics
waits in the queue if something there is more promising.

A state that differs from an earlier one in nothing but the names and the order of its hypotheses, or the order of its
goals, is not searched again. A tactic that closes the first goal ends the trials on its state: goals without
existential variables do not depend on each other, so nothing better can come of the others.

The search stops at the first script that `accept` takes, when nothing is left, when a limit is reached, or when `stop`
says so. With the same seed it tries the same tactics in the same order, except where a time limit cuts one off.
It finds scripts; whether one is a proof is decided by `Adapter.check`.

References: S. Polu, I. Sutskever (2020), Generative Language Modeling for Automated Theorem Proving, §4.2; K. Yang et al.
(2023), LeanDojo: Theorem Proving with Retrieval-Augmented Language Models, §5.
"""

from __future__ import annotations

import heapq
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias, assert_never

from porism.provers.tactics.generator import Generator, Suggestion
from porism.provers.tactics.protocol import Crashed, Error, Finished, Outcome, Session, State, Timeout
from porism.provers.tactics.tree import ProofTree

MAX_CRASHES = 5  # of the prover's process; then there is something wrong with it

Ending: TypeAlias = Literal["found", "exhausted", "time", "nodes", "tactics", "stopped", "crashed"]


@dataclass(frozen=True)
class Limits:
    """What a search may cost: wall-clock seconds, states, tactics, seconds for one tactic, tactics in a script."""

    seconds: float = 30.0
    nodes: int = 400
    tactics: int = 10_000
    tactic_seconds: float = 1.0
    depth: int = 40


@dataclass(frozen=True)
class Node:
    """A state in the queue: its place in the tree, and what its script cost by the generator's measure."""

    number: int
    state: State
    cost: float


class Ranker(Protocol):
    """How promising a state is; the lowest rank is searched first. A model's value function is one."""

    def rank(self, node: Node) -> float:
        """The rank, the same for the same node."""
        ...


class SmallGoals:
    """Short goals after cheap scripts first."""

    def __init__(self, word_cost: float = 0.04, goal_cost: float = 0.8) -> None:
        self._word_cost, self._goal_cost = word_cost, goal_cost

    def rank(self, node: Node) -> float:
        """The script's cost, and a charge for every goal and every word of the conclusions."""
        words = sum(len(goal.conclusion.split()) for goal in node.state.goals)
        return node.cost + self._word_cost * words + self._goal_cost * len(node.state.goals)


@dataclass(frozen=True)
class Progress:
    """Where a search is."""

    nodes: int
    waiting: int
    tactics: int
    seconds: float
    goal: str


@dataclass(frozen=True)
class Found:
    """How a search ended; `script` is empty unless it ended with `found`."""

    ending: Ending
    script: tuple[str, ...]
    tree: ProofTree
    nodes: int
    tactics: int
    seconds: float


def search(
    session: Session,
    generator: Generator,
    ranker: Ranker | None = None,
    limits: Limits | None = None,
    *,
    seed: int = 0,
    accept: Callable[[tuple[str, ...]], bool] = lambda script: True,
    stop: Callable[[], bool] = lambda: False,
    progress: Callable[[Progress], None] = lambda progress: None,
) -> Found:
    """A script that leaves no goal of the session's theorem, and the tree of what was tried.

    `accept` is asked for each script that leaves no goal; one that it does not take is passed over. `stop` is asked
    before each tactic.
    """
    found = _Search(
        session, generator, ranker or SmallGoals(), limits or Limits(), seed, accept, stop, progress
    )
    return found.run()


class _Search:
    def __init__(
        self,
        session: Session,
        generator: Generator,
        ranker: Ranker,
        limits: Limits,
        seed: int,
        accept: Callable[[tuple[str, ...]], bool],
        stop: Callable[[], bool],
        progress: Callable[[Progress], None],
    ) -> None:
        self._session, self._generator, self._ranker = session, generator, ranker
        self._limits, self._accept, self._stop, self._progress = limits, accept, stop, progress
        self._random = random.Random(seed)
        self._started = time.monotonic()
        self._tree = ProofTree(session.initial)
        self._numbers = {session.initial.key: 0}
        self._queue = list[tuple[float, float, int, Node, int]]()  # rank, tie, count, state, next suggestion
        self._suggestions = dict[int, list[Suggestion]]()
        self._ranks = dict[int, float]()
        self._pushed = 0
        self._tactics = self._crashes = 0
        self._put(Node(0, session.initial, 0.0))

    def run(self) -> Found:
        """Takes states from the queue until the end."""
        while self._queue:
            _, _, _, node, place = heapq.heappop(self._queue)
            if place == 0:
                self._tree.expand(node.number)
                self._suggestions[node.number] = list(self._generator.suggestions(node.state))
            self._progress(self._now(node))
            suggestions = self._suggestions[node.number]
            while place < len(suggestions):
                if ending := self._over():
                    return self._ended(ending)
                suggestion, place = suggestions[place], place + 1
                outcome, took = self._tried(node, suggestion)
                done = self._kept(node, suggestion, outcome, took)
                if done is not None:
                    return done
                closed = isinstance(outcome, State) and suggestion.closes
                if closed and "?" not in node.state.text:
                    break
                if isinstance(outcome, State) and place < len(suggestions):
                    # What is left here waits for its turn.
                    rank = self._ranks[node.number] + suggestions[place].cost
                    if self._queue and self._queue[0][0] < rank:
                        self._push(rank, node, place)
                        break
        return self._ended("exhausted")

    def _now(self, node: Node) -> Progress:
        goal = node.state.goals[0].conclusion if node.state.goals else ""
        return Progress(len(self._numbers), len(self._queue), self._tactics, self._seconds(), goal)

    def _tried(self, node: Node, suggestion: Suggestion) -> tuple[Outcome, float]:
        left = self._limits.seconds - (time.monotonic() - self._started)
        started = time.monotonic()
        outcome = self._session.run(
            node.state, suggestion.tactic, max(0.05, min(self._limits.tactic_seconds, left))
        )
        self._tactics += 1
        return outcome, time.monotonic() - started

    def _kept(self, node: Node, suggestion: Suggestion, outcome: Outcome, took: float) -> Found | None:
        """Writes the outcome into the tree; the end of the search, if this was it."""
        match outcome:
            case Finished(script):
                taken = self._accept(script)
                self._tree.finish(node.number, script[-1], took, taken)
                if taken:
                    return Found(
                        "found", script, self._tree, len(self._numbers), self._tactics, self._seconds()
                    )
            case State():
                known = self._numbers.get(outcome.key)
                if known is not None:
                    self._tree.meet(node.number, known, outcome.script[-1], took)
                else:
                    number = self._tree.add(node.number, outcome, outcome.script[-1], took)
                    self._numbers[outcome.key] = number
                    if len(outcome.script) < self._limits.depth:
                        self._put(Node(number, outcome, node.cost + suggestion.cost))
            case Error(message):
                self._tree.fail(node.number, suggestion.tactic, "error", message)
            case Timeout(seconds):
                self._tree.fail(node.number, suggestion.tactic, "timeout", f"after {seconds:.1f} s")
            case Crashed(detail):
                self._crashes += 1
                self._tree.fail(node.number, suggestion.tactic, "crash", detail)
            case _:
                assert_never(outcome)
        return None

    def _put(self, node: Node) -> None:
        rank = self._ranker.rank(node)
        self._ranks[node.number] = rank
        self._tree.rank(node.number, rank)
        self._push(rank, node, 0)

    def _push(self, rank: float, node: Node, place: int) -> None:
        self._pushed += 1
        heapq.heappush(self._queue, (rank, self._random.random(), self._pushed, node, place))

    def _over(self) -> Ending | None:
        if self._stop():
            return "stopped"
        if self._seconds() > self._limits.seconds:
            return "time"
        if self._tactics >= self._limits.tactics:
            return "tactics"
        if len(self._numbers) > self._limits.nodes:
            return "nodes"
        return "crashed" if self._crashes > MAX_CRASHES else None

    def _seconds(self) -> float:
        return time.monotonic() - self._started

    def _ended(self, ending: Ending) -> Found:
        return Found(ending, (), self._tree, len(self._numbers), self._tactics, self._seconds())
