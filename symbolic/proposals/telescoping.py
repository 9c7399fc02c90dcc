"""Telescopers by linear algebra: Σ_j p_j·F_j(k) = G(k+1) - G(k) for similar hypergeometric terms F_j.

    F_j = P_j(k)·B(k),   B(k+1)/B(k) = q(k)/r(k+1),   G(k) = r(k)·f(k)·B(k)   =>   Σ_j p_j P_j = q(k) f(k+1) - r(k) f(k)

B has the factorials with common arguments, so that the P_j are polynomials; q(k) and r(k+h) have no common factor for
h >= 1 (Gosper's normal form). The unknown p_j and the coefficients of f solve a linear system over Q(parameters). With one
column this is Gosper's algorithm, with F(n+j, k) Zeilberger's, with known series the reduction of a series to them.

References: R. Gosper (1978), Decision procedure for indefinite hypergeometric summation; D. Zeilberger (1991), The method of
creative telescoping; M. Petkovšek, H. Wilf, D. Zeilberger (1996), A = B, ch. 5-6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sympy
from sympy.polys.matrices import DomainMatrix

from porism.symbolic.errors import PorismError
from porism.symbolic.statements.hypergeometric import Hypergeometric, Linear
from porism.symbolic.sympy_bridge import from_sympy, to_sympy

MAX_DEGREE = 24  # of f
MAX_DISPERSION = 40


@dataclass(frozen=True)
class Parted:
    """rational(k) · ratio^k · Π form!^e, with `ratio` free of k."""

    rational: Any
    ratio: Any
    factorials: tuple[tuple[Linear, int], ...]


@dataclass(frozen=True)
class Telescoper:
    """Σ p_j·F_j = G(k+1) - G(k)."""

    coefficients: tuple[Any, ...]
    certificate: Hypergeometric


def parted(term: Hypergeometric, variable: str) -> list[Parted] | None:
    """The term as a sum of terms with one geometric factor each, or None if it is not hypergeometric in k."""
    k = sympy.Symbol(variable)
    body = sympy.powsimp(to_sympy(term.coefficient))
    found = _by_ratio([body], k)
    if found is None:
        found = _by_ratio(sympy.Add.make_args(sympy.expand(body, power_base=True, power_exp=True)), k)
    return (
        None
        if found is None
        else [Parted(rational, ratio, term.factorials) for ratio, rational in found.items()]
    )


def _by_ratio(parts: Sequence[Any], k: Any) -> dict[Any, Any] | None:
    """Rational parts by their geometric ratio."""
    found = dict[Any, Any]()
    for part in parts:
        rational, ratio = sympy.S.One, sympy.S.One
        for factor in sympy.Mul.make_args(part):
            if factor.is_rational_function(k):
                rational *= factor
                continue
            base, exponent = (sympy.E, factor.exp) if isinstance(factor, sympy.exp) else factor.as_base_exp()
            slope = sympy.diff(exponent, k)
            if base.has(k) or slope.has(k):
                return None
            ratio *= base**slope
            rational *= sympy.expand_power_exp(base ** sympy.expand(exponent - slope * k))
        ratio = sympy.simplify(ratio) if not ratio.is_Symbol and not ratio.is_Rational else ratio
        found[ratio] = found.get(ratio, sympy.S.Zero) + rational
    return found


def shape(part: Parted, variable: str) -> Any:
    """Equal for similar terms: those whose quotient is rational in k, as far as this is seen."""
    counts = dict[Any, int]()
    for form, e in part.factorials:
        if form.parts:
            counts[form.parts] = counts.get(form.parts, 0) + e
    return part.ratio, tuple(sorted((p, e) for p, e in counts.items() if e))


def telescopers(columns: Sequence[Parted], variable: str) -> list[Telescoper]:
    """Combinations of similar columns that telescope; none where the columns are not similar."""
    if len({shape(c, variable) for c in columns}) != 1:
        return []
    try:
        return _Problem(columns, variable).solved()
    except (PorismError, sympy.PolynomialError, NotImplementedError, ZeroDivisionError):
        return []


class _Problem:
    def __init__(self, columns: Sequence[Parted], variable: str) -> None:
        self.k = sympy.Symbol(variable)
        self.ratio = columns[0].ratio
        self.dummies = dict[Any, Any]()  # what is not rational, as generators of the field
        reduced = [self._reduced(c) for c in columns]
        signs = {
            part: max(0 if not c else 1 for _, o in reduced for c in [o.get(part)])
            for _, o in reduced
            for part in o
        }
        self.base = dict[Any, list[int]]()
        for key in signs:
            rows = [sorted(o[key]) for _, o in reduced]
            self.base[key] = [(min if key[1] > 0 else max)(column) for column in zip(*rows, strict=True)]
        parts = [self._over_base(r, o) for r, o in reduced]
        self.symbolic_ratio = self._hidden(self.ratio)
        parts = [self._hidden(p) for p in parts]
        free = set[Any]().union(self.symbolic_ratio.free_symbols, *(p.free_symbols for p in parts))
        free |= {sympy.Symbol(x) for key in self.base for x, _ in key[0]}
        params = sorted(free - {self.k}, key=str)
        self.field = sympy.QQ.frac_field(*params) if params else sympy.QQ
        fractions = [sympy.fraction(sympy.together(p)) for p in parts]
        self.above = [self._poly(n) for n, _ in fractions]
        self.below = [self._poly(d) for _, d in fractions]

    def _hidden(self, expression: Any) -> Any:
        """The expression with each part that is not rational replaced by a symbol."""

        def apart(power: Any) -> Any:  # b^(n + 1) as b·b^n
            whole, rest = power.exp.as_coeff_Add()
            if not whole.is_Integer:
                whole, rest = sympy.S.Zero, power.exp
            return power.base**whole * self._dummy(power.base**rest)

        expression = expression.replace(
            lambda a: isinstance(a, sympy.Pow) and not isinstance(a.exp, sympy.Integer) and not a.has(self.k),
            apart,
        )
        found = [
            a for a in expression.atoms(sympy.Function, sympy.NumberSymbol, sympy.I.func) if not a.has(self.k)
        ]
        found.sort(key=lambda a: -a.count_ops())
        return expression.subs({a: self._dummy(a) for a in found}) if found else expression

    def _dummy(self, expression: Any) -> Any:
        return self.dummies.setdefault(expression, sympy.Symbol(f"_hidden{len(self.dummies)}"))

    def _shown(self, expression: Any) -> Any:
        for _ in range(3):
            expression = expression.xreplace({v: a for a, v in self.dummies.items()})
        return expression

    def _poly(self, expression: Any) -> Any:
        return sympy.Poly(expression, self.k, domain=self.field)

    def _reduced(self, column: Parted) -> tuple[Any, dict[Any, list[int]]]:
        """The rational part with quotients of similar factorials worked out, and the offsets of the others."""
        rational, offsets = column.rational, dict[Any, list[int]]()
        for form, e in column.factorials:
            if not form.parts:
                rational *= sympy.factorial(form.constant) ** e if form.constant >= 0 else 0
            else:
                offsets.setdefault((form.parts, 1 if e > 0 else -1), []).extend([form.constant] * abs(e))
        for part, sign in list(offsets):
            if sign > 0 and (part, -1) in offsets:
                above, below = sorted(offsets.pop((part, 1))), sorted(offsets.pop((part, -1)))
                while above and below:
                    c, d = above.pop(), below.pop()
                    rational *= _run(part, d, c) if c >= d else 1 / _run(part, c, d)
                for rest, of_sign in ((above, 1), (below, -1)):
                    if rest:
                        offsets[part, of_sign] = rest
        return rational, offsets

    def _over_base(self, rational: Any, offsets: dict[Any, list[int]]) -> Any:
        for key, own in offsets.items():
            for c, base in zip(sorted(own), self.base[key], strict=True):
                rational *= _run(key[0], min(c, base), max(c, base))
        return rational

    def _ratio_of_base(self) -> tuple[Any, Any]:
        """Numerator and denominator of B(k+1)/B(k) without the denominators of the columns."""
        q, r = self._poly(1), self._poly(1)
        for (part, sign), base in self.base.items():
            slope = Linear(0, part).coefficient(str(self.k))
            for c in base:
                run = _run(part, c, c + slope) if slope > 0 else _run(part, c + slope, c)
                if (slope > 0) == (sign > 0):
                    q *= self._poly(run)
                else:
                    r *= self._poly(run)
        n, d = sympy.fraction(sympy.together(self.symbolic_ratio))
        return q * self._poly(n), r * self._poly(d)

    def solved(self) -> list[Telescoper]:
        common = self._poly(1)
        for d in self.below:
            common = common.lcm(d)
        common = _filled(common)
        polynomials = [(a * common).exquo(b) for a, b in zip(self.above, self.below, strict=True)]
        q, r_next = self._ratio_of_base()
        q, r_next = q * common, r_next * common.shift(1) if common.degree() > 0 else r_next * common
        gcd = q.gcd(r_next)
        q, r_next = q.exquo(gcd), r_next.exquo(gcd)
        q, r, moved = _normal(q, r_next.shift(-1) if r_next.degree() > 0 else r_next)
        polynomials = [p * moved for p in polynomials]
        found = list[Telescoper]()
        for vector in self._nullspace(q, r, polynomials):
            size = len(polynomials)
            p, f = vector[:size], vector[size:]
            if not any(p):
                continue
            body = sum((c * self.k**i for i, c in enumerate(f)), sympy.S.Zero)
            multiplier = sympy.cancel(r.as_expr() * body / (common.as_expr() * moved.as_expr()))
            found.append(Telescoper(tuple(map(self._shown, p)), self._certificate(multiplier)))
        return found

    def _nullspace(self, q: Any, r: Any, polynomials: list[Any]) -> list[list[Any]]:
        degree = _degree_bound(q, r, max(p.degree() for p in polynomials))
        if degree > MAX_DEGREE:
            return []
        columns = [-p for p in polynomials]
        for i in range(degree + 1):
            power = self._poly(self.k**i)
            columns.append(q * power.shift(1) - r * power if i else q - r)
        height = max((c.degree() for c in columns if not c.is_zero), default=0) + 1
        rows = [
            [c.rep.to_list()[::-1][i] if i <= c.degree() else self.field.zero for c in columns]
            for i in range(height)
        ]
        matrix = DomainMatrix(rows, (height, len(columns)), self.field)
        null = matrix.nullspace()
        result = list[list[Any]]()
        for row in null.to_Matrix().tolist():
            lcm = sympy.S.One
            for c in row[: len(polynomials)]:
                lcm = sympy.lcm(lcm, sympy.fraction(sympy.together(c))[1])
            gcd = sympy.S.Zero
            for c in row[: len(polynomials)]:
                gcd = sympy.gcd(gcd, sympy.cancel(c * lcm))
            result.append([sympy.cancel(c * lcm / gcd) if gcd != 0 else c for c in row])
        return result

    def _certificate(self, multiplier: Any) -> Hypergeometric:
        """multiplier · B, with divisors taken into the factorials where they fit: 1/((k+1)·k!) = 1/(k+1)!."""
        below = {key: list(base) for key, base in self.base.items()}
        n, d = sympy.fraction(sympy.together(multiplier))
        for factor, e in sympy.factor_list(d)[1]:
            for _ in range(int(e)):
                for (part, sign), base in below.items():
                    for i, c in enumerate(base):
                        form = Linear(c + (1 if sign < 0 else 0), part)
                        quotient = sympy.cancel(_run(form.parts, form.constant - 1, form.constant) / factor)
                        if quotient.is_Rational and sympy.cancel(d / factor).is_polynomial():
                            base[i] += -sign
                            d, n = sympy.cancel(d / factor), n * quotient
                            break
                    else:
                        continue
                    break
        factorials = [(Linear(c, part), sign) for (part, sign), base in below.items() for c in base]
        body = sympy.factor(n) / sympy.factor(d)
        return Hypergeometric.of(from_sympy(self._shown(body) * self.ratio**self.k), factorials)


def _run(part: Any, first: int, last: int) -> Any:
    """(l + first + 1) ⋯ (l + last)."""
    form = sum((c * sympy.Symbol(x) for x, c in part), sympy.S.Zero)
    if last - first > MAX_DISPERSION:
        raise sympy.PolynomialError("the factorials are too far apart")
    return sympy.Mul(*(form + i for i in range(first + 1, last + 1)))


def _shift_between(u: Any, v: Any) -> int | None:
    """The integer h with v(k) = c·u(k + h)."""
    if u.degree() != v.degree() or u.degree() < 1:
        return None
    a, b = u.monic(), v.monic()
    n = a.degree()
    h = sympy.cancel((b.nth(n - 1) - a.nth(n - 1)) / n)
    if not h.is_Integer or abs(h) > MAX_DISPERSION or (a.shift(h) - b).is_zero is False:
        return None
    return int(h)


def _filled(p: Any) -> Any:
    """A multiple of p that has all shifts between any two shifts of a factor."""
    factors = [(f, e) for f, e in p.factor_list()[1] if f.degree() > 0]
    result, seen = p, set[int]()
    for i, (f, _) in enumerate(factors):
        if i in seen:
            continue
        members = {0: factors[i][1]}
        for j in range(i + 1, len(factors)):
            h = _shift_between(f, factors[j][0])
            if h is not None:
                members[h] = factors[j][1]
                seen.add(j)
        most = max(members.values())
        for h in range(min(members), max(members) + 1):
            result *= f.shift(h) ** (most - members.get(h, 0))
    return result


def _normal(q: Any, r: Any) -> tuple[Any, Any, Any]:
    """q and r without common factors of q(k) and r(k+h) for h >= 1, and the factor of B that was moved."""
    moved = q.one
    for _ in range(50):
        for u, v in ((u, v) for u, _ in q.factor_list()[1] for v, _ in r.factor_list()[1]):
            h = _shift_between(v, u)  # u(k) = v(k + h)
            if h is not None and h >= 1:
                q, r = q.exquo(u), r.exquo(u.shift(-h))
                for i in range(1, h):
                    moved *= u.shift(-i)
                break
        else:
            return q, r, moved
    return q, r, moved


def _degree_bound(q: Any, r: Any, degree: int) -> int:
    """Of f in q(k) f(k+1) - r(k) f(k) = P with deg P <= degree."""
    d = max(q.degree(), r.degree())
    if q.degree() != r.degree() or q.LC() != r.LC():
        return max(int(degree - d), 0)
    special = sympy.cancel((r.nth(d - 1) - q.nth(d - 1)) / q.LC()) if d else sympy.S.Zero
    bound = max(int(degree - d) + 1, 0)
    return max(bound, int(special)) if special.is_Integer and special > 0 else bound
