"""Each transform is undone by its inverse, as values and as a term."""

from __future__ import annotations

import numpy as np
import pytest

from porism.neural.regression.formula import Formula
from porism.neural.scoring.transforms import TRANSFORMS, Transform
from porism.symbolic.term import Variable


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda t: t.name)
def test_the_inverse_undoes_the_transform(transform: Transform) -> None:
    low, high = max(transform.lowest, -3.0), min(transform.highest, 3.0)
    y = np.linspace(low, high, 42)[1:-1]  # 40 values, none of them 0
    assert transform.applies_to(y)
    h = transform.forward(y)
    np.testing.assert_allclose(transform.inverse(h), y, rtol=1e-9)
    np.testing.assert_allclose(Formula(transform.inverse_term(Variable("h"))).value({"h": h}), y, rtol=1e-9)


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda t: t.name)
def test_a_power_says_so(transform: Transform) -> None:
    if transform.exponent is not None:
        h = np.linspace(0.5, 2, 9)
        np.testing.assert_allclose(
            transform.inverse(h), h ** (transform.exponent / transform.root), rtol=1e-12
        )


def test_a_transform_that_is_not_injective_on_the_data_does_not_apply() -> None:
    by_name = {t.name: t for t in TRANSFORMS}
    y = np.array([-0.5, 0.5, 2.0])
    assert not by_name["y**2"].applies_to(y)
    assert not by_name["log"].applies_to(y)
    assert not by_name["sin"].applies_to(y), "2 lies beyond π/2"
    assert not by_name["1/y"].applies_to(np.array([0.0, 1.0]))
    assert by_name["y"].applies_to(y)
