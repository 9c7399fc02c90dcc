"""Why a polynomial is 0: cofactors of the relations that elements satisfy.

    Π b^k · f = Σ cofactor · relation + rest        relations b·u − 1, r^q − a, t² − a², s² + c² − 1, equations solved

The last element goes first, since it mentions only earlier ones. u is freed by multiplying with b; a power of r or t is
replaced. Nothing is trusted here: a wrong cofactor is refused by the kernel.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from flint import Ordering, fmpq_mpoly_ctx

from porism.provers.lean.nodes import Poly, polynomial
from porism.provers.lean.order.elements import Element, numeral
from porism.symbolic.errors import UnsupportedError

MAX_TERMS = 5_000
ROUNDS = 12


@dataclass(frozen=True)
class Rule:
    """x^degree = value, said by `scale`·(x^degree − value) = the relation of the given name."""

    index: int
    degree: int
    value: Poly
    relation: str
    scale: Poly


@dataclass
class Vanishing:
    """Π base(u)^powers[u] · f = Σ cofactors[name]·relation + rest."""

    rest: Poly
    powers: dict[int, int] = field(default_factory=dict)
    cofactors: dict[str, Poly] = field(default_factory=dict)


class Ring:
    """Polynomials with rational coefficients in the elements, and the relations between these."""

    def __init__(self, elements: Sequence[Element]) -> None:
        self.elements = tuple(elements)
        context = fmpq_mpoly_ctx.get([f"x{k}" for k in range(max(1, len(elements)))], Ordering.lex)
        self.generators, self.one = context.gens(), context.constant(1)
        self.context = context
        self.bases = [polynomial(e.of, self.generators, self.one) for e in elements]
        self.numerals = {
            k: value
            for k, e in enumerate(elements)
            if e.kind == "inverse" and (value := numeral(e.of)) is not None
        }

    def relation(self, index: int) -> Poly:
        """The polynomial that is 0 by the making of an element."""
        x, base, element = self.generators[index], self.bases[index], self.elements[index]
        match element.kind:
            case "inverse":
                return base * x - 1
            case "root":
                return x**element.degree - base
            case "absolute":
                return x * x - base * base
            case "cosine":
                return base * base + x * x - 1
            case _:
                return self.one * 0

    def relation_name(self, index: int) -> str:
        """The name under which `vanishing` gives the cofactor of `relation(index)`."""
        return self.elements[index].name

    def without_numerals(self, f: Poly) -> Poly:
        """f with the numbers 1/q for the elements that stand for them."""
        if not self.numerals:
            return f
        found = dict[tuple[int, ...], Poly]()
        for exponents, c in f.terms():
            key = list(map(int, exponents))
            for k, q in self.numerals.items():
                if key[k]:
                    c = c / int(q) ** key[k]
                    key[k] = 0
            found[tuple(key)] = found.get(tuple(key), 0) + c
        return self.context.from_dict({k: c for k, c in found.items() if c})

    def vanishing(self, f: Poly, rules: Sequence[Rule] = ()) -> Vanishing:
        """f freed of what the relations and the rules replace, with the cofactors."""
        found = Vanishing(f)
        for _ in range(ROUNDS):
            before = found.rest
            for index in reversed(range(len(self.elements))):
                self._without(found, index)
            for rule in rules:
                self._replace(found, rule)
            if found.rest == before or found.rest == 0:
                break
        return found

    def _without(self, found: Vanishing, index: int) -> None:
        element = self.elements[index]
        match element.kind:
            case "inverse":
                self._clear(found, index)
            case "root":
                value, degree = self.bases[index], element.degree
                self._replace(found, Rule(index, degree, value, element.name, self.one))
            case "absolute" | "cosine":
                value = self.bases[index] ** 2
                if element.kind == "cosine":
                    value = 1 - value
                self._replace(found, Rule(index, 2, value, element.name, self.one))
            case _:
                pass

    def _clear(self, found: Vanishing, index: int) -> None:
        f, base, name = found.rest, self.bases[index], self.elements[index].name
        degree = int(f.degrees()[index]) if f != 0 else 0
        if degree == 0:
            return
        relation = base * self.generators[index] - 1
        quotient, rest = divmod(f, relation)
        if rest != 0:
            slices = self.slices(f, index)
            rest = sum((s * base ** (degree - j) for j, s in enumerate(slices)), self.one * 0)
            quotient, left = divmod(f * base**degree - rest, relation)
            if left != 0:
                raise UnsupportedError("a divisor is not freed")
            found.powers[index] = found.powers.get(index, 0) + degree
            found.cofactors = {n: c * base**degree for n, c in found.cofactors.items()}
        found.rest = rest
        self._count(found, name, quotient)

    def _replace(self, found: Vanishing, rule: Rule) -> None:
        """x^d = v: each c·x^k is c·x^(k−d)·v + c·x^(k−d)·(x^d − v)."""
        f: Poly = found.rest
        x = self.generators[rule.index]
        quotient: Poly = self.one * 0
        for _ in range(200):
            k = int(f.degrees()[rule.index]) if f != 0 else 0
            if k < rule.degree:
                break
            part = self.slices(f, rule.index)[k] * x ** (k - rule.degree)
            quotient += part
            f = f - part * (x**rule.degree - rule.value)
        found.rest = f
        if quotient != 0:
            cofactor, left = divmod(quotient, rule.scale)
            if left != 0:
                raise UnsupportedError("an equation is not solved by a number")
            self._count(found, rule.relation, cofactor)

    def _count(self, found: Vanishing, name: str, quotient: Poly) -> None:
        if len(quotient) > MAX_TERMS:
            raise UnsupportedError(f"a polynomial of the proof has more than {MAX_TERMS:,} terms")
        found.cofactors[name] = found.cofactors.get(name, self.one * 0) + quotient

    def slices(self, f: Poly, index: int) -> list[Poly]:
        """The coefficients of the powers of one element, ascending."""
        parts = list[dict[tuple[int, ...], Poly]]()
        for exponents, c in f.terms():
            key = list(map(int, exponents))
            k, key[index] = key[index], 0
            parts += [{} for _ in range(k + 1 - len(parts))]
            parts[k][tuple(key)] = c
        return [self.context.from_dict(p) for p in parts]

    def lowered(self, f: Poly, rules: Sequence[Rule] = ()) -> Poly:
        """f with the powers of roots, absolute values and solved elements replaced, divisors left as they are."""
        found = Vanishing(f)
        for _ in range(ROUNDS):
            before = found.rest
            for index in reversed(range(len(self.elements))):
                if self.elements[index].kind != "inverse":
                    self._without(found, index)
            for rule in rules:
                self._replace(found, rule)
            if found.rest == before:
                break
        return found.rest
