"""Trusted: terms as fractions of polynomials over Q in kernels, modulo the relations that the kernels satisfy.

    kernel                         relation                              from
    x, pi, log p, log(a), …        none                                  variables, constants, opaque values
    i                              i² = −1
    R = a^(1/g)                    R^g = a                               powers; positive rational factors split off
    E = exp(m/g), m a monomial     E^(2g) = 1 if m = iπ·(an integer)     exp, sin, cos, powers with a variable exponent
    A = |a|, a real                A² = a²
    Ei(a), dilog(a), Si(a), …      none                                  special functions; the odd ones with one sign
    P = a^m, m natural             none                                  powers of a base that may be 0

g is the certificate's `grain`, a common denominator of the exponents in it. A term whose numerator reduces to 0
is 0 wherever it is defined; coefficients without variables are decided by Calcium. exp undoes log, asinh, and
(as exp(i·)) asin and atan. The form is canonical up to relations that nobody told it of, so two forms may
differ for equal terms: that is never an error.

References: K. Geddes, S. Czapor, G. Labahn (1992), Algorithms for Computer Algebra, ch. 3; R. Risch (1979).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import fmpq

from porism.provers.exact.ratios import (
    Poly,
    Ratio,
    Ratios,
    fraction,
    prime_powers,
    raised,
    rational,
)
from porism.provers.exact.terms import PI, I, Rejected, Term, add, free, mul, num, power
from porism.provers.exact.values import decide

ODD = ("asin", "atan", "asinh", "erf", "Si", "Shi", "fresnels", "fresnelc")


class Forms(Ratios):
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
        super().__init__(size)
        self.grain, self.real, self.nonzero = grain, real, nonzero
        self.integers, self.naturals = integers, naturals
        self.rewrites = dict[Term, Term]()
        self.cache = dict[Term, Ratio]()

    # questions and laws

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
            power(self.kernels[k].term, int(e))
            for k, e in enumerate(exponents)
            if e and self.kernels[k].closed
        ]
        return mul(num(Fraction(int(c.p), int(c.q))), *powers)

    def learn_law(self, left: Term, right: Term) -> None:
        """Use left = right from now on, where left is a kernel's power up to a rational factor, or as it stands."""
        n, d = self.cancelled(self.form(left))
        value = self.form(right)
        exponents = [int(e) for e in n.degrees()] if n != 0 and d.is_constant() and len(n) == 1 else []
        used = [k for k, e in enumerate(exponents) if e and not self.kernels[k].closed]
        if len(used) == 1:
            kernel = self.generators[used[0]] ** exponents[used[0]]
            scale = divmod(n, kernel)[0]  # a rational times kernels without variables
            if self.nonzero(self.polynomial_term(scale)):
                self.laws.setdefault(used[0], (exponents[used[0]], (value[0], value[1] * scale)))
        self.rewrites[left] = right
        self.cache.clear()

    # terms to ratios

    def form(self, t: Term) -> Ratio:
        """The normal form of a term that is defined."""
        if t not in self.cache:
            self.cache[t] = (
                self.form(self.rewrites[t]) if t in self.rewrites else self.reduced(*self._form(t))
            )
        return self.cache[t]

    def _form(self, t: Term) -> Ratio:
        match t:
            case ("num", q):
                return self.one * rational(q), self.one
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
            case (f, a) if f in ODD:
                return self._odd(f, a)
            case (("LambertW" | "LambertWm1") as f, a):
                n, d = self.cancelled(self.form(a))
                if n == 0:  # where W₋₁ has no value
                    return n, d
                return self.kernel(f, (str(n), str(d)), (f, self.ratio_term(n, d)), (n, d)), self.one
            case (("Ei" | "Ci" | "Chi" | "dilog" | "rgamma" | "loggamma" | "digamma") as f, a):
                n, d = self.cancelled(self.form(a))
                if f == "dilog" and (n == 0 or n == d or n == -d):  # 0, π²/6, −π²/12
                    return self.form(
                        mul(num(0 if n == 0 else Fraction(1, 6 if n == d else -12)), power(PI, 2))
                    )
                return self.kernel(f, (str(n), str(d)), (f, self.ratio_term(n, d))), self.one
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
            count = fraction(c / denominator.leading_coefficient())
            if not denominator.is_constant() or count < 0 or count.denominator != 1:
                raise Rejected("the exponent is not a sum of natural monomials")
            if any(e and not self.natural(self.kernels[k].term) for k, e in enumerate(monomial)):
                raise Rejected("the exponent is not a sum of natural monomials")
            if not any(monomial):
                factor = raised(n, count.numerator), raised(d, count.numerator)
            else:
                key = (str(n), str(d), tuple(monomial))
                part = mul(*(power(self.kernels[k].term, int(e)) for k, e in enumerate(monomial) if e))
                kernel = self.kernel("natural power", key, ("^", base, part))
                factor = raised(kernel, count.numerator), self.one
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
            n, d = (raised(p, abs(int(q))) for p in self.reduced(*a))
            return (n, d) if q >= 0 else (d, n)
        n, d = self.cancelled(a)
        if n == 0:
            return n, d
        scale = abs(fraction(n.leading_coefficient()))
        result = self._rational_power(scale, q)
        n = n / rational(scale)
        if n == d:
            return result
        if n == -d and q.denominator == 2:
            kernel, exponent = self.i, q.numerator % 4
        else:
            term = self.ratio_term(n, d)
            kernel = self.kernel("root", (str(n), str(d)), power(term, Fraction(1, self.grain)))
            self.relate(kernel, self.grain, (n, d))
            exponent = self._grains(q)
        return self._product(result, kernel, exponent)

    def _rational_power(self, value: Fraction, q: Fraction) -> Ratio:
        """value^q for a positive rational, by its prime factors."""
        result = self.one, self.one
        for prime, e in prime_powers(value):
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
        factor = raised(kernel, abs(exponent))
        return (n * factor, d) if exponent >= 0 else (n, d * factor)

    def _exp(self, a: Ratio) -> Ratio:
        """exp(a), with a split into its monomials."""
        n, d = self.cancelled(a)
        result = self.one, self.one
        if not d.is_constant():
            whole, n = divmod(n, d)  # exp((x + 2)/(x + 1)) = e·exp(1/(x + 1))
            result = self._exp((whole, self.one))
        for monomial, c in n.terms():
            coefficient = fraction(c)
            if not d.is_constant():
                part = self._exp_fraction(n.context().from_dict({monomial: 1}), d, coefficient)
                result = self.reduced(result[0] * part[0], result[1] * part[1])
                continue
            factor = self._undone(monomial, coefficient)
            if factor is None:
                factor = self._exp_monomial(monomial, coefficient)
            result = self.reduced(result[0] * factor[0], result[1] * factor[1])
        return result

    def _exp_fraction(self, m: Poly, d: Poly, c: Fraction) -> Ratio:
        """exp(c·m/d) for a monomial m: what the denominator leaves of it once common factors are cancelled."""
        n, d = self.cancelled((m, d))
        if d.is_constant():
            return self._exp((n * rational(c), d))
        lead = fraction(n.leading_coefficient())
        n = n / rational(lead)
        term = ("exp", mul(self.ratio_term(n, d), num(Fraction(1, self.grain))))
        kernel = self.kernel("exp", (str(n), str(d)), term)
        return self._product((self.one, self.one), kernel, self._grains(c * lead))

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
        inverse = [k for k in used if k.kind in ("log", "asinh", "asin", "atan", "LambertW", "LambertWm1")]
        turned = any(k.term == I for k in used)
        if len(inverse) != 1 or len(used) != 1 + turned or turned != (inverse[0].kind in ("asin", "atan")):
            return None
        n, d = inverse[0].argument
        i = self.i if turned else self.one
        square = (d * d - n * n, d * d) if inverse[0].kind == "asin" else (d * d + n * n, d * d)
        match inverse[0].kind:
            case "log":
                return self._power((n, d), c)
            case "LambertW" | "LambertWm1":  # (a/W(a))^c, for a ≠ 0 and a natural |c| or a real W(a)
                w = self.generators[self.indices[inverse[0].kind, (str(n), str(d))]]
                whole = c.denominator == 1
                whole = whole or ((c * self.grain).denominator == 1 and self.real(inverse[0].term))
                known = whole and self.nonzero(self.ratio_term(n, d))
                return self._power((n, d * w), c) if known else None
            case "atan":  # (1 + i a)/√(1 + a²), for real a
                p, q = self._power(square, Fraction(-1, 2))
                return self._power(((d + i * n) * p, d * q), c)
            case _:  # i a + √(1 − a²), a + √(1 + a²)
                p, q = self._power(square, Fraction(1, 2))
                return self._power((i * n * q + p * d, d * q), c)

    def _log(self, a: Ratio) -> Ratio:
        n, d = a
        if not n.is_constant() or not d.is_constant() or n == 0:
            term = ("log", self.ratio_term(n, d))
            return self.kernel("log", (str(n), str(d)), term, a), self.one
        value = fraction(n.leading_coefficient())
        result = self.i * self.kernel("const", "pi", PI) if value < 0 else 0 * self.one
        for prime, e in prime_powers(abs(value)):
            kernel = self.kernel("log", prime, ("log", num(prime)), (self.one * prime, self.one))
            result += e * kernel
        return result, self.one

    def _abs(self, a: Term) -> Ratio:
        n, d = self.cancelled(self.form(a))
        if n == 0:
            return n, d
        lead = fraction(n.leading_coefficient())
        n = n / rational(lead)
        if n == d:
            return self.one * rational(abs(lead)), self.one
        term = ("abs", self.ratio_term(n, d))
        kernel = self.kernel("abs", (str(n), str(d)), term)
        if self.real(a):
            self.relate(kernel, 2, (n * n, d * d))
        return kernel * rational(abs(lead)), self.one

    def _odd(self, f: str, a: Term) -> Ratio:
        n, d = self.cancelled(self.form(a))
        if n == 0:
            return n, d
        sign = 1 if n.leading_coefficient() > 0 else -1
        term = (f, self.ratio_term(sign * n, d))
        if f == "atan" and not self.real(a):
            f = "complex atan"  # exp does not undo it
        return sign * self.kernel(f, (str(sign * n), str(d)), term, (sign * n, d)), self.one
