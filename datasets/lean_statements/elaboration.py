"""Types for the numerals and operators of a statement, as Lean's elaborator finds them.

The operators `+ - * / %`, unary minus and the base of `^` form a tree, and both sides of a relation belong to one tree. Its
leaves are elaborated without an expected type; the largest type among them (and the expected one) becomes the type of the
tree, and coercions are put **at the leaves**: `(a - b : ℝ)` with natural a, b is `↑a - ↑b`, but `((a - b : ℕ) : ℝ)` is
`↑(a - b)`. An exponent has a tree of its own, so `x ^ (1/2)` is `x ^ 0` (since Lean 4.6). Numerals that nothing determines are
natural numbers, hence `1/2 = 0`. What is not certain here is refused (`Reason.ELABORATION`), never guessed: a type that only a
negative numeral or a binder without type speaks for, an inverse of integers, a short name that two open namespaces have.

References: Lean 4's source documentation of `binop%`, `binrel%`, `rightact%` (elaborator Extra); S. Ullrich, L. de Moura
(2022), Beyond Notations: Hygienic Macro Expansion for Theorem Proving Languages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from porism.datasets.lean_statements import typed as t
from porism.datasets.lean_statements.binders import Binders
from porism.datasets.lean_statements.names import (
    CASTS,
    FUNCTIONS,
    SAME_TYPE,
    full_name,
)
from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.syntax import (
    Ascription,
    Bars,
    BigOperator,
    Binder,
    Call,
    Infix,
    Lambda,
    Name,
    Numeral,
    Prefix,
    SetBraces,
    Syntax,
)
from porism.datasets.lean_statements.typed import Binding, Cell, Type, Typed

ARITHMETIC = frozenset("+-*/%")


@dataclass(frozen=True)
class _Leaf:
    found: Typed


@dataclass(frozen=True)
class _Branch:
    operator: str
    parts: tuple[_Tree, ...]
    exponent: Typed | None
    offset: int


_Tree: TypeAlias = _Leaf | _Branch


class Numbers(Binders):
    """Elaborates terms that stand for numbers; `propositions.py` builds on it."""

    def number(self, term: Syntax, expected: Cell | None = None) -> Typed:
        """The term, of the expected type if there is one."""
        match term:
            case Infix(operator, _, _, _) if operator in ARITHMETIC or operator == "^":
                return self._operators(term, expected)
            case Prefix("-" | "⁻¹", _, _):
                return self._operators(term, expected)
            case _:
                found = self._leaf(term, expected)
                return found if expected is None else self._coerced(found, expected)

    def pair(self, left: Syntax, right: Syntax) -> tuple[Typed, Typed]:
        """The two sides of a relation, which are one tree."""
        trees = (self._tree(left), self._tree(right))
        cell = self._type_of_tree(trees, None, left.offset)
        return self._built(trees[0], cell), self._built(trees[1], cell)

    def _operators(self, term: Syntax, expected: Cell | None) -> Typed:
        tree = self._tree(term)
        cell = self._type_of_tree((tree,), expected, term.offset)
        found = self._built(tree, cell)
        return found if expected is None else self._coerced(found, expected)

    def _tree(self, term: Syntax) -> _Tree:
        match term:
            case Infix("^", base, exponent, offset):
                return _Branch("^", (self._tree(base),), self._exponent(exponent), offset)
            case Infix(operator, left, right, offset) if operator in ARITHMETIC:
                return _Branch(operator, (self._tree(left), self._tree(right)), None, offset)
            case Prefix("-", argument, offset):
                return _Branch("neg", (self._tree(argument),), None, offset)
            case Prefix("⁻¹", argument, offset):
                inner = self._tree(argument)
                known = [leaf.cell.type for leaf in _leaves(inner)]
                largest = max((k for k in known if k is not None), default=None)
                if largest is not None and not largest.is_field:
                    raise Refusal(Reason.ELABORATION, f"an inverse of {largest.symbol}", offset)
                return _Branch("inv", (inner,), None, offset)
            case _:
                return _Leaf(self._leaf(term, None))

    def _exponent(self, term: Syntax) -> Typed:
        found = self.number(term)
        if self.context.displayed and isinstance(found, t.Literal) and found.value.denominator == 1:
            # A natural literal is the same power in every type of exponents.
            found.cell.unify(Cell(Type.NAT), found.offset)
        return found

    def _type_of_tree(self, trees: tuple[_Tree, ...], expected: Cell | None, offset: int) -> Cell:
        leaves = [leaf for tree in trees for leaf in _leaves(tree)]
        known = [leaf.cell.type for leaf in leaves]
        if expected is not None:
            known.append(expected.type)
        largest = max((k for k in known if k is not None), default=None)
        if largest is not None:
            return Cell(largest)
        cell = expected if expected is not None else self._fresh(offset)
        for leaf in leaves:
            cell.unify(leaf.cell, leaf.offset)
        if any(map(_has_minus, trees)):
            cell.root().literal = False  # ℤ or ℕ: Lean decides by the priority of instances
        return cell

    def _built(self, tree: _Tree, cell: Cell) -> Typed:
        match tree:
            case _Leaf(found):
                return self._coerced(found, cell)
            case _Branch("^", (base,), exponent, offset):
                if exponent is None:
                    raise Refusal(Reason.SYNTAX, "a power without exponent", offset)
                power = t.Power(self._built(base, cell), exponent, cell, offset)
                self.powers.append(power)
                return power
            case _Branch(operator, parts, _, offset):
                return t.Operation(operator, tuple(self._built(p, cell) for p in parts), cell, offset)

    def _coerced(self, found: Typed, cell: Cell) -> Typed:
        own, wanted = found.cell.type, cell.type
        if own is None or wanted is None or own == wanted:
            cell.unify(found.cell, found.offset)
            return found
        if own > wanted:
            raise Refusal(Reason.ELABORATION, f"{own.symbol} where {wanted.symbol} is expected", found.offset)
        return t.Cast(found, cell, found.offset)

    def _leaf(self, term: Syntax, expected: Cell | None) -> Typed:
        match term:
            case Numeral(value, scientific, offset):
                literal = t.Literal(value, self._fresh(offset, literal=not scientific), offset)
                if scientific:
                    self.decimals.append(literal)
                return literal
            case Name(text, offset):
                return self._name(text, offset)
            case Ascription(inner, kind, offset):
                found = self.data_type(kind)
                if not isinstance(found, Type):
                    raise Refusal(Reason.TYPE, "a type annotation that is no type of numbers", offset)
                cell = Cell(found)
                return self._coerced(self.number(inner, cell), cell)
            case Prefix("↑", inner, offset):
                return self._cast(self.number(inner), offset)
            case Prefix("√", inner, offset):
                return self._function("Real.sqrt", False, (inner,), offset)
            case Prefix("!", inner, offset):
                if not ("Nat" in self.context.inside or self.context.displayed):
                    raise Refusal(Reason.NAME, "! without `open Nat`", offset)
                return self._function("Nat.factorial", False, (inner,), offset)
            case Prefix("‖", inner, offset):
                return t.Function("norm", (self.number(inner),), Cell(Type.REAL), offset)
            case Bars(inner, offset):
                return self._same_type("abs", (inner,), expected, offset)
            case Call(Name(text, _), arguments, offset):
                return self._call(text, arguments, expected, offset)
            case BigOperator(operator, name, domain, body, offset):
                return self._folded(operator, name, domain, body, expected, offset)
            case Infix("=" | "≠" | "<" | "≤" | ">" | "≥" | "∈" | "∧" | "∨" | "→" | "↔", _, _, offset):
                raise Refusal(Reason.CONNECTIVE, "a proposition where a number is expected", offset)
            case SetBraces(_, offset) | Prefix("ᶜ", _, offset):
                raise Refusal(Reason.TYPE, "a set where a number is expected", offset)
            case _:
                raise Refusal(Reason.FUNCTION, "a term that is no number", term.offset)

    def _name(self, text: str, offset: int) -> Typed:
        binding = self.locals.get(text)
        if binding is not None:
            if binding.signature is not None:
                raise Refusal(Reason.UNKNOWN_FUNCTION, f"{text} without argument", offset)
            return t.Local(binding, binding.cell, offset)
        name, _ = self._resolved(text, offset)
        if name not in FUNCTIONS or FUNCTIONS[name][0]:
            raise Refusal(Reason.FUNCTION, f"{text} without argument", offset)
        return t.Function(name, (), Cell(FUNCTIONS[name][1]), offset)

    def _resolved(self, text: str, offset: int) -> tuple[str, bool]:
        if text.partition(".")[0] in self.locals:
            raise Refusal(Reason.NAME, f"{text[:40]}, a function written behind a variable", offset)
        if self.context.is_shadowed(text):
            raise Refusal(Reason.NOTATION, f"{text[:40]} is declared in the file", offset)
        found = full_name(text, self.context)
        if found is None:
            dotted = "." in text
            raise Refusal(Reason.FUNCTION if dotted else Reason.NAME, text[:60], offset)
        return found

    def _call(self, text: str, arguments: tuple[Syntax, ...], expected: Cell | None, offset: int) -> Typed:
        binding = self.locals.get(text)
        if binding is not None:
            return self._applied(binding, arguments, offset)
        if text in ("Finset.sum", "Finset.prod") and not self.context.is_shadowed(text):
            match arguments:
                case (domain, Lambda(Binder((name,), None, _, _), body, _)):
                    operator = "∑" if text == "Finset.sum" else "∏"
                    return self._folded(operator, name, domain, body, expected, offset)
                case _:
                    raise Refusal(Reason.SUM, "a sum that is not over fun x => …", offset)
        name, needs_real = self._resolved(text, offset)
        if name in SAME_TYPE:
            return self._same_type(name, arguments, expected, offset)
        if name in CASTS:
            if len(arguments) != 1:
                raise Refusal(Reason.ELABORATION, f"{name} with {len(arguments)} arguments", offset)
            return self._cast(self.number(arguments[0], Cell(CASTS[name])), offset)
        return self._function(name, needs_real, arguments, offset)

    def _applied(self, binding: Binding, arguments: tuple[Syntax, ...], offset: int) -> Typed:
        signature = binding.signature
        if signature is None or len(arguments) != len(signature.arguments):
            raise Refusal(Reason.ELABORATION, f"{binding.name} with {len(arguments)} arguments", offset)
        found = tuple(
            self.number(a, Cell(kind)) for a, kind in zip(arguments, signature.arguments, strict=True)
        )
        return t.Applied(binding, found, Cell(signature.result), offset)

    def _function(self, name: str, needs_real: bool, arguments: tuple[Syntax, ...], offset: int) -> Typed:
        kinds, result = FUNCTIONS[name]
        if len(arguments) != len(kinds):
            raise Refusal(Reason.ELABORATION, f"{name} with {len(arguments)} arguments", offset)
        found = list[Typed]()
        for argument, kind in zip(arguments, kinds, strict=True):
            one = self.number(argument, None if needs_real else Cell(kind))
            if needs_real and one.cell.type != Type.REAL:
                raise Refusal(Reason.ELABORATION, f"{name} by a short name that others have too", offset)
            found.append(one)
        return t.Function(name, tuple(found), Cell(result), offset)

    def _cast(self, operand: Typed, offset: int) -> t.Cast:
        cast = t.Cast(operand, self._fresh(offset, literal=False), offset)
        self.casts.append(cast)
        return cast

    def _same_type(
        self, name: str, arguments: tuple[Syntax, ...], expected: Cell | None, offset: int
    ) -> Typed:
        if len(arguments) != SAME_TYPE[name]:
            raise Refusal(Reason.ELABORATION, f"{name} with {len(arguments)} arguments", offset)
        found = tuple(self.number(a) for a in arguments)
        for other in found[1:]:
            found[0].cell.unify(other.cell, other.offset)
        self._agrees(found[0], expected)
        return t.Function(name, found, found[0].cell, offset)

    def _agrees(self, found: Typed, expected: Cell | None) -> None:
        """An expected type passes into the argument, which can change a division: only one and the same type is certain."""
        if expected is not None and expected.type is not None and found.cell.type is not None:
            found.cell.unify(Cell(expected.type), found.offset)

    def _folded(
        self, operator: str, name: str, domain: Syntax, body: Syntax, expected: Cell | None, offset: int
    ) -> Typed:
        index_type, low, high, shift = self._range(domain)
        hidden = self.locals.get(name)
        index = self.bind(name, index_type, offset)
        found = self.number(body)
        if hidden is None:
            del self.locals[name]
        else:
            self.locals[name] = hidden
        self._agrees(found, expected)
        return t.Folded("+" if operator == "∑" else "*", index, low, high, shift, found, found.cell, offset)

    def _range(self, domain: Syntax) -> tuple[Cell, Typed | None, Typed, tuple[int, int]]:
        """(type of the index, low, high, what to add to both ends)."""
        match domain:
            case Call(Name(name, offset), _, _) if self.context.is_shadowed(name) or name in self.locals:
                raise Refusal(Reason.NOTATION, f"{name[:40]} is declared in the file", offset)
            case Call(Name("Finset.range", _), (high,), _):
                return Cell(Type.NAT), None, self.number(high, Cell(Type.NAT)), (0, -1)
            case Call(Name("range", _), (high,), offset) if "Finset" in self.context.inside:
                if {"Set", "List"} & self.context.inside:
                    raise Refusal(Reason.ELABORATION, "range, which two open namespaces have", offset)
                return Cell(Type.NAT), None, self.number(high, Cell(Type.NAT)), (0, -1)
            case Call(
                Name("Finset.Icc" | "Finset.Ico" | "Finset.Ioc" | "Finset.Ioo" as name, _), (a, b), offset
            ):
                low, high_end = self.number(a), self.number(b)
                low.cell.unify(high_end.cell, offset)
                self.integers.append(low)
                opening, closing = name[-3:][1], name[-3:][2]
                return low.cell, low, high_end, (int(opening == "o"), -int(closing == "o"))
            case _:
                raise Refusal(Reason.SUM, "a domain that is no interval of integers", domain.offset)


def _leaves(tree: _Tree) -> list[Typed]:
    match tree:
        case _Leaf(found):
            return [found]
        case _Branch(_, parts, _, _):
            return [leaf for part in parts for leaf in _leaves(part)]


def _has_minus(tree: _Tree) -> bool:
    match tree:
        case _Branch("neg" | "inv", _, _, _):
            return True
        case _Branch(_, parts, _, _):
            return any(map(_has_minus, parts))
        case _:
            return False
