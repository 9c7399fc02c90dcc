"""Trusted: the arithmetic of limits in the extended reals, for the top of a term whose parts have limits.

    2 + oo = oo    3·(−oo) = −oo    oo**(1/2) = oo    exp(−oo) = 0    atan(oo) = pi/2    log(v) at a limit v where it is defined

Indeterminate forms, oo − oo, 0·oo, sin(oo), are refused (`NoExpansion`). A limit is a pair: the value, and whether the
function is seen to be real near the point; what is infinite is real. A function is continuous at the limit v of its
argument where it is defined at v, as long as it is entire or its argument is real: a cut is met only from beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from porism.symbolic.coefficients import coefficient
from porism.symbolic.expansion import Decisions, NoExpansion
from porism.symbolic.extended import Extended
from porism.symbolic.term import (
    HALF,
    ONE,
    PI,
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    add,
    multiply,
    negate,
    number,
    power,
)

#: Functions whose principal branch jumps somewhere in the complex plane.
BRANCHED: Final = frozenset({
    "log", "asin", "acos", "acosh", "atanh", "atan", "asinh", "Ei", "li", "Ci", "Chi", "dilog",
    "LambertW", "LambertWm1", "loggamma",
})  # fmt: skip
#: Those of them that are real wherever their argument is real and they are defined.
_REAL_ON_REALS: Final = frozenset({"atan", "asinh", "Ei"})
#: Limits of functions at −∞ and at ∞, None where there is none in the extended reals.
_AT_INFINITY: Final[dict[str, tuple[Extended | None, Extended | None]]] = {
    "exp": (ZERO, "oo"), "sinh": ("-oo", "oo"), "cosh": ("oo", "oo"), "tanh": (number(-1), ONE), "coth": (number(-1), ONE),
    "sech": (ZERO, ZERO), "csch": (ZERO, ZERO), "asinh": ("-oo", "oo"), "abs": ("oo", "oo"),
    "atan": (negate(multiply(HALF, PI)), multiply(HALF, PI)), "erf": (number(-1), ONE), "Ei": (ZERO, "oo"),
    "Si": (negate(multiply(HALF, PI)), multiply(HALF, PI)), "fresnels": (negate(HALF), HALF),
    "fresnelc": (negate(HALF), HALF), "Shi": ("-oo", "oo"), "log": (None, "oo"), "acosh": (None, "oo"), "li": (None, "oo"),
    "Ci": (None, ZERO), "Chi": (None, "oo"), "dilog": ("-oo", None), "LambertW": (None, "oo"), "gamma": (None, "oo"),
    "loggamma": (None, "oo"), "digamma": (None, "oo"),
}  # fmt: skip


def limit_of_parts(
    term: Term, reached: Sequence[tuple[Extended, bool]], decisions: Decisions
) -> tuple[Extended, bool]:
    """The arithmetic of limits in the extended reals; what is infinite is real, by the meaning of ±∞."""
    limits, real = [value for value, _ in reached], all(r for _, r in reached)
    infinite = [value for value in limits if isinstance(value, str)]
    finite = [value for value in limits if not isinstance(value, str)]
    if infinite and not real:
        raise NoExpansion("an infinite limit beside what is not seen to be real")
    match term:
        case Sum():
            if len(set(infinite)) > 1:
                raise NoExpansion("oo - oo")
            return (infinite[0] if infinite else add(*finite)), real
        case Product():
            if not infinite:
                return multiply(*finite), real
            sign = 1
            for value in limits:
                factor = _sign(value, decisions)
                if factor == 0:
                    raise NoExpansion("0*oo")
                sign *= factor
            return ("oo" if sign > 0 else "-oo"), real
        case Power(_, Number(q)):
            base = limits[0]
            if not isinstance(base, str):
                decisions.defined(power(base, number(q)))
                if q.denominator != 1 and not real:
                    raise NoExpansion("a root of what is not seen to be real")
                positive = q.denominator == 1 or (q.denominator != 1 and _sign(base, decisions) > 0)
                return power(base, number(q)), real and positive
            if q.denominator != 1 and base == "-oo":
                raise NoExpansion("a root of what is negative")
            if q <= 0:
                return (ZERO if q < 0 else ONE), True
            return ("oo" if base == "oo" or q.numerator % 2 == 0 else "-oo"), True
        case Apply(function, _):
            value = limits[0]
            if isinstance(value, str):
                limit = _AT_INFINITY.get(function, (None, None))[value == "oo"]
                if limit is None:
                    raise NoExpansion(f"{function} has no limit at {value}")
                return limit, True
            if function in BRANCHED and not real:
                raise NoExpansion(f"{function} of what is not seen to be real")
            image = Apply(function, value)
            decisions.defined(image)
            positive = function == "log" and real and _sign(value, decisions) > 0
            return image, real and (positive or function not in BRANCHED - _REAL_ON_REALS)
        case _:
            raise NoExpansion(f"no limit of {term} by its parts")


def _sign(value: Extended, decisions: Decisions) -> int:
    if isinstance(value, str):
        return 1 if value == "oo" else -1
    sign = decisions.sign(coefficient(value))
    if sign is None:
        raise NoExpansion(f"{value} is not real")
    return sign
