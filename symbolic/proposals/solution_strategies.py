"""A solver that keeps its reasons: from an equation to its solutions by steps that the trusted rule can check.

    absolute values by sign ─► outermost function inverted ─► numerator over a common denominator ─► factors
        ─► one kernel: its polynomial's roots        ─► sines and cosines of multiples      ─► two exponentials
        ─► logarithms: exp of both sides             ─► radicals: product of conjugates     ─► cells on an interval

Each strategy returns a node of the proof (`solution_tree.py`) or raises `Stuck`; then the next one is tried.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from porism.symbolic.claim import Relation, relation
from porism.symbolic.errors import PorismError
from porism.symbolic.inverse_images import LEFT_INVERSES
from porism.symbolic.meaning import value
from porism.symbolic.polynomials import View
from porism.symbolic.proposals.solution_kernels import is_exponential, kernels_of, ratio_of
from porism.symbolic.proposals.solution_leaves import candidate, everything
from porism.symbolic.proposals.solution_question import Collected, NeedProviso, is_identity
from porism.symbolic.proposals.solution_refusals import closed_false, contradiction
from porism.symbolic.proposals.solution_tree import (
    Known,
    Node,
    Stuck,
    absurd,
    applied,
    derived,
    factored,
    inverted,
    is_positive,
    multiplied,
    replaced,
    split,
)
from porism.symbolic.proposals.solution_values import (
    PRECISION,
    affine,
    holds,
    is_zero,
    parameter_points,
    shorter,
)
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
    if h in known.hypotheses[:k]:
        raise Stuck("the same equation again")
    if q.on_parameters(known) and not _possible(q, known):
        return contradiction(q, known)
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
    from porism.symbolic.proposals.solution_branches import branches_of_roots
    from porism.symbolic.proposals.solution_covers import covered, touching
    from porism.symbolic.proposals.solution_exponentials import commensurable, exponentials, logarithms
    from porism.symbolic.proposals.solution_lambert import lambert
    from porism.symbolic.proposals.solution_polynomials import one_kernel
    from porism.symbolic.proposals.solution_radicals import radicals
    from porism.symbolic.proposals.solution_trigonometry import inverse_functions, trigonometric

    return (
        absolute, outermost, factors, one_kernel, trigonometric, exponentials, commensurable, logarithms,
        lambert, radicals, inverse_functions, branches_of_roots, touching, covered,
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
    if (log := _logarithm(h)) is not None:
        by = divide(ONE, log[0])
        return multiplied(
            known, k, by, log[1], ZERO,
            lambda s, j: inverted(s, j, log[1], False, lambda s2, i: _plainly(q, s2.without(k, j), i)),
        )  # fmt: skip
    others = [known.hypotheses[j] for j in q.on_parameters(known) if j != k] + list(q.base)
    node = _with_value(q, known, k)
    if node is not None:
        return node
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


def _logarithm(h: Relation) -> tuple[Term, Term] | None:
    """(c, log u) for c·log(u) = 0 with a number c."""
    match h.left, h.right:
        case (Apply("log", _) as t, right) if right == ZERO:
            return ONE, t
        case (Product((Number() as c, Apply("log", _) as t)), right) if right == ZERO:
            return c, t
        case _:
            return None


def _with_value(q: Collected, known: Known, k: int) -> Node | None:
    """A condition on parameters of which one has a value by another hypothesis: with that value."""
    own = q.on_parameters(known)
    for j in sorted(own, key=lambda j: not isinstance(known.hypotheses[j].left, Variable)):
        r = known.hypotheses[j]
        if (
            j == k
            or r.kind != "=="
            or len(r.variables()) != 1
            or not r.variables() & known.hypotheses[k].variables()
        ):
            continue
        (name,) = r.variables()
        for v, c in ((r.left, r.right), (r.right, r.left)):
            if v == Variable(name) and not variables(c):
                return replaced(known, k, j, v, c, lambda s, i: _plainly(q, s.without(k), i))
        parts = affine(subtract(r.left, r.right), name)
        if parts is None or parts[1] == ZERO:
            continue
        c = shorter(negate(divide(parts[0], parts[1])))
        by = divide(ONE, parts[1])
        return multiplied(
            known,
            j,
            by,
            Variable(name),
            c,
            lambda s, _, j=j: _with_value(q, s.without(j), k) or absurd(k),  # type: ignore[misc]
        )
    return None


def _plainly(q: Collected, known: Known, k: int) -> Node:
    """A condition on parameters as a polynomial in kernels that is 0, or as the value of one of them."""
    h = known.hypotheses[k]
    view, n, d = ratio_of(q, known, k)
    if n == 0:
        return everything(q, known.without(k))
    left, right = view.term(n), ZERO
    names = variables(left)
    if len(names) == 1 and (parts := affine(left, next(iter(names)))) is not None and parts[1] != ZERO:
        (name,) = names
        by = multiply(view.term(d), divide(ONE, parts[1]))
        goal: tuple[Term, Term] = Variable(name), shorter(negate(divide(parts[0], parts[1])))
    else:
        by, goal = view.term(d), (left, right)
    if relation("==", *goal) == h:
        return solved(q, known, k)
    return multiplied(known, k, by, *goal, lambda s, i: solved(q, s.without(k), i))


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
                given = range(len(q.base)) if variables(u) - {q.unknown} else ()
                return inverted(known, k, image, known.is_real(u), lambda s, j: solved(q, s, j), given)
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
            case Power(b, u) if variables(b) and q.unknown not in variables(b) and is_positive(b, known):
                exponent = multiply(Apply("log", b), u)
                given = range(len(q.base))
                return multiplied(
                    known, k, sign, Apply("exp", exponent), c, lambda s, j: solved(q, s, j), given
                )
            case Power(b, u) if q.unknown in variables(b) and q.unknown in variables(u):
                return _moving_power(q, known, k, sign, b, u, c)
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


def _moving_power(q: Collected, known: Known, k: int, sign: Term, b: Term, u: Term, c: Term) -> Node:
    """b**u = c with the unknown in both: exp(u·log(b)) = c for b > 0, exp(u·log(−b)) = |c| for b < 0."""
    using = [j for j, h in enumerate(known.hypotheses) if h.kind == "<" and h.variables() == {q.unknown}]

    def to_logarithms(s: Known, j: int, base: Term, c: Term) -> Node:
        exponent, short = multiply(u, Apply("log", base)), shorter(Apply("log", c))

        def plain(s2: Known, i: int) -> Node:
            if relation("==", exponent, short) == s2.hypotheses[i]:
                return solved(q, s2, i)
            at = ONE if s2.hypotheses[i].left == exponent else MINUS_ONE
            return multiplied(s2, i, at, exponent, short, lambda s3, m: solved(q, s3, m))

        def inverse(s2: Known, i: int) -> Node:
            return inverted(s2, i, Apply("exp", exponent), s2.is_real(exponent), plain)

        return multiplied(s, j, sign, Apply("exp", exponent), c, inverse, using)

    if is_positive(b, known):
        return to_logarithms(known, k, b, c)
    if is_positive(negate(b), known):
        size = shorter(Apply("abs", c))
        if variables(size) or not known.is_real(u):
            raise Stuck("")
        return applied(known, k, "abs", lambda s, j: to_logarithms(s, j, negate(b), size))
    if not known.is_real(b) or relation("==", b, ZERO) in known.hypotheses:
        raise Stuck("")
    from porism.symbolic.proposals.solution_branches import beyond

    return split(
        known, "sign", b,
        [
            lambda s, j: beyond(q, s, j, b, -1, lambda s2: solved(q, s2, k)),
            lambda s, j: solved(q, s, j),
            lambda s, j: beyond(q, s, j, b, 1, lambda s2: solved(q, s2, k)),
        ], [k],
    )  # fmt: skip


def factors(q: Collected, known: Known, k: int) -> Node:
    """left − right as a fraction whose numerator has several factors: one case each."""
    h = known.hypotheses[k]
    view, n, d = ratio_of(q, known, k)
    if n == 0:
        return everything(q, known)
    _, pairs = view.factors(n)
    whole = len(pairs)
    # a monomial in exponentials is no factor that can be 0
    pairs = [(p, e) for p, e in pairs if not is_exponential(view.term(p))]
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
