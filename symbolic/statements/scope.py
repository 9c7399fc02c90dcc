"""The scope of a statement: the domains of its free variables and the hypotheses on them.

scope.claim(relation)           the relation, claimed for every point of the scope
scope.where("x", interval)      the same scope with x ranging over an interval
scope.assuming(relation)        the same scope with one hypothesis more
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import FormatError, shown
from porism.symbolic.term import ZERO, Term, Variable, variables


def fresh_name(name: str, taken: frozenset[str]) -> str:
    """`name`, or `name1`, `name2`, … where it is taken.

    >>> fresh_name("t", frozenset({"t", "t1"}))
    't2'
    """
    return next(n for n in (name, *(f"{name}{k}" for k in range(1, len(taken) + 2))) if n not in taken)


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

    def names(self, *terms: Term) -> frozenset[str]:
        """The names of the variables that the scope, its hypotheses and the terms have."""
        own = {name for name, _ in self.variables}
        return frozenset(own.union(*(h.variables() for h in self.hypotheses), *map(variables, terms)))

    def relations(self) -> tuple[Relation, ...]:
        """The signs and bounds that the domains give, and the hypotheses, as relations."""
        return (
            *(r for name, domain in self.variables for r in domain_relations(name, domain)),
            *self.hypotheses,
        )

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
                raise FormatError(
                    f"expected a scope with variables and hypotheses, found {shown(data, 80)!r}"
                )

    def __str__(self) -> str:
        parts = [f"{n} {'∈ ' if d.name == 'interval' else ''}{d}" for n, d in self.variables]
        text = "  for " + ", ".join(parts) if parts else ""
        return text + ("  assuming " + ", ".join(map(str, self.hypotheses)) if self.hypotheses else "")


def domain_relations(name: str, domain: Domain) -> tuple[Relation, ...]:
    """What membership says as relations: `0 < x` for `positive`; that a variable is real or an integer is none.

    >>> [str(r) for r in domain_relations("x", Domain("positive"))]
    ['0 < x']
    """
    if not domain.is_real:
        return ()
    x, (low, high, low_closed, high_closed) = Variable(name), domain.bounds()
    found = [relation("<=" if low_closed else "<", low, x)] if low is not None else []
    found += [relation("<=" if high_closed else "<", x, high)] if high is not None else []
    return (*found, *((relation("!=", x, ZERO),) if domain.name == "nonzero" else ()))
