"""The rule for antiderivatives: accepted ones, and everything that must be refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from porism.provers.calculus.checker import check, obligations
from porism.provers.calculus.obligation import Refused
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Disproved, Established, Open, statement_record
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.domain import Domain
from porism.symbolic.errors import FormatError, TrustError
from porism.symbolic.parse import parse_term
from porism.symbolic.statements import Antiderivative, Scope, statement_from_json


def antiderivative(f: str, value: str, **domains: str) -> Antiderivative:
    scope = Scope.of({name: Domain(domain) for name, domain in domains.items()})
    return Antiderivative(scope, parse_term(f), "x", parse_term(value))


@pytest.mark.parametrize(
    ("f", "value", "conditions"),
    [
        ("1/x", "log(x)", ["x != 0"]),
        ("1/(x**2 + 1)", "atan(x)", []),
        ("a*x + b", "a*x**2/2 + b*x", []),
        ("x*exp(x)", "(x - 1)*exp(x)", []),
        ("1/x", "log(3*x)/1 + 7", ["x != 0"]),
    ],
)
def test_an_antiderivative_is_established_and_accepted_again(
    f: str, value: str, conditions: list[str]
) -> None:
    verdict = established(antiderivative(f, value), None, Budget(10))
    assert isinstance(verdict, Established)
    assert [str(c) for c in verdict.conditions] == conditions
    record = json.loads(json.dumps(statement_record(verdict)))
    statement = statement_from_json(record["statement"])
    assert statement == verdict.statement
    certificates = [part["certificate"] for part in record["parts"]]
    assert [str(c) for c in check(statement, record["data"], certificates)] == conditions


@pytest.mark.parametrize(
    ("f", "value"),
    [("1/x", "log(x) + x"), ("x**2", "x**3/2"), ("1/(x**2 + 1)", "-atan(x)"), ("abs(x)", "x**2/2")],
)
def test_a_wrong_antiderivative_is_disproved_with_a_witness(f: str, value: str) -> None:
    verdict = established(antiderivative(f, value), None, Budget(10))
    assert isinstance(verdict, Disproved)
    assert dict(verdict.part.witness).keys() == {"x"}


def proof(statement: Antiderivative) -> list[Any]:
    verdict = established(statement, None, Budget(10))
    assert isinstance(verdict, Established)
    return [part.certificate.to_json() for part in verdict.parts]


def test_certificates_of_another_statement_prove_nothing() -> None:
    with pytest.raises(Rejected):
        check(antiderivative("1/x", "log(x) + x"), None, proof(antiderivative("1/x", "log(x)")))


@pytest.mark.parametrize("count", [0, 2])
def test_each_obligation_needs_its_certificate(count: int) -> None:
    statement = antiderivative("1/x", "log(x)")
    with pytest.raises(Rejected, match="no certificate for|more certificates than"):
        check(statement, None, proof(statement) * count)


def test_a_refutation_is_no_proof() -> None:
    wrong = antiderivative("1/x", "2*log(x)")
    witness = {"method": "witness", "data": {"point": {"x": ["num", "1"]}}}
    with pytest.raises(Rejected, match="refuted"):
        check(wrong, None, [witness])


def test_an_established_statement_cannot_be_made_by_hand() -> None:
    with pytest.raises(TrustError):
        Established(antiderivative("1/x", "2*x"), (), None, (), 0.0)


def test_parts_are_only_replaced_by_verdicts_on_the_same_claims() -> None:
    good = established(antiderivative("1/x", "log(x)"), None, Budget(10))
    other = established(antiderivative("2*x", "x**2"), None, Budget(10))
    assert isinstance(good, Established)
    assert isinstance(other, Established)
    with pytest.raises(TrustError):
        good.with_parts(other.parts)


def test_no_time_is_no_proof() -> None:
    assert isinstance(established(antiderivative("exp(x)*sin(x)", "x"), None, Budget(0)), Open | Disproved)


def test_an_integer_has_no_derivative() -> None:
    with pytest.raises(Refused):
        obligations(antiderivative("2*x", "x**2", x="integer"), None)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "antiderivative"},
        {"kind": "antiderivative", "scope": {"variables": {}, "hypotheses": []}},
        {"kind": "Antiderivative", "scope": {"variables": {}, "hypotheses": []}},
        [],
        None,
    ],
)
def test_what_is_no_statement_is_refused(data: Any) -> None:
    with pytest.raises(FormatError):
        statement_from_json(data)
