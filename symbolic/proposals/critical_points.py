"""Finder: the least value of a smooth function by its critical points and the ends of its domain.

    f' = 0 solved by SymPy ──► real candidates in the domain, with its closed ends ──► the least value ──► Optimum

Several variables are taken too where nothing constrains them. The candidate may be wrong in every way (a point missed, a
saddle, an infimum that is not attained): the statement says that it is the optimum, and the prover decides.

References: P. Fermat (1636), Methodus ad disquirendam maximam et minimam.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import sympy

from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.meaning import belongs, holds, value
from porism.symbolic.proposals.programs import programs
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.statements.optimum import Optimum, Sense
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import Term

MAX_CANDIDATES = 60
PROPOSER = f"critical points (sympy {sympy.__version__})"


def optima(scope: Scope, objective: Term, sense: Sense, symbols: Mapping[str, Any]) -> list[Proposal]:
    """What `programs.py` answers; where the problem is no program of its kind, what the critical points suggest."""
    try:
        if found := programs(scope, objective, sense, symbols):
            return found
    except UnsupportedError as reason:  # not convex
        if found := critical_points(scope, objective, sense, symbols):
            return found
        raise UnsupportedError(str(reason)) from reason
    return critical_points(scope, objective, sense, symbols)


def critical_points(
    scope: Scope, objective: Term, sense: Sense, symbols: Mapping[str, Any]
) -> list[Proposal]:
    """The optimum that the critical points suggest, none where there are none."""
    names = sorted(scope.names(objective))
    unknowns = {name: sympy.Symbol(name, real=True) for name in names}
    f = to_sympy(objective, unknowns)
    best: tuple[float, dict[str, Term], Term] | None = None
    for candidate in _candidates(f, scope, names, unknowns):
        try:
            point = {name: from_sympy(v) for name, v in candidate.items()}
            reached = sympy.simplify(f.subs({unknowns[n]: v for n, v in candidate.items()}))
            term = from_sympy(reached)
            height = value(term, {}, 128)
        except PorismError:
            continue
        if not _is_feasible(scope, point):
            continue
        if not height.is_finite() or not height.imag.contains(0):
            continue
        size = float(height.real) * (1 if sense == "min" else -1)
        if best is None or size < best[0]:
            best = size, point, term
    if best is None:
        return []
    _, point, term = best
    statement = Optimum(scope, objective, sense, term, tuple(point.items()))
    shown = (to_sympy(term), {symbols.get(n) or sympy.Symbol(n): to_sympy(t) for n, t in point.items()})
    return [Proposal(shown, (Part("exact", statement, None, f"the {sense}imum"),), PROPOSER)]


def _candidates(
    f: Any, scope: Scope, names: list[str], unknowns: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Points where the gradient vanishes, and the closed ends of a single variable's domain."""
    if len(names) == 1:
        (name,) = names
        x = unknowns[name]
        low, high, low_closed, high_closed = scope.domain(name).bounds()
        for end, closed in ((low, low_closed), (high, high_closed)):
            if end is not None and closed:
                yield {name: to_sympy(end)}
        for h in scope.hypotheses:  # the ends that constraints make
            sides = to_sympy(h.left, dict(unknowns)) - to_sympy(h.right, dict(unknowns))
            yield from ({name: v} for v in _real_zeros(sides, x))
        yield from ({name: v} for v in _real_zeros(sympy.diff(f, x), x))
        return
    gradient = [sympy.diff(f, unknowns[name]) for name in names]
    found = sympy.solve(gradient, [unknowns[n] for n in names], dict=True)
    for solution in found[:MAX_CANDIDATES]:
        full = {n: solution.get(unknowns[n], sympy.Integer(0)) for n in names}
        full = {n: v.subs({unknowns[m]: 0 for m in names}) for n, v in full.items()}
        if all(v.is_real for v in full.values()):
            yield full


def _real_zeros(g: Any, x: Any) -> list[Any]:
    if not g.has(x):
        return []
    if g.is_polynomial(x) and sympy.Poly(g, x).domain in (sympy.ZZ, sympy.QQ):
        roots = list(dict.fromkeys(sympy.real_roots(sympy.Poly(g, x))))
        return [r if not isinstance(r, sympy.CRootOf) else sympy.nsimplify(r, rational=False) for r in roots]
    return [v for v in sympy.solve(g, x)[:MAX_CANDIDATES] if v.is_real]


def _is_feasible(scope: Scope, point: Mapping[str, Term]) -> bool:
    """Whether nothing shows that the point is outside."""
    at = {name: value(t, {}, 128) for name, t in point.items()}
    inside = all(belongs(at[name], scope.domain(name), 128) is not False for name in at)
    return inside and all(holds(h, at, 128) is not False for h in scope.hypotheses)
