"""Finders of finite sums: Gosper's and Zeilberger's algorithms, known telescopers of functions, and SymPy's closed forms.

    summand, limits ──► telescoper of order 0 ──► value G(b+1) - G(a)
                    ──► recurrence in an integer parameter ──► closed form: a product of factorials, or SymPy's value

What is proposed is compared with the sum at small integers first; from where on it is right becomes a hypothesis.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.proposals.hypergeometric_bridge import (
    linear_to_sympy,
    summands_from_sympy,
    summands_to_sympy,
)
from porism.symbolic.proposals.known_telescopers import function_telescoper
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.proposals.telescoping import Parted, parted, shape, telescopers
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear, Summands, put
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import from_json as term_from_json
from porism.symbolic.term import to_json

MAX_ORDER = 3
TESTED = 7  # values of an integer at which a closed form is compared


@dataclass(frozen=True)
class SumQuestion:
    """Σ_{k=lower}^{upper} summand over a scope; `symbols` are the caller's, by name."""

    summand: Summands
    variable: str
    lower: Linear
    upper: Linear | None
    scope: Scope
    symbols: dict[str, Any]

    def expression(self) -> Any:
        """The summand in plain symbols."""
        return summands_to_sympy(self.summand)

    def integers(self) -> list[str]:
        """The integer variables of the limits and factorials, those of the upper limit first."""
        names = [x for x, _ in (self.upper or Linear(0)).parts]
        names += [x for x, _ in self.lower.parts]
        names += [x for t in self.summand for x in sorted(t.discrete()) if x != self.variable]
        return list(dict.fromkeys(n for n in names if self.scope.domain(n).is_discrete))


def own_values(question: SumQuestion) -> list[Proposal]:
    """Proposals by telescoping, then by recurrences with a closed form of their own."""
    length = None if question.upper is None else question.upper.minus(question.lower)
    if length is not None and not length.parts and length.constant < 60:
        points = (question.lower.plus(i) for i in range(length.constant + 1))
        value = sum(
            (summands_to_sympy(put(question.summand, {question.variable: p})) for p in points), sympy.S.Zero
        )
        return list(_proposed(question, sympy.simplify(value), {"written": True}, None))
    certificate = telescoper(question)
    if certificate is not None:
        return list(telescoped(question, certificate))
    return list(by_recurrence(question, None))


def sympy_values(question: SumQuestion) -> list[Proposal]:
    """Proposals with SymPy's value."""
    found = list[Proposal]()
    if question.upper is None:
        return found
    k, n = sympy.Symbol(question.variable, integer=True), question.integers()
    typed = {sympy.Symbol(x): sympy.Symbol(x, integer=True, nonnegative=True) for x in n}
    back = {v: u for u, v in typed.items()}
    f = question.expression().subs(typed | {sympy.Symbol(question.variable): k})
    limits = (linear_to_sympy(e).subs(typed) for e in (question.lower, question.upper))
    value = sympy.summation(f, (k, *limits))
    if isinstance(value, sympy.Piecewise):
        value = value.args[-1].expr
    if value.has(sympy.Sum, sympy.Piecewise, k):
        return found
    value = value.subs(back)
    for form in dict.fromkeys([value, sympy.simplify(sympy.combsimp(value))]):
        found += by_recurrence(question, form)
    return found


def telescoper(question: SumQuestion) -> Summands | None:
    """G with summand = G(k+1) - G(k)."""
    found = list[Hypergeometric]()
    groups = dict[Any, list[Parted]]()
    for term in question.summand:
        special = function_telescoper(term, question.variable)
        if special is not None:
            found += special
            continue
        parts = parted(term, question.variable)
        if parts is None:
            return None
        for part in parts:
            groups.setdefault(shape(part, question.variable), []).append(part)
    for members in groups.values():
        certificate = _gosper(members, question.variable)
        if certificate is None:
            return None
        found.append(certificate)
    return tuple(found)


