"""Limits proposed with their trees: the value comes from exact expansions, SymPy only makes it shorter.

    f, x → p ──► a tree for each side ──► equal values: the limit; different ones: two one-sided limits, and no limit

Where the two sides differ the answer is `sympy.nan` (there is no limit), and both one-sided limits are proved.
"""

from __future__ import annotations

from typing import Any

import sympy

from porism.symbolic.claim import relation
from porism.symbolic.extended import Extended
from porism.symbolic.meaning import holds, value
from porism.symbolic.proposals.closed_forms import shortened
from porism.symbolic.proposals.limit_trees import Reached, Target, sample_of
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.statements.limit import Limit, Side
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import to_sympy
from porism.symbolic.term import Term, to_json

PROPOSER = "exact expansions"


def limit_values(
    expression: Term, variable: str, point: Extended, side: Side, scope: Scope, symbols: dict[str, Any]
) -> list[Proposal]:
    """The limit, or the different limits from the two sides."""
    sample = sample_of(scope)
    centre = None if isinstance(point, str) else point
    signs = (
        [1 if point == "oo" else -1] if isinstance(point, str) else {"+": [1], "-": [-1], "+-": [1, -1]}[side]
    )
    found = list[Reached]()
    for sign in signs:
        reached = Target(variable, centre, sign, sample).reached(expression)
        if reached is None:
            return []
        found.append(reached)
    plain = {name: to_json(t) for name, t in sample.items()}
    data = {"sample": {name: t[1] for name, t in plain.items()}}

    def part(which: Side, value: Extended, trees: list[Reached], about: str = "") -> Part:
        statement = Limit(scope, expression, variable, point, which, value)
        return Part("answer", statement, {**data, "trees": [r.tree for r in trees]}, about)

    if len(found) == 2 and not _same(found[0].value, found[1].value, sample):
        sides = zip(("+", "-"), found, ("from the right", "from the left"), strict=True)
        parts = tuple(part(which, r.value, [r], about) for which, r, about in sides)  # type: ignore[arg-type]  # + and −
        return [Proposal(sympy.nan, parts, PROPOSER)]
    stated: Side = side if not isinstance(point, str) else ("-" if point == "oo" else "+")
    values = [found[0].value] if isinstance(found[0].value, str) else shortened(found[0].value, symbols)
    return [Proposal(shown(v, symbols), (part(stated, v, found),), PROPOSER) for v in values]


def shown(value: Extended, symbols: dict[str, Any]) -> Any:
    """The SymPy object of a value."""
    return {"oo": sympy.oo, "-oo": -sympy.oo}[value] if isinstance(value, str) else to_sympy(value, symbols)


def _same(a: Extended, b: Extended, sample: dict[str, Term]) -> bool:
    if isinstance(a, str) or isinstance(b, str):
        return a == b
    balls = {name: value(t, {}) for name, t in sample.items()}
    return holds(relation("==", a, b), balls) is not False
