"""The truth of `datasets/corpora/elementary.jsonl`, by the mpmath oracle beside this file.

A true claim must hold, to 120 digits, at every special and random point tried; that is evidence and not a proof,
and so every true entry was also chosen to have a textbook proof. A false claim must fail at the exact point that
`WITNESSES` gives for it, which is a disproof up to the rounding error of 120 digits.
"""

from __future__ import annotations

import ast
import itertools
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any  # mpmath ships no types: its numbers are `Any` here

import pytest
from mpmath import mp

from tests.datasets.mpmath_oracle import (
    DIGITS,
    Point,
    Undefined,
    belongs,
    exact,
    fails_clearly,
    free_names,
    holds,
    interval,
    value,
)

CORPUS = Path(__file__).parents[2] / "datasets" / "corpora" / "elementary.jsonl"
ENTRIES: list[dict[str, Any]] = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
TRUE = [entry for entry in ENTRIES if entry["expect"] == "proved"]
FALSE = [entry for entry in ENTRIES if entry["expect"] == "refuted"]

MINIMUM_OF_POINTS = 25  # at which a true claim with variables must be defined and hold

CLASSES = {  # prefix of the id -> (true, false)
    "poly": (12, 3), "rat": (11, 3), "trig": (18, 6), "hyp": (11, 2), "explog": (11, 5), "rad": (10, 6),
    "inv": (10, 5), "cpx": (8, 3), "const": (14, 3), "ineq": (14, 4), "bound": (11, 4), "diff": (12, 3),
    "int": (8, 3),
}  # fmt: skip

WITNESSES: dict[str, dict[str, str]] = {
    "poly-fifth-power-of-sum": {"x": "1", "y": "1"},
    "poly-six-roots": {"x": "1/2"},
    "poly-cubic-without-root": {"x": "3"},
    "rat-interpolate-identity": {"a": "0", "b": "1", "c": "2"},
    "rat-partial-fractions": {"x": "0"},
    "rat-reciprocal-reverses-order": {"x": "-1", "y": "1"},
    "trig-triple-angle-sign": {"x": "1"},
    "trig-half-angle-root": {"x": "-1"},
    "trig-cosine-from-sine": {"x": "pi"},
    "trig-product-to-sum": {"x": "1", "y": "1"},
    "trig-taylor-on-small-interval": {"x": "1/100"},
    "trig-tangent-shift": {"x": "1"},
    "hyp-double-argument": {"x": "1"},
    "hyp-tanh-of-double": {"x": "1"},
    "explog-log-of-product-real": {"x": "-1", "y": "-1"},
    "explog-log-of-square": {"x": "-1"},
    "explog-square-of-log": {"x": "2"},
    "explog-power-of-product": {"x": "-1", "y": "-1", "z": "1/2"},
    "explog-log-of-abs": {"x": "-1"},
    "rad-root-of-square-signed": {"x": "-1"},
    "rad-root-of-product-real": {"x": "-1", "y": "-1"},
    "rad-root-of-sum": {"x": "3", "y": "4"},
    "rad-olympiad-1959": {"x": "5"},
    "rad-cube-root-of-cube": {"x": "-1"},
    "rad-abs-of-sum": {"x": "1", "y": "-1"},
    "inv-asin-of-sin": {"x": "4"},
    "inv-atan-sum-unrestricted": {"x": "2", "y": "1"},
    "inv-atan-of-tan": {"x": "19/10"},
    "inv-double-acos": {"x": "-1"},
    "inv-atan-of-reciprocal-nonzero": {"x": "-1"},
    "cpx-log-of-exp": {"z": "4*I"},
    "cpx-square-of-modulus": {"z": "I"},
    "cpx-root-of-factors": {"z": "-2"},
    "const-ramanujan-near-integer": {},
    "const-fermat-near-miss": {},
    "const-machin-neighbour": {},
    "ineq-motzkin-too-strong": {"x": "1", "y": "1"},
    "ineq-quartic-strict": {"x": "1"},
    "ineq-narrow-gap": {"x": "2001/2000"},
    "ineq-cubic-far-away": {"x": "1001"},
    "bound-sine-strict": {"x": "0"},
    "bound-exp-parabola": {"x": "-1"},
    "bound-cosine-quartic": {"x": "1/2"},
    "bound-root-by-log": {"x": "10000"},
    "diff-cosine-squared": {"x": "1"},
    "diff-acos": {"x": "0"},
    "diff-abs-cubed": {"x": "-1"},
    "int-power-against-square": {"n": "3"},
    "int-cosine-off-multiples": {"x": "1/2"},
    "int-triangular-sign": {"n": "2"},
}


REALS = [
    "0", "1", "-1", "2", "-2", "3", "-3", "1/2", "-1/2", "1/3", "-1/3", "7/10", "-7/10", "3/2", "-3/2", "5", "-5",
    "11", "-11", "40", "-40", "1/1000", "-1/1000", "7", "8", "-8",
]  # fmt: skip
FAR = ["100", "-100", "1000", "-1000", "123456", "-123456"]  # for order only: equality drowns in cancellation
COMPLEX = ["I", "-I", "2*I", "4*I", "1+I", "1-I", "-1+I", "-1-I", "-3+4*I", "5/2-7*I", "-1/2+3*I", "-9*I"]


