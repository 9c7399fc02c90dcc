"""The questions whose answers are the genuine statements of `genuine.json`: several for each kind of statement.

`python -m tests.provers.mutation.questions` asks them again and writes the file: each statement, the data of its rule and
the certificates of its obligations, as the finders gave them and the checkers accepted them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import sympy
from sympy import Eq, Ne, Rational, binomial, cos, exp, factorial, log, oo, pi, sin, sqrt, tan

import porism
from porism.provers.calculus.checker import check
from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.prover import established
from porism.provers.calculus.series_table import INDEX, NAMES
from porism.provers.calculus.series_table import known as known_series
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.result import Result
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import PorismError
from porism.symbolic.extended import Extended
from porism.symbolic.known_integrals import KNOWN
from porism.symbolic.known_integrals import known as integral
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.statements import Infeasible, Infimum, Scope, Statement
from porism.symbolic.statements.definite_integral import DefiniteIntegral
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear
from porism.symbolic.statements.limit import Limit
from porism.symbolic.statements.ode import Ode, OdeUnique
from porism.symbolic.statements.solution_family import Family
from porism.symbolic.statements.solution_set import SolutionSet
from porism.symbolic.statements.substituted_system import SubstitutedSystem
from porism.symbolic.statements.sum_value import NoSum, SumDiverges, SumValue
from porism.symbolic.term import ONE, ZERO, to_json

GENUINE = Path(__file__).with_name("genuine.json")
x, y, a, c, k = sympy.symbols("x y a c k")
n = sympy.Symbol("n", integer=True, nonnegative=True)
f = sympy.Function("f")
D = sympy.diff

ASKED: dict[str, Callable[[], Result]] = {
    "x*exp(x)": lambda: porism.integrate(x * exp(x), x),
    "1/(x**2 + a**2)": lambda: porism.integrate(1 / (x**2 + a**2), x),
    "log": lambda: porism.integrate(log(x), x),
    "d sqrt(x**2 + 1)": lambda: porism.diff(sqrt(x**2 + 1), x),
    "d2 sin(a*x)": lambda: porism.diff(sin(a * x), x, 2),
    "int x**2": lambda: porism.integrate(x**2, (x, 0, 1)),
    "int gauss": lambda: porism.integrate(exp(-(x**2)), (x, -oo, oo)),
    "int 1/(2 + cos)": lambda: porism.integrate(1 / (2 + cos(x)), (x, 0, 2 * pi)),
    "int 1/x": lambda: porism.integrate(1 / x, (x, 0, 1)),
    "int 1/x across": lambda: porism.integrate(1 / x, (x, -1, 1)),
    "int log": lambda: porism.integrate(log(x), (x, 0, 1)),
    "int abs": lambda: porism.integrate(abs(x - 1), (x, 0, 3)),
    "int log(1 + tan)": lambda: porism.integrate(log(1 + tan(x)), (x, 0, pi / 4)),
    "lim sin(x)/x": lambda: porism.limit(sin(x) / x, x, 0, "+-"),
    "lim (1 + a/x)**x": lambda: porism.limit((1 + a / x) ** x, x, oo, "-"),
    "lim x*log(x)": lambda: porism.limit(x * log(x), x, 0, "+"),
    "lim x*sin(1/x)": lambda: porism.limit(x * sin(1 / x), x, 0, "+-"),
    "lim 1/x**2": lambda: porism.limit(1 / x**2, x, 0, "+-"),
    "lim sqrt": lambda: porism.limit(sqrt(x**2 + x) - x, x, oo, "-"),
    "no lim sin(1/x)": lambda: porism.limit(sin(1 / x), x, 0, "+-"),
    "no lim abs(x)/x": lambda: porism.limit(abs(x) / x, x, 0, "+-"),
    "no lim x*cos(x)": lambda: porism.limit(x * cos(x), x, oo),
    "series sin": lambda: porism.series(sin(x), x, 0, 6),
    "series exp(x)/x": lambda: porism.series(exp(x) / x, x, 0, 3),
    "series x**x": lambda: porism.series(x**x, x, 0, 3),
    "series log": lambda: porism.series(log(1 + x), x, oo, 3, "-"),
    "x**2 == 2": lambda: porism.solve(x**2 - 2, x),
    "x**4": lambda: porism.solve(x**4 - 5 * x**2 + 4, x),
    "x**5": lambda: porism.solve(x**5 - x - 1, x, "real"),
    "sin(x) == 1/2": lambda: porism.solve(Eq(sin(x), Rational(1, 2)), x, "real"),
    "tan(x) == 1": lambda: porism.solve(Eq(tan(x), 1), x, "real"),
    "cos(x) == x": lambda: porism.solve(Eq(cos(x), x), x, "real"),
    "exp(x) == 3": lambda: porism.solve(Eq(exp(x), 3), x, "real"),
    "x*exp(x) == 2": lambda: porism.solve(Eq(x * exp(x), 2), x, "real"),
    "sqrt(x + 1) == x - 1": lambda: porism.solve(Eq(sqrt(x + 1), x - 1), x, "real"),
    "abs(x - 1) == 2": lambda: porism.solve(Eq(abs(x - 1), 2), x, "real"),
    "a*x**2 == c": lambda: porism.solve(Eq(a * x, c), x),
    "x**3 == 1": lambda: porism.solve(Eq(x**3, 1), x),
    "sin(x) == 0 within": lambda: porism.solve("sin(x) == 0", x, "[0, 7]"),
    "exp(x) == x": lambda: porism.solve(Eq(exp(x), x), x, "real"),
    "x**2 + 1 == 0": lambda: porism.solve(Eq(x**2 + 1, 0), x, "real"),
    "exp(x) == I": lambda: porism.solve(Eq(exp(x), sympy.I), x, "real"),
    "x == I": lambda: porism.solve(Eq(x, sympy.I), x, "real"),
    "x/x == 1": lambda: porism.solve("x/x == 1", x, "real"),
    "x**2 == 2 positive": lambda: porism.solve(Eq(x**2, 2), x, "positive"),
    "abs(x) == x": lambda: porism.solve(Eq(abs(x), x), x, "real"),
    "x**x == 1": lambda: porism.solve(Eq(x**x, 1), x, "real"),
    "log(x) == log(3 - x)": lambda: porism.solve(Eq(log(x), log(3 - x)), x, "real"),
    "system linear": lambda: porism.solve_system([Eq(x + y, 1), Eq(2 * x + 2 * y, 2)], [x, y]),
    "system 2": lambda: porism.solve_system([Eq(a * x + y, 1), Eq(x - y, c)], [x, y]),
    "system complete": lambda: porism.solve_system([Eq(a * x, c)], [x], mode="complete"),
    "x*y == 0": lambda: porism.solve_system([Eq(x * y, 0), Eq(x * a, 0)], [x, y, a]),
    "sum of squares": lambda: porism.solve_system([Eq(x**2 + y**2, 0), Eq(x * a, c)], [x, y], "real"),
    "no sum of squares": lambda: porism.solve_system([Eq(x**2 + y**2 + a**2 + 1, 0)], [x, y, a], "real"),
    "double": lambda: porism.solve_system([Eq((x - a) ** 2, 0), Eq(x + y, 1)], [x, y]),
    "two constants": lambda: porism.solve_system([Eq(x, a), Eq(x, c)], [x], mode="complete"),
    "two by two": lambda: porism.solve_system([Eq(a * x + y, 1), Eq(c * x - y, 2)], [x, y], mode="complete"),
    "curves": lambda: porism.solve_system([Eq(x + y, a), Eq(x * y, c)], [x, y], "complex"),
    "a divisor": lambda: porism.solve_system([Eq(x, a), Eq(y * (x * c - 1), 2)], [x, y]),
    "an inequation": lambda: porism.solve_system([Eq(x, y), Ne(x * y, 1)], [x, y]),
    "a quotient": lambda: porism.solve_system([Eq(x, 2 * y), Eq(1 / (x + y), a)], [x, y]),
    "circle and line": lambda: porism.solve_system([Eq(x**2 + y**2, 5), Eq(x - y, 1)], [x, y]),
    "two conics": lambda: porism.solve_system([Eq(x**2 + y, 3), Eq(y**2 - x, 3)], [x, y], "real"),
    "none": lambda: porism.solve_system([Eq(x * y, 1), Eq(x, 0)], [x, y]),
    "with Ne": lambda: porism.solve_system([Eq(x**2, 1), Eq(y, 2 * x), Ne(x, 1)], [x, y]),
    "transcendental": lambda: porism.solve_system([Eq(y, exp(x)), Eq(x**2, 4)], [x, y], "real"),
    "x**2 - 3*x + 2 > 0": lambda: porism.solve_inequality(x**2 - 3 * x + 2 > 0, x),
    "(x - 1)/(x + 2) >= 0": lambda: porism.solve_inequality((x - 1) / (x + 2) >= 0, x),
    "sqrt(x) < 1": lambda: porism.solve_inequality("sqrt(x) < 1", x),
    "log(x)**2 < 1": lambda: porism.solve_inequality("log(x)**2 < 1", x),
    "abs(x - 1) < 2": lambda: porism.solve_inequality("abs(x - 1) < 2", x),
    "exp(x) > 2": lambda: porism.solve_inequality(["exp(x) > 2", "x**2 <= 9"], x),
    "f' = f": lambda: porism.dsolve(Eq(D(f(x), x), f(x))),
    "f'' = -f": lambda: porism.dsolve(Eq(D(f(x), x, 2), -f(x))),
    "logistic": lambda: porism.dsolve(Eq(D(f(x), x), f(x) * (1 - f(x)))),
    "initial": lambda: porism.dsolve(Eq(D(f(x), x), f(x)), ics={f(0): 2}),
    "initial 2": lambda: porism.dsolve(Eq(D(f(x), x, 2) + f(x), x), ics={f(0): 1, D(f(x), x).subs(x, 0): 0}),
    "implicit": lambda: porism.dsolve(Eq(D(f(x), x), x / (f(x) + exp(f(x))))),
    "sum k": lambda: porism.summation(k, (k, 1, n)),
    "sum binomial": lambda: porism.summation(binomial(n, k), (k, 0, n)),
    "sum k*k!": lambda: porism.summation(k * factorial(k), (k, 1, n)),
    "sum x**k/k!": lambda: porism.summation(x**k / factorial(k), (k, 0, oo)),
    "sum 1/(k*(k + 1))": lambda: porism.summation(1 / (k * (k + 1)), (k, 1, oo)),
    "sum 1/k**2": lambda: porism.summation(1 / k**2, (k, 1, oo)),
    "sum x**k": lambda: porism.summation(x**k, (k, 0, oo)),
    "sum 1/k": lambda: porism.summation(1 / k, (k, 1, oo)),
    "sum sqrt": lambda: porism.summation(sqrt(k + 1) - sqrt(k), (k, 0, oo)),
    "sum (-1)**k": lambda: porism.summation((-1) ** k, (k, 0, oo)),
    "sum written": lambda: porism.summation(1 / k, (k, 1, 6)),
    "min lines": lambda: porism.minimize(x + y, [x + 2 * y >= 3, 2 * x + y >= 3]),
    "min square": lambda: porism.minimize(x**2 - 2 * x),
    "max x*exp(-x)": lambda: porism.minimize(x * exp(-x), maximize=True),
    "unbounded": lambda: porism.minimize(x, [x <= 1]),
    "infeasible": lambda: porism.minimize(x, [x >= 1, x <= 0]),
}
ARGUMENTS = (
    ("1/3",),
    ("2",),
    ("1/2", "1/3"),
    ("2", "1/3"),
    ("1", "2", "1/3"),
    ("5", "2"),
    ("3",),
    ("1/5",),
    ("1", "2"),
    ("1", "3"),
)  # what some series is for
EXPAND: Any = ["expand", "6"]
INTEGER = (("n1", Domain("integer")),)
INITIAL = ((0, ZERO, parse_term("1")),)


def plain(text: str) -> Any:
    return to_json(parse_term(text))


def limit(text: str, point: Any, side: Any, value: Any) -> Limit:
    """A limit x → point of a term of x; ends as text."""
    ends = (t if t in ("oo", "-oo") else parse_term(t) for t in (point, value))
    first, second = ends
    return Limit(Scope(), parse_term(text), "x", first, side, second)


def scope(*hypotheses: str, **domains: str) -> Scope:
    return Scope.of({v: parse_domain(d) for v, d in domains.items()}, tuple(map(Relation.parse, hypotheses)))


def summand(text: str) -> tuple[Hypergeometric, ...]:
    return (Hypergeometric.of(parse_term(text), ()),)


#: Statements and data written by hand, for rules that the finders use seldom.
WRITTEN: dict[str, tuple[Statement, Any]] = {
    "lim between": (
        limit("sin(x)/x", "oo", "-", "0"),
        {"trees": [["between", plain("-1/x"), plain("1/x"), "1", EXPAND, EXPAND]]},
    ),
    "lim null": (
        limit("sin(x)/x", "oo", "-", "0"),
        {"trees": [["null", plain("1/x"), "1", EXPAND]]},
    ),
    "lim beyond": (
        limit("x + sin(x)", "oo", "-", "oo"),
        {"trees": [["beyond", plain("x - 1"), "1", EXPAND]]},
    ),
    "lim hospital": (
        limit("(exp(x) - 1)/sin(x)", "0", "+", "1"),
        {
            "trees": [
                ["hospital", plain("exp(x) - 1"), plain("sin(x)"), plain("exp(x)"), plain("cos(x)"), "1",
                 EXPAND, EXPAND, EXPAND]
            ]
        },
    ),
    "lim substitute": (
        limit("exp(-1/x)", "0", "+", "0"),
        {"trees": [["substitute", "t", plain("exp(-t)"), plain("1/x"), "+", "1", EXPAND, EXPAND]]},
    ),
    "lim equal": (
        limit("(x**2 - 1)/(x - 1)", "1", "+", "2"),
        {"trees": [["equal", plain("x + 1"), "1", ["parts", EXPAND, EXPAND]]]},
    ),
    "infeasible written": (Infeasible(scope("x >= 1", "x <= 0")), None),
    "infimum": (
        Infimum(scope(x="positive"), parse_term("x"), "min", parse_term("0")),
        {"path": {"x": plain("t")}},
    ),
    "infimum of exp": (
        Infimum(scope(), parse_term("exp(-x)"), "min", parse_term("0")),
        {"path": {"x": plain("1/t")}},
    ),
    "no bound": (
        Infimum(scope("x >= 1"), parse_term("x"), "max", None),
        {"path": {"x": plain("t + 1")}},
    ),
    "substituted": (
        SubstitutedSystem(
            scope(x="real", y="real"), (Relation.parse("y == x**2"), Relation.parse("x == 1")), ("x", "y"), "x",
            (Family(parse_term("1")),), (("y", parse_term("x**2")),),
        ),
        {
            "steps": [[0, "y", plain("1"), plain("x**2")]],
            "main": 1,
            "tree": {"rule": "found", "family": 0, "at": {}, "using": [0]},
            "steady": [None],
        },
    ),
    "one solution": (
        OdeUnique(scope(x="real"), Ode(parse_term("y1 - y"), "x", ("y", "y1")), (), parse_term("exp(x)"), INITIAL),
        {"factor": plain("1"), "right": plain("y")},
    ),
    "one solution with a factor": (
        OdeUnique(
            scope(x="positive"), Ode(parse_term("x*y1 - y"), "x", ("y", "y1")), (), parse_term("2*x"),
            ((0, parse_term("1"), parse_term("2")),),
        ),
        {"factor": plain("x"), "right": plain("y/x")},
    ),
    "reflected": (
        DefiniteIntegral(Scope(), parse_term("log(1 + tan(x))"), "x", ZERO, parse_term("pi/4"), parse_term("pi*log(2)/8")),
        {"breaks": [], "reflected": plain("log(2)"), "pieces": [{"F": plain("x*log(2)"), "trees": [EXPAND, EXPAND]}]},
    ),
    "imaginary": (
        SolutionSet(scope(x="real"), parse_term("x + I"), ZERO, "x", ()),
        {"rule": "imaginary", "of": 0, "using": [], "real": plain("x"), "imaginary": plain("1")},
    ),
    "residues": (
        SolutionSet(
            scope(x="integer"), parse_term("x"), parse_term("x"), "x",
            (Family(parse_term("2*n1"), INTEGER), Family(parse_term("2*n1 + 1"), INTEGER)),
        ),
        {
            "rule": "residues", "integer": "x", "modulus": 2, "name": "m",
            "cases": [
                {"rule": "found", "family": 0, "at": {"n1": plain("m")}, "using": [1]},
                {"rule": "found", "family": 1, "at": {"n1": plain("m")}, "using": [1]},
            ],
        },
    ),
    "strict": (
        SolutionSet(scope(x="positive"), parse_term("exp(x)"), parse_term("1 + x"), "x", ()),
        {"rule": "strict", "of": 0, "at": "low", "slope": "<"},
    ),
    "strict from above": (
        SolutionSet(scope(x="(-oo, 0)"), parse_term("exp(x)"), parse_term("1 + x"), "x", ()),
        {"rule": "strict", "of": 0, "at": "high", "slope": ">"},
    ),
    "undefined": (
        SolutionSet(
            scope(x="real"), parse_term("x/x"), parse_term("1"), "x",
            (Family(parse_term("t"), (("t", Domain("real")),), (Relation.parse("t != 0"),)),),
        ),
        {
            "rule": "cases", "on": plain("x"), "kind": "zero", "using": [],
            "cases": [
                {"rule": "undefined", "of": 0, "condition": 0, "using": [1]},
                {"rule": "found", "family": 0, "at": {"t": plain("x")}, "using": [1]},
            ],
        },
    ),
    "1/k": (SumDiverges(Scope(), summand("1/k"), "k", Linear.of(1), 1), {"from": 0, "bound": plain("1")}),
    "(-1)**k": (
        NoSum(Scope(), summand("(-1)**k"), "k", Linear.of(0)),
        {"step": 2, "offset": 0, "member": plain("1"), "tree": EXPAND, "sample": {}},
    ),
}  # fmt: skip


def known_integrals() -> Iterator[tuple[str, Statement, Any]]:
    """One statement for each integral that the rule knows."""
    for name, (count, _) in KNOWN.items():
        parameters = tuple(map(parse_term, ("3", "2", "1/2")[:count]))
        theorem = integral(name, parameters, "x")
        low: Extended = "-oo" if theorem.low is None else theorem.low
        high: Extended = "oo" if theorem.high is None else theorem.high
        used = [[name, [to_json(p) for p in parameters]]]
        piece = {"F": to_json(ZERO), "trees": [EXPAND, EXPAND], "known": used}
        stated = DefiniteIntegral(Scope(), theorem.integrand, "x", low, high, theorem.value)
        yield f"known integral {name}", stated, {"breaks": [], "pieces": [piece]}


def known_sums() -> Iterator[tuple[str, Statement, Any]]:
    """One statement for each series that the rule knows."""
    for name in NAMES:
        for arguments in ARGUMENTS:
            try:
                series = known_series(name, list(map(parse_term, arguments)))
            except (Refused, PorismError, TypeError):
                continue
            term = series.term.put({INDEX: Linear.of(0, {"k": 1})})
            value = (Hypergeometric.of(series.value, ()),)
            stated = SumValue(Scope(), (term,), "k", Linear.of(series.start), None, value)
            used: list[Any] = [to_json(ONE), name, list(map(plain, arguments)), 0]
            data = {"certificate": [], "known": [used], "limit": to_json(ZERO), "remainders": []}
            if isinstance(established(stated, data, Budget(5.0, 2048)), Established):
                yield f"known series {name}", stated, data
                break


def found(name: str) -> Iterator[tuple[Statement, Any, list[Any]]]:
    """The established statements of a question, or of a written one, with data and certificates."""
    if name in ASKED:
        for part in ASKED[name]().parts:
            if isinstance(part.verdict, Established):
                certificates = [p.certificate.to_json() for p in part.verdict.parts]
                yield part.verdict.statement, part.verdict.data, certificates
    for statement, data in [WRITTEN[name]] if name in WRITTEN else []:
        verdict = established(statement, data, Budget(20.0, 2048))
        if isinstance(verdict, Established):
            yield statement, data, [p.certificate.to_json() for p in verdict.parts]
        else:
            print(f"not established: {name}: {verdict}", file=sys.stderr)


def main() -> None:
    """Ask the questions that the command line names, or all, and write `genuine.json`."""
    named = set(sys.argv[1:])
    tabled = (*known_integrals(), *known_sums())
    WRITTEN.update({name: (statement, data) for name, statement, data in tabled})
    kept = json.loads(GENUINE.read_text(encoding="utf-8")) if named else []
    rows = [row for row in kept if row["name"].split(" #")[0] not in named]
    for name in {**ASKED, **WRITTEN}:
        if named and name not in named:
            continue
        several = {}
        for statement, data, certificates in found(name):
            check(statement, data, certificates)
            several[statement.hash] = (statement, data, certificates)
        if not several:
            print(f"nothing found: {name}", file=sys.stderr)
        for i, (statement, data, certificates) in enumerate(several.values()):
            full = f"{name} #{i + 1}" if i else name
            print(f"{statement.kind:22} {full:28} {statement}", file=sys.stderr)
            row = {"name": full, "statement": statement.to_json(), "data": data, "certificates": certificates}
            rows.append(row)
    lines = (json.dumps(row, sort_keys=True) for row in rows)
    GENUINE.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
