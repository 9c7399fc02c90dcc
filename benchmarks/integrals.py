"""Indefinite integrals: a fixed sample of Rubi's problems, each system alone and Porism on top of them.

    python benchmarks/integrals.py --wheel DIR/sympy-1.11.1-py3-none-any.whl [--count 300] [--seconds 20] [--part 1/2]
                                   [--stage answers|verdicts]

First every oracle is asked each problem, alone, for `--seconds` (stage `answers`). Then (stage `verdicts`) the answers are
judged: one is *right* if Porism's checker proves it, or, where the checker cannot, if its numerical derivative (mpmath) equals
the integrand at five or more random points; and `porism.integrate` gets `--seconds`. Rows are kept in runs/integrals/*.jsonl as
they come, so that a stopped run goes on where it was; parts may run side by side. The table of all rows is written to
results/integrals.json.

Points are taken in the widest of the scopes that `symbolic/proposals/scopes.py` tries in which the answer is right; an
answer that is right in none of them is wrong. `outside` means that an answer uses functions that the language
lacks and that this script cannot evaluate.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import mpmath
import sympy
from measurement import circumstances, write_result
from mpmath.libmp import NoConvergence
from rubi import RubiProblem, sample, wheel_path

from porism.integration import integrate
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.errors import PorismError
from porism.symbolic.oracles import alkahest_oracle, fricas, maxima, sympy_oracle
from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.parse import parse_term
from porism.symbolic.proposals.antiderivatives import proposals
from porism.symbolic.statements.antiderivative import Antiderivative
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import to_sympy
from porism.symbolic.term import variables
from porism.symbolic.text import term_text
from porism.workers import Call, Failed, WorkerPool

HERE = Path(__file__).parent
RUNS = HERE.parent / "runs" / "integrals"
ORACLES = ("sympy", "alkahest", "maxima", "fricas")
SEED = 0
POINTS = 5
CHECK_S = 10.0  # for the proof of one oracle's answer, outside its own time


def answer(oracle: str, question: IntegralQuestion) -> dict[str, Any]:
    """What one oracle says, and the time it took; called in a worker."""
    start = time.perf_counter()
    methods = {
        "sympy": sympy_oracle.integrate,
        "alkahest": alkahest_oracle.antiderivatives,
        "maxima": maxima.antiderivatives,
        "fricas": fricas.antiderivatives,
    }
    try:
        found = methods[oracle](question)
    except OracleError as error:
        status = (
            "outside"
            if "outside the language" in str(error)
            else "timeout"
            if "in time" in str(error)
            else "none"
        )
        return {"status": status, "detail": str(error)[:200], "seconds": time.perf_counter() - start}
    return {"status": "found", "texts": [term_text(t) for t in found], "seconds": time.perf_counter() - start}


def judged(question: IntegralQuestion, terms: list[Any]) -> dict[str, Any]:
    """Whether one of the terms is an antiderivative: by proof, else by numbers; called in a worker."""
    proposed = proposals(replace(question, seconds=CHECK_S), terms, "")
    start = time.perf_counter()
    for proposal in proposed:
        statement = proposal.parts[0].statement
        verdict = established(statement, None, Budget(CHECK_S / 2, question.memory_mb))  # type: ignore[arg-type]
        if isinstance(verdict, Established):
            return {"status": "right", "by": "proof", "check_s": time.perf_counter() - start}
    for proposal in proposed:
        statement = proposal.parts[0].statement
        if isinstance(statement, Antiderivative) and agrees(statement):
            return {"status": "right", "by": "numbers", "check_s": time.perf_counter() - start}
    return {"status": "wrong", "check_s": time.perf_counter() - start}


def agrees(statement: Antiderivative) -> bool:
    """Whether numerical derivatives of the value equal the integrand at `POINTS` random points of the scope."""
    names = sorted(variables(statement.integrand) | variables(statement.value) | {statement.variable})
    symbols = [sympy.Symbol(n) for n in names]
    value = sympy.lambdify(symbols, to_sympy(statement.value), "mpmath")
    integrand = sympy.lambdify(symbols, to_sympy(statement.integrand), "mpmath")
    at, rng, good = names.index(statement.variable), random.Random(1), 0
    hypotheses = [
        sympy.lambdify(symbols, to_sympy(h.right) - to_sympy(h.left), "mpmath")
        for h in statement.scope.hypotheses
    ]
    with mpmath.workdps(30):
        for _ in range(400):
            point = [mpmath.mpf(rng.uniform(0.1, 3)) for _ in names]
            for k, n in enumerate(names):
                if statement.scope.domain(n).name == "real" and rng.random() < 0.5:
                    point[k] = -point[k]
            with suppress(ArithmeticError, ValueError, TypeError, NoConvergence):
                if any(mpmath.im(h(*point)) != 0 or mpmath.re(h(*point)) <= 0 for h in hypotheses):
                    continue
                slope = mpmath.diff(lambda t, p=point: value(*p[:at], t, *p[at + 1 :]), point[at])
                expected = integrand(*point)
                if not (mpmath.isfinite(slope) and mpmath.isfinite(expected)):
                    continue
                if abs(slope - expected) > mpmath.mpf(10) ** -8 * (1 + abs(expected)):
                    return False
                good += 1
                if good == POINTS:
                    return True
    return False


def answers(problem: RubiProblem, seconds: float, pool: WorkerPool, known: dict[str, Any]) -> dict[str, Any]:
    """What every oracle says of one problem; `known` holds what is there already."""
    row: dict[str, Any] = {"name": problem.name, "seconds": seconds, "systems": dict(known)}
    if problem.integrand is None:
        return row
    question = IntegralQuestion(problem.integrand, problem.variable, Scope(), (), seconds)
    for oracle in ORACLES:
        if oracle not in row["systems"]:
            outcome = pool.call(Call("integrals:answer", (oracle, question), seconds, 2048, 1.0))
            row["systems"][oracle] = (
                {
                    "status": "timeout" if outcome.reason == "timeout" else "none",
                    "detail": outcome.detail,
                    "seconds": outcome.seconds,
                }
                if isinstance(outcome, Failed)
                else outcome.value
            )
    return row


def verdicts(
    problem: RubiProblem, seconds: float, pool: WorkerPool, said: dict[str, Any], commit: str
) -> dict[str, Any]:
    """One problem's row: each oracle's answer judged, and Porism's own."""
    row: dict[str, Any] = {"name": problem.name, "integrand": problem.text[:300], "commit": commit}
    if problem.integrand is None:
        return row | {
            "status": "outside", "reason": problem.reason, "systems": {}, "porism": {"status": "outside"},
        }  # fmt: skip
    question = IntegralQuestion(problem.integrand, problem.variable, Scope(), (), seconds)
    row["systems"] = {}
    for oracle, outcome in said.items():
        judgement = dict(outcome)
        texts = judgement.pop("texts", [])
        if judgement["status"] == "found":
            terms = [parse_term(text) for text in texts]
            verdict = pool.call(Call("integrals:judged", (question, terms), 6 * CHECK_S, 2048))
            judgement |= {"status": "unjudged"} if isinstance(verdict, Failed) else verdict.value
        row["systems"][oracle] = judgement
    row["porism"] = _porism(problem, seconds)
    return row


