"""Claims: one canonical form and one hash for the same mathematics, on every machine and in every notation."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given

from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import DomainError, FormatError, LimitError, ParseError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Derivative, Variable, number
from tests.strategies import claims, relations

# If one of these changes, every ledger that was ever written is lost: then change `_HASH_PREFIX`, and say so.
GOLDEN = {
    "16c47272c716b8cbcf5fadd024105f7fd5fecd50a5b1d93a537da8c0b79a2b52": Claim.parse(
        "sin(x)**2 + cos(x)**2 == 1"
    ),
    "6ce8e94d5621f9835b41378b0e5bd95b42a9bef86e1fa6226ed8168db3aa5593": Claim.parse(
        "log(x*y) == log(x) + log(y)", {"x": "positive", "y": "positive"}
    ),
    "4c2085a067d569508ac9deeb77852aad31a3c766eb8756151d07bfec3c4cf3eb": Claim.parse(
        "x/x == 1", {"x": "complex"}
    ),
    "0870bca8846eb82a4ec5548cb6c684f80d1d07e8675b14f1f7397985f4b43ef7": Claim.parse(
        "x*sin(y) + exp(-x*y) < 3", {"x": "[0, 2]", "y": "[0, pi)"}, ["x != y", "y > x/2"]
    ),
    "56d8e67558e688101a927f311e4b35d8afd3b289259f71c2928c1b8c637ce634": Claim.parse(
        "diff(x**3, x) == 3*x**2"
    ),
    "2e444052e5396e8d98deb68755e2a6b32be8cf3f49a7642de1a6102f70b265e6": Claim.parse("E**(I*pi) + 1 != 0"),
    "0a26f77e45728d2d632844d71ec025eb9a843d1aa0053212e210bae8b626c56a": Claim.parse(
        "2**n >= n + 1", {"n": "natural"}
    ),
}


def parsed(text: str, *assume: str, **domains: str) -> Claim:
    return Claim.parse(text, domains, list(assume))


def without(key: str) -> dict[str, Any]:
    return {k: v for k, v in VALID.items() if k != key}


SAME = [
    [parsed("x + y == y + x"), parsed("y+x==x+y"), parsed("  x  +  y  =  x + y ")],
    [
        parsed("sin(x)**2 + cos(x)**2 == 1"),
        parsed("1 == cos(x)^2 + sin(x)^2"),
        parsed(r"\sin^2 x + \cos^2 x = 1"),
    ],
    [parsed("x < y"), parsed("y > x"), parsed(r"$y > x$")],
    [parsed("x <= y"), parsed("y >= x"), parsed("x ≤ y")],
    [parsed("x != 0"), parsed("0 ≠ x")],
    [parsed("x == 1", x="real"), parsed("x == 1")],
    [parsed("x == 1", x="(0, oo)"), parsed("x == 1", x="positive")],
    [parsed("x == 1", x="[0, 1/2]"), parsed("x == 1", x="[0, 0.5]")],
    [parsed("x == 1", "x > 0", "y != 0"), parsed("x == 1", "0 != y", "0 < x", "x > 0")],
    [parsed("x == 1", y="complex"), parsed("x == 1")],
    [parsed("a - b == 0"), parsed("0 == -b + a")],
    [parsed("E**x == 1"), parsed("exp(x) == 1")],
    [parsed("x/2 == 0.5*x"), parsed("0.5*x == x/2")],
]


@pytest.mark.parametrize("group", SAME, ids=lambda group: str(group[0]))
def test_the_same_mathematics_has_one_hash(group: list[Claim]) -> None:
    assert len({c.hash for c in group}) == len(set(group)) == 1


def test_different_mathematics_has_different_hashes() -> None:
    different = [group[0] for group in SAME] + [
        parsed("x <= y", y="positive"), parsed("x < y", "x != 0"), parsed("y < x"), parsed("x == 1", x="[0, 1/2)"),
        parsed("x == x"), parsed("x/x == 1"), parsed("1 == 1"), parsed("x**2 == 1"), parsed("diff(x, x) == 1"),
    ]  # fmt: skip
    assert len({c.hash for c in different}) == len(set(different)) == len(SAME) + 8


def test_hashes_are_the_same_in_another_process() -> None:
    claim = "Claim.parse('x*y + sin(z) < 1', {'x': '[0, pi)'}, ['z != 0'])"
    program = f"from porism.symbolic.claim import Claim; print({claim}.hash)"
    hashes = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert hashes == {parsed("sin(z) + y*x < 1", "0 != z", x="[0, pi)").hash + "\n"}


@given(claims())
def test_claims_round_trip_through_json(claim: Claim) -> None:
    again = Claim.from_json(json.loads(json.dumps(claim.to_json())))
    assert again == claim
    assert again.hash == claim.hash


@given(claims())
def test_claims_round_trip_through_the_batch_format(claim: Claim) -> None:
    record = json.loads(json.dumps(claim.to_record("it")))
    assert Claim.parse(record["claim"], record.get("vars"), record.get("assume", [])) == claim
    assert record["id"] == "it"


@given(relations())
def test_relations_round_trip_through_text_and_json(stated: Relation) -> None:
    assert Relation.parse(str(stated)) == stated
    assert Relation.from_json(json.loads(json.dumps(stated.to_json()))) == stated


def test_how_a_claim_is_printed() -> None:
    claim = parsed("log(x*y) == log(x) + log(y)", "x < y", x="positive", y="(0, 1]")
    assert str(claim) == "log(x) + log(y) == log(x*y)  for x positive, y ∈ (0, 1]  assuming x < y"
    assert claim.text == "log(x) + log(y) == log(x*y)"
    assert str(parsed("1 == 1")) == "1 == 1"


def test_variables_without_a_domain_are_real_and_those_that_do_not_occur_are_dropped() -> None:
    claim = parsed("x == 1", "y > 0", y="integer", z="complex")
    assert claim.variables == (("x", Domain("real")), ("y", Domain("integer")))
    assert claim.domain("y") == Domain("integer")
    assert parsed("diff(1, t) == 0").variables == (("t", Domain("real")),)


@pytest.mark.parametrize("text", ["diff(n**2, n) == 2*n", "diff(1, n) == 0"])
def test_a_discrete_variable_cannot_be_differentiated_by(text: str) -> None:
    with pytest.raises(DomainError, match="cannot differentiate with respect to n, whose domain is integer"):
        parsed(text, n="integer")


@pytest.mark.parametrize("name", ["1x", "", "E", "pi", "sin", "real", "x y", "__class__", "é", "lambda"])
def test_a_domain_needs_a_variables_name(name: str) -> None:
    with pytest.raises(ParseError, match="expected a variable's name"):
        Claim.parse("x == 1", {name: "real"})


def test_what_a_claim_cannot_be() -> None:
    with pytest.raises(FormatError, match="expected one of == != <= < >= >, found '=>'"):
        relation("=>", number(1), number(2))
    with pytest.raises(LimitError, match="more than 20,000; split it"):
        Claim.make(
            relation("==", parse_term("+".join(["x*y"] * 6_000)), parse_term("+".join(["x*y"] * 6_000)))
        )


VALID = parsed("x == 1", "x > 0").to_json()


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "x == 1",
        {},
        {**VALID, "extra": 1},
        {**VALID, "relation": ["=", ["var", "x"], ["num", "1"]]},
        {**VALID, "relation": None},
        {**VALID, "variables": []},
        {**VALID, "variables": {"x": "reals"}},
        {**VALID, "hypotheses": {}},
        {**VALID, "hypotheses": [["<", ["num", "0"]]]},
        without("hypotheses"),
    ],
    ids=lambda d: str(d)[:60],
)
def test_a_malformed_plain_form_is_refused(data: Any) -> None:
    with pytest.raises(FormatError):
        Claim.from_json(data)


def test_the_plain_form_is_canonical_whatever_its_source_says() -> None:
    """A file cannot smuggle in a second form of a claim, or a domain for a variable that does not occur."""
    x, one = ["var", "x"], ["num", "1"]
    data = {
        "relation": ["==", one, x],
        "variables": {"x": "real", "y": "complex"},
        "hypotheses": [["<", one, x], ["<", one, x]],
    }
    claim = Claim.from_json(data)
    assert claim == parsed("x == 1", "x > 1")
    assert claim.to_json()["relation"] == ["==", x, one]


def test_a_derivative_is_a_term_of_the_claim() -> None:
    claim = parsed("diff(x**3, x) == 3*x**2")
    assert Derivative(parse_term("x**3"), "x") in (claim.relation.left, claim.relation.right)
    assert claim.relation.variables() == {"x"}
    assert Variable("x") in (parse_term("x"),)


@pytest.mark.parametrize("digits", GOLDEN)
def test_golden_hashes(digits: str) -> None:
    assert GOLDEN[digits].hash == digits
