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
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from flint import fmpq_poly

from porism.provers.calculus import solution_set
from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.roots import Univariate, at, enclosure, enclosures, is_root, precision, rising
from porism.provers.exact.terms import term as plain_term
from porism.provers.exact.values import decide
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.imaginary_parts import parts
from porism.symbolic.parse import RelationKind
from porism.symbolic.rational_functions import Poly, Reader, Ring, rational
from porism.symbolic.statements.exact_number import Exact, Root, exact_from_json
from porism.symbolic.statements.inequality_set import InequalitySet
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import SolutionSet
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    from_json,
    multiply,
    negate,
    power,
    substitute,
    subtract,
    to_json,
    variables,
)

OPPOSITE: Final[dict[RelationKind, RelationKind]] = {"<": "<=", "<=": "<", "==": "!=", "!=": "=="}
MAX_BREAKS = 200


class Chart:
    """The breakpoints, the open pieces of the domain between them, and which breakpoints belong to the domain."""

    def __init__(self, statement: InequalitySet, breaks: list[Exact]) -> None:
        domain = statement.scope.domain(statement.unknown)
        low, high, low_closed, high_closed = domain.bounds()
        if domain.name not in ("real", "positive", "nonnegative", "nonzero", "interval"):
            raise Refused(f"the unknown ranges over an interval of the real line, not over {domain}")
        if len(breaks) > MAX_BREAKS:
            raise Refused(f"more than {MAX_BREAKS} breakpoints")
        _require_increasing(breaks)
        if (low is not None and breaks[:1] != [low]) or (high is not None and breaks[-1:] != [high]):
            raise Refused("the ends of the domain are the first and the last breakpoint")
        if domain.name == "nonzero" and ZERO not in breaks:
            raise Refused("the point that the domain leaves out is a breakpoint")
        ends: list[Exact | None] = [
            *([None] if low is None else []),
            *breaks,
            *([None] if high is None else []),
        ]
        self.breaks, self.spans = breaks, list(pairwise(ends))
        self.belongs, self.bounded = [True] * len(breaks), (low is not None, high is not None)
        if low is not None and not low_closed:
            self.belongs[0] = False
        if high is not None and not high_closed:
            self.belongs[-1] = False
        if domain.name == "nonzero":
            self.belongs[breaks.index(ZERO)] = False

    def inside(self, statement: InequalitySet) -> tuple[list[bool], list[bool]]:
        """Which spans and which breakpoints the statement's pieces contain."""
        spans, points = [False] * len(self.spans), [False] * len(self.breaks)
        for low, high, low_closed, high_closed in statement.pieces:
            if any(end is not None and end not in self.breaks for end in (low, high)):
                raise Refused("an end of a piece is no breakpoint")
            if (low is None and (low_closed or self.bounded[0])) or (
                high is None and (high_closed or self.bounded[1])
            ):
                raise Refused("a piece is infinite where the domain is not, or contains its infinite end")
            first = -1 if low is None else self.breaks.index(low)
            last = len(self.breaks) if high is None else self.breaks.index(high)
            if first > last or (first == last and not (low_closed and high_closed)):
                raise Refused("a piece is empty")
            for k in range(len(self.breaks)):
                if first < k < last or (k == first and low_closed) or (k == last and high_closed):
                    points[k] = True
            offset = 0 if self.spans and self.spans[0][0] is None else 1
            for j in range(len(self.spans)):
                # span j lies between the breakpoints j − 1 + offset and j + offset
                if first <= j - 1 + offset and j + offset <= last:
                    spans[j] = True
        return spans, points


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
        yield from _decided(statement, readings, solved, inside, proofs, _Span(x, low, high))
    for point, belongs, inside, proofs in zip(
        chart.breaks, chart.belongs, points, data["points"], strict=True
    ):
        if belongs:
            yield from _decided(statement, readings, solved, inside, proofs, _Point(x, point))
        elif inside:
            raise Refused("a piece contains a point outside the domain")


