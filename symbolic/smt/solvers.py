"""Z3 and cvc5 on a claim's negation: a model, or the assertions that cannot hold together.

    Model(point)             where the claim fails, says the solver; the exact checker evaluates it
    Unsatisfiable(core)      it fails nowhere, says the solver; `core` are the numbers of the assertions that it used
    Silent(reason)

A model's irrational coordinates are the roots of quadratics exactly, other algebraic numbers as rationals near them.
Both solvers run in this process, under their own time limits: use them where a worker can be killed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from typing import Any, TypeAlias

from porism.symbolic.smt.script import Script
from porism.symbolic.term import HALF, Number, Term, add, divide, multiply, power

DIGITS = 30  # of a rational that stands for an algebraic number


@dataclass(frozen=True)
class Model:
    """A point at which the solver says that the claim fails."""

    solver: str
    point: dict[str, Term]


@dataclass(frozen=True)
class Unsatisfiable:
    """The solver says that the claim fails nowhere; `core` counts the script's assertions from 0."""

    solver: str
    core: frozenset[int]


@dataclass(frozen=True)
class Silent:
    """The solver did not decide."""

    solver: str
    reason: str


Answer: TypeAlias = Model | Unsatisfiable | Silent


#: The solvers' names, with the packages that bring them.
SOLVERS = {"z3": "z3-solver", "cvc5": "cvc5"}
INSTALL = "pip install 'porism[smt]'"


def installed() -> dict[str, str]:
    """The versions of the solvers that are installed, by their names."""
    found = dict[str, str]()
    for solver, package in SOLVERS.items():
        with suppress(PackageNotFoundError):
            found[solver] = version(package)
    return found


def answers(script: Script, seconds: float, solvers: Collection[str] = tuple(SOLVERS)) -> Iterator[Answer]:
    """What each of the solvers that is installed says, one after another."""
    there = installed()
    for solver, ask in (("z3", _z3), ("cvc5", _cvc5)):
        if solver not in solvers:
            continue
        if solver not in there:
            yield Silent(solver, f"{solver} is not installed; {INSTALL}")
            continue
        name = f"{solver} {there[solver]}"
        try:
            yield ask(script, seconds, name)
        except Exception as error:  # noqa: BLE001  # a solver's failure decides nothing
            yield Silent(name, f"{type(error).__name__}: {error}"[:200])


def _z3(script: Script, seconds: float, name: str) -> Answer:
    import z3

    solver = z3.Solver()
    solver.set(timeout=max(1, int(seconds * 1000)), unsat_core=True)
    labels = dict[str, int]()
    for k, assertion in enumerate(z3.parse_smt2_string(script.text)):
        label = f"a{k}"
        labels[label] = k
        solver.assert_and_track(assertion, label)
    answer = solver.check()
    if answer == z3.unsat:
        return Unsatisfiable(name, frozenset(labels[str(label)] for label in solver.unsat_core()))
    if answer != z3.sat:
        return Silent(name, solver.reason_unknown())
    model = solver.model()
    sorts = {x: z3.Int(x) if x in script.integers else z3.Real(x) for x in script.variables}
    return Model(
        name,
        {script.variables[x]: _value(model.eval(v, model_completion=True), z3) for x, v in sorts.items()},
    )


def _value(value: Any, z3: Any) -> Term:
    if z3.is_int_value(value):
        return Number(Fraction(value.as_long()))
    if z3.is_rational_value(value):
        return Number(value.as_fraction())
    coefficients = [Fraction(c.as_fraction()) for c in value.poly()]
    if len(coefficients) == 3:
        c, b, a = coefficients
        sign = -1 if value.index() == 1 else 1  # the roots are counted upwards
        sign = sign if a > 0 else -sign
        root = power(Number(b * b - 4 * a * c), HALF)
        return divide(add(Number(-b), multiply(Number(Fraction(sign)), root)), Number(2 * a))
    return Number(value.approx(DIGITS).as_fraction())


def _cvc5(script: Script, seconds: float, name: str) -> Answer:
    import cvc5

    solver = cvc5.Solver(cvc5.TermManager())
    for option, value in (
        ("tlimit-per", str(max(1, int(seconds * 1000)))),
        ("produce-models", "true"),
        ("produce-proofs", "true"),
    ):
        solver.setOption(option, value)
    solver.setLogic("ALL")
    parser = cvc5.InputParser(solver)
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, script.text, "claim")
    symbols = parser.getSymbolManager()
    while not (command := parser.nextCommand()).isNull():
        command.invoke(solver, symbols)
    answer = solver.checkSat()
    if answer.isUnsat():
        asserted = {str(assertion): k for k, assertion in enumerate(solver.getAssertions())}
        return Unsatisfiable(
            name, frozenset(asserted[text] for text in _assumptions(solver.getProof(), cvc5))
        )
    if not answer.isSat():
        return Silent(name, str(answer.getUnknownExplanation()))
    declared = {str(term): term for term in symbols.getDeclaredTerms()}
    point = dict[str, Term]()
    for x, variable in script.variables.items():
        value = solver.getValue(declared[x])
        if value.isIntegerValue():
            point[variable] = Number(Fraction(value.getIntegerValue()))
        elif value.isRealValue():
            point[variable] = Number(Fraction(value.getRealValue()))
        else:
            return Silent(name, f"the model's {variable} is not rational: {value}"[:200])
    return Model(name, point)


def _assumptions(proofs: Any, cvc5: Any) -> set[str]:
    """The assertions that a proof discharges: the arguments of the scopes around it."""
    found = set[str]()
    for proof in proofs:
        while proof.getRule() == cvc5.ProofRule.SCOPE:
            found |= {str(argument) for argument in proof.getArguments()}
            (proof,) = proof.getChildren()
    return found
