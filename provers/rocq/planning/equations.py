"""Equations that are not identities of rational functions as they stand: what to do first.

root     w = √u or u^(1/g) occurs linearly: w = T because T ≥ 0 and T^g = u
arc      asin(u) or atan(u) occurs linearly and is the only arc with that sine or tangent: `arcs.py`
sine     both sides are sums of arcs: sin(left − right) = 0 and |left − right| < π
exp      both sides are sums of logarithms: exp(left) = exp(right)
known    left − right is a multiple of a known zero
"""

from __future__ import annotations

from collections.abc import Iterator

from porism.provers.rocq.planning.arcs import arc_tactic
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.goals import known_zero
from porism.provers.rocq.planning.opaque import OpaquePlan
from porism.provers.rocq.planning.plan import Plan
from porism.provers.rocq.planning.rational import Value, coefficient, constant
from porism.provers.rocq.stating.emit import term_text
from porism.symbolic.term import (
    HALF,
    PI,
    Apply,
    Number,
    Power,
    Product,
    Term,
    add,
    number,
    subterms,
    subtract,
)

_ARCS = {"asin", "acos", "atan"}


def equation_tactic(plan: Plan, left: Term, right: Term) -> str:
    """A tactic for `left = right`; raises `NotSeen`."""
    if isinstance(plan, OpaquePlan):
        return plan.identity(left, right)
    reasons = list[NotSeen]()
    for attempt in (Plan.identity, _known, _square_root, _root, arc_tactic, _sine, _exponential):
        before = plan.copy(), len(plan.lines)
        try:
            return attempt(plan, left, right)
        except NotSeen as reason:
            plan.restore(*before)
            reasons.append(reason)
    raise reasons[0]


def _known(plan: Plan, left: Term, right: Term) -> str:
    name, text = known_zero(plan, subtract(left, right))
    return f"apply Rminus_diag_uniq; transitivity ({text}); [ porism_field | exact {name} ]"


def _square_root(plan: Plan, left: Term, right: Term) -> str:
    for root, other, turn in ((left, right, ""), (right, left, "symmetry; ")):
        match root:
            case Power(u, Number(n)) if n == HALF.value:
                sign = plan.sign(other, False)
                square = plan.square_identity(other, u)
                return f"{turn}apply porism_sqrt_unique; [ {sign} | {square} ]"
            case _:
                continue
    raise NotSeen("no side is a square root")


def _root(plan: Plan, left: Term, right: Term) -> str:
    difference = plan.value(left) - plan.value(right)
    rest = plan.field.reduced(difference.numerator).rest
    for atom in reversed(plan.field.atoms):
        for radicand, degree, lemma in _radicand(atom):
            index = plan.field.atoms.index(atom)
            if rest == 0 or int(rest.degrees()[index]) != 1:
                continue
            slope, offset = coefficient(rest, index, 1), coefficient(rest, index, 0)
            root = plan.field.term(Value(offset) * constant(-1) * Value(slope) ** -1)
            before = plan.copy(), len(plan.lines)
            try:
                sign = plan.sign(root, degree > 2)
                equal = plan.identity_between(plan.value(root) ** degree, plan.value(radicand))
                expansion = plan.expansion(root, radicand)
                plan.closing(root, radicand)
                extra = "simpl INR; field | " if degree > 2 else ""
                proof = f"apply {lemma}; [ {extra}{sign} | {expansion}{equal} ]"
                plan.set_law(atom, root, proof)
                return plan.identity(left, right)
            except NotSeen:
                plan.restore(*before)
    raise NotSeen(f"no root in {left} = {right} is seen to have a value")


def _radicand(atom: Term) -> Iterator[tuple[Term, int, str]]:
    """(u, g, lemma) where the atom is √u, or exp(log(u)/g)."""
    match atom:
        case Power(u, Number(n)) if n == HALF.value:
            yield u, 2, "porism_sqrt_unique"
        case Apply("exp", Product((Number(n), Apply("log", u)))) if n.numerator == 1:
            yield u, n.denominator, f"(porism_root_unique {n.denominator - 1} {term_text(u)})"


def _sine(plan: Plan, left: Term, right: Term) -> str:
    if not any(
        isinstance(t, Apply) and t.function in _ARCS for side in (left, right) for t in subterms(side)
    ):
        raise NotSeen("there are no arcs")
    difference = subtract(left, right)
    sine = Apply("sin", difference)
    equal = plan.identity(sine, number(0))
    for side in (add(PI, difference), subtract(PI, difference)):
        plan.know(">", side, plan.sign(side, True))
    name = plan.know("=", sine, equal).name
    zero = f"apply porism_sine_zero; [ lra | exact {name} ]"
    return f"apply Rminus_diag_uniq; transitivity {term_text(difference)}; [ porism_field | {zero} ]"


def _exponential(plan: Plan, left: Term, right: Term) -> str:
    if not any(
        isinstance(t, Apply) and t.function in ("log", "asinh")
        for side in (left, right)
        for t in subterms(side)
    ):
        raise NotSeen("there are no logarithms")
    return f"apply exp_inv; {plan.identity(Apply('exp', left), Apply('exp', right), False)}"
