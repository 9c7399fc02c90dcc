"""Sums of hypergeometric terms as frozen data: factorials and binomials stand here, not in the claim language.

    Linear           3 + 2*n - k                  an integer combination of integer variables
    Hypergeometric   c * (l1)!**e1 * (l2)!**e2    c a term of the claim language, l linear, e a non-zero integer
    Summands         a tuple of them, its sum     () is 0

Meaning, for integers in the variables of the factorials: l! is the factorial for l >= 0; 1/l! is 0 for l < 0; l! with a
positive exponent is not defined for l < 0. So binomial(n, k) = n!/(k! (n-k)!) for n >= 0, and it is 0 beside 0..n.

References: D. Knuth (1997), The Art of Computer Programming 1, 1.2.5-1.2.6.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from porism.symbolic.errors import FormatError, LimitError, shown
from porism.symbolic.term import (
    ONE,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    from_json,
    is_variable_name,
    multiply,
    number,
    power,
    substitute,
    to_json,
    variables,
)

MAX_INTEGER = (
    10**6
)  # of the integers in a linear form: beyond it, products of that many factors would be written down
MAX_EXPONENT = 20  # of a factorial
MAX_FACTORIALS = 40  # in one term, counted with multiplicity
MAX_SUMMANDS = 400


@dataclass(frozen=True)
class Linear:
    """constant + Σ coefficient·variable, variables sorted by name, no coefficient 0."""

    constant: int
    parts: tuple[tuple[str, int], ...] = ()

    @staticmethod
    def of(constant: int, coefficients: Mapping[str, int] | None = None) -> Linear:
        """The canonical form."""
        kept = tuple(sorted((x, c) for x, c in (coefficients or {}).items() if c))
        if any(abs(c) > MAX_INTEGER for c in (constant, *(c for _, c in kept))):
            raise LimitError(f"an integer in a linear form exceeds {MAX_INTEGER:,}")
        return Linear(constant, kept)

    def coefficient(self, name: str) -> int:
        """The coefficient of a variable."""
        return dict(self.parts).get(name, 0)

    def plus(self, other: Linear | int) -> Linear:
        """The sum."""
        if isinstance(other, int):
            return Linear.of(self.constant + other, dict(self.parts))
        names = dict(self.parts) | dict(other.parts)
        both = {x: self.coefficient(x) + other.coefficient(x) for x in names}
        return Linear.of(self.constant + other.constant, both)

    def times(self, factor: int) -> Linear:
        """The product with an integer."""
        return Linear.of(self.constant * factor, {x: c * factor for x, c in self.parts})

    def minus(self, other: Linear) -> Linear:
        """The difference."""
        return self.plus(other.times(-1))

    def put(self, values: Mapping[str, Linear]) -> Linear:
        """The form with variables replaced."""
        result = Linear.of(self.constant, {x: c for x, c in self.parts if x not in values})
        for x, c in self.parts:
            if x in values:
                result = result.plus(values[x].times(c))
        return result

    def term(self) -> Term:
        """As a term of the claim language."""
        return add(*(multiply(number(c), Variable(x)) for x, c in self.parts), number(self.constant))

    def to_json(self) -> list[Any]:
        """`[constant, {variable: coefficient}]`."""
        return [self.constant, dict(self.parts)]

    @staticmethod
    def from_json(data: Any) -> Linear:
        """The inverse of `to_json`, for data from outside."""
        match data:
            case [constant, dict(parts)] if all(type(c) is int for c in (constant, *parts.values())) and all(
                isinstance(x, str) and is_variable_name(x) for x in parts
            ):
                return Linear.of(constant, parts)
            case _:
                raise FormatError(
                    f"expected [constant, {{variable: coefficient}}], found {shown(data, 80)!r}"
                )

    def __str__(self) -> str:
        return str(self.term())


@dataclass(frozen=True)
class Hypergeometric:
    """coefficient · Π (form!)^exponent; factorials sorted, each form once."""

    coefficient: Term
    factorials: tuple[tuple[Linear, int], ...] = ()

    @staticmethod
    def of(coefficient: Term, factorials: Iterable[tuple[Linear, int]] = ()) -> Hypergeometric:
        """The term; powers of the same factorial with the same sign are joined, l!/l! is kept."""
        found = dict[tuple[Linear, bool], int]()
        for form, e in factorials:
            found[form, e > 0] = found.get((form, e > 0), 0) + e
        kept = sorted(
            ((f, e) for (f, _), e in found.items() if e), key=lambda p: (p[0].parts, p[0].constant, p[1])
        )
        if sum(abs(e) for _, e in kept) > MAX_FACTORIALS or any(abs(e) > MAX_EXPONENT for _, e in kept):
            raise LimitError(f"a term has more than {MAX_FACTORIALS} factorials")
        return Hypergeometric(coefficient, tuple(kept))

    def put(self, values: Mapping[str, Linear]) -> Hypergeometric:
        """The term with variables replaced by linear forms."""
        inner = substitute(self.coefficient, {x: v.term() for x, v in values.items()})
        return Hypergeometric.of(distributed(inner), ((f.put(values), e) for f, e in self.factorials))

    def scaled(self, factor: Term) -> Hypergeometric:
        """factor · term."""
        return Hypergeometric(multiply(factor, self.coefficient), self.factorials)

    def names(self) -> frozenset[str]:
        """The variables in it."""
        return variables(self.coefficient) | self.discrete()

    def discrete(self) -> frozenset[str]:
        """The variables of the factorials, which have to be integers."""
        return frozenset(x for f, _ in self.factorials for x, _ in f.parts)

    def to_json(self) -> list[Any]:
        """`[coefficient, [[form, exponent], …]]`."""
        return [to_json(self.coefficient), [[f.to_json(), e] for f, e in self.factorials]]

    @staticmethod
    def from_json(data: Any) -> Hypergeometric:
        """The inverse of `to_json`, for data from outside."""
        match data:
            case [coefficient, list(factorials)] if all(
                isinstance(p, list) and len(p) == 2 and type(p[1]) is int and p[1] for p in factorials
            ):
                pairs = [(Linear.from_json(f), e) for f, e in factorials]
                return Hypergeometric.of(from_json(coefficient), pairs)
            case _:
                raise FormatError(f"expected [coefficient, [[form, exponent], …]], found {shown(data, 80)!r}")

    def __str__(self) -> str:
        above = [_factorial_text(f, e) for f, e in self.factorials if e > 0]
        below = [_factorial_text(f, -e) for f, e in self.factorials if e < 0]
        head = [f"({self.coefficient})"] if self.coefficient != ONE or not above else []
        text = "*".join(head + above)
        return f"{text}/({'*'.join(below)})" if below else text


Summands: TypeAlias = tuple[Hypergeometric, ...]


def summands_from_json(data: Any) -> Summands:
    """The inverse of a list of plain forms, for data from outside."""
    if not isinstance(data, list) or len(data) > MAX_SUMMANDS:
        raise FormatError(f"expected a list of at most {MAX_SUMMANDS} summands, found {shown(data, 80)!r}")
    return tuple(map(Hypergeometric.from_json, data))


def put(terms: Summands, values: Mapping[str, Linear]) -> Summands:
    """The sum with variables replaced by linear forms."""
    return tuple(t.put(values) for t in terms)


def scaled(terms: Summands, factor: Term) -> Summands:
    """factor · sum."""
    return tuple(t.scaled(factor) for t in terms)


def distributed(term: Term) -> Term:
    """The term with numbers multiplied into sums, 2*(k + 1) - 1 as 2*k + 1: the same value, defined at the same points."""
    match term:
        case Sum(terms):
            return add(*map(distributed, terms))
        case Power(base, exponent):
            return power(distributed(base), distributed(exponent))
        case Apply(function, argument):
            return Apply(function, distributed(argument))
        case Product((Number() as scale, Sum(terms))):
            return add(*(multiply(scale, distributed(t)) for t in terms))
        case Product(factors):
            return multiply(*map(distributed, factors))
        case _:
            return term


def plain(term: Term) -> Summands:
    """A term of the claim language as a sum."""
    return (Hypergeometric(term),)


def text_of(terms: Summands) -> str:
    """The sum in one line."""
    if all(not t.factorials for t in terms):
        return str(add(*(t.coefficient for t in terms)))
    return " + ".join(map(str, terms)) or "0"


def latex_of(terms: Summands) -> str:
    """The sum in LaTeX."""
    from porism.symbolic.typeset import latex, term_box  # typesetting is a layer above

    parts = list[str]()
    for t in terms:
        above = "".join(
            rf"\left({latex(term_box(f.term()))}\right)!^{{{e}}}" for f, e in t.factorials if e > 0
        )
        below = "".join(
            rf"\left({latex(term_box(f.term()))}\right)!^{{{-e}}}" for f, e in t.factorials if e < 0
        )
        head = rf"\left({latex(term_box(t.coefficient))}\right) {above}"
        parts.append(rf"\frac{{{head}}}{{{below}}}" if below else head)
    return " + ".join(parts) or "0"


def _factorial_text(form: Linear, exponent: int) -> str:
    is_variable = not form.constant and [c for _, c in form.parts] == [1]
    is_natural = form.constant >= 0 and not form.parts
    name = str(form) if is_variable or is_natural else f"({form})"  # (2*n)! is not 2*n!
    return f"{name}!" if exponent == 1 else f"{name}!**{exponent}"
