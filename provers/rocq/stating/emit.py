"""Terms and relations as Rocq text over the real numbers of its standard library.

    1/3 → (1 / 3)     x**3 → v_x ^ 3     sqrt(x) → sqrt v_x    x**(3/2) → sqrt v_x ^ 3    x**(1/3) → Rpower v_x (1 / 3)
    log → ln          E → exp 1          pi → PI               abs → Rabs                 asinh → arcsinh
    cot a → cos a / sin a        acosh a → ln (a + sqrt (a ^ 2 - 1))        atanh a → ln ((1 + a) / (1 - a)) / 2

The text means the term only where `obligations` hold, since Rocq's functions are real and total and ours are
principal branches over ℂ; `statement.py` makes a theorem prove them. Numbers are exact, names carry a prefix, so that
no variable can be read as a constant. Nothing is simplified; linear in the term, except that `acosh` and `atanh`
repeat their argument.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from porism.provers.realness import real_obligations
from porism.symbolic.claim import Relation, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
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
    add,
    children,
    divide,
    multiply,
    number,
    power,
    rebuilt,
    square_root,
    subtract,
)

MAX_POWER = 500  # Rocq's `^` counts in unary: x ^ 10000 would be a term of ten thousand successors

_FUNCTIONS = {
    "exp": "exp", "log": "ln", "sin": "sin", "cos": "cos", "tan": "tan", "sinh": "sinh", "cosh": "cosh",
    "tanh": "tanh", "asin": "asin", "acos": "acos", "atan": "atan", "asinh": "arcsinh", "abs": "Rabs",
}  # fmt: skip
_SIGNS = {"==": "=", "!=": "<>", "<=": "<=", "<": "<"}


def variable_name(name: str) -> str:
    """The name of a variable in Rocq."""
    return f"v_{name}"


def number_text(value: Fraction) -> str:
    """A rational number as a quotient of integers, an atom or in parentheses.

    >>> number_text(Fraction(-1, 3))
    '(- (1 / 3))'
    """
    return _wrapped(number(value), _ATOM)


def term_text(term: Term) -> str:
    """The term in Rocq's `R_scope`, an atom or in parentheses.

    >>> from porism.symbolic.parse import parse_term
    >>> term_text(parse_term("x**2/3 - sqrt(y)/x"))
    '(v_x ^ 2 / 3 - sqrt v_y / v_x)'
    """
    return _wrapped(term, _ATOM)


def definition(term: Apply) -> Term:
    """A function that Rocq's library does not have, by its definition; equal to it where its obligations hold."""
    a = term.argument
    match term.function:
        case "cot":
            return divide(Apply("cos", a), Apply("sin", a))
        case "sec":
            return power(Apply("cos", a), MINUS_ONE)
        case "csc":
            return power(Apply("sin", a), MINUS_ONE)
        case "coth":
            return divide(Apply("cosh", a), Apply("sinh", a))
        case "sech":
            return power(Apply("cosh", a), MINUS_ONE)
        case "csch":
            return power(Apply("sinh", a), MINUS_ONE)
        case "acosh":
            return Apply("log", add(a, square_root(subtract(power(a, number(2)), ONE))))
        case "atanh":
            return multiply(HALF, Apply("log", divide(add(ONE, a), subtract(ONE, a))))
        case function:
            raise UnsupportedError(f"Rocq has no function {function}")


def unfolded(term: Term) -> Term:
    """`term` with every function that Rocq's library does not have replaced by its definition."""
    match term:
        case Apply(function, argument) if function not in _FUNCTIONS:
            return definition(Apply(function, unfolded(argument)))
        case _:
            return rebuilt(term, [unfolded(child) for child in children(term)])


def relation_text(stated: Relation) -> str:
    """The relation as a proposition.

    >>> relation_text(Relation.parse("1/x >= 2"))
    '2 <= 1 / v_x'
    """
    return f"{_text(stated.left)[0]} {_SIGNS[stated.kind]} {_text(stated.right)[0]}"


def obligations(term: Term, moving: frozenset[str] = frozenset()) -> Iterator[Relation]:
    """What must hold, besides the `≠ 0` conditions, for the text of `term` to mean its value; inner ones first.

    The value under a derivative must be the term's in a whole neighbourhood: where a subterm depends on one of the
    `moving` variables its obligations are strict, and by continuity they then hold nearby.

    >>> from porism.symbolic.parse import parse_term
    >>> [str(r) for r in obligations(parse_term("log(x) + sqrt(y) + asin(z)"))]
    ['0 <= y', '-1 <= z', 'z <= 1', '0 < x']
    """
    for stated in real_obligations(term, _power_obligations, moving):
        if not is_numerically_true(stated):
            yield stated


