"""Balls and Calcium against mpmath and SymPy: values, signs, zeros, branch cuts, and silence where nothing is known."""

from __future__ import annotations

import random
from fractions import Fraction

import flint
import mpmath
import pytest
import sympy
from flint import acb, arb

from porism.provers.exact import values
from porism.provers.exact.terms import NATIVE, Rejected, Term, add, mul, num, sub
from porism.provers.exact.values import ball, calcium, decide
from porism.symbolic.parse import parse_term
from porism.symbolic.sympy_bridge import to_sympy
from tests.provers.exact.certificates import read
from tests.provers.exact.mpmath_value import DIGITS, value

# zero, though it does not look like it
ZEROS = [
    "sqrt(2)*sqrt(3) - sqrt(6)",
    "sqrt(5 - 2*sqrt(6)) - sqrt(3) + sqrt(2)",
    "(7 + 5*sqrt(2))**(1/3) - 1 - sqrt(2)",
    "exp(I*pi) + 1",
    "log(-1) - I*pi",
    "log(exp(10*I)) - 10*I + 4*I*pi",
    "cos(pi/7)*cos(2*pi/7)*cos(3*pi/7) - 1/8",
    "(-8)**(1/3) - 1 - I*sqrt(3)",
    "(-2)**(5/2) - 4*I*sqrt(2)",
    "asin(2) - pi/2 + I*log(2 + sqrt(3))",
    "acosh(-2) - log(2 + sqrt(3)) - I*pi",
    "atanh(2) - log(3)/2 + I*pi/2",
    "4*atan(1/5) - atan(1/239) - pi/4",
    "abs(3 + 4*I) - 5",
    "0**0 - 1",
    "0**(1/2)",
    "0**(2/3)",
    "I**2 + 1",
    "(exp(I*pi/4))**2 - I",
]
# not zero, though nearly
NONZEROS = [
    "exp(pi*sqrt(163)) - 262537412640768744",
    "sqrt(2) - 1.4142135623730950488016887242096980785696718753769",
    "pi - 355/113",
    "sqrt(10**40 + 1) - 10**20",
    "exp(pi) - pi - 20",
    "(-8)**(1/3) + 2",
]


@pytest.mark.parametrize("text", ZEROS)
def test_a_zero_is_decided(text: str) -> None:
    t = read(text)
    assert (decide("=", t), decide("!=", t), decide(">", t), decide(">=", t), decide("R", t)) == (
        True,
        False,
        False,
        True,
        True,
    )


@pytest.mark.parametrize("text", NONZEROS)
def test_a_near_zero_is_decided(text: str) -> None:
    t = read(text)
    assert (decide("=", t), decide("!=", t)) == (False, True)
    with mpmath.workdps(80):
        z = mpmath.mpmathify(value(t, {}))
        if z.imag == 0:
            assert decide(">", t) is decide(">=", t) is bool(z.real > 0)


@pytest.mark.parametrize("text", ["I", "1 + I/10**30", "sqrt(-2)", "log(-1)", "asin(2)"])
def test_an_order_needs_a_real_number(text: str) -> None:
    t = read(text)
    assert (decide("R", t), decide(">", t), decide(">=", t)) == (False, False, False)


@pytest.mark.parametrize(
    "text", ["1/0", "log(0)", "1/(sqrt(2)**2 - 2)", "0**(-1/2)", "0**-I", "0*log(0)", "atan(I)"]
)
@pytest.mark.parametrize("kind", ["=", "!=", ">", ">=", "R"])
def test_nothing_is_decided_of_an_undefined_term(text: str, kind: str) -> None:
    assert decide(kind, read(text)) is None


@pytest.mark.parametrize("wrap", ["^", "abs", *(f for f in NATIVE if f != "abs")])
@pytest.mark.parametrize("inner", ["1/0", "log(0)"])
def test_an_undefined_term_stays_undefined(wrap: str, inner: str) -> None:
    t = read(inner)
    assert not ball(("^", t, num(0)) if wrap == "^" else (wrap, t), {}).is_finite()


def test_decisions_agree_with_mpmath_at_random_terms() -> None:
    rng, decided = random.Random(7), 0
    with mpmath.workdps(DIGITS):
        for _ in range(1500):
            t = _random_term(rng, rng.choice([1, 2, 3]))
            try:
                z = mpmath.mpmathify(_as_mpmath(t))
            except (ZeroDivisionError, OverflowError, ValueError):  # the last one at a pole of Γ
                continue
            if not mpmath.isfinite(z) or abs(z) > 10**20 or 0 < abs(z) < mpmath.mpf(10) ** -25:
                continue
            b = ball(t, {})
            if b.is_finite():
                assert abs(_mid(b) - z) < 1e-6 * (1 + abs(z)) + _radius(b), (t, b, z)
            zero, real = decide("=", t), decide("R", t)
            assert zero is None or zero == (abs(z) < 1e-25), t
            assert real is None or real == (abs(z.imag) < 1e-25), t
            if zero is not None and real:
                assert decide(">", t) in (None, bool(z.real > 1e-25)), t
            decided += zero is not None
    assert decided > 600


