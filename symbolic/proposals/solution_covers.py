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

from porism.symbolic.claim import relation
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import interval
from porism.symbolic.meaning import value
from porism.symbolic.numeric import approximate
from porism.symbolic.polynomials import native
from porism.symbolic.proposals.solution_kernels import ratio_of
from porism.symbolic.proposals.solution_leaves import fate
from porism.symbolic.proposals.solution_question import Collected
from porism.symbolic.proposals.solution_refusals import member_relations
from porism.symbolic.proposals.solution_strategies import solved
from porism.symbolic.proposals.solution_tree import (
    Known,
    Node,
    Stuck,
    absurd,
    derived,
    multiplied,
    node_of,
    replaced,
    split,
)
from porism.symbolic.proposals.solution_values import PRECISION, ball_of, is_zero
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.term import (
    ZERO,
    Number,
    Power,
    Term,
    Variable,
    number,
    subterms,
    subtract,
    to_json,
    variables,
)
from porism.symbolic.witnesses import closed_forms

REACH = 60.0  # zeros beyond it are looked for in the tails' claims only
MAX_CELLS = 1500
WIDTH = Fraction(1, 10**16)
OFFSET = Fraction(1, 7)  # so that no point of a cover is likely to be a zero


def touching(q: Collected, known: Known, k: int) -> Node:
    """A zero at which the derivative is 0 too: an order on each side near it, and the rest as usual."""
    h = known.hypotheses[k]
    if h.variables() != {q.unknown} or not q.domain.is_real:
        raise Stuck("")
    f = subtract(h.left, h.right)
    slope = derivative(native(f), q.unknown)
    low, high, low_closed, high_closed = known.domain(q.unknown).bounds()
    a, b = (d if e is None else float(value(e, {}).real.mid()) for e, d in ((low, -REACH), (high, REACH)))
    grid = np.linspace(a, b, 20_011)
    sizes = abs(np.broadcast_to(approximate(f, {q.unknown: grid.astype(complex)}), grid.shape))
    for j in np.argsort(np.where(np.isfinite(sizes), sizes, np.inf))[:5]:
        for c in closed_forms(float(grid[j]), 1e-2):
            z = value(c, {}, PRECISION)
            here = float(z.real.mid())
            at_zero = a <= here <= b and is_zero(value(f, {q.unknown: z}, PRECISION))
            if not at_zero or not is_zero(value(slope, {q.unknown: z}, PRECISION)):
                continue
            zeros = [abs(e - here) for e in _seen(f, q.unknown, [a, b]) if abs(e - here) > 1e-2]

            def side(way: int, c: Term = c, here: float = here, zeros: list[float] = zeros) -> Any:
                end = (low, low_closed, a) if way < 0 else (high, high_closed, b)

                def treat(s: Known, i: int) -> Node:
                    if end[0] is not None and abs(end[2] - here) < 1e-9:  # c is the end of the domain
                        child = s.assuming(*member_relations(q.x, s.domain(q.unknown)))
                        new = range(len(s.hypotheses), len(child.hypotheses))
                        return node_of("member", [absurd(i, [*new])], name=q.unknown)
                    ends = (end[0], c, end[1], False) if way < 0 else (c, end[0], False, end[1])
                    domain = interval(*ends)
                    child = s.where((q.unknown, domain))
                    room = min([1.0, abs(end[2] - here) / 2, *(z / 2 for z in zeros)])
                    cut = number(Fraction(here + way * room).limit_denominator(100))
                    inner = _without_tail(q, child, k, cut, -way)
                    return node_of("narrow", [inner], name=q.unknown, domain=domain.to_json(), using=[i])

                return treat

            return _around(q, known, c, side(-1), side(1))
    raise Stuck("")


def _around(q: Collected, known: Known, c: Term, before: Any, after: Any) -> Node:
    def at(s: Known, i: int) -> Node:
        return derived(s, relation("==", q.x, c), [i], lambda s2, m: solved(q, s2, m))

    return split(known, "sign", subtract(q.x, c), [before, at, after])


