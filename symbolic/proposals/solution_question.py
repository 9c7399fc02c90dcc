"""The question that a completeness proof is about, and what its branches have found: families, refused candidates.

`Collected` goes through the whole search; a restart with a proviso or another preference begins with a new one.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.meaning import value
from porism.symbolic.proposals.solution_tree import (
    Known,
)
from porism.symbolic.proposals.solution_values import (
    PRECISION,
    is_zero,
    parameter_points,
)
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.term import (
    Term,
    Variable,
)


class NeedProviso(Exception):  # a restart, not an error
    """Generic answers suppose this relation on the parameters."""

    def __init__(self, stated: Relation) -> None:
        super().__init__(str(stated))
        self.stated = stated


@dataclass
class Collected:
    """The question, and what the branches of its proof have found so far."""

    left: Term
    right: Term
    unknown: str
    scope: Scope
    generic: bool
    provisos: tuple[Relation, ...] = ()
    families: list[Family] = field(default_factory=list)
    rejected: dict[Term, None] = field(default_factory=dict)
    prefers_order: bool = (
        False  # where an interval has no zero: an order of the sides, or a strict derivative
    )
    had_choice: bool = False

    @property
    def x(self) -> Variable:
        """The unknown."""
        return Variable(self.unknown)

    @property
    def domain(self) -> Domain:
        """The unknown's domain."""
        return self.scope.domain(self.unknown)

    @property
    def parameters(self) -> dict[str, Domain]:
        """The other variables of the question."""
        stated = (relation("==", self.left, self.right), *self.scope.hypotheses)
        names = set().union(*(r.variables() for r in stated)) - {self.unknown}
        return {name: self.scope.domain(name) for name in sorted(names)}

    @property
    def base(self) -> tuple[Relation, ...]:
        """Hypotheses that hold in every branch, without the equation."""
        return (*self.scope.hypotheses, *self.provisos)

    @property
    def equation(self) -> int:
        """The equation's position."""
        return len(self.base)

    def start(self) -> Known:
        """The state at the root."""
        stated = relation("==", self.left, self.right)
        return Known(dict(self.scope.variables) | {self.unknown: self.domain}, (*self.base, stated))

    def family(self, f: Family) -> int:
        """The position of a family, which is listed once."""
        if f not in self.families:
            self.families.append(f)
        return self.families.index(f)

    def on_parameters(self, known: Known) -> list[int]:
        """The positions of a branch's own hypotheses on the parameters."""
        own = [k for k in range(len(self.base), len(known.hypotheses)) if k not in known.superseded]
        names = set(self.parameters)
        return [k for k in own if (v := known.hypotheses[k].variables()) and v <= names]


def is_identity(q: Collected) -> bool:
    """Whether the equation holds at all of some sample points of the scope at which it is defined."""
    everywhere = q.parameters | {q.unknown: q.domain}
    seen = 0
    for at in parameter_points(everywhere, list(q.base), 12):
        left, right = (value(side, at, PRECISION) for side in (q.left, q.right))
        if left.is_finite() and right.is_finite():
            seen += 1
            if is_zero(left - right) is not True:
                return False
    return seen >= 3
