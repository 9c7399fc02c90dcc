"""Integrands as derivatives plus known integrands: f = dF/dx + Σ c·g with g of `symbolic/known_integrals.py`.

    P(x)·exp(−q(x))      P = Q′ − q′·Q + c        F = Q·exp(−q), gauss
    T(x)/xⁿ              by parts down to n = 1      F = −T/((n − 1)·xⁿ⁻¹) − …, dirichlet      T a trigonometric polynomial
    anything else        c times one entry of the table, by matching its shape

References: J. Liouville (1835); G. Boros, V. Moll (2004), Irresistible Integrals, §§8, 12.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy

from porism.symbolic.errors import PorismError
from porism.symbolic.known_integrals import KNOWN, known
from porism.symbolic.proposals.closed_forms import attempted
from porism.symbolic.proposals.smooth_pieces import Range
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import ZERO, Term, Variable, multiply, number, variables

MAX_POWER = 12


@dataclass(frozen=True)
class Reduced:
    """An antiderivative of what is left when known integrands are subtracted."""

    primitive: Term
    theorems: tuple[tuple[str, tuple[Term, ...]], ...] = ()


def reduced_forms(f: Term, where: Range) -> Iterator[Reduced]:
    """Ways to write f on the range."""
    symbols = {name: sympy.Symbol(name, real=True) for name in variables(f) | {where.variable}}
    for name, t in where.sample.items():
        if float(where.number(t)) > 0 and name in symbols:
            symbols[name] = sympy.Symbol(name, positive=True)
    x, expression = symbols[where.variable], to_sympy(f, symbols)
    for method in (_gaussian, _over_powers, _matched):
        found = attempted(lambda m=method: list(m(expression, x, where)), 6.0) or []  # type: ignore[misc]
        for primitive, theorems in found:
            try:
                parts = tuple((name, tuple(map(from_sympy, p))) for name, p in theorems)
                yield Reduced(_anchored(from_sympy(primitive), where.variable), parts)
            except PorismError:
                continue


def _anchored(primitive: Term, variable: str) -> Term:
    """The constant 0 as a function of x."""
    return multiply(ZERO, Variable(variable)) if primitive == ZERO else primitive


def _gaussian(f: Any, x: Any, where: Range) -> Iterator[Any]:
    """P·exp(−q) with a quadratic q."""
    f = sympy.powsimp(sympy.expand(f))
    bells = {e for e in f.atoms(sympy.exp) if e.has(x)}
    if len(bells) != 1:
        return
    bell = bells.pop()
    q, p = -bell.args[0], sympy.simplify(f / bell)
    if not (q.is_polynomial(x) and p.is_polynomial(x)) or sympy.degree(q, x) != 2:
        return
    degree = sympy.degree(p, x)
    unknowns = sympy.symbols(f"q0:{max(degree, 1)}")
    c, big = sympy.Symbol("c_"), sum(u * x**k for k, u in enumerate(unknowns))
    equations = sympy.Poly(sympy.diff(big, x) - sympy.diff(q, x) * big + c - p, x).coeffs()
    for solution in sympy.solve(equations, [*unknowns, c], dict=True)[:1]:
        primitive = sympy.expand(big.subs(solution).subs(dict.fromkeys(unknowns, 0))) * bell
        k = q.coeff(x, 2)
        m = -q.coeff(x, 1) / (2 * k)
        factor = solution.get(c, sympy.Integer(0)) * sympy.exp(-(q.subs(x, m)))
        for name, centre in (("gauss", m), ("half of gauss", m), ("mirrored half of gauss", -m)):
            if _fits(name, (1, k, centre), x, where):
                yield primitive, [(name, (sympy.simplify(factor), k, centre))]


def _over_powers(f: Any, x: Any, where: Range) -> Iterator[Any]:
    """T(x)/xⁿ, T a sum of sines and cosines of multiples of x."""
    n = next((k for k in range(1, MAX_POWER) if not sympy.denom(sympy.together(f * x**k)).has(x)), None)
    if n is None:
        return
    above, primitive = sympy.expand(sympy.fu(sympy.expand(f * x**n))), sympy.Integer(0)
    above = sympy.expand(_as_sum(above))
    for k in range(n, 1, -1):
        primitive -= above / ((k - 1) * x ** (k - 1))
        above = sympy.expand(sympy.diff(above, x) / (k - 1))
    name = "dirichlet" if where.low == ZERO else "mirrored dirichlet"
    theorems = list[Any]()
    for summand in sympy.Add.make_args(above):
        c, rest = summand.as_independent(x)
        if rest == 1 and c == 0:
            continue
        if (
            not isinstance(rest, sympy.sin)
            or sympy.diff(rest.args[0], x, 2) != 0
            or rest.args[0].subs(x, 0) != 0
        ):
            return
        k = sympy.diff(rest.args[0], x)
        if k.is_negative:
            c, k = -c, -k
        if not _fits(name, (1, k), x, where):
            return
        theorems.append((name, (c, k)))
    yield primitive, theorems


def _as_sum(f: Any) -> Any:
    """Products of sines and cosines as sums."""
    x = sympy.expand(f.rewrite(sympy.exp))
    return sympy.expand(sympy.expand(x).rewrite(sympy.cos)) if x.has(sympy.exp) else f


def _matched(f: Any, x: Any, where: Range) -> Iterator[Any]:
    """c times an entry of the table."""
    wild = [sympy.Wild(f"w{k}", exclude=[x]) for k in range(3)]
    names = [(side + name, count) for name, (count, _) in KNOWN.items() for side in ("", "mirrored ")]
    for name, count in names:
        if name.endswith("gauss"):
            continue
        shape = _shape(name, count, wild, x)
        found = f.match(shape) or sympy.expand(f).match(shape)
        if not found or any(w not in found for w in wild[:count]):
            continue
        parameters = tuple(found[w] for w in wild[:count])
        for choice in _signs(name, parameters):
            if _fits(name, (1, *choice[1:]), x, where) and _equal(f, name, choice, x):
                yield sympy.Integer(0), [(name, choice)]
                break


def _shape(name: str, count: int, wild: list[Any], x: Any) -> Any:
    names = [f"w{k}" for k in range(count)]
    theorem = known(name, tuple(Variable(n) for n in names), str(x))
    return to_sympy(theorem.integrand, {str(x): x, **dict(zip(names, wild, strict=False))})


def _signs(name: str, parameters: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """The parameters, and with signs turned where the integrand is even or odd in them."""
    c, *rest = parameters
    yield parameters
    yield (c, *(sympy.Abs(p) for p in rest))
    yield (-c, *(sympy.Abs(p) for p in rest))
    if name.endswith("frullani"):
        yield (-c, *reversed(rest))


def _equal(f: Any, name: str, parameters: tuple[Any, ...], x: Any) -> bool:
    theorem = known(name, tuple(map(from_sympy, parameters)), str(x))
    symbols = {str(s): s for s in f.free_symbols} | {str(x): x}
    return bool(sympy.simplify(f - to_sympy(theorem.integrand, symbols)) == 0)


def _fits(name: str, parameters: tuple[Any, ...], x: Any, where: Range) -> bool:
    """Whether the theorem's interval is the range and its needs seem to hold."""
    theorem = known(
        name, tuple(from_sympy(p) if isinstance(p, sympy.Basic) else number(p) for p in parameters), str(x)
    )
    for end, own in ((where.low, theorem.low), (where.high, theorem.high)):
        if isinstance(end, str) != (own is None):
            return False
        if own is not None and not isinstance(end, str) and abs(where.number(own) - where.number(end)) > 1e-9:
            return False
    return all(where.number(n.left) < where.number(n.right) or n.kind == "<=" for n in theorem.needs)
