"""Trusted: the known series, as stated theorems. Everything else about infinite sums is telescoping from them.

    known(name, arguments) -> Series(term in the reserved variable k, start, value, what the arguments must satisfy)

The table is short, and a test compares each row with partial sums. `x` is real in all rows.

References: NIST DLMF 4.2, 4.6, 4.19, 4.24, 4.33, 4.38 (elementary functions), 5.4.19 (Gauss's digamma theorem),
25.6.2 (zeta), 24.8 (Euler numbers); G. Hardy (1908), A Course of Pure Mathematics (Abel's theorem at the ends).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import comb, factorial

from porism.provers.calculus.obligation import Refused
from porism.symbolic.claim import Relation, relation
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Apply,
    Number,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    subtract,
)

INDEX = "k"
K = Variable(INDEX)
MAX_ZETA = 40  # the largest argument of zeta
MAX_MODULUS = 24  # of Gauss's theorem: the value has about q terms


@dataclass(frozen=True)
class Series:
    """Σ_{k=start}^{oo} term = value where all of `needs` hold."""

    term: Hypergeometric
    start: int
    value: Term
    needs: tuple[Relation, ...] = ()


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
_ODD_POWER = add(_EVEN_POWER, ONE)
_SIGN = power(MINUS_ONE, K)


def _real(x: Term) -> Relation:
    return relation("<=", x, x)


def _exp(x: Term) -> Series:
    return Series(Hypergeometric(power(x, K), _over(_ONE_K)), 0, Apply("exp", x), (_real(x),))


def _of_parity(function: str, alternating: bool, odd: bool) -> Callable[[Term], Series]:
    def row(x: Term) -> Series:
        body = power(x, _ODD_POWER if odd else _EVEN_POWER)
        body = multiply(_SIGN, body) if alternating else body
        return Series(
            Hypergeometric(body, _over(_ODD if odd else _TWO_K)), 0, Apply(function, x), (_real(x),)
        )

    return row


def _log(x: Term) -> Series:
    """Σ_{k>=1} x^k/k = -log(1 - x) for -1 <= x < 1."""
    needs = (relation("<=", MINUS_ONE, x), relation("<", x, ONE))
    return Series(Hypergeometric(divide(power(x, K), K)), 1, negate(Apply("log", subtract(ONE, x))), needs)


def _atan(x: Term) -> Series:
    """Σ_{k>=0} (-1)^k x^(2k+1)/(2k+1) = atan x for |x| <= 1."""
    body = divide(multiply(_SIGN, power(x, _ODD_POWER)), _ODD_POWER)
    needs = (relation("<=", MINUS_ONE, x), relation("<=", x, ONE))
    return Series(Hypergeometric(body), 0, Apply("atan", x), needs)


def _atanh(x: Term) -> Series:
    """Σ_{k>=0} x^(2k+1)/(2k+1) = (log(1 + x) - log(1 - x))/2 for |x| < 1."""
    value = multiply(HALF, subtract(Apply("log", add(ONE, x)), Apply("log", subtract(ONE, x))))
    needs = (relation("<", MINUS_ONE, x), relation("<", x, ONE))
    return Series(Hypergeometric(divide(power(x, _ODD_POWER), _ODD_POWER)), 0, value, needs)


def _central(x: Term) -> Series:
    """Σ_{k>=0} C(2k, k) x^k = (1 - 4x)^(-1/2) for -1/4 <= x < 1/4."""
    needs = (relation("<=", number("-1/4"), x), relation("<", x, number("1/4")))
    value = power(subtract(ONE, multiply(number(4), x)), negate(HALF))
    return Series(Hypergeometric(power(x, K), ((_ONE_K, -2), (_TWO_K, 1))), 0, value, needs)


def _asin(x: Term) -> Series:
    """Σ_{k>=0} C(2k, k) x^(2k+1)/(4^k (2k+1)) = asin x for |x| <= 1."""
    body = divide(power(x, _ODD_POWER), multiply(power(number(4), K), _ODD_POWER))
    needs = (relation("<=", MINUS_ONE, x), relation("<=", x, ONE))
    return Series(Hypergeometric(body, ((_ONE_K, -2), (_TWO_K, 1))), 0, Apply("asin", x), needs)


def _asin_square(x: Term) -> Series:
    """Σ_{k>=1} (2x)^(2k)/(k^2 C(2k, k)) = 2 asin(x)^2 for |x| <= 1."""
    body = divide(power(multiply(number(2), x), _EVEN_POWER), power(K, number(2)))
    needs = (relation("<=", MINUS_ONE, x), relation("<=", x, ONE))
    value = multiply(number(2), power(Apply("asin", x), number(2)))
    return Series(Hypergeometric(body, ((_ONE_K, 2), (_TWO_K, -1))), 1, value, needs)


def _zeta(argument: Term) -> Series:
    """Σ_{k>=1} 1/k^(2m) = |B_2m| (2π)^(2m) / (2 (2m)!)."""
    s = _even(argument)
    return Series(Hypergeometric(power(K, number(-s))), 1, _zeta_value(s))


def _odd_zeta(argument: Term) -> Series:
    """Σ_{k>=0} 1/(2k+1)^(2m) = (1 - 2^(-2m)) ζ(2m)."""
    s = _even(argument)
    value = multiply(number(1 - Fraction(1, 2**s)), _zeta_value(s))
    return Series(Hypergeometric(power(_ODD_POWER, number(-s))), 0, value)


def _eta(argument: Term) -> Series:
    """Σ_{k>=1} (-1)^k/k^(2m) = -(1 - 2^(1-2m)) ζ(2m)."""
    s = _even(argument)
    value = multiply(number(Fraction(2, 2**s) - 1), _zeta_value(s))
    return Series(Hypergeometric(multiply(_SIGN, power(K, number(-s)))), 1, value)


def _beta(argument: Term) -> Series:
    """Σ_{k>=0} (-1)^k/(2k+1)^(2m+1) = |E_2m| π^(2m+1) / (4^(m+1) (2m)!)."""
    s = _integer(argument)
    if s % 2 == 0 or not 1 <= s <= MAX_ZETA:
        raise Refused(f"the beta function is stated for odd arguments up to {MAX_ZETA}")
    value = Fraction(abs(_euler(s - 1)), 2 ** (s + 1) * factorial(s - 1))
    body = multiply(_SIGN, power(_ODD_POWER, number(-s)))
    return Series(Hypergeometric(body), 0, multiply(number(value), power(PI, number(s))))


def _gauss(p_term: Term, q_term: Term) -> Series:
    """Σ_{k>=0} 1/(k+1) - 1/(k+p/q) = ψ(p/q) + γ for 0 < p < q, by Gauss's theorem:

    -π/2 cot(πp/q) - log(2q) + 2 Σ_{0<n<q/2} cos(2πnp/q) log sin(πn/q)
    """
    p, q = _integer(p_term), _integer(q_term)
    if not 0 < p < q <= MAX_MODULUS:
        raise Refused(f"Gauss's theorem is for 0 < p < q, here with q <= {MAX_MODULUS}")
    body = subtract(power(add(K, ONE), MINUS_ONE), power(add(K, number(Fraction(p, q))), MINUS_ONE))
    logs = [
        multiply(
            number(2),
            Apply("cos", _turn(Fraction(2 * n * p, q))),
            Apply("log", Apply("sin", _turn(Fraction(n, q)))),
        )
        for n in range(1, (q + 1) // 2)
    ]
    cotangent = multiply(number("-1/2"), PI, Apply("cot", _turn(Fraction(p, q))))
    return Series(Hypergeometric(body), 0, add(cotangent, negate(Apply("log", number(2 * q))), *logs))


def _coth(c: Term) -> Series:
    """Σ_{k>=1} 1/(k² + c²) = (π c coth(πc) - 1)/(2c²) for c > 0."""
    square = power(c, number(2))
    above = subtract(multiply(PI, c, Apply("coth", multiply(PI, c))), ONE)
    body = power(add(power(K, number(2)), square), MINUS_ONE)
    return Series(
        Hypergeometric(body), 1, divide(above, multiply(number(2), square)), (relation("<", ZERO, c),)
    )


def _turn(q: Fraction) -> Term:
    return multiply(number(q), PI)


def _integer(t: Term) -> int:
    if not (isinstance(t, Number) and t.value.denominator == 1):
        raise Refused(f"expected an integer, found {t}")
    return int(t.value)


def _even(t: Term) -> int:
    s = _integer(t)
    if s % 2 or not 2 <= s <= MAX_ZETA:
        raise Refused(f"zeta is stated for even arguments from 2 to {MAX_ZETA}")
    return s


def _zeta_value(s: int) -> Term:
    return multiply(number(abs(_bernoulli(s)) * Fraction(2 ** (s - 1), factorial(s))), power(PI, number(s)))


def _bernoulli(n: int) -> Fraction:
    """B_n by Σ_{j<=m} C(m+1, j) B_j = 0."""
    found = [Fraction(1)]
    for m in range(1, n + 1):
        found.append(-sum((comb(m + 1, j) * found[j] for j in range(m)), Fraction(0)) / (m + 1))
    return found[n]


def _euler(n: int) -> int:
    """E_n for even n by Σ_j C(n, 2j) E_2j = 0."""
    found = {0: 1}
    for m in range(2, n + 1, 2):
        found[m] = -sum(comb(m, j) * e for j, e in found.items())
    return found[n]


_TABLE: dict[str, Callable[..., Series]] = {
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
    "zeta": _zeta,
    "odd zeta": _odd_zeta,
    "eta": _eta,
    "beta": _beta,
    "gauss": _gauss,
    "coth": _coth,
}
NAMES = tuple(_TABLE)
