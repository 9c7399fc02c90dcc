"""A proof being planned: the facts that are in Rocq's context, and tactics for what follows from them.

A `Plan` holds the sentences of a proof so far, each of which leaves one goal. It answers three questions, by tactics
or with `NotSeen`, and adds the sentences that the tactics need:

    identity(a, b)     a = b        both are rational functions of the same atoms, modulo the atoms' relations
    sign(t, strict)    0 < t, 0 ≤ t by shape: sums, products, even powers, exp, known facts up to a positive factor
    nonzero(t)         t ≠ 0        by shape, by a known fact, or because t divides something that is not 0

Nothing here is trusted; a wrong plan is a proof that Rocq refuses. Signs are seen in `signs.py`.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import Literal, Self, TypeAlias

from porism.provers.rocq.planning import signs
from porism.provers.rocq.planning.errors import NotSeen
from porism.provers.rocq.planning.kernels import kernel_value
from porism.provers.rocq.planning.rational import (
    Field,
    Polynomial,
    Value,
    constant,
    factored,
    rational,
)
from porism.provers.rocq.stating.emit import term_text
from porism.symbolic.claim import Relation
from porism.symbolic.term import (
    HALF,
    ZERO,
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    children,
    number,
    power,
    square_root,
    subterms,
    subtract,
)

Kind: TypeAlias = Literal["=", "!=", ">", ">="]
_FORMS: dict[Kind, str] = {"=": "{} = 0", "!=": "{} <> 0", ">": "0 < {}", ">=": "0 <= {}"}


@dataclass(frozen=True)
class Fact:
    """The hypothesis `name : text kind 0` about the term."""

    name: str
    kind: Kind
    term: Term
    text: str


@dataclass(frozen=True)
class Rewrite:
    """The hypothesis `name : left = text`, with the atoms in the text."""

    name: str
    text: str
    value: Value
    mentions: tuple[Term, ...]


class Names:
    """Fresh names for hypotheses."""

    def __init__(self) -> None:
        self._count = 0

    def fresh(self, letter: str = "H") -> str:
        """A name that was not given before."""
        self._count += 1
        return f"{letter}{self._count}"


class Plan:
    """The state of one proof; `grains` are the denominators for base angles and exponents, by monomial."""

    def __init__(self, names: Names, grains: dict[Term, int]) -> None:
        self.names, self.grains = names, grains
        self.field = Field()
        self.lines = list[str]()
        self.facts = list[Fact]()
        self.rewrites = dict[Term, Rewrite]()
        self.laws = dict[Term, tuple[Term, str]]()  # rewrites given by a certificate, with their proofs
        self.known_multiples = set[str]()
        self.related = set[Term]()  # functions of base angles whose relations have been said
        self._angles = list[Term]()
        self.values = dict[Term, Value]()
        self.busy = set[object]()
        self.integers = set[str]()  # variables that a premise says to be integers

    def copy(self) -> Self:
        """The same context, for one branch of a proof; its sentences are its own."""
        other = type(self)(self.names, self.grains)
        other.field.atoms, other.field.vanishing = self.field.atoms, list(self.field.vanishing)
        other.facts, other.rewrites, other.laws = list(self.facts), dict(self.rewrites), dict(self.laws)
        other.known_multiples, other._angles, other.related = (
            set(self.known_multiples),
            self._angles,
            set(self.related),
        )
        other.values, other.busy, other.integers = dict(self.values), set(self.busy), set(self.integers)
        return other

    def restore(self, earlier: Plan, sentences: int) -> None:
        """Forgets what was added since `earlier`, a copy, was made."""
        del self.lines[sentences:]
        self.field.vanishing = list(earlier.field.vanishing)
        self.facts, self.rewrites, self.laws = list(earlier.facts), dict(earlier.rewrites), dict(earlier.laws)
        self.known_multiples, self.related = set(earlier.known_multiples), set(earlier.related)
        self.values, self.busy = dict(earlier.values), set(earlier.busy)

    def set_law(self, left: Term, right: Term, proof: str) -> None:
        """From now on `left` is written as `right`, by a proof of their equality."""
        self.laws[left] = (right, proof)
        self.values.clear()
        self.rewrites.clear()

    # facts

    def assume(self, name: str, stated: Relation) -> None:
        """Records a hypothesis that is in Rocq's context under this name."""
        left, right = stated.left, stated.right
        proof, difference, text = name, subtract(right, left), f"{term_text(right)} - {term_text(left)}"
        if stated.kind in ("==", "!="):
            difference, text = subtract(left, right), f"{term_text(left)} - {term_text(right)}"
            if right == ZERO:
                difference, text = left, term_text(left)
            else:
                proof = f"({'Rminus_diag_eq' if stated.kind == '==' else 'Rminus_eq_contra'} _ _ {name})"
        elif left == ZERO:
            difference, text = right, term_text(right)
        else:
            proof = f"({'Rlt_Rminus' if stated.kind == '<' else 'porism_le_minus'} _ _ {name})"
        kinds: dict[str, Kind] = {"==": "=", "!=": "!=", "<=": ">=", "<": ">"}
        kind = kinds[stated.kind]
        if proof != name:
            fresh = self.names.fresh()
            self.lines.append(f"assert ({fresh} : {_FORMS[kind].format(text)}) by (exact {proof})")
            name = fresh
        self.facts.append(Fact(name, kind, difference, text))
        self._try_value(difference)
        match difference:
            case Apply("abs", a) if kind == "!=":
                self.know("!=", a, f"apply porism_of_abs; exact {name}")

    def know(self, kind: Kind, term: Term, tactic: str) -> Fact:
        """Asserts a fact with its proof."""
        for fact in self.facts:
            if fact.kind == kind and fact.term == term and fact.text == term_text(term):
                return fact
        name, text = self.names.fresh(), term_text(term)
        self.lines.append(f"assert ({name} : {_FORMS[kind].format(text)}) by ({tactic})")
        fact = Fact(name, kind, term, text)
        self.facts.append(fact)
        self._try_value(term)
        return fact

    def _try_value(self, term: Term) -> None:
        with contextlib.suppress(
            NotSeen
        ):  # a fact without a form helps no identity, but may be used as it is
            self.value(term)

    def angle_names(self, base: Term) -> tuple[str, str]:
        """The stems of the names for the sines and cosines of multiples of a base angle."""
        if base not in self._angles:
            self._angles.append(base)
        return f"S{self._angles.index(base)}", f"C{self._angles.index(base)}"

    # values

    def value(self, term: Term) -> Value:
        """The term as a rational function of atoms."""
        if term not in self.values:
            self.values[term] = self._value(term)
        return self.values[term]

    def _value(self, term: Term) -> Value:
        match term:
            case Number(exact):
                return constant(exact)
            case Variable() | Constant("pi") if term not in self.laws:
                return self.field.atom(term)
            case Sum(terms):
                result = constant(0)
                for t in terms:
                    result = result + self.value(t)
                return result
            case Product(factors):
                result = constant(1)
                for t in factors:
                    result = result * self.value(t)
                return result
            case Power(base, Number(n)) if n.denominator == 1:
                return self.value(base) ** int(n)
            case Constant("e"):
                return self.value(Apply("exp", number(1)))
            case _:
                value, text, mentions, proof = kernel_value(self, term)
                if text != term_text(term):
                    name = self.names.fresh("K")
                    self.lines.append(
                        f"assert ({name} : {_bare(term_text(term))} = {_bare(text)}) by ({proof})"
                    )
                    self.rewrites[term] = Rewrite(name, text, value, mentions)
                return value

    def text(self, value: Value) -> str:
        """The value in Rocq, written with the atoms themselves."""
        top = self.polynomial_text(value.numerator)
        if value.denominator == 1:
            return top
        content, factors = factored(value.denominator)
        parts = [term_text(number(content))] if content != 1 else []
        parts += [self.polynomial_text(p) + (f" ^ {e}" if e > 1 else "") for p, e in factors]
        return f"({top} / ({' * '.join(parts)}))"

    def polynomial_text(self, polynomial: Polynomial) -> str:
        """The polynomial in Rocq; unlike the text of its term it keeps √a², which a proof may have to see."""
        pieces = list[str]()
        for exponents, coefficient in polynomial.to_dict().items():
            value = rational(coefficient)
            powers = [
                term_text(self.field.atoms[k]) + (f" ^ {int(e)}" if e > 1 else "")
                for k, e in enumerate(exponents)
                if e
            ]
            if abs(value) != 1 or not powers:
                powers.insert(0, term_text(number(abs(value))))
            pieces.append(("- " if value < 0 else "+ " if pieces else "") + " * ".join(powers))
        return f"({' '.join(pieces) or '0'})"

    def mentions(self, value: Value) -> tuple[Term, ...]:
        """The atoms that occur in a value."""
        degrees = [a + b for a, b in zip(value.numerator.degrees(), value.denominator.degrees(), strict=True)]
        return tuple(atom for atom, d in zip(self.field.atoms, degrees, strict=False) if d)

    # identities

    def identity(self, left: Term, right: Term, as_written: bool = True) -> str:
        """A tactic for `left = right`, both as `term_text` writes them or equal to that up to `field`."""
        if as_written and term_text(left) == term_text(right):
            return "reflexivity"
        return self.identity_by_difference(self.value(left) - self.value(right), (left, right))

    def identity_of(self, value: Value, term: Term) -> str:
        """A tactic for `text = term`, with the value as `text` writes it."""
        return self.identity_by_difference(value - self.value(term), (term, *self.mentions(value)))

    def identity_between(self, left: Value, right: Value) -> str:
        """A tactic for the equality of two values, written with the atoms themselves."""
        return self.identity_by_difference(left - right, (*self.mentions(left), *self.mentions(right)))

    def square_identity(self, root: Term, square: Term) -> str:
        """A tactic for `root * root = square`."""
        return self.identity_by_difference(self.value(root) ** 2 - self.value(square), (root, square))

    def squares_identity(self, large: Term, small: Term, squares: Term) -> str:
        """A tactic for `large ^ 2 - small ^ 2 = squares`; the term of √a² is a, which is no identity."""
        left = self.value(large) ** 2 - self.value(small) ** 2
        return self.identity_by_difference(left - self.value(squares), (large, small, squares))

    def identity_by_difference(self, difference: Value, terms: tuple[Term, ...]) -> str:
        reduction = self.field.reduced(difference.numerator)
        if reduction.rest != 0:
            raise NotSeen(f"{' = '.join(map(str, terms))} is not seen")
        close = self.closing(*terms)
        self.require_nonzero(difference.denominator)
        if not reduction.cofactors:
            return self.expansion(*terms) + close
        parts = [f"{self.polynomial_text(c)} * ({fact.text})" for fact, c in reduction.cofactors]
        divisor = difference.denominator * reduction.multiplier
        text = " + ".join(parts)
        if divisor != 1:
            self.require_nonzero(divisor)
            text = f"({text}) / {self.polynomial_text(divisor)}"
        names = ", ".join(fact.name for fact, _ in reduction.cofactors)
        return (
            f"{self.expansion(*terms)}apply Rminus_diag_uniq; transitivity ({text}); "
            f"[ porism_field | rewrite {names}; porism_field ]"
        )

    def closing(self, *terms: Term) -> str:
        """`ring` or `field`, with what the latter needs to know."""
        for term in terms:
            for part in subterms(term):
                if isinstance(part, Power) and isinstance(part.exponent, Number) and part.exponent.value < 0:
                    self.require_nonzero(self.value(power(part.base, number(-part.exponent.value))).numerator)
        for rewrite in self._rewrites_for(terms):
            self.require_nonzero(rewrite.value.denominator)
        return "porism_field"

    def expansion(self, *terms: Term) -> str:
        """The rewriting that turns the terms' functions into atoms, outermost functions first."""
        names = [f"?{r.name}" for r in self._rewrites_for(terms)]
        return f"rewrite {', '.join(names)}; " if names else ""

    def _rewrites_for(self, terms: tuple[Term, ...]) -> list[Rewrite]:
        ordered, seen = list[Rewrite](), set[Term]()

        def visit(term: Term) -> None:
            if term in seen:
                return
            seen.add(term)
            for part in _written_parts(term):
                visit(part)
            if term in self.rewrites:
                for atom in self.rewrites[term].mentions:
                    visit(atom)
                ordered.append(self.rewrites[term])

        for term in terms:
            visit(term)
        return ordered[::-1]

    # signs: `signs.py`

    def require_nonzero(self, polynomial: Polynomial) -> None:
        """Asserts that the polynomial and its irreducible factors are not 0."""
        signs.require_nonzero(self, polynomial)

    def nonzero(self, term: Term) -> str:
        """A tactic for `term ≠ 0`."""
        return signs.nonzero(self, term)

    def sign(self, term: Term, strict: bool) -> str:
        """A tactic for `0 < term` (strict) or `0 ≤ term`."""
        return signs.sign(self, term, strict)


def _written_parts(term: Term) -> tuple[Term, ...]:
    """The terms whose texts the term's text contains."""
    match term:
        case Constant("e"):
            return (Apply("exp", number(1)),)
        case Power(base, Number(n)) if n.denominator == 2 and n != HALF.value:
            return (square_root(base),)
        case Power(base, Number(n)) if n < 0:
            return (power(base, number(-n)),)
        case _:
            return children(term)


def _bare(text: str) -> str:
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return text[1:-1] if text.startswith("(") and position == len(text) - 1 else text
    return text
