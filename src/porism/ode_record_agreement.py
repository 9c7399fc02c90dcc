"""That the record of `dsolve` is what its parts say: the texts of its question and value, read by Porism's own parser.

    "dsolve(x*Derivative(y(x), x) - 2*y(x), y(x), {y(1): 1})"  ──► x*y1 - 2*y, (0, 1, 1)  ──► the laws of `ode_agreement.py`
    "[Eq(y(x), C1*x**2)]"                                     ──► y = C1*x**2

`y(x)` and its derivatives become the variables that the statements have for them; no text with one of these names is read.
Nothing is evaluated. A question that cannot be read so (`Derivative(x*y(x), x)`) is not compared, a value is another one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from porism.ode_agreement import Asked, Shown, require_agreement
from porism.shown_values import Differs
from porism.symbolic.claim import Claim, relation
from porism.symbolic.errors import FormatError, PorismError
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.ode import Ode
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import Term, Variable, is_variable_name, variables

Same = Callable[[str, Term], bool]  # whether a text is a term
Items = Callable[[str], list[str]]  # the parts between commas outside brackets


def says(
    record: dict[str, Any],
    arguments: Sequence[str],
    parts: Sequence[tuple[str, Claim | Statement]],
    same: Same,
    items: Items,
) -> bool:
    """Whether the parts say the value; raises an error of the parser where the question cannot be read."""
    try:
        _require(record, arguments, parts, same, items)
    except Differs:
        return False
    return True


def _require(
    record: dict[str, Any],
    arguments: Sequence[str],
    parts: Sequence[tuple[str, Claim | Statement]],
    same: Same,
    items: Items,
) -> None:
    equation, function = arguments[:2]
    initial_text = arguments[2] if len(arguments) > 2 else "{}"
    odes = [s.ode for _, s in parts if hasattr(s, "ode")]
    if not odes or len(arguments) > 3 or len(odes) != len(parts):
        raise Differs("its parts are not the statements that answer the question")
    reading = _Reading(function, odes[0])
    sides = items(equation[3:-1]) if equation.startswith("Eq(") else [equation, "0"]
    if len(sides) != 2 or reading.order(equation) != odes[0].order:
        raise Differs("a part is about another equation")
    left, right = map(reading.plain, sides)
    parse_term(left), parse_term(right)  # each by itself
    stated = f"({left}) - ({right})"
    initial = reading.initial(initial_text, items)
    given = set(record["given"])
    x = Variable(odes[0].variable)

    def bounded(low: Term | None, high: Term | None) -> bool:
        """Whether an end is infinite, or given by what the question's symbols assume."""
        pair = (low, x) if low is not None else (x, high)
        if pair[1] is None:
            return True
        return any(str(relation(sign, *pair)) in given for sign in ("<", "<="))

    asked = Asked(
        lambda ode: ode == odes[0] and same(stated, ode.left),
        initial,
        lambda values: _same_values(initial, values),
        lambda end: bounded(end, None),
        lambda end: bounded(None, end),
    )
    text = record["value"]
    values = items(text[1:-1]) if text.startswith("[") and text.endswith("]") else [text]
    names = {str(c) for _, s in parts for c in getattr(s, "constants", ())}
    try:
        require_agreement(asked, [_form(reading, v, names, same, items) for v in values], parts)
    except PorismError as error:
        raise Differs(f"its value cannot be read: {error}") from None


class _Reading:
    """How texts speak of y(x): the function's text and the equation's names."""

    def __init__(self, function: str, ode: Ode) -> None:
        self.function, self.ode = function, ode
        name, _, x = function.removesuffix(")").partition("(")
        if not (is_variable_name(name) and x == ode.variable and function == f"{name}({x})"):
            raise FormatError(f"expected a function of {ode.variable} such as y(x), found {function[:60]!r}")
        self.name = name
        self._derivatives = {f"Derivative({function}, {x})": 1} | {
            f"Derivative({function}, ({x}, {i}))": i for i in range(2, ode.order + 1)
        }

    def plain(self, text: str) -> str:
        """A text with the variables of the equation for the function and its derivatives."""
        found, bare = text, text
        for derivative, i in (*self._derivatives.items(), (self.function, 0)):
            found, bare = (
                found.replace(derivative, f" {self.ode.unknown[i]} "),
                bare.replace(derivative, " 0 "),
            )
        words = set(re.findall(r"\w+", bare))
        if words & set(self.ode.unknown):
            raise Differs(f"{text[:60]} has a name that the parts have for {self.function}")
        if words & {"Derivative", "Subs"}:
            raise FormatError(f"cannot read {text[:60]!r} as a term in {self.function}")
        return found

    def order(self, text: str) -> int:
        """The highest derivative in a text, of those that the equation could have."""
        return max((i for derivative, i in self._derivatives.items() if derivative in text), default=0)

    def initial(self, text: str, items: Items) -> tuple[tuple[int, Term, Term], ...]:
        """The initial values, each as (order, point, value)."""
        if not (text.startswith("{") and text.endswith("}")):
            raise FormatError(f"expected initial values in braces, found {text[:60]!r}")
        found = list[tuple[int, Term, Term]]()
        for item in items(text[1:-1]):
            key, _, value = item.partition(": ")
            order, point = self._key(key, items)
            found.append((order, parse_term(point), parse_term(value)))
        return tuple(found)

    def _key(self, key: str, items: Items) -> tuple[int, str]:
        if key.startswith("Subs(") and key.endswith(")"):
            derivative, x, point = items(key[5:-1])
            if derivative in self._derivatives and x == self.ode.variable:
                return self._derivatives[derivative], point
        elif key.startswith(f"{self.name}(") and key.endswith(")"):
            return 0, key[len(self.name) + 1 : -1]
        raise FormatError(f"expected an initial value such as y(0), found {key[:60]!r}")


def _same_values(
    initial: tuple[tuple[int, Term, Term], ...], values: tuple[tuple[int, Term, Term], ...]
) -> bool:
    """Whether these are the same values, in any order."""
    return len(initial) == len(values) and set(initial) == set(values)


def _form(reading: _Reading, text: str, names: set[str], same: Same, items: Items) -> Shown:
    """`Eq(y(x), …)`, or `Eq(integral, C1)`."""
    if not (text.startswith("Eq(") and text.endswith(")")):
        raise Differs(f"its value {text[:60]} is not an equation")
    sides = items(text[3:-1])
    if len(sides) != 2:
        raise Differs(f"its value {text[:60]} is not an equation")
    left, right = sides
    if left == reading.function:
        return Shown(True, frozenset(variables(parse_term(right)) & names), lambda t: same(right, t))
    integral = reading.plain(left)
    taken = {reading.ode.variable, *reading.ode.unknown}
    taken |= variables(parse_term(integral)) | variables(reading.ode.left)
    if not is_variable_name(right) or right in taken:
        raise Differs("a solution in implicit form is an integral, equal to a constant")
    return Shown(False, frozenset(), lambda t: same(integral, t))
