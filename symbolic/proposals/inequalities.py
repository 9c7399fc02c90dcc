"""Proposals for inequalities in one unknown: breakpoints, then the truth on each piece by sampling, then proofs to try.

    zeros of left − right, poles, ends of roots' and logarithms' domains, kinks of |·|  ──►  breakpoints, exact, in order
    a sample of each piece, and each breakpoint                                          ──►  holds, fails, not real, undefined

Zeros of rational functions are roots of polynomials; other zeros come from SymPy. A zero that is missed makes a claim about
a piece false, which is then not proved. Not trusted: `provers/calculus/inequality_set.py` checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import flint
import sympy
from flint import acb, arb, fmpq, fmpq_poly

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.imaginary_parts import parts
from porism.symbolic.meaning import value as ball_value
from porism.symbolic.polynomials import native
from porism.symbolic.proposals.equations import EquationQuestion, by_steps
from porism.symbolic.proposals.finite_systems import integer_coefficients
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.system_points import Coordinate, coordinate
from porism.symbolic.rational_functions import Reader, Ring, isolated_roots
from porism.symbolic.statements.exact_number import Exact, Root, exact_to_json
from porism.symbolic.statements.inequality_set import InequalitySet, Piece
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import SolutionSet
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import (
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    add,
    from_json,
    multiply,
    number,
    power,
    subterms,
    subtract,
    to_json,
    variables,
)

PROPOSER = "porism sign chart"
BITS = 256


@dataclass(frozen=True)
class InequalityQuestion:
    """Relations in one unknown over its scope, and SymPy's symbol for it."""

    relations: tuple[Relation, ...]
    unknown: str
    scope: Scope
    symbol: Any


@dataclass(frozen=True)
class _Break:
    exact: Exact
    shown: Any
    at: acb


def proposals(question: InequalityQuestion) -> list[Proposal]:
    """The set where the relations hold, with the proofs to try for each piece."""
    before, flint.ctx.prec = flint.ctx.prec, BITS
    try:
        return [_proposal(question)]
    finally:
        flint.ctx.prec = before


def _proposal(question: InequalityQuestion) -> Proposal:
    x, domain = question.unknown, question.scope.domain(question.unknown)
    low, high, low_closed, high_closed = domain.bounds()
    found = list[_Break]()
    for end in (low, high, ZERO if domain.name == "nonzero" else None):
        if end is not None:
            _enter(found, _break(end))
    rational = [_is_rational(r, x) for r in question.relations]
    solved = [
        None if easy else _solved(r, question) for r, easy in zip(question.relations, rational, strict=True)
    ]
    for zeros in solved:
        for value in [] if zeros is None else zeros["values"]:
            _enter(found, _break(from_json(value)))
    for stated, zeros in zip(question.relations, solved, strict=True):
        for b in _critical(stated, x, zeros is None):
            if _inside(b.at, low, high):
                _enter(found, b)
    for low_, high_ in list(pairwise([None, *sorted(found, key=lambda b: float(b.at.real.mid())), None])):
        for turning in _turning(question.relations, x, acb(_sample(low_, high_))):
            if _inside(turning.at, low, high):
                _enter(found, turning)
    breaks = sorted(found, key=lambda b: float(b.at.real.mid()))
    ends: list[_Break | None] = [*([None] if low is None else []), *breaks, *([None] if high is None else [])]
    spans = list(pairwise(ends))
    in_spans, span_proofs = list[bool](), list[Any]()
    for left, right in spans:
        sample = _sample(left, right)
        inside, proof = _judged(question.relations, rational, solved, x, acb(sample))
        for other in _more_samples(left, right):
            if _judged(question.relations, rational, solved, x, acb(other))[0] != inside:
                raise UnsupportedError(
                    "the truth changes where Porism and SymPy find no breakpoint in closed form"
                )
        in_spans.append(inside)
        span_proofs.append(proof)
    in_points, point_proofs = list[bool](), list[Any]()
    for k, b in enumerate(breaks):
        left_out = (k == 0 and low is not None and not low_closed) or (
            k == len(breaks) - 1 and high is not None and not high_closed
        )
        if left_out or (domain.name == "nonzero" and b.exact == ZERO):
            in_points.append(False)
            point_proofs.append(None)
            continue
        inside, proof = _judged(question.relations, rational, solved, x, b.at, b.exact)
        in_points.append(inside)
        point_proofs.append(proof)
    pieces = _pieces(ends, in_spans, in_points, low is None)
    statement = InequalitySet(question.scope, question.relations, x, tuple(p for p, _ in pieces))
    data = {
        "breaks": [exact_to_json(b.exact) for b in breaks],
        "spans": span_proofs,
        "points": point_proofs,
        "zeros": solved,
    }
    value = sympy.Union(*(shown for _, shown in pieces)) if pieces else sympy.S.EmptySet
    return Proposal(value, (Part("exact", statement, data),), PROPOSER)


# breakpoints


