"""Identities of rational functions, proved by one computation in Rocq's virtual machine.

    statement ─► its text read back ─► <{@1 + 2}> ─► multiplied out in FLINT ─► porism_identity …

`ring` and `field` spend most of their time on reading the goal in Ltac. Here the two sides are written beside the goal
as data (`library/Identities.v`), whose value is the goal by conversion; one theorem, proved once, and one computation
do the rest. Whatever is not `+ - * / ^` of numbers is an indeterminate, by its text.

What Rocq will decide is decided here first, by the same rules, because a refused proof costs a run: each divisor is a
hypothesis `h <> 0`, a number, a product, quotient or power of such, or a hypothesis up to an integer factor. Where one
is not, or where the sides differ as rational functions, there is no such proof, and `bodies.py` plans another one.
Nothing here is trusted. Linear in the text, but for multiplying out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from typing import Any, TypeAlias

import flint

from porism.provers.rocq.stating.emit import term_text, variable_name
from porism.provers.rocq.stating.statement import Statement
from porism.symbolic.claim import Relation
from porism.symbolic.term import ZERO

MAX_TERMS = 4_000  # of a polynomial: beyond it the computation takes seconds
MAX_DEPTH = 200  # of nested operations, for Python's stack and Rocq's

Node: TypeAlias = tuple[Any, ...]  # ("t_x", 1), ("t_c", 2), ("t_a", node, node), ("t_p", node, 3), …
Polynomial: TypeAlias = Any  # flint.fmpz_mpoly, whose published types are not complete

_TOKEN = re.compile(r"\s*(?:([0-9]+)|([A-Za-z_][A-Za-z0-9_']*)|(\S))")
_BINARY = {"+": "t_a", "-": "t_s", "*": "t_m", "/": "t_d"}
_SIGNS = {name: sign for sign, name in _BINARY.items()}


class NotRational(Exception):
    """The statement is no identity of rational functions that is seen to be defined."""


def identity_tactics(stated: Statement) -> list[str] | None:
    """The proof of an identity of rational functions, None where the statement is not seen to be one.

    >>> from porism.provers.rocq.stating.statement import statement
    >>> from porism.symbolic.claim import Claim
    >>> identity_tactics(statement(Claim.parse("x*(1/x + 1) == x + 1")))
    ['intros v_x', 'porism_identity (cons v_x nil) (cons <{@1}> nil) <{@1 + 1}> <{@1 * (1 / @1 + 1)}>']
    >>> identity_tactics(statement(Claim.parse("x*y == y*x + 1")))
    """
    premises = [step.proposition for step in stated.steps]
    if stated.relation.kind != "==" or any(step.kind == "obligation" for step in stated.steps):
        return None
    reader = Reader()
    try:
        left, right = reader.node(stated.relation.left), reader.node(stated.relation.right)
        known = [
            (proof, reader.node_of(text))
            for k, premise in enumerate(premises, start=1)
            if isinstance(premise, Relation) and (fact := _nonzero_fact(premise, f"A{k}"))
            for proof, text in [fact]
        ]
        whole = not _has_division(left) and not _has_division(right)
        if whole:
            known = []
        Decision(len(reader.atoms), [node for _, node in known]).decide(left, right)
    except NotRational:
        return None
    lines = [f"intros {' '.join(map(variable_name, stated.variables))}"] if stated.variables else []
    if len(known) < len(premises) or any(" " in proof for proof, _ in known):
        lines += [f"intro A{k}" for k in range(1, len(premises) + 1)]
        lines += [f"generalize ({proof})" for proof, _ in reversed(known)]
    atoms = list_text(reader.atoms, "R")
    hypotheses = list_text([node_text(node) for _, node in known], "porism_term")
    lines.append(f"porism_identity {atoms} {hypotheses} {node_text(left)} {node_text(right)}")
    return lines


@dataclass
class Reader:
    """Rocq's real terms as data; `atoms` are the texts of the indeterminates, in the order of their numbers.

    Precedence as in Rocq's `R_scope`: application, `^`, prefix `-`, `* /`, `+ -`, to the left.

    >>> Reader().node_of("- 2 * x ^ 3 / sin y")
    ('t_d', ('t_m', ('t_n', ('t_c', 2)), ('t_p', ('t_x', 1), 3)), ('t_x', 2))
    """

    def __init__(self) -> None:
        self.atoms = list[str]()
        self._numbers = dict[str, int]()
        self._text, self._tokens, self._at = "", list[re.Match[str]](), 0

    def node(self, term: Any) -> Node:
        """The data of one of our terms."""
        return self.node_of(term_text(term))

    def node_of(self, text: str) -> Node:
        """The data of a text; raises `NotRational` for what is not one term."""
        self._text, self._tokens, self._at = text, list(_TOKEN.finditer(text)), 0
        found = self._sum(0)
        if self._at != len(self._tokens):
            raise NotRational
        return found

    def _sign(self) -> str:
        return self._tokens[self._at][3] or "" if self._at < len(self._tokens) else ""

    def _sum(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise NotRational
        found = self._product(depth)
        while (sign := self._sign()) in ("+", "-"):
            self._at += 1
            found = (_BINARY[sign], found, self._product(depth))
        return found

    def _product(self, depth: int) -> Node:
        found = self._negated(depth)
        while (sign := self._sign()) in ("*", "/"):
            self._at += 1
            found = (_BINARY[sign], found, self._negated(depth))
        return found

    def _negated(self, depth: int) -> Node:
        if self._sign() == "-":
            self._at += 1
            return ("t_n", self._negated(depth + 1))
        base = self._atom(depth)
        if self._sign() != "^":
            return base
        exponent = self._tokens[self._at + 1][1] if self._at + 1 < len(self._tokens) else None
        if exponent is None:
            raise NotRational
        self._at += 2
        return ("t_p", base, int(exponent))

    def _atom(self, depth: int) -> Node:
        if self._at == len(self._tokens):
            raise NotRational
        token = self._tokens[self._at]
        self._at += 1
        if token[1]:
            return ("t_c", int(token[1]))
        if token[2]:
            start = token.start(2)
            while self._at < len(self._tokens) and (not self._tokens[self._at][3] or self._sign() == "("):
                self._pass_argument()
            atom = self._text[start : self._tokens[self._at - 1].end()]
            return self.indeterminate(f"({atom})" if " " in atom else atom)
        if token[3] != "(":
            raise NotRational
        found = self._sum(depth + 1)
        if self._sign() != ")":
            raise NotRational
        self._at += 1
        return found

    def indeterminate(self, text: str) -> Node:
        """The number of an indeterminate, by its text."""
        number = self._numbers.setdefault(text, len(self._numbers) + 1)
        if number > len(self.atoms):
            self.atoms.append(text)
        return ("t_x", number)

    def _pass_argument(self) -> None:
        depth = 0
        while self._at < len(self._tokens):
            depth += {"(": 1, ")": -1}.get(self._tokens[self._at][3] or "", 0)
            self._at += 1
            if depth == 0:
                return
        raise NotRational


@dataclass(frozen=True)
class _Fraction:
    top: Polynomial
    bottom: Polynomial


class Decision:
    """`Rational.is_identity`, on FLINT's polynomials; raises `NotRational` where that is false."""

    def __init__(self, atoms: int, hypotheses: Sequence[Node]) -> None:
        self._context = flint.fmpz_mpoly_ctx.get([f"x{k}" for k in range(atoms)], flint.Ordering.deglex)
        self._one = self._context.constant(1)
        self._generators = self._context.gens()
        self._hypotheses = set(hypotheses)
        self._whole = [h for h in hypotheses if not _has_division(h)]

    def decide(self, left: Node, right: Node) -> None:
        """Return if both sides are defined and equal."""
        a, b = self._fraction(left), self._fraction(right)
        same = a.bottom == b.bottom
        if not (a.top == b.top if same else _product(a.top, b.bottom) == _product(b.top, a.bottom)):
            raise NotRational

    def _fraction(self, node: Node) -> _Fraction:
        match node:
            case ("t_x", number):
                return _Fraction(self._generators[number - 1], self._one)
            case ("t_c", value):
                return _Fraction(self._context.constant(value), self._one)
            case ("t_n", a):
                inner = self._fraction(a)
                return _Fraction(-inner.top, inner.bottom)
            case ("t_p", a, exponent):
                inner = self._fraction(a)
                return _Fraction(_power(inner.top, exponent), _power(inner.bottom, exponent))
            case (name, a, b):
                return self._binary(name, self._fraction(a), self._fraction(b), b)
        raise NotRational

    def _binary(self, name: str, a: _Fraction, b: _Fraction, second: Node) -> _Fraction:
        match name:
            case "t_m":
                return _Fraction(_product(a.top, b.top), _product(a.bottom, b.bottom))
            case "t_d":
                if not self._is_nonzero(second):
                    raise NotRational
                return _Fraction(_product(a.top, b.bottom), _product(a.bottom, b.top))
        bottom, x, y = a.bottom, a.top, b.top
        if a.bottom != b.bottom:
            x, y = _product(a.top, b.bottom), _product(b.top, a.bottom)
            bottom = _product(a.bottom, b.bottom)
        return _Fraction(x + y if name == "t_a" else x - y, bottom)

    def _is_nonzero(self, node: Node) -> bool:
        if node in self._hypotheses:
            return True
        match node:
            case ("t_c", value):
                return bool(value != 0)
            case ("t_m" | "t_d", a, b) if self._is_nonzero(a) and self._is_nonzero(b):
                return True
            case ("t_n", a) | ("t_p", a, _) if self._is_nonzero(a):
                return True
        if _has_division(node):
            return False
        top = self._fraction(node).top
        return any(_are_proportional(self._fraction(h).top, top) for h in self._whole)


