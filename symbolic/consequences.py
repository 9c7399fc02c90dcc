"""What follows from a law y = f(x): claims to be proved, derived by SymPy and stated in the claim language.

    derivative     diff(f, x) == f′                 equation   x·diff(f, x) == p·f, or diff(f, x) == r·f: the
    inverse        g(f(x)) == x                           differential equation that f solves
    growth         0 < diff(f, x), or < 0           curvature      0 < f″, or < 0
    scaling        f(c·x) == c**p·f(x) for a power law

A claim is only proposed here. What SymPy cannot solve or simplify in its own time is left out, and so is a sign that
samples contradict.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.derivations.problem import Problem
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.term import (
    ZERO,
    Derivative,
    Term,
    Variable,
    multiply,
    negate,
    power,
    substitute,
    variables,
)

SCALE = "c"  # the factor of a scaling law, unless the law uses that name itself


def consequences(expression: Term, variable: str, domains: dict[str, Domain]) -> list[tuple[str, Claim]]:
    """(name, claim) pairs that follow from y = expression, with respect to one of its variables.

    >>> from porism.symbolic.parse import parse_term
    >>> for name, claim in consequences(parse_term("a**(3/2)"), "a", {"a": Domain("positive")})[:3]:
    ...     print(name, "|", claim.text)
    derivative | diff(a**(3/2), a) == 3*sqrt(a)/2
    inverse | (a**(3/2))**(2/3) == a
    equation | a*diff(a**(3/2), a) == 3*a**(3/2)/2
    """
    if variable not in variables(expression):
        return []
    return [(name, claim) for name, claim in _claims(expression, variable, domains)]


def _claims(f: Term, x: str, domains: dict[str, Domain]) -> Iterator[tuple[str, Claim]]:
    import sympy

    from porism.symbolic.sympy_bridge import from_sympy, symbol, to_sympy

    symbols = {name: symbol(name, domains.get(name, Domain("real"))) for name in variables(f)}
    value, unknown = to_sympy(f, symbols), symbols[x]
    rate = sympy.simplify(sympy.diff(value, unknown))
    slope = Derivative(f, x)

    def stated(kind: str, left: Term, right: Term) -> Iterator[Claim]:
        try:
            yield Claim.make(relation(kind, left, right), domains)
        except PorismError:  # outside the language: then it is not a consequence that can be shown
            return

    def named(name: str, kind: str, left: Term, right: Any) -> Iterator[tuple[str, Claim]]:
        try:
            term = from_sympy(right)
        except PorismError:
            return
        yield from ((name, claim) for claim in stated(kind, left, term))

    yield from named("derivative", "==", slope, rate)
    for inverse in _inverses(value, unknown, domains):
        yield from (("inverse", claim) for claim in stated("==", substitute(inverse, {"y": f}), Variable(x)))
    ratio = sympy.simplify(rate / value)
    degree = sympy.simplify(ratio * unknown)
    if degree.is_number:
        yield from (
            ("equation", claim)
            for claim in stated("==", multiply(Variable(x), slope), multiply(from_sympy(degree), f))
        )
    elif sympy.count_ops(ratio) < sympy.count_ops(rate):
        with suppress(PorismError):
            yield from (("equation", claim) for claim in stated("==", slope, multiply(from_sympy(ratio), f)))
    if degree.is_number and domains.get(x, Domain("real")).name == "positive":
        c = SCALE if SCALE not in symbols else SCALE + "0"
        scaled = substitute(f, {x: multiply(Variable(c), Variable(x))})
        claim = relation("==", scaled, multiply(power(Variable(c), from_sympy(degree)), f))
        if claim.left != claim.right:
            yield "scaling", Claim.make(claim, {**domains, c: Domain("positive")})
    problem = Problem(tuple((n, domains.get(n, Domain("real"))) for n in sorted(symbols)))
    for name, term in (
        ("growth", from_sympy(rate)),
        ("curvature", from_sympy(sympy.simplify(sympy.diff(rate, unknown)))),
    ):
        for t in (term, negate(term)):
            if problem.seems(">", t):
                left: tuple[Term, Term] = (ZERO, slope) if t == term else (slope, ZERO)
                if name == "curvature":
                    left = (ZERO, term) if t == term else (term, ZERO)
                yield name, Claim.make(Relation("<", *left), domains)


def _inverses(value: Any, unknown: Any, domains: dict[str, Domain]) -> Iterator[Term]:
    """Terms g in the variable y with g(f(x)) = x at a sample point."""
    import sympy

    from porism.symbolic.sympy_bridge import from_sympy

    y = sympy.Symbol("y", positive=True)
    if y.name in {s.name for s in value.free_symbols}:
        return
    try:
        solutions = sympy.solve(sympy.Eq(value, y), unknown)
    except (NotImplementedError, ValueError, TypeError):
        return
    for solution in solutions[:4]:
        at = {s: sympy.Rational(7, 5) for s in value.free_symbols}
        residual = sympy.N(solution.subs(y, value).subs(at) - sympy.Rational(7, 5))
        if residual.is_number and abs(residual) < 1e-9:
            try:
                yield from_sympy(solution)
            except PorismError:
                continue
            return
