"""Is a limit what values ever nearer to the point tend to; is a sum what its terms add up to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import mpmath
import sympy

from judging.points import (
    FAILURES,
    INFINITE,
    Answer,
    Judgement,
    by_expectation,
    close,
    finite,
    function,
    in_mpmath,
    points,
    voted,
    within,
)


def judged_limit(asked: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    f, x, x0, value = asked["f"], asked["x"], asked["x0"], sympy.sympify(answer.value)
    words = list[Judgement]()
    symbols = (f.free_symbols | x0.free_symbols | value.free_symbols) - {x}
    sides = ("+", "-") if asked["side"] == "+-" else (asked["side"],)
    if value is sympy.nan:
        return by_expectation(value, expected)
    for point in points(symbols, answer.conditions, 2):
        for side in sides:
            words.append(_approach(f.subs(point), x, x0.subs(point), side, value.subs(point)))
    for word in ("wrong", "right"):
        chosen = [w for w in words if w.answer == word]
        if chosen and (word == "wrong" or len(chosen) == len(words)):
            return chosen[0]
    again = by_expectation(value, expected)
    return again if again.answer == "right" else (words or [again])[0]


def _approach(f: Any, x: Any, x0: Any, side: str, value: Any) -> Judgement:
    seen = list[Any]()
    with mpmath.workdps(120):
        call = function(f, [x])
        base = None if x0 in (sympy.oo, -sympy.oo) else in_mpmath(x0)
        far = (3, 10, 30, 100, 1000, 10**5, 10**8, 10**12)
        near = [mpmath.mpf(10) ** -k for k in (1, 2, 3, 5, 8, 12, 18, 25, 40)]
        for step in map(mpmath.mpf, far) if base is None else near:
            at = (
                (-1 if x0 == -sympy.oo else 1) * step
                if base is None
                else base + step * (1 if side == "+" else -1)
            )
            try:
                z = within(2.0, lambda at=at: call(at))
                with mpmath.workdps(260):
                    exact = within(2.0, lambda at=at: call(at))
                if abs(exact - z) <= mpmath.mpf(10) ** -20 * (1 + abs(exact)):
                    seen.append(exact)
            except TimeoutError:
                break
            except FAILURES:
                continue
        if len(seen) < 3:
            return Judgement("not judged", None, f"{len(seen)} values near the point")
        a, b, c = seen[-3:]
        if value in (sympy.oo, -sympy.oo):
            sign = 1 if value == sympy.oo else -1
            if (
                all(abs(mpmath.im(z)) < 1e-9 * abs(z) for z in (b, c))
                and sign * mpmath.re(c) > sign * mpmath.re(b) > sign * mpmath.re(a)
                and sign * mpmath.re(c) > 5
            ):
                return Judgement("right", None, f"grows to {mpmath.nstr(c, 6)}")
            if abs(c - b) < 1e-8 * (1 + abs(c)) and abs(c) < 1e6:
                return Judgement("wrong", None, f"tends to {mpmath.nstr(c, 12)}")
            return Judgement("not judged", None, "grows too slowly")
        limit = in_mpmath(value)
        errors = [abs(z - limit) for z in (a, b, c)]
        if errors[2] <= 1e-5 * (1 + abs(limit)) or (
            errors[2] < errors[1] < errors[0] and errors[2] < 0.1 * (1 + abs(limit))
        ):
            return Judgement("right", None, f"{mpmath.nstr(c, 12)} near the point")
        if abs(c - b) < 1e-8 * (1 + abs(c)) or abs(c) > 1e9 * (1 + abs(limit)):
            return Judgement(
                "wrong", None, f"tends to {mpmath.nstr(c, 12)}, the answer is {mpmath.nstr(limit, 12)}"
            )
        return Judgement("not judged", None, "no convergence is seen")


def judged_sum(asked: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    f, (k, low, high), value = asked["f"], asked["over"], sympy.sympify(answer.value)
    if value in INFINITE:
        return by_expectation(value, expected)
    symbols = (f.free_symbols - {k}) | low.free_symbols | high.free_symbols | value.free_symbols
    ends = low.free_symbols | high.free_symbols
    discrete = ends | {s for n in f.atoms(sympy.factorial, sympy.binomial) for s in n.free_symbols}
    right, wrong = 0, list[str]()
    names = {
        s: sympy.Symbol(f"{s}_n", integer=True, nonnegative=True) if s in discrete and not s.is_integer else s
        for s in symbols
    }
    back = {v: s for s, v in names.items()}
    named = {str(s): stand_in for s, stand_in in names.items()}
    conditions = [
        c.xreplace({s: named[str(s)] for s in c.free_symbols if str(s) in named}) for c in answer.conditions
    ]
    for drawn_point in points(names.values(), conditions, 4):
        point = {back[s]: v for s, v in drawn_point.items()}
        with suppress(*FAILURES):
            ours = in_mpmath(value.subs(point))
            a, b = low.subs(point), high.subs(point)
            term = function(f.subs(point), [k])
            if b == sympy.oo:
                found, sure = _series(term, int(a))
            elif 0 <= int(b) - int(a) + 1 <= 3000:
                found, sure = (
                    mpmath.fsum(in_mpmath(f.subs(point).subs(k, n)) for n in range(int(a), int(b) + 1)),
                    True,
                )
            else:
                continue
            same = close(found, ours, 10)
            right += same
            wrong += (
                []
                if same or not sure
                else [f"the sum is {mpmath.nstr(found, 12)}, the answer {mpmath.nstr(ours, 12)} at {point}"]
            )
    if wrong or right >= (2 if symbols else 1):
        return voted(right, wrong, 1)
    again = by_expectation(value, expected)
    return again if again.answer == "right" else Judgement("not judged", None, f"{right} sums")


def _series(term: Callable[..., Any], start: int) -> tuple[Any, bool]:
    """The sum of a series, and whether two ways of summing it agree."""
    direct = mpmath.fsum(term(mpmath.mpf(start + n)) for n in range(400))
    more = mpmath.fsum(term(mpmath.mpf(start + n)) for n in range(400, 800))
    if abs(more) < mpmath.mpf(10) ** -20 * (1 + abs(direct)):
        return direct + more, True
    one = finite(mpmath.nsum(term, [start, mpmath.inf]))
    other = finite(mpmath.nsum(term, [start + 7, mpmath.inf], method="e")) + mpmath.fsum(
        term(mpmath.mpf(start + n)) for n in range(7)
    )
    return one, close(one, other, 12)
