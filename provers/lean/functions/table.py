"""Trusted: what a theorem assumes of functions, in one table; each row says where it is literally true.

    law(f, a)      (m, c) with m·d f(a) = c·d a, for every derivation d by a real variable
    smooth(f, a)   the facts under which f(a) is a smooth function of what a is a smooth function of, and the law holds

    f(a)          m            c                       smooth where
    exp           1            exp a
    sin, cos      1            cos a, −sin a
    log           a            1                       a real, a ≠ 0
    asin          √(1 − a²)    1                       a real, a² < 1
    atan          1 + a²       1                       a real
    asinh         √(1 + a²)    1                       a real
    erf           √π           2·exp(−a²)
    Si, Shi       a            sin a, (eᵃ − e⁻ᵃ)/2
    Ci, Chi, Ei   a            cos a, (eᵃ + e⁻ᵃ)/2, eᵃ  a real, a ≠ 0
    fresnels, -c  1            sin(π·a²/2), cos(π·a²/2)
    dilog         a            −log(1 − a)             a real, a ≠ 1
    W, W₋₁        (1 + W)·eᵂ   1                       a real, W ≠ −1 (and a ≠ 0 for W₋₁)
    1/Γ           1            −ψ(a)/Γ(a)
    log Γ, ψ      1            ψ(a), none              a real for log Γ, 1/Γ(a) ≠ 0

A root r of a and an absolute value have no row: rⁿ = a is enough (`Derivation.root`), as is b·u = 1 for an inverse. tan,
sinh, acosh and the like are what their definitions in the exact checker say. Along the real line each function is smooth
beside its branch points, also on a cut that lies in it, where its values are the limits from one side.

References: NIST DLMF §4, §5.2, §6.2, §7.2, §25.12(i); R. Corless et al. (1996), On the Lambert W function, §2, §4.
"""

from __future__ import annotations

from fractions import Fraction

from porism.provers.exact.context import Fact
from porism.provers.exact.terms import HALF, PI, Term, add, mul, neg, num, power, sub

ONE = num(1)


def law(f: str, a: Term) -> tuple[Term, Term] | None:
    """(m, c) with m·d f(a) = c·d a; None if there is none here.

    >>> law("exp", ("var", "x"))
    (('num', Fraction(1, 1)), ('exp', ('var', 'x')))
    """
    e_up, e_down = ("exp", a), ("exp", neg(a))
    match f:
        case "exp":
            return ONE, ("exp", a)
        case "sin":
            return ONE, ("cos", a)
        case "cos":
            return ONE, neg(("sin", a))
        case "log":
            return a, ONE
        case "asin":
            return power(sub(ONE, power(a, 2)), Fraction(1, 2)), ONE
        case "atan":
            return add(ONE, power(a, 2)), ONE
        case "asinh":
            return power(add(ONE, power(a, 2)), Fraction(1, 2)), ONE
        case "erf":
            return power(PI, Fraction(1, 2)), mul(num(2), ("exp", neg(power(a, 2))))
        case "Si":
            return a, ("sin", a)
        case "Ci":
            return a, ("cos", a)
        case "Shi":
            return a, mul(HALF, sub(e_up, e_down))
        case "Chi":
            return a, mul(HALF, add(e_up, e_down))
        case "Ei":
            return a, e_up
        case "fresnels":
            return ONE, ("sin", mul(HALF, PI, power(a, 2)))
        case "fresnelc":
            return ONE, ("cos", mul(HALF, PI, power(a, 2)))
        case "dilog":
            return a, neg(("log", sub(ONE, a)))
        case "LambertW" | "LambertWm1":
            return mul(add(ONE, (f, a)), ("exp", (f, a))), ONE
        case "rgamma":
            return ONE, neg(mul(("rgamma", a), ("digamma", a)))
        case "loggamma":
            return ONE, ("digamma", a)
        case _:
            return None


def smooth(f: str, a: Term) -> list[Fact] | None:
    """Facts near a point under which f(a) is smooth there; None if none are known."""
    match f:
        case "exp" | "sin" | "cos" | "erf" | "Si" | "Shi" | "fresnels" | "fresnelc" | "rgamma":
            return []
        case "log" | "Ci" | "Chi" | "Ei" | "abs" | "root":
            return [("R", a), ("!=", a)]
        case "asin":
            return [("R", a), (">", sub(ONE, power(a, 2)))]
        case "atan" | "asinh":
            return [("R", a)]
        case "dilog":
            return [("R", a), ("!=", sub(ONE, a))]
        case "LambertW" | "LambertWm1":
            return [("R", a), ("!=", add(ONE, (f, a))), *([("!=", a)] if f == "LambertWm1" else [])]
        case "loggamma":
            return [("R", a), ("!=", ("rgamma", a))]
        case "digamma":
            return [("!=", ("rgamma", a))]
        case _:
            return None