def _gosper(members: list[Parted], variable: str) -> Hypergeometric | None:
    """The telescoper of the sum of similar terms: of each, or of all with one sum as their first column."""
    if len(members) > 1 and len({m.factorials for m in members}) == 1:
        total = sum((m.rational for m in members), sympy.S.Zero)
        members = [Parted(total, members[0].ratio, members[0].factorials)]
    for t in telescopers(members, variable):
        p = t.coefficients[0]
        if p != 0 and all(sympy.cancel(q - p) == 0 for q in t.coefficients):
            return t.certificate.scaled(from_sympy(1 / sympy.factor(p)))
    return None


def telescoped(question: SumQuestion, certificate: Summands) -> Iterator[Proposal]:
    """The proposals of a telescoper."""
    k, b = question.variable, question.upper
    if b is None:
        return
    at_end, at_start = (summands_to_sympy(put(certificate, {k: e})) for e in (b.plus(1), question.lower))
    value = at_end - at_start
    for form in _forms(value):
        yield from _proposed(question, form, {"certificate": [t.to_json() for t in certificate]}, None)


def _forms(value: Any) -> Iterator[Any]:
    """The value in shorter and longer forms, the shortest first."""
    steps = [lambda v: v, sympy.factor]
    steps.append(_with_factorials if value.has(sympy.factorial) else sympy.simplify)
    found = dict[Any, None]()
    for step in steps:
        try:
            found[step(value)] = None
        except (sympy.PolynomialError, NotImplementedError, TypeError, ValueError, AttributeError):
            continue
    yield from sorted(found, key=lambda v: v.count_ops())


def _with_factorials(value: Any) -> Any:
    return sympy.gammasimp(value).replace(sympy.gamma, lambda z: sympy.factorial(z - 1))


def by_recurrence(question: SumQuestion, value: Any) -> Iterator[Proposal]:
    """Proposals by induction on one of the integer variables; the closed form is solved for where `value` is None."""
    for n, order in itertools.product(question.integers(), range(1, MAX_ORDER + 1)):
        for coefficients, certificate in _recurrences(question, n, order):
            values = [value] if value is not None else _closed_forms(question, n, coefficients, certificate)
            for form in _readable(values):
                data = {
                    "certificate": [t.to_json() for t in certificate],
                    "recurrence": {
                        "variable": n,
                        "start": [0, {}],
                        "coefficients": [to_json(from_sympy(sympy.factor(c))) for c in coefficients],
                    },
                }
                found = list(_proposed(question, form, data, n))
                yield from found
                if found:
                    return


def _readable(values: Iterable[Any]) -> Iterator[Any]:
    """The values up to the first that cannot be written with integer factorials."""
    try:
        yield from values
    except (PorismError, sympy.PolynomialError, NotImplementedError):
        return


def _recurrences(question: SumQuestion, n: str, order: int) -> Iterator[tuple[list[Any], Summands]]:
    free = all(n not in t.names() for t in question.summand)
    if free and order == 1:
        yield [sympy.S.NegativeOne, sympy.S.One], ()
    if free or len(question.summand) != 1:
        return
    ahead = [question.summand[0].put({n: Linear(j, ((n, 1),))}) for j in range(order + 1)]
    columns = [parted(t, question.variable) for t in ahead]
    if any(c is None or len(c) != 1 for c in columns):
        return
    for t in telescopers([c[0] for c in columns if c], question.variable):
        if t.coefficients[-1] != 0:
            yield list(t.coefficients), (t.certificate,)


