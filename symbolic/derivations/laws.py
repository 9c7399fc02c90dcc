"""Laws of the functions that a claim may need, found by the shapes of its subterms; each with what it needs guessed true.

    log(a·b) → log a + log b     (a·b)^q → a^q·b^q     √(a²) → |a|     |a| → ±a     log(exp a) → a     asin(sin a) → a …

Inner subterms first. The right side of a law is looked at again, so log(x**2*y) becomes 2·log x + log y.
"""

from __future__ import annotations

from fractions import Fraction

from flint import acb, fmpq

from porism.symbolic.derivations.gamma_shifts import gamma_shifts
from porism.symbolic.derivations.perfect_squares import perfect_square_roots
from porism.symbolic.derivations.problem import Problem, Step, step
from porism.symbolic.meaning import value
from porism.symbolic.polynomials import View, native
from porism.symbolic.term import (
    HALF,
    ONE,
    PI,
    ZERO,
    Apply,
    Constant,
    I,
    Number,
    Power,
    Product,
    Sum,
    Term,
    Variable,
    add,
    children,
    divide,
    multiply,
    negate,
    number,
    power,
    square_root,
    subterms,
    subtract,
    variables,
)

_QUARTER = multiply(HALF, PI)
MAX_LAWS = 40


def applicable_laws(problem: Problem, *sides: Term) -> list[Step]:
    """`rewrite` steps for the subterms of the sides."""
    steps = list[Step]()
    seen = set[Term]()
    for side in sides:
        for t in subterms(native(side)):
            _expand(problem, t, steps, seen)
    steps += gamma_shifts(t for side in sides for t in subterms(native(side)) if variables(t))
    return steps[:MAX_LAWS]


def _expand(problem: Problem, t: Term, steps: list[Step], seen: set[Term]) -> None:
    if isinstance(t, Power) and isinstance(t.exponent, Number) and t.exponent.value < 0:
        t = power(t.base, number(-t.exponent.value))  # a law for the root serves its reciprocal
    match t:
        case Power(Sum() as radicand, Number(above)) if above > 1 and above.denominator > 1:
            t = power(radicand, number(above % 1))  # and its powers
        case _:
            pass
    if not variables(t) and t not in seen:
        _closed(problem, t, steps)
        seen.add(t)
    if t in seen or not variables(t):
        return
    seen.add(t)
    match t:
        case Apply("log", Product(factors)):
            _split_log(problem, factors, steps, seen)
        case Apply("log", Power(a, q)) if problem.seems(">", a) and problem.seems("R", q):
            steps.append(step("rewrite", "log_power", a, q))
            _expand(problem, Apply("log", a), steps, seen)
        case Apply("log", Power(a, Number(n) as q)) if n % 2 == 0 and problem.seems("R", a):
            steps.append(step("rewrite", "log_power", Apply("abs", a), q))
            _expand(problem, Apply("log", Apply("abs", a)), steps, seen)
        case Apply("log", Apply("exp", a)) if problem.seems("R", a):
            steps.append(step("rewrite", "log_exp", a))
        case Apply("log", Apply("LambertW", a)):
            steps.append(step("rewrite", "log_lambert", a))
            _expand(problem, Apply("log", a), steps, seen)
        case Apply("LambertW", Product(factors)):
            for f in factors:
                rest = multiply(*(g for g in factors if g != f))
                if isinstance(f, Apply) and f.function == "exp" and rest == f.argument:
                    steps.append(step("rewrite", "lambert", rest))
        case Apply("log", Sum()):
            _log_of_common_factor(problem, t, steps, seen)
        case Power(Power(a, Number(p)), q) if p == 2 and q == HALF and problem.seems("R", a):
            steps.append(step("rewrite", "root_square", a))
            _expand(problem, Apply("abs", a), steps, seen)
        case Power(Power(a, m), n) if _is_natural(problem, m) and _is_natural(problem, n):
            steps.append(step("rewrite", "power_power_natural", a, m, n))
        case Power(Power(a, p), q) if problem.seems(">", a) and problem.seems("R", p):
            steps.append(step("rewrite", "power_power", a, p, q))
        case Power(Power(a, Number(p)), Number(q)) if (
            p > 0 and q > 0 and q.denominator > 1 and problem.seems(">=", a)
        ):
            steps.append(step("rewrite", "power_power_nonneg", a, number(p), number(q)))
            _expand(problem, power(a, number(p * q)), steps, seen)
        case Power(Power(a, Number(p)), Number(q)) if (
            p % 2 == 0 and p > 0 and q > 0 and problem.seems("R", a)
        ):
            steps.append(step("rewrite", "power_even", a, number(p / 2), number(q)))
            _expand(problem, Apply("abs", a), steps, seen)
        case Power(Sum() | Product() as a, q) if q == HALF and _root_of_square(problem, a, steps, seen):
            pass
        case Power(Sum() as a, Number(q) as exponent) if q.denominator > 1:
            _root_of_sum(problem, a, exponent, steps, seen)
        case Power(Apply("exp", a), q) if problem.seems("R", a) and not (
            isinstance(q, Number) and q.value.denominator == 1
        ):
            steps.append(step("rewrite", "power_exp", a, q))
        case Power(Product(factors), q) if not (isinstance(q, Number) and q.value.denominator == 1):
            _split_power(problem, factors, q, steps, seen)
        case Apply("abs", a):
            _resolve_abs(problem, a, steps, seen)
        case Apply("asin", Apply("sin", a)) if _seems_between(problem, negate(_QUARTER), a, _QUARTER):
            steps.append(step("rewrite", "asin_sin", a))
        case Apply("asin", Apply("cos", a)) if _seems_between(problem, number(0), a, PI):
            steps.append(step("rewrite", "asin_cos", a))
        case Apply("atan", Product((Power(Apply("cos", a), Number(n)), Apply("sin", b)))) if (
            n == -1 and a == b
        ):
            if _seems_between(problem, negate(_QUARTER), a, _QUARTER):
                steps.append(step("rewrite", "atan_tan", a))
        case _:
            pass


