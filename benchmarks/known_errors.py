"""Where computer algebra goes wrong: does Porism certify a wrong answer, and does it give the right one?

    python benchmarks/known_errors.py [--only jump-01 range-03] [--seconds 20]

The problems (`datasets/questions/known_errors.jsonl`) are instances of the families in which computer algebra systems
are known to err: the fundamental theorem across a jump, branches, divergence, extraneous and missing solutions, ranges,
series at the edge of convergence, lost solutions of differential equations. Their true answers stand beside them, and
are checked against numerical integration, summation and substitution by the tests. *Wrong* counts for Porism where it
certifies something false; for SymPy where it returns it. Writes `results/known_errors.json`, unless `--only` is given.
"""

from __future__ import annotations

import argparse
import time
import warnings
from collections import Counter
from typing import Any

import sympy
from measurement import circumstances, write_result
from rich.console import Console
from rich.table import Table

import porism
from porism.datasets import questions
from porism.symbolic.parse import parse_domain, parse_relation, parse_term
from porism.symbolic.sympy_bridge import to_sympy
from porism.workers import Call, Returned, WorkerPool

DIGITS = 30
INFINITE = (sympy.oo, -sympy.oo, sympy.zoo, sympy.nan)
x, k, Y = sympy.Symbol("x", real=True), sympy.Symbol("k", integer=True), sympy.Function("y")


def main() -> None:
    arguments = _arguments()
    console = Console()
    problems = questions.rows("known_errors")
    rows = list[dict[str, Any]]()
    with WorkerPool(1) as pool:
        for problem in problems:
            if arguments.only and problem["id"] not in arguments.only:
                continue
            rows.append(measured(problem, arguments.seconds, pool))
            row = rows[-1]
            console.print(
                f"{row['id']:18} porism {row['porism']:10} sympy {row['sympy']:10} {row['answer'][:90]}"
            )
    table = summary(rows)
    console.print(_table(table))
    if not arguments.only:
        found = circumstances(["porism", "sympy", "python-flint"], None) | {"seconds": arguments.seconds}
        console.print(str(write_result("known_errors", found | {"summary": table, "rows": rows})))


def measured(problem: dict[str, Any], seconds: float, pool: WorkerPool) -> dict[str, Any]:
    """Both systems on one problem, judged."""
    start = time.monotonic()
    result = asked(problem, seconds)
    ours = time.monotonic() - start
    certified = result.status == "proved"
    judged = judgement(problem, result.value, complete=result.complete != "unknown") if certified else "none"
    outcome = pool.call(Call("known_errors:sympy_answer", (problem,), seconds, 2048))
    theirs = judgement(problem, outcome.value, True) if isinstance(outcome, Returned) else "none"
    return {
        "id": problem["id"],
        "family": problem["family"],
        "porism": judged,
        "sympy": theirs,
        "answer": str(result.value),
        "reason": result.reason or next((p.line() for p in result.parts if p.status != "proved"), ""),
        "sympy answer": str(outcome.value)[:200] if isinstance(outcome, Returned) else outcome.reason,
        "seconds": round(ours, 2),
        "sympy seconds": round(outcome.seconds, 2),
    }


def asked(problem: dict[str, Any], seconds: float) -> porism.Result:
    """Porism's answer."""
    match problem["verb"]:
        case "integral":
            over = (x, expression(problem["low"]), expression(problem["high"]))
            return porism.integrate(expression(problem["f"]), over, timeout_s=seconds)
        case "solve":
            return porism.solve(equation(problem), x, problem["domain"], timeout_s=seconds)
        case "sum":
            over = (k, expression(problem["low"]), expression(problem["high"]))
            return porism.summation(expression(problem["f"]), over, timeout_s=seconds)
        case _:
            return porism.dsolve(ode(problem), Y(x), timeout_s=seconds)


def sympy_answer(problem: dict[str, Any]) -> Any:  # Any: whatever SymPy returns
    """SymPy's answer; runs in a worker."""
    warnings.simplefilter("ignore")
    match problem["verb"]:
        case "integral":
            over = (x, expression(problem["low"]), expression(problem["high"]))
            return sympy.integrate(expression(problem["f"]), over)
        case "solve":
            return sympy.solveset(equation(problem), x, interval(problem["domain"]))
        case "sum":
            over = (k, expression(problem["low"]), expression(problem["high"]))
            return sympy.summation(expression(problem["f"]), over)
        case _:
            return sympy.dsolve(ode(problem), Y(x))


