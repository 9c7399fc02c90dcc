"""The calls in SymPy's test files that Porism can be asked as well: one `Asked` a call, with what the test expects.

    questions(folder, files) ──► Asked(kind, arguments, expected) | Left(why)

A call such as `solveset(f, x, S.Reals)`, `Sum(f, (k, a, b)).doit()` or a dictionary entry `'eq': …` of the tests of `dsolve`
becomes one question of eight kinds. Options that say how to compute (`risch=True`) are dropped; a call whose options change the
question (`check=False`), and one that this script cannot rebuild, is left with its reason.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sympy
from rebuilt import FAILURES, Unbuilt, calls, rebuilt, statements

INTEGRALS = (
    "integrate", "heurisch", "heurisch_wrapper", "manualintegrate", "risch_integrate", "ratint", "trigintegrate",
    "assert_is_integral_of", "Integral",
)  # fmt: skip
SIMPLIFIERS = (
    "simplify", "trigsimp", "powsimp", "radsimp", "ratsimp", "combsimp", "logcombine", "powdenest", "sqrtdenest",
    "fu", "factor", "cancel", "together", "hypersimp", "exptrigsimp", "expand_log", "expand_trig", "collect_sqrt",
    "signsimp", "TR5", "TR6", "TR8", "TR10", "futrig", "gammasimp",
)  # fmt: skip
KINDS = dict.fromkeys(INTEGRALS, "integral") | dict.fromkeys(SIMPLIFIERS, "simplify") | {
    "limit": "limit", "gruntz": "limit", "Limit": "limit", "summation": "sum", "Sum": "sum", "gosper_sum": "sum",
    "solve": "solve", "solveset": "solve", "solveset_real": "solve", "solveset_complex": "solve", "nonlinsolve": "system",
    "linsolve": "system", "solve_poly_system": "system", "reduce_inequalities": "inequality",
    "solve_univariate_inequality": "inequality", "reduce_rational_inequalities": "inequality",
    "reduce_abs_inequality": "inequality", "dsolve": "ode", "diff": "diff", "Derivative": "diff",
}  # fmt: skip
_NEEDS_DOIT = ("Integral", "Sum", "Limit", "Derivative")
_CHANGES = {
    "check": "False",
    "force": "True",
    "domain": "",
    "simplify": "",
    "hint": "",
    "dir": "",
    "ics": "",
    "func": "",
}
_READ = ("domain", "dir", "ics", "func")


class NoQuestion(Unbuilt):
    """A call that is a part of an expression: `f(x).diff(x)`."""


@dataclass(frozen=True)
class Asked:
    """One question; `arguments` by name, as the kind has them, `expected` what the test compares with, None if unknown."""

    name: str
    file: str
    verb: str
    kind: str
    arguments: dict[str, Any] = field(hash=False)
    expected: Any
    sympy_expects: bool

    @property
    def text(self) -> str:
        """The question in a line."""
        return f"{self.kind}({', '.join(f'{k}={v}' for k, v in self.arguments.items() if v is not None)})"


@dataclass(frozen=True)
class Left:
    """A call that is not asked, and why."""

    file: str
    verb: str
    reason: str


def questions(folder: Path, files: tuple[str, ...]) -> Iterator[Asked | Left]:
    """The calls of the files, in their order, each question once."""
    seen = set[str]()
    for file in files:
        number = 0
        for met in statements(folder / file):
            expected = _expected(met.statement)
            for call, verb, given in _verbs(met.statement, met.names):
                number += 1
                try:
                    arguments = _arguments(verb, given, met.names)
                    value = rebuilt(expected[1], met.names) if expected and expected[0] is call else None
                except (Unbuilt, *FAILURES) as error:
                    value = None
                    try:
                        arguments = _arguments(verb, given, met.names)
                    except NoQuestion:
                        continue
                    except (Unbuilt, *FAILURES):
                        yield Left(file, verb, _why(error))
                        continue
                kind = _kind(verb, arguments)
                short = file.rpartition("/")[2].removeprefix("test_").removesuffix(".py")
                asked = Asked(f"{short}::{met.function.removeprefix('test_')}#{number}", file, verb, kind, arguments,
                              arguments.pop("expected", value), not met.expected_to_fail)  # fmt: skip
                if asked.text not in seen:
                    seen.add(asked.text)
                    yield asked
    return


def _why(error: BaseException) -> str:
    return (
        f"not rebuilt: {error}"
        if isinstance(error, Unbuilt)
        else f"SymPy refuses to build it: {type(error).__name__}"
    )


def _kind(verb: str, arguments: dict[str, Any]) -> str:
    return (
        "system"
        if verb == "solve" and "equations" in arguments
        else ("inequality" if "relations" in arguments else KINDS[verb])
    )


def _expected(statement: ast.stmt) -> tuple[ast.expr, ast.expr] | None:
    match statement:
        case ast.Assert(test=ast.Compare(left=left, ops=[ast.Eq() | ast.Is()], comparators=[right])):
            return _inner(left), right
    return None


def _inner(node: ast.expr) -> ast.expr:
    """The call below `.doit()`, else the node."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Call() as inner, attr="doit")):
            return inner
    return node