def _nonzero_fact(premise: Relation, name: str) -> tuple[str, str] | None:
    """A proof from the premise of this name that something is not 0, and that text; a name alone is the premise itself."""
    left, right = premise.left, premise.right
    match premise.kind:
        case "!=" if right == ZERO:
            return name, term_text(left)
        case "!=":
            return f"Rminus_eq_contra _ _ {name}", f"{term_text(left)} - {term_text(right)}"
        case "<" if left == ZERO:
            return f"Rgt_not_eq _ _ {name}", term_text(right)
        case "<" if right == ZERO:
            return f"Rlt_not_eq _ _ {name}", term_text(left)
        case _:
            return None


def _has_division(node: Node) -> bool:
    return node[0] == "t_d" or any(isinstance(part, tuple) and _has_division(part) for part in node[1:])


def _product(a: Polynomial, b: Polynomial) -> Polynomial:
    if len(a) * len(b) > 10 * MAX_TERMS:
        raise NotRational
    found = a * b
    if len(found) > MAX_TERMS:
        raise NotRational
    return found


def _power(a: Polynomial, exponent: int) -> Polynomial:
    if len(a) > 1 and comb(len(a) + exponent - 1, exponent) > MAX_TERMS:
        raise NotRational
    return a**exponent


def _are_proportional(a: Polynomial, b: Polynomial) -> bool:
    if a == 0 or b == 0:
        return False
    return bool(a * b.leading_coefficient() == b * a.leading_coefficient())


