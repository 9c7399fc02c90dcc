"""Goals `t = 0`, `t ≠ 0`, `t > 0`, `t ≥ 0` from a plan's facts."""

from __future__ import annotations

from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.plan import Plan
from porism.symbolic.term import Term, multiply, number


def known_zero(plan: Plan, term: Term) -> tuple[str, str]:
    """The name and the text of a hypothesis `text = 0` about a multiple of the term."""
    for fact in plan.facts:
        if fact.kind == "=" and fact.term == term:
            return fact.name, fact.text
    value = plan.value(term)
    for fact in plan.facts:
        if fact.kind == "=" and (theirs := plan.value(fact.term)) and not theirs.is_zero():
            ratio = value * theirs**-1
            if ratio.numerator.is_constant() and ratio.denominator.is_constant():
                factor = plan.text(ratio)
                equal = plan.identity(term, multiply(fact.term, plan.field.term(ratio)), False)
                proof = f"transitivity ({factor} * ({fact.text})); [ {equal} | rewrite {fact.name}; ring ]"
                known = plan.know("=", term, proof)
                return known.name, known.text
    if plan.field.reduced(value.numerator).rest == 0:
        known = plan.know("=", term, plan.identity(term, number(0), False))
        return known.name, known.text
    raise NotSeen(f"{term} = 0 is not known")


def goal_tactic(plan: Plan, kind: str, goal: Term) -> str:
    """A tactic for `goal kind 0`; raises `NotSeen`."""
    match kind:
        case "=":
            name, text = known_zero(plan, goal)
            return f"transitivity ({text}); [ porism_field | exact {name} ]"
        case "!=":
            return plan.nonzero(goal)
        case _:
            return plan.sign(goal, kind == ">")
