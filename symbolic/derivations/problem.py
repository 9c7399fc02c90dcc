"""A claim as its finders see it: facts about its points, and guesses from samples (which the checker then has to confirm)."""

from __future__ import annotations

import dataclasses
import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.errors import LimitError
from porism.symbolic.numeric import Values, approximate
from porism.symbolic.polynomials import native
from porism.symbolic.sampling import sample_points
from porism.symbolic.term import (
    ZERO,
    Apply,
    Number,
    Term,
    Variable,
    divide,
    negate,
    substitute,
    subterms,
    subtract,
    to_json,
    variables,
)

Step: TypeAlias = list[Any]  # JSON, as provers/exact/rules.py documents
Fact: TypeAlias = tuple[str, Term]  # (kind, t): t kind 0, kind one of = != > >=
ONE_JSON = ["num", "1"]
SAMPLES = 160


MAX_DEPTH = 4  # of derivatives: sin x − x + x³/6 needs three

#: (problem, kind, t, steps) -> whether the checker sees `t kind 0` after the steps
Tester: TypeAlias = "Callable[[Problem, str, Term, list[Step]], bool]"

#: (problem, kind, t, depth) -> steps after which the checker sees `t kind 0`, or None; `depth` counts derivatives
Method: TypeAlias = "Callable[[Problem, str, Term, int], list[Step] | None]"

#: (problem, kind, t) -> steps after which the checker sees `t kind 0`, or None
SignFinder: TypeAlias = "Callable[[Problem, str, Term], list[Step] | None]"


def _nobody(problem: Problem, kind: str, t: Term, steps: list[Step]) -> bool:
    return False


