"""Lean's reading of an expression, as a test's oracle: its precedences, and Mathlib's total functions.

    value("(x - 1)⁻¹ + Real.log (-x)", {"x": 1}) = 0 + log |-1|

Written from Lean's and Mathlib's documentation, apart from the code that writes the text: x / 0 = 0, the logarithm of a
negative number is that of its absolute value, its square root is 0, arcsine and arccosine are cut off at ±1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

import mpmath

Value: TypeAlias = Any  # mpmath's mpf and mpc, which ship no types
_TOKEN = re.compile(r"\s*([A-Za-z_][\w.']*|[0-9]+|⁻¹|.)")
_SIGNS = ("=", "≠", "≤", "<")


def value(text: str, variables: Mapping[str, Value], is_complex: bool = False, precision: int = 150) -> Value:
    """The value of an expression over the real or the complex numbers."""
    with mpmath.workprec(precision):
        return _Reader(text, variables, is_complex).whole()


def sides(text: str) -> tuple[str, str, str]:
    """left, sign, right of a relation."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character in _SIGNS:
            return text[:place], character, text[place + 1 :]
    raise ValueError(f"no relation: {text}")


class _Reader:
    """A precedence reader: + − 65, · / 70, negation 75, ^ 75 to the right, application, ⁻¹ last."""

    def __init__(self, text: str, variables: Mapping[str, Value], is_complex: bool) -> None:
        self.is_complex = is_complex
        self.tokens = [t for t in _TOKEN.findall(text) if t.strip()]
        self.variables, self.place = variables, 0

    def whole(self) -> Value:
        result = self.sum()
        if self.place != len(self.tokens):
            raise ValueError(f"something is left: {self.tokens[self.place :]}")
        return result

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        token = self.peek()
        if expected and token != expected:
            raise ValueError(f"expected {expected}, found {token!r}")
        self.place += 1
        return token

    def sum(self) -> Value:
        total = self.product()
        while self.peek() in ("+", "-"):
            sign = self.take()
            part = self.product()
            total = total + part if sign == "+" else total - part
        return total

    def product(self) -> Value:
        total = self.negation()
        while self.peek() in ("*", "/"):
            sign = self.take()
            part = self.negation()
            total = total * part if sign == "*" else total / part if part != 0 else mpmath.mpf(0)
        return total

    def negation(self) -> Value:
        if self.peek() == "-":
            self.take()
            return -self.negation()
        return self.power()

    def power(self) -> Value:
        base = self.application()
        if self.peek() != "^":
            return base
        self.take()
        return _power(base, self.negation(), self.is_complex)

    def application(self) -> Value:
        token = self.peek()
        if re.match(r"[A-Za-z_]", token) and token not in self.variables and token not in _CONSTANTS:
            self.take()
            return _FUNCTIONS[token](self.atom())
        return self.atom()

    def atom(self) -> Value:
        token = self.take()
        if token == "(":
            found = self.absolute("‖") if self.peek() == "‖" else self.sum()
            if self.peek() == ":":
                self.take()
                self.take()
            self.take(")")
        elif token == "|":
            self.place -= 1
            found = self.absolute("|")
        elif token.isdigit():
            found = mpmath.mpf(token)
        elif token in self.variables:
            found = mpmath.mpmathify(self.variables[token])
        else:
            found = _CONSTANTS[token]()
        while self.peek() == "⁻¹":
            self.take()
            found = 1 / found if found != 0 else mpmath.mpf(0)
        return found

    def absolute(self, mark: str) -> Value:
        self.take(mark)
        found = abs(self.sum())
        self.take(mark)
        return found


def _power(base: Value, exponent: Value, is_complex: bool) -> Value:
    if exponent == int(mpmath.re(exponent)):
        n = int(mpmath.re(exponent))
        return base**n if base != 0 or n >= 0 else mpmath.mpf(0)
    if base == 0:
        return mpmath.mpf(0)
    if not is_complex and base < 0:
        return mpmath.exp(exponent * mpmath.log(-base)) * mpmath.cos(mpmath.pi * exponent)
    return mpmath.exp(exponent * mpmath.log(mpmath.mpc(base) if is_complex else base))


def _real_log(x: Value) -> Value:
    return mpmath.log(abs(x)) if x != 0 else mpmath.mpf(0)


def _root(x: Value) -> Value:
    return mpmath.sqrt(x) if x > 0 else mpmath.mpf(0)


def _cut(x: Value) -> Value:
    return max(mpmath.mpf(-1), min(mpmath.mpf(1), x))


_CONSTANTS = {"Real.pi": lambda: +mpmath.pi, "Complex.I": lambda: mpmath.mpc(0, 1)}
_PLAIN = ("exp", "sin", "cos", "sinh", "cosh", "tanh")
_FUNCTIONS = {
    **{f"{space}.{name}": getattr(mpmath, name) for space in ("Real", "Complex") for name in _PLAIN},
    "Real.log": _real_log,
    "Complex.log": lambda z: mpmath.log(z) if z != 0 else mpmath.mpf(0),
    "Real.tan": mpmath.tan,
    "Complex.tan": mpmath.tan,
    "Real.sqrt": _root,
    "Real.arcsin": lambda x: mpmath.asin(_cut(x)),
    "Real.arccos": lambda x: mpmath.acos(_cut(x)),
    "Real.arctan": mpmath.atan,
    "Real.arsinh": mpmath.asinh,
    "abs": abs,
}
