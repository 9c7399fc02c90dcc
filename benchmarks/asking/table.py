"""Every prover on every claim, in worker processes with limits; what is done is kept in a file, from which a run goes on.

    questions ──► exact, smt, pipeline, peers one by one, kernels many at once ──► state file ──► tables, summary

A status against the truth is *wrong*. What was wrong is looked at again by balls: a witness that the evaluator confirms, or a
search for one that finds nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from asking.ours import KERNELS
from asking.outcome import Outcome
from asking.peers import PEERS
from porism.symbolic.claim import Claim
from porism.symbolic.meaning import truth
from porism.symbolic.sampling import sample_points
from porism.symbolic.witnesses import searched_witnesses
from porism.workers import Call, Failed, WorkerPool

PROVERS = ("pipeline", "exact", "smt", *KERNELS, *PEERS)
MEMORY_MB = 4000
BATCH = 20  # claims that a kernel gets at once
POINTS = 200  # at which a true claim is looked at that a peer calls false


@dataclass(frozen=True)
class Question:
    """A claim, its class and its truth."""

    name: str
    kind: str
    claim: Claim
    true: bool


#: Outcomes by question and prover.
Outcomes = dict[tuple[str, str], Outcome]


def outcomes(
    questions: Sequence[Question],
    provers: Sequence[str],
    seconds: float,
    jobs: int,
    state: Path,
    peer_seconds: float | None = None,
) -> Outcomes:
    """What each prover makes of each question; `state` holds what is known already, and is added to.

    `peer_seconds` is the time that others have, if not the same.
    """
    found = _kept(state)
    state.parent.mkdir(parents=True, exist_ok=True)
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
    stages = [[p for p in provers if p not in KERNELS], [p for p in provers if p in KERNELS]]
    total = len(questions) * len(provers)
    with (
        bar,
        state.open("a", encoding="utf-8") as file,
        WorkerPool(jobs, ("asking.ours", "asking.peers")) as pool,
    ):
        task = bar.add_task("claims × provers", total=total)
        done = sum((q.name, p) in found for q in questions for p in provers)
        bar.update(task, completed=done)
        for stage in stages:
            for prover, names, values in _run(
                stage, questions, found, (seconds, peer_seconds or seconds), pool
            ):
                for name, outcome in zip(names, values, strict=True):
                    found[name, prover] = outcome
                    file.write(json.dumps({"id": name, "prover": prover, **outcome.to_json()}) + "\n")
                file.flush()
                bar.update(task, advance=len(names), description=prover)
    return found


def _kept(state: Path) -> Outcomes:
    found = Outcomes()
    if state.exists():
        for line in state.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            key = row.pop("id"), row.pop("prover")
            found[key] = Outcome.from_json(row)
    return found


def _run(
    provers: Sequence[str],
    questions: Sequence[Question],
    found: Outcomes,
    limits: tuple[float, float],
    pool: WorkerPool,
) -> Iterator[tuple[str, list[str], list[Outcome]]]:
    waiting = list(_calls(provers, questions, found, *limits))
    running = dict[int, tuple[str, list[str]]]()
    while waiting or running:
        while waiting and pool.idle:
            prover, names, call = waiting.pop(0)
            running[len(waiting)] = prover, names
            pool.submit(len(waiting), call)
        for tag, outcome in pool.collect(1.0):
            prover, names = running.pop(int(str(tag)))
            if isinstance(outcome, Failed):
                status: Any = "timeout" if outcome.reason == "timeout" else "unknown"
                failed = Outcome(status, outcome.seconds / len(names), f"{outcome.reason}: {outcome.detail}")
                yield prover, names, [failed] * len(names)
            else:
                yield prover, names, outcome.value if prover in KERNELS else [outcome.value]


def _calls(
    provers: Sequence[str],
    questions: Sequence[Question],
    found: Outcomes,
    seconds: float,
    peer_seconds: float,
) -> Iterator[tuple[str, list[str], Call]]:
    for prover in provers:
        todo = [q for q in questions if (q.name, prover) not in found]
        if prover in KERNELS:
            for k in range(0, len(todo), BATCH):
                part = todo[k : k + BATCH]
                asked = [(q.claim, found.get((q.name, "exact"))) for q in part]
                limit = 60.0 + seconds * len(part)
                call = Call("asking.ours:kernel", (prover, asked, seconds), limit, MEMORY_MB, 5.0)
                yield prover, [q.name for q in part], call
            continue
        for q in todo:
            if prover in PEERS:
                # a solver is asked again about each radicand
                call = Call(
                    "asking.peers:asked", (prover, q.claim, peer_seconds), peer_seconds, MEMORY_MB, 1.0
                )
            else:
                room = (
                    120.0 if prover == "pipeline" else 2.0
                )  # it keeps its own time, and kernels start in it
                call = Call(f"asking.ours:{prover}", (q.claim, seconds), seconds, MEMORY_MB, room)
            yield prover, [q.name], call


def summary(
    questions: Sequence[Question], provers: Sequence[str], found: Outcomes, seconds: float
) -> dict[str, Any]:
    """Counts by prover and class, what was wrong, and the figures of the portfolio beside their targets."""
    kinds = tuple(dict.fromkeys(q.kind for q in questions))
    by = {
        prover: {
            kind: _counts([q for q in questions if kind in ("all", q.kind)], prover, found)
            for kind in (*kinds, "all")
        }
        for prover in provers
    }
    wrong = [
        {"claim": str(q.claim), "true": q.true, "prover": prover, "status": found[q.name, prover].status}
        | {"detail": found[q.name, prover].detail, "balls": confirmed(q)}
        for q in questions
        for prover in provers
        if found[q.name, prover].status == ("refuted" if q.true else "proved")
    ]
    result: dict[str, Any] = {"provers": by, "wrong": wrong}
    if "pipeline" in provers:
        mine = [(q, found[q.name, "pipeline"]) for q in questions]
        true, false = [o for q, o in mine if q.true], [o for q, o in mine if not q.true]
        in_time = [o for o in true if o.status == "proved" and o.seconds <= seconds]
        kernel = [o for o in true if o.trust in ("kernel", "cross-checked")]
        result["portfolio"] = {
            "proved_in_time": _ratio(in_time, true),
            "kernel": _ratio(kernel, true),
            "refuted": _ratio([o for o in false if o.status == "refuted"], false),
        }
    return result


def _ratio(some: Sequence[Outcome], every: Sequence[Outcome]) -> float:
    return round(len(some) / max(1, len(every)), 4)


def _counts(questions: Sequence[Question], prover: str, found: Outcomes) -> dict[str, Any]:
    mine = [(q, found[q.name, prover]) for q in questions]
    decided = [o.seconds for _, o in mine if o.status in ("proved", "refuted")]
    statuses = Counter(
        o.status
        for q, o in mine
        if (o.status != "proved" or q.true) and (o.status != "refuted" or not q.true)
    )
    wrong = sum(o.status == ("refuted" if q.true else "proved") for q, o in mine)
    return {
        "true": sum(q.true for q in questions),
        "false": sum(not q.true for q in questions),
        **{
            word: statuses[word]
            for word in ("proved", "refuted", "unknown", "timeout", "unsupported", "missing")
        },
        "wrong": wrong,
        "median_s": round(median(decided), 4) if decided else None,
    }


def confirmed(question: Question) -> str:
    """What balls say about a claim that a prover got wrong, without any prover."""
    if question.true:
        points = islice(sample_points(question.claim, POINTS, seed=9), POINTS)
        said = [truth(question.claim, point) for point in points]
        return f"it fails at {said.count(False)} of {len(said)} points"
    for point in islice(searched_witnesses(question.claim), POINTS):
        if truth(question.claim, point) is False:
            return "it fails at " + ", ".join(f"{name} = {t}" for name, t in point.items())
    return "no point was found by balls"


def shown(result: Mapping[str, Any], console: Console) -> None:
    """The tables: by class and prover, and what was wrong."""
    kinds = list(next(iter(result["provers"].values())))
    overview = Table(
        "class",
        *result["provers"],
        title="proved of the true ones / refuted of the false ones",
    )
    for kind in kinds:
        cells = [
            f"{c['proved']}/{c['refuted']}" + (f" [red]{c['wrong']} wrong[/]" if c["wrong"] else "")
            for c in (by_kind[kind] for by_kind in result["provers"].values())
        ]
        one = result["provers"][next(iter(result["provers"]))][kind]
        overview.add_row(f"{kind} ({one['true']}/{one['false']})", *cells)
    console.print(overview)
    words = ("proved", "refuted", "unknown", "timeout", "unsupported", "missing", "wrong", "median_s")
    totals = Table("prover", *words)
    for prover, by_kind in result["provers"].items():
        totals.add_row(prover, *(str(by_kind["all"][word]) for word in words))
    console.print(totals)
    for row in result["wrong"]:
        console.print(
            f"wrong: {row['prover']} says {row['status']}: {row['claim']}; {row['balls']}", highlight=False
        )
    if "portfolio" in result:
        console.print(result["portfolio"])


def brief(outcome: Outcome) -> list[str | float]:
    """An outcome as results keep it: status, seconds, and the trust of a proof or why nothing was decided."""
    undecided = outcome.status in ("unknown", "timeout")
    return [
        outcome.status,
        round(outcome.seconds, 3),
        outcome.trust or (outcome.detail[:120] if undecided else ""),
    ]
