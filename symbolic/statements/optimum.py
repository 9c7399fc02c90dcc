"""Optimum: the least (or greatest) value of a function on a scope, with a point at which it is attained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

from porism.symbolic.errors import FormatError, shown
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, from_json, is_variable_name, to_json
from porism.symbolic.typeset import latex, term_box

Sense: TypeAlias = Literal["min", "max"]


def sense_of(data: Any) -> Sense:
    """`min` or `max`, from data from outside."""
    match data:
        case "min":
            return "min"
        case "max":
            return "max"
        case _:
            raise FormatError(f"expected min or max, found {shown(data, 40)!r}")


@dataclass(frozen=True)
class Optimum(Statement):
    """`objective` has a value at every point of the scope, `value` is the least of them, attained at `point`.

    With the sense `max` it is the greatest. A point of the scope lies in the domains and satisfies the hypotheses, which
    have to be defined there.
    """

    objective: Term
    sense: Sense
    value: Term
    point: tuple[tuple[str, Term], ...]
    kind: ClassVar[str] = "optimum"

    @property
    def text(self) -> str:
        place = ", ".join(f"{name} = {value}" for name, value in self.point)
        return f"{self.sense}({self.objective}) = {self.value} at {place}"

    def latex(self) -> str:
        objective, value = (latex(term_box(t)) for t in (self.objective, self.value))
        return rf"\{self.sense} {objective} = {value}"

    def content(self) -> dict[str, Any]:
        return {
            "objective": to_json(self.objective),
            "sense": self.sense,
            "value": to_json(self.value),
            "point": [[name, to_json(value)] for name, value in self.point],
        }

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Optimum:
        point = tuple((str(name), from_json(value)) for name, value in data["point"])
        if not all(is_variable_name(name) for name, _ in point):
            raise FormatError("a point gives values to variables")
        return cls(
            scope, from_json(data["objective"]), sense_of(data["sense"]), from_json(data["value"]), point
        )
