"""Terms: the expressions that claims speak about, as frozen canonical data.

    Term = Number | Constant | Variable | Power | Apply | Product | Sum | Derivative

A term is never evaluated behind your back: `x/x` stays a product of `x` and `x**-1`, because it is not defined at 0
and a claim must say so. The constructors `add`, `multiply`, `power`, … canonicalise only where value *and* definedness
stay the same at every point: sums and products are flattened and sorted, rational numbers folded, `a - b` becomes
`a + (-1)*b`, `a/b` becomes `a * b**-1`, `sqrt(a)` becomes `a**(1/2)`, `E**a` becomes `exp(a)`.

The plain form (`to_json`, `from_json`) is nested lists, `["+", ["var", "x"], ["num", "1/2"]]`; certificates and the
checker use it, so that a proof can be checked without this package's own classes.

This module does not simplify, evaluate or decide anything. Building is linear in the size, sorting adds a logarithm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias, assert_never

from porism.symbolic.errors import FormatError, LimitError, shown

#: Functions of one argument, by their SymPy names; all are principal branches over the complex numbers. `dilog` is
#: SymPy's `polylog(2, z)`, `LambertWm1` its `LambertW(z, -1)`, `digamma` its `polygamma(0, z)`.
FUNCTIONS: frozenset[str] = frozenset({
    "exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan",
    "sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh", "abs",
    "erf", "Ei", "li", "Si", "Ci", "Shi", "Chi", "fresnels", "fresnelc", "dilog",
    "LambertW", "LambertWm1", "gamma", "loggamma", "digamma",
})  # fmt: skip
CONSTANTS: frozenset[str] = frozenset({"pi", "e", "i"})

FUNCTION_ALIASES: dict[str, str] = {
    "ln": "log",
    "arcsin": "asin",
    "arccos": "acos",
    "arctan": "atan",
    "Abs": "abs",
}

MAX_NODES = 20_000  # a page of formula has about 500 nodes
MAX_DEPTH = 150  # far below Python's recursion limit, with room for several frames a level
MAX_NUMBER_BITS = (
    13_287  # 4,000 digits: what the plain form holds, below Python's own limit for writing integers
)
MAX_EXPONENT = 10_000  # |n| in x**n for a literal n: larger ones make polynomials that no prover expands

SortKey: TypeAlias = tuple[Any, ...]  # nested tuples of str and Fraction, compared only within the same rank


@dataclass(frozen=True, slots=False)
class _Node:
    """What all terms share: a structural order and the printed form."""

    @cached_property
    def sort_key(self) -> SortKey:
        """A total order on terms that is the same on every machine."""
        return _sort_key(self)  # type: ignore[arg-type]  # every subclass is a Term

    def __str__(self) -> str:
        from porism.symbolic.text import term_text  # printing is a layer above

        return term_text(self)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Number(_Node):
    """An exact rational number."""

    value: Fraction


@dataclass(frozen=True)
class Constant(_Node):
    """One of π (`pi`), Euler's number (`e`) and the imaginary unit (`i`)."""

    name: str


@dataclass(frozen=True)
class Variable(_Node):
    """A variable; its domain stands in the claim."""

    name: str


@dataclass(frozen=True)
class Power(_Node):
    """`base ** exponent`: a repeated product for an integer, else exp(exponent·log base), and 0 at 0 if Re > 0."""

    base: Term
    exponent: Term


@dataclass(frozen=True)
class Apply(_Node):
    """One of `FUNCTIONS` applied to its argument."""

    function: str
    argument: Term


@dataclass(frozen=True)
class Product(_Node):
    """A product of at least two factors, a numeric one first."""

    factors: tuple[Term, ...]


@dataclass(frozen=True)
class Sum(_Node):
    """A sum of at least two terms."""

    terms: tuple[Term, ...]


@dataclass(frozen=True)
class Derivative(_Node):
    """The derivative of `expression` with respect to the real or complex variable `variable`."""

    expression: Term
    variable: str


