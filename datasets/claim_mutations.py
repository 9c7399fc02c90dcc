"""Claims made out of claims: neighbours with one change, and compositions of two, for training what orders strategies.

    neighbour     another number, sign, function, relation or domain; a hypothesis less; a variable replaced by a term
    composition   of a = b and c = d (or ≤, <): sums, products by squares, a function of both sides, one inside the other
    skeleton      what is left of a claim without its numbers and the names of its variables

Whether a made claim is true is not known, and is not needed where what counts is which strategy decides it in what time.
Claims with the same skeleton are variants of one another: those that share one with a held-out claim are not for training.

Not covered: hypotheses are dropped or kept, none is invented.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.term import (
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    multiply,
    negate,
    number,
    power,
    replaced,
    substitute,
    subterms,
)

MAX_SIZE = 160  # subterms of a made claim
_FAMILIES = (("sin", "cos", "tan"), ("sinh", "cosh", "tanh"), ("asin", "acos", "atan"), ("exp", "log"))
_OUTER = ("exp", "sin", "cos", "atan", "sinh", "abs")


def neighbour(claim: Claim, dice: Random) -> Claim | None:
    """The claim with one change, None where the change that was drawn cannot be made.

    >>> print(neighbour(Claim.parse("exp(x) >= x + 1"), Random(3)))
    x + 1 < exp(x)  for x real
    """
    try:
        changed = dice.choice(_CHANGES)(claim, dice)
        return None if changed is None or changed == claim or _size(changed) > MAX_SIZE else changed
    except (PorismError, ZeroDivisionError, ValueError, OverflowError):
        return None


def composed(first: Claim, second: Claim, dice: Random) -> Claim | None:
    """A claim that follows from both, or is like one that does; None where they do not fit together.

    >>> print(composed(Claim.parse("(x + 1)**2 == x**2 + 2*x + 1"), Claim.parse("2*sin(y)*cos(y) == sin(2*y)"), Random(1)))
    2*cos(y)*sin(y)*(x**2 + 2*x + 1) == (x + 1)**2*sin(2*y)  for x real, y real
    """
    a, b = first.relation, second.relation
    try:
        if a.kind == "==" == b.kind:
            make = dice.choice((_added, _multiplied, _wrapped, _inserted))
            joined = make(a, b, dice)
        elif {a.kind, b.kind} <= {"==", "<=", "<"}:
            joined = _added(a, b, dice)
        else:
            return None
        domains = dict(second.variables) | dict(first.variables)
        claim = Claim.make(joined, domains, (*first.hypotheses, *second.hypotheses))
        return claim if _size(claim) <= MAX_SIZE else None
    except (PorismError, ZeroDivisionError, ValueError, OverflowError):
        return None


def skeleton(claim: Claim) -> str:
    """The claim's shape: no numbers but for signs and denominators of exponents, all variables alike, sides in one order.

    >>> a, b = Claim.parse("sin(2*x) == 2*sin(x)*cos(x)"), Claim.parse("sin(4*u) == 6*sin(2*u)*cos(2*u)")
    >>> skeleton(a) == skeleton(b), skeleton(a)
    (True, '* cos v sin v = sin v')
    """
    relations = (claim.relation, *claim.hypotheses)
    return " | ".join(" = ".join(sorted((_shape(r.left), _shape(r.right)))) for r in relations)


def _shape(t: Term) -> str:
    match t:
        case Number():
            return "1"
        case Variable():
            return "v"
        case Constant(name):
            return name
        case Apply(function, argument):
            return f"{function} {_inner(argument)}"
        case Derivative(expression):
            return f"d {_inner(expression)}"
        case Power(base, Number(value)):
            sign = "-" if value < 0 else ""
            return f"{_inner(base)} ^{sign}{'' if value.denominator == 1 else f'/{value.denominator}'}"
        case Power(base, exponent):
            return f"{_inner(base)} ^ {_inner(exponent)}"
        case Product(factors):
            parts = sorted(_shape(f) for f in factors if not isinstance(f, Number))
            return parts[0] if len(parts) == 1 else f"* {' '.join(parts)}"
        case Sum(terms):
            return f"+ {' '.join(sorted(_shape(s) for s in terms if not isinstance(s, Number)))}"


def _inner(t: Term) -> str:
    text = _shape(t)
    return f"({text})" if " " in text else text


def _size(claim: Claim) -> int:
    return sum(1 for r in (claim.relation, *claim.hypotheses) for s in (r.left, r.right) for _ in subterms(s))


def _parts(claim: Claim) -> Iterator[Term]:
    for side in (claim.relation.left, claim.relation.right):
        yield from subterms(side)


def _with(claim: Claim, change: Callable[[Term], Term]) -> Claim:
    r = claim.relation
    stated = relation(r.kind, change(r.left), change(r.right))
    return Claim.make(stated, dict(claim.variables), claim.hypotheses)


def _one_side(claim: Claim, old: Term, new: Term, dice: Random) -> Claim:
    r, k = claim.relation, dice.randrange(2)
    sides = [r.left, r.right]
    if not any(t == old for t in subterms(sides[k])):
        k = 1 - k
    sides[k] = replaced(sides[k], old, new)
    return Claim.make(relation(r.kind, *sides), dict(claim.variables), claim.hypotheses)


def _other_number(claim: Claim, dice: Random) -> Claim | None:
    numbers = [t for t in _parts(claim) if isinstance(t, Number)]
    if not numbers:
        return None
    old = dice.choice(numbers)
    new = old.value + dice.choice((1, -1, 2, Fraction(1, 2))) if dice.random() < 0.8 else -old.value
    return _one_side(claim, old, number(new), dice)


def _other_function(claim: Claim, dice: Random) -> Claim | None:
    pairs = [
        (t, other)
        for t in _parts(claim)
        if isinstance(t, Apply)
        for family in _FAMILIES
        if t.function in family
        for other in family
        if other != t.function
    ]
    if not pairs:
        return None
    old, other = dice.choice(pairs)
    return _one_side(claim, old, Apply(other, old.argument), dice)


def _other_relation(claim: Claim, dice: Random) -> Claim | None:
    r = claim.relation
    kind = dice.choice([k for k in ("==", "<=", "<", ">=", "!=") if k != r.kind])
    stated = relation(kind, r.left, r.right)
    return Claim.make(stated, dict(claim.variables), claim.hypotheses)


def _other_sign(claim: Claim, dice: Random) -> Claim | None:
    summands = [s for t in _parts(claim) if isinstance(t, Sum) for s in t.terms]
    if not summands:
        return None
    old = dice.choice(summands)
    return _one_side(claim, old, negate(old), dice)


def _other_domain(claim: Claim, dice: Random) -> Claim | None:
    if not claim.variables:
        return None
    name, old = dice.choice(claim.variables)
    new = Domain(dice.choice([d for d in ("real", "positive", "nonnegative", "nonzero") if d != old.name]))
    return Claim.make(claim.relation, dict(claim.variables) | {name: new}, claim.hypotheses)


def _hypothesis_less(claim: Claim, dice: Random) -> Claim | None:
    if not claim.hypotheses:
        return None
    dropped = dice.choice(claim.hypotheses)
    kept = tuple(h for h in claim.hypotheses if h != dropped)
    return replace(claim, hypotheses=kept) if set(_names(claim)) == set(_names(claim, kept)) else None


def _names(claim: Claim, hypotheses: tuple[Relation, ...] | None = None) -> Iterator[str]:
    for r in (claim.relation, *(claim.hypotheses if hypotheses is None else hypotheses)):
        yield from r.variables()


def _variable_replaced(claim: Claim, dice: Random) -> Claim | None:
    """x by a term whose values lie in x's domain where that is real or positive."""
    choices = [name for name, domain in claim.variables if domain.name in ("real", "positive")]
    if not choices or any(isinstance(t, Derivative) for t in _parts(claim)):
        return None
    name = dice.choice(choices)
    x, k = Variable(name), number(dice.randrange(2, 6))
    other = Variable(dice.choice([n for n in "pqrst" if n not in dict(claim.variables)]))
    within = [multiply(k, x), add(x, other), power(x, number(2)), multiply(x, other)]
    if claim.domain(name).name == "real":
        within += [add(x, negate(k)), Apply("sin", x), Apply("exp", x), negate(x)]
    term = dice.choice(within)
    r = claim.relation
    stated = relation(r.kind, *(substitute(side, {name: term}) for side in (r.left, r.right)))
    facts = [
        relation(h.kind, *(substitute(s, {name: term}) for s in (h.left, h.right))) for h in claim.hypotheses
    ]
    return Claim.make(stated, dict(claim.variables) | {other.name: claim.domain(name)}, facts)


