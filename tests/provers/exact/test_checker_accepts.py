"""Each rule accepted once on a true claim; the tables of laws and lemmas held against mpmath at random points."""

from __future__ import annotations

import inspect
import json
import random
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from porism.provers.exact.checker import Accepted
from porism.provers.exact.laws import LAWS, LEMMAS
from porism.provers.exact.prover import ExactProver
from porism.provers.exact.rules import RULES
from porism.provers.exact.terms import PI, I, Term, add, mul, num, sub
from porism.provers.protocol import Budget
from porism.provers.verdict import Proved, Refuted, Unknown
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from tests.provers.exact.certificates import (
    accept,
    between,
    box,
    cases,
    claim,
    compare,
    derivation,
    flow,
    induction,
    lemma,
    nonzero,
    parts,
    rewrite,
    root,
    sign,
    solve,
    witness,
    zero,
)
from tests.provers.exact.mpmath_value import DIGITS, holds, value

UNIT = {"x": "[0, 1]"}
SUM_OF_ARCTANGENTS = "atan(x) + atan(1/x) - pi/2"

TRUE: list[tuple[str, Claim, Any]] = [
    ("normal form", claim("sin(2*x) == 2*sin(x)*cos(x)"), derivation()),
    ("rewrite", claim("log(x*y) == log(x) + log(y)", {"x": "positive", "y": "complex"}, "y != 0"),
     derivation(rewrite("log_mul", "x", "y"))),
    ("lemma", claim("exp(x) >= 1 + x"), derivation(lemma("exp_ge", "x"))),
    ("lemma", claim("erf(x) <= 1"), derivation(lemma("erf_le", "x"))),
    ("derivative", claim("diff(erf(I*x), x) == 2*I*exp(x**2)/sqrt(pi)"), derivation(grain=2)),
    ("normal form", claim("erf(-x) == -erf(x)", {"x": "complex"}), derivation()),
    ("sign", claim("x**2 + y**2 >= 2*x*y"), derivation(sign(">=", "x**2 + y**2 - 2*x*y", [("1", ["(x - y)**2"])]))),
    ("sign", claim("x + 1/x >= 2", {"x": "positive"}),
     derivation(sign(">=", "x + 1/x - 2", [("1", ["(x - 1)**2"])], "x"))),
    ("sign", claim("x*y <= 1/4", {}, "x + y == 1"),
     derivation(sign(">=", "1/4 - x*y", [("1", ["(x - 1/2)**2"])], ideal=[("-x", "x + y - 1")]))),
    ("sign", claim("x**2 + 1 > 0"), derivation(sign(">", "x**2 + 1", [("1", ["x**2"]), ("1", [])]))),
    ("zero", claim("x == 0", {}, "x*y == 0", "y != 0"), derivation(zero("x", [("1", "x*y")], "y"))),
    ("solve", claim("x**2 == 4*y**2", {}, "x == 2*y"), derivation(solve("x", "x - 2*y"))),
    ("nonzero", claim("1 + I*x != 0"), derivation(nonzero("1 + I*x", "1 - I*x", "1 + x**2"))),
    ("between", claim("x == 1", {}, "x <= 1", "x >= 1"), derivation(between("x - 1"))),
    ("root", claim("x == 1", {"x": "complex"}, "(x - 1)**3 == 0"), derivation(root("x - 1", 3))),
    ("a sum of squares that is 0", claim("x == 1", {}, "(x - 1)**2 + 2*y**2 == 0"), derivation(
        sign(">=", "-(x - 1)**2", [("2", ["y**2"])], ideal=[("-1", "(x - 1)**2 + 2*y**2")]),
        between("(x - 1)**2"), root("x - 1", 2))),
    ("a box that is not bounded", claim("exp(sin(x)) < 11/4"), derivation(box(">", "11/4 - exp(sin(x))", 0), grain=2)),
    ("a box that is bounded in one direction", claim("x*sin(y) < 11/10", {"x": "[0, 1]"}),
     derivation(box(">", "11/10 - x*sin(y)", 12, x=("0", "1")))),
    ("parts", claim("sqrt(x) + sqrt(1 - x) <= 2"),
     derivation(parts("sqrt(x) + sqrt(1 - x)", "0", [("1", "sqrt(x)"), ("1", "sqrt(1 - x)")]),
                sign(">=", "2 - sqrt(x) - sqrt(1 - x)",
                     [("1/2", ["(1 - sqrt(x))**2"]), ("1/2", ["(1 - sqrt(1 - x))**2"]), ("1/2", [])]),
                grain=2, needs=["x >= 0", "x <= 1"])),
    ("parts", claim("log(x) <= x", {"x": "nonzero"}),
     derivation(parts("log(x)", "0", [("1", "log(x)")]), lemma("log_le", "x"),
                sign(">=", "x - log(x)", [("1", ["x - 1 - log(x)"]), ("1", [])]), needs=["x > 0"])),
    ("box", claim("x*(1 - x) <= 1/2", UNIT), derivation(box(">=", "1/2 - x*(1 - x)", 8, x=("0", "1")))),
    ("box", claim("cos(x) != 0", UNIT), derivation(box("!=", "cos(x)", 8, x=("0", "1")))),
    ("box", claim("sqrt(x)*(1 - x) < 1/2", UNIT),
     derivation(box(">", "1/2 - sqrt(x)*(1 - x)", 12, x=("0", "1")), grain=2)),
    ("flow", claim("sin(x) <= x", {"x": "nonnegative"}), derivation(
        flow(">=", "x - sin(x)", "0",
             inside=[sign(">=", "1 - cos(x)", [("1/2", ["sin(x)**2"]), ("1/2", ["(1 - cos(x))**2"])])]))),
    ("flow", claim("exp(x) < 1", {"x": "(-oo, 0)"}), derivation(flow(">", "1 - exp(x)", "0", -1))),
    ("flow", claim("x**2*(3 - 2*x) <= 1", UNIT), derivation(
        flow(">=", "1 - x**2*(3 - 2*x)", "1", -1, until="0",
             inside=[sign(">=", "6*x - 6*x**2", [("6", ["x", "1 - x"])])]))),
    ("flow and cases", claim("atan(x) + atan(1/x) == pi/2", {"x": "positive"}), derivation(
        cases("x - 1", [("=", SUM_OF_ARCTANGENTS)],
              [flow("=", SUM_OF_ARCTANGENTS, "1", 1)], [flow("=", SUM_OF_ARCTANGENTS, "1", -1)]))),
    ("compare", claim("x < sqrt(1 + x**2)"), derivation(
        sign(">", "1 + x**2 - x**2", [("1", [])]), compare(">", "x", "sqrt(1 + x**2)"), grain=2)),
    ("cases", claim("abs(x) >= x"), derivation(
        cases("x", [(">=", "abs(x) - x")], [rewrite("abs_of_nonneg", "x"), sign(">=", "abs(x) - x")],
              [rewrite("abs_of_nonpos", "x"), sign(">=", "abs(x) - x", [("2", ["-x"])])]))),
    ("cases", claim("n*(n - 1) >= 0", {"n": "integer"}), derivation(
        cases("n", [(">=", "n*(n - 1)")],
              [sign(">=", "n*(n - 1)", [("1", ["n - 1", "n - 1"]), ("1", ["n - 1"])])],
              [sign(">=", "n*(n - 1)", [("1", ["-n", "-n"]), ("1", ["-n"])])]))),
    ("cases that do not occur", claim("x*(x + 1) >= 0", {}, "x >= 1"), derivation(
        cases("x", [(">=", "x*(x + 1)")], [sign(">=", "x*(x + 1)", [("1", ["x", "x"]), ("1", ["x"])])],
              [sign(">=", "-1", [("1", ["x - 1"]), ("1", ["-x"])])]))),
    ("induction", claim("2**n >= n + 1", {"n": "natural"}), derivation(
        induction(">=", "2**n - n - 1",
                  along=[sign(">=", "2**(n + 1) - n - 2", [("2", ["2**n - n - 1"]), ("1", ["n"])])]))),
    ("a condition", claim("x/x == 1"), derivation(needs=["x != 0"])),
    ("a hypothesis that makes it defined", claim("x/x == 1", {}, "x > 0"), derivation()),
    ("a derivative", claim("diff(x*log(x), x) == log(x) + 1", {"x": "positive"}), derivation()),
    ("0**0", claim("x**0 == 1", {"x": "complex"}), derivation()),
]  # fmt: skip

