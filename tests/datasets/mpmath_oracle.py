"""An independent reading of the claim language: text → value at a point, by Python's `ast` and mpmath.

It shares no code with Porism, so that the corpora are not judged by the prover that they test. The meaning is the
design's: principal branches over ℂ, 0⁰ = 1, `Undefined` where some subterm has no value, and where a side of an
order relation is not real. Only the node types matched in `value` are read; nothing is executed.

Derivatives are differences in the real direction at a raised precision, so an expression that is not
differentiable at the point must be caught by an undefined subterm, or not be asked.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeAlias  # mpmath ships no types: its numbers are `Any` here

from mpmath import mp

Point: TypeAlias = dict[str, Any]

DIGITS = 120
NEGLIGIBLE = "1e-40"  # what rounding may leave of a zero, relative to the sides, for |x| <= 40
MARGIN = "1e-25"  # what a counterexample must exceed; the Ramanujan constant misses its integer by 7.5e-13


def _li(z: Any) -> Any:
    """The logarithmic integral, without a value at 0, where mpmath has the limit from the right."""
    if z == 0:
        raise ZeroDivisionError
    return mp.li(z)


def _lower_lambert(z: Any) -> Any:
    """The branch −1 of Lambert's W, which tends to −∞ at 0."""
    if z == 0:
        raise ZeroDivisionError
    return mp.lambertw(z, -1)


