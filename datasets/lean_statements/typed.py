"""Typed expressions and propositions: what a Lean statement means once every literal has its type.

    Type   = ℕ < ℤ < ℚ < ℝ < ℂ                 coercions go from left to right and are embeddings
    Typed  = Literal | Local | Operation | Power | Cast | Function | Applied | Folded
    Prop   = Relation | Truth | Not | And | Or | Implies | Iff | ForAll | Exists

A `Cell` is a type that may still be open; unifying two open cells makes them one. Nothing here knows Lean's text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from typing import TypeAlias

from porism.datasets.lean_statements.refusal import Reason, Refusal


class Type(IntEnum):
    """The number types, in the order of coercion."""

    NAT = 0
    INT = 1
    RAT = 2
    REAL = 3
    COMPLEX = 4

    @property
    def symbol(self) -> str:
        """ℕ, ℤ, ℚ, ℝ or ℂ."""
        return "ℕℤℚℝℂ"[self]

    @property
    def is_field(self) -> bool:
        """Whether a nonzero element has an inverse."""
        return self >= Type.RAT


@dataclass(eq=False)
class Cell:
    """A type that elaboration has yet to find; `literal` says that only numerals speak for it, which default to ℕ."""

    known: Type | None = None
    literal: bool = True
    forward: Cell | None = None

    def root(self) -> Cell:
        """The cell that stands for this one."""
        cell = self
        while cell.forward is not None:
            cell = cell.forward
        return cell

    @property
    def type(self) -> Type | None:
        """The type, or None while it is open."""
        return self.root().known

    def unify(self, other: Cell, offset: int) -> None:
        """Make two cells one; two different types are refused."""
        a, b = self.root(), other.root()
        if a is b:
            return
        if a.known is not None and b.known is not None and a.known != b.known:
            raise Refusal(Reason.ELABORATION, f"{a.known.symbol} where {b.known.symbol} is expected", offset)
        a.known = a.known if a.known is not None else b.known
        a.literal = a.literal and b.literal
        b.forward = a


@dataclass(frozen=True)
class Signature:
    """The type of a function variable."""

    arguments: tuple[Type, ...]
    result: Type


@dataclass(eq=False)
class Binding:
    """A bound variable: a number with its cell, or a function."""

    name: str
    cell: Cell
    signature: Signature | None = None


@dataclass(frozen=True, eq=False)
class Literal:
    """A numeral."""

    value: Fraction
    cell: Cell
    offset: int


@dataclass(frozen=True, eq=False)
class Local:
    """A bound variable."""

    binding: Binding
    cell: Cell
    offset: int


@dataclass(frozen=True, eq=False)
class Operation:
    """`+ - * / %` of two operands, `neg` and `inv` of one, all of the type of the cell."""

    operator: str
    operands: tuple[Typed, ...]
    cell: Cell
    offset: int


@dataclass(frozen=True, eq=False)
class Power:
    """`base ^ exponent`; the exponent has a type of its own."""

    base: Typed
    exponent: Typed
    cell: Cell
    offset: int


@dataclass(frozen=True, eq=False)
class Cast:
    """`↑operand`."""

    operand: Typed
    cell: Cell
    offset: int


@dataclass(frozen=True, eq=False)
class Function:
    """A function of the library with its arguments, under its full name."""

    name: str
    arguments: tuple[Typed, ...]
    cell: Cell
    offset: int


@dataclass(frozen=True, eq=False)
class Applied:
    """A function variable with its arguments."""

    function: Binding
    arguments: tuple[Typed, ...]
    cell: Cell
    offset: int


@dataclass(frozen=True, eq=False)
class Folded:
    """A sum (`+`) or product (`*`) of `body` over the integers from `low` to `high`, the ends included as `shift` says."""

    operator: str
    index: Binding
    low: Typed | None
    high: Typed
    shift: tuple[int, int]
    body: Typed
    cell: Cell
    offset: int


Typed: TypeAlias = Literal | Local | Operation | Power | Cast | Function | Applied | Folded


@dataclass(frozen=True, eq=False)
class Relation:
    """`left kind right` with kind one of `== != < <=`."""

    kind: str
    left: Typed
    right: Typed
    offset: int


@dataclass(frozen=True, eq=False)
class Truth:
    """`True` or `False`."""

    value: bool


@dataclass(frozen=True, eq=False)
class Not:
    """¬p."""

    part: Prop


@dataclass(frozen=True, eq=False)
class And:
    """p ∧ q."""

    left: Prop
    right: Prop


@dataclass(frozen=True, eq=False)
class Or:
    """p ∨ q."""

    left: Prop
    right: Prop


@dataclass(frozen=True, eq=False)
class Implies:
    """p → q."""

    left: Prop
    right: Prop


@dataclass(frozen=True, eq=False)
class Iff:
    """p ↔ q."""

    left: Prop
    right: Prop


@dataclass(frozen=True, eq=False)
class ForAll:
    """∀ x, p."""

    binding: Binding
    body: Prop


@dataclass(frozen=True, eq=False)
class Exists:
    """∃ x, p."""

    binding: Binding
    body: Prop


@dataclass(frozen=True, eq=False)
class Defines:
    """`f = fun x => body`."""

    function: Binding
    index: Binding
    body: Typed


@dataclass(frozen=True, eq=False)
class Member:
    """`x ∈` an interval with `(low, closed)` and `(high, closed)`, None where it is unbounded."""

    element: Typed
    low: tuple[Typed, bool] | None
    high: tuple[Typed, bool] | None
    offset: int


@dataclass(frozen=True, eq=False)
class Nonzero:
    """`x ∈ {0}ᶜ`."""

    element: Typed
    offset: int


Prop: TypeAlias = (
    Relation | Truth | Not | And | Or | Implies | Iff | ForAll | Exists | Defines | Member | Nonzero
)


@dataclass
class Elaborated:
    """A statement with types: its variables in order, its hypotheses, its conclusion."""

    bindings: list[Binding] = field(default_factory=list)
    hypotheses: list[tuple[str, Prop]] = field(default_factory=list)
    goal: Prop = field(default_factory=lambda: Truth(True))