class _Span:
    """An open interval between two neighbouring breakpoints."""

    def __init__(self, x: str, low: Exact | None, high: Exact | None) -> None:
        self.x, self.low, self.high = x, low, high

    def claim(self, stated: Relation) -> Claim:
        return self.scope().claim(stated)

    def scope(self) -> Scope:
        """The unknown, on the open interval."""
        if isinstance(self.low, Root) or isinstance(self.high, Root):
            raise Refused("a piece between algebraic numbers without terms needs rational functions")
        return Scope.of({self.x: interval(self.low, self.high, False, False)})

    def put(self, term: Term) -> Term:
        return term

    def sample(self) -> Exact:
        """A rational number inside."""
        if self.low is None and self.high is None:
            return ZERO
        for bits in rising():
            ends = [None if e is None else enclosure(e, bits).real for e in (self.low, self.high)]
            with precision(bits):
                low: Any = None if ends[0] is None else ends[0].upper()
                high: Any = None if ends[1] is None else ends[1].lower()
                if low is None:
                    middle = high - 1
                elif high is None:
                    middle = low + 1
                else:
                    middle = (low + high) / 2
                for scale in (1, 2, 10, 100, 2**20, 2**bits):
                    found = rational(Fraction(int((middle * scale).mid().floor().unique_fmpz()), scale))
                    if (low is None or found > low) and (high is None or found < high):
                        return Number(Fraction(int(found.p), int(found.q)))
        raise AssertionError  # `rising` refuses first


class _Point:
    """One breakpoint."""

    def __init__(self, x: str, value: Exact) -> None:
        self.x, self.value = x, value

    def claim(self, stated: Relation) -> Claim:
        return Claim.make(Relation(stated.kind, self.put(stated.left), self.put(stated.right)))

    def put(self, term: Term) -> Term:
        if isinstance(self.value, Root):
            raise Refused("an algebraic number without a term needs rational functions")
        return substitute(term, {self.x: self.value})

    def sample(self) -> Exact:
        return self.value


def _decided(
    statement: InequalitySet,
    readings: list[tuple[Poly, Poly, list[Poly]] | None],
    solved: list[bool],
    inside: bool,
    proofs: Any,
    place: _Span | _Point,
) -> Iterator[Obligation]:
    """That every relation holds at a place, or that the one with the number `proofs[0]` does not."""
    if inside:
        for stated, reading, has_zeros, proof in zip(
            statement.relations, readings, solved, proofs, strict=True
        ):
            if reading is not None:
                if not _holds(stated.kind, reading, place.sample()):
                    raise Refused(f"{stated} does not hold on a piece that is listed")
            elif proof == ["holds"]:
                yield Obligation(place.claim(stated), everywhere=True)
            elif proof == ["chart"] and stated.kind != "==" and isinstance(place, _Span) and has_zeros:
                yield from _by_chart(place, stated)
            elif isinstance(proof, list) and proof[0] == "signs" and isinstance(place, _Span):
                yield from _by_signs(place, stated, proof[1])
            else:
                raise Refused(f"expected a proof that {stated} holds")
        return
    index, proof = proofs
    stated, reading = statement.relations[index], readings[index]
    if reading is not None:
        if _holds(stated.kind, reading, place.sample()):
            raise Refused(f"{stated} holds on a piece that is not listed")
        return
    match proof:
        case ["fails"]:
            yield Obligation(place.claim(_opposite(stated)))
        case ["chart"] if stated.kind in ("<", "<=") and isinstance(place, _Span) and solved[index]:
            yield from _by_chart(place, _opposite(stated))
        case ["signs", signs] if isinstance(place, _Span):
            yield from _by_signs(place, _opposite(stated), signs)
        case ["chart"] if stated.kind == "==" and isinstance(place, _Span) and solved[index]:
            return  # all zeros are breakpoints
        case ["complex", side, list(arguments)] if stated.kind in ("<", "<=") and side in (0, 1):
            negative = {place.put(from_json(a)) for a in arguments}
            if any(variables(a) - {statement.unknown} for a in negative):
                raise Refused("an argument has another variable")
            a, b = parts(place.put((stated.left, stated.right)[side]), negative)
            for argument in sorted(negative, key=lambda t: t.sort_key):
                yield from _has_sign("<", argument, place)
            for part in (a, b):
                yield from _real(part, place)
            yield from _has_sign("!=", b, place)
        case ["undefined", k] if isinstance(place, _Point):
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


def _by_chart(span: _Span, stated: Relation) -> Iterator[Obligation]:
    """A relation on a span on which its sides are nowhere equal: continuity, and its truth at one point (Bolzano)."""
    for side in (stated.left, stated.right):
        if stated.kind == "!=":
            yield Obligation(span.claim(relation("==", side, side)), everywhere=True)
        else:
            yield from _real(side, span)
    if stated.kind != "!=":
        yield Obligation(_Point(span.x, span.sample()).claim(stated), everywhere=True)


