"""FiniteSystem: the solutions of a system are exactly these points, each listed once.

A solution is a point of the unknowns' domains at which every relation is defined and holds. Coordinates are exact: closed
terms, or roots of integer polynomials in boxes. The list may be empty: then the system has no solution. Multiplicities
are not part of the statement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError
from porism.symbolic.statements.exact_number import Exact, exact_from_json, exact_latex, exact_to_json
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import is_variable_name
from porism.symbolic.typeset import latex, term_box


@dataclass(frozen=True)
class FiniteSystem(Statement):
    """{unknowns : relations} = points."""

    relations: tuple[Relation, ...]
    unknowns: tuple[str, ...]
    points: tuple[tuple[Exact, ...], ...]
    kind: ClassVar[str] = "finite system"

    @property
    def text(self) -> str:
        listed = "; ".join(f"({', '.join(map(str, p))})" for p in self.points) or "no solution"
        return f"[{', '.join(map(str, self.relations))}] exactly at ({', '.join(self.unknowns)}) = {listed}"

    def latex(self) -> str:
        sign = {"==": "=", "!=": r"\neq", "<=": r"\leq", "<": "<"}
        stated = r",\; ".join(
            f"{latex(term_box(r.left))} {sign[r.kind]} {latex(term_box(r.right))}" for r in self.relations
        )
        points = r",\; ".join(rf"\left({', '.join(map(exact_latex, p))}\right)" for p in self.points)
        return rf"{stated} \iff ({', '.join(self.unknowns)}) \in \left\{{{points}\right\}}"

    def content(self) -> dict[str, Any]:
        return {
            "relations": [r.to_json() for r in self.relations],
            "unknowns": list(self.unknowns),
            "points": [[exact_to_json(v) for v in p] for p in self.points],
        }

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> FiniteSystem:
        names = tuple(map(str, data["unknowns"]))
        if not all(map(is_variable_name, names)):
            raise FormatError(f"expected names of variables, found {str(names)[:60]}")
        points = tuple(tuple(map(exact_from_json, p)) for p in data["points"])
        return cls(scope, tuple(map(Relation.from_json, data["relations"])), names, points)
