"""Antiderivatives without avoidable jumps: forms of a candidate that differ by a constant on each interval.

    atan(p(t)/q(t)), t = tan u    is the argument of q + i·p, and jumps where q = 0
    (q + i·p)·(1 − i·t)^k         has the argument less k·u: for the right k its real part Q vanishes nowhere
    k·u + atan(P/Q)               has the same derivative and no jump

P and Q are made polynomials in sin u and cos u. An argument in sin x and cos x is first written in t = tan(x/2). All k that
the degrees allow are offered, each also a quarter turn further, the
value itself last; sampling and proof decide. A finder's module: nothing is believed.

References: D. Jeffrey, A. Rich (1994), The evaluation of trigonometric integrals avoiding spurious discontinuities.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from porism.symbolic.errors import PorismError
from porism.symbolic.polynomials import Poly, View, native
from porism.symbolic.term import (
    HALF,
    ONE,
    ZERO,
    Apply,
    Term,
    Variable,
    add,
    divide,
    multiply,
    number,
    power,
    replaced,
    subterms,
    subtract,
    variables,
)

MAX_JUMPS = 3  # arctangents that are repaired in one candidate
MAX_DEGREE = 4  # of the arctangent's argument in t
_T = Variable("zmark")  # stands for the tangent


def continuous_forms(value: Term, variable: str) -> Iterator[Term]:
    """Forms without the jumps of arctangents of tangents, then the value itself."""
    jumping = dict[Term, list[Term]]()
    for t in dict.fromkeys(subterms(value)):
        if isinstance(t, Apply) and t.function == "atan" and len(jumping) < MAX_JUMPS:
            with suppress(PorismError, ZeroDivisionError):
                if forms := list(_smooth_forms(t.argument, variable)):
                    jumping[t] = forms
    for k in range(max(map(len, jumping.values()), default=0)):
        form = value
        for t, forms in jumping.items():
            form = replaced(form, t, forms[min(k, len(forms) - 1)])
        yield form
    yield value


def _smooth_forms(argument: Term, variable: str) -> Iterator[Term]:
    """k·u + atan(P/Q) for the arctangent of the argument, for each k."""
    found = _in_tangent(argument, variable)
    if found is None:
        return
    inner, u = found
    view = View([inner, _T])
    p, q = view.ratio(inner)
    index = view.kernels.index(_T)
    degree = max(int(p.degrees()[index]), int(q.degrees()[index]))
    if not 0 < degree <= MAX_DEGREE:
        return
    t = view.generators[_T]
    for k in dict.fromkeys((degree, -degree, degree - 2, 2 - degree)):
        if k == 0:
            continue
        above, below = p, q
        for _ in range(abs(k)):  # (q + i·p)·(1 ∓ i·t)
            above, below = (
                (above - t * below, below + t * above) if k > 0 else (above + t * below, below - t * above)
            )
        shift = multiply(number(k), u)
        g = above.gcd(below) if above != 0 else below
        above, below = above / g, below / g
        size = max(int(above.degrees()[index]), int(below.degrees()[index]), 0)
        P, Q = (_homogeneous(view, r, index, size, u) for r in (above, below))  # the head's letters
        yield shift if P == ZERO else add(shift, Apply("atan", divide(P, Q)))
        if ZERO not in (P, Q):  # a quarter turn further
            yield subtract(shift, Apply("atan", divide(Q, P)))


def _homogeneous(view: View, p: Poly, index: int, degree: int, u: Term) -> Term:
    """p(tan u)·(cos u)^degree as a polynomial in sin u and cos u."""
    sin, cos = Apply("sin", u), Apply("cos", u)
    parts = list[Term]()
    for exponents, c in p.terms():
        e = int(exponents[index])
        key = (*exponents[:index], 0, *exponents[index + 1 :])
        rest = view.term(view.ring.from_dict({tuple(map(int, key)): c}))
        parts.append(
            multiply(
                rest,
                power(sin, number(e)) if e else ONE,
                power(cos, number(degree - e)) if degree > e else ONE,
            )
        )
    return add(*parts) if parts else ZERO


def _in_tangent(argument: Term, variable: str) -> tuple[Term, Term] | None:
    """(the argument with `_T` for tan u, u) where the variable occurs in no other way."""
    tangents = _arguments(argument, variable, "tan")
    circular = _arguments(argument, variable, "sin", "cos")
    if len(tangents) == 1 and not circular:
        u = tangents[0]
        inner = replaced(argument, Apply("tan", u), _T)
    elif len(circular) == 1 and not tangents:
        w = circular[0]
        u = multiply(HALF, w)
        square = power(_T, number(2))
        below = add(ONE, square)
        inner = replaced(argument, Apply("sin", w), divide(multiply(number(2), _T), below))
        inner = replaced(inner, Apply("cos", w), divide(subtract(ONE, square), below))
    else:
        return None
    inner = native(inner)
    return None if variable in variables(inner) else (inner, u)


def _arguments(t: Term, variable: str, *functions: str) -> list[Term]:
    """What the functions are applied to in `t`, where the variable occurs in it."""
    return list(
        dict.fromkeys(
            s.argument
            for s in subterms(t)
            if isinstance(s, Apply) and s.function in functions and variable in variables(s.argument)
        )
    )
