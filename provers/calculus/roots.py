"""Trusted: roots of rational polynomials in balls, and exact comparison of numbers that are such roots.

FLINT isolates: `enclosures(p, bits)` gives disjoint balls, each with exactly one root of p, the real ones with an exact
imaginary part 0. Two roots of one square-free polynomial are equal if their enclosures meet the same ball and no other.
Precision rises until a question is decided, up to `MAX_BITS`; beyond it the answer is `Refused`, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import Any, TypeAlias

import flint
from flint import acb, arb, fmpq_poly, fmpz

from porism.provers.calculus.obligation import Refused
from porism.provers.exact.terms import term as plain_term
from porism.provers.exact.values import ball
from porism.symbolic.rational_functions import isolated_roots, rational
from porism.symbolic.statements.exact_number import Exact, Root
from porism.symbolic.term import Number, to_json

Univariate: TypeAlias = Any  # flint.fmpq_poly, which ships no types

START_BITS, MAX_BITS = 128, 16_384


@contextmanager
def precision(bits: int) -> Iterator[None]:
    """FLINT's precision inside the block."""
    before, flint.ctx.prec = flint.ctx.prec, bits
    try:
        yield
    finally:
        flint.ctx.prec = before


def rising() -> Iterator[int]:
    """Precisions to try, in bits; `Refused` after the last one."""
    bits = START_BITS
    while bits <= MAX_BITS:
        yield bits
        bits *= 2
    raise Refused(f"{MAX_BITS} bits do not separate two numbers")


def integer_polynomial(coefficients: tuple[int, ...]) -> Univariate:
    """The polynomial Σ coefficients[k]·tᵏ, which must be square-free and not constant."""
    p = fmpq_poly([fmpz(c) for c in coefficients])
    if p.degree() < 1 or p.gcd(p.derivative()).degree() > 0:
        raise Refused("expected a square-free polynomial of positive degree")
    return p


def enclosures(p: Univariate, bits: int) -> list[acb]:
    """Disjoint balls around the roots of a square-free polynomial, one each; the real ones have imaginary part 0."""
    with precision(bits):
        found = isolated_roots([int(c) for c in p.numer().coeffs()])
    if len(found) != p.degree() or any(a.overlaps(b) for k, a in enumerate(found) for b in found[:k]):
        raise Refused("the roots of a polynomial were not isolated")
    return found


def at(p: Univariate, z: acb) -> acb:
    """p(z), by Horner's rule in the current precision."""
    value = acb(0)
    for c in reversed(p.coeffs()):
        value = value * z + acb(arb(c))
    return value


def located(root: Root) -> int:
    """The number of the root among `enclosures`, at `START_BITS` and any higher precision that decides it."""
    return _located(root)[0]


def _located(root: Root) -> tuple[int, acb]:
    p = integer_polynomial(root.coefficients)
    ends = [rational(end) for end in (root.left, root.right, root.bottom, root.top)]
    for bits in rising():
        with precision(bits):
            left, right, bottom, top = map(arb, ends)
            balls = enclosures(p, bits)
            inside = [
                bool(z.real >= left and z.real <= right and z.imag >= bottom and z.imag <= top) for z in balls
            ]
            outside = [
                bool(z.real < left or z.real > right or z.imag < bottom or z.imag > top) for z in balls
            ]
        if all(a or b for a, b in zip(inside, outside, strict=True)):
            if sum(inside) != 1:
                raise Refused(f"a box holds {sum(inside)} roots, not one")
            return inside.index(True), balls[inside.index(True)]
    raise AssertionError  # `rising` refuses first


def enclosure(value: Exact, bits: int) -> acb:
    """A ball around the number."""
    with precision(bits):
        if not isinstance(value, Root):
            return ball(plain_term(to_json(value)), {})
        _, rough = _located(value)
        matches = [z for z in enclosures(integer_polynomial(value.coefficients), bits) if z.overlaps(rough)]
    if len(matches) != 1:
        raise Refused("a root was not isolated")
    return matches[0]


def exact_fraction(value: Exact) -> Fraction | None:
    """The number if it is written as a rational one."""
    return value.value if isinstance(value, Number) else None


def same_root(m: Univariate, a: Any, b: Any) -> bool:
    """Whether two roots of m are equal; `a` and `b` give their enclosure for a number of bits."""
    for bits in rising():
        balls = enclosures(m, bits)
        first, second = ([k for k, z in enumerate(balls) if z.overlaps(x(bits))] for x in (a, b))
        if not set(first) & set(second):
            return False
        if len(first) == len(second) == 1:
            return True
    raise AssertionError  # `rising` refuses first


def is_root(p: Univariate, root: Root) -> bool:
    """Whether p vanishes at an algebraic number: whether their common factor has a root in its place."""
    common = integer_polynomial(root.coefficients).gcd(p)
    if common.degree() < 1:
        return False
    for bits in rising():
        here = enclosure(root, bits)
        hits = [z for z in enclosures(common, bits) if z.overlaps(here)]
        if not hits:
            return False
        # Every root of the common factor is a root of the polynomial, of which one alone lies in the ball `here`.
        others = [z for z in enclosures(integer_polynomial(root.coefficients), bits) if z.overlaps(hits[0])]
        if len(hits) == len(others) == 1:
            return True
    raise AssertionError  # `rising` refuses first
