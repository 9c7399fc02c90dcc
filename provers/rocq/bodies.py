"""Proof bodies for a statement: by one computation if it is an identity of rational functions, else planned step by step.

A body is a list of tactics, each of which leaves one goal; the caller joins them. Plans are made again with finer
grains until no finer base is asked for. A body is a proposal: Rocq decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from porism.provers.rocq.derivation import apply_steps
from porism.provers.rocq.emit import variable_name
from porism.provers.rocq.equations import equation_tactic
from porism.provers.rocq.errors import FinerGrain, NotSeen
from porism.provers.rocq.identities import identity_tactics
from porism.provers.rocq.integers import integer_tactic
from porism.provers.rocq.plan import Names, Plan
from porism.provers.rocq.slopes import derivative_tactic
from porism.provers.rocq.statement import IsDerivative, IsInteger, Proposition, Statement, proposition_text
from porism.symbolic.claim import Relation
from porism.symbolic.term import ZERO, Term, Variable, subtract

MAX_REPLANNING = 8


def planned(statement: Statement, steps: Sequence[Any] = ()) -> list[str]:
    """The planned proof, with the steps of an exact derivation to help; raises `NotSeen`."""
    if (computed := identity_tactics(statement)) is not None:
        return computed
    grains = dict[Term, int]()
    for _ in range(MAX_REPLANNING):
        try:
            return _planned(statement, grains, list(steps))
        except FinerGrain as finer:
            grains[finer.monomial] = finer.denominator
    raise NotSeen("the plan asks for finer and finer angles")


def _planned(statement: Statement, grains: dict[Term, int], steps: list[Any]) -> list[str]:
    plan = Plan(Names(), grains)
    if statement.variables:
        plan.lines.append("intros " + " ".join(map(variable_name, statement.variables)))

    def proved(proposition: Proposition) -> str:
        """The proposition's tactic; as long as it is not seen, one more step of the derivation is said first."""
        nonlocal steps
        passed = list[Any]()
        while True:
            before = plan.copy(), len(plan.lines)
            try:
                found = proposition_tactic(plan, proposition)
                steps = passed + steps
                return found
            except NotSeen:
                plan.restore(*before)
                if not steps:
                    raise
            while steps:
                step, *steps = steps
                if not apply_steps(plan, [step]):
                    break
                passed.append(step)

    for step in statement.steps:
        name = plan.names.fresh("A")
        if step.kind == "premise":
            plan.lines.append(f"intro {name}")
        else:
            tactic = proved(step.proposition)
            plan.lines.append(f"assert ({name} : {proposition_text(step.proposition)}) by ({tactic})")
            plan.lines.append(f"split; [ exact {name} | ]")
        match step.proposition:
            case Relation() as stated:
                plan.assume(name, stated)
            case IsInteger(variable):
                plan.integers.add(variable)
            case IsDerivative():
                pass
    plan.lines.append(proved(statement.relation))
    return plan.lines


def proposition_tactic(plan: Plan, proposition: Proposition) -> str:
    """A tactic for a proposition; raises `NotSeen`."""
    match proposition:
        case IsDerivative():
            return derivative_tactic(plan, proposition)
        case IsInteger(variable):
            return integer_tactic(plan, Variable(variable))
    left, right = proposition.left, proposition.right
    match proposition.kind:
        case "==":
            return equation_tactic(plan, left, right)
        case "!=":
            if right == ZERO:
                return plan.nonzero(left)
            difference = plan.know("!=", subtract(left, right), plan.nonzero(subtract(left, right)))
            return f"let Z := fresh in intro Z; apply {difference.name}; lra"
        case "<=" if left == right:  # that a term is real: Rocq's side of it is its obligations
            return "apply Rle_refl"
        case kind:
            strict = kind == "<"
            if left == ZERO:
                return plan.sign(right, strict)
            plan.know(
                ">" if strict else ">=", subtract(right, left), plan.sign(subtract(right, left), strict)
            )
            return "porism_linear"
