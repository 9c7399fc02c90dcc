"""A family of solutions: { value : each bound variable in its domain, conditions }.

x = 2                      Family(2)
x = π/4 + 2πn              Family(π/4 + 2πn, n integer)
x = r, r⁵ = r + 1          Family(r, r ∈ (1, 2), conditions r**5 - r - 1 == 0)         an algebraic number
x ≥ 0                      Family(t, t real, conditions 0 <= t)                        a whole region
x ∈ (a, b)                 Family(t, t ∈ (a, b), exactly_one)                          an enclosure of one solution
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import FormatError, shown
from porism.symbolic.term import Term, from_json, is_variable_name, to_json


@dataclass(frozen=True)
class Family:
    """The values of a term in bound variables; `exactly_one` says that one of them, and no other, is a solution."""

    value: Term
    bound: tuple[tuple[str, Domain], ...] = ()
    conditions: tuple[Relation, ...] = ()
    exactly_one: bool = False

    def to_json(self) -> dict[str, Any]:
        """The plain form."""
        return {
            "value": to_json(self.value),
            "bound": [[name, domain.to_json()] for name, domain in self.bound],
            "conditions": [c.to_json() for c in self.conditions],
            "exactly_one": self.exactly_one,
        }

    @staticmethod
    def from_json(data: Any) -> Family:
        """The inverse of `to_json`, for data from outside."""
        match data:
            case {"value": v, "bound": list(bound), "conditions": list(conditions), "exactly_one": bool(one)}:
                names = tuple((str(name), Domain.from_json(domain)) for name, domain in bound)
                if not all(is_variable_name(name) for name, _ in names):
                    raise FormatError(f"expected names of variables, found {str(bound)[:60]}")
                return Family(from_json(v), names, tuple(map(Relation.from_json, conditions)), one)
            case _:
                raise FormatError(f"expected a family of solutions, found {shown(data, 80)!r}")

    def __str__(self) -> str:
        parts = [f"{n} {'∈ ' if d.name == 'interval' else ''}{d}" for n, d in self.bound]
        rest = ", ".join([*parts, *map(str, self.conditions)])
        return f"{'the one ' if self.exactly_one else ''}{self.value}" + (f" ({rest})" if rest else "")
