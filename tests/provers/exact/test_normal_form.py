"""The normal form keeps values, what is seen by shape is so, an admitted term is defined: all at random terms."""

from __future__ import annotations

import random
from fractions import Fraction

import flint
import pytest
from flint import acb, arb

from porism.provers.exact.checker import MALFORMED
from porism.provers.exact.context import Context, Domain
from porism.provers.exact.laws import LAWS
from porism.provers.exact.ratios import MoreKernels
from porism.provers.exact.rules import RULES
from porism.provers.exact.terms import NATIVE, PI, UNFOLD, I, Rejected, Term, add, mul, num, put, sub
from porism.provers.exact.values import ball
from tests.provers.exact.certificates import read

DOMAINS = ("real", "positive", "nonnegative", "nonzero", "integer", "natural", "complex")
EXPONENTS = [Fraction(q) for q in ("1/2", "-1/2", "2", "-1", "1/3", "2/3", "-3/2", "3", "0", "-2")]
PRECISION = 200


def _context(x: str = "real", y: str = "real", grain: int = 12) -> Context:
    return Context({"x": (x,), "y": (y,)}, 24, grain)


@pytest.mark.parametrize(
    ("text", "x", "grain"),
    [
        ("(x + 1)**2 - x**2 - 2*x - 1", "complex", 1),
        ("sin(x)**2 + cos(x)**2 - 1", "complex", 1),
        ("cosh(x) - cos(I*x)", "complex", 1),
        ("exp(x + y) - exp(x)*exp(y)", "complex", 1),
        ("sqrt(x)**2 - x", "complex", 2),
        ("sqrt(8*x) - 2*sqrt(2)*sqrt(x)", "complex", 2),
        ("sqrt(-4) - 2*I", "real", 2),
        ("(x**(1/3))**3 - x", "complex", 3),
        ("exp(log(x)) - x", "nonzero", 1),
        ("log(8) - 3*log(2)", "real", 1),
        ("log(1/4) + 2*log(2)", "real", 1),
        ("log(-2) - log(2) - pi*I", "real", 1),
        ("sinh(asinh(x)) - x", "complex", 2),
        ("cos(asin(x)) - sqrt(1 - x**2)", "complex", 2),
        ("sin(acos(x)) - sqrt(1 - x**2)", "complex", 2),
        ("tan(atan(x)) - x", "real", 2),
        ("cos(atan(x)) - 1/sqrt(1 + x**2)", "real", 2),
        ("abs(-3*x) - 3*abs(x)", "complex", 1),
        ("abs(x)**2 - x**2", "real", 1),
        ("asin(-x) + asin(x)", "complex", 1),
        ("exp(2*pi*I*x) - 1", "integer", 1),
        ("sin(pi*x)", "integer", 1),
        ("cos(pi*x/2)**2 - (1 + cos(pi*x))/2", "integer", 2),
        ("2**(x + 1) - 2*2**x", "complex", 1),
        ("y**(x + 2) - y**2*y**x", "natural", 1),
        ("sqrt(2)*sqrt(3) - sqrt(6)", "real", 2),
        ("sqrt(5 - 2*sqrt(6)) - sqrt(3) + sqrt(2)", "real", 2),
        ("cos(pi/5) - (1 + sqrt(5))/4", "real", 2),
    ],
)
def test_an_identity_is_seen(text: str, x: str, grain: int) -> None:
    assert _context(x, "real", grain).forms.is_zero(read(text))


@pytest.mark.parametrize(
    ("text", "x"),
    [
        ("sqrt(x**2) - x", "real"),
        ("sqrt(x**2) - x", "positive"),  # true, but for a law to say
        ("log(x**2) - 2*log(x)", "nonzero"),
        ("log(exp(x)) - x", "complex"),
        ("abs(x)**2 - x**2", "complex"),
        ("sqrt(x*y) - sqrt(x)*sqrt(y)", "real"),
        ("asin(sin(x)) - x", "real"),
        ("exp(pi*I*x) - 1", "integer"),
        ("exp(2*pi*I*x) - 1", "real"),
        ("0**x", "natural"),
        ("(x**2)**(1/4) - x**(1/2)", "real"),
        ("sqrt(2) - 1.41421356237309504880168872420969807857", "real"),
    ],
)
def test_what_is_not_an_identity_of_principal_values_is_not_seen(text: str, x: str) -> None:
    assert not _context(x).forms.is_zero(read(text))


