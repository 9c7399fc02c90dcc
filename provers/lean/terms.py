"""Lean's core terms, complete with implicit arguments and universe levels, and their two readings.

    LeanTerm = Constant(name, levels) | Application(function, arguments) | Function(name, domain, body)
             | Forall(name, domain, body) | Local(name) | Natural(value)

`text` writes a term as a person would, for the reader and for Lean's elaborator, which fills in what is left out. The
kernel itself can be handed the same term as it stands. Statements are about structures of one universe, so a level is a
plain number. Nothing here looks at what a term means: Lean's kernel does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

LeanTerm: TypeAlias = "Constant | Application | Function | Forall | Local | Natural"


@dataclass(frozen=True, slots=True)
class Constant:
    """A declaration of the library, at universe levels."""

    name: str
    levels: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Application:
    """A function applied to all of `arguments`, implicit ones included."""

    function: LeanTerm
    arguments: tuple[LeanTerm, ...]


@dataclass(frozen=True, slots=True)
class Function:
    """`fun (name : domain) => body`."""

    name: str
    domain: LeanTerm
    body: LeanTerm


@dataclass(frozen=True, slots=True)
class Forall:
    """`∀ (name : domain), body`; without a name `domain -> body`."""

    name: str
    domain: LeanTerm
    body: LeanTerm


@dataclass(frozen=True, slots=True)
class Local:
    """A variable, bound around it."""

    name: str


@dataclass(frozen=True, slots=True)
class Natural:
    """A natural number's numeral."""

    value: int


#: How many first arguments of a constant the text leaves out; they are implicit in its declaration.
IMPLICIT: Mapping[str, int] = {
    "And.intro": 2,
    "Derivation.apply": 1,
    "Derivation.chain": 1,
    "Derivation.inverse": 1,
    "Derivation.root": 1,
    "Law.again": 1,
    "Law.derivative": 1,
    "Eq": 1,
    "Eq.refl": 1,
    "Invertible.intro": 2,
    "Invertible.mul": 3,
    "Invertible.pow": 2,
    "List.cons": 1,
    "List.nil": 1,
    "Prod": 0,
    "Prod.mk": 2,
    "Quotient.add": 8,
    "Quotient.inverse": 6,
    "Quotient.mul": 8,
    "Quotient.neg": 5,
    "Quotient.polynomial": 2,
    "Quotient.pow": 5,
    "Quotient.sub": 8,
    "establish": 2,
    "rfl": 2,
    "Or.elim": 3,
}
#: Constants whose implicit arguments stand behind the first one: from which place on, and how many.
IMPLICIT_BEHIND: Mapping[str, tuple[int, int]] = {
    "equal_quotients": (3, 6),
    **{
        f"OrderedField.{name}": (1, 2)
        for name in (
            "sub_nonneg", "sub_pos", "le_of_sub_nonneg", "lt_of_sub_pos", "le_of_squares", "lt_of_squares",
            "eq_of_squares", "eq_of_powers", "ne_of_square_pos", "square_pos_of_ne",
        )
    },
}  # fmt: skip
#: Constructors that the text names by their last part, since the type that is expected there says the first.
_SHORT = frozenset(
    [f"Expression.{name}" for name in ("number", "variable", "add", "mul", "neg", "sub", "pow")]
    + ["List.cons", "List.nil"]
)
#: Operations that the text writes behind the structure's name, as in `R.add a b`.
_DOTTED = frozenset(
    [f"Ring.{name}" for name in ("zero", "add", "mul", "neg", "sub", "pow", "natural", "carrier")]
    + [f"OrderedField.{name}" for name in ("field", "le", "lt")]
    + ["Field.ring"]
)

BOOL, TRUE = Constant("Bool"), Constant("Bool.true")


def call(name: str, *arguments: LeanTerm, levels: tuple[int, ...] = ()) -> LeanTerm:
    """The constant `name` applied to its arguments."""
    return Application(_constant(name, levels), arguments)


@lru_cache(maxsize=4096)
def _constant(name: str, levels: tuple[int, ...]) -> Constant:
    return Constant(name, levels)


def equal(kind: LeanTerm, left: LeanTerm, right: LeanTerm) -> LeanTerm:
    """`left = right`, both of the type `kind`, which is a `Type`."""
    return call("Eq", kind, left, right, levels=(1,))


def decided() -> LeanTerm:
    """The proof of `Eq b Bool.true` for a Boolean `b` that computes to true."""
    return call("Eq.refl", BOOL, TRUE, levels=(1,))


