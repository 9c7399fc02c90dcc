"""One claim for each law and each lemma of the exact checker, with the derivation that uses it."""

from __future__ import annotations

from typing import Any

from porism.symbolic.claim import Claim
from tests.provers.exact.certificates import Step, claim, derivation, lemma, plain, rewrite, sign

COMPLEX = {"x": "complex", "y": "complex"}
POSITIVE = {"x": "positive"}
HALF_TURN = {"x": "[-pi/2, pi/2]"}


def defined(step: Step, *divisors: str) -> dict[str, Any]:
    """A derivation of one step, with the terms that are not 0 where the claim is defined."""
    return derivation(step, defined=[[plain(t), []] for t in divisors])


LAW: dict[str, tuple[Claim, Any]] = {
    "log_mul": (claim("log(x*y) == log(x) + log(y)", {"x": "positive", "y": "complex"}, "y != 0"),
                derivation(rewrite("log_mul", "x", "y"))),
    "power_mul": (claim("sqrt(x*y) == sqrt(x)*sqrt(y)", {"x": "nonnegative", "y": "complex"}),
                  derivation(rewrite("power_mul", "x", "y", "1/2"), grain=2)),
    "log_power": (claim("log(x**y) == y*log(x)", {"x": "positive", "y": "real"}), derivation(rewrite("log_power", "x", "y"))),
    "power_power": (claim("(x**y)**z == x**(y*z)", {"x": "positive", "y": "real", "z": "complex"}),
                    derivation(rewrite("power_power", "x", "y", "z"))),
    "root_square": (claim("sqrt(x**2) == abs(x)"), derivation(rewrite("root_square", "x"), grain=2)),
    "power_power_nonneg": (claim("sqrt(x**(1/3)) == x**(1/6)", {"x": "nonnegative"}),
                           derivation(rewrite("power_power_nonneg", "x", "1/3", "1/2"), grain=6)),
    "power_mul_natural": (claim("(x*y)**n == x**n*y**n", {**COMPLEX, "n": "natural"}),
                          derivation(rewrite("power_mul_natural", "x", "y", "n"))),
    "power_power_natural": (claim("(x**m)**n == x**(m*n)", {"x": "complex", "m": "natural", "n": "natural"}),
                            derivation(rewrite("power_power_natural", "x", "m", "n"))),
    "power_even": (claim("(x**2)**(1/3) == abs(x)**(2/3)"), derivation(rewrite("power_even", "x", "1", "1/3"), grain=3)),
    "abs_cartesian": (claim("abs(x + I*y) == sqrt(x**2 + y**2)"), derivation(rewrite("abs_cartesian", "x", "y"), grain=2)),
    "log_exp": (claim("log(exp(x)) == x"), derivation(rewrite("log_exp", "x"))),
    "power_exp": (claim("exp(x)**y == exp(x*y)", {"x": "real", "y": "complex"}), derivation(rewrite("power_exp", "x", "y"))),
    "abs_of_nonneg": (claim("abs(x) == x", {"x": "nonnegative"}), derivation(rewrite("abs_of_nonneg", "x"))),
    "abs_of_nonpos": (claim("abs(x) == -x", {"x": "(-oo, 0]"}), derivation(rewrite("abs_of_nonpos", "x"))),
    "abs_mul": (claim("abs(x*y) == abs(x)*abs(y)", COMPLEX), derivation(rewrite("abs_mul", "x", "y"))),
    "abs_power": (claim("abs(x**y) == abs(x)**y", {"x": "complex", "y": "real"}, "x != 0"),
                  derivation(rewrite("abs_power", "x", "y"))),
    "abs_exp": (claim("abs(exp(x + I*y)) == exp(x)"), derivation(rewrite("abs_exp", "x", "y"))),
    "asin_sin": (claim("asin(sin(x)) == x", HALF_TURN), derivation(rewrite("asin_sin", "x"))),
    "asin_cos": (claim("asin(cos(x)) == pi/2 - x", {"x": "[0, pi]"}), derivation(rewrite("asin_cos", "x"))),
    "atan_tan": (claim("atan(tan(x)) == x", {"x": "(-pi/2, pi/2)"}, "cos(x) != 0"),
                 derivation(rewrite("atan_tan", "x"))),
    "lambert": (claim("LambertW(x*exp(x)) == x", {"x": "[-1, oo)"}), derivation(rewrite("lambert", "x"))),
    "lambert_lower": (claim("LambertWm1(x*exp(x)) == x", {"x": "(-oo, -1]"}),
                      defined(rewrite("lambert_lower", "x"), "x*exp(x)")),
    "lambert_value": (claim("LambertW(2*exp(2)) == 2"), derivation(rewrite("lambert_value", "2*exp(2)", "2"))),
    "lambert_lower_value": (claim("LambertWm1(-2*exp(-2)) == -2"),
                            derivation(rewrite("lambert_lower_value", "-2*exp(-2)", "-2"))),
    "log_lambert": (claim("log(LambertW(x)) == log(x) - LambertW(x)", POSITIVE),
                    defined(rewrite("log_lambert", "x"), "x", "LambertW(x)")),
    "gamma_shift": (claim("gamma(x + 1) == x*gamma(x)", POSITIVE),
                    defined(rewrite("gamma_shift", "x"), "gamma(x)", "gamma(x + 1)")),
    "loggamma_shift": (claim("loggamma(x + 1) == loggamma(x) + log(x)", POSITIVE),
                       defined(rewrite("loggamma_shift", "x"), "x", "gamma(x)", "gamma(x + 1)")),
    "digamma_shift": (claim("digamma(x + 1) == digamma(x) + 1/x", POSITIVE),
                      defined(rewrite("digamma_shift", "x"), "x", "gamma(x)", "gamma(x + 1)")),
}  # fmt: skip

