"""Rubi's test problems as data: integrands with known antiderivatives, read from the wheel `sympy==1.11.1`.

    pip download sympy==1.11.1 --no-deps -d DIR        then  --wheel DIR/sympy-1.11.1-py3-none-any.whl

The test files inside the wheel are read as text and parsed with `ast`; nothing in them is imported or evaluated. Each
problem is a list `[integrand, variable, steps, antiderivative, …]`. A problem that the claim language cannot hold keeps the
reason, since a benchmark counts it.

References: A. Rich, P. Scheibe, N. Abbasi (2018), Rule-based integration: an extensive system of symbolic integration rules.
"""

from __future__ import annotations

import ast
import os
import random
import zipfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from porism.symbolic.errors import PorismError, UnsupportedError
from porism.symbolic.term import (
    ABBREVIATIONS,
    FUNCTIONS,
    HALF,
    ONE,
    PI,
    ZERO,
    Apply,
    E,
    I,
    Term,
    Variable,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    subtract,
)

FOLDER = "sympy/integrals/rubi/rubi_tests/tests/"
CURE = "pip download sympy==1.11.1 --no-deps -d DIR, then --wheel DIR/sympy-1.11.1-py3-none-any.whl (or RUBI_WHEEL)"
_NAMES = {"Pi": PI, "pi": PI, "I": I, "E": E}
# Names by their lower case: arctan, ArcTan and atan are one, ExpIntegralEi and Ei are.
_ALIASES = (
    {name.lower(): name for name in (*FUNCTIONS, *ABBREVIATIONS)}
    | {f"arc{name[1:]}": name for name in FUNCTIONS if name[0] == "a" and name != "abs"}
    | {
        "ln": "log", "expintegralei": "Ei", "logintegral": "li", "sinintegral": "Si", "cosintegral": "Ci",
        "sinhintegral": "Shi", "coshintegral": "Chi", "productlog": "LambertW", "loggamma": "loggamma",
    }
)  # fmt: skip
_RECIPROCAL = {  # acot a = atan(1/a) and so on, SymPy's and Rubi's own definitions where a ≠ 0
    "acot": "atan", "acoth": "atanh", "acsc": "asin", "asec": "acos", "asech": "acosh", "acsch": "asinh",
}  # fmt: skip


@dataclass(frozen=True)
class RubiProblem:
    """One problem; `integrand` or `answer` is None where `reason` says what the language lacks."""

    name: str  # file:line
    text: str
    variable: str
    integrand: Term | None
    answer: Term | None
    reason: str


def wheel_path(argument: str | None) -> Path:
    """The wheel from an argument or the environment; exits with the command that fetches it."""
    found = argument or os.environ.get("RUBI_WHEEL", "")
    if not found or not Path(found).is_file():
        raise SystemExit(f"the wheel sympy==1.11.1 is needed as data: {CURE}")
    return Path(found)


def sources(wheel: Path) -> list[tuple[str, str]]:
    """All problems of the wheel as (name, text), in the order of its files: a problem is one line of a test file."""
    with zipfile.ZipFile(wheel) as archive:
        names = sorted(n for n in archive.namelist() if n.startswith(FOLDER) and n.endswith(".py"))
        texts = {Path(name).stem: archive.read(name).decode() for name in names}
    return [
        (f"{stem}:{row}", line.strip())
        for stem, text in texts.items()
        for row, line in enumerate(text.splitlines(), 1)
        if line.lstrip().startswith(("assert rubi_test(rubi_integrate(", "["))
    ]


def sample(wheel: Path, count: int, seed: int) -> list[RubiProblem]:
    """A random sample without repetition; the same for the same seed."""
    return [read(name, text) for name, text in random.Random(seed).sample(sources(wheel), count)]


