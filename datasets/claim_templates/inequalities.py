"""Inequalities: linear ones, polynomial ones, and bounds of elementary functions.

Most are sharp: the facts of a linear one meet in a point at which it is an equation, a polynomial one has a point of equality,
a bound touches. A false one is a hundredth, a fifth or a whole unit sharper, strict, or has lost a hypothesis, and fails at
that point or next to it.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random

from porism.datasets.claim_templates.made import (
    Polynomial,
    Stated,
    constant,
    nonzero,
    number,
    plus,
    positive,
    text,
    times,
    variable,
)

NAMES = "abcuvwxyz"


def linear(dice: Random, true: bool) -> Stated:
    """What follows from linear facts."""
    made: Callable[[Random, bool], Stated] = dice.choice(
        [_farkas, _farkas, _farkas, _squeezed, _rounded, _chain]
    )
    return made(dice, true)


def _farkas(dice: Random, true: bool) -> Stated:
    """A positive combination of facts that are all equations at a chosen point; false: stricter than that."""
    count = number(dice, 2, 4)
    names, point = dice.sample(NAMES, count), [number(dice, -4, 4) for _ in range(count)]
    total, facts, strict, equal = constant(0, count), list[str](), False, 0
    for _ in range(number(dice, 2, 4)):
        row = [number(dice, -5, 5) for _ in range(count)]
        row = row if any(row) else [1] * count
        form = plus(*(times(constant(c, count), variable(j, count)) for j, c in enumerate(row)))
        bound = sum(c * p for c, p in zip(row, point, strict=True))
        sign = dice.choice(["<=", "<=", "<", "=="])
        strict, equal = strict or sign == "<", equal + (sign == "==")
        facts.append(f"{text(form, names)} {sign} {bound}")
        weight = Fraction(number(dice, 1, 4), dice.choice([1, 1, 2])) * (
            nonzero(dice, 1) if sign == "==" else 1
        )
        total = plus(total, times(constant(weight, count), form))
    if not total:
        return _chain(dice, true)
    bound_at = sum(c * _at(e, point) for e, c in total.items())
    if true:
        slack = Fraction(dice.choice([0, 0, 1, 3]), 3)
        return f"{text(total, names)} {'<' if strict and not slack else '<='} {bound_at + slack}", {}, facts
    wrong = Fraction(dice.choice([1, 50, 100]), 100)
    facts = [fact.replace(" < ", " <= ") for fact in facts]  # the point itself is the counterexample
    if dice.random() < 0.3:
        return f"{text(total, names)} < {bound_at}", {}, facts
    return f"{text(total, names)} <= {bound_at - wrong}", {}, facts


def _at(exponents: tuple[int, ...], point: list[int]) -> Fraction:
    value = Fraction(1)
    for e, p in zip(exponents, point, strict=True):
        value *= Fraction(p) ** e
    return value


def _squeezed(dice: Random, true: bool) -> Stated:
    """Two bounds that meet are an equation."""
    x, y = dice.sample(NAMES, 2)
    a, b, k = number(dice, -6, 6), number(dice, 1, 5), 0 if true else dice.choice([-1, 1])
    loose = 0 if true else 1
    return dice.choice(
        [
            (f"{x} == {a + k}", {}, [f"{x} <= {a}", f"{x} >= {a}"]),
            (f"{x} == {b}*{y}", {}, [f"{x} <= {b}*{y}", f"{b}*{y} <= {x} + {loose}"]),
            (f"{x} + {y} == {a}", {}, [f"{x} <= {a} - {y}", f"2*{x} + 2*{y} >= {2 * a - loose}"]),
        ]
    )


def _rounded(dice: Random, true: bool) -> Stated:
    """Integers: bounds between two of them are rounded."""
    x, y = dice.sample("kmnpqr", 2)
    a, b = number(dice, -4, 6), number(dice, 2, 4)
    kind = "integer"
    return dice.choice(
        [
            (f"{x} >= {a + 1 if true else a + 2}", {x: kind}, [f"{x} > {a}"]),
            (f"{x} <= {a}", {x: kind if true else "real"}, [f"{b}*{x} <= {b * a + b - 1}"]),
            (
                f"{x} + {y} >= {a + b + 2 if true else a + b + 3}",
                {x: kind, y: kind},
                [f"{x} > {a}", f"{y} > {b}"],
            ),
            (f"{x} < {y} + 1" if true else f"{x} < {y}", {x: kind, y: kind}, [f"2*{x} <= 2*{y} + 1"]),
        ]
    )


def _chain(dice: Random, true: bool) -> Stated:
    names = dice.sample(NAMES, 4)
    steps = [number(dice, -5, 9) for _ in range(3)]
    facts = [f"{p} - {q} <= {c}" for p, q, c in zip(names, names[1:], steps, strict=False)]
    if not true and dice.random() < 0.5:
        del facts[1]
        return f"{names[0]} - {names[3]} <= {sum(steps)}", {}, facts
    wrong = 0 if true else Fraction(1, number(dice, 1, 10))
    return f"{names[0]} <= {names[3]} + {sum(steps) - wrong}", {}, facts


def inequality(dice: Random, true: bool) -> Stated:
    """A polynomial inequality or one of quotients, with or without hypotheses."""
    made: Callable[[Random, bool], Stated] = dice.choice(
        [_sum_of_squares, _classical, _classical, _products, _discrete]
    )
    return made(dice, true)


def _sum_of_squares(dice: Random, true: bool) -> Stated:
    """Σ cᵢ·qᵢ², multiplied out, where every qᵢ is 0 at a chosen point; false: a little below it."""
    count = number(dice, 2, 3)
    names, point = dice.sample(NAMES, count), [number(dice, -2, 2) for _ in range(count)]
    total = Polynomial()
    for _ in range(number(dice, 2, 3)):
        form = plus(*(times(constant(number(dice, -3, 3), count), variable(j, count)) for j in range(count)))
        if dice.random() < 0.35:
            form = plus(form, times(variable(0, count), variable(number(dice, 0, count - 1), count)))
        value = sum((c * _at(e, point) for e, c in form.items()), Fraction(0))
        q = plus(form, constant(-value, count))
        total = plus(total, times(constant(number(dice, 1, 3), count), q, q))
    if not total:
        return _classical(dice, true)
    wrong = dice.choice([Fraction(1, 100), Fraction(1, 5), 1])
    return f"{text(total, names)} >= {0 if true else wrong}", {}, ()


def _classical(dice: Random, true: bool) -> Stated:
    x, y, z = dice.sample(NAMES, 3)
    a, b = number(dice, 1, 6), number(dice, 1, 6)
    e = Fraction(0) if true else Fraction(1, dice.choice([1, 5, 20]))
    both, three = positive(x, y), positive(x, y, z)
    return dice.choice(
        [
            (f"{a * a}*{x}**2 + {b * b}*{y}**2 >= {2 * a * b + e}*{x}*{y}", {}, ()),
            (f"{x}/{y} + {y}/{x} >= {2 + e}", both, ()),
            (f"({x} + {y} + {z})*(1/{x} + 1/{y} + 1/{z}) >= {9 + e}", three, ()),
            (f"({a}*{x} + {b}*{y})**2 <= {a * a + b * b - e}*({x}**2 + {y}**2)", {}, ()),
            (f"{x}**4 + {y}**4 >= {x}**3*{y} + {1 + e}*{x}*{y}**3", {}, ()),
            (f"{x}**3 + {y}**3 + {z}**3 >= {3 + e}*{x}*{y}*{z}", three, ()),
            (f"{x}/({y} + {z}) + {y}/({z} + {x}) + {z}/({x} + {y}) >= {Fraction(3, 2) + e}", three, ()),
            (f"{x}**2 + {y}**2 + {z}**2 >= {x}*{y} + {y}*{z} + {1 + e}*{z}*{x}", {}, ()),
            (f"({x} + {y} + {z})**2 <= {3 - e}*({x}**2 + {y}**2 + {z}**2)", {}, ()),
            (f"({x} + {y})*({y} + {z})*({z} + {x}) >= {8 + e}*{x}*{y}*{z}", three, ()),
            (f"{x}**3 + {y}**3 >= {x}**2*{y} + {1 + e}*{x}*{y}**2", both, ()),
            (f"{x}**2/{y} + {y}**2/{x} >= {1 + e}*({x} + {y})", both, ()),
            (f"2*{x}*{y}/({x} + {y}) <= {1 - e / 2}*({x} + {y})/2", both, ()),
            (f"{x}**6 + {a}*{x}**2 + {a} {'>=' if true else '>'} {a}", {}, ()),
            (f"{x}*({x} - {y})*({x} - {z}) + {y}*({y} - {x})*({y} - {z}) + {z}*({z} - {x})*({z} - {y}) >= {e}*{x}*{y}*{z}",
             three, ()),
            (f"{x}**2/(1 + {x}**4) <= {Fraction(1, 2) - e / 4}", {}, ()),
            (f"{x} + {a * a}/({x} - {b}) >= {2 * a + b + e}", {x: f"({b}, oo)"}, ()),
        ]
    )  # fmt: skip


def _products(dice: Random, true: bool) -> Stated:
    """What products of known signs give; without one of the signs it is false."""
    x, y, z = dice.sample(NAMES, 3)
    a, b = number(dice, 1, 5), number(dice, 1, 5)
    e = 0 if true else Fraction(1, dice.choice([1, 5, 20]))
    return dice.choice(
        [
            (f"{x}*{y} + {a * b - e} >= {b}*{x} + {a}*{y}", {}, [f"{x} >= {a}", f"{y} >= {b}"]),
            (f"{x}**2 <= {a + b}*{x} - {a * b + e}", {}, [f"{x} >= {a}", f"{x} <= {b}"]) if a <= b
            else (f"{x}**2 <= {a + b}*{x} - {a * b + e}", {}, [f"{x} >= {b}", f"{x} <= {a}"]),
            (f"{x}*{y} <= {Fraction(a * a, 4) - e}", {}, [f"{x} + {y} == {a}"]),
            (f"{x}**2 < {y}**2", {}, [f"{x} < {y}", f"{x} >= 0" if true else f"{y} >= 0"]),
            (f"{x} < {y}", {}, [f"{x}**2 < {y}**2", f"{y} > 0" if true else f"{x} > 0"]),
            (f"{x}*{y} < {a * b}", {}, [f"{x} < {a}", f"{y} < {b}", *([f"{x} > 0", f"{y} > 0"] if true else [])]),
            (f"{x}*{y}*{z} >= {a * b + e}", {}, [f"{x} >= {a}", f"{y} >= {b}", f"{z} >= 1"]),
            (f"{x}*{z} <= {y}*{z}", {}, [f"{x} <= {y}", f"{z} >= 0" if true else f"{z} >= -{e}"]),
            (f"{x}**2 + {y}**2 >= {Fraction(a * a, 2) + e}", {}, [f"{x} + {y} >= {a}"]),
            (f"{x} + {y} >= {2 * a + e}", positive(x, y), [f"{x}*{y} >= {a * a}"]),
            (f"1/{x} <= {Fraction(1, a) - Fraction(e) / (2 * a)}", {}, [f"{x} >= {a}"]),
            (f"{x}/({x} + 1) <= {y}/({y} + 1)", {}, [f"{x} <= {y}", f"{x} >= 0" if true else f"{x} >= -2"]),
            (f"abs({x} + {y}) <= {a + b - e}", {}, [f"abs({x}) <= {a}", f"abs({y}) <= {b}"]),
            (f"abs({x} - {z}) <= {a + b - e}", {}, [f"abs({x} - {y}) <= {a}", f"abs({y} - {z}) <= {b}"]),
        ]
    )  # fmt: skip


def _discrete(dice: Random, true: bool) -> Stated:
    """Integers are nowhere between 0 and 1."""
    n, m = dice.sample("kmnpqr", 2)
    a = number(dice, 0, 4)
    kind = "integer" if true else "real"
    return dice.choice(
        [
            (f"{n}*({n} + 1) >= 0", {n: kind}, ()),
            (f"({n} - {a})*({n} - {a + 1}) >= 0", {n: kind}, ()),
            (f"{n}**2 >= {n}", {n: kind}, ()),
            (f"{n}**2 + {m}**2 >= {n} + {m}", {n: kind, m: kind}, ()),
            (f"{n}**2 >= 1", {n: kind}, [f"{n} != 0"]),
            (f"{n}*{m} >= {n}", {n: kind, m: kind}, [f"{n} >= 0", f"{m} > 0"]),
        ]
    )


def bounds(dice: Random, true: bool) -> Stated:
    """A bound of elementary functions."""
    x, y = dice.sample(NAMES, 2)
    m, n = number(dice, 1, 5), number(dice, 1, 3)
    e = Fraction(0) if true else Fraction(1, dice.choice([2, 10, 50]))
    half = {x: "nonnegative"}
    return dice.choice(
        [
            (f"exp({m}*{x} + {n}*{y}) >= 1 + {m}*{x} + {n}*{y} + {e}", {}, ()),
            (f"log({x}*{y}) <= {x} + {y} - {2 + e}", positive(x, y), ()),
            (f"log(1 + {x}) >= {1 + e}*{x}/(1 + {x})", {x: "(-1, 1)"} if true else half, ()),
            (f"exp({x}) >= 1 + {x} + {Fraction(1, 2) + e}*{x}**2", half, ()),
            (f"sin({m}*{x}) <= {m}*{x} - {e}*{x}", half, ()),
            (f"sin({x}) >= {x} - {Fraction(1, 6) - e / 6}*{x}**3", half, ()),
            (f"cos({m}*{x}) >= 1 - {Fraction(m * m, 2) - e}*{x}**2", {}, ()),
            (f"cosh({m}*{x}) >= {1 + e} + {Fraction(m * m, 2)}*{x}**2", {}, ()),
            (f"tanh({x}) <= {1 - e}*{x}", half, ()),
            (f"atan({x}) <= {1 - e}*{x}", half, ()),
            (f"sin({x})*cos({y}) <= {1 - e}", {}, ()),
            (f"{m}*sin({x}) + {n}*cos({y}) <= {m + n - e}", {}, ()),
            (f"sqrt(1 + {m}*{x}) <= 1 + {Fraction(m, 2) - e}*{x}", half, ()),
            (f"sqrt({x}) <= {1 - e}*{x}", {x: "[1, oo)"}, ()),
            (f"{x}*log({x}) >= {x} - {1 - e}", positive(x), ()),
            (f"exp(sin({x})) < {'11/4' if true else '27/10'}", {}, ()),
            (f"exp({x}) + exp(-{x}) >= {2 + e}", {}, ()),
            (f"exp({x})*cos({x}) < {'157/100' if true else '155/100'}", {x: "[0, 2]"}, ()),
            (f"{x}*exp(-{x}) < {'37/100' if true else '36/100'}", half, ()),
            (f"sin({x})*exp({y}) < {'23/10' if true else '22/10'}", {x: "[0, 1]", y: "[0, 1]"}, ()),
            (f"exp(-{x}**2) <= 1/(1 + {1 + e}*{x}**2)", {}, ()),
            (f"abs(sin({x}) - sin({y})) <= {2 - e}", {}, ()),
        ]
    )  # fmt: skip
