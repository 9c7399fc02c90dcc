"""Solutions of one equation: that a value is one, and that all of them are listed.

solution        domain ∧ left = right at the value
solution set    left = right → x = v₁ ∨ x = v₂          by the factors x − vᵢ of left − right
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from porism.provers.lean.mathlib.atoms import Ring
from porism.provers.lean.mathlib.context import INDENT, Proof
from porism.provers.lean.mathlib.equalities import prove_equal
from porism.provers.lean.mathlib.goals import prove_goal
from porism.provers.lean.mathlib.scopes import (
    Evidence,
    Written,
    node_with,
    of_claim,
    only_certificate,
    require_seen,
    scope_statement,
)
from porism.provers.lean.mathlib.statement import (
    SUBSCRIPTS,
    Statement,
    statement,
)
from porism.provers.lean.mathlib.syntax import (
    Node,
    Reader,
    lean_name,
    number_system,
    relation_text,
    text,
)
from porism.symbolic.claim import Relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.scope import Scope, domain_relations
from porism.symbolic.statements.solution_set import Solution, SolutionSet
from porism.symbolic.term import (
    ZERO,
    Term,
    Variable,
    substitute,
    subterms,
    subtract,
    variables,
)


def solution(said: Solution) -> Written:
    """That the value is a solution."""
    if said.family.bound or said.family.exactly_one or said.family.conditions:
        raise UnsupportedError("a family of solutions with bound variables or conditions")
    x, value = said.unknown, said.family.value
    scope = said.scope.assuming(*said.provisos)
    names = sorted(scope.names(said.left, said.right, value) - {x})
    outer = scope_statement(_without(scope, x), names)
    outer = replace(outer, system=_system([said.left, said.right, value, Variable(x)], scope, names))
    reader = Reader(outer.system, {**outer.domains, x: scope.domain(x)})
    if outer.system != "ℝ":
        raise UnsupportedError("a solution that is not stated over the real numbers")
    seen = outer.shapes(bounds=True)
    put = {x: value}
    for side in (said.left, said.right):
        require_seen([Relation("==", substitute(side, put), ZERO)], seen)
        for part in subterms(side):
            if not variables(part) <= {x, *names}:
                raise UnsupportedError("an equation with other variables than its scope names")
    require_seen([Relation("==", value, value)], seen)
    v = reader.node(value)
    left, right = (node_with(reader.node(side), lean_name(x), v) for side in (said.left, said.right))
    members = [_at(r, put) for r in domain_relations(x, scope.domain(x))]
    stated = replace(outer, goals=tuple(members))
    membership = [stated.goal_text(g) for g in stated.goals]
    conclusion = " ∧ ".join([*membership, relation_text(left, "=", right)])

    def proof(evidence: Evidence) -> list[str]:
        lines, holes = list[str](), list[list[str]]()
        for goal in stated.goals:
            inner = Proof(stated)
            prove_goal(inner, goal, None)
            holes.append(inner.lines)
        inner = Proof(stated)
        prove_equal(inner, left, right, only_certificate(evidence))
        holes.append(inner.lines)
        if len(holes) == 1:
            return holes[0]
        lines.append(f"refine ⟨{', '.join('?_' for _ in holes)}⟩")
        for hole in holes:
            lines += [f"· {hole[0]}", *(INDENT + line for line in hole[1:])]
        return lines

    return Written(outer.binders, conclusion, outer.names, proof)


def _at(stated: Relation, put: dict[str, Term]) -> Relation:
    return Relation(stated.kind, substitute(stated.left, put), substitute(stated.right, put))


def _without(scope: Scope, name: str) -> Scope:
    """The scope without a variable, whose hypotheses must not speak of it."""
    if any(name in h.variables() for h in scope.hypotheses):
        raise UnsupportedError(f"a hypothesis about the unknown {name}")
    return Scope(tuple((n, d) for n, d in scope.variables if n != name), scope.hypotheses)


def _system(terms: Sequence[Term], scope: Scope, names: Sequence[str]) -> Any:
    system = number_system(terms, {n: scope.domain(n) for n in scope.names(*terms)})
    del names
    return "ℝ" if system in ("ℤ", "ℚ", "ℕ") and any(not d.is_discrete for _, d in scope.variables) else system


def solution_set(said: SolutionSet) -> Written:
    """That the values are all solutions."""
    plain = all(not f.bound and not f.conditions and not f.exactly_one for f in said.families)
    if not plain:
        raise UnsupportedError("families of solutions with bound variables or conditions")
    scope = said.scope.assuming(*said.provisos)
    if not said.families:
        return of_claim(scope.claim(Relation("!=", said.left, said.right)))
    claim = scope.claim(Relation("==", said.left, said.right))
    stated = statement(claim)
    if stated.system != "ℝ" or stated.obligations:
        raise UnsupportedError("an equation that is not one between real values, by what is seen")
    values = [f.value for f in said.families]
    require_seen([Relation("==", t, t) for t in values], stated.shapes(bounds=True))
    reader, x = stated.reader, Variable(said.unknown)
    name = lean_name(said.unknown)
    listed = " ∨ ".join(f"{name} = {text(reader.node(t))}" for t in values)
    conclusion = f"{stated.goal_text(stated.goals[-1])} → {listed}"

    def proof(evidence: Evidence) -> list[str]:
        del evidence
        given = stated.goals[-1]
        if not isinstance(given, Relation):
            raise UnsupportedError("an equation with a derivative")
        factors = _factors(stated, given, x, values)
        nodes = [_away(reader.variable(x.name), reader.node(values[k])) for k in factors]
        whole = nodes[0]
        for node in nodes[1:]:
            whole = Node("mul", (whole, node))
        inner = Proof(stated, {given: "given₀"})
        prove_equal(inner, whole, Node("number", (), "0"))
        lines = [
            "intro given₀",
            f"have key₀ : {text(whole)} = 0 := by",
            *(INDENT + line for line in inner.lines),
        ]
        return [*lines, *_cases(nodes, factors, "key₀", 1, len(values))]

    return Written(stated.binders, conclusion, stated.names, proof)


def _cases(nodes: Sequence[Node], factors: Sequence[int], name: str, depth: int, count: int) -> list[str]:
    """From a product that is zero, one branch a factor, the last factor first."""
    if len(nodes) == 1:
        return [*_choice(factors[0], count), f"exact {_root(nodes[0], name)}"]
    left = f"root{depth}".translate(SUBSCRIPTS)
    right = f"{left}'"
    first = _cases(nodes[:-1], factors[:-1], left, depth + 1, count)
    last = [*_choice(factors[-1], count), f"exact {_root(nodes[-1], right)}"]
    lines = [f"rcases mul_eq_zero.mp {name} with {left} | {right}"]
    for branch in (first, last):
        lines += [f"· {branch[0]}", *(INDENT + line for line in branch[1:])]
    return lines


def _away(x: Node, value: Node) -> Node:
    """x − value, a sum where the value has a minus sign."""
    if value == Node("number", (), "0"):
        return x
    return Node("add", (x, value.parts[0])) if value.kind == "neg" else Node("sub", (x, value))


def _root(node: Node, name: str) -> str:
    if node.kind == "sub":
        return f"sub_eq_zero.mp {name}"
    return f"eq_neg_of_add_eq_zero_left {name}" if node.kind == "add" else name


def _choice(k: int, count: int) -> list[str]:
    """The tactics that choose alternative k of a disjunction of `count`."""
    if count == 1:
        return []
    return ["right"] * k + (["left"] if k < count - 1 else [])


def _factors(stated: Statement, given: Relation, x: Variable, values: Sequence[Term]) -> list[int]:
    """Which x − value, repeated, multiply to left − right up to a number."""
    reader = stated.reader
    difference = Node("sub", (reader.node(given.left), reader.node(given.right)))
    ring = Ring([difference, *(reader.node(subtract(x, v)) for v in values)])
    p = ring.polynomial(difference)
    if p is None:
        raise UnsupportedError("an equation with the unknown in a denominator")
    degree = max((int(e[ring.names.index(lean_name(x.name))]) for e, _ in p.terms()), default=0)
    found = list(range(len(values)))
    rest = degree - len(values)
    if rest < 0 or degree > 8:
        raise UnsupportedError("the equation has another degree than it has solutions")
    for k in range(len(values)):
        linear = ring.polynomial(reader.node(subtract(x, values[k])))
        while rest > 0 and linear is not None and linear != 0:
            quotient, remainder = divmod(p, linear**2)
            if remainder != 0:
                break
            p, rest = quotient * linear, rest - 1
            found.append(k)
    if rest:
        raise UnsupportedError("the equation has factors besides those of its solutions")
    return sorted(found)
