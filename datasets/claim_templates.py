"""Claims made from templates: as many as one wants, in ten classes, each known to be true or false by how it was made.

    polynomial       an expansion of a product or a power
    rational         a sum of fractions, brought to one denominator
    trigonometric    addition theorems, multiple angles, products as sums
    exponential      laws of exp and log, hyperbolic functions
    radical          roots and absolute values, with signs that they need
    hypotheses       an equation that follows from polynomial equations
    linear           a linear inequality that follows from linear ones
    inequality       a polynomial that is a sum of squares, means, the arithmetic mean above the geometric
    bounds           elementary functions below their tangents and on boxes
    derivative       a derivative by the rules

A false claim is a true one with a changed number, sign or relation, such that it fails at points that are found easily;
`made` says of each claim which it is. Numbers are drawn from a seed: the same seed gives the same claims.

Not covered: integers, complex variables, special functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Any


@dataclass(frozen=True)
class Made:
    """A claim in the batch format, and whether it is true."""

    kind: str
    claim: str
    true: bool
    vars: Mapping[str, str] = field(default_factory=dict)
    assume: tuple[str, ...] = ()

    def to_json(self, identifier: str) -> dict[str, Any]:
        """A line of a batch file."""
        line: dict[str, Any] = {"id": identifier, "claim": self.claim}
        if self.vars:
            line["vars"] = dict(self.vars)
        if self.assume:
            line["assume"] = list(self.assume)
        return line | {"expect": "proved" if self.true else "refuted"}


def made(count: int, seed: int) -> Iterator[Made]:
    """`count` true and `count` false claims of each class, alternating.

    >>> [(m.kind, m.true) for m in made(1, seed=0)][:3]
    [('polynomial', True), ('polynomial', False), ('rational', True)]
    """
    for kind, make in TEMPLATES.items():
        for k in range(count):
            for true in (True, False):
                yield make(Random(f"{seed} {kind} {k} {true}"), true)


def _polynomial(dice: Random, true: bool) -> Made:
    x, y = dice.sample("abcuvxyz", 2)
    a, b, c, d = (_number(dice, 1, 9) for _ in range(4))
    wrong = 0 if true else _number(dice, 1, 4)
    n = dice.randrange(2, 5)
    binomial = " + ".join(
        f"{_binomial(n, k) * a ** (n - k) * b**k + (wrong if k == n - 1 else 0)}*{x}**{n - k}*{y}**{k}"
        for k in range(n + 1)
    )
    claim = dice.choice(
        [
            f"({a}*{x} + {b}*{y})**{n} == {binomial}",
            f"({a}*{x} + {b})*({c}*{x} - {d}) == {a * c}*{x}**2 + {b * c - a * d + wrong}*{x} - {b * d}",
            f"({x} + {a}*{y})*({x}**2 - {a}*{x}*{y} + {a * a}*{y}**2) == {x}**3 + {a**3 + wrong}*{y}**3",
            f"({x} + {y})**3 - ({x} - {y})**3 == {6 + wrong}*{x}**2*{y} + 2*{y}**3",
            f"({a}*{x} - {y})**2 + ({x} + {a}*{y})**2 == {a * a + 1 + wrong}*({x}**2 + {y}**2)",
        ]
    )
    return Made("polynomial", claim, true)


def _rational(dice: Random, true: bool) -> Made:
    x = dice.choice("abtuxyz")
    a, b = dice.sample(range(1, 12), 2)
    c, d = _number(dice, 1, 9), _number(dice, 1, 9)
    wrong = 0 if true else _number(dice, 1, 5)
    numerator = f"({c + d}*{x} + {c * b + d * a + wrong})"
    claim = dice.choice(
        [
            f"{c}/({x} + {a}) + {d}/({x} + {b}) == {numerator}/(({x} + {a})*({x} + {b}))",
            f"({x}**2 - {a * a})/({x} - {a}) == {x} + {a + wrong}",
            f"1/(1 + {a}/{x}) == {x}/({x} + {a + wrong})",
            f"({c}*{x} + {d})/({x} - {a}) == {c} + {d + c * a + wrong}/({x} - {a})",
            f"1/({x}*({x} + {a})) == (1/{x} - 1/({x} + {a}))/{a + wrong}",
        ]
    )
    return Made("rational", claim, true)


def _trigonometric(dice: Random, true: bool) -> Made:
    x, y = dice.sample("abstuxyz", 2)
    m, n = dice.sample(range(1, 6), 2)
    wrong = 1 if true else dice.choice([-1, 2])
    factor = "" if wrong == 1 else f"{wrong}*"
    claim = dice.choice(
        [
            f"sin({m}*{x} + {n}*{y}) == sin({m}*{x})*cos({n}*{y}) + {factor}cos({m}*{x})*sin({n}*{y})",
            f"cos({m}*{x} + {y}) == cos({m}*{x})*cos({y}) - {factor}sin({m}*{x})*sin({y})",
            f"2*sin({m}*{x})*cos({n}*{x}) == sin({m + n}*{x}) + {factor}sin({m - n}*{x})",
            f"sin({2 * m}*{x}) == {2 * wrong}*sin({m}*{x})*cos({m}*{x})",
            f"cos({2 * m}*{x}) == 1 - {2 * wrong}*sin({m}*{x})**2",
            f"sin(3*{x}) == 3*sin({x}) - {4 * wrong}*sin({x})**3",
            f"1 + tan({m}*{x})**2 == {factor}1/cos({m}*{x})**2",
        ]
    )
    return Made("trigonometric", claim, true)


def _exponential(dice: Random, true: bool) -> Made:
    x, y = dice.sample("abstuxyz", 2)
    m, n = _number(dice, 2, 6), _number(dice, 2, 6)
    wrong = 0 if true else dice.choice([-1, 1])
    positive = {x: "positive", y: "positive"}
    claim, domains = dice.choice(
        [
            (f"exp({m}*{x} + {n}*{y}) == exp({x})**{m + wrong}*exp({y})**{n}", {}),
            (f"log({x}**{m}*{y}**{n}) == {m + wrong}*log({x}) + {n}*log({y})", positive),
            (f"log({x}/{y}) == log({x}) - {1 + wrong * 2}*log({y})", positive),
            (f"exp({m}*log({x})) == {x}**{m + wrong}", {x: "positive"}),
            (f"cosh({m}*{x})**2 - sinh({m}*{x})**2 == {1 + wrong}", {}),
            (f"sinh(2*{x}) == {2 + wrong}*sinh({x})*cosh({x})", {}),
            (f"(exp({x}) + exp(-{x}))**2 == exp(2*{x}) + exp(-2*{x}) + {2 + wrong}", {}),
            (f"log(exp({m}*{x})) == {m + wrong}*{x}", {}),
        ]
    )
    return Made("exponential", claim, true, domains)


def _radical(dice: Random, true: bool) -> Made:
    x, y = dice.sample("abstuxyz", 2)
    m = _number(dice, 2, 9)
    wrong = 0 if true else 1
    claim, domains = dice.choice(
        [
            (f"sqrt({m * m}*{x}**2) == {m + wrong}*abs({x})", {}),
            (f"sqrt({x}*{y}) == {1 + wrong}*sqrt({x})*sqrt({y})", {x: "positive", y: "positive"}),
            (f"abs({m}*{x}*{y}) == {m + wrong}*abs({x})*abs({y})", {}),
            (
                f"1/(sqrt({x} + {m}) + sqrt({x})) == (sqrt({x} + {m}) - sqrt({x}))/{m + wrong}",
                {x: "positive"},
            ),
            (f"(sqrt({x}) + {m})**2 == {x} + {2 * m + wrong}*sqrt({x}) + {m * m}", {x: "nonnegative"}),
            (f"sqrt({x})**{2 * m} == {x}**{m + wrong}", {x: "positive"}),
            (f"sqrt({x}**2) == {'' if true else '-'}{x}", {x: "positive"}),
        ]
    )
    return Made("radical", claim, true, domains)


def _hypotheses(dice: Random, true: bool) -> Made:
    x, y, z = dice.sample("abcuvxyz", 3)
    a, b = _number(dice, 1, 7), _number(dice, 2, 7)
    wrong = 0 if true else _number(dice, 1, 3)
    claim, assume = dice.choice(
        [
            (f"{x}**2 + {y}**2 == {a * a - 2 * b + wrong}", [f"{x} + {y} == {a}", f"{x}*{y} == {b}"]),
            (f"{x}**3 + {y}**3 + {z}**3 == {3 + wrong}*{x}*{y}*{z}", [f"{x} + {y} + {z} == 0"]),
            (f"{x}**4 == {(a - b * b) ** 2 + wrong}", [f"{x}**2 + {y}**2 == {a}", f"{y} == {b}"]),
            (f"{x}*{z} == {a * b + wrong}*{y}**2", [f"{x} == {a}*{y}", f"{z} == {b}*{y}"]),
            (
                f"({x} + {y})**2 == {a + 2 * b + wrong}",
                [f"{x}**2 + {y}**2 == {a}", f"{x}*{y} == {b}"],
            ),
            (f"{x} + {y} == {2 * a + 2 * b + wrong}", [f"{x} - {y} == {2 * a}", f"{y} == {b}"]),
        ]
    )
    if not true and "**2 + " in assume[0]:  # such a claim would hold of no real number, and so not fail
        claim, assume = f"{x} + {y} == {2 * a + 2 * b + wrong}", [f"{x} - {y} == {2 * a}", f"{y} == {b}"]
    if not true and assume[0].startswith(f"{x} + {y} == {a}") and a * a < 4 * b:
        claim, assume = f"{x}*{z} == {a * b + wrong}*{y}**2", [f"{x} == {a}*{y}", f"{z} == {b}*{y}"]
    return Made("hypotheses", claim, true, {}, tuple(assume))


def _linear(dice: Random, true: bool) -> Made:
    names = dice.sample("abcuvxyz", 3)
    x, y, z = names
    a, b, c = (_number(dice, 1, 9) for _ in range(3))
    wrong = 0 if true else -_number(dice, 1, 3)
    claim, assume = dice.choice(
        [
            (f"{x} + {y} <= {a + b + wrong}", [f"{x} <= {a}", f"{y} <= {b}"]),
            (f"{x} <= {a * b + wrong}", [f"{x} <= {a}*{y}", f"{y} <= {b}"]),
            (f"{a}*{x} + {b}*{y} < {a * c + b * (c + 1) + wrong}", [f"{x} < {c}", f"{y} < {c + 1}"]),
            (f"{z} <= {a + wrong}", [f"{x} + {y} + {z} <= {a}", f"{x} >= 0", f"{y} >= 0"]),
            (f"{x} - {z} <= {a + b + wrong}", [f"{x} - {y} <= {a}", f"{y} - {z} <= {b}"]),
            (f"2*{x} <= {a + b + wrong}", [f"{x} + {y} <= {a}", f"{x} - {y} <= {b}"]),
        ]
    )
    return Made("linear", claim, true, {}, tuple(assume))


def _inequality(dice: Random, true: bool) -> Made:
    x, y = dice.sample("abcuvxyz", 2)
    a, b = _number(dice, 1, 6), _number(dice, 1, 6)
    wrong = 0 if true else _number(dice, 1, 3)
    positive = {x: "positive", y: "positive"}
    claim, domains = dice.choice(
        [
            (f"{a * a}*{x}**2 + {b * b}*{y}**2 >= {2 * a * b + wrong}*{x}*{y}", {}),
            (f"{x}**2 + {2 * a}*{x} + {a * a + b - wrong * 4 - (b if wrong else 0)} >= 0", {}),
            (f"{x}/{y} + {y}/{x} >= {2 + wrong}", positive),
            (f"({x} + {y})*(1/{x} + 1/{y}) >= {4 + wrong}", positive),
            (f"({a}*{x} + {b}*{y})**2 <= {a * a + b * b - wrong}*({x}**2 + {y}**2)", {}),
            (f"{x}**4 + {y}**4 >= {x}**3*{y} + {x}*{y}**3 + {wrong}", {}),
            (f"{x} + {a * a}/{x} >= {2 * a + wrong}", {x: "positive"}),
            (f"{x}**4 - {2 * a}*{x}**2*{y} + {a * a}*{y}**2 >= {wrong}", {}),
        ]
    )
    return Made("inequality", claim, true, domains)


def _bounds(dice: Random, true: bool) -> Made:
    x = dice.choice("abtuxyz")
    m = _number(dice, 1, 5)
    n = _number(dice, 1, 3)
    wrong = 0 if true else 1
    claim, domains = dice.choice(
        [
            (f"exp({m}*{x}) >= 1 + {m}*{x} + {wrong}", {}),
            (f"log({x}) <= {x} - {1 + wrong}", {x: "positive"}),
            (f"sin({m}*{x}) <= {1 - wrong / 2}", {}),
            (f"cos({x}) <= {1 - wrong / 4}", {x: f"[0, {n}]"}),
            (f"sin({x}) <= {x} - {wrong}*{x}/10", {x: "[0, 2]"}),
            (f"exp({x}) < {20 if true else 7}", {x: "[0, 2]"}),
            (f"{x}*exp(-{x}) < {'1/2' if true else '1/3'}", {x: "[0, 3]"}),
            (f"cosh({m}*{x}) >= {1 + wrong}", {}),
            (f"sqrt({x} + {m}) <= ({x} + {m} + 1)/{2 + wrong}", {x: "nonnegative"}),
        ]
    )
    claim = claim.replace("0.5", "1/2").replace("0.75", "3/4").replace("1.0", "1")
    return Made("bounds", claim, true, domains)


def _derivative(dice: Random, true: bool) -> Made:
    x = dice.choice("abtuxyz")
    m, n = _number(dice, 2, 6), _number(dice, 2, 6)
    wrong = 0 if true else 1
    claim, domains = dice.choice(
        [
            (
                f"diff({x}**{m}*exp({n}*{x}), {x}) == ({n + wrong}*{x}**{m} + {m}*{x}**{m - 1})*exp({n}*{x})",
                {},
            ),
            (f"diff(sin({m}*{x})**{n}, {x}) == {m * n + wrong}*sin({m}*{x})**{n - 1}*cos({m}*{x})", {}),
            (f"diff({x}*log({m}*{x}) - {x}, {x}) == log({m}*{x}) + {wrong}", {x: "positive"}),
            (f"diff(atan({m}*{x}), {x}) == {m + wrong}/(1 + {m * m}*{x}**2)", {}),
            (f"diff(sqrt({x}**2 + {m}), {x}) == {1 + wrong}*{x}/sqrt({x}**2 + {m})", {}),
            (f"diff(1/({m}*{x} + {n}), {x}) == -{m + wrong}/({m}*{x} + {n})**2", {}),
            (f"diff(log(cosh({m}*{x})), {x}) == {m + wrong}*tanh({m}*{x})", {}),
            (f"diff(exp({x}**{n}), {x}) == {n + wrong}*{x}**{n - 1}*exp({x}**{n})", {}),
        ]
    )
    return Made("derivative", claim, true, domains)


TEMPLATES: Mapping[str, Callable[[Random, bool], Made]] = {
    "polynomial": _polynomial,
    "rational": _rational,
    "trigonometric": _trigonometric,
    "exponential": _exponential,
    "radical": _radical,
    "hypotheses": _hypotheses,
    "linear": _linear,
    "inequality": _inequality,
    "bounds": _bounds,
    "derivative": _derivative,
}


def _number(dice: Random, low: int, high: int) -> int:
    return dice.randrange(low, high + 1)


def _binomial(n: int, k: int) -> int:
    found = 1
    for j in range(k):
        found = found * (n - j) // (j + 1)
    return found
