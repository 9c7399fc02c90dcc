"""Identities of elementary functions: trigonometric, exponential and hyperbolic ones, roots and absolute values.

A false one has a wrong factor, sign or exponent, or lacks the domain that the true one needs; each fails almost everywhere, or
on the part of the line that the domain would have left out.
"""

from __future__ import annotations

from random import Random

from porism.datasets.claim_templates.made import Stated, number, positive

NAMES = "abstuvwxyz"


def trigonometric(dice: Random, true: bool) -> Stated:
    """An identity of sin, cos and tan."""
    x, y, z = dice.sample(NAMES, 3)
    m, n = dice.sample(range(1, 6), 2)
    k = 1 if true else dice.choice([-1, 2])
    degree = number(dice, 3, 7)
    chebyshev = _chebyshev(degree)
    if not true:
        chebyshev[degree % 2] += 1
    cosines = " + ".join(f"2*cos({j}*{x})" for j in range(1, m + 1))
    product = "*".join(f"cos({2**j}*{x})" for j in range(n))
    claim = dice.choice(
        [
            f"sin({m}*{x} + {n}*{y}) == sin({m}*{x})*cos({n}*{y}) + {k}*cos({m}*{x})*sin({n}*{y})",
            f"cos({x} + {y} + {z}) == cos({x})*cos({y})*cos({z}) - cos({x})*sin({y})*sin({z})"
            f" - sin({x})*cos({y})*sin({z}) - {k}*sin({x})*sin({y})*cos({z})",
            f"cos({degree}*{x}) == " + " + ".join(f"{c}*cos({x})**{j}" for j, c in enumerate(chebyshev) if c),
            f"sin({m}*{x})*sin({n}*{y}) == (cos({m}*{x} - {n}*{y}) - {k}*cos({m}*{x} + {n}*{y}))/2",
            f"sin({x})**4 == 3/8 - {k}*cos(2*{x})/2 + cos(4*{x})/8",
            f"cos({m}*{x})**3 == (3*cos({m}*{x}) + {k}*cos({3 * m}*{x}))/4",
            f"tan({x} + {y}) == (tan({x}) + {k}*tan({y}))/(1 - tan({x})*tan({y}))",
            f"(1 - cos({2 * m}*{x}))/sin({2 * m}*{x}) == {k}*tan({m}*{x})",
            f"1 + {cosines} == {k}*sin({2 * m + 1}*{x}/2)/sin({x}/2)",
            f"{2**n}*sin({x})*{product} == {k}*sin({2**n}*{x})",
            f"sin({x}) + sin({y}) == 2*sin(({x} + {y})/2)*cos(({x} - {k}*{y})/2)",
            f"sin({x} + {y})*sin({x} - {y}) == sin({x})**2 - {k}*sin({y})**2",
            f"(cos({x}) - cos({y}))**2 + (sin({x}) - {k}*sin({y}))**2 == 4*sin(({x} - {y})/2)**2",
            f"sin({x})**6 + cos({x})**6 == 1 - {3 * k}*sin({x})**2*cos({x})**2",
            f"(sin({m}*{x})/(1 + cos({m}*{x}))) + (1 + cos({m}*{x}))/sin({m}*{x}) == {2 * k}/sin({m}*{x})",
        ]
    )
    return claim, {}, ()


def _chebyshev(n: int) -> list[int]:
    """The coefficients of the polynomial that makes cos(n·x) from cos x, the constant one first."""
    before, now = [1], [0, 1]
    for _ in range(n - 1):
        padded = [*before, *[0] * (len(now) + 1 - len(before))]
        before, now = now, [a - b for a, b in zip([0, *(2 * c for c in now)], padded, strict=True)]
    return now


