"""The rule for derivatives: values that are accepted, and wrong ones, which are refused or disproved."""

from __future__ import annotations

import json

import pytest

from porism.provers.calculus.checker import check, obligations
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Disproved, Established, statement_record
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.domain import Domain
from porism.symbolic.errors import FormatError
from porism.symbolic.parse import parse_term
from porism.symbolic.statements import DerivativeValue, Scope, statement_from_json


def derivative(f: str, orders: str, value: str, **domains: str) -> DerivativeValue:
    scope = Scope.of({name: Domain(domain) for name, domain in domains.items()})
    return DerivativeValue(scope, parse_term(f), tuple(orders), parse_term(value))


@pytest.mark.parametrize(
    ("f", "orders", "value"),
    [
        ("log(x)", "x", "1/x"),
        ("sin(a*x)", "xx", "-a**2*sin(a*x)"),
        ("x**2*y**3", "xyy", "12*x*y"),
        ("x**3", "", "x**3"),
        ("atanh(x)", "x", "1/(1 - x**2)"),
    ],
)
def test_a_value_is_established_and_accepted_again(f: str, orders: str, value: str) -> None:
    verdict = established(derivative(f, orders, value, x="positive"), None, Budget(10))
    assert isinstance(verdict, Established)
    record = json.loads(json.dumps(statement_record(verdict)))
    statement = statement_from_json(record["statement"])
    assert statement == verdict.statement
    assert check(statement, None, [part["certificate"] for part in record["parts"]]) == verdict.conditions


@pytest.mark.parametrize(
    ("f", "orders", "value"),
    [
        ("log(x)", "x", "-1/x"),
        ("sin(x)", "xx", "sin(x)"),
        ("x*y", "x", "x"),
        ("abs(x)", "x", "1"),
        ("sqrt(x**2)", "x", "1"),
        ("x**3", "xxx", "6*x"),
    ],
)
def test_a_wrong_value_is_never_established(f: str, orders: str, value: str) -> None:
    assert isinstance(established(derivative(f, orders, value), None, Budget(10)), Disproved)


def test_a_proof_is_for_its_own_statement() -> None:
    good = established(derivative("x**2", "x", "2*x"), None, Budget(10))
    assert isinstance(good, Established)
    certificates = [part.certificate.to_json() for part in good.parts]
    for forged in (
        derivative("x**2", "x", "3*x"),
        derivative("x**2", "xx", "2*x"),
        derivative("x**3", "x", "2*x"),
    ):
        with pytest.raises(Rejected):
            check(forged, None, certificates)
    with pytest.raises(Rejected):
        check(derivative("x**2", "x", "2*x"), None, [])
    for strange in (1.5, None, "certificates", {"0": certificates[0]}):
        with pytest.raises(Rejected, match="a list of certificates"):
            check(derivative("x**2", "x", "2*x"), None, strange)  # type: ignore[arg-type]  # from a file
    with pytest.raises(Rejected):
        check(derivative("x**2", "x", "2*x"), None, certificates * 2)


def test_the_order_of_differentiation_is_part_of_the_statement() -> None:
    (obligation,) = obligations(derivative("x*y**2", "xy", "2*y"), None)
    assert str(obligation.claim.relation) == "diff(diff(x*y**2, x), y) == 2*y"


@pytest.mark.parametrize("content", [{}, {"expression": ["num", "1"], "orders": 3, "value": ["num", "0"]}])
def test_a_malformed_plain_form_is_refused(content: dict[str, object]) -> None:
    with pytest.raises(FormatError):
        statement_from_json({"kind": "derivative", "scope": Scope().to_json(), **content})
