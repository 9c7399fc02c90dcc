"""Porism's `limit` and `summation` on textbook problems, beside SymPy's own answers.

    python benchmarks/limits_sums.py [--only limits sums] [--seconds 20] [--limit N]

The problems and their values stand in `datasets/questions/limits.jsonl` and `sums.jsonl`. An answer is right if it is the known
value, compared as a number of 40 digits at sample values of the parameters; where there is no value, if it says so (`nan`, an
unevaluated limit or sum, accumulation bounds). Porism's answers count as *proved right*, *proved wrong* or *unknown*. The ratio
of times is for those that both have right. What `--only` leaves out keeps its figures. Each SymPy call runs in a worker that
is stopped. Writes `results/limits_sums.json`.
"""

from __future__ import annotations

import argparse
import ast
import json
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import sympy
from measurement import RESULTS, circumstances, write_result
from rich.console import Console
from rich.progress import track
from rich.table import Table

from porism.datasets import questions
from porism.result import Result
from porism.workers import Call, Returned, WorkerPool

DIGITS = 40
TOLERANCE = sympy.Float("1e-20", DIGITS)
_NAMES = ("sqrt", "exp", "log", "sin", "cos", "tan", "cot", "asin", "acos", "atan", "sinh", "cosh", "tanh", "coth", "asinh",
          "factorial", "binomial", "Abs", "pi", "oo", "E", "I")  # fmt: skip
_OPERATORS: dict[type[ast.AST], Any] = {
    ast.Add: lambda a, b: a + b, ast.Sub: lambda a, b: a - b, ast.Mult: lambda a, b: a * b,
    ast.Div: lambda a, b: a / b, ast.Pow: lambda a, b: a**b,
}  # fmt: skip


def expression(text: str, symbols: dict[str, Any]) -> Any:
    """A text of the questions in SymPy, evaluated as SymPy's users write it; also factorials, binomials, oo."""
    return _built(ast.parse(text, mode="eval").body, symbols)


def _built(node: ast.AST, symbols: dict[str, Any]) -> Any:
    match node:
        case ast.Constant(int() as n):
            return sympy.Integer(n)
        case ast.Name("abs"):
            return sympy.Abs
        case ast.Name(name):
            return symbols[name] if name in symbols else getattr(sympy, name) if name in _NAMES else None
        case ast.UnaryOp(ast.USub(), inner):
            return -_built(inner, symbols)
        case ast.BinOp(a, operator, b):
            return _OPERATORS[type(operator)](_built(a, symbols), _built(b, symbols))
        case ast.Call(f, arguments):
            return _built(f, symbols)(*(_built(a, symbols) for a in arguments))
    raise ValueError(f"not an expression of the questions: {ast.dump(node)[:80]}")


def question(row: dict[str, Any]) -> tuple[Any, ...]:
    """(function, variable, point, side) or (summand, (variable, lower, upper)) in SymPy."""
    from porism.symbolic.parse import parse_domain
    from porism.symbolic.sympy_bridge import symbol

    symbols = {name: symbol(name, parse_domain(text)) for name, text in row.get("vars", {}).items()}
    x = sympy.Symbol(row.get("variable", "x"))
    symbols[str(x)] = x
    if "function" in row:
        return expression(row["function"], symbols), x, expression(row["point"], symbols), row["side"]
    over = (x, expression(row["lower"], symbols), expression(row["upper"], symbols))
    return expression(row["summand"], symbols), over


def porism_answer(row: dict[str, Any], seconds: float) -> tuple[Any, str, float]:
    """Porism's value and status, and the time."""
    start = time.perf_counter()
    result = asked(row, seconds)
    return result.value, result.status, time.perf_counter() - start


def asked(row: dict[str, Any], seconds: float) -> Result:
    """Porism's answer."""
    from porism.limits import limit
    from porism.sums import summation

    ask = limit if "function" in row else summation
    return ask(*question(row), timeout_s=seconds)


def sympy_answer(row: dict[str, Any]) -> tuple[Any, float]:
    """SymPy's value and the time; runs in a worker."""
    asked = question(row)
    start = time.perf_counter()
    value = sympy.limit(*asked) if "function" in row else sympy.summation(*asked)
    return value, time.perf_counter() - start


