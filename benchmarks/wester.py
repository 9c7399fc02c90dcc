"""Wester's problems: how many Porism certifies, how many SymPy gets right, and how many both miss.

    python benchmarks/wester.py [--seconds 20]

`sympy/utilities/tests/test_wester.py` of the installed SymPy is read as text and parsed with `ast`; nothing in it is imported
or evaluated. A test function counts if it calls one of the verbs that Porism has (`integrate`, `diff`, `limit`, `summation`,
`solve`, `dsolve`, `simplify` and its relatives) with arguments that this script can rebuild; its first such call is the
problem. SymPy is *right* where its authors expect the test to pass (it is neither XFAIL nor skipped).

References: M. Wester (1999), Computer Algebra Systems: A Practical Guide, ch. 3.
"""

from __future__ import annotations

import argparse
import ast
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import sympy
from measurement import circumstances, write_result

from porism.symbolic.errors import PorismError

VERBS = {
    "integrate": "porism.integration:integrate", "diff": "porism.integration:diff", "limit": "porism.limits:limit",
    "summation": "porism.sums:summation", "solve": "porism.solving:solve", "dsolve": "porism.odes:dsolve",
    "simplify": "porism.simplification:simplify", "trigsimp": "porism.simplification:simplify",
    "radsimp": "porism.simplification:simplify", "powsimp": "porism.simplification:simplify",
    "ratsimp": "porism.simplification:simplify", "factor": "porism.simplification:simplify",
}  # fmt: skip
_ALLOWED = frozenset({
    "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp",
    "log", "sqrt", "Abs", "Rational", "Eq", "Derivative", "factorial", "binomial", "gamma", "erf", "Function", "symbols",
    "Symbol",
})  # fmt: skip
_CONSTANTS = {"pi": sympy.pi, "E": sympy.E, "I": sympy.I, "oo": sympy.oo}
_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: sympy.sympify(a) / b, ast.Pow: lambda a, b: sympy.sympify(a) ** b,
}  # fmt: skip


class Unbuilt(Exception):  # not an error: the problem is left out
    """An expression that this script does not rebuild."""


@dataclass(frozen=True)
class Problem:
    """One call of a verb, with its arguments rebuilt."""

    name: str
    verb: str
    arguments: tuple[Any, ...]
    sympy_is_right: bool


def problems() -> Iterator[Problem]:
    """The problems of the installed SymPy's file, in its order."""
    path = Path(sympy.__file__).parent / "utilities" / "tests" / "test_wester.py"
    module = ast.parse(path.read_text(encoding="utf-8"))
    shared = dict[str, Any](_CONSTANTS)
    for node in module.body:
        _assign(node, shared)
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            names = dict(shared)
            marks = {ast.unparse(d).partition("(")[0] for d in node.decorator_list}
            for statement in node.body:
                _assign(statement, names)
            for call in (n for s in node.body for n in ast.walk(s) if isinstance(n, ast.Call)):
                if isinstance(call.func, ast.Name) and call.func.id in VERBS and not call.keywords:
                    try:
                        arguments = tuple(_built(a, names) for a in call.args)
                    except (Unbuilt, TypeError, ValueError, AttributeError):
                        continue
                    yield Problem(node.name, call.func.id, arguments, not marks & {"XFAIL", "skip"})
                    break


def _assign(node: ast.stmt, names: dict[str, Any]) -> None:
    """Take over `x, y = symbols(…)` and `f = …`; what cannot be rebuilt stays unknown."""
    if not isinstance(node, ast.Assign) or len(node.targets) != 1:
        return
    try:
        value = _built(node.value, names)
        match node.targets[0]:
            case ast.Name(id=name):
                names[name] = value
            case ast.Tuple(elts=parts):
                names |= {p.id: v for p, v in zip(parts, value, strict=True) if isinstance(p, ast.Name)}
            case _:
                pass
    except (Unbuilt, TypeError, ValueError, AttributeError):
        return


def _built(node: ast.expr, names: dict[str, Any]) -> Any:
    match node:
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            return sympy.Integer(value)
        case ast.Constant(value=str(text)):
            return text
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_built(operand, names)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            return _OPERATORS[type(op)](_built(left, names), _built(right, names))
        case ast.Tuple(elts=parts):
            return tuple(_built(p, names) for p in parts)
        case ast.List(elts=parts):
            return [_built(p, names) for p in parts]
        case ast.Call(func=ast.Name(id=name), args=args, keywords=keywords):
            rebuilt = [_built(a, names) for a in args]
            if name in ("R", "S"):
                return sympy.Rational(*rebuilt)
            if name == "abs":
                return sympy.Abs(*rebuilt)
            if name in names and isinstance(names[name], sympy.core.function.UndefinedFunction):
                return names[name](*rebuilt)
            if name in _ALLOWED:
                options = {k.arg: True for k in keywords if k.arg and ast.unparse(k.value) == "True"}
                return getattr(sympy, name)(*rebuilt, **options)
        case ast.Call(func=ast.Attribute(value=value, attr="diff"), args=args, keywords=[]):
            return _built(value, names).diff(*(_built(a, names) for a in args))
    raise Unbuilt(ast.unparse(node))


def main() -> None:
    """Measure every problem and write results/wester.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20.0)
    seconds = parser.parse_args().seconds
    rows = list[dict[str, Any]]()
    for problem in problems():
        module, _, name = VERBS[problem.verb].partition(":")
        arguments = problem.arguments[:1] if VERBS[problem.verb].endswith("simplify") else problem.arguments
        start = time.perf_counter()
        try:
            result = getattr(import_module(module), name)(*arguments, timeout_s=seconds)
            status, said = result.status, result.reason
        except PorismError as error:
            status, said = "refused", str(error).splitlines()[0]
        rows.append({
            "name": problem.name, "verb": problem.verb, "problem": str(problem.arguments)[:200], "porism": status,
            "reason": said[:160], "sympy_right": problem.sympy_is_right, "seconds": round(time.perf_counter() - start, 2),
        })  # fmt: skip
        print(rows[-1]["name"], rows[-1]["verb"], status, flush=True)
    by_verb = {
        verb: {
            "problems": len(of := [r for r in rows if r["verb"] == verb]),
            "porism_proved": sum(r["porism"] == "proved" for r in of),
            "sympy_right": sum(r["sympy_right"] for r in of),
            "both_miss": sum(r["porism"] != "proved" and not r["sympy_right"] for r in of),
        }
        for verb in dict.fromkeys(r["verb"] for r in rows)
    }
    total = {
        key: sum(v[key] for v in by_verb.values())
        for key in ("problems", "porism_proved", "sympy_right", "both_miss")
    }
    write_result(
        "wester",
        {**circumstances(("sympy",), None), "seconds": seconds, **total, "verbs": by_verb, "rows": rows},
    )
    print(total)


if __name__ == "__main__":
    main()
