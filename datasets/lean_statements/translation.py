"""Lean statements as claims, with what a verdict on the claims says about the statement.

    translated(elaborated)  ->  Translated(claims, agreement, rational, names)

The claims together say what the statement says, in one of two degrees:

* `exact`: the statement holds if and only if every claim does. Nothing in it is undefined.
* `where defined`: statement and claims agree at every point at which the claims are defined (division ≠ 0, …). Lean gives
  values by convention at the others, and there nothing is said: a proof of the claims **does not prove** Lean's statement at
  the points that its conditions exclude, while a counterexample of a claim is one of Lean's statement.

The language of claims has no ℚ: a variable over ℚ is read as a real one and listed in `rational`. Then a proof carries over
to Lean's statement, a counterexample only if the values of those variables are rational. `conclusion` applies these rules.

References: The Mathlib community (2020), The Lean mathematical library; K. Buzzard (2020), Division by zero in type theory.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from porism.datasets.lean_statements import typed as t
from porism.datasets.lean_statements.refusal import Reason, Refusal
from porism.datasets.lean_statements.sequents import AnyOf, Atom, Problem, Sequent, problem
from porism.datasets.lean_statements.signs import Facts
from porism.datasets.lean_statements.typed import Binding, Elaborated, Type
from porism.datasets.lean_statements.values import Values
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import NAMES, Domain, interval
from porism.symbolic.errors import DomainError, LimitError, PorismError
from porism.symbolic.meaning import value
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.scope import domain_relations
from porism.symbolic.term import (
    ZERO,
    Number,
    Term,
    Variable,
    is_variable_name,
    multiply,
    subtract,
    variables,
)

_DOMAINS = {Type.NAT: "natural", Type.INT: "integer", Type.COMPLEX: "complex"}


class Agreement(StrEnum):
    """How far the claims say what the statement says; see the module's head."""

    EXACT = "exact"
    WHERE_DEFINED = "where defined"


@dataclass(frozen=True)
class Translated:
    """The claims of a statement; `names` pairs Lean's variables with the claims', `rational` are those over ℚ."""

    claims: tuple[Claim, ...]
    agreement: Agreement
    rational: tuple[str, ...] = ()
    names: tuple[tuple[str, str], ...] = ()


def translated(statement: Elaborated) -> Translated:
    """The claims of a statement; raises `Refusal`."""
    try:
        return _translated(problem(statement))
    except LimitError as error:
        raise Refusal(Reason.LIMIT, str(error)) from None
    except RecursionError:
        raise Refusal(Reason.LIMIT, "nested too deeply") from None


def conclusion(agreement: Agreement, rational: Sequence[str], verdicts: Sequence[Mapping[str, Any]]) -> str:
    """What the verdicts on all claims of a statement, as JSON records, say about Lean's statement.

    `true`, `true where defined` (the conditions that its claims' verdicts show), `false`, or `unknown`.

    >>> conclusion(Agreement.EXACT, [], [{"status": "proved"}])
    'true'
    >>> conclusion(Agreement.EXACT, ["q"], [{"status": "refuted", "witness": {"q": "sqrt(2)"}}])
    'unknown'
    """
    for verdict in verdicts:
        if verdict["status"] == "refuted":
            witness = verdict["witness"]
            if all(isinstance(parse_term(witness[name]), Number) for name in rational if name in witness):
                return "false"
    if not verdicts or any(verdict["status"] != "proved" for verdict in verdicts):
        return "unknown"
    return "true" if agreement is Agreement.EXACT else "true where defined"


