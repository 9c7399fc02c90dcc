"""Trusted: sums, products, powers, logarithms and exponentials of asymptotic expansions; `expansion.py` says what they are.

An operation keeps what it can prove about the remainder, and refuses (`NoExpansion`) where it cannot. Functions that are
analytic at the limit of their argument are composed by their Taylor series, f(u + w) = Σ f⁽ᵏ⁾(u)·wᵏ/k! + O(wᴷ) for w → 0.

References: as in `expansion.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import Final, TypeAlias

from porism.symbolic.coefficients import Coefficient, coefficient, coefficient_term, combined, product, scaled
from porism.symbolic.decisions import Decisions, NoExpansion
from porism.symbolic.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    Apply,
    Number,
    Term,
    add,
    number,
    power,
)

Key: TypeAlias = tuple[Fraction, Fraction, Fraction]  # t^a ℓ^-b λ^-c as (a, b, c): smaller keys dominate
Terms: TypeAlias = dict[Key, Coefficient]

UNIT: Final[Key] = (Fraction(0), Fraction(0), Fraction(0))
T: Final[Key] = (Fraction(1), Fraction(0), Fraction(0))
LOG: Final[Key] = (Fraction(0), Fraction(-1), Fraction(0))
LOG_LOG: Final[Key] = (Fraction(0), Fraction(0), Fraction(-1))
MAX_TERMS = 300  # of one expansion
MAX_POWERS = 60  # of one composition, f(u + w) = Σ f⁽ᵏ⁾(u)·wᵏ/k!


@dataclass(frozen=True)
class Expansion:
    """flat · (terms + O(order)); `order` None says that nothing is left out. See the module's head."""

    terms: Terms
    order: Key | None = None
    flat: Terms = field(default_factory=dict)
    real: bool = True

    @property
    def valuation(self) -> Key | None:
        """A monomial that bounds it beside its flat factor; None for 0."""
        return min(self.terms, default=self.order)


