"""Optima and empty scopes: IsLeast {y | ∃ x, hypotheses ∧ y = f} v, and hypotheses : False."""

from __future__ import annotations

from dataclasses import replace

from porism.provers.lean.mathlib.context import Proof
from porism.provers.lean.mathlib.equalities import prove_equal
from porism.provers.lean.mathlib.facts import arithmetic, combination, facts_about
from porism.provers.lean.mathlib.goals import prove_goal
from porism.provers.lean.mathlib.scopes import (
    Evidence,
    Written,
    node_with,
    only_certificate,
    require_seen,
    scope_statement,
    typed_text,
)
from porism.provers.lean.mathlib.shapes import Shapes
from porism.provers.lean.mathlib.statement import (
    statement,
)
from porism.provers.lean.mathlib.syntax import (
    Node,
    lean_name,
    text,
)
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.infeasible import Infeasible
from porism.symbolic.statements.optimum import Optimum
from porism.symbolic.term import (
    Term,
    substitute,
    variables,
)


def optimum(said: Optimum) -> Written:
    """The optimum's theorem."""
    names = sorted(said.scope.names(said.objective))
    domains = {n: said.scope.domain(n) for n in names}
    if any(d.is_discrete or not d.is_real for d in domains.values()) or variables(said.value):
        raise UnsupportedError("an optimum over integers, or with parameters")
    kind = "<=" if said.sense == "min" else ">="
    bound = Claim(
        relation(kind, said.value, said.objective), tuple(sorted(domains.items())), said.scope.hypotheses
    )
    stated = statement(bound)
    if stated.system != "ℝ":
        stated = replace(stated, system="ℝ")
    if stated.obligations:
        raise UnsupportedError("an objective that is not seen to be real on the scope")
    own = Shapes([p.relation for p in scope_statement(said.scope, names).premises], domains, bounds=True)
    require_seen([Relation("==", said.objective, said.value)], own)  # its conditions would narrow the scope
    reader = stated.reader
    bare = [lean_name(n) for n in names]
    conditions = [p.text for p in stated.premises]
    y = "y" if "y" not in bare else "y₀"
    body = " ∧ ".join([*conditions, f"{y} = {text(reader.node(said.objective))}"])
    word = "IsLeast" if said.sense == "min" else "IsGreatest"
    quantified = f"∃ {' '.join(bare)} : ℝ, {body}"
    conclusion = f"{word} {{{y} : ℝ | {quantified}}} {typed_text(reader.node(said.value))}"

    def proof(evidence: Evidence) -> list[str]:
        point = dict(said.point)
        if set(point) != set(names):
            raise UnsupportedError("the optimum's point does not give every variable")
        closed = [relation_at(p.relation, point) for p in stated.premises]
        attained = Proof(stated, {})
        value_node = reader.node(said.value)
        there = reader.node(said.objective)
        for n in names:
            there = node_with(there, lean_name(n), reader.node(point[n]))
        prove_equal(attained, value_node, there)
        if attained.lines != ["norm_num"] and len(attained.lines) != 1:
            raise UnsupportedError("the value at the point is not seen by one tactic")
        for condition in closed:
            if variables(condition.left) | variables(condition.right) or not Shapes([], {}).follows(
                condition
            ):
                raise UnsupportedError(f"{condition} is not seen at the optimum's point")
        witnesses = ", ".join(
            [
                *(text(reader.node(point[n])) for n in names),
                *("by norm_num" for _ in closed),
                f"by {attained.lines[0]}",
            ]
        )
        inner = Proof(stated, {})
        prove_goal(inner, stated.goals[-1], evidence.of(bound) or only_certificate(evidence))
        pattern = ", ".join([*bare, *(p.name for p in stated.premises), "rfl"])
        return [
            f"refine ⟨⟨{witnesses}⟩, ?_⟩",
            f"rintro _ ⟨{pattern}⟩",
            *inner.lines,
        ]

    return Written("", conclusion, (*stated.names, y), proof)


def relation_at(stated: Relation, point: dict[str, Term]) -> Relation:
    """The relation at a point."""
    return relation(stated.kind, substitute(stated.left, point), substitute(stated.right, point))


def infeasible(said: Infeasible) -> Written:
    """That the hypotheses contradict each other."""
    scope = said.scope
    names = sorted(frozenset(n for n, _ in scope.variables).union(*(h.variables() for h in scope.hypotheses)))
    stated = scope_statement(scope, names)

    def proof(evidence: Evidence) -> list[str]:
        inner = Proof(stated)
        zero = Node("number", (), "0", stated.system)
        certificate = next((c for _, c in evidence.certificates), None)
        ring, facts = facts_about(inner, zero, certificate)
        used = combination(-ring.one, facts, False) or combination(ring.one * 0, facts, True)
        if used is None:
            raise UnsupportedError("no combination of the hypotheses' facts is a contradiction")
        return [arithmetic(used)]

    return Written(stated.binders, "False", stated.names, proof)
