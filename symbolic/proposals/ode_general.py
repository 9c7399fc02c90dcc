"""Why nothing is missing: linear equations, on each interval without a singular point.

Not trusted: `provers/calculus/ode.py` has the theorem.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from porism.symbolic.domain import interval
from porism.symbolic.proposals.alarms import limited
from porism.symbolic.proposals.ode_questions import OdeQuestion
from porism.symbolic.proposals.proposal import Part
from porism.symbolic.statements.ode import OdeGeneral
from porism.symbolic.sympy_bridge import from_sympy
from porism.symbolic.term import to_json

MAX_INTERVALS = 3


def general_parts(question: OdeQuestion, y: Any, around: Any) -> Iterator[Part]:
    """That a linear equation has no other solutions, on each interval without a singular point."""
    linear = linear_coefficients(question)
    if linear is None or {*question.constants} - y.free_symbols:
        return
    coefficients, rest = linear
    spans = limited(
        6.0, lambda: _intervals(question, [*(c / coefficients[-1] for c in coefficients), rest, y])
    )
    if not spans or len(spans) > MAX_INTERVALS:
        return
    spans.sort(key=lambda span: span[0])
    low, high, *_ = question.scope.domain(str(question.x)).bounds()
    ends = [end_of(e) for span in spans for e in span]
    alone = around is not None or ends[1:-1:2] != ends[2:-1:2] or (ends[0], ends[-1]) != (low, high)
    for low, high in spans:
        if around is not None and not (low < around < high):
            continue
        point = around if around is not None else _between(low, high)
        form = _real_form(y, question, point)
        domain = interval(end_of(low), end_of(high), False, False)
        scope = question.scope.where(str(question.x), domain)
        statement = OdeGeneral(
            scope, question.statement(), tuple(map(str, question.constants)), from_sympy(form), alone
        )
        data = {
            "coefficients": [to_json(from_sympy(c)) for c in coefficients],
            "rest": to_json(from_sympy(rest)),
            "point": to_json(from_sympy(point)),
        }
        yield Part("complete", statement, data, "these are all solutions")


def _real_form(y: Any, question: OdeQuestion, point: Any) -> Any:
    """log(x) as log(-x), and roots likewise, where x is negative at the point."""
    if point >= 0:
        return y
    x = question.x
    y = y.replace(lambda t: isinstance(t, sympy.log) and t.args[0] == x, lambda t: sympy.log(-x))
    return y.replace(
        lambda t: isinstance(t, sympy.Pow) and t.base == x and not t.exp.is_Integer, lambda t: (-x) ** t.exp
    )


def linear_coefficients(question: OdeQuestion) -> tuple[list[Any], Any] | None:
    """(a₀, …, aₙ) and g of a linear equation aₙ·y⁽ⁿ⁾ + … + a₀·y + g = 0."""
    try:
        p = sympy.Poly(sympy.expand(question.left), *question.unknown)
    except sympy.PolynomialError:
        return None
    if p.total_degree() != 1 or any(c.free_symbols & set(question.unknown) for c in p.coeffs()):
        return None
    coefficients = [sympy.factor(p.coeff_monomial(u)) for u in question.unknown]
    return (coefficients, p.coeff_monomial(1)) if coefficients[-1] != 0 else None


def _intervals(question: OdeQuestion, expressions: list[Any]) -> list[tuple[Any, Any]]:
    """The open intervals of the domain of x on which the coefficients are continuous."""
    x = sympy.Symbol(str(question.x), real=True)
    low, high, *_ = question.scope.domain(str(question.x)).bounds()
    from porism.symbolic.sympy_bridge import to_sympy

    region: Any = sympy.Interval.open(
        -sympy.oo if low is None else to_sympy(low), sympy.oo if high is None else to_sympy(high)
    )
    ones = {c: sympy.Integer(1) for c in question.constants}
    for e in expressions[:-1] if len(expressions) > 1 else expressions:
        e = sympy.cancel(e).subs({question.x: x} | ones)
        region = region.intersect(sympy.calculus.util.continuous_domain(e, x, sympy.S.Reals))
    pieces = region.args if isinstance(region, sympy.Union) else (region,)
    if not all(
        isinstance(p, sympy.Interval) for p in pieces
    ):  # singular points without end: one interval near 0
        near = region.intersect(sympy.Interval.open(-4, 4))
        pieces = near.args if isinstance(near, sympy.Union) else (near,)
        inner = [p for p in pieces if isinstance(p, sympy.Interval) and p.start > -4 and p.end < 4]
        return [(p.start, p.end) for p in inner[:1]]
    return [(p.start, p.end) for p in pieces]


def _between(low: Any, high: Any) -> Any:
    if low == -sympy.oo:
        return sympy.Integer(0) if high == sympy.oo else sympy.floor(high) - 1
    if high == sympy.oo:
        return sympy.floor(low) + 1
    return sympy.nsimplify((low + high) / 2)


def end_of(e: Any) -> Any:
    """A finite end of an interval as a term."""
    return None if e in (sympy.oo, -sympy.oo) else from_sympy(e)
