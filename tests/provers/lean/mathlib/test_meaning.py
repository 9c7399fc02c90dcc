"""What a theorem says in Lean is what the claim says: random claims at random points, judged by evaluation on both sides."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import mpmath
import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from porism.provers.lean.mathlib.statement import Statement, statement
from porism.provers.lean.mathlib.syntax import lean_name, text
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import LimitError, UnsupportedError
from porism.symbolic.meaning import balls, belongs, holds
from porism.symbolic.meaning import value as meant
from porism.symbolic.parse import parse_domain
from porism.symbolic.term import (
    HALF,
    PI,
    Apply,
    E,
    I,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    subtract,
)
from tests.provers.lean.mathlib.lean_reading import sides, value

FUNCTIONS = (
    "exp", "log", "sin", "cos", "tan", "cot", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "acosh", "atanh", "abs",
    "sec", "csc", "sech", "csch", "coth",
)  # fmt: skip
DOMAINS = {
    "x": ["real", "positive", "nonnegative", "nonzero", "[0, 1)", "(-1, 1)", "[1, oo)", "(-3, -2)"],
    "y": ["real", "positive", "complex"],
    "n": ["natural"],
    "k": ["integer"],
}
TOLERANCE = mpmath.mpf(10) ** -18


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> Term:
    """Terms of what Mathlib can say."""

    def inner() -> Term:
        return draw(expressions(depth - 1))

    match draw(st.integers(0, 11 if depth else 2)):
        case 0 | 1:
            return Variable(draw(st.sampled_from("xxxynk")))
        case 2:
            constants: list[Term] = [
                PI,
                E,
                I,
                *(number(Fraction(q)) for q in ("2", "-3", "1/2", "-2/3", "1")),
            ]
            return draw(st.sampled_from(constants))
        case 3 | 4:
            return add(inner(), inner())
        case 5:
            return subtract(inner(), inner())
        case 6:
            return multiply(inner(), inner())
        case 7:
            return divide(inner(), inner())
        case 8:
            return negate(inner())
        case 9:
            exponent = draw(st.sampled_from(["2", "3", "-1", "-2", "1/2", "-1/2", "3/2", "1/3", "0"]))
            return power(inner(), number(Fraction(exponent)))
        case 10:
            exponents: list[Term] = [Variable("n"), Variable("k"), Variable("y"), HALF]
            return power(inner(), draw(st.sampled_from(exponents)))
        case _:
            return Apply(draw(st.sampled_from(FUNCTIONS)), inner())


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """Claims about them, some with hypotheses."""
    kind = draw(st.sampled_from(["==", "!=", "<=", "<"]))
    given = [
        relation(draw(st.sampled_from(["<", "<=", "!="])), draw(expressions(1)), draw(expressions(1)))
        for _ in range(draw(st.integers(0, 1)))
    ]
    domains = {name: parse_domain(draw(st.sampled_from(texts))) for name, texts in DOMAINS.items()}
    left, right = draw(expressions()), draw(expressions())
    return Claim.make(relation(kind, left, right), domains, given)


def points(domain: Domain) -> list[Term]:
    candidates: list[Term] = [
        number(Fraction(q)) for q in ("0", "1", "-1", "2", "1/2", "-1/3", "5/2", "-5/2", "3", "-7/3")
    ]
    if domain.name == "complex":
        candidates += [add(number(1), I), multiply(number(-2), I)]
    return [c for c in candidates if belongs(meant(c, {}), domain) is True]


def stated_or_skipped(draw_claim: Claim) -> Statement:
    try:
        stated = statement(draw_claim)
        assume(stated.conclusion)
        return stated
    except (UnsupportedError, LimitError):
        reject()


@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
@given(data=st.data())
def test_a_theorem_says_at_each_point_what_its_claim_says(data: Any) -> None:
    claim = data.draw(claims())
    stated = stated_or_skipped(claim)
    with mpmath.workprec(150):
        require_same_meaning(data, claim, stated)


def require_same_meaning(data: Any, claim: Claim, stated: Statement) -> None:
    """The two rules of `statement.py`, at points of the claim."""
    for _ in range(4):
        point = {name: data.draw(st.sampled_from(points(domain))) for name, domain in claim.variables}
        at = balls(point, 200)
        if any(holds(h, at, 200) is not True for h in claim.hypotheses) or not is_defined(claim, at):
            continue
        names = {lean_name(n): mpmath.mpmathify(complex_of(b)) for n, b in at.items()}
        for premise in stated.premises:
            assert is_true(premise.text, names, about(premise.relation, stated)) is not False, (
                f"rule 1: {premise.text} at {point}"
            )
        goals = [g for g in stated.goals if isinstance(g, Relation)]
        if any(is_true(stated.goal_text(g), names, False) is not True for g in goals[: stated.obligations]):
            continue  # the theorem is false, so that Lean will not prove it
        for side in (claim.relation.left, claim.relation.right):
            seen = value(text(stated.reader.node(side)), names, stated.system == "ℂ")
            expected = meant(side, at, 200)
            gap = abs(seen - mpmath.mpmathify(complex_of(expected)))
            assert gap <= TOLERANCE * (1 + abs(seen)), f"rule 2: {side} at {point}"


def is_defined(claim: Claim, at: dict[str, Any]) -> bool:
    """Whether both sides have values, which are real for an order relation; balls decide."""
    found = [meant(side, at, 200) for side in (claim.relation.left, claim.relation.right)]
    if not all(b.is_finite() for b in found):
        return False
    return claim.relation.kind in ("==", "!=") or all(b.imag == 0 for b in found)


def complex_of(ball: Any) -> Any:
    real, imag = (mpmath.mpf(str(part.mid().str(40, radius=False))) for part in (ball.real, ball.imag))
    return real if ball.imag == 0 else mpmath.mpc(real, imag)


def about(stated: Relation, theorem: Statement) -> bool:
    """Whether a hypothesis is one about complex numbers; an order relation never is."""
    return theorem.system == "ℂ" and stated.kind in ("==", "!=")


def is_true(written: str, names: dict[str, Any], is_complex: bool) -> bool | None:
    """Whether a relation holds in Lean; None where the numbers are too near to tell."""
    left, sign, right = sides(written)
    difference = value(left, names, is_complex) - value(right, names, is_complex)
    near = abs(difference) <= TOLERANCE
    match sign:
        case "=":
            return None if near else False
        case "≠":
            return None if near and difference != 0 else difference != 0
        case _:
            return None if near else bool(mpmath.re(difference) < 0)


@pytest.mark.parametrize(
    ("claim", "domains", "assume_", "expected"),
    [
        ("log(x) == log(x)", {}, [], "0 < x ∧"),  # Real.log of a negative number is not the claim's
        ("sqrt(x) == sqrt(x)", {}, [], "0 ≤ x ∧"),
        ("asin(x) == asin(x)", {}, [], "-1 ≤ x ∧ x ≤ 1 ∧"),
        ("x**(1/3) == x**(1/3)", {}, [], "0 ≤ x ∧"),
        ("x**y == x**y", {}, [], "0 ≤ x ∧"),
        ("log(x) == log(x)", {"x": "positive"}, [], "Real.log x = Real.log x"),
        ("log(x) == log(x)", {"x": "complex"}, [], "Complex.log x = Complex.log x"),
        ("log(1 + x**2) == log(1 + x**2)", {}, [], "Real.log (x ^ 2 + 1) = Real.log (x ^ 2 + 1)"),
        ("n - m == n - m", {"n": "natural", "m": "natural"}, [], "(n : ℤ) - (m : ℤ)"),
        ("n/m == n/m", {"n": "natural", "m": "natural"}, [], "(n : ℚ) / (m : ℚ)"),
        ("n/2 == n/2", {"n": "integer"}, [], "(n : ℚ) / 2"),
        ("2**k == 2**k", {"k": "integer"}, [], "(2 : ℚ) ^ k"),
    ],
)
def test_conventions_of_lean_do_not_help(
    claim: str, domains: dict[str, str], assume_: list[str], expected: str
) -> None:
    assert expected in statement(Claim.parse(claim, domains, assume_)).conclusion


def test_a_divisor_is_a_hypothesis_and_never_lost() -> None:
    assert statement(Claim.parse("1/x + 1/(x - 1) == 0")).binders == "(x : ℝ) (hx : x ≠ 0) (h₁ : x - 1 ≠ 0)"
    assert "h₁ : Real.cos x ≠ 0" in statement(Claim.parse("tan(x) == 1")).binders
