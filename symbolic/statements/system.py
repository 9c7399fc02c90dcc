"""System: the solutions of a system with parameters, or with infinitely many solutions, as families.

A family gives some variables as terms in the others, which are free: {x: 1 - y} is every point (1 − y, y), {a: 0, b: 0} is
every x where the parameters a and b are 0. It consists of the points at which its terms are defined and every relation of
the system is; a variable that is not in it is free. The statement: wherever the `provisos` hold, the points of the
unknowns' and parameters' domains at which all relations are defined and hold are exactly the points of the families
that lie in the domains. Families may overlap. A proviso is a polynomial in parameters that is not 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias

from porism.symbolic.claim import Relation
from porism.symbolic.errors import FormatError
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, from_json, is_variable_name, to_json
from porism.symbolic.typeset import latex, term_box

Family: TypeAlias = tuple[tuple[str, Term], ...]


@dataclass(frozen=True)
class System(Statement):
    """{unknowns : relations} = the union of the families, where the provisos hold."""

    relations: tuple[Relation, ...]
    unknowns: tuple[str, ...]
    families: tuple[Family, ...]
    provisos: tuple[Relation, ...] = ()
    kind: ClassVar[str] = "system"

    @property
    def text(self) -> str:
        listed = (
            "; ".join("{" + ", ".join(f"{x}: {t}" for x, t in f) + "}" for f in self.families)
            or "no solution"
        )
        where = f" where {', '.join(map(str, self.provisos))}" if self.provisos else ""
        return (
            f"[{', '.join(map(str, self.relations))}] for {', '.join(self.unknowns)} exactly {listed}{where}"
        )

    def latex(self) -> str:
        sign = {"==": "=", "!=": r"\neq", "<=": r"\leq", "<": "<"}
        stated = r",\; ".join(
            f"{latex(term_box(r.left))} {sign[r.kind]} {latex(term_box(r.right))}" for r in self.relations
        )
        listed = [r",\, ".join(f"{x} = {latex(term_box(t))}" for x, t in f) or r"\top" for f in self.families]
        union = r" \;\lor\; ".join(listed) or r"\bot"
        return rf"{stated} \iff {union}"

    def content(self) -> dict[str, Any]:
        return {
            "relations": [r.to_json() for r in self.relations],
            "unknowns": list(self.unknowns),
            "families": [[[x, to_json(t)] for x, t in f] for f in self.families],
            "provisos": [p.to_json() for p in self.provisos],
        }

    @classmethod
    def from_content(cls, scope: Scope, data: dict[str, Any]) -> System:
        names = tuple(map(str, data["unknowns"]))
        families = tuple(tuple((str(x), from_json(t)) for x, t in f) for f in data["families"])
        if not all(map(is_variable_name, [*names, *(x for f in families for x, _ in f)])):
            raise FormatError(f"expected names of variables, found {str(names)[:60]}")
        relations, provisos = (tuple(map(Relation.from_json, data[k])) for k in ("relations", "provisos"))
        return cls(scope, relations, names, families, provisos)
