"""Derivatives by the rules: each claim is put together from a function and its derivative, both written by the same template.

A false one has a wrong number in the inner or the outer derivative, or has lost a term of the product's rule.
"""

from __future__ import annotations

from random import Random

from porism.datasets.claim_templates.made import Stated, number, positive

NAMES = "abtuvwxyz"


def derivative(dice: Random, true: bool) -> Stated:
    """A derivative, of one function inside another, of a product or a quotient, in one or two variables."""
    x, y = dice.sample(NAMES, 2)
    kind = dice.choice(["chain", "chain", "product", "quotient", "twice", "partial", "logarithmic"])
    m, n, p = (number(dice, 2, 6) for _ in range(3))
    k = 0 if true else 1
    inner, slope = _inner(dice, x, y, k if kind == "chain" else 0)
    outer, rate = _outer(dice, inner)
    match kind:
        case "chain":
            return f"diff({outer}, {x}) == ({rate})*({slope})", {}, ()
        case "product":
            claim = f"diff({x}**{m}*({outer}), {x}) == {m + k}*{x}**{m - 1}*({outer}) + {x}**{m}*({rate})*({slope})"
            return claim, {}, ()
        case "quotient":
            claim = (
                f"diff(({outer})/({x}**2 + {p}), {x}) == "
                f"(({rate})*({slope})*({x}**2 + {p}) - {2 + k}*{x}*({outer}))/({x}**2 + {p})**2"
            )
            return claim, {}, ()
        case "twice":
            claim = dice.choice(
                [
                    f"diff(diff(sin({m}*{x})*exp({n}*{x}), {x}), {x}) == "
                    f"exp({n}*{x})*({n * n - m * m + k}*sin({m}*{x}) + {2 * m * n}*cos({m}*{x}))",
                    f"diff(diff(exp(-{m}*{x}**2), {x}), {x}) == ({4 * m * m}*{x}**2 - {2 * m + k})*exp(-{m}*{x}**2)",
                    f"diff(diff(log({x}**2 + {m}), {x}), {x}) == (2*{m + k} - 2*{x}**2)/({x}**2 + {m})**2",
                ]
            )
            return claim, {}, ()
        case "partial":
            claim = dice.choice(
                [
                    f"{x}*diff({x}**{m}*{y}**{n}, {x}) + {y}*diff({x}**{m}*{y}**{n}, {y}) == {m + n + k}*{x}**{m}*{y}**{n}",
                    f"diff(atan({y}/{x}), {x}) == {-1 - k}*{y}/({x}**2 + {y}**2)",
                    f"diff(sqrt({x}**2 + {m}*{y}**2 + 1), {y}) == {m + k}*{y}/sqrt({x}**2 + {m}*{y}**2 + 1)",
                    f"{n}*diff(sin({m}*{x} + {n}*{y}), {x}) == {m + k}*diff(sin({m}*{x} + {n}*{y}), {y})",
                ]
            )
            return claim, {}, ()
        case _:
            claim = dice.choice(
                [
                    f"diff({x}**{x}, {x}) == {x}**{x}*(log({x}) + {1 + k})",
                    f"diff({x}**{m}*log({n}*{x}), {x}) == {x}**{m - 1}*({m}*log({n}*{x}) + {1 + k})",
                    f"diff(log(sqrt({x}) + {m}), {x}) == 1/({2 + k}*({x} + {m}*sqrt({x})))",
                    f"diff(log(log({x} + 1) + {m}), {x}) == 1/(({x} + {1 + k})*(log({x} + 1) + {m}))",
                ]
            )
            return claim, positive(x), ()


def _inner(dice: Random, x: str, y: str, k: int) -> tuple[str, str]:
    """A function of x and its derivative, with an error where k is 1."""
    a, b, n = number(dice, 2, 5), number(dice, 1, 7), number(dice, 2, 4)
    return dice.choice(
        [
            (f"{a}*{x}**{n} - {b}*{x}", f"{a * n}*{x}**{n - 1} - {b + k}"),
            (f"sin({a}*{x})", f"{a + k}*cos({a}*{x})"),
            (f"{x}**2*{y} + {b}*{x}", f"{2 + k}*{x}*{y} + {b}"),
            (f"exp(-{a}*{x})", f"-{a + k}*exp(-{a}*{x})"),
            (f"{x}/({x}**2 + {b})", f"({b + k} - {x}**2)/({x}**2 + {b})**2"),
            (f"sqrt({x}**2 + {b})", f"{1 + k}*{x}/sqrt({x}**2 + {b})"),
        ]
    )


def _outer(dice: Random, u: str) -> tuple[str, str]:
    """A function of u that is smooth everywhere and its derivative by u."""
    n = number(dice, 2, 5)
    return dice.choice(
        [
            (f"sin({u})", f"cos({u})"),
            (f"cos({n}*({u}))", f"-{n}*sin({n}*({u}))"),
            (f"exp({u})", f"exp({u})"),
            (f"atan({u})", f"1/(1 + ({u})**2)"),
            (f"({u})**{n}", f"{n}*({u})**{n - 1}"),
            (f"log(1 + ({u})**2)", f"2*({u})/(1 + ({u})**2)"),
            (f"tanh({u})", f"1 - tanh({u})**2"),
            (f"asinh({u})", f"1/sqrt(1 + ({u})**2)"),
        ]
    )
