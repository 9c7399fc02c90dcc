"""Equations between functions: what is assumed of each element is true of numbers, and false identities find no premise."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import mpmath
import pytest

from porism.provers.exact.prover import ExactProver
from porism.provers.exact.terms import Term, term
from porism.provers.lean.fragments import functions
from porism.provers.lean.functions import known_facts as facts_module
from porism.provers.lean.functions.element_ring import FinerGrain
from porism.provers.lean.functions.elementary import elementary_goal
from porism.provers.lean.functions.elements import Elements
from porism.provers.lean.functions.known_facts import KnownFacts, known_facts
from porism.provers.lean.functions.plan import Plan
from porism.provers.lean.functions.table import law, smooth
from porism.provers.lean.nodes import Node
from porism.provers.lean.prover import LeanProver
from porism.provers.protocol import Budget, Task
from porism.provers.verdict import Proved
from porism.symbolic.certificate import Certificate
from porism.symbolic.claim import Claim
from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Number, to_json
from tests.provers.exact.mpmath_value import value
from tests.provers.lean.functions.elementary_claims import DERIVATIVES, EQUATIONS, FALSE_IDENTITIES, tasks

BUDGET = Budget(30.0)
TOLERANCE = mpmath.mpf(10) ** -12


@pytest.mark.lean
def test_true_equations_are_proved() -> None:
    verdicts = LeanProver().prove_many(tasks(EQUATIONS), BUDGET)
    assert [str(v.claim) for v in verdicts if not isinstance(v, Proved)] == []


def number(t: Term, at: dict[str, Any]) -> Any:
    return mpmath.mpmathify(plain(value(t, at)))


def plain(z: Any) -> Any:
    return mpmath.mpf(z.numerator) / z.denominator if isinstance(z, Fraction) else z


def node_value(node: Node, elements: list[Any]) -> Any:
    match node:
        case ("number" | "rational", q):
            return mpmath.mpf(Fraction(q).numerator) / Fraction(q).denominator
        case ("variable", k):
            return elements[k]
        case ("neg", a):
            return -node_value(a, elements)
        case ("pow", a, k):
            return node_value(a, elements) ** k
        case ("add", a, b):
            return node_value(a, elements) + node_value(b, elements)
        case ("sub", a, b):
            return node_value(a, elements) - node_value(b, elements)
        case ("mul", a, b):
            return node_value(a, elements) * node_value(b, elements)
    raise AssertionError(node)


def near(a: Any, b: Any) -> bool:
    return bool(abs(a - b) <= TOLERANCE * (1 + abs(a) + abs(b)))


def points(task: Task, dice: random.Random) -> list[dict[str, Any]]:
    """Points of the domains, by their names or bounds."""
    found = list[dict[str, Any]]()
    for _ in range(4):
        at = dict[str, Any]()
        for name, domain in task.claim.variables:
            q = Fraction(dice.randint(1, 99), 100)
            match domain.name:
                case "complex":
                    at[name] = mpmath.mpc(dice.uniform(-2, 2), dice.uniform(-2, 2))
                case "integer":
                    at[name] = Fraction(dice.randint(-5, 5))
                case "natural":
                    at[name] = Fraction(dice.randint(0, 5))
                case "positive" | "nonnegative":
                    at[name] = 3 * q
                case "interval":
                    low, high = (e.value for e in (domain.low, domain.high) if isinstance(e, Number))
                    at[name] = low + (high - low) * q
                case _:
                    at[name] = dice.choice((1, -1)) * 3 * q
        found.append(at)
    return found


def planned(task: Task, extra: bool) -> Plan:
    facts, grains = known_facts(task.claim, task.certificate), dict[tuple[str, Term], int]()
    while True:
        try:
            return Plan(task.claim, facts, grains, extra, set())
        except FinerGrain as finer:
            grains[finer.key] = finer.grain


def test_premises_are_true_of_numbers_and_terms_are_read_as_what_they_are() -> None:
    """At random points of each claim: the oracle is mpmath, which knows nothing of elements."""
    dice = random.Random(7)
    for task in tasks(EQUATIONS):
        plan = planned(task, extra=True)
        _, left, right = task.claim.to_json()["relation"]
        tested = 0
        for at in points(task, dice):
            try:
                elements = [number(e.term, at) for e in plan.elements.elements]
                sides = [number(term(side), at) for side in (left, right)]
            except (ZeroDivisionError, ValueError):
                continue  # not a point of which the claim speaks
            tested += 1
            for p in plan.premises:
                assert near(node_value(p.left, elements), node_value(p.right, elements)), (task.claim, p, at)
            for side, node in zip(sides, (plan.left, plan.right), strict=True):
                assert near(side, node_value(node, elements)), (task.claim, side, at)
        assert tested, task.claim


def test_laws_of_derivatives_are_true_of_numbers() -> None:
    """m·d f = c·d a for each law of each claim, with numerical derivatives."""
    dice = random.Random(11)
    for task in tasks(DERIVATIVES):
        plan = planned(task, extra=True)
        els = plan.elements
        for at in points(task, dice)[:1]:
            try:
                elements = [number(e.term, at) for e in els.elements]
            except (ZeroDivisionError, ValueError):
                continue
            for x, laws in plan.laws.items():

                def along(t: Term, x: str = x, at: dict[str, Any] = at) -> Any:
                    return mpmath.diff(
                        lambda s: number(t, {**at, x: s}), plain(at[x]), h=mpmath.mpf(10) ** -6
                    )

                for found in laws:
                    e = els.elements[found.index]
                    slope = along(e.term)
                    if found.given is not None:
                        assert abs(slope - node_value(found.given, elements)) < 1e-4, (task.claim, e)
                        continue
                    inner = along(els.term(e.argument))
                    left = node_value(found.m, elements) * slope
                    right = node_value(found.c, elements) * inner
                    assert abs(left - right) < 1e-4 * (1 + abs(left)), (task.claim, e)
                    unit = node_value(found.m, elements) * node_value(found.w, elements)
                    assert near(unit, mpmath.mpf(1)), (task.claim, e)


FUNCTIONS = (
    "exp", "sin", "cos", "log", "asin", "atan", "asinh", "erf", "Si", "Ci", "Shi", "Chi", "Ei", "fresnels", "fresnelc",
    "dilog", "LambertW", "LambertWm1", "rgamma", "loggamma",
)  # fmt: skip


@pytest.mark.parametrize("f", FUNCTIONS)
def test_each_row_of_the_table_is_the_derivative(f: str) -> None:
    """At real points at which the row's conditions hold, cuts included."""
    a: Term = ("var", "a")
    needs, row = smooth(f, a), law(f, a)
    assert needs is not None
    assert row is not None
    tested = 0
    for k in range(-37, 38):
        at = Fraction(k, 10) + Fraction(1, 37)
        if not all(_holds(kind, number(t, {"a": at})) for kind, t in needs):
            continue
        slope = mpmath.diff(lambda s: number((f, a), {"a": s}), plain(at), h=mpmath.mpf(10) ** -6)
        m, c = (number(t, {"a": at}) for t in row)
        assert abs(m * slope - c) < 1e-4 * (1 + abs(c)), (f, at)
        tested += 1
    assert tested > 10