def names(entry: dict[str, Any]) -> list[str]:
    return free_names([entry["claim"], *entry.get("assume", [])])


def domain_of(entry: dict[str, Any], name: str) -> str:
    return str(entry.get("vars", {}).get(name, "real"))


def special(domain: str, far: bool) -> list[Any]:
    """The special points of the domain, with the finite ends of an interval that belong to it."""
    texts = REALS + (FAR if far else []) + (COMPLEX if domain == "complex" else [])
    ends = interval(domain)
    texts += [str(end) for end in (ends[1:3] if ends else ()) if end is not None]
    return [v for v in map(exact, texts) if belongs(v, domain)]


def drawn(domain: str, rng: random.Random) -> Any:
    """A random element of the domain, small or large, drawn until it belongs."""
    ends = interval(domain)
    while True:
        if domain in ("integer", "natural"):
            v = mp.mpf(rng.randint(-30, 30))
        elif ends is not None and ends[1] is not None and ends[2] is not None:
            v = mp.mpf(rng.uniform(float(ends[1]), float(ends[2])))
        else:
            scale = rng.choice((0.1, 1, 4, 20))
            v = mp.mpf(rng.uniform(-scale, scale))
            if domain == "complex":
                v = mp.mpc(v, rng.uniform(-scale, scale))
        if belongs(v, domain):
            return v


def solved(equation: str, name: str, point: Point) -> Point | None:
    """The point moved along one variable until the equation holds, by the secant method."""
    left, right = (ast.parse(side.strip(), mode="eval").body for side in equation.split("=="))

    def gap(t: Any) -> Any:
        return value(left, {**point, name: t}) - value(right, {**point, name: t})

    try:
        return {**point, name: mp.findroot(gap, point[name])}
    except (ValueError, ZeroDivisionError, Undefined):  # it did not converge, or left the domain
        return None


def admitted(entry: dict[str, Any], point: Point) -> bool:
    """Whether the point lies in the domains and satisfies the hypotheses."""
    try:
        return all(belongs(v, domain_of(entry, name)) for name, v in point.items()) and all(
            holds(hypothesis, point) for hypothesis in entry.get("assume", [])
        )
    except Undefined:
        return False


def points(entry: dict[str, Any]) -> Iterator[Point]:
    """Special points first, then random ones, moved onto the hypotheses that are equations."""
    variables, rng = names(entry), random.Random(entry["id"])
    grids = [special(domain_of(entry, name), far="==" not in entry["claim"]) for name in variables]
    grid = list(itertools.islice(itertools.product(*grids), 20_000))
    chosen = grid if len(grid) <= 60 else rng.sample(grid, 60)
    if variables:
        chosen += [tuple(drawn(domain_of(entry, name), rng) for name in variables) for _ in range(60)]
    for values in chosen:
        point: Point | None = dict(zip(variables, values, strict=True))
        for hypothesis in entry.get("assume", []):
            if "==" in hypothesis and point is not None:
                point = solved(hypothesis, variables[-1], point)
        if point is not None and admitted(entry, point):
            yield point


def test_two_hundred_claims_a_quarter_of_them_false() -> None:
    assert (len(ENTRIES), len(TRUE), len(FALSE)) == (200, 150, 50)
    assert len({entry["id"] for entry in ENTRIES}) == 200
    assert len({(e["claim"], str(e.get("vars")), str(e.get("assume"))) for e in ENTRIES}) == 200


def test_classes_have_their_announced_sizes() -> None:
    true, false = (Counter(entry["id"].split("-")[0] for entry in part) for part in (TRUE, FALSE))
    assert {name: (true[name], false[name]) for name in true} == CLASSES


def test_witnesses_are_for_the_false_claims() -> None:
    assert sorted(WITNESSES) == sorted(entry["id"] for entry in FALSE)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_line_keeps_to_the_batch_format(entry: dict[str, Any]) -> None:
    assert set(entry) <= {"id", "claim", "vars", "assume", "expect"}
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", entry["id"])
    declared = entry.get("vars", {})
    assert not declared or sorted(declared) == names(entry)
    assert all(belongs(drawn(domain, random.Random(0)), domain) for domain in declared.values())


@pytest.mark.parametrize("entry", TRUE, ids=lambda entry: entry["id"])
def test_true_claim_holds_at_every_point_tried(entry: dict[str, Any]) -> None:
    tried = 0
    with mp.workdps(DIGITS):
        for point in points(entry):
            try:
                assert holds(entry["claim"], point), f"{entry['claim']} fails at {point}"
            except Undefined:
                continue
            tried += 1
    assert tried >= (MINIMUM_OF_POINTS if names(entry) else 1)


@pytest.mark.parametrize("entry", FALSE, ids=lambda entry: entry["id"])
def test_false_claim_fails_at_its_witness(entry: dict[str, Any]) -> None:
    with mp.workdps(DIGITS):
        point = {name: exact(text) for name, text in WITNESSES[entry["id"]].items()}
        assert sorted(point) == names(entry)
        assert admitted(entry, point)
        assert fails_clearly(entry["claim"], point)
