"""SymPy's own test files as questions: does Porism certify anything that is wrong?

    python benchmarks/sympy_tests.py [--count 600] [--first N] [--seconds 10] [--part k/n] [--only NAME …]

The test files of the installed SymPy are read as text (`rebuilt.py`, `asked.py`); none of it is copied, imported or run.
Calls of solve, solveset, integrate, limit, summation, dsolve, diff, simplify, reduce_inequalities and their relatives become
questions to Porism's own verbs, spread over the files by a fixed seed. Whatever Porism calls proved, and whatever it calls
complete, is judged by numbers alone (`judging/`) in a worker with a wall clock; so is what SymPy's test expects, where the
test says it.

A symbol without assumptions is real for Porism; `solveset` without a domain, `linsolve` and `nonlinsolve` ask over the complex
numbers. Rows are kept in runs/sympy_tests/*.jsonl as they come, so that a stopped run goes on where it was, and parts may run
side by side. The table is written to results/sympy_tests.json from all that is there.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sympy
from asked import Asked, Left, questions
from judging import Answer
from measurement import circumstances, write_result

from porism.symbolic.errors import PorismError, UnsupportedError
from porism.workers import Call, Failed, WorkerPool

HERE = Path(__file__).parent
RUNS = HERE.parent / "runs" / "sympy_tests"
SEED = 0
JUDGE_S = 20.0
FILES = (
    *(f"solvers/tests/test_{n}.py" for n in ("solvers", "solveset", "inequalities", "polysys")),
    *(f"integrals/tests/test_{n}.py" for n in (
        "integrals", "manual", "heurisch", "risch", "rationaltools", "trigonometry", "failing_integrals", "meijerint")),
    *(f"series/tests/test_{n}.py" for n in ("limits", "gruntz", "demidovich")),
    *(f"concrete/tests/test_{n}.py" for n in ("sums_products", "gosper")),
    *(f"solvers/ode/tests/test_{n}.py" for n in ("single", "ode")),
    *(f"simplify/tests/test_{n}.py" for n in (
        "simplify", "trigsimp", "fu", "powsimp", "radsimp", "ratsimp", "sqrtdenest", "combsimp")),
    "core/tests/test_diff.py",
    *(f"functions/elementary/tests/test_{n}.py" for n in ("trigonometric", "exponential", "hyperbolic", "complexes")),
)  # fmt: skip


def sample(count: int) -> tuple[list[Asked], list[Left], int]:
    """The questions in the order in which they are asked, the calls that are none, and how many questions there are."""
    by_file, left = defaultdict[str, list[Asked]](list), list[Left]()
    for found in questions(Path(sympy.__file__).parent, FILES):
        if isinstance(found, Left):
            left.append(found)
        else:
            by_file[found.file].append(found)
    rng = random.Random(SEED)
    for file in FILES:
        rng.shuffle(by_file[file])
    chosen = list[Asked]()
    everything = sum(map(len, by_file.values()))
    # Turn by turn one of each file, the large ones twice: so that every file has its share.
    while len(chosen) < count and any(by_file.values()):
        for file in FILES:
            for _ in range(1 + (len(by_file[file]) > 60) + (len(by_file[file]) > 200)):
                if by_file[file]:
                    chosen.append(by_file[file].pop())
    return chosen[:count], left, everything


def porism_answer(kind: str, a: dict[str, Any], seconds: float) -> dict[str, Any]:
    """What Porism says to a question, as plain data; called in a worker."""
    warnings.simplefilter("ignore")
    start = time.perf_counter()
    try:
        result = _asked(kind, a, seconds)
    except PorismError as error:
        kind_of = "outside" if isinstance(error, UnsupportedError) else "refused"
        return {
            "status": kind_of,
            "reason": f"{type(error).__name__}: {str(error)[:200]}",
            "seconds": time.perf_counter() - start,
        }
    first = next((p.line() for p in result.parts if not p.is_settled and p.role != "rejected"), "")
    reason = (result.reason or first)[:300]
    status = (
        "outside"
        if result.status == "unknown" and result.value is None and "unsupported" in reason
        else result.status
    )
    return {
        "status": status, "complete": result.complete, "value": result.value, "conditions": result.conditions, "reason": reason,
        "proposer": result.proposer, "seconds": time.perf_counter() - start,
    }  # fmt: skip


def _asked(kind: str, a: dict[str, Any], seconds: float) -> Any:
    import porism

    limit = {"timeout_s": seconds}
    match kind:
        case "integral":
            return porism.integrate(a["f"], a["over"], **limit)
        case "limit":
            return porism.limit(a["f"], a["x"], a["x0"], a["side"], **limit)
        case "sum":
            return porism.summation(a["f"], a["over"], **limit)
        case "solve":
            return porism.solve(a["equation"], a["x"], a["domain"], **limit)
        case "system":
            return porism.solve_system(a["equations"], a["unknowns"], a["domain"], **limit)
        case "inequality":
            return porism.solve_inequality(a["relations"], a["x"], **limit)
        case "ode":
            return porism.dsolve(a["eq"], a["func"], a["ics"], **limit)
        case "diff":
            return porism.diff(a["f"], *a["orders"], **limit)
        case _:
            return porism.simplify(a["f"], **limit)


def measured(asked: Asked, seconds: float, pool: WorkerPool) -> dict[str, Any]:
    """One question's row."""
    row: dict[str, Any] = {
        "name": asked.name,
        "verb": asked.verb,
        "kind": asked.kind,
        "question": asked.text[:300],
    }
    # The worker asks Porism, whose own workers do the work: it needs no limits but a clock.
    said = pool.call(
        Call("sympy_tests:porism_answer", (asked.kind, asked.arguments, seconds), 3 * seconds + 20, 20_000)
    )
    if isinstance(said, Failed):
        row |= {"porism": said.reason, "reason": said.detail[:300], "seconds": round(said.seconds, 2)}
    else:
        answer = said.value
        row |= {
            "porism": answer["status"], "complete": answer.get("complete"), "answer": str(answer.get("value"))[:300],
            "conditions": list(map(str, answer.get("conditions", ())))[:20], "reason": answer["reason"],
            "seconds": round(answer["seconds"], 2),
        }  # fmt: skip
        if answer["status"] == "proved":
            given = Answer(answer["value"], answer["conditions"], answer["complete"] != "unknown")
            row |= _judged(asked, given, pool, "judged")
    if asked.expected is not None and asked.sympy_expects:
        row |= _judged(asked, Answer(asked.expected), pool, "sympy", expected=None)
    return row


