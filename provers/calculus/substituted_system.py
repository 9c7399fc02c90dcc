"""Trusted: a system in which equations give all unknowns but one as terms in that one.

The data name equations in turn, each with an unknown v, a multiplier m and a term g without v: (l − r)·m = v − g wherever
l = r is defined (and holds), so that v = g at every solution. Then g may be put for v in the other relations, which stay
defined and true. In the end one unknown is left, and one of the remaining equations is the main one:

    nothing is missing       every solution has an x that solves the main equation, and those are in the families
                             (`solution_set.py`); v = g gives the rest
    nothing is too much      each member of each family solves the main equation (`solution.py`); there every v lies in its
                             domain and every relation, with the terms put in, is defined and holds
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from porism.provers.calculus import solution, solution_set
from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.solution import membership, put
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import Solution, SolutionSet
from porism.symbolic.statements.substituted_system import SubstitutedSystem
from porism.symbolic.term import (
    Derivative,
    Term,
    Variable,
    from_json,
    multiply,
    substitute,
    subterms,
    subtract,
    variables,
)


def obligations(statement: SubstitutedSystem, data: Any) -> Iterator[Obligation]:
    """`data` is {"steps": [[k, v, m, g], …], "main": k, "tree": …, "steady": [… for each family]}."""
    _check(statement)
    scope, main = Scope(statement.scope.variables), statement.main
    left: dict[int, Relation] = dict(enumerate(statement.relations))
    values = list[tuple[str, Term]]()
    for k, name, by, term in data["steps"]:
        h, m, g = left.pop(int(k)), from_json(by), from_json(term)
        done = {v for v, _ in values}
        if h.kind != "==" or name == main or name in done or variables(g) & {name, *done}:
            raise Refused("a step gives one of the other unknowns, once, by those that remain")
        if not variables(g) | variables(m) <= set(statement.unknowns) or name not in statement.unknowns:
            raise Refused("a step speaks of an unknown that the system does not have")
        known = scope.assuming(*defining_conditions(Claim.make(h, dict(scope.variables))), h)
        claim = relation("==", multiply(subtract(h.left, h.right), m), subtract(Variable(name), g))
        yield Obligation(known.claim(claim), everywhere=True)
        left = {j: put(r, {name: g}) for j, r in left.items()}
        values = [(v, substitute(t, {name: g})) for v, t in values] + [(name, g)]
    if {main, *(v for v, _ in values)} != set(statement.unknowns) or dict(values) != dict(statement.others):
        raise Refused("the other unknowns are not the terms that the steps give")
    equation = left[int(data["main"])]
    if equation.kind != "==" or equation.variables() != {main}:
        raise Refused(f"the main equation is not one in {main} alone")
    inner = Scope.of({main: scope.domain(main)})
    whole = SolutionSet(inner, equation.left, equation.right, main, statement.families)
    yield from solution_set.obligations(whole, data["tree"])
    for family, steady in zip(statement.families, data["steady"], strict=True):
        yield from solution.obligations(Solution(inner, equation.left, equation.right, main, family), steady)
        yield from _solves(statement, equation, family, dict(values))


def _check(statement: SubstitutedSystem) -> None:
    names = set(statement.unknowns)
    if len(names) != len(statement.unknowns) or statement.main not in names or statement.scope.hypotheses:
        raise Refused("expected unknowns, each once, and no hypotheses")
    if any(r.kind not in ("==", "!=") or not r.variables() <= names for r in statement.relations):
        raise Refused("expected equations and inequations in the unknowns alone")
    for t in (side for r in statement.relations for side in (r.left, r.right)):
        if any(isinstance(part, Derivative) for part in subterms(t)):
            raise Refused("nothing is put into a derivative")


def _solves(
    statement: SubstitutedSystem, equation: Relation, family: Family, values: dict[str, Term]
) -> Iterator[Obligation]:
    """That at each member every value lies in its unknown's domain, and every relation is defined and holds."""
    x, bound = statement.main, dict(family.bound)
    if (
        family.exactly_one
    ):  # the one solution in the interval: the main equation holds there, and x is the bound variable
        (name,) = bound
        at: dict[str, Term] = {x: Variable(name)}
        root = put(equation, at)
        given: tuple[Relation, ...] = (*defining_conditions(Claim.make(root, bound)), root)
    else:
        at, given = {x: family.value}, family.conditions
    scope = Scope.of(bound, given)
    here = at | {v: substitute(t, at) for v, t in values.items()}
    for v, t in here.items():
        if v != x:
            for r in membership(t, statement.scope.domain(v), scope):
                yield Obligation(scope.claim(r), everywhere=True)
    for stated in statement.relations:
        yield Obligation(scope.claim(put(stated, here)), everywhere=True)
