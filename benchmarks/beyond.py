"""Integrals beyond the computer algebra systems: derivatives of random expressions, each system alone and the neural room.

    python benchmarks/beyond.py [--count 40] [--seconds 20] [--only systems|neural]

The integrands are derivatives of random expressions (products and sums of roots, exponentials, logarithms, arctangents, …
of small arguments) from a fixed seed, over a common denominator with an expanded numerator, so that the expression does
not stand there to be read off. Each has an answer in the language; which system finds one is not looked at when they
are made. SymPy, Maxima and FriCAS get `--seconds` each and are judged as in `integrals.py`; then `porism.integrate` is
asked with `oracles=["neural"]`. Rows are kept in runs/beyond/*.jsonl, so that a stopped run goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sympy
from integrals import CHECK_S
from measurement import circumstances, write_result

from porism.integration import integrate
from porism.symbolic.errors import PorismError
from porism.symbolic.oracles.question import IntegralQuestion
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.scope import Scope
from porism.symbolic.sympy_bridge import from_sympy
from porism.workers import Call, Failed, WorkerPool

RUNS = Path(__file__).parent.parent / "runs" / "beyond"
ORACLES = ("sympy", "maxima", "fricas")
SEED = 20
X = sympy.Symbol("x")
MAX_OPERATIONS = 60  # of an integrand
LEAVES: tuple[Any, ...] = (
    X, X, X**2, X + 1, 2 * X, X**2 + 1, 1 / X, sympy.exp(X), sympy.exp(-X), sympy.log(X), sympy.sqrt(X), sympy.sin(X),
    sympy.cos(X),
)  # fmt: skip
OUTER: tuple[Callable[[Any], Any], ...] = (
    sympy.sqrt, sympy.sqrt, lambda u: 1 / sympy.sqrt(u), lambda u: sympy.cbrt(u), lambda u: 1 / u, sympy.exp, sympy.log,
    sympy.log, sympy.atan, sympy.sin, sympy.asinh, sympy.erf,
)  # fmt: skip


def problems(count: int, seed: int = SEED) -> list[tuple[str, Any]]:
    """(the random expression, its derivative) for `count` different derivatives that are real somewhere."""
    rng, found = random.Random(seed), dict[Any, str]()
    while len(found) < count:
        expression = _random_expression(rng)
        above, below = sympy.fraction(sympy.together(sympy.diff(expression, X)))
        integrand = sympy.expand(above) / below
        if 8 <= sympy.count_ops(integrand) <= MAX_OPERATIONS and _is_real_somewhere(integrand):
            found.setdefault(integrand, str(expression))
    return [(text, integrand) for integrand, text in found.items()]


def _random_expression(rng: random.Random) -> Any:
    first = rng.choice(OUTER)(_argument(rng))
    shape = rng.randrange(4)
    if shape == 0:
        return first
    if shape == 1:
        return first * rng.choice(LEAVES)
    second = rng.choice(OUTER)(_argument(rng))
    return first * second if shape == 2 else first + rng.choice(LEAVES) * second


def _argument(rng: random.Random) -> Any:
    first, second = rng.choice(LEAVES), rng.choice(LEAVES)
    return (first, first + second, first * second, first + rng.randint(1, 3))[rng.randrange(4)]


def _is_real_somewhere(integrand: Any) -> bool:
    values = [sympy.N(integrand.subs(X, sympy.Rational(k, 7))) for k in range(3, 24, 5)]
    return sum(bool(v.is_real) and v != 0 for v in values) >= 3


def asked_systems(integrand: Any, seconds: float, pool: WorkerPool) -> dict[str, Any]:
    """What each system answers, and whether it is right."""
    question = IntegralQuestion(from_sympy(integrand), "x", Scope(), (), seconds)
    row = dict[str, Any]()
    for oracle in ORACLES:
        outcome = pool.call(Call("integrals:answer", (oracle, question), seconds, 2048, 1.0))
        if isinstance(outcome, Failed):
            said: dict[str, Any] = {"status": "timeout" if outcome.reason == "timeout" else "none"}
        else:
            said = outcome.value
        if said["status"] == "found":
            terms = [parse_term(text) for text in said.pop("texts")]
            verdict = pool.call(Call("integrals:judged", (question, terms), 6 * CHECK_S, 2048))
            said |= {"status": "unjudged"} if isinstance(verdict, Failed) else verdict.value
        row[oracle] = said
    return row


def asked_neural(integrand: Any, seconds: float) -> dict[str, Any]:
    """What `porism.integrate` answers with the neural room alone."""
    start = time.perf_counter()
    try:
        result = integrate(integrand, X, oracles=["neural"], timeout_s=seconds)
    except PorismError as error:
        return {"status": "error", "reason": str(error)[:200]}
    return {
        "status": result.status, "value": str(result.value), "conditions": len(result.relations), "reason": result.reason[:200],
        "proposer": result.proposer, "seconds": time.perf_counter() - start,
    }  # fmt: skip


def rows(kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The rows of one kind that are kept."""
    path = RUNS / f"{kind}.jsonl"
    for line in path.read_text().splitlines() if path.exists() else ():
        row = json.loads(line)
        yield row["integrand"], row["said"]


def table(chosen: list[tuple[str, Any]]) -> dict[str, Any]:
    """How many each gets, and how many the neural room gets that no system does."""
    systems, neural = dict(rows("systems")), dict(rows("neural"))
    listed, counts = list[dict[str, Any]](), {o: dict[str, int]() for o in (*ORACLES, "neural")}
    for text, integrand in chosen:
        key = str(integrand)
        if key not in systems or key not in neural:
            continue
        said = {o: systems[key][o]["status"] for o in ORACLES} | {"neural": neural[key]["status"]}
        for o, status in said.items():
            counts[o][status] = counts[o].get(status, 0) + 1
        listed.append({"integrand": key, "made_from": text, **said, "neural_value": neural[key].get("value")})
    missed = [row for row in listed if all(row[o] != "right" for o in ORACLES)]
    return {
        "problems": len(listed), "counts": counts,
        "union_of_systems": len(listed) - len(missed),
        "neural_proved": sum(row["neural"] == "proved" for row in listed),
        "missed_by_all_systems": len(missed),
        "neural_proved_of_those": sum(row["neural"] == "proved" for row in missed),
        "list": listed,
    }  # fmt: skip


def main() -> None:
    """Ask what has no row yet, then write the table of all rows."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--only", choices=("systems", "neural"))
    given = parser.parse_args()
    chosen = problems(given.count)
    RUNS.mkdir(parents=True, exist_ok=True)
    for kind in ("systems", "neural") if given.only is None else (given.only,):
        done = dict(rows(kind))
        with WorkerPool(1, ("integrals",)) as pool, (RUNS / f"{kind}.jsonl").open("a") as log:
            for _, integrand in chosen:
                if str(integrand) in done:
                    continue
                said = (
                    asked_systems(integrand, given.seconds, pool)
                    if kind == "systems"
                    else asked_neural(integrand, given.seconds)
                )
                print(json.dumps({"integrand": str(integrand), "said": said}), file=log, flush=True)
    result = table(chosen)
    packages = ("sympy", "python-flint", "jax")
    write_result("beyond", {**circumstances(packages, SEED), "seconds": given.seconds, **result})
    print(json.dumps({k: v for k, v in result.items() if k != "list"}, indent=1))


if __name__ == "__main__":
    main()
