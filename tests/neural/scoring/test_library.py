"""The library holds one element for each direction of values, cheapest first, and its terms say what its values are."""

from __future__ import annotations

import numpy as np
import pytest

from porism.neural.regression.formula import Formula
from porism.neural.scoring.library import ALGEBRAIC, MONOMIAL, TRANSCENDENTAL, Library
from porism.neural.scoring.operators import OPERATORS
from porism.symbolic.term import Variable

NAMES = ("x", "y", "z")


def library(d: int, capacity: int, rows: int = 80, seed: int = 0) -> Library:
    x = np.random.default_rng(7).uniform(0.5, 3.0, (rows, d))
    found = Library(x, tuple(map(Variable, NAMES[:d])), seed)
    found.grow(capacity)
    return found


@pytest.mark.parametrize("d", [1, 2, 3])
def test_terms_evaluate_to_the_stored_values(d: int) -> None:
    found = library(d, 400)
    columns = {name: found.values[k] for name, k in zip(NAMES, found.leaves, strict=False)}
    for k in range(0, len(found), 7):
        np.testing.assert_allclose(
            Formula(found.term(k)).value(columns), found.values[k], rtol=1e-10, err_msg=str(found.term(k))
        )


@pytest.mark.parametrize("d", [1, 2, 3])
def test_no_two_elements_are_multiples_of_each_other(d: int) -> None:
    values = library(d, 1500).values
    unit = values / np.linalg.norm(values, axis=1, keepdims=True)
    cosines = np.abs(unit @ unit.T) - np.eye(len(unit))
    # 1 - |cos| of directions that differ by 1e-9 is rounding, so that this is the weaker statement for close ones.
    i, j = np.nonzero(cosines > 1 - 1e-14)
    for a, b in zip(i.tolist(), j.tolist(), strict=True):
        sign = np.sign(unit[a] @ unit[b])
        assert np.abs(unit[a] - sign * unit[b]).max() > 1e-12


def test_equal_expressions_are_merged_and_different_ones_kept() -> None:
    found = library(2, 3000)
    x, y = found.values[found.leaves]

    def copies(values: np.ndarray) -> int:
        unit = found.values / np.linalg.norm(found.values, axis=1, keepdims=True)
        target = values / np.linalg.norm(values)
        return int(
            np.sum(np.minimum(np.abs(unit - target).max(axis=1), np.abs(unit + target).max(axis=1)) < 1e-12)
        )

    for values in (
        x,
        x * y,
        x**2,
        1 / x,
        x - y,
        y - x,
        3 * x * y,
        (x * y) ** 2,
        np.exp(-x),
        x / y,
        1 - x,
        (x - y) ** 2,
    ):
        assert copies(values) == 1
    assert copies(x + 0.001 * y) == 0


def test_growing_keeps_what_is_there_and_the_seed_decides_the_rest() -> None:
    once, twice, other = library(3, 900), library(3, 300), library(3, 900, seed=1)
    before = twice.values.copy()
    twice.grow(900)
    np.testing.assert_array_equal(before, twice.values[:300])
    np.testing.assert_array_equal(once.values, library(3, 900).values)
    assert not np.array_equal(once.values, other.values)


def test_costs_rise_and_no_kind_or_variable_starves() -> None:
    found = library(3, 2048)
    assert len(found) == 2048
    assert np.all(np.diff(found.cost) >= 0)
    assert min(np.bincount(found.kind)) > 200, "each of the three kinds has a share"
    assert set(found.kind.tolist()) == {MONOMIAL, ALGEBRAIC, TRANSCENDENTAL}


def test_values_outside_a_domain_are_left_out() -> None:
    x = np.linspace(-1.0, 1.0, 41)[:, None]
    found = Library(x, (Variable("x"),), seed=0)
    found.grow(200)
    assert np.all(np.isfinite(found.values))
    texts = {str(found.term(k)) for k in range(len(found))}
    assert not {"log(x)", "sqrt(x)", "1/x"} & texts, "undefined at 0 or below"


def test_a_constant_column_is_no_variable() -> None:
    x = np.column_stack([np.linspace(1, 2, 30), np.full(30, 5.0)])
    found = Library(x, (Variable("x"), Variable("c")), seed=0)
    assert [str(found.term(int(k))) for k in found.leaves] == ["x"]


def test_wrong_number_of_terms_is_refused() -> None:
    with pytest.raises(ValueError, match="1 terms for 2 columns"):
        Library(np.ones((5, 2)), (Variable("x"),), seed=0)


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda o: o.name)
def test_operators_mean_their_terms(operator) -> None:  # type: ignore[no-untyped-def]  # parametrised
    columns = {"x": np.linspace(0.5, 2, 9), "y": np.linspace(2, 0.7, 9)}
    term = operator.term(Variable("x"), Variable("y"))
    np.testing.assert_allclose(
        Formula(term).value(columns), operator.value(columns["x"], columns["y"]), rtol=1e-14
    )