def _power_obligations(power: Power) -> Sequence[Relation]:
    match power.exponent:
        case Number(n) if n.denominator == 1:
            return ()
        case Number(n) if n.denominator == 2 and n > 0:
            return (relation("<=", ZERO, power.base),)
        case _:
            return (relation("<", ZERO, power.base),)


def is_numerically_true(stated: Relation) -> bool:
    """Whether the relation is between rational numbers and holds."""
    match stated:
        case Relation(kind, Number(a), Number(b)):
            return {"==": a == b, "!=": a != b, "<=": a <= b, "<": a < b}[kind]
        case _:
            return False


# How tightly a text binds, as in Rocq: `- a * b` is (- a) * b, `- a ^ 2` is - (a ^ 2), `sin a ^ 2` is (sin a) ^ 2.
_SUM, _PRODUCT, _POWER, _APPLICATION, _ATOM = range(5)


def _wrapped(term: Term, strength: int) -> str:
    text, own = _text(term)
    return text if own >= strength else f"({text})"


def _text(term: Term) -> tuple[str, int]:
    match term:
        case Number(value):
            text = (
                str(abs(value.numerator))
                if value.denominator == 1
                else f"{abs(value.numerator)} / {value.denominator}"
            )
            if value < 0:
                return (f"- {text}" if value.denominator == 1 else f"- ({text})"), _SUM
            return text, _ATOM if value.denominator == 1 else _PRODUCT
        case Variable(name):
            return variable_name(name), _ATOM
        case Constant("pi"):
            return "PI", _ATOM
        case Constant("e"):
            return "exp 1", _APPLICATION
        case Constant(name):
            raise UnsupportedError(f"the constant {name} is not a real number")
        case Apply(function, argument) if function in _FUNCTIONS:
            return f"{_FUNCTIONS[function]} {_wrapped(argument, _ATOM)}", _APPLICATION
        case Apply():
            return _text(definition(term))
        case Power(base, Number(n)) if n < 0:
            return f"1 / {_wrapped(power(base, number(-n)), _POWER)}", _PRODUCT
        case Power(base, Number(n)):
            return _positive_power(base, n)
        case Power(base, exponent):
            return f"Rpower {_wrapped(base, _ATOM)} {_wrapped(exponent, _ATOM)}", _APPLICATION
        case Product():
            negative, text = _signed_product(term)
            return (f"- ({text})", _SUM) if negative else (text, _PRODUCT)
        case Sum(terms):
            # Numbers are sorted first; people write them last.
            first, *rest = (_signed_product(t) for t in sorted(terms, key=lambda t: isinstance(t, Number)))
            text = ("- " if first[0] else "") + first[1]
            for negative, piece in rest:
                text += (" - " if negative else " + ") + piece
            return text, _SUM
        case Derivative():
            raise UnsupportedError(f"{term} stands where Rocq needs a value")
        case _:
            assert_never(term)


def _positive_power(base: Term, exponent: Fraction) -> tuple[str, int]:
    if exponent > MAX_POWER:
        raise UnsupportedError(f"the exponent {exponent} exceeds {MAX_POWER}, the largest that Rocq is given")
    if exponent.denominator == 1:
        return f"{_wrapped(base, _APPLICATION)} ^ {exponent.numerator}", _POWER
    if exponent.denominator == 2:
        root = f"sqrt {_wrapped(base, _ATOM)}"
        return (root, _APPLICATION) if exponent == HALF.value else (f"{root} ^ {exponent.numerator}", _POWER)
    return f"Rpower {_wrapped(base, _ATOM)} {number_text(exponent)}", _APPLICATION


def _signed_product(term: Term) -> tuple[bool, str]:
    """Whether a minus sign stands before the term, and the rest, which binds at least as tightly as a product."""
    coefficient = Fraction(1)
    above, below = list[Term](), list[Term]()
    for factor in term.factors if isinstance(term, Product) else (term,):
        match factor:
            case Number(value):
                coefficient = value
            case Power(base, Number(n)) if n < 0:
                below.append(power(base, number(-n)) if n != -1 else base)
            case _:
                above.append(factor)
    texts = [_wrapped(factor, _POWER) for factor in above]
    if abs(coefficient.numerator) != 1 or not above:
        texts.insert(0, str(abs(coefficient.numerator)))
    text = " * ".join(texts)
    divisors = [str(coefficient.denominator)] if coefficient.denominator != 1 else []
    divisors += [_wrapped(factor, _POWER) for factor in below]
    if divisors:
        text += f" / {divisors[0]}" if len(divisors) == 1 else f" / ({' * '.join(divisors)})"
    return coefficient < 0, text
