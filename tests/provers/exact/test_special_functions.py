"""Special functions in the checker: their derivatives, poles and cuts; what they are not is refused."""

from __future__ import annotations

from typing import Any

import pytest

from porism.provers.exact.checker import Rejected
from porism.symbolic.claim import Claim
from porism.symbolic.meaning import truth
from porism.symbolic.parse import parse_term
from tests.provers.exact.certificates import accept, box, claim, derivation, flow, rewrite, sign, solve

Row = tuple[Claim, Any]
REAL = {"x": "nonzero"}
POSITIVE = {"x": "positive"}
COMPLEX = {"x": "complex"}

TRUE: list[Row] = [
    (claim("diff(Ei(x), x) == exp(x)/x"), derivation(needs=["x != 0"])),
    (claim("diff(li(x), x) == 1/log(x)", POSITIVE), derivation(needs=["log(x) != 0"])),
    (claim("diff(li(x), x) == 1/log(x)", POSITIVE, "x != 1"), derivation()),
    (claim("diff(Si(3*x), x) == sin(3*x)/x"), derivation(needs=["x != 0"])),
    (claim("diff(Ci(-x), x) == cos(x)/x"), derivation(needs=["x != 0"])),
    (claim("diff(Shi(x), x) == sinh(x)/x"), derivation(needs=["x != 0"])),
    (claim("diff(Chi(x), x) == cosh(x)/x"), derivation(needs=["x != 0"])),
    (claim("diff(fresnels(x), x) == sin(pi*x**2/2)"), derivation(grain=2)),
    (claim("diff(fresnelc(I*x), x) == I*cos(pi*x**2/2)"), derivation(grain=2)),
    (claim("diff(dilog(x), x) == -log(1 - x)/x"), derivation(needs=["x != 0", "x != 1"])),
    (claim("li(x) == Ei(log(x))", COMPLEX), derivation(needs=["x != 0", "log(x) != 0"])),
    (claim("Si(-x) + Shi(-x) == -Si(x) - Shi(x)", COMPLEX), derivation()),
    (claim("fresnels(-x)*fresnelc(-x) == fresnels(x)*fresnelc(x)", COMPLEX), derivation()),
    (claim("dilog(x - x) == 0*x", COMPLEX), derivation()),
    (claim("dilog(x/x) == pi**2/6"), derivation(needs=["x != 0"])),
    (claim("dilog(-1) == -pi**2/12"), derivation()),
    (claim("Ei(2) - Ei(1) == -Ei(1) + Ei(2)"), derivation()),
    (claim("2*Ei(1)*dilog(1/3) == Ei(1)*dilog(1/3) + dilog(1/3)*Ei(1)"), derivation()),
    (claim("Si(x) > 0", POSITIVE), derivation()),
    (claim("Ei(x) <= Ei(x)", REAL), derivation(sign(">=", "Ei(x) - Ei(x)"))),
    (claim("Ci(x) <= Ci(x)", POSITIVE), derivation(sign(">=", "Ci(x) - Ci(x)"))),
    (claim("dilog(x) <= dilog(x)", {"x": "(-oo, 1]"}), derivation(sign(">=", "dilog(x) - dilog(x)"))),
    (claim("Ci(x) > 0", {"x": "[1, 3/2]"}), derivation(box(">", "Ci(x)", 6, x=("1", "3/2")))),
    (claim("diff(LambertW(x), x) == LambertW(x)/(x + x*LambertW(x))", {"x": "positive"}), derivation()),
    (claim("diff(LambertWm1(x), x) == exp(-LambertWm1(x))/(1 + LambertWm1(x))", {"x": "(-1/4, 0)"}),
     derivation(needs=["1 + LambertWm1(x) != 0"])),
    (claim("LambertW(x)*exp(LambertW(x)) == x", COMPLEX, "x != 0"), derivation()),
    (claim("LambertWm1(x)**2*exp(2*LambertWm1(x)) == x**2", COMPLEX), derivation(needs=["x != 0"])),
    (claim("LambertW(x*exp(x)) == x", {"x": "(-1, oo)"}), derivation(rewrite("lambert", "x"))),
    (claim("LambertW(x*exp(x)) == x", {"x": "[-1, oo)"}), derivation(rewrite("lambert", "x"))),
    (claim("LambertWm1(x*exp(x)) == x", {"x": "(-oo, -1]"}), derivation(rewrite("lambert_lower", "x"))),
    (claim("LambertW(-exp(-1)) == -1"), derivation(rewrite("lambert", "-1"))),
    (claim("LambertWm1(-exp(-1)) == -1"), derivation(rewrite("lambert_lower", "-1"))),
    (claim("exp(LambertW(x)/2)**2*LambertW(x) == x", POSITIVE), derivation(grain=2)),
    (claim("exp(LambertWm1(-1/5)/2) == sqrt(-1/5/LambertWm1(-1/5))"), derivation(grain=2)),
    (claim("LambertW(2) <= LambertW(2)"), derivation()),
    (claim("Ei(2) <= Ei(2)"), derivation()),
    (claim("LambertW(log(27)) == log(3)"), derivation(rewrite("lambert_value", "log(27)", "log(3)"))),
    (claim("LambertW(-log(2)/2) == -log(2)"), derivation(rewrite("lambert_value", "-log(2)/2", "-log(2)"))),
    (claim("LambertWm1(-log(2)/2) == -2*log(2)"),
     derivation(rewrite("lambert_lower_value", "-log(2)/2", "-2*log(2)"))),
    (claim("LambertW(x*log(x)) == log(x)", {"x": "positive"}, "0 <= log(x)"),
     derivation(rewrite("lambert_value", "x*log(x)", "log(x)"))),
    (claim("log(LambertW(x)) + LambertW(x) == log(x)", COMPLEX),
     derivation(rewrite("log_lambert", "x"), needs=["x != 0"])),
    (claim("LambertW(x) <= LambertW(x)", {"x": "[-exp(-1), 0]"}), derivation(sign(">=", "LambertW(x) - LambertW(x)"))),
    (claim("LambertW(x) > 0", POSITIVE), derivation()),
    (claim("diff(gamma(x), x) == gamma(x)*digamma(x)"), derivation(needs=["gamma(x) != 0"])),
    (claim("diff(loggamma(x**2), x) == 2*x*digamma(x**2)", POSITIVE), derivation()),
    (claim("gamma(x + 1) == x*gamma(x)", COMPLEX),
     derivation(rewrite("gamma_shift", "x"), needs=["gamma(x) != 0", "gamma(x + 1) != 0"])),
    (claim("loggamma(x + 1) == loggamma(x) + log(x)", POSITIVE), derivation(rewrite("loggamma_shift", "x"))),
    (claim("digamma(x + 1) == digamma(x) + 1/x", POSITIVE), derivation(rewrite("digamma_shift", "x"))),
    (claim("gamma(x) > 0", POSITIVE), derivation()),
    (claim("gamma(1/2) == sqrt(pi)"), derivation()),
    (claim("factorial(5) == 120"), derivation()),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "certificate"), TRUE, ids=[str(stated) for stated, _ in TRUE])
