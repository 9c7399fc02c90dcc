"""The theorem of a polynomial claim, and its proof by cofactors.

    ∀ R, a commutative ring, and v_x, …, c_i, u_1, … in it:  premises → left = right

    v_x      the claim's variable x; nothing is used of its domain
    c_i      the constant i, with the premise i·i = −1; pi and e are any elements
    u_k      1/b for the k-th divisor b, with the premise b·u_k = 1

At every point that the claim speaks about, the divisors are not zero; with ℂ for R (ℚ, ℝ and ℤ lie in it) and 1/b for
u_k the theorem's premises hold there and its conclusion is the claim. So no condition is dropped: a divisor that is
zero has no u_k. Hypotheses that are equations between such terms are premises; other hypotheses and the domains are not
needed, which makes the theorem stronger.

The proof is `identity` or `combination` of `library/`: with f = left − right,

    m·f = Σ cofactor·premise,     m a product of powers of the divisors b, so invertible.

Cofactors: f is freed of u_k by multiplying with b^K and dividing by b·u_k − 1, the last divisor first; what is left is
divided by the hypotheses in several orders, or by the cofactors of the exact certificate's `zero` step. They are
computed over the rationals; a denominator d of theirs is one more divisor.

Not supported: functions, fractional or symbolic exponents, relations other than equations.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, permutations
from typing import Any

from flint import Ordering, fmpq_mpoly_ctx

from porism.provers.lean.goal import (
    ONE,
    Equation,
    Node,
    Poly,
    bits,
    expression_text,
    polynomial,
    polynomial_node,
    product,
    ring_text,
)
from porism.provers.lean.guard import LOCAL
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import ZERO, Constant, Number, Power, Product, Sum, Term, Variable, from_json

MAX_POWER = 100
MAX_BITS = 2_000_000  # of the largest number that the check computes; GMP multiplies such in 20 ms
MAX_TERMS = 5_000  # of a polynomial on the way to cofactors
MAX_ORDERS = 24


@dataclass(frozen=True)
class Goal:
    """A statement and what proves it, as Lean text; `legend` says what the variables stand for."""

    statement: str
    check: str
    body: str
    legend: tuple[str, ...]


class _Reader:
    """Turns terms into nodes, and collects the variables and divisors on the way."""

    def __init__(self, claim: Claim) -> None:
        self.names = [f"v_{name}" for name, _ in claim.variables]
        if strange := [name for name in self.names if not LOCAL.fullmatch(name)]:
            raise UnsupportedError(f"{strange[0][2:60]!r} is not a variable's name")
        self.legend = list[str]()
        self.divisors = list[tuple[Node, int]]()  # (b, the index of u)
        self.squares = list[Equation]()
        self._known = dict[Node, Node]()

    def node(self, term: Term) -> Node:
        """The node of a term; raises `UnsupportedError`."""
        match term:
            case Number(value):
                size: Node = ("number", abs(value.numerator))
                if value.denominator != 1:
                    inverse = self.inverse(("number", value.denominator))
                    size = inverse if abs(value.numerator) == 1 else ("mul", size, inverse)
                return ("neg", size) if value < 0 else size
            case Constant(name):
                return self._constant(name)
            case Variable(name):
                return ("variable", self.names.index(f"v_{name}"))
            case Power(base, Number(n)) if n.denominator == 1 and abs(n) <= MAX_POWER:
                inside = self.node(base)
                if n < 0:
                    inside = self.inverse(inside)
                return inside if abs(n) == 1 else ("pow", inside, abs(n.numerator))
            case Product(factors):
                return product([self.node(factor) for factor in factors])
            case Sum(terms):
                total: Node | None = None
                for part in sorted(
                    terms, key=lambda t: isinstance(t, Number)
                ):  # numbers last, as people write
                    total = self.node(part) if total is None else ("add", total, self.node(part))
                return ONE if total is None else total
            case _:
                raise UnsupportedError(f"{term} is no polynomial or quotient of polynomials"[:300])

    def inverse(self, divisor: Node) -> Node:
        """The variable that stands for 1/divisor."""
        if divisor == ONE:
            return ONE
        if divisor not in self._known:
            name = f"u_{len(self.divisors) + 1}"
            self._known[divisor] = ("variable", len(self.names))
            self.divisors.append((divisor, len(self.names)))
            self.names.append(name)
        return self._known[divisor]

    def _constant(self, name: str) -> Node:
        key: Node = ("constant", name)
        if key not in self._known:
            self._known[key] = found = ("variable", len(self.names))
            self.names.append(f"c_{name}")
            if name == "i":
                self.squares.append(Equation(("mul", found, found), ("neg", ONE)))
        return self._known[key]


def supported(claim: Claim) -> str | None:
    """None if the claim is an equation between quotients of polynomials, else the reason why it is not."""
    if claim.relation.kind != "==":
        return f"{claim.relation} is not an equation"
    try:
        reader = _Reader(claim)
        reader.node(claim.relation.left)
        reader.node(claim.relation.right)
    except UnsupportedError as error:
        return str(error)
    if relation("!=", ZERO, ZERO) in defining_conditions(claim):
        return "a denominator is zero: the claim is defined nowhere"
    return None


def goal(claim: Claim, certificate: Certificate | None = None) -> Goal:
    """The theorem of `claim` with a proof; raises `UnsupportedError` where there is none in reach.

    >>> print(goal(Claim.parse("x**2 + 2*x == x*(x + 2)")).check)
    Eq (Expression.isZero 1 (.sub ... (.mul (.variable 0) (.add (.variable 0) (.number 2))))) Bool.true
    """
    if reason := supported(claim):
        raise UnsupportedError(reason)
    reader = _Reader(claim)
    left, right = reader.node(claim.relation.left), reader.node(claim.relation.right)
    hypotheses = list[Equation]()
    for h in claim.hypotheses:
        if h.kind == "==":
            before = len(reader.names), len(reader.divisors)
            try:
                hypotheses.append(Equation(reader.node(h.left), reader.node(h.right)))
            except UnsupportedError:
                if before != (len(reader.names), len(reader.divisors)):
                    raise  # it left a variable behind; a claim of this kind is not worth more
    hypotheses += reader.squares
    _refuse_large(("sub", left, right), len(reader.names))  # before anything is expanded
    found = _cofactors(reader, left, right, hypotheses, certificate)
    premises = [Equation(("mul", b, ("variable", i)), ONE) for b, i in reader.divisors] + hypotheses
    premises = [Equation(p.left, p.right, f"h_{k}") for k, p in enumerate(premises, 1)]
    return _goal(reader, left, right, premises, found)


@dataclass(frozen=True)
class _Found:
    """m·(left − right) = Σ cofactors[k]·premise k, where m = Π divisor k ^ powers[k]; premises in the statement's order."""

    powers: tuple[int, ...]
    cofactors: tuple[Poly, ...]


