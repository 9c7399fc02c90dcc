"""Do relations hold at sample points and ends of a set exactly where the set says so."""

from __future__ import annotations

from typing import Any

import mpmath
import sympy

from judging.equations import domain_of
from judging.points import (
    FAILURES,
    Answer,
    Judgement,
    Word,
    evaluated,
    finite,
    in_mpmath,
    real_if_close,
)


def judged_inequality(asked: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    relations, x = asked["relations"], asked["x"]
    if x is None:
        (x,) = {s for r in relations for s in getattr(r, "free_symbols", ())}
    stated = [
        r
        if isinstance(r, sympy.core.relational.Relational | sympy.And | sympy.Or)
        else sympy.Eq(r, 0, evaluate=False)
        for r in relations
    ]
    value = answer.value.as_set() if isinstance(answer.value, sympy.logic.boolalg.Boolean) else answer.value
    edges = [e for e in (*value.boundary,) if e.is_finite] if value.boundary.is_FiniteSet else []
    samples = (
        [sympy.Rational(n, 13) for n in range(-260, 261, 2)]
        + [sympy.Integer(n) for n in range(-15, 16)]
        + edges
    )
    good = 0
    for s in samples:
        if not domain_of(x, asked.get("domain"))(in_mpmath(s)):
            continue
        truth = _true_at(stated, x, s)
        said = value.contains(s)
        if truth is None or said not in (sympy.true, sympy.false):
            continue
        if bool(said) != truth:
            return Judgement(
                "wrong",
                "wrong" if answer.complete and truth else None,
                f"{s} is {'' if truth else 'not '}a solution, the set says otherwise",
            )
        good += 1
    word: Word = "right" if good > 20 else "not judged"
    return Judgement(word, word if answer.complete else None, f"{good} points")


def _true_at(stated: list[Any], x: Any, s: Any) -> bool | None:
    """Whether all relations hold at an exact number; False where a side has no real value, None where it is not seen."""
    found: bool | None = True
    for r in stated:
        if isinstance(r, sympy.And | sympy.Or):
            parts = [_true_at([p], x, s) for p in r.args]
            word = (
                None if None in parts else (all if isinstance(r, sympy.And) else any)(bool(p) for p in parts)
            )
        else:
            try:
                a, b = (sympy.sympify(side).subs(x, s) for side in (r.lhs, r.rhs))
                a, b = (real_if_close(finite(evaluated(e))) for e in (a, b))
            except FAILURES:
                return False
            order = not isinstance(r, sympy.Eq | sympy.Ne)
            if order and (
                (isinstance(a, mpmath.mpc) and abs(a.imag) > 1e-20)
                or (isinstance(b, mpmath.mpc) and abs(b.imag) > 1e-20)
            ):
                return False
            difference = a - b
            zero = abs(difference) <= mpmath.mpf(10) ** -25 * (1 + abs(a))
            word = {
                "==": zero, "!=": not zero,
                "<": not zero and mpmath.re(difference) < 0, "<=": zero or mpmath.re(difference) < 0,
                ">": not zero and mpmath.re(difference) > 0, ">=": zero or mpmath.re(difference) > 0,
            }[r.rel_op]  # fmt: skip
        if word is False:
            return False
        found = None if word is None else found
    return found
