"""Points at which a claim probably fails, for the checker to confirm.

    1. exact special and random points, screened by balls          most false identities end here
    2. thousands of random points in double precision, at once     small regions, every magnitude up to 10⁶
    3. descent from the best of them (Nelder–Mead)                 narrow dips
    4. the lowest point made exact: rationals, multiples of π,     strict inequalities that fail by equality
       square roots, logarithms
    5. SymPy's solutions of the hypotheses, and of left = right    points on a curve, irrational roots

Before them come the corners of linear claims (`linear_witnesses.py`).
A hypothesis that is a linear equation is first used to eliminate a variable.

Nothing here is rigorous and nothing here decides; finding nothing means nothing.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from jaxtyping import Float64

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.exact_value import rational_value
from porism.symbolic.linear_witnesses import linear_witnesses
from porism.symbolic.meaning import truth, value
from porism.symbolic.numeric import Values, approximate
from porism.symbolic.polynomials import View, native
from porism.symbolic.sampling import random_value, sample_points, solved
from porism.symbolic.term import (
    PI,
    Apply,
    I,
    Number,
    Term,
    Variable,
    add,
    multiply,
    number,
    square_root,
    substitute,
    subtract,
)

Point = dict[str, Term]
ROWS = 4096  # points of the vectorised search: about 1 ms for a formula of 20 nodes
STARTS = 6  # descents


def quick_witnesses(claim: Claim, count: int = 24, seed: int = 0) -> Iterator[Point]:
    """Points among `count` exact ones at which balls say that the claim fails."""
    for point in sample_points(claim, count, seed):
        if truth(claim, point) is False:
            yield point


def searched_witnesses(claim: Claim, seed: int = 0) -> Iterator[Point]:
    """Points found by the vectorised search and by descent, the likeliest first; some may not be witnesses."""
    if not claim.variables:
        yield {}  # a claim about numbers: the checker evaluates it further than balls of this precision do
        return
    yield from linear_witnesses(claim)
    eliminated = _eliminated(claim)
    if eliminated is None:
        yield from _searched(claim, seed)
    else:
        smaller, name, value = eliminated
        for point in searched_witnesses(smaller, seed):
            rest = {n: point.get(n, number(1)) for n, _ in claim.variables if n != name}
            exact = rational_value(substitute(value, rest))
            yield {**rest, name: number(exact) if exact is not None else substitute(value, rest)}
    yield from _solutions(claim)


def _eliminated(claim: Claim) -> tuple[Claim, str, Term] | None:
    """(the claim without x, "x", x as a term) by a hypothesis that is linear in x with a rational coefficient."""
    for h in claim.hypotheses:
        if h.kind != "==":
            continue
        view = View([native(h.left), native(h.right)])
        p = view.polynomial(subtract(native(h.left), native(h.right)))
        if p is None or p.total_degree() != 1:
            continue
        for x, generator in view.generators.items():
            slope = p.derivative(view.kernels.index(x))
            if isinstance(x, Variable) and slope != 0:
                value = view.term((slope * generator - p) / slope.leading_coefficient())
                return _without(claim, h, x.name, value), x.name, value
    return None


def _without(claim: Claim, used: Relation, name: str, value: Term) -> Claim:
    def put(r: Relation) -> Relation:
        return relation(r.kind, substitute(r.left, {name: value}), substitute(r.right, {name: value}))

    rest = [put(h) for h in claim.hypotheses if h != used]
    low, high, low_closed, high_closed = claim.domain(name).bounds()
    if low is not None:
        rest.append(relation("<=" if low_closed else "<", low, value))
    if high is not None:
        rest.append(relation("<=" if high_closed else "<", value, high))
    return Claim.make(put(claim.relation), dict(claim.variables), rest)


def _solutions(claim: Claim) -> Iterator[Point]:
    """Points from SymPy: solutions of the equations among the hypotheses, or of left = right where that refutes."""
    import sympy

    from porism.symbolic.sympy_bridge import from_sympy, to_sympy

    equations = [subtract(h.left, h.right) for h in claim.hypotheses if h.kind == "=="]
    if claim.relation.kind in ("!=", "<"):
        equations.append(subtract(claim.relation.left, claim.relation.right))
    names = [name for name, _ in claim.variables]
    if not equations:
        return
    symbols = {name: sympy.Symbol(name) for name in names}
    try:
        found = sympy.solve([to_sympy(e, symbols) for e in equations], list(symbols.values()), dict=True)
    except (NotImplementedError, ValueError, TypeError, AttributeError):
        return
    rng = random.Random(0)
    for solution in found[:8]:
        for _ in range(2):
            chosen = {name: random_value(domain, rng) for name, domain in claim.variables}
            at = {
                symbols[name]: to_sympy(term)
                for name, term in chosen.items()
                if symbols[name] not in solution
            }
            try:
                yield {
                    n: from_sympy(solution[s].subs(at)) if s in solution else chosen[n]
                    for n, s in symbols.items()
                }
            except PorismError:
                continue


def _searched(claim: Claim, seed: int) -> Iterator[Point]:
    rng = np.random.default_rng(seed)
    columns = {name: _column(domain, rng) for name, domain in claim.variables}
    margin = _margin(claim, columns)  # (n,), below 0 where the claim fails
    order = np.argsort(margin)
    for k in order[:8]:
        if margin[k] < (0 if claim.relation.kind in ("==", "<=") else 1e-12):
            for places in (2, 6, 12):
                yield _rational_point(claim, {n: complex(c[k]) for n, c in columns.items()}, 10**places)
    yield from _descended(claim, columns, [int(k) for k in order[:STARTS] if np.isfinite(margin[k])])


def _margin(claim: Claim, columns: dict[str, Values]) -> Float64[np.ndarray, " n"]:
    """How far each point is from failing; inf where the point is left out or too uncertain."""
    rows = len(next(iter(columns.values())))
    left, right = (
        np.broadcast_to(approximate(side, columns), (rows,))
        for side in (claim.relation.left, claim.relation.right)
    )
    with np.errstate(all="ignore"):
        size = 1 + np.abs(left) + np.abs(right)
        match claim.relation.kind:
            case "==":
                margin = 1e-7 - np.abs(left - right) / size
            case "!=":
                margin = np.abs(left - right) / size
            case _:
                margin = np.where(
                    np.maximum(np.abs(left.imag), np.abs(right.imag)) > 1e-9 * size,
                    np.inf,
                    (right - left).real / size,
                )
        for hypothesis in claim.hypotheses:
            if hypothesis.kind in ("<", "<="):
                room = approximate(hypothesis.right, columns) - approximate(hypothesis.left, columns)
                beyond = room.real < 0 if hypothesis.kind == "<=" else room.real <= 0
                margin = np.where(np.broadcast_to(beyond, (rows,)), np.inf, margin)
    return np.where(np.isnan(margin), np.inf, margin)


def _column(domain: Domain, rng: np.random.Generator) -> Values:
    """ROWS members of a domain: uniform near its ends and its middle, log-uniform far out."""
    low, high, _, _ = (
        float(value(end, {}).real.mid()) if isinstance(end, Number | Term) else end for end in domain.bounds()
    )
    unit = rng.uniform(0, 1, ROWS)
    far = 10.0 ** rng.uniform(-6, 6, ROWS)
    kind = rng.integers(0, 3, ROWS)
    if low is not None and high is not None:
        near_end = (high - low) * 10.0 ** rng.uniform(-8, -0.3, ROWS)
        real = np.select([kind == 0, kind == 1], [low + near_end, high - near_end], low + (high - low) * unit)
    else:
        size = np.where(kind == 0, far, (10 if domain.is_discrete else 4) * unit)
        sign = rng.choice((-1.0, 1.0), ROWS)
        real = low + size if low is not None else high - size if high is not None else sign * size
    if domain.is_discrete:
        wrapped = real % 50 if domain.name == "natural" else real % 100 - 50
        real = np.where(np.abs(real) <= 10, real, wrapped).round().astype(np.float64)  # half of them small
    column = real.astype(complex)
    return column + 1j * rng.normal(0, 2, ROWS) if domain.name == "complex" else column


def _descended(claim: Claim, columns: dict[str, Values], starts: list[int]) -> Iterator[Point]:
    from scipy.optimize import minimize

    real = [name for name, domain in claim.variables if domain.is_real and not domain.is_discrete]
    if len(real) != len(claim.variables) or claim.relation.kind == "==":
        return
    domains = dict(claim.variables)

    def objective(x: Float64[np.ndarray, " d"]) -> float:
        at = {name: np.array([complex(v)]) for name, v in zip(real, x, strict=True)}
        outside = sum(_outside(domains[name], float(v)) for name, v in zip(real, x, strict=True))
        margin = float(_margin(claim, at)[0])
        return (margin if math.isfinite(margin) else 1e6) + outside

    for k in starts:
        start = np.array([columns[name][k].real for name in real])
        found = minimize(
            objective, start, method="Nelder-Mead", options={"xatol": 1e-12, "fatol": 1e-16, "maxiter": 400}
        )
        lowest = {name: float(v) for name, v in zip(real, found.x, strict=True)}
        if found.fun < 1e-6:
            yield from _exact_points(claim, lowest)


def _outside(domain: Domain, x: float) -> float:
    low, high, _, _ = domain.bounds()
    below = 0.0 if low is None else max(0.0, float(value(low, {}).real.mid()) - x)
    above = 0.0 if high is None else max(0.0, x - float(value(high, {}).real.mid()))
    return 1e3 * (below + above)


def _exact_points(claim: Claim, lowest: dict[str, float]) -> Iterator[Point]:
    """The point itself, rounded; and the closed forms that its coordinates are near to."""
    for places in (1, 2, 6, 12):
        yield _rational_point(claim, {n: complex(v) for n, v in lowest.items()}, 10**places)
    forms = {name: closed_forms(x) for name, x in lowest.items()}
    if all(forms.values()):
        for k in range(max(map(len, forms.values()))):
            yield {name: found[min(k, len(found) - 1)] for name, found in forms.items()}


def closed_forms(x: float, tolerance: float = 1e-5) -> list[Term]:
    """Closed terms near x: short rationals, rational multiples of π, square roots and logarithms of short rationals.

    >>> [str(t) for t in closed_forms(1.5707963)]
    ['pi/2']
    """
    found = list[Term]()
    for image, back in (
        (x, number),
        (x / math.pi, lambda q: multiply(number(q), PI)),
        (
            math.copysign(x * x, x),
            lambda q: multiply(number(1 if q >= 0 else -1), square_root(number(abs(q)))),
        ),
        (math.log(x) if x > 0 else 0.5, lambda q: Apply("exp", number(q))),
        (math.exp(min(x, 50.0)), lambda q: Apply("log", number(q)) if q > 0 else number(0)),
    ):
        q = Fraction(image).limit_denominator(60)
        if abs(float(q) - image) <= tolerance * max(1.0, abs(image)) and abs(q.numerator) < 1000:
            found.append(back(q))
    found.sort(key=lambda t: round(abs(float(approximate(t, {})[0].real) - x), 9))
    # sqrt(1) and log(1) are numbers that were found already
    return [
        t
        for k, t in enumerate(found)
        if k == 0 or abs(complex(approximate(t, {})[0] - approximate(found[0], {})[0])) > 1e-12
    ]


def _rational_point(claim: Claim, at: dict[str, complex], denominator: int) -> Point:
    point = dict[str, Term]()
    for name, z in at.items():
        real = number(Fraction(z.real).limit_denominator(denominator))
        imaginary = Fraction(z.imag).limit_denominator(denominator)
        point[name] = add(real, multiply(number(imaginary), I)) if imaginary else real
    return solved(claim, point, random.Random(0))
