"""The points of a rational univariate representation, coordinate by coordinate: terms where short ones exist, else roots.

    root τ of an irreducible factor of p ──► gᵢ(τ) ──► minimal polynomial ──► rational | surd | radical | Root in a box

Not trusted: numbers are matched numerically here, and exactly by `provers/calculus/finite_system.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import flint
import sympy
from flint import acb, arb

from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.meaning import value as ball_value
from porism.symbolic.proposals.finite_systems import (
    Representation,
    Univariate,
    integer_coefficients,
    minimal_polynomial,
    rational_value,
)
from porism.symbolic.rational_functions import isolated_roots
from porism.symbolic.statements.exact_number import Exact, Root
from porism.symbolic.sympy_bridge import from_sympy
from porism.symbolic.term import number

BITS = 192
MAX_OPERATIONS = 30  # of a radical that is shown instead of a root


@dataclass(frozen=True)
class Coordinate:
    """A number in the three forms that are needed: exact, its minimal polynomial, and plain SymPy."""

    exact: Exact
    minimal: list[str]
    shown: Any


def points(
    found: Representation, domains: Sequence[Domain], radicals: bool = True
) -> list[tuple[Coordinate, ...]]:
    """The points in the domains; with `radicals` a coordinate of degree above 2 may be a term."""
    listed = list[tuple[Any, tuple[Coordinate, ...]]]()
    if found.polynomial.degree() < 1:
        return []
    before, flint.ctx.prec = flint.ctx.prec, BITS
    try:
        for q, _ in found.polynomial.factor()[1]:
            images = [g % q for g in found.images]
            minimal = [tuple(integer_coefficients(minimal_polynomial(g, q))) for g in images]
            for root in isolated_roots(integer_coefficients(q)):
                values = [_at(g, root) for g in images]
                if all(map(_belongs, values, domains, minimal)):
                    row = tuple(coordinate(m, v, radicals) for m, v in zip(minimal, values, strict=True))
                    listed.append((_order(values), row))
    finally:
        flint.ctx.prec = before
    return [row for _, row in sorted(listed, key=lambda pair: pair[0])]


def _order(values: list[acb]) -> tuple[tuple[float, float], ...]:
    return tuple((round(float(v.real.mid()), 9), round(float(v.imag.mid()), 9)) for v in values)


def _at(p: Univariate, z: acb) -> acb:
    value = acb(0)
    for c in reversed(p.coeffs()):
        value = value * z + acb(arb(c))
    return value


def _belongs(value: acb, domain: Domain, minimal: tuple[int, ...]) -> bool:
    if domain.name == "complex":
        return True
    rational = Fraction(-minimal[0], minimal[1]) if len(minimal) == 2 else None
    if abs(float(value.imag.mid())) > 1e-30:
        return False
    size = float(value.real.mid()) if rational is None else rational
    match domain.name:
        case "positive":
            return bool(size > 0)
        case "nonnegative":
            return bool(size >= 0)
        case "nonzero":
            return bool(size != 0)
        case "integer" | "natural":
            whole = rational is not None and rational.denominator == 1
            return whole and (domain.name == "integer" or bool(size >= 0))
        case _:
            return True


def coordinate(minimal: tuple[int, ...], value: acb, radicals: bool) -> Coordinate:
    """The number with a minimal polynomial that lies near a value; with `radicals` one of degree above 2 may be a term."""
    plain = [str(c) for c in minimal]
    if len(minimal) == 2:
        rational = Fraction(-minimal[0], minimal[1])
        return Coordinate(number(rational), plain, sympy.Rational(rational.numerator, rational.denominator))
    if len(minimal) == 3 or radicals:
        for shown in _radicals(minimal):
            try:
                exact = from_sympy(shown)
            except PorismError:
                continue
            if ball_value(exact, {}).overlaps(value):
                return Coordinate(exact, plain, shown)
    return Coordinate(boxed(minimal, value), plain, _root_of(minimal, value))


@cache
def _radicals(minimal: tuple[int, ...]) -> tuple[Any, ...]:
    """SymPy's radicals for all roots, if it has them and they are short."""
    t = sympy.Symbol("t")
    found = sympy.roots(sympy.Poly(list(reversed(minimal)), t), cubics=False, quartics=False, quintics=False)
    if sum(found.values()) != len(minimal) - 1 or any(sympy.count_ops(r) > MAX_OPERATIONS for r in found):
        return ()
    return tuple(sympy.expand(r) if len(minimal) == 3 else r for r in found)


def boxed(minimal: Sequence[int], value: acb) -> Root:
    """The root that lies near a value, in a small box with dyadic corners."""
    others = [z for z in isolated_roots(minimal) if not z.overlaps(value)]
    gap = min((float(abs(z - value).mid()) for z in others), default=1.0)
    scale = 2
    while 4 / scale > gap:
        scale *= 2
    x, y = (Fraction(round(rational_value(c.mid().fmpq()) * scale), scale) for c in (value.real, value.imag))
    step = Fraction(1, scale)
    if value.imag == 0 or abs(float(value.imag.mid())) < 1e-30:
        return Root(tuple(minimal), x - step, x + step)
    return Root(tuple(minimal), x - step, x + step, y - step, y + step)


def _root_of(minimal: tuple[int, ...], value: acb) -> Any:
    """SymPy's name for the root."""
    t = sympy.Symbol("t")
    p = sympy.Poly(list(reversed(minimal)), t)
    roots = sorted(isolated_roots(minimal), key=lambda z: float(z.real.mid()))
    real = [z for z in roots if z.imag == 0]
    for k, z in enumerate(real):
        if z.overlaps(value):
            return sympy.CRootOf(p, k)
    near = complex(float(value.real.mid()), float(value.imag.mid()))
    candidates = [sympy.CRootOf(p, k) for k in range(len(real), len(minimal) - 1)]
    inside = [r for r in candidates if _may_hold(r, near)]
    return inside[0] if len(inside) == 1 else min(inside, key=lambda r: abs(complex(r.n(20)) - near))


def _may_hold(root: Any, near: complex) -> bool:
    """Whether a number lies in SymPy's isolating rectangle of a root, which costs less than the root's value."""
    box: Any = getattr(root, "_get_interval", lambda: None)()
    if box is None or not hasattr(box, "ay"):
        return True
    margin = 1e-9
    ends = [float(v) for v in (box.ax, box.bx, box.ay, box.by)]
    return (
        ends[0] - margin <= near.real <= ends[1] + margin
        and ends[2] - margin <= near.imag <= ends[3] + margin
    )
