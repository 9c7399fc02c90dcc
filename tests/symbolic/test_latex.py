r"""LaTeX input: what it means, what is refused as ambiguous, and that our own LaTeX output reads back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.errors import LimitError, ParseError, PorismError
from porism.symbolic.latex import latex_relation, latex_term
from porism.symbolic.parse import parse_relation, parse_term
from porism.symbolic.term import Term
from porism.symbolic.typeset import latex, relation_box, term_box
from tests.promptness import promptly
from tests.strategies import terms

CORPUS = Path(__file__).parents[2] / "datasets" / "corpora" / "elementary.jsonl"
CLAIMS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]

READINGS = {
    # numbers, letters, fractions
    r"\frac{1}{2}": "1/2",
    r"\frac12": "1/2",
    r"\dfrac{a}{b}": "a/b",
    r"\frac{\frac{1}{x}}{2}": "1/x/2",
    "$1.25$": "5/4",
    "$.5x$": "x/2",
    r"\(x\)": "x",
    r"\[x\]": "x",
    "$$x + 1$$": "x + 1",
    r"\displaystyle \frac{x}{y}": "x/y",
    "$xy$": "x*y",
    r"\alpha": "alpha",
    r"\varphi_2": "varphi_2",
    "$x_1$": "x_1",
    "$x_{12}$": "x_12",
    r"$x_{\mathrm{max}}$": "x_max",
    r"\mathrm{speed}": "speed",
    r"\lambda": "lamda",
    "$x_1^2$": "x_1**2",
    "${x}$": "x",
    # constants
    r"\pi r^2": "pi*r**2",
    "$e^x$": "exp(x)",
    "$e^{-x^2/2}$": "exp(-x**2/2)",
    r"e^{i\pi}": "exp(I*pi)",
    "$2ix$": "2*I*x",
    r"\mathrm{e}^{\mathrm{i} t}": "exp(I*t)",
    "$e$": "E",
    "$π$": "pi",
    # operators
    r"a \cdot b": "a*b",
    r"a \times b \div c": "a*b/c",
    "$a/b$": "a/b",
    "$-x^2$": "-x**2",
    r"a - \left(b - c\right)": "a - (b - c)",
    "$2(x+1)(x-1)$": "2*(x + 1)*(x - 1)",
    r"x\,(y+1)": "x*(y + 1)",
    r"\pi(x+1)": "pi*(x + 1)",
    "$[x+1]^2$": "(x + 1)**2",
    r"\frac{x}{y} z": "x/y*z",
    "$a−b$": "a - b",
    # powers and roots
    "$x^{10}$": "x**10",
    "$x^2y$": "x**2*y",
    "$x^{2y}$": "x**(2*y)",
    "$x^{y^z}$": "x**y**z",
    r"x^\frac{1}{3}": "x**(1/3)",
    "$x^{-1}$": "1/x",
    r"\sqrt{x}": "sqrt(x)",
    r"\sqrt2": "sqrt(2)",
    r"\sqrt[3]{x}": "x**(1/3)",
    r"\sqrt[n]{x}": "x**(1/n)",
    r"\sqrt{x}^3": "x**(3/2)",
    "${x+1}^2$": "(x + 1)**2",
    # functions
    r"\sin x": "sin(x)",
    r"\sin{x}": "sin(x)",
    r"\sin(x)": "sin(x)",
    r"\sin\left(x\right)": "sin(x)",
    r"\sin 2x": "sin(2*x)",
    r"\cos 2\pi f t": "cos(2*pi*f*t)",
    r"\sin x \cos y": "sin(x)*cos(y)",
    r"\sin \cos x": "sin(cos(x))",
    r"\sin^2 x": "sin(x)**2",
    r"\sin^{2}(x)": "sin(x)**2",
    r"\sin(x)^2": "sin(x)**2",
    r"\sin x^2": "sin(x**2)",
    r"\sin^{-1} x": "asin(x)",
    r"\tanh^{-1}(x)": "atanh(x)",
    r"\sin x + y": "sin(x) + y",
    r"\sin \frac{x}{2}": "sin(x/2)",
    r"\sin x \cdot y": "sin(x)*y",
    r"\ln x": "log(x)",
    r"\log x": "log(x)",
    r"\log_2 x": "log(x)/log(2)",
    r"\lg x": "log(x)/log(10)",
    r"\log_{10}(x)": "log(x)/log(10)",
    r"\exp(-x)": "exp(-x)",
    r"\arctan x": "atan(x)",
    r"\operatorname{arsinh} x": "asinh(x)",
    r"\operatorname{sech}^2(x)": "sech(x)**2",
    r"\coth x": "coth(x)",
    r"\sqrt{\sin x}": "sqrt(sin(x))",
    r"\ln|x|": "log(abs(x))",
    r"\frac{\sin x}{x}": "sin(x)/x",
    r"\mathrm{cosh}(x)": "cosh(x)",
    # absolute values
    "$|x|$": "abs(x)",
    "$2|x||y|$": "2*abs(x)*abs(y)",
    "$|x| + 2|y|$": "abs(x) + 2*abs(y)",
    r"\left|x - |y|\right|": "abs(x - abs(y))",
    "$|x + |y||$": "abs(x + abs(y))",
    r"\lvert z \rvert^2": "abs(z)**2",
    # derivatives
    r"\frac{d}{dx} x^2": "diff(x**2, x)",
    r"\frac{d}{dt}\left(t\sin t\right)": "diff(t*sin(t), t)",
    r"\frac{\partial^2}{\partial x^2}\left(x y\right)": "diff(diff(x*y, x), x)",
    r"\frac{d}{dx_1}(x_1)y": "diff(x_1, x_1)*y",
    r"\frac{\mathrm{d}}{\mathrm{d}\theta} \cos\theta": "diff(cos(theta), theta)",
}

# What can be read in two ways, or is not in the language: the message, and the column where it points.
REFUSED = {
    "$x(y+1)$": ("a letter before (", 3),
    "$f(x)$": ("a letter before (", 3),
    r"x_1\left(2\right)": ("a letter before (", 4),
    "$x^10$": ("write ^{10}", 4),
    r"\sqrt12": ("write {12}", 6),
    "$x_12$": ("write _{12}", 4),
    "$x^-1$": ("in braces", 4),
    "$x^y^z$": ("two exponents", 5),
    "$1/2x$": ("a product after /", 5),
    r"\sin x/2": ("argument ends", 7),
    r"\sin x(y+1)": ("argument ends", 7),
    r"\sin{x}^2": ("an exponent after {…}", 8),
    r"\sec^{-1} x": ("two ways", 5),
    "$|x|y|z|$": ("two ways", 6),
    r"\frac{dy}{dx}": (r"\frac{d}{dx}", 1),
    r"\frac{d}{dx} x y": ("into parentheses", 16),
    r"\frac{d^2}{dx} x": ("same order", 1),
    "$sin(x)$": (r"write \sin", 2),
    "$2pi$": (r"write \pi", 3),
    "$E$": ("E is not a variable's name", 2),
    r"\mathrm{lambda}": ("not a variable's name", 1),
    "$x 2$": (r"write \cdot", 4),
    r"\int_0^1 x dx": (r"\int is not in the claim language", 1),
    r"\sum_{n=1}^9 n": (r"\sum", 1),
    r"\infty": (r"\infty", 1),
    r"\input{/etc/passwd}": (r"\input is not", 1),
    r"\write18{ls}": (r"\write is not", 1),
    r"\def\x{1}": (r"\def", 1),
    r"\begin{matrix} 1 \end{matrix}": (r"\begin", 1),
    r"\binom{n}{k}": (r"\binom", 1),
    "$n!$": ("found '!'", 3),
    "$x'$": ('found "\'"', 3),
    r"\frac{1}{}": ("found '}'", 10),
    r"\frac{1}": ("an argument", 9),
    "$$": ("the end", 2),
    "$(x$": ("expected )", 4),
    r"\left(x\right]": ("expected )", 8),
    r"\left\{x\right\}": ("found", 6),
    "$a_{b_c}$": ("subscript", 6),
    r"\pi ⅓": ("found '⅓'", 5),
    "$х$": ("found 'х'", 2),
    r"\cdot": ("a number, a letter or a group", 1),
    r"\sin": ("argument", 5),
    "$x +$": ("the end", 5),
    "$\x00$": ("found", 2),
    r"\%": ("found", 1),
}


@pytest.mark.parametrize(("source", "text"), READINGS.items())
def test_reading(source: str, text: str) -> None:
    assert parse_term(source) == parse_term(text)


@pytest.mark.parametrize(("source", "problem", "column"), [(s, *p) for s, p in REFUSED.items()])
def test_what_is_refused_and_where(source: str, problem: str, column: int) -> None:
    with pytest.raises(ParseError) as caught:
        latex_term(source)
    assert problem in caught.value.problem
    assert caught.value.column + 1 == column


def test_nothing_is_evaluated_on_the_way() -> None:
    assert str(parse_term(r"\frac{x}{x}")) == "x/x"
    assert str(parse_term(r"0 \cdot \frac{1}{x}")) == "0/x"
    assert str(parse_term(r"\sqrt{x^2}")) == "sqrt(x**2)"


@pytest.mark.parametrize(
    ("sign", "kind"),
    [
        ("=", "=="),
        (r"\neq", "!="),
        (r"\ne", "!="),
        (r"\leq", "<="),
        (r"\le", "<="),
        ("≤", "<="),
        ("<", "<"),
        (r"\lt", "<"),
        (r"\geq", ">="),
        (r"\geqslant", ">="),
        (">", ">"),
        ("≠", "!="),
    ],
)
def test_relations(sign: str, kind: str) -> None:
    assert parse_relation(rf"\sin x {sign} 1") == (kind, parse_term("sin(x)"), parse_term("1"))


@pytest.mark.parametrize(
    ("source", "problem"),
    [(r"\sin x", "a relation"), (r"a \le b \le c", "one relation"), (r"\sin x =", "the end")],
)
def test_not_one_relation(source: str, problem: str) -> None:
    with pytest.raises(ParseError, match=problem):
        latex_relation(source)


def test_a_claim_in_latex_is_the_claim_in_text() -> None:
    claim = Claim.parse(r"\frac{\sin x}{x} \leq 1", {"x": "positive"}, [r"x \neq \pi"])
    assert claim == Claim.parse("sin(x)/x <= 1", {"x": "positive"}, ["x != pi"])


@pytest.mark.parametrize("record", [pytest.param(c, id=c["id"]) for c in CLAIMS])
def test_our_own_latex_reads_back(record: dict[str, str]) -> None:
    stated = Relation.parse(record["claim"])
    kind, left, right = latex_relation(latex(relation_box(stated)))
    assert Relation.parse(f"{left} {kind} {right}") == stated


@given(terms(derivatives=True, names=("x", "y", "theta", "a_1")))
def test_printing_then_reading_is_the_identity(term: Term) -> None:
    assert latex_term(latex(term_box(term))) == term


@pytest.mark.parametrize(
    "source",
    [
        "{" * 19_000 + r"\pi",
        r"\left(" * 3_000,
        r"\sin " * 3_900 + "x",
        r"\frac" * 3_900,
        r"\sqrt" * 3_900 + "x",
        "$" + "x^" * 9_000,
        "$" + "|" * 19_000,
        "$" + "x+" * 9_999 + "x$",
        "$" + "xy" * 9_998 + "(",
        r"9^{9^{9^{9}}}",
        r"x^{100000}",
        "$" + "9" * 19_000 + "$",
        r"\pi" * 10_000_000,
        r"\frac{d}{dx}" * 1_600 + "x",
        "\\",
        "$",
        "",
        r"\left",
        r"\frac{d",
        "\\" * 19_000,
        "$_$",
        "~" * 19_000,
    ],
    ids=lambda s: s[:14],
)
def test_hostile_latex_is_an_error_at_once(source: str) -> None:
    with promptly(), pytest.raises(PorismError) as caught:
        latex_term(source)
    assert len(str(caught.value)) < 400


def test_the_bounds_are_those_of_terms() -> None:
    with pytest.raises(LimitError, match="nested deeper than 150 levels at column"):
        latex_term("{" * 200 + "x" + "}" * 200)
    assert latex_term("{" * 100 + "x" + "}" * 100) == parse_term("x")
