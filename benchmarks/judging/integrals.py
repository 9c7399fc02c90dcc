"""Is an antiderivative one, without jumps that its conditions do not state; is an integral what quadrature gives."""

from __future__ import annotations

import itertools
from contextlib import suppress
from typing import Any

import mpmath
import sympy

from judging.forms import judged_derivative
from judging.points import (
    FAILURES,
    INFINITE,
    Answer,
    Judgement,
    Point,
    by_expectation,
    finite,
    function,
    holds,
    in_mpmath,
    number,
    points,
    real_if_close,
    voted,
)


def judged_integral(asked: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    if isinstance(asked["over"], tuple):
        return judged_definite(asked, answer, expected)
    f, x, value = asked["f"], asked["over"], sympy.sympify(answer.value)
    found = judged_derivative({"f": value, "orders": (x,)}, Answer(f, answer.conditions), None)
    if found.answer != "right":
        return found
    jump = _jump(f, x, value, answer.conditions)
    return Judgement("wrong", None, jump) if jump else found


def _jump(f: Any, x: Any, value: Any, conditions: Any) -> str:
    """A place inside the conditions at which the antiderivative jumps, though f is finite on both sides and there."""
    others = (f.free_symbols | value.free_symbols) - {x}
    for point in points(others, (), 2):
        here = [c for c in conditions if x in c.free_symbols]
        if not all(holds(c, point) for c in conditions if not c.free_symbols & {x}):
            continue
        small, big = (function(e.subs(point), [x]) for e in (f, value))
        grid = [mpmath.mpf(k) / 16 + mpmath.mpf(1) / 1009 for k in range(-160, 160)]
        for a, b in itertools.pairwise(grid):
            if (x.is_nonnegative and a < 0) or (x.is_nonpositive and b > 0):
                continue
            with suppress(*FAILURES):
                steep = max(abs(finite(small(t))) for t in (a, (a + b) / 2, b))
                if abs(finite(big(b)) - finite(big(a))) <= (1 + 4 * steep) * (b - a):
                    continue
                for _ in range(60):
                    middle = (a + b) / 2
                    parts = [abs(big(middle) - big(a)), abs(big(b) - big(middle))]
                    a, b = (a, middle) if parts[0] > parts[1] else (middle, b)
                height = abs(big(b) - big(a))
                if height > 1e-6 and abs(finite(small(a))) < 1e4 and abs(finite(small(b))) < 1e4:
                    at = {**point, x: (a + b) / 2}
                    with mpmath.workdps(12):  # the place is known to some digits only
                        inside = all(_holds_near(c, at) for c in here)
                    if inside:
                        return f"a jump of {mpmath.nstr(height, 5)} at {x} = {mpmath.nstr(a, 8)}"
    return ""


def _holds_near(condition: Any, at: Point) -> bool:
    """Whether a condition holds not only outside a small neighbourhood of the point."""
    symbols = sorted(condition.free_symbols, key=str)
    values = [mpmath.mpmathify(at[s]) if isinstance(at[s], mpmath.mpf) else in_mpmath(at[s]) for s in symbols]
    try:
        difference = finite(function(condition.lhs - condition.rhs, symbols)(*values))
    except FAILURES:
        return False
    if isinstance(condition, sympy.Ne):
        return bool(abs(difference) > 1e-6)
    sign = 1 if isinstance(condition, sympy.Gt | sympy.Ge) else -1
    return bool(abs(mpmath.im(difference)) < 1e-9 and sign * mpmath.re(difference) > 1e-6)


def judged_definite(asked: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    f, (x, low, high), value = asked["f"], asked["over"], sympy.sympify(answer.value)
    symbols = (f.free_symbols - {x}) | low.free_symbols | high.free_symbols | value.free_symbols
    right, wrong, why = 0, list[str](), "the quadrature is not sharp"
    if value in INFINITE:
        return by_expectation(value, expected)
    for point in points(symbols, answer.conditions, 3):
        with suppress(*FAILURES), mpmath.workdps(20):
            ours = number(value, point)
            found, error = _quadrature(f.subs(point), x, low.subs(point), high.subs(point))
            near = abs(found - ours) <= 1e-6 * (1 + abs(ours))
            right += near and error < 1e-4
            if not near and error < 1e-9 * (1 + abs(found)) and abs(found - ours) > 1e-4 * (1 + abs(ours)):
                wrong.append(
                    f"quadrature gives {mpmath.nstr(found, 12)}, the answer {mpmath.nstr(ours, 12)} at {point}"
                )
    if wrong or right >= (2 if symbols else 1):
        return voted(right, wrong, 1)
    again = by_expectation(value, expected)
    return again if again.answer == "right" else Judgement("not judged", None, why)


def _quadrature(f: Any, x: Any, low: Any, high: Any) -> tuple[Any, Any]:
    """The integral and the size of its error."""
    call = function(f, [x])
    if low > high:
        found, error = _quadrature(f, x, high, low)
        return -found, error
    cuts: list[Any]
    a, b = (None if e in (sympy.oo, -sympy.oo) else in_mpmath(e) for e in (low, high))
    kinks = _kinks(f, x, a, b)
    if a is not None and b is not None:
        cuts = [a + (b - a) * k / 4 for k in range(5)]
    elif a is not None:
        cuts = [a, *(a + mpmath.mpf(2) ** k for k in range(-1, 5)), mpmath.inf]
    elif b is not None:
        cuts = [-mpmath.inf, *(b - mpmath.mpf(2) ** k for k in range(4, -2, -1)), b]
    else:
        cuts = [-mpmath.inf, *(mpmath.mpf(k) for k in (-16, -4, -1, 0, 1, 4, 16)), mpmath.inf]
    cuts = sorted({*cuts, *kinks}, key=mpmath.mpf)
    total, error = mpmath.mpf(0), mpmath.mpf(0)
    for left, right in itertools.pairwise(cuts):
        part, off = mpmath.quad(call, [left, right], error=True)
        rough = mpmath.quad(call, [left, right], maxdegree=4)
        total, error = total + finite(part), error + max(off, abs(part - rough) / 1000)
    return real_if_close(total), error


def _kinks(f: Any, x: Any, a: Any, b: Any) -> list[Any]:
    """Where the arguments of Abs, sign, floor and conditions change, as far as that is seen on a grid."""
    inner = [n.args[0] for n in f.atoms(sympy.Abs, sympy.sign, sympy.Heaviside)]
    inner += [r.lhs - r.rhs for r in f.atoms(sympy.core.relational.Relational)]
    inner += [n.args[0] - n.args[1] for n in f.atoms(sympy.Max, sympy.Min) if len(n.args) == 2]
    found = list[Any]()
    low, high = (mpmath.mpf(-30) if a is None else a), (mpmath.mpf(30) if b is None else b)
    for e in inner:
        call = function(e, [x])
        grid = [low + (high - low) * k / 97 for k in range(98)]
        for s, t in itertools.pairwise(grid):
            with suppress(*FAILURES):
                if mpmath.re(call(s)) * mpmath.re(call(t)) <= 0:
                    found.append(
                        mpmath.findroot(lambda z, call=call: mpmath.re(call(z)), (s, t), solver="anderson")
                    )
    return [z for z in found if low < z < high]