def _cofactors(
    reader: _Reader, left: Node, right: Node, hypotheses: Sequence[Equation], certificate: Certificate | None
) -> _Found:
    scale = 1
    for _ in range(2):  # once more if a denominator of the cofactors becomes a divisor
        generators, one = _ring(len(reader.names))
        f = polynomial(left, generators, one) - polynomial(right, generators, one)
        bases = [polynomial(b, generators, one) for b, _ in reader.divisors]
        if any(base == 0 for base in bases):
            raise UnsupportedError("a denominator is zero: the claim is defined nowhere")
        powers, cofactors, rest = _freed(reader, bases, generators, one, f)
        tail = list[Poly]()
        zeros = [
            polynomial(h.left, generators, one) - polynomial(h.right, generators, one) for h in hypotheses
        ]
        if rest == 0:
            return _Found(tuple(powers), (*cofactors, *(one * 0 for _ in zeros)))
        freed = [_freed(reader, bases, generators, one, zero) for zero in zeros]
        tail = _divided(rest, [z for _, _, z in freed], certificate, reader, hypotheses)
        scale = math.lcm(1, *(int(c.q) for t in tail for _, c in t.terms()))
        if scale != 1 and not any(b == ("number", scale) for b, _ in reader.divisors):
            reader.inverse(("number", scale))
            continue
        if scale != 1:
            k = next(k for k, (b, _) in enumerate(reader.divisors) if b == ("number", scale))
            powers[k] += 1
            cofactors, tail = [c * scale for c in cofactors], [c * scale for c in tail]
        # rest = Σ tail·(freed hypothesis), and a freed hypothesis is m·h − Σ q·(b·u − 1)
        final = list[Poly]()
        for c, (their_powers, quotients, _) in zip(tail, freed, strict=True):
            m = one
            for base, k in zip(bases, their_powers, strict=True):
                m *= base**k
            final.append(c * m)
            cofactors = [a - c * q for a, q in zip(cofactors, quotients, strict=True)]
        return _Found(tuple(powers), (*cofactors, *final))
    raise UnsupportedError("no cofactors were found")


