"""Infinite sums whose telescopers have limits by expansions, divergence, no value; conditions that are proved in their turn."""

from __future__ import annotations

import json
from typing import Any

import pytest

from porism.provers.calculus.checker import check
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established, StatementVerdict
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.parse import parse_term
from porism.symbolic.statements import NoSum, Scope, Statement, SumDiverges, SumValue, statement_from_json
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear
from porism.symbolic.term import to_json

EXPAND: Any = ["expand", "6"]


def term(text: str) -> tuple[Hypergeometric, ...]:
    return (Hypergeometric.of(parse_term(text)),)


def value(t: str, low: int, stated: str) -> SumValue:
    return SumValue(Scope(), term(t), "k", Linear.of(low), None, term(stated))


def diverges(t: str, low: int, sign: int = 1) -> SumDiverges:
    return SumDiverges(Scope(), term(t), "k", Linear.of(low), sign)


def no_sum(t: str, low: int = 0) -> NoSum:
    return NoSum(Scope(), term(t), "k", Linear.of(low))


def telescoped(g: str, limit: str, tree: Any = EXPAND, **more: Any) -> dict[str, Any]:
    plain = [t.to_json() for t in term(g)]
    return {"certificate": plain, "known": [], "limit": to_json(parse_term(limit)), "tree": tree, **more}


def minorant(g: str, start: Any = 0, tree: Any = EXPAND, **more: Any) -> dict[str, Any]:
    return {"from": start, "minorant": to_json(parse_term(g)), "tree": tree, **more}


def member(h: str, step: Any = 2, offset: Any = 0, tree: Any = EXPAND) -> dict[str, Any]:
    return {"step": step, "offset": offset, "member": to_json(parse_term(h)), "tree": tree}


def verdict(statement: Statement, data: Any) -> StatementVerdict:
    return established(statement, data, Budget(10.0, 2048))


ACCEPTED: list[tuple[Statement, dict[str, Any]]] = [
    (value("1/sqrt(k) - 1/sqrt(k + 1)", 1, "1"), telescoped("-1/sqrt(k)", "0", real=True)),
    (value("1/(k + 1) - 1/(k + 2)", 0, "1"), telescoped("-1/(k + 1)", "0")),
    (value("atan(k + 1) - atan(k)", 0, "pi/2"), telescoped("atan(k)", "pi/2")),
    (diverges("sqrt(k + 1) - sqrt(k)", 0), minorant("sqrt(k)", real=True)),
    (diverges("log(k + 2) - log(k + 1)", 0), minorant("log(k + 1)", real=True)),
    (diverges("sqrt(k) - sqrt(k + 1)", 0, -1), minorant("sqrt(k)", real=True)),
    (no_sum("(-1)**k"), member("1")),
    (no_sum("(-1)**k*k"), member("-2*k - 1", 2, 1)),
    (no_sum("(-1)**k*k/(k + 1)"), member("2*k/(2*k + 1)")),
]


@pytest.mark.parametrize(("statement", "data"), ACCEPTED, ids=lambda a: str(a)[:40])
def test_it_is_proved_and_checked_again(statement: Statement, data: dict[str, Any]) -> None:
    proved = verdict(statement, data)
    assert isinstance(proved, Established), proved
    again = statement_from_json(json.loads(json.dumps(statement.to_json())))
    assert again == statement
    certificates = [part.certificate.to_json() for part in proved.parts]
    assert check(again, data, certificates) == ()
    for forged in (certificates[:-1], [*certificates, certificates[-1]], certificates[1:]):
        with pytest.raises(Rejected):
            check(again, data, forged)