FALSE: list[tuple[str, Claim, Any]] = [
    ("a rational witness", claim("x**2 >= x"), witness(x="1/2")),
    ("an irrational witness", claim("x**2 != 2"), witness(x="sqrt(2)")),
    ("a complex witness", claim("x**2 != -1", {"x": "complex"}), witness(x="I")),
    ("a witness on the real line of a complex value", claim("sqrt(x*y) == sqrt(x)*sqrt(y)"), witness(x="-1", y="-1")),
    ("a witness without variables", claim("sqrt(2) + sqrt(3) == sqrt(5)"), witness()),
    ("a witness at a multiple of pi", claim("sin(x) != 0", {"x": "positive"}), witness(x="2*pi")),
    ("a witness of an equality in an order", claim("x**2 > 0"), witness(x="0")),
]  # fmt: skip


@pytest.mark.parametrize(("stated", "certificate"), [row[1:] for row in TRUE], ids=[row[0] for row in TRUE])
def test_a_derivation_is_accepted_and_again_after_json(stated: Claim, certificate: Any) -> None:
    accepted = accept(stated, certificate)
    assert accepted == Accepted("proved", certificate["data"]["conditions"], {})
    assert (
        accept(Claim.from_json(json.loads(json.dumps(stated.to_json()))), json.loads(json.dumps(certificate)))
        == accepted
    )


