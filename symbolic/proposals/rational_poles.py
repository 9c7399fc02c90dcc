"""The known series that may occur in a rational summand, also times a power: read off its poles.

    k = -p/q                 Gauss's theorem, zeta values, reflections; for other ratios logarithms and arctangents
    (k + b)² = ∓c²           partial fractions of cot, coth, … for 2b an integer

Poles that differ by integers are one class: the telescoper moves one to another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final

import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.proposals.telescoping import Parted
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import from_sympy
from porism.symbolic.term import ZERO

K: Final = sympy.Symbol("k")
MAX_MODULUS: Final = 12


@dataclass(frozen=True)
class Known:
    """A known series with arguments, moved by `shift`: its term in the variable K, its start, its sum."""

    name: str
    arguments: tuple[Any, ...]
    term: Any
    start: int
    value: Any
    needs: tuple[Relation, ...] = ()
    shift: int = 0


def moved(series: Known, start: int) -> Known:
    """The series moved so that it begins no later than the sum."""
    return replace(series, shift=max(0, series.start - start))


def between(low: Any, x: Any, high: Any, at_low: str, at_high: str) -> tuple[Relation, ...]:
    """low <= x <= high as hypotheses where x has parameters."""
    if not x.free_symbols:
        return ()
    return (
        relation(at_low, from_sympy(low), from_sympy(x)),
        relation(at_high, from_sympy(x), from_sympy(high)),
    )


def closed(x: Any) -> tuple[Relation, ...]:
    """-1 <= x <= 1 where x has parameters."""
    return between(sympy.S.NegativeOne, x, sympy.S.One, "<=", "<=")


def opened(x: Any, low_too: bool) -> tuple[Relation, ...]:
    """-1 < x < 1, or -1 <= x < 1, where x has parameters."""
    return between(sympy.S.NegativeOne, x, sympy.S.One, "<=" if low_too else "<", "<")


@dataclass(frozen=True)
class _Poles:
    """Rational poles by their class modulo 1 with their largest order; irreducible quadratics with theirs."""

    rational: dict[Fraction, int] = field(default_factory=dict)
    quadratic: list[tuple[Any, int]] = field(default_factory=list)


def _poles(part: Parted, k: Any) -> _Poles:
    found = _Poles()
    denominator = sympy.fraction(sympy.together(part.rational))[1]
    for factor, e in sympy.factor_list(denominator, k)[1]:
        p = sympy.Poly(factor, k)
        if p.degree() == 1 and (root := p.nth(0) / p.LC()).is_Rational:
            key = Fraction(int(root.p), int(root.q)) % 1
            found.rational[key] = max(found.rational.get(key, 0), int(e))
        elif p.degree() == 2:
            found.quadratic.append((p.monic(), int(e)))
    return found


def rational_series(part: Parted, k: Any, scope: Scope) -> Iterator[Known]:
    """The known series with the poles of a rational term times a power."""
    poles = _poles(part, k)
    if part.ratio == 1:
        yield from _zetas(poles)
        yield from _reflections(poles)
    elif part.ratio == -1:
        yield from _alternating(poles)
    else:
        yield from _geometric(poles, part.ratio)
    if part.ratio in (1, -1):
        for p, e in poles.quadratic:
            yield from _two_sided(p, e, part.ratio == -1, scope)


def _zetas(poles: _Poles) -> Iterator[Known]:
    for key, order in poles.rational.items():
        for s in range(2, order + 1, 2):
            if key == 0:
                yield Known("zeta", (sympy.Integer(s),), 1 / K**s, 1, sympy.zeta(s))
            if key == Fraction(1, 2):
                value = (1 - sympy.Integer(2) ** -s) * sympy.zeta(s)
                yield Known("odd zeta", (sympy.Integer(s),), 1 / (2 * K + 1) ** s, 0, value)
        if key and key.denominator <= MAX_MODULUS:
            p, q = key.numerator, key.denominator
            term = 1 / (K + 1) - 1 / (K + sympy.Rational(p, q))
            yield Known("gauss", (sympy.Integer(p), sympy.Integer(q)), term, 0, _gauss(p, q))


def _reflections(poles: _Poles) -> Iterator[Known]:
    """Of squares and cubes at a and 1 - a."""
    for key, order in poles.rational.items():
        if not 0 < key < Fraction(1, 2):
            continue
        a = sympy.Rational(key.numerator, key.denominator)
        order = min(order, poles.rational.get(1 - key, 0))
        for s in range(2, min(order, 3) + 1):
            term = 1 / (K + a) ** s + (-1) ** s / (K + 1 - a) ** s
            value = (sympy.pi / sympy.sin(sympy.pi * a)) ** s * (1 if s == 2 else sympy.cos(sympy.pi * a))
            yield Known("reflection", (sympy.Integer(s), a), term, 0, value)


def _alternating(poles: _Poles) -> Iterator[Known]:
    for key, order in poles.rational.items():
        if key == 0:
            yield Known("log", (sympy.S.NegativeOne,), (-1) ** K / K, 1, -sympy.log(2))
            for s in range(2, order + 1, 2):
                value = -(1 - sympy.Integer(2) ** (1 - s)) * sympy.zeta(s)
                yield Known("eta", (sympy.Integer(s),), (-1) ** K / K**s, 1, value)
        elif key == Fraction(1, 2):
            for s in range(1, order + 1, 2):
                value = abs(sympy.euler(s - 1)) * sympy.pi**s / (2 ** (s + 1) * sympy.factorial(s - 1))
                yield Known("beta", (sympy.Integer(s),), (-1) ** K / (2 * K + 1) ** s, 0, value)
        elif key.denominator <= MAX_MODULUS:
            p, q = key.numerator, key.denominator
            value = (_gauss(p + q, 2 * q) - _gauss(p, 2 * q)) / 2
            term = (-1) ** K / (K + sympy.Rational(p, q))
            yield Known("alternating gauss", (sympy.Integer(p), sympy.Integer(q)), term, 0, value)


def _geometric(poles: _Poles, x: Any) -> Iterator[Known]:
    """Logarithms, arctangents and their hyperbolic relatives, for the ratio x."""
    if Fraction(0) in poles.rational:
        yield Known("log", (x,), x**K / K, 1, -sympy.log(1 - x), opened(x, True))
    if Fraction(1, 2) in poles.rational:
        for sign, name in ((-1, "atan"), (1, "atanh")):
            y = sympy.powdenest(sympy.sqrt(sign * x), force=True)
            if y.has(sympy.I) or (y.is_number and not y.is_real):
                continue
            term = (sympy.S(sign) ** K if sign < 0 else 1) * y ** (2 * K + 1) / (2 * K + 1)
            value = sympy.atan(y) if sign < 0 else (sympy.log(1 + y) - sympy.log(1 - y)) / 2
            yield Known(name, (y,), term, 0, value, closed(y) if sign < 0 else opened(y, False))


def _two_sided(p: Any, order: int, alternating: bool, scope: Scope) -> Iterator[Known]:
    """Series with the denominators ((k + b)² ± c²)^e, moved to b = 0 or 1/2."""
    b = p.nth(1) / 2
    square = sympy.cancel(p.nth(0) - b**2)
    if not (2 * b).is_Integer:
        return
    half = not b.is_Integer
    for s in (1, -1):
        c = sympy.powdenest(sympy.sqrt(s * square), force=True)
        if c.is_number and not c.is_positive:
            continue
        if c.free_symbols and (c.has(sympy.I) or s < 0 or not c.is_polynomial()):
            continue
        needs = () if _is_positive(c, scope) else (relation("<", ZERO, from_sympy(c)),)
        below = (K + sympy.Rational(1, 2) if half else K) ** 2 + s * c**2
        angle = sympy.pi * c
        names = {
            (1, False): ("coth", "tanh"),
            (1, True): ("csch", "sech"),
            (-1, False): ("cot", "tan"),
            (-1, True): ("csc", "sec"),
        }
        name = names[s, alternating][half]
        function = getattr(sympy, name)
        if half and alternating:
            term, value = (-1) ** K * (2 * K + 1) / below, sympy.pi * function(angle)
        elif half:
            term, value = 1 / below, sympy.pi * function(angle) / (2 * c)
        else:
            term = ((-1) ** K if alternating else 1) / below
            value = s * (angle * function(angle) - 1) / (2 * c**2)
        yield Known(name, (c,), term, 0 if half else 1, value, needs)
        if order > 1 and s > 0 and not alternating:
            first = sympy.pi * function(angle) / (4 * c**3)
            second = (sympy.pi * (sympy.sech(angle) if half else sympy.csch(angle)) / (2 * c)) ** 2
            value = first - second if half else first + second - 1 / (2 * c**4)
            yield Known(f"{name} square", (c,), 1 / below**2, 0 if half else 1, value, needs)


def _is_positive(c: Any, scope: Scope) -> bool:
    """Whether c is a positive number, or a variable that its domain makes positive."""
    low = scope.domain(str(c)).bounds()[0] if c.is_Symbol and scope.domain(str(c)).is_real else None
    return bool(c.is_number) or (c.is_Symbol and low == ZERO and scope.domain(str(c)).name == "positive")


def _gauss(p: int, q: int) -> Any:
    """ψ(p/q) + γ."""
    turn = sympy.pi * sympy.Rational(1, q)
    logs = [2 * sympy.cos(2 * n * p * turn) * sympy.log(sympy.sin(n * turn)) for n in range(1, (q + 1) // 2)]
    return -sympy.pi / 2 * sympy.cot(p * turn) - sympy.log(2 * q) + sum(logs, sympy.S.Zero)
