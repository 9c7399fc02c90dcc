"""Trusted: functions as polynomials in elements, by the laws in the head of `elements.py`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from porism.provers.exact.normal_form import ODD
from porism.provers.exact.ratios import fraction, prime_powers, rational
from porism.provers.exact.terms import PI
from porism.provers.lean.functions.algebraic_elements import AlgebraicElements
from porism.provers.lean.functions.element_ring import MAX_POWER, SIZE, Element
from porism.provers.lean.functions.special_values import special_value
from porism.provers.lean.nodes import ONE, Node, Poly
from porism.symbolic.errors import UnsupportedError


class FunctionElements(AlgebraicElements):
    """Adds exp, log, sin, cos and the functions that have no reading of their own."""

    def application(self, f: str, p: Poly) -> Poly:
        """f(p) for a function without a reading of its own."""
        p, sign = self.normal(p), 1
        if f in ODD:
            if p == 0:
                return p
            if p.leading_coefficient() < 0:
                p, sign = -p, -1
        if (found := special_value(self, f, p)) is not None:
            return sign * found
        key = (f, str(p))
        if key not in self.places:
            self._new(key, Element(self._named("f"), f, (f, self.term(p)), p))
        return sign * self.generator(self.places[key])

    def logarithm(self, p: Poly) -> Poly:
        """log p, with a positive rational factor split off."""
        p = self.normal(p)
        if p == 0:
            raise UnsupportedError("a logarithm of 0")
        content = (
            abs(fraction(p.factor()[0])) if not p.is_constant() else abs(fraction(p.leading_coefficient()))
        )
        result = 0 * self.one
        for prime, e in prime_powers(content):
            result += e * self.application("log", self.one * prime)
        p = p / rational(content)
        if p == 1:
            return result
        if p == -1:
            return result + self.generator(self.constant("i")) * self.generator(self.constant("pi"))
        i = self.places.get(("const", "i"))
        if i is not None and p in (self.generator(i), -self.generator(i)):
            half_turn = self.generator(i) * self.generator(self.constant("pi")) / 2
            return result + (half_turn if p == self.generator(i) else -half_turn)
        if not self._seen("!=", p):
            raise UnsupportedError(f"{self.shown(self.term(p))} is not seen to differ from 0")
        factors = self._positive_factors(p)
        if factors is None:
            return result + self.application("log", p)
        return result + sum((e * self._log_of_element(k) for k, e in factors), 0 * self.one)

    def _positive_factors(self, p: Poly) -> list[tuple[int, int]] | None:
        """The elements of a monomial with their exponents, if each of them is seen to be positive."""
        if len(p) != 1 or p.leading_coefficient() != 1:
            return None
        found = [(k, int(p.degrees()[SIZE - 1 - k])) for k in self.used(p)]
        if found == [(found[0][0], 1)] and self.elements[found[0][0]].kind not in ("root", "exp", "inverse"):
            return None
        return found if all(self._seen(">", self.generator(k)) for k, _ in found) else None

    def _log_of_element(self, k: int) -> Poly:
        """The logarithm of a positive element."""
        e, p = self.elements[k], self.generator(k)
        match e.kind:
            case "exp" if self._seen("R", e.argument):
                return e.argument
            case "inverse" if self._seen(">", e.argument):
                return -self.logarithm(e.argument)
            case "root" if self._seen(">", e.argument):
                return self.logarithm(e.argument) / e.degree
            case _:
                return self.application("log", p)

    def _monomials(self, p: Poly) -> Iterator[tuple[Poly, Fraction, bool]]:
        """(monomial without i, coefficient, whether i is a factor)."""
        i = self.places.get(("const", "i"))
        for exponents, c in self.normal(p).terms():
            turned = i is not None and exponents[SIZE - 1 - i] > 0
            rest = tuple(0 if turned and self.place(k) == i else int(e) for k, e in enumerate(exponents))
            yield self.context.from_dict({rest: 1}), fraction(c), turned

    def _single(self, m: Poly, *kinds: str) -> int | None:
        """The element that the monomial is, if it is one of these kinds."""
        used = self.used(m)
        if len(used) == 1 and m == self.generator(used[0]) and self.elements[used[0]].kind in kinds:
            return used[0]
        return None

    def exponential(self, p: Poly) -> Poly:
        """exp p, by its monomials."""
        result = self.one
        for m, q, turned in self._monomials(p):
            if turned:
                s, c = self._turned(m, q)
                result *= c + self.generator(self.constant("i")) * s
            else:
                result *= self._exp_monomial(m, q)
            result = self.normal(result)
        return result

    def _exp_monomial(self, m: Poly, q: Fraction) -> Poly:
        if (k := self._single(m, "log")) is not None:
            return self.root_power(self.elements[k].argument, q)
        if q.denominator == 1 and (k := self._single(m, "asinh")) is not None:
            a = self.elements[k].argument
            r = self.root_power(1 + a**2, Fraction(1, 2))
            return self._power(a + r if q > 0 else r - a, abs(int(q)))
        if q.denominator == 1 and (k := self._single(m, "LambertW", "LambertWm1")) is not None:
            a = self.elements[k].argument
            if self._seen("!=", a):
                return self._power(
                    a * self.inverse(self.generator(k)) if q > 0 else self.generator(k) * self.inverse(a),
                    abs(int(q)),
                )
        t = self.term(m)
        grain = self._grain("exp", t, q.denominator)
        key = ("exp", str(m))
        if key not in self.places:
            a = m / grain
            self._new(key, Element(self._named("f"), "exp", ("exp", self.term(a)), a))
        e, times = self.generator(self.places[key]), int(q * grain)
        if abs(times) > MAX_POWER:
            raise UnsupportedError(f"a power of an exponential exceeds {MAX_POWER}")
        return self.raised(e if times > 0 else self.inverse(e), abs(times))

    def circular(self, p: Poly) -> tuple[Poly, Poly]:
        """(sin p, cos p), by its monomials."""
        s, c = 0 * self.one, self.one
        for m, q, turned in self._monomials(p):
            if turned:  # sin(iy) = i·sinh y
                up, down = self._exp_monomial(m, q), self._exp_monomial(m, -q)
                t, d = self.generator(self.constant("i")) * (up - down) / 2, (up + down) / 2
            else:
                t, d = self._turned(m, q)
            s, c = self.normal(s * d + c * t), self.normal(c * d - s * t)
        return s, c

    def _turned(self, m: Poly, q: Fraction) -> tuple[Poly, Poly]:
        """(sin(q·m), cos(q·m)) for a monomial m."""
        if q < 0:
            s, c = self._turned(m, -q)
            return -s, c
        if q.denominator == 1:
            if (k := self._single(m, "asin")) is not None:
                a = self.elements[k].argument
                return self._multiple(a, self.root_power(1 - a**2, Fraction(1, 2)), int(q))
            if (k := self._single(m, "atan")) is not None and self._seen("R", self.elements[k].argument):
                a = self.elements[k].argument
                down = self.root_power(1 + a**2, Fraction(-1, 2))
                return self._multiple(a * down, down, int(q))
        t = self.term(m)
        if t == PI and (found := self._part_of_turn(q)) is not None:
            return found
        grain = self._grain("circular", t, q.denominator)
        if grain == 1 and self._is_half_turns(m):
            return self._multiple(0 * self.one, self._sign(m), int(q))
        key = ("sin", str(m))
        if key not in self.places:
            a = m / grain
            index = len(self.elements)
            name = self._named("f")
            self._new(key, Element(name, "sin", ("sin", self.term(a)), a))
            square: Node = ("pow", ("variable", index), 2)
            premise = (("add", square, ("pow", ("variable", index + 1), 2)), ONE)
            self._new(
                ("cos", str(m)), Element(self._named("f"), "cos", ("cos", self.term(a)), a, premise=premise)
            )
        s = self.generator(self.places[key])
        c = self.generator(self.places[key] + 1)
        return self._multiple(s, c, int(q * grain))

    def _sign(self, m: Poly) -> Poly:
        """cos(nπ) for a whole number n: its sine is 0, its square 1."""
        key = ("turns", str(m))
        if key not in self.places:
            premise = (("pow", ("variable", len(self.elements)), 2), ONE)
            self._new(key, Element(self._named("f"), "turns", ("cos", self.term(m)), m, premise=premise))
        return self.generator(self.places[key])

    def _is_half_turns(self, m: Poly) -> bool:
        pi = self.places.get(PI)
        integers = self.facts.context.forms.integers
        rest = [k for k in self.used(m) if k != pi]
        return (
            pi is not None
            and m.degrees()[SIZE - 1 - pi] == 1
            and all(self.elements[k].term[0] == "var" and self.elements[k].term[1] in integers for k in rest)
        )

    def _part_of_turn(self, q: Fraction) -> tuple[Poly, Poly] | None:
        """(sin qπ, cos qπ) where they are roots of rationals."""
        half, zero = self.one / 2, 0 * self.one
        if 12 % q.denominator:
            return None
        q %= 2
        if q >= 1:
            found = self._part_of_turn(q - 1)
            return (-found[0], -found[1]) if found else None
        if q > Fraction(1, 2):
            found = self._part_of_turn(1 - q)
            return (found[0], -found[1]) if found else None
        values = {
            Fraction(0): (zero, self.one),
            Fraction(1, 2): (self.one, zero),
        }
        if q in values:
            return values[q]
        if q == Fraction(1, 4):
            r = self.root_power(self.one * 2, Fraction(1, 2)) / 2
            return r, r
        if q in (Fraction(1, 6), Fraction(1, 3)):
            r = self.root_power(self.one * 3, Fraction(1, 2)) / 2
            return (half, r) if q == Fraction(1, 6) else (r, half)
        return None

    def _multiple(self, s: Poly, c: Poly, n: int) -> tuple[Poly, Poly]:
        """Sine and cosine of the n-fold angle."""
        if n > MAX_POWER:
            raise UnsupportedError(f"a multiple of an angle exceeds {MAX_POWER}")
        x, y = 0 * self.one, self.one
        for _ in range(n):
            x, y = self.normal(x * c + y * s), self.normal(y * c - x * s)
        return x, y

    def _power(self, p: Poly, n: int) -> Poly:
        if n > MAX_POWER:
            raise UnsupportedError(f"the exponent {n} exceeds {MAX_POWER}")
        result = self.one
        for _ in range(n):
            result = self.normal(result * p)
        return result
