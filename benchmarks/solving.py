"""Porism's `solve` on a corpus of equations, beside SymPy's `solve` and `solveset` on the same equations.

    python benchmarks/solving.py [--limit N] [--seconds 30]

An answer is compared with the known solution set as a set of numbers: the members of a periodic family in a window of the
line (of the plane, over the complex numbers), a region at sample points, an equation with parameters at given values of them,
degenerate ones included. The second set was written after the solver and run before anything was changed for it; what it
scored then is `FIRST_RUN`. *Right* means the same set; *incomplete* a part of it; *wrong* a number that is no solution, or a
missing one where completeness is claimed. SymPy claims completeness by `solveset` only. Writes `results/solving.json`.
"""

from __future__ import annotations

import argparse
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

from porism.datasets import questions
from porism.workers import Call, Returned, WorkerPool

WINDOW = 20.0  # solutions with a larger absolute value are not compared
TOLERANCE = 1e-3  # reference numbers of high-degree polynomials are short
SAMPLES = [sympy.Rational(k, 7) for k in range(-60, 61)]
JUDGES = ("porism", "sympy solve", "sympy solveset")
X = sympy.Symbol("x")
FIRST_RUN = {"equations": 85, "right": 81, "proved and complete": 73}  # the second set, at commit de78319


def expression(text: str) -> Any:
    """A text of the corpus in SymPy; trusted, it comes with Porism."""
    from porism.symbolic.parse import parse_term
    from porism.symbolic.sympy_bridge import to_sympy

    return to_sympy(parse_term(text))


def relation(text: str) -> tuple[Any, Any]:
    """The sides of an equation of the corpus, unevaluated."""
    from porism.symbolic.parse import parse_relation
    from porism.symbolic.sympy_bridge import to_sympy

    _, left, right = parse_relation(text)
    return to_sympy(left, evaluate=False), to_sympy(right, evaluate=False)


def domain_set(row: dict[str, Any]) -> Any:
    """The domain as a SymPy set."""
    match row.get("domain", "real"):
        case "real":
            return sympy.S.Reals
        case "complex":
            return sympy.S.Complexes
        case "positive":
            return sympy.Interval.open(0, sympy.oo)
        case text:
            low, high = (expression(end) for end in text[1:-1].split(","))
            return sympy.Interval(low, high, text[0] == "(", text[-1] == ")")


