"""Series: a function is a sum of powers and logarithms up to a remainder, as its variable tends to a point.

    f(x) = Σ c·u^a·log(u)^b + O(u^A·log(u)^B)      u = x − p; at infinity u = 1/x, but log(x) for log(u)

with exponents a that are rational, b that are integers, and coefficients c free of x: Taylor, Laurent, Puiseux series and
those with logarithms. It says, for every value of the parameters in its scope, that f is defined for all x ≠ p close
enough to the point on the side (or sides) in question, and that the difference is at most a constant times the last
monomial there. Without a remainder the two are equal there. Every monomial dominates the remainder, so that no other
coefficients are possible. `side` is as for limits.

Where roots or logarithms of u would not be real (u < 0) the monomial has |u| instead: `(p − x)^a`, `log(p − x)`, at −∞
`(−x)^−a`, `log(−x)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError
from porism.symbolic.exact_value import plain_fraction
from porism.symbolic.extended import (
    Extended,
    extended_from_json,
    extended_latex,
    extended_to_json,
    is_infinite,
)
from porism.symbolic.statements.limit import Side
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Term,
    Variable,
    add,
    from_json,
    is_variable_name,
    multiply,
    negate,
    number,
    power,
    subtract,
    to_json,
)
from porism.symbolic.typeset import latex, term_box

Exponents: TypeAlias = tuple[Fraction, int]  # of u and of log(u)
MAX_TERMS = 200
MAX_LOGARITHMS = 100  # the largest exponent of a logarithm


@dataclass(frozen=True)
class Series(Statement):
    """`expression` = Σ coefficient·monomial + O(monomial of `order`); `order` is None where nothing is left out."""

    expression: Term
    variable: str
    point: Extended
    side: Side
    terms: tuple[tuple[Term, Exponents], ...]
    order: Exponents | None
    kind: ClassVar[str] = "series"

    def monomial(self, exponents: Exponents) -> Term:
        """u^a·log(u)^b as a term in the variable."""
        a, b = exponents
        x = Variable(self.variable)
        if isinstance(self.point, str):
            size = x if self.point == "oo" else negate(x)
            whole = power(x if a.denominator == 1 else size, number(-a))
        else:
            gap = x if self.point == ZERO else subtract(x, self.point)
            turned = negate(x) if self.point == ZERO else subtract(self.point, x)
            size = turned if self.side == "-" else gap
            whole = power(gap if a.denominator == 1 else size, number(a))
        whole = whole if a else ONE
        return whole if b == 0 else multiply(whole, power(Apply("log", size), number(b)))

    def total(self) -> Term:
        """The series without its remainder."""
        return add(ZERO, *(multiply(c, self.monomial(e)) for c, e in self.terms))

    @property
    def text(self) -> str:
        rest = "" if self.order is None else f" + O({self.monomial(self.order)})"
        arrow = f"{self.variable} -> {self.point}" + ("" if is_infinite(self.point) else self.side)
        return f"{self.expression} = {self.total()}{rest} as {arrow.removesuffix('+-')}"

    def latex(self) -> str:
        shown = "" if is_infinite(self.point) or self.side == "+-" else f"^{self.side}"
        rest = "" if self.order is None else rf" + O\left({latex(term_box(self.monomial(self.order)))}\right)"
        both = f"{latex(term_box(self.expression))} = {latex(term_box(self.total()))}{rest}"
        return rf"{both}, \quad {self.variable} \to {extended_latex(self.point)}{shown}"

    @property
    def assumed(self) -> tuple[Relation, ...]:
        return self.scope.relations()

    def content(self) -> dict[str, Any]:
        return {
            "expression": to_json(self.expression),
            "variable": self.variable,
            "point": extended_to_json(self.point),
            "side": self.side,
            "terms": [[to_json(c), str(a), b] for c, (a, b) in self.terms],
            "order": None if self.order is None else [str(self.order[0]), self.order[1]],
        }

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Series:
        point, side, order = extended_from_json(data["point"]), data["side"], data["order"]
        if side not in ("+", "-", "+-") or not is_variable_name(data["variable"]):
            raise FormatError(
                f"expected a side + - or +- and a variable, found {side!r} and {data['variable']!r}"
            )
        if len(data["terms"]) > MAX_TERMS:
            raise FormatError(f"a series has at most {MAX_TERMS} terms")
        terms = tuple((from_json(c), _exponents(a, b)) for c, a, b in data["terms"])
        rest = None if order is None else _exponents(*order)
        return cls(scope, from_json(data["expression"]), data["variable"], point, side, terms, rest)


def _exponents(a: Any, b: Any) -> Exponents:
    if type(b) is not int or abs(b) > MAX_LOGARITHMS:
        raise FormatError(f"expected an integer exponent up to {MAX_LOGARITHMS}, found {str(b)[:40]!r}")
    return plain_fraction(a), b
