"""Trusted: inverse images: which u have f(u) = c, for the functions of the claim language.

    exp(u) = c     u = log(c) + 2πi·n              sin(u) = c    u = asin(c) + 2πn  or  u = π − asin(c) + 2πn
    u**n = c       u = ζ·c**(1/n), ζⁿ = 1          |u| = c       u = c  or  u = −c             (u real)
    u·exp(u) = c   u = W₀(c), c ≥ −1/e,  or  u = W₋₁(c), −1/e < c < 0                          (u real)

Each function here states a theorem "if f(u) = c then one of the branches holds", for all complex u and c, or, where
`real` is set, for real u; a branch is a list of relations, with fresh integers n where there are infinitely many u.
A branch may hold of more than the solutions (`sqrt(u) = c` gives u = c², whatever the sign of c), never of fewer. The
trusted rule of solution sets rests on this table; finders use it to know what the rule will say.

For real u, u·exp(u) falls on (−∞, −1] from 0 (not taken) to −1/e and rises on [−1, ∞) from there: W₋₁ and W₀ are the
inverse functions of the two pieces. They meet at u = −1, which W₀ gives.

References: NIST Digital Library of Mathematical Functions, sections 4.2, 4.13, 4.23, 4.37.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Final

from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Apply,
    I,
    Number,
    Power,
    Product,
    Term,
    Variable,
    add,
    multiply,
    negate,
    number,
    power,
    square_root,
    subtract,
)

#: Functions that undo f at every point where f is defined: g(f(u)) = u.
LEFT_INVERSES: Final = {
    "log": "exp", "asin": "sin", "acos": "cos", "atan": "tan", "asinh": "sinh", "acosh": "cosh", "atanh": "tanh",
}  # fmt: skip
MAX_ROOT: Final = 24  # of unity


@dataclass(frozen=True)
class Branch:
    """What holds of u in one case; `fresh` are integers or roots that exist there."""

    relations: tuple[Relation, ...]
    fresh: tuple[tuple[str, Domain], ...] = ()


def inverse_images(image: Term, c: Term, real: bool, name: str) -> list[Branch] | None:
    """The branches of `image == c`, where `image` is a function or a power of u; `name` is for a fresh integer.

    >>> from porism.symbolic.parse import parse_term
    >>> [str(b.relations[-1]) for b in inverse_images(parse_term("tan(x)"), parse_term("1"), True, "n")]
    ['pi*n + atan(1) == x']
    """
    match image:
        case Apply(f, u) if f in LEFT_INVERSES:
            return [Branch((relation("==", u, Apply(LEFT_INVERSES[f], c)),))]
        case Apply("abs", u):
            return [Branch((relation("==", u, v),)) for v in (c, negate(c))] if real else None
        case Apply(f, u):
            return (
                _real(f, u, c)
                if real and f in ("exp", "sinh", "cosh", "tanh")
                else _periodic(f, u, c, name, real)
            )
        case Power(u, Number(q)) if q > 0 and q.denominator > 1:
            return [Branch((relation("==", power(u, number(q.numerator)), power(c, number(q.denominator))),))]
        case Power(u, Number(q)) if 1 < q <= MAX_ROOT:
            return _real_roots(u, c, int(q)) if real else _complex_roots(u, c, int(q))
        case Product() if real and (found := exponential_product(image)) is not None:
            u, n = found
            return _lambert(u, c) if n == 1 else _real_roots(multiply(u, Apply("exp", u)), c, n)
        case _:
            return None


def exponential_product(t: Term) -> tuple[Term, int] | None:
    """(u, n) where t is the canonical (u·exp(u))ⁿ for a natural n ≥ 1.

    >>> from porism.symbolic.parse import parse_term
    >>> u, n = exponential_product(parse_term("9*x**2*exp(3*x)**2"))
    >>> str(u), n, exponential_product(parse_term("x*exp(2*x)"))
    ('3*x', 2, None)
    """
    for factor in t.factors if isinstance(t, Product) else ():
        match factor:
            case Apply("exp", u):
                n = 1
            case Power(Apply("exp", u), Number(q)) if q.denominator == 1 and 1 < q <= MAX_ROOT:
                n = int(q)
            case _:
                continue
        if power(multiply(u, Apply("exp", u)), number(n)) == t:
            return u, n
    return None


def argument_of(image: Term) -> Term:
    """The u that `inverse_images` of a function, a power or a product speaks of."""
    match image:
        case Apply(_, u) | Power(u, _):
            return u
        case Product() if (found := exponential_product(image)) is not None:
            return found[0]
        case _:
            return image


def _lambert(u: Term, c: Term) -> list[Branch]:
    lowest = negate(Apply("exp", MINUS_ONE))
    upper = (relation("<=", lowest, c), relation("==", u, Apply("LambertW", c)))
    lower = (relation("<", lowest, c), relation("<", c, ZERO), relation("==", u, Apply("LambertWm1", c)))
    return [Branch(upper), Branch(lower)]


def _real(f: str, u: Term, c: Term) -> list[Branch]:
    match f:
        case "exp":
            return [Branch((relation("<", ZERO, c), relation("==", u, Apply("log", c))))]
        case "cosh":
            v = Apply("acosh", c)
            return [Branch((relation("<=", ONE, c), relation("==", u, w))) for w in (v, negate(v))]
        case "tanh":
            inside = (relation("<", MINUS_ONE, c), relation("<", c, ONE))
            return [Branch((*inside, relation("==", u, Apply("atanh", c))))]
        case _:
            return [Branch((relation("==", u, Apply("asinh", c)),))]


def _periodic(f: str, u: Term, c: Term, name: str, real: bool) -> list[Branch] | None:
    period, n = multiply(number(2), PI), Variable(name)
    values: list[Term]
    inside = (relation("<=", MINUS_ONE, c), relation("<=", c, ONE)) if real and f in ("sin", "cos") else ()
    match f:
        case "exp":
            period, values = multiply(period, I), [Apply("log", c)]
        case "sin":
            values = [Apply("asin", c), subtract(PI, Apply("asin", c))]
        case "cos":
            values = [Apply("acos", c), negate(Apply("acos", c))]
        case "tan":
            period, values = PI, [Apply("atan", c)]
        case "sinh":
            v = Apply("asinh", c)
            period, values = multiply(period, I), [v, subtract(multiply(PI, I), v)]
        case "cosh":
            period = multiply(period, I)
            values = [Apply("acosh", c), negate(Apply("acosh", c))]
        case "tanh":
            period, values = multiply(PI, I), [Apply("atanh", c)]
        case _:
            return None
    steps = multiply(period, n)
    fresh = ((name, Domain("integer")),)
    return [Branch((*inside, relation("==", u, add(v, steps))), fresh) for v in values]


def _real_roots(u: Term, c: Term, n: int) -> list[Branch]:
    def root(t: Term) -> Term:
        return power(t, number(Fraction(1, n)))

    if n % 2 == 0:
        return [Branch((relation("<=", ZERO, c), relation("==", u, v))) for v in (root(c), negate(root(c)))]
    return [
        Branch((relation("<=", ZERO, c), relation("==", u, root(c)))),
        Branch((relation("<", c, ZERO), relation("==", u, negate(root(negate(c)))))),
    ]


def _complex_roots(u: Term, c: Term, n: int) -> list[Branch]:
    root = power(c, number(Fraction(1, n)))
    return [Branch((relation("==", u, multiply(unity(k, n), root)),)) for k in range(n)]


def unity(k: int, n: int) -> Term:
    """exp(2πi·k/n), by square roots where n divides 12."""
    turn = Fraction(k, n) % 1
    if (turn * 12).denominator != 1:
        return Apply("exp", multiply(number(2 * turn), PI, I))
    x, y = _cosine(int(turn * 12)), _cosine(int(turn * 12) - 3)
    return add(x, multiply(y, I)) if y != ZERO else x


def _cosine(twelfths: int) -> Term:
    """The cosine of so many twelfths of a turn."""
    k = min(twelfths % 12, -twelfths % 12)
    first = (ONE, multiply(HALF, square_root(number(3))), HALF, ZERO)
    return first[k] if k <= 3 else negate(first[6 - k])


def polynomial_term(coefficients: list[int], u: Term) -> Term:
    """c₀ + c₁·u + c₂·u² + …"""
    parts = [
        multiply(number(c), power(u, number(k))) if k else number(c) for k, c in enumerate(coefficients) if c
    ]
    return add(*parts) if parts else ZERO


def quadratic_roots(c: int, b: int, a: int, real: bool) -> list[Term]:
    """The roots of a·u² + b·u + c for integers, a ≠ 0; with `real`, the real ones.

    >>> [str(t) for t in quadratic_roots(-1, -1, 1, True)]
    ['sqrt(5)/2 + 1/2', '1/2 - sqrt(5)/2']
    """
    discriminant = b * b - 4 * a * c
    if real and discriminant < 0:
        return []
    size, square = abs(discriminant), 1
    for p in range(2, min(isqrt(size), 1000) + 1):
        while size % (p * p) == 0:
            size, square = size // (p * p), square * p
    if isqrt(size) ** 2 == size:
        size, square = 1, square * isqrt(size)
    step = multiply(number(Fraction(square, 2 * a)), square_root(number(size)) if size != 1 else ONE)
    step = multiply(step, I) if discriminant < 0 else step
    middle = number(Fraction(-b, 2 * a))
    return [add(middle, step), subtract(middle, step)] if discriminant else [middle]