REFUSED: list[tuple[Statement, dict[str, Any]]] = [
    (value("1/(k + 1) - 1/(k + 2)", 0, "2"), telescoped("-1/(k + 1)", "0")),  # a wrong value
    (value("1/(k + 1) - 1/(k + 2)", 0, "2"), telescoped("-1/(k + 1)", "1")),  # a wrong limit
    (value("1/(k + 1) - 1/(k + 2)", 0, "1"), telescoped("-1/(k + 2)", "0")),  # another telescoper
    (value("atan(k + 1) - atan(k)", 0, "-pi/2"), telescoped("atan(k) - pi", "-pi/2")),
    (value("sqrt(k + 1) - sqrt(k)", 0, "0"), telescoped("sqrt(k)", "0")),  # it grows
    (value("1/k - 1/(k + 1)", 0, "1"), telescoped("-1/k", "0", split=1)),  # not defined at 0
    (value("sin(pi*(k + 1)) - sin(pi*k)", 0, "0"), telescoped("sin(pi*k)", "0")),  # no limit of reals is seen
    (value("1/(k + 1) - 1/(k + 2)", 0, "1"), telescoped("-1/(k + 1)", "0", ["expand", "99"])),
    (value("1/(k + 1) - 1/(k + 2)", 0, "1"), telescoped("-1/(k + 1)", "k")),
    (diverges("1/(k + 1)**2", 0), minorant("log(k + 1)")),  # smaller than the minorant
    (diverges("1/(k + 1)**2", 0), minorant("-1/(k + 1)")),  # the minorant has a limit
    (diverges("log(k + 2) - log(k + 1)", 0, -1), minorant("log(k + 1)", real=True)),  # the other sign
    (diverges("log(k + 2) - log(k + 1)", 0), minorant("-log(k + 1)", real=True)),
    (diverges("sqrt(k + 1) - sqrt(k)", 0), minorant("sqrt(k)", -1)),
    (diverges("sqrt(k + 1) - sqrt(k)", 0), minorant("sqrt(k)", True)),
    (diverges("1/k", 0), minorant("log(k + 1)", 1)),  # not defined at the start
    (no_sum("(-1)**k/(k + 1)"), member("1/(2*k + 1)")),  # tends to 0
    (no_sum("(-1)**k/(k + 1)"), member("1")),  # not its summands
    (no_sum("(-1)**k"), member("1", 0)),  # one summand for ever
    (no_sum("(-1)**k"), member("1", True)),
    (no_sum("(-1)**k"), member("1", 2, -2)),
    (no_sum("(-1)**k"), member("1", 2, 1)),  # those are -1
    (no_sum("1/(k - 1)"), member("1/(2*k - 1)")),  # not defined at 1, and null
    (no_sum("k/(k - 2)"), member("(3*k + 3)/(3*k + 1)", 3, 3)),  # a summand that is not defined
    (no_sum("sin(pi*k)"), member("sin(2*pi*k)")),
]


@pytest.mark.parametrize(("statement", "data"), REFUSED, ids=lambda a: str(a)[:40])
def test_it_is_refused(statement: Statement, data: dict[str, Any]) -> None:
    assert not isinstance(verdict(statement, data), Established)


def test_conditions_are_proved_in_their_turn_and_have_certificates() -> None:
    data = telescoped("1/(1 - 2*(k**2 - k) - 2*k)", "0")
    statement = value("1/(1 - 2*(k**2 + k) - 2*(k + 1)) - 1/(1 - 2*(k**2 - k) - 2*k)", 2, "1/7")
    proved = verdict(statement, data)
    assert isinstance(proved, Established), proved
    certificates = [part.certificate.to_json() for part in proved.parts]
    assert check(statement, data, certificates) == ()
    other = value("1/(1 - 2*(k**2 + k) - 2*(k + 1)) - 1/(1 - 2*(k**2 - k) - 2*k)", 2, "1/8")
    with pytest.raises(Rejected):
        check(other, data, certificates)


def test_factorials_have_no_tree() -> None:
    k = Linear.of(0, {"k": 1})
    g = Hypergeometric.of(parse_term("-1"), ((k, -1),))
    statement = SumValue(
        Scope(), (Hypergeometric.of(parse_term("k"), ((k.plus(1), -1),)),), "k", Linear.of(1), None, term("1")
    )
    data = {"certificate": [g.to_json()], "known": [], "limit": ["num", "0"], "tree": EXPAND}
    assert not isinstance(verdict(statement, data), Established)
