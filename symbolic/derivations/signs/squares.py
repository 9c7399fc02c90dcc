"""Signs from sums of squares: AM–GM, Schur, Motzkin.

A Positivstellensatz over the known signs (`derivations/squares.py`), modulo what roots, sine and cosine, |·| and equations
among the hypotheses satisfy.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from fractions import Fraction

from flint import fmpq

from porism.symbolic.derivations.cofactors import cofactors_of
from porism.symbolic.derivations.problem import Fact, Problem, Step, step
from porism.symbolic.derivations.squares import Summand, decomposition
from porism.symbolic.polynomials import Poly, View, native
from porism.symbolic.term import ONE, Apply, Number, Power, Term, multiply, number, power, subtract


def by_squares(problem: Problem, kind: str, t: Term, depth: int) -> list[Step] | None:
    """A sum of squares over the known signs."""
    return modulo_squares(problem, kind, t, [], [])


def modulo_squares(
    problem: Problem, kind: str, t: Term, prelude: list[Step], more: list[Fact]
) -> list[Step] | None:
    """t·m as a sum of squares times known signs, modulo what the kernels and the hypotheses satisfy."""
    signs = [(k, native(f)) for k, f in [*problem.facts, *more] if k in (">", ">=")]
    zeros = [native(f) for k, f in problem.facts if k == "="]
    first = View([t, *(f for _, f in signs), *zeros])
    signs += [
        (">", k)
        for k in first.kernels
        if isinstance(k, Apply) and k.function == "exp" and problem.seems("R", k)
    ]
    signs += [
        (">=", k)
        for k in first.kernels
        if (isinstance(k, Power) or (isinstance(k, Apply) and k.function == "abs")) and problem.seems(">=", k)
    ]
    relations = [r for k in first.kernels for r in _relation(problem, k, first.kernels)]
    view = View([t, *(f for _, f in signs), *zeros, *(value for _, _, value in relations)])
    n, d = view.ratio(t)
    known = [(f, p) for _, f in signs if (p := view.polynomial(f)) is not None and p.total_degree() > 0]
    reduced = _reducer(view, relations, zeros)
    for multiplier, clears in _multipliers(problem, view, n, d):
        problem.check_time()
        target = n * clears
        if target.total_degree() > 24:
            continue
        margins: list[Poly | None] = [None]
        if kind == ">":
            margins = [view.one * _constant(view, e) for e in (Fraction(1, 8), Fraction(1, 1000))]
            margins += [_product(view, [p for _, p in known][:4])] if known else []
            margins += [p for f, p in known if (">", f) in signs][:3]
        for margin in margins:
            strict: list[Summand] = []
            aim = target
            if margin is not None:
                scale = Fraction(1) if margin.is_constant() else Fraction(1, 100)
                aim = target - margin * _constant(view, scale)
                alone = [f for f, p in known if p == margin][:1]
                whole = alone or [f for f, _ in known[:4]]
                strict = [(scale, [view.term(margin)] if margin.is_constant() else whole)]
            found = decomposition(
                view,
                aim,
                known,
                reduced,
                products=2 if len(known) <= 4 else 1,
                has_relations=bool(relations or zeros),
            )
            if found is not None:
                summands = [[str(c), fs] for c, fs in [*found, *strict]]
                steps = [
                    *prelude,
                    step(
                        "sign",
                        kind,
                        t,
                        multiplier,
                        summands,
                        _ideal(view, target, found + strict, zeros, reduced),
                    ),
                ]
                if problem.accepts(problem, kind, t, steps):
                    return steps
    return None


def _constant(view: View, q: Fraction) -> Poly:
    return view.one * fmpq(q.numerator, q.denominator)


def _product(view: View, polys: list[Poly]) -> Poly:
    return math.prod(polys, start=view.one)


def _ideal(
    view: View, target: Poly, summands: list[Summand], zeros: list[Term], reduced: Callable[[Poly], Poly]
) -> list[object]:
    """Cofactors of the hypotheses that are equations: target − Σ = Σ cᵢ·zᵢ."""
    if not zeros:
        return []
    total = _product(view, [])
    total = total - total
    for c, factors in summands:
        p = _constant(view, c)
        for f in factors:
            p = p * view.polynomial(f)
        total = total + p
    polys = [view.ratio(z)[0] for z in zeros]
    found = cofactors_of(view, target - total, polys)
    return [[view.term(c), z] for c, z in zip(found, zeros, strict=True)] if found is not None else []


def _relation(problem: Problem, kernel: Term, kernels: list[Term]) -> Iterator[tuple[Term, int, Term]]:
    """(kernel, exponent, value) with kernel^exponent = value, for kernels with a relation of their own."""
    match kernel:
        case Power(base, Number(q)) if q.numerator == 1:
            yield kernel, q.denominator, base
        case Apply("sin", a):
            yield kernel, 2, subtract(ONE, power(Apply("cos", a), number(2)))
        case Apply("cos", a) if Apply("sin", a) not in kernels:
            yield kernel, 2, subtract(ONE, power(Apply("sin", a), number(2)))
        case Apply("abs", a) if problem.seems("R", a):
            yield kernel, 2, power(a, number(2))
        case _:
            pass


def _reducer(
    view: View, relations: list[tuple[Term, int, Term]], zeros: list[Term]
) -> Callable[[Poly], Poly]:
    rules = [
        (view.kernels.index(k), e, v)
        for k, e, value in relations
        if (v := view.polynomial(value)) is not None
    ]
    ideal = [view.ratio(z)[0] for z in zeros]

    def reduced(p: Poly) -> Poly:
        for _ in range(8):
            before = p
            for index, exponent, value in rules:
                p = _replace(view, p, index, exponent, value)
            for z in ideal:
                p = divmod(p, z)[1]
            if p == before:
                break
        return p

    return reduced


def _replace(view: View, p: Poly, index: int, exponent: int, value: Poly) -> Poly:
    if int(p.degrees()[index]) < exponent:
        return p
    total = 0 * p
    for monomial, c in p.terms():
        count, rest = divmod(int(monomial[index]), exponent)
        key = (*monomial[:index], rest, *monomial[index + 1 :])
        total = total + view.ring.from_dict({key: c}) * value**count
    return total


def _multipliers(problem: Problem, view: View, n: Poly, d: Poly) -> Iterator[tuple[Term, Poly]]:
    """(m, q) with t·m = n·q: the denominator with its signs, roots that occur, and 1 + Σx² for Motzkin's like."""
    squarefree = view.one
    for p, e in view.factors(d)[1]:
        f = view.term(p)
        if e % 2 and not problem.accepts(problem, ">", f, []):
            squarefree = squarefree * p
    yield view.factored(d * squarefree), squarefree
    for k in view.kernels:
        if isinstance(k, Power) and n.degrees()[view.kernels.index(k)] > 0:
            g = view.generators[k]
            yield multiply(view.factored(d * squarefree), number(2), k), squarefree * g * 2
    if n.total_degree() <= 8 and len(view.kernels) <= 4:
        used = [g for g, e in zip(view.ring.gens(), n.degrees(), strict=False) if e]
        q = sum((g * g for g in used), view.one)
        yield multiply(view.factored(d * squarefree), view.term(q)), squarefree * q
