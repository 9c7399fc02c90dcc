"""Solutions of an equation as theorems, and that there is no other one.

    Solution       forall parameters, bound,  scope → provisos → conditions →
                   the value is in the domain and satisfies the hypotheses /\\ the equation is defined there /\\ left = right
    SolutionSet    forall parameters, x,  scope → provisos → the equation is defined → left = right →
                   x = r₁ \\/ … \\/ exists n, the n-th member of a family is defined /\\ in its domain /\\ x = it

Why they imply the statements. In a solution everything that the value and the equation owe is proved, not assumed: that no
divisor is 0 and no logarithm or root leaves the real numbers. In a set the equation is a premise, and so is what it divides
by (where that is 0 it is not defined, and the statement says nothing); but that it is about real numbers is proved before it
is assumed (`statement.py`): an equation with a logarithm or a root of a negative number somewhere on its domain has no
theorem, since there the statement speaks about its complex values. An integer is a real number with `exists z : Z, n = IZR z`.

Not said: complex unknowns, unknown integers, enclosures of one solution (`exactly_one`), functions that Rocq does not have.
"""

from __future__ import annotations

from porism.provers.calculus.solution import membership, put, require_fresh
from porism.provers.rocq.stating.emit import obligations, unfolded
from porism.provers.rocq.stating.statement import (
    IsInteger,
    Proposition,
    Statement,
    Step,
    proposition_text,
    statement,
)
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import Solution, SolutionSet
from porism.symbolic.term import ZERO, Term, Variable, substitute


def owed(*relations: Relation) -> list[Relation]:
    """That every part of the relations is defined and real, without repetitions, inner parts first."""
    found = dict[Relation, None]()
    for stated in relations:
        found |= dict.fromkeys(defining_conditions(Claim.make(stated)))
        for side in (stated.left, stated.right):
            found |= dict.fromkeys(obligations(side))
    return list(found)


def solution_theorem(said: Solution) -> Statement:
    """The theorem of `Solution`."""
    family, x = said.family, said.unknown
    _check(said, family)
    domains = {n: d for n, d in said.scope.variables if n != x} | dict(family.bound)
    given = (*said.scope.hypotheses, *said.provisos)
    at: dict[str, Term] = {x: family.value}
    free = tuple(r for r in given if x not in r.variables())
    names = said.scope.names(said.left, said.right, family.value) | set(domains)
    whole = {name: domains.get(name, Domain("real")) for name in sorted(names - {x})}
    start = statement(Claim(relation("==", ZERO, ZERO), tuple(whole.items()), (*free, *family.conditions)))
    scope = Scope.of(domains, (*free, *family.conditions))
    inside = [r for r in membership(family.value, said.scope.domain(x), scope) if not says_real(r)]
    inside += [put(r, at) for r in given if x in r.variables()]
    equation = put(relation("==", said.left, said.right), at)
    value = relation("==", family.value, family.value)
    steps = list(start.steps)
    for r in (*owed(value), *(o for i in inside for o in (*owed(i), i)), *owed(equation)):
        stated = Step("obligation", real_form(r))
        if stated.text not in {s.text for s in steps}:
            steps.append(stated)
    return Statement(start.variables, tuple(steps), real_form(equation), ())


def set_premises(said: SolutionSet) -> Statement:
    """The scope, the provisos and the equation as premises, each after what it owes; the conclusion is not in it."""
    for family in said.families:
        _check(said, family)
    equation = relation("==", said.left, said.right)
    given = (*said.scope.hypotheses, *said.provisos, equation)
    domains = dict(said.scope.variables)
    names = said.scope.names(said.left, said.right) | {said.unknown}
    names |= frozenset[str]().union(*(r.variables() for r in given))
    whole = {name: domains.get(name, Domain("real")) for name in sorted(names)}
    return statement(Claim(relation("==", ZERO, ZERO), tuple(whole.items()), given))


def member(said: SolutionSet, family: Family) -> list[Proposition]:
    """What it says that the unknown is a member of the family, the definedness of the value included."""
    found = dict[Proposition, None]()
    scope = Scope(family.bound)
    for name, domain in family.bound:
        if domain.is_discrete:
            found[IsInteger(name)] = None
        if not domain.is_real:
            raise UnsupportedError(f"{name} is complex; the Rocq statements are about real numbers")
        found |= dict.fromkeys(r for r in membership(Variable(name), domain, scope) if not says_real(r))
    for r in (*family.conditions, relation("==", Variable(said.unknown), family.value)):
        found |= dict.fromkeys(map(real_form, (*owed(r), r)))
    return list(found)


def member_at(said: SolutionSet, family: Family, at: dict[str, Term]) -> list[Relation]:
    """The relations among them, where the bound variables have these values."""
    found = [r for r in member(said, family) if isinstance(r, Relation)]
    return [Relation(r.kind, substitute(r.left, at), substitute(r.right, at)) for r in found]


def member_text(said: SolutionSet, family: Family) -> str:
    """That the unknown is a member of the family."""
    text = " /\\ ".join(f"({proposition_text(r)})" for r in member(said, family))
    for name, _ in reversed(family.bound):
        text = f"exists v_{name} : R, {text}"
    return f"({text})"


def set_text(said: SolutionSet) -> str:
    """The theorem of `SolutionSet`."""
    stated = set_premises(said)
    text = " \\/ ".join(member_text(said, f) for f in said.families) or "False"
    for step in reversed(stated.steps):
        text = f"{step.text} -> ({text})" if step.kind == "premise" else f"{step.text} /\\ ({text})"
    return f"forall ({' '.join('v_' + n for n in stated.variables)} : R), {text}"


def says_real(stated: Relation) -> bool:
    """Whether it is t <= t, which says of t that it is real; `owed` says that in Rocq. (t < t is false.)"""
    return stated.kind == "<=" and stated.left == stated.right


def real_form(stated: Relation) -> Relation:
    """The relation with functions that Rocq does not have replaced by their definitions."""
    return Relation(stated.kind, unfolded(stated.left), unfolded(stated.right))


def _check(said: Solution | SolutionSet, family: Family) -> None:
    require_fresh(said, family)
    if family.exactly_one:
        raise UnsupportedError("an enclosure of one solution is not said in Rocq")
    domain = said.scope.domain(said.unknown)
    if domain.is_discrete or not domain.is_real:
        raise UnsupportedError("the unknown is no real variable")
