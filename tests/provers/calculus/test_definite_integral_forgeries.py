"""Definite integrals that are false must stay open."""

from __future__ import annotations

from typing import Any

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.extended import Extended
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.definite_integral import DefiniteIntegral
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import to_json

EXPAND: Any = ["expand", "3"]


def end(text: str) -> Extended:
    return "oo" if text == "oo" else "-oo" if text == "-oo" else parse_term(text)


def is_established(f: str, low: str, high: str, value: str, primitive: str) -> bool:
    statement = DefiniteIntegral(Scope(), parse_term(f), "x", end(low), end(high), end(value))
    piece = {"F": to_json(parse_term(primitive)), "trees": [EXPAND, EXPAND]}
    verdict = established(statement, {"breaks": [], "pieces": [piece]}, Budget(4, 1024))
    return isinstance(verdict, Established)


def test_an_infinite_integral_is_of_a_real_function() -> None:
    assert is_established("1/(2 - x)**2", "-2", "2", "oo", "1/(2 - x)")
    # (x² − 1)^(5/2) is real near −2 and 2, and imaginary between −1 and 1.
    f, primitive = "5*x*(x**2 - 1)**(3/2) + 1/(2 - x)**2", "(x**2 - 1)**(5/2) + 1/(2 - x)"
    assert not is_established(f, "-2", "2", "oo", primitive)
    assert is_established("5*x*(x**2 - 1)**(3/2)", "-2", "2", "0", "(x**2 - 1)**(5/2)")
