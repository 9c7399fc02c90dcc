"""Whole statements as single theorems of Rocq: of the statements that Porism's answers consist of, which have one?

    python benchmarks/rocq_statements.py [--kinds K …] [--corpora C …] [--seconds 20] [--most N] [--again]

The answers to the questions below are asked once, without a kernel, and kept in runs/rocq_statements/answers.jsonl, which
`--again` removes. Their statements, by kind, go to Rocq. A theorem that is found is then asked for with a false
statement in its place (`false_variants`), with the same data of the finder's: none may be accepted. What has no theorem is
listed with the reason. Seconds are of the wall, for all statements of a kind in one batch, and of the processor, with the
children's. Writes `results/rocq_statements.json`; the kinds that `--kinds` leaves out keep their figures, and with `--most`
nothing is written.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import known_errors
import limits_sums
import odes
import systems
from measurement import RESULTS, circumstances, write_result
from rich.console import Console
from rich.progress import track
from rich.table import Table

import porism
from porism.datasets import questions
from porism.provers.calculus.verdict import Established, Theorem, statement_record
from porism.provers.protocol import Budget, Task, WholeTask
from porism.provers.rocq import locate
from porism.provers.rocq.structured.theorems import theorems
from porism.result import Result
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim, Relation
from porism.symbolic.statements import statement_from_json
from porism.symbolic.statements.finite_system import FiniteSystem
from porism.symbolic.statements.inequality_set import InequalitySet, Piece
from porism.symbolic.statements.ode import OdeSolution
from porism.symbolic.statements.statement import Statement
from porism.symbolic.term import ONE, Apply, Term, Variable, add, multiply, number, substitute

KEPT = Path(__file__).parent.parent / "runs" / "rocq_statements" / "answers.jsonl"
CORPORA = ("integrals", "known_errors", "limits", "sums", "odes", "equations", "systems")
KERNEL_S = 20.0  # for one theorem

DERIVATIVES = (
    ("x**3*sin(x)", "x"), ("exp(x**2)", "x"), ("log(log(x))", "x"), ("x**x", "x"), ("atan(1/x)", "x"), ("asin(x/2)", "x"),
    ("sqrt(1 + x**4)", "x"), ("a*cos(b*x)", "x"), ("tan(x)**2", "x"), ("x/(1 + x**2)", "xx"), ("exp(-x)*sin(x)", "xxx"),
    ("x**2*y**3", "xy"), ("log(x**2 + y**2)", "xx"), ("acosh(x)", "x"), ("cosh(x)**3", "x"), ("abs(x)", "x"),
)  # fmt: skip
OPTIMA = (
    ("x**2 - 2*x", "0 <= x", "x <= 3"), ("x*exp(-x)", "0 <= x", "x <= 2"), ("x + 1/x", "1/2 <= x", "x <= 3"),
    ("sin(x)", "0 <= x", "x <= 1"), ("x**4 - x**2", "-1 <= x", "x <= 1"), ("x + y", "x**2 + y**2 <= 1"),
    ("x*y", "0 <= x", "0 <= y", "x + y <= 1"), ("x - 2*y", "x <= 1", "y <= 1", "-1 <= x", "-1 <= y"),
)  # fmt: skip


def main() -> None:
    """Measure, print the table, write the result."""
    options = _arguments()
    console = Console()
    if reason := locate.missing():
        raise SystemExit(reason)
    if options.again:
        KEPT.unlink(missing_ok=True)
    found = defaultdict[str, list[tuple[str, WholeTask]]](list)
    for identifier, task in tasks(options.seconds, options.most, tuple(options.corpora)):
        found[task.statement.kind].append((identifier, task))
    chosen = [k for k in sorted(found) if not options.kinds or k in options.kinds]
    path = RESULTS / "rocq_statements.json"
    before = json.loads(path.read_text(encoding="utf-8"))["kinds"] if path.is_file() and options.kinds else {}
    circumstance = circumstances(["porism", "sympy", "python-flint"], None) | {"rocq": locate.version()}
    table = Table("kind", "statements", "theorems", "false accepted", "of", "processor s")
    for kind in chosen:  # written as they come: a kind takes minutes
        result = before[kind] = measured(found[kind])
        table.add_row(kind, *(str(result[k]) for k in list(result)[:5]))
        kinds = {k: before[k] for k in sorted(before)}
        if options.most is None:
            write_result("rocq_statements", circumstance | {"kernel seconds": KERNEL_S, "kinds": kinds})
    console.print(table)


def tasks(
    seconds: float, most: int | None, corpora: tuple[str, ...] = CORPORA
) -> Iterator[tuple[str, WholeTask]]:
    """The established statements of the answers, each once, with what the kernel is given beside them."""
    seen = set[str]()
    for identifier, record in records(seconds, most, corpora):
        statement = statement_from_json(record["statement"])
        if statement.hash not in seen:
            seen.add(statement.hash)
            yield identifier, task_of(record)


def task_of(record: dict[str, Any]) -> WholeTask:
    """What is handed to the kernel for the record of an established statement."""
    parts = [
        Task(Claim.from_json(p["statement_json"]), Certificate.from_json(p["certificate"]))
        for p in record["parts"]
    ]
    conditions = tuple(map(Relation.parse, record["conditions"]))
    return WholeTask(statement_from_json(record["statement"]), record["data"], conditions, tuple(parts))


def records(
    seconds: float, most: int | None, corpora: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records of established statements, those that are kept and those that are asked for now."""
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    lines = KEPT.read_text(encoding="utf-8").splitlines() if KEPT.is_file() else []
    kept: dict[str, list[dict[str, Any]]] = dict(json.loads(line) for line in lines)
    waiting = list(asked(most, corpora))
    for identifier, row in track(waiting, description="answers", console=Console(stderr=True)):
        if identifier not in kept:
            result = answer(identifier.split(" ", 1)[0], row, seconds)
            parts = [p.verdict for p in result.parts if isinstance(p.verdict, Established)] if result else []
            kept[identifier] = [statement_record(v) for v in parts]
            with KEPT.open("a", encoding="utf-8") as file:
                file.write(json.dumps([identifier, kept[identifier]]) + "\n")
        yield from ((identifier, record) for record in kept[identifier])


