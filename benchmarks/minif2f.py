"""The pipeline on the algebra of miniF2F, read from a copy of it that the user has.

    python benchmarks/minif2f.py PATH [--seconds 20] [--kernel auto|rocq|lean|none] [--match algebra] [--limit n]

PATH is a Lean file or a folder of them. Statements whose names contain `--match` are taken (`''` takes all); those that the
loader translates are asked of `porism.prove`, claim by claim, as users call it. A statement counts as `proved` if each of its
claims is and they say exactly what it says, as `proved where defined` if they leave points out at which only Lean's conventions
give values, as `kernel` if each was accepted by a proof assistant's kernel, as `refuted` if a witness is one of Lean's too.
By kind: what stands before the first number in the name (`mathd_algebra`, `amc`, `aime`, `imo`, `algebra`, …). Writes
`results/minif2f.json`, without the statements themselves; nothing is downloaded.

References: K. Zheng, J. M. Han, S. Polu (2022), miniF2F: a cross-system benchmark for formal Olympiad-level mathematics.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from measurement import circumstances, write_result
from rich.console import Console
from rich.progress import track
from rich.table import Table

import porism
from porism.datasets.lean_statements import LeanStatement, conclusion, load
from porism.provers.verdict import verdict_record

WORDS = ("statements", "translated", "proved", "proved where defined", "kernel", "refuted", "unknown")
_CONCLUSIONS = {"true": "proved", "true where defined": "proved where defined", "false": "refuted"}
_KERNEL = ("kernel", "cross-checked")


def judged(statement: LeanStatement, seconds: float, kernel: Any) -> dict[str, Any]:
    """A statement's row: its kind, and the reason why it has no claims or what became of them."""
    name = statement.name or f"line {statement.line}"
    row: dict[str, Any] = {"name": name, "kind": kind(name)}
    if statement.translation is None:
        return row | {"reason": statement.reason.name if statement.reason else ""}
    start, found = time.perf_counter(), statement.translation
    verdicts = [verdict_record(porism.prove(c, timeout_s=seconds, kernel=kernel)) for c in found.claims]
    said = conclusion(found.agreement, found.rational, verdicts)
    return row | {
        "agreement": str(found.agreement),
        "status": [verdict["status"] for verdict in verdicts],
        "kernel": bool(verdicts) and all(verdict["trust"] in _KERNEL for verdict in verdicts),
        "conclusion": _CONCLUSIONS.get(said, "unknown"),
        "seconds": round(time.perf_counter() - start, 3),
    }


def kind(name: str) -> str:
    """What stands before the first number, or the name's first word.

    >>> [kind(name) for name in ("mathd_algebra_113", "amc12a_2003_p1", "algebra_apb4_leq")]
    ['mathd_algebra', 'amc', 'algebra']
    """
    head = re.split(r"_?[0-9]", name)[0]
    return head if head.startswith("mathd") else head.partition("_")[0]


def counts(rows: Iterable[dict[str, Any]]) -> dict[str, Counter[str]]:
    """By kind, and for all of them, how many statements came how far."""
    found = defaultdict[str, Counter[str]](Counter)
    for row in rows:
        for key in (row["kind"], "all"):
            found[key]["statements"] += 1
            if "conclusion" in row:
                found[key]["translated"] += 1
                found[key][row["conclusion"]] += 1
                found[key]["kernel"] += row["kernel"] and row["conclusion"].startswith("proved")
    return dict(sorted(found.items(), key=lambda item: (item[0] == "all", item[0])))


def main() -> None:
    """Measure, print the table, write the result."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--seconds", type=float, default=20.0, help="for each claim")
    parser.add_argument("--kernel", default="auto", choices=("auto", "rocq", "lean", "none"))
    parser.add_argument("--match", default="algebra", help="only statements whose names contain this")
    parser.add_argument("--limit", type=int, help="only the first statements; nothing is written then")
    options = parser.parse_args()
    chosen = (s for s in load(options.path) if options.match in (s.name or ""))
    statements = list(islice(chosen, options.limit))
    kernel = None if options.kernel == "none" else options.kernel
    console = Console(stderr=True)
    rows = [
        judged(statement, options.seconds, kernel)
        for statement in track(statements, description="statements", console=console)
    ]
    by_kind = counts(rows)
    table = Table("kind", *WORDS)
    for name, count in by_kind.items():
        table.add_row(name, *(str(count[word]) for word in WORDS))
    Console().print(table)
    reasons = Counter(row["reason"] for row in rows if "reason" in row)
    Console().print("not translated:", dict(reasons.most_common()))
    result = {
        "file": options.path.name,
        "match": options.match,
        "seconds": options.seconds,
        "kernel": options.kernel,
        **circumstances(("porism", "sympy", "python-flint"), None),
        "kinds": {name: {word: count[word] for word in WORDS} for name, count in by_kind.items()},
        "not_translated": dict(reasons.most_common()),
        "rows": rows,
    }
    if options.limit is None:
        print(write_result("minif2f", result))


if __name__ == "__main__":
    main()