def _no_method(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    return None


@dataclass(frozen=True)
class Problem:
    """Variables with their domains, relations that may be used, a checker to ask and a finder of signs for the parts.

    `extra` are facts of a case distinction, `known` remembers what was found, `deadline` is a `perf_counter` time.
    """

    variables: tuple[tuple[str, Domain], ...]
    hypotheses: tuple[Relation, ...] = ()
    extra: tuple[Fact, ...] = ()
    grain: int = 1
    accepts: Tester = field(default=_nobody, compare=False)
    signs: Method = field(default=_no_method, compare=False)
    deadline: float = field(default=math.inf, compare=False)
    known: dict[Any, list[Step] | None] = field(default_factory=dict, compare=False, repr=False)

    def check_time(self) -> None:
        """Raise `LimitError` when the time for finding is used up."""
        if time.perf_counter() > self.deadline:
            raise LimitError("the time for finding a certificate is used up")

    def brief(self, seconds: float) -> Problem:
        """The same problem with less time."""
        shorter = dataclasses.replace(self, deadline=min(self.deadline, time.perf_counter() + seconds))
        shorter.__dict__["columns"] = self.columns  # the cached value
        return shorter

    @cached_property
    def facts(self) -> list[Fact]:
        """What the domains, the hypotheses and earlier steps say."""
        found = list[Fact]()
        for name, domain in self.variables:
            x = Variable(name)
            low, high, low_closed, high_closed = (
                domain.bounds() if domain.is_real else (None, None, False, False)
            )
            if low is not None:
                found.append((">=" if low_closed else ">", x if low == ZERO else subtract(x, low)))
            if high is not None:
                found.append((">=" if high_closed else ">", subtract(high, x)))
            if domain.name == "nonzero":
                found.append(("!=", x))
        for h in self.hypotheses:
            kinds = {"==": "=", "!=": "!=", "<=": ">=", "<": ">"}
            found.append((kinds[h.kind], subtract(h.right, h.left)))
        return [*found, *self.extra]

    @cached_property
    def ranges(self) -> dict[str, Domain]:
        """Each variable's domain, cut down to where the facts bound it by constants: [1, ∞) for a real x ≥ 1."""
        found = dict(self.variables)
        for kind, fact in self.facts:
            names = variables(fact)
            if kind not in (">", ">=") or len(names) != 1:
                continue
            (name,) = names
            slope = derivative(native(fact), name)
            if isinstance(slope, Number) and slope != ZERO and _is_line(found[name]):
                end = divide(negate(substitute(fact, {name: ZERO})), slope)
                found[name] = _cut(found[name], native(end), slope.value > 0, kind == ">=")
        return found

    @cached_property
    def columns(self) -> dict[str, Values]:
        """Sample points, shape (n,) for each variable, that satisfy the hypotheses."""
        claim = Claim(Relation("==", Variable("_"), Variable("_")), self.variables, self.hypotheses)
        points = list(sample_points(claim, SAMPLES, seed=1))
        names = [name for name, _ in self.variables]
        columns = {
            name: np.array([complex(approximate(p[name], {})[0]) for p in points], dtype=complex)
            for name in names
        }
        keep = np.ones(len(points), dtype=bool)
        for h in self.hypotheses:
            if h.kind == "==":
                gap = np.broadcast_to(
                    approximate(h.right, columns) - approximate(h.left, columns), keep.shape
                )
                keep &= np.abs(gap) < 1e-9 * (
                    1 + np.abs(np.broadcast_to(approximate(h.left, columns), keep.shape))
                )
            if h.kind == "!=":
                gap = approximate(h.right, columns) - approximate(h.left, columns)
                keep &= np.broadcast_to(np.abs(gap) > 0, keep.shape)
            if h.kind in ("<", "<="):
                room = np.broadcast_to(
                    approximate(h.right, columns) - approximate(h.left, columns), keep.shape
                ).real
                keep &= (room > 0) if h.kind == "<" else (room >= 0)
        return {name: column[keep] for name, column in columns.items()}

    def seems(self, kind: str, term: Term) -> bool:
        """Whether `term kind 0` holds at the sample points where it has a value."""
        value = approximate(term, self.columns if variables(term) else {})
        if value.size == 0:  # no sample satisfies the hypotheses: nothing speaks against it
            return kind in (">=", ">")
        known = np.isfinite(value)
        if not known.any():
            return False
        value = value[known]
        size = 1e-9 * (1 + np.abs(value))
        match kind:
            case "=":
                return bool((np.abs(value) <= 1e-7).all())
            case "!=":
                return bool((np.abs(value) > 0).all())
            case "R":
                return bool((np.abs(value.imag) <= size).all())
            case _:
                real = (np.abs(value.imag) <= size).all()
                return bool(real and (value.real > 0 if kind == ">" else value.real >= -1e-12).all())

    def agree(self, left: Term, right: Term) -> bool:
        """Whether two terms have the same values, up to rounding, at the sample points where both have one."""
        a, b = (approximate(t, self.columns if variables(t) else {}) for t in (left, right))
        with np.errstate(all="ignore"):
            gap, size = np.abs(a - b), np.abs(a) + np.abs(b)
            known = np.isfinite(gap) & np.isfinite(size)
            return bool(known.any() and (gap <= 1e-6 * (1 + size))[known].all())


def _is_line(domain: Domain) -> bool:
    return domain.is_real and not domain.is_discrete and domain.name != "nonzero"


def _cut(domain: Domain, end: Term, is_low: bool, closed: bool) -> Domain:
    """The part of an interval on one side of a constant; the interval itself where that tells nothing new."""
    low, high, low_closed, high_closed = domain.bounds()
    known = low if is_low else high
    gap = (1.0 if is_low else -1.0) if known is None else float(approximate(subtract(end, known), {})[0].real)
    if (
        not math.isfinite(gap)
        or (gap if is_low else -gap) < -1e-12
        or (known is not None and abs(gap) <= 1e-12)
    ):
        return domain
    if is_low:
        return Domain("interval", end, high, closed, high_closed)
    return Domain("interval", low, end, low_closed, closed)


def step(rule: str, *arguments: Any) -> Step:
    """A step with its terms in plain form."""
    return [rule, *(_plain(a) for a in arguments)]


def _plain(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value if isinstance(value, str | int | dict) else to_json(value)


def occurring(term: Term, *functions: str) -> list[Term]:
    """The arguments of the given functions in `term`, inner first, each once."""
    return list(
        dict.fromkeys(t.argument for t in subterms(term) if isinstance(t, Apply) and t.function in functions)
    )


def restricted(problem: Problem) -> Problem:
    """The problem with its samples cut down to the points at which the extra facts hold."""
    smaller = dataclasses.replace(problem)
    keep: Any = True
    for kind, t in problem.extra:
        value = approximate(t, problem.columns)
        if kind in (">", ">="):
            keep = keep & ((value.real > 0) if kind == ">" else (value.real >= 0))
        elif kind == "!=":
            keep = keep & (np.abs(value) > 0)
    columns = {name: column[np.broadcast_to(keep, column.shape)] for name, column in problem.columns.items()}
    smaller.__dict__["columns"] = (
        columns  # the cached value; none left means that nothing speaks against a guess
    )
    return smaller
