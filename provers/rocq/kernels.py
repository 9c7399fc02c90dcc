"""Functions as rational functions of simpler atoms, each with the equation that Rocq has to be shown.

    sin, cos      Σ nᵢ·bᵢ       polynomials in sin bᵢ, cos bᵢ; s² + c² = 1; values at π/2, π/3, π/4, asin u, atan u
    exp           Σ nᵢ·bᵢ       Π exp(bᵢ)^nᵢ;  exp(log u) = u;  exp(log u / g)^g = u;  a**y = exp(y·log a)
    log           c·Π fᵢ^eᵢ     Σ eᵢ·log fᵢ where every fᵢ is seen to be positive;  log exp b = b
    sqrt          c·Π fᵢ^eᵢ     squares come out, with their absolute values where no sign is seen; √f² = f
    abs           c·Π fᵢ^eᵢ     by sign where one is seen; |f|² = f²
    tan = sin/cos, sinh, cosh, tanh by exp, acos = π/2 − asin, asinh by log; asin, atan: atoms

The bases bᵢ are monomials of the argument, divided by the plan's grain for them (`FinerGrain` asks for a finer one).

References: NIST Digital Library of Mathematical Functions, §4.
"""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from math import comb, lcm
from typing import TYPE_CHECKING, NamedTuple

