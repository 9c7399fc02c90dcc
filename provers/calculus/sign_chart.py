"""Trusted: breakpoints in order on a domain of the real line, the open pieces between them, and what pieces of a set cover.

    domain [a, ∞)      breakpoints  a = b₁ < b₂ < … < bₙ      spans (b₁, b₂), …, (bₙ₋₁, bₙ), (bₙ, ∞)

The spans and those breakpoints that belong to the domain are disjoint and together are the domain. Order is by balls.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.roots import enclosure, precision, rising
from porism.provers.exact.terms import term as plain_term
from porism.provers.exact.values import decide
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.domain import interval
from porism.symbolic.rational_functions import rational
from porism.symbolic.statements.exact_number import Exact, Root
from porism.symbolic.statements.inequality_set import InequalitySet
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    ZERO,
    Number,
    Term,
    substitute,
    to_json,
)

MAX_BREAKS = 200


class Chart:
    """The breakpoints, the open pieces of the domain between them, and which breakpoints belong to the domain."""

    def __init__(self, statement: InequalitySet, breaks: list[Exact]) -> None:
        domain = statement.scope.domain(statement.unknown)
        low, high, low_closed, high_closed = domain.bounds()
        if domain.name not in ("real", "positive", "nonnegative", "nonzero", "interval"):
            raise Refused(f"the unknown ranges over an interval of the real line, not over {domain}")
        if len(breaks) > MAX_BREAKS:
            raise Refused(f"more than {MAX_BREAKS} breakpoints")
        _require_increasing(breaks)
        if (low is not None and breaks[:1] != [low]) or (high is not None and breaks[-1:] != [high]):
            raise Refused("the ends of the domain are the first and the last breakpoint")
        if domain.name == "nonzero" and ZERO not in breaks:
            raise Refused("the point that the domain leaves out is a breakpoint")
        ends: list[Exact | None] = [
            *([None] if low is None else []),
            *breaks,
            *([None] if high is None else []),
        ]
        self.breaks, self.spans = breaks, list(pairwise(ends))
        self.belongs, self.bounded = [True] * len(breaks), (low is not None, high is not None)
        if low is not None and not low_closed:
            self.belongs[0] = False
        if high is not None and not high_closed:
            self.belongs[-1] = False
        if domain.name == "nonzero":
            self.belongs[breaks.index(ZERO)] = False

    def inside(self, statement: InequalitySet) -> tuple[list[bool], list[bool]]:
        """Which spans and which breakpoints the statement's pieces contain."""
        spans, points = [False] * len(self.spans), [False] * len(self.breaks)
        for low, high, low_closed, high_closed in statement.pieces:
            if any(end is not None and end not in self.breaks for end in (low, high)):
                raise Refused("an end of a piece is no breakpoint")
            if (low is None and (low_closed or self.bounded[0])) or (
                high is None and (high_closed or self.bounded[1])
            ):
                raise Refused("a piece is infinite where the domain is not, or contains its infinite end")
            first = -1 if low is None else self.breaks.index(low)
            last = len(self.breaks) if high is None else self.breaks.index(high)
            if first > last or (first == last and not (low_closed and high_closed)):
                raise Refused("a piece is empty")
            for k in range(len(self.breaks)):
                if first < k < last or (k == first and low_closed) or (k == last and high_closed):
                    points[k] = True
            offset = 0 if self.spans and self.spans[0][0] is None else 1
            for j in range(len(self.spans)):
                # span j lies between the breakpoints j − 1 + offset and j + offset
                if first <= j - 1 + offset and j + offset <= last:
                    spans[j] = True
        return spans, points


class Span:
    """An open interval between two neighbouring breakpoints."""

    def __init__(self, x: str, low: Exact | None, high: Exact | None) -> None:
        self.x, self.low, self.high = x, low, high

    def claim(self, stated: Relation) -> Claim:
        return self.scope().claim(stated)

    def scope(self) -> Scope:
        """The unknown, on the open interval."""
        if isinstance(self.low, Root) or isinstance(self.high, Root):
            raise Refused("a piece between algebraic numbers without terms needs rational functions")
        return Scope.of({self.x: interval(self.low, self.high, False, False)})

    def put(self, term: Term) -> Term:
        return term

    def sample(self) -> Exact:
        """A rational number inside."""
        if self.low is None and self.high is None:
            return ZERO
        for bits in rising():
            ends = [None if e is None else enclosure(e, bits).real for e in (self.low, self.high)]
            with precision(bits):
                low: Any = None if ends[0] is None else ends[0].upper()
                high: Any = None if ends[1] is None else ends[1].lower()
                if low is None:
                    middle = high - 1
                elif high is None:
                    middle = low + 1
                else:
                    middle = (low + high) / 2
                for scale in (1, 2, 10, 100, 2**20, 2**bits):
                    found = rational(Fraction(int((middle * scale).mid().floor().unique_fmpz()), scale))
                    if (low is None or found > low) and (high is None or found < high):
                        return Number(Fraction(int(found.p), int(found.q)))
        raise AssertionError  # `rising` refuses first


class Point:
    """One breakpoint."""

    def __init__(self, x: str, value: Exact) -> None:
        self.x, self.value = x, value

    def claim(self, stated: Relation) -> Claim:
        return Claim.make(Relation(stated.kind, self.put(stated.left), self.put(stated.right)))

    def put(self, term: Term) -> Term:
        if isinstance(self.value, Root):
            raise Refused("an algebraic number without a term needs rational functions")
        return substitute(term, {self.x: self.value})

    def sample(self) -> Exact:
        return self.value


#: Where a relation is decided.
Place: TypeAlias = "Span | Point"


def _require_increasing(breaks: list[Exact]) -> None:
    for low, high in pairwise(breaks):
        for bits in rising():
            a, b = enclosure(low, bits), enclosure(high, bits)
            if a.real < b.real:
                break
            if a.real > b.real or low == high:
                raise Refused("the breakpoints are not in order")
    for value in breaks:
        if isinstance(value, Root):
            if not value.is_on_the_real_line:
                raise Refused("a breakpoint must be real")
        elif decide("R", plain_term(to_json(value))) is not True:
            raise Refused("a breakpoint must be a real number")
