"""Equations of exponentials and of logarithms: the logarithm of a quotient of two terms, exp of a sum of logarithms.

c₁·exp(a) + c₂·exp(b) = 0 ─► exp(a − b) = −c₂/c₁            Σ nᵢ·log(uᵢ) = c ─► Π uᵢ^nᵢ = exp(c)
log(u) + a·x = c ─► u·exp(a·x) = exp(c)               4**x + 6**x = 2·9**x ─► 1 + u = 2·u² with u = (3/2)**x
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Final

from flint import acb

from porism.symbolic.claim import relation
from porism.symbolic.derivative import derivative
from porism.symbolic.meaning import value
from porism.symbolic.polynomials import rational
from porism.symbolic.proposals.solution_kernels import is_exponential, kernels_of, ratio_of
from porism.symbolic.proposals.solution_question import Collected
from porism.symbolic.proposals.solution_strategies import solved
from porism.symbolic.proposals.solution_tree import (
    Known,
    Node,
    Stuck,
    applied,
    multiplied,
)
from porism.symbolic.proposals.solution_values import PRECISION, is_zero, shorter
from porism.symbolic.term import (
    ONE,
    ZERO,
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
    subtract,
    variables,
)

MAX_PARTS: Final = 6  # of the least difference of two slopes
MAX_STEPS: Final = 12  # the degree of the polynomial


def exponentials(q: Collected, known: Known, k: int) -> Node:
    """c₁·exp(a) + c₂·exp(b) = 0, with powers of numbers read as exponentials: exp(a − b) = −c₂/c₁."""
    view, n, d = ratio_of(q, known, k)
    terms = list(n.terms())
    kernels = [t for _, t in kernels_of(q, view, n)]
    if len(terms) != 2 or not all(is_exponential(t) for t in kernels):
        raise Stuck("")
    logs, constants, monomials = list[Term](), list[Term](), list[Term]()
    for exponents, c in terms:
        constant: list[Term] = [number(rational(c))]
        exponent, monomial = list[Term](), list[Term]()
        for t, e in zip(view.kernels, exponents, strict=False):
            if not e:
                continue
            if t not in kernels:
                constant.append(power(t, number(int(e))))
                continue
            monomial.append(power(t, number(int(e))))
            match t:
                case Apply("exp", u):
                    exponent.append(multiply(number(int(e)), u))
                case Power(b, u):
                    exponent.append(multiply(number(int(e)), Apply("log", b), u))
        logs.append(add(*exponent) if exponent else ZERO)
        constants.append(multiply(*constant))
        monomials.append(multiply(*monomial))
    goal = shorter(negate(divide(constants[1], constants[0])))
    by = multiply(view.term(d), divide(ONE, multiply(constants[0], monomials[1])))
    if variables(multiply(*constants)):
        raise Stuck("an exponential with a parameter")
    image = Apply("exp", subtract(logs[0], logs[1]))
    return multiplied(known, k, by, image, goal, lambda s, j: solved(q, s, j))


def commensurable(q: Collected, known: Known, k: int) -> Node:
    """Σ cᵢ·exp(βᵢ·x) = 0 whose slopes differ by natural multiples of a number δ: a polynomial in exp(δ·x)."""
    view, n, d = ratio_of(q, known, k)
    if not kernels_of(q, view, n):
        raise Stuck("")
    slopes, constants = list[Term](), list[Term]()
    for exponents, c in n.terms():
        slope = list[Term]()
        constant: list[Term] = [number(rational(c))]
        for t, e in zip(view.kernels, exponents, strict=False):
            if e and q.unknown not in variables(t):
                constant.append(power(t, number(int(e))))
            elif e and (own := _slope(t, q.unknown)) is not None:
                slope.append(multiply(number(int(e)), own))
            elif e:
                raise Stuck("")
        slopes.append(add(*slope) if slope else ZERO)
        constants.append(multiply(*constant))
    if len(slopes) < 3 or variables(add(*slopes)):
        raise Stuck("")
    values = [value(b, {}, PRECISION).real for b in slopes]
    order = sorted(range(len(slopes)), key=lambda j: float(values[j].mid()))
    lowest, second = order[0], order[1]
    steps = [(v - values[lowest]) / (values[second] - values[lowest]) for v in values]
    for parts in range(1, MAX_PARTS + 1):
        counts = [(s * parts).unique_fmpz() for s in steps]
        if all(
            c is not None and is_zero(acb(s * parts - int(c))) for c, s in zip(counts, steps, strict=True)
        ):
            break
    else:
        raise Stuck("")
    if max(int(c) for c in counts) > MAX_STEPS:
        raise Stuck("")
    delta = shorter(multiply(subtract(slopes[second], slopes[lowest]), number(Fraction(1, parts))))
    u = Apply("exp", multiply(delta, q.x))
    goal = add(*(multiply(c, power(u, number(int(m)))) for c, m in zip(constants, counts, strict=True)))
    if relation("==", goal, ZERO) in known.hypotheses:
        raise Stuck("")
    by = multiply(view.term(d), Apply("exp", multiply(number(-1), slopes[lowest], q.x)))
    return multiplied(known, k, by, goal, ZERO, lambda s, j: solved(q, s, j))


def _slope(t: Term, x: str) -> Term | None:
    """β of exp(β·x) or b**(β·x), for a kernel with the unknown."""
    match t:
        case Apply("exp", u):
            exponent = u
        case Power(Number(b), u) if b > 0:
            exponent = multiply(Apply("log", Number(b)), u)
        case _:
            return None
    slope = derivative(exponent, x)
    if variables(slope) or multiply(slope, Variable(x)) != exponent:
        return None
    return slope


def logarithms(q: Collected, known: Known, k: int) -> Node:
    """Σ nᵢ·log(uᵢ) = c with integers nᵢ: exp of both sides; a single logarithm may stand beside a multiple of x."""
    view, n, d = ratio_of(q, known, k)
    kernels = kernels_of(q, view, n)
    inside = {j: t for j, t in kernels if isinstance(t, Apply) and t.function == "log"}
    beside = [j for j, _ in kernels if j not in inside]
    linear = len(inside) == 1 and all(t == q.x for j, t in kernels if j in beside)
    if not d.is_constant() or not inside or (beside and not linear):
        raise Stuck("")
    powers, constant, moving = list[tuple[Term, Fraction]](), list[Term](), list[Term]()
    for exponents, c in n.terms():
        used = [j for j, e in enumerate(exponents) if e and j in inside]
        if not used:
            among = moving if any(exponents[j] for j in beside) else constant
            among.append(
                multiply(
                    number(rational(c)),
                    *(power(t, number(int(e))) for t, e in zip(view.kernels, exponents, strict=False) if e),
                )
            )
        elif len(used) == 1 and sum(int(e) for e in exponents) == 1:
            t = inside[used[0]]
            powers.append((t.argument if isinstance(t, Apply) else t, rational(c)))
        else:
            raise Stuck("")
    if any(sum(int(exponents[j]) for j in beside) > 1 for exponents, _ in n.terms()):
        raise Stuck("")
    scale = lcm(*(c.denominator for _, c in powers))
    scale = scale if all(abs(c * scale) <= 6 for _, c in powers) else 0
    if not scale:
        raise Stuck("")
    above = [(u, int(c * scale)) for u, c in powers if c > 0]
    below = [(u, int(-c * scale)) for u, c in powers if c < 0]
    rest = multiply(number(scale), add(*constant)) if constant else ZERO

    def total(pairs: list[tuple[Term, int]]) -> Term:
        return add(*(multiply(number(m), Apply("log", u)) for u, m in pairs)) if pairs else ZERO

    def result(pairs: list[tuple[Term, int]]) -> Term:
        return multiply(*(power(u, number(m)) for u, m in pairs)) if pairs else ONE

    left, right = total(above), subtract(total(below), rest)
    factor_ = shorter(Apply("exp", negate(rest)))
    goal = (result(above), multiply(factor_, result(below)))
    if moving:
        slope = multiply(number(scale), add(*moving))
        left = add(left, slope)
        goal = (multiply(goal[0], Apply("exp", slope)), goal[1])
    by = multiply(number(scale), divide(ONE, view.term(d)))
    return multiplied(
        known, k, by, left, right,
        lambda s, j: applied(
            s, j, "exp", lambda s2, i: multiplied(s2, i, ONE, goal[0], goal[1], lambda s3, m: solved(q, s3, m))
        ),
    )  # fmt: skip
