"""A claim's negation in SMT-LIB 2: a model of it is a point at which the claim fails.

    domains, hypotheses, what the claim needs to be defined, and the opposite of its relation

Reals stay reals and integers integers; a root √a is a variable r with r ≥ 0 and r² = a, |a| is `ite`, a power with a
natural exponent a repeated product, a quotient is written `/`, its divisor being asserted to differ from zero. The
claim's names do not occur in the text: its variables are x0, x1, … there. Where a claim has roots, points with a
negative radicand are left out, so that there the absence of models says nothing.

Not supported: other functions, π, e, i, symbolic exponents, complex variables. For a solver that has functions of its own
their names can be given; what it makes of them is its own affair.

References: C. Barrett, P. Fontaine, C. Tinelli, The SMT-LIB Standard 2.6.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.scope import domain_relations
from porism.symbolic.term import Apply, Constant, Number, Power, Product, Sum, Term, Variable

MAX_EXPONENT = 40
_OPPOSITE = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
}


@dataclass(frozen=True)
class Script:
    """The text; its first assertions as relations, the last of these the opposite of the claim; the claim's variables by
    their names in the text; and whether every point of the claim is covered."""

    text: str
    facts: tuple[Relation, ...]
    variables: Mapping[str, str]
    integers: frozenset[str]
    whole: bool


def negation(claim: Claim, functions: Mapping[str, str] | None = None) -> Script:
    """The script whose models are the points at which the claim fails; raises `UnsupportedError`.

    `functions` are what the solver has beyond arithmetic, with its names for them: `{"sin": "sin", "pi": "real.pi"}`.

    >>> print(negation(Claim.parse("x**2 >= 2*x", {"x": "positive"})).text)
    (declare-const x0 Real)
    (assert (< 0 x0))
    (assert (< (* x0 x0) (* 2 x0)))
    """
    if strange := [name for name, domain in claim.variables if not domain.is_real]:
        raise UnsupportedError(f"{strange[0]} is complex, and the solvers know real numbers only")
    writer = _Writer(claim, functions or {})
    opposite = claim.relation
    facts = [
        *(fact for name, domain in claim.variables for fact in domain_relations(name, domain)),
        *claim.hypotheses,
        *defining_conditions(claim),
        relation(_OPPOSITE[opposite.kind], opposite.left, opposite.right),
    ]
    asserted = [writer.relation(fact) for fact in facts]
    sorts = {x: "Int" if x in writer.integers else "Real" for x in writer.names.values()}
    sorts |= dict.fromkeys(writer.roots.values(), "Real")
    lines = [f"(declare-const {x} {sort})" for x, sort in sorts.items()]
    lines += [f"(assert {text})" for text in (*asserted, *writer.definitions)]
    names = {x: name for name, x in writer.names.items()}
    return Script("\n".join(lines), tuple(facts), names, frozenset(writer.integers), not writer.roots)


class _Writer:
    def __init__(self, claim: Claim, functions: Mapping[str, str]) -> None:
        self.functions = functions
        self.names = {name: f"x{k}" for k, (name, _) in enumerate(claim.variables)}
        self.integers = {self.names[name] for name, domain in claim.variables if domain.is_discrete}
        self.roots = dict[Term, str]()
        self.definitions = list[str]()

    def relation(self, fact: Relation) -> str:
        left, right = self.term(fact.left), self.term(fact.right)
        match fact.kind:
            case "==":
                return f"(= {left} {right})"
            case "!=":
                return f"(not (= {left} {right}))"
            case symbol:
                return f"({symbol} {left} {right})"

    def term(self, term: Term) -> str:
        match term:
            case Number(value):
                return _numeral(value)
            case Variable(name):
                x = self.names[name]
                return f"(to_real {x})" if x in self.integers else x
            case Sum(terms):
                return f"(+ {' '.join(map(self.term, terms))})"
            case Product(factors):
                return f"(* {' '.join(map(self.term, factors))})"
            case Power(base, Number(n)) if n.denominator == 1 and abs(n) <= MAX_EXPONENT:
                power = _power(self.term(base), abs(n.numerator))
                return power if n >= 0 else f"(/ 1 {power})"
            case Power(base, Number(n)) if n.denominator == 2 and abs(n) <= MAX_EXPONENT:
                power = _power(self.root(base), abs(n.numerator))
                return power if n >= 0 else f"(/ 1 {power})"
            case Apply("abs", argument):
                a = self.term(argument)
                return f"(ite (>= {a} 0) {a} (- {a}))"
            case Apply(name, argument) if name in self.functions:
                return f"({self.functions[name]} {self.term(argument)})"
            case Constant(name) if name in self.functions:
                return self.functions[name]
            case _:
                raise UnsupportedError(f"{term} is not arithmetic of real numbers"[:300])

    def root(self, base: Term) -> str:
        """The variable that stands for a root."""
        if base not in self.roots:
            a = self.term(base)
            self.roots[base] = r = f"r{len(self.roots)}"
            self.definitions += [f"(>= {r} 0)", f"(= (* {r} {r}) {a})"]
        return self.roots[base]


def _numeral(value: Fraction) -> str:
    size = str(abs(value.numerator))
    if value.denominator != 1:
        size = f"(/ {size} {value.denominator})"
    return f"(- {size})" if value < 0 else size


def _power(base: str, exponent: int) -> str:
    match exponent:
        case 0:
            return "1"
        case 1:
            return base
        case _:
            return f"(* {' '.join([base] * exponent)})"