def _judged(asked: Asked, answer: Answer, pool: WorkerPool, key: str, **other: Any) -> dict[str, Any]:
    expected = other.get("expected", asked.expected)
    # SymPy's own symbols without assumptions are complex.
    arguments = asked.arguments | (
        {"domain": "complex"} if key == "sympy" and asked.arguments.get("domain", 0) is None else {}
    )
    outcome = pool.call(Call("judging:judged", (asked.kind, arguments, answer, expected), JUDGE_S, 2048))
    if isinstance(outcome, Failed):
        return {key: "not judged", f"{key}_detail": f"{outcome.reason}: {outcome.detail}"[:200]}
    found = {key: outcome.value.answer, f"{key}_detail": outcome.value.detail[:300]}
    return found | ({f"{key}_complete": outcome.value.complete} if outcome.value.complete else {})


def rows() -> Iterator[dict[str, Any]]:
    """The rows of all parts, each question once."""
    seen = set[str]()
    for path in sorted(RUNS.glob("*.jsonl")):
        for line in path.read_text().splitlines():
            row = json.loads(line)
            if row["name"] not in seen:
                seen.add(row["name"])
                yield row


def table(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Counts over the rows, and by kind."""
    kinds = sorted({r["kind"] for r in found})
    return {
        **_counts(found),
        "kinds": {kind: _counts([r for r in found if r["kind"] == kind]) for kind in kinds},
    }


def _counts(found: list[dict[str, Any]]) -> dict[str, Any]:
    proved = [r for r in found if r["porism"] == "proved"]
    whole = [r for r in proved if r["complete"] in ("complete", "generic")]
    judged, sympy_says = (
        Counter(r.get(key) for r in rows) for key, rows in (("judged", proved), ("sympy", found))
    )
    completes = Counter(r.get("judged_complete", "not judged") for r in whole)
    return {
        "asked": len(found), "porism": dict(Counter(r["porism"] for r in found)), "proved": len(proved),
        "judged": {w: judged[w] for w in ("right", "wrong", "not judged")},
        "called_complete": len(whole), "complete_judged": {w: completes[w] for w in ("right", "wrong", "not judged")},
        "sympy_expects": {w: sympy_says[w] for w in ("right", "wrong", "not judged")},
        "sympy_right_porism_not_proved": sum(r.get("sympy") == "right" and r["porism"] != "proved" for r in found),
    }  # fmt: skip


def main() -> None:
    """Ask the questions of a part that have no row yet, then write the table of all rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=600, help="how many questions, spread over the files")
    parser.add_argument("--first", type=int, default=None, help="only so many of them, in their order")
    parser.add_argument("--seconds", type=float, default=10.0)
    parser.add_argument("--part", default="1/1", help="k/n: every n-th question, from the k-th")
    parser.add_argument(
        "--only", nargs="*", default=[], help="names of questions, asked again; nothing is kept"
    )
    parser.add_argument(
        "--table", action="store_true", help="ask nothing, write the table of the rows that are there"
    )
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    os.environ["PYTHONWARNINGS"] = "ignore"
    sys.path.insert(0, str(HERE))  # the workers import this file
    k, n = map(int, given.part.split("/"))
    everything, left, available = sample(10**6 if given.only else given.count)
    chosen = [q for q in everything if q.name in given.only] if given.only else everything[: given.first]
    RUNS.mkdir(parents=True, exist_ok=True)
    done = set() if given.only else {row["name"] for row in rows()}
    with WorkerPool(1, ("sympy_tests", "judging")) as pool:
        if given.only:
            for question in chosen:
                print(json.dumps(measured(question, given.seconds, pool), indent=1))
            return
        with (RUNS / f"part{k}of{n}.jsonl").open("a") as log:
            for question in [] if given.table else chosen[k - 1 :: n]:
                if question.name not in done:
                    print(json.dumps(measured(question, given.seconds, pool)), file=log, flush=True)
    names = {q.name for q in chosen}
    kept = [row for row in rows() if row["name"] in names]
    result = table(kept)
    reasons = Counter(item.reason.partition(":")[0] for item in left)
    shown = ("name", "kind", "porism", "complete", "judged", "judged_complete", "sympy", "seconds")
    write_result("sympy_tests", {
        **circumstances(("sympy", "python-flint", "mpmath"), SEED), "seconds": given.seconds,
        "load": [round(n, 1) for n in os.getloadavg()],
        "questions_in_the_files": available, "calls_not_rebuilt": dict(reasons.most_common(20)), **result,
        "rows": [{key: r.get(key) for key in shown} | {"reason": _short(r)} for r in kept],
    })  # fmt: skip
    print(json.dumps(result, indent=1))


def _short(row: dict[str, Any]) -> str:
    """Why there is no proof, or why it is not judged, without the text of the question."""
    if row["porism"] != "proved":
        return str(row["reason"])[:120]
    return "" if row.get("judged") == "right" else str(row.get("judged_detail", ""))[:120]


if __name__ == "__main__":
    main()
