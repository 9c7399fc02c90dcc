"""The theorem of an equation over all fields of values: complex numbers, and functions of which only laws are used.

    forall (v_x : C) (a1 a2 : C), premises -> left = right

Every variable is a complex number, whatever its domain. A part that is no sum, product or integral power is a variable a
of its own, the same for the same part; what is known of its value is a premise:

    i          a·a = −1                       u^(p/q)       a^(p·g/q), a^g = u, g the least common denominator for u
    exp(s)     a ≠ 0; exp(s + t) = a·b, exp(n·s) = a^n for an integer n, exp(log u) = u
    W(u)       W(u)·exp(W(u)) = u             acos u        pi/2 − asin u; sin(asin u) = u, cos(acos u) = u

and nothing is known of pi, of a logarithm or of any other function. Premises are also the hypotheses that are equations or
inequations, and that the claim's divisors are not 0.

Law: at every point that the claim speaks about, every part has one complex value, with these values all premises are true,
and left and right have the values that they have in the claim; so the theorem implies the claim. Leaving out domains and
hypotheses makes it say more, never less.

Not supported (`UnsupportedError`): other relations than equations, derivatives, powers above 24.

References: NIST Digital Library of Mathematical Functions, §4.2, §4.23, §4.13.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from porism.provers.rocq.stating.emit import variable_name
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import (
    HALF,
    PI,
    ZERO,
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    multiply,
    negate,
    number,
    power,
    subterms,
)

MAX_POWER = 24  # a power is written as a product
MAX_WRITTEN = 4_000  # variables and numbers in one side: nested powers would multiply
_INVERSES = {("exp", "log"), ("sin", "asin"), ("cos", "acos")}


@dataclass(frozen=True)
class Premise:
    """`left = right`, or `left ≠ right`; variables whose names begin with `a` stand for parts of the claim."""

    kind: str
    left: Term
    right: Term

    @property
    def text(self) -> str:
        """The proposition in parentheses."""
        return f"({field_text(self.left)} {'=' if self.kind == '==' else '<>'} {field_text(self.right)})%C"


_Laws: TypeAlias = Callable[[Variable], list[Premise]]


@dataclass(frozen=True)
class FieldStatement:
    """The theorem; `variables` are those of the claim in Rocq's names, `parts` those that stand for other parts."""

    variables: tuple[str, ...]
    parts: tuple[str, ...]
    premises: tuple[Premise, ...]
    relation: Premise
    conditions: tuple[Relation, ...] = field(compare=False)

    @property
    def text(self) -> str:
        """The proposition, closed.

        >>> print(field_statement(Claim.parse("(sqrt(x) - 2)*(sqrt(x) + 2) == x - 4")).text)
        forall (v_x a1 : C), ((a1 * a1) = v_x)%C -> (((- RtoC 4) + v_x) = (((- RtoC 2) + a1) * (RtoC 2 + a1)))%C
        """
        names = " ".join((*self.variables, *self.parts))
        body = " -> ".join([*(p.text for p in self.premises), self.relation.text])
        return f"forall ({names} : C), {body}" if names else body


def field_text(term: Term) -> str:
    """A rational expression of variables in Rocq's complex numbers, an atom or in parentheses.

    >>> field_text(power(add(Variable("v_x"), number("-1/2")), number(-2)))
    '(/ (((- (RtoC 1 / RtoC 2)) + v_x) * ((- (RtoC 1 / RtoC 2)) + v_x)))'
    """
    match term:
        case Number(value):
            text = f"RtoC {abs(value.numerator)}"
            if value.denominator != 1:
                text = f"(RtoC {abs(value.numerator)} / RtoC {value.denominator})"
            return f"(- {text})" if value < 0 else text
        case Variable(name):
            return name
        case Sum(terms):
            return f"({' + '.join(map(field_text, terms))})"
        case Product(factors):
            return f"({' * '.join(map(field_text, factors))})"
        case Power(base, Number(n)) if n == 0:
            return "RtoC 1"
        case Power(base, Number(n)) if n.denominator == 1 and abs(n) <= MAX_POWER:
            text = field_text(base)
            product = f"({' * '.join([text] * abs(n.numerator))})" if abs(n) != 1 else text
            return f"(/ {product})" if n < 0 else product
        case _:
            raise UnsupportedError(f"{term} is no rational expression")