def _translated(found: Problem) -> Translated:
    if not found.sequents:
        raise Refusal(Reason.EMPTY, "nothing is to be shown")
    names = dict[Binding, str]()
    for binding in found.variables:
        names[binding] = claim_name(binding.name, frozenset(names.values()))
    claims, partial = list[Claim](), False
    for sequent in found.sequents:
        claim, is_partial = _claim(sequent, names)
        claims, partial = [*claims, claim], partial or is_partial
    used = frozenset(name for claim in claims for name, _ in claim.variables)
    rational = tuple(sorted(n for b, n in names.items() if b.cell.type == Type.RAT and n in used))
    return Translated(
        tuple(dict.fromkeys(claims)),
        Agreement.WHERE_DEFINED if partial else Agreement.EXACT,
        rational,
        tuple((b.name, n) for b, n in names.items() if n in used),
    )


def _claim(sequent: Sequent, names: dict[Binding, str]) -> tuple[Claim, bool]:
    """The claim of a sequent, and whether it may be undefined somewhere."""
    domains = dict[str, Domain]()
    for binding, name in names.items():
        kind = binding.cell.type
        if kind is None:
            raise Refusal(Reason.ELABORATION, f"the type of {binding.name}")
        domains[name] = Domain(_DOMAINS.get(kind, "real"))
    facts = _facts(sequent, names, domains)
    values = _values(sequent, names, facts)
    hypotheses = list[Relation]()
    for atom in sequent.hypotheses:
        if not (isinstance(atom, t.Member | t.Nonzero) and _narrowed(atom, values, domains)):
            hypotheses += _relations(atom, values)
    (stated,) = _relations(sequent.conclusion, values)
    claim = Claim.make(stated, domains, hypotheses)
    return _writable(claim), values.partial


def _values(sequent: Sequent, names: dict[Binding, str], facts: Facts) -> Values:
    values = Values(facts, sequent.definitions)
    for binding, name in names.items():
        values.bind(binding, Variable(name))
    return values


def _facts(sequent: Sequent, names: dict[Binding, str], domains: dict[str, Domain]) -> Facts:
    """What the hypotheses say whose translation needs no facts: at any point they hold in Lean if and only if they hold here.

    A hypothesis that needs facts is translated with these alone, so that no hypothesis supports its own reading. One exception
    is `√a = c` (or `c < √a`) with c > 0: it is false unless a > 0, in Lean and here, where the root may be complex.
    """
    naturals = [n for n, d in domains.items() if d.name == "natural"]
    integers = [n for n, d in domains.items() if d.name == "integer"]
    complexes = [n for n, d in domains.items() if d.name == "complex"]
    facts = Facts(naturals, integers, complexes)
    for atom in sequent.hypotheses:
        blank = Facts(naturals, integers, complexes)
        radicand = _radicand(atom, _values(sequent, names, blank), blank)
        if radicand is not None:
            facts.learn(relation("<", ZERO, radicand))
    for atom in sequent.hypotheses:
        blank = Facts(naturals, integers, complexes)
        values = _values(sequent, names, blank)
        narrowed = dict(domains)
        try:
            if isinstance(atom, t.Member | t.Nonzero) and _narrowed(atom, values, narrowed):
                known = [r for n, d in narrowed.items() if d != domains[n] for r in domain_relations(n, d)]
            elif isinstance(atom, AnyOf):
                continue
            else:
                known = _relations(atom, values)
        except Refusal:
            continue  # it says nothing without facts
        if not blank.consulted and not values.partial:
            for one in known:
                facts.learn(one)
    return facts


def _radicand(atom: Atom, values: Values, blank: Facts) -> Term | None:
    """a, if the atom is `√a = c` with c > 0, `c < √a` with c >= 0 or `c <= √a` with c > 0, read without facts; then a > 0."""
    match atom:
        case t.Relation(kind, other, t.Function("Real.sqrt", (argument,), _, _), _):
            pass
        case t.Relation("==" as kind, t.Function("Real.sqrt", (argument,), _, _), other, _):
            pass
        case _:
            return None
    try:
        a, c = values.term(argument), values.term(other)
    except Refusal:
        return None
    if kind == "!=" or blank.consulted or values.partial:
        return None
    known = blank.is_nonnegative(c) if kind == "<" else blank.is_positive(c)
    return a if known else None


