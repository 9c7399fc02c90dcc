"""Special functions that an antiderivative may have: those of the arguments that the integrand shows.

    exp m, pole of m or of a denominator     Ei(m), exp(m(x₀))·Ei(m − m(x₀))
    sin v, cos v, the same poles             Si, Ci, with the sine and the cosine of the shift
    1/log u                                  li(u), Ei(k·log u)
    sin s², cos s²                           the Fresnel integrals of √(2/π)·s
    log u over another linear factor q       Li₂, the dilogarithm, and log u · log q

Only functions of the language are offered.

References: M. Abramowitz, I. Stegun (1964), §§5, 7.3, 27.7; G. Cherry (1985), Comput. Math. Appl. 11A (error functions and
logarithmic integrals).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from porism.symbolic.polynomials import Poly, View, native
from porism.symbolic.term import (
    FUNCTIONS,
    HALF,
    ONE,
    PI,
    Apply,
    Number,
    Power,
    Product,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    replaced,
    substitute,
    subterms,
    subtract,
    variables,
)

MULTIPLES: Final = (1, 2, 3, -1)  # k of Ei(k·log u) = li(u^k)
MAX_ATOMS: Final = 60


def special_atoms(view: View, f: Term, variable: str, factors: list[Poly]) -> Iterator[Term]:
    """At most `MAX_ATOMS` atoms with functions of the language."""
    for count, atom in enumerate(_atoms(view, f, variable, factors)):
        if count == MAX_ATOMS:
            return
        if all(s.function in FUNCTIONS for s in subterms(atom) if isinstance(s, Apply)):
            yield atom


def _atoms(view: View, f: Term, variable: str, factors: list[Poly]) -> Iterator[Term]:
    x = Variable(variable)
    denominators = [view.term(q) for q in factors]
    poles = [p for t in denominators if (p := _root(t, x)) is not None]
    applied = [s for s in dict.fromkeys([*view.kernels, *subterms(f)]) if isinstance(s, Apply)]
    for s in applied:
        m = s.argument
        if variable not in variables(m):
            continue
        if s.function == "exp":
            yield from (Apply("Ei", k) for k in (m, negate(m)))
            for p in poles:
                if (shift := _at(m, variable, p)) is not None and shift != number(0):
                    for sign in (1, -1):
                        w, c = (multiply(number(sign), t) for t in (native(subtract(m, shift)), shift))
                        yield multiply(Apply("exp", c), Apply("Ei", w))
        elif s.function in ("sin", "cos"):
            yield from (Apply("Si", m), Apply("Ci", m))
            for p in poles:
                if (shift := _at(m, variable, p)) is not None and shift != number(0):
                    w = native(subtract(m, shift))
                    for f1 in ("sin", "cos"):
                        yield from (multiply(Apply(f1, shift), Apply(f2, w)) for f2 in ("Si", "Ci"))
            if (root := _half_power(m)) is not None:
                w = multiply(power(divide(number(2), PI), HALF), root)
                irrational = [
                    s
                    for s in subterms(root)
                    if isinstance(s, Power) and not variables(s) and s.exponent == HALF
                ]
                for name in ("fresnels", "fresnelc"):
                    yield multiply(power(PI, HALF), power(number(2), HALF), *irrational, Apply(name, w))
        elif s.function == "log":
            if s in denominators:
                yield Apply("li", m)
                yield from (Apply("Ei", multiply(number(k), s)) for k in MULTIPLES)
            zero = _root(m, x)
            for t in denominators:
                if (p := _root(t, x)) is not None and zero is not None and p != zero:
                    z = native(divide(subtract(x, zero), subtract(p, zero)))  # 1 at the pole, 0 at log's own
                    yield from (Apply("dilog", t) for t in (z, native(subtract(ONE, z))))
                    yield multiply(s, Apply("log", t))
                elif p is not None and zero is None:
                    yield Apply("dilog", native(subtract(ONE, m)))
            for k in view.kernels:
                if isinstance(k, Apply) and k.function == "exp":
                    at = _root(replaced(m, k, x), x)  # log(a + b·exp v) = log a + log(1 − exp v/x₀)
                    if at is not None and at != number(0):
                        yield Apply("dilog", native(divide(k, at)))
            if zero is not None and zero != number(0):
                yield Apply("dilog", native(divide(x, zero)))


def _root(t: Term, x: Variable) -> Term | None:
    """x₀ of a factor a·x + b."""
    view = View([t, x])
    n, d = view.ratio(t)
    j = view.kernels.index(x)
    parts = dict[int, Term]()
    for exponents, c in n.terms():
        e = list(map(int, exponents))
        degree, e[j] = e[j], 0
        part = view.term(view.ring.from_dict({tuple(e): c}))
        parts[degree] = add(parts[degree], part) if degree in parts else part
    if (
        not d.is_constant()
        or max(parts, default=0) != 1
        or any(x.name in variables(c) for c in parts.values())
    ):
        return None
    return native(divide(negate(parts.get(0, number(0))), parts[1]))


def _at(m: Term, variable: str, point: Term) -> Term | None:
    """The value of a linear m at the point."""
    if _root(m, Variable(variable)) is None:
        return None
    view = View([value := native(substitute(m, {variable: point}))])
    return view.term(view.ratio(value)[0]) if view.ratio(value)[1].is_constant() else value


def _half_power(m: Term) -> Term | None:
    """s for m = s², where m is a monomial c·x², or c·u² of another kernel."""
    factors = m.factors if isinstance(m, Product) else (m,)
    found = list[Term]()
    for t in factors:
        match t:
            case Power(base, Number(q)) if q.denominator == 1 and q % 2 == 0:
                found.append(power(base, number(q / 2)))
            case Number(q) if q > 0:
                found.append(power(t, HALF))
            case Variable():
                found.append(power(t, HALF))
            case _:
                return None
    return multiply(*found)