def _verbs(statement: ast.stmt, names: dict[str, Any]) -> Iterator[tuple[ast.AST, str, Any]]:
    """The calls of verbs in a statement, and the entries of dictionaries with an `eq`."""
    done = {id(_inner(c)) for c in calls(statement) if _inner(c) is not c}
    for call in calls(statement):
        match call.func:
            case ast.Name(id=name) if (
                name in KINDS and name not in names and (name not in _NEEDS_DOIT or id(call) in done)
            ):
                yield call, name, call
            case ast.Attribute(value=base, attr="diff" | "simplify" | "integrate" | "limit" as name):
                made = ast.Call(func=ast.Name(id=name), args=[base, *call.args], keywords=call.keywords)
                if not any(isinstance(c.func, ast.Name) and c.func.id in KINDS for c in calls(base)):
                    yield call, name, made
    for node in ast.walk(statement):
        if isinstance(node, ast.Dict):
            entries = {
                k.value: v for k, v in zip(node.keys, node.values, strict=True) if isinstance(k, ast.Constant)
            }
            if "eq" in entries:
                yield node, "dsolve", entries


def _arguments(verb: str, given: Any, names: dict[str, Any]) -> dict[str, Any]:
    if isinstance(given, dict):
        return _ode_entry(given, names)
    options: dict[str, Any] = {}
    for k in given.keywords:
        text = ast.unparse(k.value)
        if k.arg in _READ:
            options[k.arg] = rebuilt(k.value, names)
        elif k.arg is None or (k.arg == "check" and text == "False") or (k.arg == "force" and text == "True"):
            raise Unbuilt(f"the option {k.arg}={text}")
    a = [rebuilt(e, names) for e in given.args]
    if not a:
        raise Unbuilt("no argument")
    match KINDS[verb]:
        case "integral":
            return _integral(verb, a, names)
        case "limit":
            if len(a) < 3:
                raise Unbuilt("a limit without its point")
            side = a[3] if len(a) > 3 else options.get("dir", "+")
            return {"f": _expression(a[0]), "x": a[1], "x0": sympy.sympify(a[2]), "side": str(side)}
        case "sum":
            if len(a) != 2 or not isinstance(a[1], tuple) or len(a[1]) != 3:
                raise Unbuilt("a sum with several limits, or without")
            return {"f": _expression(a[0]), "over": tuple(map(sympy.sympify, a[1]))}
        case "solve" | "system":
            return _solving(verb, a, options)
        case "inequality":
            return _inequality(verb, a)
        case "ode":
            if isinstance(a[0], list):
                raise Unbuilt("a system of differential equations")
            return {
                "eq": a[0],
                "func": options.get("func", a[1] if len(a) > 1 else None),
                "ics": options.get("ics"),
            }
        case "diff":
            if any(isinstance(v, tuple) and isinstance(v[-1], sympy.Symbol) for v in a[1:]):
                raise Unbuilt("a derivative of symbolic order")
            orders = [p for v in a[1:] for p in (v if isinstance(v, tuple) else (v,))]
            f = _expression(a[0])
            if f.atoms(sympy.core.function.AppliedUndef):
                raise NoQuestion
            return {"f": f, "orders": tuple(orders)}
        case _:
            return {"f": _expression(a[0])}


def _expression(e: Any) -> Any:
    e = sympy.sympify(e) if isinstance(e, int) else e
    if not isinstance(e, sympy.Expr):
        raise Unbuilt(f"{type(e).__name__}, not an expression")
    return e