def alike(kind: LeanTerm, value: LeanTerm, level: int) -> LeanTerm:
    """The proof that `value`, of the type `kind` in `Sort level`, is what computes to it."""
    return call("rfl", kind, value, levels=(level,))


def functions(binders: Sequence[tuple[str, LeanTerm]], body: LeanTerm) -> LeanTerm:
    """`fun (name : domain) … => body`."""
    for name, domain in reversed(binders):
        body = Function(name, domain, body)
    return body


def foralls(binders: Sequence[tuple[str, LeanTerm]], body: LeanTerm) -> LeanTerm:
    """`∀ (name : domain) …, body`; a binder without a name is a premise."""
    for name, domain in reversed(binders):
        body = Forall(name, domain, body)
    return body


def listed(kind: LeanTerm, entries: Sequence[LeanTerm]) -> LeanTerm:
    """The list of the entries, which are of the type `kind`, a `Type`."""
    found = call("List.nil", kind, levels=(0,))
    for entry in reversed(entries):
        found = call("List.cons", kind, entry, found, levels=(0,))
    return found


def text(term: LeanTerm) -> str:
    """The term as Lean's language writes it.

    >>> R = Local("R")
    >>> carrier = call("Ring.carrier", R, levels=(0,))
    >>> square = call("Ring.pow", R, Local("v_x"), Natural(2), levels=(0,))
    >>> text(foralls([("R", Constant("Ring", (0,))), ("v_x", carrier), ("v_y", carrier)], equal(carrier, square, Local("v_y"))))
    '∀ (R : Ring.{0}) (v_x v_y : R.carrier), Eq (R.pow v_x 2) v_y'
    """
    match term:
        case Application():
            return _application(term)[1:-1] if _arguments(term) else _application(term)
        case Function():
            names = list[str]()
            while isinstance(term, Function):
                names.append(term.name)
                term = term.body
            return f"fun {' '.join(names)} => {text(term)}"
        case Forall():
            return _quantified(term)
        case _:
            return _atom(term)


def _atom(term: LeanTerm) -> str:
    """The term where an argument is expected."""
    match term:
        case Constant(name, levels):
            return f"{_short(name)}.{{{', '.join(map(str, levels))}}}" if levels else _short(name)
        case Application():
            return _application(term)
        case Local(name):
            return name
        case Natural(value):
            return str(value)
        case _:
            return f"({text(term)})"


def _application(term: Application) -> str:
    shown = _arguments(term)
    function = term.function
    if not isinstance(function, Constant):
        head = _atom(function)
    elif function.name in _DOTTED and (path := _path(term.arguments[0])):
        head = f"{path}.{function.name.partition('.')[2]}"
    else:
        head = _short(function.name)
    parts = [head]
    parts += map(_atom, shown)
    return f"({' '.join(parts)})" if shown else head


def _arguments(term: Application) -> tuple[LeanTerm, ...]:
    """The arguments that the text shows behind the head."""
    function = term.function
    if not isinstance(function, Constant):
        return term.arguments
    if function.name in _DOTTED and _path(term.arguments[0]):
        return term.arguments[1:]
    if function.name in IMPLICIT_BEHIND:
        place, count = IMPLICIT_BEHIND[function.name]
        return term.arguments[:place] + term.arguments[place + count :]
    return term.arguments[IMPLICIT.get(function.name, 0) :]


def _path(term: LeanTerm) -> str | None:
    """A variable, or a part of a structure that is one, as in `F.field.ring`."""
    match term:
        case Local(name):
            return name
        case Application(Constant(name), (inner,)) if name in _DOTTED and (path := _path(inner)):
            return f"{path}.{name.partition('.')[2]}"
        case _:
            return None


def _short(name: str) -> str:
    return f".{name.partition('.')[2]}" if name in _SHORT else name


def _quantified(term: LeanTerm) -> str:
    groups = list[tuple[list[str], LeanTerm]]()
    while isinstance(term, Forall) and term.name:
        if groups and groups[-1][1] == term.domain:
            groups[-1][0].append(term.name)
        else:
            groups.append(([term.name], term.domain))
        term = term.body
    bound = " ".join(f"({' '.join(names)} : {text(domain)})" for names, domain in groups)
    premises = ""
    while isinstance(term, Forall) and not term.name:
        premises += f"{_arrow_side(term.domain)} -> "
        term = term.body
    return f"{f'∀ {bound}, ' if bound else ''}{premises}{text(term)}"


def _arrow_side(term: LeanTerm) -> str:
    return f"({text(term)})" if isinstance(term, Forall | Function) else text(term)
