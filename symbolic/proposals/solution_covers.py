"""Mixed transcendental equations on the real line: tails without a solution, and cells with at most one.

    bounds of the domain, or tails beyond all zeros seen (the prover shows that they have none)
        ─► bisection by balls: no zero | monotone and equal signs | monotone and a change of sign: one zero
        ─► the zero is a short closed form, or an enclosure

References: R. E. Moore, R. B. Kearfott, M. J. Cloud (2009), Introduction to Interval Analysis, chapter 8.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
from flint import acb, arb, fmpq

from porism.symbolic.derivative import derivative
from porism.symbolic.domain import interval
from porism.symbolic.meaning import value
from porism.symbolic.numeric import approximate
from porism.symbolic.polynomials import native
from porism.symbolic.proposals.solution_leaves import Collected, fate
from porism.symbolic.proposals.solution_tree import Known, Node, Stuck, _node, absurd, replaced, split
from porism.symbolic.proposals.solution_values import PRECISION, ball_of, is_zero
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.term import Term, Variable, number, subtract, to_json, variables
from porism.symbolic.witnesses import closed_forms

REACH = 60.0  # zeros beyond it are looked for in the tails' claims only
MAX_CELLS = 1500
WIDTH = Fraction(1, 10**16)
OFFSET = Fraction(1, 7)  # so that no point of a cover is likely to be a zero


def covered(q: Collected, known: Known, k: int) -> Node:
    """The zeros of left − right on the unknown's domain."""
    h = known.hypotheses[k]
    if h.variables() != {q.unknown} or not q.domain.is_real or q.domain.is_discrete:
        raise Stuck("a mixed equation with parameters, or over the complex numbers")
    f = subtract(h.left, h.right)
    low, high, _, _ = known.domain(q.unknown).bounds()
    ends = [None if e is None else float(value(e, {}).real.mid()) for e in (low, high)]
    if ends[0] is None or ends[1] is None:
        zeros = _seen(f, q.unknown, ends)
        if len(zeros) > 60:
            raise Stuck("too many zeros, or infinitely many")
        start = ends[0] if ends[0] is not None else (min(zeros) if zeros else 0.0)
        stop = ends[1] if ends[1] is not None else (max(zeros) if zeros else max(0.0, start))
        for side, end, room in ((1, ends[1], stop), (-1, ends[0], start)):
            if end is None:
                cut = number(int(np.ceil(room)) + 1 if side == 1 else int(np.floor(room)) - 1)
                return _without_tail(q, known, k, cut, side)
    if low is None or high is None:
        raise Stuck("an unbounded domain")
    return _cells(q, known, k, f, ends)


def _seen(f: Term, x: str, ends: list[float | None]) -> list[float]:
    """Where a real f changes its sign, or comes near to 0, on a sample of its domain."""
    a = -REACH if ends[0] is None else ends[0]
    b = REACH if ends[1] is None else ends[1]
    grid = np.linspace(a, b, 20_011).astype(complex)
    values = approximate(f, {x: grid})
    if values.shape != grid.shape:
        raise Stuck("")
    real = np.where((abs(values.imag) < 1e-12) & np.isfinite(values.real), values.real, np.nan)
    crossing = np.nonzero(real[:-1] * real[1:] <= 0)[0]
    return [float(grid[j].real) for j in crossing]


def _without_tail(q: Collected, known: Known, k: int, cut: Term, side: int) -> Node:
    """x beyond the cut is shown to be no solution by one claim; x at the cut by another; then the rest."""
    _, _, low_closed, high_closed = known.domain(q.unknown).bounds()
    low, high, _, _ = known.domain(q.unknown).bounds()

    def tail(s: Known, j: int) -> Node:
        domain = interval(cut, high, False, high_closed) if side == 1 else interval(low, cut, low_closed, False)
        return _node("narrow", [absurd(k)], name=q.unknown, domain=domain.to_json(), using=[j])

    def at(s: Known, j: int) -> Node:
        from porism.symbolic.claim import relation
        from porism.symbolic.proposals.solution_tree import derived

        return derived(s, relation("==", q.x, cut), [j], lambda s2, i: replaced(s2, k, i, q.x, cut, lambda s3, m: absurd(m)))

    def rest(s: Known, j: int) -> Node:
        domain = interval(low, cut, low_closed, False) if side == 1 else interval(cut, high, False, high_closed)
        child = s.where((q.unknown, domain))
        return _node("narrow", [covered(q, child, k)], name=q.unknown, domain=domain.to_json(), using=[j])

    treat = [rest, at, tail] if side == 1 else [tail, at, rest]
    return split(known, "sign", subtract(q.x, cut), treat)


