"""Wester's problems: how many Porism certifies, how many SymPy gets right, and how many both miss.

    python benchmarks/wester.py [--seconds 20]

`sympy/utilities/tests/test_wester.py` of the installed SymPy is read as text (`rebuilt.py`); nothing in it is imported or
evaluated. A test function counts if it calls one of the verbs that Porism has (`integrate`, `diff`, `limit`, `summation`,
`solve`, `dsolve`, `simplify` and its relatives) with arguments that this script can rebuild; its first such call is the
problem. SymPy is *right* where its authors expect the test to pass (it is neither XFAIL nor skipped).

References: M. Wester (1999), Computer Algebra Systems: A Practical Guide, ch. 3.
"""

from __future__ import annotations

import argparse
import ast
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import sympy
from measurement import circumstances, write_result
from rebuilt import FAILURES, Unbuilt, calls, rebuilt, statements

from porism.symbolic.errors import PorismError

VERBS = {
    "integrate": "porism.integration:integrate", "diff": "porism.integration:diff", "limit": "porism.limits:limit",
    "summation": "porism.sums:summation", "solve": "porism.solving:solve", "dsolve": "porism.odes:dsolve",
    "simplify": "porism.simplification:simplify", "trigsimp": "porism.simplification:simplify",
    "radsimp": "porism.simplification:simplify", "powsimp": "porism.simplification:simplify",
    "ratsimp": "porism.simplification:simplify", "factor": "porism.simplification:simplify",
}  # fmt: skip


@dataclass(frozen=True)
class Problem:
    """One call of a verb, with its arguments rebuilt."""

    name: str
    verb: str
    arguments: tuple[Any, ...]
    sympy_is_right: bool


def problems() -> Iterator[Problem]:
    """The problems of the installed SymPy's file, in its order."""
    path = Path(sympy.__file__).parent / "utilities" / "tests" / "test_wester.py"
    done = set[str]()
    for met in statements(path):
        for call in calls(met.statement):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            if (
                met.function in done
                or not met.function.startswith("test_")
                or name not in VERBS
                or call.keywords
            ):
                continue
            try:
                arguments = tuple(rebuilt(a, met.names) for a in call.args)
            except (Unbuilt, *FAILURES):
                continue
            done.add(met.function)
            yield Problem(met.function, name, arguments, not met.expected_to_fail)


def main() -> None:
    """Measure every problem and write results/wester.json."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=20.0)
    seconds = parser.parse_args().seconds
    rows = list[dict[str, Any]]()
    for problem in problems():
        module, _, name = VERBS[problem.verb].partition(":")
        arguments = problem.arguments[:1] if VERBS[problem.verb].endswith("simplify") else problem.arguments
        start = time.perf_counter()
        try:
            result = getattr(import_module(module), name)(*arguments, timeout_s=seconds)
            status, said = result.status, result.reason
        except PorismError as error:
            status, said = "refused", str(error).splitlines()[0]
        rows.append({
            "name": problem.name, "verb": problem.verb, "problem": str(problem.arguments)[:200], "porism": status,
            "reason": said[:160], "sympy_right": problem.sympy_is_right, "seconds": round(time.perf_counter() - start, 2),
        })  # fmt: skip
        print(rows[-1]["name"], rows[-1]["verb"], status, flush=True)
    by_verb = {
        verb: {
            "problems": len(of := [r for r in rows if r["verb"] == verb]),
            "porism_proved": sum(r["porism"] == "proved" for r in of),
            "sympy_right": sum(r["sympy_right"] for r in of),
            "both_miss": sum(r["porism"] != "proved" and not r["sympy_right"] for r in of),
        }
        for verb in dict.fromkeys(r["verb"] for r in rows)
    }
    total = {
        key: sum(v[key] for v in by_verb.values())
        for key in ("problems", "porism_proved", "sympy_right", "both_miss")
    }
    write_result(
        "wester",
        {**circumstances(("sympy",), None), "seconds": seconds, **total, "verbs": by_verb, "rows": rows},
    )
    print(total)


if __name__ == "__main__":
    main()
