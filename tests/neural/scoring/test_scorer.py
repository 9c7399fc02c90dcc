"""The scorer finds what least squares over all pairs finds: NumPy's `lstsq` is the oracle."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from porism.neural.scoring import scorer
from porism.neural.scoring.kernels import pair_scores, product_scores
from porism.neural.scoring.refit import least_squares


def r_squared(columns: list[np.ndarray], t: np.ndarray) -> float:
    design = np.stack(columns, axis=1)
    rest = t - design @ np.linalg.lstsq(design, t, rcond=None)[0]
    return 1 - float(rest @ rest) / float(np.sum((t - t.mean()) ** 2))


@pytest.fixture(name="rng")
def _rng() -> np.random.Generator:
    return np.random.default_rng(3)


def test_product_scores_are_least_squares(rng: np.random.Generator) -> None:
    f, t = rng.uniform(0.5, 2, (6, 40)), rng.normal(size=(2, 40))
    span = np.vstack([np.ones(40), rng.normal(size=40)])
    for columns in (span[:1], span):
        basis = scorer.orthonormal(columns)
        unit = scorer.unit_rest(t, basis)
        whole = t / np.linalg.norm(t, axis=1, keepdims=True)
        found = product_scores(f, f, unit, whole, basis, np)
        for k, i, j in itertools.product(range(2), range(6), range(6)):
            # Beside the span, relative to what the span leaves of t.
            left = 1 - r_squared([*columns], t[k])
            both = 1 - r_squared([*columns, f[i] * f[j]], t[k])
            assert found[0][k, i, j] == pytest.approx(1 - both / left, abs=1e-9)
    basis = scorer.orthonormal(span[:1])
    alone = product_scores(f, f, scorer.unit_rest(t, basis), whole, basis, np)[1]
    p = f[1] * f[4]
    assert alone[0, 1, 4] == pytest.approx((p @ t[0]) ** 2 / (p @ p) / (t[0] @ t[0]), abs=1e-9)


def test_pair_scores_are_least_squares(rng: np.random.Generator) -> None:
    f, t = rng.normal(size=(7, 30)), rng.normal(size=(1, 30))
    basis = scorer.orthonormal(np.ones((1, 30)))
    g, u = scorer.unit_rest(f, basis), scorer.unit_rest(t, basis)
    found = pair_scores(g, g, u @ g.T, u @ g.T, np)[0]
    for i, j in itertools.combinations(range(7), 2):
        assert found[i, j] == pytest.approx(r_squared([np.ones(30), f[i], f[j]], t[0]), abs=1e-9)


@pytest.mark.parametrize("size", [scorer.SMALL, 700], ids=["float64", "float32"])
def test_the_planted_combination_is_among_the_hits(rng: np.random.Generator, size: int) -> None:
    f = rng.uniform(0.5, 2.0, (size, 128))
    one = np.ones((1, 128))
    targets = np.stack([3 * f[10] * f[200], 2 * f[5] * f[77] - 4, rng.normal(size=128)])
    hits = scorer.product_hits(f, targets, one)
    found = {(int(k), *map(int, e)) for k, e in zip(hits.target, hits.elements, strict=True)}
    assert {(0, 10, 200), (1, 5, 77)} <= found
    targets = np.stack([3 * f[10] - f[200], 2 * f[5] + 0.1 * f[77] - 4])
    hits = scorer.pair_hits(f, targets, one)
    found = {(int(k), *map(int, e)) for k, e in zip(hits.target, hits.elements, strict=True)}
    assert {(0, 10, 200), (1, 5, 77)} <= found


def test_hits_beside_a_span(rng: np.random.Generator) -> None:
    f = rng.uniform(0.5, 2.0, (600, 100))
    span = np.vstack([np.ones(100), f[:3]])
    target = 5 * f[0] - 2 * f[2] + f[50] * f[60]
    hits = scorer.product_hits(f, target[None], span)
    assert [50, 60] in hits.elements.tolist()
    hits = scorer.pair_hits(f, (5 * f[0] - 2 * f[2] + f[50] - f[60])[None], span)
    assert [50, 60] in hits.elements.tolist()


def test_triples(rng: np.random.Generator) -> None:
    f = rng.normal(size=(600, 100))
    hits = scorer.triple_hits(f, (f[3] - 2 * f[100] + 0.5 * f[400] + 7)[None], np.arange(10), 5)
    assert sorted(hits.elements[0].tolist()) == [3, 100, 400]


def test_singles_choose_target_and_element(rng: np.random.Generator) -> None:
    f, targets = rng.normal(size=(600, 100)), rng.normal(size=(300, 100))
    targets[123] = 4 - 2 * f[77]
    hits = scorer.single_hits(f, targets, 3)
    assert (hits.target[0], hits.elements[0, 0]) == (123, 77)
    share, _ = scorer.single_scores(f, targets)
    assert share[123] == pytest.approx(1, abs=1e-5)


def test_few_rows_are_padded_without_effect(rng: np.random.Generator) -> None:
    f = rng.uniform(0.5, 2, (300, 9))
    hits = scorer.product_hits(f, (f[4] * f[5])[None], np.ones((1, 9)))
    assert [4, 5] in hits.elements.tolist()


def test_least_squares_agrees_with_numpy(rng: np.random.Generator) -> None:
    columns, t = rng.normal(size=(5, 3, 50)), rng.normal(size=(5, 50))
    columns[:, 2] = 1 + 1e-4 * columns[:, 2]  # nearly the constant
    columns[:, 1] = 1e6
    for k, found in enumerate(least_squares(columns, t)):
        np.testing.assert_allclose(found, np.linalg.lstsq(columns[k].T, t[k], rcond=None)[0], rtol=1e-6)
