"""Trusted: Taylor, Laurent, Puiseux and logarithmic series, by exact asymptotic expansions of function and series.

    data = {"sample": {parameter: number}, "precision": q}

Let u = t·(±1) with t → 0+ and ℓ = log(1/t), as in `symbolic/expansion.py`. The difference of the function and the stated sum
is expanded there on each side; each of its coefficients before the stated remainder has to be 0, and what the expansion does
not know has to lie within the remainder. Since |u^a·log(u)^b| = t^a·ℓ^b exactly, the remainder is then bounded as stated.
Where nothing is left out in the statement, nothing may be left out in the expansion.

Not done: uniformity in parameters, remainders with constants, powers whose exponents are not rational.

References: N. de Bruijn (1961), Asymptotic Methods in Analysis, ch. 1; D. Gruntz (1996).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from porism.provers.calculus.limit import MAX_PRECISION, approaches, decisions_of
from porism.provers.calculus.obligation import Obligation, Refused
from porism.symbolic.exact_value import plain_fraction
from porism.symbolic.expansion import Expander, Expansion, NoExpansion, place
from porism.symbolic.expansion_arithmetic import Key
from porism.symbolic.statements.series import Exponents, Series
from porism.symbolic.term import MINUS_ONE, Term


def obligations(statement: Series, data: Any) -> Iterator[Obligation]:
    """That the coefficients of the difference are 0 up to the remainder, on each side."""
    exponents = [e for _, e in statement.terms]
    if len(set(exponents)) != len(exponents):
        raise Refused("two terms of the series have the same powers")
    if statement.order is not None and any(key_of(e) >= key_of(statement.order) for e in exponents):
        raise Refused("a term of the series is no larger than its remainder")
    decisions = decisions_of(data, statement.scope)
    precision = plain_fraction(data["precision"])
    if not 0 < precision <= MAX_PRECISION:
        raise Refused(f"a precision beyond {MAX_PRECISION}")
    coefficients = [c for c, _ in statement.terms]
    x = statement.variable
    for at in approaches(statement.scope, x, statement.point, statement.side, *coefficients):
        try:
            expander = Expander(precision, decisions, x, place(at.centre, at.sign, decisions))
            _within(statement.order, _difference(statement, expander), expander)
        except NoExpansion as error:
            raise Refused(str(error)) from error
    yield from (Obligation(statement.scope.claim(need)) for need in decisions.needs)


def key_of(exponents: Exponents) -> Key:
    """|u^a·log(u)^b| = t^a·ℓ^b as a key of the expansions: smaller keys dominate."""
    return exponents[0], Fraction(-exponents[1]), Fraction(0)


def _difference(statement: Series, expander: Expander) -> Expansion:
    total: Term = statement.total()
    minus = expander.product(expander.constant(MINUS_ONE), expander.expansion(total))
    return expander.sum(expander.expansion(statement.expression), minus)


def _within(order: Exponents | None, rest: Expansion, expander: Expander) -> None:
    """Refuse a difference that is not seen to be O(monomial of `order`)."""
    is_zero = expander.decisions.is_zero
    if order is None:
        if rest.order is not None or not all(map(is_zero, rest.terms.values())):
            raise Refused("more than 0 is left out")
        return
    end, rest = key_of(order), expander.without_flat(rest, "a series of powers")
    if not all(is_zero(c) for key, c in sorted(rest.terms.items()) if key < end):
        raise Refused("a coefficient is not the stated one")
    if rest.order is not None and rest.order < end:
        raise Refused("the remainder is not known so well")