def _break(term: Term, shown: Any = None) -> _Break:
    return _Break(term, to_sympy(term) if shown is None else shown, ball_value(term, {}))


def _enter(found: list[_Break], new: _Break) -> None:
    """Add a breakpoint that is not there yet; a shorter name for the same number wins."""
    for k, old in enumerate(found):
        if new.at.real.overlaps(old.at.real):
            if not isinstance(new.exact, Root) and isinstance(old.exact, Root):
                found[k] = new
            return
    if new.at.real.is_finite():
        found.append(new)


def _inside(z: acb, low: Term | None, high: Term | None) -> bool:
    below = low is not None and z.real < ball_value(low, {}).real
    above = high is not None and z.real > ball_value(high, {}).real
    return not (below or above)


def _solved(stated: Relation, question: InequalityQuestion) -> dict[str, Any] | None:
    """All zeros of left − right with the proof that they are all, by Porism's own solver."""
    asked = EquationQuestion(stated.left, stated.right, question.unknown, question.scope, False, ())
    try:
        found = by_steps(asked)
    except Exception:  # noqa: BLE001  # another finder's failure: there are other ways to zeros
        return None
    whole = next((p for f in found for p in f.parts if p.role == "complete"), None)
    if whole is None or not isinstance(whole.statement, SolutionSet):
        return None
    families = whole.statement.families
    if any(f != Family(f.value) or variables(f.value) for f in families) or whole.statement.provisos:
        return None
    return {"values": [to_json(f.value) for f in families], "tree": whole.data}


def _critical(stated: Relation, x: str, with_zeros: bool) -> Iterator[_Break]:
    """Where a relation may change its truth."""
    difference = subtract(stated.left, stated.right)
    if with_zeros:
        yield from _zeros(difference, x)
    claim = Claim.make(stated, {x: Domain("real")})
    for condition in defining_conditions(claim):
        yield from _zeros(condition.left, x)
    for part in dict.fromkeys(subterms(native(difference))):
        match part:
            case Power(base, Number(q)) if q.denominator != 1 and x in variables(base):
                yield from _zeros(base, x)
            case Power(base, exponent) if not isinstance(exponent, Number) and x in variables(base):
                yield from _zeros(base, x)
            case Apply("log" | "abs", argument) if x in variables(argument):
                yield from _zeros(argument, x)
            case Apply("asin", argument) if x in variables(argument):
                yield from _zeros(subtract(argument, number(1)), x)
                yield from _zeros(add(argument, number(1)), x)
            case _:
                pass


def _zeros(term: Term, x: str) -> Iterator[_Break]:
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
                    yield _Break(found.exact, found.shown, root)


def _is_binomial(minimal: Sequence[int]) -> bool:
    return all(c == 0 for c in minimal[1:-1])


def _zeros_by_sympy(term: Term, x: str) -> Iterator[_Break]:
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
            yield _Break(exact, candidate, acb(at.real))


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


# truth at a place


def _is_rational(stated: Relation, x: str) -> bool:
    try:
        Reader(Ring([x])).ratio(subtract(stated.left, stated.right))
    except PorismError:
        return False
    return True


def _sample(low: _Break | None, high: _Break | None) -> arb:
    if low is None and high is None:
        return arb(fmpq(1, 7))
    if low is None or high is None:
        return high.at.real - fmpq(13, 17) if low is None and high is not None else low.at.real + fmpq(13, 17)  # type: ignore[union-attr]
    return (low.at.real * 4 + high.at.real * 5) / 9


def _more_samples(low: _Break | None, high: _Break | None) -> list[arb]:
    """Points all over a span."""
    steps = [arb(fmpq(k, 100)) for k in (1, 7, 31, 103, 211, 523, 1511)]
    if low is None and high is None:
        return [*steps, *(-s for s in steps)]
    if low is None or high is None:
        start, sign = (high, -1) if low is None and high is not None else (low, 1)
        return [] if start is None else [start.at.real + sign * s for s in steps]
    return [low.at.real + (high.at.real - low.at.real) * fmpq(k, 16) for k in (1, 3, 5, 8, 11, 13, 15)]


def _judged(
    relations: Sequence[Relation],
    rational: Sequence[bool],
    solved: Sequence[Any],
    x: str,
    z: acb,
    point: Exact | None = None,
) -> tuple[bool, Any]:
    """Whether all relations hold near a number, and the proofs to try."""
    proofs = list[Any]()
    for k, (stated, easy) in enumerate(zip(relations, rational, strict=True)):
        truth, proof = _truth(stated, x, z, point, solved[k] is not None)
        if not truth:
            return False, [k, None if easy else proof]
        proofs.append(None if easy else proof)
    return True, proofs


