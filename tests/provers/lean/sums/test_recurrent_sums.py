"""Sums by recurrences: identities of binomials are theorems, and forged certificates are refused by the kernel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from porism.provers.findings import Accepted
from porism.provers.lean.checking import kernel
from porism.provers.lean.checking.audit import check_items
from porism.provers.lean.goal import Goal
from porism.provers.lean.instances import INTEGERS
from porism.provers.lean.prover import item
from porism.provers.lean.sums import induction as sums
from porism.provers.lean.sums import laws, recurrent_sums
from porism.symbolic.domain import Domain
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear, Summands, plain
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.sum_value import SumValue
from porism.symbolic.term import to_json

N, K = Linear(0, (("n", 1),)), Linear(0, (("k", 1),))
ROOM = N.minus(K)
AS_TEXT = 4  # goals that are also elaborated


def term(coefficient: str, *factorials: tuple[Linear, int]) -> Hypergeometric:
    return Hypergeometric.of(parse_term(coefficient), factorials)


def binomial(coefficient: str = "1", power: int = 1) -> Hypergeometric:
    return term(coefficient, (N, power), (K, -power), (ROOM, -power))


def shifted(coefficient: str, power: int = 1) -> Hypergeometric:
    """coefficient·(n!/(k!·(n + 1 − k)!))^power, as certificates are."""
    return term(coefficient, (N, power), (K, -power), (ROOM.plus(1), -power))


def total(
    summand: Hypergeometric, value: str | Summands, least: int = 0, upper: Linear = N, real: str = ""
) -> SumValue:
    domains = {"n": Domain("natural")} | ({real: Domain("real")} if real else {})
    hypotheses = () if not least else (parsed(f"{least} <= n"),)
    right = plain(parse_term(value)) if isinstance(value, str) else value
    return SumValue(Scope.of(domains, hypotheses), (summand,), "k", Linear(0), upper, right)


def parsed(text: str) -> Any:
    from porism.symbolic.claim import Relation

    return Relation.parse(text)


def data(certificate: Hypergeometric, p: str = "", q: str = "", start: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = {"certificate": [certificate.to_json()]}
    if p:
        coefficients = [to_json(parse_term(p)), to_json(parse_term(q))]
        found["recurrence"] = {"variable": "n", "start": [start, {}], "coefficients": coefficients}
    return found


PASCAL = data(shifted("k"), "2", "-1")
TRUE: dict[str, tuple[SumValue, dict[str, Any]]] = {
    "all": (total(binomial(), "2**n"), PASCAL),
    "one-more": (total(binomial(), "2**n", 0, N.plus(1)), PASCAL),
    "weighted": (
        total(binomial("k"), "n*2**(n - 1)"),
        data(shifted("k*(k - 1)*(n + 1)"), "2*(n + 1)", "-n", 1),
    ),
    "powers": (total(binomial("2**k"), "3**n"), data(shifted("k*2**k"), "3", "-1")),
    "binomial-theorem": (
        total(binomial("x**k"), "(x + 1)**n", 0, N, "x"),
        data(shifted("k*x**k"), "x + 1", "-1"),
    ),
    "squares": (
        total(binomial("1", 2), (term("1", (N.times(2), 1), (N, -2)),)),
        data(shifted("k**2*(2*k - 3*n - 3)", 2), "-2*(2*n + 1)", "n + 1"),
    ),
    "alternating": (
        total(binomial("(-1)**k"), "0", 1),
        data(term("-k*(-1)**k", (N.plus(-1), 1), (K, -1), (ROOM, -1))),
    ),
    "divided": (
        total(binomial("1/(k + 1)"), "(2*2**n - 1)/(n + 1)"),
        data(shifted("n + 1"), "2*(n + 1)", "-n - 2"),
    ),
    "no-binomial": (total(term("n*k"), "n**2*(n + 1)/2"), data(term("n*k*(k - 1)/2"))),
}
#: A statement, true or false, with data that do not prove it.
FORGED: dict[str, tuple[SumValue, dict[str, Any]]] = {
    "wrong-value": (total(binomial(), "2**n + n"), PASCAL),
    "wrong-first-value": (total(binomial(), "2**(n + 1)"), PASCAL),
    "wrong-certificate": (total(binomial(), "2**n"), data(shifted("2*k"), "2", "-1")),
    "another-certificate": (total(binomial(), "2**n"), data(shifted("k*2**k"), "2", "-1")),
    "wrong-recurrence": (total(binomial(), "3**n"), data(shifted("k"), "3", "-1")),
    "wrong-sign": (total(binomial("(-1)**k"), "1", 1), TRUE["alternating"][1]),
    "true-from-one-on": (total(binomial("(-1)**k"), "0"), PASCAL),
    "swapped-coefficients": (total(binomial(), "2**n"), data(shifted("k"), "-1", "2")),
    "wrong-early-value": (total(binomial("k"), "n*2**(n - 1) + 0**n"), TRUE["weighted"][1]),
    "wrong-power": (total(binomial("1", 2), "2**n"), PASCAL),
    "wrong-end": (total(term("n*k"), "n**2*(n - 1)/2"), TRUE["no-binomial"][1]),
    "one-less-of-it": (total(term("n*k"), "n**2*(n + 1)/2", 0, N.plus(1)), TRUE["no-binomial"][1]),
}
UNSUPPORTED: dict[str, tuple[SumValue, Any]] = {
    "no-data": (total(binomial(), "2**n"), None),
    "no-certificate": (total(binomial(), "2**n"), {"written": True}),
    "a-shorter-sum": (total(binomial(), "2**n - 1", 0, N.plus(-1)), PASCAL),
    "order-two": (
        total(binomial(), "2**n"),
        {**PASCAL, "recurrence": {"variable": "n", "start": [0, {}], "coefficients": [["num", "1"]] * 3}},
    ),
    "another-variable": (
        total(binomial(), "2**n"),
        {**PASCAL, "recurrence": {**PASCAL["recurrence"], "variable": "m"}},
    ),
    # Premises that cannot be met would prove anything; these never become one.
    "a-zero-of-the-leading-coefficient": (total(binomial(), "3**n"), data(shifted("k"), "3*(n - 7)", "7 - n")),
    "a-zero-far-away": (total(binomial(), "3**n"), data(shifted("k"), "3", "n - 1000000")),
    "a-zero-coefficient": (total(binomial(), "3**n"), data(shifted("k"), "3", "0*n")),
    "a-pole-in-the-sum": (total(binomial(), "3**n"), data(shifted("k/(k - 5)"), "3", "-1")),
    "a-pole-beside-it": (
        total(binomial(), "3**n"),
        data(term("k", (N, 1), (K, -1), (ROOM.plus(3), -1)), "3", "-1"),
    ),
    "a-condition-of-the-certificate": (
        total(binomial("x**k"), "(x + 1)**n", 0, N, "x"),
        data(shifted("k*x**k/(x - 2)"), "x + 1", "-1"),
    ),
    "a-moving-denominator": (total(binomial("1/(n + k + 1)"), "2**n"), PASCAL),
}  # fmt: skip


def accepted(goals: Sequence[Goal]) -> list[bool]:
    """Whether the kernel takes each goal: as a declaration, and the first ones also as text, which takes longer."""
    direct = kernel.available()
    written = goals[:AS_TEXT] if direct else goals
    texts = [isinstance(f, Accepted) for f in check_items(list(map(item, written)), 20.0, 2000)]
    if not direct:
        return texts
    found = kernel.check_theorems([kernel.Theorem(g.statement, g.proof) for g in goals], 20.0, 2000)
    both = [isinstance(f, Accepted) for f in found]
    assert texts == both[:AS_TEXT]
    return both


@pytest.mark.lean
def test_sums_of_binomials_are_theorems() -> None:
    answers = dict(zip(TRUE, accepted([sums.goal(*asked) for asked in TRUE.values()]), strict=True))
    assert [name for name, answer in answers.items() if not answer] == []


def test_pascals_sum_is_about_the_integers() -> None:
    assert sums.goal(*TRUE["all"]).theory == INTEGERS
    assert sums.goal(*TRUE["binomial-theorem"]).theory == "commutative ring laws of the complex numbers"


@pytest.mark.parametrize("name", FORGED)
def test_forged_data_give_no_proof(name: str) -> None:
    with pytest.raises(UnsupportedError):
        sums.goal(*FORGED[name])


@pytest.mark.lean
def test_the_kernel_refuses_forged_data_without_our_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recurrent_sums, "proved", lambda *arguments: laws.attempted(*arguments)[0])
    answers = dict(zip(FORGED, accepted([sums.goal(*asked) for asked in FORGED.values()]), strict=True))
    assert [name for name, answer in answers.items() if answer] == []


@pytest.mark.parametrize("name", UNSUPPORTED)
def test_what_is_not_supported_says_so(name: str) -> None:
    with pytest.raises(UnsupportedError):
        sums.goal(*UNSUPPORTED[name])
