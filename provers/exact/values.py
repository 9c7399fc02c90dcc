"""Trusted: values of terms, as balls (rigorous enclosures) and in Calcium (exact).

`ball` evaluates at a point or on a box; a result that is not finite means "not defined there, or not enclosed".
`decide` settles the sign or the vanishing of a closed term: by balls of rising precision where the value is not
zero, by Calcium where it is; None where neither can tell. Calcium is the part of FLINT that python-flint's
wheel carries but does not wrap; it is reached by ctypes, and where it is missing the answer is None.

References: F. Johansson (2017), Arb: efficient arbitrary-precision midpoint-radius interval arithmetic; F. Johansson
(2021), Calcium: computing in exact real and complex fields.
"""

from __future__ import annotations

import ctypes
import functools
import glob
import os
from typing import Any

import flint
from flint import acb, arb, fmpq

from porism.provers.exact.terms import HALF, NATIVE, Rejected, Term, add, free, num, power, term

_ARB_NAMES = {"fresnels": "fresnel_s", "fresnelc": "fresnel_c", "loggamma": "lgamma"}
PRECISIONS = (64, 256, 1024)  # bits; the last one is 300 digits


def ball(t: Term, at: dict[str, acb], nonnegative: frozenset[Term] = frozenset()) -> acb:
    """An enclosure of the value of `t` where the variables lie in `at`; not finite where there is none.

    The bases of roots in `nonnegative` are known to be ≥ 0, so their enclosures are cut off at 0.
    """
    match t:
        case ("num", q):
            return acb(arb(fmpq(q.numerator, q.denominator)))
        case ("var", name):
            return at[name]
        case ("const", name):
            return acb.pi() if name == "pi" else acb(0, 1)
        case ("+", *terms):
            return functools.reduce(lambda a, b: a + b, (ball(p, at, nonnegative) for p in terms))
        case ("*", *factors):
            return functools.reduce(lambda a, b: a * b, (ball(p, at, nonnegative) for p in factors))
        case ("^", base, ("num", q)):
            z = ball(base, at, nonnegative)
            if base in nonnegative and q > 0:
                return acb(_root_from_zero(z.real, q.numerator, q.denominator))
            return _rational_power(z, q.numerator, q.denominator)
        case ("^", base, exponent):
            return _power(ball(base, at, nonnegative), ball(exponent, at, nonnegative))
        case ("abs", a):
            return acb(abs(ball(a, at, nonnegative)))
        case ("dilog", a):
            return ball(a, at, nonnegative).polylog(2)
        case ("LambertWm1", a):
            z = ball(a, at, nonnegative)
            return z.lambertw(branch=-1) if not z.contains(0) else acb(arb.nan())
        case (f, a) if f in NATIVE:
            result: acb = getattr(ball(a, at, nonnegative), _ARB_NAMES.get(f, f.lower()))()
            return result
    raise Rejected(f"no value of {t[0]}")


def _rational_power(z: acb, p: int, q: int) -> acb:
    if not z.is_finite():
        return acb(arb.nan())  # else the power 0 would make 1 of it
    if q == 1:
        return z**p if p >= 0 or not z.contains(0) else acb(arb.nan())
    if z.imag == 0 and z.real >= 0 and p > 0:  # includes 0, where the logarithm does not exist
        return acb(_root_from_zero(z.real, p, q))
    root = z.sqrt() if q == 2 else (z.log() / q).exp()
    return root**p if p >= 0 or not root.contains(0) else acb(arb.nan())


def _root_from_zero(x: arb, p: int, q: int) -> arb:
    """x^(p/q) for p > 0 and a number ≥ 0 in the ball x, whose part below 0 is cut off."""
    top = x.upper()
    if x > 0:
        return x.root(q) ** p
    if top > 0:
        return (top.root(q) ** p).union(arb(0))
    return arb(0) if top == 0 else arb.nan()


def _power(z: acb, w: acb) -> acb:
    n = w.real.unique_fmpz() if w.imag == 0 else None
    if n is not None and w.real == arb(n):
        return _rational_power(z, int(n), 1)
    if z == 0:
        return acb(0) if w.real > 0 else acb(arb.nan())
    return (z.log() * w).exp()


