"""Units: what they say about terms, the groups that have none, and what cannot match."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from porism.neural.regression.formula import Formula
from porism.neural.regression.regressor import SymbolicRegressor
from porism.neural.regression.units import UnitError, Units, groupings, read_units, unit
from porism.symbolic.parse import parse_term

MECHANICS = read_units(
    {"m": "kg", "v": "m/s", "c": "km/h", "t": "s", "x": "m"}, "J", ["m", "v", "c", "t", "x"]
)
rng = np.random.default_rng(3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("m*v**2/2", "J"),
        ("m*v*c", "J"),
        ("sqrt(v**2 + c**2)", "m/s"),
        ("v*t - x", "m"),
        ("sin(v/c)", ""),
        ("abs(x)", "m"),
        ("exp(-t*v/x)*m", "kg"),
        ("(v/c)**(x/(c*t))", ""),
        ("pi*3", ""),
    ],
)
def test_terms_have_units(text: str, expected: str) -> None:
    assert MECHANICS.of(parse_term(text)) == unit(expected)


@pytest.mark.parametrize("text", ["m + v", "sin(x)", "x - 1", "v**t", "2**m", "log(v)", "x*(m + t)"])
def test_terms_without_sense_have_none(text: str) -> None:
    assert MECHANICS.of(parse_term(text)) is None


def test_units_are_read_in_several_ways() -> None:
    pint = pytest.importorskip("pint")
    assert unit("kg*m^2/s^2") == unit("J") == unit(pint.application_registry.parse_units("eV"))
    assert unit((1, 0.5, "1/3")) == (Fraction(1), Fraction(1, 2), Fraction(1, 3))


BAD: dict[str, tuple[dict[str, Any], Any, str]] = {
    "no column": ({"z": "m"}, "m", r"units has \['z'\], which are no columns; the columns are \['a', 'b'\]"),
    "no unit": ({"a": "furlang"}, "m", "column 'a' has the unit 'furlang', which cannot be read"),
    "half a unit": ({"a": "m/"}, "m", "column 'a' has the unit 'm/', which cannot be read"),
    "a number": ({"a": 5}, "m", "column 'a' has the unit 5; expected a text"),
    "no match": (
        {"a": "m", "b": "s"},
        "kg",
        "the target has the unit mass, which no product .* one more column",
    ),
    "lengths": ({"a": (1, 0), "b": (1, 0, 0)}, (1, 0), "exponents of different lengths"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_match_is_said(name: str) -> None:
    units, target, message = BAD[name]
    with pytest.raises(UnitError, match=message):
        read_units(units, target, ["a", "b"])


@given(
    st.lists(st.lists(st.integers(-2, 2), min_size=3, max_size=3), min_size=2, max_size=5),
    st.lists(st.integers(-2, 2), min_size=5, max_size=5),
)
def test_groups_have_no_unit_and_factors_have_the_targets(table: list[list[int]], powers: list[int]) -> None:
    names = [f"a{k}" for k in range(len(table))]
    target = [sum(p * row[k] for p, row in zip(powers, table, strict=False)) for k in range(3)]
    units = read_units(dict(zip(names, table, strict=True)), target, names)
    columns = {name: rng.uniform(1, 2, 4) for name in names}
    rank = np.linalg.matrix_rank(np.array(table))
    for found in groupings(units, columns):
        assert units.of(found.factor) == units.target
        assert {units.of(f.term) for f in found.features} == {(Fraction(0),) * 3}
        assert len(found.features) == len(names) - rank
        for feature in (*found.features,):
            np.testing.assert_allclose(feature.values, Formula(feature.term).value(columns), rtol=1e-12)
        np.testing.assert_allclose(found.factor_values, Formula(found.factor).value(columns), rtol=1e-12)


def test_negative_and_zero_values_allow_no_roots_and_no_quotients() -> None:
    units = Units({"x": unit("m"), "a": unit("m")}, unit("m"))
    columns = {"x": np.array([-1.0, 0.0, 2.0]), "a": np.array([1.0, 2.0, 3.0])}
    (found,) = groupings(units, columns)
    assert (str(found.factor), [str(f.term) for f in found.features]) == ("a", ["x/a"])


def test_laws_keep_to_the_units() -> None:
    m, v, c = rng.uniform(1.0, 5.0, (3, 300))
    table, y = np.stack([m, v, c + 6], axis=1), m / np.sqrt(1 - (v / (c + 6)) ** 2)
    noisy = y * (1 + 0.002 * rng.normal(size=300))
    found = SymbolicRegressor(
        max_time_s=60.0, max_evaluations=2e6, units={"m": "kg", "v": "m/s", "c": "m/s"}, target_unit="kg"
    ).fit(table, noisy, names=("m", "v", "c"))
    assert str(found.best) == "m/sqrt(1 - v**2/c**2)"
    units = read_units({"m": "kg", "v": "m/s", "c": "m/s"}, "kg", ["m", "v", "c"])
    laws = [law for law in found.pareto_front_ if law.size > 1]
    assert {units.of(law.formula.term) for law in laws} == {unit("kg")}
    with pytest.raises(UnitError, match=r"expected both|no columns"):
        SymbolicRegressor(units={"mass": "kg"}, target_unit="kg").fit(table, y, names=("m", "v", "c"))
