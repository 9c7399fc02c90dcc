"""Infeasible: a scope without points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement


@dataclass(frozen=True)
class Infeasible(Statement):
    """No point of the domains satisfies all hypotheses of the scope."""

    kind: ClassVar[str] = "infeasible"

    @property
    def text(self) -> str:
        return "no point satisfies the constraints"

    def latex(self) -> str:
        return r"\text{no point satisfies the constraints}"

    def content(self) -> dict[str, Any]:
        return {}

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Infeasible:
        return cls(scope)
