"""Finder: cheaper terms that agree with a term at sample points, built from its parts upwards.

    each part, its own parts made cheaper first ──► its rewritings ──► those equal at the samples ──► the cheapest

Rewritings of a node: the quotient of polynomials in its kernels (expanded and factored, with sin² + cos² = 1 and roots and
moduli reduced), the inverse pairs (log exp, exp log, asin sin, …), roots of squares, quotients of sine and cosine, moduli of
a known sign, and constants (rational multiples of 1, π and a few roots) where all samples agree. Many of these are false
somewhere. That is why they are tried at samples here, and why the caller has each of them proved.

Cost of a node: some polynomial arithmetic and one vectorised evaluation a rewriting; terms beyond `MAX_PARTS` are left alone.

References: D. Richardson (1968), Some undecidable problems involving elementary functions, for why sampling comes first.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from porism.symbolic.claim import relation
from porism.symbolic.derivations.problem import Problem
from porism.symbolic.errors import PorismError
from porism.symbolic.numeric import Values, approximate
from porism.symbolic.polynomials import Poly, View, native
from porism.symbolic.statements.scope import Scope
from porism.symbolic.term import (
    HALF,
    MINUS_ONE,
    ONE,
    PI,
    Apply,
    Derivative,
    Number,
    Power,
    Product,
    Sum,
    Term,
    add,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    subterms,
    subtract,
)

MAX_PARTS = 200
MAX_DENOMINATOR = 24
TOLERANCE = 1e-8
_UNITS = (ONE, PI, square_root(number(2)), square_root(number(3)), multiply(PI, square_root(number(3))))
_INVERSES = {
    ("log", "exp"), ("exp", "log"), ("sin", "asin"), ("cos", "acos"), ("tan", "atan"), ("sinh", "asinh"), ("cosh", "acosh"),
    ("tanh", "atanh"), ("asin", "sin"), ("acos", "cos"), ("atan", "tan"), ("asinh", "sinh"), ("atanh", "tanh"),
    ("acosh", "cosh"),
}  # fmt: skip
_EVEN, _ODD = (
    ("cos", "cosh", "sec", "sech", "abs"),
    ("sin", "tan", "sinh", "tanh", "asin", "atan", "asinh", "atanh", "erf"),
)


def size(term: Term) -> int:
    """The number of parts of a term: its numbers, variables, functions, powers, products and sums.

    >>> from porism.symbolic.parse import parse_term
    >>> size(parse_term("sin(x)/2")), size(parse_term("x - y"))
    (4, 5)
    """
    return sum(1 for _ in subterms(term))


def rewritings(term: Term, scope: Scope) -> list[Term]:
    """Cheaper forms of a term that agree with it at sample points of the scope."""
    if size(term) > MAX_PARTS:
        return []
    stated = scope.claim(relation("==", term, term))
    columns = Problem(stated.variables, stated.hypotheses).columns
    first = _cheapest(term, columns)
    second = _cheapest(first, columns)
    return [t for t in dict.fromkeys((second, first)) if t != term]


def _cheapest(term: Term, columns: dict[str, Values]) -> Term:
    """The cheapest rewriting of a term whose parts are replaced by their cheapest ones."""
    inner = _with_parts(term, columns)
    expected = approximate(term, columns)
    known = np.isfinite(expected)
    if not known.any():
        return term
    best = inner if _agrees(inner, expected, columns) else term
    for candidate in _forms(inner, expected, columns):
        if size(candidate) < size(best) and _agrees(candidate, expected, columns):
            best = candidate
    return best


def _with_parts(term: Term, columns: dict[str, Values]) -> Term:
    match term:
        case Power(base, exponent):
            return power(_cheapest(base, columns), _cheapest(exponent, columns))
        case Apply(function, argument):
            return Apply(function, _cheapest(argument, columns))
        case Product(factors):
            return multiply(*(_cheapest(f, columns) for f in factors))
        case Sum(terms):
            return add(*(_cheapest(t, columns) for t in terms))
        case _:
            return term


def _agrees(term: Term, expected: Values, columns: dict[str, Values]) -> bool:
    """Whether the term has the expected value wherever there is one."""
    value = np.broadcast_to(approximate(term, columns), expected.shape)
    known = np.isfinite(expected)
    if not np.isfinite(value[known]).all():
        return False
    return bool((np.abs(value - expected)[known] <= TOLERANCE * (1 + np.abs(expected[known]))).all())


def _forms(t: Term, expected: Values, columns: dict[str, Values]) -> Iterator[Term]:
    yield from _constants(expected)
    yield from _local(t, columns)
    if isinstance(t, Sum | Product) and not any(isinstance(s, Derivative) for s in subterms(t)):
        for form in (t, native(t)):
            try:
                yield from _rational_forms(form)
            except PorismError:
                continue
        yield from _collected(t)


def _constants(expected: Values) -> Iterator[Term]:
    """Numbers of a simple form, where all samples have one real value."""
    values = expected[np.isfinite(expected)]
    if values.size == 0 or np.abs(values - values[0]).max() > TOLERANCE or abs(values[0].imag) > TOLERANCE:
        return
    for unit in _UNITS:
        ratio = float(values[0].real / approximate(unit, {})[0].real)
        guess = Fraction(ratio).limit_denominator(MAX_DENOMINATOR)
        if abs(float(guess) - ratio) < TOLERANCE:
            yield multiply(number(guess), unit) if guess else number(0)


def _local(t: Term, columns: dict[str, Values]) -> Iterator[Term]:
    """Laws of single functions, by shape."""
    match t:
        case Apply(f, Apply(g, a)) if (f, g) in _INVERSES:
            yield a
            yield negate(a)
        case Apply("abs", a):
            yield a
            yield negate(a)
            yield from _split_modulus(a)
        case Apply("log", Power(a, q)):
            yield multiply(q, Apply("log", a))
        case Apply("exp", Product(factors)) if any(
            isinstance(f, Apply) and f.function == "log" for f in factors
        ):
            inner = next(f for f in factors if isinstance(f, Apply) and f.function == "log")
            rest = multiply(ONE, *(f for f in factors if f is not inner))
            yield power(inner.argument, rest)
        case Apply("exp", Sum(terms)):
            yield multiply(*(Apply("exp", s) for s in terms))
        case Power(Power(a, p), q) if isinstance(p, Number) and isinstance(q, Number):
            yield power(a, multiply(p, q))
            yield power(Apply("abs", a), multiply(p, q))
        case Power(Apply("exp", a), q):
            yield Apply("exp", multiply(a, q))
        case Power(Product(factors), Number() as q):
            yield multiply(*(p for f in factors for p in [_first_root(f, q)]))
        case Power(base, Number() as q) if q == HALF and isinstance(base, Sum):
            yield from _roots_of_squares(base)
        case _:
            pass
    if isinstance(t, Apply) and t.function in (*_EVEN, *_ODD) and isinstance(t.argument, Product):
        first, *others = t.argument.factors
        if isinstance(first, Number) and first.value < 0:
            turned = Apply(t.function, multiply(number(-first.value), *others))
            yield turned if t.function in _EVEN else negate(turned)


def _first_root(f: Term, q: Number) -> Term:
    match f:
        case Power(a, Number(p)) if p % 2 == 0:
            return power(Apply("abs", a), number(p * q.value))
        case _:
            return power(f, q)


def _split_modulus(a: Term) -> Iterator[Term]:
    if isinstance(a, Product):
        yield multiply(
            *(Apply("abs", f) if not isinstance(f, Number) else number(abs(f.value)) for f in a.factors)
        )
    if isinstance(a, Power) and isinstance(a.exponent, Number) and a.exponent.value.denominator == 1:
        yield power(Apply("abs", a.base), a.exponent)
    if isinstance(a, Apply) and a.function == "exp":
        yield a


def _roots_of_squares(base: Sum) -> Iterator[Term]:
    """√(p²) as |p|, for a polynomial in kernels."""
    form = native(base)
    view = View([form])
    n, d = view.ratio(form)
    for_n, for_d = view.factors(n), view.factors(d)
    if all(e % 2 == 0 for _, e in (*for_n[1], *for_d[1])):
        top = (
            multiply(*(power(Apply("abs", view.term(p)), number(e // 2)) for p, e in for_n[1]))
            if for_n[1]
            else ONE
        )
        bottom = (
            multiply(*(power(Apply("abs", view.term(p)), number(-(e // 2))) for p, e in for_d[1]))
            if for_d[1]
            else ONE
        )
        yield multiply(square_root(number(for_n[0] / for_d[0])), top, bottom)


def _rational_forms(t: Term) -> Iterator[Term]:
    """The term as a quotient of polynomials in its kernels, reduced in several ways."""
    view = View([t])
    n, d = view.ratio(t)
    for p, q in _reduced(view, n, d):
        for top in (view.term(p), view.factored(p)):
            for bottom in (view.term(q), view.factored(q)):
                yield _tidied(divide(top, bottom)) if q != view.one else _tidied(top)


def _reduced(view: View, n: Poly, d: Poly) -> Iterator[tuple[Poly, Poly]]:
    """The quotient as it is, without squares of sines, without squares of cosines; roots and moduli reduced in all."""
    yield n, d
    for kept in ("sin", "cos"):
        p, q = n, d
        for zero in _relations(view, kept):
            p, q = divmod(p, zero)[1], divmod(q, zero)[1]
        if q != 0:
            g = p.gcd(q) if p != 0 else q
            p, q = divmod(p, g)[0], divmod(q, g)[0]
            yield p / q.leading_coefficient(), q / q.leading_coefficient()


def _relations(view: View, kept: str) -> Iterator[Poly]:
    """Polynomials that are 0: other² + kept² − 1, root^m − base, |a|² − a²."""
    other = {"sin": "cos", "cos": "sin"}[kept]
    for kernel in view.kernels:
        match kernel:
            case Apply(function, a) if function == other and Apply(kept, a) in view.generators:
                yield view.generators[kernel] ** 2 + view.generators[Apply(kept, a)] ** 2 - 1
            case Power(base, Number(q)) if q.numerator == 1:
                inner = view.polynomial(base)
                if inner is not None:
                    yield view.generators[kernel] ** q.denominator - inner
            case Apply("abs", a):
                try:
                    inner = view.polynomial(native(a))
                except KeyError:  # its kernels do not occur outside
                    continue
                if inner is not None:
                    yield view.generators[kernel] ** 2 - inner**2
            case _:
                pass


def _tidied(t: Term) -> Term:
    """Quotients of sine and cosine as tangents; products of exponentials as one."""
    if not isinstance(t, Product):
        return t
    exponents = dict[Term, Fraction]()
    rest, arguments = list[Term](), list[Term]()
    for f in t.factors:
        match f:
            case Apply("sin" | "cos"):
                exponents[f] = exponents.get(f, Fraction(0)) + 1
            case Power(Apply("sin" | "cos") as g, Number(q)):
                exponents[g] = exponents.get(g, Fraction(0)) + q
            case Apply("exp", a):
                arguments.append(a)
            case Power(Apply("exp", a), Number(q)):
                arguments.append(multiply(number(q), a))
            case _:
                rest.append(f)
    for sine in list(exponents):
        if isinstance(sine, Apply) and sine.function == "sin":
            cosine = Apply("cos", sine.argument)
            s, c = exponents.get(sine, Fraction(0)), exponents.get(cosine, Fraction(0))
            if s and c == -s:
                rest.append(power(Apply("tan", sine.argument), number(s)))
                exponents[sine] = exponents[cosine] = Fraction(0)
    rest += [power(kernel, number(q)) for kernel, q in exponents.items() if q]
    if arguments:
        rest.append(Apply("exp", add(*arguments)))
    return multiply(ONE, *rest)


def _collected(t: Term) -> Iterator[Term]:
    """Sums of logarithms as one logarithm, products of roots as one root."""
    match t:
        case Sum(terms):
            inner, rest = list[Term](), list[Term]()
            for s in terms:
                match s:
                    case Apply("log", a):
                        inner.append(a)
                    case Product((Number() as c, Apply("log", a))):
                        inner.append(power(a, c))
                    case _:
                        rest.append(s)
            if len(inner) > 1:
                yield add(Apply("log", multiply(*inner)), *rest)
            yield from _angle_sums(t)
        case Product(factors):
            roots = [f for f in factors if isinstance(f, Power) and f.exponent == HALF]
            if len(roots) > 1:
                product = square_root(multiply(*(f.base for f in roots if isinstance(f, Power))))
                yield multiply(product, *(f for f in factors if f not in roots))
        case _:
            pass


def _angle_sums(t: Sum) -> Iterator[Term]:
    """Single sines and cosines of sums of the arguments that occur."""
    arguments = list(
        dict.fromkeys(
            s.argument for s in subterms(t) if isinstance(s, Apply) and s.function in ("sin", "cos")
        )
    )
    for k, a in enumerate(arguments[:3]):
        combined = [
            multiply(number(2), a),
            *(op(a, b) for b in arguments[k + 1 : 4] for op in (add, subtract)),
        ]
        for c in combined:
            for f in ("sin", "cos"):
                yield Apply(f, c)
                yield negate(Apply(f, c))
                yield multiply(MINUS_ONE, Apply(f, negate(c)))