def field_statement(claim: Claim, conditions: Sequence[Relation] = ()) -> FieldStatement:
    """The theorem of an equation; `conditions` are premises too. Raises `UnsupportedError` for other claims."""
    if claim.relation.kind != "==":
        raise UnsupportedError("only equations have a theorem about complex numbers")
    defining = defining_conditions(claim)
    if relation("!=", ZERO, ZERO) in defining:
        raise UnsupportedError("a denominator is zero: the claim is defined nowhere")
    known = [r for r in (*claim.hypotheses, *conditions, *defining) if r.kind in ("==", "!=")]
    parts = _Parts([claim.relation, *known])
    stated = [Premise(r.kind, parts.abstracted(r.left), parts.abstracted(r.right)) for r in known]
    goal = Premise("==", parts.abstracted(claim.relation.left), parts.abstracted(claim.relation.right))
    names = tuple(variable_name(name) for name, _ in claim.variables)
    if any(_written(t) > MAX_WRITTEN for p in (*parts.premises, *stated, goal) for t in (p.left, p.right)):
        raise UnsupportedError("the theorem about complex numbers would be too long")
    premises = tuple(dict.fromkeys([*parts.premises, *stated]))
    shown = tuple(dict.fromkeys((*conditions, *defining)))
    return FieldStatement(names, tuple(parts.names.values()), premises, goal, shown)


class _Parts:
    """The parts of a claim that variables stand for."""

    def __init__(self, relations: Sequence[Relation]) -> None:
        self.names = dict[Term, str]()
        self.premises = list[Premise]()
        self._degrees = dict[Term, int]()  # of the roots of a base
        for stated in relations:
            for side in (stated.left, stated.right):
                for part in subterms(side):
                    match part:
                        case Derivative():
                            raise UnsupportedError("a derivative has no theorem about complex numbers")
                        case Power(base, Number(n)) if n.denominator > 1:
                            self._degrees[base] = lcm(self._degrees.get(base, 1), n.denominator)

    def abstracted(self, term: Term) -> Term:
        """The term as a rational expression of variables."""
        match term:
            case Number():
                return term
            case Variable(name):
                return Variable(variable_name(name))
            case Sum(terms):
                return add(*map(self.abstracted, terms))
            case Product(factors):
                return multiply(*map(self.abstracted, factors))
            case Power(base, Number(n)) if n.denominator == 1:
                return _integral(self.abstracted(base), n)
            case Power(base, Number(n)):
                degree = self._degrees[base]
                root = self._root(base, degree)
                return _integral(root, n * degree)
            case Constant("i"):
                return self._part(term, lambda a: [Premise("==", multiply(a, a), number(-1))])
            case Constant("e"):
                return self._exponential(number(1))
            case Apply("exp", s):
                return self._exponential(s)
            case Apply(outer, Apply(inner, u)) if (outer, inner) in _INVERSES:
                return self.abstracted(u)
            case Apply("acos", u):
                arcsine = self.abstracted(Apply("asin", u))
                return add(multiply(HALF, self.abstracted(PI)), negate(arcsine))
            case Constant() | Power() | Apply():
                return self._part(term, lambda a: [])
            case _:
                raise UnsupportedError(f"{term} has no theorem about complex numbers")

    def _part(self, term: Term, laws: _Laws) -> Variable:
        if term not in self.names:
            self.names[term] = f"a{len(self.names) + 1}"
            self.premises += laws(Variable(self.names[term]))
        return Variable(self.names[term])

    def _root(self, base: Term, degree: int) -> Variable:
        value = self.abstracted(base)
        root = power(base, number(Fraction(1, degree)))
        return self._part(root, lambda a: [Premise("==", power(a, number(degree)), value)])

    def _exponential(self, exponent: Term) -> Term:
        """exp of a sum as a product, of an integral multiple as a power, of a logarithm as its argument."""
        match exponent:
            case Sum(terms):
                return multiply(*map(self._exponential, terms))
            case Product((Number(n), *rest)) if n.denominator == 1 and n != 1:
                return _integral(self._exponential(multiply(number(1), *rest)), n)
            case Number(n) if n.denominator == 1 and n not in (0, 1):
                return _integral(self._exponential(number(1)), n)
            case Apply("log", u):
                return self.abstracted(u)
            case Apply("LambertW" | "LambertWm1", u):
                branch, value = self.abstracted(exponent), self.abstracted(u)
                return self._part(
                    Apply("exp", exponent),
                    lambda a: [Premise("!=", a, ZERO), Premise("==", multiply(branch, a), value)],
                )
            case _:
                return self._part(Apply("exp", exponent), lambda a: [Premise("!=", a, ZERO)])


def _written(term: Term) -> int:
    """How many variables and numbers the text has."""
    match term:
        case Sum(parts) | Product(parts):
            return sum(map(_written, parts))
        case Power(base, Number(n)):
            return max(1, _written(base) * abs(int(n)))
        case _:
            return 1


def _integral(base: Term, n: Fraction) -> Term:
    if abs(n) > MAX_POWER:
        raise UnsupportedError(
            f"the exponent {n} exceeds {MAX_POWER}, the largest that is written as a product"
        )
    return power(base, number(n))