def asked(most: int | None, corpora: tuple[str, ...]) -> Iterator[tuple[str, Any]]:
    """All questions, with their names."""
    for name in corpora:
        for row in questions.rows(name)[:most]:
            yield f"{name} {row['id']}", row
    yield from ((f"derivatives {f} {x}", (f, x)) for f, x in DERIVATIVES[:most])
    yield from ((f"optima {' '.join(row)}", row) for row in OPTIMA[:most])


def answer(name: str, row: Any, seconds: float) -> Result | None:
    """Porism's answer without a kernel, None where there is none."""
    try:
        match name:
            case "integrals":
                f, low, high = (known_errors.expression(row[k]) for k in ("f", "low", "high"))
                return porism.integrate(f, (known_errors.x, low, high), timeout_s=seconds)
            case "known_errors":
                return known_errors.asked(row, seconds)
            case "limits" | "sums":
                return limits_sums.asked(row, seconds)
            case "odes":
                equation, initial = odes.problem(row)
                return porism.dsolve(equation, odes.Y(odes.X), initial, timeout_s=seconds)
            case "equations":
                mode = "complete" if "parameters" in row else "generic"
                return porism.solve(row["equation"], "x", row.get("domain"), mode=mode, timeout_s=seconds)
            case "systems":
                return systems.asked(row, seconds)
            case "derivatives":
                return porism.diff(row[0], *row[1], timeout_s=seconds)
            case _:
                return porism.minimize(row[0], row[1:], timeout_s=seconds)
    except porism.PorismError:
        return None


