r"""Trusted: where relations in one real unknown hold, by a chart of breakpoints and the open pieces between them.

The data list breakpoints b₁ < b₂ < … (compared by balls), the finite ends of the domain among them. With the open pieces
between them, and outside where the domain is unbounded, they cover the domain. On each piece and at each breakpoint either
every relation holds, everywhere and defined, or one of them holds nowhere; the statement's pieces must say the same.

A relation between rational functions needs no data: the numerator of left − right and all divisors have no real root in the
domain but breakpoints (their roots are counted), so signs on a piece are those at a rational point of it. Otherwise:

    ["holds"]            the relation, as a claim on the piece, defined everywhere; at a breakpoint a closed claim
    ["fails"]            the opposite relation: where it is defined and real it is false, elsewhere not defined
    ["chart"]            on a piece, where all solutions of left = right are breakpoints (`solution_set.py`): both sides are
                         real and continuous on the piece and nowhere equal, so the relation at one point decides (Bolzano)
    ["signs", [[a, ±1]]] on a piece, each |a| is ±a there, and the relation becomes one between rational functions
    ["complex", s, [a]]  side s equals A + iB where the a < 0 (`imaginary_parts.py`), A and B are real and B is not 0: the side
                         is not real, so the order is not defined
    ["undefined", k, …]  the k-th divisor (or logarithm's argument, …) of the relation is 0: only at a breakpoint

References: D. Cox, J. Little, D. O'Shea (2015), ch. 5; the sign chart of every calculus book.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from porism.provers.calculus import solution_set
from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.polynomial_signs import (
    Reading,
    holds_at,
    is_outside,
    is_rootless,
    univariate,
    vanishes,
)
from porism.provers.calculus.real_terms import definite_sign, reality
from porism.provers.calculus.roots import Univariate, enclosures
from porism.provers.calculus.sign_chart import Chart, Place, Point, Span
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.imaginary_parts import parts
from porism.symbolic.parse import RelationKind
from porism.symbolic.rational_functions import Reader, Ring
from porism.symbolic.statements.exact_number import exact_from_json
from porism.symbolic.statements.inequality_set import InequalitySet
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import SolutionSet
from porism.symbolic.term import (
    Apply,
    Power,
    Product,
    Sum,
    Term,
    add,
    from_json,
    multiply,
    negate,
    power,
    subtract,
    variables,
)

OPPOSITE: Final[dict[RelationKind, RelationKind]] = {"<": "<=", "<=": "<", "==": "!=", "!=": "=="}


def obligations(statement: InequalitySet, data: Any) -> Iterator[Obligation]:
    """For each piece and each breakpoint: that all relations hold, or that one does not."""
    x, scope = statement.unknown, statement.scope
    if (
        not statement.relations
        or any(not r.variables() <= {x} for r in statement.relations)
        or scope.hypotheses
    ):
        raise Refused("expected relations in the unknown alone, without hypotheses")
    chart = Chart(statement, [exact_from_json(b) for b in data["breaks"]])
    spans, points = chart.inside(statement)
    readings = [_rational(r, x, chart, scope.domain(x)) for r in statement.relations]
    solved = list[bool]()
    for stated, zeros in zip(statement.relations, data["zeros"], strict=True):
        solved.append(zeros is not None)
        if zeros is not None:
            yield from _zeros(statement, stated, chart, zeros)
    for (low, high), inside, proofs in zip(chart.spans, spans, data["spans"], strict=True):
        yield from _decided(statement, readings, solved, inside, proofs, Span(x, low, high))
    for point, belongs, inside, proofs in zip(
        chart.breaks, chart.belongs, points, data["points"], strict=True
    ):
        if belongs:
            yield from _decided(statement, readings, solved, inside, proofs, Point(x, point))
        elif inside:
            raise Refused("a piece contains a point outside the domain")


def _decided(
    statement: InequalitySet,
    readings: list[Reading | None],
    solved: list[bool],
    inside: bool,
    proofs: Any,
    place: Place,
) -> Iterator[Obligation]:
    """That every relation holds at a place, or that the one with the number `proofs[0]` does not."""
    if inside:
        for stated, reading, has_zeros, proof in zip(
            statement.relations, readings, solved, proofs, strict=True
        ):
            if reading is not None:
                if not holds_at(stated.kind, reading, place.sample()):
                    raise Refused(f"{stated} does not hold on a piece that is listed")
            elif proof == ["holds"]:
                yield Obligation(place.claim(stated), everywhere=True)
            elif proof == ["chart"] and stated.kind != "==" and isinstance(place, Span) and has_zeros:
                yield from _by_chart(place, stated)
            elif isinstance(proof, list) and proof[0] == "signs" and isinstance(place, Span):
                yield from _by_signs(place, stated, proof[1])
            else:
                raise Refused(f"expected a proof that {stated} holds")
        return
    index, proof = proofs
    stated, reading = statement.relations[index], readings[index]
    if reading is not None:
        if holds_at(stated.kind, reading, place.sample()):
            raise Refused(f"{stated} holds on a piece that is not listed")
        return
    match proof:
        case ["fails"]:
            yield Obligation(place.claim(_opposite(stated)))
        case ["chart"] if stated.kind in ("<", "<=") and isinstance(place, Span) and solved[index]:
            yield from _by_chart(place, _opposite(stated))
        case ["signs", signs] if isinstance(place, Span):
            yield from _by_signs(place, _opposite(stated), signs)
        case ["chart"] if stated.kind == "==" and isinstance(place, Span) and solved[index]:
            return  # all zeros are breakpoints
        case ["complex", side, list(arguments)] if stated.kind in ("<", "<=") and side in (0, 1):
            negative = {place.put(from_json(a)) for a in arguments}
            if any(variables(a) - {statement.unknown} for a in negative):
                raise Refused("an argument has another variable")
            a, b = parts(place.put((stated.left, stated.right)[side]), negative)
            for argument in sorted(negative, key=lambda t: t.sort_key):
                yield from definite_sign("<", argument, place)
            for part in (a, b):
                yield from reality(part, place)
            yield from definite_sign("!=", b, place)
        case ["undefined", k] if isinstance(place, Point):
            divisors = defining_conditions(Claim.make(stated, {statement.unknown: Domain("real")}))
            yield Obligation(
                place.claim(relation("==", divisors[k].left, divisors[k].right)), everywhere=True
            )
        case _:
            raise Refused(f"expected a proof that {stated} does not hold")


def _zeros(statement: InequalitySet, stated: Relation, chart: Chart, data: Any) -> Iterator[Obligation]:
    """That all points of the domain at which the sides are defined and equal are breakpoints."""
    values = [from_json(v) for v in data["values"]]
    if any(v not in chart.breaks for v in values):
        raise Refused("a solution of the equation is no breakpoint")
    families = tuple(map(Family, values))
    whole = SolutionSet(statement.scope, stated.left, stated.right, statement.unknown, families)
    yield from solution_set.obligations(whole, data["tree"])


def _by_chart(span: Span, stated: Relation) -> Iterator[Obligation]:
    """A relation on a span on which its sides are nowhere equal: continuity, and its truth at one point (Bolzano)."""
    for side in (stated.left, stated.right):
        if stated.kind == "!=":
            yield Obligation(span.claim(relation("==", side, side)), everywhere=True)
        else:
            yield from reality(side, span)
    if stated.kind != "!=":
        yield Obligation(Point(span.x, span.sample()).claim(stated), everywhere=True)


def _by_signs(span: Span, stated: Relation, data: Any) -> Iterator[Obligation]:
    """A relation on a span with each listed |a| replaced by a or −a, whose sign is shown: then rational functions."""
    values = dict[Term, Term]()
    for argument, sign in data:
        a = from_json(argument)
        if variables(a) - {span.x} or sign not in (1, -1):
            raise Refused("expected arguments of |·| in the unknown, and signs")
        values[Apply("abs", a)] = a if sign == 1 else negate(a)
        yield from definite_sign(">=", values[Apply("abs", a)], span)
    difference = _replaced(subtract(stated.left, stated.right), values)
    reader = Reader(Ring([span.x]))
    n, d = (univariate(p) for p in reader.ratio(difference))
    divisors = [univariate(p) for p in reader.divisors]
    if not all(is_rootless(p, span.low, span.high) for p in (n, d, *divisors)):
        raise Refused("a zero or a pole lies inside a piece")
    if not holds_at(stated.kind, (n, d, divisors), span.sample()):
        raise Refused(f"{stated} does not hold on a piece")


def _replaced(term: Term, values: dict[Term, Term]) -> Term:
    if term in values:
        return values[term]
    match term:
        case Sum(inner):
            return add(*(_replaced(t, values) for t in inner))
        case Product(inner):
            return multiply(*(_replaced(t, values) for t in inner))
        case Power(base, exponent):
            return power(_replaced(base, values), exponent)
        case _:
            return term


def _opposite(stated: Relation) -> Relation:
    if stated.kind in ("==", "!="):
        return Relation(OPPOSITE[stated.kind], stated.left, stated.right)
    return Relation(OPPOSITE[stated.kind], stated.right, stated.left)


def _rational(
    stated: Relation, x: str, chart: Chart, domain: Domain
) -> tuple[Univariate, Univariate, list[Univariate]] | None:
    """(n, d, divisors) with left − right = n/d, if the sides are rational functions with all critical points on the chart."""
    reader = Reader(Ring([x]))
    try:
        n, d = reader.ratio(subtract(stated.left, stated.right))
    except UnsupportedError:
        return None
    polynomials = [univariate(p) for p in (n, d, *reader.divisors)]
    for p in polynomials:
        if p.degree() > 0:
            _require_roots_on_chart(p // p.gcd(p.derivative()), chart, domain)
    return polynomials[0], polynomials[1], polynomials[2:]


def _require_roots_on_chart(p: Univariate, chart: Chart, domain: Domain) -> None:
    """Require that the square-free p has no root in the domain but breakpoints: as many as there are."""
    low, high, _, _ = domain.bounds()
    expected = 0
    for k, root in enumerate(enclosures(p, 128)):
        if root.imag == 0 and not is_outside(p, k, low, high):
            expected += 1
    if sum(vanishes(p, b) for b in chart.breaks) != expected:
        raise Refused("a zero or a pole is no breakpoint")