Term: TypeAlias = Number | Constant | Variable | Power | Apply | Product | Sum | Derivative

ZERO, ONE, MINUS_ONE, HALF = (Number(Fraction(v)) for v in ("0", "1", "-1", "1/2"))
PI, E, I = Constant("pi"), Constant("e"), Constant("i")  # noqa: E741  # their names in mathematics

#: Functions that are read, and written by others.
ABBREVIATIONS: dict[str, Callable[[Term], Term]] = {
    "sqrt": lambda a: square_root(a),
    "erfc": lambda a: subtract(ONE, Apply("erf", a)),
    "erfi": lambda a: negate(multiply(I, Apply("erf", multiply(I, a)))),
    "factorial": lambda a: Apply("gamma", add(a, ONE)),
    "asec": lambda a: Apply("acos", divide(ONE, a)),
    "acsc": lambda a: Apply("asin", divide(ONE, a)),
    "asech": lambda a: Apply("acosh", divide(ONE, a)),
    "acsch": lambda a: Apply("asinh", divide(ONE, a)),
}

#: Names with a meaning of their own here, in Python or in SymPy: they cannot be variables. `gamma` can: a Greek letter.
RESERVED: frozenset[str] = (FUNCTIONS - {"gamma"}).union(FUNCTION_ALIASES, ABBREVIATIONS, {
    "pi", "E", "I", "diff", "oo", "zoo", "nan", "NaN", "inf", "Infinity", "None", "True", "False", "lambda",
})  # fmt: skip


def number(value: int | Fraction | str) -> Number:
    """The rational number `value`, refused beyond `MAX_NUMBER_BITS` bits."""
    fraction = Fraction(value)
    if max(fraction.numerator.bit_length(), fraction.denominator.bit_length()) > MAX_NUMBER_BITS:
        raise LimitError(f"a number has more than {MAX_NUMBER_BITS} bits; keep it as a power or a product")
    return Number(fraction)


def add(*terms: Term) -> Term:
    """The canonical sum.

    >>> print(add(number(1), Variable("x"), number(2)))
    x + 3
    """
    total, rest = Fraction(0), list[Term]()
    for term in _flat(Sum, terms):
        if isinstance(term, Number):
            total += term.value
        else:
            rest.append(term)
    if total or not rest:
        rest.append(number(total))
    return rest[0] if len(rest) == 1 else Sum(tuple(sorted(rest, key=lambda t: t.sort_key)))


def multiply(*factors: Term) -> Term:
    """The canonical product; a zero coefficient is kept, since `0 * (1/x)` is not defined at 0.

    >>> print(multiply(Variable("x"), number(2), number("1/2")))
    x
    """
    total, rest = Fraction(1), list[Term]()
    for factor in _flat(Product, factors):
        if isinstance(factor, Number):
            total *= factor.value
        else:
            rest.append(factor)
    if total != 1 or not rest:
        rest.append(number(total))
    return rest[0] if len(rest) == 1 else Product(tuple(sorted(rest, key=lambda t: t.sort_key)))


def negate(term: Term) -> Term:
    """−term."""
    return multiply(MINUS_ONE, term)


def subtract(left: Term, right: Term) -> Term:
    """left − right."""
    return add(left, negate(right))


def divide(left: Term, right: Term) -> Term:
    """left / right, as left · right⁻¹."""
    return multiply(left, power(right, MINUS_ONE))


