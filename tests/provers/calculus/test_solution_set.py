"""The rules of solutions and solution sets: what they accept, and every forgery that they must refuse."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from porism.provers.calculus.checker import check
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.claim import Relation
from porism.symbolic.domain import Domain
from porism.symbolic.parse import parse_domain, parse_relation, parse_term
from porism.symbolic.proposals.equations import EquationQuestion, by_steps
from porism.symbolic.statements import Family, Scope, Solution, SolutionSet, statement_from_json
from porism.symbolic.term import to_json, variables

BUDGET = Budget(20.0)


def asked(text: str, domain: str = "real", *, generic: bool = True) -> EquationQuestion:
    _, left, right = parse_relation(text)
    scope = Scope.of({"x": parse_domain(domain)})
    import sympy

    symbols = tuple((name, sympy.Symbol(name)) for name in sorted(variables(left) | variables(right)))
    return EquationQuestion(left, right, "x", scope, generic, symbols)


def complete(text: str, domain: str = "real", *, generic: bool = True) -> tuple[SolutionSet, Any]:
    (*_, part) = [p for p in by_steps(asked(text, domain, generic=generic))[0].parts if p.role == "complete"]
    assert isinstance(part.statement, SolutionSet)
    return part.statement, part.data


def holds(statement: SolutionSet | Solution, data: Any) -> bool:
    return isinstance(established(statement, data, BUDGET), Established)


def solution(text: str, value: str, domain: str = "real", **bound: str) -> Solution:
    _, left, right = parse_relation(text)
    names = tuple((name, parse_domain(d)) for name, d in bound.items())
    return Solution(Scope.of({"x": parse_domain(domain)}), left, right, "x", Family(parse_term(value), names))


ACCEPTED = [
    ("x**4 - 5*x**2 + 4 == 0", "real", 4),
    ("x**5 - x - 1 == 0", "real", 1),
    ("x**2 + 1 == 0", "real", 0),
    ("x**3 - 1 == 0", "complex", 3),
    ("sqrt(x + 3) == x - 3", "real", 1),
    ("abs(x - 1) + abs(x + 2) == 5", "real", 2),
    ("exp(2*x) - 3*exp(x) + 2 == 0", "real", 2),
    ("log(x) + log(x - 1) == log(2)", "real", 1),
    ("exp(x) == 1", "complex", 1),
    ("sin(x) == 1/2", "real", 2),
    ("sin(x) == cos(x)", "real", 1),
    ("sin(x) == 1/2", "[0, 2*pi)", 2),
    ("sin(x) == 2", "real", 0),
    ("(x**2 - 1)/(x - 1) == 2", "real", 0),
    ("x/x == 1", "real", 1),
    ("cos(x) == x", "real", 1),
    ("exp(x) == 3*x", "real", 2),
    ("x**2 == 2**x", "real", 3),
    ("a*x + b == 0", "real", 1),
]


@pytest.mark.parametrize(("text", "domain", "count"), ACCEPTED, ids=[f"{t} {d}" for t, d, _ in ACCEPTED])
def test_a_family_cannot_be_left_out(text: str, domain: str, count: int) -> None:
    statement, data = complete(text, domain)
    assert len(statement.families) == count
    assert holds(statement, data)
    for k in range(count):
        fewer = replace(statement, families=statement.families[:k] + statement.families[k + 1 :])
        assert not holds(fewer, data)
        shifted = _mapped(data, partial(_without_family, k=k))
        assert not holds(fewer, shifted)


def _mapped(data: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(data, dict):
        return change({key: _mapped(v, change) for key, v in data.items()})
    if isinstance(data, list):
        return [_mapped(v, change) for v in data]
    return data


def _instead(found: Any, rule: str, node: Any) -> Any:
    return node if found.get("rule") == rule else found


def _changed(found: Any, rule: str, key: str, change: Callable[[Any], Any]) -> Any:
    return found | {key: change(found[key])} if found.get("rule") == rule else found


def _constant(_: Any, value: Any) -> Any:
    return value


def _without_family(node: Any, k: int) -> Any:
    """The tree for the list without family k: leaves that found it claim another one, or nothing."""
    if node.get("rule") == "found":
        return node | {"family": 0 if node["family"] == k else node["family"] - (node["family"] > k)}
    if node.get("rule") == "cover":
        cells = [
            None if c and c["family"] == k else c and c | {"family": c["family"] - (c["family"] > k)}
            for c in node["cells"]
        ]
        return node | {"cells": cells}
    return node


@pytest.mark.parametrize(
    ("text", "domain"),
    [("x**4 - 5*x**2 + 4 == 0", "real"), ("sin(x) == 1/2", "[0, 2*pi)"), ("abs(x - 2) == 3", "real")],
)
def test_no_case_can_be_dropped(text: str, domain: str) -> None:
    statement, data = complete(text, domain)
    dropped = 0
    for path in _splits(data):
        forged = copy.deepcopy(data)
        node = forged
        for step in path:
            node = node["cases"][step]
        node["cases"].pop()
        dropped += 1
        assert not holds(statement, forged)
    assert dropped


def _splits(node: Any, path: tuple[int, ...] = ()) -> list[tuple[int, ...]]:
    here = [path] if len(node.get("cases", [])) > 1 else []
    return here + [p for k, child in enumerate(node.get("cases", [])) for p in _splits(child, (*path, k))]


def test_a_leaf_cannot_be_declared_absurd() -> None:
    statement, data = complete("x**2 - 5*x + 6 == 0")
    for using in ([], [0], [0, 1]):
        forged = _mapped(
            data,
            partial(_instead, rule="found", node={"rule": "absurd", "of": 0, "using": using}),
        )
        assert not holds(statement, forged)


@pytest.mark.parametrize("leaf", [
    {"rule": "undefined", "of": 0, "condition": 0, "using": []},
    {"rule": "not real", "of": 0, "name": "x"},
    {"rule": "unordered", "of": 0},
    {"rule": "absurd", "of": 0, "using": [], "order": "<"},
    {"rule": "imaginary", "of": 0, "using": [], "real": ["num", "0"], "imaginary": ["num", "1"]},
    {"rule": "strict", "of": 0, "at": "low", "slope": ">"},
    {"rule": "cover", "of": 0, "points": ["-5", "5"], "cells": [None], "cases": []},
    {"rule": "found", "family": 0, "at": {}, "using": [], "by": None},
    {"rule": "magic"},
    {},
    [],
    None,
])  # fmt: skip
def test_no_leaf_shows_that_1_over_x_minus_2_has_no_zero_shift(leaf: Any) -> None:
    _, left, right = parse_relation("1/x == 2")
    for domain in ("real", "(0, 5)", "[1/4, 5]"):
        statement = SolutionSet(Scope.of({"x": parse_domain(domain)}), left, right, "x", ())
        assert not holds(statement, leaf)


FALSE_SOLUTIONS = [
    solution("x**2 == 4", "3"),
    solution("x**2 == 4", "-2", "positive"),
    solution("x**2 + 1 == 0", "I"),
    solution("sqrt(x + 3) == x - 3", "1"),
    solution("(x**2 - 1)/(x - 1) == 2", "1"),
    solution("x/x == 1", "0"),
    solution("log(x) == log(x)", "0"),
    solution("sin(x) == 1/2", "pi/6 + pi*n", n="integer"),
    solution("sin(x) == 1/2", "pi/6 + 2*pi*n", n="real"),
    solution("sin(x) == 1/2", "pi/6 + 2*pi*n", "(0, 4)", n="integer"),
    solution("tan(x) == 1", "pi/4 + pi*n/2", n="integer"),
    solution("exp(x) == -1", "I*pi"),
    solution("x == x", "1/0"),
    solution("x == x", "I"),
    solution("1/x == 1/x", "t", t="real"),
    solution("abs(x) == x", "t", t="real"),
    solution("x**2 == 2", "x"),
    solution("x == a", "b"),
]


@pytest.mark.parametrize("statement", FALSE_SOLUTIONS, ids=str)
def test_what_does_not_solve_the_equation_is_refused(statement: Solution) -> None:
    data = [
        None,
        {"modulus": 1, "steady": [], "apart": []},
        {"modulus": 1, "steady": [0], "apart": []},
        {"modulus": 2, "steady": [], "apart": []},
    ]
    assert not any(holds(statement, d) for d in data)


def test_a_bound_variable_must_be_new() -> None:
    # with the parameter a also bound, `a == b` would be claimed of a itself
    _, left, right = parse_relation("x == a")
    captured = Solution(
        Scope.of({"x": Domain("real")}), left, right, "x", Family(parse_term("a"), (("a", Domain("real")),))
    )
    assert not holds(captured, None)


@pytest.mark.parametrize(("low", "high"), [("1", "2"), ("0", "4"), ("3/2", "8/5"), ("-1", "0"), ("2", "1")])
def test_an_enclosure_has_exactly_one_solution(low: str, high: str) -> None:
    good = {("0", "4"): False, ("3/2", "8/5"): True, ("1", "2"): False, ("-1", "0"): False, ("2", "1"): False}
    _, left, right = parse_relation("exp(x) == 3*x")
    domain = Domain("interval", parse_term(low), parse_term(high), False, False)
    family = Family(parse_term("t"), (("t", domain),), (), True)
    accepted = holds(Solution(Scope.of({"x": Domain("real")}), left, right, "x", family), None)
    assert accepted is good[low, high]


@pytest.mark.parametrize("span", [("-2", "2"), ("1", "11/10"), ("6/5", "2"), ("1", "1"), ("-5", "-4")])
def test_an_algebraic_number_exists_once(span: tuple[str, str]) -> None:
    _, left, right = parse_relation("x**5 - x - 1 == 0")
    domain = Domain("interval", parse_term(span[0]), parse_term(span[1]), False, False)
    condition = Relation.parse("r**5 - r - 1 == 0")
    family = Family(parse_term("r"), (("r", domain),), (condition,))
    accepted = holds(Solution(Scope.of({"x": Domain("real")}), left, right, "x", family), None)
    assert accepted is (span == ("-2", "2"))  # the root is 1.1673


def test_isolating_intervals_are_counted() -> None:
    statement, data = complete("x**3 - 3*x + 1 == 0")
    assert holds(statement, data)
    for change in (
        lambda spans: spans[:-1],
        lambda spans: [*spans[:-1], spans[0]],
        lambda spans: [["-10", "10"], *spans[1:]],
        lambda spans: [*spans[:-1], ["100", "101"]],
        lambda spans: [["-oo", "0"], *spans[1:]],
    ):
        forged = _mapped(data, partial(_changed, rule="roots", key="intervals", change=change))
        assert not holds(statement, forged)


def test_the_polynomial_must_be_the_hypothesis() -> None:
    statement, data = complete("x**3 - 3*x + 1 == 0")
    for coefficients in ([1, -3, 0], [1, -3, 0, 2], [2, -3, 0, 1], [1, 0, 0, 1], [1]):
        forged = _mapped(
            data,
            partial(_changed, rule="roots", key="polynomial", change=partial(_constant, value=coefficients)),
        )
        assert not holds(statement, forged)


def _cover(points: list[str], cells: list[Any]) -> dict[str, Any]:
    return {"rule": "cover", "of": 0, "points": points, "cells": cells, "cases": []}


def test_a_cover_has_no_gap() -> None:
    _, left, right = parse_relation("cos(x) == x")
    scope = Scope.of({"x": parse_domain("[0, 3]")})
    enclosure = Domain("interval", parse_term("7/10"), parse_term("8/10"), False, False)
    statement = SolutionSet(
        scope, left, right, "x", (Family(parse_term("t"), (("t", enclosure),), (), True),)
    )
    one = {"family": 0, "at": {"t": ["var", "x"]}}
    assert holds(statement, _cover(["0", "1/2", "1", "3"], [None, one, None]))
    forgeries: list[tuple[list[str], list[Any]]] = [
        (["1/10", "1/2", "1", "3"], [None, one, None]),
        (["0", "1/2", "1", "29/10"], [None, one, None]),
        (["0", "1/2", "1", "3"], [None, None, None]),
        (["0", "1/2", "1", "3"], [one, None, None]),
        (["0", "1", "1/2", "3"], [None, one, None]),
        (["0", "3/4", "1", "3"], [None, one, None]),
        (["0", "1/2", "1", "3"], [None, one]),
        (["0", "3"], [None]),
        ([], []),
    ]
    for points, cells in forgeries:
        assert not holds(statement, _cover(points, cells))


def test_a_double_zero_is_not_skipped_by_a_cover() -> None:
    _, left, right = parse_relation("(x - 1)**2*exp(x) == 0")
    statement = SolutionSet(Scope.of({"x": parse_domain("[0, 2]")}), left, right, "x", ())
    for n in (1, 2, 7, 64):
        points = [str(2 * k) + f"/{n}" for k in range(n + 1)]
        assert not holds(statement, _cover(points, [None] * n))


def test_integers_of_a_family_are_not_skipped() -> None:
    statement, data = complete("sin(x) == 1/2", "[0, 2*pi)")
    forged = _mapped(
        data, lambda n: n | {"step": to_json(parse_term("200*pi"))} if n.get("rule") == "integers" else n
    )
    assert forged != data
    assert not holds(statement, forged)
    wide = replace(statement, scope=Scope.of({"x": parse_domain("[0, 4*pi)")}))
    assert not holds(wide, data)


def test_a_wider_domain_needs_another_proof() -> None:
    statement, data = complete("x**2 == 4", "positive")
    assert holds(statement, data)
    for domain in ("real", "complex", "[-2, 5]"):
        assert not holds(replace(statement, scope=Scope.of({"x": parse_domain(domain)})), data)


def test_another_equation_needs_another_proof() -> None:
    statement, data = complete("x**2 == 4")
    for text in ("x**2 == 5", "x**3 == 4*x", "x**2*(x - 7) == 4*(x - 7)"):
        _, left, right = parse_relation(text)
        assert not holds(replace(statement, left=left, right=right), data)


def test_a_parameter_is_not_silently_nonzero() -> None:
    statement, data = complete("a*x + b == 0")
    assert [str(p) for p in statement.provisos] == ["a != 0"]
    assert holds(statement, data)
    assert not holds(replace(statement, provisos=()), data)
    whole, tree = complete("a*x + b == 0", generic=False)
    assert not whole.provisos
    assert len(whole.families) == 2
    assert holds(whole, tree)


def test_a_real_inversion_needs_a_real_argument() -> None:
    _, left, right = parse_relation("exp(x) == 1")
    statement = SolutionSet(Scope.of({"x": Domain("complex")}), left, right, "x", (Family(parse_term("0")),))
    leaf = {"rule": "found", "family": 0, "at": {}, "using": [2], "by": None}
    for side in ("left", "right"):
        tree = {
            "rule": "invert",
            "of": 0,
            "side": side,
            "real": True,
            "name": "n",
            "using": [],
            "cases": [leaf],
        }
        assert not holds(statement, tree)
        assert not holds(statement, tree | {"real": False, "cases": [leaf | {"using": [1]}]})


@pytest.mark.parametrize("step", [
    {"rule": "apply", "of": 0, "function": "log"},
    {"rule": "apply", "of": 0, "function": 0},
    {"rule": "apply", "of": 0, "function": -1},
    {"rule": "multiple", "of": 0, "by": ["num", "0"], "left": ["var", "x"], "right": ["num", "7"], "using": []},
    {"rule": "multiple", "of": 0, "by": ["num", "2"], "left": ["var", "x"], "right": ["num", "2"], "using": []},
    {"rule": "derive", "relation": ["==", ["var", "x"], ["num", "2"]], "using": [0]},
    {"rule": "derive", "relation": ["==", ["log", ["var", "x"]], ["log", ["var", "x"]]], "using": []},
    {"rule": "narrow", "name": "x", "domain": "positive", "using": [0]},
    {"rule": "residues", "integer": "x", "modulus": 2, "name": "m"},
    {"rule": "integers", "of": 0, "name": "x", "integer": "x", "start": ["num", "0"], "step": ["num", "1"]},
    {"rule": "factor", "of": 0},
    {"rule": "invert", "of": 0, "side": "left", "real": True, "name": "x"},
    {"rule": "replace", "in": 0, "by": 7, "forward": True},
])  # fmt: skip
def test_a_false_step_is_refused(step: dict[str, Any]) -> None:
    """The solutions of x² = 4 are 2 and −2; every step here would lose −2 or change what is known."""
    _, left, right = parse_relation("x**2 == 4")
    statement = SolutionSet(Scope.of({"x": Domain("real")}), left, right, "x", (Family(parse_term("2")),))
    for using in ([], [0], [1], [0, 1]):
        leaf = {"rule": "found", "family": 0, "at": {}, "using": using, "by": None}
        for cases in ([leaf], [leaf, leaf]):
            assert not holds(statement, step | {"cases": cases})


def test_a_family_may_not_speak_of_the_unknown() -> None:
    _, left, right = parse_relation("x**2 == 4")
    for value in ("x", "y", "x + n - n"):
        family = Family(parse_term(value), (("n", Domain("integer")),))
        statement = SolutionSet(Scope.of({"x": Domain("real")}), left, right, "x", (family,))
        leaf = {"rule": "found", "family": 0, "at": {"n": ["num", "0"]}, "using": [0], "by": None}
        assert not holds(statement, leaf)


def test_members_need_integers() -> None:
    statement, data = complete("sin(x) == 1/2")
    half = ["*", ["num", "1/2"], ["var", "n1"]]
    forged = _mapped(
        data, lambda n: n | {"at": dict.fromkeys(n["at"], half)} if n.get("rule") == "found" else n
    )
    assert not holds(statement, forged)


def test_certificates_are_checked_again_after_json() -> None:
    import json

    statement, data = complete("sqrt(x + 3) == x - 3")
    verdict = established(statement, data, BUDGET)
    assert isinstance(verdict, Established)
    plain = json.loads(
        json.dumps([statement.to_json(), data, [p.certificate.to_json() for p in verdict.parts]])
    )
    read = statement_from_json(plain[0])
    assert read == statement
    assert check(read, plain[1], plain[2]) == ()
    with pytest.raises(Rejected):
        check(read, plain[1], plain[2][:-1])
    with pytest.raises(Rejected):
        check(replace(statement, families=()), plain[1], plain[2])


def test_steady_conditions() -> None:
    good = solution("tan(x) == 1", "pi/4 + pi*n", n="integer")
    assert holds(good, {"modulus": 1, "steady": [0], "apart": []})
    assert not holds(good, {"modulus": 0, "steady": [], "apart": []})
    assert not holds(good, {"modulus": 25, "steady": [0], "apart": []})
    assert not holds(good, {"modulus": 1, "steady": [5], "apart": []})
