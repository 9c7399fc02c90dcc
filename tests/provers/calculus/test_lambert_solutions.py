"""Inverse images of u·exp(u) on the real line: every solution is in a branch, and forged steps are refused."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import Any

import pytest

from porism.provers.calculus.prover import established
from porism.provers.calculus.verdict import Established
from porism.provers.protocol import Budget
from porism.symbolic.claim import Claim, Relation, relation
from porism.symbolic.inverse_images import argument_of, exponential_product, inverse_images
from porism.symbolic.meaning import truth
from porism.symbolic.parse import parse_domain, parse_relation, parse_term
from porism.symbolic.statements import Family, Scope, Solution, SolutionSet
from porism.symbolic.term import ONE, Apply, Number, multiply, number, power, substitute, to_json

BUDGET = Budget(5.0)


def holds(statement: SolutionSet | Solution, data: Any) -> bool:
    return isinstance(established(statement, data, BUDGET), Established)


def stated(text: str, values: list[str], domain: str = "real", **others: str) -> SolutionSet:
    _, left, right = parse_relation(text)
    scope = Scope.of({"x": parse_domain(domain)} | {name: parse_domain(d) for name, d in others.items()})
    return SolutionSet(scope, left, right, "x", tuple(Family(parse_term(v)) for v in values))


def found(family: int, *using: int) -> dict[str, Any]:
    return {"rule": "found", "family": family, "at": {}, "using": list(using), "by": None}


def absurd(of: int, *using: int) -> dict[str, Any]:
    return {"rule": "absurd", "of": of, "using": list(using)}


def inverted(*cases: dict[str, Any], real: bool = True, of: int = 0) -> dict[str, Any]:
    return {
        "rule": "invert",
        "of": of,
        "side": "left",
        "real": real,
        "name": "n",
        "using": [],
        "cases": list(cases),
    }


# hypotheses of the two branches: 1: −1/e ≤ c, 2: x = W₀(c)           1: −1/e < c, 2: c < 0, 3: x = W₋₁(c)


def test_each_branch_that_occurs_has_its_solution() -> None:
    assert holds(stated("x*exp(x) == 2", ["LambertW(2)"]), inverted(found(0, 2), absurd(2)))
    two = stated("x*exp(x) == -1/5", ["LambertW(-1/5)", "LambertWm1(-1/5)"])
    assert holds(two, inverted(found(0, 2), found(1, 3)))
    assert holds(stated("x*exp(x) == -1", []), inverted(absurd(1), absurd(1)))
    shorter = {"rule": "multiple", "of": 2, "using": [], "cases": [found(0, 3)]}
    shorter |= {key: to_json(parse_term(t)) for key, t in (("by", "-1"), ("left", "x"), ("right", "-1"))}
    assert holds(stated("x*exp(x) == -exp(-1)", ["-1"]), inverted(shorter, absurd(1)))
    assert not holds(stated("x*exp(x) == -exp(-1)", ["-1"]), inverted(absurd(1), shorter))


@pytest.mark.parametrize("cases", [
    (found(0, 2), found(0, 3)),  # the lower solution passed off as the upper one
    (found(0, 2), found(0, 2)),
    (found(0, 2), absurd(1)),
    (found(0, 2), absurd(2)),
    (found(0, 2), absurd(3)),
    (absurd(1), found(0, 3)),
    (found(0, 2),),
    (found(0, 2), absurd(1), absurd(2)),
    (),
], ids=str)  # fmt: skip
@pytest.mark.parametrize("kept", ["LambertW(-1/5)", "LambertWm1(-1/5)"])
def test_neither_of_two_solutions_can_be_left_out(cases: tuple[dict[str, Any], ...], kept: str) -> None:
    assert not holds(stated("x*exp(x) == -1/5", [kept]), inverted(*cases))


@pytest.mark.parametrize(("text", "values", "cases"), [
    ("x*exp(x) == 2", [], (absurd(1), absurd(2))),
    ("x*exp(x) == 2", [], (absurd(2), absurd(2))),
    ("x*exp(x) == 2", ["LambertW(3)"], (found(0, 2), absurd(2))),
    ("x*exp(x) == 2", ["exp(LambertW(2))"], (found(0, 2), absurd(2))),
    ("x*exp(x) == 0", ["LambertWm1(1)"], (found(0, 2), absurd(2))),
    ("x*exp(x) == -exp(-1)", [], (absurd(1), absurd(1))),
    ("x*exp(x) == -exp(-1)", ["-2"], (found(0, 2), absurd(1))),
    ("x*exp(2*x) == 2", ["LambertW(2)"], (found(0, 2), absurd(2))),  # the exponent is not the factor
    ("2*x*exp(x) == 2", ["LambertW(2)"], (found(0, 2), absurd(2))),
    ("x**2*exp(x) == 2", ["LambertW(2)"], (found(0, 2), absurd(2))),
    ("x*exp(x)*sin(x) == 2", ["LambertW(2)"], (found(0, 2), absurd(2))),
    ("x**2*exp(2*x) == 2", ["LambertW(sqrt(2))"], (found(0, 2), absurd(2))),  # u·exp(u) may be −√2
], ids=str)  # fmt: skip
def test_another_answer_is_refused(text: str, values: list[str], cases: tuple[dict[str, Any], ...]) -> None:
    assert not holds(stated(text, values), inverted(*cases))


@pytest.mark.parametrize("real", [True, False])
def test_a_complex_unknown_has_other_solutions(real: bool) -> None:
    """x·exp(x) = 2 has infinitely many complex solutions, one on each branch of W."""
    statement = stated("x*exp(x) == 2", ["LambertW(2)"], "complex")
    for cases in ((found(0, 2), absurd(2)), (found(0, 1), absurd(1)), (found(0, 2),), (found(0, 1),)):
        assert not holds(statement, inverted(*cases, real=real))


def test_an_argument_that_may_not_be_real_is_refused() -> None:
    """log(x) is not real for x < 0, where log(x)·exp(log(x)) = −π·i·… may still be met."""
    statement = stated("log(x)*exp(log(x)) == c", ["exp(LambertW(c))"], "real", c="complex")
    tree = inverted(found(0, 2), found(0, 3))
    assert not holds(statement, tree)


@pytest.mark.parametrize(("text", "value", "solves"), [
    ("x*exp(x) == 2", "LambertW(2)", True),
    ("x*exp(x) == -1/5", "LambertW(-1/5)", True),
    ("x*exp(x) == -1/5", "LambertWm1(-1/5)", True),
    ("x**2*exp(x) == 1/2", "2*LambertW(-sqrt(2)/4)", True),
    ("x**2*exp(x) == 1/2", "2*LambertWm1(-sqrt(2)/4)", True),
    ("x*exp(x) == -1", "LambertW(-1)", False),  # not real
    ("x*exp(x) == 2", "LambertWm1(2)", False),  # not real
    ("x*exp(x) == 2", "LambertW(-2)", False),
    ("x*exp(x) == 2", "LambertW(2)/2", False),
    ("x*exp(x) == 2", "-LambertW(2)", False),
    ("x*exp(x) == 0", "LambertWm1(0)", False),  # no value
    ("x**2*exp(x) == 1/2", "2*LambertWm1(sqrt(2)/4)", False),
    ("x**2*exp(x) == 1/2", "LambertW(sqrt(2)/4)", False),
])  # fmt: skip
def test_values(text: str, value: str, solves: bool) -> None:
    _, left, right = parse_relation(text)
    statement = Solution(Scope.of({"x": parse_domain("real")}), left, right, "x", Family(parse_term(value)))
    assert holds(statement, None) is solves


def _is_true(r: Relation, at: Fraction) -> bool:
    sides = [substitute(side, {"x": Number(at)}) for side in (r.left, r.right)]
    return truth(Claim.make(relation(r.kind, *sides)), {}, 300) is not False


@pytest.mark.parametrize("seed", range(6))
def test_every_real_argument_is_in_a_branch(seed: int) -> None:
    """The theorem of the table, at random real u: a branch of u·exp(u) = c holds for c = (u·exp(u))ⁿ."""
    rng = random.Random(seed)
    u = parse_term("x")
    for n in (1, 2, 3):
        image = power(multiply(u, Apply("exp", u)), number(n))
        for _ in range(8):
            at = Fraction(rng.randint(-60, 30), 10)
            here = substitute(image, {"x": Number(at)})
            branches = inverse_images(image, here, True, "k")
            assert branches is not None
            assert any(all(_is_true(r, at) for r in b.relations) for b in branches), (at, n)


@pytest.mark.parametrize(
    "text", ["x*exp(2*x)", "x + exp(x)", "2*x*exp(x)", "x**2*exp(x)", "x*exp(x)*y", "exp(x)", "exp(x)**2"]
)
def test_other_products_are_not_in_the_table(text: str) -> None:
    t = parse_term(text)
    assert exponential_product(t) is None
    if not isinstance(t, Apply):
        found_ = inverse_images(t, ONE, True, "k")
        assert found_ is None or text == "exp(x)**2"


def test_only_real_arguments_are_in_the_table() -> None:
    t = parse_term("x*exp(x)")
    assert inverse_images(t, ONE, False, "k") is None
    assert argument_of(t) == parse_term("x")
