"""Proof bodies for a statement: by one computation if it is an identity of rational functions, else planned step by step.

Where there are derivatives, a plan in which functions are opaque comes first: it is quick to make and to check.

A body is a list of tactics, each of which leaves one goal; the caller joins them. Plans are made again with finer
grains until no finer base is asked for. A body is a proposal: Rocq decides.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from typing import Any

from porism.provers.rocq.planning.derivation import apply_steps
from porism.provers.rocq.planning.equations import equation_tactic
from porism.provers.rocq.planning.errors import FinerGrain, NotSeen
from porism.provers.rocq.planning.identities import identity_tactics
from porism.provers.rocq.planning.integers import integer_tactic
from porism.provers.rocq.planning.opaque import OpaquePlan
from porism.provers.rocq.planning.plan import Names, Plan
from porism.provers.rocq.planning.slopes import derivative_tactic
from porism.provers.rocq.stating.emit import variable_name
from porism.provers.rocq.stating.statement import (
    IsDerivative,
    IsInteger,
    Proposition,
    Statement,
    Step,
    proposition_text,
)
from porism.symbolic.claim import Relation
from porism.symbolic.errors import PorismError
from porism.symbolic.term import ZERO, Term, Variable, subtract

MAX_REPLANNING = 8


def planned(statement: Statement, steps: Sequence[Any] = ()) -> list[str]:
    """The planned proof, with the steps of an exact derivation to help; raises `NotSeen`."""
    if (computed := identity_tactics(statement)) is not None:
        return computed

    def lines(plan: Plan, hints: Sequence[Any]) -> list[str]:
        proof = Stepwise(plan, hints)
        proof.introduce(statement.variables)
        for step in statement.steps:
            proof.take(step)
        plan.lines.append(proof.tactic(statement.relation))
        return plan.lines

    if any(isinstance(step.proposition, IsDerivative) for step in statement.steps):
        with contextlib.suppress(PorismError, ArithmeticError, ValueError):
            return lines(OpaquePlan(Names(), {}), ())
    return replanned(lambda grains: lines(Plan(Names(), grains), steps))


def replanned(lines: Callable[[dict[Term, int]], list[str]]) -> list[str]:
    """What `lines` gives for base angles that are fine enough; raises `NotSeen`."""
    grains = dict[Term, int]()
    for _ in range(MAX_REPLANNING):
        try:
            return lines(dict(grains))
        except FinerGrain as finer:
            grains[finer.monomial] = finer.denominator
    raise NotSeen("the plan asks for finer and finer angles")


class Stepwise:
    """A plan that takes the steps of a proposition one after the other; derivations' steps are said where they are needed."""

    def __init__(self, plan: Plan, hints: Sequence[Any] = ()) -> None:
        self.plan, self._hints = plan, list(hints)

    def child(self) -> Stepwise:
        """The same context for a part of the proof; its sentences are its own."""
        return Stepwise(self.plan.copy(), self._hints)

    def introduce(self, variables: Sequence[str]) -> None:
        """Names the variables of the proposition."""
        if variables:
            self.plan.lines.append("intros " + " ".join(map(variable_name, variables)))

    def take(self, step: Step) -> None:
        """Introduces a premise, or proves an obligation, which is known from then on."""
        plan, name = self.plan, self.plan.names.fresh("A")
        if step.kind == "premise":
            plan.lines.append(f"intro {name}")
        else:
            tactic = self.tactic(step.proposition)
            plan.lines.append(f"assert ({name} : {proposition_text(step.proposition)}) by ({tactic})")
            plan.lines.append(f"split; [ exact {name} | ]")
        self.assume(name, step.proposition)

    def assume(self, name: str, proposition: Proposition) -> None:
        """What the hypothesis of this name says is known from now on."""
        match proposition:
            case Relation() as stated:
                self.plan.assume(name, stated)
            case IsInteger(variable):
                self.plan.integers.add(variable)
            case IsDerivative():
                pass

    def tactic(self, proposition: Proposition) -> str:
        """The proposition's tactic; as long as it is not seen, one more step of the derivation is said first."""
        plan, passed = self.plan, list[Any]()
        while True:
            before = plan.copy(), len(plan.lines)
            try:
                found = proposition_tactic(plan, proposition)
                self._hints = passed + self._hints
                return found
            except NotSeen:
                plan.restore(*before)
                if not self._hints:
                    raise
            while self._hints:
                step, *self._hints = self._hints
                if not apply_steps(plan, [step]):
                    break
                passed.append(step)


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
