r"""Lean's values as terms of the claim language: where Lean's functions are total, the term says so or it is refused.

| Lean | term | agrees |
| --- | --- | --- |
| `a - b` in ℕ | a − b where a ≥ b is known, else (a − b + \|a − b\|)/2 | everywhere |
| `a / b`, `a % b` in ℕ, ℤ | their value for literals; refused otherwise | everywhere |
| `a / b`, `a⁻¹` in ℚ, ℝ, ℂ (0 where b = 0) | a/b, and 0 for a literal b = 0 | where defined, unless b ≠ 0 is known |
| `√a` (0 where a < 0) | sqrt(a) where a ≥ 0 is known, else sqrt((a + \|a\|)/2) | everywhere |
| `Real.log a` (log \|a\|, 0 at 0) | log(a) where a > 0 is known, else log(abs(a)) | where defined, unless a ≠ 0 is known |
| `Complex.log a` (0 at 0) | log(a), the principal branch | where defined, unless a ≠ 0 is known |
| `Real.tan a` (0 at poles) | tan(a) | where defined |
| `x ^ n`, n : ℕ | x**n, with 0⁰ = 1 | everywhere |
| `x ^ n`, n : ℤ (0 at 0 for n < 0) | x**n | where defined, unless x ≠ 0 or n ≥ 0 is known |
| `x ^ y`, y : ℝ | x**y where x ≥ 0 is known or y is a literal integer; else refused | where defined, unless x > 0 or y ≥ 0 |
| `Real.arcsin a`, `arccos a` | asin(a), acos(a) where −1 ≤ a ≤ 1 is known; refused otherwise | everywhere |
| `Nat.sqrt`, `Nat.gcd`, `choose`, … | their value for literals; `n !` is factorial(n); refused otherwise | everywhere |

Coercions are embeddings, so a natural number is its value whatever the type. "Where defined": claim and statement agree at
every point at which the claim is defined, and Lean's statement speaks about further points, by its conventions;
`Values.partial` says so.
"""

from __future__ import annotations

import math
from fractions import Fraction

from porism.datasets.lean_statements import typed as t
from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.sequents import Definitions
from porism.datasets.lean_statements.signs import Facts
from porism.datasets.lean_statements.typed import Binding, Type, Typed
from porism.symbolic.term import (
    HALF,
    MAX_NODES,
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Apply,
    I,
    Number,
    Term,
    add,
    children,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    subtract,
)

MAX_TERMS = 200  # of a sum or product that is written out
MAX_ARGUMENT = 2_000  # of factorials and binomials of literals
MAX_HEIGHT = 60  # of the term that stands for a bound variable
_EVERYWHERE = {
    "Real.exp": "exp", "Real.sin": "sin", "Real.cos": "cos", "Real.arctan": "atan", "Real.sinh": "sinh",
    "Real.cosh": "cosh", "Real.tanh": "tanh", "Real.arsinh": "asinh", "Complex.exp": "exp", "Complex.sin": "sin",
    "Complex.cos": "cos", "Complex.sinh": "sinh", "Complex.cosh": "cosh",
}  # fmt: skip


