"""Finds the families of a system with parameters or infinitely many solutions, as a tree of cases with its steps.

    all equations linear ──► fraction-free elimination, one row for each pivot (Bareiss)
    an equation linear in an unknown ──► solve for it, or split where its coefficient may vanish
    a product ──► one case for each factor             a quadratic ──► complete the square, a new root, two cases
    a sum of squares over the reals ──► each square vanishes        nothing left ──► a family

In `generic` mode a polynomial in parameters alone is taken to be not 0, which becomes a proviso; in `complete` mode the
case in which it vanishes is followed too, and may solve for a parameter. Not trusted: `provers/calculus/system.py` checks.

References: E. Bareiss (1968), Sylvester's identity and multistep integer-preserving Gaussian elimination.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, TypeAlias

from porism.symbolic.claim import Relation, relation
from porism.symbolic.errors import PorismError
from porism.symbolic.kernel_ring import Kernels
from porism.symbolic.meaning import value as ball_value
from porism.symbolic.proposals.ideal_chain import Chain, groebner, plain
from porism.symbolic.proposals.system_cases import Case, factors_of, primitive, same, square_part
from porism.symbolic.rational_functions import Poly, Ratio
from porism.symbolic.statements.scope import Scope
from porism.symbolic.statements.system import Family
from porism.symbolic.term import (
    HALF,
    ZERO,
    Number,
    Power,
    Term,
    divide,
    subtract,
    to_json,
    variables,
)

Found: TypeAlias = tuple[tuple[Family, ...], tuple[Relation, ...], dict[str, Any]]
MAX_CASES = 200
MAX_ROOTS = 6


class NoFamilies(Exception):  # an answer, not an error
    """No tree of cases was found."""


class _NewRoot(Exception):  # a signal: start again in a larger ring
    def __init__(self, radicand: Term) -> None:
        self.radicand = radicand


class _NewProviso(Exception):  # a signal: start again with one proviso more
    def __init__(self, polynomial: Term) -> None:
        self.polynomial = polynomial


def families(
    stated: tuple[Relation, ...], unknowns: tuple[str, ...], scope: Scope, mode: str
) -> Found | None:
    """The families of a system, its provisos and its tree of cases."""
    roots, provisos = list[Term](), list[Term]()
    for _ in range(4 * MAX_ROOTS):
        try:
            search = _Search(stated, unknowns, scope, mode, roots, provisos)
            tree = search.root.node
            search.explore(search.root)
            search.tidy()
            conditions = tuple(dict.fromkeys(relation("!=", p, ZERO) for p in provisos))
            kernels = [to_json(t) for t in search.kernels.indices]
            return tuple(search.families), conditions, {"kernels": kernels, "tree": tree}
        except _NewRoot as signal:
            if len(roots) >= MAX_ROOTS or signal.radicand in roots:
                return None
            roots.append(signal.radicand)
        except _NewProviso as signal:
            if signal.polynomial in provisos:
                return None
            provisos.append(signal.polynomial)
        except NoFamilies:
            return None
    return None


class _Search:
    def __init__(
        self,
        stated: tuple[Relation, ...],
        unknowns: tuple[str, ...],
        scope: Scope,
        mode: str,
        roots: list[Term],
        provisos: list[Term],
    ) -> None:
        self.unknowns, self.scope, self.mode = unknowns, scope, mode
        sides = [side for r in stated for side in (r.left, r.right)]
        names = sorted(
            frozenset(unknowns).union(*map(variables, sides)), key=lambda x: (x not in unknowns, x)
        )
        extra = [Power(a, HALF) for a in roots]
        self.names = names
        self.stated, self.extra = stated, extra
        self.kernels = Kernels(names, frozenset(unknowns), [*sides, *provisos, *extra], _is_not_zero)
        self.ring = self.kernels.ring
        reader, zeros, nonzeros = self.kernels.reader(), list[Poly](), list[Poly]()
        for r in stated:
            n, _ = reader.ratio(subtract(r.left, r.right))
            (zeros if r.kind == "==" else nonzeros).append(n)
        nonzeros += reader.divisors
        nonzeros += [self.kernels.reader().ratio(p)[0] for p in provisos]
        for x in names:
            if scope.domain(x).name in ("positive", "nonzero"):
                nonzeros.append(self.ring.generators[x])
        for h in scope.hypotheses:
            if h.kind == "!=":
                with contextlib.suppress(PorismError):
                    nonzeros.append(self.kernels.reader().ratio(subtract(h.left, h.right))[0])
        equations = [zero for _, zero in self.kernels.relations]
        self.unknown_names = [x for x in names if x in unknowns]
        self.parameters = [x for x in names if x not in unknowns]
        self.real = all(scope.domain(x).is_real for x in names)
        self.root = Case([*zeros, *equations], [*nonzeros, *self.kernels.closed], list(range(len(zeros))), {})
        self.families = list[Family]()
        self.cases = 0
        self.term_of = self.kernels.term_of
        self.leaves = list[Case]()

    # reading polynomials

    def degree(self, p: Poly, name: str) -> int:
        return max(int(p.degrees()[self.ring.names.index(name)]), 0)

    def coefficients(self, p: Poly, name: str) -> list[Poly]:
        """The coefficients of p as a polynomial in one name, the constant one first."""
        k = self.ring.names.index(name)
        parts = list[dict[tuple[int, ...], Any]]()
        for exponents, c in p.terms():
            e = int(exponents[k])
            while len(parts) <= e:
                parts.append({})
            parts[e][tuple(0 if j == k else int(v) for j, v in enumerate(exponents))] = c
        return [self.ring.context.from_dict(d) for d in parts]

    def involved(self, p: Poly, names: Sequence[str]) -> list[str]:
        """Which of the names occur in p, kernels counted with their variables."""
        used = set[str]()
        for name in self.ring.used(p):
            used |= variables(self.term_of[name])
        return [x for x in names if x in used]

    def term(self, p: Poly) -> Term:
        """A polynomial as a term."""
        return self.kernels.term(p)

    # the tree

    def explore(self, case: Case) -> None:
        self.cases += 1
        if self.cases > MAX_CASES:
            raise NoFamilies
        case.active = [case.stripped(self._reduced(case, k)) for k in case.active]
        case.active = [k for k in dict.fromkeys(case.active) if case.zeros[k] != 0]
        for k in case.active:
            if case.is_nonzero(case.zeros[k]):
                case.node["empty"] = k
                return
        if not case.active:
            self._family(case)
            return
        open_names = [x for x in self.unknown_names if x not in case.solved]
        for step in (
            self._squares, self._conditions, self._constant, self._linear_system, self._linear, self._factors,
            self._small_coefficient, self._quadratic, self._basis,
        ):  # fmt: skip
            if step(case, open_names):
                return
        raise NoFamilies

    def _reduced(self, case: Case, index: int) -> int:
        """The number of the polynomial modulo the kernels' equations."""
        pairs, rest = [(index, self.ring.one)], case.zeros[index]
        for j in self._kernel_equations():
            q, rest = divmod(rest, case.zeros[j])
            if q != 0:
                pairs.append((j, -q))
        return index if len(pairs) == 1 else case.summed(pairs)

    def _split(self, case: Case, p: Poly) -> None:
        """p ≠ 0 as a proviso where p has parameters only in generic mode; else both cases."""
        if self.mode == "generic" and not self.involved(p, self.unknown_names):
            raise _NewProviso(self.term(primitive(p)))
        zero, nonzero = case.child(zero=p), case.child(nonzero=p)
        case.node |= {"split": plain(p), "zero": zero.node, "nonzero": nonzero.node}
        self.explore(nonzero)
        self.explore(zero)

    def _solve(self, case: Case, index: int, name: str) -> None:
        """Use polynomial `index`, linear in the name with a coefficient that vanishes nowhere, to remove the name."""
        case.solved[name] = index
        case.active = [self._without(case, k, name, index) for k in case.active if k != index]
        self._carry_nonzeros(case, name, index)

    def _carry_nonzeros(self, case: Case, name: str, index: int) -> None:
        """What vanishes nowhere, said without the name."""
        for p in list(case.nonzeros):
            degree = self.degree(p, name)
            if degree == 0:
                continue
            put, quotient, scale = self._put(p, name, index, case, degree)
            put_ = self.kernels.reduced(put)
            if put_ == put and put != 0:
                one = plain(self.ring.one)
                step = ["nonzero", plain(put), one, plain(p * scale), [[index, plain(-quotient)]]]
                case.node["steps"].append(step)
                case.nonzeros.append(put)

    def _put(self, p: Poly, name: str, index: int, case: Case, degree: int) -> tuple[Poly, Poly, Poly]:
        """(r, q, s) with s·p = r + q·(polynomial index), r without the name."""
        constant, d = self.coefficients(case.zeros[index], name)
        scale = d**degree
        put = 0 * constant
        for e, c in enumerate(self.coefficients(p, name)):
            put += c * (-constant) ** e * d ** (degree - e)
        return put, divmod(p * scale - put, case.zeros[index])[0], scale

    def _without(self, case: Case, k: int, name: str, index: int) -> int:
        """Polynomial k with the name replaced by its value from polynomial `index`, times a power of its denominator."""
        degree = self.degree(case.zeros[k], name)
        if degree == 0:
            return k
        _, quotient, scale = self._put(case.zeros[k], name, index, case, degree)
        number_ = case.summed([(k, scale), (index, -quotient)])
        return case.stripped(number_)

    def _family(self, case: Case) -> None:
        solved = dict(case.solved)
        for x in list(solved):
            index, done = solved[x], set[str]()
            while later := [
                y for y in solved if y != x and y not in done and self.degree(case.zeros[index], y) > 0
            ]:
                index = self._without(case, index, later[0], case.solved[later[0]])
            solved[x] = case.stripped(self._reduced(case, index))
        values = list[tuple[str, Term]]()
        for x in sorted(solved, key=lambda name: self.names.index(name)):
            parts = self.coefficients(case.zeros[solved[x]], x)
            if len(parts) != 2 or any(
                variables(self.term_of[n]) & set(solved) for p in parts for n in self.ring.used(p)
            ):
                raise NoFamilies
            values.append((x, self._quotient(-parts[0], parts[1])))
            wanted = self.kernels.reader().ratio(values[-1][1])
            self._restated(case, solved[x], x, wanted)
        family = tuple(values)
        if family not in self.families:
            self.families.append(family)
        case.node["family"] = self.families.index(family)
        self.leaves.append(case)

    def tidy(self) -> None:
        """Leave out families all of whose cases belong to another one."""
        for k in reversed(range(len(self.families))):
            mine = [case for case in self.leaves if case.node["family"] == k]
            for other in range(len(self.families)):
                if other != k and all(self._belongs(case, self.families[other]) for case in mine):
                    for case in mine:
                        case.node["family"] = other
                    break
        used = sorted({case.node["family"] for case in self.leaves})
        for case in self.leaves:
            case.node["family"] = used.index(case.node["family"])
        self.families = [self.families[k] for k in used]

    def _belongs(self, case: Case, family: Family) -> bool:
        for x, t in family:
            n, d = self.kernels.reader().ratio(t)
            goal = self.ring.generators[x] * d - n
            if not case.is_nonzero(d) or not any(same(goal, z) for z in case.zeros):
                return False
        return True

    def _restated(self, case: Case, index: int, x: str, wanted: Ratio) -> None:
        """Append d·x − n for the quotient as it is read, where it is a multiple of what is known."""
        n, d = wanted
        goal, zero = self.ring.generators[x] * d - n, case.zeros[index]
        if divmod(goal, zero)[1] == 0:
            factor = divmod(goal, zero)[0]
            if not factor.is_constant():
                case.summed([(index, factor)])
            return
        if divmod(zero, goal)[1] == 0 and case.is_nonzero(divmod(zero, goal)[0]):
            case.appended(["cancel", index, plain(goal)], goal)
            return
        raise NoFamilies

    def _quotient(self, n: Poly, d: Poly) -> Term:
        g = n.gcd(d)
        n, d = divmod(n, g)[0], divmod(d, g)[0]
        lead = d.leading_coefficient()
        n, d = n / lead, d / lead
        return self.term(n) if d.is_constant() else divide(self.term(n), self.term(d))

    # ways on

    def _constant(self, case: Case, names: list[str]) -> bool:
        """An equation that is linear in an unknown with a rational coefficient."""
        choices = [
            (len(case.zeros[k]), k, x)
            for k in case.active
            for x in names
            if self._is_linear(case.zeros[k], x) and self.coefficients(case.zeros[k], x)[1].is_constant()
        ]
        if not choices or self._all_linear(case, names):
            return False
        _, k, x = min(choices)
        self._solve(case, k, x)
        self.explore(case)
        return True

    def _is_linear(self, p: Poly, name: str) -> bool:
        """Whether p has degree 1 in the name, which no kernel of p contains."""
        if self.degree(p, name) != 1:
            return False
        return not any(n.startswith("_") and name in variables(self.term_of[n]) for n in self.ring.used(p))

    def _all_linear(self, case: Case, names: list[str]) -> bool:
        indices = [self.ring.names.index(x) for x in names]
        for k in case.active:
            if any(sum(int(e[i]) for i in indices) > 1 for e, _ in case.zeros[k].terms()):
                return False
            if any(
                n.startswith("_") and variables(self.term_of[n]) & set(names)
                for n in self.ring.used(case.zeros[k])
            ):
                return False
        return bool(names) and any(self.involved(case.zeros[k], names) for k in case.active)

    def _linear_system(self, case: Case, names: list[str]) -> bool:
        """Bareiss–Jordan elimination: each pivot's row says det·x = …, with multipliers that are minors."""
        if not self._all_linear(case, names):
            return False
        one, zero = self.ring.one, self.ring.zero
        rows: list[tuple[Poly, dict[int, Poly]]] = [(case.zeros[k], {k: one}) for k in case.active]
        previous, pivots = one, dict[str, int]()
        while True:
            choices = [
                (not c.is_constant(), len(c), names.index(x), i, x)
                for i, (p, _) in enumerate(rows)
                if i not in pivots.values()
                for x in names
                if x not in pivots and self.kernels.reduced(c := self._coefficient(p, x)) != 0
            ]
            if not choices:
                break
            *_, row, name = min(choices)
            p, used = rows[row]
            pivot = self._coefficient(p, name)
            for i, (q, other) in enumerate(rows):
                if i != row:
                    c = self._coefficient(q, name)
                    keys = {**other, **used}
                    mixed = {
                        k: divmod(pivot * other.get(k, zero) - c * used.get(k, zero), previous)[0]
                        for k in keys
                    }
                    rows[i] = divmod(pivot * q - c * p, previous)[0], mixed
            previous, pivots[name] = pivot, row
        if not pivots:
            return False
        reduced = self.kernels.reduced(previous)
        if reduced == 0:
            return False
        if not case.is_nonzero(reduced):
            for f, _ in factors_of(reduced):
                if not case.is_nonzero(f):
                    self._split(case, f)
                    return True
        numbers = [case.summed([(k, c) for k, c in used.items() if c != 0]) for _, used in rows]
        for name, row in pivots.items():
            case.solved[name] = case.stripped(self._reduced(case, numbers[row]))
        case.active = [numbers[i] for i in range(len(rows)) if i not in pivots.values()]
        for name in pivots:
            self._carry_nonzeros(case, name, case.solved[name])
        self.explore(case)
        return True

    def _coefficient(self, p: Poly, name: str) -> Poly:
        parts = self.coefficients(p, name)
        return parts[1] if len(parts) > 1 else self.ring.zero

    def _linear(self, case: Case, names: list[str]) -> bool:
        for k in sorted(case.active, key=lambda k: len(case.zeros[k])):
            for x in names:
                if self._is_linear(case.zeros[k], x) and case.is_nonzero(self._coefficient(case.zeros[k], x)):
                    self._solve(case, k, x)
                    self.explore(case)
                    return True
        return False

    def _factors(self, case: Case, names: list[str]) -> bool:
        for k in sorted(case.active, key=lambda k: len(case.zeros[k])):
            parts = [f for f, _ in factors_of(case.zeros[k])]
            if len(parts) < 2:
                continue
            children = list[Case]()
            for f in parts:
                child = case.child(zero=f)
                child.active.remove(k)
                children.append(child)
            case.node |= {"factors": [k, [plain(f) for f in parts]], "cases": [c.node for c in children]}
            for child in children:
                self.explore(child)
            return True
        return False

    def _conditions(self, case: Case, names: list[str]) -> bool:
        """An equation between parameters: a proviso that it fails, or solved for a parameter."""
        choices = list[tuple[bool, int, int, int, str]]()
        for k in case.active:
            p = case.zeros[k]
            if self.involved(p, names):
                continue
            if self.mode == "generic":
                raise _NewProviso(self.term(primitive(p)))
            for a in self.parameters:
                if a not in case.solved and self._is_linear(p, a):
                    c = self._coefficient(p, a)
                    choices.append((not case.is_nonzero(c), len(c), len(p), k, a))
        if not choices:
            return False
        may_vanish, _, _, k, a = min(choices)
        if may_vanish:
            c = self._coefficient(case.zeros[k], a)
            self._split(case, next(f for f, _ in factors_of(c) if not case.is_nonzero(f)))
        else:
            self._solve(case, k, a)
            self.explore(case)
        return True

    def _small_coefficient(self, case: Case, names: list[str]) -> bool:
        """An equation linear in an unknown whose coefficient may vanish: a case distinction on the coefficient."""
        choices = [
            (bool(self.involved(c, names)), len(c), len(case.zeros[k]), k, x)
            for k in case.active
            for x in names
            if self._is_linear(case.zeros[k], x) and (c := self._coefficient(case.zeros[k], x)) != 0
        ]
        if not choices:
            return False
        *_, k, x = min(choices)
        c = self._coefficient(case.zeros[k], x)
        self._split(case, next(f for f, _ in factors_of(c) if not case.is_nonzero(f)))
        return True

    def _quadratic(self, case: Case, names: list[str]) -> bool:
        """4a(ax² + bx + c) = (2ax + b − s·r)(2ax + b + s·r) modulo r² = D, where b² − 4ac = s²·D."""
        choices = [
            (len(case.zeros[k]), k, x)
            for k in case.active
            for x in names
            if self.degree(case.zeros[k], x) == 2
            and not any(
                n.startswith("_") and x in variables(self.term_of[n]) for n in self.ring.used(case.zeros[k])
            )
        ]
        for _, k, x in sorted(choices):
            p = case.zeros[k]
            c, b, a = self.coefficients(p, x)
            if not case.is_nonzero(a):
                self._split(case, next(f for f, _ in factors_of(a) if not case.is_nonzero(f)))
                return True
            s, inner = square_part(self.kernels.reduced(b * b - 4 * a * c))
            radicand = self.term(inner)
            root = Power(radicand, HALF)
            if self.real and isinstance(radicand, Number) and radicand.value < 0:
                continue
            if inner == 1:
                continue
            if root not in self.kernels.indices:
                raise _NewRoot(radicand)
            r = self.ring.generators[self.kernels.indices[root]]
            middle = 2 * a * self.ring.generators[x] + b
            parts = [middle - s * r, middle + s * r]
            pairs = [(k, 4 * a)]
            rest = parts[0] * parts[1] - 4 * a * p
            for j in self._kernel_equations():
                q, rest = divmod(rest, case.zeros[j])
                if q != 0:
                    pairs.append((j, q))
            if rest != 0:
                continue
            index = case.summed(pairs)
            children = [case.child(zero=f) for f in parts]
            for child in children:
                child.active.remove(k)
            case.node |= {"factors": [index, [plain(f) for f in parts]], "cases": [c.node for c in children]}
            for child in children:
                self.explore(child)
            return True
        return False

    def _kernel_equations(self) -> range:
        equations = sum(r.kind == "==" for r in self.stated)
        return range(equations, equations + len(self.kernels.relations))

    def _squares(self, case: Case, names: list[str]) -> bool:
        """Over the reals, a quadratic polynomial that is a sum of squares: each square vanishes."""
        if not self.real:
            return False
        for k in case.active:
            p = case.zeros[k]
            if any(n.startswith("_") for n in self.ring.used(p)):
                continue
            for sign in (1, -1):
                squares = self._sum_of_squares(p * sign)
                if squares and (len(squares) > 1 or squares[0][1].total_degree() == 0):
                    index = k if sign == 1 else case.summed([(k, -self.ring.one)])
                    before = len(case.zeros)
                    case.appended(
                        ["squares", index, [[str(c), plain(q)] for c, q in squares]], *(q for _, q in squares)
                    )
                    case.active = [j for j in case.active if j != k] + list(range(before, len(case.zeros)))
                    self.explore(case)
                    return True
        return False

    def _sum_of_squares(self, p: Poly) -> list[tuple[Fraction, Poly]] | None:
        """p = Σ c·q² with c > 0, by completing squares one name after another."""
        squares = list[tuple[Fraction, Poly]]()
        for _ in range(12):
            if p == 0:
                return squares
            if p.is_constant():
                c = Fraction(str(p.leading_coefficient()))
                return [*squares, (c, self.ring.one)] if c > 0 else None
            done = False
            for name in self.ring.used(p):
                parts = self.coefficients(p, name)
                degree = len(parts) - 1
                top = parts[-1]
                if degree % 2 or not top.is_constant() or Fraction(str(top.leading_coefficient())) <= 0:
                    continue
                half, lead = degree // 2, Fraction(str(top.leading_coefficient()))
                x = self.ring.generators[name]
                q = x**half
                if half == 1:
                    q = x + parts[1] / (2 * top.leading_coefficient())
                squares.append((lead, q))
                p, done = p - q * q * top, True
                break
            if not done:
                return None
        return None

    def _basis(self, case: Case, names: list[str]) -> bool:
        """A lexicographic Gröbner basis of what is left, once in each branch."""
        if len(case.active) < 2:
            return False
        chain = Chain(case.zeros)
        kernel_equations = [k for k in self._kernel_equations() if case.zeros[k] != 0]
        basis = groebner(chain, [*case.active, *kernel_equations])
        steps, numbers = chain.pruned(basis.indices)
        case.node["steps"] += steps
        case.zeros += [self.ring.zero] * len(steps)
        for old, new in numbers.items():
            case.zeros[new] = chain.polys[old]
        fresh = sorted({numbers[k] for k in basis.indices} - set(kernel_equations))
        if fresh == sorted(case.active):
            return False
        case.active = fresh
        self.explore(case)
        return True


def _is_not_zero(term: Term) -> bool:
    ball = ball_value(term, {})
    return bool(ball.is_finite() and not ball.contains(0))
