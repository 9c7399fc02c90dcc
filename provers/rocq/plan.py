"""A proof being planned: the facts that are in Rocq's context, and tactics for what follows from them.

A `Plan` holds the sentences of a proof so far, each of which leaves one goal. It answers three questions, by tactics or with
`NotSeen`, and adds the sentences that the tactics need:

    identity(a, b)     a = b        both are rational functions of the same atoms, modulo the atoms' relations
    sign(t, strict)    0 < t, 0 ≤ t by shape: sums, products, even powers, exp, known facts up to a positive factor
    nonzero(t)         t ≠ 0        by shape, by a known fact, or because t divides something that is not 0

Nothing here is trusted; a wrong plan is a proof that Rocq refuses. The order is that of the exact checker's own rules
(`provers/exact/context.py`), so that what it accepts can be said to Rocq.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, TypeAlias

from flint import acb

from porism.provers.rocq.emit import term_text, unfolded
from porism.provers.rocq.errors import NotSeen
from porism.provers.rocq.kernels import kernel_value
from porism.provers.rocq.rational import ONE, Field, Polynomial, Value, constant, factored, monomials, rational
from porism.symbolic import meaning
from porism.symbolic.claim import Relation
from porism.symbolic.term import (
    HALF,
    PI,
    ZERO,
    Apply,
    Constant,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    children,
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

_HALF_PI = divide(PI, number(2))
_NOT_COMPUTED = {"asin", "acos", "asinh"}  # by `interval`
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
        self._values = dict[Term, Value]()
        self._busy = set[object]()

    def copy(self) -> Plan:
        """The same context, for one branch of a proof; its sentences are its own."""
        other = Plan(self.names, self.grains)
        other.field.atoms, other.field.vanishing = self.field.atoms, list(self.field.vanishing)
        other.facts, other.rewrites, other.laws = list(self.facts), dict(self.rewrites), dict(self.laws)
        other.known_multiples, other._angles, other.related = set(self.known_multiples), self._angles, set(self.related)
        other._values, other._busy = dict(self._values), set(self._busy)
        return other

    def restore(self, earlier: Plan, sentences: int) -> None:
        """Forgets what was added since `earlier`, a copy, was made."""
        del self.lines[sentences:]
        self.field.vanishing = list(earlier.field.vanishing)
        self.facts, self.rewrites, self.laws = list(earlier.facts), dict(earlier.rewrites), dict(earlier.laws)
        self.known_multiples, self.related = set(earlier.known_multiples), set(earlier.related)
        self._values, self._busy = dict(earlier._values), set(earlier._busy)

    def set_law(self, left: Term, right: Term, proof: str) -> None:
        """From now on `left` is written as `right`, by a proof of their equality."""
        self.laws[left] = (right, proof)
        self._values.clear()
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
        with contextlib.suppress(NotSeen):  # a fact without a form helps no identity, but may be used as it is
            self.value(term)

    def angle_names(self, base: Term) -> tuple[str, str]:
        """The stems of the names for the sines and cosines of multiples of a base angle."""
        if base not in self._angles:
            self._angles.append(base)
        return f"S{self._angles.index(base)}", f"C{self._angles.index(base)}"

    # values

    def value(self, term: Term) -> Value:
        """The term as a rational function of atoms."""
        if term not in self._values:
            self._values[term] = self._value(term)
        return self._values[term]

    def _value(self, term: Term) -> Value:
        match term:
            case Number(value):
                return constant(value)
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
                    self.lines.append(f"assert ({name} : {_bare(term_text(term))} = {_bare(text)}) by ({proof})")
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
                term_text(self.field.atoms[k]) + (f" ^ {int(e)}" if e > 1 else "") for k, e in enumerate(exponents) if e
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
        return self._identity(self.value(left) - self.value(right), (left, right))

    def identity_of(self, value: Value, term: Term) -> str:
        """A tactic for `text = term`, with the value as `text` writes it."""
        return self._identity(value - self.value(term), (term, *self.mentions(value)))

    def identity_between(self, left: Value, right: Value) -> str:
        """A tactic for the equality of two values, written with the atoms themselves."""
        return self._identity(left - right, (*self.mentions(left), *self.mentions(right)))

    def square_identity(self, root: Term, square: Term) -> str:
        """A tactic for `root * root = square`."""
        return self._identity(self.value(root) ** 2 - self.value(square), (root, square))

    def squares_identity(self, large: Term, small: Term, squares: Term) -> str:
        """A tactic for `large * large - small * small = squares`, though the term of a square may be written without it."""
        left = self.value(large) ** 2 - self.value(small) ** 2
        return self._identity(left - self.value(squares), (large, small, squares))

    def _identity(self, difference: Value, terms: tuple[Term, ...]) -> str:
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

    # what is not 0

    def require_nonzero(self, polynomial: Polynomial) -> None:
        """Asserts that the polynomial and its irreducible factors are not 0."""
        if polynomial.is_constant():
            return
        content, factors = factored(polynomial)
        for factor, _ in factors:
            self._nonzero_factor(factor)
        if len(factors) > 1 or factors[0][1] > 1 or content != 1:
            text = self.polynomial_text(polynomial)
            key = ("product", text)
            if key not in self._busy:
                self._busy.add(key)
                product = " * ".join(
                    f"{self.polynomial_text(p)}" + (f" ^ {e}" if e > 1 else "") for p, e in [*factors]
                )
                name = self.names.fresh("N")
                self.lines.append(
                    f"assert ({name} : {text} <> 0) by (apply (porism_ne_of _ ({product}) {term_text(number(content))}); "
                    f"[ lra | porism_nonzero | porism_field ])"
                )

    def _nonzero_factor(self, factor: Polynomial) -> None:
        term = self.field.polynomial_term(factor)
        if any(fact.kind == "!=" and fact.text == term_text(term) for fact in self.facts):
            return
        key = ("nonzero", term)
        if key in self._busy:
            raise NotSeen(f"{term} ≠ 0 is needed to prove itself")
        self._busy.add(key)
        try:
            tactic = self._nonzero_shape(term) or self._nonzero_divisor(factor)
            if tactic is None:
                raise NotSeen(f"{term} ≠ 0 is not seen")
            self.know("!=", term, tactic)
        finally:
            self._busy.discard(key)

    def _nonzero_divisor(self, factor: Polynomial) -> str | None:
        """Because it divides the numerator of something that is not 0."""
        for fact in list(self.facts):
            if fact.kind not in ("!=", ">"):
                continue
            value = self.value(fact.term)
            quotient, rest = divmod(value.numerator, factor)
            if rest == 0 and value.numerator != 0:
                cofactor = self.text(Value(quotient, value.denominator))
                contrary = fact.name if fact.kind == "!=" else f"(Rgt_not_eq _ _ {fact.name})"
                try:
                    steps = self.expansion(fact.term) + self.closing(fact.term)
                except NotSeen:
                    continue
                return (
                    f"let Z := fresh in intro Z; apply {contrary}; "
                    f"transitivity ({term_text(self.field.polynomial_term(factor))} * {cofactor}); "
                    f"[ {steps} | rewrite Z; apply Rmult_0_l ]"
                )
        return None

    def nonzero(self, term: Term) -> str:
        """A tactic for `term ≠ 0`."""
        found = self._nonzero_shape(term)
        if found is None:
            value = self.value(term)
            self.require_nonzero(value.numerator)
            steps = self.expansion(term)
            self.require_nonzero(value.denominator)
            self.closing(term)
            return f"apply (porism_ne_of _ {self.text(value)} 1); [ lra | porism_nonzero | {steps}porism_field ]"
        return found

    def _nonzero_shape(self, term: Term) -> str | None:
        match term:
            case Number(value) if value:
                return "lra"
            case Apply("exp", _):
                return "apply porism_pos_ne, exp_pos"
        for fact in self.facts:
            if fact.kind == "!=" and (tactic := self._scaled(fact, term, either=True)):
                return tactic
        for candidate, lemma in ((term, "porism_pos_ne"), (negate(term), "porism_neg_ne")):
            try:
                return f"apply {lemma}; {self.sign(candidate, True)}"
            except NotSeen:
                continue
        return None

    # signs

    def sign(self, term: Term, strict: bool) -> str:
        """A tactic for `0 < term` (strict) or `0 ≤ term`."""
        key = ("sign", term, strict)
        if key in self._busy:
            raise NotSeen(f"the sign of {term} is needed to see itself")
        self._busy.add(key)
        try:
            return self._sign(term, strict)
        finally:
            self._busy.discard(key)

    def _sign(self, term: Term, strict: bool) -> str:
        if isinstance(term, Number):
            if term.value > 0 or (not strict and term.value == 0):
                return "lra"
            raise NotSeen(f"{term} is negative")
        for fact in self.facts:
            if fact.kind == ">" or (fact.kind == ">=" and not strict) or (fact.kind == "=" and not strict):
                if fact.kind == "=" and fact.text == term_text(term):
                    return f"rewrite {fact.name}; apply Rle_refl"
                if fact.kind != "=" and (tactic := self._scaled(fact, term)):
                    return tactic if strict or fact.kind == ">=" else f"apply Rlt_le; {tactic}"
        if not variables(term) and not any(isinstance(t, Apply) and t.function in _NOT_COMPUTED for t in subterms(term)):
            ball = meaning.value(term, {}, 128)
            if _is_positive(ball):
                return f"{'' if strict else 'apply Rlt_le; '}porism_numeric"
            raise NotSeen(f"the sign of {term} is not seen")
        try:
            return self._sign_by_shape(term, strict)
        except NotSeen as reason:
            value = self.value(term)
            for atom in self.mentions(value):
                match atom:
                    case Apply("sin" | "cos" as name, a):
                        for side in (add(number(1), atom), subtract(number(1), atom)):
                            self.know(">=", side, f"generalize ({name.upper()}_bound {term_text(a)}); lra")
                    case Apply("asin" | "atan" as name, a):
                        for side in (add(_HALF_PI, atom), subtract(_HALF_PI, atom)):
                            self.know(">=", side, f"generalize ({name}_bound {term_text(a)}); lra")
                    case Constant("pi"):
                        self.know(">", PI, "exact PI_RGT_0")
                    case _:
                        pass
            if self._is_linear_combination(value, strict, 3):
                return "porism_linear"
            if tactic := self._sign_by_factors(term, strict) or self._sign_by_reduction(term, strict):
                return tactic
            raise reason

    def _sign_by_reduction(self, term: Term, strict: bool) -> str | None:
        """From the sign of the same value with the atoms' relations used."""
        value = self.value(term)
        reduction = self.field.reduced(value.numerator)
        if not reduction.multiplier.is_constant() or not reduction.cofactors:
            return None
        same = self.field.term(Value(reduction.rest) * Value(value.denominator) ** -1)
        if same == term:
            return None
        known = self.know(">" if strict else ">=", same, self.sign(same, strict))
        lemma = "porism_lt_of" if strict else "porism_le_of"
        return f"apply ({lemma} _ {known.text} 1); [ lra | exact {known.name} | {self.identity(term, same, False)} ]"

    def _is_linear_combination(self, value: Value, strict: bool, depth: int) -> bool:
        """Whether value = Σ c·(a known sign's term) + c₀ with c > 0, c₀ ≥ 0; something is positive if `strict`."""
        if not value.denominator.is_constant():
            return False
        if value.numerator.is_constant():
            c = Fraction(0) if value.is_zero() else rational(value.numerator.leading_coefficient())
            return c > 0 or (c == 0 and not strict)
        if depth == 0:
            return False
        wanted = {str(m): c for m, c in monomials(value.numerator)}
        for fact in self.facts:
            if fact.kind not in (">", ">="):
                continue
            known = self._values.get(fact.term)
            if known is None or not known.denominator.is_constant() or known.numerator.is_constant():
                continue
            for m, c in monomials(known.numerator):
                if not m.is_constant() and (other := wanted.get(str(m))) and other / c > 0:
                    rest = value - known * constant(other / c)
                    if len(rest.numerator) < len(value.numerator) + 1 and self._is_linear_combination(
                        rest, strict and fact.kind != ">", depth - 1
                    ):
                        return True
        return False

    def _sign_by_factors(self, term: Term, strict: bool) -> str | None:
        """From the signs of the irreducible factors, if there are several."""
        value = self.value(term)
        content, above = factored(value.numerator)
        _, below = factored(value.denominator)
        if len(above) + len(below) < 2 and not (above and above[0][1] > 1):
            return None
        chosen = list[Term]()
        for polynomial, e in [*above, *((p, -e) for p, e in below)]:
            factor = self.field.polynomial_term(polynomial)
            if e % 2:
                try:
                    self.sign(factor, strict or e < 0)
                except NotSeen:
                    factor, content = self.field.polynomial_term(-polynomial), -content
                    try:
                        self.sign(factor, strict or e < 0)
                    except NotSeen:
                        return None
            chosen.append(power(factor, number(e)))
        if content <= 0:
            return None
        texts = list[str]()
        for factor in chosen:
            texts.append(self.know(">" if strict else ">=", factor, self.sign(factor, strict)).text)
        lemma = "porism_lt_of" if strict else "porism_le_of"
        proof = self._identity(constant(0), (term,))
        return f"apply ({lemma} _ ({' * '.join(texts)}) {term_text(number(content))}); [ lra | porism_sign | {proof} ]"

    def _sign_by_shape(self, term: Term, strict: bool) -> str:
        match term:
            case Sum(terms):
                known = []
                proved = False
                for part in terms:
                    is_strict = False
                    if strict and not proved:
                        try:
                            tactic, is_strict = self.sign(part, True), True
                        except NotSeen:
                            tactic = self.sign(part, False)
                    else:
                        tactic = self.sign(part, False)
                    proved = proved or is_strict
                    known.append(self.know(">" if is_strict else ">=", part, tactic))
                if strict and not proved:
                    raise NotSeen(f"{term} > 0 is not seen")
                return "porism_sum"
            case Product(factors):
                for factor in factors:
                    tactic = self.sign(factor, strict)
                    if not isinstance(factor, Number):
                        self.know(">" if strict else ">=", factor, tactic)
                return "porism_product"
            case Power(base, Number(n)) if n.denominator == 1 and n < 0:
                self.know(">", power(base, number(-n)), self.sign(power(base, number(-n)), True))
                return "porism_sign"
            case Power(base, Number(n)) if n.denominator == 1 and n % 2 == 0:
                if strict:
                    self.know("!=", base, self.nonzero(base))
                    return f"apply (porism_even_pos _ {n.numerator // 2}); porism_nonzero"
                return f"apply (porism_even_nonneg _ {n.numerator // 2})"
            case Power(base, Number(n)) if n.denominator == 1:
                self.know(">" if strict else ">=", base, self.sign(base, strict))
                return "porism_sign"
            case Power(base, Number(n)) if n.denominator == 2 and n > 0:
                if strict:
                    self.know(">", base, self.sign(base, True))
                return "porism_sign"
            case Power(_, Number(n)) if n.denominator != 2:
                return f"{'' if strict else 'apply Rlt_le; '}apply exp_pos"
            case Power(_, exponent) if not isinstance(exponent, Number):
                return f"{'' if strict else 'apply Rlt_le; '}apply exp_pos"
            case Apply("exp" | "cosh", _):
                return f"{'' if strict else 'apply Rlt_le; '}porism_sign"
            case Apply("sin" | "cos" as name, a):
                low, high = (a, subtract(PI, a)) if name == "sin" else (add(_HALF_PI, a), subtract(_HALF_PI, a))
                for side in (low, high):
                    self.know(">" if strict else ">=", side, self.sign(side, strict))
                return f"apply porism_{name}_{'pos' if strict else 'nonneg'}; lra"
            case Apply("abs", a):
                return f"apply Rabs_pos_lt; {self.nonzero(a)}" if strict else "apply Rabs_pos"
            case _:
                raise NotSeen(f"the sign of {term} is not seen")

    def _scaled(self, fact: Fact, term: Term, either: bool = False) -> str | None:
        """The fact's tactic for a multiple of its term by a positive number (by any number, if `either`)."""
        if fact.text == term_text(term):
            return f"exact {fact.name}"
        if variables(fact.term) != variables(term):
            return None
        key = ("scaled", fact.term, term)
        if key in self._busy:
            return None
        self._busy.add(key)
        try:
            ours, theirs = self.value(term), self.value(fact.term)
            if theirs.is_zero() or ours.is_zero():
                return None
            ratio = ours * theirs**-1
            if not (ratio.numerator.is_constant() and ratio.denominator == ONE):
                return None
            q = rational(ratio.numerator.leading_coefficient())
            if q < 0 and not either:
                return None
            lemma = {"!=": "porism_ne_of", ">": "porism_lt_of", ">=": "porism_le_of"}[fact.kind]
            proof = self._identity(ours - theirs * constant(q), (term, fact.term))
            return f"apply ({lemma} _ ({fact.text}) {term_text(number(q))}); [ lra | exact {fact.name} | {proof} ]"
        except NotSeen:
            return None
        finally:
            self._busy.discard(key)


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


def normal_terms(stated: Relation) -> Relation:
    """The relation with only those functions that Rocq has."""
    return Relation(stated.kind, unfolded(stated.left), unfolded(stated.right))


def _is_positive(ball: acb) -> bool:
    return bool(ball.is_finite() and ball.imag == 0 and ball.real > 0)


def _bare(text: str) -> str:
    depth = 0
    for position, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return text[1:-1] if text.startswith("(") and position == len(text) - 1 else text
    return text
