"""The new logarithms, arctangents and their like that an antiderivative may have: the atoms beyond the integrand's field.

    factor q                        log q; log log x of a factor log x
    quadratic factor a·t² + b·t + c  atan((2at + b)/√D) where D = 4ac − b² is a square, else the two logarithms
    root r = √(a·t² + b·t + c)      asinh, asin, log(2√a·r + 2at + b)
    root r = √u(t), pole t = t₀     log((r − √u₀)/(r + √u₀)) or atan(r/√−u₀), and the form of third kind of a quadratic u
    factor in sin v, cos v          the same in t = tan(v/2)
    exp(−s²)                        erf s; other special functions are in `ansatz_special.py`

t is any kernel, so these are ∫dt/(t² + 1), ∫dt/√(t² + 1), … under every substitution that the integrand shows.

References: M. Abramowitz, I. Stegun (1964), §3.3 (the rational and algebraic integrals).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from math import isqrt
from typing import Final

from flint import fmpq

from porism.neural.calculus.ansatz_special import special_atoms
from porism.neural.calculus.prime_field import half_tangent_form
from porism.symbolic.polynomials import Poly, View, native, rational
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    PI,
    Apply,
    Number,
    Power,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    replaced,
    square_root,
    subterms,
    subtract,
    variables,
)

MAX_DEGREE: Final = 12


def extra_atoms(view: View, f: Term, variable: str, factors: Iterable[Poly]) -> Iterator[Term]:
    """The atoms for the factors of denominators and radicands, all in the view's ring."""
    yield Variable(variable)
    factors = list(factors)
    moving = [j for j, k in enumerate(view.kernels) if variable in variables(k)]
    for q in factors:
        t = view.term(q)
        if variable in variables(t) and not (isinstance(t, Apply) and t.function == "exp"):
            yield Apply("log", t)
    for q in factors:
        for j in moving:
            yield from _of_quadratic(view, q, j)
            yield from _of_quartic(view, q, j)
    for k in view.kernels:
        if isinstance(k, Power) and k.exponent == Number(Fraction(1, 2)) and variable in variables(k):
            for j in moving:
                yield from _of_root(view, k, j, factors)
    for k in dict.fromkeys([*view.kernels, *subterms(f)]):
        if isinstance(k, Apply) and k.function == "exp" and variable in variables(k):
            yield from _error_functions(view, k, variable)
    yield from _of_half_tangents(view, factors, variable)
    yield from _of_linear_root(view, f, variable)
    yield from special_atoms(view, f, variable, factors)


def _of_quadratic(view: View, q: Poly, j: int) -> Iterator[Term]:
    """atan((2at + b)/√D), or the difference of log(2at + b ∓ √−D), for q = a·t² + b·t + c."""
    parts = by_degree(q, j)
    if max(parts) != 2:
        return
    a, b, c = (parts.get(n, 0 * q) for n in (2, 1, 0))
    t = view.kernels[j]
    discriminant = 4 * a * c - b * b
    slope = add(multiply(number(2), view.term(a), t), view.term(b))
    if (root := _square_root(view, discriminant)) is not None:
        yield multiply(_weight(root), Apply("atan", _quotient(view, slope, root)))
    if (root := _square_root(view, -discriminant)) is not None:
        yield multiply(
            _weight(root),
            subtract(Apply("log", subtract(slope, root)), Apply("log", add(slope, root))),
        )


def _of_quartic(view: View, q: Poly, j: int) -> Iterator[Term]:
    """Of q = a·(t² + s)² − d·t² the factors over √d: the difference of their logarithms, and their arctangents."""
    parts = by_degree(q, j)
    if set(parts) - {0, 2, 4} or max(parts) != 4 or not all(c.is_constant() for c in parts.values()):
        return
    a, b, c = (parts.get(n, 0 * q) for n in (4, 2, 0))
    s = _square_root(view, c / a.leading_coefficient())
    if s is None or not isinstance(s, Number):
        return
    d = 2 * s.value - rational((b / a.leading_coefficient()).leading_coefficient() if b != 0 else fmpq(0))
    rest = 4 * s.value - d  # of the factors' discriminants
    if d <= 0 or rest <= 0:
        return
    t, (root, other) = view.kernels[j], (_root_of(c) for c in (d, rest))
    square, shift = add(power(t, number(2)), s), multiply(root, t)
    yield multiply(
        _weight(root), subtract(Apply("log", add(square, shift)), Apply("log", subtract(square, shift)))
    )
    for sign in (1, -1):
        slope = add(multiply(number(2), t), multiply(number(sign), root))
        yield multiply(_weight(other), Apply("atan", divide(slope, other)))


def _root_of(c: Fraction) -> Term:
    inside, outside = _square_free(c)
    return multiply(number(outside), *([square_root(number(inside))] if inside != 1 else []))