def _by_signs(span: _Span, stated: Relation, data: Any) -> Iterator[Obligation]:
    """A relation on a span with each listed |a| replaced by a or −a, whose sign is shown: then rational functions."""
    values = dict[Term, Term]()
    for argument, sign in data:
        a = from_json(argument)
        if variables(a) - {span.x} or sign not in (1, -1):
            raise Refused("expected arguments of |·| in the unknown, and signs")
        values[Apply("abs", a)] = a if sign == 1 else negate(a)
        yield from _has_sign(">=", values[Apply("abs", a)], span)
    difference = _replaced(subtract(stated.left, stated.right), values)
    reader = Reader(Ring([span.x]))
    n, d = (_univariate(p) for p in reader.ratio(difference))
    divisors = [_univariate(p) for p in reader.divisors]
    if not all(_is_rootless(p, span) for p in (n, d, *divisors)):
        raise Refused("a zero or a pole lies inside a piece")
    if not _holds(stated.kind, (n, d, divisors), span.sample()):
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


def _has_sign(kind: str, term: Term, place: _Span | _Point) -> Iterator[Obligation]:
    """term kind 0 with kind one of > >= < !=, everywhere on a place: decided here for rational functions, else a claim."""
    match term:
        case Product(factors) if kind == "!=":
            for factor in factors:
                yield from _has_sign(kind, factor, place)
            return
        case Power(base, Number(q)) if kind == "!=" and q != 0:
            yield from _has_sign(kind, base, place)
            return
    if isinstance(place, _Span) and variables(term):
        try:
            reader = Reader(Ring([place.x]))
            n, d = reader.ratio(term)
        except UnsupportedError:
            pass
        else:
            polynomials = [_univariate(p) for p in (n, d, *reader.divisors)]
            if any(p == 0 or not _is_rootless(p, place) for p in polynomials):
                raise Refused(f"{term} has a zero or a pole on a piece")
            sign = _sign(polynomials[0], place.sample()) * _sign(polynomials[1], place.sample())
            if (kind in (">", ">=") and sign < 0) or (kind == "<" and sign > 0):
                raise Refused(f"{term} has the other sign on a piece")
            return
    yield Obligation(_at(place, relation(kind, term, ZERO)), everywhere=True)


def _is_rootless(p: Univariate, span: _Span) -> bool:
    """Whether a polynomial has no root in the open interval."""
    if p.degree() < 1:
        return True
    q = p // p.gcd(p.derivative())
    inside = 0
    for k, root in enumerate(enclosures(q, 128)):
        if root.imag == 0 and not _is_outside_of(q, k, span.low, span.high):
            inside += 1
    # What is not seen outside the closed interval may be one of its ends.
    return inside == sum(_vanishes(q, end) for end in (span.low, span.high) if end is not None)


def _real(term: Term, place: _Span | _Point) -> Iterator[Obligation]:
    """That a term and all its subterms are defined and real on a place; on a piece it is then continuous.

    A real elementary function is continuous where it is real, with the principal branches at real arguments.
    """
    if not variables(term):
        if not isinstance(term, Number):
            yield Obligation(_at(place, relation("<=", term, term)), everywhere=True)
        return
    match term:
        case Variable():
            return
        case Sum(inner) | Product(inner):
            for part in inner:
                yield from _real(part, place)
        case Power(base, Number(q)):
            yield from _real(base, place)
            if q.denominator != 1:
                yield from _has_sign(">=" if q > 0 else ">", base, place)
            elif q < 0:
                yield from _has_sign("!=", base, place)
        case Power(base, exponent):
            yield from _real(base, place)
            yield from _real(exponent, place)
            yield from _has_sign(">", base, place)
        case Apply("log", a):
            yield from _real(a, place)
            yield from _has_sign(">", a, place)
        case Apply("asin" | "acos", a):
            yield from _real(a, place)
            yield from _has_sign(">=", subtract(ONE, a), place)
            yield from _has_sign(">=", add(ONE, a), place)
        case Apply("exp" | "sin" | "cos" | "sinh" | "cosh" | "tanh" | "atan" | "asinh" | "abs", a):
            yield from _real(a, place)
        case Apply(_, a):
            yield from _real(a, place)
            yield Obligation(_at(place, relation("<=", term, term)), everywhere=True)
        case _:
            raise Refused(f"{str(term)[:60]} is not seen to be real")


def _at(place: _Span | _Point, stated: Relation) -> Claim:
    """The claim of a relation whose terms the place has already got."""
    return place.claim(stated) if isinstance(place, _Span) else Claim.make(stated)


def _opposite(stated: Relation) -> Relation:
    if stated.kind in ("==", "!="):
        return Relation(OPPOSITE[stated.kind], stated.left, stated.right)
    return Relation(OPPOSITE[stated.kind], stated.right, stated.left)


def _require_increasing(breaks: list[Exact]) -> None:
    for low, high in pairwise(breaks):
        for bits in rising():
            a, b = enclosure(low, bits), enclosure(high, bits)
            if a.real < b.real:
                break
            if a.real > b.real or low == high:
                raise Refused("the breakpoints are not in order")
    for value in breaks:
        if isinstance(value, Root):
            if not value.is_on_the_real_line:
                raise Refused("a breakpoint must be real")
        elif decide("R", plain_term(to_json(value))) is not True:
            raise Refused("a breakpoint must be a real number")


