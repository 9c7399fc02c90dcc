"""Between terms and the infix notation of other systems, both ways.

    written(t, names, system)     our own printing of t with the system's constants, functions and variables of our making
    read(text, names, system)     the term of a system's answer, by the safe parser; functions that it does not know end it

Variables are renamed (`zv0`, `zv1`, …), so that no name of a claim means something in the system. `%pi`, `%e` and `%i` are
the constants in Maxima and in FriCAS alike. Our `dilog(z)` is `li[2](z)` in Maxima and `dilog(1 - z)` in FriCAS. Nothing that
comes back is evaluated: it is text for our own grammar.

References: Maxima 5.46 manual, §15 (special functions); FriCAS 1.3.8, `LiouvillianFunction` and `FunctionalSpecialFunction`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from porism.symbolic.errors import UnsupportedError
from porism.symbolic.parse import parse_term
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    ZERO,
    Apply,
    I,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    multiply,
    negate,
    number,
    power,
    square_root,
    substitute,
    subtract,
    variables,
)
from porism.symbolic.text import term_text

_CONSTANTS = {"E": "%e", "I": "%i", "pi": "%pi"}
_BACK = (("%pi", "pi"), ("%e", "E"), ("%i", "I"), ("pi()", "pi"))
_PAIR = "zzpair_"  # + what stands for the arguments of a function of two arguments while the rest is read
MAX_ORDER = 20  # of an incomplete gamma function
MAX_ANSWER = 20_000  # characters; longer antiderivatives are of no use to a person


@dataclass(frozen=True)
class System:
    """What a system calls our functions; `reflects_dilog`: it writes Li₂(1 − z); `pairs`: its functions of two arguments."""

    functions: Mapping[str, str] = field(default_factory=dict)
    reflects_dilog: bool = False
    pairs: Mapping[str, Callable[[Term, Term], Term]] = field(default_factory=dict)


def _gamma_incomplete(a: Term, z: Term) -> Term:
    """Γ(a, z) for integers a and halves of one, from E₁(z) and erf, up to a constant on each side of a cut.

    E₁(iv) = i·Si(v) − Ci(v) for real v.
    """
    if a == ZERO and isinstance(z, Product) and I in z.factors:
        v = multiply(*(f for f in z.factors if f != I))
        sign = MINUS_ONE if isinstance(v, Product) and v.factors[0] == MINUS_ONE else ONE
        v = multiply(sign, v)
        return subtract(multiply(sign, I, Apply("Si", v)), Apply("Ci", v))
    if a == ZERO:
        return negate(Apply("Ei", negate(z)))
    if a == HALF:
        return multiply(square_root(PI), subtract(ONE, Apply("erf", square_root(z))))
    if isinstance(a, Number) and a.value.denominator in (1, 2) and abs(a.value) <= MAX_ORDER:
        # Γ(a + 1, z) = a·Γ(a, z) + z^a·e^−z, upwards from 0 or 1/2 and downwards to negative a
        below = number(a.value - 1) if a.value > 0 else a
        falling = Apply("exp", negate(z))
        rest = falling if below == ZERO else multiply(power(z, below), falling)
        if a == ONE:
            return rest
        if a.value > 0:
            return add(multiply(below, _gamma_incomplete(below, z)), rest)
        above = _gamma_incomplete(number(a.value + 1), z)
        return multiply(number(1 / a.value), subtract(above, rest))
    raise UnsupportedError(f"gamma_incomplete({a}, …) is not in the claim language")


def _exponential_integral(n: Term, z: Term) -> Term:
    if n == ONE:
        return _gamma_incomplete(ZERO, z)
    raise UnsupportedError(f"expintegral_e({n}, …) is not in the claim language")


OURS = System()
MAXIMA = System(
    {
        "Ei": "expintegral_ei", "li": "expintegral_li", "Si": "expintegral_si", "Ci": "expintegral_ci",
        "Shi": "expintegral_shi", "Chi": "expintegral_chi", "fresnels": "fresnel_s", "fresnelc": "fresnel_c", "dilog": "li[2]",
        "LambertW": "lambert_w", "loggamma": "log_gamma", "digamma": "psi[0]",
    },
    pairs={"gamma_incomplete": _gamma_incomplete, "expintegral_e": _exponential_integral},
)  # fmt: skip
FRICAS = System(
    {
        "fresnels": "fresnelS", "fresnelc": "fresnelC", "LambertW": "lambertW", "gamma": "Gamma", "loggamma": "logGamma",
    },
    reflects_dilog=True,
    pairs={"gamma": _gamma_incomplete, "complex": lambda a, b: add(a, multiply(b, I))},
)  # fmt: skip


def renaming(t: Term, *more: str) -> dict[str, str]:
    """A neutral name for each variable."""
    return {name: f"zv{k}" for k, name in enumerate(sorted(variables(t) | set(more)))}


def written(t: Term, names: dict[str, str], system: System = OURS) -> str:
    """The term as input for a system.

    >>> written(parse_term("E + x*pi*dilog(x)"), {"x": "zv0"}, MAXIMA)
    '%pi*zv0*li[2](zv0) + %e'
    """
    t = substitute(t, {name: Variable(new) for name, new in names.items()})
    text = term_text(_reflected(t) if system.reflects_dilog else t)
    text = re.sub(r"\b(\w+)(?=\()", lambda found: system.functions.get(found[1], found[1]), text)
    return re.sub(r"\b(E|I|pi)\b", lambda found: _CONSTANTS[found.group()], text).replace("**", "^")


def read(text: str, names: dict[str, str], system: System = OURS) -> Term:
    """The term of an answer; a `ParseError` where it leaves the language.

    >>> print(read("(2*atan(zv0*%e))/%pi + dilog(zv0)", {"x": "zv0"}, FRICAS))
    dilog(1 - x) + 2*atan(E*x)/pi
    """
    text = "".join(line.strip() for line in text.splitlines())[: MAX_ANSWER + 1]
    for theirs, ours in _BACK:
        text = text.replace(theirs, ours)
    for ours, theirs in system.functions.items():
        text = re.sub(rf"(?<!\w){re.escape(theirs)}\(", f"{ours}(", text)
    text, pairs = _without_pairs(text, system)
    t = parse_term(text)
    if system.reflects_dilog:
        t = _reflected(t)
    for name, value in reversed(pairs.items()):  # outer ones hold inner ones
        t = substitute(t, {name: value})
    return substitute(t, {new: Variable(name) for name, new in names.items()})


def _without_pairs(text: str, system: System) -> tuple[str, dict[str, Term]]:
    """The text with a variable for each innermost call of a function of two arguments, and what the variables stand for."""
    found = dict[str, Term]()
    call = re.compile(rf"(?<!\w)({'|'.join(system.pairs)})\(")
    before = len(text)  # what is behind is done: a call inside another one is read first
    while system.pairs and (starts := list(call.finditer(text, 0, before))):
        start = starts[-1]
        before = start.start()
        depth, commas, stop = 1, list[int](), start.end()
        while depth and stop < len(text):
            depth += {"(": 1, ")": -1}.get(text[stop], 0)
            commas += [stop] if text[stop] == "," and depth == 1 else []
            stop += 1
        if not depth and not commas:
            continue  # gamma(x) has one argument
        if depth or len(commas) != 1:
            raise UnsupportedError(f"a call of {start[1]} cannot be read")
        key = f"{_PAIR}{len(found)}"
        arguments = (text[start.end() : commas[0]], text[commas[0] + 1 : stop - 1])
        found[key] = system.pairs[start[1]](*(parse_term(part) for part in arguments))
        text = f"{text[: start.start()]}{key}{text[stop:]}"
    return text, found


def _reflected(t: Term) -> Term:
    """The term with 1 − z for the argument z of every dilogarithm."""
    match t:
        case Apply("dilog", z):
            inner = _reflected(z)
            return Apply("dilog", add(ONE, *map(negate, inner.terms if isinstance(inner, Sum) else (inner,))))
        case Apply(function, z):
            return Apply(function, _reflected(z))
        case Power(base, exponent):
            return power(_reflected(base), _reflected(exponent))
        case Product(parts):
            return multiply(*map(_reflected, parts))
        case Sum(parts):
            return add(*map(_reflected, parts))
        case _:
            return t
