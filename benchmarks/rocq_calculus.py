"""The kernel below answers: of the answers that are proved, for how many does Rocq accept every claim that they rest on?

    python benchmarks/rocq_calculus.py [--seconds 20] [--most 40]

Questions are those of the other benchmarks: known errors, equations, systems and inequalities. Each answer that the exact
checker proves gives its claims (the obligations of its statements); all of them go to Rocq in one batch. An answer *passes*
if it has claims and Rocq accepts each of them. The others are listed with the reason of the first claim that was not
accepted; an answer whose rules decide everything by themselves (polynomials in FLINT, expansions) has no claim at all, and
is counted apart. Writes `results/rocq_calculus.json`, unless `--most` takes only the first questions of each kind.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

import known_errors
import systems
from measurement import circumstances, write_result
from rich.console import Console
from rich.progress import track
from rich.table import Table

from porism.datasets import questions
from porism.provers.protocol import Budget, Task
from porism.provers.rocq.prover import RocqProver
from porism.provers.verdict import Proved
from porism.result import Result
from porism.solving import solve

CLAIM_S = 20.0  # of the kernel, for one claim


def main() -> None:
    """Measure, print the table, write the result."""
    arguments = _arguments()
    rocq, console = RocqProver(), Console()
    if rocq.version() is None:
        raise SystemExit("Rocq is missing; apt-get install coq libcoq-coquelicot libcoq-interval")
    answers = dict[str, list[Proved]]()
    for name, row in track(list(asked(arguments.most)), description="exact", console=Console(stderr=True)):
        result = answer(name, row, arguments.seconds)
        if result.status == "proved":
            answers[f"{name} {row['id']}"] = [c for part in result.parts for c in part.proved_claims()]
    claims = {c.claim: c for found in answers.values() for c in found}
    start = time.perf_counter()
    tasks = [Task(c.claim, c.certificate, c.conditions) for c in claims.values()]
    verdicts = dict(zip(claims, rocq.prove_many(tasks, Budget(CLAIM_S)), strict=True))
    seconds = time.perf_counter() - start
    rows = list[dict[str, Any]]()
    for identifier, found in answers.items():
        failed = [v for c in found if not isinstance(v := verdicts[c.claim], Proved)]
        row = {"id": identifier, "claims": len(found), "accepted": len(found) - len(failed)}
        row["status"] = "no claims" if not found else failed[0].reason if failed else "passes"
        rows.append(row | ({"detail": f"{failed[0].claim}: {failed[0].detail}"[:300]} if failed else {}))
    counts = Counter(row["status"] for row in rows)
    summary = {
        "proved answers": len(rows),
        "with claims": len(rows) - counts["no claims"],
        "pass": counts["passes"],
        "ratio": round(counts["passes"] / max(1, len(rows) - counts["no claims"]), 4),
        "claims": len(claims),
        "claims accepted": sum(isinstance(v, Proved) for v in verdicts.values()),
        "kernel seconds": round(seconds, 1),
        "statuses": dict(counts),
    }
    table = Table("answer", "status", "reason")
    for row in rows:
        if row["status"] not in ("passes", "no claims"):
            table.add_row(row["id"], row["status"], row["detail"][:140])
    console.print(table)
    console.print(summary)
    if arguments.most is None:
        found = circumstances(["porism", "sympy", "python-flint"], None) | {"rocq": rocq.version()}
        print(write_result("rocq_calculus", found | {"summary": summary, "answers": rows}))


def asked(most: int | None) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of the corpora of questions, with the corpus's name."""
    for name in ("known_errors", "equations", "systems"):
        for row in questions.rows(name)[:most]:
            yield name, row


def answer(name: str, row: dict[str, Any], seconds: float) -> Result:
    """Porism's answer to a row."""
    match name:
        case "known_errors":
            return known_errors.asked(row, seconds)
        case "equations":
            mode = "complete" if "parameters" in row else "generic"
            return solve(row["equation"], "x", row.get("domain"), mode=mode, timeout_s=seconds)
        case _:
            found: Result = systems.asked(row, seconds)
            return found


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--seconds", type=float, default=20.0, help="for each answer")
    parser.add_argument(
        "--most", type=int, default=None, help="questions of each corpus; nothing is written then"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
