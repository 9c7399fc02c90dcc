"""Radicands that are squares: a term r with r² = t wherever t is defined, found in one of three rings.

    in the roots it contains        x + 2·√(x − 1) = (1 + √(x − 1))²        x is replaced by k² + 1, k the root
    in halved exponentials          (cosh x + 1)/2 = ((eʸ + e⁻ʸ)/2)²        y = x/2
    in sine and cosine              1 + sin 2x = (sin x + cos x)²           1 is written sin² + cos², angles halved

The last one makes the polynomial homogeneous in sine and cosine; then it is a square if it is one modulo sin² + cos² = 1.
Only a proposal: the checker expands r².
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from math import comb, gcd, isqrt

from flint import fmpq

from porism.symbolic.polynomials import Poly, View, linear_parts
from porism.symbolic.term import (
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    children,
    divide,
    multiply,
    number,
    power,
    square_root,
    substitute,
    subterms,
)

_SINE, _COSINE = Variable("_sine"), Variable("_cosine")  # no claim's variables: they begin with _
MAX_MULTIPLE = 12  # of an angle that is expanded


def perfect_square_roots(t: Term) -> Iterator[Term]:
    """Terms whose squares may be `t`, a term in native form."""
    view = View([t])
    n, d = view.ratio(t)
    if d.is_constant():
        p = n / d.leading_coefficient()
        for kernel in view.kernels:
            match kernel:
                case Power(base, Number(q)) if (
                    q.denominator == 2 and (b := view.polynomial(base)) is not None
                ):
                    p = _eliminated(view, p, b, view.generators[kernel])
                case _:
                    pass
        if (root := _root(view, p)) is not None:
            yield root
    halves = [_half(s) for s in subterms(t) if isinstance(s, Apply) and s.function == "exp"]
    view = View([t, *halves])
    if (root := _root_of_ratio(view, *view.ratio(t))) is not None:
        yield root
    yield from _trigonometric(t)


def _half(exponential: Apply) -> Term:
    return Apply("exp", multiply(number("1/2"), exponential.argument))


def _root_of_ratio(view: View, n: Poly, d: Poly) -> Term | None:
    above, below = _root(view, n), _root(view, d)
    return divide(above, below) if above is not None and below is not None else None


def _root(view: View, p: Poly) -> Term | None:
    """r with r² = p, where every factor of p occurs an even number of times and its constant is positive."""
    if p == 0:
        return None
    constant, factors = view.factors(p)
    if constant < 0 or any(e % 2 for _, e in factors):
        return None
    above, below = isqrt(constant.numerator), isqrt(constant.denominator)
    exact = Fraction(above, below)
    scale = number(exact) if exact**2 == constant else square_root(number(constant))
    return multiply(scale, *(power(view.term(f), number(e // 2)) for f, e in factors))


def _eliminated(view: View, p: Poly, base: Poly, kernel: Poly) -> Poly:
    """p with x = (kernel² − rest)/slope, where the kernel is the root of slope·x + rest."""
    for x, generator in view.generators.items():
        if (
            isinstance(x, Variable)
            and base.total_degree() == 1
            and base.degrees()[view.kernels.index(x)] == 1
        ):
            slope = base.derivative(view.kernels.index(x))
            rest = base - slope * generator
            value = (kernel**2 - rest) / slope.leading_coefficient()
            return p.compose(*(value if g == generator else g for g in view.ring.gens()))
    return p


# sine and cosine


def _trigonometric(t: Term) -> Iterator[Term]:
    """Square roots in sin φ and cos φ, for a common measure φ of the angles in t, and for its half."""
    angles = [s.argument for s in subterms(t) if isinstance(s, Apply) and s.function in ("sin", "cos")]
    parts = [linear_parts(a) for a in angles]
    if not angles or any(len(p) != 1 for p in parts) or len({p[0][1] for p in parts}) != 1:
        return
    unit = reduce(_common_measure, (p[0][0] for p in parts))
    if unit == 0:
        return
    for measure in (unit, unit / 2):
        angle = multiply(number(measure), parts[0][0][1])
        in_one_angle = _in_multiples(t, angle, measure)
        if in_one_angle is None:
            continue
        view = View([in_one_angle, _SINE, _COSINE])
        n, d = view.ratio(in_one_angle)
        above, below = _homogeneous(view, n), _homogeneous(view, d)
        root = _root_of_ratio(view, above, below) if above is not None and below is not None else None
        if root is not None:
            yield substitute(root, {"_sine": Apply("sin", angle), "_cosine": Apply("cos", angle)})
            return


def _common_measure(a: Fraction, b: Fraction) -> Fraction:
    """The greatest rational of which both are integer multiples."""
    return Fraction(
        gcd(a.numerator * b.denominator, b.numerator * a.denominator), a.denominator * b.denominator
    )


def _in_multiples(t: Term, angle: Term, measure: Fraction) -> Term | None:
    """t with sin kφ and cos kφ expanded in sin φ and cos φ."""
    match t:
        case Apply("sin" | "cos" as f, argument):
            multiple = linear_parts(argument)[0][0] / measure
            if abs(multiple) > MAX_MULTIPLE:
                return None
            return _multiple_angle(f, int(multiple))
        case Sum() | Product():
            inner = [_in_multiples(c, angle, measure) for c in children(t)]
            found = [c for c in inner if c is not None]
            if len(found) < len(inner):
                return None
            return add(*found) if isinstance(t, Sum) else multiply(*found)
        case Power(base, Number(q)) if q.denominator == 1:
            inside = _in_multiples(base, angle, measure)
            return power(inside, number(q)) if inside is not None else None
        case _:
            return (
                t
                if not any(isinstance(s, Apply) and s.function in ("sin", "cos") for s in subterms(t))
                else None
            )


def _multiple_angle(f: str, k: int) -> Term:
    """The real (cos) or imaginary (sin) part of (cos φ + i·sin φ)^k, homogeneous of degree |k|."""
    terms = [
        multiply(
            number(comb(abs(k), j) * (-1) ** (j // 2)),
            power(_COSINE, number(abs(k) - j)),
            power(_SINE, number(j)),
        )
        for j in range(0 if f == "cos" else 1, abs(k) + 1, 2)
    ]
    return multiply(number(-1 if f == "sin" and k < 0 else 1), add(*terms))


def _homogeneous(view: View, p: Poly) -> Poly | None:
    """p with sin² + cos² put for 1, so that it is homogeneous of even degree in both; None if the degrees are mixed."""
    s, c = view.kernels.index(_SINE), view.kernels.index(_COSINE)
    one = view.generators[_SINE] ** 2 + view.generators[_COSINE] ** 2
    highest = max((int(m[s] + m[c]) for m in p.monoms()), default=0)
    total = 0 * p
    for monomial, coefficient in p.terms():
        missing = highest - int(monomial[s] + monomial[c])
        if missing % 2:
            return None
        key = tuple(map(int, monomial))
        total = total + view.ring.from_dict({key: fmpq(coefficient)}) * one ** (missing // 2)
    return total
