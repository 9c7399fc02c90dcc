"""Reads sums of hypergeometric terms as patterns in one natural index (`sequences.py`).

Terms are read as `reader.py` reads them; besides, an exponent may be a·t + o with integers a and o, t the index, and
(a·t + o)! with natural a and o may be multiplied or divided by.
"""

from __future__ import annotations

from math import factorial

from porism.provers.lean.nodes import ONE, product
from porism.provers.lean.reader import MAX_POWER
from porism.provers.lean.sequences import Pattern, Sequences, pattern_sum
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear, Summands
from porism.symbolic.term import Constant, Number, Power, Product, Sum, Term, Variable, variables


class Reader:
    """Turns terms into patterns; `limit` is a natural number's name that no other pattern than its own may have."""

    def __init__(self, sequences: Sequences, limit: str | None) -> None:
        self.sequences = sequences
        self.limit = limit

    def pattern(self, terms: Summands, index: str | None) -> Pattern:
        """The sum of the terms, `index` being the natural number on which they depend."""
        return pattern_sum([self._term(term, index) for term in terms])

    def _term(self, term: Hypergeometric, index: str | None) -> Pattern:
        factors = [self._read(term.coefficient, index)]
        for form, exponent in term.factorials:
            value = _factorial(form, index)
            raised = value if abs(exponent) == 1 else ("pow", value, abs(exponent))
            factors.append(raised if exponent > 0 else self.sequences.inverse(raised))
        return product(factors[1:] if factors[0] == ONE and len(factors) > 1 else factors)

    def _read(self, term: Term, index: str | None) -> Pattern:
        match term:
            case Number(value):
                size: Pattern = ("number", abs(value.numerator))
                if value.denominator != 1:
                    inverse = self.sequences.inverse(("number", value.denominator))
                    size = inverse if abs(value.numerator) == 1 else ("mul", size, inverse)
                return ("neg", size) if value < 0 else size
            case Constant("pi" | "e" as name):
                return self.sequences.element(f"c_{name}")
            case Variable(name) if name == index:
                return ("index",)
            case Variable(name) if name != self.limit:
                return self.sequences.element(f"v_{name}")
            case Power(base, Number(n)) if n.denominator == 1 and abs(n) <= MAX_POWER:
                inside = self._read(base, index)
                if n < 0:
                    inside = self.sequences.inverse(inside)
                return inside if abs(n) == 1 else ("pow", inside, abs(n.numerator))
            case Power(base, exponent) if index is not None and index not in variables(base):
                return self._moving_power(base, exponent, index)
            case Product(factors):
                return product([self._read(factor, index) for factor in factors])
            case Sum(terms):
                numbers_last = sorted(terms, key=lambda t: isinstance(t, Number))
                return pattern_sum([self._read(part, index) for part in numbers_last])
            case _:
                raise UnsupportedError(f"{term} is no polynomial, power or quotient of such"[:300])

    def _moving_power(self, base: Term, exponent: Term, index: str) -> Pattern:
        form = linear(exponent)
        if form is None or [x for x, _ in form.parts] != [index]:
            raise UnsupportedError(f"the exponent {exponent} is not {index} times an integer plus an integer")
        slope, offset = form.coefficient(index), form.constant
        if max(abs(slope), abs(offset)) > MAX_POWER:
            raise UnsupportedError(f"the exponent {exponent} is too large")
        if min(slope, offset) < 0 and not (isinstance(base, Number) and base.value):
            # 1/x^n is defined at n = 0 where x is 0; an inverse of x would leave that point out.
            raise UnsupportedError(f"the exponent {exponent} of {base} may be negative")
        found = self._read(base, index)
        raised = self._power(found, slope)
        moving: Pattern = ("power", raised)
        return moving if offset == 0 else ("mul", moving, self._power(found, offset))

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


def _factorial(form: Linear, index: str | None) -> Pattern:
    match form.parts:
        case () if 0 <= form.constant <= MAX_POWER:
            return ("number", factorial(form.constant))
        case ((name, factor),) if name == index and factor > 0 and form.constant >= 0:
            return ("factorial", factor, form.constant)
        case _:
            raise UnsupportedError(f"({form})! is not the factorial of a natural number for certain")
