"""NoLimit: a function has no limit, neither a number nor ±∞, as its variable tends to a point from one side, or from both.

The statement says so for every value of the parameters in its scope. `side` is as for limits. From both sides there is no
limit either where the limits from the two sides differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError
from porism.symbolic.extended import (
    Extended,
    extended_from_json,
    extended_latex,
    extended_to_json,
    is_infinite,
)
from porism.symbolic.statements.limit import Side
from porism.symbolic.statements.scope import Scope, fresh_name
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, from_json, is_variable_name, to_json
from porism.symbolic.typeset import latex, term_box


@dataclass(frozen=True)
class NoLimit(Statement):
    """lim `expression` does not exist as `variable` → `point` from `side`."""

    expression: Term
    variable: str
    point: Extended
    side: Side
    kind: ClassVar[str] = "no limit"

    @property
    def text(self) -> str:
        arrow = f"{self.variable} -> {self.point}" + (self.side if not is_infinite(self.point) else "")
        return f"lim({self.expression}, {arrow.removesuffix('+-')}) does not exist"

    def latex(self) -> str:
        shown = "" if is_infinite(self.point) or self.side == "+-" else f"^{self.side}"
        arrow = rf"{self.variable} \to {extended_latex(self.point)}{shown}"
        return rf"\lim_{{{arrow}}} {latex(term_box(self.expression))} \text{{ does not exist}}"

    @property
    def index(self) -> str:
        """The name of the natural number that counts the points of a sequence in a proof."""
        point = () if isinstance(self.point, str) else (self.point,)
        return fresh_name("n", self.scope.names(self.expression, *point) | {self.variable})

    @property
    def assumed(self) -> tuple[Relation, ...]:
        return self.scope.relations()

    def content(self) -> dict[str, Any]:
        return {
            "expression": to_json(self.expression),
            "variable": self.variable,
            "point": extended_to_json(self.point),
            "side": self.side,
        }

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> NoLimit:
        point, side = extended_from_json(data["point"]), data["side"]
        if side not in ("+", "-", "+-") or not is_variable_name(data["variable"]):
            raise FormatError(
                f"expected a side + - or +- and a variable, found {side!r} and {data['variable']!r}"
            )
        return cls(scope, from_json(data["expression"]), data["variable"], point, side)
