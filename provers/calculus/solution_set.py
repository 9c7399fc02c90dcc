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

from porism.provers.calculus.obligation import Obligation, Refused, continuity
from porism.provers.calculus.solution import enclosing, is_total, membership, put, require_fresh
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
from porism.symbolic.domain import interval
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_set import SolutionSet
from porism.symbolic.term import (
    ZERO,
    Derivative,
    I,
    Variable,
    add,
    from_json,
    multiply,
    substitute,
    subtract,
    to_json,
)

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
    if data is None:
        raise Refused("nobody proposed why there is no other solution")
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
    """A hypothesis contradicts others: its negation is proved from them. It is defined here, so the negation holds here.

    With `order`, an equation is refuted by l < r or l > r, which has to be defined: both sides are real.
    """
    h = state.hypotheses[int(node["of"])]
    if (kind := node.get("order")) in ("<", ">") and h.kind == "==":
        known = state.using(node).assuming(*defining_conditions(Claim.make(h, dict(state.variables))))
        yield Obligation(known.claim(relation(kind, h.left, h.right)), everywhere=True)
        return
    negation = {"==": "!=", "!=": "==", "<": ">=", "<=": ">"}[h.kind]
    yield Obligation(state.using(node).claim(relation(negation, h.left, h.right)))


def _undefined(state: State, node: Any) -> Iterator[Obligation]:
    """A hypothesis is not defined here: a condition `t != 0` of its definedness fails, since t = 0 is proved."""
    h = state.hypotheses[int(node["of"])]
    conditions = defining_conditions(Claim.make(h, dict(state.variables)))
    t = conditions[int(node["condition"])].left
    yield Obligation(state.using(node).claim(relation("==", t, ZERO)))


def _not_real(state: State, node: Any) -> Iterator[Obligation]:
    """A variable with a real domain would have a value that is not real (balls decide that of a closed term)."""
    x = Variable(str(node["name"]))
    t = plain(to_json(state.other_side(int(node["of"]), x)))
    if not state.scope.domain(x.name).is_real or free_in(t) or decide("R", t) is not False:
        raise Refused(f"{x} is not seen to be both real and not real")
    yield from ()


def _strict(state: State, node: Any) -> Iterator[Obligation]:
    """f = l − r is continuous on an interval with its end c, strictly monotone inside, and moves away from 0 from c on.

    For c = low: f(c) ≥ 0 and f′ > 0 give f > 0; f(c) ≤ 0 and f′ < 0 give f < 0. For c = high the other way round. By the
    mean value theorem; c itself does not belong to the unknown's domain here.
    """
    h, x = state.equation(node["of"]), state.statement.unknown
    domain, slope, at_low = state.scope.domain(x), node["slope"], node["at"] == "low"
    low, high, low_closed, high_closed = domain.bounds()
    end, closed = (low, low_closed) if at_low else (high, high_closed)
    if end is None or closed or not domain.is_real or domain.is_discrete or slope not in ("<", ">"):
        raise Refused("a strict function needs an open end")
    if h.variables() != {x}:
        raise Refused("a strict function has no parameters")
    f = subtract(h.left, h.right)
    open_scope = Scope.of({x: domain})
    whole = interval(low, high, True, high_closed) if at_low else interval(low, high, low_closed, True)
    if not is_total(
        f, state.scope
    ):  # else it is made of functions that are continuous on the whole real line
        yield from continuity(f, Scope.of({x: whole}))
        yield Obligation(Scope.of({x: whole}).claim(relation("<=", f, f)), everywhere=True)
    yield Obligation(open_scope.claim(relation(slope, Derivative(f, x), ZERO)), everywhere=True)
    kind = ">=" if (slope == ">") == at_low else "<="
    yield Obligation(Scope().claim(relation(kind, substitute(f, {x: end}), ZERO)), everywhere=True)


def _imaginary(state: State, node: Any) -> Iterator[Obligation]:
    """l = r, but l − r = a + b·i for real a and b ≠ 0."""
    h = state.equation(node["of"])
    a, b = from_json(node["real"]), from_json(node["imaginary"])
    known = state.using(node).assuming(*defining_conditions(Claim.make(h, dict(state.variables))))
    whole = add(a, multiply(b, I))
    yield Obligation(known.claim(relation("==", subtract(h.left, h.right), whole)), everywhere=True)
    for part in (a, b):
        yield Obligation(known.claim(relation("<=", part, part)), everywhere=True)
    yield Obligation(known.claim(relation("!=", b, ZERO)), everywhere=True)


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
    "imaginary": _imaginary,
    "not real": _not_real,
    "strict": _strict,
    "unordered": _order_of_unreal,
}