def _random_term(rng: random.Random, depth: int) -> Term:
    if depth == 0:
        leaves: list[Term] = [
            num(rng.randint(-3, 3)),
            num(Fraction(rng.randint(-5, 5), rng.choice([2, 3, 4]))),
        ]
        return rng.choice([*leaves, ("const", "pi"), ("const", "i")])
    a = _random_term(rng, depth - 1)
    match rng.randint(0, 3):
        case 0:
            return add(a, _random_term(rng, depth - 1))
        case 1:
            return mul(a, _random_term(rng, depth - 1))
        case 2:
            return (
                "^",
                a,
                num(rng.choice([Fraction(q) for q in ("1/2", "-1/2", "2", "-1", "1/3", "2/3", "-3/2", "0")])),
            )
    return (rng.choice(NATIVE), a)


def _as_mpmath(t: Term) -> object:
    z = value(t, {})
    return mpmath.mpf(z.numerator) / z.denominator if isinstance(z, Fraction) else z


def _mid(z: acb) -> mpmath.mpc:
    return mpmath.mpc(str(z.real.mid().str(40, radius=False)), str(z.imag.mid().str(40, radius=False)))


def _radius(z: acb) -> mpmath.mpf:
    return mpmath.mpf(str(z.real.rad().str(10, radius=False))) + mpmath.mpf(
        str(z.imag.rad().str(10, radius=False))
    )


ON_CUTS = ["2", "-2", "2*I", "-2*I", "-1/2", "I/2", "1", "-1", "3 + I", "-3 - I", "-I*5/4"]
CUT = ["log", "sqrt", "asin", "acos", "atan", "asinh", "acosh", "atanh", "Ei", "li", "Ci", "Chi", "dilog"]
UNDEFINED = {("atanh", "1"), ("atanh", "-1"), ("li", "1"), ("loggamma", "-1"), ("loggamma", "-2")}
CUT += ["LambertW", "LambertWm1", "loggamma"]


@pytest.mark.parametrize("function", CUT)
@pytest.mark.parametrize("point", ON_CUTS)
def test_branch_cuts_are_those_of_sympy(function: str, point: str) -> None:
    text = f"{function}({point})"
    here = ball(read(text), {})
    there = complex(sympy.N(to_sympy(parse_term(text)), 30)) if here.is_finite() else None
    if there is None:
        assert (function, point) in UNDEFINED
    else:
        assert abs(complex(float(here.real.mid()), float(here.imag.mid())) - there) < 1e-12


@pytest.mark.parametrize("function", CUT)
def test_a_ball_across_a_branch_cut_holds_both_sides(function: str) -> None:
    rng = random.Random(function)
    for _ in range(300):
        middle = acb(rng.randint(-3, 3), rng.randint(-2, 2))
        wide = acb(arb(middle.real, rng.choice([0, 0.5, 1.25])), arb(middle.imag, rng.choice([0, 0.5, 1.25])))
        inner = acb(
            middle.real + wide.real.rad() * rng.choice([-1, 0, 1, 0.5]),
            middle.imag + wide.imag.rad() * rng.choice([-1, 0, 1, 0.5]),
        )
        t = read(f"{function}(x)")
        outside, inside = ball(t, {"x": wide}), ball(t, {"x": inner})
        if outside.is_finite() and inside.is_finite():
            assert outside.overlaps(inside), (function, wide, inner)


def test_a_root_of_a_number_known_not_to_be_negative_is_cut_off_at_0() -> None:
    x, t = ("var", "x"), read("sqrt(x)")
    around_zero = {"x": acb(arb(0, 1))}
    clamped = ball(t, around_zero, frozenset({x}))
    assert clamped.imag == 0
    assert clamped.real.contains(0)
    assert clamped.real.contains(1)
    assert ball(t, around_zero).imag.contains(1)
    assert ball(t, {"x": acb(4)}, frozenset({x})) == 2
    assert ball(read("x**(2/3)"), {"x": acb(0)}) == 0
    assert not ball(t, {"x": acb(arb(-4, 1))}, frozenset({x})).is_finite()


@pytest.mark.parametrize("precision", [53, 64, 333])
@pytest.mark.parametrize("text", ["sqrt(2)*sqrt(3) - sqrt(6)", "pi", "1/0", "I"])
def test_the_precision_is_put_back(precision: int, text: str) -> None:
    before = flint.ctx.prec
    try:
        flint.ctx.prec = precision
        decide("=", read(text))
        with pytest.raises(Rejected):
            decide("=", ("diff", num(1), "x"))
        assert flint.ctx.prec == precision
    finally:
        flint.ctx.prec = before


def test_without_calcium_nothing_is_zero_unless_balls_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "library", lambda: None)
    calcium.cache_clear()
    try:
        t = read("sqrt(2)*sqrt(3) - sqrt(6)")
        assert [decide(kind, t) for kind in ("=", "!=", ">", ">=")] == [None] * 4
        assert decide("R", read("exp(I) + exp(-I)")) is None
        assert decide("=", sub(num(1), num(1))) is True
        assert decide(">", read("pi - 3")) is True
        assert decide("!=", read("sqrt(2) - 1")) is True
    finally:
        calcium.cache_clear()


def test_calcium_is_there() -> None:
    assert values.library() is not None, (
        "python-flint's wheel carries Calcium: pip install --force-reinstall python-flint"
    )