def _closed_forms(
    question: SumQuestion, n: str, coefficients: Sequence[Any], certificate: Summands
) -> Iterator[Any]:
    """Solutions of p₁ S(n+1) + p₀ S(n) = g(n): a product of factorials h, and h·Σ g/(p₁ h(n+1)) where that telescopes."""
    if len(coefficients) != 2:
        return
    p0, p1 = coefficients
    symbol = sympy.Symbol(n)
    start = next((s for s in range(6) if all(p1.subs(symbol, s + j) != 0 for j in range(8))), None)
    first = None if start is None else _written(question, n, start)
    product = None if start is None else _product(sympy.factor(-p0 / p1), symbol, start)
    if start is None or first is None or product is None:
        return
    homogeneous = True
    for at in range(start, start + 4):
        now, following = _written(question, n, at), _written(question, n, at + 1)
        if now is None or following is None:
            return
        gap = p1.subs(symbol, at) * following + p0.subs(symbol, at) * now
        homogeneous &= _seems_zero(question, gap)
    first = sympy.simplify(first)
    if homogeneous:
        yield from _forms(first * product)
        return
    right = _right_side(question, n, coefficients, certificate)
    inner = sympy.gammasimp(right / (p1 * product.subs(symbol, symbol + 1)))
    inner = inner.replace(sympy.gamma, lambda z: sympy.factorial(z - 1))
    parts = [p for t in summands_from_sympy(sympy.powsimp(inner)) for p in parted(t, n) or ()]
    sums = sympy.S.Zero
    groups = dict[Any, list[Parted]]()
    for part in parts:
        groups.setdefault(shape(part, n), []).append(part)
    for members in groups.values():
        found = _gosper(members, n)
        if found is None:
            return
        sums += summands_to_sympy((found,)) - summands_to_sympy(put((found,), {n: Linear(start)}))
    if parts:
        yield from _forms(sympy.expand(product * (first + sums)))
        yield from _forms(product * (first + sums))


def _right_side(question: SumQuestion, n: str, coefficients: Sequence[Any], certificate: Summands) -> Any:
    """Σ_j p_j S(n+j) by the telescoper and the summands beside the limits of S(n)."""
    k, low, high = question.variable, question.lower, question.upper
    if high is None:
        return sympy.S.NaN
    ends = (put(certificate, {k: high.plus(1)}), put(certificate, {k: low}))
    total = summands_to_sympy(ends[0]) - summands_to_sympy(ends[1])
    for j, p in enumerate(coefficients):
        at = {n: Linear(j, ((n, 1),))}
        terms = put(question.summand, at)
        for first, end, sign in ((high.plus(1), high.put(at).plus(1), 1), (low, low.put(at), -1)):
            length = end.minus(first)
            if length.parts or abs(length.constant) > 20:
                return sympy.S.NaN
            base, turned = (first, sign) if length.constant >= 0 else (end, -sign)
            for i in range(abs(length.constant)):
                total += turned * p * summands_to_sympy(put(terms, {k: base.plus(i)}))
    return total


def _seems_zero(question: SumQuestion, value: Any) -> bool:
    """Whether a value is 0 at a point of the parameters."""
    at = {
        s: (
            sympy.Integer(9 + 4 * i)
            if question.scope.domain(str(s)).is_discrete
            else sympy.Rational(3 + 2 * i, 7 + i)
        )
        for i, s in enumerate(sorted(value.free_symbols, key=str))
    }
    try:
        return bool(abs(sympy.N(value.subs(at), 30)) < sympy.Float("1e-15"))
    except TypeError:
        return False


def _written(question: SumQuestion, n: str, at: int) -> Any:
    """The sum at an integer value of n, written out."""
    if question.upper is None:
        return None
    values = {n: Linear(at)}
    low, high = question.lower.put(values), question.upper.put(values)
    length = high.minus(low)
    if length.parts or not -1 <= length.constant <= 40:
        return None
    terms = put(question.summand, values)
    points = (put(terms, {question.variable: low.plus(i)}) for i in range(length.constant + 1))
    return sum((_number(p) for p in points), sympy.S.Zero)


def _number(terms: Summands) -> Any:
    return summands_to_sympy(terms)


