"""Solutions of ordinary differential equations proposed by the neural room, when SymPy has failed.

    linear, order 1       y = h·(C₁ + ∫ g/(a₁h)), h = exp(−∫ a₀/a₁): two antiderivatives of `antiderivatives.py`
    linear, any order     L[y] = g for y = Σ cₖ·bₖ over a library of products: one exact system of equations over a prime
                          field; its kernel is the family
    initial values        sampled by Runge–Kutta in JAX, a closed form by regression: a particular solution

A family with fewer constants than the order is not offered. Whether what is offered solves the equation is for the prover.

References: E. Coddington, N. Levinson (1955), ch. 3; E. Hairer, S. Nørsett, G. Wanner (1993), §II.1.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final, TypeAlias

import sympy
from flint import nmod_mat

from porism.neural.calculus.antiderivatives import exact_form
from porism.neural.calculus.exact_fit import reconstructed
from porism.neural.calculus.prime_field import Program, UndefinedHere, prime
from porism.symbolic.derivative import derivative
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.polynomials import View, native
from porism.symbolic.proposals.ode_general import linear_coefficients
from porism.symbolic.proposals.ode_questions import OdeQuestion
from porism.symbolic.proposals.odes import solution_proposals
from porism.symbolic.proposals.proposal import Proposal
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    Apply,
    Number,
    Product,
    Sum,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    substitute,
    variables,
)

SECONDS: Final = 20.0
POWERS: Final = (0, 1, 2, 3, -1, -2)
RATES: Final = ("3", "2", "1/2")
BITS, SPARE = 62, 12
MAX_COLUMNS: Final = 200
MAX_INSTRUCTIONS: Final = 30_000
TRIES: Final = 40
REGRESSION_S: Final = 8.0
REGRESSED: Final = 1e-16  # mean squared error over variance: the integrator's


def solutions(question: OdeQuestion) -> list[Proposal]:
    """Proposals for the equation; raises `OracleError` where there are none."""
    deadline, reason = time.monotonic() + SECONDS, "no closed form was found"
    methods: tuple[tuple[str, Callable[[OdeQuestion, float], list[Any]]], ...] = (
        ("antiderivatives", first_order_families),
        ("exact fit", linear_families),
        ("regression", regressed_solutions),
    )
    for name, method in methods:
        try:
            families = method(question, deadline)
        except (PorismError, OracleError) as error:
            reason = str(error)
            continue
        if proposed := solution_proposals(question, families):
            return [replace(p, proposer=f"neural: {name}") for p in proposed]
    raise OracleError(reason)


def first_order_families(question: OdeQuestion, deadline: float) -> list[Any]:
    """The family of a linear equation of order 1, by two antiderivatives."""
    linear = linear_coefficients(question)
    if linear is None or question.order != 1:
        return []
    (a0, a1), rest = (tuple(map(from_sympy, linear[0])), from_sympy(linear[1]))
    exponent = _antiderivative(negate(divide(a0, a1)), question, deadline)
    if exponent is None:
        return []
    h = _exponential(exponent)
    particular: Term = number(0)
    if rest != number(0):
        inner = _antiderivative(negate(divide(rest, multiply(a1, h))), question, deadline)
        if inner is None:
            return []
        particular = multiply(h, inner)
    c = Variable(str(question.constants[0]))
    return [to_sympy(add(multiply(c, h), particular))]


def _antiderivative(f: Term, question: OdeQuestion, deadline: float) -> Term | None:
    f = native(f)
    view = View([f])
    above, below = map(view.term, view.ratio(f))
    x = str(question.x)
    f = divide(above, below)
    if f == number(0):
        return f
    return exact_form(f, IntegralQuestion(f, x, question.scope), deadline)


def _exponential(exponent: Term) -> Term:
    """exp of a sum, a multiple n·log u of a logarithm as uⁿ."""
    factors, rest = list[Term](), list[Term]()
    for t in exponent.terms if isinstance(exponent, Sum) else (exponent,):
        match t:
            case Apply("log", u):
                factors.append(u)
            case Product((Number() as n, Apply("log", u))):
                factors.append(power(u, n))
            case _:
                rest.append(t)
    return multiply(*factors, *([Apply("exp", add(*rest))] if rest else []))


def linear_families(question: OdeQuestion, deadline: float) -> list[Any]:
    """y = u + Σ Cᵢ·uᵢ with u and all uᵢ in the span of the library."""
    linear = linear_coefficients(question)
    if linear is None:
        return []
    coefficients, rest = [native(from_sympy(c)) for c in linear[0]], native(from_sympy(linear[1]))
    x = str(question.x)
    if set().union(*map(variables, (*coefficients, rest))) - {x}:
        raise UnsupportedError("an equation with parameters is not fitted")
    for library in _libraries([*coefficients, rest], x):
        images = list[Term]()
        if time.monotonic() > deadline:
            raise OracleError("no time was left")
        for b in library:
            slopes = [b]
            for _ in range(question.order):
                slopes.append(native(derivative(slopes[-1], x)))
            images.append(add(*(multiply(c, s) for c, s in zip(coefficients, slopes, strict=True))))
        kept, particular, kernel = _solved(library, [*images, negate(rest)], x)
        if particular is None or len(kernel) != question.order:
            continue
        return [_family(question, [library[k] for k in kept], particular, kernel)]
    return []


Vector: TypeAlias = dict[int, Term]


def _family(question: OdeQuestion, library: list[Term], particular: Vector, kernel: list[Vector]) -> Any:
    """The particular solution and the constants' multiples of those of the homogeneous equation, for SymPy."""

    def combined(vector: Vector) -> Term:
        return add(number(0), *(multiply(c, library[k]) for k, c in vector.items()))

    family = [
        multiply(Variable(str(c)), combined(v)) for c, v in zip(question.constants, kernel, strict=True)
    ]
    return to_sympy(add(combined(particular), *family))


