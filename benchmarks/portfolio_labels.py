"""What every strategy of the portfolio makes of many claims, and in what time: the labels from which an order is learned.

    python benchmarks/portfolio_labels.py OUT.jsonl [--count 25] [--seed 100] [--seconds 2] [--jobs 2]

`count` true and `count` false claims of each class of `datasets/claim_templates.py`, and the corpus `elementary`, whose
claims are marked as held out. One line a claim; a file that is there already is gone on with.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.progress import track

from porism.datasets import corpora
from porism.datasets.claim_templates import made
from porism.portfolio import TARGET
from porism.provers.portfolio.strategies import names
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted
from porism.symbolic.batch import BatchItem, read_batch
from porism.symbolic.claim import Claim
from porism.workers import Call, Failed, WorkerPool

MEMORY_MB = 2000


def main() -> None:
    """Ask every strategy about every claim, and write what each did."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, default=25)
    parser.add_argument("--seed", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=2.0)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    done = set[str]()
    if options.out.exists():
        done = {json.loads(line)["id"] for line in options.out.read_text(encoding="utf-8").splitlines()}
    claims = [row for row in _claims(options.count, options.seed) if row[0] not in done]
    with (
        options.out.open("a", encoding="utf-8") as file,
        WorkerPool(options.jobs, (TARGET.partition(":")[0],)) as pool,
    ):
        for name, kind, held_out, claim in track(claims, description="claims", console=Console(stderr=True)):
            results = _asked(claim, options.seconds, pool)
            line = {
                "id": name,
                "kind": kind,
                "held_out": held_out,
                "claim": claim.to_json(),
                "results": results,
            }
            file.write(json.dumps(line) + "\n")
            file.flush()


def _claims(count: int, seed: int) -> Iterator[tuple[str, str, bool, Claim]]:
    for k, m in enumerate(made(count, seed)):
        yield f"{m.kind}-{seed}-{k}", m.kind, False, Claim.parse(m.claim, m.vars, m.assume)
    for item in read_batch(corpora.path("elementary")):
        if isinstance(item, BatchItem):
            yield item.id, item.id.partition("-")[0], True, item.claim


def _asked(claim: Claim, seconds: float, pool: WorkerPool) -> dict[str, tuple[str, float]]:
    """For each strategy its status and its seconds."""
    waiting, found, started = list(names(claim)), dict[str, tuple[str, float]](), dict[str, float]()
    while len(found) < len(started) or waiting:
        while waiting and pool.idle:
            name = waiting.pop(0)
            started[name] = time.perf_counter()
            pool.submit(
                name, Call(TARGET, (name, claim, Budget(seconds, MEMORY_MB)), seconds, MEMORY_MB, 0.5)
            )
        for tag, outcome in pool.collect(1.0):
            name = str(tag)
            spent = round(time.perf_counter() - started[name], 4)
            if isinstance(outcome, Failed):
                found[name] = outcome.reason, spent
            else:
                decided = isinstance(outcome.value, Proved | Refuted)
                found[name] = "decided" if decided else outcome.value.reason, spent
    return found


if __name__ == "__main__":
    main()
