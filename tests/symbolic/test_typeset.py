"""The layout of a term says what the term says: read back box by box, it is the same term."""

from __future__ import annotations

import json
import xml.etree.ElementTree
from pathlib import Path
from typing import assert_never

import pytest

from porism.symbolic.claim import Claim, Relation
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Term
from porism.symbolic.typeset import (
    Box,
    Fence,
    Quotient,
    Root,
    Row,
    Script,
    Token,
    claim_latex,
    latex,
    mathml,
    relation_box,
    term_box,
)

CORPUS = Path(__file__).parents[2] / "datasets" / "corpora" / "elementary.jsonl"
CLAIMS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
CLAIM_PARAMS = [pytest.param(c, id=c["id"]) for c in CLAIMS]
TERMS = [
    "1 - (x - 1)", "-(x + 1)*(x - 1)", "x - (-2)", "2**x*3**x", "(1/2)**x", "(-2)**x", "x**-y", "x**(3/2)", "x**(-1/2)",
    "exp(x)**2", "(x**y)**z", "x**y**z", "(-x)**y", "1/(2*x)", "-x/2", "-(x + y)/z", "(x/y)**2", "abs(x - 1)**3",
    "sin(x)**-2", "sin(x)**(1/2)", "sin(x**2)**2", "asinh(x)*2", "(x**2)**(1/3)", "0*(1/x)", "x**0", "x*(y*-1)",
    "1/(1/x)", "E**-x", "pi*E*I",
]  # fmt: skip
NAMES = {"ϕ": "phi", "π": "pi", "e": "E", "i": "I", "arcsin": "asin", "arccos": "acos", "arctan": "atan"}
NAMES |= {"arsinh": "asinh", "arcosh": "acosh", "artanh": "atanh"}
OPERATORS = {"−": "-", "\u2062": "*", "·": "*", "\u2061": ""}


def text(box: Box) -> str:
    """A box in the claim language, every group in parentheses."""
    match box:
        case Token("mo", shown):
            return OPERATORS.get(shown, shown)
        case Token(_, shown):
            return NAMES.get(shown, shown)
        case Row((Script(Token() as function, power), Token("mo", "\u2061"), argument)):  # sin²(x)
            return f"({text(function)}{text(argument)})**({text(power)})"
        case Row(parts):
            return "".join(map(text, parts))
        case Quotient(Token(_, "d"), Row((Token(_, "d"), variable))):
            return f"d/d{text(variable)}"
        case Quotient(above, below):
            return f"(({text(above)})/({text(below)}))"
        case Script(base, script, True):
            return f"{text(base)}**({text(script)})"
        case Script(base, script, _):
            return f"{text(base)}{'_' if len(text(base)) > 1 else ''}{text(script)}".replace(" ", "_")
        case Root(radicand, degree):
            return f"({text(radicand)})**(1/{text(degree) if degree else 2})"
        case Fence("|", inside):
            return f"abs({text(inside)})"
        case Fence(_, inside):
            return f"({text(inside)})"
        case _:
            assert_never(box)


def read_back(term: Term) -> Term:
    return parse_term(text(term_box(term)))


@pytest.mark.parametrize("source", TERMS)
def test_a_layout_read_back_is_the_term(source: str) -> None:
    term = parse_term(source)
    assert read_back(term) == term


@pytest.mark.parametrize("record", CLAIM_PARAMS)
def test_the_layouts_of_the_corpus_read_back(record: dict[str, str]) -> None:
    stated = Relation.parse(record["claim"])
    for side in (stated.left, stated.right):
        if "diff(" not in str(side):
            assert read_back(side) == side


@pytest.mark.parametrize("record", CLAIM_PARAMS)
def test_mathml_is_well_formed_and_latex_is_balanced(record: dict[str, str]) -> None:
    stated = Relation.parse(record["claim"])
    root = xml.etree.ElementTree.fromstring(mathml(relation_box(stated), block=True))
    assert (root.tag, root.attrib) == ("math", {"display": "block"})
    for element in root.iter():
        assert len(element) == {"mfrac": 2, "msup": 2, "msub": 2, "mroot": 2}.get(element.tag, len(element))
    source = latex(relation_box(stated))
    assert source.count("{") == source.count("}")
    assert source.count(r"\left") == source.count(r"\right")


@pytest.mark.parametrize(
    ("domain", "shown"),
    [
        ("real", r"x \in \mathbb{R}"),
        ("positive", "x > 0"),
        ("nonzero", r"x \neq 0"),
        ("complex", r"x \in \mathbb{C}"),
        ("[0, pi/2)", r"x \in \left[0,\frac{\pi}{2}\right)"),
        ("(-oo, 3]", r"x \in \left(-\infty,3\right]"),
    ],
)
def test_domains_in_latex(domain: str, shown: str) -> None:
    assert claim_latex(Claim.parse("x == 1", {"x": domain})) == rf"x = 1\quad {shown}"


def test_names_cannot_break_out_of_the_markup() -> None:
    # The parser admits no such names; the printer does not rely on it.
    assert "<b>" not in mathml(Token("mi", "<b>", "b"))