def _both_sides(claim: Claim, dice: Random) -> Claim | None:
    names = [name for name, domain in claim.variables if domain.is_real]
    if not names:
        return None
    x = Variable(dice.choice(names))
    more = dice.choice(
        (x, power(x, number(2)), Apply("sin", x), Apply("exp", x), number(dice.randrange(1, 9)))
    )
    if dice.random() < 0.6:
        return _with(claim, lambda side: add(side, more))
    factor = add(number(1), power(x, number(2)))
    return _with(claim, lambda side: multiply(factor, side))


_CHANGES = (
    _other_number,
    _other_number,
    _other_function,
    _other_relation,
    _other_sign,
    _other_domain,
    _hypothesis_less,
    _variable_replaced,
    _variable_replaced,
    _both_sides,
)


def _added(a: Relation, b: Relation, dice: Random) -> Relation:
    k = number(dice.randrange(1, 5))
    kind = "<" if "<" in (a.kind, b.kind) else "<=" if "<=" in (a.kind, b.kind) else "=="
    return relation(kind, add(a.left, multiply(k, b.left)), add(a.right, multiply(k, b.right)))


def _multiplied(a: Relation, b: Relation, dice: Random) -> Relation:
    return relation("==", multiply(a.left, b.left), multiply(a.right, b.right))


def _wrapped(a: Relation, b: Relation, dice: Random) -> Relation:
    """f(a + b) on both sides; on one side a law of f has been applied where f has one for sums."""
    outer = dice.choice(_OUTER)
    if outer == "exp":
        return relation(
            "==", Apply("exp", add(a.left, b.left)), multiply(Apply("exp", a.right), Apply("exp", b.right))
        )
    return relation("==", Apply(outer, add(a.left, b.left)), Apply(outer, add(a.right, b.right)))


def _inserted(a: Relation, b: Relation, dice: Random) -> Relation:
    """b's sides for one variable of a's."""
    names = sorted(a.variables())
    if not names:
        return _added(a, b, dice)
    name = dice.choice(names)
    left, right = substitute(a.left, {name: b.left}), substitute(a.right, {name: b.right})
    return relation("==", left, right)
