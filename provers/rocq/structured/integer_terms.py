"""Terms with integer variables as Rocq text: an integer n is `i_n : Z`, and `v_n : R` is the real number that it is.

    b**(2*n - k)     powerRZ b (2 * i_n - i_k)                                      b ≠ 0, or the exponent is >= 0
    (n - k)!         INR (fact (Z.to_nat (i_n - i_k)))                              n - k >= 0
    1/(n - k)!       if Z.ltb (i_n - i_k) 0 then 0 else / INR (fact (Z.to_nat (i_n - i_k)))

Law: these texts mean the value of the term wherever what stands beside them holds, with 1/l! = 0 for l < 0; `Written.owed`
says it, with the conditions and obligations of everything else. Each such power or factorial gets a name by `let`, so that
the rest is a term over the real numbers (`emit.py`).

Not said: exponents that are not linear in the integer variables are powers of real numbers, of a positive base.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import factorial

from porism.provers.rocq.stating.emit import obligations, relation_text, term_text
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.definedness import defining_conditions
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.statements.hypergeometric import MAX_INTEGER, Linear, Summands
from porism.symbolic.statements.scope import fresh_name
from porism.symbolic.term import (
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
    number,
    power,
)

MAX_LITERAL = 170  # the largest factorial of a literal


@dataclass(frozen=True)
class Occurrence:
    """A power (with its base) or a factorial (`sign` 1) or the reciprocal of one (-1), and the name that stands for it."""

    name: str
    form: Linear
    base: Term | None = None
    sign: int = 1

    @property
    def text(self) -> str:
        """What the name stands for."""
        if self.base is not None:
            return f"powerRZ {term_text(self.base)} {integer_text(self.form)}"
        value = f"INR (fact (Z.to_nat {integer_text(self.form)}))"
        return value if self.sign > 0 else f"if Z.ltb {integer_text(self.form)} 0 then 0 else / {value}"


@dataclass(frozen=True)
class Written:
    """A sum as a term in real variables and in the names of occurrences, and what it owes to mean its value."""

    value: Term
    occurrences: tuple[Occurrence, ...]
    conditions: tuple[Relation, ...]
    integral: tuple[str, ...]

    def lets(self, text: str) -> str:
        """`text` under the definitions of the names."""
        return f"{''.join(f'let v_{o.name} := {o.text} in ' for o in self.occurrences)}({text})"

    @property
    def owed(self) -> str:
        """That every part is defined and means its value: over the real numbers, and what integers owe."""
        real = " /\\ ".join(f"({relation_text(c)})" for c in self.conditions) or "True"
        integral = " /\\ ".join(f"({text})" for text in self.integral) or "True"
        return self.lets(f"({real}) /\\ ({integral})")


@dataclass
class Writer:
    """Writes sums over the same integer variables; `taken` are names that stand for something else."""

    discrete: frozenset[str]
    taken: set[str]
    names: dict[tuple[Term | None, Linear, int], str] = field(default_factory=dict)

    def written(self, *sums: Summands) -> list[Written]:
        """Each sum, the occurrences of each those of all that come before it as well."""
        found, known = list[Written](), dict[str, Occurrence]()
        for terms in sums:
            values, conditions, integral = list[Term](), dict[Relation, None](), dict[str, None]()
            for t in terms:
                factors = [self._replaced(t.coefficient, known, integral)]
                conditions |= dict.fromkeys(_owed(factors[0]))
                for form, e in t.factorials:
                    factors.append(self._factorial(form, e, known, integral))
                values.append(multiply(*factors))
            value = add(ZERO, *values)
            for o in known.values():
                if o.base is not None:
                    conditions |= dict.fromkeys(_owed(o.base))
            conditions |= dict.fromkeys(_owed(value))
            found.append(Written(value, tuple(known.values()), tuple(conditions), tuple(integral)))
        return found

    def _name(self, base: Term | None, form: Linear, sign: int, known: dict[str, Occurrence]) -> Term:
        key = (base, form, sign)
        if key not in self.names:
            self.names[key] = fresh_name("p" if base is not None else "f", frozenset(self.taken))
            self.taken.add(self.names[key])
        name = self.names[key]
        known.setdefault(name, Occurrence(name, form, base, sign))
        return Variable(name)

    def _factorial(
        self, form: Linear, e: int, known: dict[str, Occurrence], integral: dict[str, None]
    ) -> Term:
        if not form.parts:
            if form.constant > MAX_LITERAL:
                raise UnsupportedError(f"the factorial of {form.constant} is too large to be written down")
            if form.constant < 0:
                if e > 0:
                    raise UnsupportedError(f"the factorial of {form.constant} is not defined")
                return ZERO
            return power(number(factorial(form.constant)), number(e))
        if e > 0:
            integral[f"(0 <= {integer_sum(form)})%Z"] = None
        return power(self._name(None, form, 1 if e > 0 else -1, known), number(abs(e)))

    def _replaced(self, term: Term, known: dict[str, Occurrence], integral: dict[str, None]) -> Term:
        match term:
            case Power(base, exponent) if not isinstance(exponent, Number):
                form = linear(exponent)
                if form is None or not {x for x, _ in form.parts} <= self.discrete:
                    inner = [self._replaced(t, known, integral) for t in (base, exponent)]
                    return power(inner[0], inner[1])
                if self._replaced(base, {}, {}) != base:
                    raise UnsupportedError(f"{term}: a power of a power with an integer exponent")
                if not (isinstance(base, Number) and base != ZERO):
                    integral[f"{term_text(base)} <> 0 \\/ (0 <= {integer_sum(form)})%Z"] = None
                return self._name(base, form, 1, known)
            case Number() | Constant() | Variable():
                return term
            case Power(base, exponent):
                return power(self._replaced(base, known, integral), exponent)
            case Apply(function, argument):
                return Apply(function, self._replaced(argument, known, integral))
            case Sum(terms):
                return add(*(self._replaced(t, known, integral) for t in terms))
            case Product(factors):
                return multiply(*(self._replaced(t, known, integral) for t in factors))
            case Derivative():
                raise UnsupportedError("a derivative stands in a sum")


def linear(term: Term) -> Linear | None:
    """The term as an integer combination of variables, if it is written as one."""
    match term:
        case Number(value) if value.denominator == 1 and abs(value) <= MAX_INTEGER:
            return Linear.of(int(value))
        case Variable(name):
            return Linear.of(0, {name: 1})
        case Product((Number(value), Variable(name))) if value.denominator == 1 and abs(value) <= MAX_INTEGER:
            return Linear.of(0, {name: int(value)})
        case Sum(terms):
            total = Linear(0)
            for part in map(linear, terms):
                if part is None:
                    return None
                total = total.plus(part)
            return total
        case _:
            return None


def integer_sum(form: Linear) -> str:
    """The form in Rocq's `Z_scope`, without parentheses.

    >>> integer_sum(Linear.of(-1, {"k": -1, "n": 2}))
    '- i_k + 2 * i_n - 1'
    """
    text = ""
    for name, c in form.parts:
        sign = ("- " if c < 0 else "") if not text else (" - " if c < 0 else " + ")
        text += sign + (f"i_{name}" if abs(c) == 1 else f"{abs(c)} * i_{name}")
    if form.constant or not text:
        sign = ("- " if form.constant < 0 else "") if not text else (" - " if form.constant < 0 else " + ")
        text += f"{sign}{abs(form.constant)}"
    return text


def integer_text(form: Linear) -> str:
    """The form in parentheses with its scope."""
    return f"({integer_sum(form)})%Z"


def _owed(term: Term) -> Iterable[Relation]:
    """What a term over the real numbers owes: its conditions, and that its parts are real."""
    yield from defining_conditions(Claim.make(relation("==", term, term)))
    yield from obligations(term)
