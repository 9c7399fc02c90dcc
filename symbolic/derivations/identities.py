"""Steps for equations.

    laws alone → hypotheses by cofactors → cases on the arguments of |·| → derivative 0 and one value

References: B. Buchberger (1965) for the cofactors, through SymPy's Gröbner bases.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from porism.symbolic.derivations.cofactors import cofactors_of
from porism.symbolic.derivations.inequalities import positivity_steps
from porism.symbolic.derivations.laws import absolute_arguments, applicable_laws
from porism.symbolic.derivations.problem import Problem, Step, occurring, restricted, step
from porism.symbolic.derivations.side_conditions import with_side_conditions
from porism.symbolic.derivations.signs.monotonicity import segment_steps
from porism.symbolic.derivations.vanishing import roots_of_zero, two_sides
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.polynomials import View, native
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    substitute,
    subterms,
    subtract,
    to_json,
    variables,
)

MAX_MULTIPLIERS = 4  # facts that something is not 0 which an equation is multiplied by
MAX_CASES = 3  # nested case distinctions: eight branches


@dataclass(frozen=True)
class Equation:
    """left = right, with the laws of the functions that occur."""

    problem: Problem
    left: Term
    right: Term

    @cached_property
    def difference(self) -> Term:
        """What is to be zero."""
        return subtract(native(self.left), native(self.right))

    @cached_property
    def plain(self) -> list[Step]:
        """The laws that apply."""
        return applicable_laws(self.problem, self.left, self.right)

    @cached_property
    def laws(self) -> list[Step]:
        """The laws that apply, with what they need."""
        return with_side_conditions(self.problem, self.plain)

    @cached_property
    def zeros(self) -> list[Term]:
        """The hypotheses that are equations."""
        return [native(t) for kind, t in self.problem.facts if kind == "="]


def equation_steps(
    problem: Problem, left: Term, right: Term, only: str | None = None
) -> Iterator[list[Step]]:
    """Lists of steps after which left = right may follow, by every method of `METHODS` or by one."""
    equation = Equation(problem, left, right)
    for name, method in METHODS.items():
        if only in (None, name):
            yield from method(equation)


def _by_laws(equation: Equation) -> Iterator[list[Step]]:
    yield equation.plain


def _by_side_conditions(equation: Equation) -> Iterator[list[Step]]:
    if equation.laws != equation.plain:
        yield equation.laws


def _by_elimination(equation: Equation) -> Iterator[list[Step]]:
    yield from ([*equation.laws, found] for found in linear_elimination(equation.zeros))
    yield from _rational_elimination(equation)


def _by_cases(equation: Equation) -> Iterator[list[Step]]:
    arguments = absolute_arguments(equation.left, equation.right)
    if arguments:
        yield [_cases(equation.problem, equation.difference, arguments[:MAX_CASES])]


def _by_cofactors(equation: Equation) -> Iterator[list[Step]]:
    """difference · m = Σ cofactor · (a hypothesis that is an equation), m a product of what is known not to be zero."""
    difference, laws, zeros = equation.difference, equation.laws, equation.zeros
    if not zeros:
        return
    short = _undone(difference)  # the checker undoes exp(2·log u) by itself
    apart = [native(t) for kind, t in equation.problem.facts if kind in ("!=", ">")][:MAX_MULTIPLIERS]
    view = View([short, *zeros, *apart])
    n, d = view.ratio(short)
    ideal = [view.ratio(z) for z in zeros]
    polynomials = [p for p, _ in ideal] + _roots(view)
    multipliers = [view.one, *(p for p, _ in map(view.ratio, apart) if not p.is_constant())]
    if len(multipliers) > 2:
        multipliers.append(math.prod(multipliers, start=view.one))
    for multiplier in multipliers:
        cofactors = cofactors_of(view, n * multiplier, polynomials)
        if cofactors is not None:
            # n·m = Σ cᵢ·pᵢ and pᵢ = zᵢ·qᵢ, so difference·d·m = Σ (cᵢ·qᵢ)·zᵢ; what roots satisfy is 0 to the checker
            pairs = [
                (multiply(view.term(c), view.term(q)), z)
                for c, (_, q), z in zip(cofactors, ideal, zeros, strict=False)
                if c != 0
            ]
            yield [*laws, step("zero", difference, view.factored(d * multiplier), pairs)]
            return


def _by_cancellation(equation: Equation) -> Iterator[list[Step]]:
    """difference = h·c and a hypothesis h·m = 0, where m has a sign: difference·m = c·(h·m)."""
    problem, difference = equation.problem, equation.difference
    view = View([difference, *equation.zeros])
    n, d = view.ratio(difference)
    for zero in equation.zeros:
        p, q = view.ratio(zero)
        shared = n.gcd(p)
        if shared.is_constant():
            continue
        rest, cofactor = p / shared, view.term(n / shared * q)
        for sign in (rest, -rest):
            multiplier = view.factored(sign)
            positive = positivity_steps(problem, ">", multiplier)
            if positive is not None:
                pair = (cofactor if sign == rest else negate(cofactor), zero)
                yield [
                    *equation.laws,
                    *positive,
                    step("zero", difference, multiply(view.term(d), multiplier), [pair]),
                ]
                break


def _by_roots_of_zero(equation: Equation) -> Iterator[list[Step]]:
    """A power or a sum of squares that is 0: the base, each of the squares is."""
    steps, found = roots_of_zero(equation.problem)
    if not found:
        return
    extra = (*equation.problem.extra, *(("=", t) for t in found))
    smaller = Equation(dataclasses.replace(equation.problem, extra=extra), equation.left, equation.right)
    yield [*steps, *equation.laws]
    for more in (_by_elimination, _by_cofactors):
        yield from ([*steps, *rest] for rest in more(smaller))


def _by_two_sides(equation: Equation) -> Iterator[list[Step]]:
    """Neither side is below the other."""
    steps = two_sides(equation.problem, equation.difference)
    if steps is not None:
        yield steps


def _roots(view: View) -> list[Any]:
    """rⁿ − a for each kernel r that is the n-th root of a polynomial a in the kernels."""
    found = list[Any]()
    for kernel, generator in view.generators.items():
        match kernel:
            case Power(base, Number(q)) if q.numerator == 1:
                a = view.polynomial(base)
                if a is not None:
                    found.append(generator**q.denominator - a)
            case _:
                continue
    return found


def _undone(t: Term) -> Term:
    """The term with u^c for exp(c·log u), c an integer."""
    match t:
        case Apply("exp", Apply("log", u)):
            return _undone(u)
        case Apply("exp", Product((Number(c), Apply("log", u)))) if c.denominator == 1:
            return power(_undone(u), number(c))
        case Apply(f, u):
            return Apply(f, _undone(u))
        case Power(base, exponent):
            return power(_undone(base), _undone(exponent))
        case Product(parts):
            return multiply(*map(_undone, parts))
        case Sum(parts):
            return add(*map(_undone, parts))
        case _:
            return t


def linear_elimination(zeros: list[Term]) -> Iterator[Step]:
    """A hypothesis linear in a variable, as `a + b + c = 0` or `x + y + z = pi`, is a law for that variable."""
    for zero in zeros:
        view = View([zero])
        p = view.polynomial(zero)
        if p is None or p.total_degree() != 1:
            continue
        for kernel in reversed(view.kernels):
            if isinstance(kernel, Variable):
                yield step("solve", kernel, zero)
                break


def _rational_elimination(equation: Equation) -> Iterator[list[Step]]:
    """A hypothesis (r + a·x)/d = 0 in which a is not 0 is a law x = -r/a, after which other laws apply."""
    for zero in equation.zeros:
        view = View([zero])
        n, d = view.ratio(zero)
        for index, kernel in enumerate(view.kernels):
            if not isinstance(kernel, Variable) or n.degrees()[index] != 1:
                continue
            coefficient = n.derivative(index)
            if coefficient.is_constant() and d.is_constant():
                continue  # `linear_elimination` has it
            a = view.factored(coefficient)
            value = divide(view.term(coefficient * view.generators[kernel] - n), a)
            if kernel.name in variables(value):  # it is inside another kernel
                continue
            gap = subtract(kernel, value)
            left, right = (substitute(side, {kernel.name: value}) for side in (equation.left, equation.right))
            laws = applicable_laws(equation.problem, left, right)
            yield [
                *equation.laws,
                step("zero", gap, a, [[view.term(d), zero]]),
                step("solve", kernel, gap),
                *with_side_conditions(equation.problem, laws),
            ]


def _cases(problem: Problem, goal: Term, arguments: list[Term]) -> Step:
    first, *rest = arguments
    branches = list[list[Step]]()
    for sign in (first, negate(first)):
        inner = restricted(dataclasses.replace(problem, extra=(*problem.extra, (">=", sign))))
        branches.append(
            [_cases(inner, goal, rest)] if rest else with_side_conditions(inner, applicable_laws(inner, goal))
        )
    return step("cases", first, [["=", goal]], *branches)


def _by_derivative(equation: Equation) -> Iterator[list[Step]]:
    """The derivative vanishes on an interval, and the value at one point of it."""
    problem, difference = equation.problem, equation.difference
    if any(isinstance(t, Derivative) for side in (equation.left, equation.right) for t in subterms(side)):
        return  # a second derivative does not get simpler
    for name, domain in problem.ranges.items():
        if not domain.is_real or domain.is_discrete or name not in variables(difference):
            continue
        for anchor in islice(_anchors(domain), 3):
            yield [_flow_both_ways(problem, difference, name, anchor)]


def _flow_both_ways(problem: Problem, goal: Term, name: str, anchor: Term) -> Step:
    flows = [
        [step("flow", "=", goal, name, anchor, side, _flow_prelude(problem, goal, name, anchor, side))]
        for side in (1, -1)
    ]
    return step("cases", subtract(Variable(name), anchor), [["=", goal]], *flows)


def _flow_prelude(problem: Problem, goal: Term, name: str, anchor: Term, side: int) -> dict[str, Any]:
    """What the goal needs on the segment from the anchor, and its derivative between the ends."""
    closed, between = (_on_side(problem, name, anchor, side, strictly) for strictly in (False, True))
    slope = native(derivative(goal, name))
    inside = list[Step]()
    for a in occurring(goal, "asin"):
        inside += positivity_steps(between, ">", subtract(ONE, power(a, number(2)))) or []
    inside += segment_steps(between, slope)
    laws = with_side_conditions(between, applicable_laws(between, slope))
    steps: dict[str, Any] = {"segment": segment_steps(closed, goal), "inside": [*inside, *laws]}
    cut = problem.ranges[name]
    end = cut.high if side == 1 else cut.low
    if end is not None and cut != dict(problem.variables)[name]:
        steps["until"] = to_json(end)
    return steps


def _on_side(problem: Problem, name: str, anchor: Term, side: int, strictly: bool) -> Problem:
    """The problem with one variable on one side of the anchor, without the ends of its domain if `strictly`."""
    low, high, low_closed, high_closed = problem.ranges[name].bounds()
    if anchor == (high if side == 1 else low):
        return problem  # only the anchor itself is there
    if side == 1:
        part = Domain("interval", anchor, high, not strictly, high_closed and not strictly)
    else:
        part = Domain("interval", low, anchor, low_closed and not strictly, not strictly)
    return dataclasses.replace(
        problem, variables=tuple((n, part if n == name else d) for n, d in problem.variables)
    )


def _anchors(domain: Domain) -> Iterator[Term]:
    low, high, low_closed, high_closed = domain.bounds()
    if low is not None and low_closed:
        yield low
    if low is not None and high is not None:
        yield multiply(number("1/2"), add(low, high))
    elif low is not None:
        yield add(low, ONE)
    elif high is not None:
        yield subtract(high, ONE)
    else:
        yield ZERO
        yield ONE
    if high is not None and high_closed:
        yield high


METHODS: Mapping[str, Callable[[Equation], Iterator[list[Step]]]] = {
    "laws": _by_laws,
    "side conditions": _by_side_conditions,
    "elimination": _by_elimination,
    "cofactors": _by_cofactors,
    "cancellation": _by_cancellation,
    "absolute values": _by_cases,
    "roots of zero": _by_roots_of_zero,
    "derivative zero": _by_derivative,
    "two sides": _by_two_sides,
}