def _product(ratio: Any, n: Any, start: int) -> Any:
    """Π_{i=start}^{n-1} ratio(i) by factorials, for linear factors with integer or half-integer zeros."""
    above, below = sympy.fraction(sympy.together(ratio))
    result = sympy.S.One
    for side, sign in ((above, 1), (below, -1)):
        constant, factors = sympy.factor_list(side)
        result *= constant ** (sign * (n - start))
        for factor, e in factors:
            if sympy.Poly(factor, n).nth(0).could_extract_minus_sign():  # (r - m - n) as -(m + n - r)
                factor, result = -factor, result * (-1) ** (sign * e * (n - start))
            p = sympy.Poly(factor, n)
            if p.degree() == 0:
                result *= factor ** (sign * e * (n - start))
                continue
            if p.degree() != 1 or not p.LC().is_Integer:
                return None
            slope, rest = p.LC(), p.nth(0)
            part = _linear_product(slope, rest, n, start)
            if part is None:
                return None
            result *= part ** (sign * e)
    return result


def _linear_product(slope: Any, rest: Any, n: Any, start: int) -> Any:
    """Π_{i=start}^{n-1} (slope·i + rest)."""
    if slope < 0:
        beta = sympy.expand(rest / -slope)
        if any(not c.is_Integer for c in beta.as_coefficients_dict().values()):
            return None
        return (-slope) ** (n - start) * sympy.factorial(beta - start) / sympy.factorial(beta - n)
    alpha = sympy.expand(rest / slope)
    if all(c.is_Integer for c in alpha.as_coefficients_dict().values()):
        return slope ** (n - start) * sympy.factorial(n + alpha - 1) / sympy.factorial(start + alpha - 1)
    if slope == 2 and rest.is_Integer:  # (2i + c) for odd c: (2i + c)! / (2^i …)

        def odd(m: Any) -> Any:  # Π of odd numbers below 2m
            return sympy.factorial(2 * m) / (2**m * sympy.factorial(m))

        shift = (rest - 1) / 2
        return odd(n + shift) / odd(start + shift) if start + shift >= 0 else None
    return None


def _proposed(question: SumQuestion, value: Any, data: dict[str, Any], n: str | None) -> Iterator[Proposal]:
    """The statement of a value with the hypotheses that it needs, if it is right at small integers."""
    try:
        stated = summands_from_sympy(value)
        hypotheses = list(parameters_apart(question, (*question.summand, *stated), data))
    except PorismError:
        return
    first = _first_right(question, value)
    if first is None:
        return
    scope = question.scope.assuming(*hypotheses)
    name, start, least = first
    if name is not None and start > least:
        scope = scope.assuming(relation("<=", Linear(start).term(), Linear(0, ((name, 1),)).term()))
    if n is not None:
        begin = start if name == n else 0
        early = _early(data["recurrence"], begin)
        data = data | {"recurrence": data["recurrence"] | {"start": [begin + early, {}], "early": early}}
    statement = SumValue(scope, question.summand, question.variable, question.lower, question.upper, stated)
    shown = value.subs({sympy.Symbol(x): s for x, s in question.symbols.items()})
    if "written" in data:
        yield Proposal(shown, (Part("answer", statement, data),), "Porism (written out)")
        return
    for split in (0, 1, 2):
        part = Part("answer", statement, data | {"split": split})
        yield Proposal(shown, (part,), "Porism (telescoping)" if n is None else "Porism (recurrence)")
        if not _needs_split(question):
            break


def _early(recurrence: dict[str, Any], begin: int) -> int:
    """How many values come before the leading coefficient stays different from 0."""
    symbol = sympy.Symbol(recurrence["variable"])
    leading = to_sympy(term_from_json(recurrence["coefficients"][-1]))
    zeros = [at for at in range(begin, begin + 10) if leading.subs(symbol, at) == 0]
    return max(zeros) + 1 - begin if zeros else 0


def _needs_split(question: SumQuestion) -> bool:
    """Whether a denominator such as 2k-1 may change its sign at the first points of the range."""
    k = sympy.Symbol(question.variable)
    dens = [sympy.fraction(sympy.together(to_sympy(t.coefficient)))[1] for t in question.summand]
    return any(d.has(k) for d in dens)


