"""Proposals for inequalities in one unknown: breakpoints, then the truth on each piece by sampling, then proofs to try.

    zeros of left − right, poles, ends of roots' and logarithms' domains, kinks of |·|  ──►  breakpoints, exact, in order
    a sample of each piece, and each breakpoint                                          ──►  holds, fails, not real, undefined

Zeros of rational functions are roots of polynomials; other zeros come from SymPy. A zero that is missed makes a claim about
a piece false, which is then not proved. Not trusted: `provers/calculus/inequality_set.py` checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import flint
import sympy
from flint import acb

from porism.symbolic.claim import Relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.proposals.breakpoints import (
    Break,
    break_at,
    critical,
    enter,
    is_inside,
    more_samples,
    sample,
    turning_points,
)
from porism.symbolic.proposals.equations import EquationQuestion, by_steps
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.sampled_truth import is_rational, judged
from porism.symbolic.statements.exact_number import exact_to_json
from porism.symbolic.statements.inequality_set import InequalitySet, Piece
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import SolutionSet
from porism.symbolic.term import (
    ZERO,
    from_json,
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
    found = list[Break]()
    for end in (low, high, ZERO if domain.name == "nonzero" else None):
        if end is not None:
            enter(found, break_at(end))
    rational = [is_rational(r, x) for r in question.relations]
    solved = [
        None if easy else _solved(r, question) for r, easy in zip(question.relations, rational, strict=True)
    ]
    for zeros in solved:
        for value in [] if zeros is None else zeros["values"]:
            enter(found, break_at(from_json(value)))
    for stated, zeros in zip(question.relations, solved, strict=True):
        for b in critical(stated, x, zeros is None):
            if is_inside(b.at, low, high):
                enter(found, b)
    for low_, high_ in list(pairwise([None, *sorted(found, key=lambda b: float(b.at.real.mid())), None])):
        for turning in turning_points(question.relations, x, acb(sample(low_, high_))):
            if is_inside(turning.at, low, high):
                enter(found, turning)
    breaks = sorted(found, key=lambda b: float(b.at.real.mid()))
    ends: list[Break | None] = [*([None] if low is None else []), *breaks, *([None] if high is None else [])]
    spans = list(pairwise(ends))
    in_spans, span_proofs = list[bool](), list[Any]()
    for left, right in spans:
        middle = sample(left, right)
        inside, proof = judged(question.relations, rational, solved, x, acb(middle))
        for other in more_samples(left, right):
            if judged(question.relations, rational, solved, x, acb(other))[0] != inside:
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
        inside, proof = judged(question.relations, rational, solved, x, b.at, b.exact)
        in_points.append(inside)
        point_proofs.append(proof)
    pieces = pieces_of(ends, in_spans, in_points, low is None)
    statement = InequalitySet(question.scope, question.relations, x, tuple(p for p, _ in pieces))
    data = {
        "breaks": [exact_to_json(b.exact) for b in breaks],
        "spans": span_proofs,
        "points": point_proofs,
        "zeros": solved,
    }
    value = sympy.Union(*(shown for _, shown in pieces)) if pieces else sympy.S.EmptySet
    return Proposal(value, (Part("exact", statement, data),), PROPOSER)


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


def pieces_of(
    ends: list[Break | None], in_spans: list[bool], in_points: list[bool], starts_infinite: bool
) -> list[tuple[Piece, Any]]:
    """The maximal pieces, with SymPy's sets for them."""
    # Places in order: a span and a point in turn, beginning with a span where the domain has no lower end.
    places = list[tuple[Break | None, Break | None, bool, bool]]()  # low, high, is point, inside
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
    run = list[tuple[Break | None, Break | None, bool, bool]]()
    for place in [*places, (None, None, False, False)]:
        if place[3]:
            run.append(place)
        elif run:
            found.append(_joined(run))
            run = []
    return found


def _joined(run: list[tuple[Break | None, Break | None, bool, bool]]) -> tuple[Piece, Any]:
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