def _truth(stated: Relation, x: str, z: acb, point: Exact | None, has_zeros: bool) -> tuple[bool, Any]:
    """Whether a relation holds at a number, with the proof to try."""
    at = {x: z}
    if point is not None:
        divisors = defining_conditions(Claim.make(stated, {x: Domain("real")}))
        for k, condition in enumerate(divisors):
            here = ball_value(condition.left, at)
            if here.is_finite() and here.contains(0):
                return False, ["undefined", k]
    sides = [ball_value(side, at) for side in (stated.left, stated.right)]
    if stated.kind in ("<", "<="):
        for k, (side, ball) in enumerate(zip((stated.left, stated.right), sides, strict=True)):
            if not ball.imag.contains(0):
                return False, ["complex", k, [to_json(a) for a in _negative_arguments(side, x, z)]]
    difference = sides[1] - sides[0]
    is_zero = difference.contains(0)
    match stated.kind:
        case "==":
            truth = is_zero
        case "!=":
            truth = not is_zero
        case "<=":
            truth = is_zero or bool(difference.real > 0)
        case _:
            truth = not is_zero and bool(difference.real > 0)
    if point is None and (signs := _signs(stated, x, z)) is not None:
        return truth, ["signs", signs]
    if point is None and has_zeros and (stated.kind in ("<", "<=") or not is_zero):
        return truth, ["chart"]
    return truth, ["holds"] if truth else ["fails"]


def _signs(stated: Relation, x: str, z: acb) -> list[Any] | None:
    """The signs of the arguments of |·| near a number, if these are rational and the relation is without the bars."""
    found = list[Any]()
    for side in (stated.left, stated.right):
        for part in subterms(side):
            if isinstance(part, Apply) and part.function == "abs" and _is_rational_term(part.argument, x):
                sign = 1 if ball_value(part.argument, {x: z}).real > 0 else -1
                found.append([to_json(part.argument), sign])
    sides = (_without_bars(stated.left, x), _without_bars(stated.right, x))
    stripped = Relation(stated.kind, *sides)
    return found if found and _is_rational(stripped, x) else None


def _without_bars(term: Term, x: str) -> Term:
    match term:
        case Sum(inner):
            return add(*(_without_bars(t, x) for t in inner))
        case Product(inner):
            return multiply(*(_without_bars(t, x) for t in inner))
        case Power(base, exponent):
            return power(_without_bars(base, x), exponent)
        case Apply("abs", argument) if _is_rational_term(argument, x):
            return argument
        case _:
            return term


def _is_rational_term(term: Term, x: str) -> bool:
    try:
        Reader(Ring([x])).ratio(term)
    except PorismError:
        return False
    return True


def _turning(relations: Sequence[Relation], x: str, z: acb) -> Iterator[_Break]:
    """Where sides that are not real near a number are real after all: zeros of their imaginary parts."""
    for side in (side for r in relations if r.kind in ("<", "<=") for side in (r.left, r.right)):
        negative = _negative_arguments(side, x, z)
        if negative:
            yield from _zeros(parts(side, set(negative))[1], x)


def _negative_arguments(term: Term, x: str, z: acb) -> list[Term]:
    """The arguments of square roots and logarithms that are negative near a number."""
    found = dict[Term, None]()
    for part in subterms(term):
        match part:
            case Power(argument, Number(q)) if q.denominator != 1:
                pass
            case Apply("log", argument):
                pass
            case _:
                continue
        here = ball_value(argument, {x: z})
        if here.imag.contains(0) and here.real < 0:
            found[argument] = None
    return list(found)


# the answer


def _pieces(
    ends: list[_Break | None], in_spans: list[bool], in_points: list[bool], starts_infinite: bool
) -> list[tuple[Piece, Any]]:
    """The maximal pieces, with SymPy's sets for them."""
    # Places in order: a span and a point in turn, beginning with a span where the domain has no lower end.
    places = list[tuple[_Break | None, _Break | None, bool, bool]]()  # low, high, is point, inside
    spans = list(pairwise(ends))
    points = [b for b in ends if b is not None]
    for k, b in enumerate(points):
        j = k if starts_infinite else k - 1
        if j >= 0:
            places.append((*spans[j], False, in_spans[j]))
        places.append((b, b, True, in_points[k]))
    last = len(points) if starts_infinite else len(points) - 1
    places += [(*spans[j], False, in_spans[j]) for j in range(last, len(spans)) if j >= 0]
    found = list[tuple[Piece, Any]]()
    run = list[tuple[_Break | None, _Break | None, bool, bool]]()
    for place in [*places, (None, None, False, False)]:
        if place[3]:
            run.append(place)
        elif run:
            found.append(_joined(run))
            run = []
    return found


def _joined(run: list[tuple[_Break | None, _Break | None, bool, bool]]) -> tuple[Piece, Any]:
    low, high, low_closed, high_closed = run[0][0], run[-1][1], run[0][2], run[-1][2]
    piece = (
        None if low is None else low.exact,
        None if high is None else high.exact,
        low_closed,
        high_closed,
    )
    if low is not None and low is high:
        return piece, sympy.FiniteSet(low.shown)
    ends = (-sympy.oo if low is None else low.shown, sympy.oo if high is None else high.shown)
    return piece, sympy.Interval(*ends, left_open=not low_closed, right_open=not high_closed)
