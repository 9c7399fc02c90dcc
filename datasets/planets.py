"""Measured orbits: periods and semi-major axes of planets, dwarf planets, asteroids and moons.

    Kepler's third law:  T² ∝ a³ about one central body; with T in years and a in au about the Sun, T² ≈ a³

The figures are those that were published, to the published digits; none of them was computed from the law. It holds
to about 0.15 % because the planets have mass and disturb one another. `SOURCES.md` names every source. The data are
read when a function is called, and nothing is downloaded.

References: J. Kepler (1619), Harmonices mundi, book V. E. M. Standish et al. (1992), Explanatory Supplement to the
Astronomical Almanac, §5.8.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Orbit:
    """A body's mean orbit about the Sun.

    `period_days` and `period_years` (Julian years of 365.25 days) are sidereal and come from two sources for the
    planets, which differ by up to 0.04 %; `period_years` belongs to the same solution as the axis.
    """

    name: str
    kind: str
    period_days: float
    period_years: float
    semi_major_axis_au: float


@dataclass(frozen=True)
class MoonOrbit:
    """A regular moon's mean orbit about its planet; the axis is in thousands of kilometres."""

    name: str
    planet: str
    period_days: float
    semi_major_axis_1000_km: float


def planets(*kinds: str) -> tuple[Orbit, ...]:
    """The measured orbits about the Sun, of the kinds named (`planet`, `dwarf planet`, `asteroid`) or of all.

    >>> [orbit.name for orbit in planets("planet")]
    ['Mercury', 'Venus', 'Earth', 'Mars', 'Jupiter', 'Saturn', 'Uranus', 'Neptune']
    >>> len(planets())
    14
    """
    return tuple(
        Orbit(
            row["name"],
            row["kind"],
            float(row["period_days"]),
            float(row["period_years"]),
            float(row["semi_major_axis_au"]),
        )
        for row in _rows("planets.csv")
        if not kinds or row["kind"] in kinds
    )


def moons(planet: str) -> tuple[MoonOrbit, ...]:
    """The regular moons of Jupiter (the Galilean four) or of Saturn, outwards; empty for any other planet.

    >>> [moon.name for moon in moons("Jupiter")]
    ['Io', 'Europa', 'Ganymede', 'Callisto']
    """
    return tuple(
        MoonOrbit(
            row["name"], row["planet"], float(row["period_days"]), float(row["semi_major_axis_1000_km"])
        )
        for row in _rows("moons.csv")
        if row["planet"] == planet
    )


def _rows(file: str) -> list[dict[str, str]]:
    with (_HERE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
