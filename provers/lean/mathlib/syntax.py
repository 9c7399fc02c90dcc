"""Terms as Lean expressions over one number system, ℕ, ℤ, ℚ, ℝ or ℂ, and their text.

    term ──Reader──► Node ──text──► Lean        x**2/3 − sqrt(y) ⟶ x ^ 2 / 3 - Real.sqrt y

A `Node` has the shape that Lean's parser gives the text, so that a proof can follow it: `x - y` is a subtraction, not a sum.
Variables of a smaller system are cast, `(n : ℝ)`; a number that no neighbour gives a type gets one, `(2 : ℝ) ^ x`; natural
exponents are natural numbers, others are real or complex. There is no division and no subtraction in ℕ, and no division
in ℤ: `number_system` chooses a system in which every operation of the claim is the mathematical one.

The text means the term where `statement.obligations` hold. Nothing is simplified; linear in the term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal, TypeAlias, assert_never

from porism.provers.rocq.stating.emit import unfolded
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import (
    Apply,
    Constant,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    number,
    power,
    subterms,
)

System: TypeAlias = Literal["ℕ", "ℤ", "ℚ", "ℝ", "ℂ"]
Kind: TypeAlias = Literal[
    "number", "atom", "neg", "add", "sub", "mul", "div", "inv", "pow", "power", "rpow", "call", "abs"
]

REAL_FUNCTIONS = {
    "exp": "Real.exp", "log": "Real.log", "sin": "Real.sin", "cos": "Real.cos", "tan": "Real.tan", "sinh": "Real.sinh",
    "cosh": "Real.cosh", "tanh": "Real.tanh", "asin": "Real.arcsin", "acos": "Real.arccos", "atan": "Real.arctan",
    "asinh": "Real.arsinh",
}  # fmt: skip
COMPLEX_FUNCTIONS = {
    "exp": "Complex.exp", "log": "Complex.log", "sin": "Complex.sin", "cos": "Complex.cos", "tan": "Complex.tan",
    "sinh": "Complex.sinh", "cosh": "Complex.cosh", "tanh": "Complex.tanh",
}  # fmt: skip
SIGNS = {"==": "=", "!=": "≠", "<=": "≤", "<": "<"}
MAX_POWER = 1000

# How tightly a text binds, as in Lean.
_SUM, _PRODUCT, _POWER, _CALL, _ATOM = 65, 70, 75, 1023, 1024


@dataclass(frozen=True)
class Node:
    """An expression: `value` is a number's digits, an atom's text, a function's name or a literal exponent.

    The part of an atom that is a cast is the variable in its own type.
    """

    kind: Kind
    parts: tuple[Node, ...] = ()
    value: str = ""
    system: System = field(default="ℝ", compare=False)

    def __str__(self) -> str:
        return text(self)


def lean_name(name: str) -> str:
    """The variable's name in Lean: itself if no keyword and no name of Lean or Mathlib can look like it.

    >>> lean_name("x"), lean_name("x_1"), lean_name("Real"), lean_name("v_x"), lean_name("fun")
    ('x', 'x_1', 'v_Real', 'v_v_x', 'v_fun')
    """
    short = re.fullmatch(r"[A-Za-z][0-9]*|[A-Za-z]_[A-Za-z0-9]+", name, re.ASCII)
    return name if short and not name.startswith("v_") else f"v_{name}"


def variable_type(domain: Domain) -> System:
    """The type of a variable with this domain."""
    match domain.name:
        case "complex":
            return "ℂ"
        case "integer":
            return "ℤ"
        case "natural":
            return "ℕ"
        case _:
            return "ℝ"


def number_system(terms: Iterable[Term], domains: Mapping[str, Domain], natural: bool = False) -> System:
    """The smallest system in which every operation of the terms is the mathematical one; ℕ only if `natural`."""
    parts = [p for t in terms for p in subterms(t)]
    types = {variable_type(domains.get(p.name, Domain("real"))) for p in parts if isinstance(p, Variable)}
    if "ℂ" in types or Constant("i") in parts:
        return "ℂ"
    if "ℝ" in types or any(_is_real_operation(p, domains) for p in parts):
        return "ℝ"
    numbers = [p.value for p in parts if isinstance(p, Number)]
    divides = any(
        isinstance(p, Power) and isinstance(p.exponent, Number) and p.exponent.value < 0 for p in parts
    )
    if divides or any(q.denominator != 1 for q in numbers):
        return "ℚ"
    if any(isinstance(p, Power) and not _is_natural(p.exponent, domains) for p in parts):
        return "ℚ"
    return "ℕ" if natural and types == {"ℕ"} and all(q >= 0 for q in numbers) else "ℤ"


def _is_real_operation(part: Term, domains: Mapping[str, Domain]) -> bool:
    match part:
        case Constant() | Derivative():
            return True
        case Apply(function, _):
            return function != "abs"
        case Power(_, Number(q)):
            return q.denominator != 1
        case Power(_, exponent):
            return not is_integral(exponent, domains)
        case _:
            return False


def is_integral(term: Term, domains: Mapping[str, Domain]) -> bool:
    """Whether the term is plainly an integer."""
    match term:
        case Number(q):
            return q.denominator == 1
        case Variable(name):
            return domains.get(name, Domain("real")).is_discrete
        case Sum(parts) | Product(parts):
            return all(is_integral(p, domains) for p in parts)
        case Power(base, Number(q)):
            return q.denominator == 1 and q >= 0 and is_integral(base, domains)
        case _:
            return False


def _is_natural(term: Term, domains: Mapping[str, Domain]) -> bool:
    """Whether the term is plainly a natural number, by operations of ℕ alone."""
    return is_integral(term, domains) and all(
        p.value >= 0
        if isinstance(p, Number)
        else domains.get(p.name, Domain("real")).name == "natural"
        if isinstance(p, Variable)
        else True
        for p in subterms(term)
    )


@dataclass(frozen=True)
class Reader:
    """Reads terms as expressions over `system`, the variables having the types of their domains."""

    system: System
    domains: Mapping[str, Domain]

    def node(self, term: Term) -> Node:
        """The expression; raises `UnsupportedError` for what Mathlib has no certain name for."""
        return self._node(_defined(term, self.system))

    def _node(self, term: Term) -> Node:
        match term:
            case Number(value):
                return self._number(value)
            case Variable(name):
                return self.variable(name)
            case Constant("pi"):
                return self._constant("Real.pi")
            case Constant("e"):
                return self._call("exp", self._number(Fraction(1)))
            case Constant():
                return self._make("atom", value="Complex.I")
            case Apply("abs", argument):
                return self._absolute(argument)
            case Apply(function, argument):
                return self._call(function, self._node(argument))
            case Power(base, Number(q)):
                return self._numeric_power(base, q)
            case Power(base, exponent):
                return self._symbolic_power(base, exponent)
            case Product():
                negative, inner = self._signed(term)
                return self._make("neg", inner) if negative else inner
            case Sum(terms):
                return self._sum(terms)
            case Derivative():
                raise UnsupportedError(f"{term} stands where a value is needed")
            case _:
                assert_never(term)

    def variable(self, name: str) -> Node:
        """The variable, cast where its own type is smaller."""
        own = variable_type(self.domains.get(name, Domain("real")))
        written = lean_name(name)
        if own == self.system:
            return self._make("atom", value=written)
        return self._make("atom", Node("atom", (), written, own), value=f"({written} : {self.system})")

    def _make(self, kind: Kind, *parts: Node, value: str = "") -> Node:
        return Node(kind, parts, value, self.system)

    def _constant(self, name: str) -> Node:
        return self._make("atom", value=name if self.system == "ℝ" else f"({name} : {self.system})")

    def _number(self, value: Fraction) -> Node:
        found = self._make("number", value=str(abs(value.numerator)))
        if value.denominator != 1:
            if self.system in ("ℕ", "ℤ"):
                raise UnsupportedError(f"{value} is no integer")
            found = self._make("div", found, self._make("number", value=str(value.denominator)))
        return self._make("neg", found) if value < 0 else found

    def _call(self, function: str, argument: Node) -> Node:
        names = COMPLEX_FUNCTIONS if self.system == "ℂ" else REAL_FUNCTIONS
        if function not in names or self.system not in ("ℝ", "ℂ"):
            raise UnsupportedError(f"{function} over {self.system} is not written in Lean")
        return self._make("call", argument, value=names[function])

    def _absolute(self, argument: Term) -> Node:
        return self._make("abs", self._node(argument))

    def _numeric_power(self, base: Term, q: Fraction) -> Node:
        if q < 0:
            return self._make("inv", self._node(power(base, number(-q))))
        if q > MAX_POWER:
            raise UnsupportedError(f"the exponent {q} exceeds {MAX_POWER}")
        if q.denominator == 1:
            return self._make("pow", self._node(base), value=str(q.numerator))
        if q.denominator == 2 and self.system == "ℝ":
            root = self._make("call", self._node(base), value="Real.sqrt")
            return root if q.numerator == 1 else self._make("pow", root, value=str(q.numerator))
        return self._make("rpow", self._node(base), self._number(q))

    def _symbolic_power(self, base: Term, exponent: Term) -> Node:
        for smaller in ("ℕ", "ℤ"):
            fits = (_is_natural if smaller == "ℕ" else is_integral)(exponent, self.domains)
            if fits and (smaller == "ℕ" or self.system in ("ℚ", "ℝ", "ℂ")):
                inner = Reader("ℕ" if smaller == "ℕ" else "ℤ", self.domains)
                return self._make("power", self._node(base), inner.node(exponent))
        if self.system not in ("ℝ", "ℂ"):
            raise UnsupportedError(f"the exponent {exponent} over {self.system} is not written in Lean")
        return self._make("rpow", self._node(base), self._node(exponent))

    def _sum(self, terms: tuple[Term, ...]) -> Node:
        # Numbers are sorted first; people write them last, and begin with what has no minus sign.
        signed = [self._signed(t) for t in sorted(terms, key=lambda t: isinstance(t, Number))]
        lead = next((k for k, (negative, _) in enumerate(signed) if not negative), 0)
        (negative, total), *rest = signed[lead], *signed[:lead], *signed[lead + 1 :]
        total = self._make("neg", total) if negative else total
        for negative, piece in rest:
            total = self._make("sub" if negative else "add", total, piece)
        return total

    def _signed(self, term: Term) -> tuple[bool, Node]:
        """Whether a minus sign stands before the term, and the rest."""
        coefficient = Fraction(1)
        above, below = list[Term](), list[Term]()
        for factor in term.factors if isinstance(term, Product) else (term,):
            match factor:
                case Number(value):
                    coefficient = value
                case Power(base, Number(q)) if q < 0:
                    below.append(power(base, number(-q)))
                case _:
                    above.append(factor)
        above.sort(key=lambda t: t == Constant("i"))
        tops = [self._node(t) for t in above]
        bottoms = [self._node(t) for t in below]
        if coefficient.denominator != 1:
            bottoms.insert(0, self._number(Fraction(coefficient.denominator)))
        if abs(coefficient.numerator) != 1 or (
            not tops and (coefficient.denominator != 1 or len(below) != 1)
        ):
            tops.insert(0, self._number(Fraction(abs(coefficient.numerator))))
        if not tops:
            return coefficient < 0, self._make("inv", bottoms[0])
        top = self._product(tops)
        return coefficient < 0, self._make("div", top, self._product(bottoms)) if bottoms else top

    def _product(self, factors: list[Node]) -> Node:
        total, *rest = factors
        for factor in rest:
            total = self._make("mul", total, factor)
        return total


def _defined(term: Term, system: System) -> Term:
    """The term without functions that are written by their definition."""
    known = COMPLEX_FUNCTIONS if system == "ℂ" else REAL_FUNCTIONS
    by_definition = {"cot", "sec", "csc", "coth", "sech", "csch"} | (
        set() if system == "ℂ" else {"acosh", "atanh"}
    )
    for part in subterms(term):
        if (
            isinstance(part, Apply)
            and part.function not in known
            and part.function not in by_definition | {"abs"}
        ):
            raise UnsupportedError(
                f"{part.function} over {system} is not written in Lean: no certain name in Mathlib"
            )
    return unfolded(term)


def relation_text(left: Node, sign: str, right: Node) -> str:
    """The relation, one side with a type if nothing else gives one.

    >>> r = Reader("ℝ", {})
    >>> relation_text(r.node(number(1)), "<", r.node(number(2)))
    '(1 : ℝ) < 2'
    """
    if is_untyped(left) and is_untyped(right):
        return f"({text(left)} : {left.system}) {sign} {text(right)}"
    return f"{text(left)} {sign} {text(right)}"


def is_untyped(node: Node) -> bool:
    """Whether nothing in the text says which numbers these are."""
    match node.kind:
        case "number":
            return True
        case "neg" | "add" | "sub" | "mul" | "div" | "inv":
            return all(map(is_untyped, node.parts))
        case "pow":
            return is_untyped(node.parts[0])
        case _:
            return False


def text(node: Node) -> str:
    """The expression in Lean.

    >>> from porism.symbolic.parse import parse_term
    >>> text(Reader("ℝ", {}).node(parse_term("x**2/3 - 2*sqrt(y)/x + exp(-x) - 1")))
    'Real.exp (-x) + x ^ 2 / 3 - 2 * Real.sqrt y / x - 1'
    """
    return _text(node)[0]


def wrapped(node: Node) -> str:
    """The expression as an argument: an atom, or in parentheses."""
    return _wrapped(node, _ATOM)


def _wrapped(node: Node, strength: int) -> str:
    written, own = _text(node)
    return written if own >= strength else f"({written})"


def _typed(node: Node) -> str:
    """The expression as an argument that has to say its type itself."""
    return f"({text(node)} : {node.system})" if is_untyped(node) else wrapped(node)


def _text(node: Node) -> tuple[str, int]:
    match node.kind, node.parts:
        case "number" | "atom", _:
            return node.value, _ATOM
        case "neg", (a,):
            return f"-{_wrapped(a, _POWER)}", _SUM
        case "add" | "sub", (a, b):
            sign = "+" if node.kind == "add" else "-"
            return f"{_wrapped(a, _SUM)} {sign} {_wrapped(b, _SUM + 1)}", _SUM
        case "mul" | "div", (a, b):
            sign = "*" if node.kind == "mul" else "/"
            return f"{_wrapped(a, _PRODUCT)} {sign} {_wrapped(b, _PRODUCT + 1)}", _PRODUCT
        case "inv", (a,):
            return f"{wrapped(a)}⁻¹", _ATOM
        case "pow", (a,):
            return f"{_wrapped(a, _CALL)} ^ {node.value}", _POWER
        case "power", (a, n):
            return f"{_typed(a) if is_untyped(a) else _wrapped(a, _CALL)} ^ {wrapped(n)}", _POWER
        case "rpow", (a, q):
            base = _typed(a) if is_untyped(a) else _wrapped(a, _CALL)
            return f"{base} ^ {text(q) if q.kind == 'atom' else f'({text(q)} : {q.system})'}", _POWER
        case "call", (a,):
            return f"{node.value} {wrapped(a)}", _CALL
        case "abs", (a,):
            if node.system == "ℂ":
                return f"(‖{text(a)}‖ : ℂ)", _ATOM
            inner = _typed(a) if is_untyped(a) else text(a)
            return (f"|{inner}|", _ATOM) if "|" not in inner else (f"abs {wrapped(a)}", _CALL)
        case _:
            raise UnsupportedError(f"an expression of the kind {node.kind} has another number of parts")


def nodes(node: Node) -> Iterator[Node]:
    """All parts, inner ones first."""
    for part in node.parts:
        yield from nodes(part)
    yield node
