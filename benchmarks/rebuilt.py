"""SymPy's own test files as questions: read as text with `ast`, rebuilt node by node, nothing in them imported or run.

    statements(path) ──► (function, statement, names) in the file's order ──► rebuilt(node, names)

`names` holds what a file and a function have assigned so far (`x, y = symbols(…)`, `f = …`), as far as it can be rebuilt; a
name that a loop or something unknown binds is forgotten. Expressions are built from SymPy's functions in `FUNCTIONS` alone.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sympy
from sympy.core.function import UndefinedFunction

FUNCTIONS = frozenset({
    "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot", "asec", "acsc", "atan2", "sinh", "cosh",
    "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh", "acoth", "exp", "log", "ln", "sqrt", "cbrt", "root",
    "Abs", "sign", "re", "im", "arg", "conjugate", "Max", "Min", "Piecewise", "Heaviside", "floor", "ceiling", "Mod",
    "Rational", "Integer", "Pow", "Add", "Mul", "Eq", "Ne", "Lt", "Le", "Gt", "Ge", "And", "Or", "Not", "Derivative",
    "Integral", "Sum", "Limit", "Product", "factorial", "binomial", "gamma", "erf", "erfc", "erfi", "LambertW",
    "harmonic", "zeta", "polygamma", "fibonacci", "Function", "symbols", "Symbol", "Dummy", "Interval", "FiniteSet",
    "Union", "Intersection", "Complement", "ImageSet", "ConditionSet", "Lambda", "Tuple", "CRootOf", "rootof",
    "expand", "Ei", "Si", "Ci", "li", "uppergamma", "lowergamma", "besselj", "Poly", "asech", "acsch", "sinc",
})  # fmt: skip
CONSTANTS = {
    "pi": sympy.pi, "E": sympy.E, "I": sympy.I, "oo": sympy.oo, "zoo": sympy.zoo, "EulerGamma": sympy.EulerGamma,
    "GoldenRatio": sympy.GoldenRatio, "Catalan": sympy.Catalan,
}  # fmt: skip
_SINGLETONS = frozenset({
    "One", "Zero", "Half", "NegativeOne", "Pi", "Exp1", "ImaginaryUnit", "Infinity", "NegativeInfinity",
    "ComplexInfinity", "Reals", "Complexes", "Integers", "Naturals", "Naturals0", "Rationals", "EmptySet",
    "EulerGamma", "GoldenRatio", "true", "false", "NaN",
})  # fmt: skip
_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: sympy.sympify(a) / b, ast.Pow: lambda a, b: sympy.sympify(a) ** b,
    ast.BitAnd: lambda a, b: a & b, ast.BitOr: lambda a, b: a | b,
}  # fmt: skip
_COMPARISONS: dict[type[ast.cmpop], Callable[[Any, Any], Any]] = {
    ast.Lt: lambda a, b: a < b, ast.LtE: lambda a, b: a <= b, ast.Gt: lambda a, b: a > b, ast.GtE: lambda a, b: a >= b,
}  # fmt: skip
_OPTIONS = frozenset({
    "real", "positive", "negative", "nonnegative", "nonpositive", "nonzero", "integer", "complex", "finite", "rational",
    "imaginary", "even", "odd", "cls", "evaluate", "zero", "extended_real", "commutative", "prime", "noninteger",
})  # fmt: skip
MAX_POWER = 10_000  # of integers: a larger one is not written out
FAILURES = (
    TypeError,
    ValueError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    IndexError,
    KeyError,
    RecursionError,
)


class Unbuilt(Exception):  # not an error: the expression is left out
    """An expression that is not rebuilt."""


@dataclass(frozen=True)
class Met:
    """A statement of a test, with the names that hold before it; `expected_to_fail` as its authors marked the test."""

    function: str
    statement: ast.stmt
    names: dict[str, Any]
    expected_to_fail: bool


def statements(path: Path) -> Iterator[Met]:
    """The statements of every function of a file, loops and branches opened, nested functions left out."""
    module = ast.parse(path.read_text(encoding="utf-8"))
    shared = dict[str, Any](CONSTANTS)
    for node in module.body:
        assigned(node, shared)
    for node in module.body:
        if isinstance(node, ast.FunctionDef):
            marks = {ast.unparse(d).partition("(")[0] for d in node.decorator_list}
            names = {k: v for k, v in shared.items() if k not in {a.arg for a in node.args.args}}
            for statement, known in _opened(node.body, names):
                yield Met(node.name, statement, known, bool(marks & {"XFAIL", "skip", "SKIP"}))


def _opened(body: list[ast.stmt], names: dict[str, Any]) -> Iterator[tuple[ast.stmt, dict[str, Any]]]:
    for statement in body:
        match statement:
            case ast.FunctionDef() | ast.ClassDef():
                names.pop(statement.name, None)
            case ast.For(target=target, body=inner):
                for name in ast.walk(target):
                    if isinstance(name, ast.Name):
                        names.pop(name.id, None)
                yield from _opened(inner, names)
            case ast.With(body=inner) | ast.If(body=inner) | ast.Try(body=inner) | ast.While(body=inner):
                yield from _opened(inner, names)
            case _:
                yield statement, dict(names)
                assigned(statement, names)


def assigned(node: ast.stmt, names: dict[str, Any]) -> None:
    """Take over `x, y = symbols(…)`, `f = …` and `from sympy.abc import x`; a name that cannot be rebuilt is forgotten."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            names.pop(name, None)
        case ast.ImportFrom(module="sympy.abc", names=imported):
            names |= {a.asname or a.name: sympy.Symbol(a.name) for a in imported}
        case ast.Assign(targets=[target], value=value):
            bound = [n.id for n in ast.walk(target) if isinstance(n, ast.Name)]
            try:
                built = rebuilt(value, names)
            except (Unbuilt, *FAILURES):
                built = None
            for name in bound:
                names.pop(name, None)
            match target:
                case ast.Name(id=name) if built is not None:
                    names[name] = built
                case ast.Tuple(elts=parts) if built is not None and len(parts) == len(list(built)):
                    names |= {p.id: v for p, v in zip(parts, built, strict=True) if isinstance(p, ast.Name)}
                case _:
                    pass
        case _:
            for part in ast.walk(node):
                if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                    names.pop(part.id, None)


