"""The exact prover on a corpus, beside SymPy's `simplify(lhs - rhs) == 0` and `.equals(0)` on the same claims.

    python benchmarks/corpus.py [--corpus elementary] [--limit N] [--seconds 10]

Every judge runs on every claim in a warm worker process, one claim at a time, with the same time limit; times are the wall
clock inside the worker. SymPy judges equations only (its symbols carry the domains as assumptions); an order relation, or a
claim with hypotheses, counts as not proved by it. *Wrong* is a false claim called true or a true one called false.
Writes `results/corpus.json`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from measurement import circumstances, write_result
from rich.console import Console
from rich.progress import track
from rich.table import Table

from porism.datasets import corpora
from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted
from porism.symbolic.batch import BatchItem, read_batch
from porism.symbolic.claim import Claim
from porism.workers import Call, Returned, WorkerPool

JUDGES = ("porism exact", "sympy simplify", "sympy equals")


def porism_exact(claim: dict[str, Any], seconds: float) -> tuple[str, float]:
    """The verdict's name and its seconds."""
    verdict = ExactProver().prove(Claim.from_json(claim), None, Budget(seconds))
    status = {Proved: "proved", Refuted: "refuted"}.get(type(verdict), "unknown")
    return status, verdict.seconds


def sympy_simplify(claim: dict[str, Any], seconds: float) -> tuple[str, float]:
    """`proved` if SymPy simplifies the difference to 0; a difference that is another number is `refuted`."""
    import sympy

    difference, start = _difference(claim)
    if difference is None:
        return "unknown", 0.0
    simplified = sympy.simplify(difference)
    status = (
        "proved"
        if simplified == 0
        else "refuted"
        if simplified.is_number and simplified.is_zero is False
        else "unknown"
    )
    return status, time.perf_counter() - start


def sympy_equals(claim: dict[str, Any], seconds: float) -> tuple[str, float]:
    """What SymPy's `equals(0)` says of the difference: True, False or None."""
    difference, start = _difference(claim)
    if difference is None:
        return "unknown", 0.0
    answer = difference.equals(0)
    return {True: "proved", False: "refuted"}.get(answer, "unknown"), time.perf_counter() - start


def _difference(data: dict[str, Any]) -> tuple[Any, float]:
    from porism.symbolic.sympy_bridge import symbol, to_sympy

    claim = Claim.from_json(data)
    start = time.perf_counter()
    if claim.relation.kind != "==" or claim.hypotheses:
        return None, start
    symbols = {name: symbol(name, domain) for name, domain in claim.variables}
    return to_sympy(claim.relation.left, symbols) - to_sympy(claim.relation.right, symbols), start


def main() -> None:
    """Measure, print the table, write the result."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--corpus", default="elementary")
    arguments.add_argument("--limit", type=int)
    arguments.add_argument("--seconds", type=float, default=10.0)
    options = arguments.parse_args()
    sys.path.insert(0, str(Path(__file__).parent))  # the workers import this file
    items = [item for item in read_batch(corpora.path(options.corpus)) if isinstance(item, BatchItem)][
        : options.limit
    ]
    rows = list[dict[str, Any]]()
    console = Console(stderr=True)
    with WorkerPool(1, preload=("sympy", "scipy.optimize", "corpus")) as pool:
        for item in track(items, description="claims", console=console):
            row: dict[str, Any] = {"id": item.id, "expect": item.expect}
            for judge in JUDGES:
                target = f"corpus:{judge.replace(' ', '_')}"
                outcome = pool.call(Call(target, (item.claim.to_json(), options.seconds), options.seconds))
                status, seconds = (
                    outcome.value if isinstance(outcome, Returned) else ("unknown", options.seconds)
                )
                row[judge] = {"status": status, "seconds": round(seconds, 5)}
            rows.append(row)
    summary = {judge: _summary(rows, judge) for judge in JUDGES}
    packages = ("porism", "sympy", "python-flint", "scipy", "clarabel")
    result = {
        "corpus": options.corpus,
        "seconds": options.seconds,
        **circumstances(packages, None),
        "summary": summary,
        "claims": rows,
    }
    table = Table("judge", "true: proved", "false: refuted", "wrong", "median ms", "slowest s")
    for judge, s in summary.items():
        table.add_row(
            judge, f"{s['proved']} of {s['true']}", f"{s['refuted']} of {s['false']}", str(s["wrong"]),
            f"{1000 * s['median_seconds']:.1f}", f"{s['max_seconds']:.2f}",
        )  # fmt: skip
    Console().print(table)
    if options.limit is None:
        print(write_result("corpus", result))


def _summary(rows: list[dict[str, Any]], judge: str) -> dict[str, Any]:
    true = [r for r in rows if r["expect"] == "proved"]
    false = [r for r in rows if r["expect"] == "refuted"]
    seconds = [r[judge]["seconds"] for r in rows if judge == JUDGES[0] or r[judge]["seconds"]]
    return {
        "true": len(true),
        "false": len(false),
        "proved": sum(r[judge]["status"] == "proved" for r in true),
        "refuted": sum(r[judge]["status"] == "refuted" for r in false),
        "wrong": sum(r[judge]["status"] == "refuted" for r in true)
        + sum(r[judge]["status"] == "proved" for r in false),
        "median_seconds": statistics.median(seconds),
        "max_seconds": max(seconds),
    }


if __name__ == "__main__":
    main()
