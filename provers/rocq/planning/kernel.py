"""What the kernels' modules share: the kernel itself, arguments in one form, and what is seen of factors."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, NamedTuple

from porism.provers.rocq.planning.errors import FinerGrain, NotSeen
from porism.provers.rocq.planning.rational import Value, constant, factored, monomials
from porism.symbolic.term import (
    ONE,
    Term,
    add,
    multiply,
    number,
    subtract,
)

if TYPE_CHECKING:
    from porism.provers.rocq.planning.plan import Plan

MAX_FACTORED = 10**12  # a rational whose prime factors are wanted


class Kernel(NamedTuple):
    """What a function is equal to: the value, its text, the functions in the text, and the tactic that proves it."""

    value: Value
    text: str
    mentions: tuple[Term, ...]
    proof: str


def is_turned(plan: Plan, a: Term) -> bool:
    """Whether of the arguments a and −a the other one is taken for odd functions."""
    value = plan.value(a)
    return not value.is_zero() and factored(value.numerator)[0] < 0


def canonical_argument(plan: Plan, term: Term) -> Term:
    """The same term for arguments that are seen to be equal."""
    value = plan.value(term)
    reduction = plan.field.reduced(value.numerator)
    if reduction.multiplier.is_constant():
        value = Value(reduction.rest) * Value(value.denominator) ** -1
    canonical = plan.field.term(value)
    return term if plan.value(canonical) == plan.value(term) and canonical == term else canonical


def linear_parts(plan: Plan, term: Term) -> list[tuple[Term, Fraction]]:
    """The term as a rational combination of monomials; a proper fraction counts as one monomial."""
    value = plan.value(term)
    reduction = plan.field.reduced(value.numerator)
    if reduction.multiplier.is_constant():
        value = Value(reduction.rest) * Value(value.denominator) ** -1
    if value.is_zero():
        return []
    if value.denominator.is_constant():
        found = monomials(value.numerator)
        return [(plan.field.polynomial_term(m), coefficient) for m, coefficient in found]
    content, _ = factored(value.numerator)
    return [(plan.field.term(value * constant(1 / content)), content)]


def base_parts(plan: Plan, term: Term) -> list[tuple[Term, int]]:
    """The term as an integral combination of bases: monomials divided by their grains."""
    parts = list[tuple[Term, int]]()
    for monomial, coefficient in linear_parts(plan, term):
        grain = plan.grains.get(monomial, 1)
        multiple = coefficient * grain
        if multiple.denominator != 1:
            raise FinerGrain(monomial, lcm(grain, coefficient.denominator))
        parts.append((multiply(number(Fraction(1, grain)), monomial), int(multiple)))
    return parts


def prime_powers(value: Fraction) -> list[tuple[int, int]]:
    """The prime factorisation of a positive rational number."""
    found = list[tuple[int, int]]()
    for n, sign in ((value.numerator, 1), (value.denominator, -1)):
        if n > MAX_FACTORED:
            raise NotSeen(f"{n} is too large to factor")
        p = 2
        while n > 1:
            if p * p > n:
                p = n
            e = 0
            while n % p == 0:
                n, e = n // p, e + 1
            if e:
                found.append((p, sign * e))
            p += 1
    return found


def is_seen(plan: Plan, factor: Term) -> bool:
    """Whether the factor is seen to be ≥ 0."""
    try:
        plan.sign(factor, False)
    except NotSeen:
        return False
    return True


def in_unit(plan: Plan, u: Term) -> str:
    """A tactic for −1 ≤ u ≤ 1."""
    low, high = plan.sign(add(ONE, u), False), plan.sign(subtract(ONE, u), False)
    plan.know(">=", add(ONE, u), low)
    plan.know(">=", subtract(ONE, u), high)
    return "split; lra"