def porism(row: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Porism's answer: value, whether it is proved, whether it claims to be complete."""
    from porism.solving import solve

    mode = "complete" if "parameters" in row else "generic"
    start = time.perf_counter()
    result = solve(
        row["equation"], "x", row.get("domain"), mode=mode, assume=row.get("assume", ()), timeout_s=seconds
    )
    took = time.perf_counter() - start
    proved = result.status == "proved"
    return {
        "value": result.value,
        "proved": proved,
        "complete": proved and result.complete == "complete",
        "seconds": took,
    }


def sympy_solve(row: dict[str, Any], seconds: float) -> dict[str, Any]:
    """SymPy's `solve`, over the reals with a real symbol."""
    left, right = relation(row["equation"])
    x = (
        X
        if row.get("domain") == "complex"
        else sympy.Symbol("x", positive=True)
        if row.get("domain") == "positive"
        else sympy.Symbol("x", real=True)
    )
    start = time.perf_counter()
    found = sympy.solve((left - right).subs(X, x), x)
    inside = [s for s in found if domain_set(row).contains(s) != False] if isinstance(found, list) else found  # noqa: E712
    return {"value": inside, "proved": False, "complete": False, "seconds": time.perf_counter() - start}


def sympy_solveset(row: dict[str, Any], seconds: float) -> dict[str, Any]:
    """SymPy's `solveset` on the domain."""
    left, right = relation(row["equation"])
    start = time.perf_counter()
    found = sympy.solveset(left - right, X, domain_set(row))
    return {
        "value": found,
        "proved": False,
        "complete": "parameters" not in row and not found.has(sympy.ConditionSet),
        "seconds": time.perf_counter() - start,
    }


def members(value: Any, at: dict[Any, Any]) -> tuple[list[complex], list[Any]] | None:
    """The numbers of an answer in the window, and its regions; None if it is not an answer."""
    if value is None:
        return None
    if isinstance(value, list) and value and all(isinstance(v, tuple) and len(v) == 2 for v in value):
        numbers, regions = list[complex](), list[Any]()
        for inner, condition in value:
            if sympy.sympify(condition).subs(at) == True:  # noqa: E712
                part = members(inner, at)
                if part is None:
                    return None
                numbers, regions = numbers + part[0], regions + part[1]
        return numbers, regions
    if isinstance(value, list | tuple | sympy.FiniteSet):
        numbers = list[complex]()
        for v in value:
            if isinstance(v, dict):
                return None
            z = _number(v, at)
            if z is None:
                return None
            numbers += [z] if z == z else []
        return numbers, []
    match value:
        case sympy.Union() | sympy.Intersection() | sympy.Complement() | sympy.ImageSet() | sympy.Set():
            return _of_set(value, at)
        case _:
            return None


def _number(v: Any, at: dict[Any, Any]) -> complex | None:
    v = sympy.sympify(v).subs(at)
    if v in (sympy.zoo, sympy.nan, sympy.oo, -sympy.oo):
        return complex("nan")
    try:
        return complex(v.evalf(20))
    except (TypeError, ValueError):
        return None


def _of_set(value: Any, at: dict[Any, Any]) -> tuple[list[complex], list[Any]] | None:
    if any(isinstance(s.condition, sympy.Eq) for s in value.atoms(sympy.ConditionSet)):
        return None  # the equation itself, unsolved
    value = value.subs(at) if at else value
    if value is sympy.S.EmptySet:
        return [], []
    if isinstance(value, sympy.FiniteSet):
        return members(list(value), at)
    if isinstance(value, sympy.Union):
        numbers, regions = list[complex](), list[Any]()
        for part in value.args:
            inner = _of_set(part, at)
            if inner is None:
                return None
            numbers, regions = numbers + inner[0], regions + inner[1]
        return numbers, regions
    if isinstance(value, sympy.ImageSet):
        expressions, signature = value.lamda.expr, value.lamda.signature[0]
        names = signature if isinstance(signature, tuple) else value.lamda.variables
        if len(names) != 1 or value.base_sets[0] not in (
            sympy.S.Integers,
            sympy.S.Naturals0,
            sympy.S.Naturals,
        ):
            return None
        start = 0 if value.base_sets[0] != sympy.S.Integers else -60
        found = [_number(expressions.subs(names[0], k), {}) for k in range(start, 61)]
        return [z for z in found if z is not None], []
    if isinstance(value, sympy.Interval) or value in (sympy.S.Reals, sympy.S.Complexes):
        return [], [value]
    if isinstance(value, sympy.Intersection | sympy.Complement | sympy.ConditionSet):
        try:
            if all(
                value.contains(s) in (True, False, sympy.true, sympy.false) for s in SAMPLES[:5]
            ) and not value.has(sympy.ImageSet):
                return [], [value]
        except (TypeError, NotImplementedError):
            return None
    return None


def judged(row: dict[str, Any], answer: dict[str, Any]) -> str:
    """`right`, `incomplete`, `wrong` or `none`."""
    if answer["value"] is None:
        return "none"
    cases = [(c["values"], c["roots"]) for c in row.get("at", [])] or [({}, None)]
    words = [
        _one(row, answer, {sympy.Symbol(a): expression(v) for a, v in values.items()}, roots)
        for values, roots in cases
    ]
    for word in ("wrong", "none", "incomplete"):
        if word in words:
            return "wrong" if word == "incomplete" and answer["complete"] else word
    return "right"


def _one(row: dict[str, Any], answer: dict[str, Any], at: dict[Any, Any], roots: Any) -> str:
    found = members(answer["value"], at)
    if found is None:
        return "none"
    numbers, regions = found
    expected, is_all = _expected(row, roots)
    inside = [z for z in numbers if abs(z) <= WINDOW]
    if is_all is not None:
        truth = [s for s in SAMPLES if is_all(s)]
        covered = [
            s
            for s in SAMPLES
            if any(r.contains(s) is sympy.true for r in regions) or any(abs(z - s) < 1e-9 for z in numbers)
        ]
        return "right" if truth == covered else "incomplete" if set(covered) <= set(truth) else "wrong"
    if regions:
        return "wrong"
    if any(all(abs(z - w) > TOLERANCE for w in expected) for z in inside):
        return "wrong"
    return "right" if all(any(abs(z - w) <= TOLERANCE for z in inside) for w in expected) else "incomplete"


def _expected(row: dict[str, Any], roots: Any) -> tuple[list[complex], Any]:
    """The known solutions in the window, or a test of membership where they are a region."""
    if roots == "all":
        return [], lambda s: True
    if "region" in row:
        conditions = row["region"]
        return [], lambda s: bool(eval(conditions, {"__builtins__": {}}, {"x": s}))  # noqa: S307  # our own corpus
    texts = roots if roots is not None else row.get("roots", [])
    numbers = [complex(expression(t).evalf(20)) for t in texts]
    for family in row.get("families", []):
        e = expression(family)
        numbers += [complex(e.subs(sympy.Symbol("n"), k).evalf(20)) for k in range(-60, 61)]
    return [z for z in numbers if abs(z) <= WINDOW], None


def main() -> None:
    """Measure, print the table, write the result."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--seconds", type=float, default=30.0)
    options = arguments.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))  # the workers import this file
    data = questions.rows("equations")[: options.limit]
    rows, console = list[dict[str, Any]](), Console(stderr=True)
    with WorkerPool(1, preload=("sympy", "solving")) as pool:
        for row in track(data, description="equations", console=console):
            record: dict[str, Any] = {"id": row["id"], "equation": row["equation"]}
            for judge in JUDGES:
                answer = _asked(pool, judge, row, options.seconds)
                record[judge] = {
                    "answer": str(answer["value"])[:300],
                    "verdict": judged(row, answer),
                    "proved": answer["proved"],
                    "complete": answer["complete"],
                    "seconds": round(answer["seconds"], 3),
                }
            rows.append(record)
    summary = {judge: _summary(rows, judge) for judge in JUDGES}
    second = [r for r in rows if r["id"].startswith("second-")]
    summary |= {f"{judge}, second set": _summary(second, judge) for judge in JUDGES if second}
    packages = ("porism", "sympy", "python-flint")
    result = {
        "corpus": "equations",
        "seconds": options.seconds,
        **circumstances(packages, None),
        "second set at its first run": FIRST_RUN,
        "summary": summary,
        "equations": rows,
    }
    table = Table(
        "solver", "right", "proved and complete", "incomplete", "wrong", "none", "median s", "slowest s"
    )
    for judge, s in summary.items():
        table.add_row(
            judge, f"{s['right']} of {s['equations']}", str(s["proved and complete"]), str(s["incomplete"]), str(s["wrong"]),
            str(s["none"]), f"{s['median_seconds']:.2f}", f"{s['max_seconds']:.1f}",
        )  # fmt: skip
    Console().print(table)
    if options.limit is None:
        print(write_result("solving", result))


def _asked(pool: WorkerPool, judge: str, row: dict[str, Any], seconds: float) -> dict[str, Any]:
    nothing = {"value": None, "proved": False, "complete": False, "seconds": seconds}
    if judge == "porism":
        return porism(row, seconds)
    outcome = pool.call(Call(f"solving:{judge.replace(' ', '_')}", (row, seconds), seconds))
    return dict(outcome.value) if isinstance(outcome, Returned) else nothing | {"seconds": outcome.seconds}


def _summary(rows: list[dict[str, Any]], judge: str) -> dict[str, Any]:
    counts = {
        word: sum(r[judge]["verdict"] == word for r in rows)
        for word in ("right", "incomplete", "wrong", "none")
    }
    seconds = [r[judge]["seconds"] for r in rows]
    certain = sum(
        r[judge]["verdict"] == "right" and r[judge]["proved"] and r[judge]["complete"] for r in rows
    )
    return {
        "equations": len(rows),
        **counts,
        "proved and complete": certain,
        "median_seconds": statistics.median(seconds),
        "max_seconds": max(seconds),
    }


if __name__ == "__main__":
    main()