def _closed(problem: Problem, t: Term, steps: list[Step]) -> None:
    """W(a) that has a short value, its logarithm, and functions of numbers that undo each other; log of a multiple of i."""
    match t:
        case Apply("LambertW" | "LambertWm1" as f, a):
            law = "lambert_value" if f == "LambertW" else "lambert_lower_value"
            steps += (step("rewrite", law, a, w) for w in short_lambert(t))
        case Apply("log", Apply("LambertW", a)):
            steps.append(step("rewrite", "log_lambert", a))
        case Apply("log", Apply("exp", a)) | Power(Apply("exp", a), _) if _is_real_with_lambert(problem, a):
            steps.append(step("rewrite", "log_exp", a))
        case Apply("asin", Apply("sin", a)) if _seems_between(problem, negate(_QUARTER), a, _QUARTER):
            steps.append(step("rewrite", "asin_sin", a))
        case Apply("asin", Apply("cos", a)) if _seems_between(problem, number(0), a, PI):
            steps.append(step("rewrite", "asin_cos", a))
        case Power(Product((Number(c), Power(a, Number(p)))), Number(r)) if (
            c > 0 and r.denominator > 1 and problem.seems(">", a)
        ):  # (log(3)³/27)^(1/3)
            steps.append(step("rewrite", "power_mul", number(c), power(a, number(p)), number(r)))
            steps.append(step("rewrite", "power_power", a, number(p), number(r)))
        case Apply("log", Product(factors)) if I in factors:
            rest = [f for f in factors if f != I]
            if problem.seems(">", multiply(*rest)):
                steps.append(step("rewrite", "log_mul", multiply(*rest), I))
        case _:
            pass


def _is_real_with_lambert(problem: Problem, a: Term) -> bool:
    inside = any(isinstance(s, Apply) and s.function in ("LambertW", "LambertWm1") for s in subterms(a))
    return inside and problem.seems("R", a)


def short_lambert(t: Apply) -> list[Term]:
    """What the value w of Lambert's W at a number a seems to be: a rational, 1 at e, or a/exp(w) with a short exp(w)ᵏ.

    >>> from porism.symbolic.parse import parse_term
    >>> [str(w) for a in ("LambertW(E)", "LambertWm1(-log(2)/2)") for w in short_lambert(parse_term(a))]
    ['1', '-2*log(2)']
    """
    ball = value(t, {}, 200)
    if not ball.is_finite() or not ball.imag.contains(0):
        return []
    w = acb(ball.real)
    if (near := _short(w)) is not None:
        return [number(near)]
    for k in (1, 2, 3):
        if (near := _short((w * k).exp())) is not None and near > 0:
            root = power(number(near), number(Fraction(1, k))) if k > 1 else number(near)
            return [multiply(t.argument, power(root, number(-1)))]
    return []


def _short(z: acb) -> Fraction | None:
    """A rational with a short denominator that is not told apart from z."""
    near = Fraction(float(z.real)).limit_denominator(100)
    return near if (z - acb(fmpq(near.numerator, near.denominator))).contains(0) else None