def _rational(
    stated: Relation, x: str, chart: Chart, domain: Domain
) -> tuple[Univariate, Univariate, list[Univariate]] | None:
    """(n, d, divisors) with left − right = n/d, if the sides are rational functions with all critical points on the chart."""
    reader = Reader(Ring([x]))
    try:
        n, d = reader.ratio(subtract(stated.left, stated.right))
    except UnsupportedError:
        return None
    polynomials = [_univariate(p) for p in (n, d, *reader.divisors)]
    for p in polynomials:
        if p.degree() > 0:
            _require_roots_on_chart(p // p.gcd(p.derivative()), chart, domain)
    return polynomials[0], polynomials[1], polynomials[2:]


def _univariate(p: Poly) -> Univariate:
    coefficients = dict[int, Any]()
    for exponents, c in p.terms():
        coefficients[int(exponents[0])] = c
    return fmpq_poly([coefficients.get(k, 0) for k in range(max(coefficients, default=0) + 1)])


def _require_roots_on_chart(p: Univariate, chart: Chart, domain: Domain) -> None:
    """Require that the square-free p has no root in the domain but breakpoints: as many as there are."""
    low, high, _, _ = domain.bounds()
    expected = 0
    for k, root in enumerate(enclosures(p, 128)):
        if root.imag == 0 and not _is_outside_of(p, k, low, high):
            expected += 1
    if sum(_vanishes(p, b) for b in chart.breaks) != expected:
        raise Refused("a zero or a pole is no breakpoint")


def _is_outside_of(p: Univariate, k: int, low: Exact | None, high: Exact | None) -> bool:
    """Whether the k-th root of p lies outside the closed interval; a root at an end does not."""
    rough = enclosures(p, 128)[k]
    for end, sign in ((low, 1), (high, -1)):
        if end is None or (
            _vanishes(p, end) and rough.overlaps(enclosure(end, 128)) and _only(p, end, rough)
        ):
            continue
        for bits in rising():
            (root,) = [z for z in enclosures(p, bits) if z.overlaps(rough)]
            with precision(bits):
                difference = sign * (root.real - enclosure(end, bits).real)
            if difference < 0:
                return True
            if difference > 0:
                break
    return False


def _only(p: Univariate, end: Exact, rough: Any) -> bool:
    """Whether the root in the ball is the end itself."""
    for bits in rising():
        here = enclosure(end, bits)
        hits = [z for z in enclosures(p, bits) if z.overlaps(here)]
        if len(hits) == 1:
            return bool(hits[0].overlaps(rough))
    raise AssertionError  # `rising` refuses first


def _vanishes(p: Univariate, value: Exact) -> bool:
    """Whether p is 0 at a number."""
    match value:
        case Root():
            return is_root(p, value)
        case Number(q):
            return bool(p(rational(q)) == 0)
        case _:
            return _sign(p, value) == 0


def _sign(p: Univariate, value: Exact) -> int:
    """The sign of p at a real number."""
    if isinstance(value, Number):
        exact = p(rational(value.value))
        return int(exact > 0) - int(exact < 0)
    if isinstance(value, Root):
        if p == 0 or is_root(p, value):
            return 0
    else:
        term = ZERO if p == 0 else _composed(p, value)
        zero = decide("=", plain_term(to_json(term)))
        if zero is None:
            raise Refused(f"it is not seen whether a polynomial vanishes at {value}")
        if zero:
            return 0
    for bits in rising():
        with precision(bits):
            ball = at(p, enclosure(value, bits)).real
        if ball > 0 or ball < 0:
            return 1 if ball > 0 else -1
    raise AssertionError  # `rising` refuses first


def _composed(p: Univariate, value: Term) -> Term:
    result: Term = ZERO
    for c in reversed(p.coeffs()):
        result = add(multiply(result, value), Number(Fraction(int(c.p), int(c.q))))
    return result


def _holds(kind: str, reading: tuple[Univariate, Univariate, list[Univariate]], value: Exact) -> bool:
    """Whether a relation n/d kind 0 is defined and holds at a number; at any number of a piece as at one of them."""
    n, d, divisors = reading
    if any(_sign(q, value) == 0 for q in divisors):
        return False
    sign = _sign(n, value) * _sign(d, value)
    match kind:
        case "<":
            return sign < 0
        case "<=":
            return sign <= 0
        case "==":
            return sign == 0
        case _:
            return sign != 0