def judgement(problem: dict[str, Any], answer: Any, complete: bool) -> str:
    """`right`, `wrong`, `incomplete` (nothing false, something missing and not claimed), `none`."""
    try:
        match problem["verb"]:
            case "integral" | "sum":
                return judged_value(problem["truth"], answer)
            case "solve":
                return judged_set([expression(t) for t in problem["truth"]], answer, complete)
            case _:
                return judged_ode(problem, answer if isinstance(answer, list) else [answer])
    except (TypeError, ValueError, AttributeError, NotImplementedError):
        return "none"


def judged_value(truth: str, answer: Any) -> str:
    if answer is None or getattr(answer, "has", lambda *_: False)(sympy.Integral, sympy.Sum, sympy.Product):
        return "none"
    if truth == "diverges" or answer in INFINITE or isinstance(answer, sympy.AccumBounds):
        infinite = answer in INFINITE or isinstance(answer, sympy.AccumBounds)
        return "right" if infinite and truth == "diverges" else "wrong"
    return "right" if equal(answer, expression(truth)) else "wrong"


def judged_set(truth: list[Any], answer: Any, complete: bool) -> str:
    if isinstance(answer, sympy.ConditionSet | sympy.Complement | sympy.Union) and not answer.is_FiniteSet:
        return "none"
    found = list(answer)
    if any(not any(equal(one, t) for t in truth) for one in found):
        return "wrong"
    missing = any(not any(equal(one, t) for one in found) for t in truth)
    return "right" if not missing else "wrong" if complete else "incomplete"


def judged_ode(problem: dict[str, Any], answers: list[Any]) -> str:
    """Every answer solves the equation at sample points, and the special solutions are among them."""
    explicit = [a.rhs for a in answers if a.lhs == Y(x)]
    if not explicit:
        return "none"
    special = [expression(t) for t in problem["truth"]]
    members = [e.subs(dict.fromkeys(e.free_symbols - {x}, v)) for e in explicit for v in (0, 1, -1, 2)]
    found = all(any(equal_functions(m, s) for m in members) for s in special)
    return "right" if found else "incomplete"


def equal(a: Any, b: Any) -> bool:
    """To `DIGITS` digits."""
    difference, size = (sympy.N(e, DIGITS + 5) for e in (a - b, b))
    return bool(
        abs(difference) <= sympy.Float(10) ** (-14 if a.has(sympy.Float) else -DIGITS) * (1 + abs(size))
    )


def equal_functions(a: Any, b: Any) -> bool:
    points = (sympy.Rational(1, 3), sympy.Rational(7, 5))
    values = [(a.subs(x, p), b.subs(x, p)) for p in points]
    return all(v.is_finite and not v.free_symbols and equal(v, w) for v, w in values)


def expression(text: str) -> Any:
    if text.lstrip("-") == "oo":
        return sympy.oo * (-1 if text.startswith("-") else 1)
    return to_sympy(parse_term(text), {"x": x, "k": k})


def equation(problem: dict[str, Any]) -> Any:
    _, left, right = parse_relation(problem["equation"])
    return sympy.Eq(to_sympy(left, {"x": x}), to_sympy(right, {"x": x}), evaluate=False)


def ode(problem: dict[str, Any]) -> Any:
    stated = equation(problem)
    return stated.subs({sympy.Symbol("y1"): Y(x).diff(x), sympy.Symbol("y"): Y(x)})


def interval(text: str) -> Any:
    if text == "real":
        return sympy.S.Reals
    domain = parse_domain(text)
    low, high = (to_sympy(end) for end in (domain.low, domain.high) if end is not None)
    return sympy.Interval(low, high, not domain.low_closed, not domain.high_closed)


def summary(rows: list[dict[str, Any]]) -> dict[str, dict[str, dict[str, int]]]:
    """Judgements of each family and system."""
    families = list(dict.fromkeys(row["family"] for row in rows))
    return {
        family: {
            who: dict(Counter(row[who] for row in rows if family in ("all", row["family"])))
            for who in ("porism", "sympy")
        }
        for family in [*families, "all"]
    }


def _table(found: dict[str, dict[str, dict[str, int]]]) -> Table:
    words = ("right", "incomplete", "none", "wrong")
    table = Table("family", *(f"{who} {word}" for who in ("porism", "sympy") for word in words))
    for family, counts in found.items():
        table.add_row(
            family, *(str(counts[who].get(word, 0)) for who in ("porism", "sympy") for word in words)
        )
    return table


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--only", nargs="*", default=[], help="ids such as jump-01; nothing is written then")
    parser.add_argument("--seconds", type=float, default=20.0, help="for each problem and system")
    return parser.parse_args()


if __name__ == "__main__":
    main()