def _seems_between(problem: Problem, low: Term, a: Term, high: Term) -> bool:
    return problem.seems(">=", subtract(a, low)) and problem.seems(">=", subtract(high, a))


def _split_log(problem: Problem, factors: tuple[Term, ...], steps: list[Step], seen: set[Term]) -> None:
    positive = [f for f in factors if problem.seems(">", f)]
    rest = [f for f in factors if f not in positive]
    if not positive or (len(positive) == 1 and not rest):
        return
    first, others = positive[0], (*positive[1:], *rest)
    other = multiply(*others)
    # the law is stated for the product of exactly two factors, in the order of the claim's own product
    steps.append(step("rewrite", "log_mul", first, other))
    for part in (first, other):
        _expand(problem, Apply("log", part), steps, seen)


def _log_of_common_factor(problem: Problem, t: Term, steps: list[Step], seen: set[Term]) -> None:
    """log of a sum that is a product or a power: log(exp(x) + 1) and log(exp(-x) + 1) share a factor."""
    if not isinstance(t, Apply):
        return
    view = View([t.argument])
    n, d = view.ratio(t.argument)
    constant, pairs = view.factors(n)
    pieces = [power(view.term(p), number(e)) for p, e in pairs]
    if not d.is_constant():
        pieces += [power(view.term(p), number(-e)) for p, e in view.factors(d)[1]]
    pieces = [p for p in pieces if p != ONE]
    if constant != 1:
        pieces.append(number(constant))
    match multiply(*pieces):
        case Product(factors) if len(pieces) > 1:
            _split_log(problem, factors, steps, seen)
        case Power() as single:  # of (x + 1)³, which the sum is
            _expand(problem, Apply("log", single), steps, seen)
        case _:
            pass


def _split_power(
    problem: Problem, factors: tuple[Term, ...], q: Term, steps: list[Step], seen: set[Term]
) -> None:
    positive = [f for f in factors if problem.seems(">=", f)]
    if _is_natural(problem, q):
        steps.append(step("rewrite", "power_mul_natural", factors[0], multiply(*factors[1:]), q))
        for part in (factors[0], multiply(*factors[1:])):
            _expand(problem, power(part, q), steps, seen)
        return
    if not positive or len(factors) < 2:
        return
    if isinstance(q, Number) and q.value.denominator > 1:
        q = number(q.value % 1)  # the law of the root serves its powers too
    first = positive[0]
    other = multiply(*(f for f in factors if f is not first))
    steps.append(step("rewrite", "power_mul", first, other, q))
    for part in (power(first, q), power(other, q)):
        _expand(problem, part, steps, seen)


def _is_natural(problem: Problem, t: Term) -> bool:
    """Whether a term with variables is a natural number by its shape."""
    match t:
        case Number(value):
            return value >= 0 and value.denominator == 1
        case Variable(name):
            return dict(problem.variables)[name].name == "natural"
        case Sum(parts) | Product(parts):
            return all(_is_natural(problem, p) for p in parts)
        case _:
            return False


def _root_of_square(problem: Problem, radicand: Term, steps: list[Step], seen: set[Term]) -> bool:
    for root in perfect_square_roots(radicand):
        steps.append(step("rewrite", "root_square", root))
        _expand(problem, Apply("abs", root), steps, seen)
        return True
    return False


def _root_of_sum(problem: Problem, radicand: Term, q: Term, steps: list[Step], seen: set[Term]) -> None:
    """√(x² − 1) = √(x − 1)·√(x + 1) for x ≥ 1, √(1 − x²/(1 + x²)) = (1 + x²)^(−1/2): factors of known sign."""
    view = View([radicand])
    n, d = view.ratio(radicand)
    constant, above = view.factors(n)
    pairs = [*above, *((p, -e) for p, e in view.factors(d)[1])]
    product = multiply(number(constant), *(power(view.term(f), number(e)) for f, e in pairs))
    if isinstance(product, Product):
        _split_power(problem, product.factors, q, steps, seen)
    elif isinstance(product, Power):
        _expand(problem, power(product, q), steps, seen)


def _resolve_abs(problem: Problem, a: Term, steps: list[Step], seen: set[Term]) -> None:
    if problem.seems(">=", a):
        steps.append(step("rewrite", "abs_of_nonneg", a))
        return
    if problem.seems(">=", negate(a)):
        steps.append(step("rewrite", "abs_of_nonpos", a))
        return
    match a:
        case Apply("exp"):
            _abs_of_exp(problem, a, steps)
        case Product((first, *others)):
            _abs_of_product(problem, first, multiply(*others), steps, seen)
        case Power(base, Number(n)) if n > 1 and n.denominator == 1:
            _abs_of_product(problem, base, power(base, number(n - 1)), steps, seen)
        case Power(base, exponent) if problem.seems("R", exponent):
            steps.append(step("rewrite", "abs_power", base, exponent))
            _expand(problem, Apply("abs", base), steps, seen)
        case Sum():
            _abs_of_sum(problem, a, steps, seen)
        case _:
            pass


