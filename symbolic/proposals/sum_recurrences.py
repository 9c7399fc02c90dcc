"""Finite sums by recurrences in an integer parameter: Zeilberger's algorithm and its closed forms.

    Σ_j p_j(n)·t(n+j, k) = G(n, k+1) - G(n, k) ──► p₁ S(n+1) + p₀ S(n) = g(n) ──► S = h·(S(n₀) + Σ g/(p₁ h(n+1)))

References: M. Petkovšek, H. Wilf, D. Zeilberger (1996), A = B, ch. 6.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sympy

from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.compared_sums import proposed
from porism.symbolic.proposals.hypergeometric_bridge import (
    summands_from_sympy,
    summands_to_sympy,
)
from porism.symbolic.proposals.proposal import Proposal
from porism.symbolic.proposals.sum_questions import SumQuestion
from porism.symbolic.proposals.telescoped_sums import forms, gosper
from porism.symbolic.proposals.telescoping import Parted, parted, shape, telescopers
from porism.symbolic.statements.hypergeometric import Linear, Summands, put
from porism.symbolic.sympy_bridge import from_sympy
from porism.symbolic.term import to_json

MAX_ORDER = 3


def by_recurrence(question: SumQuestion, value: Any) -> Iterator[Proposal]:
    """Proposals by induction on one of the integer variables; the closed form is solved for where `value` is None."""
    for n, order in itertools.product(question.integers(), range(1, MAX_ORDER + 1)):
        for coefficients, certificate in _recurrences(question, n, order):
            values = [value] if value is not None else _closed_forms(question, n, coefficients, certificate)
            for form in _readable(values):
                data = {
                    "certificate": [t.to_json() for t in certificate],
                    "recurrence": {
                        "variable": n,
                        "start": [0, {}],
                        "coefficients": [to_json(from_sympy(sympy.factor(c))) for c in coefficients],
                    },
                }
                found = list(proposed(question, form, data, n))
                yield from found
                if found:
                    return


def _readable(values: Iterable[Any]) -> Iterator[Any]:
    """The values up to the first that cannot be written with integer factorials."""
    try:
        yield from values
    except (PorismError, sympy.PolynomialError, NotImplementedError):
        return


def _recurrences(question: SumQuestion, n: str, order: int) -> Iterator[tuple[list[Any], Summands]]:
    free = all(n not in t.names() for t in question.summand)
    if free and order == 1:
        yield [sympy.S.NegativeOne, sympy.S.One], ()
    if free or len(question.summand) != 1:
        return
    ahead = [question.summand[0].put({n: Linear(j, ((n, 1),))}) for j in range(order + 1)]
    columns = [parted(t, question.variable) for t in ahead]
    if any(c is None or len(c) != 1 for c in columns):
        return
    for t in telescopers([c[0] for c in columns if c], question.variable):
        if t.coefficients[-1] != 0:
            yield list(t.coefficients), (t.certificate,)


def _closed_forms(
    question: SumQuestion, n: str, coefficients: Sequence[Any], certificate: Summands
) -> Iterator[Any]:
    """Solutions of p₁ S(n+1) + p₀ S(n) = g(n): a product of factorials h, and h·Σ g/(p₁ h(n+1)) where that telescopes."""
    if len(coefficients) != 2:
        return
    p0, p1 = coefficients
    symbol = sympy.Symbol(n)
    start = next((s for s in range(6) if all(p1.subs(symbol, s + j) != 0 for j in range(8))), None)
    first = None if start is None else written_at(question, n, start)
    product = None if start is None else _product(sympy.factor(-p0 / p1), symbol, start)
    if start is None or first is None or product is None:
        return
    homogeneous = True
    for at in range(start, start + 4):
        now, following = written_at(question, n, at), written_at(question, n, at + 1)
        if now is None or following is None:
            return
        gap = p1.subs(symbol, at) * following + p0.subs(symbol, at) * now
        homogeneous &= _seems_zero(question, gap)
    first = sympy.simplify(first)
    if homogeneous:
        yield from forms(first * product)
        return
    right = _right_side(question, n, coefficients, certificate)
    inner = sympy.gammasimp(right / (p1 * product.subs(symbol, symbol + 1)))
    inner = inner.replace(sympy.gamma, lambda z: sympy.factorial(z - 1))
    parts = [p for t in summands_from_sympy(sympy.powsimp(inner)) for p in parted(t, n) or ()]
    sums = sympy.S.Zero
    groups = dict[Any, list[Parted]]()
    for part in parts:
        groups.setdefault(shape(part, n), []).append(part)
    for members in groups.values():
        found = gosper(members, n)
        if found is None:
            return
        sums += summands_to_sympy((found,)) - summands_to_sympy(put((found,), {n: Linear(start)}))
    if parts:
        yield from forms(sympy.expand(product * (first + sums)))
        yield from forms(product * (first + sums))


def _right_side(question: SumQuestion, n: str, coefficients: Sequence[Any], certificate: Summands) -> Any:
    """Σ_j p_j S(n+j) by the telescoper and the summands beside the limits of S(n)."""
    k, low, high = question.variable, question.lower, question.upper
    if high is None:
        return sympy.S.NaN
    ends = (put(certificate, {k: high.plus(1)}), put(certificate, {k: low}))
    total = summands_to_sympy(ends[0]) - summands_to_sympy(ends[1])
    for j, p in enumerate(coefficients):
        at = {n: Linear(j, ((n, 1),))}
        terms = put(question.summand, at)
        for first, end, sign in ((high.plus(1), high.put(at).plus(1), 1), (low, low.put(at), -1)):
            length = end.minus(first)
            if length.parts or abs(length.constant) > 20:
                return sympy.S.NaN
            base, turned = (first, sign) if length.constant >= 0 else (end, -sign)
            for i in range(abs(length.constant)):
                total += turned * p * summands_to_sympy(put(terms, {k: base.plus(i)}))
    return total


def _seems_zero(question: SumQuestion, value: Any) -> bool:
    """Whether a value is 0 at a point of the parameters."""
    at = {
        s: (
            sympy.Integer(9 + 4 * i)
            if question.scope.domain(str(s)).is_discrete
            else sympy.Rational(3 + 2 * i, 7 + i)
        )
        for i, s in enumerate(sorted(value.free_symbols, key=str))
    }
    try:
        return bool(abs(sympy.N(value.subs(at), 30)) < sympy.Float("1e-15"))
    except TypeError:
        return False


def written_at(question: SumQuestion, n: str, at: int) -> Any:
    """The sum at an integer value of n, written out."""
    if question.upper is None:
        return None
    values = {n: Linear(at)}
    low, high = question.lower.put(values), question.upper.put(values)
    length = high.minus(low)
    if length.parts or not -1 <= length.constant <= 40:
        return None
    terms = put(question.summand, values)
    points = (put(terms, {question.variable: low.plus(i)}) for i in range(length.constant + 1))
    return sum((_number(p) for p in points), sympy.S.Zero)


def _number(terms: Summands) -> Any:
    return summands_to_sympy(terms)


def _product(ratio: Any, n: Any, start: int) -> Any:
    """Π_{i=start}^{n-1} ratio(i) by factorials, for linear factors with integer or half-integer zeros."""
    above, below = sympy.fraction(sympy.together(ratio))
    result = sympy.S.One
    for side, sign in ((above, 1), (below, -1)):
        constant, factors = sympy.factor_list(side)
        result *= constant ** (sign * (n - start))
        for factor, e in factors:
            if sympy.Poly(factor, n).nth(0).could_extract_minus_sign():  # (r - m - n) as -(m + n - r)
                factor, result = -factor, result * (-1) ** (sign * e * (n - start))
            p = sympy.Poly(factor, n)
            if p.degree() == 0:
                result *= factor ** (sign * e * (n - start))
                continue
            if p.degree() != 1 or not p.LC().is_Integer:
                return None
            slope, rest = p.LC(), p.nth(0)
            part = _linear_product(slope, rest, n, start)
            if part is None:
                return None
            result *= part ** (sign * e)
    return result


def _linear_product(slope: Any, rest: Any, n: Any, start: int) -> Any:
    """Π_{i=start}^{n-1} (slope·i + rest)."""
    if slope < 0:
        beta = sympy.expand(rest / -slope)
        if any(not c.is_Integer for c in beta.as_coefficients_dict().values()):
            return None
        return (-slope) ** (n - start) * sympy.factorial(beta - start) / sympy.factorial(beta - n)
    alpha = sympy.expand(rest / slope)
    if all(c.is_Integer for c in alpha.as_coefficients_dict().values()):
        return slope ** (n - start) * sympy.factorial(n + alpha - 1) / sympy.factorial(start + alpha - 1)
    if slope == 2 and rest.is_Integer:  # (2i + c) for odd c: (2i + c)! / (2^i …)

        def odd(m: Any) -> Any:  # Π of odd numbers below 2m
            return sympy.factorial(2 * m) / (2**m * sympy.factorial(m))

        shift = (rest - 1) / 2
        return odd(n + shift) / odd(start + shift) if start + shift >= 0 else None
    return None