def parameters_apart(question: SumQuestion, terms: Summands, data: dict[str, Any]) -> Iterator[Relation]:
    """`factor != 0` for the divisors that depend on parameters alone."""
    bodies = [to_sympy(t.coefficient) for t in terms]
    bodies += [to_sympy(Hypergeometric.from_json(c).coefficient) for c in data.get("certificate", [])]
    integers = set(question.integers()) | {question.variable}
    seen = set[Any]()
    for body in bodies:
        for node in sympy.preorder_traversal(body):
            if not (
                isinstance(node, sympy.Pow) and node.exp.could_extract_minus_sign() and node.exp.is_number
            ):
                continue
            try:
                factors = [f for f, _ in sympy.factor_list(node.base)[1]]
            except sympy.PolynomialError:
                factors = [node.base]
            for factor in factors:
                names = {str(s) for s in factor.free_symbols}
                if names and not names & integers and factor not in seen:
                    seen.add(factor)
                    yield _apart(factor)


def _apart(factor: Any) -> Relation:
    names = sorted(factor.free_symbols, key=str)
    if len(names) == 1 and factor.is_polynomial() and sympy.degree(factor) == 1:
        root = sympy.solve(factor, names[0])[0]
        return relation("!=", from_sympy(names[0]), from_sympy(root))
    return relation("!=", from_sympy(factor), from_sympy(sympy.S.Zero))


def _first_right(question: SumQuestion, value: Any) -> tuple[str | None, int, int] | None:
    """(variable, from where the value is right, from where it was compared); None where it is wrong."""
    integers = question.integers()
    if question.upper is None:
        return None
    k = question.variable
    names = sorted({x for t in question.summand for x in t.names()} | {str(s) for s in value.free_symbols})
    others = [x for x in names if x not in integers and x != k]
    point = {x: _sample(question.scope.domain(x), i) for i, x in enumerate(others)}
    main = integers[0] if integers else None
    rest = {x: 3 + i for i, x in enumerate(integers[1:])}
    results = list[tuple[int, bool]]()
    for at in range(-1 if main else 0, TESTED + 3 if main else 1):
        if main and question.scope.domain(main).name == "natural" and at < 0:
            continue
        integer_values = rest | ({main: at} if main else {})
        linear = {x: Linear(v) for x, v in integer_values.items()}
        low, high = question.lower.put(linear), question.upper.put(linear)
        if low.parts or high.parts or low.constant > high.constant + 1 or high.constant - low.constant > 400:
            continue
        whole = {sympy.Symbol(x): v for x, v in (point | integer_values).items()}
        results.append(
            (at, _is_right(put(question.summand, linear), k, low.constant, high.constant, value, whole))
        )
    if not results or not results[-1][1]:
        return None
    start = results[-1][0]
    for at, right in reversed(results):
        if not right:
            break
        start = at
    if main is not None and sum(right for _, right in results) < 3:
        return None
    return main, start, results[0][0]


def _is_right(terms: Summands, k: str, low: int, high: int, value: Any, whole: dict[Any, Any]) -> bool:
    try:
        points = (put(terms, {k: Linear(i)}) for i in range(low, high + 1))
        total = sum((summands_to_sympy(p).subs(whole) for p in points), sympy.S.Zero)
        at = summands_to_sympy(
            put(
                summands_from_sympy(value),
                {str(x): Linear(int(v)) for x, v in whole.items() if isinstance(v, int)},
            )
        ).subs(whole)
        gap = sympy.N(total - at, 30)
        return bool(abs(gap) < sympy.Float("1e-15") * (1 + abs(sympy.N(total, 20))))
    except (PorismError, TypeError, ValueError, ZeroDivisionError):
        return False


def _sample(domain: Domain, i: int) -> Any:
    base = sympy.Rational(3 + 2 * i, 7 + i)
    if domain.name == "interval" and domain.low is not None and domain.high is not None:
        return (to_sympy(domain.low) + to_sympy(domain.high)) / 2 + sympy.Rational(1, 100)
    if domain.name == "interval" and domain.high is not None:
        return to_sympy(domain.high) - base
    return base
