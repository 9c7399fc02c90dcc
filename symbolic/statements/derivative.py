"""DerivativeValue: the derivative of a term, for one variable after another, is a value at every point of the scope.

The statement speaks about the points at which both sides are defined; a point at which the term has no derivative by the rules
of calculus (the end of a root's domain, a branch cut) is not one of them, and is excluded by the scope.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from typing import Any, ClassVar

from porism.symbolic.claim import Relation
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Derivative, Term, from_json, to_json
from porism.symbolic.typeset import latex, term_box


@dataclass(frozen=True)
class DerivativeValue(Statement):
    """d/d(orders) expression = value."""

    expression: Term
    orders: tuple[str, ...]
    value: Term
    kind: ClassVar[str] = "derivative"

    @property
    def text(self) -> str:
        return f"{self.nested} = {self.value}"

    @property
    def nested(self) -> Term:
        """The derivative as a term."""
        return reduce(Derivative, self.orders, self.expression)

    def latex(self) -> str:
        f, value = (latex(term_box(t)) for t in (self.expression, self.value))
        operators = "".join(rf"\frac{{d}}{{d{x}}} " for x in reversed(self.orders))
        return rf"{operators}\left({f}\right) = {value}"

    @property
    def assumed(self) -> tuple[Relation, ...]:
        return self.scope.relations()

    def content(self) -> dict[str, Any]:
        return {
            "expression": to_json(self.expression),
            "orders": list(self.orders),
            "value": to_json(self.value),
        }

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> DerivativeValue:
        orders = tuple(str(x) for x in data["orders"])
        return cls(scope, from_json(data["expression"]), orders, from_json(data["value"]))
