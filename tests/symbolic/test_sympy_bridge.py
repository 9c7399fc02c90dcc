"""Between SymPy and terms: a round trip, assumptions as domains, and what is refused is named."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from hypothesis import assume, given, settings
from sympy.abc import x, y, z

from porism.symbolic.claim import Claim
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.meaning import balls, value
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.sympy_bridge import from_sympy, symbol, to_sympy
from porism.symbolic.term import FUNCTIONS, Apply, Term, Variable, number
from tests.strategies import NAMES, terms


@settings(max_examples=60)
@given(terms(depth=2, derivatives=True))
def test_a_term_that_goes_to_sympy_unevaluated_keeps_its_value(term: Term) -> None:
    at = balls({name: number(v) for name, v in zip(NAMES, ("1/3", "2", "5/7", "-3/2", "4"), strict=True)})
    there_and_back = from_sympy(to_sympy(term, evaluate=False))
    before, after = value(term, at), value(there_and_back, at)
    assume(before.is_finite())
    assert after.is_finite()
    assert (before - after).contains(0)


@settings(max_examples=60)
@given(terms(depth=2))
def test_sympys_own_evaluation_keeps_the_value(term: Term) -> None:
    at = balls(
        {name: number(v) for name, v in zip(NAMES, ("1/3", "2", "5/7", "-3/2", "4"), strict=True)}, 200
    )
    before = value(term, at, 200)
    assume(before.is_finite())
    try:
        after = value(from_sympy(to_sympy(term)), at, 200)
    except UnsupportedError:  # SymPy made a function of its own out of it, such as re or arg
        assume(False)
    assume(after.is_finite())
    assert (before - after).contains(0)


@pytest.mark.parametrize("function", sorted(FUNCTIONS))
def test_every_function_has_its_namesake(function: str) -> None:
    term = Apply(function, Variable("x"))
    assert from_sympy(to_sympy(term)) == term


READINGS: list[tuple[Any, str]] = [
    (sympy.Rational(2, 3), "2/3"),
    (sympy.Integer(-5), "-5"),
    (sympy.pi * sympy.E + sympy.I, "pi*E + I"),
    (sympy.GoldenRatio, "(1 + sqrt(5))/2"),
    (sympy.sqrt(x) / y, "sqrt(x)/y"),
    (x**y, "x**y"),
    (sympy.exp(2 * x), "exp(2*x)"),
    (sympy.E**x, "exp(x)"),
    (sympy.Abs(x - y), "abs(x - y)"),
    (sympy.Derivative(sympy.sin(x), x), "diff(sin(x), x)"),
    (sympy.Derivative(sympy.sin(x), x, 2), "diff(diff(sin(x), x), x)"),
    (sympy.Derivative(x**2 * y, x, y), "diff(diff(x**2*y, x), y)"),
    (sympy.ln(x), "log(x)"),
    (sympy.log(x, 2), "log(x)/log(2)"),
    (sympy.Symbol("x_1"), "x_1"),
    (sympy.Symbol("x_{12}"), "x_12"),
    (sympy.cbrt(x), "x**(1/3)"),
    (sympy.erfi(x) + sympy.erfc(y), "erfi(x) + erfc(y)"),
    (sympy.asec(x) + sympy.acsc(y), "acos(1/x) + asin(1/y)"),
    (sympy.asech(x) + sympy.acsch(y), "acosh(1/x) + asinh(1/y)"),
    (sympy.polylog(2, x) + sympy.polylog(1, x), "dilog(x) - log(1 - x)"),
    (sympy.Li(x), "li(x) - li(2)"),
    (sympy.LambertW(x) + sympy.LambertW(y, -1), "LambertW(x) + LambertWm1(y)"),
    (sympy.factorial(x) + sympy.digamma(y), "gamma(x + 1) + digamma(y)"),
    (sympy.Symbol("gamma") * sympy.gamma(x), "gamma*gamma(x)"),
]


@pytest.mark.parametrize(("expression", "text"), READINGS, ids=[text for _, text in READINGS])
def test_reading(expression: Any, text: str) -> None:
    assert from_sympy(expression) == parse_term(text)


REFUSED: list[tuple[Any, str]] = [
    (sympy.Float(0.1), "the float 0.1"),
    (x * 1.5, "the float 1.5"),
    (sympy.oo, "oo is not in the claim language"),
    (sympy.zoo, "zoo is not"),
    (sympy.nan, "nan is not"),
    (sympy.polygamma(1, x), "polygamma"),
    (sympy.polylog(3, x), "polylog"),
    (sympy.LambertW(x, 1), "LambertW"),
    (sympy.uppergamma(y, x), "gamma"),
    (sympy.zeta(x), "zeta"),
    (sympy.Piecewise((x, x > 0), (0, True)), "Piecewise"),
    (sympy.Integral(x, x), "Integral"),
    (sympy.Sum(x, (x, 1, 3)), "Sum"),
    (sympy.Function("f")(x), "f"),
    (sympy.Max(x, y), "Max"),
    (sympy.sign(x), "sign"),
    (sympy.re(x), "re"),
    (sympy.conjugate(x), "conjugate"),
    (sympy.Matrix([[x]]), "Matrix"),
    (sympy.true, "True"),
    (sympy.Eq(x, y), "Equality"),
    (sympy.EulerGamma, "EulerGamma"),
    (sympy.Symbol("E"), "the symbol 'E' cannot be a variable"),
    (sympy.Symbol("sin"), "the symbol 'sin'"),
    (sympy.Symbol("x y"), "the symbol 'x y'"),
    (sympy.Symbol("__import__('os')"), "the symbol"),
    (sympy.Symbol("a" * 10_000 + "!"), "the symbol"),
    (sympy.Dummy("t") + sympy.Symbol("λ"), "the symbol"),
    ("x", "x is not in the claim language"),
    (None, "None is not"),
    (True, "True is not"),
    (1.5, "1.5 is not"),
]


@pytest.mark.parametrize(("expression", "named"), REFUSED, ids=lambda v: str(v)[:30])
def test_what_is_refused_is_named(expression: Any, named: str) -> None:
    with pytest.raises(UnsupportedError) as caught:
        from_sympy(expression)
    assert named in str(caught.value)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("assumptions", "domain", "hypotheses"),
    [
        ({}, "real", []), ({"real": True}, "real", []), ({"positive": True}, "positive", []),
        ({"finite": True}, "real", []),
        ({"nonnegative": True}, "nonnegative", []), ({"real": True, "nonzero": True}, "nonzero", []),
        ({"integer": True}, "integer", []), ({"complex": True}, "complex", []), ({"negative": True}, "(-oo, 0)", []),
        ({"integer": True, "nonnegative": True}, "natural", []), ({"nonpositive": True}, "(-oo, 0]", []),
        ({"integer": True, "positive": True}, "natural", ["s != 0"]),
        ({"integer": True, "negative": True}, "integer", ["s < 0"]),
        ({"integer": True, "nonzero": True}, "integer", ["s != 0"]),
        ({"integer": True, "nonpositive": True}, "integer", ["s <= 0"]),
        ({"real": True, "zero": False}, "nonzero", []),
    ],
)  # fmt: skip
def test_assumptions_become_domains(assumptions: dict[str, bool], domain: str, hypotheses: list[str]) -> None:
    """Exactly: over a larger set a claim could be refuted where nobody stated it."""
    s = sympy.Symbol("s", **assumptions)
    assert Claim.from_sympy(sympy.Eq(s**2, 3, evaluate=False)) == Claim.parse(
        "s**2 == 3", {"s": domain}, hypotheses
    )


def test_a_symbol_that_does_not_commute_is_refused() -> None:
    with pytest.raises(
        UnsupportedError, match="A does not commute; the symbols of a claim stand for numbers"
    ):
        Claim.from_sympy(sympy.Eq(sympy.Symbol("A", commutative=False), 1, evaluate=False))


@pytest.mark.parametrize(
    ("assumptions", "named"),
    [({"even": True}, "is even"), ({"prime": True}, "is "), ({"rational": True}, "is "), ({"imaginary": True}, "is "),
     ({"irrational": True}, "is "),
     ({"real": False, "complex": True}, "is not real"),
     ({"zero": True}, "is ")],
)  # fmt: skip
def test_assumptions_that_no_domain_has_are_refused(assumptions: dict[str, bool], named: str) -> None:
    s = sympy.Symbol("s", **assumptions)
    with pytest.raises(UnsupportedError, match=rf"no domain says that s {named}.*state a hypothesis"):
        Claim.from_sympy(sympy.Eq(s + y, 1, evaluate=False))


def test_two_symbols_of_one_name_are_refused() -> None:
    other = sympy.Symbol("x", positive=True)
    with pytest.raises(UnsupportedError, match="two different symbols are called x"):
        Claim.from_sympy(sympy.Eq(x, other, evaluate=False))


@pytest.mark.parametrize(
    ("text", "assumptions"),
    [
        ("real", {"real"}), ("complex", set()), ("positive", {"positive"}), ("natural", {"integer", "nonnegative"}),
        ("nonzero", {"real", "nonzero"}), ("[0, 1]", {"nonnegative"}), ("(0, 1]", {"positive"}),
        ("[1, 2]", {"positive"}),
        ("(-1, 1)", {"real"}), ("(-oo, 0)", {"negative"}), ("[-1, 0]", {"nonpositive"}), ("(pi, 4)", {"real"}),
    ],
)  # fmt: skip
def test_domains_become_assumptions_that_hold_on_them(text: str, assumptions: set[str]) -> None:
    made = symbol("x", parse_domain(text))
    assert all(getattr(made, f"is_{a}") for a in assumptions)
    assert made.is_positive is not True or "positive" in assumptions
    assert made.is_negative is not True or "negative" in assumptions


def test_claims_from_sympy() -> None:
    p = sympy.Symbol("p", positive=True)
    claim = Claim.from_sympy(sympy.Eq(sympy.log(p * y), 0, evaluate=False), [sympy.Gt(y, 0)])
    assert claim == Claim.parse("log(p*y) == 0", {"p": "positive"}, ["y > 0"])
    for relation, sign in (
        (sympy.Ne, "!="),
        (sympy.Le, "<="),
        (sympy.Lt, "<"),
        (sympy.Ge, ">="),
        (sympy.Gt, ">"),
    ):
        assert Claim.from_sympy(relation(x, y, evaluate=False)) == Claim.parse(f"x {sign} y")


@pytest.mark.parametrize("statement", [x, sympy.true, sympy.Eq(x, x), x + 1, None, "x == 1"])
def test_what_is_not_a_relation_is_refused_with_the_cure(statement: Any) -> None:
    with pytest.raises(UnsupportedError, match="evaluate=False"):
        Claim.from_sympy(statement)


@pytest.mark.parametrize(
    "text",
    [
        "sin(x)**2 + cos(x)**2 == 1",
        "x/x == 1",
        "x < x",
        "sqrt(x**2) != x",
        "diff(x**2, x) <= 2*x",
        "0*x == 0",
    ],
)
def test_a_claim_is_shown_as_it_was_stated(text: str) -> None:
    claim = Claim.parse(text)
    assert Claim.from_sympy(claim.to_sympy()) == claim


def test_latex_of_a_claim() -> None:
    assert Claim.parse("sin(x)/x <= 1").latex() == r"\frac{\sin{\left(x \right)}}{x} \leq 1"
    assert Claim.parse("x != y").latex() == r"y \neq x"


def test_pythons_integers_are_numbers() -> None:
    assert from_sympy(7) == number(7)


def test_symbols_can_be_given() -> None:
    p = sympy.Symbol("x", positive=True)
    assert to_sympy(parse_term("sqrt(x**2)"), {"x": p}) == p
    assert to_sympy(parse_term("sqrt(x**2)"), {"x": p}, evaluate=False) != p
    assert Domain("real") == Claim.from_sympy(sympy.Eq(z, 1, evaluate=False)).domain("z")
