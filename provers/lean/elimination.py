"""Cofactors modulo equations that introduce one element after the other; nothing here is trusted.

    m·f = Σ cofactor·zero,      m a product of powers of divisors

Each zero has a main element, the last one in it: b·u − 1 for an inverse, or monic in it, as r² − a, s² + c² − 1. From the
last element to the first, f is freed of u by multiplying with as few b as are needed, or divided with remainder.
"""

from __future__ import annotations

from dataclasses import dataclass

from porism.provers.lean.cofactors import MAX_TERMS
from porism.provers.lean.nodes import Poly
from porism.symbolic.errors import UnsupportedError


@dataclass(frozen=True)
class Zero:
    """A polynomial that is zero by the premise `name`; `divisor` is b for b·u − 1, the generators' index of u is `main`."""

    name: str
    polynomial: Poly
    main: int
    divisor: Poly = None


@dataclass(frozen=True)
class Eliminated:
    """m·f = Σ cofactors[name]·zero + rest, where m = Π divisor^powers[name]."""

    powers: dict[str, int]
    cofactors: dict[str, Poly]
    rest: Poly


def eliminated(f: Poly, zeros: list[Zero], generators: tuple[Poly, ...]) -> Eliminated:
    """The combination; `generators[k]` is the element k, and zeros of later elements are used first."""
    powers, cofactors = dict[str, int](), dict[str, Poly]()
    rest = f
    ordered = sorted(zeros, key=lambda z: (-z.main, _degree(z.polynomial, generators[z.main])))
    # Powers are reduced once before: r²·u for u = 1/r² is then of a lower degree.
    for zero in [*(z for z in ordered if z.divisor is None), *ordered]:
        if zero.divisor is None:
            quotient, rest = divmod(rest, zero.polynomial)
            if quotient != 0:
                cofactors[zero.name] = cofactors.get(zero.name, 0) + quotient
            continue
        u = generators[zero.main]
        slices = _slices(rest, u)
        degree = len(slices) - 1
        if degree <= 0:
            continue
        freed = rest * 0
        for s in slices:
            freed = freed * zero.divisor + s if s is not slices[0] else s
            if len(freed) > MAX_TERMS:
                raise UnsupportedError(f"a polynomial of the proof has more than {MAX_TERMS:,} terms")
        k = 0 if freed == 0 else degree
        while k:
            smaller, left_over = divmod(freed, zero.divisor)
            if left_over != 0:
                break
            freed, k = smaller, k - 1
        scale = zero.divisor**k
        quotient, left_over = divmod(rest * scale - freed, zero.polynomial)
        if left_over != 0:
            raise UnsupportedError("no cofactors were found")
        if k:
            cofactors = {name: c * scale for name, c in cofactors.items()}
            powers[zero.name] = k
        cofactors[zero.name] = cofactors.get(zero.name, 0) + quotient
        rest = freed
        if len(rest) > MAX_TERMS:
            raise UnsupportedError(f"a polynomial of the proof has more than {MAX_TERMS:,} terms")
    return Eliminated(powers, cofactors, rest)


def _degree(p: Poly, generator: Poly) -> int:
    place = next(k for k, e in enumerate(generator.degrees()) if e)
    return int(p.degrees()[place])


def _slices(p: Poly, generator: Poly) -> list[Poly]:
    """The coefficients of the powers of the generator, from 0 on."""
    place = next(k for k, e in enumerate(generator.degrees()) if e)
    found = [dict[tuple[int, ...], object]() for _ in range(max(0, int(p.degrees()[place])) + 1)]
    for exponents, c in p.terms():
        lower = (*exponents[:place], 0, *exponents[place + 1 :])
        found[int(exponents[place])][lower] = c
    return [p.context().from_dict(part) for part in found]
