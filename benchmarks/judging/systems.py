"""Are the solutions of a system solutions, and is none missing that the test expects or that Newton's method finds."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import mpmath
import sympy

from judging.points import (
    DIGITS,
    FAILURES,
    SEED,
    Answer,
    Judgement,
    Point,
    Word,
    close,
    finite,
    function,
    in_mpmath,
    number,
    points,
    real_if_close,
)

INTEGERS = 12  # in place of the parameter of a family


def judged_system(asked: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    equations = [
        e if isinstance(e, sympy.core.relational.Relational) else sympy.Eq(e, 0, evaluate=False)
        for e in asked["equations"]
    ]
    free = {s for e in equations for s in e.free_symbols}
    unknowns = asked["unknowns"] or sorted(free, key=str)
    complex_wanted = asked["domain"] == "complex"
    good, looked, missing = 0, 0, ""
    solutions = [
        _by_unknown(s, unknowns) for s in ([answer.value] if isinstance(answer.value, dict) else answer.value)
    ]
    for point in points(free - set(unknowns), answer.conditions, 2):
        for solution in solutions:
            for full in _completed(solution, unknowns, point, 3):
                if not complex_wanted and any(abs(mpmath.im(full[u])) > 1e-15 for u in unknowns):
                    return Judgement("wrong", None, f"{solution} is not real at {point}")
                if not all(_holds_at(e, {**point, **full}) for e in equations):
                    return Judgement("wrong", None, f"{solution} does not solve it at {full}")
                good += 1
        if answer.complete:
            for wanted in _expected_points(expected, unknowns, point, equations, complex_wanted):
                looked += 1
                if not any(_is_member(wanted, s, unknowns, point) for s in solutions):
                    missing = f"{wanted} is missing"
            for wanted in _scanned(equations, unknowns, point, complex_wanted):
                looked += 1
                if not any(_is_member(wanted, s, unknowns, point) for s in solutions):
                    missing = (
                        f"{ {str(u): mpmath.nstr(z, 8) for u, z in wanted.items()} } is missing at {point}"
                    )
            looked += not solutions
        good += not solutions
    whole: Word | None = (
        None if not answer.complete else "wrong" if missing else "right" if looked else "not judged"
    )
    return Judgement(
        "right" if good else "not judged", whole, missing or f"{good} solutions, {looked} looked for"
    )


def _by_unknown(solution: Any, unknowns: list[Any]) -> dict[Any, Any]:
    """A tuple or a dictionary as a dictionary without the free unknowns."""
    given = solution if isinstance(solution, dict) else dict(zip(unknowns, solution, strict=True))
    return {u: e for u, e in given.items() if u != e}


def _completed(solution: Any, unknowns: list[Any], point: Point, count: int) -> Iterator[Point]:
    """Values of all unknowns, the free ones drawn."""
    rest = [u for u in unknowns if u not in solution]
    for drawn_point in points(rest, (), count, SEED + 1):
        with suppress(*FAILURES):
            at = {**point, **drawn_point}
            yield {u: number(solution[u], at) if u in solution else in_mpmath(at[u]) for u in unknowns}


def _holds_at(relation: Any, at: Point) -> bool:
    symbols = sorted(relation.free_symbols, key=str)
    values = [v if isinstance(v := at[s], mpmath.mpf | mpmath.mpc) else in_mpmath(v) for s in symbols]
    a, b = (finite(function(side, symbols)(*values)) for side in relation.args)
    same = abs(a - b) <= mpmath.mpf(10) ** -15 * (1 + abs(a) + abs(b))
    return not same if isinstance(relation, sympy.Ne) else bool(same)


def _is_member(wanted: Point, solution: Any, unknowns: list[Any], point: Point) -> bool:
    """Whether the wanted values are the solution's, for some integers in place of the parameters of a family."""
    at = {**point, **{u: wanted[u] for u in unknowns if u not in solution}}
    exact = {u: sympy.sympify(solution[u]) for u in unknowns if u in solution}
    parameters = sorted({s for e in exact.values() for s in e.free_symbols} - set(at), key=str)
    if any(not s.is_integer for s in parameters) or len(parameters) > 2:
        return False
    return any(
        all(
            _has_value(e, at | dict(zip(parameters, numbers, strict=True)), wanted[u])
            for u, e in exact.items()
        )
        for numbers in itertools.product(
            map(sympy.Integer, range(-INTEGERS, INTEGERS + 1)), repeat=len(parameters)
        )
    )


def _has_value(expression: Any, at: Point, wanted: Any) -> bool:
    roots = {r: r.evalf(DIGITS) for r in expression.atoms(sympy.CRootOf)}
    plain = expression.subs(roots)
    try:
        symbols = sorted(plain.free_symbols, key=str)
        values = [v if isinstance(v := at[s], mpmath.mpf | mpmath.mpc) else in_mpmath(v) for s in symbols]
        return close(finite(function(plain, symbols)(*values)), wanted, 8)
    except FAILURES:
        return False


def _expected_points(
    expected: Any, unknowns: list[Any], point: Point, equations: list[Any], complex_wanted: bool
) -> Iterator[Point]:
    rows = (
        expected
        if isinstance(expected, list | sympy.FiniteSet)
        else [expected]
        if isinstance(expected, dict)
        else []
    )
    for row in rows:
        with suppress(*FAILURES):
            for full in _completed(_by_unknown(row, unknowns), unknowns, point, 1):
                if (complex_wanted or all(abs(mpmath.im(z)) < 1e-18 for z in full.values())) and all(
                    _holds_at(e, {**point, **full}) for e in equations
                ):
                    yield full


def _scanned(
    equations: list[Any], unknowns: list[Any], point: Point, complex_wanted: bool
) -> Iterator[Point]:
    """Isolated solutions that Newton's method finds from random starts, for as many equations as unknowns."""
    free = len(unknowns) - len(equations)
    if any(isinstance(e, sympy.Ne) for e in equations) or free < 0:
        return
    if free:  # the last unknowns at chosen values
        for chosen in points(unknowns[-free:], (), 2):
            for found in _scanned(equations, unknowns[:-free], point | chosen, complex_wanted):
                yield found | {u: in_mpmath(v) for u, v in chosen.items()}
        return
    rng = random.Random(SEED)
    calls = [function((e.lhs - e.rhs).subs(point), unknowns) for e in equations]
    for _ in range(12):
        start = [
            mpmath.mpc(rng.uniform(-4, 4), rng.uniform(-4, 4))
            if complex_wanted
            else mpmath.mpf(rng.uniform(-4, 4))
            for _ in unknowns
        ]
        with suppress(*FAILURES):
            if len(unknowns) == 1:
                found = [mpmath.findroot(calls[0], start[0], maxsteps=30)]
            else:
                found = list(mpmath.findroot(lambda *v: [c(*v) for c in calls], start, maxsteps=30))
            full = {u: real_if_close(z) for u, z in zip(unknowns, found, strict=True)}
            if (
                all(abs(z) < 1e4 for z in full.values())
                and all(_allowed(u, z) for u, z in full.items())
                and all(_holds_at(e, {**point, **full}) for e in equations)
            ):
                yield full


def _allowed(symbol: Any, z: Any) -> bool:
    z = mpmath.re(z)
    return not (
        (symbol.is_positive and z <= 0)
        or (symbol.is_negative and z >= 0)
        or (symbol.is_nonnegative and z < 0)
        or symbol.is_integer
    )