def _off_poles(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A relative of the gamma function, without values at its poles."""

    def value(z: Any) -> Any:
        if mp.isnpint(z):
            raise ZeroDivisionError
        return function(z)

    return value


CONSTANTS: dict[str, Callable[[], Any]] = {"pi": lambda: +mp.pi, "E": lambda: +mp.e, "I": lambda: mp.j}
FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "exp": mp.exp, "log": mp.log, "sqrt": mp.sqrt, "abs": mp.fabs,
    "sin": mp.sin, "cos": mp.cos, "tan": mp.tan, "cot": mp.cot, "sec": mp.sec, "csc": mp.csc,
    "asin": mp.asin, "acos": mp.acos, "atan": mp.atan,
    "sinh": mp.sinh, "cosh": mp.cosh, "tanh": mp.tanh, "coth": mp.coth, "sech": mp.sech, "csch": mp.csch,
    "asinh": mp.asinh, "acosh": mp.acosh, "atanh": mp.atanh, "erf": mp.erf, "Ei": mp.ei, "li": _li, "Si": mp.si,
    "Ci": mp.ci, "Shi": mp.shi, "Chi": mp.chi, "fresnels": mp.fresnels, "fresnelc": mp.fresnelc,
    "dilog": lambda z: mp.polylog(2, z), "LambertW": mp.lambertw, "LambertWm1": _lower_lambert, "gamma": _off_poles(mp.gamma),
    "loggamma": _off_poles(mp.loggamma), "digamma": _off_poles(mp.digamma),
}  # fmt: skip
OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b,
    ast.Sub: lambda a, b: a - b,
    ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b,
    ast.Pow: lambda a, b: a**b,
}


class Undefined(Exception):
    """The point belongs to the domain, but some subterm has no value there."""


def value(node: ast.expr, point: Point) -> Any:
    """The value of the term at the point, or `Undefined`."""
    arguments: tuple[ast.expr, ...]
    operation: Callable[..., Any]
    match node:
        case ast.Constant(value=int(number)):
            return mp.mpf(number)
        case ast.Name(id=name):
            return CONSTANTS[name]() if name in CONSTANTS else point[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -value(operand, point)
        case ast.BinOp(left=left, op=operator, right=right):
            operation, arguments = OPERATIONS[type(operator)], (left, right)
        case ast.Call(func=ast.Name(id="diff"), args=[term, ast.Name(id=name)], keywords=[]):
            return mp.diff(lambda t: value(term, {**point, name: t}), point[name])
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]):
            operation, arguments = FUNCTIONS[name], (argument,)
        case _:
            raise TypeError(f"not in the language: {ast.dump(node)}")
    try:
        result = operation(*(value(argument, point) for argument in arguments))
    except ZeroDivisionError as error:
        raise Undefined from error
    if not mp.isfinite(result):
        raise Undefined
    return result


def exact(text: str) -> Any:
    """The value of a text without variables, at the precision in force."""
    return value(ast.parse(text, mode="eval").body, {})


def sides(relation: str, point: Point) -> tuple[str, Any, Any]:
    """(kind, left, right) with `>` and `>=` turned round; the sides of an order relation must be real."""
    match ast.parse(relation, mode="eval").body:
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            a, b = value(left, point), value(right, point)
        case node:
            raise TypeError(f"not a relation: {ast.dump(node)}")
    if isinstance(operator, ast.Eq | ast.NotEq):
        return ("==" if isinstance(operator, ast.Eq) else "!="), a, b
    if any(abs(mp.im(v)) > mp.mpf(NEGLIGIBLE) * (1 + abs(v)) for v in (a, b)):
        raise Undefined
    a, b = mp.re(a), mp.re(b)
    match operator:
        case ast.Lt():
            return "<", a, b
        case ast.LtE():
            return "<=", a, b
        case ast.Gt():
            return "<", b, a
        case ast.GtE():
            return "<=", b, a
    raise TypeError(f"not a relation of the language: {relation}")


def holds(relation: str, point: Point) -> bool:
    """Whether the relation holds up to rounding, where an equality gets the benefit of the doubt."""
    kind, a, b = sides(relation, point)
    slack = mp.mpf(NEGLIGIBLE) * (1 + abs(a) + abs(b))
    match kind:
        case "==":
            return bool(abs(a - b) <= slack)
        case "!=":
            return bool(abs(a - b) > slack)
        case "<":
            return bool(a < b)
        case _:
            return bool(a - b <= slack)


def fails_clearly(relation: str, point: Point) -> bool:
    """Whether the relation fails by more than `MARGIN`; a strict one and `!=` may fail by exact equality."""
    kind, a, b = sides(relation, point)
    match kind:
        case "==":
            return bool(abs(a - b) > mp.mpf(MARGIN))
        case "!=":
            return bool(a == b)
        case "<":
            return bool(a >= b)
        case _:
            return bool(a - b > mp.mpf(MARGIN))


def interval(domain: str) -> tuple[str, Fraction | None, Fraction | None, str] | None:
    """(bracket, low, high, bracket) of an interval such as `(0, oo)`, with None for an infinite end."""
    matched = re.fullmatch(r"([\[(])(-oo|-?\d+(?:/\d+)?), (oo|-?\d+(?:/\d+)?)([\])])", domain)
    if matched is None:
        return None
    low, high = (None if end.endswith("oo") else Fraction(end) for end in matched.group(2, 3))
    return matched[1], low, high, matched[4]


def belongs(v: Any, domain: str) -> bool:
    """Whether the value is an element of the domain."""
    if domain == "complex":
        return True
    if mp.im(v) != 0:
        return False
    v = mp.re(v)
    match domain:
        case "real":
            return True
        case "positive":
            return bool(v > 0)
        case "nonnegative":
            return bool(v >= 0)
        case "nonzero":
            return bool(v != 0)
        case "integer":
            return bool(mp.isint(v))
        case "natural":
            return bool(mp.isint(v) and v >= 0)
    ends = interval(domain)
    if ends is None:
        raise ValueError(f"not a domain: {domain}")
    left, low, high, right = ends
    above = low is None or v > exact(str(low)) or (left == "[" and v == exact(str(low)))
    below = high is None or v < exact(str(high)) or (right == "]" and v == exact(str(high)))
    return bool(above and below)


def free_names(relations: list[str]) -> list[str]:
    """The free variables of the relations, sorted; neither functions nor constants."""
    free: set[str] = set()
    for relation in relations:
        tree = ast.parse(relation, mode="eval")
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        free |= {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and id(node) not in called}
    return sorted(free - set(CONSTANTS))
