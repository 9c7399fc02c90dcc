"""Systems with functions of the unknowns: all unknowns but one are given by equations, the last one by `solve`'s own steps.

    exp(x) + y = 1 ──► y = 1 − exp(x) ──► put into the others ──► one equation in x ──► its families ──► y at each of them

An equation gives an unknown in which it is linear, where its coefficient is a number or is not 0 at any solution. Not
trusted: `provers/calculus/substituted_system.py` checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import flint
import sympy

from porism.symbolic.claim import Relation
from porism.symbolic.derivative import derivative
from porism.symbolic.errors import PorismError
from porism.symbolic.polynomials import View, native
from porism.symbolic.proposals.equations import EquationQuestion, by_steps, steadiness
from porism.symbolic.proposals.solution_values import PRECISION
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import SolutionSet
from porism.symbolic.statements.substituted_system import SubstitutedSystem
from porism.symbolic.sympy_bridge import to_sympy
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Number,
    Term,
    divide,
    multiply,
    power,
    substitute,
    subtract,
    to_json,
    variables,
)

MAX_WAYS = 12

Step = tuple[int, str, Term, Term]


def substituted(
    stated: tuple[Relation, ...], names: tuple[str, ...], scope: Scope
) -> Iterator[tuple[SubstitutedSystem, dict[str, Any]]]:
    """Statements with their data; none where no order of the unknowns leads to an equation that is solved."""
    if len(names) < 2 or scope.hypotheses:
        return
    for steps, rest, main in list(_ways(dict(enumerate(stated)), names, []))[:MAX_WAYS]:
        equations = [k for k, r in rest.items() if r.kind == "==" and r.variables() == {main}]
        for k in equations[:2]:
            inner = Scope.of({main: scope.domain(main)})
            question = EquationQuestion(rest[k].left, rest[k].right, main, inner, False, ())
            try:
                proposals = by_steps(question)
            except PorismError:
                continue
            for proposal in proposals:
                whole = next(p for p in proposal.parts if p.role == "complete")
                if not isinstance(whole.statement, SolutionSet) or whole.statement.provisos:
                    continue
                families = whole.statement.families
                values = _values(steps)
                statement = SubstitutedSystem(scope, stated, names, main, families, tuple(values.items()))
                steady = [steadiness(rest[k].left, rest[k].right, main, f) for f in families]
                data = {
                    "steps": [[j, v, to_json(m), to_json(g)] for j, v, m, g in steps],
                    "main": k,
                    "tree": whole.data,
                    "steady": steady,
                }
                yield statement, data


def _ways(
    left: dict[int, Relation], names: Sequence[str], steps: list[Step]
) -> Iterator[tuple[list[Step], dict[int, Relation], str]]:
    if len(names) == 1:
        yield steps, left, names[0]
        return
    choices = list[tuple[int, int, str, Term, Term]]()
    for k, r in left.items():
        for name in names:
            if r.kind == "==" and name in r.variables() and (found := _linear(r, name)) is not None:
                by, g = found
                choices.append((len(str(g)) + 100 * (not isinstance(by, Number)), k, name, by, g))
    for _, k, name, by, g in sorted(choices, key=lambda c: (c[0], c[1], c[2])):
        others = {
            j: Relation(r.kind, substitute(r.left, {name: g}), substitute(r.right, {name: g}))
            for j, r in left.items()
            if j != k
        }
        yield from _ways(others, [n for n in names if n != name], [*steps, (k, name, by, g)])


def _linear(r: Relation, name: str) -> tuple[Term, Term] | None:
    """(m, g) with (left − right)·m = name − g."""
    difference = native(subtract(r.left, r.right))
    slope = native(derivative(difference, name))
    view = View([slope, difference])
    try:
        n, d = view.ratio(slope)
    except PorismError:
        return None
    if n == 0 or name in variables(view.term(n)) | variables(view.term(d)):
        return None
    a = view.term(n) if d.is_constant() else divide(view.term(n), view.term(d))
    b = substitute(subtract(r.left, r.right), {name: ZERO})
    by = power(a, MINUS_ONE) if a != ONE else ONE
    return by, _tidy(multiply(MINUS_ONE, b, by))


def _tidy(t: Term) -> Term:
    """The term as a polynomial in its kernels, where it is one and that is shorter."""
    view = View([native(t)])
    n, d = view.ratio(native(t))
    if not d.is_constant():
        return t
    short = view.term(n * (1 / d.leading_coefficient()) if not d.is_one() else n)
    return short if len(str(short)) <= len(str(t)) else t


def _values(steps: Sequence[Step]) -> dict[str, Term]:
    values = dict[str, Term]()
    for _, name, _, g in steps:
        values = {v: substitute(t, {name: g}) for v, t in values.items()} | {name: g}
    return values


def shown(statement: SubstitutedSystem, symbols: dict[str, Any]) -> list[dict[Any, Any]]:
    """A dictionary for each family: closed values, values in integers, or 15 digits of an enclosed one."""
    rows = list[dict[Any, Any]]()
    before, flint.ctx.prec = flint.ctx.prec, PRECISION
    try:
        for family in statement.families:
            x = _shown_member(family, symbols)
            row = {symbols[statement.main]: x}
            for name, t in statement.others:
                v = to_sympy(t, symbols).subs(symbols[statement.main], x)
                row[symbols[name]] = sympy.Float(v.evalf(30), 15) if family.exactly_one else _plain(v)
            if family.exactly_one:
                row[symbols[statement.main]] = sympy.Float(x, 15)
            rows.append({symbols[n]: row[symbols[n]] for n in statement.unknowns})
    finally:
        flint.ctx.prec = before
    return rows


def _plain(v: Any) -> Any:
    return sympy.nsimplify(v) if v.is_Rational else v


def _shown_member(family: Family, symbols: dict[str, Any]) -> Any:
    if family.exactly_one:
        low, high = (
            to_sympy(end) for end in (family.bound[0][1].low, family.bound[0][1].high) if end is not None
        )
        return ((low + high) / 2).evalf(30)
    integers = {
        n: sympy.Symbol(n, integer=True) if d.is_discrete else sympy.Symbol(n) for n, d in family.bound
    }
    return to_sympy(family.value, symbols | integers)