@pytest.mark.parametrize(("stated", "certificate"), [row[1:] for row in FALSE], ids=[row[0] for row in FALSE])
def test_a_witness_is_accepted_and_again_after_json(stated: Claim, certificate: Any) -> None:
    accepted = accept(stated, certificate)
    assert accepted == Accepted("refuted", [], certificate["data"]["point"])
    assert accept(stated, json.loads(json.dumps(certificate))) == accepted


def test_every_step_of_the_rules_is_accepted_once() -> None:
    def names(steps: Any) -> Iterator[str]:
        match steps:
            case [str(name), *rest]:
                yield name
                yield from names(rest)
            case list(parts_) | tuple(parts_):
                for part in parts_:
                    yield from names(part)
            case dict(named):
                for part in named.values():
                    yield from names(part)

    used = {name for _, _, certificate in TRUE for name in names(certificate["data"]["steps"])}
    assert set(RULES) <= used


@pytest.mark.parametrize(
    ("text", "domains", "hypotheses"),
    [
        ("cosh(x)**2 - sinh(x)**2 == 1", {}, []),
        ("x/x == 1", {}, []),
        ("tan(x)*cos(x) == sin(x)", {}, []),
        ("log(x*y) == log(x) + log(y)", {"x": "positive", "y": "positive"}, []),
        ("log(x) <= x - 1", {}, []),
        ("x**4 - x + 1 > 0", {}, []),
        ("2**n >= n + 1", {"n": "natural"}, []),
        ("x**2 + y**2 >= 1/2", {}, ["x + y == 1"]),
        ("sqrt(x**2) == x", {}, []),
        ("exp(x) >= 2*x + 1", {}, []),
    ],
)
def test_a_certificate_of_the_prover_is_accepted_after_json(
    text: str, domains: dict[str, str], hypotheses: list[str]
) -> None:
    verdict = ExactProver().prove(claim(text, domains, *hypotheses), None, Budget(seconds=60))
    assert isinstance(verdict, Proved | Refuted)
    again = accept(verdict.claim, json.loads(json.dumps(verdict.certificate.to_json())))
    assert again.status == type(verdict).__name__.lower()