def _narrowed(atom: t.Member | t.Nonzero, values: Values, domains: dict[str, Domain]) -> bool:
    """Whether an interval has become the domain of a real variable that had none."""
    element = atom.element
    if not isinstance(element, t.Local) or element.cell.type not in (Type.REAL, Type.RAT):
        return False
    variable = values.term(element)
    if not isinstance(variable, Variable) or domains[variable.name].name != "real":
        return False
    if isinstance(atom, t.Nonzero):
        domains[variable.name] = Domain("nonzero")
        return True
    ends = [None if end is None else values.term(end[0]) for end in (atom.low, atom.high)]
    closed = [end is not None and end[1] for end in (atom.low, atom.high)]
    if any(end is not None and (variables(end) or end != _plain(end)) for end in ends):
        return False
    low, high = ends
    if low is not None and high is not None and not bool(value(low, {}).real < value(high, {}).real):
        return False  # empty, one point, or not decided: relations say it
    try:
        domains[variable.name] = interval(low, high, closed[0], closed[1])
    except DomainError:
        return False
    return domains[variable.name].name != "real"


def _plain(end: Term) -> Term | None:
    """The end if it is a number for sure."""
    return end if value(end, {}).is_finite() and value(end, {}).imag == 0 else None


def _relations(atom: Atom, values: Values) -> list[Relation]:
    match atom:
        case AnyOf(equations):
            sides = [(values.term(e.left), values.term(e.right)) for e in equations]
            return [relation("==", multiply(*(subtract(a, b) for a, b in sides)), ZERO)]
        case t.Relation(kind, left, right, offset):
            if kind in ("<", "<=") and left.cell.type == Type.COMPLEX:
                raise Refusal(Reason.RELATION, "an order of complex numbers", offset)
            return [relation(kind, values.term(left), values.term(right))]
        case t.Member(element, low, high, offset):
            found = list[Relation]()
            if element.cell.type == Type.COMPLEX:
                raise Refusal(Reason.RELATION, "an interval of complex numbers", offset)
            x = values.term(element)
            if low is not None:
                found.append(relation("<=" if low[1] else "<", values.term(low[0]), x))
            if high is not None:
                found.append(relation("<=" if high[1] else "<", x, values.term(high[0])))
            return found
        case t.Nonzero(element, _):
            return [relation("!=", values.term(element), ZERO)]


def _writable(claim: Claim) -> Claim:
    """The claim, if its text is read back as the same claim."""
    try:
        again = Claim.parse(
            claim.text, {n: str(d) for n, d in claim.variables}, [str(h) for h in claim.hypotheses]
        )
    except PorismError as error:
        raise Refusal(Reason.LIMIT, f"a claim that cannot be written: {str(error)[:200]}") from None
    if again != claim:
        raise Refusal(Reason.LIMIT, "a claim whose text is read as another one")
    return claim


def claim_name(name: str, taken: frozenset[str] = frozenset()) -> str:
    """A claim's name for a Lean variable, different from those that are taken.

    >>> claim_name("x₁"), claim_name("α'"), claim_name("E"), claim_name("x", frozenset({"x"}))
    ('x_1', 'alpha_prime', 'E_', 'x_2')
    """
    text = ""
    for character in name:
        known = unicodedata.name(character, "")
        if character.isascii() and (character.isalnum() or character == "_"):
            text += character
        elif character == "'":
            text += "_prime"
        elif known.startswith("SUBSCRIPT ") and character.isdecimal() is False and character.isdigit():
            text += ("" if "_" in text else "_") + str(unicodedata.digit(character))
        elif known.startswith("GREEK "):
            letter = known.split()[-1].lower()
            text += letter.capitalize() if "CAPITAL" in known else letter
    text = text.lstrip("_0123456789") or "v"
    if not is_variable_name(text) or text in NAMES:
        text += "_"
    count, found = 2, text
    while found in taken or not is_variable_name(found):
        found, count = f"{text}_{count}", count + 1
    return found
