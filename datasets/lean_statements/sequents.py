"""A proposition as sequents: hypotheses and one conclusion each, all of them relations between numbers.

    p → q    p becomes hypotheses        p ∧ q    one sequent each          p ↔ q    both implications
    ∀ x, p   x is a variable             a = b ∨ c = d    one conclusion: a product is 0      p ∨ q    ¬p → q
    ¬p       pushed to the relations     False    the last hypothesis is refuted by the others
    hypotheses: p ∧ q both, p ∨ q one sequent each, ∃ x, p is p for a new variable, ∀ x, f x = b defines f

Classical logic, so that the sequents together hold exactly if the proposition does. What is left over (∃ in a conclusion, ∀ in
a hypothesis) is refused. The number of sequents is bounded by MAX_CASES.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from porism.datasets.lean_statements import typed as t
from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.typed import Binding, Elaborated, Prop, Typed

MAX_CASES = 32
MAX_BINDERS = 200  # variables and hypotheses of a statement


@dataclass(frozen=True, eq=False)
class AnyOf:
    """At least one of several equations holds."""

    equations: tuple[t.Relation, ...]


Atom: TypeAlias = t.Relation | AnyOf | t.Member | t.Nonzero
Definitions: TypeAlias = dict[Binding, tuple[tuple[Binding, ...], Typed]]


@dataclass(frozen=True, eq=False)
class Sequent:
    """`hypotheses ⊢ conclusion` under definitions; the conclusion is a relation or several equations of which one holds."""

    hypotheses: tuple[Atom, ...]
    conclusion: t.Relation | AnyOf
    definitions: Definitions


@dataclass(frozen=True, eq=False)
class Problem:
    """The variables of a statement in order, and its sequents."""

    variables: tuple[Binding, ...]
    sequents: tuple[Sequent, ...]


def problem(statement: Elaborated) -> Problem:
    """The sequents that together say what the statement says."""
    if len(statement.bindings) + len(statement.hypotheses) > MAX_BINDERS:
        raise Refusal(Reason.LIMIT, f"more than {MAX_BINDERS} variables and hypotheses")
    goal = statement.goal
    for _, hypothesis in reversed(statement.hypotheses):
        goal = t.Implies(hypothesis, goal)
    found = _Sequents([b for b in statement.bindings if b.signature is None])
    sequents = list[Sequent]()
    for one in found.of(goal, (), {}):
        sequents.append(one)
        if len(sequents) > MAX_CASES:
            raise Refusal(Reason.CASES, f"more than {MAX_CASES} cases")
    return Problem(tuple(found.variables), tuple(sequents))


class _Sequents:
    def __init__(self, variables: list[Binding]) -> None:
        self.variables = variables

    def _new(self, binding: Binding) -> None:
        if binding.signature is None and binding not in self.variables:
            self.variables.append(binding)

    def of(self, goal: Prop, given: tuple[Atom, ...], defined: Definitions) -> Iterator[Sequent]:
        """The sequents of a goal, under hypotheses and definitions."""
        match goal:
            case t.Relation():
                yield Sequent(given, goal, defined)
            case t.Truth(True):
                return
            case t.Truth(False):
                if not given:
                    raise Refusal(Reason.EMPTY, "False without hypotheses")
                yield from self.of(_negated(_as_prop(given[-1])), given[:-1], defined)
            case t.ForAll(binding, body):
                self._new(binding)
                yield from self.of(body, given, defined)
            case t.Implies(t.And(left, right), conclusion):
                yield from self.of(t.Implies(left, t.Implies(right, conclusion)), given, defined)
            case t.Implies(left, right):
                definition = _definition(left, defined)
                if definition is not None:
                    yield from self.of(right, given, {**defined, **definition})
                else:
                    for case in self._cases(left):
                        yield from self.of(right, (*given, *case), defined)
            case t.And(left, right):
                yield from self.of(left, given, defined)
                yield from self.of(right, given, defined)
            case t.Iff(left, right):
                yield from self.of(t.Implies(left, right), given, defined)
                yield from self.of(t.Implies(right, left), given, defined)
            case t.Or(left, right):
                equations = _equations(goal)
                if equations is not None:
                    yield Sequent(given, AnyOf(equations), defined)
                else:
                    yield from self.of(t.Implies(_negated(left), right), given, defined)
            case t.Not(part):
                yield from self.of(_negated(part), given, defined)
            case t.Member():
                for bound in _bounds(goal):
                    yield Sequent(given, bound, defined)
            case t.Nonzero(element, offset):
                yield Sequent(given, t.Relation("!=", element, _zero(element), offset), defined)
            case t.Exists():
                raise Refusal(Reason.QUANTIFIER, "the existence of something is to be shown")
            case t.Defines():
                raise Refusal(Reason.CONNECTIVE, "an equation between functions")

    def _cases(self, hypothesis: Prop) -> list[tuple[Atom, ...]]:
        """The alternatives of a hypothesis, each a list of atoms."""
        match hypothesis:
            case t.Relation() | t.Member() | t.Nonzero():
                return [(hypothesis,)]
            case t.Truth(value):
                return [()] if value else []
            case t.And(left, right):
                pairs = product(self._cases(left), self._cases(right))
                return _few([(*one, *other) for one, other in pairs])
            case t.Or(left, right):
                equations = _equations(hypothesis)
                if equations is not None:
                    return [(AnyOf(equations),)]
                return _few([*self._cases(left), *self._cases(right)])
            case t.Not(part):
                return self._cases(_negated(part))
            case t.Implies(left, right):
                return self._cases(t.Or(_negated(left), right))
            case t.Iff(left, right):
                return self._cases(t.Or(t.And(left, right), t.And(_negated(left), _negated(right))))
            case t.Exists(binding, body):
                if binding.signature is not None:
                    raise Refusal(Reason.UNKNOWN_FUNCTION, binding.name)
                self._new(binding)
                return self._cases(body)
            case t.ForAll():
                raise Refusal(Reason.QUANTIFIER, "a hypothesis about all values")
            case t.Defines(function, _, _):
                raise Refusal(
                    Reason.UNKNOWN_FUNCTION, f"{function.name}, defined in terms of itself or twice"
                )


def _definition(hypothesis: Prop, defined: Definitions) -> Definitions | None:
    """The function that a hypothesis defines at every argument, by functions that are defined; None if it defines none."""
    match hypothesis:
        case t.Defines(function, index, body):
            indices: tuple[Binding, ...] = (index,)
        case t.ForAll():
            bound, rest = list[Binding](), hypothesis.body
            bound.append(hypothesis.binding)
            while isinstance(rest, t.ForAll):
                bound.append(rest.binding)
                rest = rest.body
            match rest:
                case t.Relation("==", t.Applied(function, arguments, _, _), body, _):
                    indices = tuple(a.binding for a in arguments if isinstance(a, t.Local))
                case _:
                    return None
            if len(indices) < len(arguments) or len(bound) != len(indices) or set(indices) != set(bound):
                return None
        case _:
            return None
    return {function: (indices, body)} if function not in defined and _is_closed(body, defined) else None


def _is_closed(body: Typed, defined: Definitions) -> bool:
    """Whether every function variable of a body is defined."""
    match body:
        case t.Literal() | t.Local():
            return True
        case t.Applied(function, arguments, _, _):
            return function in defined and all(_is_closed(a, defined) for a in arguments)
        case t.Operation(_, parts, _, _) | t.Function(_, parts, _, _):
            return all(_is_closed(p, defined) for p in parts)
        case t.Power(base, exponent, _, _):
            return _is_closed(base, defined) and _is_closed(exponent, defined)
        case t.Cast(operand, _, _):
            return _is_closed(operand, defined)
        case t.Folded(_, _, low, high, _, inner, _, _):
            return all(_is_closed(p, defined) for p in (low, high, inner) if p is not None)


def _few(cases: list[tuple[Atom, ...]]) -> list[tuple[Atom, ...]]:
    if len(cases) > MAX_CASES:
        raise Refusal(Reason.CASES, f"more than {MAX_CASES} cases")
    return cases


def _equations(prop: Prop) -> tuple[t.Relation, ...] | None:
    """The equations of a disjunction of nothing else."""
    match prop:
        case t.Relation("==", _, _, _):
            return (prop,)
        case t.Or(left, right):
            one, other = _equations(left), _equations(right)
            return None if one is None or other is None else (*one, *other)
        case _:
            return None


def _zero(like: Typed) -> t.Literal:
    return t.Literal(Fraction(0), like.cell, like.offset)


def _bounds(member: t.Member) -> list[t.Relation]:
    """Membership in an interval as relations."""
    element, offset = member.element, member.offset
    found = list[t.Relation]()
    if member.low is not None:
        low, closed = member.low
        found.append(t.Relation("<=" if closed else "<", low, element, offset))
    if member.high is not None:
        high, closed = member.high
        found.append(t.Relation("<=" if closed else "<", element, high, offset))
    return found


def _as_prop(atom: Atom) -> Prop:
    match atom:
        case AnyOf(equations):
            found: Prop = equations[0]
            for one in equations[1:]:
                found = t.Or(found, one)
            return found
        case _:
            return atom


def _negated(prop: Prop) -> Prop:
    """¬prop, with the negation inside; order relations are between elements of linear orders."""
    match prop:
        case t.Relation(kind, left, right, offset):
            opposite = {"==": ("!=", False), "!=": ("==", False), "<": ("<=", True), "<=": ("<", True)}
            new, turned = opposite[kind]
            return t.Relation(new, right, left, offset) if turned else t.Relation(new, left, right, offset)
        case t.Truth(value):
            return t.Truth(not value)
        case t.Not(part):
            return part
        case t.And(left, right):
            return t.Or(_negated(left), _negated(right))
        case t.Or(left, right):
            return t.And(_negated(left), _negated(right))
        case t.Implies(left, right):
            return t.And(left, _negated(right))
        case t.Iff(left, right):
            return t.Or(t.And(left, _negated(right)), t.And(_negated(left), right))
        case t.ForAll(binding, body):
            return t.Exists(binding, _negated(body))
        case t.Exists(binding, body):
            return t.ForAll(binding, _negated(body))
        case t.Member():
            bounds = [_negated(bound) for bound in _bounds(prop)]
            return bounds[0] if len(bounds) == 1 else t.Or(bounds[0], bounds[1])
        case t.Nonzero(element, offset):
            return t.Relation("==", element, _zero(element), offset)
        case t.Defines():
            raise Refusal(Reason.CONNECTIVE, "a negated equation between functions")
