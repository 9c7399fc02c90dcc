"""Fuzzing of whatever reads text, JSON or files from outside, and of the checkers: a stated number of inputs each.

    python -m benchmarks.fuzzing                     the whole number (about 6 minutes of CPU time)
    python -m benchmarks.fuzzing --share 0.1         a tenth of it
    python -m benchmarks.fuzzing --only ledgers      one target again, in the file that is there
    python -m benchmarks.fuzzing --first 1000000     other inputs: each is drawn from its target's name and its number

No input may raise anything but the documented errors, take more than a second of CPU time, execute code, start a process, open
a socket, or open a file for writing (an audit hook in the child process looks). Writes `benchmarks/results/fuzzing.json`; the
exit code is 1 where something was found.
"""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from benchmarks.measurement import RESULTS, circumstances, write_result
from tests.fuzzing.running import watched

COUNTS = {
    "text": 70_000,
    "latex": 30_000,
    "term json": 20_000,
    "claim json": 20_000,
    "certificate json": 20_000,
    "statement json": 20_000,
    "exact checker": 20_000,
    "calculus checker": 20_000,
    "records": 20_000,
    "json lines of records": 5_000,  # a file each
    "batch lines": 20_000,
    "batch tables": 20_000,
    "ledgers": 5_000,  # a file each
    "lean files": 20_000,
    "lean entries": 20_000,
}
CHUNK = 5_000  # inputs of one process


def main() -> None:
    """Run the chunks two at a time and write the result."""
    options = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    options.add_argument("--share", type=float, default=1.0)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--jobs", type=int, default=2)
    options.add_argument("--only", choices=COUNTS, action="append")
    asked = options.parse_args()
    counts = {name: max(1, int(COUNTS[name] * asked.share)) for name in asked.only or COUNTS}
    chunks = [
        (name, asked.first + start, min(CHUNK, count - start))
        for name, count in counts.items()
        for start in range(0, count, CHUNK)
    ]
    rows = dict[str, dict[str, Any]]()
    with ThreadPoolExecutor(asked.jobs) as pool:
        for chunk, row in zip(chunks, pool.map(lambda c: watched([c])[0], chunks), strict=True):
            rows[chunk[0]] = _joined(rows.get(chunk[0]), row)
            print(chunk, row["faults"], "faults,", row["cpu_s"], "CPU seconds", file=sys.stderr, flush=True)
    if asked.only:
        before = json.loads((RESULTS / "fuzzing.json").read_text(encoding="utf-8"))
        old = {name: {"commit": before["commit"], **row} for name, row in before["targets"].items()}
        rows = {name: rows.get(name, row) for name, row in old.items()}
    total = {key: sum(row[key] for row in rows.values()) for key in ("inputs", "faults", "over a second")}
    place = write_result(
        "fuzzing", {**circumstances(["python-flint", "sympy"], asked.first), "total": total, "targets": rows}
    )
    print(f"{total}; written to {place}")
    sys.exit(1 if total["faults"] or total["over a second"] else 0)


def _joined(before: dict[str, Any] | None, row: dict[str, Any]) -> dict[str, Any]:
    """The results of two chunks of one target."""
    if before is None:
        return row
    slowest = max(
        (r for r in (before["slowest"], row["slowest"]) if r), key=lambda r: r["cpu_s"], default=None
    )
    return {
        "inputs": before["inputs"] + row["inputs"],
        "faults": before["faults"] + row["faults"],
        "first faults": [*before["first faults"], *row["first faults"]][:20],
        "over a second": before["over a second"] + row["over a second"],
        "slowest": slowest,
        "cpu_s": round((before["cpu_s"] or 0) + (row["cpu_s"] or 0), 1),
    }


if __name__ == "__main__":
    main()
