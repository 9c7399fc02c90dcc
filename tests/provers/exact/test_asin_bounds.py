"""Bounds of the arcsine, and when it is real: what they say between -1 and 1 is not said beyond, nor of complex arguments."""

from __future__ import annotations

import pytest

from porism.provers.exact.checker import Rejected
from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved
from porism.symbolic.meaning import truth
from porism.symbolic.parse import parse_term
from tests.provers.exact.certificates import Step, accept, claim, derivation, lemma, rewrite, sign

UNIT, BALL = {"x": "[0, 1]"}, {"x": "[-1, 1]"}
ROOT = "sqrt(asin(x)**2) == abs(asin(x))"  # where asin(x) is real


def is_proved(text: str, domains: dict[str, str], *hypotheses: str) -> bool:
    return isinstance(ExactProver().prove(claim(text, domains, *hypotheses), None, Budget(5.0, 1024)), Proved)


def is_accepted(text: str, domains: dict[str, str], hypotheses: tuple[str, ...], *steps: Step) -> bool:
    try:
        return accept(claim(text, domains, *hypotheses), derivation(*steps, grain=2)).status == "proved"
    except Rejected:
        return False


def test_the_bounds_hold() -> None:
    assert is_accepted("asin(x) >= x", UNIT, (), lemma("asin_ge", "x"))
    assert is_accepted("asin(x) <= pi/2", BALL, (), lemma("asin_le", "x"))
    assert is_accepted(ROOT, BALL, (), rewrite("root_square", "asin(x)"))
    assert is_accepted(ROOT, {}, ("x**2 <= 1",), rewrite("root_square", "asin(x)"))
    assert is_accepted(ROOT, {}, ("x <= 1", "-1 <= x"), rewrite("root_square", "asin(x)"))
    assert is_proved("asin(x) >= x", UNIT)
    assert is_proved(ROOT, BALL)


# (claim, domains, hypotheses, steps, a point at which it is false)
FALSE: list[tuple[str, dict[str, str], tuple[str, ...], list[Step], str]] = [
    ("asin(x) >= x", BALL, (), [lemma("asin_ge", "x")], "-1/2"),
    ("asin(x) >= x", {"x": "[-1, 0]"}, (), [lemma("asin_ge", "-x")], "-1/2"),
    ("asin(x) > x", UNIT, (), [lemma("asin_ge", "x")], "0"),
    ("asin(x) <= x", UNIT, (), [lemma("asin_ge", "x")], "1/2"),
    ("asin(x) >= 2*x", UNIT, (), [lemma("asin_ge", "x")], "1/2"),
    ("asin(x) >= 2*x", {"x": "[0, 1/2]"}, (), [lemma("asin_ge", "2*x")], "1/4"),
    ("asin(x) < pi/2", BALL, (), [lemma("asin_le", "x")], "1"),
    ("asin(x) <= pi/4", BALL, (), [lemma("asin_le", "x")], "1"),
    ("asin(x) >= pi/2", BALL, (), [lemma("asin_le", "x")], "0"),
    ("asin(x) <= pi/2 - x", BALL, (), [lemma("asin_le", "x"), lemma("asin_ge", "x")], "1"),
    ("asin(x)*abs(x) >= x", BALL, (), [lemma("asin_ge", "abs(x)")], "1/2"),
    # not real beyond 1 and -1
    (ROOT, {}, (), [], "2"),
    (ROOT, {"x": "[0, 2]"}, (), [], "2"),
    (ROOT, {}, ("x <= 1",), [], "-2"),
    (ROOT, {}, ("-1 <= x",), [], "3"),
    (ROOT, {}, ("x**2 <= 4",), [], "2"),
    (ROOT, {}, ("1 <= x**2",), [], "2"),
    (ROOT, {}, ("x - 1 <= 1", "-1 <= x + 1"), [], "2"),
    (ROOT, {"x": "complex"}, (), [], "I"),
    (ROOT, {"x": "complex"}, ("x**2 <= 1",), [], "I"),
    ("abs(asin(2*x))**2 == asin(2*x)**2", BALL, (), [], "1"),
    ("abs(exp(I*asin(x))) == 1", {"x": "[-1, 2]"}, (), [], "2"),
]


@pytest.mark.parametrize(("text", "domains", "hypotheses", "steps", "at"), FALSE)
def test_what_is_false_somewhere_is_refused(
    text: str, domains: dict[str, str], hypotheses: tuple[str, ...], steps: list[Step], at: str
) -> None:
    stated = claim(text, domains, *hypotheses)
    assert truth(stated, {"x": parse_term(at)}) is not True
    left, _, right = text.replace(">=", "<=").replace("==", "<=").partition(" <= ")
    more = [rewrite("root_square", "asin(x)"), sign(">=", f"({left}) - ({right})")] if right else []
    for chosen in (steps, [*steps, *more], more[:1], more):
        assert not is_accepted(text, domains, hypotheses, *chosen)
    assert not is_proved(text, domains, *hypotheses)


def test_a_lemma_of_another_name_or_shape_is_refused() -> None:
    for name, arguments in (
        ("asin_ge", ()),
        ("asin_ge", ("x", "x")),
        ("asin_gt", ("x",)),
        ("acos_ge", ("x",)),
    ):
        assert not is_accepted("asin(x) >= x", UNIT, (), lemma(name, *arguments))
