"""Signs of numbers that are written with roots: √2 + √3 > 3.

    l < r       (Σ l^j·r^(q−1−j))·(r − l) = a − l^q        for r^q = a, and likewise r < h; for b·u = 1 as b·(u − l) = 1 − b·l
    Π r > Π l   Π r − Π l = Σ_j (Π_{i<j} l_i)·(r_j − l_j)·(Π_{i>j} r_i)

With rational bounds l < r < h for each root, a polynomial in roots is a number plus what is positive. The bounds are found
by floating point and proved exactly; they become closer until the sign is seen. An equation between roots is not found so.

Complexity: as many certificates as roots and precisions.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from porism.provers.lean.nodes import Poly, polynomial_node
from porism.provers.lean.order.certificates import Signed, multiplied
from porism.provers.lean.order.plan import NotSeen, Plan, fraction, rational, total

DIGITS = (2, 5, 9, 14)
MAX_FACTORS = 12


@dataclass(frozen=True)
class Bounds:
    """l < x < h with the proofs of x − l > 0 and h − x > 0."""

    low: Fraction
    high: Fraction
    above: Signed
    below: Signed
    positive: Signed


def closed_sign(plan: Plan, p: Poly) -> Signed:
    """A strictly positive cone for a polynomial in elements that are numbers; raises `NotSeen`."""
    p = plan.reduced(p)
    if p.is_constant():
        value = Fraction(0) if p == 0 else fraction(p.leading_coefficient())
        if value > 0:
            return Signed(value, ("number", 1))
        raise NotSeen(f"{value} is not positive")
    used = [k for k, e in enumerate(p.degrees()) if e]
    values = {k: approximation(plan, k) for k in used}
    size = sum(float(fraction(c)) * math.prod(values[k] ** int(e[k]) for k in used) for e, c in p.terms())
    if not size > 0:
        raise NotSeen("a number is not positive")
    for digits in DIGITS:
        bounds = {k: _bounds(plan, k, digits) for k in used}
        if (found := _estimated(p, used, bounds)) is not None:
            return found
    raise NotSeen("the sign of a number is not seen")


def approximation(plan: Plan, index: int) -> float:
    """An element that is a number, in floating point; raises `NotSeen` if it is none."""
    element, base = plan.ring.elements[index], plan.reduced(plan.ring.bases[index])
    if element.kind not in ("root", "inverse"):
        raise NotSeen(f"{element.name} is not a number")
    inside = sum(
        float(fraction(c)) * math.prod(approximation(plan, k) ** int(n) for k, n in enumerate(e) if n)
        for e, c in base.terms()
    )
    if not inside > 0:
        raise NotSeen(f"{element.name} is not seen to be positive")
    return float(inside ** (1 / element.degree)) if element.kind == "root" else float(1 / inside)


def _bounds(plan: Plan, index: int, digits: int) -> Bounds:
    key = (index, digits)
    if key not in plan.bounds:
        size = approximation(plan, index)
        scale = 10 ** max(0, digits - math.floor(math.log10(size)))
        low, high = (
            Fraction(math.floor(size * scale) - 1, scale),
            Fraction(math.ceil(size * scale) + 1, scale),
        )
        x = plan.ring.generators[index]
        positive = plan.known(x, False) or _proved(plan, index, x, Fraction(0), 1)
        above = _proved(plan, index, x - rational(low), low, 1)
        below = _proved(plan, index, rational(high) - x, high, -1)
        plan.bounds[key] = Bounds(low, high, above, below, positive)
    found: Bounds = plan.bounds[key]
    return found


def _proved(plan: Plan, index: int, target: Poly, bound: Fraction, side: int) -> Signed:
    """±(x − bound) > 0."""
    element, base, x = plan.ring.elements[index], plan.ring.bases[index], plan.ring.generators[index]
    if element.kind == "inverse":
        multiplier = closed_sign(plan, base)
        part = closed_sign(plan, side * (1 - base * rational(bound)))
    else:
        q, known = element.degree, plan.known(x, False)
        if known is None:
            raise NotSeen(f"{element.name} is not there yet")
        powers = [
            multiplied([Signed(bound**j, ("number", 1)), *[known] * (q - 1 - j)])
            for j in range(q)
            if bound or not j
        ]
        multiplier = total(powers)
        part = closed_sign(plan, side * (base - rational(bound) ** q))
    common = math.lcm(*(int(c.q) for _, c in target.terms()))
    node = polynomial_node(target * common)
    sign = plan.certify(node, True, [part], multiplier, scale=Fraction(1, common))
    return Signed(Fraction(1, common), ("premise", sign))


def _estimated(p: Poly, used: Sequence[int], bounds: dict[int, Bounds]) -> Signed | None:
    """p as a number > 0 and a sum of what is positive, by the bounds; None if they are too wide."""
    constant, parts = Fraction(0), list[Signed]()
    for exponents, coefficient in p.terms():
        c = fraction(coefficient)
        factors = [bounds[k] for k in used for _ in range(int(exponents[k]))]
        if len(factors) > MAX_FACTORS:
            return None
        ends = [b.low if c > 0 else b.high for b in factors]
        constant += c * math.prod(ends)
        for j, b in enumerate(factors):
            weight = Signed(abs(c) * math.prod(ends[:j]), ("number", 1))
            difference = b.above if c > 0 else b.below
            parts.append(multiplied([weight, difference, *(f.positive for f in factors[j + 1 :])]))
    return total([Signed(constant, ("number", 1)), *parts]) if constant > 0 else None