def covered(q: Collected, known: Known, k: int) -> Node:
    """The zeros of left − right on the unknown's domain."""
    h = known.hypotheses[k]
    if h.variables() != {q.unknown} or not q.domain.is_real or q.domain.is_discrete:
        raise Stuck("a mixed equation with parameters, or over the complex numbers")
    f = subtract(h.left, h.right)
    if any(
        isinstance(t, Power) and isinstance(t.exponent, Number) and t.exponent.value < 0
        for t in subterms(native(f))
    ):
        view, n, d = ratio_of(q, known, k)
        if not d.is_constant():
            return multiplied(known, k, view.term(d), view.term(n), ZERO, lambda s, j: solved(q, s, j))
    low, high, _, _ = known.domain(q.unknown).bounds()
    ends = [None if e is None else float(value(e, {}).real.mid()) for e in (low, high)]
    zeros = _seen(f, q.unknown, ends)
    if len(zeros) > 60:
        raise Stuck("too many zeros, or infinitely many")
    for side, end, term in ((1, ends[1], high), (-1, ends[0], low)):
        if end is None or term is None:
            start = [e for e in ends if e is not None] or [0.0]
            last = max([*zeros, *start]) if side == 1 else min([*zeros, *start])
            cut = number(int(np.ceil(last)) + 1 if side == 1 else int(np.floor(last)) - 1)
            return _without_tail(q, known, k, cut, side)
        if not value(f, {q.unknown: value(term, {}, 128)}, 128).is_finite():
            other = ends[0] if side == 1 else ends[1]
            room = min([abs(end - z) for z in [*zeros, other or 0.0] if abs(end - z) > 1e-9] + [0.5]) / 2
            cut = number(Fraction(end - side * room).limit_denominator(1000))
            return _without_tail(q, known, k, cut, side)
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
        domain = (
            interval(cut, high, False, high_closed) if side == 1 else interval(low, cut, low_closed, False)
        )
        child = s.where((q.unknown, domain))
        return node_of("narrow", [_no_zero(q, child, k)], name=q.unknown, domain=domain.to_json(), using=[j])

    def at(s: Known, j: int) -> Node:
        return derived(
            s,
            relation("==", q.x, cut),
            [j],
            lambda s2, i: replaced(s2, k, i, q.x, cut, lambda s3, m: absurd(m)),
        )

    def rest(s: Known, j: int) -> Node:
        domain = (
            interval(low, cut, low_closed, False) if side == 1 else interval(cut, high, False, high_closed)
        )
        child = s.where((q.unknown, domain))
        return node_of("narrow", [covered(q, child, k)], name=q.unknown, domain=domain.to_json(), using=[j])

    treat = [rest, at, tail] if side == 1 else [tail, at, rest]
    return split(known, "sign", subtract(q.x, cut), treat)


def _no_zero(q: Collected, known: Known, k: int) -> Node:
    """The leaf for an interval without a zero: by a strict derivative if samples show one, else by an order."""
    h, (low, high, low_closed, high_closed) = known.hypotheses[k], known.domain(q.unknown).bounds()
    f = subtract(h.left, h.right)
    ends = [None if e is None else float(value(e, {}).real.mid()) for e in (low, high)]
    spread = np.concatenate(
        [np.linspace(0.001, 0.999, 301), np.geomspace(1e-6, 1e-2, 40), 1 - np.geomspace(1e-6, 1e-2, 40)]
    )
    if ends[0] is not None and ends[1] is not None:
        grid = ends[0] + (ends[1] - ends[0]) * spread
    else:
        away = np.concatenate([np.geomspace(1e-6, 1e-2, 40), np.linspace(0.01, 60, 2000)])
        grid = ends[0] + away if ends[0] is not None else (ends[1] or 0.0) - away
    points = {q.unknown: grid.astype(complex)}
    values = np.broadcast_to(approximate(f, points), grid.shape)
    slopes = np.broadcast_to(approximate(native(derivative(native(f), q.unknown)), points), grid.shape)
    if np.any(abs(values.imag) > 1e-9):
        return absurd(k)
    good = np.isfinite(slopes.real) & np.isfinite(values.real)
    for name, end, closed in (("low", low, low_closed), ("high", high, high_closed)):
        if end is None or closed or not good.any():
            continue
        z = value(f, {q.unknown: value(end, {}, PRECISION)}, PRECISION)
        sign = 0 if is_zero(z) else 1 if z.real > 0 else -1 if z.real < 0 else None
        for slope, way in (("<", -1), (">", 1)):
            outward = way if name == "low" else -way
            here = float(value(end, {}).real.mid())
            away = good & (abs(grid - here) > 0.1 * min(1.0, float(np.ptp(grid))))
            clear = (
                abs(slopes.real[away]).min() > 0.02 * float(np.median(abs(slopes.real[away])))
                if away.any()
                else False
            )
            if (
                z.is_finite()
                and sign in (0, outward)
                and np.all(slopes.real[good] * way > 0)
                and clear
                and not q.prefers_order
            ):
                q.had_choice = True
                return node_of("strict", of=k, at=name, slope=slope)
    middle = float(np.median(values.real[good])) if good.any() else 0.0
    return absurd(k, order="<" if middle < 0 else ">")


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
    return node_of("cover", [], of=k, points=[str(p) for p in points], cells=cells)


def _outward(end: Fraction, side: int) -> Fraction:
    whole = Fraction(round(end * 1000), 1000)
    return whole + (OFFSET / 100 if side > 0 else -OFFSET / 131)


def _box(a: Fraction, b: Fraction) -> Any:
    ends = [arb(fmpq(x.numerator, x.denominator)) for x in (a, b)]
    return acb(ends[0].union(ends[1]))


def _kind(f: Term, slope: Term, x: str, a: Fraction, b: Fraction) -> str | None:
    box = {x: _box(a, b)}
    here = value(f, box, 128)
    if here.is_finite() and not here.contains(0):
        return "none"
    change = value(slope, box, 128)
    if (
        here.is_finite()
        and here.imag == 0
        and change.is_finite()
        and change.imag == 0
        and not change.contains(0)
    ):
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
