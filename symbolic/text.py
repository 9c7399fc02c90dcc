"""Terms and relations as text in the claim language: `parse(term_text(t)) == t` for every canonical term.

The text is Python's arithmetic syntax with SymPy's names, so it can be pasted into either. Products are printed as
fractions (`x/y`), sums with minus signs, half powers as `sqrt`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from porism.symbolic.term import (
    HALF,
    ZERO,
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    number,
    power,
)

# Binding strength, weakest first: what stands inside something stronger needs parentheses.
_SUM, _PRODUCT, _UNARY, _POWER, _ATOM = range(5)
_CONSTANT_TEXT = {"pi": "pi", "e": "E", "i": "I"}


def term_text(term: Term) -> str:
    """The text of a term.

    >>> from porism.symbolic.parse import parse_term
    >>> term_text(parse_term("-x^2/(1+x) + sqrt(2)*E"))
    'E*sqrt(2) - x**2/(x + 1)'
    """
    return _text(term)[0]


def written_order(terms: tuple[Term, ...]) -> list[Term]:
    """The terms of a sum as people write them: high powers first, numbers last, something positive in front.

    >>> from porism.symbolic.parse import parse_term
    >>> term_text(parse_term("1 - x**2")), term_text(parse_term("1 + x + x**2"))
    ('1 - x**2', 'x**2 + x + 1')
    """
    ordered = sorted(terms, key=lambda t: (isinstance(t, Number), -_degree(t)))
    positive = next((k for k, t in enumerate(ordered) if not _is_negative(t)), 0)
    return [ordered[positive], *ordered[:positive], *ordered[positive + 1 :]]


def _degree(term: Term) -> Fraction:
    match term:
        case Variable():
            return Fraction(1)
        case Power(base, Number(n)):
            return n * _degree(base)
        case Product(factors):
            return sum((_degree(f) for f in factors), Fraction(0))
        case _:
            return Fraction(0)


def _is_negative(term: Term) -> bool:
    match term:
        case Number(value) | Product((Number(value), *_)):
            return value < 0
        case _:
            return False


def _wrapped(term: Term, strength: int) -> str:
    text, own = _text(term)
    return text if own >= strength else f"({text})"


def _text(term: Term) -> tuple[str, int]:
    match term:
        case Number(value):
            if value.denominator != 1:
                return str(value), _UNARY if value < 0 else _PRODUCT
            return str(value), _UNARY if value < 0 else _ATOM
        case Constant(name):
            return _CONSTANT_TEXT[name], _ATOM
        case Variable(name):
            return name, _ATOM
        case Apply(function, argument):
            return f"{function}({_text(argument)[0]})", _ATOM
        case Derivative(expression, variable):
            return f"diff({_text(expression)[0]}, {variable})", _ATOM
        case Power(base, exponent):
            if exponent == HALF:
                return f"sqrt({_text(base)[0]})", _ATOM
            if isinstance(exponent, Number) and exponent.value < 0:
                return _product_text((term,))
            return f"{_wrapped(base, _ATOM)}**{_wrapped(exponent, _POWER)}", _POWER
        case Product(factors):
            return _product_text(factors)
        case Sum(terms):
            first, *rest = written_order(terms)
            text = _wrapped(first, _PRODUCT)
            for part in rest:
                piece = _wrapped(part, _PRODUCT)
                text += f" - {piece[1:]}" if piece.startswith("-") else f" + {piece}"
            return text, _SUM
        case _:
            assert_never(term)


def _product_text(factors: tuple[Term, ...]) -> tuple[str, int]:
    """A product as `numerator/denominator`; powers with a negative number as exponent go below the line."""
    coefficient = Fraction(1)
    above, below = list[Term](), list[Term]()
    for factor in factors:
        match factor:
            case Number(value):
                coefficient = value
            case Power(base, Number(n)) if n < 0 and (
                base != ZERO or len(factors) == 1
            ):  # 2*0 would be folded
                below.append(power(base, number(-n)) if n != -1 else base)
            case _:
                above.append(factor)
    sign = "-" if coefficient < 0 else ""
    explicit = coefficient == 0 or not above or abs(coefficient.numerator) != 1
    texts = [str(abs(coefficient.numerator))] if explicit else []
    texts += [_wrapped(f, _UNARY) for f in above]
    numerator = "*".join(texts)
    bottoms = ([str(coefficient.denominator)] if coefficient.denominator != 1 else []) + [
        _wrapped(f, _POWER) for f in below
    ]
    if bottoms:
        numerator += f"/{bottoms[0]}" if len(bottoms) == 1 else f"/({'*'.join(bottoms)})"
    return sign + numerator, _UNARY if sign else _PRODUCT