def power(base: Term, exponent: Term) -> Term:
    """The canonical power; `0**-1` is kept as it is, a term that is defined nowhere.

    >>> print(power(number(2), number(-3)))
    1/8
    """
    if base == E:
        return Apply("exp", exponent)
    if not isinstance(exponent, Number):
        return Power(base, exponent)
    n = exponent.value
    if max(abs(n.numerator), n.denominator) > MAX_EXPONENT:
        raise LimitError(
            f"the exponent {_short(n)} exceeds {MAX_EXPONENT}; Porism does not expand such powers"
        )
    if n == 1:
        return base
    if isinstance(base, Power) and isinstance(base.exponent, Number) and n.denominator == 1:
        # (b^q)^n = b^(qn) for every principal power; but (1/b)^-1 is not defined at 0, where b is.
        q = base.exponent.value
        if n > 0 or (n < 0 < q) or (n < 0 and _never_zero(base.base)):
            return power(base.base, number(q * n))
        if n < 0 and q == 0:
            return base
        if n < -1:
            return power(power(base.base, number(q * -n)), MINUS_ONE)
    if isinstance(base, Product) and n.denominator == 1 and n:
        return multiply(*(power(factor, exponent) for factor in base.factors))
    if base == ZERO and n.denominator == 1 and n < 0:
        return Power(ZERO, MINUS_ONE)
    if isinstance(base, Number) and n.denominator == 1:
        bits = max(base.value.numerator.bit_length(), base.value.denominator.bit_length())
        if base.value not in (0, 1, -1) and bits * abs(int(n)) > MAX_NUMBER_BITS:
            raise LimitError(
                f"the power {_short(base.value)}**{_short(n)} has more than {MAX_NUMBER_BITS} bits"
            )
        return number(base.value ** int(n))
    return Power(base, exponent)


def _never_zero(term: Term) -> bool:
    return isinstance(term, Constant) or (isinstance(term, Number) and term.value != 0)


def square_root(term: Term) -> Term:
    """The principal square root, as `term ** (1/2)`."""
    return power(term, HALF)


def is_variable_name(name: str) -> bool:
    """Whether `name` may name a variable: ASCII letters, digits and `_`, a letter first, not reserved.

    >>> is_variable_name("a_1"), is_variable_name("E"), is_variable_name("__import__")
    (True, False, False)
    """
    return re.fullmatch("[A-Za-z][A-Za-z0-9_]*", name) is not None and name not in RESERVED


def children(term: Term) -> tuple[Term, ...]:
    """The immediate subterms."""
    match term:
        case Number() | Constant() | Variable():
            return ()
        case Power(base, exponent):
            return (base, exponent)
        case Apply(_, argument):
            return (argument,)
        case Product(parts) | Sum(parts):
            return parts
        case Derivative(expression, _):
            return (expression,)
        case _:
            assert_never(term)


def rebuilt(term: Term, parts: Sequence[Term]) -> Term:
    """`term` with these `children`: itself where they are its own, else built anew.

    >>> x = Variable("x")
    >>> print(rebuilt(power(x, number(2)), (ONE, number(2))))
    1
    """
    if all(part is child for part, child in zip(parts, children(term), strict=True)):
        return term
    match term:
        case Power():
            return power(*parts)
        case Apply(function, _):
            return Apply(function, *parts)
        case Product():
            return multiply(*parts)
        case Sum():
            return add(*parts)
        case Derivative(_, variable):
            return Derivative(parts[0], variable)
        case _:
            return term


def subterms(term: Term) -> Iterator[Term]:
    """All subterms, each occurrence once, inner ones first."""
    for child in children(term):
        yield from subterms(child)
    yield term


def variables(term: Term) -> frozenset[str]:
    """The names of the variables that occur in `term`."""
    return frozenset(t.name for t in subterms(term) if isinstance(t, Variable))


def substitute(term: Term, values: dict[str, Term]) -> Term:
    """`term` with each variable of `values` replaced; a derivative's own variable cannot be."""
    match term:
        case Number() | Constant():
            return term
        case Variable(name):
            return values.get(name, term)
        case Derivative(_, variable):
            if variable in values or any(variable in variables(v) for v in values.values()):
                raise FormatError(
                    f"cannot substitute for {variable} under the derivative with respect to {variable}"
                )
    return rebuilt(term, [substitute(child, values) for child in children(term)])


