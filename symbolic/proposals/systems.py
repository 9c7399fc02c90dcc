"""Proposals for systems of equations: finitely many points, or families in free variables and parameters.

    no parameter, finitely many ──► FiniteSystem (`finite_systems.py`, `system_points.py`)
    otherwise                   ──► System       (`system_families.py`: a tree of cases)
    functions of the unknowns   ──► SubstitutedSystem (`substituted_systems.py`)

The answer is a list of dictionaries, symbol → value, as SymPy's `solve(..., dict=True)` gives it; a symbol that is missing
is free. Not trusted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import sympy

from porism.symbolic.claim import Relation
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.proposals.finite_systems import NotFinite, represented
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.substituted_systems import shown as substituted_value
from porism.symbolic.proposals.substituted_systems import substituted
from porism.symbolic.proposals.system_families import families
from porism.symbolic.proposals.system_points import points
from porism.symbolic.rational_functions import Poly, Reader, Ring
from porism.symbolic.statements.finite_system import FiniteSystem
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.system import System
from porism.symbolic.sympy_bridge import to_sympy
from porism.symbolic.term import subtract

PROPOSER = "porism elimination"


@dataclass(frozen=True)
class SystemQuestion:
    """Relations `==` and `!=`, the unknowns, the scope of all variables, SymPy's symbols for them, and the mode."""

    relations: tuple[Relation, ...]
    unknowns: tuple[str, ...]
    scope: Scope
    symbols: tuple[tuple[str, Any], ...]
    mode: str = "generic"


def proposals(question: SystemQuestion) -> list[Proposal]:
    """Answers to a system, the best first; none where Porism finds no certificate."""
    stated, names, scope, symbols = (
        question.relations,
        question.unknowns,
        question.scope,
        dict(question.symbols),
    )
    used = frozenset.union(frozenset(), *(r.variables() for r in stated))
    if used <= set(names):
        try:
            return list(_finite(stated, names, scope, symbols))
        except (NotFinite, PorismError):
            pass
    try:
        found = families(stated, names, scope, question.mode)
    except UnsupportedError:
        if not used <= set(names):
            raise
        found = None
    if found is None and used <= set(names):
        return [
            Proposal(substituted_value(s, symbols), (Part("exact", s, data),), PROPOSER)
            for s, data in islice(substituted(stated, names, scope), 3)
        ]
    if found is None:
        return []
    listed, provisos, data = found
    statement = System(scope, stated, names, listed, provisos)
    value = [{symbols[x]: shown(to_sympy(t, symbols)) for x, t in family} for family in listed]
    return [Proposal(value, (Part("exact", statement, data),), PROPOSER)]


def _finite(
    stated: tuple[Relation, ...], names: tuple[str, ...], scope: Scope, symbols: dict[str, Any]
) -> list[Proposal]:
    zeros, nonzeros = polynomials(stated, names)
    found = represented(names, zeros, nonzeros)
    answers = list[Proposal]()
    for radicals in (True, False):
        rows = points(found, [scope.domain(x) for x in names], radicals)
        statement = FiniteSystem(scope, stated, names, tuple(tuple(c.exact for c in row) for row in rows))
        data = found.data | {"minimal": [[c.minimal for c in row] for row in rows]}
        value = [{symbols[x]: c.shown for x, c in zip(names, row, strict=True)} for row in rows]
        if not answers or value != answers[0].value:
            answers.append(Proposal(value, (Part("exact", statement, data),), PROPOSER))
    return answers


def polynomials(stated: Sequence[Relation], names: tuple[str, ...]) -> tuple[list[Poly], list[Poly]]:
    """What vanishes and what does not at the solutions of a rational system."""
    ring = Ring(names)
    reader, zeros, nonzeros = Reader(ring), list[Poly](), list[Poly]()
    for r in stated:
        n, _ = reader.ratio(subtract(r.left, r.right))
        (zeros if r.kind == "==" else nonzeros).append(n)
    return zeros, [*nonzeros, *reader.divisors]


def shown(expression: Any) -> Any:
    """A value as a person writes it: over one denominator where that is shorter."""
    together = sympy.factor(sympy.together(expression))
    return together if sympy.count_ops(together) < sympy.count_ops(expression) else expression
