"""Equations whose solutions are values of Lambert's W: a power of y times an exponential of y is a number.

    c·(y + s)^m·exp(b·y) + C = 0 ─► (t·exp(t))^m = −(C/c)·(b/m)^m·exp(b·s) with t = (b/m)·(y + s) ─► t = W₀(…), W₋₁(…)

y is a kernel of the equation, and every other kernel with the unknown is read as exp(β·y + γ): powers 2**x, and w itself
where y = log(w). It has to be known to be real: complex solutions lie on all branches of W, of which the language has two.

References: R. Corless et al. (1996), On the Lambert W function, §2.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import comb, gcd
from typing import Any, NamedTuple

from porism.symbolic.claim import relation
from porism.symbolic.derivations.laws import short_lambert
from porism.symbolic.derivative import derivative
from porism.symbolic.meaning import value
from porism.symbolic.polynomials import View, rational
from porism.symbolic.proposals.solution_conditions import closed_shorter
from porism.symbolic.proposals.solution_kernels import is_exponential, kernels_of, ratio_of
from porism.symbolic.proposals.solution_question import Collected, NeedProviso
from porism.symbolic.proposals.solution_refusals import closed_false
from porism.symbolic.proposals.solution_strategies import solved
from porism.symbolic.proposals.solution_tree import (
    Known,
    Node,
    Stuck,
    derived,
    factored,
    inverted,
    is_positive,
    multiplied,
    put_for,
    split,
)
from porism.symbolic.proposals.solution_values import PRECISION, is_zero, shorter
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
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
    substitute,
    subtract,
    variables,
)

MAX_POWER = 6
_Y = Variable("lambert_y")


class Reading(NamedTuple):
    """scale·y^degree·exp(slope·y + shift)."""

    degree: int
    slope: Term
    shift: Term
    scale: Term = ONE


@dataclass(frozen=True)
class Shape:
    """c·(y + s)^m·exp(b·y) + C, which is the equation's left − right times `by`/c."""

    y: Term
    s: Term
    m: int
    b: Term
    c: Term
    rest: Term
    by: Term


def lambert(q: Collected, known: Known, k: int) -> Node:
    """c·(y + s)^m·exp(b·y) + C = 0 by the branches of Lambert's W."""
    view, n, d = ratio_of(q, known, k)
    for y in _candidates(q, view, n):
        shape = _shape(q, view, n, d, y)
        if shape is not None:
            if not known.is_real(multiply(shape.b, add(y, shape.s))):
                raise Stuck(f"{y} may not be real")
            return _with_coefficient(q, known, k, shape)
    raise Stuck("")


def _candidates(q: Collected, view: View, n: Any) -> Iterator[Term]:
    kernels = kernels_of(q, view, n)
    yield from sorted((t for _, t in kernels), key=is_exponential)
    for j, t in kernels:
        common = gcd(*(int(exponents[j]) for exponents, _ in n.terms()))
        if t == q.x and common > 1:
            yield power(t, number(common))


def _shape(q: Collected, view: View, n: Any, d: Any, y: Term) -> Shape | None:
    slope: Term
    groups = list[tuple[Term, dict[int, list[Term]]]]()
    for exponents, scale in n.terms():
        degree, slope = 0, ZERO
        factors: list[Term] = [number(rational(scale))]
        for t, e in zip(view.kernels, exponents, strict=False):
            if not e:
                continue
            if q.unknown not in variables(t):
                factors.append(power(t, number(int(e))))
                continue
            read = _read(q, t, int(e), y)
            if read is None:
                return None
            degree, slope = degree + read.degree, add(slope, read.slope)
            factors += [read.scale, Apply("exp", read.shift) if read.shift != ZERO else ONE]
        slope = shorter(slope)
        own = next((parts for b, parts in groups if _same(b, slope)), None)
        if own is None:
            own = {}
            groups.append((slope, own))
        own.setdefault(degree, []).append(multiply(*factors))
    if len(groups) != 2:
        return None
    (b1, first), (b2, second) = sorted(groups, key=lambda pair: max(pair[1]), reverse=True)
    m = max(first)
    if set(second) != {0} or not 1 <= m <= MAX_POWER:
        return None
    coefficients = {i: closed_shorter(add(*parts)) for i, parts in first.items()}
    c, rest = coefficients[m], closed_shorter(add(*second[0]))
    beside = coefficients.get(m - 1, ZERO)
    s = ZERO if beside == ZERO else closed_shorter(divide(beside, multiply(number(m), c)))
    powers = [
        multiply(c, number(comb(m, i)), power(s, number(m - i)) if i < m else ONE) for i in range(m + 1)
    ]
    if m > 1 and not all(_same(coefficients.get(i, ZERO), p) for i, p in enumerate(powers)):
        return None
    by = multiply(view.term(d), Apply("exp", multiply(MINUS_ONE, b2, y)) if b2 != ZERO else ONE)
    return Shape(y, s, m, shorter(subtract(b1, b2)), c, rest, by)


