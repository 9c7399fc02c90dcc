"""Solutions of one equation in one unknown: that a family solves it, and that some families are all of it.

    Solution      every member of the family lies in the unknown's domain, and both sides are defined and equal there
    SolutionSet   each point of the scope where both sides are defined and equal has an unknown that belongs to a family

`provisos` are hypotheses that the statement adds to its scope (`a != 0`): what it says, it says where they hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from porism.symbolic.claim import Relation
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, from_json, to_json
from porism.symbolic.typeset import latex, term_box


@dataclass(frozen=True)
class Solution(Statement):
    """Each member of `family` solves left == right for `unknown`."""

    left: Term
    right: Term
    unknown: str
    family: Family
    provisos: tuple[Relation, ...] = ()
    kind: ClassVar[str] = "solution"

    @property
    def text(self) -> str:
        return f"{self.left} == {self.right} at {self.unknown} = {self.family}{_where(self.provisos)}"

    def latex(self) -> str:
        sides = f"{latex(term_box(self.left))} = {latex(term_box(self.right))}"
        return rf"{sides} \quad ({self.unknown} = {latex(term_box(self.family.value))})"

    @property
    def assumed(self) -> tuple[Relation, ...]:
        return self.provisos

    def content(self) -> dict[str, Any]:
        return _equation(self) | {"family": self.family.to_json()}

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> Solution:
        return cls(*_read(scope, data), Family.from_json(data["family"]), _provisos(data))


@dataclass(frozen=True)
class SolutionSet(Statement):
    """The solutions of left == right for `unknown` are among the `families`."""

    left: Term
    right: Term
    unknown: str
    families: tuple[Family, ...]
    provisos: tuple[Relation, ...] = ()
    kind: ClassVar[str] = "solution set"

    @property
    def text(self) -> str:
        listed = "; ".join(f"{self.unknown} = {f}" for f in self.families) or "no solution"
        return f"{self.left} == {self.right} only for {listed}{_where(self.provisos)}"

    def latex(self) -> str:
        listed = r",\; ".join(f"{self.unknown} = {latex(term_box(f.value))}" for f in self.families)
        values = listed or r"\bot"
        return rf"{latex(term_box(self.left))} = {latex(term_box(self.right))} \iff {values}"

    @property
    def assumed(self) -> tuple[Relation, ...]:
        return self.provisos

    def content(self) -> dict[str, Any]:
        return _equation(self) | {"families": [f.to_json() for f in self.families]}

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> SolutionSet:
        families = tuple(map(Family.from_json, data["families"]))
        return cls(*_read(scope, data), families, _provisos(data))


def _where(provisos: tuple[Relation, ...]) -> str:
    return f" where {', '.join(map(str, provisos))}" if provisos else ""


def _equation(statement: Solution | SolutionSet) -> dict[str, Any]:
    return {
        "left": to_json(statement.left),
        "right": to_json(statement.right),
        "unknown": statement.unknown,
        "provisos": [p.to_json() for p in statement.provisos],
    }


def _read(scope: Scope, data: dict[str, Any]) -> tuple[Scope, Term, Term, str]:
    return scope, from_json(data["left"]), from_json(data["right"]), str(data["unknown"])


def _provisos(data: dict[str, Any]) -> tuple[Relation, ...]:
    return tuple(map(Relation.from_json, data["provisos"]))
