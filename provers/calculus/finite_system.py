r"""Trusted: all solutions of a polynomial or rational system with finitely many, by a rational univariate representation.

The data give a linear form T = Σ cᵢ·xᵢ with rational cᵢ, a square-free p and polynomials gᵢ over Q. If

    p(T) = 0 and xᵢ = gᵢ(T) at every solution          (`polynomial_facts.py`: a straight line of ideal steps)
    every relation holds, and is defined, at x = g(t)   modulo p(t), and T(g(t)) = t modulo p(t)

then t ↦ g(t) is a bijection between the complex roots of p and the complex solutions; p = 1 means that there is none. Since T
and g have rational coefficients, the real roots belong to the real solutions. The listed points are matched with the
roots: a coordinate c is a root of its polynomial m (an obligation where c is a term), so is gᵢ(τ) (m∘gᵢ = 0 modulo the
irreducible factor of τ), and balls tell the roots of m apart.

References: F. Rouillier (1999), Solving zero-dimensional systems through the rational univariate representation.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from flint import acb, fmpq, fmpq_poly

from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.polynomial_facts import Facts
from porism.provers.calculus.roots import (
    Univariate,
    at,
    enclosure,
    enclosures,
    integer_polynomial,
    located,
    precision,
    rising,
    same_root,
)
from porism.symbolic.claim import Claim, relation
from porism.symbolic.domain import Domain
from porism.symbolic.exact_value import plain_fraction
from porism.symbolic.rational_functions import Poly, Reader, Ring, rational
from porism.symbolic.statements.exact_number import Exact, Root
from porism.symbolic.statements.finite_system import FiniteSystem
from porism.symbolic.term import ZERO, Number, Variable, add, multiply, number, power, substitute, subtract

DOMAINS = ("complex", "real", "positive", "nonnegative", "nonzero", "integer", "natural")
MAX_DEGREE = 120


def obligations(statement: FiniteSystem, data: Any) -> Iterator[Obligation]:
    """That each coordinate that is a term is a root of its polynomial; the rest is decided here, in FLINT."""
    unknowns, scope = statement.unknowns, statement.scope
    used = frozenset.union(frozenset(), *(r.variables() for r in statement.relations))
    if not unknowns or len(set(unknowns)) != len(unknowns) or not used <= set(unknowns) or scope.hypotheses:
        raise Refused("expected a system whose variables are its unknowns, without hypotheses")
    domains = [scope.domain(x) for x in unknowns]
    if any(d.name not in DOMAINS for d in domains) or len({d.is_real for d in domains}) != 1:
        raise Refused("the unknowns are all complex, or all real, perhaps with a sign, or integers")
    ring = Ring(unknowns)
    reader, zeros, inequations = Reader(ring), list[Poly](), list[Poly]()
    for stated in statement.relations:
        if stated.kind not in ("==", "!="):
            raise Refused("a system has equations and inequations, no order relations")
        n, _ = reader.ratio(subtract(stated.left, stated.right))
        (zeros if stated.kind == "==" else inequations).append(n)
    nonzeros = [*inequations, *reader.divisors]
    facts = Facts(
        ring, zeros, nonzeros, frozenset(x for x, d in zip(unknowns, domains, strict=True) if d.is_real)
    )
    facts.run(data["steps"])
    p, images = _representation(facts, unknowns, data)
    if p.degree() == 0:
        if statement.points:
            raise Refused("the system has no solution, so no point can be one")
        return
    for q, is_zero in [*((z, True) for z in zeros), *((z, False) for z in nonzeros)]:
        value = _image(q, images, p)
        if (value != 0) if is_zero else value.gcd(p).degree() != 0:
            raise Refused("a root of the polynomial does not give a solution")
    yield from _matched(statement.points, domains, p, images, data["minimal"])


def _representation(
    facts: Facts, unknowns: tuple[str, ...], data: Any
) -> tuple[Univariate, list[Univariate]]:
    """p and the gᵢ, after checking that p(T) = 0 and xᵢ = gᵢ(T) at every solution and T(g) = t modulo p."""
    ring = facts.ring
    p = _univariate(data["polynomial"])
    if not 0 <= p.degree() <= MAX_DEGREE or (p.degree() > 0 and p.gcd(p.derivative()).degree() > 0):
        raise Refused("expected a square-free polynomial that is not 0")
    form = [rational(plain_fraction(c)) for c in data["form"]]
    if len(form) != len(unknowns):
        raise Refused("the linear form has a coefficient for each unknown")
    linear = sum((ring.generators[x] * c for x, c in zip(unknowns, form, strict=True)), ring.zero)
    if _composed(p, linear, ring) != facts.zero(data["vanishes"]):
        raise Refused("the polynomial is not seen to vanish at the solutions")
    if p.degree() == 0:
        return p, []
    images = [_univariate(g) for g in data["images"]]
    for x, g, index in zip(unknowns, images, data["equal"], strict=True):
        if ring.generators[x] - _composed(g, linear, ring) != facts.zero(index):
            raise Refused(f"{x} is not seen to be a polynomial in the linear form")
    t = fmpq_poly([0, 1])
    if (sum((g * c for g, c in zip(images, form, strict=True)), fmpq_poly([0])) - t) % p != 0:
        raise Refused("the linear form does not separate the roots")
    return p, images


def _univariate(data: Any) -> Univariate:
    return fmpq_poly([rational(plain_fraction(c)) for c in data])


def _composed(p: Univariate, linear: Poly, ring: Ring) -> Poly:
    value = ring.zero
    for c in reversed(p.coeffs()):
        value = value * linear + c
    return value


def _image(q: Poly, images: list[Univariate], p: Univariate) -> Univariate:
    """q(g(t)) modulo p."""
    total = fmpq_poly([0])
    for exponents, c in q.terms():
        part = fmpq_poly([c])
        for g, e in zip(images, exponents, strict=False):
            if int(e):
                part = part * _power_modulo(g, int(e), p) % p
        total += part
    return total % p


def _power_modulo(g: Univariate, exponent: int, p: Univariate) -> Univariate:
    value, square = fmpq_poly([1]), g % p
    while exponent:
        if exponent & 1:
            value = value * square % p
        square, exponent = square * square % p, exponent >> 1
    return value


def _matched(
    points: tuple[tuple[Exact, ...], ...],
    domains: list[Domain],
    p: Univariate,
    images: list[Univariate],
    minimal: Any,
) -> Iterator[Obligation]:
    """The points are the roots whose image lies in the domains, each once."""
    wanted = list[tuple[Univariate, list[Univariate], acb]]()
    for q, _ in p.factor()[1]:
        reduced = [g % q for g in images]
        for root in enclosures(q, 128):
            if all(_belongs(g, q, root, d) for g, d in zip(reduced, domains, strict=True)):
                wanted.append((q, reduced, root))
    if len(wanted) != len(points):
        raise Refused(f"{len(points)} points are listed, but the system has {len(wanted)} solutions")
    for point, polynomials in zip(points, minimal, strict=True):
        if len(point) != len(images):
            raise Refused("a point has a coordinate for each unknown")
        described = [_polynomial(c, m) for c, m in zip(point, polynomials, strict=True)]
        matches = [k for k, (q, gs, root) in enumerate(wanted) if _is_image(point, described, q, gs, root)]
        if len(matches) != 1:
            raise Refused(
                f"the point {str([str(c) for c in point])[:200]} is no solution, or is listed twice"
            )
        del wanted[matches[0]]
        for coordinate, m in zip(point, described, strict=True):
            if not isinstance(coordinate, Root | Number):
                yield Obligation(_vanishes(m, coordinate), everywhere=True)


def _polynomial(coordinate: Exact, data: Any) -> Univariate:
    """The square-free polynomial of which a coordinate is said to be a root."""
    match coordinate:
        case Root(coefficients):
            located(coordinate)  # refuses a box without exactly one root
            return integer_polynomial(coefficients)
        case Number(value):
            return fmpq_poly([rational(-value), fmpq(1)])
        case _:
            return integer_polynomial(tuple(int(str(c)) for c in data))


def _vanishes(m: Univariate, coordinate: Any) -> Claim:
    x = Variable("x")
    terms = [
        multiply(number(str(c)), *((power(x, number(k)),) if k else ()))
        for k, c in enumerate(m.coeffs())
        if c
    ]
    return Claim.make(relation("==", substitute(add(*terms), {"x": coordinate}), ZERO))


def _is_image(
    point: tuple[Exact, ...], described: list[Univariate], q: Univariate, images: list[Univariate], root: acb
) -> bool:
    """Whether the point is g(τ), for the root τ of q in a ball; a coordinate is taken to be a root of its polynomial."""
    for coordinate, m, g in zip(point, described, images, strict=True):
        if _composed_modulo(m, g, q) != 0:
            return False
        if m.degree() > 1 and not same_root(m, lambda b, c=coordinate: enclosure(c, b), _value(g, q, root)):
            return False
    return True


def _composed_modulo(m: Univariate, g: Univariate, q: Univariate) -> Univariate:
    value = fmpq_poly([0])
    for c in reversed(m.coeffs()):
        value = (value * g + c) % q
    return value


def _value(g: Univariate, q: Univariate, root: acb) -> Any:
    """Bits ↦ a ball around g(τ), for the root τ of q that lies in the ball `root`."""

    def evaluated(bits: int) -> acb:
        (finer,) = [z for z in enclosures(q, bits) if z.overlaps(root)]
        with precision(bits):
            return at(g, finer)

    return evaluated


def _belongs(g: Univariate, q: Univariate, root: acb, domain: Domain) -> bool:
    """Whether g(τ) lies in the domain, or another unknown is not real: T(g(τ)) = τ has rational coefficients."""
    if domain.name == "complex":
        return True
    if root.imag != 0:
        return False
    if g.degree() < 1:
        return _has_sign(Fraction(str(g[0])), domain)
    # g(τ) is not rational, since g is not constant modulo the irreducible q.
    match domain.name:
        case "integer" | "natural":
            return False
        case "real" | "nonzero":
            return True
    for bits in rising():
        value = _value(g, q, root)(bits).real
        if value > 0 or value < 0:
            return bool(value > 0)
    raise AssertionError  # `rising` refuses first


def _has_sign(value: Fraction, domain: Domain) -> bool:
    match domain.name:
        case "positive":
            return value > 0
        case "nonnegative":
            return value >= 0
        case "nonzero":
            return value != 0
        case "integer":
            return value.denominator == 1
        case "natural":
            return value.denominator == 1 and value >= 0
        case _:
            return True
