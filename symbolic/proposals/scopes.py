"""Scopes in which an antiderivative seems right, the widest first, chosen by sampling.

    the caller's scope  ·  x > 0  ·  parameters > 0  ·  all > 0  ·  where radicands and logarithms' arguments are positive

At a sample point a candidate counts as right if its derivative (by the rules) equals the integrand there and the arguments of
its logarithms, roots and inverse functions are real, as the prover demands of a derivative. A scope is taken if nearly
all its points are right. What is added to the caller's scope is part of the statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product as _pairs

import numpy as np
from jaxtyping import Bool

from porism.symbolic.claim import Relation, relation
from porism.symbolic.derivations.perfect_squares import perfect_square_roots
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.numeric import Values, approximate
from porism.symbolic.polynomials import native
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Sum,
    Term,
    Variable,
    subterms,
    subtract,
    variables,
)

POINTS = 1000
MOST = 0.97  # of the points must agree: cancellation spoils some
ENOUGH = 6  # points of a scope that must be there for it to count
TOLERANCE = 1e-6
MAX_SCOPES = 4
MAX_HYPOTHESES = 6
_BRANCHED = ("log", "asin", "atan", "asinh", "Ei", "Ci", "Chi", "dilog", "LambertW", "LambertWm1", "loggamma")
Mask = Bool[np.ndarray, " n"]


def fitting_scopes(integrand: Term, value: Term, variable: str, scope: Scope) -> Iterator[Scope]:
    """At most `MAX_SCOPES` scopes: the widest that fit, and the narrowest, in which proofs are easiest."""
    f, slope, form = native(integrand), native(derivative(value, variable)), native(value)
    names = sorted(variables(f) | variables(form) | {variable})
    columns = _points(names, scope)
    at_f, at_slope = _values(f, columns), _values(slope, columns)
    with np.errstate(all="ignore"):
        known = np.isfinite(at_f) & np.isfinite(at_slope) & _satisfied(scope.hypotheses, columns)
        right = np.abs(at_f - at_slope) <= TOLERANCE * (1e-6 + np.abs(at_f)) + 1e-10 * _size(slope, columns)
    right = right & _smooth(form, variable, columns)  # a derivative by the rules needs both
    fitting = list[tuple[Scope, Scope]]()  # with what the samples need, and with every hypothesis
    for domains, hypotheses in _narrowings(f, form, names, variable, scope):
        needed = _needed(hypotheses, known & _inside(domains, columns), columns)
        inside = known & _inside(domains, columns) & _satisfied(needed, columns)
        if inside.sum() >= ENOUGH and right[inside].mean() >= MOST:
            bare = Scope.of(dict(scope.variables) | domains, scope.hypotheses)
            fitting.append((bare.assuming(*needed), bare.assuming(*hypotheses)))
    if fitting:
        short = list(dict.fromkeys(few for few, _ in fitting))
        yield from list(dict.fromkeys((short[0], fitting[0][1], *short[1:2], fitting[-1][1])))[:MAX_SCOPES]


def has_jumps(integrand: Term, value: Term, variable: str, scope: Scope) -> bool:
    """Whether the value seems to jump, or not to exist, at a point between two at which the integrand behaves.

    The variable runs over a fine grid, the parameters stay at one random point of the scope.
    """
    names = sorted((variables(integrand) | variables(value)) - {variable})
    columns = _points([*names, variable], scope)
    inside = np.flatnonzero(_satisfied(scope.hypotheses, columns))
    if not inside.size:
        return False
    low, high, *_ = scope.domain(variable).bounds() if scope.domain(variable).is_real else (None, None)
    ends = [
        float(approximate(e, {})[0].real) if e is not None else d for e, d in ((low, -10.0), (high, 10.0))
    ]
    grid = np.linspace(ends[0], ends[1], POINTS + 1)[1:] + 1e-4
    fixed = {n: np.full(POINTS, columns[n][inside[0]]) for n in names} | {variable: grid.astype(complex)}
    step = float(grid[1] - grid[0])
    with np.errstate(all="ignore"):
        slope, at = _values(native(integrand), fixed), _values(native(value), fixed)
        keep = _satisfied(scope.hypotheses, fixed)
        largest = np.maximum(np.abs(slope[1:]), np.abs(slope[:-1]))
        mild = np.isfinite(largest) & (np.abs(np.diff(slope)) < 0.2 * (1e-6 + largest)) & keep[1:] & keep[:-1]
        return bool((mild & (np.abs(np.diff(at)) > 3 * step * largest + 1e-6)).any())


def _needed(
    hypotheses: tuple[Relation, ...], inside: Mask, columns: dict[str, Values]
) -> tuple[Relation, ...]:
    """The hypotheses without those that the others imply at the sample points."""
    kept = list(hypotheses)
    for h in reversed(hypotheses):
        others = tuple(k for k in kept if k != h)
        if (_satisfied(others, columns) & inside).sum() == (_satisfied(tuple(kept), columns) & inside).sum():
            kept = list(others)
    return tuple(kept)


def _narrowings(
    f: Term, form: Term, names: list[str], variable: str, scope: Scope
) -> Iterator[tuple[dict[str, Domain], tuple[Relation, ...]]]:
    """Domains and hypotheses to add, the mildest first."""
    wide = [n for n in names if scope.domain(n).name in ("real", "nonzero")]
    positive = Domain("positive")
    parameters = {n: positive for n in wide if n != variable}
    own = {variable: positive} if variable in wide else {}
    natural = [
        _natural(t, about, logarithms)
        for t, about in ((f, {variable}), (form, {variable}), (form, set(names)))
        for logarithms in (False, True)
    ]
    roots = _positive_roots(f, names)
    natural += [
        (*roots, *(c for c in conditions if c not in roots)) for conditions in ((), *natural) if roots
    ]
    for domains, conditions in _pairs(({}, own, parameters, parameters | own), dict.fromkeys(((), *natural))):
        simple = {c.right.name for c in conditions if c.left == ZERO and isinstance(c.right, Variable)}
        added = domains | {n: positive for n in simple if n in wide}
        rest = (
            c
            for c in conditions
            if not (c.left == ZERO and isinstance(c.right, Variable) and c.right.name in added)
        )
        yield added, tuple(rest)


def _natural(t: Term, names: set[str], logarithms: bool) -> tuple[Relation, ...]:
    """That radicands in which the names occur are positive, arcsines' arguments inside (−1, 1), perhaps logarithms' positive.

    A logarithm of a negative number has a derivative too; but inside a root it should be real.
    """
    found = dict[Relation, None]()
    for s in subterms(t):
        match s:
            case Power(a, Number(q)) if q.denominator == 1:
                continue
            case Apply("log", _) if not logarithms:
                continue
            case Apply("log", a) | Power(a, _) if variables(s) & names and variables(a):
                found[relation("<", ZERO, a)] = None
            case Apply("asin", a) if variables(a) & names:
                found[relation("<", a, ONE)] = None
                found[relation("<", MINUS_ONE, a)] = None
            case _:
                pass
    return tuple(found)[:MAX_HYPOTHESES]


def _positive_roots(t: Term, names: list[str]) -> tuple[Relation, ...]:
    """That a + b·x is positive where the root of a² + 2·a·b·x + b²·x² occurs, which equals it only there."""
    found = dict[Relation, None]()
    for s in subterms(t):
        if isinstance(s, Power) and isinstance(s.base, Sum) and variables(s) <= {*names}:
            exponent = s.exponent
            if isinstance(exponent, Number) and exponent.value.denominator == 2:
                found.update((relation("<", ZERO, root), None) for root in perfect_square_roots(s.base))
    return tuple(found)[:MAX_HYPOTHESES]


def _points(names: list[str], scope: Scope) -> dict[str, Values]:
    """Random points of the scope's domains, of both signs and several sizes where that is possible."""
    rng = np.random.default_rng(20)
    columns = dict[str, Values]()
    for name in names:
        domain = scope.domain(name)
        x = np.exp(rng.normal(0.0, 0.8, POINTS)) * rng.choice([-1.0, 1.0], POINTS)
        x[: POINTS // 4] = np.abs(x[: POINTS // 4])  # a quarter with all signs positive: scopes need points
        if domain.is_discrete:
            x = np.round(3 * x)
        low, high, *_ = domain.bounds() if domain.is_real else (None, None)
        ends = [None if e is None else float(approximate(e, {})[0].real) for e in (low, high)]
        match ends:
            case [float(a), float(b)]:
                x = a + (b - a) * rng.random(POINTS)
            case [float(a), None]:
                x = a + np.abs(x)
            case [None, float(b)]:
                x = b - np.abs(x)
            case _:
                pass
        columns[name] = x.astype(complex)
    return columns


def _values(t: Term, columns: dict[str, Values]) -> Values:
    return np.broadcast_to(approximate(t, columns), (POINTS,))


def _size(slope: Term, columns: dict[str, Values]) -> Values:
    """The size of the largest summand: what cancellation may have cost."""
    parts = [np.abs(_values(p, columns)) for p in (slope.terms if isinstance(slope, Sum) else (slope,))]
    return np.asarray(np.nan_to_num(np.max(parts, axis=0), nan=0.0, posinf=0.0))


def _satisfied(hypotheses: tuple[Relation, ...], columns: dict[str, Values]) -> Mask:
    keep = np.ones(POINTS, dtype=bool)
    with np.errstate(all="ignore"):
        for h in hypotheses:
            room = _values(subtract(h.right, h.left), columns)
            real = np.abs(room.imag) <= 1e-12 * (1 + np.abs(room))
            if h.kind in ("<", "<="):
                keep &= real & (room.real > 0)
            else:
                keep &= (np.abs(room) <= 1e-9) if h.kind == "==" else (np.abs(room) > 0)
    return keep


def _inside(domains: dict[str, Domain], columns: dict[str, Values]) -> Mask:
    keep = np.ones(POINTS, dtype=bool)
    for name in domains:
        keep &= columns[name].real > 0
    return keep


def _smooth(form: Term, variable: str, columns: dict[str, Values]) -> Mask:
    """Where the arguments of functions with a branch cut are real."""
    keep = np.ones(POINTS, dtype=bool)
    with np.errstate(all="ignore"):
        for s in dict.fromkeys(subterms(form)):
            match s:
                case Apply(f, a) if f in _BRANCHED and variable in variables(a):
                    pass
                case Power(a, exponent) if variable in variables(exponent):
                    keep &= _values(a, columns).real > 0
                case Power(a, Number(q)) if q.denominator != 1 and variable in variables(a):
                    pass
                case _:
                    continue
            at = _values(a, columns)
            keep &= np.abs(at.imag) <= 1e-9 * (1 + np.abs(at))
            if isinstance(s, Apply) and s.function == "asin":
                keep &= np.abs(at.real) < 1
    return keep