from porism.provers.rocq.emit import term_text
from porism.provers.rocq.errors import FinerGrain, NotSeen
from porism.provers.rocq.rational import Value, constant, factored, monomials
from porism.symbolic import meaning
from porism.symbolic.term import (
    HALF,
    ONE,
    PI,
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Term,
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

if TYPE_CHECKING:
    from porism.provers.rocq.plan import Plan

MAX_MULTIPLE = 40  # of a base angle: cos(40 b) has 21 terms
MAX_FACTORED = 10**12  # a rational whose prime factors are wanted


class Kernel(NamedTuple):
    """What a function is equal to: the value, its text, the functions in the text, and the tactic that proves it."""

    value: Value
    text: str
    mentions: tuple[Term, ...]
    proof: str


def kernel_value(plan: Plan, term: Term) -> Kernel:
    """The kernel of a function's application; raises `NotSeen`."""
    if term in plan.laws:
        right, proof = plan.laws[term]
        return Kernel(plan.value(right), term_text(right), (right,), proof)
    match term:
        case Power(base, Number(n)) if n == HALF.value:
            return _root(plan, term, base)
        case Power(base, Number(n)) if n.denominator == 2:
            return Kernel(plan.value(square_root(base)) ** n.numerator, term_text(term), (), "")
        case Power(base, Number(n)) if n < 0:
            return Kernel(plan.value(Power(base, number(-n))) ** -1, term_text(term), (), "")
        case Power(base, exponent):
            same = Apply("exp", multiply(exponent, Apply("log", base)))
            return Kernel(plan.value(same), term_text(same), (same,), "unfold Rpower; f_equal; porism_field")
        case Apply("exp", a):
            return _exponential(plan, term, a)
        case Apply("log", a):
            return _logarithm(plan, term, a)
        case Apply("sin" | "cos", a):
            return _circular(plan, term, a)
        case Apply("abs", a):
            return _absolute(plan, term, a)
        case Apply("tan", a):
            return _quotient(plan, Apply("sin", a), Apply("cos", a))
        case Apply("tanh", a):
            return _quotient(plan, Apply("sinh", a), Apply("cosh", a))
        case Apply("sinh" | "cosh" as name, a):
            up, down = Apply("exp", a), Apply("exp", negate(a))
            sign = "-" if name == "sinh" else "+"
            value = (plan.value(up) - plan.value(down)) if name == "sinh" else (plan.value(up) + plan.value(down))
            text = f"(({term_text(up)} {sign} {term_text(down)}) / 2)"
            proof = f"unfold {name}; replace (- {term_text(a)}) with {term_text(negate(a))} by ring; reflexivity"
            return Kernel(value * constant(Fraction(1, 2)), text, (up, down), proof)
        case Apply("acos", a):
            arcsine = Apply("asin", a)
            value = plan.value(PI) * constant(Fraction(1, 2)) - plan.value(arcsine)
            return Kernel(value, f"(PI / 2 - {term_text(arcsine)})", (arcsine,), f"apply acos_asin; {_in_unit(plan, a)}")
        case Apply("asinh", a):
            inner = add(power(a, number(2)), ONE)
            same: Apply = Apply("log", add(a, square_root(inner)))
            proof = (
                f"unfold arcsinh; apply f_equal; replace (sqrt ({term_text(a)} ^ 2 + 1)) with (sqrt {term_text(inner)}) "
                "by (apply f_equal; porism_field); porism_field"
            )
            if variables(a):
                tactic = f"apply (porism_asinh_pos {term_text(a)} {term_text(inner)}); porism_field"
                plan.know(">", same.argument, tactic)
            return Kernel(plan.value(same), term_text(same), (same,), proof)
        case Apply("asin" | "atan", _) if term in _special_values():
            same, lemma = _special_values()[term]
            return Kernel(plan.value(same), term_text(same), (), lemma)
        case Apply("asin" | "atan" as name, a) if _is_turned(plan, a):
            opposite = Apply(name, canonical_argument(plan, negate(a)))
            value = plan.value(opposite) * constant(-1)
            proof = f"rewrite <- {name}_opp; apply f_equal; {plan.identity(a, negate(opposite.argument), False)}"
            return Kernel(value, f"(- {term_text(opposite)})", (opposite,), proof)
        case Apply(name, a):
            canonical = Apply(name, canonical_argument(plan, a))
            proof = f"apply f_equal; {plan.identity(a, canonical.argument)}"
            return Kernel(plan.field.atom(canonical), term_text(canonical), (canonical,), proof)
        case _:
            raise NotSeen(f"{term} has no form that proofs are planned in")


@cache
def _special_values() -> dict[Term, tuple[Term, str]]:
    half, quarter = divide(PI, number(2)), divide(PI, number(4))
    minus = negate(ONE)
    return {
        Apply("asin", number(0)): (number(0), "exact asin_0"),
        Apply("asin", ONE): (half, "exact asin_1"),
        Apply("asin", minus): (negate(half), "replace (- 1) with (- (1)) by ring; rewrite asin_opp, asin_1; reflexivity"),
        Apply("atan", number(0)): (number(0), "exact atan_0"),
        Apply("atan", ONE): (quarter, "exact atan_1"),
        Apply("atan", minus): (negate(quarter), "replace (- 1) with (- (1)) by ring; rewrite atan_opp, atan_1; reflexivity"),
    }


def _is_turned(plan: Plan, a: Term) -> bool:
    """Whether of the arguments a and −a the other one is taken for odd functions."""
    value = plan.value(a)
    return not value.is_zero() and factored(value.numerator)[0] < 0


def canonical_argument(plan: Plan, term: Term) -> Term:
    """The same term for arguments that are seen to be equal."""
    value = plan.value(term)
    reduction = plan.field.reduced(value.numerator)
    if reduction.multiplier.is_constant():
        value = Value(reduction.rest) * Value(value.denominator) ** -1
    canonical = plan.field.term(value)
    return term if plan.value(canonical) == plan.value(term) and canonical == term else canonical


def linear_parts(plan: Plan, term: Term) -> list[tuple[Term, Fraction]]:
    """The term as a rational combination of monomials; a proper fraction counts as one monomial."""
    value = plan.value(term)
    reduction = plan.field.reduced(value.numerator)
    if reduction.multiplier.is_constant():
        value = Value(reduction.rest) * Value(value.denominator) ** -1
    if value.is_zero():
        return []
    if value.denominator.is_constant():
        found = monomials(value.numerator)
        return [(plan.field.polynomial_term(m), coefficient) for m, coefficient in found]
    content, _ = factored(value.numerator)
    return [(plan.field.term(value * constant(1 / content)), content)]


def base_parts(plan: Plan, term: Term) -> list[tuple[Term, int]]:
    """The term as an integral combination of bases: monomials divided by their grains."""
    parts = list[tuple[Term, int]]()
    for monomial, coefficient in linear_parts(plan, term):
        grain = plan.grains.get(monomial, 1)
        multiple = coefficient * grain
        if multiple.denominator != 1:
            raise FinerGrain(monomial, lcm(grain, coefficient.denominator))
        parts.append((multiply(number(Fraction(1, grain)), monomial), int(multiple)))
    return parts


def _quotient(plan: Plan, top: Term, bottom: Term) -> Kernel:
    value = plan.value(top) * plan.value(bottom) ** -1
    return Kernel(value, f"({term_text(top)} / {term_text(bottom)})", (top, bottom), "reflexivity")


# sine and cosine


def _circular(plan: Plan, term: Apply, a: Term) -> Kernel:
    parts = _angles(plan, a)
    if len(parts) == 1 and parts[0][1] == 1:
        base = parts[0][0]
        if base == a:
            return _at_base(plan, term, base)
        same = Apply(term.function, base)
        return Kernel(plan.value(same), term_text(same), (same,), f"apply f_equal; {plan.identity(a, base)}")
    if sum(abs(n) for _, n in parts) > MAX_MULTIPLE:
        raise NotSeen(f"{term} is a large multiple of an angle")
    sine, cosine = Formal.number(0), Formal.number(1)
    real_sine, real_cosine = constant(0), constant(1)
    names, pieces = list[str](), list[str]()
    for base, n in parts:
        names += _multiples(plan, base, abs(n))
        pieces.append(_piece(base, n))
        s, c = Formal.multiple(base, n)
        sine, cosine = sine * c + cosine * s, cosine * c - sine * s
        vs, vc = _multiple_value(plan, base, n)
        real_sine, real_cosine = real_sine * vc + real_cosine * vs, real_cosine * vc - real_sine * vs
    text = (sine if term.function == "sin" else cosine).text()
    whole = " + ".join(pieces) or "0"
    rewriting = f"rewrite {', '.join('?' + name for name in names)}; " if names else ""
    total = add(number(0), *(multiply(number(n), base) for base, n in parts))
    argument = plan.identity(a, total, False)
    proof = (
        f"transitivity ({term.function} ({whole})); [ apply f_equal; {argument} "
        f"| porism_angle_sums; {rewriting}porism_field ]"
    )
    mentions = tuple(Apply(f, base) for base, _ in parts for f in ("sin", "cos"))
    return Kernel(real_sine if term.function == "sin" else real_cosine, text, mentions, proof)


def _angles(plan: Plan, a: Term) -> list[tuple[Term, int]]:
    """The angle in bases; multiples of π/12 in π/2, π/3 and π/4, whose functions have values."""
    try:
        parts = linear_parts(plan, a)
    except NotSeen:
        return [(a, 1)]
    found = list[tuple[Term, int]]()
    for monomial, coefficient in parts:
        if monomial == PI and PI not in plan.grains:
            twelfths = coefficient * 12
            if twelfths.denominator != 1:
                raise FinerGrain(PI, coefficient.denominator)
            thirds = (int(twelfths) + 1) % 3 - 1
            quarters = (int(twelfths) - 4 * thirds) // 3
            found += [(_part_of_pi(3), thirds)] if thirds else []
            found += [(_part_of_pi(4), quarters)] if quarters % 2 else [(_part_of_pi(2), quarters // 2)] if quarters else []
        else:
            grain = plan.grains.get(monomial, 1)
            if (coefficient * grain).denominator != 1:
                raise FinerGrain(monomial, lcm(grain, coefficient.denominator))
            n, base = int(coefficient * grain), multiply(number(Fraction(1, grain)), monomial)
            match base:
                case Apply("atan", Number()) if n % 2 == 0:
                    found.append((multiply(number(2), base), n // 2))  # its sine and cosine are rational
                case _:
                    found.append((base, n))
    return found


def _part_of_pi(n: int) -> Term:
    return multiply(number(Fraction(1, n)), PI)


def _at_base(plan: Plan, term: Apply, base: Term) -> Kernel:
    two, three = square_root(number(2)), square_root(number(3))
    is_sine = term.function == "sin"
    known: dict[Term, tuple[Term, Term]] = {
        _part_of_pi(2): (number(1), number(0)),
        _part_of_pi(3): (divide(three, number(2)), HALF),
        _part_of_pi(4): (power(two, number(-1)), power(two, number(-1))),
    }
    if base in known:
        same = known[base][0 if is_sine else 1]
        n = next(n for n in (2, 3, 4) if _part_of_pi(n) == base)
        return Kernel(plan.value(same), term_text(same), (same,), f"exact {term.function}_PI{n}")
    match base:
        case Apply("asin", u):
            same = u if is_sine else square_root(subtract(ONE, power(u, number(2))))
            lemma = f"apply {'sin_asin' if is_sine else 'porism_cos_asin'}; {_in_unit(plan, u)}"
            if isinstance(same, Power):  # the cosine
                plan.know(">=", same.base, "nra")
                lemma = f"apply porism_cos_asin; [ {_in_unit(plan, u)} | porism_field ]"
            return Kernel(plan.value(same), term_text(same), (same,), lemma)
        case Product((Number(n), Apply("atan", Number(q)))) if n == 2:
            values = (2 * q / (1 + q * q), (1 - q * q) / (1 + q * q))
            same = number(values[0 if is_sine else 1])
            proof = f"rewrite porism_{term.function}_2atan; field"
            return Kernel(plan.value(same), term_text(same), (), proof)
        case Apply("atan", u):
            root = square_root(add(ONE, power(u, number(2))))
            same = divide(u if is_sine else ONE, root)
            written = f"{term_text(u if is_sine else ONE)} / {term_text(root)}"
            proof = f"transitivity ({written}); [ apply porism_{term.function}_atan; porism_field | porism_field ]"
            return Kernel(plan.value(same), term_text(same), (same,), proof)
    cosine, sine = Apply("cos", base), Apply("sin", base)
    n = _part_number(base)
    if not is_sine:
        atom, known = plan.field.atom(cosine), cosine in plan.related
        plan.related.add(cosine)
        if n and not known:
            _relate_part_of_pi(plan, base, n)
        return Kernel(atom, term_text(term), (term,), "")
    if n and n % 2 == 0:
        k = n // 2 - 1  # sin(pi/n) = cos(pi/2 - pi/n)
        name, text, value = _chebyshev(plan, base, k)
        proof = f"rewrite <- cos_shift; replace (PI / 2 - {term_text(base)}) with {_piece(base, k)} by field; exact {name}"
        return Kernel(value, text, (cosine,), proof)
    values = plan.value(cosine), plan.field.atom(sine)
    text = f"{term_text(sine)} ^ 2 + {term_text(cosine)} ^ 2 - 1"
    if sine not in plan.related:
        plan.related.add(sine)
        name = plan.names.fresh("P")
        plan.lines.append(f"assert ({name} : {text} = 0) by (apply porism_pythagoras)")
        plan.field.vanish(name, text, (values[0] ** 2 + values[1] ** 2 - constant(1)).numerator, sine)
    return Kernel(values[1], term_text(term), (term,), "")


def _part_number(base: Term) -> int | None:
    """n where the base is pi/n and its cosine is a root of a polynomial that proofs use."""
    match base:
        case Product((Number(part), Constant("pi"))) if part.numerator == 1 and part.denominator <= MAX_MULTIPLE:
            return part.denominator
        case _:
            return None


def _chebyshev(plan: Plan, base: Term, k: int) -> tuple[str, str, Value]:
    """cos(k·base) as a polynomial in c = cos(base) alone, by cos(x + y) = 2 cos y cos x - cos(x - y)."""
    c, atom = term_text(Apply("cos", base)), plan.value(Apply("cos", base))
    before, now = (constant(1), "1"), (atom, c)
    stem = plan.angle_names(base)[1].replace("C", "T")
    name = f"(eq_refl {c})"
    for j in range(2, k + 1):
        value = atom * constant(2) * now[0] - before[0]
        text, name = plan.text(value), f"{stem}_{j}"
        if name not in plan.known_multiples:
            rewriting = f"rewrite {stem}_{j - 1}; " if j > 2 else ""
            rewriting += "rewrite cos_0; " if j == 2 else f"rewrite {stem}_{j - 2}; " if j > 3 else ""
            rest = "0" if j == 2 else _piece(base, j - 2)
            plan.lines.append(
                f"assert ({name} : cos {_piece(base, j)} = {text}) by (replace {_piece(base, j)} with "
                f"({_piece(base, j - 1)} + {term_text(base)}) by ring; rewrite porism_chebyshev; "
                f"replace ({_piece(base, j - 1)} - {term_text(base)}) with {rest} by ring; {rewriting}ring)"
            )
            plan.known_multiples.add(name)
        before, now = now, (value, text)
    return name, now[1], now[0]


def _relate_part_of_pi(plan: Plan, base: Term, n: int) -> None:
    """For c = cos(pi/n): the irreducible factor of cos(n·arccos c) + 1 that vanishes at c, as a relation."""
    cosine = Apply("cos", base)
    chain, text, value = _chebyshev(plan, base, n)
    total = value + constant(1)
    content, factors = factored(total.numerator)
    vanishing = [(p, e) for p, e in factors if meaning.value(plan.field.polynomial_term(p), {}, 256).contains(0)]
    if len(vanishing) != 1:
        return
    ((root, multiplicity),) = vanishing
    others = multiply(number(content), *(power(plan.field.polynomial_term(p), number(e)) for p, e in factors if p != root))
    whole, name, root_text = _piece(base, n), plan.names.fresh("P"), plan.polynomial_text(root)
    plan.lines.append(
        f"assert ({name} : {root_text} = 0) by (apply (porism_root_zero _ {multiplicity - 1}); "
        f"apply (porism_zero_by _ {term_text(others)}); [ {plan.nonzero(others)} | transitivity (cos {whole} + 1); "
        f"[ rewrite {chain}; ring | replace {whole} with PI by field; rewrite cos_PI; ring ] ])"
    )
    plan.field.vanish(name, root_text, root, cosine)


def _multiples(plan: Plan, base: Term, n: int) -> list[str]:
    """The names of hypotheses for sin(n·base) and cos(n·base)."""
    if n < 2:
        return []
    names = [f"{name}_{n}" for name in plan.angle_names(base)]
    if names[0] in plan.known_multiples:
        return names
    k = n // 2
    needed = [*_multiples(plan, base, k), *_multiples(plan, base, n - k)]
    rewriting = f"rewrite {', '.join('?' + name for name in dict.fromkeys(needed))}; " if needed else ""
    whole = f"{_piece(base, k)} + {_piece(base, n - k)}"
    for name, function, formal in zip(names, ("sin", "cos"), Formal.multiple(base, n), strict=True):
        plan.lines.append(
            f"assert ({name} : {function} {_piece(base, n)} = {formal.text()}) by (replace {_piece(base, n)} with ({whole}) "
            f"by field; rewrite {function}_plus; {rewriting}ring)"
        )
    plan.known_multiples.add(names[0])
    return names


def _multiple_value(plan: Plan, base: Term, n: int) -> tuple[Value, Value]:
    s, c = plan.value(Apply("sin", base)), plan.value(Apply("cos", base))
    sine, cosine = constant(0), constant(1)
    for _ in range(abs(n)):
        sine, cosine = sine * c + cosine * s, cosine * c - sine * s
    return (sine if n >= 0 else sine * constant(-1)), cosine


def _piece(base: Term, n: int) -> str:
    text = term_text(base) if abs(n) == 1 else f"({abs(n)} * {term_text(base)})"
    return text if n > 0 else f"(- ({text}))"  # `- 1` would be read as one numeral


class Formal:
    """A polynomial with integer coefficients in texts, for the sines and cosines of bases: {((text, power), …): c}."""

    def __init__(self, terms: dict[tuple[tuple[str, int], ...], int]) -> None:
        self.terms = {m: c for m, c in terms.items() if c}

    @staticmethod
    def number(value: int) -> Formal:
        """A constant."""
        return Formal({(): value})

    @staticmethod
    def multiple(base: Term, n: int) -> tuple[Formal, Formal]:
        """(sin, cos) of n·base in the sine and the cosine of the base: (c + i·s)^n."""
        s, c = term_text(Apply("sin", base)), term_text(Apply("cos", base))
        parts: tuple[dict[tuple[tuple[str, int], ...], int], ...] = ({}, {})
        for k in range(abs(n) + 1):
            sign = (1 if k % 4 < 2 else -1) * (-1 if n < 0 and k % 2 else 1)
            monomial = tuple((t, e) for t, e in ((c, abs(n) - k), (s, k)) if e)
            parts[k % 2][monomial] = sign * comb(abs(n), k)
        return Formal(parts[1]), Formal(parts[0])

    def __add__(self, other: Formal) -> Formal:
        return Formal({m: self.terms.get(m, 0) + other.terms.get(m, 0) for m in {**self.terms, **other.terms}})

    def __sub__(self, other: Formal) -> Formal:
        return self + other * Formal.number(-1)

    def __mul__(self, other: Formal) -> Formal:
        result = dict[tuple[tuple[str, int], ...], int]()
        for m, a in self.terms.items():
            for n, b in other.terms.items():
                powers = dict[str, int](m)
                for t, e in n:
                    powers[t] = powers.get(t, 0) + e
                key = tuple(sorted(powers.items()))
                result[key] = result.get(key, 0) + a * b
        return Formal(result)

    def text(self) -> str:
        """The polynomial in Rocq."""
        pieces = list[str]()
        for m, c in self.terms.items():
            factors = [t + (f" ^ {e}" if e > 1 else "") for t, e in m]
            if abs(c) != 1 or not factors:
                factors.insert(0, str(abs(c)))
            pieces.append(("- " if c < 0 else "+ " if pieces else "") + " * ".join(factors))
        return f"({' '.join(pieces) or '0'})"


# exponentials and logarithms


def _exponential(plan: Plan, term: Apply, a: Term) -> Kernel:
    try:
        parts = base_parts(plan, a)
    except NotSeen:
        return Kernel(plan.field.atom(term), term_text(term), (term,), "")
    if len(parts) == 1 and parts[0][1] == 1 and parts[0][0] == a:
        return _exponential_of_base(plan, term, a)
    value, above, below, pieces = constant(1), list[str](), list[str](), list[str]()
    for base, n in parts:
        function = Apply("exp", base)
        value = value * plan.value(function) ** n
        (above if n > 0 else below).append(term_text(function) + (f" ^ {abs(n)}" if abs(n) > 1 else ""))
        piece = f"(INR {abs(n)} * {term_text(base)})" if abs(n) > 1 else term_text(base)
        pieces.append(piece if n > 0 else f"(- ({piece}))")
    text = " * ".join(above) or "1"
    if below:
        text += f" / ({' * '.join(below)})"
    total = add(number(0), *(multiply(number(n), base) for base, n in parts))
    argument = plan.identity(a, total, False)
    proof = (
        f"transitivity (exp ({' + '.join(pieces) or '0'})); [ apply f_equal; simpl INR; {argument} | porism_exp_sums ]"
    )
    return Kernel(value, f"({text})", tuple(Apply("exp", base) for base, _ in parts), proof)


def _exponential_of_base(plan: Plan, term: Apply, base: Term) -> Kernel:
    match base:
        case Apply("log", u):
            positive = plan.sign(u, True)
            return Kernel(plan.value(u), term_text(u), (u,), f"apply exp_ln; {positive}")
    atom = plan.field.atom(term)
    monomial, coefficient = linear_parts(plan, base)[0]
    if isinstance(monomial, Apply) and monomial.function == "log" and coefficient.denominator > 1:
        g, u = coefficient.denominator, monomial.argument
        text = f"{term_text(term)} ^ {g} - {term_text(u)}"
        if all(fact.text != text for fact in plan.field.vanishing):
            positive, name = plan.sign(u, True), plan.names.fresh("P")
            plan.lines.append(
                f"assert ({name} : {text} = 0) by (rewrite <- porism_exp_nat; replace (INR {g} * {term_text(base)}) with "
                f"{term_text(monomial)} by (simpl INR; field); rewrite exp_ln by ({positive}); ring)"
            )
            plan.field.vanish(name, text, (atom ** g - plan.value(u)).numerator, term)
    return Kernel(atom, term_text(term), (term,), "")


def _logarithm(plan: Plan, term: Apply, a: Term) -> Kernel:
    value = plan.value(a)
    pieces = list[tuple[Term, int]]()
    try:
        content, found = _signed_factors(plan, value)
        pieces += [(number(p), e) for p, e in _prime_powers(content)]
        for factor, e in found:
            plan.know(">", factor, plan.sign(factor, True))
            pieces.append((factor, e))
    except NotSeen:
        pieces = []
    if not pieces and value != constant(1):
        canonical = Apply("log", canonical_argument(plan, a))
        proof = f"apply f_equal; {plan.identity(a, canonical.argument)}"
        return Kernel(plan.field.atom(canonical), term_text(canonical), (canonical,), proof)
    result, texts, factors, mentions = constant(0), list[str](), list[str](), list[Term]()
    for factor, e in pieces:
        log = Apply("log", factor)
        match factor:
            case Apply("exp", b):
                part, shown = plan.value(b), term_text(b)
                mentions.append(b)
            case Power(b, Number(n)) if n == HALF.value:
                inner = Apply("log", b)
                part, shown = plan.value(inner) * constant(Fraction(1, 2)), f"({term_text(inner)} / 2)"
                mentions.append(inner)
            case _:
                part, shown = plan.field.atom(log), term_text(log)
                mentions.append(log)
        result = result + part * constant(e)
        texts.append(f"{e if e >= 0 else f'(- {-e})'} * {shown}")
        powered = term_text(factor) + (f" ^ {abs(e)}" if abs(e) > 1 else "")
        factors.append(powered if e > 0 else f"/ ({powered})")
    text = f"({' + '.join(texts)})" if texts else "0"
    if [e for _, e in pieces] == [1]:
        text = texts[0].removeprefix("1 * ")
    product = multiply(number(1), *(power(f, number(e)) for f, e in pieces))
    argument = plan.identity(a, product, False)
    proof = f"transitivity (ln ({' * '.join(factors) or '1'})); [ apply f_equal; {argument} | porism_ln_product ]"
    return Kernel(result, text, tuple(mentions), proof)


def _signed_factors(plan: Plan, value: Value) -> tuple[Fraction, list[tuple[Term, int]]]:
    """Content and factors of which each is seen to be positive, their signs chosen so; raises `NotSeen`."""
    content, above = factored(value.numerator)
    other, below = factored(value.denominator)
    content /= other
    found = list[tuple[Term, int]]()
    for polynomial, e in [*above, *((p, -e) for p, e in below)]:
        factor = plan.field.polynomial_term(polynomial)
        try:
            plan.sign(factor, True)
        except NotSeen:
            factor = negate(factor) if not hasattr(factor, "terms") else add(*(negate(t) for t in factor.terms))
            plan.sign(factor, True)
            content *= -1 if e % 2 else 1
        found.append((factor, e))
    if content <= 0:
        raise NotSeen(f"a factor of {content} is not positive")
    return content, found


def _prime_powers(value: Fraction) -> list[tuple[int, int]]:
    """The prime factorisation of a positive rational number."""
    found = list[tuple[int, int]]()
    for n, sign in ((value.numerator, 1), (value.denominator, -1)):
        if n > MAX_FACTORED:
            raise NotSeen(f"{n} is too large to factor")
        p = 2
        while n > 1:
            if p * p > n:
                p = n
            e = 0
            while n % p == 0:
                n, e = n // p, e + 1
            if e:
                found.append((p, sign * e))
            p += 1
    return found


# square roots and absolute values


def _root(plan: Plan, term: Power, base: Term) -> Kernel:
    value = plan.value(base)
    reduction = plan.field.reduced(value.numerator)
    if reduction.multiplier.is_constant():
        value = Value(reduction.rest) * Value(value.denominator) ** -1
    if value.is_zero():
        square = plan.identity(number(0), base, False)
        return Kernel(constant(0), "0", (), f"apply porism_sqrt_unique; [ lra | {square} ]")
    content, above = factored(value.numerator)
    other, below = factored(value.denominator)
    content /= other
    outside, inside, unsigned = constant(1), list[Term](), constant(1)
    for polynomial, e in [*above, *((p, -e) for p, e in below)]:
        factor = plan.field.polynomial_term(polynomial)
        half = e // 2
        if half % 2 and not _is_seen(plan, factor):
            magnitude = plan.value(Apply("abs", factor))
            outside = outside * magnitude**half
        else:
            outside = outside * Value(polynomial) ** half
        if e % 2 and _is_seen(plan, factor):
            inside.append(factor)
        elif e % 2:
            unsigned = unsigned * Value(polynomial)
    whole = abs(content.numerator) * content.denominator
    outside = outside * constant(Fraction(1, content.denominator))
    for p, e in _prime_powers(Fraction(whole)):
        outside = outside * constant(p) ** (e // 2)
        if e % 2:
            inside.append(number(p))
    if unsigned != constant(1) or content < 0:
        inside.append(plan.field.term(unsigned * constant(-1 if content < 0 else 1)))
    result = outside
    for factor in inside:
        result = result * _root_atom(plan, factor)
    if result == plan.field.atom(term) if term in plan.field.atoms else False:
        return Kernel(result, term_text(term), (term,), "")
    text = plan.text(result)
    for atom in plan.mentions(result):
        if isinstance(atom, Power):
            plan.know(">=", atom, "apply sqrt_pos")
    square = plan.identity_of(result * result, base)
    return Kernel(result, text, plan.mentions(result), f"apply porism_sqrt_unique; [ porism_sign | {square} ]")


def _root_atom(plan: Plan, factor: Term) -> Value:
    """The atom √factor, with its relation."""
    term = square_root(factor)
    if term in plan.laws:
        return plan.value(term)
    atom = plan.field.atom(term)
    text = f"{term_text(term)} ^ 2 - {term_text(factor)}"
    if all(fact.text != text for fact in plan.field.vanishing):
        nonnegative, name = plan.sign(factor, False), plan.names.fresh("P")
        plan.lines.append(f"assert ({name} : {text} = 0) by (rewrite pow2_sqrt by ({nonnegative}); ring)")
        plan.field.vanish(name, text, (atom**2 - plan.value(factor)).numerator, term)
    return atom


def _absolute(plan: Plan, term: Apply, a: Term) -> Kernel:
    try:
        return Kernel(plan.value(a), term_text(a), (a,), f"apply Rabs_pos_eq; {plan.sign(a, False)}")
    except NotSeen:
        pass
    opposite = negate(a)
    try:
        sign = plan.sign(opposite, False)
        return Kernel(plan.value(opposite), term_text(opposite), (opposite,), f"apply porism_abs_neg; [ {sign} | ring ]")
    except NotSeen:
        pass
    value = plan.value(a)
    content, above = factored(value.numerator)
    other, below = factored(value.denominator)
    content /= other
    result, factors, texts = constant(abs(content)), [term_text(number(content))], [term_text(number(abs(content)))]
    mentions = list[Term]()
    for polynomial, e in [*above, *((p, -e) for p, e in below)]:
        factor = plan.field.polynomial_term(polynomial)
        exponent = f" ^ {abs(e)}" if abs(e) > 1 else ""
        seen = _is_seen(plan, factor)
        if seen:
            plan.know(">=", factor, plan.sign(factor, False))
        part = Value(polynomial) if seen else _absolute_atom(plan, factor)
        shown = term_text(factor) if seen else term_text(Apply("abs", factor))
        mentions.append(factor if seen else Apply("abs", factor))
        result = result * part**e
        factors.append((term_text(factor) + exponent) if e > 0 else f"/ ({term_text(factor)}{exponent})")
        texts.append((shown + exponent) if e > 0 else f"/ ({shown}{exponent})")
    if content == 1 and len(factors) == 2 and above and above[0][1] == 1:
        canonical = Apply("abs", plan.field.polynomial_term(above[0][0]))
        proof = f"apply f_equal; {plan.identity(a, canonical.argument)}"
        return Kernel(result, term_text(canonical), (canonical,), proof)
    product = plan.field.term(value)
    argument = plan.identity(a, product, False)
    proof = f"transitivity (Rabs ({' * '.join(factors)})); [ apply f_equal; {argument} | porism_abs_product ]"
    return Kernel(result, f"({' * '.join(texts)})", tuple(mentions), proof)


def _absolute_atom(plan: Plan, factor: Term) -> Value:
    term = Apply("abs", factor)
    atom = plan.field.atom(term)
    text = f"{term_text(term)} ^ 2 - {term_text(factor)} ^ 2"
    if all(fact.text != text for fact in plan.field.vanishing):
        name = plan.names.fresh("P")
        plan.lines.append(f"assert ({name} : {text} = 0) by (rewrite pow2_abs; ring)")
        plan.field.vanish(name, text, (atom**2 - plan.value(factor) ** 2).numerator, term)
    return atom


def _is_seen(plan: Plan, factor: Term) -> bool:
    try:
        plan.sign(factor, False)
    except NotSeen:
        return False
    return True


def _in_unit(plan: Plan, u: Term) -> str:
    """A tactic for −1 ≤ u ≤ 1."""
    low, high = plan.sign(add(ONE, u), False), plan.sign(subtract(ONE, u), False)
    plan.know(">=", add(ONE, u), low)
    plan.know(">=", subtract(ONE, u), high)
    return "split; lra"
