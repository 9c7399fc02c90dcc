"""The scope of a statement: the domains of its free variables and the hypotheses on them.

scope.claim(relation)           the relation, claimed for every point of the scope
scope.where("x", interval)      the same scope with x ranging over an interval
scope.assuming(relation)        the same scope with one hypothesis more
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import FormatError


@dataclass(frozen=True)
class Scope:
    """Domains of variables, sorted by name, and hypotheses; a variable without a domain is real."""

    variables: tuple[tuple[str, Domain], ...] = ()
    hypotheses: tuple[Relation, ...] = ()

    @staticmethod
    def of(domains: Mapping[str, Domain], hypotheses: tuple[Relation, ...] = ()) -> Scope:
        """The scope with these domains."""
        return Scope(tuple(sorted(domains.items())), hypotheses)

    def claim(self, stated: Relation) -> Claim:
        """The claim that `stated` holds at every point of the scope."""
        return Claim.make(stated, dict(self.variables), self.hypotheses)

    def where(self, name: str, domain: Domain) -> Scope:
        """The scope in which `name` ranges over `domain`."""
        return Scope.of(dict(self.variables) | {name: domain}, self.hypotheses)

    def assuming(self, *more: Relation) -> Scope:
        """The scope with further hypotheses."""
        return Scope(self.variables, (*self.hypotheses, *more))

    def domain(self, name: str) -> Domain:
        """The domain of a variable."""
        return dict(self.variables).get(name, Domain("real"))

    def to_json(self) -> dict[str, Any]:
        """The plain form."""
        return {
            "variables": {name: domain.to_json() for name, domain in self.variables},
            "hypotheses": [h.to_json() for h in self.hypotheses],
        }

    @staticmethod
    def from_json(data: Any) -> Scope:
        """The inverse of `to_json`, for data from outside."""
        match data:
            case {"variables": dict(domains), "hypotheses": list(hypotheses)}:
                return Scope.of(
                    {str(name): Domain.from_json(d) for name, d in domains.items()},
                    tuple(Relation.from_json(h) for h in hypotheses),
                )
            case _:
                raise FormatError(f"expected a scope with variables and hypotheses, found {str(data)[:80]!r}")

    def __str__(self) -> str:
        parts = [f"{n} {'∈ ' if d.name == 'interval' else ''}{d}" for n, d in self.variables]
        text = "  for " + ", ".join(parts) if parts else ""
        return text + ("  assuming " + ", ".join(map(str, self.hypotheses)) if self.hypotheses else "")
