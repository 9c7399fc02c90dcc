"""A proof that is being written: the hypotheses in Lean's context, terms that prove signs, and lines of tactics."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from porism.provers.lean.mathlib.shapes import Shapes
from porism.provers.lean.mathlib.statement import SUBSCRIPTS, Statement
from porism.provers.lean.mathlib.syntax import Node, Reader, lean_name, relation_text, text, wrapped
from porism.symbolic.claim import Relation, relation
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.term import (
    ZERO,
    Apply,
    Constant,
    Number,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    subtract,
)

INDENT = "  "


class Proof:
    """The state of one proof; `facts` are further relations in the context, by the term that proves them."""

    def __init__(self, statement: Statement, facts: Mapping[Relation, str] | None = None) -> None:
        self.statement = statement
        self.reader: Reader = statement.reader
        self.facts = {p.relation: p.name for p in statement.premises} | dict(facts or {})
        self.lines = list[str]()
        self._names = 0
        self._nonzero = set[str]()
        self._variables = {text(self.reader.variable(n)): n for n in statement.domains}
        self._variables |= {lean_name(n): n for n in statement.domains}  # in exponents

    def fresh(self, letter: str = "e") -> str:
        """A name that nothing in the context has."""
        while True:
            self._names += 1
            name = f"{letter}{self._names}".translate(SUBSCRIPTS)
            if name not in self.facts.values():
                return name

    def say(self, *lines: str) -> None:
        """Adds lines of tactics."""
        self.lines += lines

    def term(self, node: Node) -> Term:
        """The term that an expression says."""
        match node.kind, node.parts:
            case "number", ():
                return number(int(node.value))
            case "atom", _ if node.value in self._variables:
                return Variable(self._variables[node.value])
            case "atom", _:
                constants = {"Real.pi": "pi", "Complex.I": "i", "(Real.pi : ℂ)": "pi"}
                if node.value in constants:
                    return Constant(constants[node.value])
            case "neg", (a,):
                return negate(self.term(a))
            case (("add" | "sub" | "mul" | "div"), (a, b)):
                left, right = self.term(a), self.term(b)
                if node.kind in ("add", "sub"):
                    return add(left, right) if node.kind == "add" else subtract(left, right)
                return multiply(left, right) if node.kind == "mul" else divide(left, right)
            case "inv", (a,):
                return power(self.term(a), number(-1))
            case "pow", (a,):
                return power(self.term(a), number(int(node.value)))
            case (("power" | "rpow"), (a, b)):
                return power(self.term(a), self.term(b))
            case "abs", (a,):
                return Apply("abs", self.term(a))
            case "call", (a,):
                function = node.value.rpartition(".")[2]
                if function == "sqrt":
                    return square_root(self.term(a))
                named = {"arcsin": "asin", "arccos": "acos", "arctan": "atan", "arsinh": "asinh"}
                return Apply(named.get(function, function), self.term(a))
            case _:
                pass
        raise UnsupportedError(f"{text(node)[:60]} is no term of the theorem")

    def shapes(self, bounds: bool = False) -> Shapes:
        """What is seen from everything in the context."""
        return Shapes(self.facts, self.statement.domains, bounds)

    def nonzero(self, node: Node) -> str | None:
        """A proof of node ≠ 0."""
        term = self._term_or_none(node)
        if term is None:
            return None
        if name := self.facts.get(relation("!=", term, ZERO)):
            return name
        if self.reader.system == "ℂ":
            return self._complex_nonzero(node)
        if name := self.facts.get(Relation("<", ZERO, term)):
            return f"{name}.ne'"
        if node.kind == "call" and node.value == "Real.cosh":
            return f"(Real.cosh_pos {wrapped(node.parts[0])}).ne'"
        if isinstance(term, Number):
            return _shown(node, "≠", "norm_num") if term.value else None
        if self.shapes().nonzero(term):
            return _shown(node, "≠", "positivity")
        if node.kind == "call" and node.value == "Real.sqrt":
            (a,) = node.parts
            inner, zero = self.term(a), self.nonzero(a)
            if (known := self.facts.get(Relation("<=", ZERO, inner))) and zero:
                return f"(Real.sqrt_pos.mpr (lt_of_le_of_ne {known} {zero}.symm)).ne'"
        if isinstance(term, Variable) and self.shapes(bounds=True).positive(term):
            return f"{_shown(node, '>', 'linarith')}.ne'"
        return None

    def say_nonzero(self, factors: Iterable[Node]) -> None:
        """Puts `factor ≠ 0` into the context, for `field_simp` to find; `UnsupportedError` where it is not seen."""
        for factor in factors:
            shown = self.nonzero(factor)
            if shown is None:
                raise UnsupportedError(f"nothing says that the divisor {text(factor)[:80]} is not zero")
            if shown in self.facts.values() or text(factor) in self._nonzero:
                continue  # a hypothesis, or said before
            self._nonzero.add(text(factor))
            value = f"by {tactic}" if (tactic := tactic_of(shown)) else shown
            zero = relation_text(factor, "≠", Node("number", (), "0", factor.system))
            self.say(f"have {self.fresh('hd')} : {zero} := {value}")

    def positive(self, node: Node) -> str | None:
        """A proof of 0 < node."""
        return self._sign(node, "<")

    def nonnegative(self, node: Node) -> str | None:
        """A proof of 0 ≤ node."""
        term = self._term_or_none(node)
        if (
            term is not None
            and self.reader.system != "ℂ"
            and (name := self.facts.get(Relation("<", ZERO, term)))
        ):
            return f"{name}.le"
        return self._sign(node, "<=")

    def follows(self, stated: Relation) -> str | None:
        """A proof of a relation that is known, or of a sign that is seen."""
        if name := self.facts.get(stated):
            return name
        match stated:
            case Relation("<" | "<=" as kind, left, right) if left == ZERO:
                return self._sign(self.reader.node(right), kind)
            case Relation("!=", left, right) if ZERO in (left, right):
                return self.nonzero(self.reader.node(left if right == ZERO else right))
            case _:
                return None

    def _sign(self, node: Node, kind: str) -> str | None:
        term = self._term_or_none(node)
        if term is None or self.reader.system == "ℂ":
            return None
        stated = Relation("<", ZERO, term) if kind == "<" else Relation("<=", ZERO, term)
        if name := self.facts.get(stated):
            return name
        sign = "<" if kind == "<" else "≤"
        if isinstance(term, Number):
            seen = term.value > 0 or (kind == "<=" and term.value == 0)
            return _shown(node, sign, "norm_num") if seen else None
        if self.shapes().follows(stated):
            return _shown(node, sign, "positivity")
        if isinstance(term, Variable) and self.shapes(bounds=True).follows(stated):
            return _shown(node, sign, "linarith")
        return None

    def _complex_nonzero(self, node: Node) -> str | None:
        match node.kind, node.parts:
            case "number", () if node.value != "0":
                return _shown(node, "≠", "norm_num")
            case "call", (a,) if node.value == "Complex.exp":
                return f"(Complex.exp_ne_zero {text(a) if a.kind == 'atom' else f'({text(a)})'})"
            case "mul", (a, b):
                left, right = self.nonzero(a), self.nonzero(b)
                return f"(mul_ne_zero {left} {right})" if left and right else None
            case "pow", (a,):
                inner = self.nonzero(a)
                return f"(pow_ne_zero {node.value} {inner})" if inner else None
            case _:
                return None

    def _term_or_none(self, node: Node) -> Term | None:
        try:
            return self.term(node)
        except UnsupportedError:
            return None


def _shown(node: Node, sign: str, tactic: str) -> str:
    """A term that says what it proves, so that nothing has to be inferred: `node ≠ 0`, `0 < node`, `0 ≤ node`."""
    if sign == "≠":
        return f"(show {relation_text(node, '≠', Node('number', (), '0', node.system))} by {tactic})"
    small = "<" if sign == ">" else sign
    return f"(show (0 : {node.system}) {small} {text(node)} by {tactic})"


def tactic_of(shown: str) -> str:
    """The tactic of a term of the form `(show … by tactic)`, empty for another.

    >>> tactic_of("(show (0 : ℝ) < x + 1 by positivity)"), tactic_of("hx.ne'")
    ('positivity', '')
    """
    found = re.fullmatch(r"\(show .* by (\w+)\)", shown)
    return found.group(1) if found else ""


def enclosed(written: str) -> str:
    """The text as an operand: in parentheses unless it is one word.

    >>> enclosed("x"), enclosed("x + 1")
    ('x', '(x + 1)')
    """
    return f"({written})" if " " in written or "-" in written else written
