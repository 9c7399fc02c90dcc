"""Antiderivatives by a change of variable, for integrands in which an inverse function or a logarithm is the natural one.

    u = α + β·asin(a·x + b)      x = (sin((u − α)/β) − b)/a,  √(1 − (a·x + b)²) = cos((u − α)/β)
    and likewise for acos, atan, asinh, acosh, atanh;
    u = α + β·log(c·(x + b)ⁿ)    x + b = K·exp((u − α)/(β·n)),  K free of x

What comes out is a sum of terms c·uˢ·exp(k·u), c·uˢ·sin(k·u) or c·uˢ·cos(k·u), with s an integer or half of one, or it is
given up. Each has an antiderivative by recursion in s (`moments.py`): exponential, sine and cosine integrals, error functions
and Fresnel integrals come from s = −1 and s = −1/2. SymPy carries the algebra; the prover decides.

References: NIST Digital Library of Mathematical Functions, §6.2, §7.2, §8.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import sympy
from sympy.simplify.fu import TR8, TRpower

from porism.symbolic.oracles.question import IntegralQuestion, OracleError
from porism.symbolic.proposals.antiderivatives import proposals
from porism.symbolic.proposals.moments import moment
from porism.symbolic.proposals.proposal import Proposal
from porism.symbolic.sympy_bridge import from_sympy, symbol, to_sympy
from porism.symbolic.term import variables

MAX_SUMMANDS = 200

# function -> (its inverse g, g′ as one wants it, and the root that g′ is: (√, root))
_INVERSES: dict[Any, tuple[Any, Any, Any]] = {
    sympy.asin: (sympy.sin, sympy.cos, lambda y: (1 - y**2, sympy.cos)),
    sympy.acos: (sympy.cos, lambda v: -sympy.sin(v), lambda y: (1 - y**2, sympy.sin)),
    sympy.atan: (sympy.tan, lambda v: 1 / sympy.cos(v) ** 2, lambda y: (1 + y**2, lambda v: 1 / sympy.cos(v))),
    sympy.asinh: (sympy.sinh, sympy.cosh, lambda y: (1 + y**2, sympy.cosh)),
    sympy.acosh: (sympy.cosh, sympy.sinh, lambda y: (y**2 - 1, sympy.sinh)),
    sympy.atanh: (sympy.tanh, lambda v: 1 / sympy.cosh(v) ** 2, lambda y: (1 - y**2, lambda v: 1 / sympy.cosh(v))),
}  # fmt: skip


def by_substitution(question: IntegralQuestion) -> list[Proposal]:
    """What a change of variable gives; without one that works it raises `OracleError`."""
    names = variables(question.integrand) | {question.variable}
    symbols = {n: symbol(n, question.scope.domain(n)) for n in names}
    f, x = to_sympy(question.integrand, symbols), symbols[question.variable]
    for kernel, alpha, beta in _changes(f, x):
        value = _integrated(f, x, kernel, alpha, beta)
        if value is not None and (found := proposals(question, [from_sympy(value)], "substitution")):
            return [
                replace(p, rank=p.rank + 1) for p in found
            ]  # its answers are long: a system's may be shorter
    raise OracleError("no change of variable leads to known integrals")


def _changes(f: Any, x: Any) -> Iterator[tuple[Any, Any, Any]]:
    """(w, α, β): take u = α + β·w as the variable, where w is an inverse function of a linear term."""
    kernels = [
        w
        for w in f.atoms(*_INVERSES, sympy.log)
        if w.has(x) and (isinstance(w, sympy.log) or _slope(w.args[0], x) is not None)
    ]
    for w in sorted(kernels, key=sympy.default_sort_key):
        held = sympy.Dummy()
        linear = list[tuple[Any, Any]]()
        for base in sorted((p.base for p in f.atoms(sympy.Pow) if p.base.has(w)), key=sympy.default_sort_key):
            inner = base.subs(w, held)
            beta = sympy.diff(inner, held)
            if not inner.has(x) and not beta.has(held):
                linear.append((sympy.expand(inner - beta * held), beta))
        yield from ((w, alpha, beta) for alpha, beta in dict.fromkeys(linear) if beta != 0)
        if (sympy.S.Zero, sympy.S.One) not in linear:
            yield w, sympy.S.Zero, sympy.S.One


def _slope(inner: Any, x: Any) -> Any:
    """a where the term is a·x + b with a ≠ 0, else None."""
    a = sympy.diff(inner, x)
    return None if a == 0 or a.has(x) else a


def _of_power(w: Any, x: Any) -> tuple[Any, Any] | None:
    """(n, L) where the logarithm w is n·log(L) and a constant, for a linear L = x + b/a; else None."""
    below = sympy.cancel(w.args[0] / sympy.diff(w.args[0], x)) if w.args[0].has(x) else sympy.S.Zero
    slope = _slope(below, x)
    return None if slope is None else (sympy.cancel(1 / slope), sympy.expand(below / slope))


def _integrated(f: Any, x: Any, kernel: Any, alpha: Any, beta: Any) -> Any:
    u, held = sympy.Dummy("u", positive=True), sympy.Dummy("K", positive=True)
    v = (u - alpha) / beta
    inside = f.subs(kernel, v)
    if inside.has(kernel.func):
        return None
    if isinstance(kernel, sympy.log):
        found = _of_power(kernel, x)
        if found is None:
            return None
        n, linear = found
        # K = L·exp(−w/n) does not depend on x, and L = K·exp(w/n)
        constant, here = linear * sympy.exp(-kernel / n), held * sympy.exp(v / n)
        inside = inside.subs(x, here - (linear - x)) * here / n
        inside = sympy.powdenest(sympy.expand_power_base(inside, force=True), force=True)
    else:
        inverse, derivative, root = _INVERSES[type(kernel)]
        a, y = _slope(kernel.args[0], x), sympy.Dummy("y", positive=True)
        inside = inside.subs(x, (y - (kernel.args[0] - a * x)) / a)
        radicand, value = root(y)
        inside = _with_root(inside, y, radicand, value(v)).subs(y, inverse(v))
        inside, constant = inside * derivative(v) / a, held
    summands = _summands(inside / beta, u)
    if summands is None:
        return None
    total = sympy.S.Zero
    for c, s, function, k, m in summands:
        part = moment(s, function, k, m, u)
        if part is None:
            return None
        total += c * part
    value = total.subs({u: alpha + beta * kernel, held: constant})
    return sympy.expand_trig(value) if value.has(sympy.sin, sympy.cos) else sympy.expand(value)


def _with_root(f: Any, y: Any, radicand: Any, value: Any) -> Any:
    """Powers of a multiple of the radicand with a half-integer exponent, as powers of its root."""

    def replaced(power: Any) -> Any:
        ratio = sympy.cancel(power.base / radicand)
        if ratio.has(y):
            return power
        return ratio**power.exp * value ** (2 * power.exp)

    return f.replace(
        lambda t: t.is_Pow and t.exp.is_Rational and not t.exp.is_Integer and t.base.has(y), replaced
    )


def _summands(f: Any, u: Any) -> list[tuple[Any, Any, Any, Any, Any]] | None:
    """f as a list of (c, s, function or None, k, m) with f = Σ c·uˢ·function(k·u + m), or None."""
    if f.has(sympy.sin, sympy.cos, sympy.tan):
        f = TR8(sympy.expand(TRpower(sympy.expand(f))))
    f = sympy.powsimp(sympy.expand(f.rewrite(sympy.exp) if f.has(*_HYPERBOLIC) else f))
    found = list[tuple[Any, Any, Any, Any, Any]]()
    for summand in sympy.Add.make_args(sympy.expand(f)):
        constant, rest = summand.as_independent(u, as_Add=False)
        s, function, argument = sympy.S.Zero, None, sympy.S.Zero
        for factor in sympy.Mul.make_args(sympy.powsimp(rest)):
            base, exponent = factor.as_base_exp()
            if base == u and exponent.is_Rational:
                s += exponent
            elif isinstance(factor, sympy.exp | sympy.sin | sympy.cos) and function is None:
                function, argument = type(factor), factor.args[0]
            else:
                return None
        k = sympy.diff(argument, u)
        if k.has(u) or len(found) >= MAX_SUMMANDS or (2 * s).q != 1:
            return None
        found.append((constant, s, function, k, sympy.expand(argument - k * u)))
    return found


_HYPERBOLIC = (sympy.sinh, sympy.cosh, sympy.tanh)
