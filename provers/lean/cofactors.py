"""Cofactors of an equation: what proves it from its premises, found over the rationals.

With f = left − right:

    m·f = Σ cofactor·premise,     m a product of powers of the divisors b, so invertible.

f is freed of u_k by multiplying with b^K and dividing by b·u_k − 1, the last divisor first; what is left is divided by
the hypotheses in several orders, or by the cofactors of the exact certificate's `zero` step. A denominator d of the
cofactors is one more divisor. Nothing here is trusted: Lean checks the identity.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, permutations
from typing import Any

from flint import Ordering, fmpq_mpoly_ctx

from porism.provers.lean.nodes import Equation, Node, Poly, both_bits, polynomial
from porism.provers.lean.reader import MAX_POWER, Reader
from porism.symbolic.certificate import Certificate
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import Number, Power, Product, Sum, Term, Variable, from_json

MAX_BITS = 2_000_000  # of the largest number that the check computes; GMP multiplies such in 20 ms
FORMULA_BITS = 300_000  # where the check by formulas is the quicker one
MAX_TERMS = 5_000  # of a polynomial on the way to cofactors
MAX_ORDERS = 24


@dataclass(frozen=True)
class Cofactors:
    """m·(left − right) = Σ cofactors[k]·premise k, where m = Π divisor k ^ powers[k]; premises in the statement's order."""

    powers: tuple[int, ...]
    cofactors: tuple[Poly, ...]


def cofactors_of(
    reader: Reader, left: Node, right: Node, hypotheses: Sequence[Equation], certificate: Certificate | None
) -> Cofactors:
    """The cofactors that prove `left = right`; raises `UnsupportedError` where none are found."""
    scale = 1
    for _ in range(2):  # once more if a denominator of the cofactors becomes a divisor
        generators, one = polynomial_ring(len(reader.names))
        f = polynomial(left, generators, one) - polynomial(right, generators, one)
        bases = [polynomial(b, generators, one) for b, _ in reader.divisors]
        if any(base == 0 for base in bases):
            raise UnsupportedError("a denominator is zero: the claim is defined nowhere")
        powers, cofactors, rest = _freed(reader, bases, generators, one, f)
        tail = list[Poly]()
        zeros = [
            polynomial(h.left, generators, one) - polynomial(h.right, generators, one) for h in hypotheses
        ]
        if rest == 0:
            return Cofactors(tuple(powers), (*cofactors, *(one * 0 for _ in zeros)))
        freed = [_freed(reader, bases, generators, one, zero) for zero in zeros]
        tail = _divided(rest, [z for _, _, z in freed], certificate, reader, hypotheses)
        scale = math.lcm(1, *(int(c.q) for t in tail for _, c in t.terms()))
        if scale != 1 and not any(b == ("number", scale) for b, _ in reader.divisors):
            reader.inverse(("number", scale))
            continue
        if scale != 1:
            k = next(k for k, (b, _) in enumerate(reader.divisors) if b == ("number", scale))
            powers[k] += 1
            cofactors, tail = [c * scale for c in cofactors], [c * scale for c in tail]
        # rest = Σ tail·(freed hypothesis), and a freed hypothesis is m·h − Σ q·(b·u − 1)
        final = list[Poly]()
        for c, (their_powers, quotients, _) in zip(tail, freed, strict=True):
            m = one
            for base, k in zip(bases, their_powers, strict=True):
                m *= base**k
            final.append(c * m)
            cofactors = [a - c * q for a, q in zip(cofactors, quotients, strict=True)]
        return Cofactors(tuple(powers), (*cofactors, *final))
    raise UnsupportedError("no cofactors were found")


def _freed(
    reader: Reader, bases: Sequence[Poly], generators: Sequence[Poly], one: Poly, f: Poly
) -> tuple[list[int], list[Poly], Poly]:
    """(powers, q, rest) with Π bases^powers · f = Σ q·(base·u − 1) + rest, where no u occurs in rest."""
    powers, quotients = [0] * len(bases), [one * 0 for _ in bases]
    for k in reversed(range(len(bases))):
        base, index = bases[k], reader.divisors[k][1]
        parts = slices(f, index, generators, one)
        degree = len(parts) - 1
        if degree <= 0:
            continue
        rest = sum((s * base ** (degree - j) for j, s in enumerate(parts)), one * 0)
        scaled = f * base**degree
        if len(scaled) > MAX_TERMS:
            raise UnsupportedError(f"a polynomial of the proof has more than {MAX_TERMS:,} terms")
        quotients = [q * base**degree for q in quotients]
        quotient, left_over = divmod(scaled - rest, base * generators[index] - 1)
        if left_over != 0:
            raise UnsupportedError("no cofactors were found")
        quotients[k] += quotient
        powers[k] += degree
        f = rest
    return powers, quotients, f


