"""Random terms are read as what they are, and their derivatives too: the oracle is mpmath, on both sides of every cut."""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from porism.provers.exact.ratios import MoreKernels
from porism.provers.exact.terms import Rejected, Term, term
from porism.provers.lean.functions import known_facts as facts_module
from porism.provers.lean.functions.element_ring import FinerGrain
from porism.provers.lean.functions.elements import Elements
from porism.provers.lean.nodes import Poly
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import to_json
from tests.provers.lean.functions.test_functions import number

FUNCTIONS = (
    "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh", "asin", "acos", "atan", "asinh", "acosh", "atanh", "sqrt",
    "abs", "erf", "Ei", "Si", "dilog", "LambertW", "gamma", "loggamma", "cot", "sec",
)  # fmt: skip
LEAVES = ("z", "w", "z", "2", "3", "I", "pi", "E", "1/2", "-1", "-3", "n", "12")
EXPONENTS = ("2", "-1", "1/2", "-1/2", "1/3", "2/3", "-2", "3/2", "-3/4", "5/3")
TRIVIAL = Certificate("derivation", {"grain": 1, "conditions": [], "steps": []})
LARGE = 10**15  # beyond it cancellation leaves no digits
NO_VALUE = (
    ZeroDivisionError, ValueError, OverflowError, TypeError, NotImplementedError, AssertionError, mpmath.libmp.NoConvergence,
)  # fmt: skip


def expression(dice: random.Random, depth: int) -> str:
    kind = dice.random()
    if depth == 0 or kind < 0.12:
        return dice.choice(LEAVES)
    a, b = expression(dice, depth - 1), expression(dice, depth - 1)
    if kind < 0.55:
        return f"{dice.choice(FUNCTIONS)}({a})"
    if kind < 0.67:
        return f"({a} + {b})"
    if kind < 0.8:
        return f"({a}*{b})"
    if kind < 0.87:
        return f"({a})**({dice.choice(EXPONENTS)})"
    if kind < 0.92:
        return f"({a})/({b})"
    if kind < 0.97:
        return f"-({a})/{dice.choice('2346')}"
    return f"({a})**({b})"


def read(text: str, domain: str) -> tuple[Elements, Term, Poly] | None:
    """The elements, the term and its polynomial; every condition that the claim itself grants is granted."""
    try:
        claim = Claim.parse(f"{text} == 7777", {"z": domain, "w": domain, "n": "integer"})
        facts = facts_module.known_facts(claim, TRIVIAL)
        sides = [term(side) for side in claim.to_json()["relation"][1:]]
        stated = next(t for t in sides if t != ("num", Fraction(7777)))
        grains = dict[tuple[str, Term], int]()
        while True:
            try:
                elements = Elements(facts, grains)
                return elements, stated, elements.read(stated)[1]
            except FinerGrain as finer:
                grains[finer.key] = finer.grain
    except (PorismError, Rejected, MoreKernels, StopIteration):
        return None


def polynomial_value(elements: Elements, p: Poly, values: list[Any]) -> Any:
    total = mpmath.mpf(0)
    for exponents, c in p.terms():
        factors = [values[elements.place(k)] ** int(e) for k, e in enumerate(exponents) if e]
        total += mpmath.mpf(int(c.p)) / int(c.q) * mpmath.fprod(factors)
    return total


def point(dice: random.Random, domain: str) -> dict[str, Any]:
    at = dict[str, Any]()
    for x in "zw":
        match domain:
            case "complex":
                a, b = (Fraction(dice.randint(-300, 300), 100) for _ in range(2))
                at[x] = dice.choice((mpmath.mpc(float(a), float(b)), mpmath.mpc(0, float(b)), a))
            case "positive":
                at[x] = Fraction(dice.randint(1, 400), 100)
            case _:
                at[x] = Fraction(dice.randint(-300, 300), 100)
    at["n"] = Fraction(dice.randint(-4, 4))
    return at


