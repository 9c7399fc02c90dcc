"""The 100 AI-Feynman equations: which does the regressor recover from 512 noiseless points, beside pyoperon.

    python benchmarks/feynman.py [--only I.6.20 II.11.3] [--seconds 5] [--bonus] [--seed 0] [--noise 0] [--no-operon]

*Recovered* means that the prover proved found == true on the ranges that the variables were drawn from; *refuted*
that it refuted it; where it can do neither, the two are compared with 50 digits at random points and the row says so.
The clock runs from `fit` to its return, after every kernel was compiled once. pyoperon gets the same seconds, both
cores, standardised y, selection by mean squared error and five Levenberg-Marquardt steps; its constants go through
our own exact constants before it is judged (without that it recovers next to nothing), and the rows with a normalised
error below 10⁻⁹ are counted for both. Writes `results/feynman.json` (or `feynman_bonus.json`), unless `--only` is
given.

References: Udrescu & Tegmark (2020), Science Advances 6, eaay2631; Burlacu et al. (2020), GECCO Companion (Operon).
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # XLA uses both cores; the fits beside it are too small to share

import mpmath
import numpy as np
from measurement import circumstances, write_result
from rich.console import Console
from rich.table import Table

import porism
from porism.datasets.feynman import Equation, bonus_equations, equations, sample
from porism.neural.regression.formula import Formula, parameter
from porism.neural.regression.pareto import Data, described, with_exact_constants
from porism.neural.regression.regressor import SymbolicRegressor
from porism.neural.regression.tidy import tidy
from porism.neural.scoring import scorer
from porism.symbolic.claim import Claim, relation
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.term import MINUS_ONE, Apply, Number, Power, Product, Sum, Term, add, multiply, power

POINTS = 512
PROVER_S = 20.0
SYMBOLS = (
    "add,sub,mul,div,constant,variable,sin,cos,exp,log,sqrt,square,asin,tanh"  # all that the formulas need
)
ACCURATE = 1e-9


def main() -> None:
    arguments = _arguments()
    console = Console()
    chosen = bonus_equations() if arguments.bonus else equations()
    if arguments.only:
        chosen = tuple(e for e in equations() + bonus_equations() if e.id in arguments.only)
    start = time.monotonic()
    scorer.compile_kernels()
    compile_s = time.monotonic() - start
    rows = list[dict[str, Any]]()
    for equation in chosen:
        row = measured(equation, arguments)
        rows.append(row)
        console.print(_line(row), highlight=False, soft_wrap=True)
    table = summary(rows)
    console.print(_table(table))
    if not arguments.only:
        packages = ["porism", "jax", "numpy", "pyoperon", "sympy", "python-flint"]
        protocol = {"points": POINTS, "seconds": arguments.seconds, "noise": arguments.noise}
        result = circumstances(packages, arguments.seed) | protocol | {"compile_s": round(compile_s, 1)}
        name = "feynman_bonus" if arguments.bonus else "feynman"
        console.print(str(write_result(name, result | {"summary": table, "rows": rows})))


def measured(equation: Equation, arguments: argparse.Namespace) -> dict[str, Any]:
    """Both regressors on one equation, judged."""
    X, y = sample(equation, POINTS, arguments.seed)
    rng = np.random.default_rng(arguments.seed + 1)
    noisy = y + arguments.noise * float(np.sqrt(np.mean(y**2))) * rng.normal(size=len(y))
    names = [v.name for v in equation.variables]
    ranges = {v.name: f"[{v.low:g}, {v.high:g}]" for v in equation.variables}
    row: dict[str, Any] = {"id": equation.id, "formula": equation.formula, "variables": len(names)}
    start = time.monotonic()
    fitted = SymbolicRegressor(max_time_s=arguments.seconds, random_state=arguments.seed).fit(
        X, noisy, names=names
    )
    seconds = time.monotonic() - start
    stage = fitted.stages_[-1][0] if fitted.stages_ else ""
    row["porism"] = {
        "found": str(fitted.best),
        "error": _error(fitted.predict(X), y),
        "seconds": round(seconds, 2),
        "pass": stage,
        **judged(fitted.best.term, equation.term, ranges),
    }
    if not arguments.no_operon:
        row["pyoperon"] = operon(X, noisy, y, names, equation.term, ranges, arguments)
    return row


def judged(found: Term, truth: Term, ranges: Mapping[str, str]) -> dict[str, str]:
    """`proved`, `refuted` or `unknown`, and for unknown what 50 digits say."""
    equal = is_proved_equal(found, truth, ranges)
    if equal is None:
        return {
            "verdict": "unknown",
            "numerically": "equal" if is_numerically_equal(found, truth, ranges) else "different",
        }
    return {"verdict": "proved" if equal else "refuted"}


def is_proved_equal(found: Term, truth: Term, ranges: Mapping[str, str]) -> bool | None:
    """Whether the prover proved, or refuted, that the terms are equal on the ranges; None if it did neither."""
    domains = {name: parse_domain(text) for name, text in ranges.items()}
    claim = Claim.make(relation("==", found, truth), domains)
    verdict = porism.prove(claim, kernel=None, timeout_s=PROVER_S)
    match verdict:
        case porism.Proved():
            return True
        case porism.Refuted():
            return False
        case _:
            return None


def is_numerically_equal(found: Term, truth: Term, ranges: Mapping[str, str]) -> bool:
    """Whether both have the same value to 40 of 50 digits at 20 random points of the ranges."""
    from porism.symbolic.sympy_bridge import to_sympy

    rng = np.random.default_rng(0)
    difference, size = (to_sympy(t) for t in (add(found, multiply(MINUS_ONE, truth)), truth))
    for _ in range(20):
        ends = {name: map(float, text.strip("[]").split(",")) for name, text in ranges.items()}
        point = {name: mpmath.mpf(float(rng.uniform(*pair))) for name, pair in ends.items()}
        values = [abs(e.evalf(60, subs=point)) for e in (difference, size)]
        if not values[0] <= 1e-40 * (1 + values[1]):
            return False
    return True


def operon(
    X: np.ndarray,
    noisy: np.ndarray,
    y: np.ndarray,
    names: Sequence[str],
    truth: Term,
    ranges: Mapping[str, str],
    arguments: argparse.Namespace,
) -> dict[str, Any]:
    """pyoperon's best tree, with its constants made exact by `snapping.py` where the data allow it."""
    from pyoperon.sklearn import SymbolicRegressor as Operon

    mean, scale = float(noisy.mean()), float(noisy.std())
    start = time.monotonic()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = Operon(
            allowed_symbols=SYMBOLS, objectives=["mse"], model_selection_criterion="mean_squared_error",
            optimizer_iterations=5, max_time=int(arguments.seconds), n_threads=os.cpu_count() or 1,
            generations=10**6, max_evaluations=10**9, random_state=arguments.seed + 1,
        ).fit(X, (noisy - mean) / scale)  # fmt: skip
        seconds = time.monotonic() - start
        text = model.get_model_string(model.model_, 17, names=list(names))
        predicted = mean + scale * model.predict(X)
    result = {"error": _error(predicted, y), "seconds": round(seconds, 2)}
    columns = {name: np.ascontiguousarray(X[:, k]) for k, name in enumerate(names)}
    term = parse_term(text.replace("^", "**"))
    free = _with_free_numbers(term, mean, scale)
    candidate = described(free, Data(columns, noisy))
    if candidate is None:
        return result | {"found": text, "verdict": "unknown", "numerically": "different"}
    found = with_exact_constants(candidate, Data(columns, noisy)).formula.exact_term()
    return result | {"found": str(found), **judged(found, truth, ranges)}