def _porism(problem: RubiProblem, seconds: float) -> dict[str, Any]:
    start = time.perf_counter()
    try:
        symbols = {n: sympy.Symbol(n) for n in variables(problem.integrand) | {problem.variable}}  # type: ignore[arg-type]
        f = to_sympy(problem.integrand, symbols)  # type: ignore[arg-type]
        result = integrate(f, symbols[problem.variable], timeout_s=seconds)
    except PorismError as error:
        return {"status": "error", "reason": str(error)[:200], "seconds": time.perf_counter() - start}
    checked = sum(getattr(p.verdict, "seconds", 0.0) for p in result.parts)
    return {
        "status": result.status, "proposer": result.proposer, "seconds": time.perf_counter() - start, "proof_s": checked,
        "conditions": len(result.relations), "reason": result.reason[:200],
    }  # fmt: skip


def rows(stage: str) -> dict[str, dict[str, Any]]:
    """The rows of a stage by the problem's name; a later row of a problem replaces an earlier one."""
    found = dict[str, dict[str, Any]]()
    for path in sorted(RUNS.glob(f"{stage}-*.jsonl"), key=lambda p: p.stat().st_mtime):
        for line in path.read_text().splitlines():
            row = json.loads(line)
            found[row["name"]] = row
    return found


def table(found: list[dict[str, Any]]) -> dict[str, Any]:
    """What each system gets, and how much of it Porism certifies."""
    counts = {
        o: {"right": 0, "wrong": 0, "none": 0, "timeout": 0, "outside": 0, "unjudged": 0} for o in ORACLES
    }
    union = certified = both = beyond = sympy_right = sympy_certified = 0
    ratios = list[float]()
    for row in found:
        right = [o for o, said in row["systems"].items() if said["status"] == "right"]
        for o, said in row["systems"].items():
            counts[o][said["status"]] += 1
        proved = row["porism"]["status"] == "proved"
        union, certified = union + bool(right), certified + proved
        both, beyond = both + (bool(right) and proved), beyond + (proved and not right)
        sympy_right, sympy_certified = (
            sympy_right + ("sympy" in right),
            sympy_certified + ("sympy" in right and proved),
        )
        if "sympy" in right and row["systems"]["sympy"].get("by") == "proof":
            ratios.append(row["systems"]["sympy"]["check_s"] / max(row["systems"]["sympy"]["seconds"], 1e-3))
    return {
        "problems": len(found), "systems": counts, "outside_the_language": sum(not row["systems"] for row in found),
        "union_right": union, "porism_proved": certified, "porism_proved_of_union": both, "porism_beyond_union": beyond,
        "share_of_union": round(both / union, 4) if union else None,
        "sympy_right": sympy_right, "sympy_right_and_proved": sympy_certified,
        "median_certificate_over_sympy_time": round(statistics.median(ratios), 3) if ratios else None,
    }  # fmt: skip


