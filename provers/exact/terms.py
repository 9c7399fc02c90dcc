"""Trusted: the plain terms that the checker works on, their unfolding, substitution and derivative.

    Term = ("num", q) | ("var", x) | ("const", "pi" | "i") | ("+", t, …) | ("*", t, …) | ("^", t, t) | (f, t)
         | ("diff", t, x)

f is one of NATIVE; rgamma is 1/Γ, an entire function. Every other function is unfolded to these by its definition (UNFOLD),
which is defined at the same points; E is exp(1). Standard library only. Everything is linear in the size of the result.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias

Term: TypeAlias = tuple[Any, ...]

ENTIRE = ("exp", "sin", "cos", "erf", "Si", "Shi", "fresnels", "fresnelc", "rgamma")
NATIVE: tuple[str, ...] = (
    *ENTIRE, "log", "abs", "asin", "atan", "asinh",
    "Ei", "Ci", "Chi", "dilog", "LambertW", "LambertWm1", "loggamma", "digamma",
)  # fmt: skip
MAX_DEPTH = 150
UNFOLDED_DEPTH = (
    25  # an unfolded function counts as so many levels, since it repeats its argument up to four times
)
MAX_EXPONENT = 10_000  # of a literal exponent; larger ones make polynomials that nobody expands
_NUMBER = re.compile(r"-?[0-9]{1,4000}(/0*[1-9][0-9]{0,3999})?")


class Rejected(Exception):
    """The certificate was not accepted; the message says where. It never means that the claim is false."""


def num(value: int | Fraction | str) -> Term:
    """The rational number `value`."""
    return ("num", Fraction(value))


def add(*terms: Term) -> Term:
    """The sum."""
    return ("+", *terms) if len(terms) > 1 else terms[0] if terms else num(0)


def mul(*factors: Term) -> Term:
    """The product, flattened, its rational factors in one coefficient (kept if 0: the rest must be defined)."""
    coefficient, rest = Fraction(1), list[Term]()
    for f in factors:
        for part in f[1:] if f[0] == "*" else (f,):
            if part[0] == "num":
                coefficient *= part[1]
            else:
                rest.append(part)
    if coefficient != 1 or not rest:
        rest.insert(0, num(coefficient))
    return ("*", *rest) if len(rest) > 1 else rest[0]


def neg(t: Term) -> Term:
    """−t."""
    return mul(num(-1), t)


def sub(a: Term, b: Term) -> Term:
    """a − b, or a itself where b is the number 0."""
    return a if b == num(0) else add(a, neg(b))


def power(t: Term, q: int | Fraction) -> Term:
    """t to a rational power."""
    return ("^", t, num(q))


PI: Term = ("const", "pi")
I: Term = ("const", "i")  # noqa: E741  # the imaginary unit, as SymPy writes it
HALF = num(Fraction(1, 2))


def _sinh(a: Term) -> Term:
    return mul(HALF, sub(("exp", a), ("exp", neg(a))))


def _cosh(a: Term) -> Term:
    return mul(HALF, add(("exp", a), ("exp", neg(a))))


UNFOLD: dict[str, Callable[[Term], Term]] = {
    "tan": lambda a: mul(("sin", a), power(("cos", a), -1)),
    "cot": lambda a: mul(("cos", a), power(("sin", a), -1)),
    "sec": lambda a: power(("cos", a), -1),
    "csc": lambda a: power(("sin", a), -1),
    "sinh": _sinh,
    "cosh": _cosh,
    "tanh": lambda a: mul(_sinh(a), power(_cosh(a), -1)),
    "coth": lambda a: mul(_cosh(a), power(_sinh(a), -1)),
    "sech": lambda a: power(_cosh(a), -1),
    "csch": lambda a: power(_sinh(a), -1),
    "acos": lambda a: sub(mul(HALF, PI), ("asin", a)),
    "acosh": lambda a: ("log", add(a, mul(("^", sub(a, num(1)), HALF), ("^", add(a, num(1)), HALF)))),
    "atanh": lambda a: mul(HALF, sub(("log", add(num(1), a)), ("log", sub(num(1), a)))),
    "li": lambda a: ("Ei", ("log", a)),
    "gamma": lambda a: power(("rgamma", a), -1),
}


def term(data: Any, depth: int = 0) -> Term:
    """The term of a plain form (nested lists from JSON); anything unexpected is rejected."""
    if depth > MAX_DEPTH:
        raise Rejected(f"a term is nested deeper than {MAX_DEPTH}")
    match data:
        case ["num", str(s)] if _NUMBER.fullmatch(s):
            return num(s)
        case ["const", "e"]:
            return ("exp", num(1))
        case ["const", ("pi" | "i") as name]:
            return ("const", name)
        case ["var", str(name)]:
            return ("var", name)
        case ["diff", body, ["var", str(name)]]:
            return ("diff", term(body, depth + 1), name)
        case [("+" | "*") as op, _, _, *_]:
            return (op, *(term(p, depth + 1) for p in data[1:]))
        case ["^", base, exponent]:
            b, q = term(base, depth + 1), term(exponent, depth + 1)
            if q[0] == "num" and max(abs(q[1].numerator), q[1].denominator) > MAX_EXPONENT:
                raise Rejected(f"an exponent beyond {MAX_EXPONENT}")
            return ("^", b, q)
        case [str(f), a] if f in NATIVE:
            return (f, term(a, depth + 1))
        case [str(f), a] if f in UNFOLD:
            return UNFOLD[f](term(a, depth + UNFOLDED_DEPTH))
        case _:
            raise Rejected(f"expected a term, found {str(data)[:60]}")


def parts(t: Term) -> tuple[Term, ...]:
    """The immediate subterms."""
    return tuple(p for p in t[1:] if isinstance(p, tuple))


def is_larger(t: Term, limit: int) -> bool:
    """Whether `t` has more than `limit` subterms, repeated ones counted again."""
    waiting = [t]
    for _ in range(limit):
        if not waiting:
            return False
        waiting += parts(waiting.pop())
    return bool(waiting)


@functools.lru_cache(100_000)
def free(t: Term) -> frozenset[str]:
    """The names of the variables in `t`."""
    return frozenset({t[1]}) if t[0] == "var" else frozenset[str]().union(*map(free, parts(t)))


def put(t: Term, at: dict[str, Term]) -> Term:
    """`t` with terms in place of variables."""
    if t[0] == "var":
        return at.get(t[1], t)
    return tuple(put(p, at) if isinstance(p, tuple) else p for p in t)


def slope(t: Term, x: str, smooth: set[tuple[str, Term]]) -> Term:
    """dt/dx by the rules of calculus.

    `smooth` collects what must hold so that no branch point or cut is met: ("R", a) for a real, (">", a) for a > 0,
    (">=", a²) for a real where |a| has no derivative elsewhere. On a cut that lies in the real line a function is as
    smooth as beside it: its values there are the limits from one side (log, Ci, Chi, dilog), or real of their own (Ei).
    """
    if x not in free(t):
        return num(0)
    match t:
        case ("var", _):
            return num(1)
        case ("+", *terms):
            return add(*(slope(p, x, smooth) for p in terms if x in free(p)))
        case ("*", *factors):
            rest = [(p, factors[:k] + factors[k + 1 :]) for k, p in enumerate(factors) if x in free(p)]
            return add(*(mul(slope(p, x, smooth), *others) for p, others in rest))
        case ("^", a, b) if x not in free(b):
            if not (b[0] == "num" and b[1].denominator == 1):
                smooth.add(("R", a))
            lower = num(b[1] - 1) if b[0] == "num" else sub(b, num(1))
            return mul(b, ("^", a, lower), slope(a, x, smooth))
        case ("^", a, b):
            smooth |= {("R", a), (">", a)}
            return mul(
                t, add(mul(slope(b, x, smooth), ("log", a)), mul(b, slope(a, x, smooth), power(a, -1)))
            )
        case ("diff", body, y):
            return slope(slope(body, y, smooth), x, smooth)
        case (f, a):
            return mul(_outer(f, a, smooth), slope(a, x, smooth))
    raise Rejected(f"no derivative of {t[0]}")


def _outer(f: str, a: Term, smooth: set[tuple[str, Term]]) -> Term:
    if f not in (*ENTIRE, "digamma"):
        smooth.add((">=", power(a, 2)) if f == "abs" else ("R", a))
    match f:
        case "exp":
            return ("exp", a)
        case "log":
            return power(a, -1)
        case "sin":
            return ("cos", a)
        case "cos":
            return neg(("sin", a))
        case "abs":
            return mul(a, power(("abs", a), -1))
        case "asin":
            smooth.add((">", sub(num(1), power(a, 2))))
            return power(sub(num(1), power(a, 2)), Fraction(-1, 2))
        case "atan":
            return power(add(num(1), power(a, 2)), -1)
        case "asinh":
            return power(add(num(1), power(a, 2)), Fraction(-1, 2))
        case "erf":
            return mul(num(2), power(PI, Fraction(-1, 2)), ("exp", neg(power(a, 2))))
        case "Ei":
            return _over(("exp", a), a)
        case "Si":
            return _over(("sin", a), a)
        case "Ci":
            return _over(("cos", a), a)
        case "Shi":
            return _over(_sinh(a), a)
        case "Chi":
            return _over(_cosh(a), a)
        case "fresnels":
            return ("sin", mul(HALF, PI, power(a, 2)))
        case "fresnelc":
            return ("cos", mul(HALF, PI, power(a, 2)))
        case "dilog":
            return neg(_over(("log", sub(num(1), a)), a))
        case "LambertW" | "LambertWm1":
            return mul(("exp", neg((f, a))), power(add(num(1), (f, a)), -1))
        case "rgamma":
            return neg(mul(("rgamma", a), ("digamma", a)))
        case "loggamma":
            return ("digamma", a)
        case _:
            raise Rejected(f"no derivative of {f}")


def _over(t: Term, a: Term) -> Term:
    """t/a, a product below the line by its factors and a natural power by its base, so that each says what is not 0."""
    match a:
        case ("*", *factors):
            return functools.reduce(_over, factors, t)
        case ("^", base, ("num", q)) if q.denominator == 1 and q > 0:
            return mul(t, power(base, -q))
    return mul(t, power(a, -1))
