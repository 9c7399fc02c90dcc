"""Porism's `dsolve` on 50 textbook equations, beside SymPy's.

    python benchmarks/odes.py [--seconds 30]

Special solutions are the equilibria, lines and envelopes that the textbook's method divides away. They have to be listed, or
to be a member of a listed family for some numbers. *Right*: nothing listed is false at sample points, no special solution is
missing, and with initial values the solution is the known one. *Incomplete*: something special is missing. *Wrong*: something
is false, or missing where completeness is claimed. SymPy claims nothing. Writes `results/odes.json`.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import sys
import time
from pathlib import Path
from typing import Any

import sympy
from measurement import circumstances, write_result
from rich.console import Console
from rich.progress import track
from rich.table import Table

import porism
from porism.datasets import questions
from porism.symbolic.parse import parse_relation, parse_term
from porism.symbolic.sympy_bridge import to_sympy
from porism.workers import Call, Returned, WorkerPool

X, Y = sympy.Symbol("x"), sympy.Function("y")
POINTS = (sympy.Rational(3, 7), sympy.Rational(5, 9), sympy.Rational(4, 5))
VALUES = (0, 1, -1, 2, -2, sympy.Rational(1, 2))
FIRST_RUN = {
    "equations": 50,
    "proved": 41,
    "proved and complete": 14,
    "median_seconds": 3.1,
}  # at commit de78319


def expression(text: str) -> Any:
    """A text of the corpus in SymPy."""
    return to_sympy(parse_term(text))


def problem(row: dict[str, Any]) -> tuple[Any, dict[Any, Any] | None]:
    """The equation and its initial values."""
    _, left, right = parse_relation(row["equation"])
    at = {sympy.Symbol("y"): Y(X)} | {sympy.Symbol(f"y{i}"): Y(X).diff(X, i) for i in (1, 2, 3)}
    sides = [to_sympy(t).subs(at, simultaneous=True) for t in (left, right)]
    initial = {
        (Y(X).diff(X, i).subs(X, expression(p)) if i else Y(expression(p))): expression(v)
        for i, p, v in row.get("initial", [])
    }
    return sympy.Eq(*sides), initial or None


def by_sympy(row: dict[str, Any]) -> Any:
    """SymPy's answer."""
    equation, initial = problem(row)
    return sympy.dsolve(equation, Y(X), ics=initial)


def judged(row: dict[str, Any], value: Any, complete: bool) -> str:
    """`right`, `incomplete`, `wrong` or `none`."""
    listed = value if isinstance(value, list) else [value]
    if value is None or not all(isinstance(e, sympy.Eq) for e in listed):
        return "wrong" if complete else "none"
    if row.get("none"):
        return "wrong"
    explicit = [e.rhs for e in listed if e.lhs == Y(X)]
    wanted = [
        expression(t) for t in [*row.get("special", []), *([row["solution"]] if "solution" in row else [])]
    ]
    missing = [s for s in wanted if not any(_has(f, s) for f in explicit)]
    if missing and "solution" in row:
        return "wrong"
    if missing or (row.get("not_unique") and complete):
        return "wrong" if complete else "incomplete"
    return "right"


def _has(family: Any, special: Any) -> bool:
    """Whether a family is a function for some numbers as constants."""
    constants = sorted(family.free_symbols - {X}, key=str)
    if not constants:
        return _agree(family, special)
    for values in itertools.product(VALUES, repeat=len(constants)):
        if _agree(family.subs(dict(zip(constants, values, strict=True))), special):
            return True
    gaps = [(family - special).subs(X, p) for p in POINTS[: len(constants)]]
    try:
        solutions = sympy.solve(gaps, constants, dict=True)
    except (NotImplementedError, ValueError, TypeError):
        return False
    return any(_agree(family.subs(s), special) for s in solutions)


def _agree(a: Any, b: Any) -> bool:
    try:
        return all(abs(complex((a - b).subs(X, p).evalf(20))) < 1e-9 for p in POINTS)
    except (TypeError, ValueError):
        return False


def main() -> None:
    """Measure, print the table, write the result."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--seconds", type=float, default=30.0)
    arguments.add_argument("--only", nargs="*", default=[])
    options = arguments.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))  # the workers import this file
    porism.dsolve(Y(X).diff(X) - Y(X), Y(X))  # warm workers, as a session has them
    data = [r for r in questions.rows("odes") if not options.only or r["id"] in options.only]
    rows = list[dict[str, Any]]()
    with WorkerPool(1, preload=("sympy", "odes")) as pool:
        for row in track(data, description="equations", console=Console(stderr=True)):
            equation, initial = problem(row)
            start = time.perf_counter()
            result = porism.dsolve(equation, Y(X), initial, timeout_s=options.seconds)
            seconds = time.perf_counter() - start
            proved = result.status == "proved"
            complete = proved and result.complete != "unknown"
            outcome = pool.call(Call("odes:by_sympy", (row,), options.seconds))
            theirs = outcome.value if isinstance(outcome, Returned) else None
            rows.append({
                "id": row["id"], "equation": row["equation"],
                "porism": judged(row, result.value if proved else None, complete),
                "complete": result.complete if proved else "unknown",
                "answer": str(result.value)[:300], "reason": result.reason, "seconds": round(seconds, 3),
                "sympy": judged(row, theirs, False), "sympy answer": str(theirs)[:300],
                "sympy seconds": round(outcome.seconds, 3),
            })  # fmt: skip
    words = ("right", "incomplete", "none", "wrong")
    summary: dict[str, Any] = {
        who: {word: sum(r[who] == word for r in rows) for word in words} for who in ("porism", "sympy")
    }
    summary["porism"] |= {
        "complete": sum(r["complete"] != "unknown" for r in rows),
        "median seconds": statistics.median(r["seconds"] for r in rows),
    }
    summary["sympy"]["median seconds"] = statistics.median(r["sympy seconds"] for r in rows)
    table = Table("equation", "Porism", "complete", "s", "SymPy", "s", "answer")
    for r in rows:
        table.add_row(
            r["id"], r["porism"], r["complete"], f"{r['seconds']:.1f}", r["sympy"], f"{r['sympy seconds']:.1f}",
            r["answer"][:60],
        )  # fmt: skip
    Console().print(table)
    print(summary)
    if not options.only:
        result_ = {"corpus": "odes", **circumstances(("porism", "sympy", "python-flint"), None)}
        print(write_result("odes", result_ | {"first run": FIRST_RUN, "summary": summary, "equations": rows}))


if __name__ == "__main__":
    main()