def read(name: str, text: str) -> RubiProblem:
    """The problem of a line of a test file."""
    try:
        tree = ast.parse(text.rstrip(",")).body[0]
    except SyntaxError as error:
        return RubiProblem(name, text, "x", None, None, f"not a line of Python: {error.msg}")
    match tree:
        case ast.Assert(test=ast.Call(args=[ast.Call(args=[f, _]), ast.Name(id=x), answer, *_])):
            return _problem(name, f, x, answer)
        case ast.Assert(
            test=ast.BoolOp(values=[ast.Call(args=[ast.Call(args=[f, _]), ast.Name(id=x), answer, *_]), *_])
        ):
            return _problem(name, f, x, answer)
        case ast.Expr(value=ast.List(elts=[f, ast.Name(id=x), _, answer, *_])):
            return _problem(name, f, x, answer)
        case _:
            return RubiProblem(name, text, "x", None, None, "not a problem in a known shape")


def _problem(name: str, f: ast.expr, variable: str, answer: ast.expr) -> RubiProblem:
    terms, reasons = list[Term | None](), list[str]()
    for node in (f, answer):
        try:
            terms.append(_term(node))
        except (PorismError, RecursionError, ZeroDivisionError, OverflowError) as error:
            terms.append(None)
            reasons.append(str(error)[:120])
    return RubiProblem(name, ast.unparse(f), variable, terms[0], terms[1], "; ".join(reasons))


def _term(node: ast.expr) -> Term:
    match node:
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            return number(value)
        case ast.Constant(value=float(value)):
            return number(Fraction(str(value)))
        case ast.Name(id=name):
            return _NAMES[name] if name in _NAMES else Variable(name)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return negate(_term(operand))
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _term(operand)
        case ast.BinOp(left=left, op=operator, right=right):
            return _combined(_term(left), operator, _term(right))
        case ast.Call(func=ast.Name(id="S"), args=[argument]):
            return _term(argument)
        case ast.Call(func=ast.Name(id=name), args=[argument]) if _function(name) in ABBREVIATIONS:
            return ABBREVIATIONS[_function(name)](_term(argument))
        case ast.Call(func=ast.Name(id=name), args=[argument]) if _function(name) in FUNCTIONS:
            return Apply(_function(name), _term(argument))
        case ast.Call(func=ast.Name(id=name), args=[order, argument]) if name.lower() == "polylog":
            return _polylogarithm(_term(order), _term(argument))
        case ast.Call(func=ast.Name(id="Gamma"), args=[order, argument]):
            return _incomplete_gamma(_term(order), _term(argument))
        case ast.Call(func=ast.Name(id=name), args=[argument]) if (
            name.lower().replace("arc", "a") in _RECIPROCAL
        ):
            return Apply(_RECIPROCAL[name.lower().replace("arc", "a")], power(_term(argument), number(-1)))
    raise UnsupportedError(f"{ast.unparse(node)[:60]} is not in the claim language")


def _function(name: str) -> str:
    """The language's name of a function."""
    return _ALIASES.get(name.lower(), name)


def _polylogarithm(order: Term, z: Term) -> Term:
    if order == number(2):
        return Apply("dilog", z)
    if order == ONE:
        return negate(Apply("log", subtract(ONE, z)))
    raise UnsupportedError(f"a polylogarithm of order {order} is not in the claim language")


def _incomplete_gamma(a: Term, z: Term) -> Term:
    """Γ(0, z) = E₁(z) and Γ(1/2, z), up to a constant on each side of a cut: enough for an antiderivative."""
    if a == ZERO:
        return negate(Apply("Ei", negate(z)))
    if a == HALF:
        return multiply(square_root(PI), subtract(ONE, Apply("erf", square_root(z))))
    raise UnsupportedError(f"Gamma({a}, …) is not in the claim language")


def _combined(left: Term, operator: ast.operator, right: Term) -> Term:
    match operator:
        case ast.Add():
            return add(left, right)
        case ast.Sub():
            return subtract(left, right)
        case ast.Mult():
            return multiply(left, right)
        case ast.Div():
            return divide(left, right)
        case ast.Pow():
            return power(left, right)
    raise UnsupportedError(f"the operator {type(operator).__name__} is not in the claim language")
