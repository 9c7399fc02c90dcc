"""Values of terms at random points of a prime field, where roots, exponentials and logarithms keep their algebraic laws.

    p = k·M − 1, M = 8·3·5·7·11·13·17·19:   −1 is no square, 2, 3, …, 19 are squares, every square has one root that is one
    x, log f, atan u, …    independent random values, one for each irreducible f and each u
    √u                     the root of u that is a square itself, as if squares were the positive numbers
    exp(Σ cᵢmᵢ)            Π gᵢ^cᵢ with a random square gᵢ for each monomial mᵢ
    cos u + i·sin u        Π zᵢ^cᵢ with a random zᵢ of norm 1 in F_p(i)

A linear relation between functions that holds identically holds at all these points; one that fails at a random point of so
large a field is false. So the coefficients of an antiderivative in a basis are found by exact linear algebra without
rounding. A law that is not kept (between the logarithms of √u + v and √u − v, say) costs an answer, never
makes a wrong one. Nothing here is a proof.

References: J. Schwartz (1980), J. ACM 27 (zeros of polynomials at random points); D. Richardson, J. Fitch (1994), ISSAC
(identity of elementary functions, why independence is assumed here and not shown).
"""

from __future__ import annotations

import random
from collections.abc import Callable
from fractions import Fraction
from functools import cache, lru_cache
from math import lcm
from typing import Any, Final, TypeAlias

from flint import fmpz

from porism.symbolic.errors import UnsupportedError
from porism.symbolic.polynomials import View, linear_parts
from porism.symbolic.term import (
    ONE,
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    divide,
    multiply,
    number,
    power,
    replaced,
    subterms,
    variables,
)

STEP: Final = 8 * 3 * 5 * 7 * 11 * 13 * 17 * 19
TURN: Final = 2520  # angles are multiples of a 2520th part of a monomial: every small denominator divides it
MAX_MULTIPLE: Final = 8  # of half an angle, in the tangent form that logarithms are factored in
MAX_INSTRUCTIONS: Final = 4000
Slots: TypeAlias = list[Any]  # Any: a residue, or a pair of them
Step: TypeAlias = Callable[[Slots], Any]


class UndefinedHere(ArithmeticError):
    """The point is a pole, or a radicand is no square there: take another point."""


@cache
def prime(bits: int) -> int:
    """The largest prime k·M − 1 below 2^bits.

    >>> prime(62) % 8, pow(3, (prime(62) - 1) // 2, prime(62))
    (7, 1)
    """
    p = (1 << bits) // STEP * STEP - 1
    while not fmpz(p).is_probable_prime():
        p -= STEP
    return p


