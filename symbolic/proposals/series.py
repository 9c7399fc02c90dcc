"""Finders of infinite sums: telescoping with a limit, and reduction to known series by the same linear algebra.

    t(k) = Σ c·T(k + shift) + G(k+1) - G(k),    G(k) -> L        =>    Σ t = Σ c·Σ T + L - G(a)

The known series T that may occur are read off the shape of t: the poles of a rational t, the ratio of a geometric one, the
factorials in its denominator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.finite_sums import SumQuestion, parameters_apart, telescoper
from porism.symbolic.proposals.hypergeometric_bridge import summands_from_sympy, summands_to_sympy
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.telescoping import Parted, parted, shape, telescopers
from porism.symbolic.statements.hypergeometric import Hypergeometric, Summands, put
from porism.symbolic.statements.sum_value import SumDiverges, SumValue
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import ONE, to_json

K = sympy.Symbol("k")
MAX_MODULUS = 12


@dataclass(frozen=True)
class Known:
    """A known series with arguments, moved by `shift`: its term in the variable K, its start, its sum."""

    name: str
    arguments: tuple[Any, ...]
    term: Any
    start: int
    value: Any
    needs: tuple[Relation, ...] = ()
    shift: int = 0


def series_values(question: SumQuestion) -> list[Proposal]:
    """Proposals for Σ_{k=a}^{oo}."""
    found = list(_convergent(question))
    return found or list(_divergent(question))


def _convergent(question: SumQuestion) -> Iterator[Proposal]:
    certificate = telescoper(question)
    if certificate is not None:
        yield from _proposed(question, certificate, [])
    parts = [p for t in question.summand for p in parted(t, question.variable) or ()]
    groups = dict[Any, list[Parted]]()
    for part in parts:
        groups.setdefault(shape(part, question.variable), []).append(part)
    whole, used = list[Hypergeometric](), list[tuple[Any, Known]]()
    for members in groups.values():
        reduced = _reduced(question, members)
        if reduced is None:
            return
        whole.append(reduced[0])
        used += reduced[1]
    if parts:
        yield from _proposed(question, tuple(whole), used)


def _reduced(
    question: SumQuestion, members: list[Parted]
) -> tuple[Hypergeometric, list[tuple[Any, Known]]] | None:
    """G and the known series of the sum of similar terms."""
    k = sympy.Symbol(question.variable)
    if len({m.factorials for m in members}) == 1:
        members = [
            Parted(sum((m.rational for m in members), sympy.S.Zero), members[0].ratio, members[0].factorials)
        ]
    if len(members) != 1:
        return None
    series = list(_candidates(members[0], k, question))
    columns = [members[0]]
    usable = list[Known]()
    for s in series:
        moved = s.term.subs(K, k + s.shift)
        pieces = [p for t in summands_from_sympy(moved) for p in parted(t, question.variable) or ()]
        if (
            len({shape(p, question.variable) for p in pieces}) == 1
            and len({p.factorials for p in pieces}) == 1
        ):
            piece = Parted(
                sum((p.rational for p in pieces), sympy.S.Zero), pieces[0].ratio, pieces[0].factorials
            )
            if shape(piece, question.variable) == shape(members[0], question.variable):
                columns.append(piece)
                usable.append(s)
    for t in telescopers(columns, question.variable):
        p0, *rest = t.coefficients
        if p0 != 0:
            scale = 1 / sympy.factor(p0)
            coefficients = [sympy.factor(-p * scale) for p in rest]
            certificate = t.certificate.scaled(from_sympy(scale))
            return certificate, [(c, s) for c, s in zip(coefficients, usable, strict=True) if c != 0]
    return None


def _candidates(part: Parted, k: Any, question: SumQuestion) -> Iterator[Known]:
    """The known series that may occur in a term."""
    slopes = sorted((form.coefficient(str(k)), e) for form, e in part.factorials if form.coefficient(str(k)))
    x = part.ratio
    start = question.lower.constant
    if question.lower.parts:
        return
    real = _realness(x, question)
    match slopes:
        case []:
            yield from _rational(part, k, start)
        case [(1, -1)]:
            yield _from(Known("exp", (x,), x**K / sympy.factorial(K), 0, sympy.exp(x), real), start)
        case [(2, -1)]:
            yield from _double(x, start, question)
        case [(1, -2), (2, 1)]:
            quarter = sympy.Rational(1, 4)
            inside = _between(-quarter, x, quarter, "<=", "<")
            central = sympy.factorial(2 * K) / sympy.factorial(K) ** 2
            yield _from(
                Known("central binomial", (x,), central * x**K, 0, 1 / sympy.sqrt(1 - 4 * x), inside), start
            )
            root = sympy.sqrt(4 * x)
            if root.is_real or root.is_Symbol:
                term = central * root ** (2 * K + 1) / (4**K * (2 * K + 1))
                yield _from(Known("asin", (root,), term, 0, sympy.asin(root), _closed(root)), start)
        case [(1, 2), (2, -1)]:
            root = sympy.sqrt(x / 4)
            if root.is_real or root.is_Symbol:
                term = (2 * root) ** (2 * K) * sympy.factorial(K) ** 2 / (K**2 * sympy.factorial(2 * K))
                yield _from(
                    Known("asin square", (root,), term, 1, 2 * sympy.asin(root) ** 2, _closed(root)), start
                )
        case _:
            return


def _from(series: Known, start: int) -> Known:
    """The series moved so that it begins no later than the sum."""
    return Known(
        series.name,
        series.arguments,
        series.term,
        series.start,
        series.value,
        series.needs,
        max(0, series.start - start),
    )


def _realness(x: Any, question: SumQuestion) -> tuple[Relation, ...]:
    if all(question.scope.domain(str(s)).is_real for s in x.free_symbols) and x.is_polynomial():
        return ()
    return (relation("<=", from_sympy(x), from_sympy(x)),)


def _between(low: Any, x: Any, high: Any, at_low: str, at_high: str) -> tuple[Relation, ...]:
    """low <= x <= high as hypotheses where x has parameters."""
    if not x.free_symbols:
        return ()
    return (
        relation(at_low, from_sympy(low), from_sympy(x)),
        relation(at_high, from_sympy(x), from_sympy(high)),
    )


def _closed(x: Any) -> tuple[Relation, ...]:
    return _between(sympy.S.NegativeOne, x, sympy.S.One, "<=", "<=")


def _open(x: Any, low_too: bool) -> tuple[Relation, ...]:
    return _between(sympy.S.NegativeOne, x, sympy.S.One, "<=" if low_too else "<", "<")


def _double(ratio: Any, start: int, question: SumQuestion) -> Iterator[Known]:
    """Series with (2k)! in the denominator, for x² or -x² as their ratio."""
    for sign, odd, even in ((-1, "sin", "cos"), (1, "sinh", "cosh")):
        x = sympy.powdenest(sympy.sqrt(sign * ratio), force=True)
        if x.is_real is False or x.has(sympy.I) or (sympy.N(x) if x.is_number else sympy.S.One).has(sympy.I):
            continue
        real = _realness(x, question)
        s = (-1) ** K if sign < 0 else sympy.S.One
        for name, term in (
            (even, s * x ** (2 * K) / sympy.factorial(2 * K)),
            (odd, s * x ** (2 * K + 1) / sympy.factorial(2 * K + 1)),
        ):
            yield _from(Known(name, (x,), term, 0, getattr(sympy, name)(x), real), start)


def _rational(part: Parted, k: Any, start: int) -> Iterator[Known]:
    """By the poles of the rational part: zeta for ratio 1, logarithms and arctangents for other ratios."""
    denominator = sympy.fraction(sympy.together(part.rational))[1]
    classes = dict[Fraction, tuple[int, Fraction]]()
    quadratics = list[Any]()
    for factor, e in sympy.factor_list(denominator, k)[1]:
        p = sympy.Poly(factor, k)
        if p.degree() == 1 and (root := -p.nth(0) / p.LC()).is_Rational:
            value = Fraction(int(root.p), int(root.q))
            key = (-value) % 1
            order, last = classes.get(key, (0, value))
            classes[key] = (max(order, int(e)), max(last, value))
        elif p.degree() == 2:
            quadratics.append(p)
    x = part.ratio
    if x == 1:
        yield from _zetas(classes, start)
        for p in quadratics:
            square = sympy.cancel(p.nth(0) / p.LC())
            c = sympy.sqrt(square)
            if p.nth(1) == 0 and (c.is_positive or (c.is_Symbol)):
                value = (sympy.pi * c * sympy.coth(sympy.pi * c) - 1) / (2 * square)
                needs = (relation("<", from_sympy(sympy.S.Zero), from_sympy(c)),) if c.free_symbols else ()
                yield _from(Known("coth", (c,), 1 / (K**2 + square), 1, value, needs), start)
        return
    if Fraction(0) in classes:
        last = classes[Fraction(0)][1]
        yield _from(Known("log", (x,), x**K / K, 1, -sympy.log(1 - x), _open(x, True)), start)
        if x == -1:
            for s in range(2, classes[Fraction(0)][0] + 1, 2):
                value = -(1 - sympy.Integer(2) ** (1 - s)) * sympy.zeta(s)
                yield _from(Known("eta", (sympy.Integer(s),), (-1) ** K / K**s, 1, value), start)
        del last
    if Fraction(1, 2) in classes:
        if x == -1:
            for s in range(1, classes[Fraction(1, 2)][0] + 1, 2):
                e = abs(sympy.euler(s - 1))
                value = e * sympy.pi**s / (2 ** (s + 1) * sympy.factorial(s - 1))
                yield _from(Known("beta", (sympy.Integer(s),), (-1) ** K / (2 * K + 1) ** s, 0, value), start)
            return
        for sign, name in ((-1, "atan"), (1, "atanh")):
            y = sympy.powdenest(sympy.sqrt(sign * x), force=True)
            if y.has(sympy.I) or (y.is_number and not y.is_real):
                continue
            term = (sympy.S(sign) ** K if sign < 0 else 1) * y ** (2 * K + 1) / (2 * K + 1)
            value = sympy.atan(y) if sign < 0 else (sympy.log(1 + y) - sympy.log(1 - y)) / 2
            yield _from(Known(name, (y,), term, 0, value, _closed(y) if sign < 0 else _open(y, False)), start)


def _zetas(classes: dict[Fraction, tuple[int, Fraction]], start: int) -> Iterator[Known]:
    for key, (order, _) in classes.items():
        for s in range(2, order + 1, 2):
            if key == 0:
                yield _from(Known("zeta", (sympy.Integer(s),), 1 / K**s, 1, sympy.zeta(s)), start)
            if key == Fraction(1, 2):
                value = (1 - sympy.Integer(2) ** -s) * sympy.zeta(s)
                yield _from(Known("odd zeta", (sympy.Integer(s),), 1 / (2 * K + 1) ** s, 0, value), start)
        if key and key.denominator <= MAX_MODULUS:
            p, q = key.numerator, key.denominator
            term = 1 / (K + 1) - 1 / (K + sympy.Rational(p, q))
            yield _from(Known("gauss", (sympy.Integer(p), sympy.Integer(q)), term, 0, _gauss(p, q)), start)


def _gauss(p: int, q: int) -> Any:
    turn = sympy.pi * sympy.Rational(1, q)
    logs = [2 * sympy.cos(2 * n * p * turn) * sympy.log(sympy.sin(n * turn)) for n in range(1, (q + 1) // 2)]
    return -sympy.pi / 2 * sympy.cot(p * turn) - sympy.log(2 * q) + sum(logs, sympy.S.Zero)


def _proposed(
    question: SumQuestion, certificate: Summands, used: Sequence[tuple[Any, Known]]
) -> Iterator[Proposal]:
    """The proposal of a telescoper and known series, if G has a limit that is seen."""
    k = sympy.Symbol(question.variable)
    try:
        limit, remainders, needs = _limit(
            certificate, question.variable, lambda x: question.scope.domain(str(x)).is_real
        )
    except (PorismError, sympy.PolynomialError, ValueError):
        return
    total = limit - summands_to_sympy(put(certificate, {question.variable: question.lower}))
    known = list[Any]()
    for c, s in used:
        head = sum(
            (s.term.subs(K, i) for i in range(s.start, question.lower.constant + s.shift)), sympy.S.Zero
        )
        total += c * (s.value - head)
        needs = [*needs, *s.needs]
        known.append([to_json(from_sympy(c)), s.name, [to_json(from_sympy(a)) for a in s.arguments], s.shift])
    data = {
        "certificate": [t.to_json() for t in certificate],
        "known": known,
        "limit": to_json(from_sympy(limit)),
        "remainders": remainders,
    }
    for form in dict.fromkeys([sympy.simplify(total), sympy.factor(total) if not used else total, total]):
        if form.has(sympy.nan, sympy.zoo, sympy.oo, k):
            continue
        try:
            stated = summands_from_sympy(form)
            apart = list(parameters_apart(question, (*question.summand, *stated), data))
        except PorismError:
            continue
        shown = form.subs({sympy.Symbol(x): s for x, s in question.symbols.items()})
        for hypotheses in dict.fromkeys(
            [tuple(dict.fromkeys(needs)), tuple(dict.fromkeys([*needs, *apart]))]
        ):
            scope = question.scope.assuming(*hypotheses)
            statement = SumValue(scope, question.summand, question.variable, question.lower, None, stated)
            for split in (0, 1, 2):
                yield Proposal(
                    shown, (Part("answer", statement, data | {"split": split}),), "Porism (series)"
                )


def _below_one(ratio: Any, rate: Any, real: Callable[[Any], bool]) -> tuple[Relation, ...]:
    """|ratio|·rate < 1, as bounds on a real symbol."""
    if ratio.is_Symbol and real(ratio):
        return _between(-1 / rate, ratio, 1 / rate, "<", "<")
    return (relation("<", from_sympy(sympy.Abs(ratio) * rate), ONE),)


def _limit(
    certificate: Summands, variable: str, real: Callable[[Any], bool]
) -> tuple[Any, list[Any], list[Relation]]:
    """L, remainders that tend to 0 as the rule wants them, and what the parameters have to satisfy."""
    k = sympy.Symbol(variable)
    limit, remainders, needs = sympy.S.Zero, list[Any](), list[Relation]()
    for term in certificate:
        for part in parted(term, variable) or _not_seen():
            numerator, denominator = (sympy.Poly(e, k) for e in sympy.fraction(sympy.together(part.rational)))
            if part.ratio == 1 and not any(f.coefficient(variable) for f, _ in part.factorials):
                if numerator.degree() > denominator.degree():
                    raise ValueError("G grows")
                if numerator.degree() == denominator.degree():
                    own = sympy.cancel(numerator.LC() / denominator.LC())
                    limit += own * _constant(part)
                    numerator = sympy.Poly(sympy.expand((numerator - own * denominator).as_expr()), k)
            if numerator.is_zero:
                continue
            slopes = [(f.coefficient(variable), e) for f, e in part.factorials if f.coefficient(variable)]
            rate = sympy.Mul(*(sympy.Integer(s) ** (e * s) for s, e in slopes))
            if sum(s * e for s, e in slopes) == 0 and part.ratio.free_symbols:
                needs += _below_one(part.ratio, rate, real)
            remainders.append(
                {
                    "numerator": [to_json(from_sympy(c)) for c in numerator.all_coeffs()[::-1]],
                    "denominator": [to_json(from_sympy(c)) for c in denominator.all_coeffs()[::-1]],
                    "ratio": to_json(from_sympy(part.ratio)),
                    "factorials": [[f.to_json(), e] for f, e in part.factorials],
                }
            )
    return limit, remainders, needs


def _constant(part: Parted) -> Any:
    if part.factorials:
        raise ValueError("a factorial that does not depend on k")
    return sympy.S.One


def _not_seen() -> list[Parted]:
    raise ValueError("G is not hypergeometric")


def _divergent(question: SumQuestion) -> Iterator[Proposal]:
    """By comparison with the harmonic series, for a few bounds."""
    if any(t.factorials for t in question.summand):
        return
    k = sympy.Symbol(question.variable)
    body = sum((to_sympy(t.coefficient) for t in question.summand), sympy.S.Zero)
    if body.free_symbols - {k} or question.lower.parts:
        return
    for sign in (1, -1):
        for start in (0, 2, 10):
            points = [question.lower.constant + start + i for i in range(12)] + [
                1000 + question.lower.constant
            ]
            values = [
                sympy.N(sign * body.subs(k, p), 15) * (p - question.lower.constant - start + 1)
                for p in points
            ]
            if not all(v.is_real for v in values) or min(values) <= sympy.Float("1e-3"):
                continue
            bound = sympy.Rational(1, int(2 / min(values)) + 1)
            statement = SumDiverges(question.scope, question.summand, question.variable, question.lower, sign)
            data = {"from": start, "bound": to_json(from_sympy(bound)), "split": 0}
            yield Proposal(sign * sympy.oo, (Part("answer", statement, data),), "Porism (comparison)")
            break
