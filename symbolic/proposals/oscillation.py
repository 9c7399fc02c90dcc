"""Sequences along which a function has different limits: where a sine, cosine or tangent in it turns without end.

sin(u(x)) in f, u → ±∞ ──► x(n) with u(x(n)) = ±(2πn + θ) for a few θ ──► f(x(n)) simplified ──► its limit
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any, Final

import sympy

from porism.symbolic.claim import relation
from porism.symbolic.meaning import holds, value
from porism.symbolic.proposals.closed_forms import attempted
from porism.symbolic.proposals.limit_trees import Reached, Target
from porism.symbolic.statements.no_limit import NoLimit
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import Apply, Term, number, substitute, subterms, to_json, variables

TURNING: Final = ("sin", "cos", "tan", "cot", "sec", "csc")
_ANGLES: Final = tuple(sympy.pi * sympy.Rational(k, 4) for k in (2, 6, 0, 4, 1))
_FAR: Final = 10**6  # a member of the sequence that shows where it leads


def different_ways(statement: NoLimit, sample: dict[str, Term]) -> list[list[Any]] | None:
    """Two sequences for the rule with different limits, or None."""
    found = list[tuple[list[Any], Reached]]()
    for way, reached in _ways(statement, sample):
        for other, before in found:
            if not same(before, reached, sample):
                return [other, way]
        found.append((way, reached))
        if len(found) > 10:
            break
    return None


def same(a: Reached, b: Reached, sample: dict[str, Term]) -> bool:
    """Whether two limits are not seen to differ."""
    if isinstance(a.value, str) or isinstance(b.value, str):
        return a.value == b.value
    balls = {name: value(t, {}) for name, t in sample.items()}
    return holds(relation("==", a.value, b.value), balls) is not False


def _ways(statement: NoLimit, sample: dict[str, Term]) -> Iterator[tuple[list[Any], Reached]]:
    n = sympy.Symbol(statement.index, integer=True, nonnegative=True)
    x = sympy.Symbol(statement.variable, real=True)
    known = {name: sympy.Symbol(name, real=True) for name in variables(statement.expression)}
    known[statement.variable] = x
    f = to_sympy(statement.expression, known)
    target = Target(statement.index, None, 1, sample)
    for u in _arguments(statement):
        inner = to_sympy(u, known)
        for angle in _ANGLES:
            for point in _points(inner, x, 2 * sympy.pi * (n + 1) + angle):
                if not _leads_there(point, n, statement, sample):
                    continue
                image = attempted(partial(_simplified_at, f, x, point))
                place, along = (attempted(partial(from_sympy, e)) for e in (point, image))
                if place is None or along is None or not _is_value(along, place, statement, sample):
                    continue
                leads, reached = target.reached(place), target.reached(along)
                if leads is not None and reached is not None:
                    yield (
                        ["sequence", to_json(place), to_json(along), leads.tree, reached.tree],
                        reached,
                    )


def _simplified_at(f: Any, x: Any, point: Any) -> Any:
    return sympy.simplify(f.subs(x, point))


def _is_value(along: Term, place: Term, statement: NoLimit, sample: dict[str, Term]) -> bool:
    """Whether the function is defined at an early member of the sequence, and has this value there."""
    balls = {name: value(t, {}) for name, t in sample.items()} | {statement.index: value(number(2), {})}
    at_place = substitute(statement.expression, {statement.variable: place})
    try:
        return (
            value(at_place, balls).is_finite() and holds(relation("==", at_place, along), balls) is not False
        )
    except ArithmeticError:
        return False


def _arguments(statement: NoLimit) -> list[Term]:
    """The arguments of circular functions that depend on the variable, without circular functions in them."""
    found = dict[Term, None]()
    for part in subterms(statement.expression):
        match part:
            case Apply(function, u) if function in TURNING and statement.variable in variables(u):
                if not any(isinstance(p, Apply) and p.function in TURNING for p in subterms(u)):
                    found[u] = None
            case _:
                pass
    return list(found)


def _points(inner: Any, x: Any, angle: Any) -> list[Any]:
    """x with inner(x) = ±angle, as far as SymPy solves for it."""
    turn = sympy.Dummy("turn", positive=True)
    found = list[Any]()
    for sign in (1, -1):
        solutions = attempted(partial(sympy.solve, inner - sign * turn, x)) or []
        found += [s.subs(turn, angle) for s in solutions if not s.has(x)]
    return found


def _leads_there(point: Any, n: Any, statement: NoLimit, sample: dict[str, Term]) -> bool:
    """Whether a far member of the sequence is near the point, on its side."""
    values = {s: to_sympy(sample[str(s)]) for s in point.free_symbols if str(s) in sample}
    far = attempted(lambda: sympy.N(point.subs(values).subs(n, _FAR), 30))
    if far is None or not far.is_real:
        return False
    if isinstance(statement.point, str):
        return bool((far > 10) if statement.point == "oo" else (far < -10))
    centre = to_sympy(statement.point)
    gap = sympy.N(far - centre.subs({s: to_sympy(sample[str(s)]) for s in centre.free_symbols}), 30)
    sided = {"+": gap > 0, "-": gap < 0, "+-": gap != 0}[statement.side]
    return bool(sided) and bool(abs(gap) < sympy.Rational(1, 10))