def _freed(
    reader: _Reader, bases: Sequence[Poly], generators: Sequence[Poly], one: Poly, f: Poly
) -> tuple[list[int], list[Poly], Poly]:
    """(powers, q, rest) with Π bases^powers · f = Σ q·(base·u − 1) + rest, where no u occurs in rest."""
    powers, quotients = [0] * len(bases), [one * 0 for _ in bases]
    for k in reversed(range(len(bases))):
        base, index = bases[k], reader.divisors[k][1]
        slices = _slices(f, index, generators, one)
        degree = len(slices) - 1
        if degree <= 0:
            continue
        rest = sum((s * base ** (degree - j) for j, s in enumerate(slices)), one * 0)
        scaled = f * base**degree
        if len(scaled) > MAX_TERMS:
            raise UnsupportedError(f"a polynomial of the proof has more than {MAX_TERMS:,} terms")
        quotients = [q * base**degree for q in quotients]
        quotient, left_over = divmod(scaled - rest, base * generators[index] - 1)
        if left_over != 0:
            raise UnsupportedError("no cofactors were found")
        quotients[k] += quotient
        powers[k] += degree
        f = rest
    return powers, quotients, f


def _slices(f: Poly, index: int, generators: Sequence[Poly], one: Poly) -> list[Poly]:
    """The coefficients of the powers of one variable, ascending."""
    found = list[Poly]()
    for exponents, coefficient in f.terms():
        k = int(exponents[index])
        while len(found) <= k:
            found.append(one * 0)
        monomial = one * coefficient
        for i, e in enumerate(exponents):
            if i != index and e:
                monomial *= generators[i] ** int(e)
        found[k] += monomial
    return found


def _divided(
    f: Poly,
    zeros: Sequence[Poly],
    certificate: Certificate | None,
    reader: _Reader,
    hypotheses: Sequence[Equation],
) -> list[Poly]:
    """Cofactors with f = Σ cofactor·zero; raises `UnsupportedError` where none are found."""
    for tail in (*_from_certificate(f, zeros, certificate, reader), *_by_division(f, zeros)):
        if f - sum((c * z for c, z in zip(tail, zeros, strict=True)), f * 0) == 0:
            return tail
    what = (
        "it does not follow from its hypotheses by cofactors that were found"
        if hypotheses
        else "it is no identity"
    )
    raise UnsupportedError(f"the two sides differ, and {what}")


def _by_division(f: Poly, zeros: Sequence[Poly]) -> Iterator[list[Poly]]:
    """Quotients by the zeros one after another, for several orders of zeros and variables."""
    if not zeros:
        return
    count = len(zeros)
    variables = f.context().nvars()
    source = f.context()
    for shift in range(variables):
        names = [f"x{(shift + k) % variables}" for k in range(variables)]
        context = fmpq_mpoly_ctx.get(names, Ordering.lex)
        turned = [_moved(p, context, shift) for p in (f, *zeros)]
        for order in islice(permutations(range(count)), MAX_ORDERS):
            rest, quotients = turned[0], [turned[0] * 0 for _ in zeros]
            for _ in range(3):
                for k in order:
                    if turned[k + 1] != 0:
                        quotient, rest = divmod(rest, turned[k + 1])
                        quotients[k] += quotient
            if rest == 0:
                yield [_moved(q, source, -shift) for q in quotients]


def _moved(p: Poly, context: Any, shift: int) -> Poly:
    n = context.nvars()
    return context.from_dict({tuple(e[(k + shift) % n] for k in range(n)): c for e, c in p.terms()})


def _from_certificate(
    f: Poly, zeros: Sequence[Poly], certificate: Certificate | None, reader: _Reader
) -> Iterator[list[Poly]]:
    """The cofactors that a `zero` step of the exact certificate names, if they are polynomials."""
    if certificate is None or not isinstance(certificate.data, dict):
        return
    for step in certificate.data.get("steps", []):
        match step:
            case ["zero", _, _, [*ideal]]:
                try:
                    pairs = [
                        (_rational(from_json(c), f, reader), _rational(from_json(z), f, reader))
                        for c, z in ideal
                    ]
                    combined = sum((c * z for c, z in pairs), f * 0)
                    quotient, rest = divmod(f, combined) if combined != 0 else (f, f)
                    if rest != 0 or not quotient.is_constant():
                        continue
                    scale = quotient.leading_coefficient()
                    tail = [f * 0 for _ in zeros]
                    for c, z in pairs:
                        for k, zero in enumerate(zeros):
                            if z == zero or z == -zero:
                                tail[k] += c * scale * (1 if z == zero else -1)
                                break
                    yield tail
                except (UnsupportedError, ArithmeticError, ValueError, TypeError):
                    continue


