"""Finders for equations in one unknown: Porism's own solver, whose steps are its proof, and SymPy's solvers.

    by_steps     families of solutions and a completeness proof         by_sympy    solutions; nothing is said of completeness

In a generic answer the solver supposes what it needs of the parameters (`a != 0`) and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

import flint
import sympy
from flint import acb

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.meaning import value
from porism.symbolic.polynomials import View, native
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.solution_leaves import fate
from porism.symbolic.proposals.solution_question import Collected, NeedProviso
from porism.symbolic.proposals.solution_strategies import solved
from porism.symbolic.proposals.solution_tree import Known, Node, Stuck, node_of
from porism.symbolic.proposals.solution_values import PRECISION, is_zero
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import Solution, SolutionSet
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import (
    ZERO,
    Number,
    Power,
    Sum,
    Term,
    Variable,
    divide,
    substitute,
    to_json,
    variables,
)

MAX_PROVISOS = 6


@dataclass(frozen=True)
class EquationQuestion:
    """left == right for `unknown` in a scope; `generic` answers may suppose conditions on the parameters."""

    left: Term
    right: Term
    unknown: str
    scope: Scope
    generic: bool
    symbols: tuple[tuple[str, Any], ...]


def by_steps(question: EquationQuestion) -> list[Proposal]:
    """The answer of Porism's own solver, if it has one; the answer is all of it."""
    before, flint.ctx.prec = flint.ctx.prec, PRECISION
    try:
        return _by_steps(question)
    finally:
        flint.ctx.prec = before


def _by_steps(question: EquationQuestion) -> list[Proposal]:
    provisos: tuple[Relation, ...] = ()
    reason = "too many suppositions"
    for _ in range(MAX_PROVISOS):
        q = Collected(
            question.left, question.right, question.unknown, question.scope, question.generic, provisos
        )
        start = q.start()
        try:
            tree = _from_the_root(q, start)
        except NeedProviso as needed:
            provisos = (*provisos, needed.stated)
            continue
        except Stuck as stuck:
            reason = str(stuck)
            break
        proposals = [_proposal(question, q, tree)]
        if q.had_choice:
            other = replace(q, families=[], rejected={}, prefers_order=True)
            with suppress(Stuck, NeedProviso):
                tree = _from_the_root(other, start)
                proposals.append(_proposal(question, other, tree))
        return proposals
    raise UnsupportedError(f"no step leads on: {reason}")


def _from_the_root(q: Collected, start: Known) -> Node:
    """The tree; where the equation is not defined for all parameters, it begins with what it says of them."""
    stated = relation("==", q.left, q.right)
    conditions = defining_conditions(Claim.make(stated, dict(q.scope.variables)))
    names = set(q.parameters)
    if not any(c.variables() and c.variables() <= names for c in conditions):
        return solved(q, start, q.equation)
    return node_of("defined", [solved(q, start.assuming(*conditions), q.equation)], of=q.equation)


def _proposal(question: EquationQuestion, q: Collected, tree: Any) -> Proposal:
    scope, left, right, x = question.scope, question.left, question.right, question.unknown
    parts = [
        Part("answer", _solution(question, q, f), steadiness(left, right, x, f), f"{x} = {f}")
        for f in q.families
    ]
    stated = SolutionSet(scope, left, right, x, tuple(q.families), q.provisos)
    parts.append(Part("complete", stated, tree, "no other solution"))
    for t in q.rejected:
        claim = _closed_claim(question, t)
        if claim is not None:
            parts.append(Part("rejected", claim, None, f"{x} = {t}"))
    return Proposal(answer_value(question, q.families), tuple(parts), "porism")


def _solution(question: EquationQuestion, q: Collected, f: Family) -> Solution:
    """The statement that a family solves the equation; what a generic answer supposes of parameters is said as a proviso,
    unless it is not the same for all families: then each keeps its own condition."""
    names = set(q.parameters)
    supposed = (
        _stated(f, names) if question.generic and len({_stated(g, names) for g in q.families}) == 1 else ()
    )
    kept = replace(f, conditions=tuple(c for c in f.conditions if c not in supposed))
    return Solution(
        question.scope, question.left, question.right, question.unknown, kept, (*q.provisos, *supposed)
    )


def _stated(f: Family, parameters: set[str]) -> tuple[Relation, ...]:
    """The conditions of a family that speak of parameters only."""
    return tuple(c for c in f.conditions if c.variables() and c.variables() <= parameters)


