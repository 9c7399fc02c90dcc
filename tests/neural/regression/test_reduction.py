"""Planted structure is found, and what is not there is not."""

from __future__ import annotations

import numpy as np
import pytest

from porism.neural.regression.formula import Formula
from porism.neural.regression.reduction import reductions
from porism.symbolic.parse import parse_term

A, B, C, D = np.random.default_rng(11).uniform(1.0, 3.0, (4, 400))
COLUMNS = {"a": A, "b": B, "c": C, "d": D}


@pytest.mark.parametrize(
    ("y", "factor", "features"),
    [
        (A**2 * np.sin(B * C) / np.sqrt(D), "a**2/sqrt(d)", [{"b*c"}]),
        (A * np.exp(-B * C / D), "a", [{"b*c/d", "d/(b*c)"}]),
        (np.sqrt(1 + (A - B) ** 2) * C**3 / D, "c**3/d", [{"a - b"}]),
        (-A * np.cos(B), "a", [{"b"}]),
        (A * D * np.log(B / C), "a*d", [{"b/c", "c/b"}]),
    ],
    ids=["powers", "exponential", "difference", "negative", "logarithm"],
)
def test_planted_structure_is_found(y: np.ndarray, factor: str, features: list[set[str]]) -> None:
    *_, found = reductions(COLUMNS, y)
    assert found.factor == parse_term(factor)
    texts = {str(f.term) for f in found.features}
    assert len(texts) == len(features)
    assert all(texts & either for either in features)


def test_what_has_no_such_structure_is_left_alone() -> None:
    found = list(reductions(COLUMNS, np.sin(A * B) + np.cos(C * D) + A * D))
    assert all(len(r.features) >= 3 for r in found)


def test_terms_say_what_the_values_are() -> None:
    for reduced in reductions(COLUMNS, A * np.tanh(B / C) / D**2):
        pairs = [(reduced.factor, reduced.factor_values), *((f.term, f.values) for f in reduced.features)]
        for term, values in pairs:
            np.testing.assert_allclose(Formula(term).value(COLUMNS), values, rtol=1e-12)


def test_noise_does_not_hide_a_power() -> None:
    noise = 1 + 0.02 * np.random.default_rng(5).normal(size=400)
    *_, found = reductions(COLUMNS, A**2 / C * np.exp(-B * D) * noise)
    assert found.factor == parse_term("a**2/c")


def test_few_rows_are_not_reduced() -> None:
    short = {k: v[:12] for k, v in COLUMNS.items()}
    assert len(list(reductions(short, A[:12] * B[:12]))) == 1
