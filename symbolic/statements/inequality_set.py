"""InequalitySet: where relations in one real unknown hold is exactly this union of intervals and points.

The set consists of the points x of the unknown's domain at which **every** relation is defined and holds. A relation is
defined at x if every subterm has a value there (no division by 0, no log 0), and, if it is an order (<, ≤), both its sides
are real numbers; a subterm may be complex on the way. So √x < 1 holds exactly on [0, 1): at x = −1 the left side is i, and
i < 1 is not defined. x⁻¹ ≠ 0 does not hold at 0, where it is not defined. `!=` and `==` may compare complex numbers.

A piece is (low, high, low belongs, high belongs); None is an infinite end, a point has low = high. The empty set has no pieces.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError, shown
from porism.symbolic.statements.exact_number import Exact, exact_from_json, exact_latex, exact_to_json
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import is_variable_name
from porism.symbolic.typeset import latex, term_box

Piece: TypeAlias = tuple[Exact | None, Exact | None, bool, bool]


@dataclass(frozen=True)
class InequalitySet(Statement):
    """{unknown in its domain : all relations are defined and hold} = the union of the pieces."""

    relations: tuple[Relation, ...]
    unknown: str
    pieces: tuple[Piece, ...]
    kind: ClassVar[str] = "inequality set"

    @property
    def text(self) -> str:
        union = " ∪ ".join(map(_piece_text, self.pieces)) or "∅"
        return f"{', '.join(map(str, self.relations))} exactly for {self.unknown} in {union}"

    def latex(self) -> str:
        sign = {"==": "=", "!=": r"\neq", "<=": r"\leq", "<": "<"}
        stated = r",\; ".join(
            f"{latex(term_box(r.left))} {sign[r.kind]} {latex(term_box(r.right))}" for r in self.relations
        )
        union = r" \cup ".join(map(_piece_latex, self.pieces)) or r"\emptyset"
        return rf"{stated} \iff {self.unknown} \in {union}"

    def content(self) -> dict[str, Any]:
        pieces = [
            [None if low is None else exact_to_json(low), None if high is None else exact_to_json(high), a, b]
            for low, high, a, b in self.pieces
        ]
        return {"relations": [r.to_json() for r in self.relations], "unknown": self.unknown, "pieces": pieces}

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> InequalitySet:
        if not is_variable_name(str(data["unknown"])):
            raise FormatError(f"expected a variable's name, found {str(data['unknown'])[:60]}")
        pieces = tuple(map(_piece, data["pieces"]))
        return cls(scope, tuple(map(Relation.from_json, data["relations"])), str(data["unknown"]), pieces)


def _piece(data: Any) -> Piece:
    match data:
        case [low, high, bool(a), bool(b)]:
            ends = [None if end is None else exact_from_json(end) for end in (low, high)]
            return ends[0], ends[1], a, b
        case _:
            raise FormatError(f"expected [low, high, low belongs, high belongs], found {shown(data, 60)}")


def _piece_text(piece: Piece) -> str:
    low, high, a, b = piece
    if low is not None and low == high:
        return f"{{{low}}}"
    left, right = ("-oo" if low is None else str(low)), ("oo" if high is None else str(high))
    return f"{'[' if a else '('}{left}, {right}{']' if b else ')'}"


def _piece_latex(piece: Piece) -> str:
    low, high, a, b = piece
    if low is not None and low == high:
        return rf"\left\{{{exact_latex(low)}\right\}}"
    left = r"-\infty" if low is None else exact_latex(low)
    right = r"\infty" if high is None else exact_latex(high)
    return rf"\left{'[' if a else '('}{left}, {right}\right{']' if b else ')'}"
