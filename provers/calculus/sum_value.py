"""Trusted: the value of a sum, by a telescoper, by a recurrence, or by known series.

Write t for the summand, S for the sum, V for the value, and G for a sum of hypergeometric terms that a finder gives.

1. Finite, `{"certificate": G}`. If t(k) = G(k+1) - G(k) for lower <= k <= upper, then S = G(upper+1) - G(lower).
2. Finite, `{"certificate": G, "recurrence": {"variable": n, "start": n₀, "early": e, "coefficients": [p₀, …, p_J]}}`.
   If for all n >= n₀

       Σ_j p_j(n)·t(n+j, k) = G(n, k+1) - G(n, k)     for lower(n) <= k <= upper(n)

   then Σ_j p_j(n) S(n+j) is G at the ends plus the summands of S(n+j) beside the limits of S(n). If V satisfies the
   same recurrence, S and V agree at n₀-e, …, n₀+J-1, and p_J has no zero, then S = V for n >= n₀-e, by induction. Other
   variables are fixed, and hypotheses about n are not used in the step.
3. Infinite, `{"certificate": G, "known": [[c, name, arguments, shift], …], "limit": L, "remainders": [r, …]}`. If
   t(k) = Σ c·T(k + shift) + G(k+1) - G(k) with known series T (`series_table`), and G(k) = L + Σ r(k) where each r
   tends to 0, then the series converges to Σ c·(value of T from lower + shift on) + L - G(lower). With a `"tree"` of the
   rule of limits (and its `"sample"`) instead of remainders, G has no factorials, and the tree shows G(x) -> L for real x.

4. Finite with `{"written": true}`: limits that differ by an integer, all summands written out.

The range k = lower + 0, 1, 2, … may be split: the first `split` points are looked at one by one. With `"real": true` the
claims of 1 and 3 are made for all real numbers from there on, of which the integers are some, where that is easier.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from porism.provers.calculus.hypergeometric import vanishes, vanishing
from porism.provers.calculus.limit import approaches, decisions_of, equal, tends
from porism.provers.calculus.obligation import Obligation, Refused
from porism.provers.calculus.series_table import INDEX, known
from porism.symbolic.claim import relation
from porism.symbolic.domain import Domain
from porism.symbolic.extended import Extended
from porism.symbolic.statements.hypergeometric import (
    Hypergeometric,
    Linear,
    Summands,
    plain,
    put,
    scaled,
    summands_from_json,
)
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.term import MINUS_ONE, ONE, ZERO, add, from_json, negate, substitute, variables

MAX_SPLIT = 20
MAX_ORDER = 6
MAX_TERMS = 200  # of a sum that is written out
FIELDS = frozenset(
    {
        "written",
        "certificate",
        "split",
        "recurrence",
        "known",
        "limit",
        "remainders",
        "tree",
        "sample",
        "real",
    }
)


def obligations(statement: SumValue, data: Any) -> Iterator[Obligation]:
    """The claims of one of the three theorems."""
    k = statement.variable
    if set(data) - FIELDS:
        raise Refused("unknown data for a sum")
    check_names(statement.scope, k, statement.lower, statement.upper)
    if any(k in t.names() for t in statement.value):
        raise Refused(f"the value depends on {k}")
    if any(k in h.variables() for h in statement.scope.hypotheses):
        raise Refused(f"a hypothesis is about {k}, which is bound")
    if statement.upper is None:
        return _infinite(statement, data)
    if "written" in data:
        return _written_out(statement)
    return _by_induction(statement, data) if "recurrence" in data else _telescoped(statement, data)


def check_names(scope: Scope, k: str, *limits: Linear | None) -> None:
    """Refuse limits that are not integers, or that depend on the bound variable."""
    for limit in limits:
        for name, _ in limit.parts if limit else ():
            if name == k or not scope.domain(name).is_discrete:
                raise Refused(f"the limit {limit} is not an integer that is free of {k}")


def along(
    scope: Scope, k: str, lower: Linear, upper: Linear | None, split: int, real: bool = False
) -> Iterator[tuple[dict[str, Linear], Scope]]:
    """Substitutions for k, with their scopes, that together cover lower <= k <= upper."""
    if type(split) is not int or not 0 <= split <= MAX_SPLIT:
        raise Refused(f"at most {MAX_SPLIT} points can be split off")
    room = None if upper is None else upper.minus(lower)
    for i in range(split):
        inside = scope if room is None else scope.assuming(relation("<=", ZERO, room.plus(-i).term()))
        if room is None or room.parts or room.constant >= i:
            yield {k: lower.plus(i)}, inside
    inside = scope.where(k, Domain("nonnegative" if real else "natural"))
    if room is not None:
        if not room.parts and room.constant < split:
            return
        inside = inside.assuming(relation("<=", Linear(split, ((k, 1),)).term(), room.term()))
    yield {k: lower.plus(split).plus(Linear(0, ((k, 1),)))}, inside


def step_of(certificate: Summands, k: str) -> Summands:
    """G(k+1) - G(k)."""
    following = put(certificate, {k: Linear(1, ((k, 1),))})
    return (*following, *scaled(certificate, MINUS_ONE))


def _in_order(scope: Scope, lower: Linear, upper: Linear) -> Scope:
    """The scope with lower <= upper + 1."""
    if not lower.parts and not upper.parts:
        if lower.constant > upper.constant + 1:
            raise Refused("the lower limit is beyond the upper one")
        return scope
    return scope.assuming(relation("<=", lower.term(), upper.plus(1).term()))


def _written_out(statement: SumValue) -> Iterator[Obligation]:
    k, a, b = statement.variable, statement.lower, statement.upper
    if b is None or (length := b.minus(a)).parts or length.constant < -1:
        raise Refused("the sum cannot be written out")
    whole = _between(statement.summand, k, a, b.plus(1))
    yield from vanishes((*whole, *scaled(statement.value, MINUS_ONE)), statement.scope)


def _telescoped(statement: SumValue, data: Any) -> Iterator[Obligation]:
    k, a, b = statement.variable, statement.lower, statement.upper
    if b is None:
        raise Refused("the sum is infinite")
    certificate = summands_from_json(data["certificate"])
    scope = _in_order(statement.scope, a, b)
    difference = (*statement.summand, *scaled(step_of(certificate, k), MINUS_ONE))
    for at, inside in along(scope, k, a, b, data.get("split", 0), data.get("real") is True):
        yield from vanishes(put(difference, at), inside)
    ends = (*put(certificate, {k: b.plus(1)}), *scaled(put(certificate, {k: a}), MINUS_ONE))
    yield from vanishes((*statement.value, *scaled(ends, MINUS_ONE)), scope)


def _by_induction(statement: SumValue, data: Any) -> Iterator[Obligation]:
    k, b = statement.variable, statement.upper
    recurrence = data["recurrence"]
    n, start = str(recurrence["variable"]), Linear.from_json(recurrence["start"])
    coefficients = [from_json(p) for p in recurrence["coefficients"]]
    if b is None or n == k or start.coefficient(n) or not 2 <= len(coefficients) <= MAX_ORDER + 1:
        raise Refused("the recurrence does not fit the sum")
    check_names(statement.scope, n, start)
    if not statement.scope.domain(n).is_discrete or any(k in variables(p) for p in coefficients):
        raise Refused(f"the recurrence is not one in an integer {n}")
    early = recurrence.get("early", 0)
    if type(early) is not int or not 0 <= early <= MAX_SPLIT:
        raise Refused(f"at most {MAX_SPLIT} early values can be looked at one by one")
    first = relation("<=", start.plus(-early).term(), Linear(0, ((n, 1),)).term())
    yield Obligation(_in_order(statement.scope, statement.lower, b).claim(first), everywhere=True)
    # From here on n stands for start + n with a natural n.
    shift = {n: start.plus(Linear(0, ((n, 1),)))}
    terms, value = put(statement.summand, shift), put(statement.value, shift)
    certificate = put(summands_from_json(data["certificate"]), shift)
    low, high = statement.lower.put(shift), b.put(shift)
    p = [substitute(c, {n: shift[n].term()}) for c in coefficients]
    others = Scope(
        statement.scope.variables,
        tuple(h for h in statement.scope.hypotheses if n not in h.variables()),
    )
    scope = others.where(n, Domain("natural"))
    yield Obligation(scope.claim(relation("<=", low.term(), high.plus(1).term())), everywhere=True)
    yield Obligation(scope.claim(relation("!=", p[-1], ZERO)), everywhere=True)
    # The step.
    ahead = [{n: Linear(j, ((n, 1),))} for j in range(len(p))]
    combined = tuple(t for c, at in zip(p, ahead, strict=True) for t in scaled(put(terms, at), c))
    for at, inside in along(scope, k, low, high, data.get("split", 0)):
        yield from vanishes(put((*combined, *scaled(step_of(certificate, k), MINUS_ONE)), at), inside)
    right = [*put(certificate, {k: high.plus(1)}), *scaled(put(certificate, {k: low}), MINUS_ONE)]
    for c, at in zip(p, ahead, strict=True):
        shifted = put(terms, at)
        right += scaled(_between(shifted, k, high.plus(1), high.put(at).plus(1)), c)
        right += scaled(_between(shifted, k, low, low.put(at)), negate(c))
    left = tuple(t for c, at in zip(p, ahead, strict=True) for t in scaled(put(value, at), c))
    yield from vanishes((*left, *scaled(tuple(right), MINUS_ONE)), scope)
    # The first values.
    for j in range(-early, len(p) - 1):
        at = {n: Linear(j)}
        if (length := high.put(at).minus(low.put(at))).parts or length.constant < -1:
            raise Refused("the limits of an early sum are out of order")
        whole = _between(put(terms, at), k, low.put(at), high.put(at).plus(1))
        yield from vanishes((*whole, *scaled(put(value, at), MINUS_ONE)), others)


def _between(terms: Summands, k: str, first: Linear, end: Linear) -> Summands:
    """Σ of the terms for first <= k < end, written out; minus the terms for end <= k < first if that is the order."""
    length = end.minus(first)
    if length.parts or abs(length.constant) > MAX_TERMS:
        raise Refused(f"the terms from {first} to {end} cannot be written out")
    base, sign = (first, ONE) if length.constant >= 0 else (end, MINUS_ONE)
    found = [put(terms, {k: base.plus(i)}) for i in range(abs(length.constant))]
    return scaled(tuple(t for part in found for t in part), sign)


def _infinite(statement: SumValue, data: Any) -> Iterator[Obligation]:
    k, a, scope = statement.variable, statement.lower, statement.scope
    certificate, limit = summands_from_json(data["certificate"]), from_json(data["limit"])
    if k in variables(limit):
        raise Refused(f"the limit depends on {k}")
    difference = [*statement.summand, *scaled(step_of(certificate, k), MINUS_ONE)]
    total = [*plain(limit), *scaled(put(certificate, {k: a}), MINUS_ONE)]
    for coefficient, name, arguments, shift in data["known"]:
        c, series = from_json(coefficient), known(str(name), [from_json(x) for x in arguments])
        if k in variables(c) or any(k in variables(from_json(x)) for x in arguments):
            raise Refused(f"a coefficient or an argument of a known series depends on {k}")
        if k != INDEX and INDEX in _names(arguments):
            raise Refused(f"an argument of a known series has the variable {INDEX}")
        for need in series.needs:
            yield Obligation(scope.claim(need), everywhere=True)
        if type(shift) is not int or a.parts or a.constant + shift < series.start:
            raise Refused("a known series does not start before the sum")
        term = series.term.put({INDEX: Linear(shift, ((k, 1),))})
        difference += scaled((term,), negate(c))
        head = _between((series.term,), INDEX, Linear(series.start), Linear(a.constant + shift))
        total += (Hypergeometric(series.value).scaled(c), *scaled(head, negate(c)))
    rest = list[Hypergeometric]()
    if "tree" in data:
        reached, needed = far_value(certificate, k, scope, data)
        yield from (*needed, *equal(reached, limit, scope))
    else:
        rest += [*certificate, *scaled(plain(limit), MINUS_ONE)]
        for item in data["remainders"]:
            remainder, needed = vanishing(item, k, scope)
            yield from needed
            rest += scaled((remainder,), MINUS_ONE)
    for part in (difference, rest) if rest else (difference,):
        for at, inside in along(scope, k, a, None, data.get("split", 0), data.get("real") is True):
            yield from vanishes(put(tuple(part), at), inside)
    yield from vanishes((*statement.value, *scaled(tuple(total), MINUS_ONE)), scope)


def far_value(terms: Summands, k: str, scope: Scope, data: Any) -> tuple[Extended, list[Obligation]]:
    """The limit of plain terms as k grows, by the data's tree, and what has to be proved for it."""
    if any(t.factorials for t in terms):
        raise Refused("a telescoper with factorials has no tree of limits")
    decisions, found = decisions_of(data, scope), list[Obligation]()
    at = next(approaches(scope, k, "oo", "-"))
    reached, _ = tends(add(ZERO, *(t.coefficient for t in terms)), data["tree"], at, decisions, found)
    return reached, [*found, *(Obligation(scope.claim(need)) for need in decisions.needs)]


def _names(arguments: list[Any]) -> frozenset[str]:
    return frozenset[str]().union(*(variables(from_json(x)) for x in arguments))
