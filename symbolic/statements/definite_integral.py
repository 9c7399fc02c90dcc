"""DefiniteIntegral: the integral of a function over an interval is a number, or it has none.

    ∫ f dx from `low` to `high` = `value`

The statement says, for every value of the parameters in its scope: low < high; f is defined and continuous on (low, high)
except at finitely many points; and the integral, improper at those points and at the ends, exists and equals `value`.
Improper means that each one-sided limit exists by itself: there are no principal values. For a function that is bounded
on a bounded interval this is the ordinary (Riemann) integral.

`value` is a term; `oo` or `-oo` if the function is real and the integral has this limit (the ends that diverge
all diverge to that side). `"none"` says only that there is no finite integral (`Divergent` in the text): f is defined and
continuous on an interval inside, over which it has none; elsewhere f may even be undefined.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError
from porism.symbolic.extended import Extended, extended_from_json, extended_latex, extended_to_json
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, from_json, is_variable_name, to_json
from porism.symbolic.typeset import latex, term_box

Divergent: TypeAlias = Literal["none"]


@dataclass(frozen=True)
class DefiniteIntegral(Statement):
    """The integral of `integrand` over `variable` from `low` to `high` is `value`."""

    integrand: Term
    variable: str
    low: Extended
    high: Extended
    value: Extended | Divergent
    kind: ClassVar[str] = "definite_integral"

    @property
    def text(self) -> str:
        integral = f"Integral({self.integrand}, ({self.variable}, {self.low}, {self.high}))"
        return f"{integral} diverges" if self.value == "none" else f"{integral} = {self.value}"

    def latex(self) -> str:
        low, high = extended_latex(self.low), extended_latex(self.high)
        integral = rf"\int_{{{low}}}^{{{high}}} {latex(term_box(self.integrand))} \,d{self.variable}"
        if self.value == "none":
            return rf"{integral} \text{{ diverges}}"
        return f"{integral} = {extended_latex(self.value)}"

    @property
    def assumed(self) -> tuple[Relation, ...]:
        return self.scope.relations()

    def content(self) -> dict[str, Any]:
        return {
            "integrand": to_json(self.integrand),
            "variable": self.variable,
            "low": extended_to_json(self.low),
            "high": extended_to_json(self.high),
            "value": "none" if self.value == "none" else extended_to_json(self.value),
        }

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> DefiniteIntegral:
        if not is_variable_name(data["variable"]):
            raise FormatError(f"expected a variable's name, found {data['variable']!r}")
        value = "none" if data["value"] == "none" else extended_from_json(data["value"])
        low, high = extended_from_json(data["low"]), extended_from_json(data["high"])
        return cls(scope, from_json(data["integrand"]), data["variable"], low, high, value)
