"""Antiderivative: F' = f at every point of the scope where F is differentiable by the rules and f is defined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from porism.symbolic.claim import Relation
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, from_json, to_json
from porism.symbolic.typeset import latex, term_box


@dataclass(frozen=True)
class Antiderivative(Statement):
    """d value / d variable = integrand."""

    integrand: Term
    variable: str
    value: Term
    kind: ClassVar[str] = "antiderivative"

    @property
    def text(self) -> str:
        return f"Integral({self.integrand}, {self.variable}) = {self.value} + C"

    def latex(self) -> str:
        f, value = (latex(term_box(t)) for t in (self.integrand, self.value))
        return rf"\int {f} \,d{self.variable} = {value} + C"

    @property
    def assumed(self) -> tuple[Relation, ...]:
        return self.scope.relations()

    def content(self) -> dict[str, Any]:
        return {"integrand": to_json(self.integrand), "variable": self.variable, "value": to_json(self.value)}

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Antiderivative:
        return cls(scope, from_json(data["integrand"]), str(data["variable"]), from_json(data["value"]))
