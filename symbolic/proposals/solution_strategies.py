"""A solver that keeps its reasons: from an equation to its solutions by steps that the trusted rule can check.

    absolute values by sign ─► outermost function inverted ─► numerator over a common denominator ─► factors
        ─► one kernel: its polynomial's roots        ─► sines and cosines of multiples      ─► two exponentials
        ─► logarithms: exp of both sides             ─► radicals: product of conjugates     ─► cells on an interval

Each strategy returns a node of the proof (`solution_tree.py`) or raises `Stuck`; then the next one is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from flint import fmpz_poly

from porism.symbolic.claim import relation
from porism.symbolic.errors import PorismError
from porism.symbolic.exact_value import rational_value
from porism.symbolic.inverse_images import LEFT_INVERSES, polynomial_term
from porism.symbolic.meaning import value
from porism.symbolic.polynomials import View, native, rational
from porism.symbolic.proposals.solution_leaves import (
    Collected,
    NeedProviso,
    _contradiction,
    candidate,
    closed_false,
    everything,
    is_identity,
)
from porism.symbolic.proposals.solution_tree import (
    Known,
    Node,
    Stuck,
    absurd,
    applied,
    derived,
    factored,
    inverted,
    multiplied,
    replaced,
    rooted,
    split,
)
from porism.symbolic.proposals.solution_values import PRECISION, holds, is_zero, parameter_points, shorter
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    subterms,
    subtract,
    variables,
)

MAX_DEPTH = 90  # hypotheses on one branch


def solved(q: Collected, known: Known, k: int) -> Node:
    """The node that treats hypothesis k, an equation."""
    h = known.hypotheses[k]
    if known.depth > MAX_DEPTH:
        raise Stuck("too many steps")
    for j in range(len(q.base) + 1, len(known.hypotheses)):
        leaf = closed_false(known, j)
        if leaf is not None:
            return leaf
    if q.on_parameters(known) and not _possible(q, known):
        return _contradiction(q, known)
    if k == q.equation and is_identity(q):
        return everything(q, known)
    if q.unknown not in h.variables():
        return _without_unknown(q, known, k)
    for one, other in ((h.left, h.right), (h.right, h.left)):
        if one == q.x and q.unknown not in variables(other):
            return candidate(q, known, k)
    reasons = list[str]()
    for strategy in _strategies():
        try:
            return strategy(q, known, k)
        except Stuck as stuck:
            reasons.append(str(stuck))
        except (PorismError, ArithmeticError, ValueError, KeyError, StopIteration, RecursionError) as error:
            reasons.append(f"{type(error).__name__}: {error}")
    parts = dict.fromkeys(p for r in reasons for p in r.split("; ") if p)
    raise Stuck("; ".join(list(parts)[:4]) or "no strategy")


def _strategies() -> tuple[Callable[[Collected, Known, int], Node], ...]:
    from porism.symbolic.proposals.solution_covers import branches_of_roots, covered, touching
    from porism.symbolic.proposals.solution_trigonometry import inverse_functions, trigonometric

    return (
        absolute, outermost, factors, one_kernel, trigonometric, exponentials, logarithms, radicals, inverse_functions,
        branches_of_roots, touching, covered,
    )  # fmt: skip


def _possible(q: Collected, known: Known) -> bool:
    stated = [known.hypotheses[j] for j in q.on_parameters(known)] + [
        r for r in q.base if q.unknown not in r.variables()
    ]
    if any(r.kind == "==" for r in stated):
        return True  # samples do not hit equations; their solution is for the leaves
    return bool(parameter_points(q.parameters, stated, 1))


def _without_unknown(q: Collected, known: Known, k: int) -> Node:
    """An equation in which the unknown does not occur: always true, never, or a condition on parameters."""
    h = known.hypotheses[k]
    if not h.variables():
        if holds(h, {}) is False:
            return absurd(k)
        if holds(h, {}):
            return everything(q, known)
        raise Stuck("a closed equation that balls cannot decide")
    names = h.variables()
    if not names <= set(q.parameters):
        raise Stuck("a condition on a fresh variable")
    others = [known.hypotheses[j] for j in q.on_parameters(known) if j != k] + list(q.base)
    equations = [r for r in others if r.kind == "=="]
    if not equations:
        at = parameter_points(q.parameters, [r for r in others if q.unknown not in r.variables()], 6)
        fates = {holds(h, a) for a in at}
        if fates == {True}:
            return everything(q, known)
    if relation("!=", h.left, h.right) in known.hypotheses:
        return absurd(k, [known.hypotheses.index(relation("!=", h.left, h.right))])
    if q.generic:
        raise NeedProviso(relation("!=", h.left, h.right))
    return everything(q, known)


def absolute(q: Collected, known: Known, k: int) -> Node:
    """|u| with the unknown in u: u < 0, u = 0, u > 0."""
    h = known.hypotheses[k]
    for t in (*subterms(h.left), *subterms(h.right)):
        match t:
            case Power(Power(u, Number(m)), Number(n)) if (
                q.unknown in variables(u) and m == 2 and n == Fraction(1, 2) and known.is_real(u)
            ):
                size = Apply("abs", u)
                return _exchanged(q, known, k, t, size)
            case _:
                pass
        if isinstance(t, Apply) and t.function == "abs" and q.unknown in variables(t):
            u = t.argument
            if not known.is_real(u):
                raise Stuck("an absolute value of what may not be real")

            def signed(value_: Term, t: Term = t) -> Callable[[Known, int], Node]:
                def treat(s: Known, j: int) -> Node:
                    return derived(
                        s,
                        relation("==", t, value_),
                        [j],
                        lambda s2, i: replaced(s2, k, i, t, value_, lambda s3, m: solved(q, s3, m)),
                    )

                return treat

            return split(known, "sign", u, [signed(negate(u)), lambda s, j: solved(q, s, j), signed(u)], [k])
    raise Stuck("")


def _exchanged(q: Collected, known: Known, k: int, t: Term, other: Term) -> Node:
    """t = other everywhere: the equation with `other` in place of t."""
    return derived(
        known,
        relation("==", t, other),
        [],
        lambda s, i: replaced(s, k, i, t, other, lambda s2, j: solved(q, s2, j)),
    )


def outermost(q: Collected, known: Known, k: int) -> Node:
    """f(u) = c with the unknown in u only."""
    h = known.hypotheses[k]
    for image, c in ((h.left, h.right), (h.right, h.left)):
        if q.unknown in variables(c) or q.unknown not in variables(image):
            continue
        sign = ONE if image == h.left else MINUS_ONE
        match image:
            case Apply(f, u) if f in LEFT_INVERSES:
                return inverted(known, k, image, known.is_real(u), lambda s, j: solved(q, s, j))
            case Apply("exp" | "sin" | "cos" | "tan" | "sinh" | "cosh" | "tanh", u):
                return inverted(known, k, image, known.is_real(u), lambda s, j: solved(q, s, j))
            case Apply("cot" | "sec" | "csc" | "coth" | "sech" | "csch" as f, u):
                if is_zero(value(c, {}, PRECISION)) is not False:
                    raise Stuck("")
                partner = {
                    "cot": "tan",
                    "sec": "cos",
                    "csc": "sin",
                    "coth": "tanh",
                    "sech": "cosh",
                    "csch": "sinh",
                }[f]
                by = multiply(sign, negate(Apply(partner, u)), divide(ONE, c))
                if f in ("cot", "coth"):
                    raise Stuck("")
                return multiplied(
                    known, k, by, Apply(partner, u), divide(ONE, c), lambda s, j: solved(q, s, j)
                )
            case Power(Number(b), u) if b > 0 and b != 1:
                exponent = multiply(Apply("log", Number(b)), u)
                return multiplied(known, k, sign, Apply("exp", exponent), c, lambda s, j: solved(q, s, j))
            case Power(u, Number(n)) if n.denominator == 1 and n > 1:
                return inverted(known, k, image, known.is_real(u), lambda s, j: solved(q, s, j))
            case Power(u, Number(n)) if n > 0 and n.denominator > 1:
                return inverted(known, k, image, False, lambda s, j: solved(q, s, j))
            case Power(u, Number(n)) if n < 0 and is_zero(value(c, {}, PRECISION)) is False:
                by = multiply(sign, MINUS_ONE, power(u, number(-n)), divide(ONE, c))
                return multiplied(
                    known, k, by, power(u, number(-n)), divide(ONE, c), lambda s, j: solved(q, s, j)
                )
    raise Stuck("")


def tidy(t: Term) -> Term:
    """Powers of one prime base for exponentials with integer bases: 4**x is 2**(2*x)."""
    match t:
        case Power(Number(b), exponent) if variables(exponent) and b > 0:
            base, n = _root(b)
            return power(number(base), multiply(number(n), tidy(exponent)))
        case Power(base, exponent):
            return power(tidy(base), tidy(exponent))
        case Apply(f, u):
            return Apply(f, tidy(u))
        case Product(parts):
            return multiply(*map(tidy, parts))
        case Sum(parts):
            return add(*map(tidy, parts))
        case _:
            return t


def _root(b: Fraction) -> tuple[Fraction, int]:
    if b < 1:
        base, n = _root(1 / b)
        return base, -n
    for n in range(12, 1, -1):
        r = Fraction(round(float(b.numerator) ** (1 / n)), round(float(b.denominator) ** (1 / n)))
        if r > 1 and r**n == b:
            return r, n
    return b, 1


def ratio_of(q: Collected, known: Known, k: int) -> tuple[View, Any, Any]:
    """(view, numerator, denominator) of left − right."""
    h = known.hypotheses[k]
    f = native(tidy(subtract(h.left, h.right)))
    view = View([f])
    n, d = view.ratio(f)
    return view, n, d


def kernels_of(q: Collected, view: View, p: Any) -> list[tuple[int, Term]]:
    """The kernels with the unknown that occur in a polynomial, with their positions."""
    degrees = p.degrees()
    return [(j, t) for j, t in enumerate(view.kernels) if q.unknown in variables(t) and degrees[j] > 0]


def factors(q: Collected, known: Known, k: int) -> Node:
    """left − right as a fraction whose numerator has several factors: one case each."""
    h = known.hypotheses[k]
    view, n, d = ratio_of(q, known, k)
    if n == 0:
        return everything(q, known)
    _, pairs = view.factors(n)
    whole = len(pairs)
    # a monomial in exponentials is no factor that can be 0
    pairs = [(p, e) for p, e in pairs if not _is_exponential(view.term(p))]
    if not any(kernels_of(q, view, p) for p, _ in pairs):
        return (
            multiplied(
                known,
                k,
                view.term(d),
                multiply(*(view.term(p) for p, _ in pairs)) if pairs else ONE,
                ZERO,
                lambda s, j: solved(q, s, j),
            )
            if pairs and h.right != ZERO
            else _constant(q, known, k, view, n, d)
        )
    if len(pairs) == 1 and pairs[0][1] == 1 and whole == 1:
        raise Stuck("")
    goal = view.factored(n)
    if relation("==", goal, ZERO) == h:
        return factored(known, k, lambda s, j: solved(q, s, j))
    return multiplied(
        known, k, view.term(d), goal, ZERO, lambda s, j: factored(s, j, lambda s2, i: solved(q, s2, i))
    )


def _constant(q: Collected, known: Known, k: int, view: View, n: Any, d: Any) -> Node:
    goal = view.factored(n)
    if not variables(goal):
        return multiplied(known, k, view.term(d), goal, ZERO, lambda s, j: absurd(j))
    return multiplied(
        known, k, view.term(d), goal, ZERO, lambda s, j: factored(s, j, lambda s2, i: solved(q, s2, i))
    )


def _is_exponential(t: Term) -> bool:
    match t:
        case Apply("exp", _):
            return True
        case Power(Number(b), _):
            return b > 0
        case _:
            return False


def one_kernel(q: Collected, known: Known, k: int) -> Node:
    """A polynomial in one kernel that has the unknown in it."""
    view, n, d = ratio_of(q, known, k)
    kernels = kernels_of(q, view, n)
    if len(kernels) != 1:
        raise Stuck("")
    (position, u), parts = kernels[0], dict[int, list[tuple[Any, Any]]]()
    for exponents, c in n.terms():
        rest = tuple(0 if j == position else int(e) for j, e in enumerate(exponents))
        parts.setdefault(int(exponents[position]), []).append((rest, c))
    coefficients = list[Term]()
    for e in range(max(parts) + 1):
        total = [
            multiply(
                number(rational(c)),
                *(power(t, number(m)) for t, m in zip(view.kernels, rest, strict=False) if m),
            )
            for rest, c in parts.get(e, [])
        ]
        coefficients.append(add(*total) if total else ZERO)
    return polynomial(q, known, k, u, coefficients, view.term(d))


def polynomial(
    q: Collected,
    known: Known,
    k: int,
    u: Term,
    coefficients: list[Term],
    by: Term,
    using: tuple[int, ...] = (),
) -> Node:
    """c₀ + c₁·u + … = 0, where hypothesis k times `by` says so."""
    coefficients = [shorter(c) for c in coefficients]
    while coefficients and _vanishes(coefficients[-1]):
        coefficients.pop()
    step = 0
    for e, c in enumerate(coefficients):
        step = gcd(step, e) if not _vanishes(c) else step
    if len(coefficients) <= 1:
        raise Stuck("")
    if step > 1 and len(coefficients) > 1:
        w, coefficients = power(u, number(step)), coefficients[::step]
    else:
        w = u
    exact = [rational_value(c) for c in coefficients]
    if all(c is not None for c in exact):
        return _rational_polynomial(q, known, k, w, [c for c in exact if c is not None], by, using)
    if len(coefficients) == 2:
        b, a = coefficients

        def linear(s: Known, more: tuple[int, ...]) -> Node:
            goal = _expanded(shorter(negate(divide(b, a))))
            return multiplied(
                s, k, multiply(by, divide(ONE, a)), w, goal, lambda s2, j: solved(q, s2, j), (*using, *more)
            )

        return _where_nonzero(q, known, a, linear, lambda s, j: _dropped(q, s, k, by, b, j, using))
    if len(coefficients) == 3:
        c, b, a = coefficients
        square = power(add(multiply(number(2), a, w), b), number(2))
        discriminant = shorter(_expanded(subtract(power(b, number(2)), multiply(number(4), a, c))))
        inner = add(multiply(number(2), a, w), b)

        def quadratic(s: Known, more: tuple[int, ...]) -> Node:
            return multiplied(
                s, k, multiply(number(4), a, by), square, discriminant,
                lambda s2, j: inverted(s2, j, square, s2.is_real(inner), lambda s3, i: solved(q, s3, i)), (*using, *more),
            )  # fmt: skip

        rest = add(multiply(b, w), c)
        return _where_nonzero(q, known, a, quadratic, lambda s, j: _dropped(q, s, k, by, rest, j, using))
    raise Stuck("a polynomial whose coefficients are not rational")


def _expanded(t: Term) -> Term:
    view = View([t])
    n, d = view.ratio(t)
    return view.term(n) if d.is_constant() and view.term(d) == ONE else t


def _vanishes(c: Term) -> bool:
    return c == ZERO or (not variables(c) and is_zero(value(c, {}, PRECISION)) is True)


def _dropped(
    q: Collected, known: Known, k: int, by: Term, rest: Term, j: int, using: tuple[int, ...]
) -> Node:
    return multiplied(known, k, by, rest, ZERO, lambda s, i: solved(q, s, i), (*using, j))


def _where_nonzero(
    q: Collected,
    known: Known,
    a: Term,
    then: Callable[[Known, tuple[int, ...]], Node],
    zero: Callable[[Known, int], Node],
) -> Node:
    """`then` where a ≠ 0, `zero` where a = 0; a generic answer supposes a ≠ 0."""
    if not variables(a):
        return then(known, ())
    _, pairs = View([native(a)]).factors(View([native(a)]).ratio(native(a))[0])
    bare = multiply(*(View([native(a)]).term(p) for p, _ in pairs)) if pairs else a
    apart = relation("!=", bare, ZERO)
    stated = [
        known.hypotheses[j]
        for j in range(len(known.hypotheses))
        if known.hypotheses[j].variables() <= set(q.parameters)
    ]
    if apart in known.hypotheses:
        return then(known, (known.hypotheses.index(apart),))
    if _never_zero(a, known):
        return then(known, tuple(known.hypotheses.index(r) for r in stated if r.variables()))
    if variables(a) - set(q.parameters):
        raise Stuck("a coefficient with a fresh variable")
    if q.generic:
        raise NeedProviso(apart)
    return split(known, "zero", bare, [zero, lambda s, j: then(s, (j,))])


def _never_zero(a: Term, known: Known) -> bool:
    from porism.symbolic.proposals.solution_tree import is_positive

    return is_positive(a, known) or is_positive(negate(a), known)


def _rational_polynomial(
    q: Collected,
    known: Known,
    k: int,
    u: Term,
    coefficients: list[Fraction],
    by: Term,
    using: tuple[int, ...],
) -> Node:
    scale = Fraction(lcm(*(c.denominator for c in coefficients)))
    scale /= gcd(*(int(c * scale) for c in coefficients))
    scale *= 1 if coefficients[-1] > 0 else -1
    p = fmpz_poly([int(c * scale) for c in coefficients])
    constant, pairs = p.factor()
    real = known.is_real(u)

    fine = any(
        isinstance(t, Power)
        and isinstance(t.exponent, Number)
        and t.exponent.value.denominator > 1
        and q.unknown in variables(t)
        for t in (*subterms(q.left), *subterms(q.right))
    )

    def treat(s: Known, j: int) -> Node:
        h = s.hypotheses[j]
        for f, _ in pairs:
            ints = [int(c) for c in f.coeffs()]
            if relation("==", polynomial_term(ints, u), ZERO) == h:
                return rooted(s, j, ints, u, real, lambda s2, i: solved(q, s2, i), fine=fine)
        for f, _ in pairs:  # a factor whose term is not a polynomial any more, such as u itself
            ints = [int(c) for c in f.coeffs()]
            if len(ints) == 2 and relation("==", polynomial_term(ints, u), ZERO).left == h.left:
                return rooted(s, j, ints, u, real, lambda s2, i: solved(q, s2, i), fine=fine)
        return solved(q, s, j)

    parts = [power(polynomial_term([int(c) for c in f.coeffs()], u), number(int(e))) for f, e in pairs]
    goal = multiply(number(int(constant)), *parts)
    multiplier = multiply(number(scale), by)
    if len(pairs) == 1 and pairs[0][1] == 1 and int(constant) == 1:
        if known.hypotheses[k] == relation("==", goal, ZERO):
            return treat(known, k)
        return multiplied(known, k, multiplier, goal, ZERO, treat, using)
    return multiplied(known, k, multiplier, goal, ZERO, lambda s, j: factored(s, j, treat), using)


def exponentials(q: Collected, known: Known, k: int) -> Node:
    """c₁·exp(a) + c₂·exp(b) = 0, with powers of numbers read as exponentials: exp(a − b) = −c₂/c₁."""
    view, n, d = ratio_of(q, known, k)
    terms = list(n.terms())
    kernels = [t for _, t in kernels_of(q, view, n)]
    if len(terms) != 2 or not all(_is_exponential(t) for t in kernels):
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


def logarithms(q: Collected, known: Known, k: int) -> Node:
    """Σ nᵢ·log(uᵢ) = c with integers nᵢ: exp of both sides."""
    view, n, d = ratio_of(q, known, k)
    kernels = kernels_of(q, view, n)
    if (
        not d.is_constant()
        or not kernels
        or not all(isinstance(t, Apply) and t.function == "log" for _, t in kernels)
    ):
        raise Stuck("")
    inside = dict(kernels)
    powers, constant = list[tuple[Term, Fraction]](), list[Term]()
    for exponents, c in n.terms():
        used = [j for j, e in enumerate(exponents) if e and j in inside]
        if not used:
            constant.append(
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
    by = multiply(number(scale), divide(ONE, view.term(d)))
    return multiplied(
        known, k, by, left, right,
        lambda s, j: applied(
            s, j, "exp", lambda s2, i: multiplied(s2, i, ONE, goal[0], goal[1], lambda s3, m: solved(q, s3, m))
        ),
    )  # fmt: skip


def radicals(q: Collected, known: Known, k: int) -> Node:
    """A root that contains the unknown is removed by multiplying with the conjugate."""
    view, n, d = ratio_of(q, known, k)
    roots = [
        (j, t)
        for j, t in kernels_of(q, view, n)
        if isinstance(t, Power) and isinstance(t.exponent, Number) and t.exponent.value.denominator > 1
    ]
    outer = [(j, t) for j, t in roots if not any(t in set(subterms(o)) for i, o in roots if i != j)]
    if not outer:
        raise Stuck("")
    j, t = min(outer, key=lambda pair: (pair[1].exponent.value.denominator, len(str(pair[1]))))  # type: ignore[union-attr]
    if not isinstance(t, Power) or not isinstance(t.exponent, Number):
        raise Stuck("")
    index = t.exponent.value.denominator
    by_power = dict[int, list[Term]]()
    for exponents, c in n.terms():
        e = int(exponents[j])
        rest = multiply(
            number(rational(c)),
            *(
                power(s, number(int(m)))
                for i, (s, m) in enumerate(zip(view.kernels, exponents, strict=False))
                if m and i != j
            ),
        )
        whole, e = divmod(e, index)
        by_power.setdefault(e, []).append(multiply(power(t.base, number(whole)), rest) if whole else rest)
    parts = [add(*by_power[e]) if e in by_power else ZERO for e in range(index)]
    if index % 2 == 0:
        even = add(*(multiply(parts[e], power(t, number(e))) for e in range(0, index, 2)))
        odd = add(*(multiply(parts[e], power(t, number(e - 1))) for e in range(1, index, 2)))
        conjugate = subtract(even, multiply(odd, t))
        norm = subtract(power(even, number(2)), multiply(power(odd, number(2)), power(t, number(2))))
    elif index == 3:
        a, b, c = parts
        base = t.base
        conjugate = add(
            subtract(power(a, number(2)), multiply(b, c, base)),
            multiply(subtract(multiply(power(c, number(2)), base), multiply(a, b)), t),
            multiply(subtract(power(b, number(2)), multiply(a, c)), power(t, number(2))),
        )
        norm = add(
            power(a, number(3)), multiply(power(b, number(3)), base), multiply(power(c, number(3)), power(base, number(2))),
            multiply(number(-3), a, b, c, base),
        )  # fmt: skip
    else:
        raise Stuck("a root of high index")
    new = View([norm])
    above, below = new.ratio(norm)
    if above == 0:
        raise Stuck("a conjugate that is 0")
    goal = new.factored(above)
    by = multiply(view.term(d), conjugate, new.term(below))
    return multiplied(known, k, by, goal, ZERO, lambda s, i: solved(q, replace(s, depth=s.depth + 5), i))
