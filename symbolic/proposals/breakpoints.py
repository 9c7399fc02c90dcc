"""Where a relation in one real unknown may change its truth: exact numbers, each once.

    zeros of left − right, poles, ends of roots' and logarithms' domains, kinks of |·|, zeros of imaginary parts

Zeros of rational functions are roots of polynomials; other zeros come from SymPy, each kept only if it is seen to be one. Not
trusted: a zero that is missed makes a claim about a piece false, which is then not proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sympy
from flint import acb, arb, fmpq, fmpq_poly

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.imaginary_parts import parts
from porism.symbolic.meaning import value as ball_value
from porism.symbolic.polynomials import native
from porism.symbolic.proposals.finite_systems import integer_coefficients
from porism.symbolic.proposals.sampled_truth import negative_arguments
from porism.symbolic.proposals.system_points import Coordinate, coordinate
from porism.symbolic.rational_functions import Reader, Ring, isolated_roots
from porism.symbolic.statements.exact_number import Exact, Root
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import (
    Apply,
    Number,
    Power,
    Term,
    add,
    number,
    subterms,
    subtract,
    variables,
)


@dataclass(frozen=True)
class Break:
    """The number, as SymPy shows it, and a ball around it."""

    exact: Exact
    shown: Any
    at: acb


def break_at(term: Term, shown: Any = None) -> Break:
    """The breakpoint at a closed term."""
    return Break(term, to_sympy(term) if shown is None else shown, ball_value(term, {}))


def enter(found: list[Break], new: Break) -> None:
    """Add a breakpoint that is not there yet; a shorter name for the same number wins."""
    for k, old in enumerate(found):
        if new.at.real.overlaps(old.at.real):
            if not isinstance(new.exact, Root) and isinstance(old.exact, Root):
                found[k] = new
            return
    if new.at.real.is_finite():
        found.append(new)


def is_inside(z: acb, low: Term | None, high: Term | None) -> bool:
    """Whether a number is not seen to lie outside the closed interval."""
    below = low is not None and z.real < ball_value(low, {}).real
    above = high is not None and z.real > ball_value(high, {}).real
    return not (below or above)


def critical(stated: Relation, x: str, with_zeros: bool) -> Iterator[Break]:
    """Where a relation may change its truth."""
    difference = subtract(stated.left, stated.right)
    if with_zeros:
        yield from zeros_of(difference, x)
    claim = Claim.make(stated, {x: Domain("real")})
    for condition in defining_conditions(claim):
        yield from zeros_of(condition.left, x)
    for part in dict.fromkeys(subterms(native(difference))):
        match part:
            case Power(base, Number(q)) if q.denominator != 1 and x in variables(base):
                yield from zeros_of(base, x)
            case Power(base, exponent) if not isinstance(exponent, Number) and x in variables(base):
                yield from zeros_of(base, x)
            case Apply("log" | "abs", argument) if x in variables(argument):
                yield from zeros_of(argument, x)
            case Apply("asin", argument) if x in variables(argument):
                yield from zeros_of(subtract(argument, number(1)), x)
                yield from zeros_of(add(argument, number(1)), x)
            case _:
                pass


def zeros_of(term: Term, x: str) -> Iterator[Break]:
    """The real zeros of a term in x."""
    if x not in variables(term):
        return
    reader = Reader(Ring([x]))
    try:
        n, d = reader.ratio(term)
    except PorismError:
        yield from _zeros_by_sympy(term, x)
        return
    for p in (n, d):
        coefficients = {int(e[0]): c for e, c in p.terms()}
        polynomial = fmpq_poly(
            [coefficients.get(k, fmpq(0)) for k in range(max(coefficients, default=0) + 1)]
        )
        if polynomial.degree() < 1:
            continue
        for q, _ in polynomial.factor()[1]:
            minimal = tuple(integer_coefficients(q))
            for root in isolated_roots(minimal):
                if root.imag == 0:
                    found: Coordinate = coordinate(minimal, root, len(minimal) <= 3 or _is_binomial(minimal))
                    yield Break(found.exact, found.shown, root)


def _is_binomial(minimal: Sequence[int]) -> bool:
    return all(c == 0 for c in minimal[1:-1])


def _zeros_by_sympy(term: Term, x: str) -> Iterator[Break]:
    """Real zeros in closed form, as SymPy gives them, each one only if it is seen to be a zero numerically."""
    symbol = sympy.Symbol(x, real=True)
    expression = to_sympy(term, {x: symbol})
    for candidate in _candidates(expression, symbol):
        try:
            exact = from_sympy(candidate)
            at = ball_value(exact, {})
            there = ball_value(term, {x: at})
        except (PorismError, ArithmeticError, TypeError):
            continue
        if at.is_finite() and at.imag.contains(0) and (not there.is_finite() or there.contains(0)):
            yield Break(exact, candidate, acb(at.real))


def _candidates(expression: Any, symbol: Any) -> list[Any]:
    found = list[Any]()
    for attempt in (_by_factors, _by_solveset, _by_solve):
        try:
            found += attempt(expression, symbol)
        except Exception:  # noqa: BLE001, S112  # SymPy's solvers raise whatever they like; another one may succeed
            continue
        if found:
            break
    return list(dict.fromkeys(sympy.simplify(c) if sympy.count_ops(c) > 12 else c for c in found))


def _by_factors(expression: Any, symbol: Any) -> list[Any]:
    """The zeros of each factor, where the expression is a product over one denominator."""
    numerator, denominator = sympy.fraction(sympy.together(expression))
    factored = sympy.factor(numerator)
    parts = [p for p in sympy.Mul.make_args(factored) if p.has(symbol)] + [
        p for p in sympy.Mul.make_args(denominator) if p.has(symbol)
    ]
    if len(parts) < 2:
        return []
    return [z for p in parts for z in _by_solveset(p.as_base_exp()[0], symbol)]


def _by_solveset(expression: Any, symbol: Any) -> list[Any]:
    found = sympy.solveset(expression, symbol, sympy.S.Reals)
    pieces = found.args if isinstance(found, sympy.Union) else (found,)
    return [z for piece in pieces if isinstance(piece, sympy.FiniteSet) for z in piece.args]


def _by_solve(expression: Any, symbol: Any) -> list[Any]:
    return [z for z in sympy.solve(expression, symbol) if not z.free_symbols]


def turning_points(relations: Sequence[Relation], x: str, z: acb) -> Iterator[Break]:
    """Where sides that are not real near a number are real after all: zeros of their imaginary parts."""
    for side in (side for r in relations if r.kind in ("<", "<=") for side in (r.left, r.right)):
        negative = negative_arguments(side, x, z)
        if negative:
            yield from zeros_of(parts(side, set(negative))[1], x)


def sample(low: Break | None, high: Break | None) -> arb:
    """A number between two breakpoints; None is an infinite end."""
    if low is None and high is None:
        return arb(fmpq(1, 7))
    if low is None or high is None:
        return high.at.real - fmpq(13, 17) if low is None and high is not None else low.at.real + fmpq(13, 17)  # type: ignore[union-attr]
    return (low.at.real * 4 + high.at.real * 5) / 9


def more_samples(low: Break | None, high: Break | None) -> list[arb]:
    """Points all over a span."""
    steps = [arb(fmpq(k, 100)) for k in (1, 7, 31, 103, 211, 523, 1511)]
    if low is None and high is None:
        return [*steps, *(-s for s in steps)]
    if low is None or high is None:
        start, sign = (high, -1) if low is None and high is not None else (low, 1)
        return [] if start is None else [start.at.real + sign * s for s in steps]
    return [low.at.real + (high.at.real - low.at.real) * fmpq(k, 16) for k in (1, 3, 5, 8, 11, 13, 15)]