class Values:
    """Translates typed expressions under facts; `partial` says that a term is defined at fewer points than Lean's."""

    def __init__(self, facts: Facts, definitions: Definitions) -> None:
        self.facts, self.definitions = facts, definitions
        self._values = dict[Binding, tuple[Term, int]]()
        self.partial = False
        self._steps = 0

    def _count(self, nodes: int) -> None:
        """Every node of a result is counted: when it is made, and when its part of a term is used again."""
        self._steps += nodes
        if self._steps > MAX_NODES:
            raise Refusal(Reason.LIMIT, f"more than {MAX_NODES:,} parts")

    def bind(self, binding: Binding, value: Term) -> None:
        """The term that a variable stands for."""
        size, height = _measure(value)
        if height > MAX_HEIGHT:
            raise Refusal(Reason.LIMIT, f"nested deeper than {MAX_HEIGHT} levels")
        self._values[binding] = value, size

    def term(self, found: Typed) -> Term:
        """The value as a term."""
        self._count(1)
        kind = found.cell.type
        if kind is None:
            raise Refusal(Reason.ELABORATION, "a type that nothing here determines", found.offset)
        match found:
            case t.Literal(literal, _, _):
                return number(literal)
            case t.Local(binding, _, _):
                value, size = self._values[binding]
                self._count(size)
                return value
            case t.Cast(operand, _, _):
                return self.term(operand)
            case t.Operation(operator, operands, _, offset):
                return self._operation(operator, kind, [self.term(o) for o in operands], offset)
            case t.Power(base, exponent, _, offset):
                return self._power(self.term(base), self.term(exponent), exponent.cell.type, offset)
            case t.Function(name, arguments, _, offset):
                return self._function(name, kind, [self.term(a) for a in arguments], offset)
            case t.Applied(function, arguments, _, offset):
                return self._applied(function, arguments, offset)
            case t.Folded():
                return self._folded(found)

    def _operation(self, operator: str, kind: Type, parts: list[Term], offset: int) -> Term:
        match operator:
            case "+":
                return add(*parts)
            case "*":
                return multiply(*parts)
            case "-" if kind == Type.NAT:
                return self._truncated(subtract(*parts))
            case "-":
                return subtract(*parts)
            case "neg" if kind != Type.NAT:
                return negate(parts[0])
            case "/" if kind.is_field:
                return self._quotient(*parts)
            case "inv" if kind.is_field:
                return self._quotient(ONE, parts[0])
            case "/" | "%" if not kind.is_field:
                return _integer_division(operator, parts[0], parts[1], offset)
            case _:
                raise Refusal(Reason.ELABORATION, f"{operator} in {kind.symbol}", offset)

    def _truncated(self, difference: Term) -> Term:
        if isinstance(difference, Number):
            return number(max(difference.value, Fraction(0)))
        return difference if self.facts.is_nonnegative(difference) else self._positive_part(difference)

    def _quotient(self, a: Term, b: Term) -> Term:
        if b == ZERO:
            return ZERO  # Lean's a/0
        if not (isinstance(b, Number) or self.facts.is_nonzero(b)):
            self.partial = True
        return divide(a, b)

    def _power(self, base: Term, exponent: Term, kind: Type | None, offset: int) -> Term:
        if isinstance(exponent, Number) and exponent.value.denominator == 1:
            if exponent.value >= 0:
                return power(base, exponent)
            return self._quotient(ONE, power(base, negate(exponent)))
        if kind == Type.NAT:
            return power(base, exponent)
        if kind == Type.INT:
            if not (self.facts.is_nonzero(base) or self.facts.is_nonnegative(exponent)):
                self.partial = True
            return power(base, exponent)
        if kind == Type.REAL:
            if self.facts.is_positive(base):
                return power(base, exponent)
            if self.facts.is_nonnegative(base):
                self.partial = self.partial or not self.facts.is_nonnegative(exponent)
                return power(base, exponent)
            raise Refusal(Reason.CONVENTION, "a real power of a base whose sign is not known", offset)
        raise Refusal(Reason.CONVENTION, "a complex power", offset)

    def _function(self, name: str, kind: Type, parts: list[Term], offset: int) -> Term:
        if name in _EVERYWHERE:
            return Apply(_EVERYWHERE[name], parts[0])
        match name, parts:
            case "Real.pi", []:
                return PI
            case "Complex.I", []:
                return I
            case "Real.sqrt", [a]:
                if isinstance(a, Number) and a.value < 0:
                    return ZERO
                return square_root(a if self.facts.is_nonnegative(a) else self._positive_part(a))
            case "Complex.log", [a]:
                self.partial = self.partial or not self.facts.is_nonzero(a)
                return Apply("log", a) if a != ZERO else ZERO
            case (("norm" | "Complex.abs"), [a]):
                return Apply("abs", a) if not isinstance(a, Number) else number(abs(a.value))
            case "Real.log", [a]:
                return self._log(a)
            case "Real.logb", [base, a]:
                return self._quotient(self._log(a), self._log(base))
            case "Real.rpow", [base, exponent]:
                return self._power(base, exponent, Type.REAL, offset)
            case "Real.tan", [a]:
                self.partial = self.partial or a != ZERO
                return Apply("tan", a)
            case (("abs" | "max" | "min"), _) if kind == Type.COMPLEX or (name == "abs" and kind == Type.NAT):
                raise Refusal(Reason.ELABORATION, f"{name} in {kind.symbol}", offset)
            case (("abs" | "Int.natAbs"), [a]):
                return Apply("abs", a) if not isinstance(a, Number) else number(abs(a.value))
            case (("max" | "min"), [a, b]):
                return self._extreme(a, b, MINUS_ONE if name == "min" else ONE)
            case (("Real.arcsin" | "Real.arccos"), [a]):
                if not (
                    self.facts.is_nonnegative(add(ONE, a)) and self.facts.is_nonnegative(subtract(ONE, a))
                ):
                    raise Refusal(Reason.CONVENTION, f"{name} of a value that may be outside [-1, 1]", offset)
                return Apply({"Real.arcsin": "asin", "Real.arccos": "acos"}[name], a)
            case "Nat.succ", [a]:
                return add(a, ONE)
            case "Nat.pred", [a]:
                return self._truncated(subtract(a, ONE))
            case "Nat.factorial", [a] if not isinstance(a, Number):
                return Apply("gamma", add(a, ONE))
            case _:
                return _of_literals(name, parts, offset)

    def _log(self, a: Term) -> Term:
        if a == ZERO:
            return ZERO
        if self.facts.is_positive(a):
            return Apply("log", a) if a != ONE else ZERO
        if not self.facts.is_nonzero(a):
            self.partial = True
        return Apply("log", Apply("abs", a) if not isinstance(a, Number) else number(abs(a.value)))

    def _extreme(self, a: Term, b: Term, sign: Term) -> Term:
        if isinstance(a, Number) and isinstance(b, Number):
            return number(max(a.value, b.value) if sign == ONE else min(a.value, b.value))
        self._count(_measure(a)[0] + _measure(b)[0])
        return multiply(HALF, add(a, b, multiply(sign, Apply("abs", subtract(a, b)))))

    def _positive_part(self, a: Term) -> Term:
        """max(a, 0)."""
        self._count(_measure(a)[0])
        return multiply(HALF, add(a, Apply("abs", a)))

    def _applied(self, function: Binding, arguments: tuple[Typed, ...], offset: int) -> Term:
        if function not in self.definitions:
            raise Refusal(Reason.UNKNOWN_FUNCTION, function.name, offset)
        indices, body = self.definitions[function]
        values = [self.term(a) for a in arguments]
        return self._at(list(zip(indices, values, strict=True)), body)

    def _at(self, values: list[tuple[Binding, Term]], body: Typed) -> Term:
        """The body with values for its variables, which may be bound outside already: a function in its own argument."""
        before = dict(self._values)
        for index, value in values:
            self.bind(index, value)
        found = self.term(body)
        self._values = before
        return found

    def _folded(self, found: t.Folded) -> Term:
        low = ZERO if found.low is None else self.term(found.low)
        high = self.term(found.high)
        if not (isinstance(low, Number) and isinstance(high, Number)):
            raise Refusal(Reason.SUM, "bounds that are not literals", found.offset)
        first, last = int(low.value) + found.shift[0], int(high.value) + found.shift[1]
        if last - first >= MAX_TERMS:
            raise Refusal(Reason.LIMIT, f"a sum of more than {MAX_TERMS} terms", found.offset)
        parts = [self._at([(found.index, number(k))], found.body) for k in range(first, last + 1)]
        if found.operator == "+":
            return add(*parts) if parts else ZERO
        return multiply(*parts) if parts else ONE


