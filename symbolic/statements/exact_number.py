"""Exact numbers in statements: closed terms, and algebraic numbers as the one root of a polynomial in a box.

    Exact = Term | Root

Not every algebraic number has a term: most roots of a quintic have no radicals. A `Root` is the only root of an integer
polynomial in a closed rectangle with rational corners; the rectangle of a real one is a segment of the real line. That
there is exactly one is checked where the number is used, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, TypeAlias

from porism.symbolic.errors import FormatError
from porism.symbolic.exact_value import plain_fraction
from porism.symbolic.term import Term, Variable, add, from_json, multiply, number, power, to_json, variables
from porism.symbolic.typeset import latex, term_box

MAX_DEGREE = 200
_VARIABLE = "t"


@dataclass(frozen=True)
class Root:
    """The root of Σ coefficients[k]·tᵏ with left ≤ Re ≤ right and bottom ≤ Im ≤ top."""

    coefficients: tuple[int, ...]
    left: Fraction
    right: Fraction
    bottom: Fraction = Fraction(0)
    top: Fraction = Fraction(0)

    @property
    def is_on_the_real_line(self) -> bool:
        """Whether the box is a segment of the real line."""
        return self.bottom == self.top == 0

    @property
    def polynomial(self) -> Term:
        """The polynomial, as a term in t."""
        t = Variable(_VARIABLE)
        powers = [number(1), *(power(t, number(k)) for k in range(1, len(self.coefficients)))]
        return add(*(multiply(number(c), p) for c, p in zip(self.coefficients, powers, strict=True) if c))

    def __str__(self) -> str:
        if self.is_on_the_real_line:
            return f"(the root of {self.polynomial} in [{self.left}, {self.right}])"
        return (
            f"(the root of {self.polynomial} in [{self.left}, {self.right}] + [{self.bottom}, {self.top}]*I)"
        )


Exact: TypeAlias = Term | Root


def exact_to_json(value: Exact) -> list[Any]:
    """The plain form: a term's, or `["root", coefficients, box]`."""
    if not isinstance(value, Root):
        return to_json(value)
    box = (value.left, value.right, value.bottom, value.top)
    return ["root", [str(c) for c in value.coefficients], [str(end) for end in box]]


def exact_from_json(data: Any) -> Exact:
    """The inverse of `exact_to_json`, for data from outside; a term must be closed."""
    match data:
        case ["root", list(coefficients), [left, right, bottom, top]]:
            if not 2 <= len(coefficients) <= MAX_DEGREE + 1:
                raise FormatError(
                    f"expected a polynomial of degree 1 to {MAX_DEGREE}, found {len(coefficients)} numbers"
                )
            ends = [plain_fraction(end) for end in (left, right, bottom, top)]
            return Root(tuple(int(str(c)) for c in coefficients), *ends)
        case _:
            value = from_json(data)
            if variables(value):
                raise FormatError(f"expected a number, found {value}")
            return value


def exact_latex(value: Exact) -> str:
    """The number in LaTeX."""
    if not isinstance(value, Root):
        return latex(term_box(value))
    return rf"\operatorname{{root}}\left({latex(term_box(value.polynomial))}\right)"
