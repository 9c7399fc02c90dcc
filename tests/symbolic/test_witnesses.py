"""The search for counterexamples: the known ones are found, and what is offered is a point of the claim."""

from __future__ import annotations

import json
from itertools import islice
from pathlib import Path

import pytest

from porism.symbolic.claim import Claim
from porism.symbolic.meaning import balls, belongs, truth
from porism.symbolic.parse import parse_term
from porism.symbolic.term import Term, variables
from porism.symbolic.witnesses import closed_forms, quick_witnesses, searched_witnesses
from tests.promptness import promptly

CORPUS = Path(__file__).parents[2] / "datasets" / "corpora" / "elementary.jsonl"
RECORDS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
FALSE = [r for r in RECORDS if r["expect"] == "refuted"]
TRUE = [r for r in RECORDS if r["expect"] == "proved"]


def claim_of(record: dict[str, object]) -> Claim:
    return Claim.parse(record["claim"], record.get("vars"), record.get("assume", []))  # type: ignore[arg-type]


@pytest.mark.parametrize("record", FALSE, ids=lambda r: r["id"])
def test_the_false_claims_of_the_corpus_have_a_witness_among_those_offered(record: dict[str, object]) -> None:
    claim = claim_of(record)
    offered = [*quick_witnesses(claim), *islice(searched_witnesses(claim), 40)]
    # Some fail by an equality that balls cannot show; the checker does, and its own tests cover that.
    assert any(truth(claim, point, 400) is False or touches(claim, point) for point in offered)


def touches(claim: Claim, point: dict[str, Term]) -> bool:
    """Whether a strict relation meets equality at the point, as far as balls can tell."""
    if claim.relation.kind not in ("<", "!="):
        return False
    equal = Claim.make(
        Claim.parse("0 == 0").relation.__class__("==", claim.relation.left, claim.relation.right)
    )
    return truth(equal, point, 400) is not False


@pytest.mark.parametrize("record", TRUE[::5], ids=lambda r: r["id"])
def test_true_claims_have_no_quick_witness(record: dict[str, object]) -> None:
    assert list(quick_witnesses(claim_of(record))) == []


HARD = {
    # claims that are false in a small place, or by an equality
    "1000*x**2 - 2001*x + 1001 >= 0": {}, "x**3 <= 1000*x**2 + 1": {"x": "nonnegative"}, "x**4 - 4*x + 3 > 0": {},
    "sin(x) + cos(x) <= 7/5": {}, "(x**2 - 2)**2 > 0": {}, "x**10 <= exp(x)": {"x": "nonnegative"}, "cos(x) > -1": {},
    "(x - 1/7)**2 + (y - 3)**2 > 0": {}, "log(x) < x - 1": {"x": "positive"}, "2**x >= x**2": {"x": "nonnegative"},
    "x*exp(-x) < exp(-1)": {}, "x**2*y**2*(x**2 + y**2 - 3) + 1 > 0": {},
}  # fmt: skip


@pytest.mark.parametrize("text", HARD)
def test_small_places_are_found(text: str) -> None:
    claim = Claim.parse(text, HARD[text])
    offered = islice(searched_witnesses(claim), 60)
    assert any(truth(claim, point, 400) is False or touches(claim, point) for point in offered)


@pytest.mark.parametrize(
    "text", ["x**2 - 2 != 0", "x**2 + x - 1 != 0", "x == 0", "x + y < 3", "sin(x) == cos(x - pi/3)"]
)
def test_points_are_closed_and_complete(text: str) -> None:
    claim = Claim.parse(text, {"x": "[-4, 4]"})
    for point in islice(searched_witnesses(claim), 30):
        assert set(point) == {name for name, _ in claim.variables}
        assert not any(variables(v) for v in point.values())


def test_points_on_a_curve_are_found_by_solving_the_hypotheses() -> None:
    claim = Claim.parse("x == (1 + sqrt(5))/2", {}, ["x**2 == x + 1"])
    points = list(islice(searched_witnesses(claim), 40))
    assert any(abs(balls(p)["x"].real - (1 - 5**0.5) / 2) < 1e-9 for p in points)


def test_the_domain_is_respected() -> None:
    claim = Claim.parse("x**3 < x", {"x": "(0, 1)"})
    for point in islice(searched_witnesses(claim), 30):
        assert belongs(balls(point)["x"], claim.domain("x")) is not False or truth(claim, point) is not False


def test_the_same_seed_gives_the_same_points() -> None:
    claim = Claim.parse("x**4 - 3*x**2*y + y**2 > -1/100")
    first, second = (list(islice(searched_witnesses(claim, seed=3), 12)) for _ in range(2))
    assert first == second


def test_a_search_ends_by_itself() -> None:
    with promptly():
        list(islice(searched_witnesses(Claim.parse("x**2 + y**2 + z**2 >= x*y + y*z + z*x")), 40))


@pytest.mark.parametrize(
    ("x", "form"),
    [(0.3333333333, "1/3"), (1.0471975512, "pi/3"), (1.4142135624, "sqrt(2)"), (-1.7320508076, "-sqrt(3)"),
    (0.6931471806, "log(2)"),
     (2.718281828, "exp(1)"), (0.0, "0"), (-2.5, "-5/2"), (7.3890560989, "exp(2)")],
)  # fmt: skip
def test_closed_forms(x: float, form: str) -> None:
    assert parse_term(form) in closed_forms(x)


@pytest.mark.parametrize("x", [0.123456789, 3.1415])
def test_numbers_without_a_short_form(x: float) -> None:
    for form in closed_forms(x):
        assert abs(complex(balls({"x": form})["x"]).real - x) < 1e-4 * max(1, abs(x))