def _measure(term: Term) -> tuple[int, int]:
    """(number of nodes, height)."""
    parts = [_measure(part) for part in children(term)]
    return 1 + sum(size for size, _ in parts), 1 + max((height for _, height in parts), default=0)


def _integer_division(operator: str, a: Term, b: Term, offset: int) -> Term:
    """Lean's Euclidean division of ℤ, which is that of ℕ on ℕ: the remainder is not negative, a/0 = 0, a % 0 = a."""
    if not (isinstance(a, Number) and isinstance(b, Number)):
        raise Refusal(Reason.INTEGER_DIVISION, f"{operator} of integers", offset)
    if not b.value:
        return ZERO if operator == "/" else a
    remainder = a.value % abs(b.value)
    return number(remainder if operator == "%" else (a.value - remainder) / b.value)


def _of_literals(name: str, parts: list[Term], offset: int) -> Term:
    values = [int(p.value) for p in parts if isinstance(p, Number)]
    if len(values) < len(parts):
        raise Refusal(Reason.FUNCTION, f"{name} of something that is no literal", offset)
    if name in ("Nat.factorial", "Nat.choose") and max(values) > MAX_ARGUMENT:
        raise Refusal(Reason.LIMIT, f"{name} of a number beyond {MAX_ARGUMENT:,}", offset)
    match name, values:
        case "Nat.sqrt", [n]:
            return number(math.isqrt(n))
        case "Nat.factorial", [n]:
            return number(math.factorial(n))
        case "Nat.choose", [n, k]:
            return number(math.comb(n, k))
        case "Nat.gcd", [n, k]:
            return number(math.gcd(n, k))
        case "Nat.lcm", [n, k]:
            return number(math.lcm(n, k))
        case _:
            raise Refusal(Reason.FUNCTION, name, offset)
