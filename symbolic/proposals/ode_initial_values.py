"""Initial values: constants of a family that give them, the largest interval, and that there is no other solution.

linear equations: all solutions are known          y⁽ⁿ⁾ = f with a smooth f: Picard and Lindelöf
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy

from porism.symbolic.domain import interval
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.alarms import limited
from porism.symbolic.proposals.ode_general import end_of, general_parts, linear_coefficients
from porism.symbolic.proposals.ode_questions import OdeQuestion
from porism.symbolic.proposals.ode_singular import lost_solutions
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.statements.ode import OdeSolution, OdeUnique
from porism.symbolic.sympy_bridge import from_sympy
from porism.symbolic.term import to_json


def shown(question: OdeQuestion, y: Any) -> Any:
    """y(x) = … in the caller's symbols."""
    return sympy.Eq(question.function, question.shown(y), evaluate=False)


def initial_value_proposals(question: OdeQuestion, families: list[Any]) -> Iterator[Proposal]:
    """Each family, and each solution that families lose, with constants that give the initial values."""
    is_linear = linear_coefficients(question) is not None
    special = [] if is_linear else [(s, None) for s in lost_solutions(question, families)]
    for y, family in [*((f, f) for f in families), *special]:
        for fitted in _fitted(question, y):
            spans = limited(6.0, lambda f=fitted: _maximal_interval(question, f)) or [None]  # type: ignore[misc]
            for span in spans:
                yield from _fitted_proposals(question, fitted, family, span)


def _fitted(question: OdeQuestion, y: Any) -> Iterator[Any]:
    """The family with constants that give the initial values."""
    used = [c for c in question.constants if y.has(c)]
    x = question.x
    gaps = [(sympy.diff(y, x, i) if i else y).subs(x, point) - value for i, point, value in question.initial]
    if not used:
        if all(sympy.simplify(g) == 0 for g in gaps):
            yield y
        return
    for solution in limited(6.0, lambda: sympy.solve(gaps, used, dict=True)) or []:
        form = y.subs(solution)  # a boundary problem may leave constants free
        yield limited(3.0, lambda f=form: sympy.simplify(f)) or form  # type: ignore[misc]  # a loop's variable


def _maximal_interval(question: OdeQuestion, y: Any) -> list[Any]:
    """The largest open interval around the initial point on which y is continuous."""
    x = sympy.Symbol(str(question.x), real=True)
    form = y.subs(question.x, x)
    region = sympy.S.Reals
    for e in (form, sympy.diff(form, x)):
        region = region.intersect(sympy.calculus.util.continuous_domain(e, x, sympy.S.Reals))
    if question.initial[0][1].is_number:
        for piece in region.args if isinstance(region, sympy.Union) else (region,):
            if isinstance(piece, sympy.Interval) and piece.contains(question.initial[0][1]) is sympy.true:
                return [(piece.start, piece.end)]
    return []


def _fitted_proposals(question: OdeQuestion, y: Any, family: Any, span: Any) -> Iterator[Proposal]:
    scope = question.scope
    if span is not None:
        domain = interval(end_of(span[0]), end_of(span[1]), False, False)
        scope = scope.where(str(question.x), domain)
    initial = tuple((i, from_sympy(p), from_sympy(v)) for i, p, v in question.initial)
    try:
        free = tuple(str(c) for c in question.constants if y.has(c))
        statement = OdeSolution(scope, question.statement(), free, from_sympy(y), initial)
    except PorismError:
        return
    part = Part("answer", statement, None, "the solution with the initial values")
    points = {p for _, p, _ in question.initial}
    orders = [i for i, _, _ in question.initial]
    rank = 0  # the more is said, the better
    if not free and len(points) == 1 and orders == list(range(question.order)):
        complete = [] if family is None else list(general_parts(question, family, points.pop()))
        if complete:
            yield Proposal(shown(question, y), (part, *complete), "SymPy")
            rank += 1
        unique = limited(4.0, lambda: _unique_part(question, statement))
        if unique is not None:
            yield Proposal(shown(question, y), (part, unique), "SymPy", rank)
            rank += 1
    yield Proposal(shown(question, y), (part,), "SymPy", rank)


def _unique_part(question: OdeQuestion, solution: OdeSolution) -> Part | None:
    """That there is no other solution, for y⁽ⁿ⁾ = f with a smooth f."""
    top = question.unknown[-1]
    left = sympy.Poly(question.left, top)
    if left.degree() != 1 or any(c.has(top) for c in left.all_coeffs()):
        return None
    m, rest = left.all_coeffs()
    right = sympy.expand(sympy.cancel(-rest / m))
    statement = OdeUnique(solution.scope, solution.ode, (), solution.solution, solution.initial)
    data = {"factor": to_json(from_sympy(m)), "right": to_json(from_sympy(right))}
    return Part("complete", statement, data, "no other solution has these initial values")