def _of_root(view: View, r: Power, j: int, factors: list[Poly]) -> Iterator[Term]:
    """The integrals of 1/√u and of 1/((t − t₀)·√u) for u of degree 1 or 2 in the j-th kernel t."""
    above, below = view.ratio(r.base)
    if not below.is_constant():
        return
    u = above / below.leading_coefficient()
    parts = by_degree(u, j)
    if max(parts) not in (1, 2):
        return
    a, b, c = (parts.get(n, 0 * u) for n in (2, 1, 0))
    t = view.kernels[j]
    if a != 0:
        slope = add(multiply(number(2), view.term(a), t), view.term(b))
        d = 4 * a * c - b * b
        if (root := _square_root(view, a)) is not None:
            if (whole := _square_root(view, d)) is not None:
                yield multiply(_weight(root), Apply("asinh", _quotient(view, slope, whole)))
            yield multiply(_weight(root), Apply("log", add(multiply(number(2), root, r), slope)))
        if (root := _square_root(view, -a)) is not None and (whole := _square_root(view, -d)) is not None:
            yield multiply(_weight(root), Apply("asin", _quotient(view, negate(slope), whole)))
    for q in [*factors, *([] if view.generators[t] in factors else [view.generators[t]])]:
        linear = by_degree(q, j)
        if max(linear) != 1:
            continue
        q0, q1 = linear.get(0, 0 * q), linear[1]
        at_pole = a * q0 * q0 - b * q0 * q1 + c * q1 * q1  # u(t₀)·q1²
        if at_pole == 0:
            continue
        s = _square_root(view, at_pole)
        negative = s is None
        s = _square_root(view, -at_pole) if s is None else s
        if s is None:
            continue
        s, value = divide(s, view.term(q1)), divide(view.term(at_pole), power(view.term(q1), number(2)))
        pole = divide(negate(view.term(q0)), view.term(q1))
        if a == 0:
            form = (
                Apply("atan", divide(r, s))
                if negative
                else subtract(Apply("log", subtract(r, s)), Apply("log", add(r, s)))
            )
        else:
            shift = subtract(t, pole)
            tangent = add(
                multiply(number(2), value),
                multiply(add(multiply(number(2), view.term(a), pole), view.term(b)), shift),
            )
            form = (
                Apply("atan", divide(tangent, multiply(number(2), s, r)))
                if negative
                else Apply("log", divide(add(tangent, multiply(number(2), s, r)), shift))
            )
        yield multiply(_weight(s), form)


def _error_functions(whole: View, k: Apply, variable: str) -> Iterator[Term]:
    """√π·erf(s) for exp(−s²), also where the exponent is a quadratic polynomial: its square completed."""
    view = View([k.argument, Variable(variable)])
    n, d = view.ratio(k.argument)
    for factor in (1, 2, 4, Fraction(1, 2)):  # the kernel may be a root or a power of what occurs
        scaled = n * d * _rational(view, Fraction(factor))
        root = _square_root(view, scaled, odd=True) or _square_root(view, -scaled, odd=True)
        if root is not None and all(s in whole.kernels for s in _roots(root) if variable in variables(s)):
            yield multiply(square_root(PI), Apply("erf", divide(root, view.term(d))))
    j = view.kernels.index(Variable(variable))
    parts = by_degree(n, j)
    if d.is_constant() and max(parts) == 2 and 1 in parts and parts[2].is_constant():
        a, b, c = (view.term(parts.get(i, 0 * n)) for i in (2, 1, 0))
        root = _square_root(view, parts[2]) or _square_root(view, -parts[2])
        if root is not None:
            shift = divide(b, multiply(number(2), a))
            rest = subtract(c, multiply(a, power(shift, number(2))))
            rest = rest if parts[2].leading_coefficient() < 0 else negate(rest)  # of the decaying exponential
            erf = Apply("erf", multiply(root, add(Variable(variable), shift)))
            yield multiply(square_root(PI), _weight(root), Apply("exp", native(rest)), erf)


def _of_half_tangents(view: View, factors: list[Poly], variable: str) -> Iterator[Term]:
    """Logarithms and arctangents of the factors in t = tan(v/2) of those in sin v and cos v."""
    for q in factors:
        t = view.term(q)
        form = half_tangent_form(t)
        if form == t:
            continue
        other = View([form])
        above, _ = other.ratio(form)
        shown = {
            k: _tangent(k.argument) for k in other.kernels if isinstance(k, Apply) and k.function == "tan"
        }
        for p, _ in other.factors(above)[1]:
            inner = list[Term]([Apply("log", other.term(p))])
            for j, k in enumerate(other.kernels):
                if k in shown:
                    inner += _of_quadratic(other, p, j)
            for atom in inner:
                for k, value in shown.items():
                    atom = replaced(atom, k, value)
                if variable in variables(atom):
                    yield atom


