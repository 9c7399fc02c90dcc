"""Does a family solve a differential equation at random points, and is a linear equation's family all of it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import mpmath
import sympy

from judging.points import (
    FAILURES,
    Answer,
    Judgement,
    Word,
    close,
    finite,
    function,
    in_mpmath,
    number,
    points,
)


def judged_ode(asked: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    """Residuals at random points; where it is claimed, that a linear equation has no other solutions."""
    equation = asked["eq"]
    left = (equation.lhs - equation.rhs if isinstance(equation, sympy.Eq) else equation).doit()
    y = asked["func"] or next(iter(left.atoms(sympy.core.function.AppliedUndef)))
    (x,) = y.args
    order = max(d.derivative_count for d in left.atoms(sympy.Derivative))
    slots = [sympy.Symbol(f"slot{k}_") for k in range(order + 1)]
    for k in range(order, -1, -1):
        left = left.subs(sympy.Derivative(y, (x, k)) if k else y, slots[k])
    if left.has(sympy.Derivative) or left.atoms(sympy.core.function.AppliedUndef):
        return Judgement("not judged", None, "the equation is not read")
    given, good = answer.value if isinstance(answer.value, list | tuple) else [answer.value], 0
    for solution in given:
        found = _residuals(left, slots, x, y, solution, answer.conditions)
        if isinstance(found, str):
            return Judgement("wrong", None, f"{solution} leaves {found}")
        if found < 2:
            return Judgement("not judged", None, f"{solution} has {found} real values")
        if asked["ics"] and solution.lhs == y and not _has_values(asked["ics"], x, solution.rhs):
            return Judgement("wrong", None, f"{solution} does not have the initial values")
        good += found
    if not good:
        return Judgement("not judged", None, "no solution")
    if not answer.complete:
        return Judgement("right", None, f"{good} points")
    whole: Word = "not judged"
    if not asked["ics"] and len(given) == 1 and given[0].lhs == y:
        whole = _all_solutions(
            left, slots, x, given[0].rhs, order, [c for c in answer.conditions if not c.has(y)]
        )
    return Judgement("right", whole, f"{good} points")


def _residuals(left: Any, slots: list[Any], x: Any, y: Any, solution: Any, conditions: Any) -> int | str:
    """At how many points the residual is seen to be 0, or where it is not."""
    u = sympy.Symbol("unknown_")
    known = {y: u, sympy.Symbol(str(y.func)): u}
    if solution.lhs == y and not solution.rhs.has(y):
        rhs = solution.rhs
        values = [rhs.diff(x, k) if k else rhs for k in range(len(slots))]
        conditions = [c.subs(known).subs(u, rhs) for c in conditions]
    elif len(slots) == 2:  # G(x, y) = C: y′ = −G_x/G_y
        gap = (solution.lhs - solution.rhs).subs(y, u)
        values = [u, -gap.diff(x) / gap.diff(u)]
        conditions = [c.subs(known) for c in conditions]
    else:
        return 0
    symbols = sorted({x}.union(left.free_symbols - set(slots), *(v.free_symbols for v in values)), key=str)
    whole = [*symbols, *slots]
    calls, residual = [function(v, symbols) for v in values], function(left, whole)
    summands = [function(t, whole) for t in sympy.Add.make_args(left)]
    good = 0
    for point in points(symbols, conditions, 12):
        with suppress(*FAILURES):
            at = [in_mpmath(point[s]) for s in symbols]
            there = [finite(c(*at)) for c in calls]
            if any(abs(mpmath.im(v)) > 1e-20 * (1 + abs(v)) for v in there):
                continue
            off = finite(residual(*at, *there))
            scale = 1 + max(abs(v) for v in there) + max(abs(finite(s(*at, *there))) for s in summands)
            if abs(off) > mpmath.mpf(10) ** -15 * scale:
                return f"{mpmath.nstr(off, 5)} at {point}"
            good += 1
    return good


def _has_values(ics: Any, x: Any, rhs: Any) -> bool:
    for key, wanted in ics.items():
        if isinstance(key, sympy.Subs):
            there = rhs.diff(x, key.expr.derivative_count).subs(x, key.point[0])
        else:
            there = rhs.subs(x, key.args[0])
        gap = there - wanted
        if not gap.free_symbols and not close(in_mpmath(there), in_mpmath(wanted), 12):
            return False
    return True


def _all_solutions(left: Any, slots: list[Any], x: Any, rhs: Any, order: int, conditions: Any) -> Word:
    """For a linear equation: the family is affine in as many constants as the order, with a Wronskian that is not 0."""
    constants = sorted(rhs.free_symbols - left.free_symbols - {x}, key=str)
    zero = dict.fromkeys(slots, sympy.Integer(0))
    if any(sympy.diff(left, a, b) != 0 for a in slots for b in slots):
        return "not judged"
    if left.diff(slots[-1]).subs(zero) == 0 or len(constants) != order:
        return "wrong" if len(constants) < order else "not judged"
    wronskian = sympy.Matrix([[rhs.diff(c).diff(x, k) for c in constants] for k in range(order)])
    if any(c in e.free_symbols for e in wronskian for c in constants):
        return "not judged"
    for point in points(wronskian.free_symbols, conditions, 4):
        with suppress(*FAILURES):
            rows = [[number(e, point) for e in row] for row in wronskian.tolist()]
            if abs(mpmath.det(mpmath.matrix(rows))) > 1e-12:
                return "right"
    return "not judged"
