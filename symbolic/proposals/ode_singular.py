"""Solutions that a family loses: constants, lines, envelopes, and the limit of the family for a constant that grows.

    y = c            from F(x, c, 0, …) = 0 for all x
    y = a x + b      from the coefficients of F(x, a x + b, a, 0, …)
    envelopes        from the resultant of F and ∂F/∂y' with respect to y'
    C -> ±oo         the family's limit

What the family has for some value of its constants is left out.
"""

from __future__ import annotations

from typing import Any

import sympy

from porism.symbolic.proposals.alarms import limited
from porism.symbolic.proposals.ode_questions import OdeQuestion

MAX_FOUND = 8


def lost_solutions(question: OdeQuestion, families: list[Any]) -> list[Any]:
    """Solutions without constants that no family has."""
    found = dict[Any, None]()
    for search in (_constants, _envelopes, _lines):
        for y in limited(6.0, lambda s=search: s(question)) or []:  # type: ignore[misc]  # a loop's variable
            found[_simplified(y)] = None
    if question.order == 1:
        for family in families:
            for y in limited(4.0, lambda f=family: _limits(question, f)) or []:  # type: ignore[misc]
                found[_simplified(y)] = None
    kept = list[Any]()
    for y in found:
        if (
            _is_plain(question, y)
            and _solves(question, y)
            and not any(_has(question, f, y) for f in families)
        ):
            kept.append(y)
    return kept[:MAX_FOUND]


def _simplified(y: Any) -> Any:
    return limited(2.0, lambda: sympy.simplify(y)) or y


def _is_plain(question: OdeQuestion, y: Any) -> bool:
    extra = y.free_symbols - question.left.free_symbols - {question.x}
    return not extra and not y.has(sympy.I, sympy.nan, sympy.zoo, sympy.oo, sympy.Piecewise, sympy.Integral)


def _solves(question: OdeQuestion, y: Any) -> bool:
    residual = question.residual(y)
    if residual.has(sympy.nan, sympy.zoo, sympy.oo):
        return False
    if residual == 0:
        return True
    if not _may_vanish(question, residual):
        return False
    return bool(limited(4.0, lambda: sympy.simplify(residual) == 0) or _vanishes(question, residual))


def _may_vanish(question: OdeQuestion, residual: Any) -> bool:
    """Whether no sample of the residual is clearly different from 0; costs less than to simplify it."""
    names = sorted(residual.free_symbols, key=str)
    try:
        for shift in range(3):
            at = {s: sympy.Rational(11 + 7 * i + 5 * shift, 9) for i, s in enumerate(names)}
            if abs(complex(sympy.N(residual.subs(at), 30))) > 1e-6:
                return False
    except Exception:  # noqa: BLE001  # whatever a sample raises, it decides nothing
        return True
    return True


def _vanishes(question: OdeQuestion, residual: Any) -> bool:
    names = sorted(residual.free_symbols, key=str)
    for shift in range(5):
        at = {s: sympy.Rational(11 + 7 * i + 5 * shift, 9) for i, s in enumerate(names)}
        value = sympy.N(residual.subs(at), 25)
        if not value.is_number or not abs(value) < sympy.Float("1e-15"):
            return False
    return True


def _has(question: OdeQuestion, family: Any, y: Any) -> bool:
    """Whether the family is y for constants that are numbers or parameters."""
    used = [c for c in question.constants if family.has(c)]
    if not used:
        return bool(_simplified(family - y) == 0)
    points = [sympy.Rational(2 + 3 * i, 3) for i in range(len(used))]
    gaps = [(family - y).subs(question.x, p) for p in points]
    solutions = limited(4.0, lambda: sympy.solve(gaps, used, dict=True)) or []
    for solution in solutions:
        gap = (family - y).subs(solution)
        if limited(3.0, lambda g=gap: sympy.simplify(g) == 0) or _vanishes(question, gap):  # type: ignore[misc]
            return True
    return False


def _constants(question: OdeQuestion) -> list[Any]:
    c = question.unknown[0]
    flat = question.left.subs(dict.fromkeys(question.unknown[1:], sympy.S.Zero))
    if flat == 0:
        return []
    at = [flat.subs(question.x, p) for p in (sympy.Rational(5, 3), sympy.Rational(11, 4))]
    found = list[Any]()
    for numerator in (sympy.fraction(sympy.together(at[0]))[0], at[0]):
        if numerator.has(c):
            found += sympy.solve(numerator, c)
    found += [sympy.S.Zero]
    return found


def _lines(question: OdeQuestion) -> list[Any]:
    a, b = sympy.symbols("_slope _height")
    line = a * question.x + b
    residual = sympy.fraction(sympy.together(question.residual(line)))[0]
    if not residual.is_polynomial(question.x):
        return []
    conditions = sympy.Poly(sympy.expand(residual), question.x).all_coeffs()
    solutions = sympy.solve(conditions, [a, b], dict=True)
    return [line.subs(s) for s in solutions if not line.subs(s).has(a, b)]


def line_family(question: OdeQuestion) -> list[Any]:
    """Families of lines y = C x + b(C), as equations of Clairaut have them."""
    if question.order != 1:
        return []
    y = question.unknown[0]
    c = question.constants[0]
    found = list[Any]()
    at = question.left.subs(question.unknown[1], c)
    for height in sympy.solve(at, y):
        if sympy.simplify(question.residual(height)) == 0:
            found.append(height)
    return found


def _envelopes(question: OdeQuestion) -> list[Any]:
    if question.order != 1:
        return []
    y, p = question.unknown
    left = sympy.fraction(sympy.together(question.left))[0]
    if not left.is_polynomial(p) or sympy.degree(left, p) < 2:
        return []
    resultant = sympy.resultant(left, sympy.diff(left, p), p)
    found = list[Any]()
    for factor, _ in sympy.factor_list(resultant)[1]:
        if factor.has(y):
            found += sympy.solve(factor, y)
    return found


def _limits(question: OdeQuestion, family: Any) -> list[Any]:
    c = question.constants[0]
    real = sympy.Symbol("_c", real=True)
    found = list[Any]()
    for end in (sympy.oo, -sympy.oo):
        value = sympy.limit(family.subs(c, real), real, end)
        if not value.has(real, sympy.Limit, sympy.AccumBounds):
            found.append(value)
    return found
