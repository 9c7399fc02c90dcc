"""Trusted: no solution is missing. A tree of necessary conditions leads from the equation to the listed families.

Each node has a scope: domains, and hypotheses that hold at a solution (so they are defined there). The root's hypotheses
are the scope's, the provisos and the equation. A node adds what follows, or splits into cases that cover; a leaf shows
that the unknown belongs to a family, or that there is no such point. Why each step is right stands at its function here
and in `solution_steps.py`. Hypotheses are named by their position; `using` says which of them a claim may use.

A claim that is proved from fewer hypotheses holds all the more. What becomes a hypothesis is either defined wherever
the hypotheses hold that it was proved from (`everywhere`), or is a theorem about values that are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final

from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.solution import enclosing, membership, put, require_fresh
from porism.provers.calculus.solution_cover import cover, integers, residues
from porism.provers.calculus.solution_steps import (
    State,
    Step,
    apply,
    cases,
    defined,
    derive,
    factor,
    invert,
    member,
    multiple,
    narrow,
    replace,
    roots,
)
from porism.provers.exact.terms import free as free_in
from porism.provers.exact.terms import term as plain
from porism.provers.exact.values import decide
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.statements.solution_set import SolutionSet
from porism.symbolic.term import Variable, from_json, substitute, to_json

MAX_STEPS: Final = 3000
STEPS: Final[dict[str, Callable[[State, Any], Step]]] = {
    "apply": apply,
    "cases": cases,
    "cover": cover,
    "defined": defined,
    "derive": derive,
    "factor": factor,
    "integers": integers,
    "invert": invert,
    "member": member,
    "multiple": multiple,
    "narrow": narrow,
    "replace": replace,
    "residues": residues,
    "roots": roots,
}


def obligations(statement: SolutionSet, data: Any) -> Iterator[Obligation]:
    """What has to be proved for the tree `data` to show that the families are all solutions."""
    for family in statement.families:
        require_fresh(statement, family)
        if family.exactly_one:
            enclosing(family)
    stated = relation("==", statement.left, statement.right)
    hypotheses = (*statement.scope.hypotheses, *statement.provisos, stated)
    waiting = [(State(statement, statement.scope.variables, hypotheses), data)]
    for _ in range(MAX_STEPS):
        if not waiting:
            return
        state, node = waiting.pop()
        if node["rule"] in LEAVES:
            yield from LEAVES[node["rule"]](state, node)
            continue
        step = STEPS[node["rule"]](state, node)
        yield from step.obligations
        following = node["cases"]
        if len(following) != len(step.states):
            raise Refused(f"{node['rule']}: {len(step.states)} cases, but {len(following)} are treated")
        waiting += reversed(list(zip(step.states, following, strict=True)))
    raise Refused(f"more than {MAX_STEPS} steps")


def _found(state: State, node: Any) -> Iterator[Obligation]:
    """The unknown is a member of a family: each bound variable has a value in its domain, the conditions hold for them,
    and the unknown equals the value of the term there. With `by`, a hypothesis x = t, it is t that is compared."""
    family = state.statement.families[int(node["family"])]
    at = {str(name): from_json(t) for name, t in node["at"].items()}
    if set(at) != {name for name, _ in family.bound}:
        raise Refused("a member of a family gives each bound variable a value")
    scope = state.using(node)
    for name, domain in family.bound:
        yield from state.proved(membership(at[name], domain, state.scope), scope)
    yield from state.proved((put(c, at) for c in family.conditions), scope)
    member, x = substitute(family.value, at), Variable(state.statement.unknown)
    if x == member or relation("==", x, member) in state.hypotheses:
        return
    if (by := node.get("by")) is not None:
        t = state.other_side(int(by), x)
        if t != member:
            yield Obligation(
                scope.assuming(relation("==", t, t)).claim(relation("==", t, member)), everywhere=True
            )
        return
    yield Obligation(scope.claim(relation("==", x, member)), everywhere=True)


def _absurd(state: State, node: Any) -> Iterator[Obligation]:
    """A hypothesis contradicts others: its negation is proved from them. It is defined here, so the negation holds here."""
    h = state.hypotheses[int(node["of"])]
    negation = {"==": "!=", "!=": "==", "<": ">=", "<=": ">"}[h.kind]
    yield Obligation(state.using(node).claim(relation(negation, h.left, h.right)))


def _undefined(state: State, node: Any) -> Iterator[Obligation]:
    """A hypothesis is not defined here: a condition `t != 0` of its definedness fails, since t = 0 is proved."""
    h = state.hypotheses[int(node["of"])]
    conditions = defining_conditions(Claim.make(h, dict(state.variables)))
    t = conditions[int(node["condition"])].left
    yield Obligation(state.using(node).claim(relation("==", t, from_json(["num", "0"]))))


def _not_real(state: State, node: Any) -> Iterator[Obligation]:
    """A variable with a real domain would have a value that is not real (balls decide that of a closed term)."""
    x = Variable(str(node["name"]))
    t = plain(to_json(state.other_side(int(node["of"]), x)))
    if not state.scope.domain(x.name).is_real or free_in(t) or decide("R", t) is not False:
        raise Refused(f"{x} is not seen to be both real and not real")
    yield from ()


def _order_of_unreal(state: State, node: Any) -> Iterator[Obligation]:
    """An order relation with a closed side that is not real does not hold anywhere."""
    h: Relation = state.hypotheses[int(node["of"])]
    sides = [plain(to_json(side)) for side in (h.left, h.right)]
    if h.kind not in ("<", "<=") or not any(not free_in(t) and decide("R", t) is False for t in sides):
        raise Refused("no side is seen not to be real")
    yield from ()


LEAVES: Final[dict[str, Callable[[State, Any], Iterator[Obligation]]]] = {
    "found": _found,
    "absurd": _absurd,
    "undefined": _undefined,
    "not real": _not_real,
    "unordered": _order_of_unreal,
}
