"""Trusted: exact asymptotic expansions of terms at one end of an interval, by truncated arithmetic.

    x = p + t, p − t, 1/t or −1/t  with t → 0+        ℓ = log(1/t)        λ = log ℓ

    e(x) = exp(Σ c·t^a·ℓ^b·λ^d) · (Σ c·t^a·ℓ^b·λ^d + O(order)),   order one such monomial without c

The first factor is *flat*: its exponent grows faster than ℓ, so that two different flats differ by more than any power
of t. Each operation keeps what it can prove about the remainder and refuses (`NoExpansion`) where it cannot: it never
guesses. What the arithmetic needs to know of coefficients (this one is 0, that one is positive) is guessed from balls at
a sample of the parameters and recorded in `Decisions.needs`; the expansion holds where all needs hold, and whoever uses it
must have them proved. `Expansion.real` says that e is real for all small t > 0.

Where an expansion exists, e is defined for all small t > 0: divisors and logarithms have a leading coefficient that is
not 0. Only the dominating flat is kept: `tanh(x) - 1` is known to be smaller than any power, and no more.

References: D. Gruntz (1996), On computing limits in a symbolic manipulation system; B. Salvy, J. Shackell (1999),
Symbolic asymptotics: multiseries of inverse functions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import islice
from typing import Final, TypeAlias

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.coefficients import (
    Coefficient,
    coefficient,
    coefficient_term,
    combined,
    product,
    scaled,
)
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.extended import Extended
from porism.symbolic.meaning import Ball, value
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    subterms,
    subtract,
    variables,
)

Key: TypeAlias = tuple[Fraction, Fraction, Fraction]  # t^a ℓ^-b λ^-c as (a, b, c): smaller keys dominate
Terms: TypeAlias = dict[Key, Coefficient]

UNIT: Final[Key] = (Fraction(0), Fraction(0), Fraction(0))
MAX_TERMS = 300  # of one expansion
MAX_POWERS = 60  # of one composition, f(u + w) = Σ f⁽ᵏ⁾(u)·wᵏ/k!
_PRECISION = 160  # bits of the balls that guess signs


class NoExpansion(Exception):  # an answer, not an error
    """The term has no expansion of this form, or more terms are needed; says why."""


@dataclass
class Decisions:
    """Guesses about coefficients, from one sample of the parameters; `needs` collects what has to be proved."""

    sample: Mapping[str, Term] = field(default_factory=dict)
    needs: dict[Relation, None] = field(default_factory=dict)

    def need(self, kind: str, left: Term, right: Term) -> None:
        self.needs[relation(kind, left, right)] = None

    def sign(self, c: Coefficient) -> int | None:
        """The sign of a real coefficient, 0 included; None if it is not real (nothing is needed then)."""
        term = coefficient_term(c)
        if isinstance(term, Number):
            return (term.value > 0) - (term.value < 0)
        if self.is_zero(c):
            return 0
        ball = self._ball(term)
        if not ball.imag.contains(0):
            return None
        positive = bool(ball.real > 0)
        self.need("<", *((ZERO, term) if positive else (term, ZERO)))
        return 1 if positive else -1

    def is_zero(self, c: Coefficient) -> bool:
        """Whether a coefficient is 0."""
        term = coefficient_term(c)
        if isinstance(term, Number):
            return term.value == 0
        zero = bool(self._ball(term).contains(0))
        self.need("==" if zero else "!=", term, ZERO)
        return zero

    def real(self, term: Term) -> bool:
        """Whether a constant is real."""
        if not isinstance(term, Number) and term != PI:
            if not self._ball(term).imag.contains(0):
                return False
            self.need("<=", term, term)
        return True

    def defined(self, term: Term) -> None:
        """Require that a constant is defined, where its shape does not say so."""
        plain = all(isinstance(p.exponent, Number) for p in subterms(term) if isinstance(p, Power))
        if not plain or defining_conditions(Claim.make(relation("==", term, term))):
            self.need("==", term, term)

    def _ball(self, term: Term) -> Ball:
        ball = value(term, {n: value(t, {}, _PRECISION) for n, t in self.sample.items()}, _PRECISION)
        if not ball.is_finite():
            raise NoExpansion(f"the constant {term} has no value at the sample")
        return ball


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
class Expander:
    """Expands terms in `variable`, which is `place` (an expansion in t), to `precision` powers of t."""

    variable: str
    place: Expansion
    precision: Fraction
    decisions: Decisions
    known: dict[Term, Expansion] = field(default_factory=dict, compare=False, repr=False)

    def expansion(self, term: Term) -> Expansion:
        """The expansion of `term`."""
        if term not in self.known:
            self.known[term] = self._expansion(term)
        return self.known[term]

    def _expansion(self, term: Term) -> Expansion:
        if self.variable not in variables(term):
            return self.constant(term)
        match term:
            case Variable():
                return self.place
            case Sum(terms):
                total = Expansion({})
                for part in terms:
                    total = self.sum(total, self.expansion(part))
                return total
            case Product(factors):
                whole = Expansion({UNIT: coefficient(ONE)})
                for part in factors:
                    whole = self.product(whole, self.expansion(part))
                return whole
            case Power(base, Number(q)):
                return self.power(self.expansion(base), q)
            case Power(base, exponent):
                u = self.expansion(base)
                _, c, _ = self._leading(u)
                if not u.real or self.decisions.sign(c) != 1:
                    raise NoExpansion(f"the base of {term} is not seen to be positive")
                return self.exp(self.product(self.expansion(exponent), self.log(u)))
            case Apply(function, argument):
                return self._applied(function, argument)
            case _:
                raise NoExpansion(f"no expansion of {term}")

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
        side = self._compared(u.flat, v.flat)
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
        key, c, w = self._leading(u)
        positive = True
        if q.denominator != 1:
            self._off_cut(u, c)
            positive = u.real and self.decisions.sign(c) == 1
        binomials, factor = list[Coefficient](), Fraction(1)
        for k in range(MAX_POWERS + 1):
            binomials.append(coefficient(number(factor)))
            factor = factor * (q - k) / (k + 1)
        series = self._composed(binomials, w)
        outer = coefficient(power(coefficient_term(c), number(q)))
        lead = {_raised(key, q): outer}
        flat = {k: scaled(x, q) for k, x in u.flat.items()}
        return self.product(Expansion(lead, None, flat, u.real and positive), series)

    def log(self, u: Expansion) -> Expansion:
        """log u = log c + (its flat exponent) − a·ℓ − b·λ + log(1 + w)."""
        (a, b, d), c, w = self._leading(u)
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
        return self.sum(Expansion(terms, None, {}, real), self._composed(logs, w))

    def exp(self, u: Expansion) -> Expansion:
        """exp u: what grows faster than ℓ becomes flat, c·ℓ becomes t^−c, c·λ becomes ℓ^c."""
        u = self._without_flat(u, "exp")
        self._known_to(u, "exp")
        constant: Term = ONE
        flat, small, key = Terms(), Terms(), list(UNIT)
        for k, c in u.terms.items():
            if k > UNIT:
                small[k] = c
            elif k == UNIT:
                constant = Apply("exp", coefficient_term(c))
            elif k in (_LOG, _LOGLOG):
                factor = coefficient_term(c)
                if isinstance(factor, Number):
                    key[0 if k == _LOG else 1] -= factor.value
                elif k == _LOG and not self.decisions.is_zero(c):
                    flat[k] = c  # a power of t whose exponent is not a rational number
                elif k == _LOGLOG:
                    raise NoExpansion(f"a power of a logarithm with the exponent {factor}")
            elif k < _LOG:
                if not self.decisions.is_zero(c):
                    flat[k] = c
            else:
                raise NoExpansion("an exponential that grows slower than any power")
        if flat and not u.real:
            raise NoExpansion("an exponential that turns round 0")
        factorials = [coefficient(number(f)) for f in _reciprocal_factorials()]
        series = self._composed(factorials, Expansion(small, u.order, {}, u.real))
        return self.product(
            Expansion({(key[0], key[1], key[2]): coefficient(constant)}, None, flat, u.real), series
        )

    def _applied(self, function: str, argument: Term) -> Expansion:
        one, two = ONE, number(2)
        match function:
            case "tan" | "cot" | "sec" | "csc" | "tanh" | "coth" | "sech" | "csch" | "sinh" | "cosh":
                return self.expansion(_by_sines(function, argument))
            case "acos":
                return self.expansion(subtract(multiply(HALF, PI), Apply("asin", argument)))
            case "atanh":
                logs = subtract(Apply("log", add(one, argument)), Apply("log", subtract(one, argument)))
                return self.expansion(multiply(HALF, logs))
            case "acosh":
                roots = multiply(square_root(subtract(argument, one)), square_root(add(argument, one)))
                return self.expansion(Apply("log", add(argument, roots)))
        u = self.expansion(argument)
        match function:
            case "exp":
                return self.exp(u)
            case "log":
                return self.log(u)
            case "abs":
                return self._absolute(u)
            case "sin" | "cos":
                return self._circular(function, u)
        if not u.real:
            raise NoExpansion(f"{function} of an argument that is not seen to be real")
        match function:
            case "asinh":
                root = square_root(add(one, power(argument, two)))
                return self.expansion(Apply("log", add(argument, root)))
            case "atan":
                return self._arctangent(u)
            case "asin":
                return self._arcsine(u)
            case _:
                raise NoExpansion(f"no expansion of {function}")

    def _absolute(self, u: Expansion) -> Expansion:
        if not u.real:
            raise NoExpansion("the modulus of a complex function")
        if not u.terms:
            return u
        _, c, _ = self._leading(u, divided=False)
        return self.product(self.constant(number(self._side(c))), u)

    def _circular(self, function: str, u: Expansion) -> Expansion:
        """Sine or cosine; of a real argument that grows or is not known to o(1), only that it is at most 1."""
        grows = any(k < UNIT for k in u.terms) or (u.order is not None and u.order <= UNIT)
        if (u.flat and self._compared(u.flat, {}) > 0) or (not u.flat and grows):
            if not u.real:
                raise NoExpansion(f"{function} of a large complex argument")
            return Expansion({}, UNIT, {}, True)
        u0, w = self._at_limit(self._without_flat(u, function), function)
        s, c = _sine_and_cosine(u0)
        turn = [s, c, scaled(s, Fraction(-1)), scaled(c, Fraction(-1))]
        shift = 0 if function == "sin" else 1
        taylor = [scaled(turn[(k + shift) % 4], f) for k, f in enumerate(_reciprocal_factorials())]
        return self._composed(taylor, w, u.real)

    def _arctangent(self, u: Expansion) -> Expansion:
        grows = any(k < UNIT for k in u.terms)
        side = self._compared(u.flat, {})
        if side > 0 or (side == 0 and grows):
            _, c, _ = self._leading(u, divided=False)
            half_turn = self.constant(multiply(HALF, PI, number(self._side(c))))
            inverse = self._arctangent(self.power(u, Fraction(-1)))
            return self.sum(half_turn, self.product(self.constant(MINUS_ONE), inverse))
        if side == 0 and u.order is not None and u.order <= UNIT:
            return Expansion({}, UNIT)
        u0, w = self._at_limit(self._without_flat(u, "atan"), "atan")
        return self._composed(self._taylor(u0, Apply("atan", u0), 1, Fraction(-1)), w)

    def _arcsine(self, u: Expansion) -> Expansion:
        """Inside (−1, 1) by Taylor; at 1 by asin u = π/2 − 2·asin √((1 − u)/2), for real u ≤ 1 near 1; odd."""
        u0, w = self._at_limit(self._without_flat(u, "asin"), "asin")
        one = self.constant(ONE)
        for sign in (1, -1):
            if self.decisions.is_zero(coefficient(subtract(ONE, multiply(number(sign), u0)))):
                gap = self.sum(one, self.product(self.constant(number(-sign)), u))
                if not gap.terms and gap.order is None:
                    return self.constant(multiply(HALF, PI, number(sign)))
                _, c, _ = self._leading(gap, divided=False)
                if self.decisions.sign(c) != 1:
                    raise NoExpansion("an arcsine of an argument beyond 1")
                root = self.power(self.product(self.constant(HALF), gap), Fraction(1, 2))
                turned = self.product(self.constant(number(-2 * sign)), self._arcsine(root))
                return self.sum(self.constant(multiply(HALF, PI, number(sign))), turned)
        if self.decisions.sign(coefficient(subtract(ONE, power(u0, number(2))))) != 1:
            raise NoExpansion("an arcsine of an argument beyond 1")
        return self._composed(self._taylor(u0, Apply("asin", u0), -1, Fraction(-1, 2)), w)

    def _taylor(self, at: Term, value_there: Term, sign: int, q: Fraction) -> list[Coefficient]:
        """Taylor coefficients at `at` of the function with derivative (1 ± s²)^q and this value."""
        powers = min(MAX_POWERS - 2, int(self.precision) * 2 + 3)
        s = Expansion({UNIT: coefficient(at), _T: coefficient(ONE)} if at != ZERO else {_T: coefficient(ONE)})
        local = Expander(self.variable, s, Fraction(powers), self.decisions)
        square = local.product(local.constant(number(sign)), local.product(s, s))
        slope = local.power(local.sum(local.constant(ONE), square), q)
        first = Coefficient() if at == ZERO else coefficient(value_there)
        rest = (slope.terms.get((Fraction(k), *UNIT[1:]), Coefficient()) for k in range(powers))
        return [first, *(scaled(c, Fraction(1, k + 1)) for k, c in enumerate(rest))]

    def _composed(self, taylor: list[Coefficient], w: Expansion, real: bool | None = None) -> Expansion:
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

    def _leading(self, u: Expansion, divided: bool = True) -> tuple[Key, Coefficient, Expansion]:
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

    def _side(self, c: Coefficient) -> int:
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

    def _compared(self, flat: Terms, other: Terms) -> int:
        """1 if the first flat factor is larger by more than any power, −1 if smaller, 0 if they are equal."""
        keys = sorted({**flat, **other})
        for key in keys:
            gap = combined(flat.get(key, {}), scaled(other.get(key, {}), Fraction(-1)))
            sign = self.decisions.sign(gap) if gap else 0
            if sign is None or (sign and key == _LOG):
                raise NoExpansion(
                    "powers whose exponents are not rational numbers, or exponentials that turn"
                )
            if sign:
                return sign
        return 0

    def _without_flat(self, u: Expansion, what: str) -> Expansion:
        """u where its flat factor is 1, 0 to every power where it decays."""
        match self._compared(u.flat, {}):
            case 0:
                return Expansion(u.terms, u.order, {}, u.real)
            case -1:
                return Expansion({}, (self.precision, *UNIT[1:]), {}, u.real)
            case _:
                raise NoExpansion(f"{what} of an exponentially large argument")

    def _known_to(self, u: Expansion, what: str) -> None:
        if u.order is not None and u.order <= UNIT:
            raise NoExpansion(f"{what} of an argument that is not known to o(1)")

    def _at_limit(self, u: Expansion, what: str) -> tuple[Term, Expansion]:
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

    def limit(self, u: Expansion) -> Extended:
        """The limit as t → 0+, `"oo"` or `"-oo"` for a real function that grows."""
        if set(u.flat) == {_LOG}:
            return self._limit_of_power(u)
        side = self._compared(u.flat, {})
        if side < 0:
            return ZERO
        growing = {k: c for k, c in u.terms.items() if side > 0 or k < UNIT}
        if side == 0 and all(map(self.decisions.is_zero, growing.values())):
            if u.order is not None and u.order <= UNIT:
                raise NoExpansion("the limit lies in the remainder")
            return coefficient_term(u.terms.get(UNIT, {}))
        _, c, _ = self._leading(u, divided=False)
        sign = self.decisions.sign(c)
        if not u.real or not sign:
            raise NoExpansion("a function that is not real has no infinite limit")
        return "oo" if sign > 0 else "-oo"

    def _limit_of_power(self, u: Expansion) -> Extended:
        """The limit of t^−c·(terms + O(order)) for a number c that is not rational: the sign of the leading exponent."""
        if u.valuation is None:
            return ZERO
        exponent = combined(coefficient(number(u.valuation[0])), scaled(u.flat[_LOG], Fraction(-1)))
        if self.decisions.sign(exponent) == 1:
            return ZERO
        key, c, _ = self._leading(u, divided=False)
        exponent = combined(coefficient(number(key[0])), scaled(u.flat[_LOG], Fraction(-1)))
        if not u.real or self.decisions.sign(exponent) != -1:
            raise NoExpansion("a power whose exponent is not seen to have a sign")
        return "oo" if self._side(c) > 0 else "-oo"


_T: Final[Key] = (Fraction(1), Fraction(0), Fraction(0))
_LOG: Final[Key] = (Fraction(0), Fraction(-1), Fraction(0))
_LOGLOG: Final[Key] = (Fraction(0), Fraction(0), Fraction(-1))


def place(centre: Term | None, sign: int, decisions: Decisions) -> Expansion:
    """x = centre + sign·t, or sign/t where the centre is None."""
    if centre is None:
        return Expansion({(Fraction(-1), *UNIT[1:]): coefficient(number(sign))})
    terms = {_T: coefficient(number(sign))}
    if centre != ZERO:
        terms[UNIT] = coefficient(centre)
        if not decisions.real(centre):
            raise NoExpansion(f"the point {centre} is not real")
    return Expansion(terms)


def _least(a: Key | None, b: Key | None) -> Key | None:
    return b if a is None else a if b is None else min(a, b)


def _times(a: Key, b: Key) -> Key:
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def _raised(key: Key, q: Fraction) -> Key:
    return key[0] * q, key[1] * q, key[2] * q


def _reciprocal_factorials() -> list[Fraction]:
    found, f = list[Fraction](), Fraction(1)
    for k in range(MAX_POWERS + 1):
        found.append(f)
        f /= k + 1
    return found


def _sine_and_cosine(angle: Term) -> tuple[Coefficient, Coefficient]:
    """sin and cos of a constant; numbers at multiples of π/2."""
    quarters = {(): Fraction(0)} if angle == ZERO else scaled(coefficient(angle), Fraction(2))
    if angle == ZERO or (
        list(quarters) == [((PI, Fraction(1)),)] and next(iter(quarters.values())).denominator == 1
    ):
        n = int(next(iter(quarters.values())))
        return tuple(coefficient(number((0, 1, 0, -1)[(n + k) % 4])) for k in (0, 1))  # type: ignore[return-value]  # two
    return coefficient(Apply("sin", angle)), coefficient(Apply("cos", angle))


def _by_sines(function: str, a: Term) -> Term:
    """A circular or hyperbolic function by its definition from sin and cos, or from exp."""
    if function in ("tanh", "coth", "sech", "csch", "sinh", "cosh"):
        up, down = Apply("exp", a), Apply("exp", negate(a))
        s, c = multiply(HALF, subtract(up, down)), multiply(HALF, add(up, down))
    else:
        s, c = Apply("sin", a), Apply("cos", a)
    match function:
        case "tan" | "tanh":
            return divide(s, c)
        case "cot" | "coth":
            return divide(c, s)
        case "sec" | "sech":
            return power(c, MINUS_ONE)
        case "csc" | "csch":
            return power(s, MINUS_ONE)
        case "sinh":
            return s
        case _:
            return c
