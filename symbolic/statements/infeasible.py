"""Infeasible: a scope without points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from porism.symbolic.claim import Relation, relation
from porism.symbolic.statements.scope import Scope, fresh_name
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Variable


@dataclass(frozen=True)
class Infeasible(Statement):
    """No point of the domains satisfies all hypotheses of the scope."""

    kind: ClassVar[str] = "infeasible"

    @property
    def contradiction(self) -> Relation:
        """x < x for a real variable x of the hypotheses, or another one: a relation that is false everywhere."""
        used = frozenset[str]().union(*(h.variables() for h in self.scope.hypotheses))
        real = sorted(name for name in used if self.scope.domain(name).is_real)
        x = Variable(real[0] if real else fresh_name("x", self.scope.names()))
        return relation("<", x, x)

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
