"""Infimum: the bound that a function comes as near as one likes on a scope, without reaching it; perhaps none at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from porism.symbolic.statements.optimum import Sense, sense_of
from porism.symbolic.statements.scope import Scope, fresh_name
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, from_json, to_json
from porism.symbolic.typeset import latex, term_box


@dataclass(frozen=True)
class Infimum(Statement):
    """`bound` is the infimum of `objective` over the scope, and no point has it; None: there is no lower bound.

    With the sense `max` it is the supremum, and None says that there is no upper bound. The scope has points; with a
    bound the objective has a value at each of them.
    """

    objective: Term
    sense: Sense
    bound: Term | None
    kind: ClassVar[str] = "infimum"

    @property
    def parameter(self) -> str:
        """The name of the parameter of a path in the scope."""
        return fresh_name("t", self.scope.names(self.objective))

    @property
    def text(self) -> str:
        if self.bound is None:
            return f"{self.objective} has no {'lower' if self.sense == 'min' else 'upper'} bound"
        return f"{'inf' if self.sense == 'min' else 'sup'}({self.objective}) = {self.bound}, not attained"

    def latex(self) -> str:
        objective = latex(term_box(self.objective))
        word = r"\inf" if self.sense == "min" else r"\sup"
        if self.bound is None:
            return rf"{word} {objective} = {'-' if self.sense == 'min' else ''}\infty"
        return rf"{word} {objective} = {latex(term_box(self.bound))}"

    def content(self) -> dict[str, Any]:
        bound = None if self.bound is None else to_json(self.bound)
        return {"objective": to_json(self.objective), "sense": self.sense, "bound": bound}

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Infimum:
        bound = None if data["bound"] is None else from_json(data["bound"])
        return cls(scope, from_json(data["objective"]), sense_of(data["sense"]), bound)
