"""Trusted: the steps of a completeness proof on an interval, and those about integers.

cover      the unknown lies in one of finitely many cells; in each the equation has no solution, or one that is listed
integers   x = α + β·n with x between two numbers leaves finitely many n; with one bound it bounds n
residues   an integer n is q·m + j for some j = 0, …, q − 1
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from porism.provers.calculus.enclosures import Difference, integers_between, rational
from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.solution import enclosing, membership, put
from porism.provers.calculus.solution_steps import State, Step
from porism.provers.exact.terms import sub as minus
from porism.provers.exact.terms import term as plain
from porism.provers.exact.values import decide
from porism.symbolic.claim import relation
from porism.symbolic.domain import Domain
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    Term,
    Variable,
    add,
    from_json,
    multiply,
    number,
    substitute,
    to_json,
    variables,
)

MAX_CELLS = 4000
MAX_MEMBERS = 300  # of a periodic family in a bounded interval


def cover(state: State, node: Any) -> Step:
    """Every point of the unknown's interval lies in a cell; no cell has a solution that is not listed.

    A cell is free of zeros by an enclosure of the function, or, where it is strictly monotone, by equal signs at both
    ends. Where it is strictly monotone it has at most one zero: the one in an `exactly_one` interval inside the
    cell, or a closed member of a family that is proved to be in the cell and to solve the equation.
    """
    h, x = state.equation(node["of"]), state.statement.unknown
    f = Difference(h.left, h.right, x)
    points = [rational(p) for p in node["points"]]
    low, high, _, _ = state.scope.domain(x).bounds()
    if not state.scope.domain(x).is_real or low is None or high is None or not 2 <= len(points) <= MAX_CELLS:
        raise Refused("a cover needs a bounded interval")
    first, last = (plain(to_json(number(p))) for p in (points[0], points[-1]))
    if decide(">=", minus(plain(to_json(low)), first)) is not True:
        raise Refused("the cover starts too late")
    if decide(">=", minus(last, plain(to_json(high)))) is not True:
        raise Refused("the cover ends too early")
    claimed = list[Obligation]()
    cells = list(pairwise(points))
    if len(cells) != len(node["cells"]):
        raise Refused("the number of cells is not right")
    for (a, b), cell in zip(cells, node["cells"], strict=True):
        if not a < b:
            raise Refused("the points of a cover must increase")
        if cell is None:
            if not (f.never_zero(a, b) or (f.sign(a) * f.sign(b) == 1 and f.at_most_one(a, b))):
                raise Refused(f"[{a}, {b}] is not seen to be free of solutions")
            continue
        if not f.at_most_one(a, b):
            raise Refused(f"[{a}, {b}] is not seen to have at most one solution")
        claimed += _listed(state, f, (a, b), cell)
    return Step(claimed, [])


def _listed(state: State, f: Difference, cell: tuple[Any, Any], data: Any) -> list[Obligation]:
    """That a zero which a family lists lies in the cell, in which there is at most one."""
    family = state.statement.families[int(data["family"])]
    if family.exactly_one:
        low, high = enclosing(family)
        if not (cell[0] <= low < high <= cell[1] and f.changes_sign(low, high)):
            raise Refused("no change of sign in the enclosure, or it is not inside its cell")
        return []
    at = {str(name): from_json(t) for name, t in data["at"].items()}
    value = substitute(family.value, at)
    if set(at) != {name for name, _ in family.bound} or variables(value):
        raise Refused("a member of a family in a cell is a number")
    scope, claimed = Scope(state.variables), list[Obligation]()
    for name, domain in family.bound:
        claimed += state.proved(membership(at[name], domain, scope), scope)
    claimed += state.proved((put(c, at) for c in family.conditions), scope)
    for r in (relation("<=", number(cell[0]), value), relation("<=", value, number(cell[1]))):
        claimed.append(Obligation(scope.claim(r), everywhere=True))
    left, right = (substitute(side, {f.name: value}) for side in (f.left, f.right))
    return [*claimed, Obligation(scope.claim(relation("==", left, right)), everywhere=True)]


def integers(state: State, node: Any) -> Step:
    """x = α + β·n for real α, a closed real β and an integer n: the bounds of x's domain are bounds of n.

    Where α has parameters, the data give closed `lowest` ≤ α ≤ `highest`, which is claimed. One case for each n that
    remains; where only one side is bounded, one case in which n has that bound.
    """
    x, n = Variable(str(node["name"])), Variable(str(node["integer"]))
    alpha, beta = from_json(node["start"]), from_json(node["step"])
    if variables(beta) or n.name in variables(alpha) or not state.scope.domain(n.name).is_discrete:
        raise Refused("the family must be an arithmetic progression")
    if state.equation(node["of"]) != relation("==", x, _member(alpha, beta, n)):
        raise Refused("the hypothesis is not this family")
    if not state.scope.domain(x.name).is_real:
        raise Refused(f"{x} has no bounds")
    low, high, _, _ = state.scope.domain(x.name).bounds()
    claimed, (lowest, highest) = list[Obligation](), (alpha, alpha)
    if variables(alpha):
        lowest, highest = (from_json(node[key]) for key in ("lowest", "highest"))
        if variables(lowest) or variables(highest):
            raise Refused("the bounds of a first member are numbers")
        known = state.using(node)
        claimed = [
            Obligation(known.claim(r), everywhere=True)
            for r in (relation("<=", lowest, alpha), relation("<=", alpha, highest))
        ]
    ends = tuple(
        None if end is None else minus(plain(to_json(end)), plain(to_json(first)))
        for end, first in ((low, highest), (high, lowest))
    )
    least, greatest = integers_between((ends[0], ends[1]), plain(to_json(beta)))
    if least is None or greatest is None:
        bounds = [relation("<=", number(least), n)] if least is not None else []
        bounds += [relation("<=", n, number(greatest))] if greatest is not None else []
        return Step(claimed, [state.assuming(*bounds)])
    if greatest - least >= MAX_MEMBERS:
        raise Refused(f"more than {MAX_MEMBERS} members of a family")
    return Step(
        claimed,
        [
            state.assuming(relation("==", n, number(k)), relation("==", x, _member(alpha, beta, number(k))))
            for k in range(least, greatest + 1)
        ],
    )


def _member(alpha: Term, beta: Term, n: Term) -> Term:
    return add(alpha, multiply(beta, n))


def residues(state: State, node: Any) -> Step:
    """n = q·m + j with an integer m, for one j of 0, …, q − 1."""
    n, q = Variable(str(node["integer"])), int(node["modulus"])
    if state.scope.domain(n.name).name != "integer" or not 2 <= q <= 60:
        raise Refused("expected an integer variable and a modulus from 2 to 60")
    m = Variable(state.require_fresh(str(node["name"])))
    fresh = state.where((m.name, Domain("integer")))
    return Step(
        [],
        [fresh.assuming(relation("==", n, add(multiply(number(q), m), number(j)))) for j in range(q)],
    )
