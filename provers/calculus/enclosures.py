"""Trusted: zeros of a function on short intervals, by ball arithmetic.

    never_zero    f has no zero in the cell: 0 is not in an enclosure of its values there
    at_most_one   f is real and differentiable on the cell and f′ has no zero there, so f is strictly monotone
    changes_sign  f(a)·f(b) < 0; with `at_most_one` on [a, b]: exactly one zero between a and b

An enclosure that is finite shows that every subterm is defined on the whole cell. Nothing here searches or subdivides.

References: R. E. Moore, R. B. Kearfott, M. J. Cloud (2009), Introduction to Interval Analysis, chapter 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
from flint import acb, arb, fmpq

from porism.provers.calculus.obligation import Refused
from porism.provers.exact.terms import free, slope, term
from porism.provers.exact.values import ball
from porism.symbolic.exact_value import plain_fraction
from porism.symbolic.term import Term, subtract, to_json

PRECISION = 128
MAX_SHIFT = 10**60  # a rational end beyond it belongs to nobody's equation


def rational(data: Any) -> Fraction:
    """An end of a cell from outside."""
    end = plain_fraction(data)
    if max(abs(end.numerator), end.denominator) > MAX_SHIFT:
        raise Refused("an end of an interval has too many digits")
    return end


@dataclass(frozen=True)
class Difference:
    """f = left − right as a function of one variable; every other variable must be absent."""

    left: Term
    right: Term
    name: str

    def _plain(self) -> Any:
        f = term(to_json(subtract(self.left, self.right)))
        if free(f) - {self.name}:
            raise Refused("an equation on cells has no variable but the unknown")
        return f

    def never_zero(self, low: Fraction, high: Fraction) -> bool:
        """Whether no point of [low, high] at which f is defined is a zero."""
        value = self._at(self._plain(), low, high)
        return bool(value.is_finite() and not value.contains(0))

    def at_most_one(self, low: Fraction, high: Fraction) -> bool:
        """Whether f is strictly monotone on [low, high]."""
        f, smooth = self._plain(), set[tuple[str, Any]]()
        derivative = slope(f, self.name, smooth)
        for value in (self._at(f, low, high), slopes := self._at(derivative, low, high)):
            if not (value.is_finite() and value.imag == 0):
                return False
        for kind, t in smooth:
            value = self._at(t, low, high)
            if not (value.is_finite() and value.imag == 0):
                return False
            if (kind == ">" and not value.real > 0) or (kind == ">=" and not value.real >= 0):
                return False
        return not slopes.contains(0)

    def sign(self, at: Fraction) -> int:
        """1 or −1 where f is real and not 0 at a rational point, else 0: not known."""
        value = self._at(self._plain(), at, at)
        if not (value.is_finite() and value.imag == 0):
            return 0
        return 1 if value.real > 0 else -1 if value.real < 0 else 0

    def changes_sign(self, low: Fraction, high: Fraction) -> bool:
        """Whether f has strict and opposite signs at the ends."""
        return self.sign(low) * self.sign(high) == -1

    def has_exactly_one(self, low: Fraction, high: Fraction) -> bool:
        """Whether f has exactly one zero in (low, high), and none at the ends."""
        return low < high and self.at_most_one(low, high) and self.changes_sign(low, high)

    def _at(self, t: Any, low: Fraction, high: Fraction) -> Any:
        before, flint.ctx.prec = flint.ctx.prec, PRECISION
        try:
            ends = [arb(fmpq(x.numerator, x.denominator)) for x in (low, high)]
            return ball(t, {self.name: acb(ends[0].union(ends[1]))})
        finally:
            flint.ctx.prec = before


def integers_between(numerators: tuple[Any, Any], step: Any) -> tuple[int | None, int | None]:
    """The least and greatest integer n with low ≤ n·step ≤ high, for closed plain terms; None where there is no bound."""
    before, flint.ctx.prec = flint.ctx.prec, PRECISION
    try:
        beta = _real(step)
        if beta.contains(0):
            raise Refused("the step of the family is not seen to be different from 0")
        quotients = [None if end is None else _real(end) / beta for end in numerators]
        low, high = quotients if beta > 0 else reversed(quotients)
        least = None if low is None else int(low.lower().ceil().unique_fmpz())
        greatest = None if high is None else int(high.upper().floor().unique_fmpz())
        return least, greatest
    finally:
        flint.ctx.prec = before


def _real(t: Any) -> Any:
    value = ball(t, {})
    if not (value.is_finite() and value.imag == 0):
        raise Refused("expected a real number with a finite value")
    return value.real