@dataclass(frozen=True)
class Arithmetic:
    """Operations to `precision` powers of t, resting on `decisions`."""

    precision: Fraction
    decisions: Decisions

    def constant(self, term: Term) -> Expansion:
        """A term without the variable."""
        self.decisions.defined(term)
        return Expansion({UNIT: coefficient(term)}, real=self.decisions.real(term))

    def sum(self, u: Expansion, v: Expansion) -> Expansion:
        """u + v; the smaller flat is beyond all powers of the larger one."""
        real = u.real and v.real
        if not u.terms and u.order is None:
            return Expansion(v.terms, v.order, v.flat, real)
        if not v.terms and v.order is None:
            return Expansion(u.terms, u.order, u.flat, real)
        side = self.compared(u.flat, v.flat)
        if side != 0:
            large = u if side > 0 else v
            lost = _times(large.valuation or UNIT, (self.precision, *UNIT[1:]))
            return self._cut(large.terms, _least(large.order, lost), large.flat, real)
        terms = dict(u.terms)
        for key, c in v.terms.items():
            terms[key] = combined(terms[key], c) if key in terms else c
        return self._cut({k: c for k, c in terms.items() if c}, _least(u.order, v.order), u.flat, real)

    def product(self, u: Expansion, v: Expansion) -> Expansion:
        """u·v."""
        real = u.real and v.real
        if u.valuation is None or v.valuation is None:
            return Expansion({}, real=real)
        orders = [_times(a, b) for a, b in ((u.valuation, v.order), (v.valuation, u.order)) if b is not None]
        terms, limit = Terms(), min(orders, default=None)
        for first, left in u.terms.items():
            for second, right in v.terms.items():
                key = _times(first, second)
                if limit is None or key < limit:
                    both = product(left, right)
                    terms[key] = combined(terms[key], both) if key in terms else both
        flat = {k: combined(u.flat.get(k, {}), v.flat.get(k, {})) for k in {**u.flat, **v.flat}}
        flat = {k: c for k, c in flat.items() if c and not self.decisions.is_zero(c)}
        return self._cut({k: c for k, c in terms.items() if c}, limit, flat, real)

    def power(self, u: Expansion, q: Fraction) -> Expansion:
        """u^q, the principal power: (c·t^a·(1 + w))^q = c^q·t^(aq)·(1 + w)^q, as c^q does not cross its cut."""
        if q == 0:
            return Expansion({UNIT: coefficient(ONE)})
        if q > 0 and q.denominator == 1 and q <= MAX_POWERS and len(u.terms) != 1:
            whole = u
            for _ in range(int(q) - 1):
                whole = self.product(whole, u)
            return whole
        if u.valuation is None and q > 0:
            return u
        key, c, w = self.leading(u)
        positive = True
        if q.denominator != 1:
            self._off_cut(u, c)
            positive = u.real and self.decisions.sign(c) == 1
        binomials, factor = list[Coefficient](), Fraction(1)
        for k in range(MAX_POWERS + 1):
            binomials.append(coefficient(number(factor)))
            factor = factor * (q - k) / (k + 1)
        series = self.composed(binomials, w)
        outer = coefficient(power(coefficient_term(c), number(q)))
        lead = {_raised(key, q): outer}
        flat = {k: scaled(x, q) for k, x in u.flat.items()}
        return self.product(Expansion(lead, None, flat, u.real and positive), series)

    def log(self, u: Expansion) -> Expansion:
        """log u = log c + (its flat exponent) − a·ℓ − b·λ + log(1 + w)."""
        (a, b, d), c, w = self.leading(u)
        if d != 0:
            raise NoExpansion("a logarithm of a logarithm of a logarithm")
        self._off_cut(u, c)
        real = u.real and self.decisions.sign(c) == 1
        terms = dict(u.flat)
        for key, factor in (((0, -1, 0), -a), ((0, 0, -1), -b)):
            if factor:
                grown = (Fraction(key[0]), Fraction(key[1]), Fraction(key[2]))
                # The flat factor may be a power of t itself, with an exponent that is not rational.
                terms[grown] = combined(terms.get(grown, {}), coefficient(number(factor)))
        if (constant := coefficient(Apply("log", coefficient_term(c)))) and coefficient_term(c) != ONE:
            terms[UNIT] = constant
        logs = [
            Coefficient(),
            *(coefficient(number(Fraction((-1) ** (k + 1), k))) for k in range(1, MAX_POWERS)),
        ]
        return self.sum(Expansion(terms, None, {}, real), self.composed(logs, w))

    def exp(self, u: Expansion) -> Expansion:
        """exp u: what grows faster than ℓ becomes flat, c·ℓ becomes t^−c, c·λ becomes ℓ^c."""
        u = self.without_flat(u, "exp")
        self._known_to(u, "exp")
        constant: Term = ONE
        flat, small, key = Terms(), Terms(), list(UNIT)
        for k, c in u.terms.items():
            if k > UNIT:
                small[k] = c
            elif k == UNIT:
                constant = Apply("exp", coefficient_term(c))
            elif k in (LOG, LOG_LOG):
                factor = coefficient_term(c)
                if isinstance(factor, Number):
                    key[0 if k == LOG else 1] -= factor.value
                elif k == LOG and not self.decisions.is_zero(c):
                    flat[k] = c  # a power of t whose exponent is not a rational number
                elif k == LOG_LOG:
                    raise NoExpansion(f"a power of a logarithm with the exponent {factor}")
            elif k < LOG:
                if not self.decisions.is_zero(c):
                    flat[k] = c
            else:
                raise NoExpansion("an exponential that grows slower than any power")
        if flat and not u.real:
            raise NoExpansion("an exponential that turns round 0")
        factorials = [coefficient(number(f)) for f in reciprocal_factorials()]
        series = self.composed(factorials, Expansion(small, u.order, {}, u.real))
        return self.product(
            Expansion({(key[0], key[1], key[2]): coefficient(constant)}, None, flat, u.real), series
        )

    def composed(self, taylor: list[Coefficient], w: Expansion, real: bool | None = None) -> Expansion:
        """Σ taylorₖ·wᵏ for w → 0 as a power of t, with the remainder O(wᴷ)."""
        real = w.real if real is None else real
        total = Expansion({UNIT: taylor[0]} if taylor[0] else {}, None, {}, real)
        if w.valuation is None:
            return total
        if w.flat or w.valuation <= UNIT:
            raise NoExpansion("a small part that is not small")
        rate = w.valuation[0]  # 0 where it is small as a power of ℓ or λ only
        count = int(self.precision / rate) + 1 if rate else min(int(self.precision), len(taylor) - 1)
        if count >= len(taylor):
            raise NoExpansion("the small part is too large for this precision")
        powers = Expansion({UNIT: coefficient(ONE)})
        for c in islice(taylor, 1, count + 1):
            powers = self.product(powers, w)
            total = self.sum(
                total, Expansion({k: product(c, x) for k, x in powers.terms.items()}, powers.order)
            )
        return self._cut(
            total.terms, _least(total.order, _raised(w.valuation, Fraction(count + 1))), {}, real
        )

    def leading(self, u: Expansion, divided: bool = True) -> tuple[Key, Coefficient, Expansion]:
        """The leading key and coefficient, and w with u = flat·c·key·(1 + w), w → 0 as a power of t."""
        rest = dict(u.terms)
        for key in sorted(u.terms):
            c = rest.pop(key)
            if not self.decisions.is_zero(c):
                break
        else:
            raise NoExpansion(
                "no leading term is known" if u.order is not None else "a divisor or logarithm of 0"
            )
        if u.order is not None and key >= u.order:
            raise NoExpansion("the leading term lies in the remainder")
        if not divided:
            return key, c, Expansion({})
        inverse = coefficient(power(coefficient_term(c), MINUS_ONE))
        down = _raised(key, Fraction(-1))
        terms = {_times(k, down): product(x, inverse) for k, x in rest.items()}
        order = None if u.order is None else _times(u.order, down)
        return key, c, Expansion(terms, order, {}, u.real)

    def side_of(self, c: Coefficient) -> int:
        """The sign of a leading coefficient of a real function."""
        sign = self.decisions.sign(c)
        if not sign:
            raise NoExpansion(f"the sign of {coefficient_term(c)} is not seen")
        return sign

    def _off_cut(self, u: Expansion, c: Coefficient) -> None:
        """That log u is log c + …: u is real (its sign is that of c), or c is not on the negative axis."""
        if not u.real:
            term = coefficient_term(c)
            self.decisions.need("!=", add(Apply("abs", term), term), ZERO)

    def compared(self, flat: Terms, other: Terms) -> int:
        """1 if the first flat factor is larger by more than any power, −1 if smaller, 0 if they are equal."""
        keys = sorted({**flat, **other})
        for key in keys:
            gap = combined(flat.get(key, {}), scaled(other.get(key, {}), Fraction(-1)))
            sign = self.decisions.sign(gap) if gap else 0
            if sign is None or (sign and key == LOG):
                raise NoExpansion(
                    "powers whose exponents are not rational numbers, or exponentials that turn"
                )
            if sign:
                return sign
        return 0

    def without_flat(self, u: Expansion, what: str) -> Expansion:
        """u where its flat factor is 1, 0 to every power where it decays."""
        match self.compared(u.flat, {}):
            case 0:
                return Expansion(u.terms, u.order, {}, u.real)
            case -1:
                return Expansion({}, (self.precision, *UNIT[1:]), {}, u.real)
            case _:
                raise NoExpansion(f"{what} of an exponentially large argument")

    def _known_to(self, u: Expansion, what: str) -> None:
        if u.order is not None and u.order <= UNIT:
            raise NoExpansion(f"{what} of an argument that is not known to o(1)")

    def at_limit(self, u: Expansion, what: str) -> tuple[Term, Expansion]:
        """u = u₀ + w with w → 0 as a power of t."""
        self._known_to(u, what)
        rest = {k: c for k, c in u.terms.items() if k != UNIT and (k > UNIT or not self.decisions.is_zero(c))}
        if any(k < UNIT for k in rest):
            raise NoExpansion(f"{what} of an argument that grows")
        return coefficient_term(u.terms.get(UNIT, {})), Expansion(rest, u.order, {}, u.real)

    def _cut(self, terms: Terms, order: Key | None, flat: Terms, real: bool) -> Expansion:
        """The expansion without terms beyond its order or its precision."""
        first = min(terms, default=order)
        if first is not None:
            far = min((k for k in terms if k[0] >= first[0] + self.precision), default=None)
            order = _least(order, far)
        kept = {k: c for k, c in terms.items() if order is None or k < order}
        if len(kept) > MAX_TERMS:
            raise NoExpansion(f"more than {MAX_TERMS} terms")
        return Expansion(kept, order, flat, real)


def _least(a: Key | None, b: Key | None) -> Key | None:
    return b if a is None else a if b is None else min(a, b)


def _times(a: Key, b: Key) -> Key:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def _raised(key: Key, q: Fraction) -> Key:
    return key[0] * q, key[1] * q, key[2] * q


def reciprocal_factorials() -> list[Fraction]:
    """1/k! for k = 0, 1, …, MAX_POWERS."""
    found, f = list[Fraction](), Fraction(1)
    for k in range(MAX_POWERS + 1):
        found.append(f)
        f /= k + 1
    return found