def steadiness(left: Term, right: Term, x: str, family: Family) -> dict[str, Any] | None:
    """Which conditions of definedness depend on the family's integers by their sign only, for which modulus."""
    integers = [name for name, domain in family.bound if domain.is_discrete]
    equation = relation("==", *(substitute(side, {x: family.value}) for side in (left, right)))
    conditions = defining_conditions(Claim.make(equation, dict(family.bound)))
    constant = [k for k, c in enumerate(conditions) if not c.variables() <= set(integers) and _is_constant(c)]
    wanted = [
        k
        for k, c in enumerate(conditions)
        if k not in constant and c.variables() and c.variables() <= set(integers)
    ]
    for modulus in (1, 2, 3, 4, 6):
        steady = [k for k in wanted if _is_steady(conditions[k].left, integers, modulus)]
        if wanted and len(steady) == len(wanted) and (modulus == 1 or not family.conditions):
            return {"modulus": modulus, "steady": steady, "apart": constant}
    plainer = [
        [k, to_json(u)]
        for k, c in enumerate(conditions)
        if k not in constant and (u := _plainer(c)) is not None
    ]
    return {"modulus": 1, "steady": [], "apart": [*constant, *plainer]} if constant or plainer else None


def _plainer(c: Relation) -> Term | None:
    """The left side of a condition as a product, if it is a sum that can be one."""
    if not isinstance(c.left, Sum) or not c.variables():
        return None
    try:
        view = View([native(c.left)])
        n, d = view.ratio(native(c.left))
        product = divide(view.factored(n), view.factored(d))
    except PorismError:
        return None
    return None if isinstance(product, Sum) else product


def _is_constant(c: Relation) -> bool:
    """Whether a condition `t != 0` has the same t everywhere, though it names variables: 1 + a − a."""
    at = [{n: acb(k * k + 3**j) for j, n in enumerate(sorted(c.variables()))} for k in (2, 5, 17, 100)]
    values = [value(c.left, point, PRECISION) for point in at]
    return (
        bool(c.variables())
        and all(v.is_finite() and is_zero(v - values[0]) for v in values)
        and is_zero(values[0]) is False
    )


def _is_steady(t: Term, integers: list[str], modulus: int) -> bool:
    for j in range(modulus):
        squares = [
            value(t, dict.fromkeys(integers, acb(modulus * k + j)), PRECISION) ** 2 for k in (0, 1, 2, 5)
        ]
        if is_zero(squares[0]) is not False or not all(is_zero(s - squares[0]) for s in squares):
            return False
    return True


def _closed_claim(question: EquationQuestion, t: Term) -> Claim | None:
    sides = [substitute(side, {question.unknown: t}) for side in (question.left, question.right)]
    if any(variables(side) or not value(side, {}, 200).is_finite() for side in sides):
        return None
    return Claim.make(relation("==", *sides))


def by_sympy(question: EquationQuestion) -> list[Proposal]:
    """What SymPy's `solve` lists, each solution to be proved; completeness is not known."""
    symbols = dict(question.symbols)
    x = symbols[question.unknown]
    equation = to_sympy(question.left, symbols) - to_sympy(question.right, symbols)
    families = list[Family]()
    try:
        listed = sympy.solve(equation, x)
    except NotImplementedError as error:
        raise UnsupportedError(f"SymPy: {str(error).splitlines()[0]}") from error
    for found in listed:
        try:
            t = from_sympy(found)
        except PorismError:
            continue
        if variables(t) <= set(dict(question.scope.variables)) - {question.unknown}:
            needed = defining_conditions(Claim.make(relation("==", t, t), dict(question.scope.variables)))
            families.append(Family(t, conditions=tuple(needed) if question.generic else ()))
    q = Collected(question.left, question.right, question.unknown, question.scope, question.generic)
    has_parameters = bool((variables(question.left) | variables(question.right)) - {question.unknown})
    families = [
        f
        for f in families
        if has_parameters or variables(f.value) or fate(q, f.value, {}) in ("solution", "unclear")
    ]
    if not families:
        return []
    statement = SolutionSet(question.scope, question.left, question.right, question.unknown, tuple(families))
    parts = [
        Part(
            "answer",
            Solution(question.scope, question.left, question.right, question.unknown, f),
            None,
            str(f),
        )
        for f in families
    ]
    parts.append(Part("complete", statement, None, "no other solution"))
    return [Proposal(answer_value(question, families), tuple(parts), f"sympy {sympy.__version__}", rank=1)]


def answer_value(question: EquationQuestion, families: Sequence[Family]) -> Any:
    """A list where there are finitely many solutions, else a SymPy set. Where conditions on the parameters differ, a
    complete answer is a list of pairs (solutions, condition), a generic one says the condition of each solution by a
    `Piecewise`; a single condition is a proviso of a generic answer."""
    symbols = dict(question.symbols)
    parameters = set(symbols) - {question.unknown}
    groups = dict[tuple[Relation, ...], list[Family]]()
    for f in families:
        stated = _stated(f, parameters)
        groups.setdefault(stated, []).append(
            replace(f, conditions=tuple(c for c in f.conditions if c not in stated))
        )
    if not any(groups) or (question.generic and len(groups) == 1):
        return _solutions(question, [f for group in groups.values() for f in group], symbols)
    pairs = [
        (_solutions(question, group, symbols), sympy.And(*(_relational(c, symbols) for c in stated)))
        for stated, group in groups.items()
    ]
    if question.generic and all(isinstance(found, list) for found, _ in pairs):
        where = dict[Any, Any]()
        for found, condition in pairs:
            where |= {root: sympy.Or(where.get(root, sympy.false), condition) for root in found}
        return [sympy.Piecewise((root, c)) if c != sympy.true else root for root, c in where.items()]
    return pairs