def _solved(library: list[Term], images: list[Term], x: str) -> tuple[list[int], Vector | None, list[Vector]]:
    """The independent functions, a combination of their images that is the last one, a basis of those that are 0.

    There is one image more than functions: the right side.
    """
    p = prime(BITS)
    program = Program(p, x, {}, most=MAX_INSTRUCTIONS)
    slots = [program.slot(t) for t in (*library, *images)]
    rows, failures = list[list[int]](), 0
    while len(rows) < len(images) + SPARE:
        try:
            v = program.at_random()
        except UndefinedHere:
            failures += 1
            if failures > TRIES * (len(rows) + 1):
                raise UnsupportedError("the equation could not be sampled") from None
            continue
        rows.append([v[s] for s in slots])
    n = len(library)
    kept = [pivot for pivot, _ in _reduced([row[:n] for row in rows], p)]
    size = len(kept)
    reduced = _reduced([[row[n + k] for k in (*kept, n)] for row in rows], p)
    pivots = [pivot for pivot, _ in reduced]
    if size in pivots:
        return kept, None, []
    vectors = list[Vector]()
    for k in [size, *(k for k in range(size) if k not in pivots)]:
        vector: Vector = {} if k == size else {k: ONE}
        for pivot, row in reduced:
            if row[k]:
                c = reconstructed(row[k] if k == size else -row[k] % p, p)
                if c is None:
                    return kept, None, []
                vector[pivot] = number(c)
        vectors.append(vector)
    return kept, vectors[0], vectors[1:]


def _reduced(rows: list[list[int]], p: int) -> list[tuple[int, list[int]]]:
    """The rows of the reduced echelon form with their pivots."""
    form, rank = nmod_mat(len(rows), len(rows[0]), [v for row in rows for v in row], p).rref()
    found = [[int(form[i, k]) for k in range(len(rows[0]))] for i in range(rank)]
    return [(next(k for k, e in enumerate(row) if e), row) for row in found]


