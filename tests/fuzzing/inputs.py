"""Inputs for whatever reads text, JSON or files from outside: valid ones changed at random, and monsters.

A monster is what a reader is most likely to choke on: powers of powers, numbers with a million digits, deep nesting, digits
and letters of other scripts, lone surrogates, NaN and infinity, keys that are there twice, text that is code.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from typing import Any

from tests.provers.mutation.perturbing import parts_in, perturbed

MAX_TEXT = 1_000_000
TEXTS = [
    "sin(x)**2 + cos(x)**2 == 1",
    "log(x*y) == log(x) + log(y)",
    "x**2 + 1 > 0",
    "1/(x - 1) != 0.125",
    "sqrt(x**2) == abs(x)",
    "diff(x*exp(x), x) == (x + 1)*exp(x)",
    "atan(x) + atan(1/x) <= pi/2",
    "x**(1/3) >= -2",
    "I**2 == -1",
    "E**(I*pi) + 1 == 0",
    "LambertW(x*exp(x)) == x",
    "a*x**2 + b*x + c == 0",
    "2**n >= n + 1",
    "(x + y)^3 ≤ 4*(x^3 + y^3)",
    "gamma(x + 1) == x*gamma(x)",
]
DOMAINS = [
    "real",
    "positive",
    "integer",
    "[0, 1]",
    "(-oo, pi]",
    "(0, 2*sqrt(3))",
    "complex",
    "nonzero",
    "natural",
]
LATEX = [
    r"\sin^2 x + \cos^2 x = 1",
    r"\frac{a}{b} \cdot \sqrt[3]{x + 1} \leq \pi",
    r"\left( x + y \right)^{2} \neq 0",
    r"\frac{d}{dx} x^{3} = 3x^{2}",
    r"e^{i \pi} + 1 = 0",
    r"|x_1| \geq 2 \omega t",
    r"\ln \frac{x}{2} < \arctan x",
    r"$x^{10} = 2$",
]
LEAN = [
    "theorem a (x : ℝ) (h : 0 < x) : x + 1 / x ≥ 2 := by sorry\n",
    "lemma b (n : ℕ) (h₀ : n % 2 = 1) : 0 ≤ n := by\n  omega\n",
    "namespace N\nvariable (x y : ℚ)\nexample : (x + y)^2 = x^2 + 2*x*y + y^2 := by ring\nend N\n",
    "theorem c (f : ℝ → ℝ) (h : ∀ x, f x = 2 * x + 3) : f 2 = 7 ∧ f 0 ≠ 1 := by simp [h]\n",
    "theorem d : ∑ k in Finset.range 5, (k : ℝ) = 10 := by norm_num\n",
    'notation "a" => 1\n-- a comment /- and another -/\ntheorem e (x : ℤ) : x ∈ Set.Icc 0 1 → x * x ≤ 1 := by nlinarith\n',
]
CODE = [
    "__import__('os').system('touch /tmp/porism_was_here')",
    "exec('1')",
    "eval('2')",
    "lambda: 0",
    "().__class__",
    "open('a','w')",
    "os.popen('id')",
    "breakpoint()",
    "{x for x in ()}",
    "f'{x}'",
    "\\input{/etc/passwd}",
    "\\write18{id}",
    "`id`",
    "$(id)",
]
CHARACTERS = (
    "()[]{}+-*/^=<>,.;:!|&%#@'\"\\$_~` \t\n\r\x00\x1b0123456789eExyzabcIinπ√∞≤≥≠∈∀∑ℝ"
    "٣²½Ⅷ𝟗０ａ\u200b\u202e\ufeff\ud800\udfff"
)
BIG = [
    "9**9**9**9",
    "10**10**10",
    "2**(2**(2**100))",
    "1e999999999",
    "0.1e-99999999",
    "x**(10**30)",
    "(1/3)**(10**9)",
    "(-8)**(1/3)**99",
]


def changed_text(text: str, rng: random.Random, spare: Sequence[str]) -> str:
    """The text with one change."""
    i, j = sorted(rng.randrange(len(text) + 1) for _ in "ab")
    match rng.randrange(8):
        case 0:
            return text[:i] + text[j:]
        case 1:
            return text[:i] + rng.choice(CHARACTERS) + text[i:]
        case 2:
            return text[:i] + rng.choice(CHARACTERS) + text[i + 1 :]
        case 3:
            return text[:i] + text[i:j] * rng.choice((2, 3, 40)) + text[j:]
        case 4:
            return text[:i] + rng.choice(CODE) + text[i:]
        case 5:
            return text[:i] + rng.choice(BIG) + text[i:]
        case 6:
            other = rng.choice(spare)
            return text[:i] + other[rng.randrange(len(other) + 1) :]
        case _:
            return text[:j] + text[i:j][::-1] + text[j:]


def monster_text(rng: random.Random) -> str:
    """Text that is long or deep."""
    n = (
        rng.choice((50, 400, 5_000, 100_000, 1_000_000))
        if rng.random() < 0.3
        else rng.choice((50, 150, 400, 2_000))
    )
    piece = rng.choice(
        (
            "(",
            "-",
            "sin(",
            "x+",
            "x*",
            "x^",
            "2**",
            "1/",
            "9",
            "x",
            "\\frac{",
            "{",
            "|",
            "\\sqrt",
            "[",
            "x=",
            "(x)",
            "٣",
            "\\left(",
            "∀ x, ",
            ", ",
            ".",
            "\ud800",
            "diff(",
        )
    )
    tail = rng.choice(("", "x", ")" * n, "1" + ")" * n, "}" * n, "x,x)" * min(n, 5_000)))
    return (piece * n + tail)[:MAX_TEXT]


def text_from(seeds: Sequence[str]) -> Callable[[random.Random], str]:
    """Drawing from valid texts: most of them changed once or more, some monsters, some noise."""

    def draw(rng: random.Random) -> str:
        kind = rng.random()
        if kind < 0.02:
            return monster_text(rng)
        if kind < 0.05:
            return "".join(rng.choice(CHARACTERS) for _ in range(rng.randrange(1, 60)))
        text = rng.choice(seeds)
        for _ in range(rng.choice((0, 1, 1, 2, 3, 5))):
            text = changed_text(text, rng, seeds)
        return text

    return draw


def deep(rng: random.Random) -> Any:
    """Plain data that are nested deeply, or long."""
    n = rng.choice((100, 300, 900, 3_000, 100_000))
    data: Any = ["var", "x"]
    match rng.randrange(8):
        case 0:
            for _ in range(min(n, 3_000)):
                data = [data]
        case 1:
            for _ in range(min(n, 3_000)):
                data = {"data": data}
        case 2:
            for _ in range(min(n, 3_000)):
                data = ["sin", data]
        case 3:
            for _ in range(min(n, 3_000)):
                data = ["^", ["num", "9"], data]
        case 4:
            data = ["+", *([["var", "x"]] * n)]
        case 5:
            data = ["*", *(["+", ["var", "x"], ["num", str(k)]] for k in range(min(n, 2_000)))]
        case 6:
            data = "9" * n
        case _:
            data = [None] * n
    return data


ODD: list[Any] = [
    None,
    True,
    0,
    -1,
    10**400,
    1.5,
    float("nan"),
    float("inf"),
    "",
    "\ud800",
    "٣",
    [],
    {},
    [[]],
    {"": None},
    ["num", "9" * 4_000],
    ["^", ["num", "9"], ["^", ["num", "9"], ["^", ["num", "9"], ["num", "9"]]]],
    ["^", ["num", "2"], ["num", "1000000000"]],
    ["num", "1/0"],
    ["num", "NaN"],
    ["num", "1e9"],
    ["var", "__import__('os')"],
    ["const", "zoo"],
    ["diff", ["var", "x"], ["num", "1"]],
    ["interval", ["num", "1"], ["num", "0"], True, True],
    ["var", "x" * 100_000],
    ["num", "٣"],
    ["exp", ["num", "9" * 300]],
]


def json_from(seeds: Callable[[], Sequence[Any]]) -> Callable[[random.Random], Any]:
    """Drawing from plain data: changed, replaced in part, deep, or read from changed JSON text."""

    def draw(rng: random.Random) -> Any:
        documents = seeds()
        data = rng.choice(documents)
        kind = rng.random()
        if kind < 0.03:
            return rng.choice(ODD)
        if kind < 0.05:
            return deep(rng)
        if kind < 0.25:
            text = json.dumps(data)
            for _ in range(rng.choice((1, 2, 4))):
                text = changed_text(text, rng, [text])
            try:
                return json.loads(text)
            except (ValueError, RecursionError):
                return text[:200]
        spare = [*parts_in([data])[:200], *ODD] if rng.random() < 0.8 else [*ODD, deep(rng)]
        for _ in range(rng.choice((1, 1, 2, 3))):
            data = perturbed(data, rng, spare)
        return data

    return draw


def bytes_from(seeds: Sequence[bytes]) -> Callable[[random.Random], bytes]:
    """Drawing from the contents of files: bytes changed, cut off, put in; or a line doubled."""

    def draw(rng: random.Random) -> bytes:
        content = bytearray(rng.choice(seeds))
        for _ in range(rng.choice((0, 1, 2, 8))):
            i, j = sorted(rng.randrange(len(content) + 1) for _ in "ab")
            match rng.randrange(6):
                case 0:
                    del content[i:j]
                case 1:
                    content[i:i] = rng.randbytes(rng.randrange(1, 9))
                case 2 if i < len(content):
                    content[i] = rng.randrange(256)
                case 3:
                    content[j:j] = content[i:j]
                case 4:
                    text = rng.choice(
                        (*CODE, *BIG, "NaN", "Infinity", '{"id": 1, "id": 2}', "[" * 2_000, "\ud800")
                    )
                    content[i:i] = text.encode("utf-8", "surrogatepass")
                case _:
                    content[i:i] = monster_text(rng).encode("utf-8", "surrogatepass")[:1_000_000]
        return bytes(content)

    return draw
