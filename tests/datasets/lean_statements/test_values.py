"""Lean's values, computed a second time with Lean's total functions, against the terms of the claims, at many points."""

from __future__ import annotations

from fractions import Fraction
from math import isqrt

import mpmath
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from porism.datasets.lean_statements import typed as t
from porism.datasets.lean_statements.grammar import parse_statement
from porism.datasets.lean_statements.names import Context
from porism.datasets.lean_statements.propositions import Propositions
from porism.datasets.lean_statements.translation import Agreement, translated
from porism.datasets.lean_statements.typed import Type
from porism.symbolic.meaning import balls, value
from porism.symbolic.term import Number

BINDERS = "(m n : ℕ) (j k : ℤ) (p q : ℚ) (x y : ℝ)"
NAMES = {Type.NAT: "mn", Type.INT: "jk", Type.RAT: "pq", Type.REAL: "xy"}
mpmath.mp.dps = 60


@st.composite
def lean_terms(draw: st.DrawFn, kind: Type, depth: int = 3) -> str:
    """Lean text of a term whose leaves have types up to `kind`, at least one of them `kind` itself."""

    def inner(of: Type = kind) -> str:
        return draw(lean_terms(of, depth - 1))

    operators = ["+", "-", "*"] + ["/"] * (kind >= Type.RAT)
    match draw(st.integers(0, 11 if depth else 1)):
        case 0:
            return draw(st.sampled_from(NAMES[kind]))
        case 1:
            return f"({draw(st.integers(0, 4))} : {kind.symbol})"
        case 2 | 3 | 4:
            return f"({inner()} {draw(st.sampled_from(operators))} {inner()})"
        case 5 if kind > Type.NAT:  # a leaf of a smaller type, which is coerced
            lower = draw(st.sampled_from([k for k in NAMES if k < kind]))
            return f"({inner()} {draw(st.sampled_from(operators))} {inner(lower)})"
        case 6 if kind > Type.NAT:  # a tree of a smaller type, coerced as a whole
            lower = draw(st.sampled_from([k for k in NAMES if k < kind]))
            return f"(({inner(lower)} : {lower.symbol}) : {kind.symbol})"
        case 7:
            return f"({inner()}) ^ {draw(st.integers(0, 3))}"
        case 8 if kind > Type.NAT:
            return f"(-{inner()})"
        case 9 if kind > Type.NAT:
            return f"|({inner()})|"
        case 10 if kind >= Type.RAT:
            return f"({inner()}) ^ (-{draw(st.integers(1, 2))} : ℤ)"
        case 10 if kind == Type.NAT:
            return f"max ({inner()}) ({inner()})"
        case 11 if kind == Type.REAL:
            return f"Real.{draw(st.sampled_from(['sqrt', 'log', 'exp', 'arctan']))} ({inner()})"
        case _:
            return f"({inner()} + {inner()})"


def lean_value(e: t.Typed, at: dict[str, Fraction]) -> Fraction | mpmath.mpf:
    """The value by Lean's definitions: total division, truncated subtraction, real roots and logarithms of everything."""
    match e:
        case t.Literal(literal, _, _):
            return literal
        case t.Local(binding, _, _):
            return at[binding.name]
        case t.Cast(operand, _, _):
            return lean_value(operand, at)
        case t.Operation(operator, operands, cell, _):
            return operated(operator, cell.type, *(lean_value(o, at) for o in operands))
        case t.Power(base, exponent, _, _):
            b, n = lean_value(base, at), int(lean_value(exponent, at))
            if n >= 0:
                return Fraction(1) if n == 0 else b**n
            return Fraction(0) if is_zero(b) else 1 / b**-n
        case t.Function(name, arguments, _, _):
            return applied(name, *(lean_value(a, at) for a in arguments))
        case _:
            raise AssertionError(e)


def is_zero(v: Fraction | mpmath.mpf) -> bool:
    if isinstance(v, Fraction):
        return v == 0
    assume(abs(v) > 1e-20)  # an inexact zero cannot be told apart
    return False


def operated(
    operator: str, kind: Type | None, a: Fraction | mpmath.mpf, b: Fraction | mpmath.mpf = Fraction(0)
) -> Fraction | mpmath.mpf:
    if isinstance(a, Fraction) != isinstance(b, Fraction):
        a, b = inexact(a), inexact(b)
    match operator:
        case "+":
            return a + b
        case "*":
            return a * b
        case "-":
            return max(a - b, Fraction(0)) if kind == Type.NAT else a - b
        case "neg":
            return -a
        case "/":
            return Fraction(0) if is_zero(b) else a / b
        case _:
            raise AssertionError(operator)