def _tangent(half: Term) -> Term:
    """tan(v/2) as sin v/(1 + cos v)."""
    angle = multiply(number(2), half)
    return divide(Apply("sin", angle), add(number(1), Apply("cos", angle)))


def _of_linear_root(view: View, f: Term, variable: str) -> Iterator[Term]:
    """For a function of x and one root r of a + b·x: the logarithms and arctangents of the denominator in r."""
    x = Variable(variable)
    moving = [k for k in view.kernels if variable in variables(k) and k != x]
    roots = [k for k in moving if isinstance(k, Power) and isinstance(k.exponent, Number)]
    if len(moving) != 1 or len(roots) != 1:
        return
    r = roots[0]
    n, d = view.ratio(r.base)
    j = view.kernels.index(x)
    parts = by_degree(n, j)
    if max(parts) != 1 or not d.is_constant():
        return
    below = d.leading_coefficient()
    b, a = (view.term(parts.get(i, 0 * n) / below) for i in (0, 1))
    assert isinstance(r.exponent, Number)
    inverse = divide(subtract(power(r, number(r.exponent.value.denominator)), b), a)
    rho = Variable("rmark")
    bottom = replaced(replaced(view.term(view.ratio(f)[1]), r, rho), x, replaced(inverse, r, rho))
    bottom = multiply(bottom, inverse) if r not in subterms(bottom) else bottom
    other = View([replaced(bottom, r, rho), rho])
    place = other.kernels.index(rho)
    for p, _ in other.factors(other.ratio(replaced(bottom, r, rho))[0])[1]:
        for atom in (Apply("log", other.term(p)), *_of_quadratic(other, p, place)):
            yield replaced(atom, rho, r)


def by_degree(q: Poly, j: int) -> dict[int, Poly]:
    """The coefficients of the powers of the j-th generator."""
    found = dict[int, Poly]()
    ring = q.context()
    for exponents, c in q.terms():
        e = list(map(int, exponents))
        degree, e[j] = e[j], 0
        part = ring.from_dict({tuple(e): c})
        found[degree] = found[degree] + part if degree in found else part
    return found or {0: q}


def _square_root(view: View, q: Poly, odd: bool = False) -> Term | None:
    """√q as a term, where the constant is positive and what is no square is free of kernels other than variables, or `odd`."""
    if q == 0:
        return None
    constant, pairs = view.factors(q)
    if constant < 0:
        return None
    whole, rest = list[Term](), list[Term]()
    for p, e in pairs:
        t = view.term(p)
        if e // 2:
            whole.append(power(t, number(e // 2)))
        if e % 2:
            if not odd and not all(isinstance(s, Variable) for s in map(view.kernels.__getitem__, _used(p))):
                return None
            rest.append(t)
    inside, outside = _square_free(constant)
    roots = [power(t, HALF) for t in rest]
    return multiply(number(outside), *([square_root(number(inside))] if inside != 1 else []), *whole, *roots)


def _used(p: Poly) -> list[int]:
    return [j for j, d in enumerate(map(int, p.degrees())) if d]


def _square_free(c: Fraction) -> tuple[int, Fraction]:
    """(m, q) with c = m·q², m square-free as far as small factors go."""
    m, q = c.numerator * c.denominator, Fraction(1, c.denominator)
    for d in (2, 3, 5, 7, 11, 13):
        while m % (d * d) == 0:
            m, q = m // (d * d), q * d
    s = isqrt(m)
    return (1, q * s) if s * s == m else (m, q)


def _quotient(view: View, above: Term, below: Term) -> Term:
    """The quotient in lowest terms; square roots of numbers stay below."""
    irrational = [s for s in _roots(below) if not variables(s)]
    try:
        n, d = view.ratio(divide(above, multiply(below, *(power(s, MINUS_ONE) for s in irrational))))
    except KeyError:  # a root of parameters is no kernel
        return divide(above, below)
    return divide(view.term(n), multiply(view.term(d), *irrational))


def _weight(root: Term) -> Term:
    """1/√m of a root that is no rational function: with it the coefficient is rational."""
    irrational = _roots(root)
    return multiply(*(power(s, MINUS_ONE) for s in irrational)) if irrational else number(1)


def _roots(t: Term) -> list[Term]:
    """The square roots in `t`."""
    return list(dict.fromkeys(
        s for s in subterms(t) if isinstance(s, Power) and isinstance(s.exponent, Number) and s.exponent.value.denominator == 2
    ))  # fmt: skip


def _rational(view: View, c: Fraction) -> Poly:
    return view.one * fmpq(c.numerator, c.denominator)
