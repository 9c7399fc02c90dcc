"""The rational value of a closed term, where arithmetic alone gives it."""

from __future__ import annotations

from fractions import Fraction

from porism.symbolic.term import Number, Power, Product, Sum, Term

_MAX_BITS = 4_000


def rational_value(term: Term) -> Fraction | None:
    """The value of a term made of rationals, sums, products and integer powers; None for any other.

    >>> from porism.symbolic.parse import parse_term
    >>> rational_value(parse_term("(1 + 1/2)**2 - 1/4"))
    Fraction(2, 1)
    """
    match term:
        case Number(value):
            return value
        case Sum(terms) | Product(terms):
            total = Fraction(0 if isinstance(term, Sum) else 1)
            for part in terms:
                value = rational_value(part)
                if value is None:
                    return None
                total = total + value if isinstance(term, Sum) else total * value
            return total
        case Power(base, Number(n)) if n.denominator == 1:
            value = rational_value(base)
            if value is None or (value == 0 and n < 0):
                return None
            size = max(value.numerator.bit_length(), value.denominator.bit_length()) * abs(int(n))
            return value ** int(n) if size <= _MAX_BITS else None
        case _:
            return None
