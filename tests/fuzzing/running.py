"""Many inputs of one target in a process of their own, which may be killed: `python -m tests.fuzzing.running NAME FIRST COUNT`.

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
from pathlib import Path
from typing import Any

from tests.fuzzing.watching import outcome_of, seed_of, warmed, watch

ROOT = Path(__file__).parents[2]
MEMORY = 6 * 2**30  # bytes of address space: FLINT and SQLite reserve more than they use
CPU_S, CPU_S_AN_INPUT = 120, 0.5  # far beyond what is allowed, for what no signal handler can stop
SLOW_S = 1.0
SHOWN = 20  # faults of one target that are listed


def watched(name: str, first: int, count: int) -> dict[str, Any]:
    """The inputs of a target from `first` on, in a new process: how many, what went wrong, which took longest."""
    with tempfile.NamedTemporaryFile() as place:
        child = subprocess.run(
            [sys.executable, "-m", "tests.fuzzing.running", name, str(first), str(count), place.name],
            cwd=ROOT, capture_output=True, text=True, check=False,
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
        )  # fmt: skip
        if child.returncode == 0:
            found: dict[str, Any] = json.loads(child.stdout.splitlines()[-1])
            return found
        reached = Path(place.name).read_text(encoding="ascii").strip()
    died = {
        "seed": seed_of(name, int(reached or -1)),
        "fault": f"exit {child.returncode}: {child.stderr[-300:]}",
    }
    return {
        "inputs": count,
        "faults": 1,
        "first faults": [died],
        "over a second": 0,
        "slowest": None,
        "cpu_s": None,
    }


def _run(name: str, first: int, count: int, place: int) -> dict[str, Any]:
    warmed(name)
    watch()
    faults, slow, slowest, start = list[dict[str, str]](), 0, (0.0, first), time.process_time()
    for index in range(first, first + count):
        os.pwrite(place, f"{index:12}".encode(), 0)
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
    """Run and print the result as one line of JSON."""
    name, first, count, place = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    most = int(CPU_S + CPU_S_AN_INPUT * count)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    print(json.dumps(_run(name, first, count, os.open(place, os.O_WRONLY))))


if __name__ == "__main__":
    main()
