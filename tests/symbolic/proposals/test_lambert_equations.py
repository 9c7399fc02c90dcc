"""Equations with solutions in Lambert's W, and other closed forms: the families, compared with values, and their proofs."""

from __future__ import annotations

from typing import Any

import mpmath
import pytest
import sympy

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_domain, parse_relation
from porism.symbolic.proposals.equations import EquationQuestion, by_steps
from porism.symbolic.proposals.proposal import Proposal
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import variables

W = sympy.LambertW


def answered(text: str, domain: str = "real", *, generic: bool = True) -> Proposal:
    _, left, right = parse_relation(text)
    names = sorted(variables(left) | variables(right))
    symbols = tuple((name, sympy.Symbol(name)) for name in names)
    return by_steps(
        EquationQuestion(left, right, "x", Scope.of({"x": parse_domain(domain)}), generic, symbols)
    )[0]


def is_proved(found: Proposal) -> bool:
    parts = [p for p in found.parts if p.role in ("answer", "complete")]
    return all(isinstance(established(p.statement, p.data, Budget(20.0)), Established) for p in parts)  # type: ignore[arg-type]


LOG2 = sympy.log(2)
CLOSED: list[tuple[str, str, list[Any]]] = [
    ("x*exp(x) == 2", "real", [W(2)]),
    ("x*exp(x) == -1/5", "real", [W(sympy.Rational(-1, 5), -1), W(sympy.Rational(-1, 5))]),
    ("x*exp(x) == -1/5", "(-1, oo)", [W(sympy.Rational(-1, 5))]),
    ("x*exp(x) == -exp(-1)", "real", [-1]),
    ("x*exp(x) == -1", "real", []),
    ("x*exp(x) == 2*exp(2)", "real", [2]),
    ("x + log(x) == 3", "real", [W(sympy.exp(3))]),
    ("2**x == 5*x", "real", [-W(-LOG2 / 5) / LOG2, -W(-LOG2 / 5, -1) / LOG2]),
    ("2**x == 2*x", "real", [1, 2]),
    ("x**2 == 2**x", "real", [-2 * W(LOG2 / 2) / LOG2, 2, 4]),
    ("x*2**x == 3", "real", [W(3 * LOG2) / LOG2]),
    ("x**x == 27", "real", [3]),
    ("x**x == 5", "positive", [sympy.exp(W(sympy.log(5)))]),
    ("x**2*exp(x) == 1/2", "real", [2 * W(s * sympy.sqrt(2) / 4, k) for s, k in ((-1, -1), (-1, 0), (1, 0))]),
    ("x**2*exp(x**2) == 2", "real", [-sympy.sqrt(W(2)), sympy.sqrt(W(2))]),
    ("x*log(x) == 2", "real", [sympy.exp(W(2))]),
    ("(x - 3)*exp(x) == 1", "real", [3 + W(sympy.exp(-3))]),
    ("x == 10*log(x)", "real", [sympy.exp(-W(sympy.Rational(-1, 10), k)) for k in (0, -1)]),
    ("exp(x) == x", "real", []),
    ("3**x == x**3", "real", [-3 * W(-sympy.log(3) / 3) / sympy.log(3), 3]),
    ("log(x) == -x**2", "real", [sympy.exp(-W(2) / 2)]),
    ("exp(-x) == x - 1", "real", [1 + W(sympy.exp(-1))]),
    ("x**3*exp(x) == -2", "real", []),
    ("x**x == 1/2", "real", []),
    # other closed forms
    ("4**x + 6**x == 2*9**x", "real", [0]),
    ("25**x - 7*10**x + 10*4**x == 0", "real", [sympy.log(b) / sympy.log(sympy.Rational(5, 2)) for b in (2, 5)]),
    ("cosh(2*x) == 3*cosh(x)", "real", [s * sympy.acosh((3 + sympy.sqrt(17)) / 4) for s in (1, -1)]),
    ("acos(x)**2 - 3*acos(x) + 2 == 0", "real", [sympy.cos(2), sympy.cos(1)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "domain", "roots"), CLOSED, ids=[f"{t} {d}" for t, d, _ in CLOSED])
def test_all_solutions_are_found_and_proved(text: str, domain: str, roots: list[Any]) -> None:
    found = answered(text, domain)
    values = sorted(mpmath.mpf(sympy.N(v, 30)) for v in found.value)
    expected = sorted(mpmath.mpf(sympy.N(v, 30)) for v in roots)
    assert len(values) == len(expected)
    assert all(abs(a - b) < 1e-20 for a, b in zip(values, expected, strict=True))
    assert is_proved(found)


@pytest.mark.parametrize(
    ("text", "generic", "families"),
    [
        ("exp(x) == a*x", True, ["-LambertW(-1/a)", "-LambertWm1(-1/a)"]),
        ("x*exp(x) == a", True, ["LambertW(a)", "LambertWm1(a)"]),
        ("x*exp(x) == a", False, ["0", "LambertW(a)", "LambertWm1(a)"]),
        ("x*exp(a*x) == 1", True, ["LambertW(a)/a", "LambertWm1(a)/a"]),
        ("x + log(x) == a", True, ["LambertW(exp(a))"]),
    ],
)  # fmt: skip
def test_parameters_have_conditions(text: str, generic: bool, families: list[str]) -> None:
    found = answered(text, generic=generic)
    (complete,) = [p.statement for p in found.parts if p.role == "complete"]
    assert [str(f.value) for f in complete.families] == families  # type: ignore[union-attr]
    assert all(f.conditions for f in complete.families) is ("log" not in text)  # type: ignore[union-attr]
    assert is_proved(found)


def test_a_logarithm_that_is_not_real() -> None:
    found = answered("log(x) == 1 + I*pi/2", "complex")
    assert found.value == [sympy.E * sympy.I]
    assert is_proved(found)


@pytest.mark.parametrize("text", ["x*exp(x) == 2", "x + log(x) == 3", "2**x == 5*x"])
def test_nothing_is_said_of_complex_solutions(text: str) -> None:
    """They lie on all branches of W, of which the language has two."""
    with pytest.raises(UnsupportedError, match="no step leads on"):
        answered(text, "complex")
