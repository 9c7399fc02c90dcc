"""Is a form equal to an expression, is a function its derivative: values at random points."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import mpmath
import sympy

from judging.points import (
    DIGITS,
    FAILURES,
    Answer,
    Judgement,
    Word,
    close,
    finite,
    function,
    holds,
    in_mpmath,
    number,
    points,
    voted,
)


def judged_form(asked: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    f, value = asked["f"], sympy.sympify(answer.value)
    symbols = f.free_symbols | value.free_symbols
    right, wrong = 0, list[str]()
    for point in points(symbols, answer.conditions):
        with suppress(*FAILURES):
            a, b = number(f, point), number(value, point)
            right += close(a, b)
            wrong += [] if close(a, b) else [f"{f} != {value} at {point}"]
    found = voted(right, wrong, 3 if symbols else 1)
    if answer.complete and found.answer == "right":
        return Judgement("right", _not_lost(f, value, symbols, answer.conditions), found.detail)
    return found


def _not_lost(f: Any, value: Any, symbols: Any, conditions: Any) -> Word:
    """Whether the value is defined at simple points where f is said to be, and equal to it there."""
    for n in (0, 1, -1, 2):
        point = {s: sympy.Integer(n) for s in symbols}
        if any(
            (s.is_positive and n <= 0) or (s.is_nonnegative and n < 0) or (s.is_negative and n >= 0)
            for s in symbols
        ):
            continue
        if not all(holds(c, point) for c in conditions):  # 0 may be rounded to a divisor
            continue
        try:
            a = number(f, point)
        except FAILURES:
            continue
        try:
            if not close(a, number(value, point)):
                return "wrong"
        except FAILURES:
            return "wrong"
    return "right"


def judged_derivative(asked: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    orders = dict[Any, int]()
    last = None
    for given in asked["orders"] or tuple(asked["f"].free_symbols):
        if isinstance(given, sympy.Symbol):
            last = given
            orders[given] = orders.get(given, 0) + 1
        elif last is not None:
            orders[last] += int(given) - 1
    f, value = asked["f"], sympy.sympify(answer.value)
    symbols = sorted(f.free_symbols | value.free_symbols | set(orders), key=str)
    call, derivative, right, wrong = function(f, symbols), function(value, symbols), 0, list[str]()
    for point in points(symbols, answer.conditions):
        with suppress(*FAILURES), mpmath.workdps(2 * DIGITS):
            at = [in_mpmath(point[s]) for s in symbols]
            places = [k for k, s in enumerate(symbols) if s in orders]

            def moved(*values: Any, at: list[Any] = at, places: list[int] = places) -> Any:
                there = list(at)
                for k, v in zip(places, values, strict=True):
                    there[k] = v
                return call(*there)

            numeric = finite(
                mpmath.diff(moved, tuple(at[k] for k in places), tuple(orders[symbols[k]] for k in places))
                if len(places) > 1
                else mpmath.diff(moved, at[places[0]], orders[symbols[places[0]]])
            )
            ours = finite(derivative(*at))
            right += close(numeric, ours, 10)
            wrong += [] if close(numeric, ours, 10) else [f"{ours} is not {numeric} at {point}"]
    return voted(right, wrong)