def measured(named: list[tuple[str, WholeTask]]) -> dict[str, Any]:
    """The figures of one kind."""
    start, used = time.perf_counter(), _processor_s()
    budget = Budget(KERNEL_S)
    answers = theorems([task for _, task in named], budget)
    seconds, processor = time.perf_counter() - start, _processor_s() - used
    accepted = [task for (_, task), a in zip(named, answers, strict=True) if isinstance(a, Theorem)]
    wrong = [replace(task, statement=s) for task in accepted for s in false_variants(task.statement)]
    refused = Counter(isinstance(a, Theorem) for a in theorems(wrong, budget)) if wrong else Counter[bool]()
    return {
        "statements": len(named),
        "theorems": len(accepted),
        "false accepted": refused[True],
        "false asked": len(wrong),
        "processor seconds": round(processor, 1),
        "seconds": round(seconds, 1),
        "without": {
            identifier: f"{task.statement}: {reason}"[:300]
            for (identifier, task), reason in zip(named, answers, strict=True)
            if isinstance(reason, str)
        },
    }


def false_variants(statement: Statement) -> Iterator[Statement]:
    """Statements of the same shape that are false."""
    value = getattr(statement, "value", None)
    if isinstance(value, Term):
        changed = [
            add(value, ONE),
            multiply(number(2), value),
            multiply(number(-1), value),
            "oo",
            "none",
            "-oo",
        ]
        ends = statement.kind in ("definite_integral", "limit")
        for other in changed[: 5 if statement.kind == "definite_integral" else 6 if ends else 3]:
            if (
                other != value
                and (ends or not isinstance(other, str))
                and (other != "none" or statement.kind != "limit")
            ):
                yield replace(statement, value=other)
    elif value in ("oo", "-oo", "none"):
        for other in (number(0), ONE, "-oo" if value != "-oo" else "oo"):
            yield replace(statement, value=other)
    if isinstance(statement, OdeSolution):
        x, y = Variable(statement.ode.variable), statement.solution
        yield replace(statement, solution=add(y, Apply("sin", add(x, Apply("exp", x)))))
        if (
            other := substitute(y, {statement.ode.variable: multiply(number(3), x)})
        ) != y:  # a constant would not change
            yield replace(statement, solution=other)
    if isinstance(statement, InequalitySet):
        pieces = statement.pieces
        for k, (low, high, has_low, has_high) in enumerate(pieces):
            changed_pieces: list[Piece] = []  # an end belongs or does not, or the piece goes further
            if low is not None and low != high:
                changed_pieces += [(low, high, not has_low, has_high), (None, high, False, has_high)]
            if high is not None and low != high:
                changed_pieces += [(low, high, has_low, not has_high), (low, None, has_low, False)]
            for piece in changed_pieces:
                yield replace(statement, pieces=(*pieces[:k], piece, *pieces[k + 1 :]))
            yield replace(statement, pieces=(*pieces[:k], *pieces[k + 1 :]))
    if isinstance(statement, FiniteSystem):
        points = statement.points
        for k, point in enumerate(points):
            yield replace(statement, points=(*points[:k], *points[k + 1 :]))
            yield replace(statement, points=(*points, point))
            if isinstance(point[0], Term):  # a point beside the solution
                moved = (add(point[0], Apply("exp", number(3))), *point[1:])
                yield replace(statement, points=(*points[:k], moved, *points[k + 1 :]))


def _processor_s() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kinds", nargs="*", help="of statements; all if none is named")
    parser.add_argument("--corpora", nargs="*", default=CORPORA, choices=CORPORA, help="of questions")
    parser.add_argument("--seconds", type=float, default=20.0, help="for each answer")
    parser.add_argument("--most", type=int, help="questions of each corpus; nothing is written then")
    parser.add_argument("--again", action="store_true", help="ask for all answers anew")
    return parser.parse_args()


if __name__ == "__main__":
    main()
