"""Counterexamples at corners of what linear hypotheses leave: there a sharp claim fails, and random points miss them.

    left ≤ right   a linear program: the least value of right − left, exactly; a ray where there is none
    left = right   both ways
    not linear     the corners in the directions of the axes and of their sum

Every hypothesis must be linear over Q in real variables. Strict ones keep a distance where there is room.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from porism.symbolic.claim import Claim, relation
from porism.symbolic.errors import PorismError
from porism.symbolic.polynomials import View, native, rational
from porism.symbolic.proposals.linear_programs import Falling, Optimal, Row, solved
from porism.symbolic.statements.scope import domain_relations
from porism.symbolic.term import Number, Term, Variable, subtract

Point = dict[str, Term]
FAR = (Fraction(1), Fraction(100), Fraction(10_000))  # steps along a ray
MAX_AXES = 4
MARGINS = (Fraction(0), Fraction(1, 1000), Fraction(1, 10**9))  # from strict hypotheses


def linear_witnesses(claim: Claim) -> Iterator[Point]:
    """Points that may refute a claim with linear hypotheses over real variables, exact ones; none for other claims."""
    names = [name for name, _ in claim.variables]
    if not names or not all(
        d.is_real and not d.is_discrete and d.name != "nonzero" for _, d in claim.variables
    ):
        return
    facts = [
        *(fact for name, domain in claim.variables for fact in domain_relations(name, domain)),
        *claim.hypotheses,
    ]
    if any(fact.kind == "!=" for fact in facts) or claim.relation.kind == "!=":
        return
    try:
        rows = [_row(r.kind, r.left, r.right, names) for r in facts]
        goal = _row(claim.relation.kind, claim.relation.left, claim.relation.right, names)
    except PorismError:
        return
    if any(row is None for row in rows) or (goal is None and not rows):
        return
    if goal is None:
        n = len(names)
        axes = [tuple(Fraction(j == k) for j in range(n)) for k in range(n)]
        directions = [(Fraction(1),) * n, *(axes[:MAX_AXES] if n > 1 else [])]
    else:
        directions = [goal.coefficients]
    both = goal is None or claim.relation.kind == "=="
    costs = [
        tuple(sign * c for c in direction) for direction in directions for sign in ((1, -1) if both else (1,))
    ]
    for margin in MARGINS if any(row is not None and row.kind == ">" for row in rows) else MARGINS[:1]:
        inside = [
            Row(row.constant - margin, row.coefficients, ">=") if row.kind == ">" else row
            for row in rows
            if row is not None
        ]
        for cost in costs:
            try:
                found = solved(cost, inside)
            except ArithmeticError:
                continue
            match found:
                case Optimal(point, _):
                    yield _named(names, point)
                case Falling(point, direction):
                    for t in FAR:
                        yield _named(names, tuple(p + t * d for p, d in zip(point, direction, strict=True)))
                case _:
                    continue


def _named(names: list[str], point: tuple[Fraction, ...]) -> Point:
    return {name: Number(value) for name, value in zip(names, point, strict=True)}


def _row(kind: str, left: Term, right: Term, names: list[str]) -> Row | None:
    """right − left as a row, None where it is not linear in the variables."""
    stated = relation(kind, left, right)
    t = native(subtract(stated.right, stated.left))
    view = View([t, *map(Variable, names)])
    p = view.polynomial(t)
    if p is None or p.total_degree() > 1 or len(view.kernels) != len(names):
        return None
    columns = {view.kernels.index(Variable(name)): k for k, name in enumerate(names)}
    coefficients, constant = [Fraction(0)] * len(names), Fraction(0)
    for exponents, c in p.terms():
        if any(exponents):
            coefficients[columns[next(j for j, e in enumerate(exponents) if e)]] = rational(c)
        else:
            constant = rational(c)
    signs = {"==": "=", "<": ">", "<=": ">="}
    return Row(constant, tuple(coefficients), signs[kind])  # type: ignore[arg-type]  # one of its kinds