def decide(kind: str, t: Term) -> bool | None:
    """Whether the closed term satisfies `t kind 0`, kind one of `=`, `!=`, `>`, `>=`, `R` (real); None if undecided.

    >>> decide(">", add(("exp", num(1)), num(-2)))
    True
    """
    before = flint.ctx.prec
    try:
        for precision in PRECISIONS:
            flint.ctx.prec = precision
            z = ball(t, {})
            if not z.is_finite():
                continue
            if kind == "R" and z.imag == 0:
                return True
            if kind == "R" and not z.imag.contains(0):
                return False
            if kind in ("=", "!=") and (z == 0 or not z.contains(0)):
                return bool(z == 0) == (kind == "=")
            if kind in (">", ">=") and z.imag == 0 and (z.real > 0 or z.real < 0 or z.real == 0):
                return bool(z.real > 0 or (kind == ">=" and z.real == 0))
            if kind in (">", ">=") and not z.imag.contains(0):
                return False  # not real: not ordered
        if not z.is_finite():
            return None
        # What remains contains 0 in a tiny ball: only exact arithmetic can tell.
        if kind == "R":
            return calcium("is_real", t)
        zero = calcium("is_zero", t) if z.contains(0) else False
        if kind in ("=", "!=") or zero is None:
            return zero if kind == "=" or zero is None else not zero
        if zero:
            return kind == ">="
        return bool(z.real > 0) if calcium("is_real", t) and not z.real.contains(0) else None
    finally:
        flint.ctx.prec = before


def number(data: Any) -> Term:
    """The term of a plain form, if it is closed and has a real value."""
    t = term(data)
    if free(t) or decide("R", t) is not True:
        raise Rejected("expected a real number")
    return t


@functools.cache
def library() -> Any:
    """The FLINT library inside python-flint's wheel if it has Calcium, else None."""
    here = os.path.dirname(flint.__file__)
    for pattern in ("../python_flint.libs/*flint*", ".dylibs/*flint*", "../*flint*.libs/*flint*"):
        for path in sorted(glob.glob(os.path.join(here, pattern))):
            found = ctypes.CDLL(path)
            if hasattr(found, "ca_check_is_zero") and hasattr(found, "ca_ctx_init"):
                return found
    return None


@functools.lru_cache(4096)
def calcium(predicate: str, t: Term) -> bool | None:
    """The truth of Calcium's `ca_check_<predicate>` for a closed term: True, False, or None for unknown."""
    lib = library()
    if lib is None:
        return None
    context = ctypes.create_string_buffer(1 << 16)  # ca_ctx_t has about 1 kB
    made = list[Any]()
    lib.ca_ctx_init(context)

    def new(function: str, *operands: Any) -> Any:
        made.append(ctypes.create_string_buffer(128))  # ca_t has 40 bytes
        lib.ca_init(made[-1], context)
        getattr(lib, f"ca_{function}")(made[-1], *operands, context)
        return made[-1]

    def integer(n: int) -> Any:
        z = ctypes.c_long(0)  # an fmpz_t
        lib.fmpz_set_str(ctypes.byref(z), str(n).encode(), 10)
        result = new("set_fmpz", ctypes.byref(z))
        lib.fmpz_clear(ctypes.byref(z))
        return result

    def value(t: Term) -> Any:
        match t:
            case ("num", q):
                return new("div", integer(q.numerator), integer(q.denominator))
            case ("const", name):
                return new(name)
            case ("+" | "*", *operands):
                name = "add" if t[0] == "+" else "mul"
                return functools.reduce(lambda a, b: new(name, a, b), map(value, operands))
            case ("^", base, exponent):
                return (
                    new("sqrt", value(base)) if exponent == HALF else new("pow", value(base), value(exponent))
                )
            case ("sin" | "cos", a):
                pair = [new("set_si", ctypes.c_long(0)) for _ in range(2)]
                lib.ca_sin_cos(*pair, value(a), context)
                return pair[0 if t[0] == "sin" else 1]
            case ("asinh", a):
                return value(("log", add(a, ("^", add(power(a, 2), num(1)), HALF))))
            case (("exp" | "log" | "asin" | "atan" | "abs" | "erf") as f, a):
                return new(f, value(a))
            case ("rgamma", a):
                return new("inv", new("gamma", value(a)))
            case (f, _) if f in NATIVE:  # Calcium does not have it
                return new("unknown")
        raise Rejected(f"no value of {t[0]}")

    try:
        result = value(t)
        if lib.ca_check_is_number(result, context) != 0:
            return None
        return {0: True, 1: False}.get(getattr(lib, f"ca_check_{predicate}")(result, context))
    finally:
        for x in made:
            lib.ca_clear(x, context)
        lib.ca_ctx_clear(context)
