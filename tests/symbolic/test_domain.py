"""Domains: one form for each set, a round trip, and membership as `meaning.belongs` decides it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from porism.symbolic.domain import Domain, interval
from porism.symbolic.errors import DomainError, FormatError
from porism.symbolic.meaning import belongs, value
from porism.symbolic.parse import parse_domain, parse_term
from porism.symbolic.term import I, Variable, add, number
from tests.strategies import domains

MEMBERS = {
    # domain: (members, points that are not)
    "real": ("0 1 -2/3 pi sqrt(2) -E", "I 1+I sqrt(-1)"),
    "positive": ("1 1/1000 pi log(2)", "0 -1 log(1/2) I"),
    "nonnegative": ("0 1 pi", "-1/1000 -pi I"),
    "nonzero": ("1 -1 pi", "0 I"),
    "integer": ("0 1 -7", "1/2 pi -1/3 I"),
    "natural": ("0 1 12", "-1 1/2 pi I"),
    "complex": ("0 I -1-2*I pi", ""),
    "[0, 1]": ("0 1 1/2 log(2)", "-1/10 11/10 pi I"),
    "(0, 1)": ("1/2 log(2)", "0 1 2"),
    "[0, 1)": ("0", "1"),
    "(-oo, 2]": ("2 -100 -pi", "21/10 I"),
    "(-pi/2, pi/2)": ("0 1 -3/2", "2 -2 pi"),
    "[1, 1]": ("1", "0 2"),
}


@pytest.mark.parametrize("text", MEMBERS)
def test_membership(text: str) -> None:
    inside, outside = (members.split() for members in MEMBERS[text])
    domain = parse_domain(text)
    for point in inside:
        assert belongs(value(parse_term(point), {}), domain) is True, point
    for point in outside:
        assert belongs(value(parse_term(point), {}), domain) is False, point


@pytest.mark.parametrize(
    ("point", "domain"),
    [("sqrt(2)**2 - 2 + sin(pi)", "nonzero"), ("sin(pi)", "positive"), ("pi/2", "(0, pi/2)")],
)
def test_what_balls_cannot_tell_is_none(point: str, domain: str) -> None:
    assert belongs(value(parse_term(point), {}), parse_domain(domain)) is None


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("real", (None, None)),
        ("positive", ("0", None)),
        ("natural", ("0", None)),
        ("[-1, pi)", ("-1", "pi")),
        ("nonzero", (None, None)),
    ],
)
def test_bounds(text: str, bounds: tuple[str | None, str | None]) -> None:
    low, high, _, _ = parse_domain(text).bounds()
    assert (low and str(low), high and str(high)) == bounds


@given(domains())
def test_domains_round_trip_through_text_and_json(domain: Domain) -> None:
    assert parse_domain(str(domain)) == domain
    assert Domain.from_json(json.loads(json.dumps(domain.to_json()))) == domain


def test_the_same_set_has_one_form() -> None:
    zero, one = number(0), number(1)
    assert interval(zero, None, False, False) == Domain("positive")
    assert interval(zero, None, True, False) == Domain("nonnegative")
    assert interval(None, None, False, False) == Domain("real")
    assert interval(zero, one, True, True) == parse_domain("[0, 1]")


def test_properties() -> None:
    assert not Domain("complex").is_real
    assert all(Domain(n).is_real for n in ("real", "natural", "nonzero"))
    assert [Domain(n).is_discrete for n in ("integer", "natural", "real")] == [True, True, False]


@pytest.mark.parametrize(
    ("low", "high", "problem"),
    [
        (Variable("x"), None, "found x; use `assume`"),
        (I, None, "must be a real number"),
        (add(number(3), I), number(4), "must be a real"),
    ],
)
def test_bad_ends(low: Any, high: Any, problem: str) -> None:
    with pytest.raises(DomainError, match=problem):
        interval(low, high, False, False)


@pytest.mark.parametrize(
    "data",
    [None, 1, "reals", ["interval"], ["interval", None, None], ["interval", None, None, 0, 0], ["real"],
    {"name": "real"}, ["interval", ["var", "x"], None, False, False],
    ["interval", ["num", "2"], ["num", "1"], True, True], "interval", ["interval", "0", None, True, False]],
    ids=repr,
)  # fmt: skip
def test_a_malformed_plain_form_is_refused(data: Any) -> None:
    with pytest.raises((FormatError, DomainError)):
        Domain.from_json(data)
