"""From claims to Lean text and back: the identity, or a refusal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from porism.datasets.lean_statements import Translated, lean_statement, statement_of
from porism.datasets.lean_statements.names import Context
from porism.symbolic.claim import Claim, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_domain
from porism.symbolic.term import (
    ONE,
    PI,
    Apply,
    Power,
    Term,
    Variable,
    add,
    divide,
    multiply,
    number,
    power,
    square_root,
    subtract,
)
from tests.datasets.lean_statements.test_files import fresh
from tests.strategies import claims, rationals

DOMAINS = {"x": "real", "y": "positive", "z": "[0, 1)", "w": "nonzero", "n": "natural", "k": "integer"}


@st.composite
def real_terms(draw: st.DrawFn, depth: int = 2) -> Term:
    """Terms whose Lean text has the same meaning: roots and logarithms of positive values only."""

    def inner() -> Term:
        return draw(real_terms(depth - 1))

    def positive() -> Term:
        square = power(inner(), number(2))
        return draw(st.sampled_from([Variable("y"), add(ONE, square), Apply("exp", inner())]))

    match draw(st.integers(0, 11 if depth else 1)):
        case 0:
            return Variable(draw(st.sampled_from(sorted(DOMAINS))))
        case 1:
            return draw(rationals().map(number) | st.just(PI))
        case 2 | 3:
            return add(inner(), inner())
        case 4:
            return subtract(inner(), inner())
        case 5 | 6:
            return multiply(inner(), inner())
        case 7:
            return divide(inner(), positive())
        case 8:
            return power(inner(), number(draw(st.integers(0, 4))))
        case 9:
            function = draw(
                st.sampled_from(["exp", "sin", "cos", "atan", "cosh", "sinh", "tanh", "asinh", "tan"])
            )
            return Apply(function, inner())
        case 10:
            argument = positive()
            return draw(st.sampled_from([square_root(argument), power(argument, number("2/3"))]))
        case _:
            return Power(add(ONE, power(inner(), number(2))), Variable(draw(st.sampled_from("nkx"))))


@st.composite
def real_claims(draw: st.DrawFn) -> Claim:
    """Claims over such terms, with hypotheses."""
    kinds = st.sampled_from(["==", "!=", "<", "<="])
    stated = [
        relation(draw(kinds), draw(real_terms()), draw(real_terms())) for _ in range(draw(st.integers(1, 3)))
    ]
    domains = {name: parse_domain(text) for name, text in DOMAINS.items()}
    return Claim.make(stated[0], domains, stated[1:])


def read_back(text: str) -> tuple[Claim, ...]:
    outcome = statement_of(text).outcome
    assert isinstance(outcome, Translated), outcome
    return outcome.claims


@settings(max_examples=60, deadline=None)
@given(real_claims())
def test_print_then_parse_is_the_identity_on_real_claims(claim: Claim) -> None:
    assert read_back(lean_statement(claim)) == (claim,)


@settings(max_examples=40, deadline=None)
@given(claims())
def test_any_claim_is_read_back_or_refused(claim: Claim) -> None:
    try:
        text = lean_statement(claim)
    except UnsupportedError:
        return
    assert read_back(text) == (claim,)


def test_the_fresh_statements_go_there_and_back() -> None:
    printed = 0
    for _, statement in fresh():
        for claim in statement.translation.claims if statement.translation is not None else ():
            if any(domain == Domain("complex") for _, domain in claim.variables):
                continue
            try:
                text = lean_statement(claim, "again")
            except UnsupportedError:
                continue
            assert read_back(text) == (claim,)
            printed += 1
    assert printed > 110


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            Claim.parse("x**2 - 2*x + 1 >= 0"),
            "theorem claim (x : ℝ) : (0 : ℝ) ≤ x ^ 2 - 2 * x + 1",
        ),
        (
            Claim.parse("log(x)/x == 1", {"x": "positive"}, ["x != 1"]),
            "theorem claim (x : ℝ) (hx : x ∈ Set.Ioi (0 : ℝ)) (h₁ : x ≠ 1) : Real.log x / x = 1",
        ),
        (
            Claim.parse("n**2 >= n", {"n": "natural"}),
            "theorem claim (n : ℕ) : (n : ℝ) ≤ (n : ℝ) ^ 2",
        ),
        (
            Claim.parse("sqrt(z) <= 1", {"z": "[0, 1/2)"}),
            "theorem claim (z : ℝ) (hz : z ∈ Set.Ico (0 : ℝ) (1 / 2 : ℝ)) : √z ≤ 1",
        ),
        (Claim.parse("1 + 1 == 2"), "theorem claim : (2 : ℝ) = 2"),
    ],
)
def test_the_text_is_as_one_writes_it(claim: Claim, text: str) -> None:
    assert lean_statement(claim) == text


@pytest.mark.parametrize(
    "claim",
    [
        Claim.parse("sqrt(x)**4 == x**2 + sqrt(x)"),  # complex roots here, 0 in Lean
        Claim.parse("log(x) == log(x)"),
        Claim.parse("x**(1/3) == 1"),
        Claim.parse("x**y == 1"),
        Claim.parse("z == 1", {"z": "complex"}),
        Claim.parse("x == I"),
        Claim.parse("x == E"),
        Claim.parse("diff(x**2, x) == 2*x"),
        Claim.parse("asin(x) == 1"),
        Claim.parse("erf(x) == 1"),
        Claim.parse("1/0 == x"),
        Claim.parse("fun == 1"),
        Claim.parse("theorem == 1"),
        Claim.parse("x**1000 == " + "+".join(f"x**{k}" for k in range(200))),
    ],
)
def test_a_claim_that_lean_would_read_otherwise_is_refused(claim: Claim) -> None:
    with pytest.raises(UnsupportedError):
        lean_statement(claim)


def test_a_name_that_is_no_name_is_refused() -> None:
    for name in ("", "a b", "x : False := sorry\ntheorem y", "1", "by"):
        with pytest.raises(UnsupportedError):
            lean_statement(Claim.parse("x == x"), name)


def test_claims_of_statements_are_exact_without_any_opened_namespace() -> None:
    text = lean_statement(Claim.parse("sin(x)**2 + cos(x)**2 == 1"))
    assert (
        statement_of(text, Context()).outcome
        == statement_of(text, Context(frozenset({"Real", "Nat"}))).outcome
    )
