"""Trusted: the known series, as stated theorems. Everything else about infinite sums is telescoping from them.

    known(name, arguments) -> Series(term in the reserved variable k, start, value, what the arguments must satisfy)

The table is short (its rational rows stand in `rational_series.py`), and a test compares each row with partial sums. `x` is
real in all rows.

References: NIST DLMF 4.2, 4.6, 4.19, 4.24, 4.33, 4.38 (elementary functions); G. Hardy (1908), A Course of Pure Mathematics
(Abel's theorem at the ends).
"""

from __future__ import annotations

from collections.abc import Callable

from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.rational_series import INDEX as INDEX
from porism.provers.calculus.rational_series import ODD_POWER, RATIONAL, SIGN, K, Series, real
from porism.symbolic.claim import relation
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    Apply,
    Term,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    subtract,
)


def known(name: str, arguments: list[Term]) -> Series:
    """The series of a name."""
    row = _TABLE.get(name)
    if row is None:
        raise Refused(f"no known series is called {name[:40]!r}")
    return row(*arguments)


def _over(form: Linear) -> tuple[tuple[Linear, int], ...]:
    return ((form, -1),)


_ONE_K, _TWO_K, _ODD = Linear(0, ((INDEX, 1),)), Linear(0, ((INDEX, 2),)), Linear(1, ((INDEX, 2),))
_EVEN_POWER = multiply(number(2), K)


def _exp(x: Term) -> Series:
    return Series(Hypergeometric(power(x, K), _over(_ONE_K)), 0, Apply("exp", x), (real(x),))


def _of_parity(function: str, alternating: bool, odd: bool) -> Callable[[Term], Series]:
    def row(x: Term) -> Series:
        body = power(x, ODD_POWER if odd else _EVEN_POWER)
        body = multiply(SIGN, body) if alternating else body
        return Series(Hypergeometric(body, _over(_ODD if odd else _TWO_K)), 0, Apply(function, x), (real(x),))

    return row


def _log(x: Term) -> Series:
    """Σ_{k>=1} x^k/k = -log(1 - x) for -1 <= x < 1."""
    needs = (relation("<=", MINUS_ONE, x), relation("<", x, ONE))
    return Series(Hypergeometric(divide(power(x, K), K)), 1, negate(Apply("log", subtract(ONE, x))), needs)


def _atan(x: Term) -> Series:
    """Σ_{k>=0} (-1)^k x^(2k+1)/(2k+1) = atan x for |x| <= 1."""
    body = divide(multiply(SIGN, power(x, ODD_POWER)), ODD_POWER)
    needs = (relation("<=", MINUS_ONE, x), relation("<=", x, ONE))
    return Series(Hypergeometric(body), 0, Apply("atan", x), needs)


def _atanh(x: Term) -> Series:
    """Σ_{k>=0} x^(2k+1)/(2k+1) = (log(1 + x) - log(1 - x))/2 for |x| < 1."""
    value = multiply(HALF, subtract(Apply("log", add(ONE, x)), Apply("log", subtract(ONE, x))))
    needs = (relation("<", MINUS_ONE, x), relation("<", x, ONE))
    return Series(Hypergeometric(divide(power(x, ODD_POWER), ODD_POWER)), 0, value, needs)


def _central(x: Term) -> Series:
    """Σ_{k>=0} C(2k, k) x^k = (1 - 4x)^(-1/2) for -1/4 <= x < 1/4."""
    needs = (relation("<=", number("-1/4"), x), relation("<", x, number("1/4")))
    value = power(subtract(ONE, multiply(number(4), x)), negate(HALF))
    return Series(Hypergeometric(power(x, K), ((_ONE_K, -2), (_TWO_K, 1))), 0, value, needs)


def _asin(x: Term) -> Series:
    """Σ_{k>=0} C(2k, k) x^(2k+1)/(4^k (2k+1)) = asin x for |x| <= 1."""
    body = divide(power(x, ODD_POWER), multiply(power(number(4), K), ODD_POWER))
    needs = (relation("<=", MINUS_ONE, x), relation("<=", x, ONE))
    return Series(Hypergeometric(body, ((_ONE_K, -2), (_TWO_K, 1))), 0, Apply("asin", x), needs)


def _asin_square(x: Term) -> Series:
    """Σ_{k>=1} (2x)^(2k)/(k^2 C(2k, k)) = 2 asin(x)^2 for |x| <= 1."""
    body = divide(power(multiply(number(2), x), _EVEN_POWER), power(K, number(2)))
    needs = (relation("<=", MINUS_ONE, x), relation("<=", x, ONE))
    value = multiply(number(2), power(Apply("asin", x), number(2)))
    return Series(Hypergeometric(body, ((_ONE_K, 2), (_TWO_K, -1))), 1, value, needs)


def _asin_over_root(x: Term) -> Series:
    """Σ_{k>=0} 4^k (k!)^2 x^(2k+1)/(2k+1)! = asin(x)/√(1 - x²) for |x| < 1."""
    body = multiply(power(number(4), K), power(x, ODD_POWER))
    needs = (relation("<", MINUS_ONE, x), relation("<", x, ONE))
    root = power(subtract(ONE, power(x, number(2))), negate(HALF))
    value = multiply(Apply("asin", x), root)
    return Series(Hypergeometric.of(body, ((_ONE_K, 2), (_ODD, -1))), 0, value, needs)


_TABLE: dict[str, Callable[..., Series]] = {
    **RATIONAL,
    "exp": _exp,
    "cos": _of_parity("cos", alternating=True, odd=False),
    "sin": _of_parity("sin", alternating=True, odd=True),
    "cosh": _of_parity("cosh", alternating=False, odd=False),
    "sinh": _of_parity("sinh", alternating=False, odd=True),
    "log": _log,
    "atan": _atan,
    "atanh": _atanh,
    "central binomial": _central,
    "asin": _asin,
    "asin square": _asin_square,
    "asin over root": _asin_over_root,
}
NAMES = tuple(_TABLE)