SQUARE = sign(">=", "x**2 - 2*x + 1", [("1", ["(x - 1)**2"])])
REAL_SIDE = (
    claim("sqrt(x**2 - 2*x + 1) >= 0"),
    derivation(
        SQUARE, sign(">=", "sqrt(x**2 - 2*x + 1)", [("1", ["sqrt(x**2 - 2*x + 1)"])]), real=[SQUARE], grain=2
    ),
)

LEMMA: dict[str, tuple[Claim, Any]] = {
    "exp_ge": (claim("exp(x) >= 1 + x"), derivation(lemma("exp_ge", "x"))),
    "log_le": (claim("log(x) <= x - 1", POSITIVE), derivation(lemma("log_le", "x"))),
    "log_ge": (claim("log(x) >= 1 - 1/x", POSITIVE), derivation(lemma("log_ge", "x"))),
    "sin_sq_le": (claim("sin(x)**2 <= x**2"), derivation(lemma("sin_sq_le", "x"))),
    "sin_le": (claim("sin(x) <= x", {"x": "nonnegative"}), derivation(lemma("sin_le", "x"))),
    "cos_ge": (claim("cos(x) >= 1 - x**2/2"), derivation(lemma("cos_ge", "x"))),
    "atan_le": (claim("atan(x) <= x", {"x": "nonnegative"}), derivation(lemma("atan_le", "x"))),
    "abs_triangle": (claim("abs(x + y) <= abs(x) + abs(y)", COMPLEX), derivation(lemma("abs_triangle", "x", "y"))),
    "abs_ge": (claim("x <= abs(x)"), derivation(lemma("abs_ge", "x"))),
    "atan_lt": (claim("atan(x) <= pi/2"), derivation(lemma("atan_lt", "x"))),
    "erf_le": (claim("erf(x) <= 1"), derivation(lemma("erf_le", "x"))),
    "asin_le": (claim("asin(x) <= pi/2", {"x": "[-1, 1]"}), derivation(lemma("asin_le", "x"))),
    "asin_ge": (claim("asin(x) >= x", {"x": "[0, 1]"}), derivation(lemma("asin_ge", "x"))),
}  # fmt: skip