def slices(f: Poly, index: int, generators: Sequence[Poly], one: Poly) -> list[Poly]:
    """The coefficients of the powers of one variable, ascending."""
    found = list[Poly]()
    for exponents, coefficient in f.terms():
        k = int(exponents[index])
        while len(found) <= k:
            found.append(one * 0)
        monomial = one * coefficient
        for i, e in enumerate(exponents):
            if i != index and e:
                monomial *= generators[i] ** int(e)
        found[k] += monomial
    return found


def _divided(
    f: Poly,
    zeros: Sequence[Poly],
    certificate: Certificate | None,
    reader: Reader,
    hypotheses: Sequence[Equation],
) -> list[Poly]:
    """Cofactors with f = Σ cofactor·zero; raises `UnsupportedError` where none are found."""
    for tail in (*_from_certificate(f, zeros, certificate, reader), *_by_division(f, zeros)):
        if f - sum((c * z for c, z in zip(tail, zeros, strict=True)), f * 0) == 0:
            return tail
    what = (
        "it does not follow from its hypotheses by cofactors that were found"
        if hypotheses
        else "it is no identity"
    )
    raise UnsupportedError(f"the two sides differ, and {what}")


def _by_division(f: Poly, zeros: Sequence[Poly]) -> Iterator[list[Poly]]:
    """Quotients by the zeros one after another, for several orders of zeros and variables."""
    if not zeros:
        return
    count = len(zeros)
    variables = f.context().nvars()
    source = f.context()
    for shift in range(variables):
        names = [f"x{(shift + k) % variables}" for k in range(variables)]
        context = fmpq_mpoly_ctx.get(names, Ordering.lex)
        turned = [_moved(p, context, shift) for p in (f, *zeros)]
        for order in islice(permutations(range(count)), MAX_ORDERS):
            rest, quotients = turned[0], [turned[0] * 0 for _ in zeros]
            for _ in range(3):
                for k in order:
                    if turned[k + 1] != 0:
                        quotient, rest = divmod(rest, turned[k + 1])
                        quotients[k] += quotient
            if rest == 0:
                yield [_moved(q, source, -shift) for q in quotients]


def _moved(p: Poly, context: Any, shift: int) -> Poly:
    n = context.nvars()
    return context.from_dict({tuple(e[(k + shift) % n] for k in range(n)): c for e, c in p.terms()})


def _from_certificate(
    f: Poly, zeros: Sequence[Poly], certificate: Certificate | None, reader: Reader
) -> Iterator[list[Poly]]:
    """The cofactors that a `zero` step of the exact certificate names, if they are polynomials."""
    if certificate is None or not isinstance(certificate.data, dict):
        return
    for step in certificate.data.get("steps", []):
        match step:
            case ["zero", _, _, [*ideal]]:
                try:
                    pairs = [
                        (_rational(from_json(c), f, reader), _rational(from_json(z), f, reader))
                        for c, z in ideal
                    ]
                    combined = sum((c * z for c, z in pairs), f * 0)
                    quotient, rest = divmod(f, combined) if combined != 0 else (f, f)
                    if rest != 0 or not quotient.is_constant():
                        continue
                    scale = quotient.leading_coefficient()
                    tail = [f * 0 for _ in zeros]
                    for c, z in pairs:
                        for k, zero in enumerate(zeros):
                            if z == zero or z == -zero:
                                tail[k] += c * scale * (1 if z == zero else -1)
                                break
                    yield tail
                except (UnsupportedError, ArithmeticError, ValueError, TypeError):
                    continue


def _rational(term: Term, like: Poly, reader: Reader) -> Poly:
    """The polynomial of a term with rational coefficients, in the ring of `like`."""
    context = like.context()
    match term:
        case Number(value):
            return context.constant(1) * value.numerator / value.denominator
        case Variable(name) if f"v_{name}" in reader.names:
            return context.gens()[reader.names.index(f"v_{name}")]
        case Power(base, Number(n)) if n.denominator == 1 and 0 <= n <= MAX_POWER:
            return _rational(base, like, reader) ** n.numerator
        case Product(factors):
            result = context.constant(1)
            for factor in factors:
                result *= _rational(factor, like, reader)
            return result
        case Sum(terms):
            return sum((_rational(t, like, reader) for t in terms), context.constant(0))
        case _:
            raise UnsupportedError(f"{term} is not a polynomial")


def polynomial_ring(count: int) -> tuple[Sequence[Poly], Poly]:
    """The generators of a polynomial ring over ℚ, and its 1."""
    context = fmpq_mpoly_ctx.get([f"x{k}" for k in range(max(1, count))], Ordering.lex)
    return context.gens(), context.constant(1)


def refuse_large(node: Node, variables: int) -> bool:
    """Raises `UnsupportedError` where Lean's check of `node` = 0 would compute with numbers that are too large.

    Otherwise says whether the numbers stay small in the check by formulas, where −1 is a large number.
    """
    size, by_formula = both_bits(node, variables)
    if size > MAX_BITS:
        raise UnsupportedError(
            f"the check would compute with numbers of {size:,.0f} bits, more than {MAX_BITS:,}"
        )
    return by_formula <= FORMULA_BITS