def is_right(row: dict[str, Any], value: Any) -> bool:
    """Whether a value is the known one."""
    asked = question(row)
    symbols = {str(s): s for s in sympy.Tuple(*map(sympy.sympify, sympy.flatten(asked[:3]))).free_symbols}
    if row["value"] == "none":
        unevaluated = value is not None and value.has(sympy.Limit, sympy.Sum, sympy.AccumBounds)
        return value in (sympy.nan, sympy.zoo) or unevaluated  # zoo: unbounded, without a sign
    expected = expression(row["value"], symbols)
    if value is None or not isinstance(value, sympy.Expr) or value.has(sympy.Limit, sympy.Sum):
        return False
    if expected.is_infinite or value.is_infinite or value is sympy.nan:
        return bool(value == expected)
    value = value.replace(sympy.exp_polar, sympy.exp)
    free = sorted(value.free_symbols | expected.free_symbols, key=str)
    for base in (3, 5):
        at = {s: base + i if s.is_integer else sympy.Rational(1, base + 2 * i) for i, s in enumerate(free)}
        try:
            gap = abs(sympy.N(value.subs(at) - expected.subs(at), DIGITS))
            if not gap.is_number or not bool(gap < TOLERANCE):
                return False
        except TypeError:
            return False
    return True


def measured(row: dict[str, Any], seconds: float, pool: WorkerPool) -> dict[str, Any]:
    """One row of the result."""
    value, status, took = porism_answer(row, seconds)
    verdict = "unknown"
    if status == "proved":
        verdict = "right" if is_right(row, value) else "wrong"
    outcome = pool.call(Call("limits_sums:sympy_answer", (row,), seconds, 2048))
    sympy_says, sympy_took = "none", None
    if isinstance(outcome, Returned):
        found, sympy_took = outcome.value
        unevaluated = found.has(sympy.Limit, sympy.Sum) and row["value"] != "none"
        sympy_says = "none" if unevaluated else "right" if is_right(row, found) else "wrong"
    return {
        "id": row["id"],
        "porism": verdict,
        "value": str(value)[:200],
        "seconds": round(took, 3),
        "sympy": sympy_says,
        "sympy_value": str(outcome.value[0])[:200] if isinstance(outcome, Returned) else outcome.reason,
        "sympy_seconds": None if sympy_took is None else round(sympy_took, 3),
    }


def summary(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts and the median ratio of times."""
    both = [r for r in rows if r["porism"] == r["sympy"] == "right" and r["sympy_seconds"]]
    return {
        "problems": len(rows),
        "porism": {w: sum(r["porism"] == w for r in rows) for w in ("right", "wrong", "unknown")},
        "sympy": {w: sum(r["sympy"] == w for r in rows) for w in ("right", "wrong", "none")},
        "right in Porism only": sum(r["porism"] == "right" != r["sympy"] for r in rows),
        "right in SymPy only": sum(r["sympy"] == "right" != r["porism"] for r in rows),
        "median ratio of times": round(statistics.median(r["seconds"] / r["sympy_seconds"] for r in both), 2)
        if both
        else None,
    }


def main() -> None:
    """Measure, write and show."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=["limits", "sums"])
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--limit", type=int, default=None)
    given = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))
    console, result = Console(stderr=True), dict[str, Any]()
    with WorkerPool(1, ("sympy",)) as pool:
        for name in given.only:
            asked = questions.rows(name)[: given.limit]
            rows = [measured(r, given.seconds, pool) for r in track(asked, name, console=console)]
            measured_here = circumstances(("sympy", "python-flint", "mpmath"), None)
            result[name] = {**measured_here, "seconds": given.seconds, **summary(rows), "rows": rows}
    before = RESULTS / "limits_sums.json"
    kept = json.loads(before.read_text(encoding="utf-8")) if before.exists() else {}
    write_result("limits_sums", {**kept, **result})
    table = Table("", "problems", "proved right", "wrong", "unknown", "SymPy right", "wrong", "none", "ratio")
    for name in given.only:
        s = result[name]
        cells = [s["problems"], *s["porism"].values(), *s["sympy"].values(), s["median ratio of times"]]
        table.add_row(name, *map(str, cells))
    console.print(table)


if __name__ == "__main__":
    main()