def main() -> None:
    """Measure the problems of a part that have no row yet, then write the table of all rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wheel", help="sympy-1.11.1-py3-none-any.whl, as data; default RUBI_WHEEL")
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument(
        "--first", type=int, default=None, help="only so many problems of the sample, in its order"
    )
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--part", default="1/1", help="k/n: every n-th problem, from the k-th")
    parser.add_argument(
        "--stage",
        choices=("answers", "verdicts"),
        default="verdicts",
        help="stop after the answers, or go on",
    )
    parser.add_argument(
        "--again", nargs="*", default=(), help="ask again where the status was one of these, as `outside`"
    )
    given = parser.parse_args()
    k, n = map(int, given.part.split("/"))
    chosen = sample(wheel_path(given.wheel), given.count, SEED)[: given.first]
    mine = chosen[k - 1 :: n]
    RUNS.mkdir(parents=True, exist_ok=True)
    commit = str(circumstances((), SEED)["commit"])
    with WorkerPool(1, ("integrals",)) as pool:
        said = rows("answers")
        with (RUNS / f"answers-{k}of{n}.jsonl").open("a") as log:
            for problem in mine:
                known = {
                    o: a
                    for o, a in said.get(problem.name, {"systems": {}})["systems"].items()
                    if a["status"] not in given.again
                }
                if problem.name not in said or (problem.integrand is not None and set(ORACLES) - set(known)):
                    said[problem.name] = answers(problem, given.seconds, pool, known)
                    print(json.dumps(said[problem.name]), file=log, flush=True)
        done = rows("verdicts")
        with (RUNS / f"verdicts-{k}of{n}.jsonl").open("a") as log:
            for problem in mine if given.stage == "verdicts" else ():
                if problem.name not in done:
                    row = verdicts(problem, given.seconds, pool, said[problem.name]["systems"], commit)
                    print(json.dumps(row), file=log, flush=True)
    if given.stage == "answers":
        return
    names = {p.name for p in chosen}
    judged_rows = [row for row in rows("verdicts").values() if row["name"] in names]
    result = {"rows_at_commits": dict(Counter(row["commit"] for row in judged_rows)), **table(judged_rows)}
    packages = ("sympy", "alkahest", "python-flint", "mpmath")
    write_result(
        "integrals",
        {**circumstances(packages, SEED), "sample": given.count, "seconds": given.seconds, **result},
    )
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
