"""Trusted: a definite integral, by antiderivatives on pieces and their one-sided limits at the ends of each piece.

    data = {"sample": {…}, "breaks": [c₁, …], "pieces": [{"F": F, "trees": [t₀, t₁], "known": [[name, [p, …]], …],
                                                    "facts": [relation, …]}, …]}

With c₀ = low < c₁ < … < cₙ = high, one piece for each (cᵢ, cᵢ₊₁): f is continuous there, dF/dx = f − Σ g at every
point, and the limits of F at both ends (trees as in `limit.py`) exist. g are integrands of the theorems in
`symbolic/known_integrals.py` whose interval is this piece. Then the improper integral over the piece exists and is
F(cᵢ₊₁−) − F(cᵢ+) + Σ ∫g, by the fundamental theorem on compact subintervals; the integral is their sum.

`facts` are relations that hold at every point of the piece: each one is an obligation, which may use those before it, and
the piece's other obligations may use them all. F cannot jump inside a piece, as it is differentiable there; a jump at a
break does no harm.

For the value `"none"` one piece is enough, between breaks c₁ < c₂ inside [low, high], at one end of which F is infinite.

With `"reflected": h` in the data, f is continuous on the closed interval [low, high], so that ∫f exists and is half of the
integral of f(x) + f(low + high − x) = h(x); the pieces are then about h.

References: W. Rudin (1976), Principles of Mathematical Analysis, Theorem 6.21.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from porism.provers.calculus.limit import (
    Approach,
    between,
    check_variable,
    decisions_of,
    equal,
    tends,
)
from porism.provers.calculus.obligation import Obligation, Refused, continuity
from porism.symbolic.claim import Relation, relation
from porism.symbolic.domain import interval
from porism.symbolic.expansion import Decisions
from porism.symbolic.extended import Extended, opposite
from porism.symbolic.known_integrals import Known, known
from porism.symbolic.statements.definite_integral import DefiniteIntegral
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    HALF,
    ONE,
    ZERO,
    Derivative,
    Term,
    Variable,
    add,
    from_json,
    multiply,
    substitute,
    subterms,
    subtract,
    variables,
)

MAX_PIECES = 60
MAX_FACTS = 20  # of one piece


def obligations(statement: DefiniteIntegral, data: Any) -> Iterator[Obligation]:
    """The obligations of every piece, and that the sum of their integrals is the stated value."""
    scope, x = statement.scope, statement.variable
    value = () if statement.value == "none" else (statement.value,)
    check_variable(scope, x, statement.low, statement.high, *value)
    if statement.low == "oo" or statement.high == "-oo":
        raise Refused("the ends are not in order")
    if any(isinstance(p, Derivative) for p in subterms(statement.integrand)):
        raise Refused("an integrand with a derivative that is not carried out")
    decisions = decisions_of(data, scope)
    breaks: list[Extended] = [from_json(c) for c in data["breaks"]]
    pieces = data["pieces"]
    if len(pieces) > MAX_PIECES or any(x in variables(c) for c in breaks if not isinstance(c, str)):
        raise Refused(f"more than {MAX_PIECES} pieces, or a break that depends on {x}")
    if statement.value == "none":
        yield from _within(statement, data.get("within", [None, None]))
        ends = [*_ends(statement, data)]
    else:
        ends = [statement.low, *breaks, statement.high]
    for a, b in pairwise(ends):
        if not isinstance(a, str) and not isinstance(b, str):
            yield Obligation(scope.claim(relation("<", a, b)), everywhere=True)
    integrand = statement.integrand
    if data.get("reflected") is not None:
        integrand = from_json(data["reflected"])
        yield from _reflected(statement, integrand)
    values, found, is_real = list[Extended](), list[Obligation](), True
    for (a, b), piece in zip(pairwise(ends), pieces, strict=True):
        reached, real = _piece(statement, integrand, a, b, piece, decisions, found)
        values += reached
        is_real = is_real and real
    share = HALF if integrand != statement.integrand else ONE
    yield from _valued(statement, values, is_real, share)  # the cheapest and likeliest to fail comes first
    yield from found
    yield from (Obligation(scope.claim(need)) for need in decisions.needs)


def _valued(
    statement: DefiniteIntegral, values: list[Extended], is_real: bool, share: Term
) -> Iterator[Obligation]:
    """That `share` times the sum of the values is the stated one."""
    infinite = {value for value in values if isinstance(value, str)}
    if statement.value == "none":
        if not infinite:
            raise Refused("no end at which the integral is infinite")
    elif infinite:
        if len(infinite) > 1 or not is_real:
            raise Refused("oo - oo: the integral has no value")
        yield from equal(infinite.pop(), statement.value, statement.scope)
    else:
        total = add(ZERO, *(value for value in values if not isinstance(value, str)))
        yield from equal(multiply(share, total), statement.value, statement.scope)


def _reflected(statement: DefiniteIntegral, h: Term) -> Iterator[Obligation]:
    """That ∫f exists and is half of ∫h, by f(x) + f(low + high − x) = h(x)."""
    low, high, x, f = statement.low, statement.high, statement.variable, statement.integrand
    if isinstance(low, str) or isinstance(high, str) or statement.value == "none" or h == f:
        raise Refused("only a proper integral is reflected")
    if variables(low) | variables(high):
        raise Refused("an interval with parameters is not reflected")
    closed = statement.scope.where(x, interval(low, high, True, True))
    yield from continuity(f, closed)
    turned = substitute(f, {x: subtract(add(low, high), Variable(x))})
    yield Obligation(closed.claim(relation("==", add(f, turned), h)), everywhere=True)


def _ends(statement: DefiniteIntegral, data: Any) -> tuple[Extended, Extended]:
    """The one piece of a divergent integral: None in the data stands for an end of the whole interval."""
    low, high = data.get("within", [None, None])
    return (
        statement.low if low is None else from_json(low),
        statement.high if high is None else from_json(high),
    )


def _within(statement: DefiniteIntegral, within: Any) -> Iterator[Obligation]:
    low, high = (None if end is None else from_json(end) for end in within)
    for inner in (low, high):
        for kind, outer in (("<=", statement.low), (">=", statement.high)):
            if inner is None or isinstance(outer, str):
                continue
            if statement.variable in variables(inner):
                raise Refused(f"an end that depends on {statement.variable}")
            yield Obligation(statement.scope.claim(relation(kind, outer, inner)), everywhere=True)


def _piece(
    statement: DefiniteIntegral,
    f: Term,
    a: Extended,
    b: Extended,
    piece: Any,
    decisions: Decisions,
    found: list[Obligation],
) -> tuple[list[Extended], bool]:
    """The contributions of one piece, −F(a+), F(b−) and known integrals, and whether F is seen to be real."""
    scope, x = statement.scope, statement.variable
    low, high = (None if isinstance(end, str) else end for end in (a, b))
    inside, primitive = between(scope, x, low, high), from_json(piece["F"])
    theorems = list[Known]()
    for name, data in piece.get("known", []):
        parameters = tuple(map(from_json, data))
        if any(x in variables(p) for p in parameters):
            raise Refused(f"a known integral whose parameters depend on {x}")
        theorems.append(known(str(name), parameters, x))
        _fits(theorems[-1], low, high, scope, found)
    rest = subtract(f, add(*(t.integrand for t in theorems))) if theorems else f
    inside = _with_facts(inside, piece.get("facts", []), found)
    found.append(Obligation(inside.claim(relation("==", Derivative(primitive, x), rest)), everywhere=True))
    found.extend(continuity(f, inside))
    if statement.value in ("oo", "-oo"):  # F real at the ends is not enough: f may be complex in between
        found.append(Obligation(inside.claim(relation("<=", f, f)), everywhere=True))
    contributions, real = [t.value for t in theorems], not theorems
    reached: list[Extended] = list(contributions)
    for end, sign, tree in ((low, 1, piece["trees"][0]), (high, -1, piece["trees"][1])):
        approach = Approach(scope, x, end, sign if end is not None else -sign)
        limit, is_real = tends(primitive, tree, approach, decisions, found)
        real = real and is_real
        reached.append(opposite(limit) if sign == 1 else limit)
    return reached, real


def _with_facts(inside: Scope, facts: Any, found: list[Obligation]) -> Scope:
    """The scope with relations as hypotheses that become obligations, so that they hold at each of its points."""
    if len(facts) > MAX_FACTS:
        raise Refused(f"more than {MAX_FACTS} facts")
    for data in facts:
        fact = Relation.from_json(data)
        found.append(Obligation(inside.claim(fact), everywhere=True))
        inside = inside.assuming(fact)
    return inside


def _fits(theorem: Known, low: Term | None, high: Term | None, scope: Scope, found: list[Obligation]) -> None:
    """That the theorem's interval is the piece, and what it needs."""
    for stated, own in ((low, theorem.low), (high, theorem.high)):
        if (stated is None) != (own is None):
            raise Refused("a known integral over another interval")
        if stated is not None and own is not None:
            found.append(Obligation(scope.claim(relation("==", stated, own)), everywhere=True))
    found.extend(Obligation(scope.claim(need), everywhere=True) for need in theorem.needs)
