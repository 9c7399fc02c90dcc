"""Many inputs of one target in a process of their own, which may be killed: `python -m tests.fuzzing.running CHUNKS PLACE`.

The child runs under the audit hook and under limits of CPU time and memory; where it dies, the input that it was at is known.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.fuzzing.watching import outcome_of, seed_of, warmed, watch

ROOT = Path(__file__).parents[2]
MEMORY = 6 * 2**30  # bytes of address space: FLINT and SQLite reserve more than they use
CPU_S, CPU_S_AN_INPUT = 120, 0.5  # far beyond what is allowed, for what no signal handler can stop
SLOW_S = 1.0
SHOWN = 20  # faults of one target that are listed


def watched(chunks: Sequence[tuple[str, int, int]]) -> list[dict[str, Any]]:
    """For each (target, first, count) in a new process: how many inputs, what went wrong, which took longest."""
    with tempfile.NamedTemporaryFile() as place:
        child = subprocess.run(
            [sys.executable, "-m", "tests.fuzzing.running", json.dumps(chunks), place.name],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        )  # fmt: skip
        rows: list[dict[str, Any]] = [json.loads(line) for line in child.stdout.splitlines()]
        reached = Path(place.name).read_text(encoding="utf-8").strip()
    if child.returncode == 0:
        return rows
    died = {"seed": reached, "fault": f"exit {child.returncode}: {child.stderr[-300:]}"}
    lost = {
        "inputs": 0,
        "faults": 1,
        "first faults": [died],
        "over a second": 0,
        "slowest": None,
        "cpu_s": 0.0,
    }
    return [*rows, *(lost for _ in chunks[len(rows) :])]


def _run(name: str, first: int, count: int, place: int) -> dict[str, Any]:
    faults, slow, slowest, start = list[dict[str, str]](), 0, (0.0, first), time.process_time()
    for index in range(first, first + count):
        os.pwrite(place, f"{seed_of(name, index):60}".encode(), 0)
        outcome = outcome_of(name, index)
        slow += outcome.cpu_s > SLOW_S
        slowest = max(slowest, (outcome.cpu_s, index))
        if outcome.fault:
            faults.append({"seed": seed_of(name, index), "fault": outcome.fault})
    return {
        "inputs": count,
        "faults": len(faults),
        "first faults": faults[:SHOWN],
        "over a second": slow,
        "slowest": {"seed": seed_of(name, slowest[1]), "cpu_s": round(slowest[0], 3)},
        "cpu_s": round(time.process_time() - start, 1),
    }


def main() -> None:
    """Run the chunks and print the result of each as one line of JSON."""
    chunks, place = json.loads(sys.argv[1]), os.open(sys.argv[2], os.O_WRONLY)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    most = int(CPU_S + CPU_S_AN_INPUT * sum(count for _, _, count in chunks))
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    for name, _, _ in chunks:
        warmed(name)
    watch()
    for name, first, count in chunks:
        print(json.dumps(_run(name, first, count, place)), flush=True)


if __name__ == "__main__":
    main()