class Program:
    """The terms, compiled once, to be evaluated at many points; `parameters` are the values of the other variables."""

    def __init__(
        self, p: int, variable: str, parameters: dict[str, int], seed: int = 0, most: int = MAX_INSTRUCTIONS
    ) -> None:
        self.most = most
        self.p, self.half = p, (p - 1) // 2
        self.variable, self.parameters = variable, parameters
        self.rng = random.Random(seed)
        self._steps = list[Step]()
        self._slots = dict[tuple[str, Term], int]()

    def at_random(self) -> Slots:
        """The values of all slots at a new point."""
        values = Slots()
        for step in self._steps:
            values.append(step(values))
        return values

    def slot(self, t: Term) -> int:
        """The slot that will hold the value of `t`, a term in native form."""
        return self._slots.get(("value", t)) or self._kept("value", t, self._compiled(t))

    def _kept(self, kind: str, t: Term, step: Step) -> int:
        if len(self._steps) > self.most:
            raise UnsupportedError("the expression is too large to sample")
        if not self._steps:  # slot 0 is no term's, so that a found slot is true
            self._steps.append(lambda _: 0)
        self._slots[kind, t] = len(self._steps)
        self._steps.append(step)
        return len(self._steps) - 1

    def _drawn(self, kind: str, key: Term, draw: Callable[[], Any]) -> int:
        """A random value for the key at each point, also for constants: then coefficients cannot depend on them."""
        known = self._slots.get((kind, key))
        if known is None:
            if self.variable not in variables(key) and kind != "turn":
                draw = self._square  # roots of constants exist
            known = self._kept(kind, key, lambda _: draw())
        return known

    def _compiled(self, t: Term) -> Step:
        p = self.p
        match t:
            case Number(value):
                c = value.numerator * pow(value.denominator, -1, p) % p
                return lambda _: c
            case Constant("pi"):
                k = self._drawn("free", t, self._any)
                return lambda v: v[k]
            case Constant("e"):
                return self._compiled(Apply("exp", ONE))
            case Variable(name) if name != self.variable:
                c = self.parameters[name] % p
                return lambda _: c
            case Variable():
                return lambda _: self._any()
            case Sum(terms):
                slots = [self.slot(s) for s in terms]
                return lambda v: sum(v[k] for k in slots) % p
            case Product(factors):
                slots = [self.slot(s) for s in factors]
                return lambda v: _product(v, slots, p)
            case Power(base, Number(n)) if n.denominator == 1:
                k, e = self.slot(base), int(n)
                return lambda v: self._raised(v[k], e)
            case Power(base, Number(n)):
                k, e = self.slot(base), n.numerator * pow(n.denominator, -1, self.half)
                return lambda v: self._root(v[k], e)
            case Power(base, exponent):
                return self._exponential(multiply(exponent, Apply("log", base)))
            case Apply("exp", argument):
                return self._exponential(argument)
            case Apply("sin" | "cos" as f, argument):
                k = self._on_circle(argument)
                return lambda v: v[k][0 if f == "cos" else 1]
            case Apply("log", argument):
                return self._logarithm(argument)
            case Apply("abs", argument):
                k = self.slot(argument)
                return lambda v: v[k] if pow(v[k], self.half, p) <= 1 else p - v[k]
            case Apply(f, argument):
                view = View([argument])
                above, below = view.ratio(argument)
                sign = -1 if f != "Ei" and above != 0 and above.leading_coefficient() < 0 else 1
                key = Apply(f, divide(view.term(sign * above), view.term(below)))
                if f not in _ODD:
                    sign, key = 1, Apply(f, divide(view.term(above), view.term(below)))
                k = self._drawn("free", key, self._any)
                return lambda v: sign * v[k] % p
            case _:
                raise UnsupportedError(f"{t} cannot be sampled")

    def _any(self) -> int:
        return self.rng.randrange(2, self.p - 1)

    def _square(self) -> int:
        return self._any() ** 2 % self.p

    def _raised(self, value: int, n: int) -> int:
        if n < 0 and value == 0:
            raise UndefinedHere
        return pow(value, n, self.p)

    def _root(self, value: int, exponent: int) -> int:
        if pow(value, self.half, self.p) != 1:
            raise UndefinedHere
        return pow(value, exponent % self.half, self.p)

    def _exponential(self, argument: Term) -> Step:
        factors = list[tuple[int, int]]()
        for c, monomial in monomials(argument):
            if c.denominator % 2 == 0 or c.denominator == 1 or self.half % c.denominator:
                exponent = c.numerator * pow(c.denominator, -1, self.half)
            else:
                raise UnsupportedError(f"the coefficient {c} in an exponent is not supported")
            base = self.slot(monomial.argument) if _is(monomial, "log") else None  # type: ignore[union-attr]  # an Apply
            factors.append((base or self._drawn("exp", monomial, self._square), exponent))
        p, half = self.p, self.half

        def step(v: Slots) -> int:
            result = 1
            for k, e in factors:
                if pow(v[k], half, p) != 1:
                    raise UndefinedHere
                result = result * pow(v[k], e % half, p) % p
            return result

        return step

    def _on_circle(self, argument: Term) -> int:
        """The slot of (cos, sin)."""
        known = self._slots.get(("circle", argument))
        if known is not None:
            return known
        factors = list[tuple[int, int]]()
        for c, monomial in monomials(argument):
            if TURN % c.denominator:
                raise UnsupportedError(f"the coefficient {c} in an angle is not supported")
            factors.append((self._drawn("turn", monomial, self._unit), int(c * TURN)))
        p = self.p

        def step(v: Slots) -> tuple[int, int]:
            result = (1, 0)
            for k, e in factors:
                base = v[k] if e > 0 else (v[k][0], -v[k][1])
                result = _times(result, _turned(base, abs(e), p), p)
            return result

        return self._kept("circle", argument, step)

    def _unit(self) -> tuple[int, int]:
        t = self._any()
        w = pow(1 + t * t, -1, self.p)
        return (1 - t * t) * w % self.p, 2 * t * w % self.p

    def _logarithm(self, argument: Term) -> Step:
        parts = [(self._log_of(key), c) for key, c in logarithmic_factors(argument)]
        p = self.p
        pairs = [(k, c.numerator * pow(c.denominator, -1, p)) for k, c in parts]
        return lambda v: sum(c * v[k] for k, c in pairs) % p

    def _log_of(self, key: Term) -> int:
        match key:
            case Apply("exp", argument):
                return self.slot(argument)
            case _:
                return self._drawn("log", key, self._any)


_ODD = ("asin", "atan", "asinh", "erf", "Si", "Shi", "fresnels", "fresnelc")