def replaced(term: Term, old: Term, new: Term) -> Term:
    """`term` with every occurrence of the subterm `old` replaced; derivatives are left as they are.

    >>> x = Variable("x")
    >>> print(replaced(add(Apply("sin", x), power(Apply("sin", x), number(2))), Apply("sin", x), x))
    x**2 + x
    """
    if term == old:
        return new
    if isinstance(term, Derivative):
        return term
    return rebuilt(term, [replaced(child, old, new) for child in children(term)])


def to_json(term: Term) -> list[Any]:
    """The plain form: nested lists with string leaves."""
    match term:
        case Number(value):
            return ["num", str(value)]
        case Constant(name):
            return ["const", name]
        case Variable(name):
            return ["var", name]
        case Power(base, exponent):
            return ["^", to_json(base), to_json(exponent)]
        case Apply(function, argument):
            return [function, to_json(argument)]
        case Product(factors):
            return ["*", *map(to_json, factors)]
        case Sum(terms):
            return ["+", *map(to_json, terms)]
        case Derivative(expression, variable):
            return ["diff", to_json(expression), ["var", variable]]
        case _:
            assert_never(term)


def from_json(data: Any, depth: int = 0) -> Term:
    """The canonical term of a plain form from outside; the shape is checked, nothing is trusted."""
    if depth > MAX_DEPTH:
        raise LimitError(f"a term is nested deeper than {MAX_DEPTH}")
    match data:
        case ["num", str(text)] if re.fullmatch(r"-?[0-9]{1,4000}(/0*[1-9][0-9]{0,3999})?", text):
            return number(text)
        case ["const", str(name)] if name in CONSTANTS:
            return Constant(name)
        case ["var", str(name)] if is_variable_name(name):
            return Variable(name)
        case ["diff", expression, ["var", str(name)]] if is_variable_name(name):
            return Derivative(from_json(expression, depth + 1), name)
        case [str(function), argument] if function in FUNCTIONS:
            return Apply(function, from_json(argument, depth + 1))
        case ["^", base, exponent]:
            return power(from_json(base, depth + 1), from_json(exponent, depth + 1))
        case ["+" | "*" as sign, *parts] if len(parts) > MAX_NODES:
            raise LimitError(f"{sign} of {len(parts):,} parts; a term has at most {MAX_NODES:,}")
        case ["+", first, second, *more]:
            return add(*(from_json(d, depth + 1) for d in (first, second, *more)))
        case ["*", first, second, *more]:
            return multiply(*(from_json(d, depth + 1) for d in (first, second, *more)))
        case _:
            raise FormatError(
                f"expected a term such as ['+', ['var', 'x'], ['num', '1']], found {shown(data, 80)}"
            )


def _flat(kind: type[Sum] | type[Product], parts: tuple[Term, ...]) -> Iterator[Term]:
    for part in parts:
        if isinstance(part, kind):
            yield from children(part)
        else:
            yield part


def _sort_key(term: Term) -> SortKey:
    match term:
        case Number(value):
            return (0, value)
        case Constant(name):
            return (1, name)
        case Variable(name):
            return (2, name)
        case Power(base, exponent):
            return (3, base.sort_key, exponent.sort_key)
        case Apply(function, argument):
            return (4, function, argument.sort_key)
        case Product(parts):
            return (5, len(parts), tuple(p.sort_key for p in parts))
        case Sum(parts):
            return (6, len(parts), tuple(p.sort_key for p in parts))
        case Derivative(expression, variable):
            return (7, variable, expression.sort_key)
        case _:
            assert_never(term)


def _short(value: object) -> str:
    text = (
        repr(value)
        if not isinstance(value, Fraction)
        else str(value)
        if max(abs(value.numerator), value.denominator) < 10**30
        else "(a huge number)"
    )
    return text if len(text) <= 80 else text[:77] + "…"
