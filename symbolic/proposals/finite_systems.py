"""Finds all solutions of a polynomial or rational system with finitely many, with the data of its certificate.

    equations ──► Gröbner basis ──► radical ──► T with p(T) = 0, xᵢ = gᵢ(T) ──► roots of p ──► points

The radical comes by adding the square-free part of each unknown's minimal polynomial (Seidenberg); solutions at which a
divisor vanishes are divided out of p. Coordinates of degree 1 and 2 are closed terms, others radicals where SymPy has short
ones, else roots in boxes. Not trusted: `provers/calculus/finite_system.py` checks.

References: F. Rouillier (1999), Solving zero-dimensional systems through the rational univariate representation;
A. Seidenberg (1974), Constructions in algebra.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from flint import Ordering, fmpq, fmpq_mat, fmpq_mpoly_ctx, fmpq_poly

from porism.symbolic.proposals.ideal_chain import Basis, Chain, Poly, groebner, leading_terms

Univariate: TypeAlias = Any  # flint.fmpq_poly, which ships no types

MAX_DIMENSION = 80  # of the quotient ring


class NotFinite(Exception):  # an answer, not an error
    """The system has infinitely many complex solutions, or too many."""


@dataclass(frozen=True)
class Representation:
    """p(T) = 0 and xᵢ = gᵢ(T), with the plain data that prove it."""

    polynomial: Univariate
    images: list[Univariate]
    data: dict[str, Any]


def represented(unknowns: Sequence[str], zeros: Sequence[Poly], nonzeros: Sequence[Poly]) -> Representation:
    """The rational univariate representation of the points at which `zeros` vanish and `nonzeros` do not."""
    ring = fmpq_mpoly_ctx.get(list(unknowns), Ordering.degrevlex)
    given: list[Poly] = [ring.from_dict(p.to_dict()) for p in zeros]
    divisors: list[Poly] = [ring.from_dict(p.to_dict()) for p in nonzeros]
    if not given:
        raise NotFinite
    chain = Chain(given)
    basis = groebner(chain, [k for k, p in enumerate(given) if p != 0])
    basis = _saturated(chain, basis, divisors)
    generators = list(ring.gens())
    if _is_trivial(basis):
        return _nothing(chain, basis, len(unknowns))
    _finite(basis)
    fresh = list[int]()
    for x in generators:
        number, minimal = _vanishing(basis, x)
        reduced = _square_free(minimal)
        if reduced.degree() < minimal.degree():
            fresh.append(chain.rooted(number, _at(reduced, x), minimal.degree()))
    if fresh:
        basis = groebner(chain, [*basis.indices, *fresh])
    dimension = len(_standard_monomials(basis))
    for form in _forms(len(generators)):
        linear = sum((x * c for x, c in zip(generators, form, strict=True)), 0 * generators[0])
        number, p = _vanishing(basis, linear)
        if p.degree() == dimension:
            images = _images(basis, linear, p.degree(), generators)
            return _finished(chain, basis, form, linear, number, p, images, divisors, generators)
    raise NotFinite


def _saturated(chain: Chain, basis: Basis, divisors: list[Poly]) -> Basis:
    """Divide divisors out of basis elements, and add what becomes smaller, a few times."""
    for _ in range(3):
        fresh = list[int]()
        for index in basis.indices:
            p = chain.polys[index]
            for d in divisors:
                while d != 0 and not p.is_constant() and not (g := p.gcd(d)).is_constant():
                    p = divmod(p, g)[0]
            if p != chain.polys[index]:
                fresh.append(chain.cancelled(index, p))
        if not fresh:
            return basis
        basis = groebner(chain, [*basis.indices, *fresh])
    return basis


def _is_trivial(basis: Basis) -> bool:
    return any(basis.chain.polys[k].is_constant() for k in basis.indices)


def _nothing(chain: Chain, basis: Basis, size: int) -> Representation:
    index = next(k for k in basis.indices if chain.polys[k].is_constant())
    scale = chain.polys[index].leading_coefficient()
    one = chain.summed({index: chain.polys[index] ** 0 / scale})
    steps, numbers = chain.pruned([one])
    data = {
        "steps": steps,
        "form": ["0"] * size,
        "polynomial": ["1"],
        "vanishes": numbers[one],
        "images": [],
        "equal": [],
    }
    return Representation(fmpq_poly([1]), [], data)


def _finite(basis: Basis) -> None:
    terms = leading_terms(basis)
    for k in range(len(terms[0])):
        if not any(t[k] == sum(t) for t in terms):
            raise NotFinite


def _standard_monomials(basis: Basis) -> list[tuple[int, ...]]:
    terms = leading_terms(basis)
    bounds = [min(t[k] for t in terms if t[k] == sum(t)) for k in range(len(terms[0]))]
    found = [
        m
        for m in itertools.product(*map(range, bounds))
        if not any(all(a <= b for a, b in zip(t, m, strict=True)) for t in terms)
    ]
    if len(found) > MAX_DIMENSION:
        raise NotFinite
    return found


def _coordinates(basis: Basis, p: Poly) -> dict[tuple[int, ...], Any]:
    rest, _ = basis.reduced(p)
    return {tuple(int(e) for e in m): c for m, c in rest.terms()}


def _vanishing(basis: Basis, linear: Poly) -> tuple[int, Univariate]:
    """The monic polynomial of least degree that vanishes at `linear`, and its number in the chain."""
    monomials = _standard_monomials(basis)
    rows = list[list[Any]]()
    value = linear**0
    for degree in range(len(monomials) + 1):
        at = {tuple(int(e) for e in m): c for m, c in value.terms()}
        rows.append([at.get(m, fmpq(0)) for m in monomials])
        relation = _dependence(rows) if degree else None
        if relation is not None:
            p = fmpq_poly(relation)
            p = p / p.leading_coefficient()
            number = basis.member(_at(p, linear))
            if number is None:
                raise NotFinite
            return number, p
        value, _ = basis.reduced(value * linear)
    raise NotFinite


def _dependence(rows: list[list[Any]]) -> list[Any] | None:
    """c with Σ c[k]·rows[k] = 0 and c[last] = 1, if the last row depends on the others."""
    *others, last = rows
    solution = _in_span(others, last)
    return None if solution is None else [*(-c for c in solution), fmpq(1)]


def _in_span(rows: list[list[Any]], target: list[Any]) -> list[Any] | None:
    """c with Σ c[k]·rows[k] = target, for independent rows."""
    size = len(rows)
    matrix = fmpq_mat(
        len(target), size + 1, [v for k, t in enumerate(target) for v in (*(r[k] for r in rows), t)]
    )
    reduced, rank = matrix.rref()
    if rank > size or any(reduced[k, k] == 0 for k in range(min(rank, size))) or rank < size:
        return None
    return [reduced[k, size] for k in range(size)]


def _square_free(p: Univariate) -> Univariate:
    reduced = p // p.gcd(p.derivative())
    return reduced / reduced.leading_coefficient()


def _at(p: Univariate, linear: Poly) -> Poly:
    value = 0 * linear
    for c in reversed(p.coeffs()):
        value = value * linear + c
    return value


def _forms(size: int) -> Iterator[list[int]]:
    """Linear forms to try: a single unknown, the last first, then mixtures."""
    for k in reversed(range(size)):
        yield [int(j == k) for j in range(size)]
    for base in range(1, 12):
        yield [(base + 1) ** j if j % 2 else (base**j) for j in range(size)]
        yield [base**j for j in range(size)]


def _images(basis: Basis, linear: Poly, degree: int, generators: Sequence[Poly]) -> list[Univariate]:
    monomials = _standard_monomials(basis)
    rows, value = list[list[Any]](), linear**0
    for _ in range(degree):
        at = {tuple(int(e) for e in m): c for m, c in value.terms()}
        rows.append([at.get(m, fmpq(0)) for m in monomials])
        value, _ = basis.reduced(value * linear)
    images = list[Univariate]()
    for x in generators:
        at = _coordinates(basis, x)
        found = _in_span(rows, [at.get(m, fmpq(0)) for m in monomials])
        if found is None:
            raise NotFinite
        images.append(fmpq_poly(found))
    return images


def _finished(
    chain: Chain,
    basis: Basis,
    form: list[int],
    linear: Poly,
    number: int,
    p: Univariate,
    images: list[Univariate],
    divisors: list[Poly],
    generators: Sequence[Poly],
) -> Representation:
    """Without the roots of p at which a divisor vanishes."""
    equal = [basis.member(x - _at(g, linear)) for x, g in zip(generators, images, strict=True)]
    if any(k is None for k in equal):
        raise NotFinite
    for d in divisors:
        bad = _composed(d, images, p).gcd(p)
        if bad.degree() < 1:
            continue
        kept = p // bad
        kept = kept / kept.leading_coefficient()
        # d·kept(T) vanishes at all roots of p, so it is in the radical ideal.
        product = basis.member(d * _at(kept, linear))
        if product is None:
            raise NotFinite
        number = chain.cancelled(product, _at(kept, linear))
        fresh = list[int]()
        for index, g in zip(equal, images, strict=True):
            assert index is not None
            quotient, _ = divmod(g, kept) if kept.degree() > 0 else (fmpq_poly([0]), g)
            one = linear**0
            fresh.append(
                chain.summed({index: one, number: _at(quotient, linear)} if quotient != 0 else {index: one})
            )
        p, equal = kept, list(fresh)
        images = [g % p for g in images] if p.degree() > 0 else images
    if p.degree() == 0:
        steps, numbers = chain.pruned([number])
        data = {
            "steps": steps,
            "form": list(map(str, form)),
            "polynomial": ["1"],
            "vanishes": numbers[number],
        }
        return Representation(p, [], data | {"images": [], "equal": []})
    wanted = [number, *(k for k in equal if k is not None)]
    steps, numbers = chain.pruned(wanted)
    data = {
        "steps": steps,
        "form": list(map(str, form)),
        "polynomial": [str(c) for c in p.coeffs()],
        "vanishes": numbers[number],
        "images": [[str(c) for c in g.coeffs()] for g in images],
        "equal": [numbers[k] for k in equal if k is not None],
    }
    return Representation(p, images, data)


def _composed(q: Poly, images: list[Univariate], p: Univariate) -> Univariate:
    total = fmpq_poly([0])
    for exponents, c in q.terms():
        part = fmpq_poly([c])
        for g, e in zip(images, exponents, strict=True):
            for _ in range(int(e)):
                part = part * g % p
        total += part
    return total % p


def minimal_polynomial(g: Univariate, q: Univariate) -> Univariate:
    """The minimal polynomial of g(τ) over Q, for a root τ of the irreducible q."""
    rows, value = list[list[Any]](), fmpq_poly([1])
    for _ in range(q.degree() + 1):
        row = [value[k] for k in range(q.degree())]
        relation = _dependence([*rows, row]) if rows else None
        if relation is not None:
            return fmpq_poly(relation)
        rows.append(row)
        value = value * g % q
    raise AssertionError("the powers of an algebraic number are dependent")


def integer_coefficients(p: Univariate) -> list[int]:
    """The coefficients of a positive multiple with coprime integers."""
    from math import gcd

    numbers = [int(c) for c in (p * p.denom()).numer().coeffs()]
    common = gcd(*numbers)
    sign = 1 if numbers[-1] > 0 else -1
    return [sign * n // common for n in numbers]


def rational_value(c: Any) -> Fraction:
    """A rational of FLINT as a `Fraction`."""
    return Fraction(int(c.p), int(c.q))
