"""Terms: the constructors keep value and definedness, the order is total, the plain form round-trips."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from porism.symbolic.errors import FormatError, LimitError, PorismError
from porism.symbolic.meaning import balls, value
from porism.symbolic.parse import parse_term
from porism.symbolic.term import (
    HALF,
    MAX_DEPTH,
    MINUS_ONE,
    ONE,
    PI,
    RESERVED,
    ZERO,
    Apply,
    Derivative,
    E,
    I,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    children,
    divide,
    from_json,
    is_variable_name,
    multiply,
    negate,
    number,
    power,
    square_root,
    substitute,
    subterms,
    subtract,
    to_json,
    variables,
)
from tests.promptness import promptly
from tests.strategies import NAMES, terms

X, Y = Variable("x"), Variable("y")
POINTS = [
    {name: number(text) for name, text in zip(NAMES, texts, strict=True)}
    for texts in (("0", "0", "0", "0", "0"), ("1", "-1", "0", "2", "-2"), ("-3/2", "1/3", "5", "-1/4", "7"))
]


def same_value(raw: Term, canonical: Term, point: dict[str, Term]) -> bool:
    """Whether both are undefined at the point, or both defined and not seen to differ."""
    at = balls(point)
    a, b = value(raw, at), value(canonical, at)
    return bool(a.is_finite() == b.is_finite()) and (not a.is_finite() or (a - b).contains(0))


@given(terms(3), terms(3), st.sampled_from(POINTS))
def test_sums_and_products_keep_value_and_definedness(a: Term, b: Term, point: dict[str, Term]) -> None:
    assert same_value(Sum((a, b)), add(a, b), point)
    assert same_value(Product((a, b)), multiply(a, b), point)
    assert same_value(Sum((a, Product((MINUS_ONE, b)))), subtract(a, b), point)
    assert same_value(Product((a, Power(b, MINUS_ONE))), divide(a, b), point)
    assert same_value(Product((MINUS_ONE, a)), negate(a), point)


@given(terms(3), st.integers(-4, 4), st.sampled_from([1, 1, 2, 3]), st.sampled_from(POINTS))
def test_powers_keep_value_and_definedness(base: Term, p: int, q: int, point: dict[str, Term]) -> None:
    exponent = number(Fraction(p, q))
    try:
        canonical = power(base, exponent)
    except LimitError:
        assume(False)
    assert same_value(Power(base, exponent), canonical, point)


@given(terms(2), terms(2), st.sampled_from(POINTS))
def test_powers_with_any_exponent_keep_value_and_definedness(
    base: Term, exponent: Term, point: dict[str, Term]
) -> None:
    try:
        canonical = power(base, exponent)
    except LimitError:
        assume(False)
    assert same_value(Power(base, exponent), canonical, point)


@given(terms(), terms(), terms())
def test_the_order_of_operands_does_not_matter(a: Term, b: Term, c: Term) -> None:
    assert add(a, b, c) == add(c, add(b, a)) == add(add(a, c), b)
    assert multiply(a, b, c) == multiply(c, multiply(b, a)) == multiply(multiply(a, c), b)
    assert sorted([a, b, c], key=lambda t: t.sort_key) == sorted([c, b, a], key=lambda t: t.sort_key)
    assert (a.sort_key == b.sort_key) == (a == b)


@given(terms(derivatives=True))
def test_the_plain_form_round_trips_through_json(term: Term) -> None:
    assert from_json(json.loads(json.dumps(to_json(term)))) == term


@given(terms(derivatives=True))
def test_terms_are_canonical_all_the_way_down(term: Term) -> None:
    """Rebuilding a term from its parts gives it back, so that equal mathematics has one form."""
    for t in subterms(term):
        match t:
            case Sum(parts):
                assert add(*parts) == t
            case Product(parts):
                assert multiply(*parts) == t
            case Power(base, exponent):
                assert power(base, exponent) == t
            case _:
                assert all(c in list(subterms(t)) for c in children(t))


@given(terms(3), terms(2))
def test_substitution_replaces_every_occurrence(term: Term, replacement: Term) -> None:
    try:
        replaced = substitute(term, {"x": replacement})
    except LimitError:
        assume(False)
    assert ("x" in variables(replaced)) == ("x" in variables(term) and "x" in variables(replacement))
    assert substitute(term, {"x": X}) == term


def test_a_derivatives_own_variable_is_not_replaced() -> None:
    slope = Derivative(multiply(X, Y), "x")
    assert substitute(slope, {"y": number(2)}) == Derivative(multiply(number(2), X), "x")
    with pytest.raises(FormatError, match="under the derivative with respect to x"):
        substitute(slope, {"x": number(2)})
    with pytest.raises(FormatError, match="under the derivative with respect to x"):
        substitute(slope, {"y": X})


KEPT = {
    # what canonical form does, and what it must not do
    "x + 1 + y + 2": "x + y + 3",
    "2*x*3*y": "6*x*y",
    "x/2 + x/2": "x/2 + x/2",
    "(x*y)**2": "x**2*y**2",
    "(x**2)**3": "x**6",
    "(x**(1/2))**2": "x",
    "(x**(1/2))**-2": "1/x",
    "(x**2)**(1/2)": "sqrt(x**2)",
    "(1/x)**-1": "1/(1/x)",
    "(1/x)**-2": "1/(1/x**2)",
    "(1/x)**2": "1/x**2",
    "(1/pi)**-1": "pi",
    "(x**0)**-3": "x**0",
    "0**-3": "1/0",
    "0**0": "1",
    "0*x": "0*x",
    "2**-3": "1/8",
    "(-8)**(1/3)": "(-8)**(1/3)",
    "8**(1/3)": "8**(1/3)",
    "E**2*E**x": "exp(2)*exp(x)",
    "sqrt(x)*sqrt(x)": "sqrt(x)*sqrt(x)",
    "1*x": "x",
}  # fmt: skip


@pytest.mark.parametrize("text", KEPT)
def test_what_is_canonicalised_and_what_is_not(text: str) -> None:
    assert str(parse_term(text)) == str(parse_term(KEPT[text]))
    assert parse_term(text) == parse_term(KEPT[text])


@pytest.mark.parametrize(
    ("build", "problem"),
    [
        (lambda: number(2**13_288), "more than 13287 bits"),
        (lambda: number(Fraction(1, 2**13_288)), "more than 13287 bits"),
        (lambda: power(X, number(10_001)), "the exponent 10001 exceeds 10000"),
        (lambda: power(X, number("1/10001")), "exceeds 10000"),
        (lambda: power(number(3), number(-6_000)), None),
        (lambda: power(number(5), number(9_999)), "more than 13287 bits"),
        (lambda: power(number(10**400), number(10**30)), "(a huge number)|exceeds"),
        (lambda: multiply(number(2**10_000), number(2**10_000)), "more than 13287 bits"),
    ],
)
def test_numbers_are_bounded(build: Callable[[], Term], problem: str | None) -> None:
    if problem is None:
        assert isinstance(build(), Number)
    else:
        with pytest.raises(LimitError, match=problem):
            build()


MALFORMED: list[Any] = [
    None, 1, 1.5, True, "x", [], {}, ["x"], ["num"], ["num", 1], ["num", "1.5"], ["num", "1/0"], ["num", "nan"],
    ["num", "٣"],
    ["num", "1e5"], ["num", " 1"], ["num", "1/-2"], ["num", "0x1"], ["num", "1\n"], ["const", "E"], ["const", 1],
    ["var", ""], ["var", "1x"], ["var", "x y"],
    ["var", "é"], ["var", "E"], ["var", "sin"], ["var", "__class__"], ["var", "x\n"], ["var", ["x"]], ["sin"],
    ["sin", ["var", "x"], ["var", "y"]],
    ["foo", ["var", "x"]], ["+", ["var", "x"]], ["*"], ["^", ["var", "x"]], ["^", ["var", "x"], 2],
    ["diff", ["var", "x"], "x"],
    ["diff", ["var", "x"], ["num", "1"]], ["diff", ["var", "x"], ["var", "pi"]], [["sin"], ["var", "x"]],
    ["+", ["var", "x"], None],
]  # fmt: skip


@pytest.mark.parametrize("data", MALFORMED, ids=repr)
def test_a_malformed_plain_form_is_refused(data: Any) -> None:
    with pytest.raises(FormatError, match=r"expected a term such as"):
        from_json(data)


def test_a_hostile_plain_form_is_refused_at_once() -> None:
    deep: Any = ["var", "x"]
    for _ in range(100_000):
        deep = ["sin", deep]
    for data in (
        deep,
        ["num", "9" * 4_001],
        ["num", "9" * 10_000_000],
        ["^", ["var", "x"], ["num", "9" * 3_000]],
    ):
        with promptly(), pytest.raises(PorismError) as caught:
            from_json(data)
        assert len(str(caught.value)) < 300


def test_depth_of_the_plain_form_is_bounded_where_the_parsers_is() -> None:
    data: Any = ["var", "x"]
    for _ in range(MAX_DEPTH):
        data = ["sin", data]
    assert len(list(subterms(from_json(data)))) == MAX_DEPTH + 1
    with pytest.raises(LimitError, match="nested deeper than 150"):
        from_json(["sin", data])


@pytest.mark.parametrize("name", ["x", "X1", "alpha", "a_b_c", "e", "i", "beta", "x_", "Gamma", "n2"])
def test_variable_names(name: str) -> None:
    assert is_variable_name(name)
    assert parse_term(name) == Variable(name)


@pytest.mark.parametrize(
    "name", ["", "_", "_x", "1", "1x", "x y", "x-y", "é", "π", "x\n", "𝑥", *sorted(RESERVED)]
)
def test_what_cannot_be_a_variable(name: str) -> None:
    assert not is_variable_name(name)
    with pytest.raises(FormatError):
        from_json(["var", name])


def test_constants_and_small_constructors() -> None:
    assert [str(n) for n in (ZERO, ONE, MINUS_ONE, HALF)] == ["0", "1", "-1", "1/2"]
    assert [str(c) for c in (PI, E, I)] == ["pi", "E", "I"]
    assert square_root(X) == Power(X, HALF)
    assert power(E, X) == Apply("exp", X)
    assert add() == ZERO
    assert multiply() == ONE
    assert variables(Derivative(multiply(X, Y), "x")) == {"x", "y"}


def test_a_number_that_can_be_made_can_be_written() -> None:
    for large in (number(2**13_287 - 1), power(number("1/3"), number(6_000)), number(Fraction(1, 2**13_286))):
        assert from_json(to_json(large)) == large
        assert parse_term(str(large)) == large
    for text in ("3**9911", "(-8)**(1/3)**9911", "x**(1/7**4000)"):
        with pytest.raises(LimitError):
            parse_term(text)


@pytest.mark.parametrize("sign", ["+", "*"])
def test_a_plain_sum_or_product_has_no_more_parts_than_a_text(sign: str) -> None:
    with pytest.raises(LimitError, match="100,000 parts"):
        from_json([sign, *([["var", "x"]] * 100_000)])
