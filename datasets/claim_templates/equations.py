"""Equations between polynomials and quotients, with and without hypotheses.

A false polynomial identity differs from a true one in one coefficient, so that it fails almost everywhere. What is false under
hypotheses fails at a point that was chosen first, from which the hypotheses were made.
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
    nudged,
    number,
    plus,
    positive,
    random_polynomial,
    text,
    times,
    variable,
)

NAMES = "abcuvwxyz"


def polynomial(dice: Random, true: bool) -> Stated:
    """An identity of polynomials."""
    made = dice.choice([_product, _power, _composition, _squares, _quotient, _symmetric])
    return made(dice, true), {}, ()


def _product(dice: Random, true: bool) -> str:
    count = number(dice, 2, 4)
    names = dice.sample(NAMES, count)
    factors = [random_polynomial(dice, count, 2, number(dice, 2, 3)) for _ in range(number(dice, 2, 3))]
    expanded = times(constant(1, count), *factors)
    left = "*".join(f"({text(factor, names)})" for factor in factors)
    return f"{left} == {text(expanded if true else nudged(dice, expanded), names)}"


def _power(dice: Random, true: bool) -> str:
    count = number(dice, 2, 3)
    names = dice.sample(NAMES, count)
    parts = [times(constant(nonzero(dice, 5), count), variable(k, count)) for k in range(count)]
    n = number(dice, 3, 8 if count == 2 else 5)
    expanded = times(constant(1, count), *[plus(*parts)] * n)
    return (
        f"({text(plus(*parts), names)})**{n} == {text(expanded if true else nudged(dice, expanded), names)}"
    )


def _composition(dice: Random, true: bool) -> str:
    """p(q(x, y)), p a cubic."""
    x, y = dice.sample(NAMES, 2)
    inner = random_polynomial(dice, 2, 2, 2, 3)
    a, b, c = (nonzero(dice, 5) for _ in range(3))
    t = text(inner, [x, y])
    expanded = plus(
        times(constant(a, 2), inner, inner, inner), times(constant(b, 2), inner, inner), constant(c, 2)
    )
    return (
        f"{a}*({t})**3 + {b}*({t})**2 + {c} == {text(expanded if true else nudged(dice, expanded), [x, y])}"
    )


def _squares(dice: Random, true: bool) -> str:
    a, b, c, x, y, z = dice.sample(NAMES, 6)
    n, k = number(dice, 1, 7), 1 if true else dice.choice([-1, 2])
    return dice.choice(
        [
            f"({a}**2 + {n}*{b}**2)*({x}**2 + {n}*{y}**2) == ({a}*{x} - {n}*{b}*{y})**2 + {k * n}*({a}*{y} + {b}*{x})**2",
            f"({a}**2 + {b}**2 + {c}**2)*({x}**2 + {y}**2 + {z}**2) - ({a}*{x} + {b}*{y} + {c}*{z})**2 == "
            f"({a}*{y} - {b}*{x})**2 + ({a}*{z} - {c}*{x})**2 + {k}*({b}*{z} - {c}*{y})**2",
            f"{a}**4 + {4 * n**4}*{b}**4 == "
            f"({a}**2 + {2 * n}*{a}*{b} + {2 * n * n}*{b}**2)*({a}**2 - {2 * n * k}*{a}*{b} + {2 * n * n}*{b}**2)",
            f"({n}*{a} + {b})**2 + ({a} - {n}*{b})**2 == {n * n + k}*({a}**2 + {b}**2)",
        ]
    )


def _quotient(dice: Random, true: bool) -> str:
    """x^n − y^n by its factor."""
    x, y = dice.sample(NAMES, 2)
    n, a = number(dice, 3, 8), number(dice, 2, 3)
    terms = [
        f"{a**k}*{x}**{n - 1 - k}*{y}**{k}" for k in range(n) if true or k != 1
    ]  # without one of them it is false
    return f"{x}**{n} - {a**n}*{y}**{n} == ({x} - {a}*{y})*({' + '.join(terms)})"


def _symmetric(dice: Random, true: bool) -> str:
    x, y, z = dice.sample(NAMES, 3)
    a, k = number(dice, 1, 5), 1 if true else dice.choice([-1, 2])
    return dice.choice(
        [
            f"{x}**3 + {a**3}*{y}**3 + {z}**3 - {3 * a * k}*{x}*{y}*{z} == "
            f"({x} + {a}*{y} + {z})*({x}**2 + {a * a}*{y}**2 + {z}**2 - {a}*{x}*{y} - {a}*{y}*{z} - {z}*{x})",
            f"({x} - {y})*({y} - {z})*({z} - {x}) == "
            f"{x}*({y}**2 - {z}**2) + {y}*({z}**2 - {x}**2) + {k}*{z}*({x}**2 - {y}**2)",
            f"({x} + {y} + {z})**3 - {x}**3 - {y}**3 - {z}**3 == {3 * k}*({x} + {y})*({y} + {z})*({z} + {x})",
            f"({x} + {y})**5 - {x}**5 - {y}**5 == {5 * k}*{x}*{y}*({x} + {y})*({x}**2 + {x}*{y} + {y}**2)",
            f"({x} + {y})**7 - {x}**7 - {y}**7 == {7 * k}*{x}*{y}*({x} + {y})*({x}**2 + {x}*{y} + {y}**2)**2",
        ]
    )


def rational(dice: Random, true: bool) -> Stated:
    """An identity of quotients."""
    x, y, z = dice.sample(NAMES, 3)
    a, b, c = dice.sample(range(1, 12), 3)
    p, q, r = (nonzero(dice, 6) for _ in range(3))
    k = 0 if true else dice.choice([-1, 1])
    t = variable(0, 1)
    factors = [plus(t, constant(e, 1)) for e in (a, b, c)]
    top = plus(
        times(constant(p, 1), factors[1], factors[2]),
        times(constant(q, 1), factors[0], factors[2]),
        times(constant(r, 1), factors[0], factors[1]),
    )
    top = plus(top, constant(k, 1))
    n = number(dice, 3, 6)
    geometric = " + ".join(f"{a**j + (k if j == 1 else 0)}*{x}**{n - 1 - j}" for j in range(n))
    around = ((x, y, z), (y, z, x), (z, x, y))
    lagrange = " + ".join(f"{u}**{{}}/(({u} - {v})*({u} - {w}))" for u, v, w in around)
    power, value = dice.choice([(0, 0), (1, 0), (2, 1)])
    claim = dice.choice(
        [
            f"{p}/({x} + {a}) + {q}/({x} + {b}) + {r}/({x} + {c}) == "
            f"({text(top, [x])})/(({x} + {a})*({x} + {b})*({x} + {c}))",
            f"({x}**{n} - {a**n})/({x} - {a}) == {geometric}",
            f"{a} + 1/({b} + 1/({c} + 1/{x})) == "
            f"({a * b * c + a + c}*{x} + {a * b + 1 + k})/({b * c + 1}*{x} + {b})",
            lagrange.format(power, power, power) + f" == {value + k}",
            lagrange.format(3, 3, 3) + f" == {x} + {y} + {1 + k}*{z}",
            f"1/({x}*({x} + {a})) + 1/(({x} + {a})*({x} + {2 * a})) == {2 + k}/({x}*({x} + {2 * a}))",
            f"({x}/{y} - {y}/{x})/(1/{x} + 1/{y}) == {x} - {1 + k}*{y}",
            f"({x} - {y})/({x} + {y}) + ({y} - {z})/({y} + {z}) + ({z} - {x})/({z} + {x}) == "
            f"{-1 if true else 1}*({x} - {y})*({y} - {z})*({z} - {x})/(({x} + {y})*({y} + {z})*({z} + {x}))",
            f"({a}*(({b}*{x} + 1)/({x} + {c})) + {p})/(({b}*{x} + 1)/({x} + {c}) + 1) == "
            f"({a * b + p}*{x} + {a + c * p + k})/({b + 1}*{x} + {c + 1})",
            f"({x}**3 - {y}**3)/({x}**2 - {y}**2) == {x} + {y} - {1 + k}*{x}*{y}/({x} + {y})",
        ]
    )
    return claim, {}, ()


def hypotheses(dice: Random, true: bool) -> Stated:
    """What follows from equations."""
    made: Callable[[Random, bool], Stated] = dice.choice(
        [_roots, _recurrence, _substituted, _combined, _reciprocal, _squares_zero, _cancelled, _powers]
    )
    return made(dice, true)


def _roots(dice: Random, true: bool) -> Stated:
    """Three numbers with known elementary symmetric functions; the numbers were chosen first."""
    x, y, z = dice.sample(NAMES, 3)
    u, v, w = (nonzero(dice, 4) for _ in range(3))
    s, p, q = u + v + w, u * v + v * w + w * u, u * v * w
    k = 0 if true else dice.choice([-1, 1])
    wanted = dice.choice(
        [
            f"{x}**2 + {y}**2 + {z}**2 == {s * s - 2 * p + k}",
            f"{x}**3 + {y}**3 + {z}**3 == {u**3 + v**3 + w**3 + k}",
            f"({x} + {y})*({y} + {z})*({z} + {x}) == {s * p - q + k}",
            f"{x}**2*{y}**2 + {y}**2*{z}**2 + {z}**2*{x}**2 == {p * p - 2 * q * s + k}",
        ]
    )
    known = [f"{x} + {y} + {z} == {s}", f"{x}*{y} + {y}*{z} + {z}*{x} == {p}", f"{x}*{y}*{z} == {q}"]
    return wanted, {}, known


def _recurrence(dice: Random, true: bool) -> Stated:
    """x² = a·x + b gives every power of x; a, b > 0, so that there are such numbers."""
    x = dice.choice(NAMES)
    a, b, n = number(dice, 1, 4), number(dice, 1, 5), number(dice, 3, 7)
    c, d = 1, 0  # x = c·x + d
    for _ in range(n - 1):
        c, d = a * c + d, b * c
    k = 0 if true else dice.choice([-1, 1])
    return f"{x}**{n} == {c}*{x} + {d + k}", {}, [f"{x}**2 == {a}*{x} + {b}"]


def _substituted(dice: Random, true: bool) -> Stated:
    """x = p(z) and y = q(z) put into a polynomial."""
    x, y, z = dice.sample(NAMES, 3)
    p, q = (random_polynomial(dice, 1, 2, 2, 4) for _ in range(2))
    a, b = nonzero(dice, 4), nonzero(dice, 4)
    value = plus(times(p, p), times(constant(a, 1), p, q), times(constant(b, 1), q, q))
    value = value if true else plus(value, constant(dice.choice([-1, 1]), 1))
    known = [f"{x} == {text(p, [z])}", f"{y} == {text(q, [z])}"]
    return f"{x}**2 + {a}*{x}*{y} + {b}*{y}**2 == {text(value, [z])}", {}, known


def _combined(dice: Random, true: bool) -> Stated:
    """f = 0 and g = 0 give c·f + d·g = 0, where f and g were made to vanish at a chosen point."""
    names = dice.sample(NAMES, 3)
    point = [number(dice, -3, 3) for _ in names]
    f, g = (_vanishing(random_polynomial(dice, 3, 2, 3), point) for _ in range(2))
    c, d = random_polynomial(dice, 3, 1, 2, 3), random_polynomial(dice, 3, 1, 2, 3)
    left = plus(times(c, f), times(d, g), constant(0 if true else dice.choice([-1, 1]), 3))
    return f"{text(left, names)} == 0", {}, [f"{text(f, names)} == 0", f"{text(g, names)} == 0"]


def _vanishing(p: Polynomial, point: list[int]) -> Polynomial:
    value = Fraction(0)
    for exponents, c in p.items():
        for e, at in zip(exponents, point, strict=True):
            c *= at**e
        value += c
    return plus(p, constant(-value, len(point)))


def _reciprocal(dice: Random, true: bool) -> Stated:
    x, y = dice.sample(NAMES, 2)
    a, k = number(dice, 2, 6), 0 if true else dice.choice([-1, 1])
    b = number(dice, 1, 5)
    return dice.choice(
        [
            (f"{x}**3 + 1/{x}**3 == {a**3 - 3 * a + k}", {}, [f"{x} + 1/{x} == {a}"]),
            (f"{x}**4 + 1/{x}**4 == {(a * a - 2) ** 2 - 2 + k}", {}, [f"{x} + 1/{x} == {a}"]),
            (f"{x} + {y} == {a * b + k}", {}, [f"1/{x} + 1/{y} == {a}", f"{x}*{y} == {b}"]),
            (f"({x} + {y})**2 == {x}**2 + {y}**2 + {2 * b + k}", {}, [f"{x} == {b}/{y}"]),
            (f"({x} - 1)/({x} + 1) == {y} + {k}", {}, [f"{x} == (1 + {y})/(1 - {y})"]),
        ]
    )


def _squares_zero(dice: Random, true: bool) -> Stated:
    """A sum of squares that is 0 makes each of them 0."""
    x, y, z = dice.sample(NAMES, 3)
    a, b = number(dice, 1, 6), number(dice, 1, 6)
    k = 0 if true else dice.choice([-1, 1])
    n = number(dice, 2, 5)
    return dice.choice(
        [
            (f"{x}*{y} == {a * b + k}", {}, [f"({x} - {a})**2 + {b}*({y} - {b})**2 == 0"]),
            (f"{x} == {a + k}", {}, [f"({x} - {a})**{n} == 0"]),
            (f"{x} == {1 + k}*{y}", {}, [f"{x}**2 + {y}**2 == 2*{x}*{y}"]),
            (f"{x} + {a} == {z} + {a + k}", {}, [f"({x} - {y})**2 + ({y} - {z})**2 == 0"]),
        ]
    )


def _cancelled(dice: Random, true: bool) -> Stated:
    """A factor that is not 0 is cancelled; where it may be 0, one must not."""
    x, y, z = dice.sample(NAMES, 3)
    a = number(dice, 1, 6)
    apart, wrong = f"{x} != {a}", f"{y} != {a}"
    return dice.choice(
        [
            (f"{y} == {z}", {}, [f"({x} - {a})*{y} == ({x} - {a})*{z}", apart if true else wrong]),
            (f"{x} == -{a}", {}, [f"{x}**2 == {a * a}", apart if true else f"{x} != {a + 1}"]),
            (f"{y} == {a}", {}, [f"{x}*{y} == {a}*{x}", f"{x} > 0" if true else f"{x} >= 0"]),
            (f"{y} != 0", {}, [f"{x}*{y} == {a}" if true else f"{x}*{y} + {a}*{z} == {a}"]),
        ]
    )


def _powers(dice: Random, true: bool) -> Stated:
    """Powers are one to one on the positive numbers, odd ones everywhere."""
    x, y = dice.sample(NAMES, 2)
    a, n = number(dice, 2, 5), dice.choice([2, 4])
    return dice.choice(
        [
            (f"{x} == {y}", positive(x, y) if true else positive(y), [f"{x}**{n} == {y}**{n}"]),
            (f"{x} == {a}", positive(x) if true else {}, [f"{x}**{n} == {a**n}"]),
            (f"{x} == {a if true else -a}", {}, [f"{x}**3 == {a**3}"]),
        ]
    )
