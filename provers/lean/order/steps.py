"""The exact checker's derivations said in an ordered field: each step becomes facts with their certificates.

    sign, zero, nonzero      one certificate each
    solve                    an equation for a variable, used as a rule
    compare                  |a| ≤ b from a² ≤ b²
    cases                    0 ≤ t or 0 ≤ −t
    rewrite                  |a| = ±a by the sign of a; products and powers of roots and absolute values by their squares
    lemma                    a ≤ |a|, the triangle inequality

A step whose facts are not there yet is tried again after the others. Other steps (boxes, flows, laws of functions) are passed
over; what needed them is then not seen. The format is that of `provers/exact/rules.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

from porism.provers.lean.nodes import Node, Poly
from porism.provers.lean.order.certificates import FIELD, Sign, Signed, Zero, multiplied
from porism.provers.lean.order.equal import equal_powers, known_zero, use_as_rule
from porism.provers.lean.order.plan import NotSeen, Plan, assembled
from porism.provers.lean.order.signs import Signs, by_split
from porism.provers.lean.order.vanishing import Rule
from porism.provers.lean.terms import Function, LeanTerm, Local, call
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.term import (
    ONE,
    Apply,
    Number,
    Term,
    add,
    from_json,
    multiply,
    negate,
    number,
    power,
    subtract,
    to_json,
)

MAX_ROOT = 16


def say(plan: Plan, steps: Sequence[Any]) -> None:
    """Adds the facts of the steps to the plan, those that need others later."""
    waiting = list(steps)
    for _ in range(2):
        late = list[Any]()
        for step in waiting:
            try:
                _apply(plan, step)
            except UnsupportedError:
                late.append(step)
        waiting = late


def all_steps(data: Any) -> list[Any]:
    """The steps of a derivation, those for definedness first."""
    if not isinstance(data, dict):
        return []
    defined = [step for _, steps in data.get("defined", []) for step in steps]
    return [*defined, *data.get("real", []), *data.get("steps", [])]


def powers_in(data: Any) -> Iterator[Term]:
    """The powers and exponentials that a derivation mentions."""
    match data:
        case ["^", _, ["num", str()]] | ["exp", _]:
            try:
                yield from_json(data)
            except PorismError:
                return
        case list():
            for part in data:
                yield from powers_in(part)
        case dict():
            for part in data.values():
                yield from powers_in(part)
        case _:
            return


def _apply(plan: Plan, step: Any) -> None:
    signs = Signs(plan)
    match step:
        case ["sign", (">" | ">=") as kind, t, multiplier, summands, ideal]:
            _sign(signs, kind == ">", from_json(t), from_json(multiplier), summands, ideal)
        case ["zero", t, multiplier, ideal]:
            _zero(signs, from_json(t), from_json(multiplier), ideal)
        case ["nonzero", t, cofactor, product]:
            _nonzero(signs, from_json(t), from_json(cofactor), from_json(product))
        case ["between", t]:
            _between(signs, from_json(t))
        case ["root", t, int(n)] if 1 < n <= MAX_ROOT:
            _root(signs, from_json(t), n)
        case ["solve", ["var", str(name)], zero]:
            _solve(signs, name, from_json(zero))
        case ["compare", kind, small, large]:
            _compare(signs, kind == ">", from_json(small), from_json(large))
        case ["cases", t, goals, first, second]:
            _cases(signs, from_json(t), goals, first, second)
        case ["rewrite", str(name), *arguments]:
            _law(signs, name, [from_json(a) for a in arguments])
        case ["lemma", str(name), *arguments]:
            _lemma(signs, name, [from_json(a) for a in arguments])
        case _:
            pass


def _ideal(signs: Signs, ideal: Any) -> list[tuple[Poly, Zero]]:
    """The combination Σ cofactor·zero, in known equations."""
    found = list[tuple[Poly, Zero]]()
    for cofactor, zero in ideal:
        p = signs.polynomial(from_json(zero))
        if signs.plan.reduced(p) == 0:
            continue
        scale, known = known_zero(signs.plan, p)
        found.append((signs.polynomial(from_json(cofactor)) * scale, known))
    return found


def _sign(signs: Signs, strict: bool, t: Term, multiplier: Term, summands: Any, ideal: Any) -> None:
    plan = signs.plan
    scale, target = signs.node(t)
    if plan.known(signs.polynomial(t), strict) is not None:
        return
    m = signs.sign(multiplier, True)
    parts, proved = list[Signed](), not strict
    for c, factors in summands:
        terms = [from_json(f) for f in factors]
        if not proved:
            try:
                product = multiplied([signs.sign(f, True) for f in terms])
                parts.append(Signed(product.scale * Fraction(c), product.cone))
                proved = True
                continue
            except NotSeen:
                pass
        product = multiplied([signs.sign(f, False) for f in terms])
        parts.append(Signed(product.scale * Fraction(c), product.cone))
    plan.certify(target, strict, parts, m, _ideal(signs, ideal), scale)


def _zero(signs: Signs, t: Term, multiplier: Term, ideal: Any) -> None:
    """t = 0 from m·t = Σ cofactor·zero: −m²·t² = Σ (−m·t·cofactor)·zero."""
    scale, node = signs.node(t)
    square, m, p = signs.nonzero(multiplier), signs.polynomial(multiplier), signs.polynomial(t)
    combination = [
        (-m * p * c / scale.numerator / scale.numerator * scale.denominator**2, z)
        for c, z in _ideal(signs, ideal)
    ]
    name = f"zero {len(signs.plan.zeros)}"
    signs.plan.certify_equal(name, node, ("number", 0), [], square, combination)


def _between(signs: Signs, t: Term) -> None:
    """t = 0 from t ≥ 0 and −t ≥ 0: −t² = t·(−t)."""
    scale, node = signs.node(t)
    product = multiplied([signs.sign(t, False), signs.sign(negate(t), False)])
    part = Signed(product.scale / scale**2, product.cone)
    name = f"zero {len(signs.plan.zeros)}"
    signs.plan.certify_equal(name, node, ("number", 0), [part], signs.nonzero(ONE), [])


def _root(signs: Signs, t: Term, n: int) -> None:
    """t = 0 from tⁿ = 0, through t^q = 0 for the powers q of 2 below n: −(t^q)² = −t^(2q − n)·tⁿ."""
    q = 1 << (n - 1).bit_length() - 1
    cofactor, zero = power(t, number(2 * q - n)) if 2 * q > n else ONE, power(t, number(n))
    while q:
        root = power(t, number(q)) if q > 1 else t
        scale, node = signs.node(root)
        combination = [
            (-c / scale.numerator / scale.numerator * scale.denominator**2, z)
            for c, z in _ideal(signs, [[to_json(cofactor), to_json(zero)]])
        ]
        name = f"zero {len(signs.plan.zeros)}"
        signs.plan.certify_equal(name, node, ("number", 0), [], signs.nonzero(ONE), combination)
        q, cofactor, zero = q // 2, ONE, root


def _nonzero(signs: Signs, t: Term, cofactor: Term, product: Term) -> None:
    """t ≠ 0 from t·g = s ≠ 0: g²·t² = s²."""
    try:
        signs.nonzero(t)
    except NotSeen:
        scale, node = signs.node(t)
        by, g = signs.node(cofactor)
        square = signs.nonzero(product)
        multiplier = Signed(by**2, ("square", g))
        sign = signs.plan.certify(("mul", node, node), True, [square], multiplier, scale=scale**2)
        signs.plan.know_square(node, sign)


def _solve(signs: Signs, name: str, zero: Term) -> None:
    plan, p = signs.plan, signs.polynomial(zero)
    _, known = known_zero(signs.plan, p)
    index = next(k for k, e in enumerate(plan.ring.elements) if e.name == f"v_{name}")
    raw = plan.raw(known.left) - plan.raw(known.right)
    parts = plan.ring.slices(raw, index)
    if len(parts) != 2 or not parts[1].is_constant():
        raise NotSeen(f"{zero} is not solved for {name}")
    plan.rules.append(Rule(index, 1, -parts[0] / parts[1].leading_coefficient(), known.name, parts[1]))
    plan.signs = [(plan.reduced(p), s) for p, s in plan.signs]
    plan.nonzeros = [(plan.reduced(p), s) for p, s in plan.nonzeros]


def _compare(signs: Signs, strict: bool, small: Term, large: Term) -> None:
    above = signs.sign(large, False)
    squares = signs.sign(subtract(power(large, number(2)), power(small, number(2))), strict)
    by_squares(signs, strict, signs.polynomial(small), signs.polynomial(large), above, [squares])


def by_squares(
    signs: Signs, strict: bool, small: Poly, large: Poly, above: Signed, squares: Sequence[Signed]
) -> Sign:
    """0 ≤ b − a (or <) from 0 ≤ b and the parts of b² − a²."""
    plan = signs.plan
    scale = _common(signs, small, large)
    a, b = signs.integral(small * scale)[1], signs.integral(large * scale)[1]
    first = plan.certify(b, False, [above], scale=Fraction(1, scale))
    difference: Node = ("sub", ("mul", b, b), ("mul", a, a))
    second = plan.certify(difference, strict, squares, scale=Fraction(1, scale**2))
    law = "lt_of_squares" if strict else "le_of_squares"
    proof = plan.point.law(law, [a, b], first.proof, second.proof)
    return plan.establish(strict, ("sub", b, a), proof)


def _common(signs: Signs, *polynomials: Poly) -> int:
    scale = 1
    for p in polynomials:
        scale *= int(1 / signs.integral(p * scale)[0])
    return scale


def _law(signs: Signs, name: str, arguments: Sequence[Term]) -> None:
    match name, arguments:
        case "abs_of_nonneg", [a]:
            _equal(signs, Apply("abs", a), a)
        case "abs_of_nonpos", [a]:
            _equal(signs, Apply("abs", a), negate(a))
        case "root_square", [a]:
            _equal(signs, power(power(a, number(2)), number(Fraction(1, 2))), Apply("abs", a))
        case "abs_mul", [a, b]:
            _equal(signs, Apply("abs", multiply(a, b)), multiply(Apply("abs", a), Apply("abs", b)))
        case "abs_power", [a, Number(n) as q] if n.denominator == 1 and n > 0:
            _equal(signs, Apply("abs", power(a, q)), power(Apply("abs", a), q))
        case "power_mul", [a, b, Number(n) as q] if n > 0:
            _equal(signs, power(multiply(a, b), q), multiply(power(a, q), power(b, q)), n.denominator)
        case (("power_power" | "power_power_nonneg"), [a, Number(m), Number(n)]) if m > 0 and n > 0:
            _equal(signs, power(power(a, number(m)), number(n)), power(a, number(m * n)), n.denominator)
        case "power_even", [a, Number(h), Number(n)] if n > 0:
            inner = power(power(a, number(2 * h)), number(n))
            _equal(signs, inner, power(Apply("abs", a), number(2 * h * n)), n.denominator)
        case _:
            pass


def _equal(signs: Signs, left: Term, right: Term, degree: int = 2) -> None:
    """left = right by their powers, as a rule for the element that left is."""
    plan, p = signs.plan, signs.polynomial(left)
    known = signs.sign(left, False), signs.sign(right, False)
    zero = equal_powers(plan, f"law {len(plan.zeros)}", (p, signs.polynomial(right)), known, degree)
    if len(p) == 1 and p.total_degree() == 1:
        use_as_rule(plan, [int(e) for e in p.degrees()].index(1), zero)


def _lemma(signs: Signs, name: str, arguments: Sequence[Term]) -> None:
    match name, arguments:
        case "abs_ge", [a]:
            _below_absolute(signs, signs.polynomial(a), signs.polynomial(Apply("abs", a)))
        case "abs_triangle", [a, b]:
            first, second = Apply("abs", a), Apply("abs", b)
            x, y = signs.polynomial(first), signs.polynomial(second)
            below = _below_absolute(signs, signs.polynomial(multiply(a, b)), x * y)
            both = signs.sign(add(first, second), False)
            twice = Signed(Fraction(2), ("premise", below))
            by_squares(signs, False, signs.polynomial(Apply("abs", add(a, b))), x + y, both, [twice])
        case _:
            pass


def _below_absolute(signs: Signs, a: Poly, absolute: Poly) -> Sign:
    """0 ≤ |a| − a, where `absolute` is |a| or the product of two absolute values."""
    factors = [
        signs.plan.known(signs.ring.generators[k], False) for k, e in enumerate(absolute.degrees()) if e
    ]
    if any(f is None for f in factors):
        raise NotSeen("an absolute value is not there yet")
    above = multiplied([f for f in factors if f is not None])
    return by_squares(signs, False, a, absolute, above, [])


def _cases(signs: Signs, t: Term, goals: Any, first: Any, second: Any) -> None:
    plan = signs.plan
    for kind, goal_data in goals:
        if kind not in (">", ">="):
            continue
        goal, strict = from_json(goal_data), kind == ">"
        _, target = signs.node(goal)

        def reached(child: Plan, is_first: bool, goal: Term = goal, strict: bool = strict) -> Sign:
            say(child, first if is_first else second)
            scale, target = Signs(child).node(goal)
            try:
                return child.certify(target, strict, [Signs(child).sign(goal, strict)], scale=scale)
            except NotSeen:
                return child.certify_absurd(target, strict)

        if signs.is_integer(t):
            by_split(signs, t, target, strict, reached)
            continue
        _, node = signs.node(t)
        proposition = plan.point.sign_type(strict, target)
        branches = list[LeanTerm]()
        for is_first, case in ((True, node), (False, ("neg", node))):
            child, name = plan.child(), plan.named()
            child.know(Sign(False, case, Local(name)))
            proof, _ = assembled(child.parts, reached(child, is_first).proof, proposition)
            branches.append(Function(name, plan.point.sign_type(False, case), proof))
        element = plan.point.element(node)
        proof = call("OrderedField.by_sign", FIELD, element, proposition, *branches, levels=(0,))
        plan.establish(strict, target, proof)
