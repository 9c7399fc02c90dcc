"""Trigonometric equations: sines and cosines of multiples of one angle, by a polynomial in s = sin(w) and c = cos(w).

    one of s, c remains        its polynomial's roots
    all terms of one degree    c = 0, or a polynomial in tan(w)
    otherwise                  cos(w/2) = 0, or a polynomial in tan(w/2)

Sums of inverse functions are treated by the sine of both sides. `s² + c² = 1` is used to find the shape that factors best.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd, lcm
from typing import Any

import sympy

from porism.symbolic.derivative import derivative
from porism.symbolic.proposals.solution_kernels import kernels_of, ratio_of
from porism.symbolic.proposals.solution_polynomials import polynomial
from porism.symbolic.proposals.solution_question import Collected
from porism.symbolic.proposals.solution_strategies import solved
from porism.symbolic.proposals.solution_tree import Known, Node, Stuck, applied, factored, multiplied, split
from porism.symbolic.proposals.solution_values import shorter
from porism.symbolic.sympy_bridge import from_sympy, to_sympy
from porism.symbolic.term import (
    ONE,
    ZERO,
    Apply,
    Number,
    Power,
    Product,
    Sum,
    Term,
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

MAX_MULTIPLE = 8
_S, _C, _T = sympy.symbols("_s _c _t")


def trigonometric(q: Collected, known: Known, k: int) -> Node:
    """An equation in sines and cosines of multiples of one angle, shifted by constants."""
    view, n, d = ratio_of(q, known, k)
    kernels = [t for _, t in kernels_of(q, view, n)]
    if not kernels or not all(isinstance(t, Apply) and t.function in ("sin", "cos") for t in kernels):
        raise Stuck("")
    arguments = [t.argument for t in kernels if isinstance(t, Apply)]
    w, multiples = _unit(q, arguments)
    expression = _in_sines(view.term(n), dict(zip(arguments, multiples, strict=True)))
    pieces = _best(expression)
    sine, cosine = Apply("sin", w), Apply("cos", w)

    def term_of(e: Any) -> Term:
        return (
            substitute(from_sympy(e), {"_s": sine, "_c": cosine})
            if e.free_symbols & {_S, _C}
            else from_sympy(e)
        )

    def read(e: Any) -> Term:
        return _substituted(e, sine, cosine)

    constant, factors = pieces
    terms = [power(read(f), number(e)) for f, e in factors]
    goal = multiply(read(constant), *terms)

    def treat(s: Known, j: int) -> Node:
        h = s.hypotheses[j]
        for f, _ in factors:
            if read(f) in (h.left, h.right):
                return _factor(q, s, j, f, w)
        raise Stuck("a factor is not recognised")

    if len(factors) == 1 and factors[0][1] == 1 and constant == 1:
        return multiplied(known, k, view.term(d), goal, ZERO, treat)
    if not factors:
        raise Stuck("")
    return multiplied(known, k, view.term(d), goal, ZERO, lambda s, j: factored(s, j, treat))


def _substituted(e: Any, sine: Term, cosine: Term) -> Term:
    names = {"_s": "s_sine", "_c": "c_cosine"}
    plain = from_sympy(e.subs({_S: sympy.Symbol("s_sine"), _C: sympy.Symbol("c_cosine")}))
    return substitute(plain, {names["_s"]: sine, names["_c"]: cosine})


def _unit(q: Collected, arguments: list[Term]) -> tuple[Term, list[tuple[int, Term]]]:
    """The angle w of which all arguments are multiples, m·w + b."""
    slopes, starts = list[Any](), list[Term]()
    for a in arguments:
        slope = shorter(derivative(a, q.unknown))
        if q.unknown in variables(slope):
            raise Stuck("an angle that is not linear")
        slopes.append(to_sympy(slope))
        starts.append(shorter(substitute(a, {q.unknown: ZERO})))
    ratios = [sympy.nsimplify(sympy.simplify(s / slopes[0])) for s in slopes]
    if not all(r.is_Rational for r in ratios):
        raise Stuck("angles without a common unit")
    fractions = [Fraction(int(r.p), int(r.q)) for r in ratios]
    bottom = lcm(*(f.denominator for f in fractions))
    step = Fraction(gcd(*(int(f * bottom) for f in fractions)), bottom)
    w = multiply(from_sympy(slopes[0]), number(step), q.x)
    multiples = [int(f / step) for f in fractions]
    if max(map(abs, multiples)) > MAX_MULTIPLE:
        raise Stuck("a multiple that is too high")
    if multiples[0] < 0:
        w, multiples = negate(w), [-m for m in multiples]
    return w, list(zip(multiples, starts, strict=True))


def _in_sines(t: Term, multiples: dict[Term, tuple[int, Term]]) -> Any:
    """A term as a SymPy polynomial in _s and _c."""
    match t:
        case Apply("sin" | "cos" as f, a) if a in multiples:
            m, b = multiples[a]
            whole = sympy.expand((_C + sympy.I * _S) ** abs(m))
            cosine, sine = whole.subs(sympy.I, 0), sympy.expand((whole - whole.subs(sympy.I, 0)) / sympy.I)
            cosine, sine = (_real_part(whole), _imaginary_part(whole))
            sine = sine if m >= 0 else -sine
            if b == ZERO:
                return sine if f == "sin" else cosine
            sb, cb = (to_sympy(shorter(Apply(g, b))) for g in ("sin", "cos"))
            return sympy.expand(sine * cb + cosine * sb if f == "sin" else cosine * cb - sine * sb)
        case Sum(parts):
            return sympy.Add(*(_in_sines(p, multiples) for p in parts))
        case Product(parts):
            return sympy.expand(sympy.Mul(*(_in_sines(p, multiples) for p in parts)))
        case Power(base, Number(e)) if e.denominator == 1 and e > 0:
            return sympy.expand(_in_sines(base, multiples) ** int(e))
        case _:
            return to_sympy(t)


def _real_part(e: Any) -> Any:
    return sympy.expand(sum(c for c in sympy.Add.make_args(e) if not c.has(sympy.I)))


def _imaginary_part(e: Any) -> Any:
    return sympy.expand(sum(c / sympy.I for c in sympy.Add.make_args(e) if c.has(sympy.I)))


def _best(e: Any) -> tuple[Any, list[tuple[Any, int]]]:
    """The factors of the shape, modulo s² + c² = 1, that is the easiest to solve."""
    e = sympy.expand(e)
    circle = _S**2 + _C**2 - 1
    shapes = [sympy.rem(e, circle, _S), sympy.rem(e, circle, _C), e]
    degree = sympy.Poly(e, _S, _C).total_degree()
    for top in (degree, degree + 1):
        homogeneous = sympy.expand(
            sum(
                c * _S**i * _C**j * (_S**2 + _C**2) ** ((top - i - j) // 2)
                for (i, j), c in sympy.Poly(e, _S, _C).terms()
                if (top - i - j) % 2 == 0
            )
        )
        if all((top - i - j) % 2 == 0 for i, j in sympy.Poly(e, _S, _C).monoms()):
            shapes.append(homogeneous)
    lists = list[tuple[int, Any, list[tuple[Any, int]]]]()
    for shape in shapes:
        if shape == 0:
            return sympy.Integer(0), []
        constant, found = sympy.factor_list(shape, _S, _C)
        lists.append((max((_difficulty(f) for f, _ in found), default=0), constant, found))
    _, constant, found = min(lists, key=lambda row: (row[0], len(row[2]) == 0))
    return constant, [(f.as_expr(), int(m)) for f, m in found]


def _difficulty(f: Any) -> int:
    p = sympy.Poly(f, _S, _C)
    if p.degree(_S) == 0 or p.degree(_C) == 0:
        return 10 + int(p.total_degree())
    return (20 if p.is_homogeneous else 40) + int(p.total_degree())


def _factor(q: Collected, known: Known, j: int, f: Any, w: Term) -> Node:
    """One irreducible factor that is 0."""
    sine, cosine = Apply("sin", w), Apply("cos", w)
    p = sympy.Poly(f, _S, _C)
    h = known.hypotheses[j]
    sign = ONE if h.right == ZERO else number(-1)
    if p.degree(_C) == 0 or p.degree(_S) == 0:
        variable, kernel = (_S, sine) if p.degree(_C) == 0 else (_C, cosine)
        return polynomial(q, known, j, kernel, _coefficients(f, variable), sign)
    if p.is_homogeneous:
        degree = p.total_degree()
        tangent = Apply("tan", w)
        by = multiply(sign, power(cosine, number(-degree)))
        flat = sympy.expand(f.subs({_S: _T, _C: 1}))
        return split(
            known, "zero", cosine,
            [lambda s, i: solved(q, s, i), lambda s, i: polynomial(q, s, j, tangent, _coefficients(flat, _T), by, (i,))],
        )  # fmt: skip
    half = multiply(number("1/2"), w)
    tangent, degree = Apply("tan", half), p.total_degree()
    lifted = sympy.expand(
        sum(c * (2 * _T) ** a * (1 - _T**2) ** b * (1 + _T**2) ** (degree - a - b) for (a, b), c in p.terms())
    )
    by = multiply(sign, power(add(ONE, power(tangent, number(2))), number(degree)))
    return split(
        known, "zero", Apply("cos", half),
        [lambda s, i: solved(q, s, i), lambda s, i: polynomial(q, s, j, tangent, _coefficients(lifted, _T), by, (i,))],
    )  # fmt: skip


def _coefficients(e: Any, variable: Any) -> list[Term]:
    return [from_sympy(sympy.simplify(c)) for c in reversed(sympy.Poly(e, variable).all_coeffs())]


def inverse_functions(q: Collected, known: Known, k: int) -> Node:
    """A sum of arcsines, arccosines, arctangents: the sine of both sides, in which they disappear."""
    h = known.hypotheses[k]
    view, n, _ = ratio_of(q, known, k)
    kernels = [t for _, t in kernels_of(q, view, n)]
    names = {t.function for t in kernels if isinstance(t, Apply)}
    if not names & {"asin", "acos", "atan"}:
        raise Stuck("")
    sides = [_sine_cosine(side, q) for side in (h.left, h.right)]
    return applied(
        known,
        k,
        "sin",
        lambda s, j: multiplied(
            s, j, _sign(s, j, h.left), sides[0][0], sides[1][0], lambda s2, i: solved(q, s2, i)
        ),
    )


def _sign(known: Known, j: int, left: Term) -> Term:
    return ONE if known.hypotheses[j].left == Apply("sin", left) else number(-1)


def _sine_cosine(t: Term, q: Collected) -> tuple[Term, Term]:
    match t:
        case Apply("asin", u):
            return u, square_root(subtract(ONE, power(u, number(2))))
        case Apply("acos", u):
            return square_root(subtract(ONE, power(u, number(2)))), u
        case Apply("atan", u):
            bottom = power(add(ONE, power(u, number(2))), number("-1/2"))
            return multiply(u, bottom), bottom
        case Sum(parts):
            s, c = _sine_cosine(parts[0], q)
            for part in parts[1:]:
                s2, c2 = _sine_cosine(part, q)
                s, c = add(multiply(s, c2), multiply(c, s2)), subtract(multiply(c, c2), multiply(s, s2))
            return s, c
        case Product((Number(m), *rest)) if m.denominator == 1 and abs(m) <= 4 and q.unknown in variables(t):
            inner = multiply(*rest)
            s, c = _sine_cosine(inner, q)
            if m < 0:
                s = negate(s)
            total = (s, c)
            for _ in range(abs(int(m)) - 1):
                total = (
                    add(multiply(total[0], c), multiply(total[1], s)),
                    subtract(multiply(total[1], c), multiply(total[0], s)),
                )
            return total
        case _ if q.unknown not in variables(t):
            return shorter(Apply("sin", t)), shorter(Apply("cos", t))
        case _:
            raise Stuck("not a sum of inverse functions")