def node_text(node: Node) -> str:
    """The data as Rocq reads it.

    >>> node_text(("t_d", ("t_m", ("t_n", ("t_c", 2)), ("t_p", ("t_x", 1), 3)), ("t_a", ("t_x", 2), ("t_c", 1))))
    '<{- 2 * @1^3 / (@2 + 1)}>'
    """
    return f"<{{{_written(node)[0]}}}>"


def _written(node: Node) -> tuple[str, int]:
    """The text in the grammar of `library/Identities.v`, and its level there."""
    match node:
        case ("t_x", number):
            return f"@{number}", 0
        case ("t_c", value):
            return f"{value}", 0
        case ("t_n" | "t_i" as name, a):
            return f"{'-' if name == 't_n' else '/'} {_within(a, 35)}", 35
        case ("t_p", a, exponent):
            return f"{_within(a, 0)}^{exponent}", 30
        case (name, a, b):
            level = 40 if name in ("t_m", "t_d") else 50
            return f"{_within(a, level)} {_SIGNS[name]} {_within(b, level - 10)}", level
    raise ValueError(f"{node!r} is no data of an identity; expected a node such as ('t_x', 1)")


def _within(node: Node, level: int) -> str:
    text, own = _written(node)
    return text if own <= level else f"({text})"


def list_text(items: Sequence[str], kind: str) -> str:
    """A list of Rocq's, whose kind is said where it is empty."""
    found = "nil" if items else f"(@nil {kind})"
    for item in reversed(items):
        found = f"(cons {item} {found})"
    return found
