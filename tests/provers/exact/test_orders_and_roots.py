"""What the prover finds by orders, roots of zero, integers, bounds and corners; and what is close to it and false."""

from __future__ import annotations

import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted
from porism.symbolic.claim import Claim

P = "positive"
INTEGER = {"n": "integer", "m": "integer"}
TRUE: list[tuple[str, dict[str, str], list[str]]] = [
    ("x == 0", {}, ["x**2 == 0"]),
    ("x == 3", {"x": "complex"}, ["(x - 3)**5 == 0"]),
    ("x*y == 6", {}, ["(x - 2)**2 + 5*(y - 3)**2 == 0"]),
    ("x == z", {}, ["(x - y)**2 + (y - z)**2 == 0"]),
    ("x == y", {}, ["x**2 + y**2 == 2*x*y"]),
    ("x == 1", {}, ["x <= 1", "x >= 1"]),
    ("x + y == -2", {}, ["x <= -2 - y", "2*x + 2*y >= -4"]),
    ("sqrt(x + y + 2*sqrt(x*y)) == sqrt(x) + sqrt(y)", {"x": P, "y": P}, []),
    ("x != 0", {}, ["x*y == 5"]),
    ("x - y != 0", {}, ["x**2 - y**2 == 1"]),
    ("n*(n + 1) >= 0", INTEGER, []),
    ("(n - 3)*(n - 4) >= 0", INTEGER, []),
    ("n**2 >= 1", INTEGER, ["n != 0"]),
    ("n <= 5", INTEGER, ["2*n <= 11"]),
    ("n + m >= 8", INTEGER, ["n > 2", "m > 4"]),
    ("3*x - z <= 5", {}, ["x - y <= 1", "x + y == 2", "x - z <= 2"]),
    ("x*y + z <= 4", {}, ["x*y <= 1", "z <= 3"]),
    ("x*y*z >= 24", {}, ["x >= 2", "y >= 3", "z >= 4"]),
    ("x*y + y*z + z*x <= 3*x*y*z", {}, ["x >= 1", "y >= 1", "z >= 1"]),
    ("x < y", {"y": P}, ["x**2 < y**2"]),
    ("x < y", {"y": P}, ["x**4 < y**4"]),
    ("log(x*y) <= x + y - 2", {"x": P, "y": P}, []),
    ("4*sin(x) + 3*cos(y) <= 7", {}, []),
    ("sin(x)*cos(y) <= 1", {}, []),
    ("exp(sin(x)) < 11/4", {}, []),
    ("sqrt(x) >= 3", {}, ["x >= 9"]),
    ("sqrt(x - 1) > 1", {}, ["x > 2"]),
    ("log(x) >= 0", {}, ["x >= 1"]),
    ("log(x) > 1/2", {}, ["x >= 2"]),
    ("sin(x) >= 0", {}, ["0 <= x", "x <= pi"]),
    ("2*x/pi <= sin(x)", {}, ["0 <= x", "2*x <= pi"]),
    ("exp(x)*cos(x) < 3", {}, ["0 <= x", "x <= 1"]),
    ("log(x) <= sqrt(x)", {}, ["x >= 1"]),
    ("x*log(x) >= -1/2", {}, ["x > 0"]),
    ("atan(x) + atan(1/x) == -pi/2", {}, ["x < 0"]),
    ("sqrt(x - 2*sqrt(x - 1)) == sqrt(x - 1) - 1", {}, ["x >= 2"]),
    ("sqrt((sqrt(x - 9) - 3)**2) == sqrt(x - 9) - 3", {}, ["x >= 18"]),
    ("log(exp(sqrt(x - 1))) == sqrt(x - 1)", {}, ["x >= 2"]),
    ("log(x) + log(y) == log(3)", {"x": P, "y": P}, ["x*y == 3"]),
    ("sqrt(x)*sqrt(y) == 2", {"x": P, "y": P}, ["x*y == 4"]),
    ("log(x) == -log(y)", {"x": P, "y": P}, ["x == 1/y"]),
    ("atan(z) == atan((1 - x)/(1 + x))", {"x": P}, ["z*(1 + x) == 1 - x"]),
]
FALSE: list[tuple[str, dict[str, str], list[str]]] = [
    ("x == 0", {}, ["x**2 == x"]),
    ("x == 0", {"x": "complex", "y": "complex"}, ["x**2 + y**2 == 0"]),
    ("x == 1", {}, ["x <= 1", "x >= 99/100"]),
    ("x != 0", {}, ["x*y + z == 5"]),
    ("n*(n + 1) >= 0", {}, []),
    ("n*(n + 1) > 0", INTEGER, []),
    ("n**2 >= 2", INTEGER, ["n != 0"]),
    ("n <= 5", {}, ["2*n <= 11"]),
    ("n + m >= 9", INTEGER, ["n > 2", "m > 4"]),
    ("x*y*z >= 24", {}, ["x >= 2", "y >= 3"]),
    ("x*y*z >= 201/20", {}, ["x >= 2", "y >= 5", "z >= 1"]),
    ("x*y <= 599/100", {"x": "nonnegative", "y": "nonnegative"}, ["x <= 2", "y <= 3"]),
    ("x < y", {}, ["x**2 < y**2"]),
    ("x <= 9999/10000", {}, ["2*x + y <= 3", "x - y <= 0"]),
    ("x + y < 3", {}, ["x <= 1", "y <= 2"]),
    ("x - z <= 13/2", {}, ["2*x - 3*y <= 14", "-3*z + 2*y <= -5", "z <= 20"]),
    ("log(x*y) <= x + y - 2", {"x": "nonzero", "y": "nonzero"}, ["x*y > 0"]),
    ("4*sin(x) + 3*cos(y) < 7", {}, []),
    ("exp(sin(x)) < 27/10", {}, []),
    ("sqrt(x) >= 3", {}, ["x >= 8"]),
    ("log(x) > 1/2", {}, ["x >= 3/2"]),
    ("sin(x) >= 0", {}, ["0 <= x", "x <= 4"]),
    ("exp(x)*cos(x) < 3", {}, ["0 <= x"]),
    ("x*log(x) >= -1/3", {}, ["x > 0"]),
    ("atan(x) + atan(1/x) == -pi/2", {}, ["x != 0"]),
    ("atan(x) + atan(1/x) == pi/2", {}, ["x > -1"]),
    ("sqrt(x - 1) > 1", {}, ["x >= 2"]),
    ("sqrt(x - 2*sqrt(x - 1)) == sqrt(x - 1) - 1", {}, ["x >= 3/2"]),
    ("log(exp(sqrt(x - 1))) == sqrt(x - 1)", {}, ["x <= -50"]),
    ("log(x) + log(y) == log(3)", {}, ["x*y == 3"]),
    ("sqrt(x)*sqrt(y) == 2", {}, ["x*y == 4"]),
    ("log(x) == log(y)", {"x": P, "y": P}, ["x == 1/y"]),
    ("x == 3/y", {}, ["x*y**2 == y"]),
]


@pytest.mark.parametrize(("text", "domains", "assume"), TRUE)
def test_a_true_claim_is_proved(text: str, domains: dict[str, str], assume: list[str]) -> None:
    verdict = ExactProver().prove(Claim.parse(text, domains, assume), None, Budget(20.0))
    assert isinstance(verdict, Proved), verdict
    again = ExactProver().prove(verdict.claim, verdict.certificate, Budget(20.0))
    assert isinstance(again, Proved)


@pytest.mark.parametrize(("text", "domains", "assume"), FALSE)
def test_a_false_claim_close_to_it_is_refuted(text: str, domains: dict[str, str], assume: list[str]) -> None:
    verdict = ExactProver().prove(Claim.parse(text, domains, assume), None, Budget(20.0))
    assert isinstance(verdict, Refuted), verdict