def _abs_of_product(problem: Problem, a: Term, b: Term, steps: list[Step], seen: set[Term]) -> None:
    if isinstance(a, Number):  # the checker's normal form takes rational factors out itself
        _expand(problem, Apply("abs", b), steps, seen)
        return
    steps.append(step("rewrite", "abs_mul", a, b))
    for part in (a, b):
        if variables(part):
            _expand(problem, Apply("abs", part), steps, seen)
        else:  # a constant such as √2
            _resolve_abs(problem, part, steps, seen)


def _abs_of_sum(problem: Problem, a: Term, steps: list[Step], seen: set[Term]) -> None:
    """|u + i·v| by its parts; else |x² − x·y| by the factors."""
    parts = cartesian(problem, a) if not problem.seems("R", a) else None
    if parts is not None:
        steps.append(step("rewrite", "abs_cartesian", *parts))
        squares = add(*(power(part, number(2)) for part in parts))
        _expand(problem, square_root(squares), steps, seen)
        return
    view = View([a])
    n, d = view.ratio(a)
    product = divide(view.factored(n), view.factored(d))
    if isinstance(product, Product):
        _abs_of_product(problem, product.factors[0], multiply(*product.factors[1:]), steps, seen)


def _abs_of_exp(problem: Problem, a: Apply, steps: list[Step]) -> None:
    """|exp(u + iv)| = exp(u), with u and v read off the exponent's polynomial in i."""
    view = View([a.argument, I])
    p = view.polynomial(a.argument)
    if p is None:
        return
    index = view.kernels.index(I)
    parts = [dict[tuple[int, ...], fmpq](), dict[tuple[int, ...], fmpq]()]
    for exponents, c in p.terms():
        turns = int(exponents[index])
        key = (*exponents[:index], 0, *exponents[index + 1 :])
        parts[turns % 2][key] = c if turns % 4 < 2 else -c
    real, imaginary = (view.term(view.ring.from_dict(part)) for part in parts)
    if problem.seems("R", real) and problem.seems("R", imaginary):
        steps.append(step("rewrite", "abs_exp", real, imaginary))


def cartesian(problem: Problem, t: Term) -> tuple[Term, Term] | None:
    """(u, v) with t = u + i·v and u, v real, where t is built from reals and i by arithmetic and exp."""
    if problem.seems("R", t):
        return t, ZERO
    match t:
        case Constant("i"):
            return ZERO, ONE
        case Sum(terms):
            parts = [cartesian(problem, p) for p in terms]
            known = [p for p in parts if p is not None]
            if len(known) < len(parts):
                return None
            return add(*(u for u, _ in known)), add(*(v for _, v in known))
        case Product(factors):
            total: tuple[Term, Term] = (ONE, ZERO)
            for f in factors:
                part = cartesian(problem, f)
                if part is None:
                    return None
                (a, b), (c, d) = total, part
                total = subtract(_times(a, c), _times(b, d)), add(_times(a, d), _times(b, c))
            return total
        case Apply("exp", argument) if (inner := cartesian(problem, argument)) is not None:
            size = Apply("exp", inner[0]) if inner[0] != ZERO else ONE
            return multiply(size, Apply("cos", inner[1])), multiply(size, Apply("sin", inner[1]))
        case Power(base, Number(n)) if n == -1 and (inner := cartesian(problem, base)) is not None:
            u, v = inner
            below = add(power(u, number(2)), power(v, number(2)))
            return divide(u, below), negate(divide(v, below))
        case _:
            return None


def _times(a: Term, b: Term) -> Term:
    return ZERO if ZERO in (a, b) else multiply(a, b)


def absolute_arguments(*sides: Term) -> list[Term]:
    """The arguments of |·| and of √(·²) in the sides, inner first."""
    found = dict[Term, None]()
    for side in sides:
        for t in subterms(native(side)):
            match t:
                case Apply("abs", a):
                    found[a] = None
                case Power(Power(a, Number(p)), q) if p == 2 and q == HALF:
                    found[a] = None
                case _:
                    pass
    return [
        a
        for a in found
        if variables(a) and not any(isinstance(c, Apply) and c.function == "abs" for c in children(a))
    ]