def _rational(term: Term, like: Poly, reader: _Reader) -> Poly:
    """The polynomial of a term with rational coefficients, in the ring of `like`."""
    context = like.context()
    match term:
        case Number(value):
            return context.constant(1) * value.numerator / value.denominator
        case Variable(name) if f"v_{name}" in reader.names:
            return context.gens()[reader.names.index(f"v_{name}")]
        case Power(base, Number(n)) if n.denominator == 1 and 0 <= n <= MAX_POWER:
            return _rational(base, like, reader) ** n.numerator
        case Product(factors):
            result = context.constant(1)
            for factor in factors:
                result *= _rational(factor, like, reader)
            return result
        case Sum(terms):
            return sum((_rational(t, like, reader) for t in terms), context.constant(0))
        case _:
            raise UnsupportedError(f"{term} is not a polynomial")


def _ring(count: int) -> tuple[Sequence[Poly], Poly]:
    context = fmpq_mpoly_ctx.get([f"x{k}" for k in range(max(1, count))], Ordering.lex)
    return context.gens(), context.constant(1)


def _refuse_large(node: Node, variables: int) -> None:
    size = bits(node, variables)
    if size > MAX_BITS:
        raise UnsupportedError(
            f"the check would compute with numbers of {size:,.0f} bits, more than {MAX_BITS:,}"
        )


def _goal(reader: _Reader, left: Node, right: Node, premises: Sequence[Equation], found: _Found) -> Goal:
    names, count = reader.names, len(reader.names)
    binder = f" ({' '.join(names)} : R.carrier)" if names else ""
    arrows = "".join(f"Eq {ring_text(p.left, names)} {ring_text(p.right, names)} -> " for p in premises)
    statement = f"∀ (R : Ring.{{0}}){binder}, {arrows}Eq {ring_text(left, names)} {ring_text(right, names)}"
    point = "".join(f"(.cons {name} " for name in names) + ".nil" + ")" * count
    arguments = " ".join(["fun R", *names, *(p.name for p in premises), "=>"])
    used = [(c, p) for c, p in zip(found.cofactors, premises, strict=True) if c != 0]
    difference: Node = ("sub", left, right)
    if not used and not any(found.powers):
        polynomial_zero = difference
        check = f"Eq (Expression.isZero {count} {expression_text(difference)}) Bool.true"
        body = (
            f"{arguments} identity R {count} {point} {expression_text(left)} {expression_text(right)} check"
        )
    else:
        multiplier, invertible = ONE, "(Invertible.one R)"
        for k, power in enumerate(found.powers):
            if power:
                divisor = reader.divisors[k][0]
                fact = f"(Invertible.pow (Invertible.intro {names[reader.divisors[k][1]]} {premises[k].name}) {power})"
                multiplier = ("mul", multiplier, ("pow", divisor, power))
                invertible = f"(Invertible.mul {invertible} {fact})"
        combined: Node = ("number", 0)
        terms, holds = ".nil", "True.intro"
        for cofactor, premise in reversed(used):
            node = polynomial_node(cofactor)
            combined = ("add", ("mul", node, ("sub", premise.left, premise.right)), combined)
            parts = ", ".join(map(expression_text, (node, premise.left, premise.right)))
            terms, holds = f"(.cons ⟨{parts}⟩ {terms})", f"⟨{premise.name}, {holds}⟩"
        scaled: Node = ("mul", multiplier, difference)
        polynomial_zero = ("sub", scaled, combined)
        check = f"Eq (Expression.isZero {count} (.sub {expression_text(scaled)} (Expression.combine {terms}))) Bool.true"
        body = (
            f"{arguments} combination R {count} {point} {expression_text(left)} {expression_text(right)} "
            f"{expression_text(multiplier)} {terms} check {invertible} {holds}"
        )
    _refuse_large(polynomial_zero, count)
    legend = [f"{names[i]} stands for 1/{ring_text(b, names)}" for b, i in reader.divisors]
    return Goal(statement, check, body, tuple(legend))
