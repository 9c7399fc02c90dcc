"""Records of results: a value, question, condition or completeness that the parts do not say is rejected."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import sympy

from porism.integration import diff, integrate
from porism.limits import limit
from porism.odes import dsolve
from porism.recheck import Rechecked, rechecked
from porism.record_agreement import record_objection
from porism.result import Result
from porism.solving import solve

X, A = sympy.symbols("x a")
Y = sympy.Function("y")(X)
D = Y.diff(X)
POSITIVE = sympy.Symbol("x", positive=True)


def asked(name: str) -> Result:
    match name:
        case "integral":
            return integrate(1 / X, X, oracles=["sympy"])
        case "definite":
            return integrate(X, (X, 1, 0))
        case "derivative":
            return diff(sympy.log(X), X)
        case "limit":
            return limit(sympy.Abs(X) / X, X, 0)
        case "infinite":
            return limit(1 / X, X, 0)
        case "equation":
            return solve(sympy.sqrt(X + 3) - X + 3, X)
        case "none":
            return solve(sympy.exp(X) + 1, X)
        case "given":
            return diff(sympy.log(POSITIVE), POSITIVE)
        case "family":
            return dsolve(Y.diff(X, 2) + Y, Y)
        case "singular":
            return dsolve(D - Y**2, Y)
        case "beside":
            return dsolve(sympy.Eq(X * D, A * Y), Y)
        case "initial":
            return dsolve(Y.diff(X, 2) + Y, Y, {Y.subs(X, 0): 1, D.subs(X, 0): 2})
        case "half":
            return dsolve(X * D - 2 * Y, Y, {Y.subs(X, 1): 1})
        case "implicit":
            return dsolve((sympy.exp(Y) + Y) * D - X, Y)
        case _:
            return solve(A * X - 1, X)


@pytest.fixture(scope="module")
def records() -> dict[str, Any]:
    names = (
        "integral",
        "definite",
        "derivative",
        "limit",
        "infinite",
        "equation",
        "none",
        "given",
        "parameter",
        "family",
        "singular",
        "beside",
        "initial",
        "half",
        "implicit",
    )
    return {name: json.loads(asked(name).to_json()) for name in names}


def outcome(record: dict[str, Any], folder: Path) -> Rechecked:
    path = folder / "record.jsonl"
    path.write_text(json.dumps(record) + "\n")
    (found,) = rechecked(path)
    return found


def test_honest_records_are_accepted(records: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records.values()))
    found = dict(zip(records, rechecked(path), strict=True))
    assert {name: f.outcome for name, f in found.items()} == dict.fromkeys(records, "accepted")
    assert {name for name, f in found.items() if f.reason} == set()


FORGERIES: dict[str, list[dict[str, Any]]] = {
    "integral": [
        {"value": "2*log(x)"},
        {"value": "[1, 2, 3]"},
        {"value": "__import__('os')"},
        {"value": None},
        {"question": "Integral(2/x, x)"},
        {"question": "Integral(1/x, y)"},
        {"question": "Integral(1/x, (x, 1, 2))"},
        {"question": "solve(1/x, x)"},
        {"question": "it is raining"},
        {"conditions": []},
        {"conditions": ["x != 1"]},
        {"conditions": None},
        {"complete": "complete"},
        {"given": ["x != 0"], "conditions": []},
        {"given": None},
    ],
    "definite": [
        {"value": "1/2"},
        {"value": "oo"},
        {"question": "Integral(x, (x, 0, 1))"},
        {"question": "Integral(x, (x, 0, oo))"},
        {"question": "Integral(x, x)"},
    ],
    "derivative": [{"value": "1"}, {"question": "Derivative(log(x), x, x)"}, {"conditions": []}],
    "limit": [{"value": "-1"}, {"value": "nan"}, {"question": "limit(Abs(x)/x, x, 0, '-')"}, {"value": "oo"}],
    "infinite": [{"value": "-oo"}, {"value": "0"}, {"question": "limit(1/x, x, oo, '+')"}],
    "equation": [
        {"value": "[]"},
        {"value": "[6, 7]"},
        {"value": "[1]"},
        {"value": "Reals"},
        {"question": "solve(x - 1, x)"},
        {"question": "solve(sqrt(x + 3) - x + 3, y)"},
    ],
    "none": [{"value": "[0]"}, {"value": "Reals"}, {"question": "solve(exp(x) - 1, x)"}],
    "family": [
        {"value": "Eq(y(x), C1*sin(x))"},
        {"value": "Eq(y(x), C1*sin(x) + C2*cos(x) + 1)"},
        {"value": "Eq(y(x), C1*sin(x) + C3*cos(x))"},
        {"value": "Eq(y(t), C1*sin(x) + C2*cos(x))"},
        {"value": "[Eq(y(x), C1*sin(x) + C2*cos(x)), Eq(y(x), x)]"},
        {"value": "C1*sin(x) + C2*cos(x)"},
        {"value": "[]"},
        {"value": "nan"},
        {"question": "dsolve(y(x) - Derivative(y(x), (x, 2)), y(x))"},
        {"question": "dsolve(y(x) + Derivative(y(x), x), y(x))"},
        {"question": "dsolve(y(x) + Derivative(y(x), (x, 2)), z(x))"},
        {"question": "dsolve(y(x) + Derivative(y(x), (x, 2)), y(x), {y(0): 0})"},
        {"question": "dsolve(y(x))"},
        {"question": "solve(y(x) + Derivative(y(x), (x, 2)), y(x))"},
        {"question": "it is raining"},
        {"complete": "generic"},
    ],
    "singular": [
        {"value": "Eq(y(x), -1/(C1 + x))"},
        {"value": "Eq(y(x), 0)"},
        {"value": "[Eq(y(x), -1/(C1 + x)), Eq(y(x), 1)]"},
        {"conditions": []},
        {"complete": "complete"},
    ],
    "beside": [
        {"conditions": []},
        {"complete": "complete"},
        {"question": "dsolve(Eq(x*Derivative(y(x), x), y(x)), y(x))"},
        {"question": "dsolve(Eq(x*Derivative(y(x), x), y*y(x)), y(x))"},
    ],
    "initial": [
        {"value": "Eq(y(x), C1*sin(x) + cos(x))"},
        {"value": "Eq(y(x), sin(x) + cos(x))"},
        {"question": "dsolve(y(x) + Derivative(y(x), (x, 2)), y(x))"},
        {"question": "dsolve(y(x) + Derivative(y(x), (x, 2)), y(x), {y(0): 1})"},
        {"question": "dsolve(y(x) + Derivative(y(x), (x, 2)), y(x), {y(0): 1, y(pi): 2})"},
        {
            "question": "dsolve(y(x) + Derivative(y(x), (x, 2)), y(x), {y(0): 1, Subs(Derivative(y(x), x), x, 0): 3})"
        },
        {
            "question": "dsolve(y(x) + Derivative(y(x), (x, 2)), y(x), {y(0): 1, Subs(Derivative(y(x), x), x, 1): 2})"
        },
    ],
    "half": [{"complete": "complete"}, {"conditions": []}, {"conditions": ["x != 0"]}],
    "implicit": [
        {"value": "Eq(-x**2/2 + y(x)**2/2 + exp(y(x)), 1)"},
        {"value": "Eq(x**2/2 + y(x)**2/2 + exp(y(x)), C1)"},
        {"value": "Eq(y(x), C1)"},
        {"value": "Eq(-x**2/2 + y(x)**2/2 + exp(y(x)), x)"},
    ],
    "parameter": [{"complete": "complete"}, {"conditions": []}, {"complete": None}],
}


@pytest.mark.parametrize(("name", "forgery"), [(name, f) for name, found in FORGERIES.items() for f in found])
def test_a_forged_record_is_rejected(name: str, forgery: dict[str, Any], records: dict[str, Any]) -> None:
    assert record_objection(copy.deepcopy(records[name]) | forgery)[0]


def test_a_forgery_is_rejected_by_the_command(records: dict[str, Any], tmp_path: Path) -> None:
    forgeries: list[dict[str, Any]] = [
        {"value": "2*log(x)"},
        {"status": "refuted"},
        {"given": None},
        {"parts": []},
    ]
    for forgery in forgeries:
        assert outcome(records["integral"] | forgery, tmp_path).outcome == "rejected"


def test_parts_of_another_record_are_rejected(records: dict[str, Any]) -> None:
    for name, record in records.items():
        for other, donor in records.items():
            if name != other and (name, other) != ("given", "derivative"):
                assert record_objection(record | {"parts": donor["parts"]})[0], (name, other)


def _parts(
    record: dict[str, Any], change: Callable[[dict[str, Any]], Any], role: str = "complete"
) -> dict[str, Any]:
    """The record with the statements of the parts of a role changed."""
    forged = copy.deepcopy(record)
    for part in forged["parts"]:
        if part["role"] == role:
            change(part["statement"])
    return forged


def _over(domain: dict[str, str], statement: dict[str, Any]) -> None:
    statement["scope"]["variables"].update(domain)


def test_all_solutions_on_some_intervals_are_not_all_solutions(records: dict[str, Any]) -> None:
    record = records["beside"]
    whole = [part for part in record["parts"] if part["role"] == "complete"]
    assert len(whole) == 2
    for one in whole:
        kept = [part for part in record["parts"] if part != one]
        for conditions in (["x != 0"], ["0 < x"], ["x < 0"], []):
            assert record_objection(record | {"parts": kept, "conditions": conditions})[0]


def test_one_interval_is_not_stated_as_one_of_many(records: dict[str, Any]) -> None:
    forged = _parts(records["half"], lambda s: s.pop("alone"))
    for conditions in (["0 < x"], ["x != 0"], []):
        assert record_objection(forged | {"conditions": conditions})[0]


@pytest.mark.parametrize("name", ["family", "initial", "half", "singular", "implicit"])
def test_a_part_for_integers_only_is_seen(name: str, records: dict[str, Any]) -> None:
    for role in ("answer", "complete"):
        for variable in ("x", "y", "C1"):
            domain = {variable: "integer"}
            forged = _parts(records[name], partial(_over, domain), role)
            changed = str(forged) != str(records[name])
            speaks = any(
                variable in (*p["statement"]["constants"], "x", "y")
                for p in forged["parts"]
                if p["role"] == role
            )
            assert bool(record_objection(forged)[0]) == (changed and speaks)


def test_names_of_the_equation_do_not_stand_for_its_parameters(records: dict[str, Any]) -> None:
    # y' - a*y = 0 is not the equation a1 - a*a = 0, in which the unknown function is called a.
    record = _parts(records["beside"], lambda s: None)
    for part in record["parts"]:
        left, x, _ = part["statement"]["ode"]
        text = json.dumps(left).replace('"y1"', '"a1"').replace('"y"', '"a"')
        part["statement"]["ode"] = [json.loads(text), x, ["a", "a1"]]
    assert record_objection(record)[0]