def _holds(kind: str, z: Any) -> bool:
    z = mpmath.mpmathify(z)
    real = abs(z.imag) < 1e-20
    return bool(
        {"R": real, "!=": abs(z) > 0.01, ">": real and z.real > 0.01, ">=": real and z.real >= 0}[kind]
    )


def test_functions_without_a_row_have_no_law() -> None:
    for f in ("digamma", "abs", "nothing"):
        assert law(f, ("var", "a")) is None
    assert smooth("nothing", ("var", "a")) is None


def forged_certificate(step: tuple[str, tuple[str, ...]] | None) -> Certificate:
    """A derivation that uses the step, whatever its condition."""
    steps = [["rewrite", step[0], *(to_json(parse_term(a)) for a in step[1])]] if step else []
    return Certificate("derivation", {"grain": 2, "conditions": [], "steps": steps})


@pytest.mark.parametrize("row", FALSE_IDENTITIES, ids=lambda row: str(row[0]))
def test_famous_false_identities_are_never_proved(
    row: tuple[str, dict[str, str], tuple[str, tuple[str, ...]] | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither with a forged certificate, nor where the exact checker is made to accept everything."""
    text, domains, step = row
    claim = Claim.parse(text, domains)
    certificate = forged_certificate(step)
    with pytest.raises(UnsupportedError):
        elementary_goal(claim, certificate)
    monkeypatch.setattr(facts_module, "certified_conditions", lambda claim, certificate: ())
    with pytest.raises(UnsupportedError):
        elementary_goal(claim, certificate)
    with pytest.raises(UnsupportedError):
        elementary_goal(claim, forged_certificate(None))
    assert not isinstance(LeanProver().prove(claim, certificate, BUDGET), Proved)


def test_a_premise_whose_condition_is_not_seen_is_not_made() -> None:
    """|z|² = z² is assumed where z is real, and nowhere else."""
    for domain, count in (("real", 1), ("complex", 0)):
        (task,) = tasks((("abs(z) == abs(-z)", {"z": domain}),))
        els = Elements(known_facts(task.claim, task.certificate), {})
        els.read(("abs", ("var", "z")))
        assert sum(e.premise is not None for e in els.elements) == count


@pytest.mark.lean
def test_a_variable_that_a_hypothesis_gives_stands_for_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    stated = "(tan(x) + 1)*(tan(y) + 1) == 2"
    claim = Claim.parse(stated, {}, ["x + y == pi/4"])
    verdict = ExactProver().prove(claim, None, BUDGET)
    assert isinstance(verdict, Proved)
    assert isinstance(LeanProver().prove(claim, verdict.certificate, BUDGET), Proved)
    assert any("by a hypothesis" in line for line in elementary_goal(claim, verdict.certificate).legend)
    monkeypatch.setattr(facts_module, "certified_conditions", lambda claim, certificate: ())
    for hypotheses in ([], ["x + y == pi/3"], ["x + y <= pi/4"]):
        with pytest.raises(UnsupportedError):
            elementary_goal(Claim.parse(stated, {}, hypotheses), verdict.certificate)


def test_facts_need_a_certificate_that_the_exact_checker_accepts() -> None:
    with pytest.raises(UnsupportedError, match="needs an exact certificate"):
        known_facts(Claim.parse("sin(x) == sin(x)"), None)
    with pytest.raises(UnsupportedError, match="needs an exact certificate"):
        known_facts(Claim.parse("sin(x) == cos(x)"), forged_certificate(None))
    (task,) = tasks((("sin(x) == sin(x)", {}),))
    facts = known_facts(task.claim, task.certificate)
    assert isinstance(facts, KnownFacts)
    assert facts.holds("R", ("var", "x"))
    assert not facts.holds("!=", ("var", "x"))


def test_what_has_no_function_or_a_derivative_is_not_supported() -> None:
    assert "no function" in (functions.supported(Claim.parse("x + 1 == 1 + x")) or "")
    assert "not an equation" in (functions.supported(Claim.parse("sin(x) <= 1")) or "")
    assert "a derivative" in (functions.supported(Claim.parse("diff(sin(x), x) == cos(x)")) or "")
    assert functions.supported(Claim.parse("x**y == x**y")) is None
