"""Propositions with types: hypotheses, quantifiers and relations over the numbers of `elaboration.py`.

    statement(binders, body)  ->  the variables, the hypotheses by name, and the goal

A binder is a variable if its annotation is a type of numbers or of functions between them, else a hypothesis. Membership in an
interval is a pair of bounds, in braces a disjunction.
"""

from __future__ import annotations

from functools import reduce

from porism.datasets.lean_statements import typed as t
from porism.datasets.lean_statements.elaboration import Numbers
from porism.datasets.lean_statements.names import HALF_LINES, INTERVALS, interval_name
from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.syntax import (
    Ascription,
    Binder,
    Call,
    Infix,
    Lambda,
    Name,
    Numeral,
    Prefix,
    Quantified,
    SetBraces,
    Syntax,
)
from porism.datasets.lean_statements.typed import Cell, Elaborated, Prop, Type, Typed

_RELATIONS = {"=": ("==", False), "≠": ("!=", False), "<": ("<", False), "≤": ("<=", False)}
_RELATIONS |= {">": ("<", True), "≥": ("<=", True)}


class Propositions(Numbers):
    """Elaborates propositions."""

    def statement(self, binders: tuple[Binder, ...], body: Syntax) -> Elaborated:
        """A whole statement, every type settled."""
        found = Elaborated()
        for binder in binders:
            kind = None if binder.type is None else self.data_type(binder.type)
            for name in binder.names:
                if binder.type is not None and kind is None:
                    # A hypothesis; its name hides a variable, as in Lean.
                    found.hypotheses.append((name, self.prop(binder.type)))
                    self.locals.pop(name, None)
                else:
                    found.bindings.append(self.bind(name, kind, binder.offset))
        found.goal = self.prop(body)
        self.settle()
        return found

    def prop(self, term: Syntax) -> Prop:
        """A proposition."""
        match term:
            case Infix("→", left, right, _):
                if self.data_type(left) is not None:
                    raise Refusal(Reason.TYPE, "a type where a proposition is expected", term.offset)
                return t.Implies(self.prop(left), self.prop(right))
            case Infix("∧", left, right, _):
                return t.And(self.prop(left), self.prop(right))
            case Infix("∨", left, right, _):
                return t.Or(self.prop(left), self.prop(right))
            case Infix("↔", left, right, _):
                return t.Iff(self.prop(left), self.prop(right))
            case Prefix("¬", part, _):
                return t.Not(self.prop(part))
            case Infix("∈", element, domain, offset):
                return self._member(self.number(element), domain, offset)
            case Infix("=", Name(name, _), Lambda() as function, offset) if name in self.locals:
                return self._defines(name, function, offset)
            case Infix(sign, left, right, offset) if sign in _RELATIONS:
                kind, turned = _RELATIONS[sign]
                one, other = self.pair(left, right)
                return (
                    t.Relation(kind, other, one, offset) if turned else t.Relation(kind, one, other, offset)
                )
            case Quantified(quantifier, binders, body, _):
                return self._quantified(quantifier, binders, body)
            case Name("True" | "False" as text, _) if text not in self.locals:
                return t.Truth(text == "True")
            case Ascription(inner, Name("Prop", _), _):
                return self.prop(inner)
            case Call(Name(text, offset), _, _) | Name(text, offset):
                raise Refusal(Reason.RELATION, text[:60], offset)
            case _:
                raise Refusal(Reason.CONNECTIVE, "a proposition that is no relation", term.offset)

    def _quantified(self, quantifier: str, binders: tuple[Binder, ...], body: Syntax) -> Prop:
        hidden = dict(self.locals)
        found = list[t.Binding | Prop]()
        for binder in binders:
            kind = None if binder.type is None else self.data_type(binder.type)
            for name in binder.names:
                if binder.type is not None and kind is None:
                    found.append(self.prop(binder.type))
                    self.locals.pop(name, None)
                else:
                    found.append(self.bind(name, kind, binder.offset))
        inner = self.prop(body)
        for part in reversed(found):
            match part:
                case t.Binding():
                    inner = t.ForAll(part, inner) if quantifier == "∀" else t.Exists(part, inner)
                case _:
                    inner = t.Implies(part, inner) if quantifier == "∀" else t.And(part, inner)
        self.locals = hidden
        return inner

    def _defines(self, name: str, function: Lambda, offset: int) -> Prop:
        signature = self.locals[name].signature
        if signature is None or len(signature.arguments) != 1 or len(function.binder.names) != 1:
            raise Refusal(Reason.CONNECTIVE, "an equation between functions", offset)
        binding, hidden = self.locals[name], dict(self.locals)
        kind = None if function.binder.type is None else self.data_type(function.binder.type)
        index = self.bind(function.binder.names[0], kind, offset)
        if index.signature is not None:
            raise Refusal(Reason.CONNECTIVE, "an equation between functions", offset)
        body = self.number(function.body)
        self.locals = hidden
        index.cell.unify(Cell(signature.arguments[0]), offset)
        body.cell.unify(Cell(signature.result), offset)
        return t.Defines(binding, index, body)

    def _member(self, element: Typed, domain: Syntax, offset: int) -> Prop:
        match domain:
            case Ascription(inner, Call(Name("Set" | "Finset", _), (kind,), _), _):
                found = self.data_type(kind)
                if not isinstance(found, Type):
                    raise Refusal(Reason.TYPE, "a set of something that is no number", offset)
                element.cell.unify(Cell(found), offset)
                return self._member(element, inner, offset)
            case Prefix("ᶜ", SetBraces((Numeral(value, False, _),), _), _) if not value:
                return t.Nonzero(element, offset)
            case SetBraces(elements, _):
                equations: list[Prop] = [
                    t.Relation("==", element, self._end(e, element, offset), offset) for e in elements
                ]
                return reduce(t.Or, equations)
            case Call(Name(text, place), _, _) if self.context.is_shadowed(text):
                raise Refusal(Reason.NOTATION, f"{text[:40]} is declared in the file", place)
            case Call(Name("Finset.range", _), (high,), _):
                element.cell.unify(Cell(Type.NAT), offset)
                return t.Member(element, None, (self._end(high, element, offset), False), offset)
            case Call(Name(text, place), ends, _):
                named = interval_name(text, self.context)
                if named is None or text.partition(".")[0] in self.locals:
                    raise Refusal(Reason.RELATION, f"membership in {text[:40]}", place)
                return self._interval(element, named, ends, offset)
            case _:
                raise Refusal(Reason.RELATION, "membership in a set that is no interval", offset)

    def _interval(
        self, element: Typed, named: tuple[str, bool], ends: tuple[Syntax, ...], offset: int
    ) -> Prop:
        name, finite = named
        found = [self._end(end, element, offset) for end in ends]
        if finite:
            self.integers.append(element)
        if name in INTERVALS and len(found) == 2:
            low_closed, high_closed = INTERVALS[name]
            return t.Member(element, (found[0], low_closed), (found[1], high_closed), offset)
        if name in HALF_LINES and len(found) == 1 and not finite:
            side, closed = HALF_LINES[name]
            end = (found[0], closed)
            return t.Member(element, end if side == 0 else None, end if side == 1 else None, offset)
        raise Refusal(Reason.ELABORATION, f"{name} with {len(ends)} ends", offset)

    def _end(self, end: Syntax, element: Typed, offset: int) -> Typed:
        """An end of an interval, of the element's own type: which side Lean would coerce is not certain."""
        found = self.number(end)
        found.cell.unify(element.cell, offset)
        return found
