"""Limit: a function tends to a value as its variable tends to a point from one side, or from both.

The statement says, for every value of the parameters in its scope: the function is defined for all x close enough to the
point on the side (or sides) in question, x ≠ point, and tends to `value`. A finite value may be complex; `oo` and
`-oo` say besides that the function is real there. `side` is `+` for x > point, `-` for x < point, `+-` for both; at `oo`
it is `-`, at `-oo` it is `+`, since there is only one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError
from porism.symbolic.extended import (
    Extended,
    extended_from_json,
    extended_latex,
    extended_to_json,
    is_infinite,
)
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, from_json, is_variable_name, to_json
from porism.symbolic.typeset import latex, term_box

Side: TypeAlias = Literal["+", "-", "+-"]


@dataclass(frozen=True)
class Limit(Statement):
    """lim `expression` = `value` as `variable` → `point` from `side`."""

    expression: Term
    variable: str
    point: Extended
    side: Side
    value: Extended
    kind: ClassVar[str] = "limit"

    @property
    def text(self) -> str:
        arrow = f"{self.variable} -> {self.point}" + (self.side if not is_infinite(self.point) else "")
        return f"lim({self.expression}, {arrow.removesuffix('+-')}) = {self.value}"

    def latex(self) -> str:
        shown = "" if is_infinite(self.point) or self.side == "+-" else f"^{self.side}"
        arrow = rf"{self.variable} \to {extended_latex(self.point)}{shown}"
        return rf"\lim_{{{arrow}}} {latex(term_box(self.expression))} = {extended_latex(self.value)}"

    @property
    def assumed(self) -> tuple[Relation, ...]:
        return self.scope.relations()

    def content(self) -> dict[str, Any]:
        return {
            "expression": to_json(self.expression),
            "variable": self.variable,
            "point": extended_to_json(self.point),
            "side": self.side,
            "value": extended_to_json(self.value),
        }

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Limit:
        point, side = extended_from_json(data["point"]), data["side"]
        if side not in ("+", "-", "+-") or not is_variable_name(data["variable"]):
            raise FormatError(
                f"expected a side + - or +- and a variable, found {side!r} and {data['variable']!r}"
            )
        value = extended_from_json(data["value"])
        return cls(scope, from_json(data["expression"]), data["variable"], point, side, value)
