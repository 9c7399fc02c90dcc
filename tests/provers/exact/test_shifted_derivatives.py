"""Derivatives with special functions: the derivative is proved, and no other one that a seed gives."""

from __future__ import annotations

from random import Random

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved
from porism.symbolic.claim import Claim, relation
from porism.symbolic.derivative import derivative
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Apply, Derivative, Term, Variable, add, multiply, number

FUNCTIONS = (
    "Ei", "li", "Si", "Ci", "Shi", "Chi", "dilog", "fresnels", "fresnelc", "LambertW", "gamma", "loggamma", "digamma",
    "erf",
)  # fmt: skip
INNER = ("x", "2*x", "x/3", "x**2", "x + 1", "3*x + 2", "x**2 + 1", "exp(x)", "1/x", "sqrt(x)", "x + sqrt(x)")
OUTER = ("1", "x", "x**2 + 1", "exp(x)", "sin(x)", "log(x)", "1/x")
# Nowhere constantly 0 for x > 0, with a factor that is not 0.
SHIFTS = (
    "1",
    "x",
    "1/x",
    "sqrt(x)",
    "x**2",
    "exp(-x)",
    "sin(x)",
    "log(x)",
    "x**2 - x",
    "erf(x)",
    "Si(x)",
    "1/(x + 1)",
)
SEEDS = 24
POSITIVE = {"x": Domain("positive")}


def is_proved(f: Term, slope: Term) -> bool:
    stated = Claim.make(relation("==", Derivative(f, "x"), slope), POSITIVE)
    return isinstance(ExactProver().prove(stated, None, Budget(3.0, 1024)), Proved)


def composed(name: str, random: Random) -> tuple[Term, Term]:
    """A product with the function in it, and its formal derivative; 0 for what the language has none of."""
    f = multiply(
        parse_term(random.choice(OUTER)),
        Apply(name, parse_term(random.choice(INNER))),
        number(random.randint(1, 9)),
    )
    try:
        return f, derivative(f, "x")
    except PorismError:
        return f, number(0)


def shift(random: Random) -> Term:
    """A term that is not 0."""
    factor = random.choice((-1, 1)) * random.randint(1, 10 ** random.randint(1, 12))
    scaled = multiply(number(factor), parse_term(f"1/{random.randint(1, 10 ** random.randint(1, 12))}"))
    return multiply(scaled, parse_term(random.choice(SHIFTS)))


@pytest.mark.parametrize("name", [f for f in FUNCTIONS if f != "digamma"])
def test_the_derivative_is_proved(name: str) -> None:
    f = Apply(name, multiply(number(2), Variable("x")))
    assert is_proved(f, derivative(f, "x"))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_shifted_derivative_is_never_proved(name: str) -> None:
    for seed in range(SEEDS):
        random = Random(f"{name} {seed}")
        f, slope = composed(name, random)
        moved = add(slope, shift(random))
        assert not is_proved(f, moved), f"diff({f}, x) == {moved}"


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_derivative_of_another_function_is_never_proved(name: str) -> None:
    random = Random(name)
    f = Apply(name, parse_term(random.choice(INNER)))
    for other in FUNCTIONS:
        g = Apply(other, f.argument)
        if other not in (name, "digamma"):
            assert not is_proved(f, derivative(g, "x"))
