"""Are the solutions of an equation solutions, and is none missing that the test expects or that a scan of a window finds."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import mpmath
import sympy

from judging.points import (
    FAILURES,
    SEED,
    Answer,
    Judgement,
    Point,
    Word,
    finite,
    function,
    holds,
    in_mpmath,
    points,
    real_if_close,
)

WINDOW = 20  # roots farther from 0 are not looked for


@dataclass
class Members:
    """The numbers and regions of a solution set at a point of the parameters."""

    numbers: list[Any] = field(default_factory=list)
    regions: list[Any] = field(default_factory=list)

    def contains(self, z: Any, tolerance: float = 1e-8) -> bool:
        if any(abs(z - w) <= tolerance * (1 + abs(w)) for w in self.numbers):
            return True
        return any(_in_region(r, z) for r in self.regions)


def _in_region(region: Any, z: Any) -> bool:
    if abs(mpmath.im(z)) > 1e-15 * (1 + abs(z)):
        return region == sympy.S.Complexes
    return bool(region.contains(sympy.Float(str(mpmath.re(z)), 25)) == True)  # noqa: E712


def members(value: Any, at: Point) -> Members:
    """Raises where the value is no plain set of numbers."""
    found = Members()
    match value:
        case list() | tuple() if all(isinstance(v, tuple) and len(v) == 2 for v in value) and value:
            for inner, condition in value:
                if holds(sympy.sympify(condition), at):
                    part = members(inner, at)
                    found.numbers += part.numbers
                    found.regions += part.regions
        case list() | tuple() | set() | sympy.FiniteSet():
            for v in value:
                if isinstance(v, dict):
                    (v,) = v.values()
                with suppress(ArithmeticError, ValueError):
                    found.numbers.append(in_mpmath(sympy.sympify(v).subs(at)))
        case sympy.Union():
            for part in value.args:
                inner = members(part, at)
                found.numbers += inner.numbers
                found.regions += inner.regions
        case sympy.ImageSet():
            names = value.lamda.variables
            base = value.base_sets[0]
            if (
                len(names) != 1
                or len(value.base_sets) != 1
                or base not in (sympy.S.Integers, sympy.S.Naturals, sympy.S.Naturals0)
            ):
                raise ValueError("an image set")
            for n in range(-40 if base == sympy.S.Integers else int(base.inf), 41):
                with suppress(ArithmeticError, ValueError):
                    found.numbers.append(in_mpmath(value.lamda.expr.subs(at).subs(names[0], n)))
        case sympy.Interval():
            found.regions.append(value.subs(at))
        case _ if value in (sympy.S.Reals, sympy.S.Complexes):
            found.regions.append(value)
        case _ if value is sympy.S.EmptySet:
            pass
        case sympy.Intersection() | sympy.Complement():
            whole = members(value.args[0], at)
            if not whole.numbers and whole.regions and isinstance(value, sympy.Complement):
                found.regions.append(value.subs(at))
            else:
                raise ValueError(f"{type(value).__name__} is not read")
        case _:
            raise ValueError(f"{type(value).__name__} is not read")
    return found


def judged_solutions(asked: dict[str, Any], answer: Answer, expected: Any) -> Judgement:
    equation, x, domain = asked["equation"], asked["x"], asked["domain"]
    left, right_side = (
        (equation.lhs, equation.rhs)
        if isinstance(equation, sympy.Eq)
        else (sympy.sympify(equation), sympy.Integer(0))
    )
    if x is None:
        (x,) = left.free_symbols | right_side.free_symbols
    others = (left.free_symbols | right_side.free_symbols) - {x}
    inside = domain_of(x, domain)
    good, missing, looked = 0, "", 0
    for point in points(others, answer.conditions, 2):
        f, g = left.subs(point), right_side.subs(point)
        if not (f - g).has(x):
            continue
        residual = Residual(f, g, x)
        found = members(answer.value, point)
        for z in [n for n in found.numbers if abs(n) < 1e6][:60]:
            if not inside(z):
                return Judgement("wrong", None, f"{mpmath.nstr(z, 12)} is not in the domain")
            if not residual.vanishes(z):
                return Judgement("wrong", None, f"{mpmath.nstr(z, 15)} is no root at {point}")
            good += 1
        for region in found.regions:
            for s in (sympy.Rational(n, 7) for n in range(-60, 61, 3)):
                if region.contains(s) == True and not residual.vanishes(in_mpmath(s)):  # noqa: E712
                    return Judgement("wrong", None, f"{s} is no root, but in {region}")
            good += 1
        if answer.complete:
            wanted = list[Any]()
            with suppress(*FAILURES):
                wanted = members(expected, point).numbers
            known = [z for z in wanted if inside(z) and abs(z) < 30 and residual.vanishes(z)]
            for z in [*known, *residual.roots(inside)]:
                looked += 1
                if not found.contains(z):
                    missing = f"{mpmath.nstr(z, 15)} is missing at {point}"
            for s in (sympy.Rational(n, 7) for n in range(-60, 61, 3)):
                if inside(in_mpmath(s)) and residual.vanishes_at(in_mpmath(s)):
                    looked += 1
                    if not found.contains(in_mpmath(s)):
                        missing = f"{s} is missing at {point}"
        else:
            looked += 1
        looked += not found.numbers and not found.regions
        good += not found.numbers and not found.regions and not answer.complete
        good += answer.complete and not found.numbers and not found.regions
    whole: Word | None = (
        None if not answer.complete else "wrong" if missing else "right" if looked else "not judged"
    )
    return Judgement(
        "right" if good else "not judged", whole, missing or f"{good} roots, {looked} looked for"
    )


def domain_of(x: Any, domain: Any) -> Callable[[Any], bool]:
    """Whether a number is in the domain that was asked for."""
    if (
        domain is sympy.S.Complexes
        or domain == "complex"
        or (domain is None and x.is_complex and x.is_real is None)
    ):
        return lambda z: True
    region = domain if isinstance(domain, sympy.Set) else sympy.S.Reals

    def inside(z: Any) -> bool:
        if abs(mpmath.im(z)) > mpmath.mpf(10) ** -18 * (1 + abs(z)):
            return False
        z = mpmath.re(z)
        if (
            (x.is_positive and z <= 0)
            or (x.is_negative and z >= 0)
            or (x.is_nonnegative and z < 0)
            or (x.is_nonpositive and z > 0)
        ):
            return False
        if x.is_integer and abs(z - mpmath.nint(z)) > 1e-15:
            return False
        if isinstance(region, sympy.Interval):
            low, high = (None if e.is_infinite else in_mpmath(e) for e in (region.start, region.end))
            tiny = mpmath.mpf(10) ** -18
            if low is not None and (z < low - tiny or (region.left_open and z <= low + tiny)):
                return False
            return not (high is not None and (z > high + tiny or (region.right_open and z >= high - tiny)))
        return region is sympy.S.Reals or bool(region.contains(sympy.Float(str(z), 25)) == True)  # noqa: E712

    return inside


class Residual:
    """The difference of the sides of an equation in one unknown."""

    def __init__(self, left: Any, right: Any, x: Any) -> None:
        self.x, self.left, self.right = x, left, right
        self.sides = function(left, [x]), function(right, [x])

    def __call__(self, z: Any) -> Any:
        return self.sides[0](z) - self.sides[1](z)

    def size(self, z: Any) -> tuple[Any, Any]:
        a, b = self.sides[0](z), self.sides[1](z)
        return abs(finite(a - b)), 1 + abs(a) + abs(b)

    def vanishes_at(self, z: Any) -> bool:
        """Whether both sides are the same at z."""
        with suppress(*FAILURES):
            return bool(self.size(z)[0] == 0)
        return False

    def is_zero_near(self, z: Any) -> bool:
        """Whether the difference is 0 at z, and not only small all around it, as exp(−x²) is at 10."""
        size, scale = self.size(z)
        if size > mpmath.mpf(10) ** -18 * scale:
            return False
        if size == 0:
            return True
        beside = [mpmath.inf]
        for shift in (mpmath.mpf(1) / 100, -mpmath.mpf(1) / 100):
            with suppress(*FAILURES):
                beside.append(self.size(z + shift)[0])
        return bool(min(beside) > 100 * size or size <= mpmath.mpf(10) ** -27 * (scale - 1))

    def vanishes(self, z: Any) -> bool:
        """Whether z is a root, or within 10⁻⁹ of one (values may be given with 15 digits)."""
        tiny = mpmath.mpf(10) ** -28
        for shift in (0, tiny, -tiny, 1j * tiny, -1j * tiny):
            with suppress(*FAILURES):
                if self.is_zero_near(z + shift):
                    return True
        starts = (("secant", (z, z + mpmath.mpf(10) ** -10)), ("muller", (z, z + 1e-11, z - 1e-11)))
        for solver, start in starts:
            with suppress(*FAILURES):
                near = mpmath.findroot(self, start, solver=solver, tol=1e-40, verify=False)
                if abs(near - z) <= 1e-9 * (1 + abs(z)) and self.is_zero_near(near):
                    return True
        return False

    def roots(self, inside: Callable[[Any], bool]) -> Iterator[Any]:
        """Roots that a scan of the window finds, each clearly isolated."""
        rng, found = random.Random(SEED), list[Any]()
        is_complex = inside(mpmath.mpc(0.123, 0.456))
        starts = list[Any]()
        grid = [mpmath.mpf(k) / 8 + mpmath.mpf(1) / 97 for k in range(-8 * WINDOW, 8 * WINDOW)]
        last = None
        for t in grid:
            value = None
            with suppress(*FAILURES):
                value = finite(self(t))
                if abs(mpmath.im(value)) > 1e-20 * (1 + abs(value)):
                    value = None
            if value is not None and last is not None and mpmath.re(value) * mpmath.re(last[1]) < 0:
                starts.append((last[0], t))
            last = None if value is None else (t, value)
        for pair in starts[:40]:
            with suppress(*FAILURES):
                found.append(
                    mpmath.findroot(
                        lambda t: mpmath.re(self(t)), pair, solver="anderson", verify=False, maxsteps=60
                    )
                )
        for _ in range(25 if is_complex else 12):
            z = mpmath.mpf(rng.uniform(-6, 6))
            z = mpmath.mpc(z, rng.uniform(-6, 6)) if is_complex else z
            with suppress(*FAILURES):
                found.append(mpmath.findroot(self, (z, z + 0.1), solver="secant", verify=False, maxsteps=120))
        kept = list[Any]()
        for z in found:
            with suppress(*FAILURES):
                z = real_if_close(finite(z)) if abs(mpmath.im(z)) < 1e-20 else z
                if abs(z) > 30 or not inside(z) or any(abs(z - w) < 1e-9 for w in kept):
                    continue
                size, scale = self.size(z)
                beside, _ = self.size(z + mpmath.mpf(10) ** -9)
                if size <= mpmath.mpf(10) ** -24 * scale and beside > 1000 * size:
                    kept.append(z)
                    yield z
