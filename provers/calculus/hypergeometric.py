"""Trusted: when a sum of hypergeometric terms is 0 at every point of a scope, and when one tends to 0.

`vanishes(terms, scope)` brings factorials whose arguments differ by an integer to a common one, by two laws that hold for
every integer l, with 1/l! = 0 for l < 0, and asks for the rest as ordinary claims:

    1/(l + c)! = (l + c + 1) ⋯ (l + d) / (l + d)!          for c <= d
    (l + c)!   = (l + d + 1) ⋯ (l + c) · (l + d)!          for c >= d, where the factorial on the right is defined
    (l + c)! / (l + d)!  = the same products, or 1 over them, where l + c >= 0

so that poles and zeros of a certificate never meet: there is no division by what may be 0. Each factorial with a positive
exponent has a claim `l >= 0`; the coefficients of each class of similar terms have a claim `Σ = 0`, defined everywhere.

`tends_to_zero` is Stirling's formula: (s·k + c)! = Θ(k^(s·k + c + 1/2) · s^(s·k) · e^(-s·k)).

References: M. Petkovšek, H. Wilf, D. Zeilberger (1996), A = B, ch. 2-7; NIST DLMF 5.11.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import factorial
from typing import Any

from porism.provers.calculus.obligation import Obligation, Refused
from porism.symbolic.claim import relation
from porism.symbolic.statements.hypergeometric import (
    Hypergeometric,
    Linear,
    Summands,
)
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Term,
    Variable,
    add,
    divide,
    from_json,
    multiply,
    number,
    power,
    variables,
)

MAX_SHIFT = 60  # factors that one factorial is brought to another by
MAX_LITERAL = 500  # the largest factorial of a literal

Shape = tuple[tuple[tuple[tuple[str, int], ...], int], ...]


def vanishes(terms: Summands, scope: Scope) -> Iterator[Obligation]:
    """Claims that together say: every term is defined on the scope, and their sum is 0 there."""
    classes = dict[Shape, list[tuple[Term, dict[Any, list[int]]]]]()
    for t in terms:
        for name in t.discrete():
            if not scope.domain(name).is_discrete:
                raise Refused(f"{name} stands in a factorial, but is not an integer")
        for form, e in t.factorials:
            if e > 0 and not _is_plainly_natural(form, scope):
                yield Obligation(scope.claim(relation(">=", form.term(), ZERO)), everywhere=True)
        coefficient, offsets = _reduced(t)
        shape = tuple(sorted((part, len(c) if e > 0 else -len(c)) for (part, e), c in offsets.items()))
        classes.setdefault(shape, []).append((coefficient, offsets))
    for members in classes.values():
        total = add(*(_over_common_base(c, offsets, [o for _, o in members]) for c, offsets in members))
        yield Obligation(scope.claim(relation("==", total, ZERO)), everywhere=True)


def _reduced(t: Hypergeometric) -> tuple[Term, dict[Any, list[int]]]:
    """The coefficient with literals and quotients of similar factorials multiplied out; then offsets by (part, sign)."""
    coefficient, offsets = t.coefficient, dict[Any, list[int]]()
    for form, e in t.factorials:
        if not form.parts:
            coefficient = multiply(coefficient, _literal(form.constant, e))
        else:
            offsets.setdefault((form.parts, 1 if e > 0 else -1), []).extend([form.constant] * abs(e))
    for part, sign in list(offsets):
        if sign < 0 or (part, -1) not in offsets:
            continue
        above, below = sorted(offsets.pop((part, 1))), sorted(offsets.pop((part, -1)))
        while above and below:
            c, d = above.pop(), below.pop()
            run = _product(Linear(0, part), min(c, d) + 1, max(c, d))
            coefficient = multiply(coefficient, run) if c >= d else divide(coefficient, run)
        for rest, of_sign in ((above, 1), (below, -1)):
            if rest:
                offsets[part, of_sign] = rest
    return coefficient, offsets


def _over_common_base(
    coefficient: Term, offsets: dict[Any, list[int]], members: list[dict[Any, list[int]]]
) -> Term:
    """The coefficient beside the base that all members of a class have in common."""
    for (part, sign), own in offsets.items():
        columns = zip(*(sorted(m[part, sign]) for m in members), strict=True)
        for c, column in zip(sorted(own), columns, strict=True):
            base = min(column) if sign > 0 else max(column)
            coefficient = multiply(coefficient, _product(Linear(0, part), min(c, base) + 1, max(c, base)))
    return coefficient


def _product(form: Linear, first: int, last: int) -> Term:
    """(form + first) ⋯ (form + last)."""
    if last - first > MAX_SHIFT:
        raise Refused(f"two factorials differ by more than {MAX_SHIFT}")
    return multiply(*(form.plus(i).term() for i in range(first, last + 1)))


def _literal(n: int, exponent: int) -> Term:
    if n > MAX_LITERAL:
        raise Refused(f"a factorial of {n} is too large to be written down")
    if n < 0:
        if exponent > 0:
            raise Refused(f"the factorial of {n} is not defined")
        return ZERO
    return power(number(factorial(n)), number(exponent))


def _is_plainly_natural(form: Linear, scope: Scope) -> bool:
    natural = all(c > 0 and scope.domain(x).name == "natural" for x, c in form.parts)
    return form.constant >= 0 and natural


def vanishing(data: Any, variable: str, scope: Scope) -> tuple[Hypergeometric, list[Obligation]]:
    """A term that tends to 0 as the variable grows, and what has to hold of its parameters for that.

    `data` is {"numerator": [p₀, …], "denominator": [q₀, …], "ratio": q, "factorials": [[form, e], …]}: the term is
    (Σ pᵢkⁱ / Σ qᵢkⁱ) · q^k · Π form!^e, its parts free of k. By Stirling's formula it is O(k^d · (|q|·ρ)^k · (k!)^s)
    with s = Σ e·slope, ρ = Π slope^(e·slope) and, for s = 0, d = deg p − deg q + Σ e·(constant + 1/2). So it tends to 0
    if s < 0, or if s = 0 and |q|·ρ < 1, or if s = 0, |q|·ρ <= 1 and d < 0; provided that the leading qᵢ is not 0.
    """
    k = Variable(variable)
    above, below = (list(map(from_json, data[part])) for part in ("numerator", "denominator"))
    ratio = from_json(data["ratio"])
    product = Hypergeometric.from_json([["num", "1"], data["factorials"]])
    if not above or not below or max(len(above), len(below)) > 200:
        raise Refused("a remainder needs a numerator and a denominator")
    if any(variable in variables(t) for t in (*above, *below, ratio)):
        raise Refused(f"a coefficient of the remainder depends on {variable}")
    total, rate, degree = 0, Fraction(1), Fraction(len(above) - len(below))
    exact = True  # whether d is a number
    for form, e in product.factorials:
        slope = form.coefficient(variable)
        if slope < 0:
            raise Refused("a factorial of the remainder does not grow")
        if slope:
            total += e * slope
            rate *= Fraction(slope) ** (e * slope)
            degree += e * (form.constant + Fraction(1, 2))
            exact &= len(form.parts) == 1
    needed = [Obligation(scope.claim(relation("!=", below[-1], ZERO)), everywhere=True)]
    size = multiply(Apply("abs", ratio), number(rate))
    if total > 0:
        raise Refused("the remainder grows")
    if total == 0 and not (ratio == ONE and rate < 1):
        kind = "<=" if exact and degree < 0 else "<"
        needed.append(Obligation(scope.claim(relation(kind, size, ONE)), everywhere=True))
    rational = divide(
        *(add(*(multiply(c, power(k, number(i))) for i, c in enumerate(side))) for side in (above, below))
    )
    return Hypergeometric.of(multiply(rational, power(ratio, k)), product.factorials), needed
