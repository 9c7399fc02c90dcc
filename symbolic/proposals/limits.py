"""Limits proposed with their trees: the value comes from exact expansions, SymPy only makes it shorter.

    f, x → p ──► a tree for each side ──► equal values: the limit; different ones: two one-sided limits, and no limit
                              no tree ──► two sequences with different limits: no limit

Where there is no limit the answer is `sympy.nan`, with a proof that there is none; where the two sides differ, both
one-sided limits are proved besides.
"""

from __future__ import annotations

from typing import Any

import sympy

from porism.symbolic.extended import Extended
from porism.symbolic.proposals.closed_forms import shortened
from porism.symbolic.proposals.limit_trees import Reached, Target, apart, sample_of
from porism.symbolic.proposals.oscillation import different_ways, same
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.statements.limit import Limit, Side
from porism.symbolic.statements.no_limit import NoLimit
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
            return _none(NoLimit(scope, expression, variable, point, _stated(point, side)), sample)
        found.append(reached)
    plain = {name: to_json(t) for name, t in sample.items()}
    data = {"sample": {name: t[1] for name, t in plain.items()}}

    narrow = apart(
        scope, (need for r in found for need in r.needs), ("!=",)
    )  # no sign: another gives another limit

    def part(which: Side, value: Extended, trees: list[Reached], within: Scope, about: str = "") -> Part:
        statement = Limit(within, expression, variable, point, which, value)
        return Part("answer", statement, {**data, "trees": [r.tree for r in trees]}, about)

    if len(found) == 2 and not same(found[0], found[1], sample):
        sides = zip(("+", "-"), found, ("from the right", "from the left"), strict=True)
        parts = tuple(part(which, r.value, [r], scope, about) for which, r, about in sides)  # type: ignore[arg-type]  # + and −
        ways = [["side", "+", found[0].tree], ["side", "-", found[1].tree]]
        none = Part("answer", NoLimit(scope, expression, variable, point, "+-"), {**data, "ways": ways})
        return [Proposal(sympy.nan, (*parts, none), PROPOSER)]
    stated = _stated(point, side)
    values = [found[0].value] if isinstance(found[0].value, str) else shortened(found[0].value, symbols)
    scopes = [scope] if narrow == scope else [scope, narrow]
    return [
        Proposal(shown(v, symbols), (part(stated, v, found, s),), PROPOSER) for s in scopes for v in values
    ]


def _stated(point: Extended, side: Side) -> Side:
    return side if not isinstance(point, str) else ("-" if point == "oo" else "+")


def _none(statement: NoLimit, sample: dict[str, Term]) -> list[Proposal]:
    """That there is no limit, where two sequences show it."""
    ways = different_ways(statement, sample)
    if ways is None:
        return []
    data = {"sample": {name: to_json(t)[1] for name, t in sample.items()}, "ways": ways}
    return [Proposal(sympy.nan, (Part("answer", statement, data),), "sequences")]


def shown(value: Extended, symbols: dict[str, Any]) -> Any:
    """The SymPy object of a value."""
    return {"oo": sympy.oo, "-oo": -sympy.oo}[value] if isinstance(value, str) else to_sympy(value, symbols)
