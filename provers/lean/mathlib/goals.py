"""Proofs of a theorem's goals, one after another: obligations first, which later goals may use."""

from __future__ import annotations

from porism.provers.lean.mathlib.context import INDENT, Proof
from porism.provers.lean.mathlib.derivatives import prove_derivative
from porism.provers.lean.mathlib.equalities import prove_equal
from porism.provers.lean.mathlib.inequalities import prove_order, prove_unequal
from porism.provers.lean.mathlib.statement import SUBSCRIPTS, Goal, HasDerivative, Statement
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation


def prove_goals(stated: Statement, certificate: Certificate | None) -> list[str]:
    """The lines that prove the conclusion, one goal after another."""
    parts = list[list[str]]()
    facts = dict[Relation, str]()
    heads = list[str]()
    for k, goal in enumerate(stated.goals):
        proof = Proof(stated, facts)
        found = certificate
        if k < stated.obligations:
            found = certified_obligation(stated, goal)
        prove_goal(proof, goal, found)
        if k < stated.obligations and isinstance(goal, Relation):
            # Later goals may use it; it is proved before them.
            label = f"ho{len(heads) + 1}".translate(SUBSCRIPTS)
            heads += [f"have {label} : {stated.goal_text(goal)} := by", *(INDENT + x for x in proof.lines)]
            facts[goal] = label
            parts.append([f"exact {label}"])
        else:
            parts.append(proof.lines)
    if len(parts) == 1:
        return parts[0]
    *owed, last = parts
    names = [p[0].removeprefix("exact ") if p[0].startswith("exact ho") else "?_" for p in owed]
    lines = [*heads, f"refine ⟨{', '.join([*names, '?_'])}⟩"]
    open_parts = [p for p, n in zip([*owed, last], [*names, "?_"], strict=True) if n == "?_"]
    if len(open_parts) == 1:
        return [*lines, *open_parts[0]]
    for part in open_parts:
        lines += [f"· {part[0]}", *(f"{INDENT}{line}" for line in part[1:])]
    return lines


def prove_goal(proof: Proof, goal: Goal, certificate: Certificate | None) -> None:
    """Adds the tactics for one goal."""
    match goal:
        case HasDerivative():
            prove_derivative(proof, goal, certificate)
        case Relation("==", left, right):
            prove_equal(proof, proof.reader.node(left), proof.reader.node(right), certificate)
        case Relation("!="):
            prove_unequal(proof, goal, certificate)
        case _:
            prove_order(proof, goal, certificate)


def certified_obligation(stated: Statement, goal: Goal) -> Certificate | None:
    """A certificate of a condition that the theorem proves on the way, from the exact prover; None where it finds none."""
    from porism.provers.exact.prover import ExactProver  # the finders behind it are heavy
    from porism.provers.protocol import Budget
    from porism.provers.verdict import Proved

    if not isinstance(goal, Relation):
        return None
    claim = Claim.make(goal, stated.domains, stated.known)
    verdict = ExactProver().prove(claim, None, Budget(seconds=2.0))
    return verdict.certificate if isinstance(verdict, Proved) else None
