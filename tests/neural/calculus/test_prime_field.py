"""Values in a prime field: laws of roots, exponentials, logarithms and angles hold there, false ones do not."""

from __future__ import annotations

import pytest

from porism.neural.calculus.prime_field import Program, UndefinedHere, logarithmic_factors, monomials, prime
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.polynomials import native

P = prime(62)


def values(text: str, count: int = 4) -> list[int]:
    program = Program(P, "x", {"a": 961, "b": 1849})
    slot, found = program.slot(native(parse_term(text))), list[int]()
    while len(found) < count:
        try:
            found.append(program.at_random()[slot])
        except UndefinedHere:
            continue
    return found


@pytest.mark.parametrize(
    "text",
    [
        "sin(x)**2 + cos(x)**2 - 1",
        "sin(2*x) - 2*sin(x)*cos(x)",
        "cos(x + 1) - cos(x)*cos(1) + sin(x)*sin(1)",
        "cos(x/2)**2 - (1 + cos(x))/2",
        "sqrt(x + exp(x))**2 - x - exp(x)",
        "sqrt(x)*sqrt(x + 1) - sqrt(x**2 + x)",
        "sqrt(2)*sqrt(3) - sqrt(6)",
        "sqrt(1 + 1/x)*sqrt(x) - sqrt(x + 1)",
        "(x**2)**(1/3) - x**(2/3)",
        "sqrt(a*x) - sqrt(a)*sqrt(x)",
        "abs(x)**2 - x**2",
        "exp(1 + 1/x) - exp(1)*exp(1/x)",
        "exp(x/2)**2 - exp(x)",
        "exp(2*log(x)) - x**2",
        "2**x*2**(3*x) - 2**(4*x)",
        "log(x**2*exp(x)) - 2*log(x) - x",
        "log(6*x) - log(2) - log(3) - log(x)",
        "log(1 + cos(x)) + log(1 - cos(x)) - 2*log(sin(x))",
        "tanh(x) - (exp(2*x) - 1)/(exp(2*x) + 1)",
        "atan(-x) + atan(x)",
        "erf((x**2 + x)/x) - erf(x + 1)",
    ],
)
def test_a_law_holds_at_every_point(text: str) -> None:
    assert set(values(text)) == {0}


@pytest.mark.parametrize(
    "text",
    [
        "sin(x)**2 - cos(x)**2",
        "sin(x) - x",
        "exp(x) - exp(-x)",
        "log(x + 1) - log(x)",
        "sqrt(x) - x",
        "exp(x + 1) - exp(x)",
        "log(2) - log(3)",
        "erf(x) - erf(2*x)",
        "atan(x) - asin(x)",
        "pi - 3",
        "sqrt(x**2 + 1) - x",
    ],
)
def test_what_is_no_law_holds_nowhere(text: str) -> None:
    assert 0 not in values(text)


def test_the_primes_have_the_roots_that_are_promised() -> None:
    for p in (prime(62), prime(200)):
        assert p % 8 == 7
        assert all(pow(n, (p - 1) // 2, p) == 1 for n in (2, 3, 5, 7, 11, 13, 17, 19))
        assert pow(p - 1, (p - 1) // 2, p) == p - 1


def test_monomials_and_factors() -> None:
    assert sorted(f"{c} {m}" for c, m in monomials(parse_term("(x + 1)**2/x"))) == ["1 1/x", "1 x", "2 1"]
    factors = logarithmic_factors(parse_term("8*x**2*sqrt(x + 1)"))
    assert {str(key): str(c) for key, c in factors} == {"2": "3", "x": "2", "x + 1": "1/2"}


@pytest.mark.parametrize("text", ["i*x", "gamma(x) + i"])
def test_what_has_no_value_there_is_unsupported(text: str) -> None:
    with pytest.raises(UnsupportedError):
        Program(P, "x", {}).slot(native(parse_term(text.replace("i", "I"))))
