"""That a result's record is what its parts say: its value, question, conditions and completeness, from the text alone.

    record ──► statements of its parts ──► value and question parsed ──► the same terms?          rejected where they are not
                                      ──► conditions and completeness computed anew ──► the same?

Texts are read by Porism's own parser; nothing is evaluated. A value or question that has no term (a set, a dictionary) is
not compared, and the outcome says so: what was accepted then are the parts, as they are written. Differential equations
have a module of their own (`ode_record_agreement.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from porism.ode_record_agreement import says as of_ode
from porism.symbolic.claim import Claim
from porism.symbolic.errors import PorismError
from porism.symbolic.extended import Extended
from porism.symbolic.parse import parse_term
from porism.symbolic.polynomials import View
from porism.symbolic.statements import (
    Antiderivative,
    DefiniteIntegral,
    DerivativeValue,
    Limit,
    OdeGeneral,
    OdeImplicit,
    OdeIndependence,
    OdeSolution,
    Solution,
    SolutionSet,
    Statement,
    statement_from_json,
)
from porism.symbolic.term import negate, subtract

_OF_ODES = (OdeSolution, OdeIndependence, OdeGeneral, OdeImplicit)
MAX_TEXT = 20_000  # characters of a value or question that is compared


class _NotCompared(Exception):  # an answer, not an error
    """A text that has no term."""


def record_objection(record: dict[str, Any]) -> tuple[str, str]:
    """(what contradicts the parts, what was not compared), both empty where all is the same."""
    try:
        return _compared(record)
    except (PorismError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        return f"malformed: {type(error).__name__}: {str(error)[:120]}", ""


def _compared(record: dict[str, Any]) -> tuple[str, str]:
    parts = [(part, _statement(part)) for part in record["parts"]]
    shown = [(part, s) for part, s in parts if part["role"] != "rejected"]
    if record.get("complete") != _complete(shown):
        return "the parts do not give this completeness", ""
    # What the question's symbols assume is said by the statements' scopes, and only that.
    assumed = {str(c) for _, s in shown if not isinstance(s, Claim) for c in s.assumed}
    needed = {c for part, s in shown for c in _conditions(part, s)} - assumed.intersection(record["given"])
    if not isinstance(record.get("conditions"), list) or needed != set(record["conditions"]):
        return "the parts do not give these conditions", ""
    try:
        return ("" if _says(record, shown) else "the parts say another value or question"), ""
    except (_NotCompared, PorismError):
        return "", "its value and question are not compared with its parts"


def _statement(part: dict[str, Any]) -> Claim | Statement:
    return (
        statement_from_json(part["statement"]) if "kind" in part else Claim.from_json(part["statement_json"])
    )


def _complete(parts: list[tuple[dict[str, Any], Claim | Statement]]) -> str:
    whole = [(part, s) for part, s in parts if part["role"] in ("complete", "exact")]
    if not whole or any(part["status"] != "proved" for part, _ in whole):
        return "unknown"
    return "generic" if any([*_conditions(part, s)] for part, s in whole) else "complete"


def _conditions(part: dict[str, Any], stated: Claim | Statement) -> Iterator[str]:
    """Where a proved part holds, and what its statement assumes."""
    if part["status"] != "proved":
        return
    if not isinstance(stated, Claim):
        yield from map(str, stated.assumed)
    yield from part["conditions"]


def _says(record: dict[str, Any], shown: list[tuple[dict[str, Any], Claim | Statement]]) -> bool:
    question, value = record.get("question"), record.get("value")
    if not isinstance(question, str) or not isinstance(value, str) or len(question) + len(value) > MAX_TEXT:
        return False
    verb, _, rest = question.partition("(")
    asked = _items(rest.removesuffix(")")) if rest.endswith(")") else []
    stated = [s for _, s in shown]
    if verb == "dsolve" or any(isinstance(s, _OF_ODES) for s in stated):
        roles = [(part["role"], s) for part, s in shown]
        return verb == "dsolve" and len(asked) > 1 and of_ode(record, asked, roles, _shows, _items)
    match stated, verb, asked:
        case [Antiderivative() as s], "Integral", [f, x]:
            return _same(f, s.integrand) and x == s.variable and _shows(value, s.value)
        case [DefiniteIntegral() as s], "Integral", [f, over]:
            return _is_definite(f, _items(over.removeprefix("(").removesuffix(")")), value, s)
        case [DerivativeValue() as s], "Derivative", [f, *orders]:
            return _same(f, s.expression) and tuple(orders) == s.orders and _shows(value, s.value)
        case [Limit() as s], "limit", [f, x, point, side]:
            where = (side == repr(s.side) or isinstance(s.point, str)) and x == s.variable
            return where and _same(f, s.expression) and _same(point, s.point) and _shows(value, s.value)
        case [*solutions, SolutionSet() as s], "solve", [equation, x, *_] if all(
            isinstance(t, Solution) and (t.left, t.right, t.unknown) == (s.left, s.right, s.unknown)
            for t in solutions
        ):
            return x == s.unknown and _is_equation(equation, s) and _lists(value, s)
        case [Antiderivative() | DefiniteIntegral() | DerivativeValue() | Limit()], _, _:
            return False
        case _:
            raise _NotCompared


def _is_definite(f: str, over: list[str], value: str, s: DefiniteIntegral) -> bool:
    """The integral, or with its ends the other way round its negative."""
    x, low, high = over
    swapped = not (_same(low, s.low) and _same(high, s.high))
    if x != s.variable or (swapped and not (_same(low, s.high) and _same(high, s.low))):
        return False
    if s.value == "none":
        return value == "nan" and _same(f, s.integrand)
    return _shows(value, s.value, swapped) and _same(f, s.integrand)


def _is_equation(text: str, s: SolutionSet) -> bool:
    if text.startswith("Eq(") and text.endswith(")"):
        left, right = _items(text[3:-1])
        return _same(left, s.left) and _same(right, s.right)
    return _same(text, subtract(s.left, s.right))


def _lists(text: str, s: SolutionSet) -> bool:
    """Whether a text lists the families, each of one member."""
    if any(f.bound or f.conditions for f in s.families):
        raise _NotCompared
    if not (text.startswith("[") and text.endswith("]")):
        return False
    items = _items(text[1:-1])
    found = [any(_shows(item, f.value) for item in items) for f in s.families]
    known = [any(_shows(item, f.value) for f in s.families) for item in items]
    return all(found) and all(known)


def _shows(text: str, stated: Extended, negated: bool = False) -> bool:
    """Whether a value's text is a term or its negative; a text that cannot be read is another one."""
    if isinstance(stated, str):
        return text == ({"oo": "-oo", "-oo": "oo"}[stated] if negated else stated)
    try:
        return _same(text, negate(stated) if negated else stated)
    except PorismError:
        return False


def _same(text: str, stated: Extended) -> bool:
    """Whether a text is a term, as a quotient of polynomials in what they contain."""
    if isinstance(stated, str) or text in ("oo", "-oo", "nan", "zoo", "None"):
        return text == stated
    read = parse_term(text)
    return read == stated or bool(View([read, stated]).ratio(subtract(read, stated))[0] == 0)


def _items(text: str) -> list[str]:
    """The parts between commas outside brackets."""
    found, depth, start = list[str](), 0, 0
    for k, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if c == "," and depth == 0:
            found.append(text[start:k].strip())
            start = k + 1
    return [*found, text[start:].strip()] if text.strip() else []
