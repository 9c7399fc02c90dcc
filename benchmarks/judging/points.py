"""Points at which answers are looked at, and the values of expressions there, all in mpmath."""

from __future__ import annotations

import random
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import mpmath
import sympy
from mpmath.libmp import NoConvergence

Word: TypeAlias = Literal["right", "wrong", "not judged"]
Point: TypeAlias = dict[Any, Any]
DIGITS = 30
POINTS = 6
DRAWS = 300
SEED = 3
FAILURES = (
    ArithmeticError, ValueError, TypeError, AttributeError, NotImplementedError, NoConvergence, KeyError, NameError,
    RecursionError, SyntaxError, IndexError,
)  # fmt: skip
INFINITE = (sympy.oo, -sympy.oo, sympy.zoo, sympy.nan)


@dataclass(frozen=True)
class Answer:
    """What is judged: the value, where it is said to hold, and whether nothing is said to be missing."""

    value: Any
    conditions: tuple[Any, ...] = ()
    complete: bool = False


@dataclass(frozen=True)
class Judgement:
    """A word on the value and, where completeness was claimed, one on that; `detail` says by what."""

    answer: Word
    complete: Word | None = None
    detail: str = ""


def drawn(symbol: Any, rng: random.Random) -> Any:
    """A rational number (complex only where the symbol says so) that its assumptions allow."""
    if symbol.is_integer:
        size = rng.randint(1, 6)
        low = symbol.is_negative or (not symbol.is_nonnegative and rng.random() < 0.4)
        value: Any = sympy.Integer(-size if low else size)
    else:
        value = sympy.Rational(rng.randint(7, 190), 67)
        if symbol.is_negative or symbol.is_nonpositive or (not symbol.is_nonnegative and rng.random() < 0.5):
            value = -value
        if symbol.is_complex and symbol.is_real is None:
            value += sympy.I * sympy.Rational(rng.randint(-190, 190), 67)
    for fact in ("is_even", "is_odd", "is_imaginary", "is_prime"):
        if getattr(symbol, fact) and not getattr(value, fact):
            raise ValueError(f"{symbol} is not drawn")
    return value


def points(symbols: Any, conditions: Any = (), count: int = POINTS, seed: int = SEED) -> Iterator[Point]:
    """Random points at which the conditions hold."""
    rng, good = random.Random(seed), 0
    ordered = sorted({*symbols, *(s for c in conditions for s in c.free_symbols)}, key=str)
    for _ in range(DRAWS):
        point = {s: drawn(s, rng) for s in ordered}
        if all(holds(c, point) for c in conditions):
            yield point
            good += 1
            if good >= count or not ordered:
                return


def holds(condition: Any, point: Point) -> bool:
    """Whether a relation holds clearly at a point."""
    if condition in (True, sympy.true):
        return True
    if isinstance(condition, sympy.And):
        return all(holds(c, point) for c in condition.args)
    if isinstance(condition, sympy.Or):
        return any(holds(c, point) for c in condition.args)
    try:
        a, b = number(condition.lhs, point), number(condition.rhs, point)
        difference, scale = a - b, 1 + abs(a) + abs(b)
    except FAILURES:
        return False
    tiny = mpmath.mpf(10) ** (8 - DIGITS) * scale
    match condition:
        case sympy.Ne():
            return bool(abs(difference) > tiny)
        case sympy.Eq():
            return bool(abs(difference) <= tiny)
        case _ if abs(mpmath.im(difference)) > tiny:
            return False
        case sympy.Lt():
            return bool(mpmath.re(difference) < -tiny)
        case sympy.Le():
            return bool(mpmath.re(difference) <= tiny)
        case sympy.Gt():
            return bool(mpmath.re(difference) > tiny)
        case sympy.Ge():
            return bool(mpmath.re(difference) >= -tiny)
    return False


def number(expression: Any, point: Point) -> Any:
    """The value at a point, an mpmath number; raises where there is none."""
    expression = sympy.sympify(expression)
    symbols = sorted(expression.free_symbols, key=str)
    return finite(function(expression, symbols)(*(in_mpmath(point[s]) for s in symbols)))


def function(expression: Any, symbols: Any) -> Callable[..., Any]:
    """The expression as a function of mpmath numbers."""
    plain = [sympy.Symbol(f"v{k}_") for k in range(len(symbols))]
    expression = sympy.sympify(expression)
    expression = expression.doit() if expression.has(sympy.Derivative) else expression
    found: Callable[..., Any] = sympy.lambdify(
        plain, expression.xreplace(dict(zip(symbols, plain, strict=True))), "mpmath"
    )
    return found


def in_mpmath(value: Any) -> Any:
    """A SymPy number to the working precision; its imaginary part is left out where it is 0."""
    z = sympy.sympify(value)
    if z.is_Rational:
        return mpmath.mpf(int(z.p)) / int(z.q)
    return real_if_close(finite(evaluated(z)))


def evaluated(z: Any) -> Any:
    found = z.evalf(mpmath.mp.dps + 10)
    real, imaginary = found.as_real_imag()
    return mpmath.mpc(mpmath.mpf(str(real)), mpmath.mpf(str(imaginary)))


def within(seconds: float, call: Callable[[], Any]) -> Any:
    """The value of a call, or a `TimeoutError`: a nested exponential may have millions of digits."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return call()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def real_if_close(z: Any) -> Any:
    if isinstance(z, mpmath.mpc) and abs(z.imag) <= abs(z) * mpmath.mpf(10) ** (6 - mpmath.mp.dps):
        return z.real
    return z


def finite(z: Any) -> Any:
    z = mpmath.mpmathify(z)
    if not mpmath.isfinite(z):
        raise ValueError("not finite")
    return z


def close(a: Any, b: Any, digits: float = DIGITS / 2) -> bool:
    return bool(abs(a - b) <= mpmath.mpf(10) ** -digits * (1 + abs(a) + abs(b)))


def voted(right: int, wrong: list[str], needed: int = 3) -> Judgement:
    if wrong:
        return Judgement("wrong", None, wrong[0])
    return (
        Judgement("right", None, f"{right} points")
        if right >= needed
        else Judgement("not judged", None, f"{right} points")
    )


def by_expectation(value: Any, expected: Any) -> Judgement:
    """Where the numbers do not decide: whether it is what SymPy's test expects."""
    if isinstance(expected, sympy.Basic):
        if value == expected:
            return Judgement("right", None, "as the test expects")
        if value not in INFINITE and expected not in INFINITE:
            agreed = 0
            for point in points(value.free_symbols | expected.free_symbols, (), 3):
                with suppress(*FAILURES):
                    if not close(number(value, point), number(expected, point)):
                        return Judgement("not judged", None, f"the test expects {expected}"[:120])
                    agreed += 1
            if agreed:
                return Judgement("right", None, "as the test expects")
        return Judgement("not judged", None, f"the test expects {expected}"[:120])
    return Judgement("not judged", None, "no numbers, no expectation")
