"""Exact points of a claim's domain: special values first, then random ones of every magnitude; the same for a seed.

Points are closed terms, so that what is found at one is found exactly. A hypothesis that is an equation linear in some
variable is solved for it, so that points on `a + b + c == 0` are met.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.exact_value import rational_value
from porism.symbolic.meaning import belongs, value
from porism.symbolic.polynomials import View, native
from porism.symbolic.term import (
    PI,
    Apply,
    I,
    Term,
    Variable,
    add,
    multiply,
    negate,
    number,
    substitute,
    subterms,
    subtract,
    variables,
)

_SPECIAL: list[Term] = [
    number(v)
    for v in ("0", "1", "-1", "2", "-2", "1/2", "-1/2", "3", "-3", "1/3", "4", "-4", "5", "10", "-10", "1/10")
]
_TURNS = [
    multiply(number(v), PI)
    for v in ("1/2", "1", "-1/2", "-1", "1/4", "1/6", "1/3", "3/4", "2", "3/2", "2/3", "-1/4")
]
_TURNING = {"sin", "cos", "tan", "cot", "sec", "csc"}


def special_values(domain: Domain, claim: Claim) -> list[Term]:
    """Values where identities tend to fail: 0, ±1, the domain's ends, multiples of π for trigonometric claims."""
    if domain.is_discrete:
        negative = (-1, -2, -3, -4, -7) if domain.name == "integer" else ()
        return [number(n) for n in (0, 1, 2, 3, 4, 5, 7, 10, *negative)]
    turning = any(
        isinstance(t, Apply) and t.function in _TURNING
        for side in (claim.relation.left, claim.relation.right)
        for t in subterms(side)
    )
    candidates = [*_SPECIAL, *(_TURNS if turning else [])]
    if domain.name == "complex":
        candidates += [
            I,
            negate(I),
            add(number(1), I),
            add(number(-1), I),
            add(number(-2), multiply(number(-3), I)),
        ]
    low, high, low_closed, high_closed = domain.bounds()
    if low is not None and high is not None:
        width = subtract(high, low)
        inner = [add(low, multiply(number(Fraction(k, 12)), width)) for k in (6, 3, 9, 4, 8, 2, 10, 1, 11)]
        candidates = (
            [end for end, closed in ((low, low_closed), (high, high_closed)) if closed] + inner + candidates
        )
    elif low is not None:
        candidates = ([low] if low_closed else []) + [add(low, c) for c in candidates] + candidates
    elif high is not None:
        candidates = ([high] if high_closed else []) + [subtract(high, c) for c in candidates] + candidates
    return [c for c in dict.fromkeys(candidates) if belongs(value(c, {}), domain) is not False]


def random_value(domain: Domain, rng: random.Random) -> Term:
    """A random member of the domain: a rational with a short denominator, of any magnitude from 1/1000 to 1000."""
    if domain.is_discrete:
        n = rng.randint(0, 12)
        return number(n if domain.name == "natural" else rng.choice((-1, 1)) * n)
    low, high, _, _ = domain.bounds()
    if low is not None and high is not None:
        part = (
            Fraction(rng.randint(1, 999), 1000) if rng.random() < 0.8 else Fraction(1, rng.randint(2, 10**5))
        )
        part = part if rng.random() < 0.5 else 1 - part
        return add(low, multiply(number(part), subtract(high, low)))
    size = Fraction(rng.randint(1, 400), 100) * Fraction(10) ** rng.choice((0, 0, 0, 0, -1, 1, -2, 2))
    if low is not None:
        return add(low, number(size))
    if high is not None:
        return subtract(high, number(size))
    real = number(rng.choice((-1, 1)) * size)
    if domain.name != "complex":
        return real
    return add(real, multiply(number(Fraction(rng.randint(-300, 300), 100)), I))


def sample_points(claim: Claim, count: int, seed: int = 0) -> Iterator[dict[str, Term]]:
    """`count` points of the product of the domains (hypotheses that are inequalities may fail at some)."""
    rng = random.Random(seed)
    names = [name for name, _ in claim.variables]
    special = {name: special_values(domain, claim) for name, domain in claim.variables}
    longest = max((len(v) for v in special.values()), default=1)
    for k in range(count if names else 1):
        if k < longest and len(names) <= 1:
            point = {name: special[name][k % len(special[name])] for name in names}
        elif k % 3 == 0 and names:
            point = {name: rng.choice(special[name]) for name in names}
        else:
            point = {name: random_value(domain, rng) for name, domain in claim.variables}
        yield solved(claim, point, rng)


def solved(claim: Claim, point: dict[str, Term], rng: random.Random) -> dict[str, Term]:
    """The point moved onto the hypotheses that are equations, where each is linear in a variable of its own."""
    free = list(point)
    rng.shuffle(free)
    for hypothesis in claim.hypotheses:
        if hypothesis.kind != "==":
            continue
        for name in list(free):
            moved = _solve_linear(hypothesis, point, name)
            if moved is not None:
                point = {**point, name: moved}
                free.remove(name)
                break
    return point


def _solve_linear(hypothesis: Relation, point: dict[str, Term], name: str) -> Term | None:
    """The value of one variable that makes the hypothesis hold, the others as they are."""
    difference = subtract(hypothesis.left, hypothesis.right)
    try:
        at = [substitute(difference, {**point, name: number(v)}) for v in (0, 1, 2)]
        exact = [v for v in map(rational_value, at) if v is not None]
        if len(exact) < 3:
            rest = {n: v for n, v in point.items() if n != name}
            return _solve_linear_with_constants(substitute(difference, rest), name)
    except PorismError:  # the point is outside the language's bounds; then it is not moved
        return None
    zero, one, two = exact
    if one == zero or two - one != one - zero:
        return None
    return number(-zero / (one - zero))


def _solve_linear_with_constants(difference: Term, name: str) -> Term | None:
    """The root of q·x + c, with q rational and c a constant such as pi."""
    view = View([native(difference)])
    p = view.polynomial(native(difference))
    x = view.generators.get(Variable(name))
    if p is None or x is None:
        return None
    slope = p.derivative(view.kernels.index(Variable(name)))
    if not slope.is_constant() or slope == 0:
        return None
    root = view.term(x - p / slope.leading_coefficient())
    return root if not variables(root) else None