def test_a_true_claim_is_accepted(stated: Claim, certificate: Any) -> None:
    assert accept(stated, certificate).status == "proved"


# (claim, certificate, words of the refusal, a point at which it is false)
FALSE: list[tuple[Claim, Any, str, dict[str, str]]] = [
    (claim("diff(Ei(x), x) == exp(x)", REAL), derivation(), "does not follow", {"x": "2"}),
    (claim("diff(li(x), x) == 1/log(x) + 1", POSITIVE, "x != 1"), derivation(), "does not follow", {"x": "2"}),
    (claim("diff(Ci(x), x) == -cos(x)/x", REAL), derivation(), "does not follow", {"x": "1"}),
    (claim("diff(Chi(x), x) == sinh(x)/x", REAL), derivation(), "does not follow", {"x": "1"}),
    (claim("diff(Si(x), x) == sin(x)"), derivation(needs=["x != 0"]), "does not follow", {"x": "2"}),
    (claim("diff(fresnels(x), x) == sin(x**2)"), derivation(grain=2), "does not follow", {"x": "1"}),
    (claim("diff(fresnelc(x), x) == sin(pi*x**2/2)"), derivation(grain=2), "does not follow", {"x": "1/2"}),
    # the other convention, dilog(1 - z)
    (claim("diff(dilog(x), x) == log(x)/(1 - x)", {"x": "(0, 1)"}), derivation(), "does not follow", {"x": "1/3"}),
    (claim("Ei(2*x) == 2*Ei(x)", REAL), derivation(), "does not follow", {"x": "1"}),
    (claim("Ei(-x) == -Ei(x)", REAL), derivation(), "does not follow", {"x": "1"}),
    (claim("Ci(-x) == Ci(x)", REAL), derivation(), "does not follow", {"x": "1"}),
    (claim("Chi(-x) == Chi(x)", REAL), derivation(), "does not follow", {"x": "2"}),
    (claim("Si(-x) == Si(x)"), derivation(), "does not follow", {"x": "1"}),
    (claim("dilog(-x) == -dilog(x)"), derivation(), "does not follow", {"x": "1/2"}),
    (claim("dilog(x/x) == -pi**2/12", REAL), derivation(), "does not follow", {"x": "2"}),
    (claim("dilog(2) == pi**2/4"), derivation(), "does not follow", {}),
    (claim("Ei(1) == 2"), derivation(), "does not follow", {}),
    (claim("Si(x) > 0"), derivation(), "does not follow", {"x": "-1"}),
    (claim("fresnels(x) >= fresnelc(x)", POSITIVE), derivation(), "does not follow", {"x": "1/2"}),
    # constants differ on the two sides of a pole or a cut: a flow must not get across
    (claim("Ci(x) - Ci(-x) == Ci(1) - Ci(-1)", REAL),
     derivation(flow("=", "Ci(x) - Ci(-x) - Ci(1) + Ci(-1)", "1", side=-1)), "the side|meets 0", {"x": "-1"}),
    (claim("Ci(x) - Ci(-x) == Ci(1) - Ci(-1)", {"x": "[-1, 1]"}, "x != 0"),
     derivation(flow("=", "Ci(x) - Ci(-x) - Ci(1) + Ci(-1)", "1", side=-1)), "meets 0", {"x": "-1"}),
    (claim("Ei(x) >= Ei(-1)", {"x": "[-1, 1]"}, "x != 0"), derivation(flow(">=", "Ei(x) - Ei(-1)", "-1")), "meets 0",
     {"x": "-1/10"}),
    (claim("li(x) <= li(0)", {"x": "[0, 2]"}), derivation(), "defined nowhere", {}),
    # the dilogarithm is continuous on the real line, but leaves it at 1
    (claim("dilog(x) + dilog(1 - x) == pi**2/6 - log(x)*log(1 - x) + 2*pi*I*log(x)", {"x": "(0, oo)"}, "x != 1"),
     derivation(flow("=", "dilog(x) + dilog(1 - x) - pi**2/6 + log(x)*log(1 - x) - 2*pi*I*log(x)", "1")),
     "the side", {"x": "2"}),
    (claim("LambertW(x*exp(x)) == x"), derivation(rewrite("lambert", "x")), "lambert", {"x": "-2"}),
    (claim("LambertW(x*exp(x)) == x", {"x": "complex"}), derivation(rewrite("lambert", "x")), "lambert", {"x": "-3/2"}),
    (claim("LambertW(x*exp(x)) == x", {"x": "[-2, -1]"}), derivation(rewrite("lambert_lower", "x")), "does not follow",
     {"x": "-2"}),
    (claim("LambertWm1(x*exp(x)) == x", REAL), derivation(rewrite("lambert_lower", "x")), "lambert_lower", {"x": "1"}),
    (claim("LambertWm1(x*exp(x)) == x", {"x": "[-1, -1/2]"}), derivation(rewrite("lambert_lower", "x")),
     "lambert_lower", {"x": "-1/2"}),
    (claim("LambertWm1(x*exp(x)) == x", {"x": "complex"}, "x != 0"), derivation(rewrite("lambert_lower", "x")),
     "lambert_lower", {"x": "-1/2"}),
    # another branch, another number, a value that is not real
    (claim("LambertW(-log(2)/2) == -2*log(2)"), derivation(rewrite("lambert_value", "-log(2)/2", "-2*log(2)")),
     "lambert_value", {}),
    (claim("LambertWm1(-log(2)/2) == -log(2)"), derivation(rewrite("lambert_lower_value", "-log(2)/2", "-log(2)")),
     "lambert_lower_value", {}),
    (claim("LambertW(log(27)) == log(2)"), derivation(rewrite("lambert_value", "log(27)", "log(2)")),
     "lambert_value", {}),
    (claim("exp(LambertWm1(x)/2) == sqrt(x/LambertWm1(x))", POSITIVE), derivation(grain=2), "does not follow", {"x": "1"}),
    (claim("exp(LambertWm1(1)/2) == sqrt(1/LambertWm1(1))"), derivation(grain=2), "does not follow", {}),
    (claim("exp(LambertW(x)/2) == -sqrt(x/LambertW(x))", POSITIVE), derivation(grain=2), "does not follow", {"x": "1"}),
    (claim("LambertW(-pi/2) == -I*pi/2"), derivation(rewrite("lambert_value", "-pi/2", "-I*pi/2")),
     "lambert_value", {}),
    (claim("LambertWm1(-pi/2) == I*pi/2"), derivation(rewrite("lambert_lower_value", "-pi/2", "I*pi/2")),
     "lambert_lower_value", {}),
    (claim("LambertWm1(x*exp(x)) == x", {"x": "(-1, 1]"}, "x != 0"), derivation(rewrite("lambert", "x")),
     "does not follow", {"x": "1/2"}),
    (claim("LambertW(x) == LambertWm1(x)", REAL), derivation(), "does not follow", {"x": "1"}),
    (claim("LambertW(x)*exp(LambertW(x)) == -x", REAL), derivation(), "does not follow", {"x": "1"}),
    (claim("LambertW(x)**2*exp(LambertW(x)) == x", REAL), derivation(), "does not follow", {"x": "1"}),
    (claim("diff(LambertW(x), x) == exp(LambertW(x))/(1 + LambertW(x))", POSITIVE), derivation(), "does not follow",
     {"x": "1"}),
    (claim("LambertW(x) > 0", {"x": "[-exp(-1), 1)"}), derivation(), "does not follow", {"x": "-1/5"}),
    (claim("log(LambertWm1(x)) == log(x) - LambertWm1(x)", COMPLEX), derivation(needs=["x != 0"]), "does not follow",
     {"x": "1"}),
    (claim("gamma(x + 1) == gamma(x)", POSITIVE), derivation(rewrite("gamma_shift", "x")), "does not follow", {"x": "2"}),
    (claim("gamma(x) > 0"), derivation(needs=["gamma(x) != 0"]), "does not follow", {"x": "-1/2"}),
    (claim("diff(gamma(x), x) == gamma(x)", POSITIVE), derivation(), "does not follow", {"x": "2"}),
    (claim("loggamma(x) == log(gamma(x))", COMPLEX), derivation(needs=["gamma(x) != 0"]), "does not follow",
     {"x": "-5/2"}),
    (claim("factorial(5) == 24"), derivation(), "does not follow", {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "certificate", "words"), [row[:3] for row in FALSE], ids=[str(row[0]) for row in FALSE]
)
def test_a_false_claim_is_refused(stated: Claim, certificate: Any, words: str) -> None:
    with pytest.raises(Rejected, match=words):
        accept(stated, certificate)


@pytest.mark.parametrize(
    ("stated", "point"), [(row[0], row[3]) for row in FALSE if "li(0)" not in str(row[0])],
    ids=[str(row[0]) for row in FALSE if "li(0)" not in str(row[0])],
)  # fmt: skip
def test_the_false_claims_are_false(stated: Claim, point: dict[str, str]) -> None:
    assert truth(stated, {name: parse_term(v) for name, v in point.items()}, 200) is False


NOT_SHOWN: list[tuple[Claim, Any, str]] = [
    # where a function has no value
    (claim("Ei(x) == Ei(x)"), derivation(), "do not make the claim defined"),
    (claim("Ci(x) == Ci(x)"), derivation(), "do not make the claim defined"),
    (claim("Chi(x) == Chi(x)", COMPLEX), derivation(), "do not make the claim defined"),
    (claim("li(x) == li(x)"), derivation(needs=["x != 0"]), "do not make the claim defined"),
    (claim("li(x) == li(x)"), derivation(needs=["x != 1"]), "may be undefined|do not make the claim defined"),
    (claim("Ei(0) == 1"), derivation(), "defined nowhere"),
    (claim("li(1) == 1"), derivation(), "defined nowhere"),
    (claim("diff(Si(x), x) == sin(x)/x"), derivation(), "do not make the claim defined"),
    (claim("diff(dilog(x), x) == -log(1 - x)/x"), derivation(needs=["x != 0"]), "do not make the claim defined"),
    (claim("diff(dilog(x), x) == -log(1 - x)/x"), derivation(needs=["x != 1"]), "do not make the claim defined"),
    # conditions that are not needed
    (claim("Si(x) == Si(x)"), derivation(needs=["x != 0"]), "not necessary"),
    (claim("Ei(x) == Ei(x)"), derivation(needs=["x != 0", "x != 1"]), "not necessary"),
    # where the values are not real
    (claim("Ci(x) <= Ci(x)", REAL), derivation(), "do not make a side real"),
    (claim("Chi(x) <= Chi(x)", REAL), derivation(), "do not make a side real"),
    (claim("li(x) <= li(x)"), derivation(needs=["x != 0", "x != 1"]), "do not make a side real"),
    (claim("dilog(x) <= dilog(x)"), derivation(), "do not make a side real"),
    (claim("Ei(I*x) <= Ei(I*x)", REAL), derivation(), "do not make a side real"),
    # cuts beside the real line: Ei jumps above and below the negative axis
    (claim("diff(Ei(y + I*x), x) == I*exp(y + I*x)/(y + I*x)", {}, "y + I*x != 0"), derivation(), "differentiable"),
    (claim("diff(Ci(y + I*x), x) == I*cos(y + I*x)/(y + I*x)", {}, "y + I*x != 0"), derivation(), "differentiable"),
    (claim("diff(dilog(y + I*x), x) == -I*log(1 - y - I*x)/(y + I*x)", {}, "y + I*x != 0", "y + I*x != 1"),
     derivation(), "differentiable"),
    (claim("diff(Ei(-1 + I*x), x) == I*exp(-1 + I*x)/(-1 + I*x)", {}, "x == 0"), derivation(solve("x", "x")),
     "may be undefined|differentiable|do not make"),
    (claim("diff(li(x), x) == 1/log(x)", {"x": "(-oo, 0)"}), derivation(), "differentiable|do not make"),
    (claim("LambertW(x)*exp(LambertW(x)) == x"), derivation(), "does not follow"),  # true, but for x = 0 not seen
    (claim("LambertW(x) == y", {}, "x == y*exp(y)"), derivation(rewrite("lambert_value", "x", "y")), "lambert_value"),
    (claim("LambertW(x) == x"), derivation(rewrite("lambert_value", "x", "x")), "lambert_value"),
    (claim("LambertW(0) == 0*x"), derivation(rewrite("lambert_value", "0/x", "0/x")), "meets 0|lambert_value"),
    (claim("LambertW(-1) <= LambertW(-1)"), derivation(), "do not make a side real"),
    (claim("LambertWm1(2) <= LambertWm1(2)"), derivation(), "do not make a side real"),
    (claim("LambertW(2) < LambertW(2)"), derivation(), "does not follow"),
    (claim("LambertW(2) <= LambertW(2) - 1/10**400"), derivation(), "does not follow"),
    (claim("LambertWm1(x) == LambertWm1(x)"), derivation(), "do not make the claim defined"),
    (claim("LambertWm1(0) == 0"), derivation(), "defined nowhere"),
    (claim("LambertW(x) <= LambertW(x)", {"x": "[-1/2, 0]"}), derivation(), "do not make a side real"),
    (claim("LambertWm1(x) <= LambertWm1(x)", POSITIVE), derivation(), "do not make a side real"),
    (claim("diff(LambertW(x), x) == exp(-LambertW(x))/(1 + LambertW(x))"), derivation(), "do not make the claim defined"),
    (claim("diff(LambertW(y + I*x), x) == I*exp(-LambertW(y + I*x))/(1 + LambertW(y + I*x))", {},
           "1 + LambertW(y + I*x) != 0"), derivation(), "differentiable"),
    (claim("gamma(x) == gamma(x)"), derivation(), "do not make the claim defined"),
    (claim("gamma(x) == gamma(x)"), derivation(needs=["x != 0"]), "do not make the claim defined"),
    (claim("gamma(x) == gamma(x)"), derivation(needs=["sin(pi*x) != 0"]), "do not make the claim defined"),
    (claim("gamma(x) == gamma(x)", {"x": "nonnegative"}), derivation(), "do not make the claim defined"),
    (claim("digamma(x) == digamma(x)", {"x": "integer"}), derivation(), "do not make the claim defined"),
    (claim("x == x"), derivation(needs=["gamma(x) != 0"]), "not necessary"),
    (claim("gamma(0) == 1"), derivation(), "defined nowhere"),
    (claim("loggamma(-3) == 1"), derivation(), "defined nowhere"),
    (claim("loggamma(x) <= loggamma(x)"), derivation(needs=["gamma(x) != 0"]), "do not make a side real"),
    (claim("diff(loggamma(y + I*x), x) == I*digamma(y + I*x)"), derivation(needs=["gamma(y + I*x) != 0"]), "differentiable"),
    (claim("diff(digamma(x), x) == 1/x**2", POSITIVE), derivation(), "no derivative of digamma"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "certificate", "words"), NOT_SHOWN, ids=[f"{k}: {row[0]}" for k, row in enumerate(NOT_SHOWN)]
)
def test_what_is_not_shown_is_refused(stated: Claim, certificate: Any, words: str) -> None:
    with pytest.raises(Rejected, match=words):
        accept(stated, certificate)