def _cells(q: Collected, known: Known, k: int, f: Term, ends: list[float | None]) -> Node:
    """The cover: points and cells."""
    slope = native(derivative(native(f), q.unknown))
    low, high = (Fraction(e or 0.0) for e in ends)
    first, last = _outward(low, -1), _outward(high, 1)
    points, cells, waiting = [first], list[Any](), [(first, last)]
    while waiting:
        a, b = waiting.pop()
        if len(cells) + len(waiting) > MAX_CELLS or b - a < Fraction(1, 10**7):
            raise Stuck("a zero that is not simple, or too many cells")
        kind = _kind(f, slope, q.unknown, a, b)
        if kind is None:
            middle = (a + b) / 2
            waiting += [(middle, b), (a, middle)]
            continue
        points.append(b)
        cells.append(None if kind == "none" else _zero(q, f, a, b))
    return _node("cover", [], of=k, points=[str(p) for p in points], cells=cells)


def _outward(end: Fraction, side: int) -> Fraction:
    whole = Fraction(round(end * 1000), 1000)
    return whole + side * OFFSET / 100


def _box(a: Fraction, b: Fraction) -> Any:
    ends = [arb(fmpq(x.numerator, x.denominator)) for x in (a, b)]
    return acb(ends[0].union(ends[1]))


def _kind(f: Term, slope: Term, x: str, a: Fraction, b: Fraction) -> str | None:
    box = {x: _box(a, b)}
    here = value(f, box, 128)
    if here.is_finite() and not here.contains(0):
        return "none"
    change = value(slope, box, 128)
    if here.is_finite() and here.imag == 0 and change.is_finite() and change.imag == 0 and not change.contains(0):
        signs = [_sign(f, x, p) for p in (a, b)]
        if signs[0] * signs[1] == 1:
            return "none"
        if signs[0] * signs[1] == -1:
            return "one"
    return None


def _sign(f: Term, x: str, p: Fraction) -> int:
    z = value(f, {x: ball_of(p)}, 128)
    return 1 if z.real > 0 else -1 if z.real < 0 else 0


def _zero(q: Collected, f: Term, a: Fraction, b: Fraction) -> dict[str, Any] | None:
    """The family of the one zero in the cell."""
    left = _sign(f, q.unknown, a)
    while b - a > WIDTH:
        middle = (a + b) / 2
        sign = _sign(f, q.unknown, middle)
        if sign == 0:
            a, b = a + (b - a) / 7, b - (b - a) / 11
            continue
        a, b = (middle, b) if sign == left else (a, middle)
    where = float((a + b) / 2)
    for t in closed_forms(where, 1e-14):
        if variables(t):
            continue
        z = value(t, {}, PRECISION)
        if z.is_finite() and is_zero(value(f, {q.unknown: z}, PRECISION)):
            if fate(q, t, {}) != "solution":
                raise Stuck("a zero that is no solution")
            return {"family": q.family(Family(t)), "at": {}}
    exact = Fraction(round(a * 10**17) - 20, 10**17), Fraction(round(b * 10**17) + 20, 10**17)
    letter = Variable(next(c for c in ("t", "s", "u") if c != q.unknown))
    domain = interval(number(exact[0]), number(exact[1]), False, False)
    family = Family(letter, ((letter.name, domain),), (), True)
    return {"family": q.family(family), "at": {letter.name: to_json(q.x)}}
