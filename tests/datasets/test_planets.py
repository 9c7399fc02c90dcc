"""Measured orbits against Kepler's third law, which was not used to make the table."""

from __future__ import annotations

import math

import pytest

from porism.datasets.planets import Orbit, moons, planets


@pytest.mark.parametrize("orbit", planets(), ids=lambda orbit: orbit.name)
def test_third_law_holds_to_a_percent(orbit: Orbit) -> None:
    assert orbit.semi_major_axis_au**3 == pytest.approx(orbit.period_years**2, rel=0.01)


@pytest.mark.parametrize("orbit", planets(), ids=lambda orbit: orbit.name)
def test_the_two_periods_agree(orbit: Orbit) -> None:
    assert orbit.period_days / 365.25 == pytest.approx(orbit.period_years, rel=0.0005)


def test_figures_are_measured_and_so_the_law_is_not_exact() -> None:
    defects = [abs(o.semi_major_axis_au**3 / o.period_years**2 - 1) for o in planets()]
    assert max(defects) > 1e-3  # Jupiter's mass alone moves its orbit by 1/1047
    assert max(defects) < 2e-3
    assert min(defects) > 1e-6


@pytest.mark.parametrize(("planet", "count"), [("Jupiter", 4), ("Saturn", 8), ("Mars", 0)])
def test_moons_of_one_planet_share_one_constant(planet: str, count: int) -> None:
    constants = [m.semi_major_axis_1000_km**3 / m.period_days**2 for m in moons(planet)]
    assert len(constants) == count
    assert all(math.isclose(c, constants[0], rel_tol=0.01) for c in constants)


def test_kinds() -> None:
    assert [len(planets(kind)) for kind in ("planet", "dwarf planet", "asteroid")] == [8, 2, 4]
    assert len({orbit.name for orbit in planets()}) == 14
