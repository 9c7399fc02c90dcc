"""Porism's `solve_system` and `solve_inequality` on a corpus of systems and inequalities, beside SymPy's time.

    python benchmarks/systems.py [--seconds 30]

An answer is *right* if it is the known solution set: the same points, families that are equal as expressions, or a set with
the same members among the ends of its pieces and points between and beyond them. *Wrong* is any other answer that Porism
calls proved. SymPy's `solve` and `reduce_inequalities` are timed on the same problems. Writes `results/systems.json`.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import time
from typing import Any

import sympy
from measurement import circumstances, write_result
from rich.console import Console
from rich.table import Table

import porism
from porism.datasets import questions
from porism.symbolic.parse import parse_relation, parse_term
from porism.symbolic.sympy_bridge import to_sympy

CLOSE = 1e-6
FIRST_RUN = {"problems": 42, "right": 28}  # the second set, before anything was changed for it


def expression(text: str) -> Any:
    return sympy.oo if text == "oo" else -sympy.oo if text == "-oo" else to_sympy(parse_term(text))


def relation(text: str) -> Any:
    kind, left, right = parse_relation(text)
    sides = to_sympy(left, evaluate=False), to_sympy(right, evaluate=False)
    return sympy.Rel(*sides, kind, evaluate=False)


def asked(row: dict[str, Any], seconds: float) -> Any:
    if "system" in row:
        unknowns = list(map(sympy.Symbol, row["unknowns"]))
        return porism.solve_system(
            list(map(relation, row["system"])), unknowns, row.get("domain"), timeout_s=seconds
        )
    return porism.solve_inequality(
        list(map(relation, row["relations"])), sympy.Symbol("x"), row.get("domain"), timeout_s=seconds
    )


def by_sympy(row: dict[str, Any]) -> None:
    if "system" in row:
        sympy.solve(list(map(relation, row["system"])), list(map(sympy.Symbol, row["unknowns"])), dict=True)
    else:
        sympy.reduce_inequalities([relation(r) for r in row["relations"]], sympy.Symbol("x"))


def is_right(row: dict[str, Any], value: Any) -> bool:
    if value is None:
        return False
    if "solutions" in row:
        expected = [[complex(expression(c).evalf(20)) for c in point] for point in row["solutions"]]
        found = [[complex(sympy.N(v[sympy.Symbol(x)], 20)) for x in row["unknowns"]] for v in value]
        return len(found) == len(expected) and all(
            any(all(abs(a - b) < CLOSE for a, b in zip(p, q, strict=True)) for q in found) for p in expected
        )
    if "at" in row:
        return False  # an inequality with a parameter, which has no form yet
    if "families" in row:
        wanted = [{sympy.Symbol(x): expression(t) for x, t in f.items()} for f in row["families"]]
        plain = {sympy.Symbol("n", integer=True): sympy.Symbol("n")}
        value = [{x: t.subs(plain) for x, t in v.items()} for v in value]
        return len(wanted) == len(value) and all(any(_same(f, v) for v in value) for f in wanted)
    pieces = [(expression(low), expression(high), a, b) for low, high, a, b in row["set"]]
    union = sympy.Union(*(sympy.Interval(low, high, not a, not b) for low, high, a, b in pieces))
    ends = sorted(
        {e for low, high, _, _ in pieces for e in (low, high) if e.is_finite}, key=lambda e: e.evalf(20)
    )
    step = sympy.Rational(1, 1000)
    samples = [
        *(s for e in ends for s in (e - step, e + step)),
        *(sympy.Rational(k, 7) for k in range(-60, 61)),
    ]
    if not row.get("rounded"):
        samples += ends
    return all(value.contains(s) == union.contains(s) for s in samples if _in_domain(row, s))


def _same(wanted: dict[Any, Any], found: dict[Any, Any]) -> bool:
    return wanted.keys() == found.keys() and all(sympy.simplify(wanted[x] - found[x]) == 0 for x in wanted)


def _in_domain(row: dict[str, Any], point: Any) -> bool:
    if "domain" not in row:
        return True
    low, high = (expression(end) for end in row["domain"][1:-1].split(","))
    return bool(low <= point) and bool(point <= high)


def main() -> None:
    """Measure, print the table, write the result."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--seconds", type=float, default=30.0)
    options = arguments.parse_args()
    rows = list[dict[str, Any]]()
    porism.solve_system(["x == 1"], ["x"])  # warm workers, as a session has them
    for row in questions.rows("systems"):
        start = time.perf_counter()
        result = asked(row, options.seconds)
        seconds = time.perf_counter() - start
        start = time.perf_counter()
        with contextlib.suppress(NotImplementedError):
            by_sympy(row)
        theirs = time.perf_counter() - start
        whole = "generic" if row.get("generic") else "complete"
        right, proved = is_right(row, result.value), result.status == "proved" and result.complete == whole
        verdict = "right" if right and proved else "wrong" if proved else "unproved" if right else "none"
        rows.append({
            "id": row["id"], "answer": str(result.value)[:300], "verdict": verdict, "reason": result.reason,
            "seconds": round(seconds, 3), "sympy_seconds": round(theirs, 3),
        })  # fmt: skip
    words = ("right", "unproved", "none", "wrong")
    summary: dict[str, Any] = {word: sum(r["verdict"] == word for r in rows) for word in words}
    second = [r for r in rows if r["id"].startswith("second-")]
    summary["second set"] = {word: sum(r["verdict"] == word for r in second) for word in words}
    summary["second set at its first run"] = FIRST_RUN
    summary |= {
        "problems": len(rows),
        "median_seconds": statistics.median(r["seconds"] for r in rows),
        "sympy_median_seconds": statistics.median(r["sympy_seconds"] for r in rows),
    }
    table = Table("problem", "verdict", "s", "SymPy s", "answer")
    for r in rows:
        table.add_row(
            r["id"], r["verdict"], f"{r['seconds']:.2f}", f"{r['sympy_seconds']:.2f}", r["answer"][:60]
        )
    Console().print(table)
    print(summary)
    packages = ("porism", "sympy", "python-flint")
    print(
        write_result(
            "systems",
            {"corpus": "systems", **circumstances(packages, None), "summary": summary, "problems": rows},
        )
    )


if __name__ == "__main__":
    main()