def exponential(dice: Random, true: bool) -> Stated:
    """An identity of exp, log and hyperbolic functions."""
    x, y, z = dice.sample(NAMES, 3)
    m, n, p = (number(dice, 2, 6) for _ in range(3))
    k = 0 if true else dice.choice([-1, 1])
    base = dice.choice([2, 3, 5])
    claim, domains, assume = dice.choice(
        [
            (f"exp({m}*{x} - {n}*{y}) == exp({x})**{m + k}/exp({y})**{n}", {}, ()),
            (
                f"log({x}**{m}*{y}**{n}/{z}**{p}) == {m + k}*log({x}) + {n}*log({y}) - {p}*log({z})",
                positive(x, y, z),
                (),
            ),
            (f"log(({x}**2 - {y}**2)/({x} - {y})) == {1 + k}*log({x} + {y})", positive(x, y), ()),
            (f"exp({m}*log({x}) + {n}*log({y})) == {x}**{m + k}*{y}**{n}", positive(x, y), ()),
            (f"log({x}**2) == 2*log({'abs(' + x + ')' if true else x})", {x: "nonzero"}, ()),
            (f"sinh({x} + {m}*{y}) == sinh({x})*cosh({m}*{y}) + {1 + k}*cosh({x})*sinh({m}*{y})", {}, ()),
            (f"cosh({x})*cosh({y}) == (cosh({x} + {y}) + {1 + k}*cosh({x} - {y}))/2", {}, ()),
            (f"tanh({x} + {y}) == (tanh({x}) + {1 + k}*tanh({y}))/(1 + tanh({x})*tanh({y}))", {}, ()),
            (f"sinh(3*{x}) == {3 + k}*sinh({x}) + 4*sinh({x})**3", {}, ()),
            (f"tanh({m}*{x}) == (exp({2 * m}*{x}) - 1)/(exp({2 * m}*{x}) + {1 + k})", {}, ()),
            (f"log(1 + exp({m}*{x})) - log(1 + exp(-{m}*{x})) == {m + k}*{x}", {}, ()),
            (f"{base}**({x} + {m}) == {base**m + k}*{base}**{x}", {}, ()),
            (f"log({base}**({m}*{x})*exp({n}*{y})) == {m}*{x}*log({base}) + {n + k}*{y}", {}, ()),
            (f"asinh({x}) == log({x} + sqrt({x}**2 + {1 + k}))", {}, ()),
            (
                f"(exp({x}) + exp(-{x}))**3 == exp(3*{x}) + exp(-3*{x}) + {3 + k}*(exp({x}) + exp(-{x}))",
                {},
                (),
            ),
            (f"log({x}) + log({y}) == {k}", positive(x, y), [f"{x}*{y} == 1"]),
            (f"exp({x})*exp({y})*exp({z}) == {1 + k}", {}, [f"{x} + {y} + {z} == 0"]),
            (f"1/(1 + exp(-{x})) + 1/(1 + exp({x})) == {1 + k}", {}, ()),
        ]
    )
    return claim, domains, assume


def radical(dice: Random, true: bool) -> Stated:
    """An identity of roots and absolute values."""
    x, y, z = dice.sample(NAMES, 3)
    m, n = dice.sample(range(2, 10), 2)
    k = 0 if true else dice.choice([-1, 1])
    half = number(dice, 1, 4)
    claim, domains = dice.choice(
        [
            (f"sqrt({m * m}*{x}**2 + {2 * m * n}*{x}*{y} + {n * n}*{y}**2) == "
             + (f"abs({m}*{x} + {n}*{y})" if true else f"{m}*{x} + {n}*{y}"), {}),
            (f"sqrt({x} + {y} + 2*sqrt({x}*{y})) == sqrt({x}) + {1 + k}*sqrt({y})", positive(x, y)),
            (f"sqrt({m + n} + 2*sqrt({m * n})) == sqrt({m}) + sqrt({n + k})", {}),
            (f"abs({m}*{x}*{y}/{z}) == {m + k}*abs({x})*abs({y})/abs({z})", {}),
            (f"1/(sqrt({x} + {m}) + sqrt({x} + {n})) == (sqrt({x} + {m}) - sqrt({x} + {n}))/({m - n + 20 * k})",
             positive(x)),
            (f"(sqrt({x}) + {m}*sqrt({y}))**4 == ({x} + {m * m}*{y})**2 + {4 * m}*({x} + {m * m}*{y})*sqrt({x}*{y})"
             f" + {4 * m * m + k}*{x}*{y}", positive(x, y)),
            (f"sqrt({x})**{2 * half + 1} == {x}**{half + abs(k)}*sqrt({x})", positive(x)),
            (f"sqrt({x}**4 + {2 * m}*{x}**2 + {m * m}) == {x}**2 + {m + k}", {}),
            (f"sqrt({x}/{y}) == sqrt({x}*{y})/{y}", positive(x, y) if true else {x: "real", y: "real"}),
            (f"sqrt({x}**2*{y}) == " + ("abs(" + x + ")" if true else x) + f"*sqrt({y})", positive(y)),
            (f"(({x} + {y} + abs({x} - {y}))/2)*(({x} + {y} - abs({x} - {y}))/2) == {1 + k}*{x}*{y}", {}),
            (f"abs({x} + {m}) + abs({x} - {m}) == " + (f"{2 * m}" if true else f"2*abs({x})"),
             {x: f"[-{m}, {m}]"}),
            (f"({x}**(1/3) + {m})**3 == {x} + {3 * m}*{x}**(2/3) + {3 * m * m + k}*{x}**(1/3) + {m**3}", positive(x)),
            (f"sqrt({x} - 2*{n}*sqrt({x} - {n * n})) == "
             + (f"sqrt({x} - {n * n}) - {n}" if true else f"{n} - sqrt({x} - {n * n})"),
             {x: f"[{2 * n * n}, oo)"}),
            (f"abs({x})**3 == abs({x}**{3 + abs(k)})", {}),
        ]
    )  # fmt: skip
    return claim, domains, ()
