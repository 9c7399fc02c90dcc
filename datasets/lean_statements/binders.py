"""Variables with their types, and the end of elaboration, where every type must be known.

A variable's annotation is a type of numbers, a type of functions between them, or a proposition; a variable without one has a
cell that waits for its use. `settle` gives ℕ to the numerals that nothing determines, and refuses coercions and powers for
which Mathlib has no instance.
"""

from __future__ import annotations

from porism.datasets.lean_statements import typed as t
from porism.datasets.lean_statements.names import OTHER_TYPES, TYPE_ARGUMENTS, TYPES, Context
from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.syntax import Call, Infix, Name, Syntax
from porism.datasets.lean_statements.typed import Binding, Cell, Signature, Type, Typed


class Binders:
    """The variables in scope, and what is still open: `elaboration.py` fills the lists, `settle` goes through them."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.locals = dict[str, Binding]()
        self._open = list[tuple[Cell, int]]()
        self.decimals = list[t.Literal]()
        self.integers = list[Typed]()
        self.casts = list[t.Cast]()
        self.powers = list[t.Power]()

    def data_type(self, kind: Syntax) -> Type | Signature | None:
        """The type that a binder's annotation names; None if it is a proposition."""
        parts = list[Syntax]()
        rest = kind
        while isinstance(rest, Infix) and rest.operator == "→":
            parts.append(rest.left)
            rest = rest.right
        parts.append(rest)
        found = [self._number_type(part) for part in parts]
        if found[0] is None:
            return None
        if any(f is None for f in found):
            raise Refusal(Reason.TYPE, "a function that is not between numbers", kind.offset)
        types = [f for f in found if f is not None]
        return types[0] if len(types) == 1 else Signature(tuple(types[:-1]), types[-1])

    def _number_type(self, kind: Syntax) -> Type | None:
        head = kind.function if isinstance(kind, Call) else kind
        if not isinstance(head, Name) or head.text in self.locals:
            return None
        if head.text in TYPE_ARGUMENTS:
            reason = Reason.TYPE if head.text == "Prop" else Reason.INSTANCE
            raise Refusal(reason, f"a variable of type {head.text}", kind.offset)
        if head.text in OTHER_TYPES:
            raise Refusal(Reason.TYPE, head.text, kind.offset)
        if head.text in TYPES and not self.context.is_shadowed(head.text):
            if isinstance(kind, Call):
                raise Refusal(Reason.TYPE, "a type with arguments", kind.offset)
            return TYPES[head.text]
        return None

    def bind(self, name: str, kind: Type | Signature | Cell | None, offset: int) -> Binding:
        """A new variable, which hides one of the same name; without a type it waits for one."""
        if isinstance(kind, Signature):
            binding = Binding(name, Cell(kind.result), kind)
        elif isinstance(kind, Cell):
            binding = Binding(name, kind)
        else:
            binding = Binding(name, self._fresh(offset, literal=False) if kind is None else Cell(kind))
        self.locals[name] = binding
        return binding

    def _fresh(self, offset: int, literal: bool = True) -> Cell:
        cell = Cell(literal=literal)
        self._open.append((cell, offset))
        return cell

    def settle(self) -> None:
        """Give numerals that nothing determines the type ℕ; refuse what stays open, and coercions that do not exist."""
        for cell, offset in self._open:
            root = cell.root()
            if root.known is None:
                if not root.literal or self.context.displayed:
                    raise Refusal(Reason.ELABORATION, "a type that nothing here determines", offset)
                root.known = Type.NAT
        for literal in self.decimals:
            if not _type(literal).is_field:
                raise Refusal(Reason.ELABORATION, "a decimal number of integer type", literal.offset)
        for element in self.integers:
            if _type(element) > Type.INT:
                raise Refusal(
                    Reason.ELABORATION, "a finite interval that is not one of integers", element.offset
                )
        for cast in self.casts:
            own, wanted = _type(cast.operand), _type(cast)
            if own > wanted:
                raise Refusal(
                    Reason.ELABORATION, f"no coercion from {own.symbol} to {wanted.symbol}", cast.offset
                )
        for power in self.powers:
            base, exponent = _type(power.base), _type(power.exponent)
            if not (
                exponent == Type.NAT
                or (exponent == Type.INT and base.is_field)
                or (exponent == base and base in (Type.REAL, Type.COMPLEX))
            ):
                raise Refusal(Reason.ELABORATION, f"no power {base.symbol} ^ {exponent.symbol}", power.offset)


def _type(term: Typed) -> Type:
    found = term.cell.type
    if found is None:
        raise Refusal(Reason.ELABORATION, "a type that nothing here determines", term.offset)
    return found
