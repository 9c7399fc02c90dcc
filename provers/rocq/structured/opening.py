"""What whole statements have in common: their scope as a theorem opens it, and the plan of what comes after.

    forall (v_a … : R),  S₁ (S₂ (… (P₁ /\\ (P₂ /\\ …))))             steps S as in `statement.py`, then parts P of a kind's own

A kind's module opens its scope, adds further steps (`steps.defined(value)`: nothing of it is assumed), and lists parts. A part
is a proposition with a tactic. `under` makes parts that hold for all values of a further variable:

    (forall v_x : R, premise -> … -> O₁ /\\ (O₂ /\\ … conclusion))

Law, as in `statement.py`: whatever a subterm owes to mean its value is proved before it, and under a quantifier at every
value of the variable. Premises are the scope, and the conditions under which the exact checker accepted the statement, which
its reader is told; of these none may be about a bound variable. Everything else is proved, also that denominators are not 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from porism.provers.protocol import WholeTask
from porism.provers.rocq.planning.bodies import Stepwise, replanned
from porism.provers.rocq.planning.derivation import all_steps
from porism.provers.rocq.planning.plan import Names, Plan
from porism.provers.rocq.stating.emit import relation_text, unfolded, variable_name
from porism.provers.rocq.stating.statement import Step, Steps, closed, refuse_unsupported
from porism.provers.rocq.structured.goal import Goal
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import ZERO, Constant, Derivative, Term, Variable, subterms


@dataclass(frozen=True)
class Part:
    """A proposition, which binds tighter than `/\\`, and how a plan in which all steps are known proves it."""

    text: str
    tactic: Callable[[Stepwise], str]


class Opening:
    """The variables of a theorem and its first steps, to which more may be added."""

    def __init__(
        self,
        scope: Scope,
        terms: Iterable[Term],
        conditions: Sequence[Relation] = (),
        bound: Sequence[str] = (),
    ) -> None:
        """`terms` are those whose variables the theorem is about; `bound` are variables that parts quantify over."""
        free = scope.names(*terms) - set(bound)
        if any(set(bound) & c.variables() for c in (*conditions, *scope.hypotheses)):
            raise UnsupportedError(f"a condition is about {', '.join(bound)}, which the statement binds")
        self.variables = tuple(sorted(free))
        self.steps = Steps()
        for name in self.variables:
            refuse_unsupported(Claim.make(relation("==", Variable(name), ZERO), {name: scope.domain(name)}))
            self.steps.range_over(name, scope.domain(name))
        for stated in (*scope.hypotheses, *conditions):
            refuse_unreal(stated.left, stated.right)
        self.steps.grant([*scope.hypotheses, *conditions])

    def goal(self, parts: Sequence[Part], task: WholeTask) -> Goal:
        """The theorem that the parts hold, all of them, with its planned proof."""
        found = self.steps.found

        def lines(grains: dict[Term, int]) -> list[str]:
            proof = Stepwise(Plan(Names(), grains), hints(task))
            proof.introduce(self.variables)
            for step in found:
                proof.take(step)
            for part in parts[:-1]:
                tactic = part.tactic(proof)
                proof.plan.lines.append(f"split; [ {tactic} | ]")
            proof.plan.lines.append(parts[-1].tactic(proof))
            return proof.plan.lines

        text = conjunction([part.text for part in parts])
        return Goal(
            closed(self.variables, found, text), ".\n".join(replanned(lines)) + ".\n", task.conditions
        )


def under(
    variable: str,
    premises: Sequence[Relation],
    steps: Sequence[Step],
    conclusion: str,
    tactic: Callable[[Stepwise], str],
) -> Part:
    """The conclusion, after the steps, for all values of the variable that satisfy the premises."""
    given = [Step("premise", p) for p in premises]
    text = closed([variable], [*given, *steps], conclusion)

    def proved(outer: Stepwise) -> str:
        proof = outer.child()
        proof.introduce([variable])
        for step in (*given, *steps):
            proof.take(step)
        last = tactic(proof)
        return "; ".join([*proof.plan.lines, last])

    return Part(f"({text})", proved)


def for_all(names: Sequence[str], steps: Sequence[Step], claimed: Relation) -> Part:
    """The relation, after the steps, for all values of the variables."""
    stated = Relation(claimed.kind, unfolded(claimed.left), unfolded(claimed.right))

    def proved(outer: Stepwise) -> str:
        proof = outer.child()
        proof.introduce(names)
        for step in steps:
            proof.take(step)
        last = proof.tactic(stated)
        return "; ".join([*proof.plan.lines, last])

    return Part(f"({closed(names, steps, relation_text(stated))})", proved)


def conjunction(texts: Sequence[str]) -> str:
    """The propositions, each of which binds tighter than `/\\`, in one.

    >>> conjunction(["(a = b)", "(b = c)", "(c = d)"])
    '(a = b) /\\\\ ((b = c) /\\\\ (c = d))'
    """
    *rest, last = texts
    for text in reversed(rest):
        last = f"{text} /\\ {last if last is texts[-1] else f'({last})'}"
    return last


def function_text(term_text: str, variable: str) -> str:
    """The function of the variable in Rocq.

    >>> function_text("v_x ^ 2", "x")
    '(fun v_x : R => v_x ^ 2)'
    """
    return f"(fun {variable_name(variable)} : R => {term_text})"


def hints(task: WholeTask) -> list[Any]:
    """The steps of the derivations by which the exact checker accepted the statement's obligations."""
    return [step for part in task.parts if part.certificate for step in all_steps(part.certificate.data)]


def refuse_unreal(*terms: Term) -> None:
    """Raises `UnsupportedError` for the imaginary unit, and for derivatives that are not carried out."""
    for part in (p for term in terms for p in subterms(term)):
        if isinstance(part, Derivative) or part == Constant("i"):
            raise UnsupportedError(f"{part} stands where Rocq needs a real value")