def inexact(v: Fraction | mpmath.mpf) -> mpmath.mpf:
    return mpmath.mpf(v.numerator) / v.denominator if isinstance(v, Fraction) else v


def applied(name: str, *arguments: Fraction | mpmath.mpf) -> Fraction | mpmath.mpf:
    match name, arguments:
        case "abs", (a,):
            return abs(a)
        case "max", (a, b):
            return max(a, b)
        case "Real.sqrt", (a,):
            return Fraction(0) if is_zero(a) or a < 0 else mpmath.sqrt(inexact(a))
        case "Real.log", (a,):
            return Fraction(0) if is_zero(a) else mpmath.log(abs(inexact(a)))
        case "Real.exp", (a,):
            assume(abs(a) < 50)
            return mpmath.exp(inexact(a))
        case "Real.arctan", (a,):
            return mpmath.atan(inexact(a))
        case _:
            raise AssertionError(name)


@st.composite
def points(draw: st.DrawFn) -> dict[str, Fraction]:
    """Values of the variables; small, so that differences and divisors vanish often."""
    whole = {name: Fraction(draw(st.integers(0, 3))) for name in "mn"}
    whole |= {name: Fraction(draw(st.integers(-2, 2))) for name in "jk"}
    return whole | {
        name: Fraction(draw(st.integers(-3, 3)), draw(st.sampled_from([1, 1, 2]))) for name in "pqxy"
    }


HYPOTHESES = [
    "",
    "(h : n ≤ m)",
    "(h : 0 < x)",
    "(h : q ≠ 0)",
    "(h : k < 0)",
    "(h : 0 < x ∧ x < y)",
    "(h : m ≠ 0)",
]


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(list(NAMES)).flatmap(lean_terms), points(), st.sampled_from(HYPOTHESES))
def test_the_claims_term_has_leans_value(text: str, point: dict[str, Fraction], hypothesis: str) -> None:
    statement = parse_statement(f"theorem t {BINDERS} {hypothesis} : 0 ≤ {text}")
    elaborated = Propositions(Context()).statement(statement.binders, statement.body)
    found = translated(elaborated)
    [claim] = found.claims
    assert isinstance(elaborated.goal, t.Relation)
    expected = lean_value(elaborated.goal.right, point)
    at = balls({name: Number(v) for name, v in point.items()}, 256)
    assume(all(holds(h, point) for _, h in elaborated.hypotheses))
    ball = value(claim.relation.right, at, 256)
    if not ball.is_finite():
        assert found.agreement is Agreement.WHERE_DEFINED
        return
    assert ball.imag.contains(0), text  # the root of a ball around 0 has an imaginary part
    middle = mpmath.mpf(str(ball.real.mid().str(50, radius=False)))
    assert abs(middle - inexact(expected)) <= 1e-20 * (1 + abs(middle)), text


def holds(prop: t.Prop, at: dict[str, Fraction]) -> bool:
    match prop:
        case t.And(left, right):
            return holds(left, at) and holds(right, at)
        case t.Relation(kind, left, right, _):
            a, b = lean_value(left, at), lean_value(right, at)
            return {"==": a == b, "!=": a != b, "<": a < b, "<=": a <= b}[kind]
        case _:
            raise AssertionError(prop)


@given(st.integers(-30, 30), st.integers(-6, 6))
def test_integer_division_is_euclids(a: int, b: int) -> None:
    """q and r of Lean's ℤ: a = b·q + r with 0 ≤ r < |b|; and a/0 = 0, a % 0 = a."""
    quotient, remainder = (evaluated(f"(({a}) : ℤ) {op} ({b})") for op in "/%")
    assert a == b * quotient + remainder
    assert 0 <= remainder < abs(b) if b else (quotient, remainder) == (0, a)


@given(st.integers(0, 30), st.integers(0, 6))
def test_natural_numbers_round_down(a: int, b: int) -> None:
    assert evaluated(f"{a} / {b}") == (a // b if b else 0)
    assert evaluated(f"{a} % {b}") == (a % b if b else a)
    assert evaluated(f"{a} - {b}") == max(a - b, 0)
    assert evaluated(f"Nat.sqrt {a}") == isqrt(a)


def evaluated(text: str) -> int:
    """The integer that a closed Lean term is."""
    statement = parse_statement(
        f"theorem t (v : ℕ) : v ≠ {text}" if "ℤ" not in text else f"theorem t (v : ℤ) : v ≠ {text}"
    )
    [claim] = translated(Propositions(Context()).statement(statement.binders, statement.body)).claims
    [number] = [s for s in (claim.relation.left, claim.relation.right) if isinstance(s, Number)]
    return int(number.value)
