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

from dataclasses import dataclass, field
from fractions import Fraction

from porism.symbolic.coefficients import Coefficient, coefficient, coefficient_term, combined, scaled
from porism.symbolic.decisions import Decisions as Decisions
from porism.symbolic.decisions import NoExpansion as NoExpansion
from porism.symbolic.expansion_arithmetic import (
    LOG,
    MAX_POWERS,
    UNIT,
    Arithmetic,
    T,
    reciprocal_factorials,
)
from porism.symbolic.expansion_arithmetic import Expansion as Expansion
from porism.symbolic.extended import Extended
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
    subtract,
    variables,
)


@dataclass(frozen=True)
class Expander(Arithmetic):
    """Expands terms in `variable`, which is `place` (an expansion in t)."""

    variable: str
    place: Expansion
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
                _, c, _ = self.leading(u)
                if not u.real or self.decisions.sign(c) != 1:
                    raise NoExpansion(f"the base of {term} is not seen to be positive")
                return self.exp(self.product(self.expansion(exponent), self.log(u)))
            case Apply(function, argument):
                return self._applied(function, argument)
            case _:
                raise NoExpansion(f"no expansion of {term}")

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
            case "erf":
                return self._error_function(u)
            case _:
                raise NoExpansion(f"no expansion of {function}")

    def _absolute(self, u: Expansion) -> Expansion:
        if not u.real:
            raise NoExpansion("the modulus of a complex function")
        if not u.terms:
            return u
        _, c, _ = self.leading(u, divided=False)
        return self.product(self.constant(number(self.side_of(c))), u)

    def _circular(self, function: str, u: Expansion) -> Expansion:
        """Sine or cosine; of a real argument that grows or is not known to o(1), only that it is at most 1."""
        grows = any(k < UNIT for k in u.terms) or (u.order is not None and u.order <= UNIT)
        if (u.flat and self.compared(u.flat, {}) > 0) or (not u.flat and grows):
            if not u.real:
                raise NoExpansion(f"{function} of a large complex argument")
            return Expansion({}, UNIT, {}, True)
        u0, w = self.at_limit(self.without_flat(u, function), function)
        s, c = _sine_and_cosine(u0)
        turn = [s, c, scaled(s, Fraction(-1)), scaled(c, Fraction(-1))]
        shift = 0 if function == "sin" else 1
        taylor = [scaled(turn[(k + shift) % 4], f) for k, f in enumerate(reciprocal_factorials())]
        return self.composed(taylor, w, u.real)

    def _arctangent(self, u: Expansion) -> Expansion:
        grows = any(k < UNIT for k in u.terms)
        side = self.compared(u.flat, {})
        if side > 0 or (side == 0 and grows):
            _, c, _ = self.leading(u, divided=False)
            half_turn = self.constant(multiply(HALF, PI, number(self.side_of(c))))
            inverse = self._arctangent(self.power(u, Fraction(-1)))
            return self.sum(half_turn, self.product(self.constant(MINUS_ONE), inverse))
        if side == 0 and u.order is not None and u.order <= UNIT:
            return Expansion({}, UNIT)
        u0, w = self.at_limit(self.without_flat(u, "atan"), "atan")
        return self.composed(self._taylor(u0, Apply("atan", u0), 1, Fraction(-1)), w)

    def _arcsine(self, u: Expansion) -> Expansion:
        """Inside (−1, 1) by Taylor; at 1 by asin u = π/2 − 2·asin √((1 − u)/2), for real u ≤ 1 near 1; odd."""
        u0, w = self.at_limit(self.without_flat(u, "asin"), "asin")
        one = self.constant(ONE)
        for sign in (1, -1):
            if self.decisions.is_zero(coefficient(subtract(ONE, multiply(number(sign), u0)))):
                gap = self.sum(one, self.product(self.constant(number(-sign)), u))
                if not gap.terms and gap.order is None:
                    return self.constant(multiply(HALF, PI, number(sign)))
                _, c, _ = self.leading(gap, divided=False)
                if self.decisions.sign(c) != 1:
                    raise NoExpansion("an arcsine of an argument beyond 1")
                root = self.power(self.product(self.constant(HALF), gap), Fraction(1, 2))
                turned = self.product(self.constant(number(-2 * sign)), self._arcsine(root))
                return self.sum(self.constant(multiply(HALF, PI, number(sign))), turned)
        if self.decisions.sign(coefficient(subtract(ONE, power(u0, number(2))))) != 1:
            raise NoExpansion("an arcsine of an argument beyond 1")
        return self.composed(self._taylor(u0, Apply("asin", u0), -1, Fraction(-1, 2)), w)

    def _error_function(self, u: Expansion) -> Expansion:
        """±1 up to exp(−u²) for real u that grows as fast as a logarithm, else Taylor from erf′ = 2/√π·exp(−s²)."""
        grows = any(k <= LOG for k in u.terms)
        side = self.compared(u.flat, {})
        if side > 0 or (side == 0 and grows):
            key, c, _ = self.leading(u, divided=False)
            if side > 0 or key <= LOG:
                return Expansion({UNIT: coefficient(number(self.side_of(c)))}, (self.precision, *UNIT[1:]))
        u0, w = self.at_limit(self.without_flat(u, "erf"), "erf")
        powers = min(MAX_POWERS - 2, int(self.precision) * 2 + 3)
        s = Expansion({UNIT: coefficient(u0), T: coefficient(ONE)} if u0 != ZERO else {T: coefficient(ONE)})
        local = Arithmetic(Fraction(powers), self.decisions)
        slope = local.exp(local.product(local.constant(MINUS_ONE), local.product(s, s)))
        factor = local.constant(divide(number(2), square_root(PI)))
        first = Coefficient() if u0 == ZERO else coefficient(Apply("erf", u0))
        return self.composed(self._integrated(first, local.product(factor, slope), powers), w)

    def _taylor(self, at: Term, value_there: Term, sign: int, q: Fraction) -> list[Coefficient]:
        """Taylor coefficients at `at` of the function with derivative (1 ± s²)^q and this value."""
        powers = min(MAX_POWERS - 2, int(self.precision) * 2 + 3)
        s = Expansion({UNIT: coefficient(at), T: coefficient(ONE)} if at != ZERO else {T: coefficient(ONE)})
        local = Arithmetic(Fraction(powers), self.decisions)
        square = local.product(local.constant(number(sign)), local.product(s, s))
        slope = local.power(local.sum(local.constant(ONE), square), q)
        first = Coefficient() if at == ZERO else coefficient(value_there)
        return self._integrated(first, slope, powers)

    def _integrated(self, first: Coefficient, slope: Expansion, powers: int) -> list[Coefficient]:
        """Taylor coefficients of a function from those of its derivative, which is known to t^powers."""
        rest = (slope.terms.get((Fraction(k), *UNIT[1:]), Coefficient()) for k in range(powers))
        return [first, *(scaled(c, Fraction(1, k + 1)) for k, c in enumerate(rest))]

    def limit(self, u: Expansion) -> Extended:
        """The limit as t → 0+, `"oo"` or `"-oo"` for a real function that grows."""
        if set(u.flat) == {LOG}:
            return self._limit_of_power(u)
        side = self.compared(u.flat, {})
        if side < 0:
            return ZERO
        growing = {k: c for k, c in u.terms.items() if side > 0 or k < UNIT}
        if side == 0 and all(map(self.decisions.is_zero, growing.values())):
            if u.order is not None and u.order <= UNIT:
                raise NoExpansion("the limit lies in the remainder")
            return coefficient_term(u.terms.get(UNIT, {}))
        _, c, _ = self.leading(u, divided=False)
        sign = self.decisions.sign(c)
        if not u.real or not sign:
            raise NoExpansion("a function that is not real has no infinite limit")
        return "oo" if sign > 0 else "-oo"

    def _limit_of_power(self, u: Expansion) -> Extended:
        """The limit of t^−c·(terms + O(order)) for a number c that is not rational: the sign of the leading exponent."""
        if u.valuation is None:
            return ZERO
        exponent = combined(coefficient(number(u.valuation[0])), scaled(u.flat[LOG], Fraction(-1)))
        if self.decisions.sign(exponent) == 1:
            return ZERO
        key, c, _ = self.leading(u, divided=False)
        exponent = combined(coefficient(number(key[0])), scaled(u.flat[LOG], Fraction(-1)))
        if not u.real or self.decisions.sign(exponent) != -1:
            raise NoExpansion("a power whose exponent is not seen to have a sign")
        return "oo" if self.side_of(c) > 0 else "-oo"


def place(centre: Term | None, sign: int, decisions: Decisions) -> Expansion:
    """x = centre + sign·t, or sign/t where the centre is None."""
    if centre is None:
        return Expansion({(Fraction(-1), *UNIT[1:]): coefficient(number(sign))})
    terms = {T: coefficient(number(sign))}
    if centre != ZERO:
        terms[UNIT] = coefficient(centre)
        if not decisions.real(centre):
            raise NoExpansion(f"the point {centre} is not real")
    return Expansion(terms)


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
