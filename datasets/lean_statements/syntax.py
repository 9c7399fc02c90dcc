"""Lean terms as they are written: frozen data, before any type is known.

    Syntax = Name | Numeral | Call | Prefix | Infix | Ascription | Bars | Quantified | Lambda | BigOperator | SetBraces

Parentheses leave no trace, as in Lean's elaboration of operators. Each node knows the offset at which it begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias, assert_never


@dataclass(frozen=True)
class Name:
    """An identifier, dots included."""

    text: str
    offset: int


@dataclass(frozen=True)
class Numeral:
    """A literal; `scientific` if it has a decimal point or exponent, which ℕ and ℤ do not have."""

    value: Fraction
    scientific: bool
    offset: int


@dataclass(frozen=True)
class Call:
    """`function argument …`."""

    function: Syntax
    arguments: tuple[Syntax, ...]
    offset: int


@dataclass(frozen=True)
class Prefix:
    """`-a`, `√a`, `↑a`, `¬a`, `‖a‖`, and the postfix `a⁻¹`, `a !` and `aᶜ`."""

    operator: str
    argument: Syntax
    offset: int


@dataclass(frozen=True)
class Infix:
    """`left operator right`, from `^` to `↔`; `offset` is the operator's."""

    operator: str
    left: Syntax
    right: Syntax
    offset: int


@dataclass(frozen=True)
class Ascription:
    """`(term : type)`."""

    term: Syntax
    type: Syntax
    offset: int


@dataclass(frozen=True)
class Bars:
    """`|a|`."""

    argument: Syntax
    offset: int


@dataclass(frozen=True)
class Binder:
    """`x y : type`; the type is None where Lean infers it. `kind` is the bracket: `(`, `{`, `[`, or empty."""

    names: tuple[str, ...]
    type: Syntax | None
    kind: str
    offset: int


@dataclass(frozen=True)
class Quantified:
    """`∀ binders, body` or `∃ binders, body`; `∀ x > 0, p` is `∀ x, x > 0 → p` already."""

    quantifier: str
    binders: tuple[Binder, ...]
    body: Syntax
    offset: int


@dataclass(frozen=True)
class Lambda:
    """`fun x : type => body` with one variable."""

    binder: Binder
    body: Syntax
    offset: int


@dataclass(frozen=True)
class BigOperator:
    """`∑ x ∈ domain, body` or `∏ x ∈ domain, body`."""

    operator: str
    name: str
    domain: Syntax
    body: Syntax
    offset: int


@dataclass(frozen=True)
class SetBraces:
    """`{a, b, …}`."""

    elements: tuple[Syntax, ...]
    offset: int


Syntax: TypeAlias = (
    Name | Numeral | Call | Prefix | Infix | Ascription | Bars | Quantified | Lambda | BigOperator | SetBraces
)


def parts_of(term: Syntax) -> tuple[Syntax, ...]:
    """The immediate subterms, the types of bound variables included."""
    match term:
        case Name() | Numeral():
            return ()
        case Call(function, arguments, _):
            return (function, *arguments)
        case Prefix(_, argument, _) | Bars(argument, _):
            return (argument,)
        case Infix(_, left, right, _):
            return (left, right)
        case Ascription(inner, kind, _):
            return (inner, kind)
        case Quantified(_, binders, body, _):
            return (*(b.type for b in binders if b.type is not None), body)
        case Lambda(binder, body, _):
            return (body,) if binder.type is None else (binder.type, body)
        case BigOperator(_, _, domain, body, _):
            return (domain, body)
        case SetBraces(elements, _):
            return elements
        case _:
            assert_never(term)


@dataclass(frozen=True)
class Statement:
    """`theorem name binders : body`, with the offset of its keyword; an `example` has an empty name."""

    name: str
    binders: tuple[Binder, ...]
    body: Syntax
    offset: int