def agrees(
    text: str, domain: str, dice: random.Random, wanted: Callable[[Term, dict[str, Any]], Any]
) -> bool:
    """Whether the term was read and had a value; its reading has the same value."""
    found = read(text, domain)
    if found is None:
        return False
    elements, t, p = found
    for _ in range(3):
        at = point(dice, domain)
        try:
            want, values = wanted(t, at), [number(e.term, at) for e in elements.elements]
            got = polynomial_value(elements, p, values)
        except NO_VALUE:
            continue
        if max(map(abs, [want, *values])) < LARGE:
            assert abs(want - got) < 1e-7 * (1 + abs(want)), (text, domain, at, want, got)
            return True
    return False


@pytest.mark.parametrize("seed", range(4))
def test_random_terms_are_read_as_what_they_are(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_module, "certified_conditions", lambda claim, certificate: ())
    dice = random.Random(seed)
    with mpmath.workdps(50):
        domains = ("complex", "real", "positive")
        count = sum(
            agrees(expression(dice, dice.choice((1, 2, 3))), dice.choice(domains), dice, number)
            for _ in range(120)
        )
    assert count > 60


@pytest.mark.parametrize("seed", range(3))
def test_random_derivatives_are_read_as_what_they_are(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_module, "certified_conditions", lambda claim, certificate: ())
    dice = random.Random(seed)

    def slope(t: Term, at: dict[str, Any]) -> Any:
        z = mpmath.mpf(at["z"].numerator) / at["z"].denominator
        return mpmath.diff(lambda s: number(t[1], {**at, "z": s}), z, h=mpmath.mpf(10) ** -15)

    with mpmath.workdps(50):
        count = sum(
            agrees(
                f"diff({expression(dice, dice.choice((1, 2, 3)))}, z)",
                dice.choice(("real", "positive")),
                dice,
                slope,
            )
            for _ in range(60)
        )
    assert count > 25


VALUES = (
    "asin(1/2)", "asin(-1/2)", "asin(sqrt(2)/2)", "asin(-sqrt(3)/2)", "asin(1)", "asin(-1)", "acos(1/2)", "acos(-1)", "atan(1)",
    "atan(-1)", "atan(sqrt(3))", "atan(-1/sqrt(3))", "LambertW(0)", "dilog(0)", "dilog(1)", "dilog(-1)", "gamma(1)", "gamma(5)",
    "gamma(1/2)", "gamma(7/2)", "sin(pi/3)", "cos(5*pi/4)", "sin(-7*pi/6)", "cos(17*pi)", "log(1)", "log(12)", "log(sqrt(2)/2)",
    "log(exp(2))", "log(-1)", "log(I)", "log(-I)", "exp(0)", "exp(I*pi/3)", "abs(-3/2)", "(-1)**(1/2)", "(-1)**(-3/2)",
    "erf(0)",
)  # fmt: skip


@pytest.mark.parametrize("text", VALUES)
def test_values_at_numbers_are_the_values(text: str) -> None:
    claim = Claim.parse("0 == 0")
    elements = Elements(facts_module.known_facts(claim, TRIVIAL), {})
    t = term(to_json(parse_term(text)))
    p = elements.read(t)[1]
    assert {e.kind for e in elements.elements} <= {"constant", "root", "log", "inverse", "exp"}
    got = polynomial_value(elements, p, [number(e.term, {}) for e in elements.elements])
    assert abs(number(t, {}) - got) < 1e-12


@pytest.mark.parametrize(
    "text", ["asin(2/3)", "atan(2)", "asin(2)", "gamma(1/3)", "LambertW(1)", "dilog(1/2)", "gamma(25)"]
)
def test_other_values_stay_elements(text: str) -> None:
    elements = Elements(facts_module.known_facts(Claim.parse("0 == 0"), TRIVIAL), {})
    elements.read(term(to_json(parse_term(text))))
    assert any(e.kind in ("asin", "atan", "rgamma", "LambertW", "dilog") for e in elements.elements)


@pytest.mark.parametrize(
    "text",
    ["(z + w + n + sin(z) + 1)**30", "sin(z)**41", "exp(50*z)", "sin(41*z)", "(z + w + n + 2)**(61/2)"],
)
def test_what_would_be_too_large_is_refused_before_it_is_computed(text: str) -> None:
    claim = Claim.parse("z + w + n == n + w + z")
    elements = Elements(facts_module.known_facts(claim, TRIVIAL), {})
    with pytest.raises(UnsupportedError, match=r"too large|exceeds|more than"):
        elements.read(term(to_json(parse_term(text))))
