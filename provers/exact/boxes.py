"""Trusted: the sign of a term on a box, by ball arithmetic on its cells.

    ["box", kind, t, depth, {x: [low, high]}]     t > 0, t ≥ 0 or t ≠ 0 where low ≤ x ≤ high

A cell on which the enclosure of t does not tell is halved, `depth` times at most. A real variable without bounds ranges over
the whole line, of which sin and cos make [−1, 1]; an enclosure that is not finite tells nothing.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import flint
from flint import acb, arb

from porism.provers.exact.context import Context
from porism.provers.exact.terms import Rejected, Term, add, free, mul, num, parts, sub, term
from porism.provers.exact.values import ball, number

MAX_CELLS = 20_000  # boxes of one subdivision: about two seconds
WHOLE_LINE = acb(arb(0, math.inf))  # sin and cos of it are within [−1, 1] and next to nothing else is finite


def box(context: Context, kind: Any, data: Any, depth: Any, bounds: Any) -> None:
    """The step `box`: learn `t kind 0` from the values of t on the cells of a box."""
    t = term(data)
    context.admit(t)
    ends = {str(x): (number(low), number(high)) for x, (low, high) in bounds.items()}
    if (
        kind not in (">", ">=", "!=")
        or not set(ends) <= free(t)
        or type(depth) is not int
        or not 0 <= depth <= 60
    ):
        raise Rejected("a box bounds variables of the term")
    for x in free(t) - set(ends):
        context.require("R", ("var", x), "a variable without bounds")
    for x, (low, high) in ends.items():
        context.require(">=", sub(("var", x), low), "the box")
        context.require(">=", sub(high, ("var", x)), "the box")
    if kind != "!=":
        context.require("R", t, "the box")
    before, flint.ctx.prec = flint.ctx.prec, 64
    try:
        _subdivide(
            kind, t, ends, depth, frozenset(base for base in _root_bases(t) if context.positive(base, False))
        )
    finally:
        flint.ctx.prec = before
    context.learn(kind, t)


def _root_bases(t: Term) -> Iterator[Term]:
    for p in parts(t):
        yield from _root_bases(p)
    if t[0] == "^" and t[2][0] == "num" and t[2][1].denominator > 1:
        yield t[1]


def _subdivide(
    kind: str, t: Term, ends: dict[str, tuple[Term, Term]], depth: int, nonnegative: frozenset[Term]
) -> None:
    names, lines = sorted(ends), dict.fromkeys(free(t) - set(ends), WHOLE_LINE)
    waiting = [(tuple((Fraction(0), Fraction(1)) for _ in names), depth)]
    for count in itertools.count():
        if not waiting:
            return
        if count > MAX_CELLS:
            raise Rejected(f"the box needs more than {MAX_CELLS} cells")
        cell, left = waiting.pop()
        at = lines | {x: _segment(ends[x], *span) for x, span in zip(names, cell, strict=True)}
        value = ball(t, at, nonnegative)
        if value.is_finite() and (
            not value.contains(0)
            if kind == "!="
            else value.real > 0 or (kind, value.real >= 0) == (">=", True)
        ):
            continue
        if left == 0 or not names:
            raise Rejected("the box is not fine enough")
        widest = max(range(len(names)), key=lambda k: float(at[names[k]].real.rad()))
        low, high = cell[widest]
        for span in ((low, (low + high) / 2), ((low + high) / 2, high)):
            waiting.append(((*cell[:widest], span, *cell[widest + 1 :]), left - 1))


def _segment(ends: tuple[Term, Term], start: Fraction, stop: Fraction) -> acb:
    low, high = ends
    corners = [ball(add(low, mul(num(s), sub(high, low))), {}).real for s in (start, stop)]
    return acb(corners[0].union(corners[1]))