def _solutions(question: EquationQuestion, families: Sequence[Family], symbols: dict[str, Any]) -> Any:
    points, sets = list[Any](), list[Any]()
    for f in families:
        members = _members(f, symbols)
        if members is not None:
            points += [m for m in members if m not in points]
        else:
            sets.append(_as_set(f, symbols))
    if all(p.is_real and p.is_number for p in points):
        points.sort(key=lambda p: p.evalf(30))
    return sympy.Union(sympy.FiniteSet(*points), *sets) if sets else points


def _members(f: Family, symbols: dict[str, Any]) -> list[Any] | None:
    """The members of a finite family."""
    if f.exactly_one:
        low, high = (f.bound[0][1].low, f.bound[0][1].high)
        assert low is not None and high is not None  # noqa: PT018  # an enclosure is bounded; this decides nothing
        return [((to_sympy(low) + to_sympy(high)) / 2).evalf(15)]
    if not f.bound:
        return [to_sympy(f.value, symbols)]
    if len(f.bound) != 1 or f.bound[0][1].is_discrete:
        return None
    name, domain = f.bound[0]
    stated = [c for c in f.conditions if c.kind == "==" and c.variables() == {name} and c.right == ZERO]
    if len(stated) != 1:
        return None
    r = sympy.Symbol("x")
    p = sympy.Poly(to_sympy(stated[0].left, {name: r}), r)
    roots = [sympy.CRootOf(p, k) for k in range(p.degree())]
    if domain.is_real and domain.low is not None and domain.high is not None:
        low, high = to_sympy(domain.low), to_sympy(domain.high)
        roots = [z for z in roots if z.is_real and low < z.evalf(30) < high]
    return [to_sympy(f.value, symbols | {name: z}) for z in roots]


def _as_set(f: Family, symbols: dict[str, Any]) -> Any:
    ranges = {
        "integer": sympy.Integers,
        "natural": sympy.Naturals0,
        "real": sympy.Reals,
        "complex": sympy.Complexes,
    }
    names = [
        sympy.Symbol(n, integer=True)
        if d.is_discrete
        else sympy.Symbol(n, real=True)
        if d.is_real
        else sympy.Symbol(n)
        for n, d in f.bound
    ]
    inner = symbols | {n: s for (n, _), s in zip(f.bound, names, strict=True)}
    if len(names) == 1 and f.value == Variable(f.bound[0][0]) and not f.bound[0][1].is_discrete:
        domain = f.bound[0][1]
        base = ranges.get(domain.name) or _interval(domain)
        cuts = [_cut(c, f.bound[0][0]) for c in f.conditions]
        if all(cut is not None and (domain.is_real or isinstance(cut, sympy.FiniteSet)) for cut in cuts):
            for cut in cuts:
                base = base - cut if isinstance(cut, sympy.FiniteSet) else base.intersect(cut)
            return base
        return sympy.ConditionSet(names[0], sympy.And(*(_relational(c, inner) for c in f.conditions)), base)
    expression = to_sympy(f.value, inner)
    return sympy.ImageSet(
        sympy.Lambda(tuple(names), expression), *(ranges.get(d.name) or _interval(d) for _, d in f.bound)
    )


def _cut(c: Relation, name: str) -> Any:
    """What a condition on t alone says, with a number a: the interval of t < a and its like, the point a of t != a."""
    left, right, kind = c.left, c.right, c.kind
    if kind == "!=" and right == ZERO and isinstance(left, Power) and isinstance(left.exponent, Number):
        left = left.base if left.exponent.value > 0 else left
    t = Variable(name)
    if (left == t) == (right == t) or variables(left) | variables(right) != {name}:
        return None
    end, is_upper = to_sympy(right if left == t else left), left == t
    if kind == "!=":
        return sympy.FiniteSet(end)
    if kind == "==" or not end.is_real:
        return None
    ends = (-sympy.oo, end) if is_upper else (end, sympy.oo)
    return sympy.Interval(*ends, kind == "<", kind == "<")


def _interval(domain: Any) -> Any:
    low, high, low_closed, high_closed = domain.bounds()
    ends = [-sympy.oo if low is None else to_sympy(low), sympy.oo if high is None else to_sympy(high)]
    whole = sympy.Interval(*ends, not low_closed, not high_closed)
    return whole - sympy.FiniteSet(0) if domain.name == "nonzero" else whole


def _relational(r: Relation, symbols: dict[str, Any]) -> Any:
    kinds = {"==": sympy.Eq, "!=": sympy.Ne, "<=": sympy.Le, "<": sympy.Lt}
    return kinds[r.kind](to_sympy(r.left, symbols), to_sympy(r.right, symbols))
