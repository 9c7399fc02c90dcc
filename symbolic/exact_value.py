"""Rational numbers: of a closed term, where arithmetic alone gives its value, and of plain data."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

from porism.symbolic.errors import FormatError
from porism.symbolic.term import Number, Power, Product, Sum, Term

_MAX_BITS = 4_000
#: No exponents: `1e999999999` is a short text, but not a small number.
_PLAIN = re.compile(r"[+-]?[0-9]{1,4300}(/0*[1-9][0-9]{0,4299}|\.[0-9]{1,400})?")


def plain_fraction(data: Any) -> Fraction:
    """The rational number that plain data from outside write as digits: `3`, `-2/7`, `0.25`.

    >>> plain_fraction("-2/7")
    Fraction(-2, 7)
    """
    text = str(data)
    if _PLAIN.fullmatch(text) is None:
        raise FormatError(f"expected a rational number such as -2/7, found {text[:40]!r}")
    return Fraction(text)


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
                part_value = rational_value(part)
                if part_value is None:
                    return None
                total = total + part_value if isinstance(term, Sum) else total * part_value
            return total
        case Power(base, Number(n)) if n.denominator == 1:
            root = rational_value(base)
            if root is None or (root == 0 and n < 0):
                return None
            size = max(root.numerator.bit_length(), root.denominator.bit_length()) * abs(int(n))
            return root ** int(n) if size <= _MAX_BITS else None
        case _:
            return None
