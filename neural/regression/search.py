"""The schedule of a search: which passes over which problems, until a formula is exact or the schedule ends.

Cheap passes come first over all problems (`reduction.py` says which there are), then the larger libraries, the
problem with the fewest variables first. What a pass returns is refined and described; formulas that no other beats in
both size and error get their constants made exact. A pass is a fixed amount of work, so that a search that is not cut short
gives the same on every machine; one that is keeps what its passes gave before.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Final, TypeAlias

import numpy as np
from jaxtyping import Bool

from porism.neural.clock import Clock, OutOfTime
from porism.neural.regression import passes
from porism.neural.regression.formula import Formula, parameter
from porism.neural.regression.guesses import beside, left_over, refitted
from porism.neural.regression.pareto import (
    EXACT,
    Candidate,
    Data,
    described,
    front,
    roughly_described,
    with_exact_constants,
)
from porism.neural.regression.problem import Problem
from porism.neural.regression.reduction import Reduced, further, reductions
from porism.neural.regression.tidy import absorbed
from porism.neural.regression.units import Units, groupings
from porism.neural.scoring import scorer
from porism.neural.threads import one_blas_thread
from porism.symbolic.term import Term, multiply, number

FIT_SHARE: Final = 0.5  # of the rows are fitted, the others judge
FEWEST_HELD_OUT: Final = 80  # with fewer rows than this none are held out: description length judges alone
MOST_FREE: Final = 2  # free constants of an exact formula that ends a search: physical constants are measured
LEADERS: Final = 4  # of the best described formulas of a pass, besides the front's, get exact constants

Stage: TypeAlias = Callable[[], list[Formula]]


@dataclass
class Search:
    """A search over `data`; `run` returns the front and fills `stages` with what was done in how many seconds."""

    data: Data
    seed: int
    clock: Clock
    most_evaluations: float = np.inf
    units: Units | None = None
    guesses: Sequence[tuple[Formula, tuple[int, ...]]] = ()
    stop_after: Callable[[Search, str], bool] = lambda search, stage: False
    pool: dict[Term, Candidate] = field(default_factory=dict)
    settled: dict[Term, Candidate] = field(default_factory=dict)  # the pool after the last whole pass
    stages: list[tuple[str, float]] = field(default_factory=list)
    is_complete: bool = False
    problems: list[Problem] = field(default_factory=list)
    bases: list[Formula] = field(default_factory=list)  # the guesses, refitted
    resumed: list[tuple[list[int], int]] = field(
        default_factory=list
    )  # how libraries were grown, formulas scored

    def run(self) -> list[Candidate]:
        """The formulas that no other beats in size and error, the smallest first."""
        with one_blas_thread():
            return self._run()

    def _run(self) -> list[Candidate]:
        if not self.pool:
            self._admit(
                [
                    Formula(number(0)),
                    Formula(parameter(0), (float(np.mean(self.data.roots**2 * self.data.y)),)),
                ]
            )
        if np.ptp(self.data.y) == 0 or self.is_complete:
            self.is_complete = True
            return self.front()
        done = len(self.stages)
        for index, (name, stage) in enumerate(self._schedule()):
            if index < done:
                continue
            if self.evaluations >= self.most_evaluations:
                return self.front()
            start = time.monotonic()
            try:
                self._admit(stage())
            except OutOfTime:
                return self.front()
            self.stages.append((name, time.monotonic() - start))
            self.settled = dict(self.pool)
            if self.stop_after(self, name):
                return self.front()
            if any(c.error < EXACT and len(c.formula.parameters) <= MOST_FREE for c in self.pool.values()):
                break
        self.is_complete = True
        return self.front()

    @property
    def evaluations(self) -> int:
        """How many formulas were scored."""
        return sum(problem.tally.scored for problem in self.problems)

    def front(self) -> list[Candidate]:
        """The candidates that no other beats in size and error."""
        return front(self.pool.values())

    def fit_rows(self) -> Bool[np.ndarray, " n"]:
        """The rows that the scorer and the first fits see."""
        n = len(self.data.y)
        count = min(n if n < FEWEST_HELD_OUT else int(n * FIT_SHARE), scorer.ROWS)
        rows, rng = np.zeros(n, dtype=bool), np.random.default_rng(self.seed)
        order = rng.permutation(n)
        if self.data.counts is not None:  # what counts more is seen more often (Efraimidis & Spirakis 2006)
            order = np.argsort(-np.log(rng.random(n)) / self.data.counts, kind="stable")
        rows[order[:count]] = True
        return rows

    def _refitted_guesses(self) -> list[Formula]:
        self.bases = [refitted(formula, unknown, self.data, self.seed) for formula, unknown in self.guesses]
        scaled = [
            Formula(multiply(parameter(len(g.parameters)), g.term), (*g.parameters, 1.0)) for g in self.bases
        ]
        return [*self.bases, *scaled]

    def _reduced(self) -> Iterator[Reduced]:
        """The ways to see the data, the one with the fewest variables that units and data allow last."""
        yield from reductions(dict(self.data.columns), self.data.y)
        for guess in self.bases:
            with np.errstate(all="ignore"):
                values = guess.value(self.data.columns)
            if np.all(np.isfinite(values)) and np.all(values != 0):
                yield replace(Reduced.of(self.data.columns), factor=guess.exact_term(), factor_values=values)
        if self.units is not None:
            for grouped in reversed(list(groupings(self.units, self.data.columns))):
                yield from further(grouped, self.data.y)

    def _schedule(self) -> Iterator[tuple[str, Stage]]:
        small, medium, large = scorer.SMALL, *scorer.BUCKETS
        if self.guesses:
            yield "guesses", self._refitted_guesses
        fit_rows = self.fit_rows()
        problems = [
            Problem.of(reduced, self.data.columns, self.data.y, fit_rows, self.seed, self.clock)
            for reduced in self._reduced()
        ]
        left = [(guess, left_over(guess, self.data)) for guess in self.bases]
        beyond = [
            (
                guess,
                Problem.of(
                    Reduced.of(self.data.columns), self.data.columns, y, fit_rows, self.seed, self.clock
                ),
            )
            for guess, y in left
            if np.all(np.isfinite(y)) and np.ptp(y) > 0
        ]
        self.problems, reduced_first = [*problems, *(problem for _, problem in beyond)], problems[::-1]
        for problem, (sizes, scored) in zip(self.problems, self.resumed, strict=False):
            for size in sizes:
                problem.values(size)
            problem.tally.scored = scored

        def over(
            some: list[Problem], name: str, run: Callable[[Problem], list[Formula]]
        ) -> Iterator[tuple[str, Stage]]:
            for problem in some:
                yield f"{name} d={len(problem.reduced.features)}", partial(run, problem)

        def beside_guesses(size: int) -> Iterator[tuple[str, Stage]]:
            for guess, problem in beyond:
                yield "pairs beside a guess", partial(_beside_each, guess, passes.pairs, problem, size)
                yield "products beside a guess", partial(_beside_each, guess, passes.products, problem, size)

        yield from beside_guesses(small)
        yield from over(problems, "pairs small", lambda p: passes.pairs(p, small))
        yield from over(problems, "products small", lambda p: passes.products(p, small))
        yield from beside_guesses(medium)
        yield from over(reduced_first, "rational", passes.rational)
        yield from over(reduced_first, "spans", lambda p: passes.spans(p, medium))
        for problem in reduced_first:
            yield from over([problem], "quotients", lambda p: passes.quotients(p, medium))
            yield from over([problem], "pairs medium", lambda p: passes.pairs(p, medium))
            yield from over([problem], "products medium", lambda p: passes.products(p, medium))
            yield from over([problem], "families", passes.families)
            yield from over([problem], "deflated", lambda p: passes.deflated(p, medium))
            yield from over([problem], "divided", lambda p: passes.divided(p, medium))
            yield from over([problem], "triples", passes.triples)
        for problem in reduced_first:
            yield from over([problem], "spans large", lambda p: passes.spans(p, large))
            yield from over([problem], "products large", lambda p: passes.products(p, large))
            yield from over([problem], "pairs large", lambda p: passes.pairs(p, large))

    def _admit(self, formulas: list[Formula]) -> None:
        """Refine and describe the formulas, and make the constants of the best exact."""
        if self.units is not None and self.pool:  # the constants, which come first, are there to compare with
            formulas = [f for f in formulas if self.units.of(f.term) == self.units.target]
        fresh = [c for f in formulas if (c := roughly_described(f, self.data)) is not None]
        leaders = {id(c) for c in front([*fresh, *self.pool.values()])}
        leaders |= {id(c) for c in sorted(fresh, key=lambda c: c.bits)[:LEADERS]}
        for candidate in fresh:
            self.clock.check()
            if id(candidate) not in leaders:
                continue  # neither short nor accurate for its size; refining it would not change that
            candidate = with_exact_constants(described(candidate.formula, self.data) or candidate, self.data)
            candidate = self._shorter(candidate)
            key = candidate.formula.term
            if key not in self.pool or candidate.bits < self.pool[key].bits:
                self.pool[key] = candidate

    def _shorter(self, candidate: Candidate) -> Candidate:
        """The candidate with its factor inside its sum, if that is shorter and as accurate on these data."""
        term = absorbed(candidate.formula.term)
        if term == candidate.formula.term:
            return candidate
        other = described(Formula(term, candidate.formula.parameters).renumbered(), self.data)
        return other if other is not None and other.bits < candidate.bits else candidate


def _beside_each(
    guess: Formula, run: Callable[[Problem, int], list[Formula]], problem: Problem, size: int
) -> list[Formula]:
    return [beside(guess, rest) for rest in run(problem, size)]
