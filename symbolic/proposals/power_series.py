"""Series proposed from exact expansions: Taylor, Laurent, Puiseux, with logarithms; SymPy only shortens coefficients.

f, x → p ──► expansion in t on each side ──► Σ c·u^a·log(u)^b + O(u^n·…) ──► both sides, if they are the same series
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import Any, Final

import sympy

from porism.symbolic.claim import Relation, relation
from porism.symbolic.coefficients import Coefficient, coefficient_term, scaled
from porism.symbolic.expansion import Decisions, Expander, Expansion, NoExpansion, place
from porism.symbolic.extended import Extended
from porism.symbolic.meaning import holds, value
from porism.symbolic.proposals.closed_forms import attempted, shortened
from porism.symbolic.proposals.limit_trees import FAILURES, apart, sample_of
from porism.symbolic.proposals.proposal import Part, Proposal
from porism.symbolic.statements.limit import Side
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.series import Exponents, Series
from porism.symbolic.sympy_bridge import to_sympy
from porism.symbolic.term import ZERO, Number, Term, to_json

PROPOSER: Final = "exact expansions"
_EXTRA: Final = (2, 6, 14, 30)  # powers beyond the one that is asked for, where leading terms cancel
MAX_PRECISION: Final = 40


@dataclass(frozen=True)
class Found:
    """Coefficients and remainder on one side, the precision that gives them, and what was guessed for them."""

    coefficients: dict[Exponents, Coefficient]
    order: Exponents | None
    precision: Fraction
    needs: tuple[Relation, ...]


def series_values(
    expression: Term,
    variable: str,
    point: Extended,
    n: int,
    side: Side,
    scope: Scope,
    symbols: dict[str, Any],
) -> list[Proposal]:
    """The series up to the power n, for both sides where it is the same on both, else for the one that is asked for."""
    sample = sample_of(scope)
    found = dict[int, Found]()
    asked = (1 if point == "oo" else -1) if isinstance(point, str) else (1 if side == "+" else -1)
    other = [] if isinstance(point, str) else [-asked]
    for sign in (asked, *other):
        centre = None if isinstance(point, str) else point
        reached = _expanded(expression, variable, centre, sign, n, sample)
        if reached is not None:
            found[sign] = reached
    if asked not in found:
        return []
    sides = list[Side]()
    if isinstance(point, str):
        sides = ["-" if point == "oo" else "+"]
    else:
        if len(found) == 2 and _same(found[1], found[-1], sample):
            sides.append("+-")
        sides.append(side)
    best = found[asked]
    plain = {name: to_json(t)[1] for name, t in sample.items()}
    data = {"sample": plain, "precision": str(best.precision)}
    ordered = sorted(best.coefficients.items(), key=_dominance)
    terms = tuple((c, e) for c, e in ((_short(c, symbols), e) for e, c in ordered) if c != ZERO)
    narrow = apart(scope, (need for f in found.values() for need in f.needs), ("!=", "<"))
    proposals = list[Proposal]()
    for within in dict.fromkeys((scope, narrow)):
        for stated in sides:
            statement = Series(within, expression, variable, point, stated, terms, best.order)
            proposals.append(
                Proposal(shown(statement, symbols), (Part("answer", statement, data),), PROPOSER)
            )
    return proposals


def _dominance(item: tuple[Exponents, Coefficient]) -> tuple[Fraction, int]:
    (a, b), _ = item
    return a, -b


def _expanded(
    term: Term, variable: str, centre: Term | None, sign: int, n: int, sample: dict[str, Term]
) -> Found | None:
    """The coefficients before u^n and the remainder, as far as the expansion arithmetic goes."""
    for extra in _EXTRA:
        precision = Fraction(min(n + extra, MAX_PRECISION))
        decisions = Decisions(sample)
        try:
            expander = Expander(precision, decisions, variable, place(centre, sign, decisions))
            expansion = expander.expansion(term)
            if expander.compared(expansion.flat, {}) < 0:
                return Found({}, (Fraction(n), 0), precision, tuple(decisions.needs))
            plain = expander.without_flat(expansion, "a series of powers")
            found = _read(plain, sign, centre is None, n, Decisions(sample))
        except FAILURES:
            continue
        if found is not None:
            return Found(*found, precision, tuple(decisions.needs))
    return None


def _read(
    u: Expansion, sign: int, far: bool, n: int, decisions: Decisions
) -> tuple[dict[Exponents, Coefficient], Exponents | None] | None:
    """Terms and remainder in powers of the variable; None where the expansion does not reach that far."""
    if u.order is not None and u.order[0] < n:
        return None
    found = dict[Exponents, Coefficient]()
    for (a, b, d), c in u.terms.items():
        if a >= n or decisions.is_zero(c):
            continue
        if d != 0 or b.denominator != 1:
            raise NoExpansion("iterated logarithms, or roots of logarithms")
        turned = sign < 0 and a.denominator == 1 and a.numerator % 2
        opposite = not far and b.numerator % 2  # log(x - p) = -ℓ, log(x) = ℓ at infinity
        factor = Fraction(-1 if bool(turned) != bool(opposite) else 1)
        found[a, -int(b)] = scaled(c, factor)
    beyond = [k for k in u.terms if k[0] >= n] + ([] if u.order is None else [u.order])
    if not beyond:
        return found, None
    first = min(beyond)
    if first[0] > n:
        return found, (Fraction(n), 0)
    logarithms = max(ceil(-first[1]) + (1 if first[2] < 0 else 0), 0)
    return found, (Fraction(n), logarithms)


def _same(right: Found, left: Found, sample: dict[str, Term]) -> bool:
    """Whether one series holds on both sides; powers that are not integers and logarithms differ there."""
    if (right.order is None) != (left.order is None) or set(right.coefficients) != set(left.coefficients):
        return False
    ends = filter(None, (right.order, left.order))
    if any(a.denominator != 1 or b != 0 for a, b in (*right.coefficients, *ends)):
        return False
    balls = {name: value(t, {}) for name, t in sample.items()}
    return all(
        holds(relation("==", coefficient_term(c), coefficient_term(left.coefficients[e])), balls) is not False
        for e, c in right.coefficients.items()
    )


def _short(c: Coefficient, symbols: dict[str, Any]) -> Term:
    term = coefficient_term(c)
    if isinstance(term, Number):
        return term
    return shortened(term, symbols)[0]


def shown(statement: Series, symbols: dict[str, Any]) -> Any:
    """The series as SymPy has it, a sum with an `Order` term."""
    x = symbols.get(statement.variable, sympy.Symbol(statement.variable))
    known = symbols | {statement.variable: x}
    parts = [to_sympy(c, known) * to_sympy(statement.monomial(e), known) for c, e in statement.terms]
    total = sympy.Add(*parts)
    if statement.order is None:
        return total
    if isinstance(statement.point, str):
        point = sympy.oo if statement.point == "oo" else -sympy.oo
    else:
        point = to_sympy(statement.point, known)
    a, b = statement.order
    u = 1 / x if isinstance(statement.point, str) else x - point
    log = sympy.log(x) if isinstance(statement.point, str) else sympy.log(u)
    rest = sympy.Order(u ** sympy.Rational(a.numerator, a.denominator) * log**b, (x, point))
    whole = attempted(lambda: total + rest)
    return (
        whole if whole is not None and whole.removeO() == total else sympy.Add(*parts, rest, evaluate=False)
    )
