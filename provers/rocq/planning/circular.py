"""Sines and cosines as polynomials in the sines and cosines of bases; relations and values of the bases.

    sin, cos of Σ nᵢ·bᵢ       by the sums of angles, from sin and cos of the multiples nᵢ·bᵢ, built by halving
    π/2, π/3, π/4             have values; other parts π/n have c = cos(π/n) with its minimal polynomial, and for an
                              even n sin(π/n) = cos((n/2 − 1)·π/n), a polynomial in c by Chebyshev's recursion
    asin u, atan u            sin(asin u) = u, cos(asin u) = √(1 − u²), sin(atan u) = u/√(1 + u²), …

References: NIST Digital Library of Mathematical Functions, §4.21, §18.9.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, lcm
from typing import TYPE_CHECKING

from porism.provers.rocq.planning.errors import FinerGrain, NotSeen
from porism.provers.rocq.planning.integers import at_half_turns, half_turns
from porism.provers.rocq.planning.kernel import (
    Kernel,
    in_unit,
    linear_parts,
)
from porism.provers.rocq.planning.rational import Value, constant, factored
from porism.provers.rocq.stating.emit import term_text
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
    number,
    power,
    square_root,
    subtract,
)

if TYPE_CHECKING:
    from porism.provers.rocq.planning.plan import Plan

MAX_MULTIPLE = 40  # of a base angle: cos(40 b) has 21 terms


def circular(plan: Plan, term: Apply, a: Term) -> Kernel:
    """The kernel of sin or cos of an argument."""
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
            found += (
                [(_part_of_pi(4), quarters)]
                if quarters % 2
                else [(_part_of_pi(2), quarters // 2)]
                if quarters
                else []
            )
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
    if (turns := half_turns(plan, base)) is not None:
        return at_half_turns(plan, Apply(term.function, base), base, turns)
    match base:
        case Apply("asin", u):
            same = u if is_sine else square_root(subtract(ONE, power(u, number(2))))
            lemma = f"apply {'sin_asin' if is_sine else 'porism_cos_asin'}; {in_unit(plan, u)}"
            if isinstance(same, Power):  # the cosine
                plan.know(">=", same.base, "nra")
                lemma = f"apply porism_cos_asin; [ {in_unit(plan, u)} | porism_field ]"
            return Kernel(plan.value(same), term_text(same), (same,), lemma)
        case Product((Number() as factor, Apply("atan", Number(q)))) if factor == number(2):
            same = number(2 * q / (1 + q * q) if is_sine else (1 - q * q) / (1 + q * q))
            proof = f"rewrite porism_{term.function}_2atan; field"
            return Kernel(plan.value(same), term_text(same), (), proof)
        case Apply("atan", u):
            length = square_root(add(ONE, power(u, number(2))))
            same = divide(u if is_sine else ONE, length)
            written = f"{term_text(u if is_sine else ONE)} / {term_text(length)}"
            proof = f"transitivity ({written}); [ apply porism_{term.function}_atan; porism_field | porism_field ]"
            return Kernel(plan.value(same), term_text(same), (same,), proof)
        case _:
            return _at_plain_base(plan, term, base)


def _at_plain_base(plan: Plan, term: Apply, base: Term) -> Kernel:
    """Sine or cosine of a base that has no values: atoms with relations."""
    is_sine = term.function == "sin"
    cosine, sine = Apply("cos", base), Apply("sin", base)
    n = _part_number(base)
    if not is_sine:
        atom = plan.field.atom(cosine)
        if n and cosine not in plan.related:
            plan.related.add(cosine)
            _relate_part_of_pi(plan, base, n)
        return Kernel(atom, term_text(term), (term,), "")
    if n and n % 2 == 0:
        k = n // 2 - 1  # sin(pi/n) = cos(pi/2 - pi/n)
        name, text, value = _chebyshev(plan, base, k)
        shifted = f"replace (PI / 2 - {term_text(base)}) with {_piece(base, k)} by field"
        proof = f"rewrite <- cos_shift; {shifted}; exact {name}"
        return Kernel(value, text, (cosine,), proof)
    c, s = plan.value(cosine), plan.field.atom(sine)
    text = f"{term_text(sine)} ^ 2 + {term_text(cosine)} ^ 2 - 1"
    if sine not in plan.related:
        plan.related.add(sine)
        name = plan.names.fresh("P")
        plan.lines.append(f"assert ({name} : {text} = 0) by (apply porism_pythagoras)")
        plan.field.vanish(name, text, (s**2 + c**2 - constant(1)).numerator, sine)
    return Kernel(s, term_text(term), (term,), "")


def _part_number(base: Term) -> int | None:
    """n where the base is pi/n and its cosine is a root of a polynomial that proofs use."""
    match base:
        case Product((Number(part), Constant("pi"))) if (
            part.numerator == 1 and part.denominator <= MAX_MULTIPLE
        ):
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
    chain, _, value = _chebyshev(plan, base, n)
    total = value + constant(1)
    content, factors = factored(total.numerator)
    vanishing = [
        (p, e) for p, e in factors if meaning.value(plan.field.polynomial_term(p), {}, 256).contains(0)
    ]
    if len(vanishing) != 1:
        return
    ((root, multiplicity),) = vanishing
    others = multiply(
        number(content), *(power(plan.field.polynomial_term(p), number(e)) for p, e in factors if p != root)
    )
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
    split = f"replace {_piece(base, n)} with ({_piece(base, k)} + {_piece(base, n - k)}) by field"
    for name, function, formal in zip(names, ("sin", "cos"), Formal.multiple(base, n), strict=True):
        plan.lines.append(
            f"assert ({name} : {function} {_piece(base, n)} = {formal.text()}) "
            f"by ({split}; rewrite {function}_plus; {rewriting}ring)"
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
        return Formal(
            {m: self.terms.get(m, 0) + other.terms.get(m, 0) for m in {**self.terms, **other.terms}}
        )

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
