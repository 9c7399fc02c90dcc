"""The safe parser: what texts mean, where errors point, and that hostile text costs nothing and does nothing."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from mpmath import mp

from porism.symbolic.claim import Claim
from porism.symbolic.errors import DomainError, LimitError, ParseError, PorismError
from porism.symbolic.meaning import balls, value
from porism.symbolic.parse import parse_domain, parse_relation, parse_term
from porism.symbolic.term import (
    FUNCTIONS,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    variables,
)
from porism.symbolic.text import term_text
from tests.datasets import mpmath_oracle
from tests.promptness import promptly
from tests.strategies import NAMES, terms

X, Y, Z = Variable("x"), Variable("y"), Variable("z")

PRECEDENCE = {
    "x + y*z": add(X, multiply(Y, Z)),
    "(x + y)*z": multiply(add(X, Y), Z),
    "x - y - z": add(X, negate(Y), negate(Z)),
    "x - (y - z)": add(X, negate(add(Y, negate(Z)))),
    "x/y/z": multiply(X, divide(number(1), Y), divide(number(1), Z)),
    "x/(y/z)": divide(X, divide(Y, Z)),
    "x/y*z": multiply(divide(X, Y), Z),
    "-x**2": negate(power(X, number(2))),
    "(-x)**2": power(negate(X), number(2)),
    "-x*y": multiply(negate(X), Y),
    "x**-y": power(X, negate(Y)),
    "x**y**z": power(X, power(Y, Z)),
    "(x**y)**z": power(power(X, Y), Z),
    "x**-y**z": power(X, negate(power(Y, Z))),
    "2**3**2": number(512),
    "-2**2": number(-4),
    "2*-x": multiply(number(2), negate(X)),
    "--x": X,
    "+x": X,
    "x--y": add(X, Y),
    "2/3*x": multiply(number("2/3"), X),
    "1/2**2": number("1/4"),
    "x^2": power(X, number(2)),
}


@pytest.mark.parametrize("text", PRECEDENCE)
def test_precedence(text: str) -> None:
    assert parse_term(text) == PRECEDENCE[text]


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("ln(x)", "log(x)"),
        ("arcsin(x) + arccos(y) + arctan(z)", "asin(x) + acos(y) + atan(z)"),
        ("Abs(x)", "abs(x)"),
        ("0.1", "1/10"),
        (".5", "1/2"),
        ("2.", "2"),
        ("1e-3*x", "x/1000"),
        ("1.5E2", "150"),
        ("π·x × y", "pi*x*y"),
        ("x − 1", "x - 1"),
        ("E**x", "exp(x)"),
        ("sqrt(x)**2", "x"),
        ("sqrt(x)**3", "x**(3/2)"),
        ("  x\t+\n1 ", "x + 1"),
        ("y + x + 1", "1 + x + y"),
        ("x + 0", "x"),
    ],
)
def test_two_spellings_of_one_term(text: str, same: str) -> None:
    assert parse_term(text) == parse_term(same)


@pytest.mark.parametrize(
    "text", ["x/x", "x - x", "0*(1/x)", "0/x", "x**0", "(1/x)**-1", "1/0", "sqrt(x**2)", "1**x"]
)
def test_nothing_that_could_change_where_a_term_is_defined_is_simplified(text: str) -> None:
    assert not isinstance(parse_term(text), type(number(0)))
    assert parse_term(str(parse_term(text))) == parse_term(text)


@given(terms(depth=4, derivatives=True))
def test_printing_then_parsing_is_the_identity(term: Term) -> None:
    assert parse_term(term_text(term)) == term


@given(terms(depth=3), st.lists(st.sampled_from(["2", "-3", "1/2", "-7/5", "11/3"]), min_size=5, max_size=5))
def test_the_printed_text_read_by_python_has_the_terms_value(term: Term, numbers: list[str]) -> None:
    """Python's own grammar and mpmath's functions agree with ours: the text can be pasted."""
    point = dict(zip(NAMES, numbers, strict=True))
    ours = value(term, balls({name: number(text) for name, text in point.items()}, 200), 200)
    assume(ours.is_finite() and ours.rel_accuracy_bits() > 100 and abs(ours) < 1e30)
    tree = ast.parse(str(term), mode="eval").body
    with mp.workdps(60):
        theirs = mpmath_oracle.value(tree, {name: mpmath_oracle.exact(text) for name, text in point.items()})
        mine = mp.mpc(*(part.str(60, radius=False) for part in (ours.real, ours.imag)))
        assert abs(mine - theirs) <= mp.mpf("1e-12") * (1 + abs(theirs))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("x == 1", "=="),
        ("x = 1", "=="),
        ("x != 1", "!="),
        ("x ≠ 1", "!="),
        ("x <= 1", "<="),
        ("x ≤ 1", "<="),
        ("x < 1", "<"),
        ("x >= 1", ">="),
        ("x ≥ 1", ">="),
        ("x > 1", ">"),
    ],
)
def test_relations(text: str, kind: str) -> None:
    assert parse_relation(text) == (kind, X, number(1))


ERRORS = {
    # text: (what the message says, 1-based column)
    "": ("expected a number, a name or (, found the end", 1),
    "2x": ("write * between factors), found 'x'", 2),
    "x y": ("write * between factors), found 'y'", 3),
    "x(y)": ("expected a known function; write * to multiply by a parenthesis, found 'x'", 1),
    "(x)(y)": ("write * between factors), found '('", 4),
    "x +": ("found the end", 4),
    "x + * y": ("found '*'", 5),
    "(x": ("expected ), found the end", 3),
    "(x y)": ("write * between factors), found 'y'", 4),
    "x)": ("expected an operator or the end, found ')'", 2),
    "sin x": ("expected ( after the function sin, found 'x'", 5),
    "sin": ("expected ( after the function sin, found the end", 4),
    "sin()": ("found ')'", 5),
    "sin(x, y)": ("expected ), found ','", 6),
    "sine(x)": ("did you mean sin?", 1),
    "foo(x)": ("expected a known function", 1),
    "|x|": ("write abs(…)", 1),
    "x == 1": ("expected an operator or the end, found '=='", 3),
    "diff(x)": ("expected a comma and the variable", 7),
    "diff(x, 2)": ("the variable of differentiation, found '2'", 9),
    "diff(x, pi)": ("the variable of differentiation, found 'pi'", 9),
    "diff(x, x, 2)": ("expected ), found ','", 10),
    # words that mean a value elsewhere
    "nan": ("a variable that stands for a number", 1),
    "x + NaN": ("found 'NaN'", 5),
    "oo": ("found 'oo'", 1),
    "inf": ("found 'inf'", 1),
    "None": ("found 'None'", 1),
    "True": ("found 'True'", 1),
    "_x": ("found '_x'", 1),
    "__import__": ("found '__import__'", 1),
    "__builtins__": ("found '__builtins__'", 1),
    "lambda": ("found 'lambda'", 1),
    # Python that is not mathematics
    "__import__('os').system('touch /tmp/porism-was-here')": ("expected a known function", 1),
    "lambda x: x": ("found 'lambda'", 1),
    "x.__class__": ("found '.'", 2),
    "().__class__.__bases__[0]": ("found '.'", 3),
    'f"{x}"': ("found '\"'", 2),
    "x if x else y": ("write * between factors), found 'if'", 3),
    "[x for x in y]": ("found '['", 1),
    "{x}": ("found '{'", 1),
    "x; y": ("found ';'", 2),
    "x := 1": ("found ':'", 3),
    "x % 2": ("found '%'", 3),
    "x // 2": ("expected a number, a name or (, found '/'", 4),
    "x @ y": ("found '@'", 3),
    "x & y": ("found '&'", 3),
    "~x": ("found '~'", 1),
    "x!": ("found '!'", 2),
    "0x10": ("write * between factors), found 'x10'", 2),
    "1_000": ("write * between factors), found '_000'", 2),
    "1j": ("write * between factors), found 'j'", 2),
    "'x'": ('found "\'"', 1),
    "x # y": ("found '#'", 3),
    # look-alikes and what cannot be seen
    "ѕin(x)": ("found 'ѕ' (U+0455, CYRILLIC SMALL LETTER DZE)", 1),
    "х + 1": ("CYRILLIC SMALL LETTER HA", 1),
    "x² + 1": ("SUPERSCRIPT TWO", 2),
    "１ + x": ("FULLWIDTH DIGIT ONE", 1),
    "x\u200b+ 1": ("ZERO WIDTH SPACE", 2),
    "x\u00a0+ 1": ("NO-BREAK SPACE", 2),
    "x ∕ y": ("DIVISION SLASH", 3),
    "\u202ex": ("RIGHT-TO-LEFT OVERRIDE", 1),
    "x\x00": ("found '\\x00'", 2),
    "∞": ("INFINITY", 1),
    "𝑥": ("MATHEMATICAL ITALIC SMALL X", 1),
    "x ＝ 1": ("FULLWIDTH EQUALS SIGN", 3),
}


@pytest.mark.parametrize("text", ERRORS)
def test_errors_say_what_and_where(text: str) -> None:
    problem, column = ERRORS[text]
    with pytest.raises(ParseError) as caught:
        parse_term(text)
    assert problem in caught.value.problem
    assert caught.value.column + 1 == column
    assert not Path("/tmp/porism-was-here").exists()


def test_a_parse_error_draws_its_place() -> None:
    with pytest.raises(ParseError) as caught:
        parse_relation("x + 2y == 1")
    assert str(caught.value) == (
        "expected an operator (write * between factors), found 'y' at column 6\n  x + 2y == 1\n       ^"
    )


@pytest.mark.parametrize(
    ("text", "problem", "column"),
    [
        ("x", "expected a relation (one of == != <= < >= >), found the end", 2),
        ("x == ", "found the end", 6),
        ("== x", "found '=='", 1),
        ("0 < x < 1", "put the others into `assume`), found a chain", 7),
        ("x == y == z", "found a chain", 8),
        ("x =< 1", "found '<'", 4),
        ("x => 1", "found '>'", 4),
        ("x === 1", "found '='", 5),
        ("x ! = 1", "found '!'", 3),
        ("x == 1)", "expected an operator or the end, found ')'", 7),
    ],
)
def test_errors_in_relations(text: str, problem: str, column: int) -> None:
    with pytest.raises(ParseError) as caught:
        parse_relation(text)
    assert problem in caught.value.problem
    assert caught.value.column + 1 == column


LIMITS = {
    "parentheses": "(" * 49_000 + "x" + ")" * 49_000,
    "signs": "-" * 99_000 + "x",
    "towers": "**".join(["x"] * 30_000),
    "calls": "sin(" * 20_000 + "x" + ")" * 20_000,
    "quotients": "x/(" * 20_000 + "x" + ")" * 20_000,
    "ten megabytes": "x+" * 5_000_000 + "x",
    "ten megabytes of digits": "9" * 10_000_000,
    "many terms": "+".join(["x"] * 45_000),
    "many factors": "*".join(["x"] * 45_000),
    "tower of nines": "9**9**9**9",
    "huge exponent": "x**100000",
    "huge negative exponent": "x**-99999999",
    "huge root": "x**(1/99999)",
    "exponent of exponents": "(x**5000)**3",
    "long number": "9" * 5_000,
    "long decimal": "0." + "3" * 5_000,
    "scientific": "1e99999",
    "tiny": "1e-99999",
    "long exponent": "1e1000000000000000000000",
    "product of long numbers": "*".join(["9" * 3_900] * 20),
    "sum of fractions": "+".join(f"1/{10**3000 + k}" for k in range(30)),
    "powers of numbers": "(2**9999)**9999",
}


@pytest.mark.parametrize("name", LIMITS)
def test_what_is_too_large_is_refused_at_once(name: str) -> None:
    with promptly(), pytest.raises(LimitError) as caught:
        parse_term(LIMITS[name])
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    "text", ["(" * 99_999, "x=" * 49_000, "\x00" * 99_999, "é" * 99_999, "9" * 50 + "x" * 99_000 + "="]
)
def test_hostile_relations_are_errors_at_once(text: str) -> None:
    with promptly(), pytest.raises(PorismError) as caught:
        Claim.parse(text)
    assert len(str(caught.value)) < 600


def test_what_is_just_within_the_bounds_is_read() -> None:
    assert parse_term("(" * 140 + "x" + ")" * 140) == X
    assert parse_term("x**10000") == power(X, number(10_000))
    assert len(variables(parse_term("+".join(f"x{k}" for k in range(6_000))))) == 6_000
    assert parse_term("2**6000").__class__ is number(0).__class__


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("real", "real"),
        (" positive ", "positive"),
        ("(0, oo)", "positive"),
        ("[0, oo)", "nonnegative"),
        ("(-oo, oo)", "real"),
        ("(-oo, 0]", "(-oo, 0]"),
        ("[0,1)", "[0, 1)"),
        ("(-pi/2, pi/2)", "(-pi/2, pi/2)"),
        ("[ sqrt(2) , 2 ]", "[sqrt(2), 2]"),
        ("[1, 1]", "[1, 1]"),
        ("(-inf, inf)", "real"),
        ("(0.5, 1)", "(1/2, 1)"),
    ],
)
def test_domains(text: str, domain: str) -> None:
    assert str(parse_domain(text)) == domain
    assert parse_domain(str(parse_domain(text))) == parse_domain(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("reals", "did you mean real"),
        ("", "expected a domain"),
        ("(0 1)", "expected a domain"),
        ("[0, 1, 2]", "expected a domain"),
        ("[1, 0]", "the interval from 1 to 0 is empty"),
        ("(1, 1)", "is empty"),
        ("[0, oo]", "an infinite end cannot belong"),
        ("[-oo, 0)", "an infinite end cannot belong"),
        ("[0, x]", "an interval's end must be a number, found x"),
        ("__import__('os')", "expected a domain"),
        ("ℝ", "expected a domain"),
        ("(pi, 3)", "is empty"),
        ("(0, I)", "must be a real number"),
        ("(0, 1/0)", "must be a real number"),
    ],
)
def test_what_is_not_a_domain(text: str, problem: str) -> None:
    with pytest.raises(DomainError, match=problem):
        parse_domain(text)


@pytest.mark.parametrize("text", ["(0, 2x)", "[0, 9**9**9**9)", "[0, [1]]", "(" * 90_000 + ",)"])
def test_an_interval_with_bad_ends(text: str) -> None:
    with pytest.raises(PorismError):
        parse_domain(text)


def test_every_function_has_a_name_in_the_text() -> None:
    for function in FUNCTIONS:
        assert str(parse_term(f"{function}(x)")) == f"{function}(x)"
