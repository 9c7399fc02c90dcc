"""The sparse fit to samples: short combinations with exact constants, also irrational ones; none where there is none."""

from __future__ import annotations

import numpy as np
import pytest

from porism.neural.calculus.ansatz import Ansatz
from porism.neural.calculus.quadrature import Samples
from porism.neural.calculus.sparse_fit import sparse_fit
from porism.symbolic.numeric import approximate
from porism.symbolic.parse import parse_term
from porism.symbolic.term import subtract

ATOMS = ("x", "exp(x)", "sin(x)", "log(x)", "atan(x)", "sqrt(x)")
BASIS = Ansatz(
    tuple(map(parse_term, ATOMS)),
    (*(((j, 1),) for j in range(len(ATOMS))), ((0, 2),), ((0, 1), (3, 1)), ((0, 1), (1, 1))),
)


def fitted(text: str, noise: float = 0.0) -> str | None:
    x = np.linspace(0.5, 3.0, 200)
    y = approximate(parse_term(text), {"x": x.astype(complex)}).real
    y = y + noise * np.random.default_rng(0).normal(size=200)
    found = sparse_fit(Samples(x, y - y[0], 1e-14), BASIS, "x")
    return None if found is None else str(found)


@pytest.mark.parametrize(
    "text", ["x*log(x) - x", "pi*exp(x)", "sqrt(2)*sin(x) - log(2)*x", "3*atan(x)/7 + x**2/2", "x*exp(x)/pi"]
)
def test_the_combination_comes_back(text: str) -> None:
    found = fitted(text)
    assert found is not None
    x = {"x": np.linspace(0.5, 3.0, 7).astype(complex)}
    gap = approximate(subtract(parse_term(found), parse_term(text)), x)
    assert np.ptp(gap.real) < 1e-9


@pytest.mark.parametrize("text", ["erf(x)", "sin(x**2)", "sqrt(pi + 1)*x"])
def test_what_is_not_in_the_library_is_not_found(text: str) -> None:
    assert fitted(text) is None


def test_noise_is_not_explained() -> None:
    assert fitted("x*log(x) - x", noise=1e-6) is None
