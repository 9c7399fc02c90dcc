"""Telescopers by shift classes: Σ c_i·f(k + s_i) with Σ c_i = 0 telescopes, whatever f is.

    f(k + s) - f(k) = Σ_{0<=i<s} (f(k + i + 1) - f(k + i))

So do square roots, logarithms of quotients, arctangents (as differences of arctangents), reciprocals of such, where shifts of
one function stand beside each other.
"""

from __future__ import annotations

from typing import Any, Final

import sympy

MAX_SHIFT: Final = 20


def shift_telescoper(body: Any, k: Any) -> Any:
    """G(k) with body = G(k+1) - G(k), or None."""
    constants = sympy.S.Zero
    classes = list[tuple[Any, dict[int, Any]]]()  # f, coefficients by shift
    for part in sympy.Add.make_args(sympy.expand(body)):
        c, f = part.as_independent(k)
        if f == 1:
            constants += c
            continue
        for known, shifts in classes:
            s = _shift(known, f, k)
            if s is not None:
                shifts[s] = shifts.get(s, sympy.S.Zero) + c
                break
        else:
            classes.append((f, {0: c}))
    total = constants * k
    for f, shifts in classes:
        if sympy.simplify(sum(shifts.values())) != 0:
            return None
        low, running = min(shifts), sympy.S.Zero
        # Σ c_s·f(k+s) = Σ_i (f(k+i+1) - f(k+i))·(- Σ_{s<=i} c_s)
        for i in range(low, max(shifts)):
            running += shifts.get(i, sympy.S.Zero)
            total -= running * f.subs(k, k + i)
    return total


def _shift(f: Any, g: Any, k: Any) -> int | None:
    """The integer s with g(k) = f(k + s)."""
    if f == g:
        return 0
    if f.func != g.func or len(f.args) != len(g.args):
        return None
    for s in range(1, MAX_SHIFT):
        for turned in (s, -s):
            if sympy.expand(f.subs(k, k + turned)) == sympy.expand(g) or _equal(f.subs(k, k + turned), g):
                return turned
        if s > 3 and f.count_ops() > 12:
            return None
    return None


def _equal(f: Any, g: Any) -> bool:
    """Whether arguments of the same functions are equal polynomials."""
    if f == g:
        return True
    if not f.args or f.func != g.func or len(f.args) != len(g.args):
        return bool(f.is_polynomial() and g.is_polynomial() and sympy.expand(f - g) == 0)
    if f.is_polynomial() and g.is_polynomial():
        return bool(sympy.expand(f - g) == 0)
    return all(_equal(a, b) for a, b in zip(f.args, g.args, strict=True))


def arctangent_difference(u: Any, k: Any) -> Any:
    """v(k + h) - v(k) as arctangents of αk + β for atan(u), u a number over a quadratic; None where there is none.

    u = hα/(1 + (αk + β)(αk + αh + β)), by the addition theorem.
    """
    n, d = sympy.fraction(sympy.cancel(u))
    if n.has(k) or not d.is_polynomial(k) or sympy.degree(d, k) != 2:
        return None
    a, b, c = sympy.Poly(d, k).all_coeffs()
    for h in (1, 2, 3, 4):
        # with the scale s: α² = a·s, hα = n·s, so α = a·h/n
        alpha = sympy.cancel(a * h / n)
        s = sympy.cancel(h * alpha / n)
        beta = sympy.cancel((b * s / alpha - alpha * h) / 2)
        if sympy.cancel(c * s - 1 - beta * (alpha * h + beta)) == 0:
            return sympy.atan(alpha * (k + h) + beta) - sympy.atan(alpha * k + beta)
    return None


def wave_telescoper(body: Any, k: Any) -> Any:
    """G(k) for Σ k^m·r^k·{sin, cos}(αk + β), by undetermined coefficients; None where there is none."""
    body = sympy.expand(body)
    waves = {w for w in body.atoms(sympy.sin, sympy.cos) if w.has(k)}
    slopes = {sympy.diff(sympy.expand(w.args[0]), k) for w in waves}
    if len(slopes) != 1 or next(iter(slopes)).has(k):
        return None
    angle = next(iter(slopes))
    S, C = sympy.Dummy("S"), sympy.Dummy("C")
    plain = dict[Any, Any]()
    for part in sympy.Add.make_args(
        sympy.expand(sympy.expand_trig(body.subs({w: _about(w, angle, k) for w in waves})))
    ):
        body_part, rate = sympy.S.One, sympy.S.One
        for factor in sympy.Mul.make_args(part):
            base, exponent = factor.as_base_exp()
            if not base.has(k) and exponent.has(k):
                slope = sympy.diff(exponent, k)
                if slope.has(k):
                    return None
                rate *= base**slope
                factor = sympy.simplify(base ** (exponent - slope * k))
            body_part *= factor
        plain[sympy.simplify(rate)] = plain.get(sympy.simplify(rate), sympy.S.Zero) + body_part
    total = sympy.S.Zero
    for rate, f in plain.items():
        f = sympy.expand(f).subs({sympy.sin(angle * k): S, sympy.cos(angle * k): C})
        if not f.is_polynomial(k, S, C) or sympy.Poly(f, S, C).total_degree() != 1:
            return None
        g = _solved(f, rate, angle, k, S, C)
        if g is None:
            return None
        total += rate**k * g
    return total


def _about(wave: Any, angle: Any, k: Any) -> Any:
    """sin(αk + β) by the addition theorem, with αk kept together."""
    beta = sympy.expand(wave.args[0] - angle * k)
    s, c = sympy.sin(angle * k), sympy.cos(angle * k)
    if isinstance(wave, sympy.sin):
        return s * sympy.cos(beta) + c * sympy.sin(beta)
    return c * sympy.cos(beta) - s * sympy.sin(beta)


def _solved(f: Any, rate: Any, angle: Any, k: Any, S: Any, C: Any) -> Any:
    degree = sympy.degree(f, k) if f.has(k) else 0
    unknowns = sympy.symbols(f"_a0:{2 * (degree + 1)}")
    sa, ca = sympy.Dummy("sa"), sympy.Dummy("ca")

    def g(at: Any, s: Any, c: Any) -> Any:
        return sum(
            (u * s + v * c) * at**i
            for i, (u, v) in enumerate(zip(unknowns[::2], unknowns[1::2], strict=True))
        )

    gap = sympy.expand(rate * g(k + 1, S * ca + C * sa, C * ca - S * sa) - g(k, S, C) - f)
    equations = sympy.Poly(gap, k, S, C).coeffs()
    solutions = sympy.solve(equations, unknowns, dict=True)
    if not solutions:
        return None
    values = {u: _reduced(v, sa, ca) for u, v in solutions[0].items()}
    found = g(k, sympy.sin(angle * k), sympy.cos(angle * k)).subs(values)
    return found.subs({sa: sympy.sin(angle), ca: sympy.cos(angle)}).subs(dict.fromkeys(unknowns, 0))


def _reduced(value: Any, sa: Any, ca: Any) -> Any:
    """A quotient in sin α and cos α with sin² α = 1 - cos² α, in lowest terms."""
    above, below = (
        sympy.rem(sympy.expand(e), sa**2 + ca**2 - 1, sa) for e in sympy.fraction(sympy.cancel(value))
    )
    return sympy.factor(sympy.cancel(above / below))
