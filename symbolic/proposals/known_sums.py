"""The known series that may occur in a summand, read off its shape; `provers/calculus/series_table.py` has the theorems.

The poles of a rational summand, the ratio of a geometric one, the factorials in its denominator say which they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.proposals.rational_poles import K, Known, between, closed, moved, opened, rational_series
from porism.symbolic.proposals.sum_questions import SumQuestion
from porism.symbolic.proposals.telescoping import Parted
from porism.symbolic.sympy_bridge import from_sympy


def candidates(part: Parted, k: Any, question: SumQuestion) -> Iterator[Known]:
    """The known series that may occur in a term."""
    slopes = sorted((form.coefficient(str(k)), e) for form, e in part.factorials if form.coefficient(str(k)))
    x = part.ratio
    start = question.lower.constant
    if question.lower.parts:
        return
    real = _realness(x, question)
    match slopes:
        case []:
            yield from (moved(known, start) for known in rational_series(part, k, question.scope))
        case [(1, -1)]:
            yield moved(Known("exp", (x,), x**K / sympy.factorial(K), 0, sympy.exp(x), real), start)
        case [(2, -1)]:
            yield from _double(x, start, question)
        case [(1, -2), (2, 1)]:
            quarter = sympy.Rational(1, 4)
            inside = between(-quarter, x, quarter, "<=", "<")
            central = sympy.factorial(2 * K) / sympy.factorial(K) ** 2
            yield moved(
                Known("central binomial", (x,), central * x**K, 0, 1 / sympy.sqrt(1 - 4 * x), inside), start
            )
            root = sympy.sqrt(4 * x)
            if root.is_real or root.is_Symbol:
                term = central * root ** (2 * K + 1) / (4**K * (2 * K + 1))
                yield moved(Known("asin", (root,), term, 0, sympy.asin(root), closed(root)), start)
        case [(1, 2), (2, -1)]:
            root = sympy.sqrt(x / 4)
            if root.is_real or root.is_Symbol:
                term = 4**K * root ** (2 * K + 1) * sympy.factorial(K) ** 2 / sympy.factorial(2 * K + 1)
                value = sympy.asin(root) / sympy.sqrt(1 - root**2)
                yield moved(Known("asin over root", (root,), term, 0, value, opened(root, False)), start)
                term = (2 * root) ** (2 * K) * sympy.factorial(K) ** 2 / (K**2 * sympy.factorial(2 * K))
                yield moved(
                    Known("asin square", (root,), term, 1, 2 * sympy.asin(root) ** 2, closed(root)), start
                )
        case _:
            return


def _realness(x: Any, question: SumQuestion) -> tuple[Relation, ...]:
    if all(question.scope.domain(str(s)).is_real for s in x.free_symbols) and x.is_polynomial():
        return ()
    return (relation("<=", from_sympy(x), from_sympy(x)),)


def _double(ratio: Any, start: int, question: SumQuestion) -> Iterator[Known]:
    """Series with (2k)! in the denominator, for x² or -x² as their ratio."""
    for sign, odd, even in ((-1, "sin", "cos"), (1, "sinh", "cosh")):
        x = sympy.powdenest(sympy.sqrt(sign * ratio), force=True)
        if x.is_real is False or x.has(sympy.I) or (sympy.N(x) if x.is_number else sympy.S.One).has(sympy.I):
            continue
        real = _realness(x, question)
        s = (-1) ** K if sign < 0 else sympy.S.One
        for name, term in (
            (even, s * x ** (2 * K) / sympy.factorial(2 * K)),
            (odd, s * x ** (2 * K + 1) / sympy.factorial(2 * K + 1)),
        ):
            yield moved(Known(name, (x,), term, 0, getattr(sympy, name)(x), real), start)
