"""The rule of series: what it accepts, and wrong coefficients, remainders and sides that it must not."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from porism.provers.calculus.checker import check
from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.exact.terms import Rejected
from porism.provers.protocol import Budget
from porism.symbolic.claim import relation
from porism.symbolic.domain import Domain
from porism.symbolic.errors import FormatError
from porism.symbolic.extended import Extended
from porism.symbolic.parse import parse_term
from porism.symbolic.proposals.power_series import series_values
from porism.symbolic.statements.limit import Side
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.series import Exponents, Series
from porism.symbolic.statements.statement import statement_from_json

BUDGET = Budget(20.0, 2000)


def end(text: str) -> Extended:
    return "oo" if text == "oo" else "-oo" if text == "-oo" else parse_term(text)


def series(
    f: str,
    point: str,
    side: Side,
    terms: list[tuple[str, str, int]],
    order: tuple[str, int] | None,
    scope: Scope | None = None,
) -> Series:
    rest: Exponents | None = None if order is None else (Fraction(order[0]), order[1])
    parts = tuple((parse_term(c), (Fraction(a), b)) for c, a, b in terms)
    return Series(scope or Scope(), parse_term(f), "x", end(point), side, parts, rest)


def is_proved(statement: Series, precision: Any = "12", **sample: str) -> bool:
    verdict = established(statement, {"sample": sample, "precision": precision}, BUDGET)
    return isinstance(verdict, Established)


FOUND = [
    ("exp(sin(x))", "0", 7, "+", "+-"),
    ("1/sin(x)**3", "0", 4, "+", "+-"),
    ("sqrt(sin(x))", "0", 5, "+", "+"),
    ("x**x", "0", 4, "+", "+"),
    ("log(sin(x))", "0", 5, "-", "-"),
    ("abs(x)*exp(x)", "0", 5, "-", "-"),
    ("tan(x)", "pi/2", 4, "+", "+-"),
    ("log(1 + x)/x", "oo", 4, "+", "-"),
    ("sqrt(x**2 + x)", "-oo", 3, "+", "+"),
    ("erf(x)", "1", 4, "+", "+-"),
    ("acos(x)", "1", 3, "-", "-"),
    ("x**3 - 2*x", "1", 6, "+", "+-"),
    ("x**(1/3)/(1 + x)", "0", 3, "+", "+"),
    ("exp(-1/x)", "0", 6, "+", "+"),
]


@pytest.mark.parametrize(("f", "point", "n", "asked", "side"), FOUND)
def test_what_the_finder_proposes_is_proved_and_checked_again(
    f: str, point: str, n: int, asked: Side, side: str
) -> None:
    proposals = series_values(parse_term(f), "x", end(point), n, asked, Scope(), {})
    part = proposals[0].parts[0]
    assert isinstance(part.statement, Series)
    assert part.statement.side == side
    verdict = established(part.statement, part.data, BUDGET)
    assert isinstance(verdict, Established), verdict
    again = statement_from_json(json.loads(json.dumps(part.statement.to_json())))
    assert again == part.statement
    certificates = [p.certificate.to_json() for p in verdict.parts]
    assert check(again, part.data, certificates) == verdict.conditions


SINE = [("1", "1", 0), ("-1/6", "3", 0)]
FORGED: list[tuple[str, str, Side, list[tuple[str, str, int]], tuple[str, int] | None]] = [
    ("sin(x)", "0", "+-", [("1", "1", 0), ("1/6", "3", 0)], ("5", 0)),  # wrong sign
    ("sin(x)", "0", "+-", [("1", "1", 0)], ("5", 0)),  # missing term
    ("sin(x)", "0", "+-", [*SINE, ("1", "4", 0)], ("5", 0)),  # extra term
    ("sin(x)", "0", "+-", SINE, ("6", 0)),  # remainder too small
    ("sin(x)", "0", "+-", SINE, None),  # no remainder
    ("sin(x)", "0", "+-", [*SINE, ("1/120", "5", 0)], ("5", 0)),  # a term no larger than the remainder
    ("sin(x)", "0", "+-", [("1/2", "1", 0), ("1/2", "1", 0)], ("3", 0)),  # the same power twice
    ("sin(x)", "0", "+-", [("sin(x)/x", "1", 0)], ("9", 0)),  # a coefficient that is a function
    ("sin(x)", "pi", "+-", SINE, ("5", 0)),  # another point
    ("abs(x)", "0", "+-", [("1", "1", 0)], None),  # one side only
    ("abs(x)", "0", "-", [("1", "1", 0)], ("3", 0)),  # the other side
    ("sqrt(x)", "0", "-", [("1", "1/2", 0)], ("3", 0)),  # sqrt(x) = I*sqrt(-x)
    ("log(x)", "0", "-", [("1", "0", 1)], ("3", 0)),  # log(x) = log(-x) + I*pi
    ("sqrt(x**2)", "0", "+-", [("1", "1", 0)], ("3", 0)),
    ("x**x", "0", "+", [("1", "0", 0), ("1", "1", 1)], ("2", 1)),  # x**2*log(x)**2/2 is larger
    ("x**x", "0", "+", [("1", "0", 0), ("-1", "1", 1)], ("2", 2)),
    ("exp(1/x)", "0", "+", [], ("3", 0)),  # grows beyond every power
    ("exp(-1/x)", "0", "+-", [], ("3", 0)),
    ("exp(-1/x)", "0", "+", [], None),  # beyond every power, but not 0
    ("sin(1/x)", "0", "+", [], ("1", 0)),  # bounded, not small
    ("atan(x)", "-oo", "+", [("pi/2", "0", 0), ("-1", "1", 0)], ("2", 0)),  # -pi/2 there
    ("log(x)", "oo", "-", [("-1", "0", 1)], ("1", 0)),  # log(x), not log(1/x)
    ("sqrt(x**2 + x)", "-oo", "+", [("1", "-1", 0), ("1/2", "0", 0)], ("1", 0)),
    ("1/x", "oo", "+", [("1", "1", 0)], None),  # infinity has one side
    ("erf(x)", "oo", "-", [("1", "0", 0)], None),
    ("1/0", "0", "+-", [], ("1", 0)),  # defined nowhere
    ("x/x - 1 + 1/(x - x)", "0", "+-", [], ("1", 0)),
]


@pytest.mark.parametrize(("f", "point", "side", "terms", "order"), FORGED)
def test_a_wrong_series_is_refused(
    f: str, point: str, side: Side, terms: list[tuple[str, str, int]], order: tuple[str, int] | None
) -> None:
    assert not is_proved(series(f, point, side, terms, order))


@pytest.mark.parametrize("precision", ["0", "-1", "41", "1/0", "1e9", "nan", None, True, "9" * 50])
def test_the_precision_is_a_short_number(precision: Any) -> None:
    assert not is_proved(series("sin(x)", "0", "+-", SINE, ("5", 0)), precision)


def test_a_series_that_is_not_computed_far_enough_is_refused() -> None:
    assert is_proved(series("sin(x)", "0", "+-", SINE, ("5", 0)), "6")
    assert not is_proved(series("sin(x)", "0", "+-", SINE, ("5", 0)), "2")


def test_parameters_keep_their_conditions() -> None:
    scope = Scope.of({"a": Domain("real")})
    terms = [("1/a", "0", 0), ("-1/a**2", "1", 0)]
    assert not is_proved(series("1/(a + x)", "0", "+-", terms, ("2", 0), scope), a="3/2")
    apart = scope.assuming(relation("!=", parse_term("a"), parse_term("0")))
    right = series("1/(a + x)", "0", "+-", terms, ("2", 0), apart)
    assert is_proved(right, a="3/2")
    assert [str(c) for c in right.assumed] == ["a != 0"]
    wrong = series("abs(a + x)", "0", "+-", [("a", "0", 0), ("1", "1", 0)], None, scope)
    assert not is_proved(wrong, a="3/2")  # a may be negative
    bound = series("x*a", "0", "+-", [("a", "1", 0)], None, Scope.of({"x": Domain("complex")}))
    assert not is_proved(bound)


def test_exponents_from_outside_are_bounded() -> None:
    plain = series("sin(x)", "0", "+-", SINE, ("5", 0)).to_json()
    for order in (["1e9", 0], ["5", 10**9], ["5", 0.5], ["5", True], "5", ["x", 0]):
        with pytest.raises(FormatError):
            statement_from_json({**plain, "order": order})


def test_certificates_of_another_series_are_rejected() -> None:
    statement = series("log(2 + x)", "0", "+-", [("log(2)", "0", 0), ("1/2", "1", 0)], ("2", 0))
    verdict = established(statement, {"sample": {}, "precision": "6"}, BUDGET)
    assert isinstance(verdict, Established)
    certificates = [p.certificate.to_json() for p in verdict.parts]
    other = series("log(2 + x)", "0", "+-", [("log(2)", "0", 0), ("1/3", "1", 0)], ("2", 0))
    with pytest.raises(Rejected):
        check(other, {"sample": {}, "precision": "6"}, certificates)
