"""Exact constants near a fitted number: r · u with a rational r and u a product of powers of π, e and square roots.

For each u of a fixed table the simplest rational in the interval (value ± radius)/u is exact and unique; its code
length is that of its numerator and denominator, plus that of u. A number known to b bits is matched by some constant
of b bits by chance, so a match counts only if it is `MARGIN` bits shorter than what is known about the number. The
caller verifies each proposal against the data (`pareto.py` does): a number is never silently replaced by another.

>>> [str(c.term) for c in exact_constants(0.5235987755983, 1e-12)][:1]
['pi/6']
>>> exact_constants(0.5235987755983 + 1e-5, 1e-12)
[]

References: simplest rational in an interval by the Stern-Brocot tree, Graham, Knuth & Patashnik (1994), Concrete
Mathematics, §4.5; code length of integers, Rissanen (1983), Ann. Statist. 11, §3.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Final

from porism.symbolic.term import ONE, PI, E, Term, multiply, number, power, square_root

MARGIN: Final = 6.0  # bits: a chance match among the units of the table once in 2⁶ numbers that are none
LONGEST: Final = 26.0  # bits of the longest constant proposed: 1234/5678 is no law of nature
ROUNDING: Final = 1e-12  # relative; what refits of exact data reach


@dataclass(frozen=True)
class ExactConstant:
    """A real constant as a term, its value and its code length in bits."""

    term: Term
    value: float
    bits: float


def exact_constants(value: float, radius: float, most: int = 4) -> list[ExactConstant]:
    """The shortest constants within `radius` of `value`, shortest first; empty if none is short enough to mean it."""
    if not (math.isfinite(value) and math.isfinite(radius)):
        return []
    if abs(value) <= radius:
        return [ExactConstant(number(0), 0.0, 1.0)]
    radius = max(radius, ROUNDING * abs(value))
    longest = min(math.log2(abs(value) / radius) - MARGIN, LONGEST)
    found = list[ExactConstant]()
    for unit, size, bits in _units():
        r = simplest_rational((abs(value) - radius) / size, (abs(value) + radius) / size, longest - bits)
        if r is not None:
            r = r if value > 0 else -r
            found.append(ExactConstant(multiply(number(r), unit), float(r) * size, bits + rational_bits(r)))
    return sorted(found, key=lambda c: c.bits)[:most]


def simplest_rational(low: float, high: float, longest: float = math.inf) -> Fraction | None:
    """The fraction in [low, high], 0 ≤ low < high, with the smallest denominator; None if longer than `longest` bits.

    The continued fractions of both ends agree up to where the answer branches off; numerator and denominator grow
    with every term, so that long answers are given up early.

    >>> simplest_rational(3.1415, 3.1416)
    Fraction(333, 106)
    >>> simplest_rational(3.1415, 3.1416, longest=10.0)
    """
    p, q, p_before, q_before = 1, 0, 0, 1  # convergents
    while True:
        whole = math.ceil(low)
        last = whole <= high
        if not last:
            whole = math.floor(low)
        p, q, p_before, q_before = whole * p + p_before, whole * q + q_before, p, q
        if 1 + math.log2(max(p, 1)) + math.log2(max(q, 1)) > longest:
            return None
        if last:
            return Fraction(p, q)
        low, high = 1 / (high - whole), 1 / (low - whole)


def rational_bits(value: Fraction) -> float:
    """The code length of a rational number: 1 costs one bit, 1/2 two, 22/7 about eight."""
    return 1 + math.log2(max(abs(value.numerator), 1)) + math.log2(value.denominator)


@cache
def _units() -> tuple[tuple[Term, float, float], ...]:
    """Irrational units with their values and code lengths."""
    units: list[tuple[Term, float, float]] = [(ONE, 1.0, 0.0)]
    for half in (-6, -5, -4, -3, -2, -1, 1, 2, 3, 4, 5, 6):
        # Powers of π up to ±3 cover volumes, Fourier and Gaussian integrals; half-integers come with the last.
        exponent = Fraction(half, 2)
        for n in (1, 2, 3):
            if n == 1 or exponent.denominator == 2:
                unit = multiply(power(PI, number(exponent)), _root(n))
                units.append(
                    (unit, math.pi ** float(exponent) * math.sqrt(n), 3 + abs(half) / 2 + math.log2(n))
                )
    for n in (2, 3, 5, 6, 7, 10):  # the square-free numbers up to 10
        units.append((_root(n), math.sqrt(n), 3 + math.log2(n)))
        units.append((multiply(_root(n), PI), math.sqrt(n) * math.pi, 5 + math.log2(n)))
    units.append((E, math.e, 5.0))
    units.append((power(E, number(-1)), 1 / math.e, 5.0))
    for n in (2, 3, 10):  # half-lives, tripling, decades
        from porism.symbolic.term import Apply

        units.append((Apply("log", number(n)), math.log(n), 5 + math.log2(n)))
    return tuple(units)


def _root(n: int) -> Term:
    return ONE if n == 1 else square_root(number(n))