@lru_cache(4096)
def monomials(argument: Term) -> tuple[tuple[Fraction, Term], ...]:
    """A sum as (rational coefficient, monomial) pairs, multiplied out, each quotient reduced."""
    view = View([argument])
    above, below = view.ratio(argument)
    found = list[tuple[Fraction, Term]]()
    bottom = view.term(below)
    for exponents, c in above.terms():
        single = view.ring.from_dict({exponents: c})
        part = view.term(single)
        if bottom != ONE:
            g = single.gcd(below)
            part = divide(view.term(single / g), view.term(below / g))
        found += linear_parts(part)
    return tuple(found)


@lru_cache(4096)
def logarithmic_factors(argument: Term) -> tuple[tuple[Term, Fraction], ...]:
    """Irreducible factors with exponents: log(argument) is the sum of their logarithms, up to a constant."""
    found = dict[Term, Fraction]()
    form = half_tangent_form(argument)
    view = View([form])
    above, below = view.ratio(form)
    for sign, polynomial in ((1, above), (-1, below)):
        constant, pairs = view.factors(polynomial)
        parts = [(view.term(f), Fraction(e)) for f, e in pairs]
        for n, s in ((constant.numerator, 1), (constant.denominator, -1)):
            if n < 0:
                parts.append((number(-1), Fraction(1)))
            parts += [(number(int(q)), Fraction(s * int(e))) for q, e in fmpz(abs(n)).factor()]
        for f, e in parts:
            match f:
                case Power(base, Number(q)) if q.denominator != 1:
                    inner = [(key, e * q * c) for key, c in logarithmic_factors(base)]
                case Power(base, exponent) if not isinstance(exponent, Number):
                    inner = [(Apply("exp", multiply(exponent, Apply("log", base))), e)]
                case _:
                    inner = [(f, e)]
            for key, c in inner:
                found[key] = found.get(key, Fraction(0)) + sign * c
    return tuple((key, c) for key, c in found.items() if c)


def half_tangent_form(t: Term) -> Term:
    """`t` with the sines and cosines of each angle as rational functions of a tangent: then factors are unique."""
    angles = list(dict.fromkeys(
        s.argument for s in subterms(t) if isinstance(s, Apply) and s.function in ("sin", "cos")
    ))  # fmt: skip
    bases = dict[Term, int]()
    split = dict[Term, tuple[Fraction, Term]]()
    for angle in angles:
        parts = linear_parts(angle)
        split[angle] = parts[0] if len(parts) == 1 else (Fraction(1), angle)
        c, m = split[angle]
        bases[m] = lcm(bases.get(m, 1), c.denominator)
    for angle, (c, m) in split.items():
        k = int(c * bases[m])
        if abs(k) > MAX_MULTIPLE:
            continue
        tangent = half_tangent(divide(m, number(bases[m])))
        cos, sin = _multiple_angle(tangent, abs(k))
        t = replaced(t, Apply("cos", angle), cos)
        t = replaced(t, Apply("sin", angle), multiply(number(-1), sin) if k < 0 else sin)
    return t


def half_tangent(angle: Term) -> Term:
    """tan(angle/2) as an opaque kernel."""
    return Apply("tan", divide(angle, number(2)))


def _multiple_angle(t: Term, k: int) -> tuple[Term, Term]:
    """(cos kθ, sin kθ) in t = tan(θ/2), from (1 + i·t)^(2k)/(1 + t²)^k."""
    real, imaginary = list[Term](), list[Term]()
    binomial = 1
    for j in range(2 * k + 1):
        part = multiply(number(binomial * (-1) ** (j // 2)), power(t, number(j)) if j else ONE)
        (imaginary if j % 2 else real).append(part)
        binomial = binomial * (2 * k - j) // (j + 1)
    below = power(add(ONE, power(t, number(2))), number(k))
    return divide(add(*real), below), divide(add(*imaginary), below) if imaginary else number(0)


def _is(t: Term, function: str) -> bool:
    return isinstance(t, Apply) and t.function == function


def _product(v: Slots, slots: list[int], p: int) -> int:
    result = 1
    for k in slots:
        result = result * v[k] % p
    return result


def _times(a: tuple[int, int], b: tuple[int, int], p: int) -> tuple[int, int]:
    return (a[0] * b[0] - a[1] * b[1]) % p, (a[0] * b[1] + a[1] * b[0]) % p


def _turned(z: tuple[int, int], n: int, p: int) -> tuple[int, int]:
    result = (1, 0)
    while n:
        if n & 1:
            result = _times(result, z, p)
        z, n = _times(z, z, p), n >> 1
    return result
