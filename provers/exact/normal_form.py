"""Trusted: terms as fractions of polynomials over Q in kernels, modulo the relations that the kernels satisfy.

    kernel                         relation                              from
    x, pi, log p, log(a), …        none                                  variables, constants, opaque values
    i                              i² = −1
    R = a^(1/g)                    R^g = a                               principal powers; positive rational factors split off
    E = exp(m/g), m a monomial     E^(2g) = 1 if m = iπ·(an integer)     exp, sin, cos, powers with a variable exponent
    A = |a|, a real                A² = a²
    P = a^m, m natural             none                                  powers of a base that may be 0

g is the certificate's `grain`, a common denominator of the exponents in it. A term whose numerator reduces to 0 is 0 wherever
it is defined; coefficients without variables are decided by Calcium. exp undoes log, asinh, and (as exp(i·)) asin and atan.
The form is canonical up to relations that nobody told it of, so two forms may differ for equal terms: that is never an error.

References: K. Geddes, S. Czapor, G. Labahn (1992), Algorithms for Computer Algebra, ch. 3; R. Risch (1979).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any, NamedTuple, TypeAlias

from flint import Ordering, fmpq, fmpq_mpoly_ctx, fmpz

from porism.provers.exact.terms import PI, I, Rejected, Term, add, free, mul, num, power
from porism.provers.exact.values import decide

Poly: TypeAlias = Any  # flint.fmpq_mpoly, which ships no types
Ratio: TypeAlias = tuple[Poly, Poly]  # numerator, denominator

MAX_FACTORED_BITS = 128  # of a rational whose prime factors are wanted
MAX_POWER = 100_000  # of one kernel
MAX_BITS = 1_000_000  # of a coefficient that a power makes
MAX_TERMS = 100_000  # of a polynomial that a power makes


class MoreKernels(Exception):
    """The ring has too few indeterminates; the checker starts again with a larger one."""


class Kernel(NamedTuple):
    """An indeterminate: its kind, its term, the ratio of its argument, and whether it contains no variable."""

    kind: str
    term: Term
    argument: Any
    closed: bool


class Forms:
    """Normal forms in a ring of `size` kernels, with the `grain` for fractional exponents.

    `real` and `nonzero` are what the derivation knows about terms, `integers` the integer-valued variables and
    `naturals` those of them that are not negative.
    """

    def __init__(
        self,
        size: int,
        grain: int,
        real: Callable[[Term], bool],
        nonzero: Callable[[Term], bool],
        integers: frozenset[str],
        naturals: frozenset[str],
    ) -> None:
        self.size, self.grain, self.real, self.nonzero = size, grain, real, nonzero
        self.integers, self.naturals = integers, naturals
        self.generators = fmpq_mpoly_ctx.get([("g", size)], Ordering.lex).gens()
        self.one = self.generators[0] ** 0
        self.kernels = dict[int, Kernel]()  # by index; a later kernel is larger in the order: its index is smaller
        self.indices = dict[Any, int]()  # by key
        self.relations = list[tuple[int, int, Poly, Poly]]()  # index, power, relation, its leading coefficient
        self.rewrites = dict[Term, Term]()
        self.laws = dict[int, tuple[int, Ratio]]()  # index -> (power, value): kernel^power = value
        self.cache = dict[Term, Ratio]()

    # kernels and reduction

    def kernel(self, kind: str, key: Any, term: Term, argument: Any = None) -> Poly:
        """The indeterminate for a key."""
        if (kind, key) not in self.indices:
            index = self.size - 1 - len(self.kernels)
            if index < 0:
                raise MoreKernels
            self.indices[kind, key] = index
            self.kernels[index] = Kernel(kind, term, argument, not free(term))
        return self.generators[self.indices[kind, key]]

    def relate(self, kernel: Poly, exponent: int, value: Ratio) -> None:
        """Record kernel^exponent = value, once."""
        index = self.generators.index(kernel)
        if all(known != index for known, *_ in self.relations):
            self.relations.append((index, exponent, kernel**exponent * value[1] - value[0], value[1]))
            self.relations.sort(key=lambda r: r[0])

    def reduced(self, n: Poly, d: Poly) -> Ratio:
        """n/d without the kernels that laws replace, every kernel's degree below that of its relation."""
        for _ in self.laws:  # a law's value may hold kernels of other laws
            for index, (exponent, (p, q)) in self.laws.items():
                (n, times), (d, below) = self._replaced(n, index, exponent, p, q), self._replaced(d, index, exponent, p, q)
                n, d = n * q**below, d * q**times
        for index, exponent, relation, leading in self.relations:
            if leading.is_constant():
                n, d = divmod(n, relation)[1], divmod(d, relation)[1]
            elif (excess := int(n.degrees()[index]) - exponent + 1) > 0:
                n, d = divmod(n * leading**excess, relation)[1], d * leading**excess
        if d == 0:
            raise Rejected("a denominator vanishes")
        return n, d

    def _replaced(self, n: Poly, index: int, exponent: int, p: Poly, q: Poly) -> tuple[Poly, int]:
        """(m, k) with n = m/q^k when kernel^exponent = p/q is put into n."""
        times = int(n.degrees()[index]) // exponent
        if times <= 0:  # the zero polynomial has degree −1
            return n, 0
        rests = dict[int, dict[tuple[int, ...], Any]]()
        for monomial, c in n.terms():
            count, rest = divmod(int(monomial[index]), exponent)
            key = (*monomial[:index], rest, *monomial[index + 1 :])
            rests.setdefault(count, {})[key] = c
        ring = n.context()
        return sum((ring.from_dict(r) * p**k * q ** (times - k) for k, r in rests.items()), 0 * self.one), times

    def learn_law(self, left: Term, right: Term) -> None:
        """Use left = right from now on, where left is a kernel's power up to a rational factor, or as it stands."""
        n, d = self.cancelled(self.form(left))
        value = self.form(right)
        exponents = [int(e) for e in n.degrees()] if n != 0 and d.is_constant() and len(n) == 1 else []
        used = [k for k, e in enumerate(exponents) if e and not self.kernels[k].closed]
        if len(used) == 1:
            kernel = self.generators[used[0]] ** exponents[used[0]]
            scale = divmod(n, kernel)[0]  # a rational times kernels without variables
            if self.nonzero(self._term(scale)):
                self.laws.setdefault(used[0], (exponents[used[0]], (value[0], value[1] * scale)))
        self.rewrites[left] = right
        self.cache.clear()

    def cancelled(self, ratio: Ratio) -> Ratio:
        """The ratio reduced, without common factors, its denominator's leading coefficient 1."""
        n, d = self.reduced(*ratio)
        if n == 0:
            return n, self.one
        if not d.is_constant():
            g = n.gcd(d)
            n, d = divmod(n, g)[0], divmod(d, g)[0]
        return n / d.leading_coefficient(), d / d.leading_coefficient()

    def key(self, t: Term) -> tuple[str, str]:
        """The same key for terms that are seen to be equal up to a positive rational factor."""
        n, d = self.cancelled(self.form(t))
        return (str(n / abs(n.leading_coefficient())) if n != 0 else "0", str(d))

    def is_zero(self, t: Term) -> bool:
        """Whether `t` is seen to be 0 wherever it is defined."""
        n, _ = self.reduced(*self.form(t))
        coefficients = dict[tuple[int, ...], list[Term]]()
        for exponents, c in n.terms():
            outer = tuple(0 if e and self.kernels[k].closed else int(e) for k, e in enumerate(exponents))
            coefficients.setdefault(outer, []).append(self._closed_monomial(exponents, c))
        return all(decide("=", add(*terms)) is True for terms in coefficients.values())

    def _closed_monomial(self, exponents: tuple[int, ...], c: fmpq) -> Term:
        powers = [
            power(self.kernels[k].term, int(e)) for k, e in enumerate(exponents) if e and self.kernels[k].closed
        ]
        return mul(num(Fraction(int(c.p), int(c.q))), *powers)

    def _term(self, p: Poly) -> Term:
        """A polynomial in kernels as a term again."""
        return add(
            *(
                mul(num(_fraction(c)), *(power(self.kernels[k].term, int(e)) for k, e in enumerate(exponents) if e))
                for exponents, c in p.terms()
            )
        )

    # terms to ratios

    def form(self, t: Term) -> Ratio:
        """The normal form of a term that is defined."""
        if t not in self.cache:
            self.cache[t] = self.form(self.rewrites[t]) if t in self.rewrites else self.reduced(*self._form(t))
        return self.cache[t]

    def _form(self, t: Term) -> Ratio:
        match t:
            case ("num", q):
                return self.one * _fmpq(q), self.one
            case ("var", name):
                return self.kernel("var", name, t), self.one
            case ("const", "pi"):
                return self.kernel("const", "pi", t), self.one
            case ("const", "i"):
                return self.i, self.one
            case ("+", *terms):
                n, d = self.form(terms[0])
                for p, q in map(self.form, terms[1:]):
                    n, d = (n + p, d) if d == q else (n * q + p * d, d * q)
                return n, d
            case ("*", *factors):
                n, d = self.form(factors[0])
                for p, q in map(self.form, factors[1:]):
                    n, d = self.reduced(n * p, d * q)
                return n, d
            case ("^", base, ("num", q)):
                return self._power(self.form(base), q)
            case ("^", base, exponent):
                return self._general_power(base, exponent)
            case ("exp", a):
                return self._exp(self.form(a))
            case ("sin", a):
                p, q = self._exp(self.form(mul(I, a)))
                return self.i * (q * q - p * p), 2 * p * q
            case ("cos", a):
                p, q = self._exp(self.form(mul(I, a)))
                return p * p + q * q, 2 * p * q
            case ("log", a):
                return self._log(self.cancelled(self.form(a)))
            case ("abs", a):
                return self._abs(a)
            case (("asin" | "atan" | "asinh") as f, a):
                return self._odd(f, a)
        raise Rejected(f"no normal form of {t[0]}")

    @property
    def i(self) -> Poly:
        """The kernel of the imaginary unit."""
        kernel = self.kernel("const", "i", I)
        self.relate(kernel, 2, (-self.one, self.one))
        return kernel

    def _general_power(self, base: Term, exponent: Term) -> Ratio:
        if self.nonzero(base):
            return self._exp(self.form(mul(exponent, ("log", base))))
        if not self.natural(exponent):
            raise Rejected("a power with a variable exponent needs a base that is not 0")
        n, d = self.cancelled(self.form(base))
        result = self.one, self.one
        exponents, denominator = self.form(exponent)
        for monomial, c in exponents.terms():
            count = _fraction(c / denominator.leading_coefficient())
            if not denominator.is_constant() or count < 0 or count.denominator != 1:
                raise Rejected("the exponent is not a sum of natural monomials")
            if not any(monomial):
                factor = _raised(n, count.numerator), _raised(d, count.numerator)
            else:
                key = (str(n), str(d), tuple(monomial))
                kernel = self.kernel("natural power", key, ("^", base, exponent))
                factor = _raised(kernel, count.numerator), self.one
            result = result[0] * factor[0], result[1] * factor[1]
        return result

    def natural(self, t: Term) -> bool:
        """Whether `t` is a natural number by its shape."""
        match t:
            case ("num", q):
                return bool(q >= 0 and q.denominator == 1)
            case ("var", name):
                return name in self.naturals
            case ("+" | "*", *terms):
                return all(map(self.natural, terms))
            case ("^", a, b):
                return self.natural(a) and self.natural(b)
        return False

    def _power(self, a: Ratio, q: Fraction) -> Ratio:
        """a^q for the principal power, wherever it is defined."""
        if q.denominator == 1:
            n, d = (_raised(p, abs(int(q))) for p in self.reduced(*a))
            return (n, d) if q >= 0 else (d, n)
        n, d = self.cancelled(a)
        if n == 0:
            return n, d
        scale = abs(_fraction(n.leading_coefficient()))
        result = self._rational_power(scale, q)
        n = n / _fmpq(scale)
        if n == d:
            return result
        if n == -d and q.denominator == 2:
            kernel, exponent = self.i, q.numerator % 4
        else:
            term = mul(self._term(n), power(self._term(d), -1))
            kernel = self.kernel("root", (str(n), str(d)), power(term, Fraction(1, self.grain)))
            self.relate(kernel, self.grain, (n, d))
            exponent = self._grains(q)
        return self._product(result, kernel, exponent)

    def _rational_power(self, value: Fraction, q: Fraction) -> Ratio:
        """value^q for a positive rational, by its prime factors."""
        result = self.one, self.one
        for prime, e in _factors(value):
            whole, rest = divmod(e * q, 1)
            result = self._product(result, self.one * prime, int(whole))
            if rest:
                kernel = self.kernel("root", prime, power(num(prime), Fraction(1, self.grain)))
                self.relate(kernel, self.grain, (self.one * prime, self.one))
                result = self._product(result, kernel, self._grains(rest))
        return result

    def _grains(self, q: Fraction) -> int:
        """q in units of 1/grain."""
        if (q * self.grain).denominator != 1:
            raise Rejected(f"the exponent {q} is not a multiple of 1/{self.grain}")
        return int(q * self.grain)

    @staticmethod
    def _product(ratio: Ratio, kernel: Poly, exponent: int) -> Ratio:
        n, d = ratio
        factor = _raised(kernel, abs(exponent))
        return (n * factor, d) if exponent >= 0 else (n, d * factor)

    def _exp(self, a: Ratio) -> Ratio:
        """exp(a), with a split into its monomials."""
        n, d = self.cancelled(a)
        if not d.is_constant():
            lead = _fraction(n.leading_coefficient())
            n = n / _fmpq(lead)
            term = ("exp", mul(self._term(n), power(self._term(d), -1), num(Fraction(1, self.grain))))
            kernel = self.kernel("exp", (str(n), str(d)), term)
            return self._product((self.one, self.one), kernel, self._grains(lead))
        result = self.one, self.one
        for monomial, c in n.terms():
            coefficient = _fraction(c)
            factor = self._undone(monomial, coefficient)
            if factor is None:
                factor = self._exp_monomial(monomial, coefficient)
            result = self.reduced(result[0] * factor[0], result[1] * factor[1])
        return result

    def _exp_monomial(self, monomial: tuple[int, ...], c: Fraction) -> Ratio:
        used = {k: int(e) for k, e in enumerate(monomial) if e}
        argument = mul(num(1), *(power(self.kernels[k].term, e) for k, e in used.items()))
        if not free(argument) and (c * self.grain).denominator != 1:
            return self.kernel("exp", (tuple(monomial), c), ("exp", mul(num(c), argument))), self.one
        kernel = self.kernel("exp", tuple(monomial), ("exp", mul(num(Fraction(1, self.grain)), argument)))
        rest = {(self.kernels[k].kind, self.kernels[k].term): e for k, e in used.items()}
        is_half_turn = rest.pop(("const", I), 0) == 1 and rest.pop(("const", PI), 0) == 1
        if is_half_turn and all(kind == "var" and t[1] in self.integers for kind, t in rest):
            self.relate(kernel, 2 * self.grain, (self.one, self.one))
        return self._product((self.one, self.one), kernel, self._grains(c))

    def _undone(self, monomial: tuple[int, ...], c: Fraction) -> Ratio | None:
        """exp(c·m) where m is an inverse function, perhaps times i; these are the functions' definitions."""
        used = [self.kernels[k] for k, e in enumerate(monomial) if e]
        if any(e > 1 for e in monomial):
            return None
        inverse = [k for k in used if k.kind in ("log", "asinh", "asin", "atan")]
        turned = any(k.term == I for k in used)
        if len(inverse) != 1 or len(used) != 1 + turned or turned != (inverse[0].kind in ("asin", "atan")):
            return None
        n, d = inverse[0].argument
        i = self.i if turned else self.one
        square = (d * d - n * n, d * d) if inverse[0].kind == "asin" else (d * d + n * n, d * d)
        match inverse[0].kind:
            case "log":
                return self._power((n, d), c)
            case "atan":  # (1 + i a)/√(1 + a²), for real a
                p, q = self._power(square, Fraction(-1, 2))
                return self._power(((d + i * n) * p, d * q), c)
            case _:  # i a + √(1 − a²), a + √(1 + a²)
                p, q = self._power(square, Fraction(1, 2))
                return self._power((i * n * q + p * d, d * q), c)

    def _log(self, a: Ratio) -> Ratio:
        n, d = a
        if not n.is_constant() or not d.is_constant() or n == 0:
            term = ("log", mul(self._term(n), power(self._term(d), -1)))
            return self.kernel("log", (str(n), str(d)), term, a), self.one
        value = _fraction(n.leading_coefficient())
        result = self.i * self.kernel("const", "pi", PI) if value < 0 else 0 * self.one
        for prime, e in _factors(abs(value)):
            kernel = self.kernel("log", prime, ("log", num(prime)), (self.one * prime, self.one))
            result += e * kernel
        return result, self.one

    def _abs(self, a: Term) -> Ratio:
        n, d = self.cancelled(self.form(a))
        if n == 0:
            return n, d
        lead = _fraction(n.leading_coefficient())
        n = n / _fmpq(lead)
        if n == d:
            return self.one * _fmpq(abs(lead)), self.one
        term = ("abs", mul(self._term(n), power(self._term(d), -1)))
        kernel = self.kernel("abs", (str(n), str(d)), term)
        if self.real(a):
            self.relate(kernel, 2, (n * n, d * d))
        return kernel * _fmpq(abs(lead)), self.one

    def _odd(self, f: str, a: Term) -> Ratio:
        n, d = self.cancelled(self.form(a))
        if n == 0:
            return n, d
        sign = 1 if n.leading_coefficient() > 0 else -1
        term = (f, mul(self._term(sign * n), power(self._term(d), -1)))
        if f == "atan" and not self.real(a):
            f = "complex atan"  # exp does not undo it
        return sign * self.kernel(f, (str(sign * n), str(d)), term, (sign * n, d)), self.one


def _raised(p: Poly, exponent: int) -> Poly:
    """p^exponent, unless the exponent, a coefficient or the number of terms is out of bounds."""
    bits = max((int(c.height_bits()) for c in p.coeffs()), default=0)
    if exponent > MAX_POWER or exponent * (bits - 1) > MAX_BITS:
        raise Rejected(f"the power {exponent} is too large")
    if len(p) > 1 and math.comb(len(p) + exponent - 1, exponent) > MAX_TERMS:
        raise Rejected(f"the power {exponent} of {len(p)} terms is too large")
    return p**exponent


def _fraction(c: fmpq) -> Fraction:
    return Fraction(int(c.p), int(c.q))


def _fmpq(q: Fraction) -> fmpq:
    return fmpq(q.numerator, q.denominator)


def _factors(value: Fraction) -> list[tuple[int, int]]:
    """The (prime, exponent) pairs of a positive rational; a huge part counts as one base."""
    pairs = list[tuple[int, int]]()
    for part, sign in ((value.numerator, 1), (value.denominator, -1)):
        if part.bit_length() > MAX_FACTORED_BITS:
            pairs.append((part, sign))
        else:
            pairs += [(int(p), sign * int(e)) for p, e in fmpz(part).factor()]
    return pairs


