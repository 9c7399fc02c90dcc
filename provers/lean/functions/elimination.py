"""Cofactors modulo equations that introduce one element after the other; nothing here is trusted.

    m·f = Σ cofactor·zero + rest,      m a product of powers of divisors

Each zero has a main element, the last one in it: b·u − 1 for an inverse, or monic in it, as r² − a, s² + c² − 1. From the
last element to the first, f is freed of u by multiplying with as few b as are needed, or divided with remainder. Two
zeros with the same main element are divided by each other first (`triangular`), so that log(x/y) = log x + log(1/y) and
log(1/y) = −log y give log(x/y) = log x − log y. Zeros that are not monic are tried last, by plain division.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from porism.provers.lean.nodes import Poly
from porism.symbolic.errors import UnsupportedError

MAX_TERMS = 3_000  # of a polynomial on the way to cofactors
MAX_ROUNDS = 200  # of dividing zeros by each other


@dataclass(frozen=True)
class Zero:
    """A polynomial that is zero, a combination `parts` of premises; for b·u − 1 `divisor` is b.

    `main` is the index of its last element, None if the polynomial is not monic in it.
    """

    parts: dict[str, Poly]
    polynomial: Poly
    main: int | None
    divisor: Poly = field(default=None)


@dataclass(frozen=True)
class Eliminated:
    """m·f = Σ cofactors[name]·(premise) + rest, where m = Π divisor^powers[name]."""

    powers: dict[str, int]
    cofactors: dict[str, Poly]
    rest: Poly


def main_element(p: Poly, generators: Sequence[Poly]) -> int | None:
    """The last element of p, None if p is not monic in it; a later generator is larger in the order."""
    leading = next(iter(p.terms()))[0]
    if sum(1 for e in leading if e) != 1:
        return None
    place = next(k for k, e in enumerate(leading) if e)
    return next(k for k, g in enumerate(generators) if g.degrees()[place])


def triangular(zeros: Sequence[Zero], generators: Sequence[Poly]) -> list[Zero]:
    """The zeros with at most one of those that are monic for each element, and those that follow."""
    kept = [z for z in zeros if z.divisor is not None]
    inverses = kept.copy()
    others = list[Zero]()
    basis = dict[int, Zero]()
    waiting = [z for z in zeros if z.divisor is None]
    for _ in range(MAX_ROUNDS):
        if not waiting:
            break
        z = waiting.pop(0)
        if z.main is None:
            before = z.polynomial
            z = _reduced(z, [*inverses, *basis.values()], generators)
            if z.polynomial == 0:
                continue
        if z.main is None:
            others.append(z)
            if z.polynomial != before:  # others of its kind may be reduced by what is known by now
                waiting += others
                others = []
            continue
        known = basis.get(z.main)
        if known is None:
            basis[z.main] = z
            waiting, others = [*waiting, *others], []
            continue
        small, large = sorted((known, z), key=lambda t: _degree(t.polynomial, generators[z.main or 0]))
        basis[z.main] = small
        if small is z:
            waiting, others = [*waiting, *others], []
        quotient, rest = divmod(large.polynomial, small.polynomial)
        if rest != 0:
            parts = dict(large.parts)
            for name, c in small.parts.items():
                parts[name] = parts.get(name, 0) - quotient * c
            waiting.append(Zero(parts, rest, main_element(rest, generators)))
    return [*kept, *basis.values(), *others]


def _reduced(z: Zero, zeros: Sequence[Zero], generators: Sequence[Poly]) -> Zero:
    """A multiple of the zero, modulo others: no inverse occurs in it."""
    found = eliminated(z.polynomial, zeros, generators)
    scale = generators[0] ** 0
    for inverse in zeros:
        if inverse.divisor is not None:
            (name,) = inverse.parts
            scale *= inverse.divisor ** found.powers.get(name, 0)
    parts = {name: c * scale for name, c in z.parts.items()}
    for name, c in found.cofactors.items():
        parts[name] = parts.get(name, 0) - c
    main = main_element(found.rest, generators) if found.rest != 0 else None
    return Zero(parts, found.rest, main)


def eliminated(f: Poly, zeros: Sequence[Zero], generators: Sequence[Poly]) -> Eliminated:
    """The combination; `generators[k]` is the element k, and zeros of later elements are used first."""
    powers, cofactors = dict[str, int](), dict[str, Poly]()
    rest = f
    ordered = sorted((z for z in zeros if z.main is not None), key=lambda z: -(z.main or 0))
    # Powers are reduced once before: r²·u for u = 1/r² is then of a lower degree.
    for zero in [*(z for z in ordered if z.divisor is None), *ordered, *(z for z in zeros if z.main is None)]:
        if zero.divisor is None or zero.main is None:
            quotient, rest = divmod(rest, zero.polynomial)
            _add(cofactors, zero, quotient)
            continue
        freed, k = _freed(rest, generators[zero.main], zero.divisor)
        scale = zero.divisor**k
        quotient, left_over = divmod(rest * scale - freed, zero.polynomial)
        if left_over != 0:
            raise UnsupportedError("no cofactors were found")
        if k:
            cofactors = {name: c * scale for name, c in cofactors.items()}
            (name,) = zero.parts
            powers[name] = k
        _add(cofactors, zero, quotient)
        rest = freed
        if len(rest) > MAX_TERMS:
            raise UnsupportedError(f"a polynomial of the proof has more than {MAX_TERMS:,} terms")
    return Eliminated(powers, cofactors, rest)


def _add(cofactors: dict[str, Poly], zero: Zero, quotient: Poly) -> None:
    if quotient != 0:
        for name, part in zero.parts.items():
            cofactors[name] = cofactors.get(name, 0) + quotient * part


def _freed(p: Poly, u: Poly, b: Poly) -> tuple[Poly, int]:
    """(q, k) with bᵏ·p = q modulo b·u − 1, where u does not occur in q and k is as small as it can be."""
    slices = _slices(p, u)
    freed = slices[0]
    for s in slices[1:]:
        freed = freed * b + s
        if len(freed) > MAX_TERMS:
            raise UnsupportedError(f"a polynomial of the proof has more than {MAX_TERMS:,} terms")
    k = 0 if freed == 0 else len(slices) - 1
    while k:
        smaller, left_over = divmod(freed, b)
        if left_over != 0:
            break
        freed, k = smaller, k - 1
    return freed, k


def _place(generator: Poly) -> int:
    return next(k for k, e in enumerate(generator.degrees()) if e)


def _degree(p: Poly, generator: Poly) -> int:
    return int(p.degrees()[_place(generator)])


def _slices(p: Poly, generator: Poly) -> list[Poly]:
    """The coefficients of the powers of the generator, from 0 on."""
    place = _place(generator)
    found = [dict[tuple[int, ...], object]() for _ in range(max(0, int(p.degrees()[place])) + 1)]
    for exponents, c in p.terms():
        lower = (*exponents[:place], 0, *exponents[place + 1 :])
        found[int(exponents[place])][lower] = c
    return [p.context().from_dict(part) for part in found]