# The tables of laws and lemmas, at random points that satisfy their side conditions

REAL: list[Term] = [
    num(q) for q in ("0", "1", "-1", "2", "-2", "1/2", "-1/2", "3", "-3/2", "7/5", "-10", "1/1000")
]
TURNS: list[Term] = [mul(num(q), PI) for q in ("1/2", "-1/2", "1", "-1", "1/4", "3/2", "2")]
POINTS = 60  # of each law


def _arguments(rng: random.Random, count: int) -> list[Term]:
    return [_argument(rng) for _ in range(count)]


def _argument(rng: random.Random) -> Term:
    random_real = num(Fraction(rng.randint(-400, 400), 100))
    real = rng.choice([rng.choice(REAL), rng.choice(TURNS), random_real, num(rng.randint(0, 4))])
    return real if rng.random() < 0.75 else add(real, mul(I, rng.choice([*REAL, random_real])))


def _side_conditions_hold(needs: list[tuple[str, Term]]) -> bool:
    return all(holds(kind, t, {}) for kind, t in needs)


@pytest.mark.parametrize("name", sorted(LAWS))
def test_a_law_holds_wherever_its_side_conditions_do(name: str) -> None:
    law, rng, checked = LAWS[name], random.Random(name), 0
    with mpmath.workdps(DIGITS):
        for _ in range(200 * POINTS):
            arguments = _arguments(rng, len(inspect.signature(law).parameters))
            if name.endswith("_value"):  # of Lambert's W, for an argument that is w·exp(w)
                arguments[0] = mul(arguments[1], ("exp", arguments[1]))
            left, right, needs = law(*arguments)
            try:
                if _side_conditions_hold(needs):
                    assert holds("=", sub(left, right), {}), (arguments, value(left, {}), value(right, {}))
                    checked += 1
            except ZeroDivisionError:  # a side is not defined, which `rewrite` refuses
                continue
            if checked == POINTS:
                break
    assert checked >= POINTS // 3


@pytest.mark.parametrize("name", sorted(LEMMAS))
def test_a_lemma_holds_wherever_its_side_conditions_do(name: str) -> None:
    bound, rng, checked = LEMMAS[name], random.Random(name), 0
    with mpmath.workdps(DIGITS):
        for _ in range(200 * POINTS):
            arguments = _arguments(rng, len(inspect.signature(bound).parameters))
            t, needs = bound(*arguments)
            try:
                if _side_conditions_hold(needs):
                    assert holds(">=", t, {}), (arguments, value(t, {}))
                    checked += 1
            except ZeroDivisionError:
                continue
            if checked == POINTS:
                break
    assert checked >= POINTS // 3


@pytest.mark.parametrize("name", sorted(LAWS))
def test_no_side_condition_of_a_law_is_idle(name: str) -> None:
    """Without its side conditions each law fails somewhere, so that the test above would notice a missing one."""
    law, rng = LAWS[name], random.Random(name)
    if not law(*_arguments(rng, len(inspect.signature(law).parameters)))[2]:
        return
    with mpmath.workdps(DIGITS):
        for _ in range(200 * POINTS):
            arguments = _arguments(rng, len(inspect.signature(law).parameters))
            left, right, needs = law(*arguments)
            try:
                if not _side_conditions_hold(needs) and not holds("=", sub(left, right), {}):
                    return
            except ZeroDivisionError:
                continue
    pytest.fail("the law seems to hold everywhere")


def test_a_witness_beyond_the_bounds_of_the_language_leaves_the_claim_unknown() -> None:
    certificate = Certificate("witness", {"point": {"x": ["^", ["num", "7"], ["num", "10000"]]}})
    stated = claim("x == 2")
    assert accept(stated, certificate.to_json()).status == "refuted"
    verdict = ExactProver().prove(stated, certificate, Budget(seconds=60))
    assert isinstance(verdict, Unknown)
    assert "more than 13287 bits" in verdict.detail
