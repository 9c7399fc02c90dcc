"""Reads sums of hypergeometric terms as patterns in natural indices (`sequences.py`).

Terms are read as `reader.py` reads them; besides, an exponent may be a·t + o with integers a and o, t an index, and
(a·t + o)! with natural a and o may be multiplied or divided by; n!/(k!·(n − k)!) is read as a binomial.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import factorial

from porism.provers.lean.nodes import ONE, product
from porism.provers.lean.reader import MAX_POWER
from porism.provers.lean.sums.sequences import Pattern, Sequences, pattern_sum
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear, Summands
from porism.symbolic.term import Constant, Number, Power, Product, Sum, Term, Variable, variables


@dataclass(frozen=True)
class Indices:
    """What the variables that are indices are called in patterns; `hidden` ones may not occur.

    `binomial` is (n, o, k) where C(n + o, k) is read as a binomial of the indices n and k.
    """

    names: Mapping[str, str]
    hidden: frozenset[str] = frozenset()
    binomial: tuple[str, int, str] | None = None


class Reader:
    """Turns terms into patterns."""

    def __init__(self, sequences: Sequences) -> None:
        self.sequences = sequences

    def pattern(self, terms: Summands, indices: Indices) -> Pattern:
        """The sum of the terms."""
        return pattern_sum([self._term(term, indices) for term in terms])

    def term(self, term: Term, indices: Indices) -> Pattern:
        """One term of the claim language."""
        return self._read(term, indices)

    def _term(self, term: Hypergeometric, indices: Indices) -> Pattern:
        factors = [self._read(term.coefficient, indices)]
        factorials = dict(term.factorials)
        if indices.binomial is not None:
            n, offset, k = indices.binomial
            top, under = Linear.of(offset, {n: 1}), Linear.of(0, {k: 1})
            exponent = factorials.get(top, 0)
            if exponent > 0 and [factorials.get(f) for f in (under, top.minus(under))] == [-exponent] * 2:
                for form in (top, under, top.minus(under)):
                    del factorials[form]
                binomial: Pattern = ("binomial", indices.names[n], offset, indices.names[k])
                factors.append(binomial if exponent == 1 else ("pow", binomial, exponent))
        for form, exponent in factorials.items():
            value = _factorial(form, indices)
            raised = value if abs(exponent) == 1 else ("pow", value, abs(exponent))
            factors.append(raised if exponent > 0 else self.sequences.inverse(raised))
        return product(factors[1:] if factors[0] == ONE and len(factors) > 1 else factors)

    def _read(self, term: Term, indices: Indices) -> Pattern:
        match term:
            case Number(value):
                size: Pattern = ("number", abs(value.numerator))
                if value.denominator != 1:
                    inverse = self.sequences.inverse(("number", value.denominator))
                    size = inverse if abs(value.numerator) == 1 else ("mul", size, inverse)
                return ("neg", size) if value < 0 else size
            case Constant("pi" | "e" as name):
                return self.sequences.element(f"c_{name}")
            case Variable(name) if name in indices.names:
                return ("index", indices.names[name])
            case Variable(name) if name not in indices.hidden:
                return self.sequences.element(f"v_{name}")
            case Power(base, Number(n)) if n.denominator == 1 and abs(n) <= MAX_POWER:
                inside = self._read(base, indices)
                if n < 0:
                    inside = self.sequences.inverse(inside)
                return inside if abs(n) == 1 else ("pow", inside, abs(n.numerator))
            case Power(base, exponent) if not variables(base) & set(indices.names):
                return self._moving_power(base, exponent, indices)
            case Product(factors):
                return product([self._read(factor, indices) for factor in factors])
            case Sum(terms):
                numbers_last = sorted(terms, key=lambda t: isinstance(t, Number))
                return pattern_sum([self._read(part, indices) for part in numbers_last])
            case _:
                raise UnsupportedError(f"{term} is no polynomial, power or quotient of such"[:300])

    def _moving_power(self, base: Term, exponent: Term, indices: Indices) -> Pattern:
        form = linear(exponent)
        if form is None or not form.parts or any(x not in indices.names for x, _ in form.parts):
            raise UnsupportedError(f"the exponent {exponent} is no linear form with integers in the indices")
        slopes = dict(form.parts)
        if max(abs(c) for c in (*slopes.values(), form.constant)) > MAX_POWER:
            raise UnsupportedError(f"the exponent {exponent} is too large")
        if min(*slopes.values(), form.constant, 0) < 0 and not (isinstance(base, Number) and base.value):
            # 1/x^n is defined at n = 0 where x is 0; an inverse of x would leave that point out.
            raise UnsupportedError(f"the exponent {exponent} of {base} may be negative")
        found = self._read(base, indices)
        factors: list[Pattern] = [
            ("power", self._power(found, slope), indices.names[x]) for x, slope in slopes.items()
        ]
        if form.constant:
            factors.append(self._power(found, form.constant))
        return product(factors)

    def _power(self, base: Pattern, exponent: int) -> Pattern:
        inside = base if exponent > 0 else self.sequences.inverse(base)
        return inside if abs(exponent) == 1 else ("pow", inside, abs(exponent))


def linear(term: Term) -> Linear | None:
    """The linear form with integer coefficients that a term is, if it is one.

    >>> from porism.symbolic.parse import parse_term
    >>> print(linear(parse_term("2*k - 3")), linear(parse_term("k**2")))
    2*k - 3 None
    """
    match term:
        case Number(value) if value.denominator == 1:
            return Linear.of(int(value))
        case Variable(name):
            return Linear.of(0, {name: 1})
        case Product((Number(value), Variable(name))) if value.denominator == 1:
            return Linear.of(0, {name: int(value)})
        case Sum(terms):
            total = Linear.of(0)
            for part in map(linear, terms):
                if part is None:
                    return None
                total = total.plus(part)
            return total
        case _:
            return None


def _factorial(form: Linear, indices: Indices) -> Pattern:
    match form.parts:
        case () if 0 <= form.constant <= MAX_POWER:
            return ("number", factorial(form.constant))
        case ((name, factor),) if name in indices.names and factor > 0 and form.constant >= 0:
            return ("factorial", factor, form.constant, indices.names[name])
        case _:
            raise UnsupportedError(f"({form})! is not the factorial of a natural number for certain")