def test_keys_are_equal_up_to_positive_factors_only() -> None:
    key = _context("positive").forms.key
    assert key(read("2*x - 2")) == key(read("x/3 - 1/3")) == key(read("(x**2 - 1)/(x + 1)"))
    assert key(read("x - 1")) != key(read("1 - x"))
    assert key(read("x")) != key(read("x**2"))
    assert key(read("x")) != key(read("pi*x"))


def test_a_ring_that_is_too_small_says_so() -> None:
    with pytest.raises(MoreKernels):
        Context({"x": ("real",)}, 2, 2).forms.form(read("sqrt(x) + log(x) + exp(x)"))


@pytest.mark.parametrize(
    "text", ["1/(x - x)", "(x - x)**-2", "1/(sin(x)**2 + cos(x)**2 - 1)", "log(2)/(sqrt(x)**2 - x)"]
)
def test_a_denominator_that_vanishes_is_rejected(text: str) -> None:
    with pytest.raises(Rejected, match="vanishes"):
        _context("complex").forms.form(read(text))


@pytest.mark.parametrize(("text", "grain"), [("sqrt(x)", 1), ("x**(1/3)", 2), ("exp(x/2)", 3)])
def test_an_exponent_beside_the_grain_is_rejected(text: str, grain: int) -> None:
    with pytest.raises(Rejected, match="not a multiple"):
        _context("real", "real", grain).forms.form(read(text))


def _random_term(rng: random.Random, depth: int) -> Term:
    if depth == 0:
        numbers: list[Term] = [
            num(rng.randint(-3, 3)),
            num(Fraction(rng.randint(-5, 5), rng.choice([2, 3, 4]))),
            PI,
            I,
        ]
        return rng.choice([("var", "x"), ("var", "y"), ("var", "x"), rng.choice(numbers)])
    a = _random_term(rng, depth - 1)
    match rng.randint(0, 6):
        case 0 | 1:
            return add(a, _random_term(rng, depth - 1))
        case 2:
            return mul(a, _random_term(rng, depth - 1))
        case 3:
            return ("^", a, num(rng.choice(EXPONENTS)))
        case 4:
            return ("^", a, _random_term(rng, depth - 1))
        case 5:
            return (rng.choice(NATIVE), a)
    return UNFOLD[rng.choice(sorted(UNFOLD))](a)


def _random_point(rng: random.Random, domain: str) -> acb:
    q = rng.choice(
        [
            Fraction(0),
            Fraction(1),
            Fraction(-1),
            Fraction(2),
            Fraction(rng.randint(-40, 40), rng.choice([1, 3, 10])),
        ]
    )
    match domain:
        case "positive":
            q = abs(q) or Fraction(1)
        case "nonnegative":
            q = abs(q)
        case "nonzero":
            q = q or Fraction(3, 7)
        case "integer":
            q = Fraction(int(q))
        case "natural":
            q = Fraction(abs(int(q)))
    turn = rng.choice([0, 1, -2, 0.25]) if domain == "complex" else 0
    return acb(arb(flint.fmpq(q.numerator, q.denominator)), arb(turn))


def _objections(context: Context, t: Term, at: dict[str, acb]) -> list[str]:
    """What is wrong at a point with what the context says about `t`."""
    z = ball(t, at)
    if not z.is_finite():  # undefined there, or enormous
        return []
    found = [
        kind
        for kind, fails in (
            ("R", not z.imag.contains(0)),
            (">", not (z.imag.contains(0) and z.real.upper() > 0)),
            (">=", not (z.imag.contains(0) and z.real.upper() >= 0)),
            ("!=", z == 0),
            ("N", not (z.imag.contains(0) and z.real.contains_integer() and z.real.upper() >= 0)),
        )
        if fails and context.holds(kind, t)
    ]
    try:
        numerator, denominator = context.forms.cancelled(context.forms.form(t))
        n, d = (ball(context.forms.polynomial_term(p), at) for p in (numerator, denominator))
        if n.is_finite() and d.is_finite() and not (n - d * z).contains(0):
            found.append("form")
        if context.forms.is_zero(t) and not z.contains(0):
            found.append("zero")
    except (Rejected, MoreKernels):
        pass
    return found