def _libraries(terms: list[Term], x: str) -> Iterator[list[Term]]:
    """Products of a power of x and one or two functions: of the usual ones and this equation's own, then of more."""
    v = Variable(x)
    own = [k for k in View(terms).kernels if x in variables(k) and k != v]
    up, down = Apply("exp", v), Apply("exp", negate(v))
    usual: list[Term] = [
        ONE,
        up,
        down,
        Apply("sin", v),
        Apply("cos", v),
        power(up, number(2)),
        power(down, number(2)),
        *own,
    ]
    yield _with_powers(usual, v, (0, 1, 2, 3))
    square = power(v, number(2))
    more: list[Term] = [Apply(f, multiply(number(r), v)) for r in RATES for f in ("exp", "sin", "cos")]
    more += [power(Apply("exp", multiply(number(r), v)), MINUS_ONE) for r in RATES]
    more += [
        Apply("exp", t)
        for t in (multiply(HALF, square), negate(multiply(HALF, square)), square, negate(square))
    ]
    more += [
        Apply("log", v),
        power(v, HALF),
        Apply("exp", power(v, HALF)),
        Apply("exp", negate(power(v, HALF))),
    ]
    more += [multiply(e, Apply(f, v)) for e in (up, down) for f in ("sin", "cos")]
    more += [multiply(Apply("log", v), f) for f in (Apply("sin", v), Apply("cos", v), up)]
    more += [multiply(k, e) for k in own for e in (up, down)]
    more += [
        atom
        for t in terms
        for q in _denominators(t, v)
        for atom in (Apply("log", q), Apply("atan", v), power(q, MINUS_ONE))
    ]
    yield _with_powers([*usual, *more], v, POWERS)[:MAX_COLUMNS]


def _denominators(t: Term, v: Variable) -> list[Term]:
    view = View([t, v])
    return [
        view.term(q)
        for side in view.ratio(t)
        for q, _ in view.factors(side)[1]
        if v.name in variables(view.term(q))
    ]


def _with_powers(functions: list[Term], v: Variable, exponents: tuple[int, ...]) -> list[Term]:
    found = (multiply(power(v, number(n)) if n else ONE, f) for n in exponents for f in functions)
    return list(dict.fromkeys(found))


def regressed_solutions(question: OdeQuestion, deadline: float) -> list[Any]:
    """The solution with the initial values, sampled and regressed."""
    from porism.neural.calculus.runge_kutta import sampled_solution
    from porism.neural.regression.regressor import SymbolicRegressor

    orders = [i for i, _, _ in question.initial]
    points = {p for _, p, _ in question.initial}
    left = min(deadline - time.monotonic() - 2.0, REGRESSION_S)
    if orders != list(range(question.order)) or len(points) != 1 or left < 1.5:
        return []
    slope = _highest_derivative(question)
    start = [float(v) for _, _, v in question.initial if v.is_number and v.is_real]
    point = points.pop()
    if slope is None or len(start) != question.order or not point.is_real:
        return []
    names = [str(question.x), *map(str, question.unknown[:-1])]
    samples = sampled_solution(slope, names, float(point), start)
    if samples is None:
        raise UnsupportedError("the solution could not be sampled")
    regressor = SymbolicRegressor(max_time_s=left)
    regressor.fit(samples.points[:, None], samples.values, names=("x",))
    best = min(regressor.pareto_front_, key=lambda law: law.error)
    if best.error > REGRESSED or best.free_constants:
        return []
    return [sympy.trigsimp(to_sympy(substitute(best.term, {"x": Variable(str(question.x))})))]


def _highest_derivative(question: OdeQuestion) -> Term | None:
    """y⁽ⁿ⁾ as a function of x, y, …, where the equation is linear in it."""
    top = question.unknown[-1]
    slope = sympy.diff(question.left, top)
    if slope.has(top) or slope == 0:
        return None
    found: Term = from_sympy(-question.left.subs(top, 0) / slope)
    return found if variables(found) <= {str(question.x), *map(str, question.unknown[:-1])} else None