def _read(q: Collected, t: Term, e: int, y: Term) -> Reading | None:
    """t^e in terms of y."""
    if t == y:
        return Reading(e, ZERO, ZERO)
    match t, y:
        case _, Power(base, exponent) if base == t and power(t, number(e)) == y:
            return Reading(1, ZERO, ZERO)
        case _, Power(base, exponent) if base == t and t == q.x:
            whole = next((i for i in range(2, e + 1) if power(y, number(i)) == power(t, number(e))), None)
            return None if whole is None else Reading(whole, ZERO, ZERO)
        case _, Apply("log", w) if w == t:
            return Reading(0, number(e), ZERO)
        case _, Apply("log", Product((Number(c), w)) | Product((w, Number(c)))) if w == t and c:
            return Reading(0, number(e), ZERO, power(number(c), number(-e)))
        case Power(base, exponent), Apply("log", w) if w == base and not variables(exponent):
            return Reading(0, multiply(number(e), exponent), ZERO)
        case Apply("exp", exponent), _:
            pass
        case Power(base, exponent), _ if not variables(base) and is_positive(base, Known({}, ())):
            exponent = multiply(Apply("log", base), exponent)
        case _:
            return None
    inside = put_for(multiply(number(e), exponent), y, _Y)
    slope = derivative(inside, _Y.name)
    if q.unknown in variables(inside) or _Y.name in variables(slope):
        return None
    shift = substitute(inside, {_Y.name: ZERO})
    return Reading(
        0, shorter(slope), ZERO if _same(shift, ZERO) or _has_factor_zero(shift) else closed_shorter(shift)
    )


def _has_factor_zero(t: Term) -> bool:
    return isinstance(t, Product) and ZERO in t.factors


def _same(a: Term, b: Term) -> bool:
    if variables(a) | variables(b):
        return a == b
    return is_zero(value(subtract(a, b), {}, PRECISION)) is True


def _with_coefficient(q: Collected, known: Known, k: int, shape: Shape) -> Node:
    """The form t·exp(t), once c is not 0."""
    c = shape.c
    for divisor in (_without_number(c), _without_number(shape.b)):
        if variables(divisor) and not _is_nonzero(divisor, known):
            if q.generic:
                raise NeedProviso(relation("!=", divisor, ZERO))
            raise Stuck("a coefficient that may be 0")
    scale = shorter(divide(shape.b, number(shape.m)))
    t = multiply(scale, shape.y)
    if shape.s != ZERO:
        t = add(t, closed_shorter(multiply(scale, shape.s)))
    image = power(multiply(t, Apply("exp", t)), number(shape.m))
    factor = power(scale, number(shape.m))
    if shape.s != ZERO:
        factor = multiply(factor, Apply("exp", multiply(shape.b, shape.s)))
    goal = closed_shorter(negate(divide(multiply(shape.rest, factor), c)))
    by = divide(multiply(shape.by, factor), c)

    def treat(s: Known, j: int) -> Node:
        if not variables(goal) or _is_nonzero(rest, s) or is_positive(goal, s):
            return inverse(s, j)
        if q.generic:
            raise NeedProviso(relation("!=", rest, ZERO))

        def at_zero(s2: Known, i: int) -> Node:
            def parts(s3: Known, m: int) -> Node:
                return factored(s3, m, lambda s4, n: solved(q, s4, n))

            return derived(s2, relation("==", image, ZERO), [*given, j, i], parts)

        return split(s, "zero", rest, [at_zero, lambda s2, _: inverse(s2, j)])

    def inverse(s: Known, j: int) -> Node:
        needed = given if variables(t) - {q.unknown} else ()
        return inverted(s, j, image, True, lambda s2, i: _branch(q, s2, i, shape, t), needed)

    given = _using(q, known)
    rest = _without_number(shape.rest)
    return multiplied(known, k, by, image, goal, treat, given)


def _using(q: Collected, known: Known) -> list[int]:
    """What is known of the parameters."""
    return [*range(len(q.base)), *q.on_parameters(known)] if q.parameters else []


def _without_number(t: Term) -> Term:
    match t:
        case Product((Number(), *others)) | Product((*others, Number())) if others:
            return multiply(*others)
        case _:
            return t


def _is_nonzero(c: Term, known: Known) -> bool:
    return (
        relation("!=", c, ZERO) in known.hypotheses or is_positive(c, known) or is_positive(negate(c), known)
    )


def _branch(q: Collected, known: Known, i: int, shape: Shape, t: Term) -> Node:
    """t = W(…), or t·exp(t) = a root of the right side."""
    for j in range(len(q.base) + 1, len(known.hypotheses)):
        if (leaf := closed_false(known, j)) is not None:
            return leaf
    h = known.hypotheses[i]
    lowest = negate(Apply("exp", MINUS_ONE))
    for j, stated in enumerate(known.hypotheses):  # −1/e ≤ c says nothing of a positive c
        if (stated.kind, stated.left) == ("<=", lowest) and is_positive(stated.right, known):
            known = known.without(j)
    once, given = multiply(t, Apply("exp", t)), _using(q, known)
    for image, other, sign in ((h.left, h.right, ONE), (h.right, h.left, MINUS_ONE)):
        if image == once:
            short = closed_shorter(other)
            if relation("==", once, short) == h:
                return inverted(known, i, once, True, lambda s2, m: _branch(q, s2, m, shape, t))
            return multiplied(
                known, i, sign, once, short,
                lambda s, j: inverted(s, j, once, True, lambda s2, m: _branch(q, s2, m, shape, t)),
            )  # fmt: skip
        if image == t:
            w = _value(other)
            back = shorter(divide(number(shape.m), shape.b))
            goal = subtract(multiply(back, w), shape.s) if shape.s != ZERO else multiply(back, w)
            by = multiply(sign, back)
            if relation("==", shape.y, closed_shorter(goal)) == h:
                return solved(q, known, i)
            return multiplied(
                known, i, by, shape.y, closed_shorter(goal), lambda s, j: solved(q, s, j), given
            )
    raise Stuck("an inverse image of another form")


def _value(t: Term) -> Term:
    """A value of W in short form, where it has one."""
    if isinstance(t, Apply) and t.function in ("LambertW", "LambertWm1") and not variables(t):
        return next(iter(short_lambert(t)), t)
    return t