@pytest.mark.parametrize("seed", range(4))
def test_the_form_has_the_value_of_the_term_and_shape_tells_the_truth(seed: int) -> None:
    rng, looked = random.Random(seed), 0
    before, flint.ctx.prec = flint.ctx.prec, PRECISION
    try:
        for _ in range(150):
            x, y = rng.choice(DOMAINS), rng.choice(DOMAINS)
            context, t = _context(x, y), _random_term(rng, rng.choice([1, 2, 3]))
            for _ in range(6):
                at = {"x": _random_point(rng, x), "y": _random_point(rng, y)}
                try:
                    assert _objections(context, t, at) == [], (x, y, at, t)
                    looked += 1
                except (MoreKernels, Rejected, OverflowError):
                    break
    finally:
        flint.ctx.prec = before
    assert looked > 300


def _plain(t: Term) -> list[object]:
    return ["num", str(t[1])] if t[0] == "num" else [_plain(p) if isinstance(p, tuple) else p for p in t]


@pytest.mark.parametrize("seed", range(3))
def test_the_form_keeps_the_value_under_a_law(seed: int) -> None:
    rng, looked = random.Random(seed), 0
    before, flint.ctx.prec = flint.ctx.prec, PRECISION
    try:
        for _ in range(600):
            x, y, name = rng.choice(DOMAINS), rng.choice(DOMAINS), rng.choice(sorted(LAWS))
            context, law = _context(x, y), LAWS[name]
            arguments = [_random_term(rng, rng.choice([0, 0, 1])) for _ in range(law.__code__.co_argcount)]
            try:
                RULES["rewrite"](context, name, *map(_plain, arguments))
            except (Rejected, MoreKernels, *MALFORMED):
                continue
            left, right, _ = law(*arguments)
            for t in (left, sub(left, right), add(("exp", left), _random_term(rng, 1)), mul(left, right)):
                at = {"x": _random_point(rng, x), "y": _random_point(rng, y)}
                try:
                    assert _objections(context, t, at) == [], (x, y, at, t, name, arguments)
                    looked += 1
                except (
                    MoreKernels,
                    Rejected,
                    OverflowError,
                    RecursionError,
                ):  # 1·b is b: a law whose left side is in its right
                    continue
    finally:
        flint.ctx.prec = before
    assert looked > 100


@pytest.mark.parametrize("seed", range(2))
def test_an_admitted_term_is_defined(seed: int) -> None:
    rng, admitted = random.Random(seed), 0
    for _ in range(400):
        x, y = rng.choice(DOMAINS), rng.choice(DOMAINS)
        context, t = _context(x, y), _random_term(rng, rng.choice([1, 2]))
        try:
            context.admit(t)
        except (Rejected, MoreKernels):
            continue
        admitted += 1
        for value in (0, 1, -1, 2):
            at = {"x": num(value), "y": num(1 - value)}
            domains: list[tuple[str, Domain]] = [("x", (x,)), ("y", (y,))]
            if all(_contains(domain[0], at[name][1]) for name, domain in domains):
                assert ball(put(t, at), {}).is_finite() or _is_large(t), (x, y, value, t)
    assert admitted > 100


def _contains(domain: str, q: Fraction) -> bool:
    match domain:
        case "positive":
            return q > 0
        case "nonnegative" | "natural":
            return q >= 0
        case "nonzero":
            return q != 0
    return True


def _is_large(t: Term) -> bool:
    """Nested exponentials, whose balls may overflow."""
    return str(t).count("exp") > 1
