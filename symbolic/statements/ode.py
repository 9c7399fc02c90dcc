"""Ordinary differential equations F(x, y, y', …, y⁽ⁿ⁾) = 0: what is claimed of their solutions.

    OdeSolution      y = solution satisfies F = 0, and the initial values, where everything is defined
    OdeIndependence  the constants of a family are independent: det(∂ⁱ/∂xⁱ ∂/∂Cⱼ y) is not 0 somewhere
    OdeGeneral       every real solution on the interval of x is a member of the family
    OdeUnique        every real solution with the initial values is the given one
    OdeImplicit      each differentiable y(x) with integral(x, y) constant and ∂integral/∂y ≠ 0 satisfies F = 0

F is a term with a variable for x and for each derivative: `unknown` is ("y", "y1", "y2") for an equation of order 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self

from porism.symbolic.claim import Relation, relation
from porism.symbolic.errors import FormatError, shown
from porism.symbolic.statements.scope import Scope, domain_relations
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, Variable, from_json, is_variable_name, to_json
from porism.symbolic.typeset import latex, term_box

MAX_ORDER = 8


@dataclass(frozen=True)
class Ode:
    """F = 0 in the variable x; the last of `unknown` is the highest derivative."""

    left: Term
    variable: str
    unknown: tuple[str, ...]

    @property
    def order(self) -> int:
        """The order."""
        return len(self.unknown) - 1

    def to_json(self) -> list[Any]:
        """`[F, x, [y, y1, …]]`."""
        return [to_json(self.left), self.variable, list(self.unknown)]

    @staticmethod
    def from_json(data: Any) -> Ode:
        """The inverse of `to_json`, for data from outside."""
        match data:
            case [left, str(x), [str(), str(), *_] as unknown] if len(unknown) <= MAX_ORDER + 1 and all(
                isinstance(name, str) and is_variable_name(name) for name in (x, *unknown)
            ):
                return Ode(from_json(left), x, tuple(unknown))
            case _:
                raise FormatError(f"expected [F, x, [y, y1, …]], found {shown(data, 80)!r}")

    def __str__(self) -> str:
        return f"{self.left} = 0"


@dataclass(frozen=True)
class _OfSolution(Statement):
    ode: Ode
    constants: tuple[str, ...]
    solution: Term

    @property
    def assumed(self) -> tuple[Relation, ...]:
        return self.scope.relations()

    def latex(self) -> str:
        left, right = (latex(term_box(t)) for t in (self.ode.left, self.solution))
        return rf"{self.ode.unknown[0]} = {right}:\quad {left} = 0"

    def content(self) -> dict[str, Any]:
        return {
            "ode": self.ode.to_json(),
            "constants": list(self.constants),
            "solution": to_json(self.solution),
        }

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Self:
        return cls(scope, Ode.from_json(data["ode"]), _names(data["constants"]), from_json(data["solution"]))


@dataclass(frozen=True)
class OdeSolution(_OfSolution):
    """y = solution satisfies the equation, and y⁽ⁱ⁾(point) = value for each (i, point, value) of `initial`."""

    initial: tuple[tuple[int, Term, Term], ...] = ()
    kind: ClassVar[str] = "ODE solution"

    @property
    def text(self) -> str:
        values = "".join(f", {self.ode.unknown[i]}({p}) = {v}" for i, p, v in self.initial)
        return f"{self.ode.unknown[0]} = {self.solution} solves {self.ode}{values}"

    def content(self) -> dict[str, Any]:
        return super().content() | {"initial": [[i, to_json(p), to_json(v)] for i, p, v in self.initial]}

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Self:
        base = super().from_content(scope, data)
        initial = tuple((i, from_json(p), from_json(v)) for i, p, v in data["initial"])
        if any(type(i) is not int or not 0 <= i < base.ode.order for i, _, _ in initial):
            raise FormatError("an initial value is of a derivative below the order")
        return cls(base.scope, base.ode, base.constants, base.solution, initial)


@dataclass(frozen=True)
class OdeIndependence(_OfSolution):
    """The n constants of the family are independent, n the order of the equation."""

    kind: ClassVar[str] = "ODE constants"

    @property
    def text(self) -> str:
        return f"{', '.join(self.constants)} are independent in {self.ode.unknown[0]} = {self.solution}"


@dataclass(frozen=True)
class OdeGeneral(_OfSolution):
    """Every real solution on the whole interval of x is solution for some real constants, and each of them is one.

    `alone` says that nothing is stated of other intervals beside this one; else such statements cover the domain of x.
    """

    alone: bool = False
    kind: ClassVar[str] = "ODE general solution"

    @property
    def assumed(self) -> tuple[Relation, ...]:
        """An equation may have other solutions across the ends of the interval, so the ends are left out."""
        if self.alone:
            return self.scope.relations()
        x = self.ode.variable
        rest = (r for name, d in self.scope.variables if name != x for r in domain_relations(name, d))
        ends = (end for end in self.scope.domain(x).bounds()[:2] if end is not None)
        return (*rest, *self.scope.hypotheses, *(relation("!=", Variable(x), end) for end in ends))

    @property
    def text(self) -> str:
        return f"{self.ode.unknown[0]} = {self.solution} are all solutions of {self.ode}"

    def content(self) -> dict[str, Any]:
        return super().content() | ({"alone": True} if self.alone else {})

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Self:
        base = super().from_content(scope, data)
        return cls(base.scope, base.ode, base.constants, base.solution, data.get("alone", False) is True)


@dataclass(frozen=True)
class OdeUnique(OdeSolution):
    """Whatever solves on an open interval around the initial point, inside that of x, with these values, is `solution`."""

    kind: ClassVar[str] = "ODE uniqueness"

    @property
    def text(self) -> str:
        values = "".join(f", {self.ode.unknown[i]}({p}) = {v}" for i, p, v in self.initial)
        return f"{self.ode.unknown[0]} = {self.solution} is the only solution of {self.ode}{values}"


@dataclass(frozen=True)
class OdeImplicit(_OfSolution):
    """`solution` is the integral G(x, y): where G(x, y(x)) is constant and ∂G/∂y ≠ 0, y solves the equation."""

    kind: ClassVar[str] = "ODE implicit solution"

    @property
    def text(self) -> str:
        return f"{self.solution} = C solves {self.ode}"


def _names(data: Any) -> tuple[str, ...]:
    if not isinstance(data, list) or not all(isinstance(x, str) and is_variable_name(x) for x in data):
        raise FormatError(f"expected a list of names, found {shown(data, 60)!r}")
    return tuple(data)