def _with_free_numbers(term: Term, mean: float, scale: float) -> Formula:
    """mean + scale · term with every number that is no integer as a free constant."""
    values = [mean, scale]

    def freed(t: Term) -> Term:
        match t:
            case Number(value) if value.denominator != 1:
                values.append(float(value))
                return parameter(len(values) - 1)
            case Sum(terms):
                return add(*map(freed, terms))
            case Product(factors):
                return multiply(*map(freed, factors))
            case Power(base, exponent):
                return power(freed(base), freed(exponent))
            case Apply(function, argument):
                return Apply(function, freed(argument))
            case _:
                return t

    whole = add(parameter(0), multiply(parameter(1), freed(term)))
    return Formula(tidy(whole), tuple(values)).renumbered()


def summary(rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Counts and times of each regressor."""
    found = dict[str, dict[str, float]]()
    for name in ("porism", "pyoperon"):
        some = [row[name] for row in rows if name in row]
        if some:
            seconds = [r["seconds"] for r in some]
            found[name] = {
                "equations": len(some),
                "proved equal": sum(r["verdict"] == "proved" for r in some),
                "unknown, equal to 40 digits": sum(r.get("numerically") == "equal" for r in some),
                "unknown, different": sum(r.get("numerically") == "different" for r in some),
                "refuted": sum(r["verdict"] == "refuted" for r in some),
                "error below 1e-9": sum(r["error"] < ACCURATE for r in some),
                "median seconds": round(statistics.median(seconds), 2),
                "mean seconds": round(statistics.mean(seconds), 2),
                "most seconds": max(seconds),
            }
    return found


def _error(predicted: np.ndarray, y: np.ndarray) -> float:
    return (
        float(np.mean((predicted - y) ** 2) / np.var(y)) if np.all(np.isfinite(predicted)) else float("inf")
    )


def _line(row: Mapping[str, Any]) -> str:
    ours = row["porism"]
    beside = (
        f"   pyoperon {row['pyoperon']['verdict']} {row['pyoperon']['error']:.0e}"
        if "pyoperon" in row
        else ""
    )
    state = ours["verdict"] + (f" ({ours['numerically']})" if "numerically" in ours else "")
    return f"{row['id']:9} {state:20} {ours['seconds']:5.2f} s  {ours['error']:.0e}  {ours['found']}{beside}"


def _table(summaries: Mapping[str, Mapping[str, float]]) -> Table:
    table = Table("", *summaries)
    for key in next(iter(summaries.values())):
        table.add_row(key, *(f"{s[key]:g}" for s in summaries.values()))
    return table


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--only", nargs="*", default=[], help="ids such as I.6.20; nothing is written then")
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--bonus", action="store_true", help="the 20 bonus equations")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--noise", type=float, default=0.0, help="standard deviation in units of √mean(y²)")
    parser.add_argument("--no-operon", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
