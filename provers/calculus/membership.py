"""Trusted: obligations that a point, or every point of a path, belongs to a scope.

A point belongs to a scope if each coordinate lies in its variable's domain, and each hypothesis is defined and true
there. Coordinates are terms over other domains (none for a single point, a parameter for a path).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from porism.provers.calculus.obligation import Obligation, Refused
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import ZERO, Number, Term, substitute, variables

_RELATIONS: Final = {True: "<=", False: "<"}


def membership(scope: Scope, at: Mapping[str, Term], over: Mapping[str, Domain]) -> Iterator[Obligation]:
    """That the point with coordinates `at` belongs to the scope, wherever its parameters range `over` their domains."""
    stray = sorted(set().union(*map(variables, at.values())) - set(over))
    if stray:
        raise Refused(f"a coordinate holds {', '.join(stray)}")
    for name in sorted(scope.names()):
        if name not in at:
            raise Refused(f"the point has no value for {name}")
        for stated in _domain_relations(scope.domain(name), at[name], name):
            yield Obligation(Claim.make(stated, over), everywhere=True, necessary=not over)
    for h in scope.hypotheses:
        there = relation(h.kind, substitute(h.left, dict(at)), substitute(h.right, dict(at)))
        yield Obligation(Claim.make(there, over), everywhere=True, necessary=not over)


def _domain_relations(domain: Domain, value: Term, name: str) -> Iterator[Relation]:
    """Relations that hold together, defined everywhere, exactly if `value` lies in the domain."""
    if not domain.is_real:
        raise Refused(f"{name} is complex; only real variables are optimised over")
    if domain.is_discrete and not (isinstance(value, Number) and value.value.denominator == 1):
        raise Refused(f"{name} is {domain}, but its value {value} is not written as an integer")
    if domain.name == "nonzero":
        yield relation("!=", value, ZERO)
    low, high, low_closed, high_closed = domain.bounds()
    if low is not None:
        yield relation(_RELATIONS[low_closed], low, value)
    if high is not None:
        yield relation(_RELATIONS[high_closed], value, high)
    if low is None and high is None:
        yield relation("<=", value, value)  # an order is defined only between real numbers
