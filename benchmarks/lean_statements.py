"""Lean statements through Porism: how many become claims, why others do not, and what the verdicts say about the statements.

    python benchmarks/lean_statements.py PATH [--seconds 20] [--limit N] [--kernel none]

PATH is what `porism lean load` takes: a Lean file, a folder of them, LeanDojo Benchmark 4. A conclusion is `true` if every
claim of a statement is proved and the claims say exactly what it says, `true where defined` if they leave out points at which
only Lean's conventions give values, `false` if a counterexample is one of Lean's statement, else `unknown`. Writes
`results/lean_statements.json`; the name of the file is kept, not its place.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from typing import Any

from measurement import circumstances, write_result
from rich.console import Console
from rich.progress import track
from rich.table import Table

import porism
from porism.datasets.lean_statements import LeanStatement, conclusion, load, summary
from porism.provers.verdict import verdict_record


def judged(statement: LeanStatement, seconds: float, kernel: Any) -> dict[str, Any]:
    """A statement's outcome: its reason, or its verdicts and their conclusion."""
    row: dict[str, Any] = {"name": statement.name or f"line {statement.line}"}
    if statement.translation is None:
        return row | {"reason": statement.reason.name if statement.reason else "", "detail": statement.detail}
    start, found = time.perf_counter(), statement.translation
    verdicts = [verdict_record(porism.prove(c, timeout_s=seconds, kernel=kernel)) for c in found.claims]
    return row | {
        "agreement": str(found.agreement),
        "claims": [claim.text for claim in found.claims],
        "status": [verdict["status"] for verdict in verdicts],
        "trust": [verdict["trust"] for verdict in verdicts],
        "conclusion": conclusion(found.agreement, found.rational, verdicts),
        "seconds": round(time.perf_counter() - start, 3),
    }


def main() -> None:
    """Measure, print the tables, write the result."""
    options = _arguments()
    statements = list(islice(load(options.path), options.limit))
    kernel = None if options.kernel == "none" else options.kernel
    console = Console(stderr=True)
    rows = [
        judged(statement, options.seconds, kernel)
        for statement in track(statements, description="statements", console=console)
    ]
    counts = {str(key.name): count for key, count in summary(statements).most_common()}
    conclusions = Counter(row["conclusion"] for row in rows if "conclusion" in row)
    claims = Counter(status for row in rows for status in row.get("status", []))
    table = Table("what", "statements")
    for word, count in [
        *conclusions.most_common(),
        *((k, n) for k, n in counts.items() if k not in ("EXACT", "WHERE_DEFINED")),
    ]:
        table.add_row(word, str(count))
    Console().print(table)
    result = {
        "file": options.path.name,
        "seconds": options.seconds,
        "kernel": options.kernel,
        **circumstances(("porism", "sympy", "python-flint"), None),
        "statements": len(statements),
        "translation": counts,
        "conclusions": dict(conclusions.most_common()),
        "claims": dict(claims.most_common()),
        "rows": rows,
    }
    if options.limit is None:
        print(write_result("lean_statements", result))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--seconds", type=float, default=20.0, help="for each claim")
    parser.add_argument("--limit", type=int, help="only the first statements; nothing is written then")
    parser.add_argument("--kernel", default="none", choices=("auto", "rocq", "lean", "none"))
    return parser.parse_args()


if __name__ == "__main__":
    main()
