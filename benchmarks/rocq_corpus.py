"""The kernel on a corpus: which claims that the exact prover proves does Rocq accept, and in what time?

    python benchmarks/rocq_corpus.py [--corpus elementary | FILE.jsonl] [--seconds 20] [--false]

The exact prover runs first, in this process; every claim that it proves goes to Rocq in one batch. A claim counts as
in the fragment unless `RocqProver.supports` says why it is not. `--false` also gives Rocq the claims of the corpus
that are false: none may be accepted. Writes `results/rocq_corpus.json` (`rocq_<name>.json` for another corpus).
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path
from typing import Any

from measurement import circumstances, write_result
from rich.console import Console
from rich.progress import track
from rich.table import Table

from porism.datasets import corpora
from porism.provers.exact.prover import ExactProver
from porism.provers.protocol import Budget, Task
from porism.provers.rocq.prover import RocqProver
from porism.provers.verdict import Proved
from porism.symbolic.batch import BatchItem, read_batch


def main() -> None:
    """Measure, print the table, write the result."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--corpus", default="elementary")
    arguments.add_argument("--seconds", type=float, default=20.0)
    arguments.add_argument("--false", action="store_true")
    options = arguments.parse_args()
    rocq, exact, console = RocqProver(), ExactProver(), Console(stderr=True)
    if rocq.version() is None:
        raise SystemExit("Rocq is missing; apt-get install coq libcoq-coquelicot libcoq-interval")
    path = Path(options.corpus) if options.corpus.endswith(".jsonl") else corpora.path(options.corpus)
    tasks, names = list[Task](), list[str]()
    items = [item for item in read_batch(path) if isinstance(item, BatchItem)]
    for item in track(items, description="exact", console=console):
        verdict = exact.prove(item.claim, None, Budget(10.0))
        if isinstance(verdict, Proved):
            tasks.append(Task(item.claim, verdict.certificate, verdict.conditions))
            names.append(item.id)
    started = time.perf_counter()
    verdicts = rocq.prove_many(tasks, Budget(options.seconds))
    seconds = time.perf_counter() - started
    rows = list[dict[str, Any]]()
    for name, verdict in zip(names, verdicts, strict=True):
        accepted = isinstance(verdict, Proved)
        row: dict[str, Any] = {"id": name, "status": "accepted" if accepted else verdict.reason}
        if isinstance(verdict, Proved):
            row["assumptions"] = list(verdict.checkers[0].assumptions)
        else:
            row["detail"] = verdict.detail
        rows.append(row)
    counts = Counter(row["status"] for row in rows)
    fragment = len(rows) - counts["unsupported"]
    summary: dict[str, Any] = {
        "exact": len(rows),
        "fragment": fragment,
        "accepted": counts["accepted"],
        "ratio": round(counts["accepted"] / max(1, fragment), 4),
        "seconds": round(seconds, 2),
        "statuses": dict(counts),
    }
    if options.false:
        wrong = [Task(item.claim) for item in items if item.expect == "refuted"]
        summary["false"] = len(wrong)
        summary["false_accepted"] = sum(
            isinstance(v, Proved) for v in rocq.prove_many(wrong, Budget(options.seconds))
        )
    table = Table("claim", "status", "reason")
    for row in rows:
        if row["status"] != "accepted":
            table.add_row(row["id"], row["status"], row["detail"][:100])
    Console().print(table)
    Console().print(summary)
    packages = ("porism", "python-flint")
    result = {
        "corpus": path.stem,
        **circumstances(packages, None),
        "rocq": rocq.version(),
        "summary": summary,
        "claims": rows,
    }
    print(write_result("rocq_corpus" if path.stem == "elementary" else f"rocq_{path.stem}", result))


if __name__ == "__main__":
    main()
