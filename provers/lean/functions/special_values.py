"""Trusted: values of functions at numbers, as polynomials in elements.

    asin, atan     ±1/2, ±√2/2, ±√3/2, ±1 and ±√3/3, ±1, ±√3: parts of π, by the square and the sign
    W₀(0) = 0      Li₂(0) = 0, Li₂(1) = π²/6, Li₂(−1) = −π²/12      1/Γ(n), 1/Γ(n + 1/2) for small n

References: NIST DLMF §4.17, §4.23, §5.4, §25.12(i).
"""

from __future__ import annotations

from fractions import Fraction
from math import factorial, prod
from typing import TYPE_CHECKING

from porism.provers.exact.ratios import fraction, rational
from porism.provers.lean.nodes import Poly

if TYPE_CHECKING:
    from porism.provers.lean.functions.function_elements import FunctionElements

MAX_GAMMA = 20
#: The square of the sine, of the tangent: which part of π.
BY_SINE = {Fraction(1, 4): 6, Fraction(1, 2): 4, Fraction(3, 4): 3, Fraction(1): 2}
BY_TANGENT = {Fraction(1, 3): 6, Fraction(1): 4, Fraction(3): 3}


def special_value(elements: FunctionElements, f: str, p: Poly) -> Poly | None:
    """f(p) if it is in the table."""
    match f:
        case "asin" | "atan":
            return _part_of_turn(elements, BY_SINE if f == "asin" else BY_TANGENT, p)
        case "LambertW" if p == 0:
            return p
        case "dilog" if p == 0:
            return p
        case "dilog" if p in (1, -1):
            return elements.generator(elements.constant("pi")) ** 2 / (6 if p == 1 else -12)
        case "rgamma" if p != 0 and p.is_constant():
            return _reciprocal_gamma(elements, fraction(p.leading_coefficient()))
        case _:
            return None


def _part_of_turn(elements: FunctionElements, parts: dict[Fraction, int], p: Poly) -> Poly | None:
    square = elements.normal(p * p)
    if square == 0 or not square.is_constant():
        return None
    part = parts.get(fraction(square.leading_coefficient()))
    t = elements.term(p)
    if part is None or not (elements.facts.holds(">", t) or elements.facts.holds(">", elements.term(-p))):
        return None
    angle = elements.generator(elements.constant("pi")) / part
    return angle if elements.facts.holds(">", t) else -angle


def _reciprocal_gamma(elements: FunctionElements, q: Fraction) -> Poly | None:
    if not 0 < q <= MAX_GAMMA or q.denominator > 2:
        return None
    if q.denominator == 1:
        return elements.one / factorial(int(q) - 1)
    root = elements.root_power(elements.generator(elements.constant("pi")), Fraction(-1, 2))
    below = prod((Fraction(1, 2) + k for k in range(int(q - Fraction(1, 2)))), start=Fraction(1))
    return root / rational(below)
