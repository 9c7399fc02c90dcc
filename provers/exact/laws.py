"""Trusted: the laws and inequalities of the elementary functions, each with the side conditions that it needs.

    LAWS[name](a, …) = (left, right, needs)       left = right wherever the needs hold and both sides are defined
    LEMMAS[name](a, …) = (t, needs)               t ≥ 0 wherever the needs hold

Functions are principal branches over C, and 0⁰ = 1. A need is a fact of `context.py`. Tests hold every row
against mpmath at random real and complex arguments that satisfy its needs.

References: NIST DLMF §4, §4.13 (W₀ and W₋₁ undo x·eˣ on each side of −1), §5.5; R. Corless et al. (1996), On the
Lambert W function, §4 (log W₀(z) = log z − W₀(z)).
"""

from __future__ import annotations

from collections.abc import Callable

from porism.provers.exact.context import Fact
from porism.provers.exact.terms import HALF, PI, I, Term, add, mul, neg, num, power, sub


def _between(low: Term, a: Term, high: Term) -> list[Fact]:
    return [("R", a), (">=", sub(a, low)), (">=", sub(high, a))]


QUARTER_TURN = mul(HALF, PI)
LAWS: dict[str, Callable[..., tuple[Term, Term, list[Fact]]]] = {
    # one factor with argument 0 leaves the other's argument unchanged
    "log_mul": lambda a, b: (("log", mul(a, b)), add(("log", a), ("log", b)), [(">", a), ("!=", b)]),
    "power_mul": lambda a, b, q: (("^", mul(a, b), q), mul(("^", a, q), ("^", b, q)), [(">=", a), ("R", q)]),
    "log_power": lambda a, q: (("log", ("^", a, q)), mul(q, ("log", a)), [(">", a), ("R", q)]),
    "power_power": lambda a, p, q: (("^", ("^", a, p), q), ("^", a, mul(p, q)), [(">", a), ("R", p)]),
    "root_square": lambda a: (("^", power(a, 2), HALF), ("abs", a), [("R", a)]),
    "power_power_nonneg": lambda a, p, q: (
        ("^", ("^", a, p), q),
        ("^", a, mul(p, q)),
        [(">=", a), (">", p), (">", q)],
    ),
    "power_mul_natural": lambda a, b, n: (("^", mul(a, b), n), mul(("^", a, n), ("^", b, n)), [("N", n)]),
    "power_power_natural": lambda a, m, n: (("^", ("^", a, m), n), ("^", a, mul(m, n)), [("N", m), ("N", n)]),
    "power_even": lambda a, h, q: (
        ("^", ("^", a, mul(num(2), h)), q),
        ("^", ("abs", a), mul(num(2), h, q)),
        [("R", a), ("N", h), (">", q)],
    ),
    "abs_cartesian": lambda a, b: (
        ("abs", add(a, mul(I, b))),
        ("^", add(power(a, 2), power(b, 2)), HALF),
        [("R", a), ("R", b)],
    ),
    "log_exp": lambda a: (("log", ("exp", a)), a, [("R", a)]),
    "power_exp": lambda a, q: (("^", ("exp", a), q), ("exp", mul(a, q)), [("R", a)]),
    "abs_of_nonneg": lambda a: (("abs", a), a, [(">=", a)]),
    "abs_of_nonpos": lambda a: (("abs", a), neg(a), [(">=", neg(a))]),
    "abs_mul": lambda a, b: (("abs", mul(a, b)), mul(("abs", a), ("abs", b)), []),
    "abs_power": lambda a, q: (("abs", ("^", a, q)), ("^", ("abs", a), q), [("!=", a), ("R", q)]),
    "abs_exp": lambda a, b: (("abs", ("exp", add(a, mul(I, b)))), ("exp", a), [("R", a), ("R", b)]),
    "asin_sin": lambda a: (("asin", ("sin", a)), a, _between(neg(QUARTER_TURN), a, QUARTER_TURN)),
    "asin_cos": lambda a: (("asin", ("cos", a)), sub(QUARTER_TURN, a), _between(num(0), a, PI)),
    "atan_tan": lambda a: (
        ("atan", mul(("sin", a), power(("cos", a), -1))),
        a,
        [("R", a), (">", add(a, QUARTER_TURN)), (">", sub(QUARTER_TURN, a))],
    ),
    "lambert": lambda a: (("LambertW", mul(a, ("exp", a))), a, [("R", a), (">=", add(a, num(1)))]),
    "lambert_lower": lambda a: (
        ("LambertWm1", mul(a, ("exp", a))),
        a,
        [("R", a), (">=", sub(num(-1), a))],
    ),
    "lambert_value": lambda a, w: (
        ("LambertW", a),
        w,
        [("=", sub(a, mul(w, ("exp", w)))), ("R", w), (">=", add(w, num(1)))],
    ),
    "lambert_lower_value": lambda a, w: (
        ("LambertWm1", a),
        w,
        [("=", sub(a, mul(w, ("exp", w)))), ("R", w), (">=", sub(num(-1), w))],
    ),
    "log_lambert": lambda a: (("log", ("LambertW", a)), sub(("log", a), ("LambertW", a)), []),
    "gamma_shift": lambda a: (("rgamma", a), mul(a, ("rgamma", add(a, num(1)))), []),
    "loggamma_shift": lambda a: (("loggamma", add(a, num(1))), add(("loggamma", a), ("log", a)), []),
    "digamma_shift": lambda a: (("digamma", add(a, num(1))), add(("digamma", a), power(a, -1)), []),
}

LEMMAS: dict[str, Callable[..., tuple[Term, list[Fact]]]] = {
    "exp_ge": lambda a: (sub(("exp", a), add(num(1), a)), [("R", a)]),
    "log_le": lambda a: (sub(sub(a, num(1)), ("log", a)), [(">", a)]),
    "log_ge": lambda a: (sub(("log", a), sub(num(1), power(a, -1))), [(">", a)]),
    "sin_sq_le": lambda a: (sub(power(a, 2), power(("sin", a), 2)), [("R", a)]),
    "sin_le": lambda a: (sub(a, ("sin", a)), [(">=", a)]),
    "cos_ge": lambda a: (add(("cos", a), num(-1), mul(HALF, power(a, 2))), [("R", a)]),
    "atan_le": lambda a: (sub(a, ("atan", a)), [(">=", a)]),
    "abs_triangle": lambda a, b: (sub(add(("abs", a), ("abs", b)), ("abs", add(a, b))), []),
    "abs_ge": lambda a: (sub(("abs", a), a), [("R", a)]),
    "atan_lt": lambda a: (sub(QUARTER_TURN, ("atan", a)), [("R", a)]),
    "erf_le": lambda a: (sub(num(1), ("erf", a)), [("R", a)]),
    "asin_le": lambda a: (sub(QUARTER_TURN, ("asin", a)), _between(num(-1), a, num(1))),
    "asin_ge": lambda a: (sub(("asin", a), a), _between(num(0), a, num(1))),
}