def _integral(verb: str, a: list[Any], names: dict[str, Any]) -> dict[str, Any]:
    if verb == "assert_is_integral_of":
        return {"f": _expression(a[0]), "over": names.get("x", sympy.Symbol("x")), "expected": a[1]}
    f = _expression(a[0])
    if len(a) > 2:
        raise Unbuilt("a multiple integral")
    if len(a) == 1 and len(f.free_symbols) != 1:
        raise Unbuilt("an integral without its variable")
    over = a[1] if len(a) == 2 else next(iter(f.free_symbols))
    over = tuple(over) if isinstance(over, list) else over
    if isinstance(over, tuple) and len(over) != 3:
        raise Unbuilt("an integral with one limit")
    return {"f": f, "over": tuple(map(sympy.sympify, over)) if isinstance(over, tuple) else over}


def _solving(verb: str, a: list[Any], options: dict[str, Any]) -> dict[str, Any]:
    unknown = a[1] if len(a) > 1 else None
    if verb in ("nonlinsolve", "linsolve", "solve_poly_system") or isinstance(a[0], list | tuple):
        if not isinstance(a[0], list | tuple):
            raise Unbuilt("a matrix")
        wanted = list(unknown) if isinstance(unknown, list | tuple) else a[1:] or None
        if wanted and any(not isinstance(x, sympy.Symbol) for x in wanted):
            raise Unbuilt("unknowns that are no symbols")
        if not wanted and verb == "linsolve":
            raise Unbuilt("a matrix")
        if any(isinstance(e, list | tuple) for e in a[0]):
            raise Unbuilt("a matrix")
        if any(
            isinstance(e, sympy.core.relational.Relational) and not isinstance(e, sympy.Eq | sympy.Ne)
            for e in a[0]
        ):
            return {"relations": list(a[0]), "x": wanted[0] if wanted and len(wanted) == 1 else None}
        over = "complex" if verb in ("nonlinsolve", "linsolve") else None
        equations = [e.as_expr() if isinstance(e, sympy.Poly) else e for e in a[0]]
        return {"equations": equations, "unknowns": wanted, "domain": over}
    if isinstance(unknown, list | tuple) and len(unknown) == 1:
        (unknown,) = unknown
    if len(a) > 2 and verb == "solve":
        raise Unbuilt("one equation for several unknowns")
    if unknown is not None and not isinstance(unknown, sympy.Symbol):
        raise Unbuilt("an unknown that is no symbol")
    if isinstance(a[0], sympy.core.relational.Relational) and not isinstance(a[0], sympy.Eq):
        return {"relations": [a[0]], "x": unknown}
    domain = {
        "solveset_real": sympy.S.Reals,
        "solveset_complex": sympy.S.Complexes,
        "solveset": sympy.S.Complexes,
    }.get(verb)
    domain = options.get("domain", a[2] if len(a) > 2 else domain)
    return {"equation": a[0], "x": unknown, "domain": domain}


def _inequality(verb: str, a: list[Any]) -> dict[str, Any]:
    if verb == "reduce_abs_inequality":
        return {"relations": [sympy.Rel(a[0], 0, a[1])], "x": a[2]}
    relations = a[0]
    if verb == "reduce_rational_inequalities":
        if len(relations) != 1:
            raise Unbuilt("a disjunction of inequalities")
        (relations,) = relations
    unknown = a[1] if len(a) > 1 else None
    unknown = unknown[0] if isinstance(unknown, list | tuple) and len(unknown) == 1 else unknown
    return {
        "relations": [
            r if isinstance(r, sympy.logic.boolalg.Boolean) else sympy.Eq(r, 0, evaluate=False)
            for r in (relations if isinstance(relations, list | tuple) else [relations])
        ],
        "x": unknown if isinstance(unknown, sympy.Symbol) else None,
    }


def _ode_entry(entries: dict[Any, ast.expr], names: dict[str, Any]) -> dict[str, Any]:
    equation = rebuilt(entries["eq"], names)
    function = rebuilt(entries["func"], names) if "func" in entries else None
    found = {"eq": equation, "func": function, "ics": None}
    try:
        solutions = rebuilt(entries["sol"], names) if "sol" in entries else None
    except (Unbuilt, *FAILURES):
        solutions = None
    return found | {"expected": solutions}
