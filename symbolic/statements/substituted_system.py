"""SubstitutedSystem: the solutions of a system, where one unknown decides the others.

The points of the unknowns' domains at which all relations are defined and hold are exactly (x, v₁(x), v₂(x), …) for the
members x of the families; each `others` entry gives an unknown as a term in the main one.

exp(x) + y = 1, x = y           main x, families {0}, others y = 1 - exp(x)
sin(x) = y, y = 1/2             main x, families π/6 + 2πn and 5π/6 + 2πn, others y = sin(x)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, from_json, is_variable_name, to_json
from porism.symbolic.typeset import latex, term_box


@dataclass(frozen=True)
class SubstitutedSystem(Statement):
    """{unknowns : relations} = {(x, others(x)) : x in a family}."""

    relations: tuple[Relation, ...]
    unknowns: tuple[str, ...]
    main: str
    families: tuple[Family, ...]
    others: tuple[tuple[str, Term], ...]
    kind: ClassVar[str] = "substituted system"

    @property
    def text(self) -> str:
        listed = "; ".join(f"{self.main} = {f}" for f in self.families) or "no solution"
        rest = "".join(f", {name} = {t}" for name, t in self.others)
        return f"[{', '.join(map(str, self.relations))}] exactly for {listed}{rest if self.families else ''}"

    def latex(self) -> str:
        stated = r",\; ".join(
            f"{latex(term_box(r.left))} = {latex(term_box(r.right))}" for r in self.relations
        )
        listed = r" \lor ".join(f"{self.main} = {latex(term_box(f.value))}" for f in self.families) or r"\bot"
        return rf"{stated} \iff {listed}"

    def content(self) -> dict[str, Any]:
        return {
            "relations": [r.to_json() for r in self.relations],
            "unknowns": list(self.unknowns),
            "main": self.main,
            "families": [f.to_json() for f in self.families],
            "others": [[name, to_json(t)] for name, t in self.others],
        }

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> SubstitutedSystem:
        names = tuple(map(str, data["unknowns"]))
        if not all(map(is_variable_name, names)):
            raise FormatError(f"expected names of variables, found {str(names)[:60]}")
        relations = tuple(map(Relation.from_json, data["relations"]))
        families = tuple(map(Family.from_json, data["families"]))
        others = tuple((str(name), from_json(t)) for name, t in data["others"])
        return cls(scope, relations, names, str(data["main"]), families, others)