def calls(node: ast.AST) -> Iterator[ast.Call]:
    """The calls below a node that are asked as they stand: none in a lambda, a comprehension or `raises(…)`."""
    match node:
        case ast.Lambda() | ast.ListComp() | ast.GeneratorExp() | ast.SetComp() | ast.DictComp():
            return
        case ast.Call(func=ast.Name(id="raises" | "warns" | "warns_deprecated_sympy")):
            return
        case ast.Call():
            yield node
    for child in ast.iter_child_nodes(node):
        yield from calls(child)


def rebuilt(node: ast.expr, names: dict[str, Any]) -> Any:
    """The SymPy object that an expression stands for."""
    match node:
        case ast.Constant(value=bool(value)):
            return sympy.true if value else sympy.false
        case ast.Constant(value=int(value)):
            return sympy.Integer(value)
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -rebuilt(operand, names)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            a, b = rebuilt(left, names), rebuilt(right, names)
            if (
                isinstance(op, ast.Pow)
                and isinstance(b, sympy.Integer)
                and isinstance(a, sympy.Rational)
                and abs(b) > MAX_POWER
            ):
                raise Unbuilt(ast.unparse(node)[:80])
            return _OPERATORS[type(op)](a, b)
        case ast.Compare(left=left, ops=[op], comparators=[right]) if type(op) in _COMPARISONS:
            return _COMPARISONS[type(op)](rebuilt(left, names), rebuilt(right, names))
        case ast.Tuple(elts=parts):
            return tuple(rebuilt(p, names) for p in parts)
        case ast.List(elts=parts):
            return [rebuilt(p, names) for p in parts]
        case ast.Set(elts=parts):
            return [rebuilt(p, names) for p in parts]
        case ast.Dict(keys=keys, values=values):
            return {
                rebuilt(k, names): rebuilt(v, names)
                for k, v in zip(keys, values, strict=True)
                if k is not None
            }
        case ast.Attribute(value=ast.Name(id="S"), attr=name) if name in _SINGLETONS and "S" not in names:
            return getattr(sympy.S, name)
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
            return _called(name, [rebuilt(a, names) for a in args], keywords, names)
        case ast.Call(func=ast.Attribute(value=value, attr="diff"), args=args, keywords=[]):
            return rebuilt(value, names).diff(*(rebuilt(a, names) for a in args))
    raise Unbuilt(ast.unparse(node)[:80])


def _called(name: str, arguments: list[Any], keywords: list[ast.keyword], names: dict[str, Any]) -> Any:
    if isinstance(names.get(name), UndefinedFunction):
        return names[name](*arguments)
    if name in names or any(k.arg not in _OPTIONS for k in keywords):
        raise Unbuilt(name)
    options: dict[str, Any] = {}
    for k in keywords:
        match ast.unparse(k.value):
            case "True" | "False" as truth:
                options[str(k.arg)] = truth == "True"
            case "Function":
                options[str(k.arg)] = sympy.Function
            case other:
                raise Unbuilt(f"{k.arg}={other}"[:80])
    match name:
        case "R":
            return sympy.Rational(*arguments)
        case "S" | "sympify" if len(arguments) == 1 and not isinstance(arguments[0], str):
            return sympy.sympify(arguments[0])
        case "abs":
            return sympy.Abs(*arguments)
        case "range":
            raise Unbuilt(name)
        case "diff":
            return sympy.diff(*arguments)
        case "Symbol" | "Dummy" | "symbols" | "Function":
            return getattr(sympy, name)(*arguments, **options)
        case _ if name in FUNCTIONS and not any(isinstance(a, str) for a in arguments):
            return getattr(sympy, name)(*arguments, **options)
    raise Unbuilt(name)
