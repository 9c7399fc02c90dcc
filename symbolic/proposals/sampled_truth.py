"""Whether relations hold at a number, as balls see it, with the proof to try: holds, fails, not real, undefined.

Not trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flint import acb

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.meaning import value as ball_value
from porism.symbolic.rational_functions import Reader, Ring
from porism.symbolic.statements.exact_number import Exact
from porism.symbolic.term import (
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    add,
    multiply,
    power,
    subterms,
    subtract,
    to_json,
)


def is_rational(stated: Relation, x: str) -> bool:
    """Whether both sides are rational functions of x."""
    return is_rational_term(subtract(stated.left, stated.right), x)


def judged(
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
                return False, ["complex", k, [to_json(a) for a in negative_arguments(side, x, z)]]
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
            if isinstance(part, Apply) and part.function == "abs" and is_rational_term(part.argument, x):
                sign = 1 if ball_value(part.argument, {x: z}).real > 0 else -1
                found.append([to_json(part.argument), sign])
    sides = (_without_bars(stated.left, x), _without_bars(stated.right, x))
    stripped = Relation(stated.kind, *sides)
    return found if found and is_rational(stripped, x) else None


def _without_bars(term: Term, x: str) -> Term:
    match term:
        case Sum(inner):
            return add(*(_without_bars(t, x) for t in inner))
        case Product(inner):
            return multiply(*(_without_bars(t, x) for t in inner))
        case Power(base, exponent):
            return power(_without_bars(base, x), exponent)
        case Apply("abs", argument) if is_rational_term(argument, x):
            return argument
        case _:
            return term


def is_rational_term(term: Term, x: str) -> bool:
    """Whether a term is a rational function of x."""
    try:
        Reader(Ring([x])).ratio(term)
    except PorismError:
        return False
    return True


def negative_arguments(term: Term, x: str, z: acb) -> list[Term]:
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
